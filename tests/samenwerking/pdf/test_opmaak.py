"""The typesetting frame: tagged PDF with the own letters, closed to the outside."""

from __future__ import annotations

import re
import zlib

import pytest

from samenwerking.gezondheid import pango_aanwezig
from samenwerking.pdf import opmaak
from samenwerking.pdf.opmaak import BASIS, als_bytes, bestand, opmaken

met_pango = pytest.mark.skipif(not pango_aanwezig(), reason="Pango ontbreekt")


def uitgepakt(pdf):
    """The objects of a PDF, which stand compressed in it."""
    stromen = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
    return b"".join(zlib.decompress(stroom) for stroom in stromen if stroom[:1] == b"x")


@met_pango
def test_a_small_document_becomes_a_tagged_pdf_with_title_and_language():
    html = '<html lang="nl"><title>Regioprofiel IJmond</title><h1>IJmond</h1></html>'
    pdf = als_bytes([opmaken(html)])
    objecten = uitgepakt(pdf)

    assert pdf.startswith(b"%PDF-1.7") and b"/StructTreeRoot" in objecten
    assert b"/Lang (nl)" in objecten and b"/DisplayDocTitle true" in objecten
    assert b'pdfuaid:part="1"' in objecten + pdf or b"pdfuaid:part>1<" in objecten + pdf


@pytest.mark.parametrize(
    "url",
    [
        "http://elders.invalid/x.png",
        "https://pakket.invalid/../settings.py",
        "https://pakket.invalid/css/basis.css",
        "file:///etc/passwd",
        "ftp://elders.invalid/x",
        "pdf/merk.svg",
        BASIS + "pdf/%2e%2e/merk.svg",
    ],
)
def test_nothing_from_elsewhere_is_fetched(url):
    with pytest.raises(ValueError, match="niet opgehaald"):
        bestand(url)


@met_pango
@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "file:///etc/passwd", "HTTP://x.invalid"])
def test_the_renderer_itself_refuses_it_too(url):
    with pytest.raises(ValueError, match="niet opgehaald"):
        opmaak._ophaler().fetch(url)


@met_pango
def test_own_letters_and_data_are_served_by_name():
    ophaler = opmaak._ophaler()

    assert ophaler.fetch(BASIS + opmaak.EIGEN[0]).read()[:4] == b"wOF2"
    assert ophaler.fetch("data:text/plain,IJmond").read() == b"IJmond"
