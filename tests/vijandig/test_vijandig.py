"""Sixty hostile texts in every text field: nothing executes, fetches or becomes a formula."""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from monitor import demo
from samenwerking.models import Opgaveversie
from samenwerking.toegang import logboek
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.vijandig.ladingen import LADINGEN, MERK
from tests.vijandig.onderzoek import klachten

pytestmark = [pytest.mark.traag, pytest.mark.django_db]
DEEL = float(os.environ.get("VIJANDIG", "0.08"))
"""Which part of the pages each rol asks for, 0 to 1; `make zwaar` asks all."""
ZAAD = int(os.environ.get("ZAAD", "0")) or random.randrange(1, 10**6)
KAMERS = {"gemeenten", "samenwerking", "monitor", "toegang"}
# Keys, figures made by the portal, and what the database itself keeps from changing.
GEEN_TEKST = re.compile(
    r"hash|zout|zegel|sleutel|slug|^code$|password|email|ontvangstnummer|criterium|^pad$|merk|"
    r"sha256|begin|motieven|kenmerken|afgesproken_schaal|raadsinstrumenten|risicoanalyse|"
    r"^pagina$|^query$|zoeknaam|tooi|^departement$|herkomst|Publicatie.inhoud"
)
VAST = {"Logregel", "Logkop", "Grensvlak", "Openbaarbestand"}
WAARDEN = {
    "uitvraag": "2013-mei",
    "code": "GM0736",
    "gemeente": "GM0736",
    "regio": "JZ13",
    "taak": "JE03",
    "soort": "jeugdregio",
    "formaat": "csv",
    "nummer": 1,
    "criterium": "K1",
}
ROLLEN = {
    "": "",
    Rol.VASTSTELLER: "De Ronde Venen",
    Rol.RAAD: "De Ronde Venen",
    Rol.COMMISSIE: "",
    Rol.VNG: "",
    Rol.AMBASSADEUR: "",
    Rol.BEHEERDER: "",
}


