"""Production settings of the portal under test; static files need no collecting."""

from samenwerking.conf.settings import *  # noqa: F403
from samenwerking.conf.settings import STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = False
