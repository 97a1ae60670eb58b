"""A document that hangs or grows ends alone: its reason comes back, the others are made."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from samenwerking.gezondheid import pango_aanwezig
from samenwerking.pdf import proces
from samenwerking.pdf.opmaak import PangoOntbreektError
from samenwerking.pdf.proces import Gemaakt, Grens, PdfMisluktError, Stuk, maak, velen

pytestmark = pytest.mark.skipif(not pango_aanwezig(), reason="Pango ontbreekt")
KORT = '<html lang="nl"><title>Kort</title><p>{}</p></html>'
BLAD = '<html lang="nl"><title>Blad</title><h1 style="break-after: page">{0}</h1><p>{0}</p></html>'
LANG = KORT.format("<table>" + "<tr><td>vak</td></tr>" * 20_000 + "</table>")


def tekst(inhoud):
    return [blad.extract_text() for blad in PdfReader(io.BytesIO(inhoud)).pages]


def test_each_document_has_its_answer_whatever_the_others_do():
    stukken = {naam: (Stuk(KORT.format(naam)),) for naam in ("Aalsmeer", "Diemen", "Uithoorn")}
    stukken["stuk"] = (Stuk(KORT.format("x"), "pdf/bestaat-niet.css"),)
    uit = dict(velen(stukken.items()))

    assert isinstance(uit.pop("stuk"), PdfMisluktError)
    assert {naam: tekst(gemaakt.inhoud) for naam, gemaakt in uit.items()} == {
        naam: [f"{naam}\n1 van 1"] for naam in ("Aalsmeer", "Diemen", "Uithoorn")
    }


@pytest.mark.parametrize(
    ("grens", "zin"),
    [(Grens(60, 120), "te veel"), (Grens(1, 1024), "te lang|te veel tijd")],
)
def test_a_document_without_end_is_stopped(grens, zin):
    with pytest.raises(PdfMisluktError, match=zin):
        maak(Stuk(LANG), grens=grens)

    assert isinstance(maak(Stuk(KORT.format("Diemen"))), Gemaakt)


def test_documents_in_one_pdf_count_on():
    bladen = maak(Stuk(BLAD.format("een"), vanaf=1), Stuk(BLAD.format("twee"), vanaf=3))

    assert bladen.bladen == (2, 2)
    assert [blad.split()[-1] for blad in tekst(bladen.inhoud)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "bron", ["file:///etc/hostname", "http://127.0.0.1:1/x.png", "//x.invalid"]
)
def test_what_a_document_names_elsewhere_is_not_fetched(bron):
    gemaakt = maak(Stuk(KORT.format(f'Diemen<img src="{bron}" alt=""><link href="{bron}">')))

    lezer = PdfReader(io.BytesIO(gemaakt.inhoud))
    assert "Diemen" in tekst(gemaakt.inhoud)[0] and not lezer.pages[0].images


def test_without_pango_nothing_is_begun(monkeypatch):
    monkeypatch.setattr(proces, "pango_aanwezig", lambda: False)
    with pytest.raises(PangoOntbreektError, match="apt-get install"):
        maak(Stuk(KORT.format("x")))
