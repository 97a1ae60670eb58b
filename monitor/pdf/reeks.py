"""A row of profiles: one after the other here, or spread over processes that have no database.

Spread, each profile is laid out in a fresh process (spawned, so that no open connection goes
along) from HTML that was made here. Pages cannot travel between processes and joining finished
PDF's costs as much memory and time as laying them out, so the bundle is one more piece of work.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

import django

from samenwerking.pdf.opmaak import PangoOntbreektError, als_bytes

if TYPE_CHECKING:
    from weasyprint import Document

Uitkomst = tuple[str, Exception | None]
"""The code of a profile, and why it failed."""
Opmaak = Callable[[str], "Document"]


def na_elkaar(
    htmls: Mapping[str, str], paden: Mapping[str, Path], bundel: Path | None, maak: Opmaak
) -> Iterator[Uitkomst]:
    """Write each profile, then the bundle of the same pages; what fails is said and left out."""
    gelukt = []
    for code, html in htmls.items():
        try:
            document = maak(html)
            schrijf(paden[code], als_bytes([document]))
        except Exception as fout:
            yield code, fout
        else:
            if bundel:
                gelukt.append(document)
            yield code, None
    if bundel and gelukt:
        schrijf(bundel, als_bytes(gelukt))


def verdeeld(
    htmls: Mapping[str, str],
    paden: Mapping[str, Path],
    bundel: Path | None,
    maak: Opmaak,
    processen: int,
) -> Iterator[Uitkomst]:
    """The same over `processen` processes, in the order in which they are ready."""
    vers = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processen, mp_context=vers, initializer=django.setup) as groep:
        alle = groep.submit(_bundel, list(htmls.values()), bundel, maak) if bundel else None
        taken: dict[Future[None], str] = {
            groep.submit(_een, html, paden[code], maak): code for code, html in htmls.items()
        }
        for klaar in as_completed(taken):
            fout = klaar.exception()
            yield taken[klaar], fout if isinstance(fout, Exception) else None
        if alle:
            alle.result()


def _een(html: str, pad: Path, maak: Opmaak) -> None:
    schrijf(pad, als_bytes([maak(html)]))


def _bundel(htmls: list[str], pad: Path, maak: Opmaak) -> None:
    """Every profile that can be made in one PDF; which cannot is said by its own piece of work."""
    documenten = []
    for html in htmls:
        try:
            documenten.append(maak(html))
        except PangoOntbreektError:
            raise
        except Exception:  # noqa: S112 - named by the profile itself
            continue
    if documenten:
        schrijf(pad, als_bytes(documenten))


def schrijf(pad: Path, inhoud: bytes) -> None:
    """All of the file or nothing: written beside it, then put in its place."""
    tijdelijk = pad.with_name(f".{pad.name}.deel")
    tijdelijk.write_bytes(inhoud)
    os.replace(tijdelijk, pad)
