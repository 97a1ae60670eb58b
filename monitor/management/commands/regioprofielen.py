"""`regioprofielen UITVRAAG DOELMAP`: a PDF per region and one bundle of all."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitor.beeld import toets
from monitor.models import Bezoek
from monitor.pdf.reeks import Uitkomst, na_elkaar, verdeeld
from monitor.pdf.regioprofiel import als_html, document
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.regiobeeld import Regiobeeld, regiobeeld
from monitor.regioprofiel import SOORTEN, Land, bezoeken_aan, land, profiel, zoek
from monitor.uitlegbeeld import Register, register_van_ronde
from samenwerking.gezondheid import APT
from samenwerking.klok import NEDERLAND
from samenwerking.management.ronde import lees_ronde
from samenwerking.pdf.opmaak import PangoOntbreektError

BUNDEL = "regioprofielen-{}.pdf"


class Command(BaseCommand):
    """Looks at everything recorded, as who reads all; two profiles at a time.

    The bundle holds the pages of all profiles in memory at once; `--zonder-bundel` leaves it out.
    """

    help = "Maakt van elke regio het regioprofiel als PDF, en een bundel van alle."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """See koppelvlakken, section 2."""
        parser.add_argument("uitvraag", help="code van de ronde, bijvoorbeeld 2013-mei")
        parser.add_argument("doelmap", type=Path)
        parser.add_argument("--soort", choices=[s.value for s in SOORTEN], default="jeugdregio")
        parser.add_argument("--regio", help="alleen deze regio, bijvoorbeeld JZ13")
        parser.add_argument(
            "--processen", type=int, default=2, help="hoeveel tegelijk (standaard 2)"
        )
        parser.add_argument("--zonder-bundel", action="store_true", help="alleen losse profielen")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Write the PDF's; a profile that fails is named and the others go on."""
        ronde = lees_ronde(opties["uitvraag"])
        nu = timezone.now().astimezone(NEDERLAND)
        stand, evaluatie = toets(ronde, nu)
        beelden = _beelden(stand, evaluatie, opties["soort"], opties["regio"])
        uitleg = register_van_ronde(stand, evaluatie, ronde, nu)
        doel: Path = opties["doelmap"]
        _maak_map(doel)
        htmls, mislukt = self._htmls(beelden, land(ronde), nu, uitleg)
        paden = {code: doel / f"regioprofiel-{code}-{ronde.code}.pdf" for code in htmls}
        bundel = None if opties["zonder_bundel"] else doel / BUNDEL.format(ronde.code)
        processen = min(opties["processen"], len(htmls))
        werk = (
            verdeeld(htmls, paden, bundel, document, processen)
            if processen > 1
            else na_elkaar(htmls, paden, bundel, document)
        )
        mislukt += self._volg(werk, {b.regio.code: b.regio.naam for b in beelden})
        if mislukt:
            raise CommandError(
                f"Niet gelukt: {', '.join(sorted(mislukt))}. De andere staan in {doel}."
            )
        slot = " en een bundel" if bundel else ""
        self.stderr.write(f"Klaar: {len(htmls)} profielen{slot} in {doel}.")

    def _htmls(
        self, beelden: list[Regiobeeld], van_de_ronde: Land, nu: datetime, uitleg: Register
    ) -> tuple[dict[str, str], list[str]]:
        """The document of each profile by code, and the codes of those that cannot be made."""
        htmls, mislukt = {}, []
        for beeld in beelden:
            try:
                htmls[beeld.regio.code] = als_html(_profiel(beeld, van_de_ronde, nu, uitleg))
            except Exception as fout:
                self._meld(beeld.regio.code, fout)
                mislukt.append(beeld.regio.code)
        return htmls, mislukt

    def _meld(self, code: str, fout: Exception) -> None:
        self.stderr.write(f"{code} is niet gelukt: {fout}")

    def _volg(self, werk: Iterator[Uitkomst], namen: dict[str, str]) -> list[str]:
        """Say what is ready; the codes of what failed."""
        mislukt = []
        try:
            for nr, (code, fout) in enumerate(werk, start=1):
                if isinstance(fout, PangoOntbreektError):
                    raise fout
                self.stderr.write(f"[{nr} van de {len(namen)}] {code} {namen[code]}")
                if fout:
                    self._meld(code, fout)
                    mislukt.append(code)
        except PangoOntbreektError:
            raise CommandError(f"Pango ontbreekt. Voer uit: {APT}") from None
        return mislukt


def _beelden(stand: Stand, evaluatie: Evaluatie, soort: str, code: str | None) -> list[Regiobeeld]:
    """The one region asked for (of any soort), else all of `soort` by code."""
    if code:
        gevonden = zoek(stand, evaluatie, code)
        if gevonden is None:
            raise CommandError(f"De regio '{code}' bestaat niet op de peildatum van de ronde.")
        return [gevonden]
    return list(_van_soort(stand, evaluatie, soort))


def _van_soort(stand: Stand, evaluatie: Evaluatie, soort: str) -> Iterator[Regiobeeld]:
    indeling = stand.indelingen.get(soort)
    for regio in sorted(indeling.regios if indeling else (), key=lambda regio: regio.code):
        beeld = regiobeeld(stand, evaluatie, soort, regio.code)
        if beeld:
            yield beeld


def _profiel(
    beeld: Regiobeeld, van_de_ronde: Land, nu: datetime, uitleg: Register
) -> dict[str, Any]:
    bezoeken = bezoeken_aan(beeld, Bezoek.objects.all(), nu)
    return profiel(
        beeld, van_de_ronde, nu, inhoud=True, lezer=True, bezoeken=bezoeken, uitleg=uitleg
    )


def _maak_map(doel: Path) -> None:
    try:
        doel.mkdir(parents=True, exist_ok=True)
    except OSError as fout:
        raise CommandError(f"De map {doel} is niet te maken: {fout.strerror}.") from fout
