"""A list of a dashboard as a file: ODS or CSV of exactly what is seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from monitor.lijsten import Lijst
from samenwerking.uitwisseling.cellen import beschermd, zuiver

if TYPE_CHECKING:
    import tablib

SOORTEN = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def download(
    naam: str, formaat: str, koppen: Sequence[str], rijen: Iterable[Sequence[Any]]
) -> HttpResponse:
    """The rows as an attachment; text that could start a formula gets a quote in front.

    Raises Http404 for another format.
    """
    if formaat not in SOORTEN:
        raise Http404("Kies ods of csv.")
    import tablib  # Only who makes a file pays for it.

    tabel = tablib.Dataset(headers=list(koppen), title=naam[:30])
    for rij in rijen:
        tabel.append([_veilig(waarde) for waarde in rij])
    inhoud = _csv(tabel) if formaat == "csv" else tabel.export("ods")
    return bijlage(naam, formaat, inhoud)


def geef(lijst: Lijst, formaat: str, achter: str = "") -> HttpResponse:
    """The rows of a list as file, called after it and what stands `achter` it."""
    naam = "-".join(filter(None, (lijst.naam, achter)))
    return download(naam, formaat, lijst.koppen, map(lijst.als_rij, lijst.rijen))


def bijlage(naam: str, formaat: str, inhoud: bytes | str) -> HttpResponse:
    """A file to save, called after what it holds."""
    antwoord = HttpResponse(inhoud, content_type=SOORTEN[formaat])
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{naam}.{formaat}"'
    return antwoord


def _csv(tabel: tablib.Dataset) -> bytes:
    """With a byte order mark, so that a spreadsheet reads it as UTF-8."""
    tekst: str = tabel.export("csv", delimiter=";")
    return f"\ufeff{tekst}".encode()


def _veilig(waarde: Any) -> Any:
    """A cell as it may stand in a spreadsheet: unknown is empty, text starts no formula."""
    if isinstance(waarde, str):
        return beschermd(zuiver(waarde))
    return "" if waarde is None else waarde
