"""Writes an OpenDocument spreadsheet; a text is a text cell, a number a cell to reckon with.

By hand, because the general writers are some fifty times slower on a national round and put line
ends in the text, where a spreadsheet program reads them as one space.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr  # nosec B406

SOORT = "application/vnd.oasis.opendocument.spreadsheet"
NAAMRUIMTE = "urn:oasis:names:tc:opendocument:xmlns:"
KOP = '<?xml version="1.0" encoding="UTF-8"?>\n'
MANIFEST = (
    f'{KOP}<manifest:manifest xmlns:manifest="{NAAMRUIMTE}manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SOORT}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
BEGIN = (
    f'{KOP}<office:document-content office:version="1.2"'
    f' xmlns:office="{NAAMRUIMTE}office:1.0" xmlns:table="{NAAMRUIMTE}table:1.0"'
    f' xmlns:text="{NAAMRUIMTE}text:1.0"><office:body><office:spreadsheet>'
)
EINDE = "</office:spreadsheet></office:body></office:document-content>"
SPATIES = re.compile(r"^ +| {2,}")


def schrijf(bladen: Mapping[str, Iterable[Sequence[str | float]]]) -> bytes:
    """The bytes of a workbook with these sheets; the same sheets give the same bytes."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        leden = {
            "mimetype": SOORT,
            "META-INF/manifest.xml": MANIFEST,
            "content.xml": "".join(_inhoud(bladen)),
        }
        for naam, tekst in leden.items():
            wijze = zipfile.ZIP_STORED if naam == "mimetype" else zipfile.ZIP_DEFLATED
            archief.writestr(zipfile.ZipInfo(naam), tekst.encode(), compress_type=wijze)
    return uit.getvalue()


def _inhoud(bladen: Mapping[str, Iterable[Sequence[str | float]]]) -> Iterator[str]:
    yield BEGIN
    for naam, rijen in bladen.items():
        yield f"<table:table table:name={quoteattr(naam)}>"
        for rij in rijen:
            yield f"<table:table-row>{''.join(map(_cel, rij))}</table:table-row>"
        yield "</table:table>"
    yield EINDE


def _cel(tekst: str | float) -> str:
    if not isinstance(tekst, str):
        cel = f'<table:table-cell office:value-type="float" office:value="{tekst}">'
        return f"{cel}<text:p>{tekst}</text:p></table:table-cell>"
    if not tekst:
        return "<table:table-cell/>"
    alineas = "".join(f"<text:p>{_alinea(regel)}</text:p>" for regel in tekst.split("\n"))
    return f'<table:table-cell office:value-type="string">{alineas}</table:table-cell>'


def _alinea(regel: str) -> str:
    """One line; spaces that would fall together are written as an element."""
    return SPATIES.sub(lambda s: f'<text:s text:c="{len(s[0])}"/>', escape(regel))
