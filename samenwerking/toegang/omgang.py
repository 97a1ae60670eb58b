"""The policy, continued: with which methods a page is used, on what, and in which relation to it.

`beleid` says which rol may use a page. Here stands what the page is about (VOORWERP) and who
reaches such a thing in which relation (RELATIES); others get the 404 of what does not exist.
The middleware refuses every other method; the rows come from `bereik`; tests/toegang/test_matrix.py
walks all of it. `python manage.py beleid` prints both as docs/toegang.md.
"""

from __future__ import annotations

from typing import Final

from samenwerking.toegang.beleid import PUBLIEK, Toelating
from samenwerking.toegang.rollen import (
    COMMISSIEROLLEN,
    GEMEENTEROLLEN,
    INVULROLLEN,
    LEESROLLEN,
    VELDROLLEN,
    Rol,
)

LEZEN: Final = ("GET", "HEAD")

# A page and the form on it. What is in neither list is read only.
FORMULIER: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_from_key",
        "account_reauthenticate",
        "mfa_authenticate",
        "usersessions_list",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "tokens",
        "accounts",
        "account-rol",
        "opgave-contacten",
        "opgave-taak",
        "opgave-bevestig",
        "opgave-indienen",
        "opgave-weggooien",
        "opgave-upload",
        "opgave-verschil",
        "verband-nieuw",
        "verband-bewerken",
        "raad-vertegenwoordiger",
        "wederhoor",
        "uitleg",
        "brief-nieuw",
        "brief-bewerken",
        "brief-besluit-nieuw",
        "brief-besluit",
        "brief-tekenen",
        "brief-mandaat",
        "brief-intrekken",
        "vng-momenten",
        "vng-heropenen",
        "vng-praktijkvoorbeeld",
        "vng-upload",
        "monitor-aandacht",
        "monitor-escalatie-begin",
        "monitor-norm",
        "monitor-extern",
        "monitor-rapportage",
        "monitor-beoordelen",
        "bezoek-nieuw",
        "bezoek-wijzigen",
        "signaal-nieuw",
        "signaal-vraag",
        "verzoek-nieuw",
        "bijeenkomst-nieuw",
        "bijeenkomst-wijzigen",
        "handreiking-nieuw",
        "handreiking-wijzigen",
        "vraag-nieuw",
        "bundels",
        "bundel",
        "toezegging-nieuw",
        "monitor-scenario-nieuw",
        "weergaven",
    }
)
# An act, without a page of its own.
DAAD: Final = frozenset(
    {
        "eherkenning",
        "token-intrekken",
        "account-uitnodigen",
        "account-beeindigen",
        "account-heropenen",
        "verband-vastleggen",
        "opgave-upload-doorvoeren",
        "vng-upload-doorvoeren",
        "vng-papier-taak",
        "vng-papier-vastleggen",
        "brief-aanbieden",
        "brief-terugnemen",
        "brief-verzenden",
        "brief-besluit-verwijderen",
        "monitor-escalatiestap",
        "monitor-oordeelstap",
        "bezoek-afspraak",
        "bezoek-notitie",
        "signaal-antwoord",
        "afspraak-klaar",
        "verzoek-stap",
        "verzoek-meedoen",
        "verzoek-intrekken",
        "bijeenkomst-meedoen",
        "vraag-antwoord",
        "toezegging-stap",
        "monitor-scenariostap",
        "weergave",
    }
)

# The form on a page that more rollen read than fill in.
INSTUREN: Final[dict[str, Toelating]] = {
    "uitleg": frozenset(INVULROLLEN | COMMISSIEROLLEN | {Rol.AMBASSADEUR}),
}

