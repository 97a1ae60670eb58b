"""PDF's are laid out in a process of their own, with a limit of time and of memory.

A fork server holds the typesetter and its letters, and no database or request; every document gets
a fork of it. A document that hangs, grows or crashes ends alone: its reason comes back instead, and
the portal goes on.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection, wait
from time import monotonic, process_time
from typing import Any, NamedTuple, TypeVar

from samenwerking.gezondheid import pango_aanwezig
from samenwerking.pdf.opmaak import STUK, GeenPdfError, PangoOntbreektError, als_bytes, opmaken

K = TypeVar("K", bound=Hashable)
WERKPLAATS = "samenwerking.pdf.werkplaats"
DOORGENUMMERD = (
    "@page{{@bottom-right{{content:counter(page)}}}}@page:first{{counter-reset:page {}}}"
)


class Stuk(NamedTuple):
    """A document and its stylesheet, a static file by name.

    `vanaf` is the page it begins on in a larger whole; 0: it counts «1 van 4» by itself.
    """

    html: str
    stijl: str = STUK
    vanaf: int = 0


class Grens(NamedTuple):
    """How long one PDF may take (seconds by the clock, and of CPU time) and how much memory."""

    seconden: int
    megabytes: int


EEN = Grens(120, 1024)
GROOT = Grens(600, 4096)


class Gemaakt(NamedTuple):
    """A PDF, how many pages each of its documents has, and what it took: CPU seconds and MB."""

    inhoud: bytes
    bladen: tuple[int, ...]
    seconden: float
    megabytes: int


class PdfMisluktError(GeenPdfError):
    """This document took too long or too much memory, or could not be laid out."""


def maak(*stukken: Stuk, grens: Grens = EEN) -> Gemaakt:
    """One PDF/UA-1 of all documents. Raises PangoOntbreektError without Pango, PdfMisluktError."""
    ((_, uit),) = velen([("", stukken)], grens=grens)
    if isinstance(uit, GeenPdfError):
        raise uit
    return uit


def velen(
    werk: Iterable[tuple[K, Sequence[Stuk]]], tegelijk: int = 2, grens: Grens = EEN
) -> Iterator[tuple[K, Gemaakt | GeenPdfError]]:
    """A PDF per piece of work, `tegelijk` at a time, in the order in which they are ready.

    A piece that fails gives its reason and the others go on. Raises PangoOntbreektError without
    Pango.
    """
    if not pango_aanwezig():
        raise PangoOntbreektError
    rij = iter(werk)
    lopend: dict[Connection, Loop] = {}
    try:
        while True:
            while len(lopend) < tegelijk and (volgende := next(rij, None)) is not None:
                loop = Loop.begin(*volgende, grens)
                lopend[loop.pijp] = loop
            if not lopend:
                return
            for loop in _gereed(lopend):
                del lopend[loop.pijp]
                yield loop.sleutel, loop.uitkomst()
    finally:
        for loop in lopend.values():
            loop.stop()


class Loop(NamedTuple):
    """A process at work on one PDF, until `einde` (of the monotonic clock)."""

    sleutel: Any
    proces: Any
    pijp: Connection
    einde: float

    @classmethod
    def begin(cls, sleutel: Hashable, stukken: Sequence[Stuk], grens: Grens) -> Loop:
        """Start at once."""
        hier, daar = _context().Pipe(duplex=False)
        proces = _context().Process(target=_werk, args=(daar, tuple(stukken), grens), daemon=True)
        proces.start()
        daar.close()
        return cls(sleutel, proces, hier, monotonic() + grens.seconden)

    def uitkomst(self) -> Gemaakt | GeenPdfError:
        """What came out; the process is gone after it."""
        uit: Gemaakt | GeenPdfError = PdfMisluktError("Het maken duurde te lang.")
        if self.pijp.poll():
            try:
                uit = self.pijp.recv()
            except (EOFError, OSError):
                uit = PdfMisluktError("Het maken is afgebroken: te veel tijd of geheugen nodig.")
        self.stop()
        return uit

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pijp.close()
        self.proces.kill()
        self.proces.join()
        self.proces.close()


def _gereed(lopend: dict[Connection, Loop]) -> list[Loop]:
    """Those with an answer, or else those whose time is over."""
    eerst = min(loop.einde for loop in lopend.values())
    klaar = wait(list(lopend), timeout=max(0.0, eerst - monotonic()))
    if klaar:
        return [lopend[pijp] for pijp in klaar if isinstance(pijp, Connection)]
    return [loop for loop in lopend.values() if loop.einde <= monotonic()]


@cache
def _context() -> Any:
    vers = multiprocessing.get_context("forkserver")
    vers.set_forkserver_preload([WERKPLAATS])
    return vers


def _werk(pijp: Connection, stukken: tuple[Stuk, ...], grens: Grens) -> None:
    """In the process itself: make it and send it, or the reason why not."""
    ruimte = grens.megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (ruimte, ruimte))
    resource.setrlimit(resource.RLIMIT_CPU, (grens.seconden, grens.seconden))
    uit: Gemaakt | GeenPdfError
    try:
        uit = _gemaakt(stukken)
    except MemoryError:
        uit = PdfMisluktError("Het document vraagt te veel geheugen.")
    except PangoOntbreektError as reden:
        uit = reden
    except Exception as fout:
        uit = PdfMisluktError(f"{type(fout).__name__}: {fout}")
    with suppress(BrokenPipeError):
        pijp.send(uit)


def _gemaakt(stukken: tuple[Stuk, ...]) -> Gemaakt:
    documenten = [
        opmaken(stuk.html, stuk.stijl, DOORGENUMMERD.format(stuk.vanaf) if stuk.vanaf else "")
        for stuk in stukken
    ]
    inhoud = als_bytes(documenten)
    piek = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Gemaakt(inhoud, tuple(len(d.pages) for d in documenten), process_time(), piek)
