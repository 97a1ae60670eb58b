"""The settings of the tests with a broker; its address is that of the provider of the test."""

import os

os.environ |= {
    "OIDC_URL": "http://127.0.0.1:9",
    "OIDC_CLIENT_ID": "monitor",
    "OIDC_CLIENT_SECRET": "geheim-van-de-proef",
    "OIDC_ROLLEN": "opgave:vaststellen=vaststeller,opgave:invullen=invuller,raad=raad",
    "OIDC_GEMEENTEN": "00000001001234567000=GM0397",
}

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}_broker"}
