"""Whom the broker brings: its claims mapped to a gemeente and a rol, and to an account.

Claims give gemeenterollen only, and only what the settings map (OIDC_ROLLEN, OIDC_GEMEENTEN). From
the first log-in on the broker leads: rol and gemeente of a linked account follow its claims, and
the logboek says so. What is refused writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from gemeenten import tooi
from gemeenten.models import Gemeente
from samenwerking import klok
from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import GEMEENTEROLLEN, Rol

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialAccount

Claims = Mapping[str, Any]
HERKOMST = "broker"
VRAAG = "Vraag wie dat bij uw gemeente beheert om dit te herstellen."


def toelaten(koppeling: SocialAccount, claims: Claims) -> Gebruiker:
    """The account of whom the broker vouches for: found, linked or made, with rol and gemeente.

    `koppeling` is the stored link, or a new one. Raises Geweigerd, and then nothing has changed.
    """
    bron = logboek.herkomst.set(HERKOMST)
    try:
        with transaction.atomic():
            return _toelaten(koppeling, claims)
    except (IntegrityError, ValidationError) as fout:
        raise Geweigerd(
            "Uw gegevens passen niet in een account, of u logde twee keer tegelijk in. Probeer het "
            "nog een keer. Lukt het weer niet, vraag dan de beheerder om hulp."
        ) from fout
    finally:
        logboek.herkomst.reset(bron)


def gekoppeld(gebruikers: Iterable[Gebruiker]) -> set[int]:
    """Which of these accounts are linked to the broker; without one nothing is asked."""
    if not settings.OIDC:
        return set()
    from allauth.socialaccount.models import SocialAccount

    links = SocialAccount.objects.filter(user__in=gebruikers)
    return set(links.values_list("user_id", flat=True))


def alleen_broker(gebruiker: Gebruiker) -> bool:
    """Whether this account is linked to the broker and has no password of its own."""
    return not gebruiker.has_usable_password() and bool(gekoppeld([gebruiker]))


def gemeente_van(claims: Claims) -> Gemeente:
    """The gemeente in the claims: a CBS code (GM0392, 0392), its TOOI URI, or what is mapped.

    Raises Geweigerd when it is none that exists today.
    """
    waarden = _waarden(claims, settings.OIDC.gemeente_claim)
    codes = {_code(waarde) for waarde in waarden}
    gevonden = Gemeente.objects.op(klok.vandaag()).filter(code__in=codes - {None})
    if len(codes) == 1 and (gemeente := gevonden.first()):
        return gemeente
    wat = f"noemt {' en '.join(waarden)}" if waarden else "noemt geen gemeente"
    raise Geweigerd(f"{settings.OIDC.naam} {wat}. Dat is geen gemeente in dit portaal. {VRAAG}")


def rol_van(claims: Claims) -> Rol:
    """The one gemeenterol that the claims map to. Raises Geweigerd for none, or several."""
    waarden = _waarden(claims, settings.OIDC.rol_claim)
    rollen = {Rol(rol) for waarde in waarden if (rol := settings.OIDC.rollen.get(waarde))}
    if len(rollen) == 1 and rollen <= GEMEENTEROLLEN:
        return rollen.pop()
    wat = "meer dan één rol" if rollen else "geen rol voor dit portaal"
    raise Geweigerd(f"{settings.OIDC.naam} geeft u {wat}. {VRAAG}")


def _waarden(claims: Claims, naam: str) -> list[str]:
    """A claim as a list of texts; what is neither text nor a list of it says nothing."""
    waarde = claims.get(naam)
    lijst = waarde if isinstance(waarde, list) else [waarde]
    return [deel for deel in lijst if isinstance(deel, str) and deel]


def _code(waarde: str) -> str | None:
    if code := settings.OIDC.gemeenten.get(waarde):
        return code
    vorm = re.fullmatch(rf"(?:{re.escape(tooi.gemeente('gm'))}|GM|gm)?([0-9]{{4}})", waarde)
    return f"GM{vorm[1]}" if vorm else None


def _toelaten(koppeling: SocialAccount, claims: Claims) -> Gebruiker:
    gemeente, rol = gemeente_van(claims), rol_van(claims)
    if koppeling.pk:
        return _gelijk(koppeling.user_id, gemeente, rol)
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True:
        raise Geweigerd(f"{settings.OIDC.naam} geeft geen bevestigd e-mailadres door. {VRAAG}")
    gebruiker = Gebruiker.objects.select_for_update().filter(email=email.lower()).first()
    if gebruiker is None:
        naam = str(claims.get("name") or email)[:120]
        gebruiker = Gebruiker.objects.create_user(email, naam=naam, rol=rol, gemeente=gemeente)
        _log("toevoegen", gebruiker, gemeente.pk, logboek.naam_van(gebruiker.persoon))
    _open(gebruiker)
    if (gebruiker.gemeente_id, gebruiker.rol) != (gemeente.pk, rol):
        raise Geweigerd(
            f"Voor {email.lower()} is er al een account, met een andere rol of gemeente dan "
            f"{settings.OIDC.naam} geeft ({rol.label} van {gemeente.naam}). Log in met e-mail en "
            "wachtwoord, of vraag de vaststeller van uw gemeente om het account aan te passen."
        )
    koppeling.user, koppeling.extra_data = gebruiker, {}
    koppeling.save()
    _log("koppelen", gebruiker, gemeente.pk, {})
    return gebruiker


def _gelijk(nummer: int, gemeente: Gemeente, rol: Rol) -> Gebruiker:
    """The linked account, with the rol and gemeente that the broker gives it now."""
    gebruiker = Gebruiker.objects.select_for_update().get(pk=nummer)
    _open(gebruiker)
    if gebruiker.rol not in GEMEENTEROLLEN:
        raise Geweigerd(
            f"Uw account hoort niet meer bij een gemeente ({gebruiker.get_rol_display()}). Log in "
            "met e-mail en wachtwoord, of vraag de beheerder om hulp."
        )
    was = {"vorige": gebruiker.rol, "vorige_gemeente": gebruiker.gemeente_id}
    if tuple(was.values()) != (rol, gemeente.pk):
        gebruiker.rol, gebruiker.gemeente = rol, gemeente
        gebruiker.save(update_fields=["rol", "gemeente"])
        for code in sorted({str(was["vorige_gemeente"]), gemeente.pk}):
            _log("wijzigen", gebruiker, code, was)
    return gebruiker


def _open(gebruiker: Gebruiker) -> None:
    if not gebruiker.heeft_toegang(klok.vandaag()):
        raise Geweigerd(
            "Uw account in dit portaal is beëindigd. Vraag de vaststeller van uw gemeente of de "
            "beheerder om het weer te openen."
        )


def _log(actie: str, gebruiker: Gebruiker, gemeente: str, inhoud: dict[str, Any]) -> None:
    """A row by nobody: it was the broker who did it."""
    logboek.schrijf(
        actie,
        "gebruiker",
        gebruiker.pk,
        persoon=None,
        gemeente=gemeente,
        inhoud={"rol": gebruiker.rol, "gemeente": gebruiker.gemeente_id} | inhoud,
    )
