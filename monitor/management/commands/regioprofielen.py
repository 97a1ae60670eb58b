"""`regioprofielen UITVRAAG DOELMAP`: a PDF per region and one bundel of all."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitor.beeld import toets
from monitor.bundels import documenten, regios
from monitor.pdf.bundel import Deel, Kop, geheel, schrijf
from monitor.pdf.regioprofiel import stuk
from monitor.regioprofiel import SOORTEN, zoek
from samenwerking.klok import NEDERLAND
from samenwerking.management.ronde import lees_ronde
from samenwerking.pdf.opmaak import GeenPdfError, PangoOntbreektError
from samenwerking.pdf.proces import Gemaakt, velen

BUNDEL = "regioprofielen-{}.pdf"


class Command(BaseCommand):
    """Looks at everything recorded, as who reads all; two profiles at a time.

    The bundel takes some 6 MB of memory a page; `--zonder-bundel` leaves it out.
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
        soort, namen = opties["soort"], dict(regios(stand, opties["soort"]))
        if opties["regio"]:
            gevonden = zoek(stand, evaluatie, opties["regio"])
            if gevonden is None:
                zin = f"De regio '{opties['regio']}' bestaat niet op de peildatum van de ronde."
                raise CommandError(zin)
            soort, namen = gevonden.soort, {gevonden.regio.code: gevonden.regio.naam}
        doel: Path = opties["doelmap"]
        _maak_map(doel)
        htmls: dict[str, str] = {}
        for code, uit in documenten(ronde, stand, evaluatie, namen, nu):
            if isinstance(uit, str):
                htmls[code] = uit
            else:
                self._meld(code, uit)
        paden = {code: doel / f"regioprofiel-{code}-{ronde.code}.pdf" for code in htmls}
        bladen = self._profielen(htmls, paden, namen, max(1, opties["processen"]))
        if bladen and not opties["zonder_bundel"]:
            delen = [Deel(c, namen[c], htmls.get(c, ""), bladen.get(c, 0)) for c in namen]
            self._bundel(Kop(soort, ronde, nu), delen, doel)
        if mislukt := sorted(namen.keys() - bladen.keys()):
            raise CommandError(f"Niet gelukt: {', '.join(mislukt)}. De andere staan in {doel}.")
        slot = "" if opties["zonder_bundel"] else " en een bundel"
        self.stderr.write(f"Klaar: {len(htmls)} profielen{slot} in {doel}.")

    def _profielen(
        self, htmls: dict[str, str], paden: dict[str, Path], namen: dict[str, str], tegelijk: int
    ) -> dict[str, int]:
        """Write each profile and say so; how many pages each has that succeeded."""
        bladen = {}
        werk = ((code, (stuk(html),)) for code, html in htmls.items())
        try:
            for nr, (code, uit) in enumerate(velen(werk, tegelijk), start=1):
                self.stderr.write(f"[{nr} van de {len(htmls)}] {code} {namen[code]}")
                try:
                    if not isinstance(uit, Gemaakt):
                        raise uit
                    schrijf(paden[code], uit.inhoud)
                    bladen[code] = uit.bladen[0]
                except (GeenPdfError, OSError) as fout:
                    self._meld(code, fout)
        except PangoOntbreektError as fout:
            raise CommandError(str(fout)) from None
        return bladen

    def _bundel(self, kop: Kop, delen: list[Deel], doel: Path) -> None:
        try:
            alles = geheel(kop, delen)
            schrijf(doel / BUNDEL.format(kop.uitvraag.code), alles.inhoud)
        except (GeenPdfError, OSError) as fout:
            raise CommandError(f"De bundel is niet gelukt: {fout}") from None
        self.stderr.write(
            f"Bundel: {sum(alles.bladen)} bladzijden, hoogstens {alles.megabytes} MB geheugen."
        )

    def _meld(self, code: str, fout: Exception) -> None:
        self.stderr.write(f"{code} is niet gelukt: {fout}")


def _maak_map(doel: Path) -> None:
    try:
        doel.mkdir(parents=True, exist_ok=True)
    except OSError as fout:
        raise CommandError(f"De map {doel} is niet te maken: {fout.strerror}.") from fout
