"""Only with the settings that have a broker: test_broker.py runs these in their own process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings as instellingen

from tests.toegang.eherkenning.aanbieder import Aanbieder, aanbieder

collect_ignore_glob = [] if instellingen.OIDC else ["test_*.py"]


@pytest.fixture
def broker(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aanbieder]:
    """The provider; the settings of the portal point at it."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    settings.DEBUG = True
    with aanbieder() as broker:
        settings.OIDC = settings.OIDC._replace(url=broker.url)
        broker.terug = "http://testserver/inloggen/eherkenning/terug/"
        broker.claims = {
            "sub": "eh-392",
            "name": "Els de Vries",
            "email": "e.devries@heemstede.voorbeeld.nl",
            "email_verified": True,
            "gemeente": "GM0397",
            "rol": "opgave:invullen",
        }
        yield broker
