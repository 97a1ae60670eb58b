"""Making a bundel in the background: every profile a file, then one PDF with a table of contents.

What is finished stays on disk, so a run that was cut off goes on where it was; a profile that fails
is named and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django_tasks import task

from monitor.acties import bundel as acties
from monitor.beeld import toets
from monitor.models import Bezoek, Bundel
from monitor.pdf import bundel as pdf
from monitor.pdf.bundel import schrijf
from monitor.pdf.regioprofiel import als_html, stuk
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.regels.taal import aantal
from monitor.regioprofiel import bezoeken_aan, land, profiel, zoek
from monitor.uitlegbeeld import register_van_ronde
from samenwerking.models import Uitvraag
from samenwerking.pdf.opmaak import GeenPdfError
from samenwerking.pdf.proces import Gemaakt, velen

TEGELIJK = 2


def start(rij: Bundel) -> None:
    """Put it in the queue once the transaction holds."""
    transaction.on_commit(lambda: werk.enqueue(rij.pk))


@task()
def werk(pk: int) -> None:
    """Make what is still missing of a run, then the whole; nothing when somebody else is at it."""
    rij = acties.neem(pk)
    if rij is None:
        return
    try:
        htmls = _documenten(rij)
        _profielen(rij, {code: html for code, html in htmls.items() if not _staat_er(rij, code)})
        kop = pdf.Kop(rij.soort, rij.uitvraag, rij.bekend_op)
        delen = [
            pdf.Deel(code, naam, htmls.get(code, ""), rij.bladen.get(code, 0))
            for code, naam in rij.regios
        ]
        schrijf(rij.map / rij.bestand, pdf.geheel(kop, delen).inhoud)
    except GeenPdfError as reden:
        acties.rond_af(rij, str(reden))
    else:
        acties.rond_af(rij)


def _staat_er(rij: Bundel, code: str) -> bool:
    return code in rij.bladen and (rij.map / rij.profiel(code)).exists()


def _profielen(rij: Bundel, htmls: Mapping[str, str]) -> None:
    """Write each profile, and after each how far the run is."""
    rij.map.mkdir(parents=True, exist_ok=True)
    werk_ = ((code, (stuk(html),)) for code, html in htmls.items())
    for code, uit in velen(werk_, TEGELIJK):
        if isinstance(uit, Gemaakt):
            schrijf(rij.map / rij.profiel(code), uit.inhoud)
            rij.bladen[code] = uit.bladen[0]
        else:
            rij.mislukt[code] = str(uit)
        acties.meld_voortgang(rij)


def _documenten(rij: Bundel) -> dict[str, str]:
    """The HTML of each region by code; what cannot be made is named in the run."""
    stand, evaluatie = toets(rij.uitvraag, rij.bekend_op, rij.bekend_op)
    codes = [code for code, _ in rij.regios]
    htmls = {}
    for code, uit in documenten(rij.uitvraag, stand, evaluatie, codes, rij.bekend_op):
        if isinstance(uit, str):
            htmls[code] = uit
        else:
            rij.mislukt[code] = f"{type(uit).__name__}: {uit}"
    acties.meld_voortgang(rij)
    return htmls


def documenten(
    ronde: Uitvraag, stand: Stand, evaluatie: Evaluatie, codes: Iterable[str], op: datetime
) -> Iterator[tuple[str, str | Exception]]:
    """Of each region the HTML of its profile as who reads all sees it at `op`, or what is wrong."""
    van_de_ronde = land(ronde)
    uitleg = register_van_ronde(stand, evaluatie, ronde, op)
    for code in codes:
        try:
            beeld = zoek(stand, evaluatie, code)
            if beeld is None:
                raise LookupError("deze regio is er niet op de peildatum van de ronde")
            bezoeken = bezoeken_aan(beeld, Bezoek.objects.all(), op)
            inhoud = profiel(
                beeld, van_de_ronde, op, inhoud=True, lezer=True, bezoeken=bezoeken, uitleg=uitleg
            )
            yield code, als_html(inhoud)
        except Exception as fout:  # one profile does not stop the rest
            yield code, fout


def regios(stand: Stand, soort: str) -> list[tuple[str, str]]:
    """Code and name of the regions of a soort, by code."""
    indeling = stand.indelingen.get(soort)
    return sorted((regio.code, regio.naam) for regio in (indeling.regios if indeling else ()))


def opruimen(op: datetime) -> list[str]:
    """Take old ones away, and go on with what somebody left (a chore of `dagelijks`)."""
    aantal = acties.ruim_op(op)
    verder = [rij for rij in Bundel.objects.filter(toestand__in=acties.LOOPT) if rij.stil]
    for rij in verder:
        with transaction.atomic():
            acties.ga_verder(rij, door=None)
            start(rij)
    return _regels(aantal, len(verder))


def proef(op: datetime) -> list[str]:
    """What `opruimen` would do now, without doing it."""
    stil = [rij for rij in Bundel.objects.filter(toestand__in=acties.LOOPT) if rij.stil]
    return _regels(acties.oud(op).count(), len(stil))


def _regels(weg: int, verder: int) -> list[str]:
    uit = [f"{aantal(weg, 'oude bundel', 'oude bundels')} weg"] if weg else []
    return [*uit, f"{aantal(verder, 'bundel', 'bundels')} hervat"] if verder else uit
