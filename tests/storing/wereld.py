"""`python -m tests.storing.wereld`: a small round that is open now, and its sessions, as JSON."""

from __future__ import annotations

import json
from datetime import timedelta

TAKEN = ("JE03", "JE06", "WM05")
RONDE = "2013-mei"


def bouw() -> dict[str, dict[str, str]]:
    """CBS code -> the session of a vaststeller, per gemeente of the letters."""
    from django.utils import timezone

    from samenwerking.toegang.rollen import Rol
    from tests import bouwers

    nu = timezone.now()
    bouwers.uitvraag(
        RONDE,
        taken=TAKEN,
        opent=nu - timedelta(days=30),
        deadline=nu + timedelta(days=1),
        laatste_wijziging=nu + timedelta(days=2),
    )
    return {code: sessie(bouwers.gebruiker(Rol.VASTSTELLER, naam)) for naam, code in CODES.items()}


def sessie(gebruiker) -> dict[str, str]:
    """A session as logging in makes it, without the work of checking a password."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from samenwerking.toegang.sessies import SessionStore

    rij = SessionStore()
    rij[SESSION_KEY] = str(gebruiker.pk)
    rij[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    rij[HASH_SESSION_KEY] = gebruiker.get_session_auth_hash()
    rij.create()
    return {"sessie": rij.session_key, "email": gebruiker.email}


if __name__ == "__main__":
    import django

    django.setup()
    from tests.bouwers import CODES

    print(json.dumps(bouw()))
