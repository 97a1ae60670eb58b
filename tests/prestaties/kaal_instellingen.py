"""Settings of a bare Django process with one table of ours, for its memory."""

from samenwerking.conf import omgeving

SECRET_KEY = "alleen-voor-metingen-" * 3
ALLOWED_HOSTS = ["localhost"]
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "gemeenten",
]
ROOT_URLCONF = "tests.prestaties.kaal"
DATABASES = {"default": omgeving.database(standaard="")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
