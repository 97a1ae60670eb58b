"""The chain of the logboek begins with an empty head."""

from django.db import migrations


def begin(apps, schema_editor):
    """Create the one head row."""
    apps.get_model("toegang", "Logkop").objects.get_or_create(
        pk=1, defaults={"nummer": 0, "hash": "0" * 64}
    )


class Migration(migrations.Migration):
    dependencies = [("toegang", "0001_initial")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
