"""Settings of the Samenwerkingsmonitor; what differs per machine is in the environment."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from samenwerking.conf import omgeving

BASE_DIR = Path(__file__).resolve().parents[2]

DEBUG = omgeving.vlag("DEBUG")
SECRET_KEY = omgeving.geheim("SECRET_KEY", ontwikkeling=DEBUG)
ALLOWED_HOSTS = omgeving.hosts("ALLOWED_HOSTS", ontwikkeling=DEBUG)

PEILKLOK = omgeving.moment("PEILKLOK")
if PEILKLOK and not DEBUG:
    raise ImproperlyConfigured("PEILKLOK (de demoklok) mag alleen met DEBUG=1.")

INSTALLED_APPS = [
    "gemeenten",
    "samenwerking",
    "samenwerking.toegang.apps.ToegangConfig",
    "monitor",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
]
# A broker to log in through; unset: no app, no page, no button.
OIDC = omgeving.oidc(ontwikkeling=DEBUG)
if OIDC:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]

MIDDLEWARE = [
    "samenwerking.toegang.middleware.koppen",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samenwerking.toegang.middleware.ontvangst",
    "samenwerking.api.middleware.api",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samenwerking.toegang.middleware.BeleidMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "samenwerking.conf.urls"
WSGI_APPLICATION = "samenwerking.conf.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samenwerking.toegang.context.portaal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": omgeving.database(standaard=f"sqlite:///{BASE_DIR / 'var' / 'monitor.sqlite3'}")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "toegang.Gebruiker"
AUTHENTICATION_BACKENDS = ["samenwerking.toegang.inloggen.PortaalBackend"]
PASSWORD_HASHERS = ["samenwerking.toegang.inloggen.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "samenwerking.toegang.inloggen.LangGenoeg",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "samenwerking.toegang.inloggen.NietVoorDeHand"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "samenwerking.toegang.inloggen.Adapter"
ACCOUNT_FORMS = {
    "change_password": "samenwerking.forms.wachtwoord.WijzigForm",
    "reset_password_from_key": "samenwerking.forms.wachtwoord.KiesForm",
}
ACCOUNT_SESSION_REMEMBER = False
# Failures count per account and address together: nobody locks a colleague out.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "samenwerking.toegang.accounts.Koppeling"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # An invitation; Koppeling makes a reset end sooner.
SOCIALACCOUNT_ADAPTER = "samenwerking.toegang.oidc.Adapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "samenwerking.toegang.oidc.Broker"}}
MFA_ADAPTER = "samenwerking.toegang.factor.FactorAdapter"
MFA_FORMS = {"activate_totp": "samenwerking.forms.factor.InstelForm"}
MFA_TOTP_ISSUER = "Samenwerkingsmonitor"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # Accounts are given out: an address is never claimed.
# Demo accounts log in while developing only, and need no second factor there.
DEMO = DEBUG
ZONDER_TWEEDE_FACTOR = (".demo",) if DEBUG else ()

SESSION_ENGINE = "samenwerking.toegang.sessies"
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "sessionid" if DEBUG else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if DEBUG else "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
# The portal stands behind one proxy that ends TLS and sets X-Forwarded-Proto and -For itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if DEBUG else 1
SECURE_SSL_REDIRECT = not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^gezond$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Documents behind decisions; no URL leads there, a view serves them to their own gemeente.
MEDIA_ROOT = Path(omgeving.tekst("MEDIA_ROOT") or BASE_DIR / "var" / "media")
FILE_UPLOAD_PERMISSIONS = 0o600
FIXTURES = BASE_DIR / "fixtures"

# A request is at most the largest file that is taken (20 MiB, by VNG) and the form around it; it is
# refused before it is read. Forms themselves are small.
FILE_UPLOAD_HANDLERS = [
    "samenwerking.views.ontvangen.Begrensd",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

MAIL = omgeving.mail("EMAIL_URL", ontwikkeling=DEBUG)
EMAIL_BACKEND = f"django.core.mail.backends.{MAIL.soort}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.poort
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.gebruiker, MAIL.wachtwoord
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL.van
# Who answers questions about the API and the open data, and who publishes them (a TOOI URI).
BEHEER_NAAM = omgeving.tekst("BEHEER_NAAM", "Beheer van de Samenwerkingsmonitor")
BEHEER_EMAIL = omgeving.tekst("BEHEER_EMAIL", MAIL.van)
UITGEVER = omgeving.tekst("UITGEVER", "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034")
UITGEVER_NAAM = omgeving.tekst(
    "UITGEVER_NAAM", "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"
)
# Where the portal lasts: what open data is called begins with it. Unset: the host that is asked.
ADRES = omgeving.adres("ADRES")
EMAIL_TIMEOUT = 10

# Long work: in the database for `manage.py db_worker`; while developing at once, in a thread.
TASKS = {
    "default": {
        "BACKEND": "samenwerking.conf.taken.Meteen" if DEBUG else "django_tasks_db.DatabaseBackend"
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "samenwerking.toegang.tokens.Tokentoegang",
        "samenwerking.api.toelating.Sessie",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "samenwerking.api.toelating.Beleid",
        "samenwerking.api.toelating.BekendeSleutels",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["samenwerking.api.toelating.Rem"],
    "DEFAULT_THROTTLE_RATES": {"bezoeker": "120/min", "lezen": "600/min", "schrijven": "60/min"},
    "DEFAULT_RENDERER_CLASSES": [
        "samenwerking.api.bestanden.Json",
        "samenwerking.api.bestanden.Csv",
        "samenwerking.api.bestanden.Ods",
    ],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "samenwerking.api.bestanden.Keuze",
    "DEFAULT_FILTER_BACKENDS": ["samenwerking.api.filters.Sleutels"],
    "DEFAULT_PAGINATION_CLASS": "samenwerking.api.paginering.Paginering",
    "DEFAULT_SCHEMA_CLASS": "samenwerking.api.schema.Schema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "samenwerking.api.problemen.van_uitzondering",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": 0 if DEBUG else 1,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.0.3",
    "TITLE": "Samenwerkingsmonitor",
    "DESCRIPTION": (
        "Wie werkt met wie samen, voor welke taak en hoe ver is het besluit? Deze API geeft de "
        "gegevens van gepubliceerde rondes aan iedereen, en laat applicaties van een gemeente de "
        "eigen opgave invullen en indienen."
    ),
    "CONTACT": {
        "name": BEHEER_NAAM,
        "url": omgeving.tekst("BEHEER_URL", "https://www.example.nl/api/"),
        "email": BEHEER_EMAIL,
    },
    "LICENSE": {
        "name": "CC0-1.0 (de gegevens)",
        "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
    },
    "SERVERS": [{"url": "/api/v1"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "POSTPROCESSING_HOOKS": ["samenwerking.api.schema.vul_aan"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "SORT_OPERATIONS": False,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "samenwerking.conf.logregels.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": omgeving.niveau("LOG_NIVEAU")},
    "loggers": {
        # The line per request is written by toegang.middleware.ontvangst.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
