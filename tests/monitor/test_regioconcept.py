"""Before publication a gemeente of the region sees a concept of what concerns it, and no more."""

from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags

from monitor.beeld import toets
from monitor.regioconcept import concept
from monitor.regioprofiel import zoek
from samenwerking.gezondheid import pango_aanwezig
from samenwerking.models import Uitvraag
from tests.bouwers import gebruiker, moment, opgave, verband
from tests.monitor.pdf.test_regioprofiel import met_poppler, tekst

pytestmark = pytest.mark.django_db
MEI = moment("2013-05-30 12:00")
NU = "2013-06-20T12:00+02:00"
DRIE = ["Amstelveen", "Aalsmeer", "Uithoorn"]
VREEMD = "KANARIE-vreemd-verband"


@pytest.fixture
def ronde(referentie):
    """Uithoorn shares a verband with two neighbours; Diemen and Amsterdam have one of their own."""
    mei = Uitvraag.objects.get(pk="2013-mei")
    verband(
        "amstel",
        mei,
        {"JE08": DRIE},
        naam="Amstelverband",
        penvoerder="Amstelveen",
        vastgelegd_op=MEI,
    )
    verband(
        "kanarie",
        mei,
        {"JE08": ["Diemen", "Amsterdam"], "JE03": ["Amstelveen", "Diemen"]},
        naam=VREEMD,
        penvoerder="Diemen",
        vastgelegd_op=MEI,
    )
    opgave("Uithoorn", mei, {"JE08": "amstel", "JE03": "zelfstandig"}, ingediend_op=MEI)
    opgave("Amstelveen", mei, {"JE08": "amstel", "JE03": "kanarie"}, ingediend_op=MEI)
    opgave("Aalsmeer", mei, {"JE08": "zelfstandig", "JE03": "zelfstandig"}, ingediend_op=MEI)
    opgave("Diemen", mei, {"JE08": "kanarie", "JE03": "kanarie"}, ingediend_op=MEI)
    return mei


def van(ronde, code):
    stand, evaluatie = toets(ronde, moment(NU))
    beeld = zoek(stand, evaluatie, "JZ13")
    assert beeld
    return concept(beeld, code)


def test_it_holds_the_own_answers_and_those_about_shared_verbanden(ronde):
    beeld = van(ronde, "GM0451")
    wie_wat = {(cel.gemeente, cel.taak) for cel in beeld.cellen}

    assert [rij.verband.naam for rij in beeld.verbanden] == ["Amstelverband"]
    assert {taak for wie, taak in wie_wat if wie == "GM0451"} == {
        taak.code for taak in beeld.stand.taken if taak.samenwerking_noodzakelijk
    }
    assert ("GM0362", "JE08") in wie_wat and ("GM0362", "JE03") not in wie_wat
    assert not {wie for wie, _ in wie_wat} & {"GM0384", "GM0363"}
    assert sum(beeld.stadia.values()) == 2, "own and Amstelveen, both for the shared verband"


def test_findings_about_others_are_not_in_it(ronde):
    beeld = van(ronde, "GM0451")
    anderen = [b for b in beeld.bevindingen if not b.verband and "GM0451" not in b.gemeenten]

    assert beeld.bevindingen and not anderen
    assert not [b for b in beeld.bevindingen if b.verband == "kanarie"]


def test_who_leads_no_verband_here_sees_only_the_own_answers(ronde):
    beeld = van(ronde, "GM0437")

    assert not beeld.verbanden and {cel.gemeente for cel in beeld.cellen} == {"GM0437"}


@pytest.mark.parametrize(
    ("rol", "naam", "ziet"),
    [
        ("invuller", "Uithoorn", True),
        ("vaststeller", "Uithoorn", True),
        ("raad", "Uithoorn", False),
        ("vaststeller", "Heemstede", False),
    ],
)
@pytest.mark.parametrize("pad", ["/regios/JZ13/", "/regios/JZ13/regioprofiel/"])
def test_only_who_fills_in_for_a_gemeente_of_the_region_sees_it(
    ronde, als, op_moment, rol, naam, ziet, pad
):
    op_moment(NU)
    html = als(gebruiker(rol, naam)).get(f"{pad}?ronde=2013-mei").content.decode()

    assert ("concept voor Uithoorn" in html) is ziet
    assert ("Amstelverband" in html) is ziet and ("Nog niet openbaar" in html) is not ziet
    assert VREEMD not in html


def test_a_dot_is_no_witte_vlek(ronde, als, op_moment):
    op_moment(NU)
    client = als(gebruiker("invuller", "Uithoorn"))
    html = client.get("/regios/JZ13/?ronde=2013-mei").content.decode()

    assert "niet te zien in dit concept" in html and "is geen witte vlek" in html


def test_once_published_the_region_sees_what_everybody_sees(ronde, als, op_moment):
    ronde.gepubliceerd_op = moment("2013-06-19 12:00")
    ronde.save()
    op_moment(NU)
    pad = "/regios/JZ13/?ronde=2013-mei"
    eigen = als(gebruiker("vaststeller", "Uithoorn")).get(pad).content.decode()
    ieder = als(None).get(pad).content.decode()

    def inhoud(html):
        return strip_tags(re.search(r"<main.*</main>", html, re.S).group())

    assert "concept" not in eigen and VREEMD in eigen
    assert inhoud(eigen) == inhoud(ieder)


@pytest.mark.traag
@met_poppler
@pytest.mark.skipif(not pango_aanwezig(), reason="Pango ontbreekt")
def test_the_pdf_of_a_concept_says_so_on_every_page(ronde, als, op_moment, tmp_path):
    op_moment(NU)
    client = als(gebruiker("invuller", "Uithoorn"))
    antwoord = client.get("/regios/JZ13/regioprofiel.pdf?ronde=2013-mei")
    in_pdf = tekst(antwoord.content, tmp_path / "concept.pdf")

    assert "CONCEPT voor Uithoorn" in in_pdf and VREEMD not in in_pdf
    bladen = int(re.findall(r"van (\d+)", in_pdf)[-1])
    assert in_pdf.count("CONCEPT · Regioprofiel") == bladen + 1, "its source and each foot"
