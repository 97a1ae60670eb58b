"""`regioprofielen UITVRAAG DOELMAP`: a PDF per region and one bundle of all."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitor.beeld import toets
from monitor.models import Bezoek
from monitor.pdf.regioprofiel import document
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.regiobeeld import Regiobeeld, regiobeeld
from monitor.regioprofiel import SOORTEN, Land, bezoeken_aan, land, profiel, zoek
from monitor.uitlegbeeld import Register, register_van_ronde
from samenwerking.gezondheid import APT
from samenwerking.klok import NEDERLAND
from samenwerking.models import Uitvraag
from samenwerking.pdf.opmaak import PangoOntbreektError, als_bytes

if TYPE_CHECKING:
    from weasyprint import Document

BUNDEL = "regioprofielen-{}.pdf"


class Command(BaseCommand):
    """Looks at everything recorded, as who reads all; one after the other in one process.

    The bundle is made of the pages that were laid out for the single profiles, so nothing is laid
    out twice.
    """

    help = "Maakt van elke regio het regioprofiel als PDF, en een bundel van alle."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """See koppelvlakken, section 2."""
        parser.add_argument("uitvraag", help="code van de ronde, bijvoorbeeld 2013-mei")
        parser.add_argument("doelmap", type=Path)
        parser.add_argument("--soort", choices=[s.value for s in SOORTEN], default="jeugdregio")
        parser.add_argument("--regio", help="alleen deze regio, bijvoorbeeld JZ13")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Write the PDF's; a profile that fails is named and the others go on."""
        ronde = _ronde(opties["uitvraag"])
        nu = timezone.now().astimezone(NEDERLAND)
        stand, evaluatie = toets(ronde, nu)
        beelden = _beelden(stand, evaluatie, opties["soort"], opties["regio"])
        uitleg = register_van_ronde(stand, evaluatie, ronde, nu)
        doel: Path = opties["doelmap"]
        _maak_map(doel)
        gelukt, mislukt = self._maak(beelden, land(ronde), nu, doel, uitleg)
        if gelukt:
            _schrijf(doel / BUNDEL.format(ronde.code), als_bytes(gelukt))
        if mislukt:
            raise CommandError(f"Niet gelukt: {', '.join(mislukt)}. De andere staan in {doel}.")
        self.stderr.write(f"Klaar: {len(gelukt)} profielen en een bundel in {doel}.")

    def _maak(
        self,
        beelden: list[Regiobeeld],
        van_de_ronde: Land,
        nu: datetime,
        doel: Path,
        uitleg: Register,
    ) -> tuple[list[Document], list[str]]:
        """The documents that were made and written, and the codes of those that failed."""
        gelukt, mislukt = [], []
        for nr, beeld in enumerate(beelden, start=1):
            code = beeld.regio.code
            self.stderr.write(f"[{nr} van de {len(beelden)}] {code} {beeld.regio.naam}")
            try:
                gemaakt = document(_profiel(beeld, van_de_ronde, nu, uitleg))
                naam = f"regioprofiel-{code}-{van_de_ronde.uitvraag.code}.pdf"
                _schrijf(doel / naam, als_bytes([gemaakt]))
                gelukt.append(gemaakt)
            except PangoOntbreektError:
                raise CommandError(f"Pango ontbreekt. Voer uit: {APT}") from None
            except Exception as fout:
                self.stderr.write(f"{code} is niet gelukt: {fout}")
                mislukt.append(code)
        return gelukt, mislukt


def _ronde(code: str) -> Uitvraag:
    ronde: Uitvraag | None = Uitvraag.objects.filter(code=code).first()
    if ronde is None:
        bekend = ", ".join(Uitvraag.objects.values_list("code", flat=True)) or "geen"
        raise CommandError(f"De ronde '{code}' bestaat niet. Bekende rondes: {bekend}.")
    return ronde


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


def _schrijf(pad: Path, inhoud: bytes) -> None:
    """All of the file or nothing: written beside it, then put in its place."""
    tijdelijk = pad.with_name(f".{pad.name}.deel")
    tijdelijk.write_bytes(inhoud)
    os.replace(tijdelijk, pad)
