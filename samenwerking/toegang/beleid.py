"""The one policy table: which rol may use which page. What is not in it answers 404.

Keys are URL names, `admin:*` all names of that namespace; a value is PUBLIEK, INGELOGD or a set of
rollen. What of the data behind a page a rol sees is decided by `bereik`.
"""

from __future__ import annotations

from typing import Final

from samenwerking.toegang.rollen import (
    BUNDELROLLEN,
    COMMISSIEROLLEN,
    GEMEENTEROLLEN,
    INVULROLLEN,
    LEESROLLEN,
    VELDROLLEN,
    Rol,
)

PUBLIEK: Final = "publiek"
INGELOGD: Final = "ingelogd"
Toelating = str | frozenset[Rol]

BELEID: Final[dict[str, Toelating]] = {
    # Public pages
    "home": PUBLIEK,
    "gemeenten": PUBLIEK,
    "gemeente": PUBLIEK,
    "regios": PUBLIEK,
    "regio": PUBLIEK,
    "regioprofiel": PUBLIEK,
    "regioprofiel-pdf": PUBLIEK,
    "verbanden": PUBLIEK,
    "raad": PUBLIEK,
    "praktijkvoorbeelden": PUBLIEK,
    "verband": PUBLIEK,
    "taken": PUBLIEK,
    "uitvraag": PUBLIEK,
    "rondes": PUBLIEK,
    "definities": PUBLIEK,
    "vragen": PUBLIEK,
    "toegankelijkheid": PUBLIEK,
    "privacy": PUBLIEK,
    "open-data": PUBLIEK,
    "catalogus": PUBLIEK,
    "wijzigingen": PUBLIEK,
    "open-ronde": PUBLIEK,
    "open-bestand": PUBLIEK,
    "security-txt": PUBLIEK,
    "gezond": PUBLIEK,
    "stijlgids": PUBLIEK,
    # Accounts
    "account_login": PUBLIEK,
    "account_logout": PUBLIEK,
    "account_reset_password": PUBLIEK,
    "account_reset_password_done": PUBLIEK,
    "account_reset_password_from_key": PUBLIEK,
    "account_reset_password_from_key_done": PUBLIEK,
    "account_change_password": INGELOGD,
    "eherkenning": PUBLIEK,
    "eherkenning-terug": PUBLIEK,
    "account_inactive": PUBLIEK,
    "start": INGELOGD,
    "account_reauthenticate": INGELOGD,
    "account": INGELOGD,
    "mijn-gegevens": INGELOGD,
    "usersessions_list": INGELOGD,
    "mfa_authenticate": PUBLIEK,
    "mfa_index": INGELOGD,
    "mfa_reauthenticate": INGELOGD,
    "mfa_activate_totp": INGELOGD,
    "mfa_deactivate_totp": INGELOGD,
    "mfa_view_recovery_codes": INGELOGD,
    "mfa_generate_recovery_codes": INGELOGD,
    "mfa_download_recovery_codes": INGELOGD,
    # The accounts of the own gemeente
    "accounts": frozenset({Rol.VASTSTELLER}),
    "account-rol": frozenset({Rol.VASTSTELLER}),
    "account-uitnodigen": frozenset({Rol.VASTSTELLER}),
    "account-beeindigen": frozenset({Rol.VASTSTELLER}),
    "account-heropenen": frozenset({Rol.VASTSTELLER}),
    # The opgave of the own gemeente
    "opgave": frozenset(GEMEENTEROLLEN),
    "opgave-uitvraag": frozenset(INVULROLLEN),
    "opgave-taak": frozenset(INVULROLLEN),
    "opgave-bevestig": frozenset(INVULROLLEN),
    "opgave-besluitstuk": frozenset(GEMEENTEROLLEN),
    # Who may empty the concept card by card, may throw it away; VNG does not see it
    "opgave-weggooien": frozenset(INVULROLLEN),
    "opgave-controle": frozenset(INVULROLLEN),
    "opgave-indienen": frozenset({Rol.VASTSTELLER}),
    "opgave-ontvangst": frozenset(GEMEENTEROLLEN),
    "opgave-ontvangst-pdf": frozenset(GEMEENTEROLLEN),
    "opgave-ontvangst-inhoud": frozenset(GEMEENTEROLLEN),
    "opgave-verschillen": frozenset(INVULROLLEN),
    "opgave-verschil": frozenset(INVULROLLEN),
    "raad-vertegenwoordiger": frozenset(INVULROLLEN),
    "versies": GEMEENTEROLLEN | LEESROLLEN,
    "opgave-contacten": frozenset(INVULROLLEN),
    "opgave-inzage": frozenset(INVULROLLEN),
    "opgave-samenwerking-nodig": frozenset(INVULROLLEN),
    "verband-eigen": frozenset(INVULROLLEN),
    "verband-vormhulp": frozenset(INVULROLLEN),
    "verband-nieuw": frozenset(INVULROLLEN),
    "verband-bewerken": frozenset(INVULROLLEN),
    "verband-vastleggen": frozenset(INVULROLLEN),
    "wederhoor": frozenset(INVULROLLEN),
    "uitleg": frozenset(INVULROLLEN | LEESROLLEN),
    "opgave-upload": frozenset(INVULROLLEN),
    "opgave-upload-sjabloon": frozenset(INVULROLLEN),
    "opgave-upload-bekijk": frozenset(INVULROLLEN),
    "opgave-upload-doorvoeren": frozenset(INVULROLLEN),
    # VNG enters what came in on paper
    "vng-papier": frozenset({Rol.VNG}),
    "vng-papier-gemeente": frozenset({Rol.VNG}),
    "vng-papier-taak": frozenset({Rol.VNG}),
    "vng-papier-vastleggen": frozenset({Rol.VNG}),
    "vng-upload": frozenset({Rol.VNG}),
    "vng-upload-sjabloon": frozenset({Rol.VNG}),
    "vng-upload-bekijk": frozenset({Rol.VNG}),
    "vng-upload-doorvoeren": frozenset({Rol.VNG}),
    # Joint letters
    "brieven": frozenset(GEMEENTEROLLEN | LEESROLLEN),
    "brief": frozenset(GEMEENTEROLLEN | LEESROLLEN),
    "brief-pdf": frozenset(GEMEENTEROLLEN | LEESROLLEN),
    "brief-nieuw": frozenset(INVULROLLEN),
    "brief-bewerken": frozenset(INVULROLLEN),
    "brief-aanbieden": frozenset(INVULROLLEN),
    "brief-terugnemen": frozenset(INVULROLLEN),
    "brief-verzenden": frozenset(INVULROLLEN),
    "brief-besluit-nieuw": frozenset(INVULROLLEN),
    "brief-besluit": frozenset(INVULROLLEN),
    "brief-besluit-verwijderen": frozenset(INVULROLLEN),
    "brief-tekenen": frozenset({Rol.VASTSTELLER}),
    "brief-mandaat": frozenset({Rol.VASTSTELLER}),
    "brief-intrekken": frozenset({Rol.VASTSTELLER}),
    # The commission and those who read along
    "monitor": frozenset(LEESROLLEN),
    "monitor-inzendingen": frozenset(LEESROLLEN),
    "monitor-dekking": frozenset(LEESROLLEN),
    "monitor-congruentie": frozenset(LEESROLLEN),
    "monitor-verschillen": frozenset(LEESROLLEN),
    "monitor-criteria": frozenset(LEESROLLEN),
    "monitor-drukte": frozenset(LEESROLLEN),
    "monitor-bevindingen": frozenset(LEESROLLEN),
    "monitor-voortgang": frozenset(LEESROLLEN),
    "monitor-voortgang-intenties": frozenset(LEESROLLEN),
    "monitor-voortgang-gemeenten": frozenset(LEESROLLEN),
    "monitor-voortgang-regios": frozenset(LEESROLLEN),
    "monitor-voortgang-verevening": frozenset(LEESROLLEN),
    "monitor-voortgang-besluiten": frozenset(LEESROLLEN),
    "monitor-vergelijk": frozenset(LEESROLLEN),
    "monitor-vergelijk-inzendingen": frozenset(LEESROLLEN),
    "monitor-vergelijk-staten": frozenset(LEESROLLEN),
    "monitor-vergelijk-bevindingen": frozenset(LEESROLLEN),
    "monitor-vergelijk-verbanden": frozenset(LEESROLLEN),
    "monitor-vergelijk-scores": frozenset(LEESROLLEN),
    "monitor-inkoop": frozenset(LEESROLLEN),
    "monitor-achterblijvers": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "monitor-aandacht": frozenset(COMMISSIEROLLEN | VELDROLLEN),
    "monitor-escalaties": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "monitor-escalatie": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "monitor-escalatiebrief": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "monitor-escalatie-begin": frozenset(COMMISSIEROLLEN),
    "monitor-escalatiestap": frozenset(COMMISSIEROLLEN | {Rol.DEPARTEMENT}),
    "monitor-uitleg": frozenset(LEESROLLEN),
    "monitor-normen": frozenset(LEESROLLEN),
    "monitor-norm": frozenset(COMMISSIEROLLEN),
    "monitor-extern": frozenset(COMMISSIEROLLEN),
    "monitor-rapportage": frozenset(COMMISSIEROLLEN),
    "monitor-conceptbestand": frozenset(COMMISSIEROLLEN),
    "monitor-publicatie": frozenset(COMMISSIEROLLEN),
    "monitor-publicatiebestand": frozenset(COMMISSIEROLLEN),
    "monitor-scenarios": frozenset(LEESROLLEN),
    "monitor-scenario": frozenset(LEESROLLEN),
    "monitor-scenariomap": frozenset(LEESROLLEN),
    "monitor-scenario-nieuw": frozenset(COMMISSIEROLLEN),
    "monitor-scenariostap": frozenset(COMMISSIEROLLEN),
    "monitor-beoordelen": frozenset(COMMISSIEROLLEN),
    "monitor-oordeelstap": frozenset(COMMISSIEROLLEN),
    # Regioprofielen: all of a kind
    "profiel-keuze": frozenset(LEESROLLEN),
    "profiel-keuze-pdf": frozenset(LEESROLLEN),
    "bundels": BUNDELROLLEN,
    "bundel": BUNDELROLLEN,
    "bundelbestand": BUNDELROLLEN,
    # Ambassadeurs
    "ambassadeur": frozenset(VELDROLLEN),
    "verantwoording-pdf": frozenset(VELDROLLEN),
    "overdracht-pdf": frozenset(GEMEENTEROLLEN | COMMISSIEROLLEN | VELDROLLEN),
    "bezoek": frozenset(VELDROLLEN | COMMISSIEROLLEN),
    "bezoek-nieuw": frozenset(VELDROLLEN),
    "bezoek-wijzigen": frozenset(VELDROLLEN),
    "bezoek-afspraak": frozenset(VELDROLLEN),
    "afspraak-klaar": frozenset(VELDROLLEN),
    "bezoek-notitie": frozenset(VELDROLLEN),
    "briefing": frozenset(VELDROLLEN),
    "ambassadeur-incongruent": frozenset(VELDROLLEN),
    "signaal-vraag": frozenset(VELDROLLEN),
    "signalen": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "signaal": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "signaal-nieuw": frozenset(VELDROLLEN),
    "signaal-antwoord": frozenset(VELDROLLEN),
    # Vragen of gemeenten, and what was promised to parliament
    "vraag": frozenset(INVULROLLEN | LEESROLLEN - {Rol.PROVINCIE}),
    "vraag-nieuw": frozenset(INVULROLLEN),
    "vraag-antwoord": frozenset(COMMISSIEROLLEN | {Rol.VNG}),
    "weergaven": frozenset(LEESROLLEN),
    "weergave": frozenset(LEESROLLEN),
    "monitor-vragen": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "monitor-toezeggingen": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "toezegging": frozenset(LEESROLLEN - {Rol.PROVINCIE}),
    "toezegging-nieuw": frozenset(COMMISSIEROLLEN),
    "toezegging-stap": frozenset(COMMISSIEROLLEN),
    # Support: gemeenten ask and join, the field and VNG help, provincies invite too
    "ondersteuning": frozenset(INVULROLLEN | LEESROLLEN),
    "verzoek": frozenset(INVULROLLEN | LEESROLLEN),
    "verzoek-nieuw": frozenset(INVULROLLEN),
    "verzoek-meedoen": frozenset(INVULROLLEN),
    "verzoek-intrekken": frozenset(INVULROLLEN),
    "verzoek-stap": frozenset(VELDROLLEN | {Rol.VNG}),
    "bijeenkomst": frozenset(INVULROLLEN | LEESROLLEN),
    "bijeenkomst-nieuw": frozenset(VELDROLLEN | {Rol.VNG, Rol.PROVINCIE}),
    "bijeenkomst-wijzigen": frozenset(VELDROLLEN | {Rol.VNG, Rol.PROVINCIE}),
    "bijeenkomst-meedoen": frozenset(INVULROLLEN),
    "handreikingen": PUBLIEK,
    "handreiking-bestand": PUBLIEK,
    "handreiking-nieuw": frozenset({Rol.VNG}),
    "handreiking-wijzigen": frozenset({Rol.VNG}),
    # VNG runs the rounds
    "vng-praktijkvoorbeeld": frozenset({Rol.VNG}),
    "vng": frozenset({Rol.VNG}),
    "vng-ronde": frozenset({Rol.VNG}),
    "vng-momenten": frozenset({Rol.VNG}),
    "vng-heropenen": frozenset({Rol.VNG}),
    # Users and catalogues
    "admin:*": frozenset({Rol.BEHEERDER}),
    # The API: API below says per resource and method
    "api:*": PUBLIEK,
    "api-documentatie": PUBLIEK,
    "tokens": frozenset({Rol.VASTSTELLER, Rol.BEHEERDER}),
    "token-intrekken": frozenset({Rol.VASTSTELLER, Rol.BEHEERDER}),
}

