"""The regioprofiel as PDF: complete, tagged, equal to the page, and closed to the outside."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from django.core.management import CommandError, call_command

from monitor import bundels
from monitor.management.commands import regioprofielen
from samenwerking.gezondheid import pango_aanwezig
from samenwerking.models import Uitvraag
from samenwerking.pdf import proces
from tests.bouwers import moment, opgave, verband

met_pango = pytest.mark.skipif(not pango_aanwezig(), reason="Pango ontbreekt")
met_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext ontbreekt")
MEI = moment("2013-05-30 12:00")
LEDEN = ["Aalsmeer", "Amstelveen", "Amsterdam", "Diemen", "Ouder-Amstel", "Uithoorn"]
KWAAD = "<script>alert(1)</script><img src='http://elders.invalid/x.png'>"


@pytest.fixture
def ronde(referentie):
    mei = Uitvraag.objects.get(pk="2013-mei")
    verband("am-am", mei, {"JE08": LEDEN}, naam=KWAAD, penvoerder="Amsterdam", vastgelegd_op=MEI)
    for naam in LEDEN[:4]:
        opgave(naam, mei, {"JE08": "am-am"}, ingediend_op=MEI)
    return mei


def tekst(inhoud, pad):
    """The text of a PDF as a reader gets it, white space folded."""
    pad.write_bytes(inhoud)
    uit = subprocess.run(["pdftotext", "-layout", pad, "-"], capture_output=True, check=True)
    return " ".join(uit.stdout.decode().split())


@pytest.mark.traag
@met_pango
@met_poppler
@pytest.mark.django_db
def test_the_pdf_has_every_gemeente_and_the_figures_of_the_page(
    ronde, als, commissielid, op_moment, tmp_path
):
    op_moment("2013-06-20T12:00+02:00")
    client = als(commissielid)
    antwoord = client.get("/regios/JZ13/regioprofiel.pdf")
    in_pdf = tekst(antwoord.content, tmp_path / "profiel.pdf")
    pagina = client.get("/regios/JZ13/")

    assert antwoord["Content-Type"] == "application/pdf"
    assert all(naam in in_pdf for naam in LEDEN)
    for cijfer in pagina.context["cijfers"]:
        assert cijfer.getal in in_pdf and f">{cijfer.getal}<" in pagina.content.decode()
    assert re.search(r"1 van \d", in_pdf) and "<script>alert(1)</script>" in in_pdf


@pytest.mark.traag
@met_pango
@met_poppler
@pytest.mark.django_db
def test_the_pdf_of_a_round_that_is_not_public_says_only_who_submitted(
    ronde, als, op_moment, tmp_path
):
    op_moment("2013-06-20T12:00+02:00")
    in_pdf = tekst(als(None).get("/regios/JZ13/regioprofiel.pdf").content, tmp_path / "p.pdf")

    assert "4 van de 6" in in_pdf and "Nog niet openbaar" in in_pdf
    assert "alert" not in in_pdf and "Schaal per taak" not in in_pdf


@pytest.mark.django_db
def test_without_pango_a_page_explains_and_leads_to_the_print_page(
    ronde, als, commissielid, op_moment, monkeypatch
):
    op_moment("2013-06-20T12:00+02:00")
    monkeypatch.setattr(proces, "pango_aanwezig", lambda: False)
    client = als(commissielid)
    antwoord = client.get("/regios/JZ13/regioprofiel.pdf")
    html = antwoord.content.decode()

    assert antwoord.status_code == 503 and "apt-get install" in html
    assert "/regios/JZ13/regioprofiel/" in html
    assert client.get("/regios/JZ13/regioprofiel/").status_code == 200


@pytest.mark.traag
@met_pango
@met_poppler
@pytest.mark.django_db
def test_the_command_writes_a_profile_and_a_bundle(ronde, tmp_path, capsys):
    call_command("regioprofielen", "2013-mei", str(tmp_path), regio="JZ43")

    namen = sorted(pad.name for pad in tmp_path.iterdir())
    assert namen == ["regioprofiel-JZ43-2013-mei.pdf", "regioprofielen-2013-mei.pdf"]
    bundel = tekst((tmp_path / namen[1]).read_bytes(), tmp_path / "bundel.pdf")
    assert "Nederweert" in bundel and "JZ43 Midden-Limburg West" in capsys.readouterr().err


@pytest.fixture
def drie(monkeypatch):
    """The country has three jeugdregio's."""
    codes = ["JZ12", "JZ13", "JZ43"]
    echt = regioprofielen.regios
    monkeypatch.setattr(
        regioprofielen, "regios", lambda *wat: [rij for rij in echt(*wat) if rij[0] in codes]
    )


@pytest.mark.traag
@met_pango
@met_poppler
@pytest.mark.django_db
def test_a_profile_that_fails_is_named_and_the_others_go_on(
    ronde, drie, tmp_path, monkeypatch, capsys
):
    echt = bundels.als_html

    def faalt(profiel):
        if profiel["beeld"].regio.code == "JZ13":
            raise RuntimeError("de kaart past niet")
        return echt(profiel)

    monkeypatch.setattr(bundels, "als_html", faalt)
    (tmp_path / "regioprofiel-JZ12-2013-mei.pdf").mkdir()
    with pytest.raises(CommandError, match=r"Niet gelukt: JZ12, JZ13\."):
        call_command("regioprofielen", "2013-mei", str(tmp_path))

    assert "JZ13 is niet gelukt: de kaart past niet" in capsys.readouterr().err
    bundel = tekst((tmp_path / "regioprofielen-2013-mei.pdf").read_bytes(), tmp_path / "b.pdf")
    assert "Nederweert" in bundel
    assert "niet in deze bundel: Noord-Veluwe, Amsterdam-Amstelland." in bundel


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (["2012-mei"], "Onbekende ronde 2012-mei"),
        (["2013-mei", "--regio", "ZZ99"], "De regio 'ZZ99' bestaat niet"),
    ],
)
def test_an_unknown_round_or_region_writes_nothing(ronde, tmp_path, argumenten, zin):
    with pytest.raises(CommandError, match=zin) as fout:
        call_command("regioprofielen", argumenten[0], str(tmp_path / "uit"), *argumenten[1:])

    assert fout.value.returncode == 1 and not (tmp_path / "uit").exists()
