"""Settings of the tests: development settings, a cheap password hash, no demo clock."""

import os

os.environ["DEBUG"] = "1"
os.environ.pop("PEILKLOK", None)

from samenwerking.conf.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# The threads of the test server end with their request; a connection kept would hold the database.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