VOORWERP: Final[dict[str, str]] = {
    "soort": "regios",
    "gemeente": "gemeente raad",
    "regio": "regio regioprofiel regioprofiel-pdf briefing",
    "bestandsvorm": "mijn-gegevens",
    "vorm van de catalogus": "catalogus",
    "ronde": "opgave-uitvraag opgave-controle opgave-indienen opgave-weggooien"
    " opgave-samenwerking-nodig"
    " verband-eigen verband-vormhulp verband-nieuw opgave-verschillen opgave-verschil opgave-upload"
    " brief-nieuw vng-ronde vng-momenten vng-upload",
    "ronde en bestandsvorm": "opgave-upload-sjabloon vng-upload-sjabloon",
    "ronde en taak": "opgave-taak opgave-bevestig",
    "ronde en gemeente": "vng-papier-gemeente vng-papier-vastleggen",
    "ronde, gemeente en taak": "vng-papier-taak",
    "opgave van een gemeente": "vng-heropenen",
    "versies": "versies",
    "ontvangstbewijs": "opgave-ontvangst opgave-ontvangst-pdf opgave-ontvangst-inhoud",
    "stuk bij een besluit": "opgave-besluitstuk",
    "verband": "verband",
    "concept van een verband": "verband-bewerken verband-vastleggen",
    "vertegenwoordiger": "raad-vertegenwoordiger",
    "praktijkvoorbeeld": "vng-praktijkvoorbeeld",
    "brief": "brief brief-pdf",
    "brief om te schrijven": "brief-bewerken brief-aanbieden brief-terugnemen brief-verzenden"
    " brief-besluit-nieuw",
    "besluit in een brief": "brief-besluit brief-besluit-verwijderen",
    "brief om te tekenen": "brief-tekenen brief-mandaat brief-intrekken",
    "upload": "opgave-upload-bekijk opgave-upload-doorvoeren",
    "upload van de VNG": "vng-upload-bekijk vng-upload-doorvoeren",
    "token": "token-intrekken",
    "account": "account-rol account-uitnodigen account-beeindigen account-heropenen",
    "bevinding": "uitleg",
    "oordeel in wederhoor": "wederhoor",
    "verband om te beoordelen": "monitor-beoordelen",
    "stap van een oordeel": "monitor-oordeelstap",
    "norm": "monitor-norm",
    "escalatie": "monitor-escalatie",
    "stap van een escalatie": "monitor-escalatiestap",
    "brief van een escalatie": "monitor-escalatiebrief",
    "publicatie": "monitor-publicatie",
    "bestand van een publicatie": "monitor-publicatiebestand",
    "bestand in voorbereiding": "monitor-conceptbestand",
    "bezoek": "bezoek bezoek-notitie",
    "bezoek om te wijzigen": "bezoek-wijzigen bezoek-afspraak",
    "afspraak": "afspraak-klaar",
    "signaal": "signaal signaal-antwoord signaal-vraag",
    "verzoek om ondersteuning": "verzoek verzoek-stap verzoek-meedoen",
    "eigen verzoek om ondersteuning": "verzoek-intrekken",
    "bijeenkomst": "bijeenkomst bijeenkomst-meedoen",
    "bijeenkomst om te wijzigen": "bijeenkomst-wijzigen",
    "handreiking": "handreiking-bestand handreiking-wijzigen",
    "vraag": "vraag vraag-antwoord",
    "toezegging": "toezegging toezegging-stap",
    "overdrachtsdocument": "overdracht-pdf",
    "bundel": "bundel",
    "bestand van een bundel": "bundelbestand",
    "scenario": "monitor-scenario monitor-scenariomap",
    "stap in een scenario": "monitor-scenariostap",
    "weergave": "weergave",
    "open ronde": "open-ronde",
    "open bestand": "open-bestand",
}
"""What a page with a part of its address to fill in is about; pages split by spaces."""

# Relations: of the own gemeente or account, or not; sent and laid down, or still a concept.
EIGEN: Final = "eigen"
EIGEN_CONCEPT: Final = "eigen concept"
ANDER: Final = "van een ander"
ANDER_CONCEPT: Final = "concept van een ander"
OPEN: Final = "openbaar"

