"""The regioprofiel as PDF/UA-1: tagged, in Dutch, with bookmarks, and a text for every drawing."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from monitor.beeld import toets
from monitor.models import Bezoek, BezoekAfspraak
from monitor.pdf import bundel
from monitor.pdf.regioprofiel import als_html, pdf
from monitor.regioprofiel import bezoeken_aan, land, profiel, zoek
from samenwerking.models import Uitvraag
from tests.bouwers import gemeente, moment, opgave, persoon, verband
from tests.monitor.pdf.test_regioprofiel import met_pango, met_poppler, tekst

pytestmark = [pytest.mark.traag, met_pango, pytest.mark.django_db]
MEI = moment("2013-05-30 12:00")
LEDEN = ["Aalsmeer", "Amstelveen", "Amsterdam", "Diemen", "Ouder-Amstel", "Uithoorn"]
KWAAD = (
    "<img src='file:///etc/passwd'><script>x</script><h1>Kop</h1>"
    "{{ kwaad }} \u202e & \"'><a href='http://elders.invalid'>"
)


@pytest.fixture
def context(referentie):
    """A profile with hostile text in every field that somebody fills in."""
    mei = Uitvraag.objects.get(pk="2013-mei")
    verband("am", mei, {"JE08": LEDEN}, naam=KWAAD, penvoerder="Amsterdam", vastgelegd_op=MEI)
    for naam in LEDEN:
        opgave(naam, mei, {"JE08": "am"}, ingediend_op=MEI)
    bezoek = Bezoek.objects.create(
        datum=date(2013, 6, 10),
        soort=Bezoek.Soort.WERKBEZOEK,
        plaats=KWAAD[:80],
        door=persoon(KWAAD[:120]),
        onderwerp=KWAAD,
        verslag=KWAAD,
    )
    bezoek.gemeenten.add(gemeente("Diemen"))
    BezoekAfspraak.objects.create(bezoek=bezoek, tekst=KWAAD, eigenaar=KWAAD[:120])
    op = moment("2013-06-20 12:00")
    stand, evaluatie = toets(mei, op)
    beeld = zoek(stand, evaluatie, "JZ13")
    bezoeken = bezoeken_aan(beeld, Bezoek.objects.all(), op)
    return profiel(beeld, land(mei), op, inhoud=True, lezer=True, bezoeken=bezoeken)


def knopen(wortel):
    """Every element of the structure, as (tag, element)."""
    stapel = [wortel]
    while stapel:
        knoop = stapel.pop()
        knoop = knoop.get_object() if hasattr(knoop, "get_object") else knoop
        if isinstance(knoop, list):
            stapel.extend(knoop)
        elif isinstance(knoop, dict):
            if "/S" in knoop:
                yield str(knoop["/S"]), knoop
            if "/K" in knoop:
                stapel.append(knoop["/K"])


def test_the_structure_is_that_of_pdf_ua(context):
    lezer = PdfReader(io.BytesIO(pdf(context)))
    wortel = lezer.trailer["/Root"]
    xmp = wortel["/Metadata"].get_object().get_data().decode()
    structuur = list(knopen(wortel["/StructTreeRoot"]))
    figuren = [knoop for tag, knoop in structuur if tag == "/Figure"]
    koppen = {knoop.get("/ID") for tag, knoop in structuur if tag == "/TH"}
    cellen = [_koppen_van(knoop) for tag, knoop in structuur if tag == "/TD"]
    tags = {tag for tag, _ in structuur}

    assert wortel["/MarkInfo"]["/Marked"] and wortel["/Lang"] == "nl"
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(r'pdfuaid:part(="1"|>1<)', xmp)
    assert "Regioprofiel Amsterdam-Amstelland, ronde mei 2013" in xmp
    assert lezer.metadata.title == "Regioprofiel Amsterdam-Amstelland, ronde mei 2013"
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/LI"} <= tags
    assert figuren and all(figuur.get("/Alt") for figuur in figuren)
    assert any("Kaart van jeugdregio Amsterdam-Amstelland" in f["/Alt"] for f in figuren)
    assert cellen and all(namen and namen <= koppen for namen in cellen)
    assert [kop.title for kop in lezer.outline if not isinstance(kop, list)] == [
        "Amsterdam-Amstelland"
    ]
    assert all(blad.get("/Tabs") == "/S" for blad in lezer.pages if "/Annots" in blad)


def _koppen_van(cel):
    """The header cells that a cell names: of its column, and of its row."""
    return set(cel["/A"].get_object().get("/Headers", []))


@met_poppler
def test_hostile_text_prints_as_text_and_fetches_nothing(context, tmp_path):
    inhoud = pdf(context)
    in_pdf = tekst(inhoud, tmp_path / "kwaad.pdf").replace(" ", "")
    lezer = PdfReader(io.BytesIO(inhoud))
    links = [
        aantekening.get_object().get("/A", {}).get("/URI", "")
        for blad in lezer.pages
        for aantekening in blad.get("/Annots", [])
    ]

    assert in_pdf.count("<imgsrc='file:///etc/passwd'>") >= 4
    assert "{{kwaad}}" in in_pdf and "root:" not in in_pdf
    assert not any(links) and "/JavaScript" not in str(lezer.trailer["/Root"])
    assert "Kop" not in [kop.title for kop in lezer.outline if not isinstance(kop, list)]


@met_poppler
def test_a_bundel_has_one_structure_and_links_that_lead_to_its_profiles(context, tmp_path):
    ronde = context["uitvraag"]
    delen = [bundel.Deel("JZ13", "Amsterdam-Amstelland", als_html(context), 5)]
    alles = bundel.geheel(bundel.Kop("jeugdregio", ronde, context["bekend_op"]), delen)
    lezer = PdfReader(io.BytesIO(alles.inhoud))
    links = [a.get_object() for a in lezer.pages[0].get("/Annots", [])]

    assert len(lezer.pages) == sum(alles.bladen) and lezer.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert lezer.metadata.title == "Regioprofielen van de jeugdregio's, ronde mei 2013"
    assert {(link["/Subtype"], link["/Dest"]) for link in links} == {("/Link", "regio-JZ13")}
    assert "regio-JZ13" in str(lezer.named_destinations)
