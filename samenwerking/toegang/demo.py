"""Accounts of the demo: every rol at least once, with invented names and one shared password."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from gemeenten.models import Gemeente
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol

WACHTWOORD = "samenwerken-2013"
GEMEENTEN: dict[str, tuple[str, str, str]] = {
    # slug: CBS code, invuller, vaststeller
    "uithoorn": ("GM0451", "Marieke Verbeek", "Rob van Dam"),
    "heemstede": ("GM0397", "Joost Hageman", "Ineke Tromp"),
    "haarlem": ("GM0392", "Samira Bouzid", "Pieter de Lange"),
    "haarlemmermeer": ("GM0394", "Femke Schuurman", "Arie Noordam"),
    "derondevenen": ("GM0736", "Kees Vermeij", "Annet Roling"),
    "aalsmeer": ("GM0358", "Linda Keessen", "Theo Barendse"),
    "amsterdam": ("GM0363", "Yusuf Demir", "Carla Winter"),
    "leeuwarden": ("GM0080", "Sjoukje Hoekstra", "Douwe Postma"),
    "blaricum": ("GM0376", "Anouk Vos", "Maarten Rebel"),  # has not submitted yet
    "weesp": ("GM0457", "Ellen Kroon", "Jaap Molenaar"),  # has a concept
    "hilversum": ("GM0402", "Tineke Ruiter", "Bas Oldenhof"),  # owes uitleg in November
    "alphen": ("GM0484", "Petra Zwaan", "Koen Haasnoot"),  # joined by two others in 2014
}
EINDE = {Rol.AMBASSADEUR: date(2014, 7, 1), Rol.ACCOUNTMANAGER: date(2015, 1, 1)}
"""The first day without access: the ambassadeurs end on 1 July 2014 (S3-07)."""
ANDERE: tuple[tuple[str, Rol, str, str, str, str], ...] = (
    # e-mail, rol, naam, functie, organisatie, CBS code of the gemeente
    ("raad@uithoorn.demo", Rol.RAAD, "Bert Kamphuis", "griffier", "", "GM0451"),
    ("vng@vng.demo", Rol.VNG, "Hanneke Luijten", "projectleider", "VNG", ""),
    ("commissie@commissie.demo", Rol.COMMISSIE, "Wim Terpstra", "lid", "Commissie", ""),
    ("bzk@bzk.demo", Rol.BZK, "Nadia El Amrani", "beleidsmedewerker", "BZK", ""),
    ("vws@departement.demo", Rol.DEPARTEMENT, "Loes Martens", "beleidsmedewerker", "VWS", ""),
    ("ambassadeur@vng.demo", Rol.AMBASSADEUR, "Henk Dijkgraaf", "ambassadeur", "VNG", ""),
    ("accountmanager@vng.demo", Rol.ACCOUNTMANAGER, "Sanne Kuipers", "accountmanager", "VNG", ""),
    (
        "provincie@noord-holland.demo",
        Rol.PROVINCIE,
        "Ruud Scholten",
        "adviseur",
        "Provincie Noord-Holland",
        "",
    ),
    ("beheerder@vng.demo", Rol.BEHEERDER, "Esther Pool", "beheerder", "VNG", ""),
)


def maak_accounts() -> list[tuple[str, str, str, str]]:
    """Make what is missing; (e-mail, wachtwoord, rol, gemeente or organisatie) of every account.

    Needs the gemeenten. Raises ImproperlyConfigured outside DEBUG: the password is no secret.
    """
    if not settings.DEBUG:
        raise ImproperlyConfigured("Demo-accounts zijn er alleen met DEBUG=1.")
    with transaction.atomic():
        gebruikers = [_maak(*regel) for regel in (*_van_gemeenten(), *ANDERE)]
    return [
        (g.email, WACHTWOORD, g.rol, g.gemeente.naam if g.gemeente else g.organisatie)
        for g in gebruikers
    ]


def _van_gemeenten() -> list[tuple[str, Rol, str, str, str, str]]:
    return [
        regel
        for slug, (code, invuller, vaststeller) in GEMEENTEN.items()
        for regel in (
            (f"invuller@{slug}.demo", Rol.INVULLER, invuller, "beleidsmedewerker", "", code),
            (f"vaststeller@{slug}.demo", Rol.VASTSTELLER, vaststeller, "wethouder", "", code),
        )
    ]


def _maak(email: str, rol: Rol, naam: str, functie: str, organisatie: str, code: str) -> Gebruiker:
    aanwezig = Gebruiker.objects.select_related("gemeente").filter(email=email).first()
    if aanwezig:
        return aanwezig
    gebruiker = Gebruiker.objects.create_user(
        email,
        WACHTWOORD,
        toegang_tot=EINDE.get(rol),
        naam=naam,
        functie=functie,
        rol=rol,
        organisatie=organisatie,
        gemeente=Gemeente.objects.get(pk=code) if code else None,
    )
    logboek.schrijf(
        "toevoegen",
        "gebruiker",
        gebruiker.pk,
        persoon=logboek.opdrachtregel(),
        gemeente=code,
        inhoud={"rol": rol, "demo": True},
    )
    return gebruiker
