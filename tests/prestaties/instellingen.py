"""Settings of a production process over a temporary database, its clock in the synthetic round."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

os.environ |= {
    "DEBUG": "0",
    "SECRET_KEY": "alleen-voor-metingen-" * 3,
    "ALLOWED_HOSTS": "localhost",
    "LOG_NIVEAU": "CRITICAL",
}
os.environ.pop("PEILKLOK", None)

from samenwerking.conf.settings import *  # noqa: F403

# After the deadline, so that W3 speaks, and before laatste_wijziging, so that one can submit.
PEILKLOK = datetime(2013, 6, 5, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The cast logs in without a phone.
ZONDER_TWEEDE_FACTOR = ("@voorbeeld.nl",)
