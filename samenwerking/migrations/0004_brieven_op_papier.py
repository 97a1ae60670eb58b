"""Letters that were there came in on paper: they were sent on their date."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations
from django.utils import timezone


def verzonden(apps, schema_editor):
    Brief = apps.get_model("samenwerking", "Brief")
    brieven = list(Brief.objects.filter(verzonden_op=None, initiatief=None))
    for brief in brieven:
        dag = brief.datum and datetime.combine(brief.datum, time(), ZoneInfo("Europe/Amsterdam"))
        brief.verzonden_op = dag or timezone.now()
    Brief.objects.bulk_update(brieven, ["verzonden_op"])


class Migration(migrations.Migration):

    dependencies = [
        ("samenwerking", "0003_gezamenlijke_brief"),
    ]

    operations = [
        migrations.RunPython(verzonden, migrations.RunPython.noop),
    ]