def tekstvelden() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every text field of every model that a person may fill."""
    for model in apps.get_models():
        if model._meta.app_label in KAMERS and model.__name__ not in VAST:
            for veld in model._meta.concrete_fields:
                tekst = isinstance(veld, models.CharField | models.TextField)
                naam = f"{model.__name__}.{veld.name}"
                vast = veld.choices or veld.primary_key or veld.unique
                vast = vast or GEEN_TEKST.search(veld.name) or GEEN_TEKST.search(naam)
                if tekst and not vast:
                    yield model, veld


def vergiftig() -> set[str]:
    """Put the texts in every field of every row; gives the fields that have no row to put it in."""
    leeg, teller = set(), 0
    for model, veld in tekstvelden():
        sleutels = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        if not sleutels:
            leeg.add(f"{model.__name__}.{veld.name}")
        for begin in range(min(len(LADINGEN), len(sleutels))):
            teller += 1
            lading = LADINGEN[teller % len(LADINGEN)][: veld.max_length or 5000]
            rijen = model._base_manager.filter(pk__in=sleutels[begin :: len(LADINGEN)])
            try:
                with transaction.atomic():
                    rijen.update(**{veld.name: lading})
            except IntegrityError:
                for pk in sleutels[begin :: len(LADINGEN)]:
                    uniek = f"{lading[: (veld.max_length or 5000) - 8]}{pk}"
                    model._base_manager.filter(pk=pk).update(**{veld.name: uniek})
    return leeg


@pytest.fixture
def land(db: None, op_moment) -> datetime:
    """The demo country with the texts everywhere."""
    nu = op_moment("2013-06-05 12:00")
    demo.laad(leeg=False, melding=lambda zin: None)
    bouwers.CODES.setdefault("De Ronde Venen", "GM0736")
    vergiftig()
    with transaction.atomic():
        logboek.schrijf("proef", "proef", 1, persoon=None)
    cache.clear()
    return nu


def adressen() -> list[str]:
    """An address of every page, with what is in the demo, and the lists as files."""
    slug = Opgaveversie.objects.filter(opgave__gemeente="GM0736", regels__verband__isnull=False)
    waarden = WAARDEN | {
        "slug": slug.values_list("regels__verband", flat=True).first(),
        "verband": slug.values_list("regels__verband", flat=True).first(),
    }
    paden = []
    for pad, omzetters in _patronen(get_resolver()):
        if "beheer/" in pad or "uitloggen" in pad:
            continue
        eerste = {n: waarden.get(n) or _eerste(n) for n in omzetters}
        vol = re.sub(r"<(?:\w+:)?(\w+)>", lambda m, w=eerste: str(w[m[1]]), pad)
        paden.append(f"/{vol}")
    lijsten = [p for p in paden if p.startswith("/monitor/") and "<" not in p]
    paden += [f"{p}?formaat={f}" for p in lijsten for f in ("csv", "ods")]
    paden += [f"/beheer/toegang/{wat}/" for wat in ("gebruiker", "logregel")]
    return sorted(set(paden))


def _eerste(naam: str) -> object:
    return 1 if naam in {"pk", "id", "trede", "stap"} else "x"


def _patronen(resolver: URLResolver, voor: str = "") -> Iterator[tuple[str, list[str]]]:
    for patroon in resolver.url_patterns:
        pad = voor + str(patroon.pattern)
        if isinstance(patroon, URLResolver):
            yield from _patronen(patroon, pad)
        elif isinstance(patroon, URLPattern) and not re.search(r"[\^$\\]", pad):
            yield pad, re.findall(r"<(?:\w+:)?(\w+)>", pad)


def klant(rol: str) -> Client:
    """Somebody with `rol`, logged in."""
    browser = Client()
    if rol:
        browser.force_login(bouwers.gebruiker(rol, ROLLEN[rol], email=f"{rol}@x.demo"))
    return browser


def test_nothing_comes_alive_on_any_page_or_in_any_file(land: datetime) -> None:
    lot, gevonden, gezien, mislukt = random.Random(ZAAD), [], 0, []
    paden = adressen()
    for rol in ROLLEN:
        browser = klant(rol)
        browser.raise_request_exception = False
        for pad in lot.sample(paden, max(1, round(len(paden) * DEEL))):
            antwoord = browser.get(pad)
            soort = antwoord.headers.get("Content-Type", "")
            inhoud = antwoord.getvalue()
            if antwoord.status_code >= 500 and antwoord.status_code != 503:
                mislukt.append((rol, pad))
                continue
            fouten, met = klachten(soort, inhoud)
            gezien += met
            gevonden += [(rol, pad, fout) for fout in fouten]
            if MERK in str(antwoord.headers):
                gevonden.append((rol, pad, "in een kop"))
    print(f"\nZAAD={ZAAD}: {len(paden)} adressen, {gezien} antwoorden met een lading")
    assert gevonden[:20] == []
    assert mislukt == []
    assert gezien > 10


def test_a_pdf_shows_the_text_and_opens_nothing(land: datetime, tmp_path) -> None:
    browser = klant(Rol.COMMISSIE)
    for nummer, pad in enumerate(["/regios/jeugdregio/JZ13/profiel.pdf", *_pdfs()]):
        antwoord = browser.get(pad)
        if antwoord.status_code != 200:
            continue
        (tmp_path / f"{nummer}.pdf").write_bytes(antwoord.getvalue())
        tekst = subprocess.run(
            ["pdftotext", tmp_path / f"{nummer}.pdf", "-"], capture_output=True, text=True
        ).stdout
        assert MERK in tekst, pad
        assert "root:x:0" not in tekst
        assert not re.search(rb"/URI ?\([^)]*zqx|/JavaScript|/Launch", antwoord.getvalue()), pad


def _pdfs() -> list[str]:
    return [pad for pad in adressen() if "pdf" in pad]


@pytest.mark.parametrize("lading", LADINGEN, ids=range(len(LADINGEN)))
def test_a_search_for_it_is_answered(lading: str, referentie: None) -> None:
    browser = Client()
    browser.raise_request_exception = False
    for pad, naam in (("/gemeenten/", "zoek"), ("/verbanden/", "zoek"), ("/", "stand")):
        antwoord = browser.get(pad, {naam: lading + "\x00"})
        assert antwoord.status_code < 500, pad
        assert klachten(antwoord.headers["Content-Type"], antwoord.getvalue())[0] == []