IEDEREEN: Final[dict[str, Toelating]] = {OPEN: PUBLIEK}
RELATIES: Final[dict[str, dict[str, Toelating]]] = {
    "soort": IEDEREEN,
    "gemeente": IEDEREEN,
    "regio": IEDEREEN,
    "bestandsvorm": IEDEREEN,
    "vorm van de catalogus": IEDEREEN,
    "ronde": IEDEREEN,
    "ronde en bestandsvorm": IEDEREEN,
    "ronde en taak": IEDEREEN,
    "ronde en gemeente": IEDEREEN,
    "ronde, gemeente en taak": IEDEREEN,
    "opgave van een gemeente": IEDEREEN,
    "versies": {EIGEN: frozenset(GEMEENTEROLLEN | LEESROLLEN), ANDER: frozenset(LEESROLLEN)},
    "ontvangstbewijs": {EIGEN: frozenset(GEMEENTEROLLEN)},
    "stuk bij een besluit": {EIGEN: frozenset(GEMEENTEROLLEN), EIGEN_CONCEPT: INVULROLLEN},
    "verband": {
        OPEN: PUBLIEK,
        EIGEN: frozenset(GEMEENTEROLLEN | LEESROLLEN),
        ANDER: frozenset(INVULROLLEN | LEESROLLEN),
    },
    "concept van een verband": {EIGEN_CONCEPT: INVULROLLEN},
    "vertegenwoordiger": {EIGEN: INVULROLLEN},
    "praktijkvoorbeeld": IEDEREEN,
    "brief": {
        EIGEN: frozenset(GEMEENTEROLLEN | LEESROLLEN),
        EIGEN_CONCEPT: INVULROLLEN,
        ANDER: frozenset(LEESROLLEN),
    },
    "brief om te schrijven": {EIGEN_CONCEPT: INVULROLLEN},
    "besluit in een brief": {EIGEN_CONCEPT: INVULROLLEN},
    "brief om te tekenen": {EIGEN_CONCEPT: frozenset({Rol.VASTSTELLER})},
    "upload": {EIGEN: INVULROLLEN},
    "upload van de VNG": {EIGEN: frozenset({Rol.VNG})},
    "token": {
        EIGEN: frozenset({Rol.VASTSTELLER, Rol.BEHEERDER}),
        ANDER: frozenset({Rol.BEHEERDER}),
    },
    "account": {EIGEN: frozenset({Rol.VASTSTELLER})},
    "bevinding": {
        EIGEN: frozenset(INVULROLLEN | LEESROLLEN),
        ANDER: frozenset(LEESROLLEN),
    },
    "oordeel in wederhoor": {EIGEN: INVULROLLEN},
    "verband om te beoordelen": {EIGEN: COMMISSIEROLLEN, ANDER: COMMISSIEROLLEN},
    "stap van een oordeel": {ANDER: COMMISSIEROLLEN},
    "norm": IEDEREEN,
    "escalatie": {ANDER: frozenset(LEESROLLEN - {Rol.PROVINCIE})},
    "stap van een escalatie": {ANDER: frozenset(COMMISSIEROLLEN | {Rol.DEPARTEMENT})},
    "brief van een escalatie": {ANDER: frozenset(LEESROLLEN - {Rol.PROVINCIE})},
    "publicatie": {ANDER: COMMISSIEROLLEN},
    "bestand van een publicatie": {ANDER: COMMISSIEROLLEN},
    "bestand in voorbereiding": {ANDER: COMMISSIEROLLEN},
    "bezoek": {EIGEN: VELDROLLEN, ANDER: VELDROLLEN | COMMISSIEROLLEN},
    "bezoek om te wijzigen": {EIGEN: VELDROLLEN},
    "afspraak": {EIGEN: VELDROLLEN},
    "signaal": {ANDER: frozenset(LEESROLLEN - {Rol.PROVINCIE})},
    "verzoek om ondersteuning": {
        EIGEN: frozenset(INVULROLLEN | LEESROLLEN),
        ANDER: frozenset(LEESROLLEN),
    },
    "eigen verzoek om ondersteuning": {EIGEN: INVULROLLEN},
    "bijeenkomst": {EIGEN: frozenset(INVULROLLEN | LEESROLLEN), ANDER: frozenset(LEESROLLEN)},
    "bijeenkomst om te wijzigen": {
        EIGEN: frozenset(VELDROLLEN | {Rol.VNG, Rol.PROVINCIE}),
        ANDER: frozenset(VELDROLLEN | {Rol.VNG}),
    },
    "handreiking": IEDEREEN,
    "vraag": {
        EIGEN: frozenset(INVULROLLEN | LEESROLLEN - {Rol.PROVINCIE}),
        ANDER: frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    },
    "toezegging": {ANDER: frozenset(LEESROLLEN - {Rol.PROVINCIE})},
    "overdrachtsdocument": {
        EIGEN: frozenset(GEMEENTEROLLEN | COMMISSIEROLLEN | VELDROLLEN),
        ANDER: COMMISSIEROLLEN | VELDROLLEN,
    },
    "bundel": IEDEREEN,
    "bestand van een bundel": IEDEREEN,
    "scenario": {EIGEN: COMMISSIEROLLEN, OPEN: frozenset(LEESROLLEN)},
    "stap in een scenario": {EIGEN: COMMISSIEROLLEN},
    "weergave": {EIGEN: frozenset(LEESROLLEN)},
    "open ronde": IEDEREEN,
    "open bestand": IEDEREEN,
}

