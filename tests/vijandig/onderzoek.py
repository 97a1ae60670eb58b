"""Whether a hostile text did something in what the portal gives: page, file or answer."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from zipfile import ZipFile

from tests.vijandig.ladingen import MERK

ADRESSEN = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href"}
EIGEN = ("/", "?", "#", "mailto:", "tel:")
LEEG_SCRIPT = {"script", "style"}


class Pagina(HTMLParser):
    """Reads a page as a browser does and keeps what should not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.klachten: list[str] = []
        self.in_script = ""
        self.gezien = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """No tag or attribute of theirs, no address that leads away, no handler."""
        self.in_script = tag if tag in LEEG_SCRIPT else ""
        if MERK in tag or tag in {"iframe", "object", "embed", "base"}:
            self.klachten.append(f"<{tag}>")
        if tag == "meta" and dict(attrs).get("http-equiv"):
            self.klachten.append("meta http-equiv")
        for naam, waarde in attrs:
            tekst = (waarde or "").strip()
            if naam.startswith("on") or MERK in naam or naam in {"style", "srcdoc"}:
                self.klachten.append(f"{naam} in <{tag}>")
            weg = not tekst.startswith(EIGEN) or tekst.startswith("//")
            # A source that somebody may follow is no fetch.
            weg = weg and not (tag == "a" and naam == "href" and tekst.startswith("https://"))
            if MERK in tekst and (naam in ADRESSEN or naam.startswith("hx-")) and weg:
                self.klachten.append(f"{naam}={tekst[:60]} in <{tag}>")
            self.gezien |= MERK in tekst

    def handle_data(self, data: str) -> None:
        """Nothing inside a script or style of the page."""
        if self.in_script and data.strip():
            self.klachten.append(f"tekst in <{self.in_script}>")
        self.gezien |= MERK in data
        if f"14{MERK}" in data or f"49{MERK}" in data or "root:x:0" in data:
            self.klachten.append("uitgevoerd")

    def handle_endtag(self, tag: str) -> None:
        """A script ends."""
        self.in_script = ""


def klachten(soort: str, inhoud: bytes) -> tuple[list[str], bool]:
    """What is wrong with a body of content type `soort`, and whether a hostile text was in it."""
    if soort.startswith("text/html"):
        pagina = Pagina()
        pagina.feed(inhoud.decode())
        return pagina.klachten, pagina.gezien
    if "json" in soort:
        json.loads(inhoud)
        return [], MERK.encode() in inhoud
    if soort.startswith("text/csv"):
        rijen = csv.reader(io.StringIO(inhoud.decode("utf-8-sig")))
        return list(_formules(cel for rij in rijen for cel in rij)), MERK.encode() in inhoud
    if "opendocument.spreadsheet" in soort:
        with ZipFile(io.BytesIO(inhoud)) as zip_:
            xml = zip_.read("content.xml").decode()
        formules = ["formule"] if "table:formula" in xml else []
        return formules + (["entiteit"] if "<!ENTITY" in xml else []), MERK in xml
    return [], MERK.encode() in inhoud


def _formules(cellen: Iterator[str]) -> Iterator[str]:
    for cel in cellen:
        if MERK in cel and re.match(r"[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]", cel):
            yield f"formule {cel[:40]!r}"
