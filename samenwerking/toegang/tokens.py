"""Tokens of applications: making, withdrawing, and logging in with one."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from gemeenten.models import Gemeente
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Applicatietoken, Gebruiker, Persoon
from samenwerking.toegang.rollen import Rol

VOORVOEGSEL = "smt_"
GELDIG = timedelta(days=365)
BIJHOUDEN = timedelta(minutes=15)
"""How old the moment of last use may be: a read must not write every time."""


@transaction.atomic
def maak(naam: str, gemeente: Gemeente, rol: Rol, *, door: Persoon) -> tuple[Applicatietoken, str]:
    """A new token and its text, which is shown once and kept nowhere."""
    tekst = VOORVOEGSEL + secrets.token_urlsafe(32)
    nu = timezone.now()
    token = Applicatietoken.objects.create(
        naam=naam,
        gemeente=gemeente,
        rol=rol,
        begin=tekst[:12],
        hash=_hash(tekst),
        persoon=Persoon.objects.create(naam=naam, functie=f"applicatie van {gemeente.naam}"),
        gemaakt_op=nu,
        gemaakt_door=door,
        verloopt_op=nu + GELDIG,
    )
    _log("toevoegen", token, door)
    return token, tekst


@transaction.atomic
def trek_in(token: Applicatietoken, *, door: Persoon) -> None:
    """End a token at once; withdrawing twice changes nothing."""
    open_ = Applicatietoken.objects.filter(pk=token.pk, ingetrokken_op=None)
    if open_.update(ingetrokken_op=timezone.now()):
        _log("intrekken", token, door)


def _log(actie: str, token: Applicatietoken, door: Persoon) -> None:
    logboek.schrijf(
        actie,
        "applicatietoken",
        token.pk,
        persoon=door,
        gemeente=token.gemeente_id,
        inhoud={"rol": token.rol, "begin": token.begin},
    )


def _hash(tekst: str) -> str:
    """SHA-256 will do: the text is 256 random bits, nothing to guess."""
    return hashlib.sha256(tekst.encode()).hexdigest()


def geldig(tekst: str, nu: datetime) -> Applicatietoken | None:
    """The token with this text, unless it is ingetrokken or has ended; one query."""
    geldige = Applicatietoken.objects.filter(ingetrokken_op=None, verloopt_op__gt=nu)
    return geldige.select_related("gemeente", "persoon").filter(hash=_hash(tekst)).first()


def als_gebruiker(token: Applicatietoken) -> Gebruiker:
    """An account that is not in the database: the application in its gemeente, with its rol."""
    return Gebruiker(persoon=token.persoon, rol=token.rol, gemeente=token.gemeente)


class Tokentoegang(BaseAuthentication):
    """`Authorization: Bearer smt_...`."""

    def authenticate(self, request: Any) -> tuple[Gebruiker, Applicatietoken] | None:
        """The application and its token; None without the header. Raises AuthenticationFailed."""
        delen = get_authorization_header(request).split()
        if not delen:
            return None
        nu = timezone.now()
        goed = len(delen) == 2 and delen[0].lower() == b"bearer"
        token = geldig(delen[1].decode("latin-1"), nu) if goed else None
        if token is None:
            raise AuthenticationFailed("Dit token is er niet, is ingetrokken of is verlopen.")
        if token.laatst_gebruikt_op is None or nu - token.laatst_gebruikt_op > BIJHOUDEN:
            Applicatietoken.objects.filter(pk=token.pk).update(laatst_gebruikt_op=nu)
        return als_gebruiker(token), token

    def authenticate_header(self, request: Any) -> str:
        """What a 401 asks for."""
        return 'Bearer realm="api"'
