"""Rows of the logboek seal the name of who acted.

Adding a column makes the table anew on SQLite, and its triggers go with it: they are put back.
"""

from importlib import import_module

from django.db import migrations, models

import samenwerking.toegang.models

BEWAKING = import_module("samenwerking.toegang.migrations.0003_logboek_alleen_toevoegen")


def geef_zout(apps, schema_editor):
    """The default of a new column is the same for every row: give each person its own."""
    Persoon = apps.get_model("toegang", "Persoon")
    for persoon in Persoon.objects.only("pk"):
        persoon.zout = samenwerking.toegang.models.nieuw_zout()
        persoon.save(update_fields=["zout"])


class Migration(migrations.Migration):
    dependencies = [("toegang", "0004_applicatietoken")]

    operations = [
        migrations.RunPython(BEWAKING.laat_los, BEWAKING.bewaak),
        migrations.AddField(
            model_name="logregel",
            name="zegel",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.RunPython(BEWAKING.bewaak, BEWAKING.laat_los),
        migrations.AddField(
            model_name="persoon",
            name="zout",
            field=models.CharField(
                blank=True,
                default=samenwerking.toegang.models.nieuw_zout,
                editable=False,
                max_length=32,
            ),
        ),
        migrations.RunPython(geef_zout, migrations.RunPython.noop),
    ]
