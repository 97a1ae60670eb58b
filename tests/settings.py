"""Settings of the tests: development settings, a cheap password hash, no demo clock."""

import os

os.environ["DEBUG"] = "1"
os.environ.pop("PEILKLOK", None)

from samenwerking.conf.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The cast logs in without a phone; the tests of the second factor take this away.
ZONDER_TWEEDE_FACTOR = (".demo", "@voorbeeld.nl")
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
