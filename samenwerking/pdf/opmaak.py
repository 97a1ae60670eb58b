"""From HTML to PDF/UA-1 with WeasyPrint, which is imported only when a PDF is asked for.

Nothing is fetched from outside: the renderer gets the package's own letters and drawings by name,
and `data:`. Everything else is refused.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

from samenwerking.geheugen import zonder_opruimen
from samenwerking.gezondheid import APT

if TYPE_CHECKING:
    from weasyprint import Document

VARIANT = "pdf/ua-1"
BASIS = "https://pakket.invalid/"
"""Stands for the folder of static files; an address under it is a name, never a place."""
STUK = "pdf/stuk.css"
"""The stylesheet of letters and receipts."""
PROFIEL = "pdf/profiel.css"
STIJLEN = (STUK, PROFIEL)
EIGEN = (
    *(
        f"vendor/letters/source-sans-3-latin-{gewicht}-normal.woff2"
        for gewicht in ("400", "600", "700")
    ),
    "pdf/merk.svg",
)
SOORTEN = {".woff2": "font/woff2", ".svg": "image/svg+xml"}


class GeenPdfError(Exception):
    """The PDF could not be made; the message says why, in Dutch."""


class PangoOntbreektError(GeenPdfError):
    """The machine lacks the library that PDF's are made with."""

    def __init__(self) -> None:
        super().__init__(f"Deze server mist het programma dat PDF’s maakt. Voer uit: {APT}")


def bestand(url: str) -> Path:
    """The own file that `url` names. Raises ValueError for every other address."""
    naam = url.removeprefix(BASIS)
    pad = finders.find(naam) if url.startswith(BASIS) and naam in EIGEN else None
    if pad is None:
        raise ValueError(f"dit adres wordt niet opgehaald: {url[:100]}")
    return Path(str(pad))


def opmaken(html: str, stijl: str = STUK, bij: str = "") -> Document:
    """Lay out one document by its stylesheet, named as a static file; `bij` are more rules of ours.

    Raises PangoOntbreektError without Pango.
    """
    weasyprint = _weasyprint()
    regels, letters = _stijl(stijl)
    stijlen = [regels, weasyprint.CSS(string=bij, url_fetcher=_ophaler())] if bij else [regels]
    with zonder_opruimen():
        bron = weasyprint.HTML(string=html, base_url=BASIS, url_fetcher=_ophaler())
        uit: Document = bron.render(font_config=letters, stylesheets=stijlen, pdf_variant=VARIANT)
        return uit


def voorbereiden() -> None:
    """Load the typesetter, the letters and the stylesheets. Raises PangoOntbreektError."""
    _weasyprint()
    for naam in STIJLEN:
        _stijl(naam)


def als_bytes(documenten: Iterable[Document]) -> bytes:
    """One PDF of all pages, with the title of the first; every h1 and h2 is a bookmark."""
    eerste, *rest = documenten
    paginas = [*eerste.pages, *(pagina for document in rest for pagina in document.pages)]
    with zonder_opruimen():
        uit: bytes = eerste.copy(paginas).write_pdf(pdf_variant=VARIANT)
        return uit


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as fout:
        raise PangoOntbreektError from fout
    return weasyprint


@cache
def _stijl(naam: str) -> tuple[Any, Any]:
    """A print stylesheet and its letters, read once per process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    letters = FontConfiguration()
    atexit.register(_stijl.cache_clear)
    tekst = Path(str(finders.find(naam))).read_text(encoding="utf-8")
    regels = CSS(string=tekst, base_url=BASIS + naam, url_fetcher=_ophaler(), font_config=letters)
    return regels, letters


@cache
def _ophaler() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Ophaler(URLFetcher):  # type: ignore[misc]
        """Serves own files by name and `data:`; has no way to the network or the disk."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The file behind an own address. Raises ValueError for any other."""
            if url.startswith("data:"):
                return super().fetch(url, headers)
            pad = bestand(url)
            return URLFetcherResponse(url, pad.read_bytes(), {"Content-Type": SOORTEN[pad.suffix]})

    return Ophaler()
