"""Every page x rol x method x relation answers as the policy says, and nothing leaks anywhere.

The pages come from the resolver and the OpenAPI document; what is expected from `beleid` and
`omgang`. A page without a thing in `wereld` fails. `MATRIX=1` asks everything (`make zwaar`); else
one in so many, chosen by a seed that is printed.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from pypdf import PdfReader

from samenwerking.api.schema import document
from samenwerking.toegang.beleid import API, PUBLIEK, mag, mag_api
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.omgang import (
    ANDER,
    EIGEN,
    LEZEN,
    OPEN,
    RELATIES,
    VERTROUWELIJK,
    VOORWERP,
    bereikt,
    mag_insturen,
    methoden,
    voorwerp,
)
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.toegang.test_beleid import namen
from tests.toegang.wereld import NIET, NU, Kanarie, Wereld, bouw

pytestmark = [pytest.mark.traag, pytest.mark.django_db]
DEEL = int(os.environ.get("MATRIX", "30"))
ZAAD = int(os.environ.get("MATRIX_ZAAD", random.SystemRandom().randrange(10**6)))
METHODEN = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
# Pages that need a key or a second factor: test_accounts and test_factor have them.
ELDERS = {
    "account_reset_password_from_key",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "stijlgids",
}
# Reading these leads on to another page, whatever is named: they read nothing themselves.
LEIDT_DOOR = {"opgave-indienen", "opgave-taak", "opgave-bevestig", "opgave-verschil"}
# An empty form, or no choice in the query, names nothing to answer: then 404 is right as well.
LEEG_IS_NIETS = {
    "opgave-indienen",
    "opgave-verschil",
    "uitleg",
    "wederhoor",
    "brief-tekenen",
    "profiel-keuze-pdf",
}
VRAAGDEEL = {
    ("monitor-escalatie-begin", ""): "?wie=GM0377&onderwerp=keuze",
    ("verband", OPEN): "?ronde=2012-nov",
}
Cast = dict[str, Gebruiker]


class Vraag(NamedTuple):
    """One question to the portal."""

    naam: str
    relatie: str
    rol: str | None
    methode: str


@pytest.fixture
def wereld(rolverdeling: Cast, op_moment: Callable[[str], Any], settings, tmp_path) -> Wereld:
    settings.MEDIA_ROOT = tmp_path
    op_moment(NU)
    return bouw(rolverdeling)


@pytest.fixture
def klanten(als: Callable[[Gebruiker | None], Client], rolverdeling: Cast) -> dict:
    """One browser per rol, and one of nobody."""
    return {None: als(None)} | {rol: als(wie) for rol, wie in rolverdeling.items()}


def paginas() -> dict[str, Any]:
    """Name -> pattern of every page outside a namespace."""
    return {n: p for n, p in namen(get_resolver()) if not n.endswith(":*") and n not in ELDERS}


def argumenten(naam: str, relatie: str, wie: Gebruiker | None, wereld: Wereld) -> dict[str, Any]:
    """The arguments of the page for this relation; of what does not exist for the empty one."""
    wat = voorwerp(naam)
    if wat is None:
        return {}
    bekend = wereld.voorwerpen[wat]
    gekozen = bekend[relatie or next(iter(bekend))]
    waarden = gekozen(wie) if callable(gekozen) else dict(gekozen)
    if not relatie:
        omzetters = paginas()[naam].pattern.converters
        vast = {"uitvraag", "taak", "actie", "stapnummer"}
        for sleutel in set(waarden) - vast or set(waarden):
            soort = type(omzetters[sleutel]).__name__.removesuffix("Converter").lower()
            waarden[sleutel] = NIET.get(soort, "bestaat-niet")
    return waarden


def steekproef(vragen: list[Any]) -> list[Any]:
    """One in DEEL of them; all when DEEL is 1."""
    print(f"MATRIX_ZAAD={ZAAD} MATRIX={DEEL}, {len(vragen)} vragen")
    return random.Random(ZAAD).sample(vragen, max(len(vragen) // DEEL, 1))


def stel(browser: Client, methode: str, adres: str, **opties: Any) -> HttpResponse:
    """Ask, and undo what it did, also to the session."""
    koekjes = copy(browser.cookies)
    with transaction.atomic():
        antwoord = browser.generic(methode, adres, **opties)
        inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
        transaction.set_rollback(True)
    browser.cookies = koekjes
    antwoord.alles = inhoud
    return antwoord


def vragen(wereld: Wereld) -> list[Vraag]:
    return [
        Vraag(naam, relatie, rol, methode)
        for naam in paginas()
        for relatie in [*wereld.voorwerpen.get(voorwerp(naam) or "", {}), ""]
        if relatie or voorwerp(naam) != "soort"  # another word is the code of a regio
        for rol in (None, *Rol)
        for methode in METHODEN
    ]


def klopt(vraag: Vraag, antwoord: HttpResponse) -> bool:
    """Whether the answer is what the policy says."""
    naam, relatie, rol, methode = vraag
    if not mag(rol, naam) or not (methode in LEZEN or mag_insturen(rol, naam)):
        return antwoord.status_code == (302 if rol is None else 404)
    if methode not in methoden(naam):
        return antwoord.status_code == 405
    wat = voorwerp(naam)
    if naam in LEIDT_DOOR and methode in LEZEN and antwoord.status_code == 302:
        return True
    if wat and not (relatie and bereikt(rol, wat, relatie)):
        return antwoord.status_code == 404
    is_keuze = methode == "POST" or wat is None
    if antwoord.status_code == 404 and is_keuze and naam in LEEG_IS_NIETS:
        return True
    naar_inloggen = antwoord.status_code == 302 and antwoord.url.startswith("/inloggen/?next=")
    return antwoord.status_code not in {403, 404, 405} | set(range(500, 600)) and not naar_inloggen


def test_every_page_has_a_thing_in_the_world(wereld: Wereld) -> None:
    for wat in VOORWERP:
        assert set(wereld.voorwerpen.get(wat, {})) >= set(RELATIES[wat]), wat
    gezongen = {kanarie.wat for kanarie in wereld.kanaries}
    assert gezongen == set(VERTROUWELIJK) - {"stuk bij een besluit"}


def test_every_answer_is_what_the_policy_says(
    wereld: Wereld, klanten: dict, rolverdeling: Cast
) -> None:
    fouten = []
    onbekend = {rol: stel(klanten[rol], "GET", "/bestaat-niet/") for rol in klanten}
    for vraag in steekproef(vragen(wereld)):
        naam, relatie, rol, methode = vraag
        wie = rolverdeling.get(rol or "")
        adres = reverse(naam, kwargs=argumenten(naam, relatie, wie, wereld))
        antwoord = stel(klanten[rol], methode, adres + VRAAGDEEL.get((naam, relatie), ""))
        if not klopt(vraag, antwoord):
            fouten.append((*vraag, adres, antwoord.status_code))
        elif antwoord.status_code == 404 and methode != "HEAD":
            zelfde = antwoord.alles == onbekend[rol].alles
            if not zelfde or antwoord.headers != onbekend[rol].headers:
                fouten.append((*vraag, adres, "a 404 that says more"))
        fouten += [(*vraag, adres, lek) for lek in lekken(antwoord, wie, wereld)]
    assert not fouten, "\n".join(sorted(map(str, fouten)))


def api_vragen() -> list[tuple[str, str, str]]:
    """(resource, method, address) of the OpenAPI document, with and without a file format."""
    uit = []
    for pad, werken in document()["paths"].items():
        for methode, werk in werken.items():
            if methode.upper() not in METHODEN:
                continue
            adres = f"/api/v1{pad}"
            for sleutel in werk.get("parameters", []):
                if sleutel["in"] == "path":
                    waarde = WAARDEN.get(sleutel["name"], sleutel["example"])
                    adres = adres.replace(f"{{{sleutel['name']}}}", str(waarde))
            vormen = [s for s in werk.get("parameters", []) if s["name"] == "formaat"]
            uit += [
                (adres, methode.upper(), vorm) for vorm in ("", "csv", "ods") if vormen or not vorm
            ]
    return uit


WAARDEN = {"uitvraag": "2013-mei", "code": "GM0397", "gemeente": "GM0397"}


def test_the_api_keeps_the_same_secrets(wereld: Wereld, klanten: dict, rolverdeling: Cast) -> None:
    fouten = []
    alle = [(*v, rol) for v in api_vragen() for rol in (None, *Rol)]
    for adres, methode, vorm, rol in steekproef(alle):
        antwoord = stel(klanten[rol], methode, f"{adres}?formaat={vorm}" if vorm else adres)
        naam = get_resolver().resolve(adres).url_name
        if not mag_api(rol, naam, methode) and antwoord.status_code not in {401, 403, 404}:
            fouten.append((adres, methode, rol, antwoord.status_code))
        if antwoord.status_code >= 500:
            fouten.append((adres, methode, rol, antwoord.status_code))
        wie = rolverdeling.get(rol or "")
        fouten += [(adres, methode, rol, lek) for lek in lekken(antwoord, wie, wereld)]
    assert not fouten, "\n".join(sorted(map(str, fouten)))


def test_the_gemeente_next_door_finds_nothing_either(
    wereld: Wereld, als: Callable[[Gebruiker | None], Client]
) -> None:
    """Velsen shares no verband with Heemstede or Haarlem."""
    fouten = []
    for rol in (Rol.INVULLER, Rol.VASTSTELLER, Rol.RAAD):
        wie = bouwers.gebruiker(rol, "Velsen")
        browser = als(wie)
        keuze = [v for v in vragen(wereld) if v.rol == rol and v.methode == "GET" and v.relatie]
        for vraag in steekproef(keuze):
            adres = reverse(vraag.naam, kwargs=argumenten(vraag.naam, vraag.relatie, wie, wereld))
            antwoord = stel(browser, "GET", adres)
            fouten += [(rol, adres, lek) for lek in lekken(antwoord, wie, wereld)]
    assert not fouten, "\n".join(sorted(map(str, fouten)))


def lekken(antwoord: Any, wie: Gebruiker | None, wereld: Wereld) -> Iterator[str]:
    """What is in the body, the text of a file or the headers, and is not for `wie`."""
    tekst = leesbaar(antwoord) + str(antwoord.headers)
    if "Kanarie" not in tekst:
        return
    for kanarie in wereld.kanaries:
        if kanarie.woord in tekst and not voor(kanarie, wie):
            yield f"{kanarie.wat} van {kanarie.van}"


def voor(kanarie: Kanarie, wie: Gebruiker | None) -> bool:
    """Whether the policy lets `wie` read it."""
    van_ons = wie is not None and kanarie.van in {wie.gemeente_id, wie.pk}
    toelating = VERTROUWELIJK[kanarie.wat].get(EIGEN if van_ons else ANDER, frozenset())
    return toelating == PUBLIEK or (wie is not None and wie.rol in toelating)


def leesbaar(antwoord: Any) -> str:
    """The text of a page, a PDF, or whatever is packed in a zip (ODS, XLSX)."""
    inhoud: bytes = antwoord.alles
    if inhoud.startswith(b"%PDF") and len(inhoud) > 100:
        return "\n".join(blad.extract_text() for blad in PdfReader(io.BytesIO(inhoud)).pages)
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            return "\n".join(
                archief.read(naam).decode("utf-8", "replace") for naam in archief.namelist()
            )
    return inhoud.decode("utf-8", "replace")


def test_the_words_can_be_found_at_all(wereld: Wereld, klanten: dict, rolverdeling: Cast) -> None:
    """The matrix would see a leak: each kind of word is found by somebody who may."""
    gezien = set()
    for rol, browser in klanten.items():
        wie = rolverdeling.get(rol or "")
        for naam in paginas():
            for relatie in wereld.voorwerpen.get(voorwerp(naam) or "", {"": {}}):
                if mag(rol, naam) and "GET" in methoden(naam) and not naam.endswith("-pdf"):
                    adres = reverse(naam, kwargs=argumenten(naam, relatie, wie, wereld))
                    tekst = leesbaar(stel(browser, "GET", adres))
                    gezien |= {k.wat for k in wereld.kanaries if k.woord in tekst}
    van_haarlem_alleen = {"stuk bij een besluit", "bericht aan een andere gemeente"}
    assert gezien == {wat for wat, wie in VERTROUWELIJK.items() if wie} - van_haarlem_alleen


def test_the_api_table_is_the_document() -> None:
    assert set(API) == {p.name for p in _api_patronen()}


def _api_patronen() -> Iterator[Any]:
    stapel = [r for r in get_resolver().url_patterns if getattr(r, "namespace", "") == "api"]
    while stapel:
        for deel in stapel.pop().url_patterns:
            if hasattr(deel, "url_patterns"):
                stapel.append(deel)
            else:
                yield deel