VERTROUWELIJK: Final[dict[str, dict[str, Toelating]]] = {
    "antwoorden in een concept": {EIGEN: INVULROLLEN},
    "naam van een voorgesteld verband": {EIGEN: INVULROLLEN},
    "brief die nog niet weg is": {EIGEN: INVULROLLEN},
    "antwoorden na indienen": {EIGEN: frozenset(GEMEENTEROLLEN | LEESROLLEN), ANDER: LEESROLLEN},
    "reden van een nieuwe versie": {
        EIGEN: frozenset(GEMEENTEROLLEN | LEESROLLEN),
        ANDER: LEESROLLEN,
    },
    "contactpersoon": {EIGEN: frozenset(INVULROLLEN | LEESROLLEN), ANDER: LEESROLLEN},
    "geüpload bestand": {EIGEN: frozenset(INVULROLLEN | {Rol.VNG})},
    "stuk bij een besluit": {EIGEN: frozenset(GEMEENTEROLLEN)},
    "bericht aan een andere gemeente": {EIGEN: INVULROLLEN},
    "notitie van een ambassadeur": {EIGEN: VELDROLLEN},
    "verslag van een bezoek": {ANDER: LEESROLLEN},
    "verzoek om ondersteuning": {
        EIGEN: frozenset(INVULROLLEN | LEESROLLEN),
        ANDER: LEESROLLEN,
    },
    "signaal": {ANDER: frozenset(LEESROLLEN - {Rol.PROVINCIE})},
    "notitie van de commissie": {ANDER: COMMISSIEROLLEN},
    "oordeel in concept": {ANDER: COMMISSIEROLLEN},
    "oordeel in wederhoor": {EIGEN: frozenset(INVULROLLEN | LEESROLLEN), ANDER: LEESROLLEN},
    "uitleg over een verschil": {EIGEN: frozenset(INVULROLLEN | LEESROLLEN), ANDER: LEESROLLEN},
    "stap van een escalatie": {ANDER: frozenset(LEESROLLEN - {Rol.PROVINCIE})},
    "aandachtvlag": {ANDER: LEESROLLEN},
    "scenario dat niet is gedeeld": {EIGEN: COMMISSIEROLLEN},
    "toezegging": {ANDER: frozenset(LEESROLLEN - {Rol.PROVINCIE})},
    "vraag van een gemeente": {
        EIGEN: frozenset(INVULROLLEN | LEESROLLEN) - {Rol.PROVINCIE},
        ANDER: LEESROLLEN - {Rol.PROVINCIE},
    },
    "bladwijzer": {EIGEN: LEESROLLEN},
    "sleutel van een account": {},
}
"""What is confidential before publication: who may find it in any answer, in which relation."""


def methoden(naam: str | None) -> tuple[str, ...]:
    """The methods with which the page called `naam` is used."""
    if naam in DAAD:
        return ("POST",)
    if naam in FORMULIER or (naam or "").startswith("admin:"):
        return (*LEZEN, "POST")
    return LEZEN


def mag_insturen(rol: str | None, naam: str | None) -> bool:
    """Whether somebody with `rol`, who may use the page, may also send its form."""
    regel = INSTUREN.get(naam or "")
    return regel is None or (rol is not None and rol in regel)


def voorwerp(naam: str) -> str | None:
    """What the page called `naam` is about; None for nothing in particular."""
    return next((wat for wat, namen in VOORWERP.items() if naam in namen.split()), None)


def bereikt(rol: str | None, wat: str, relatie: str) -> bool:
    """Whether somebody with `rol` reaches such a thing in this relation."""
    wie = RELATIES[wat].get(relatie, frozenset())
    return wie == PUBLIEK or (rol is not None and rol in wie)