# Have a URL while developing only, or only where a broker is set (OIDC_*).
SOMS: Final = frozenset({"stijlgids", "eherkenning", "eherkenning-terug"})

LEZEN: Final[dict[str, Toelating]] = {"GET": PUBLIEK}
API: Final[dict[str, dict[str, Toelating]]] = {
    "openapi": LEZEN,
    "gemeenten": LEZEN,
    "gemeente": LEZEN,
    "regios": LEZEN,
    "regio": LEZEN,
    "taken": LEZEN,
    "taak": LEZEN,
    "rechtsvormen": LEZEN,
    "rechtsvorm": LEZEN,
    "uitvragen": LEZEN,
    "uitvraag": LEZEN,
    "uitvraagtaken": LEZEN,
    "verbanden": LEZEN,
    "verband": LEZEN,
    "verbandversies": LEZEN,
    "verbandversie": LEZEN,
    "arrangementen": LEZEN,
    "opgaven": LEZEN,
    "opgave": LEZEN,
    "bevindingen": LEZEN,
    "dekking": LEZEN,
    "relaties": LEZEN,
    "indicaties": {"GET": frozenset(GEMEENTEROLLEN | LEESROLLEN)},
    "drukte": {"GET": frozenset(GEMEENTEROLLEN | LEESROLLEN)},
    "oordelen": LEZEN,
    "uitleggen": LEZEN,
    "voortgang": LEZEN,
    "concept": {"GET": frozenset(INVULROLLEN), "PUT": frozenset(INVULROLLEN)},
    "conceptregels": {"PUT": frozenset(INVULROLLEN), "DELETE": frozenset(INVULROLLEN)},
    "indieningen": {"POST": frozenset({Rol.VASTSTELLER})},
}
"""The API: per resource which method is for whom. What is not here is refused."""


def toelating(naam: str | None) -> Toelating | None:
    """What the policy says of the URL called `naam`; None when it says nothing."""
    ruimte, dubbelepunt, _ = (naam or "").partition(":")
    return BELEID.get(f"{ruimte}:*" if dubbelepunt else ruimte)


def mag(rol: str | None, naam: str | None) -> bool:
    """Whether somebody with `rol` (None: nobody logged in) may use the page called `naam`."""
    regel = toelating(naam)
    if regel is None:
        return False
    if regel == PUBLIEK:
        return True
    if rol is None:
        return False
    return regel == INGELOGD or rol in regel


def mag_api(rol: str | None, naam: str | None, methode: str) -> bool:
    """Whether somebody with `rol` may use this method of the resource called `naam`."""
    regel = API.get(naam or "", {}).get(methode)
    return regel == PUBLIEK or (rol is not None and regel is not None and rol in regel)
