"""Importing a source into a round: all or nothing, in one transaction (koppelvlakken 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from samenwerking import klok
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon
from samenwerking.uitwisseling.bronnen import lees_bron
from samenwerking.uitwisseling.controle import controleer, lege_sterren
from samenwerking.uitwisseling.fouten import Fouten, Importfout, TeVeel
from samenwerking.uitwisseling.grenzen import OPDRACHTREGEL, Grenzen
from samenwerking.uitwisseling.huidig_register import lees_register
from samenwerking.uitwisseling.ontleden import Blad, Inhoud, ontleed
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.schrijf_brieven import schrijf_brieven
from samenwerking.uitwisseling.schrijf_opgaven import houd_vast, schrijf_opgaven
from samenwerking.uitwisseling.schrijf_verbanden import schrijf_verbanden
from samenwerking.uitwisseling.verslag import Verslag

__all__ = ["Importfout", "Verslag", "importeer", "lees", "verwerk"]


def importeer(
    uitvraag: Uitvraag,
    bron: Path,
    *,
    persoon: Persoon | None = None,
    op: datetime | None = None,
    proef: bool = False,
    grenzen: Grenzen = OPDRACHTREGEL,
    alleen: str | None = None,
) -> Verslag:
    """Read `bron` into the round; with `proef` nothing stays. Raises Importfout, saving nothing.

    `persoon` is who imports (default: the command line), `op` the moment from which later versions
    of verbanden count (default: the domain clock). With `alleen`, a CBS code, only the opgave of
    that gemeente may be in the source.
    """
    fouten, let_op = Fouten(), list[str]()
    bladen = lees_bron(bron, grenzen, fouten, let_op)
    verslag = Verslag(uitvraag.code, bron.name, proef, let_op=let_op)
    return verwerk(uitvraag, bladen, fouten, verslag, persoon=persoon, op=op, alleen=alleen)


def verwerk(
    uitvraag: Uitvraag,
    bladen: Iterable[Blad],
    fouten: Fouten,
    verslag: Verslag,
    *,
    persoon: Persoon | None = None,
    op: datetime | None = None,
    alleen: str | None = None,
    namens: str = "",
    eis: Callable[[Inhoud, Fouten], None] | None = None,
) -> Verslag:
    """Write these sheets as `importeer` does; a `verslag` that says `proef` leaves nothing behind.

    `namens` marks the opgaven as entered for the gemeente; `eis` notes what else is wrong.
    """
    with transaction.atomic():
        Uitvraag.objects.select_for_update(no_key=True).get(pk=uitvraag.pk)
        register = lees_register(uitvraag)
        inhoud = lees(bladen, register, fouten, alleen=alleen)
        if eis:
            eis(inhoud, fouten)
            fouten.eis_geen()
        verslag.let_op += lege_sterren(inhoud, register)
        verslag.rijen = {tabel: len(inhoud.van(tabel)) for tabel in inhoud.bestanden}
        _schrijf(inhoud, register, uitvraag, verslag, persoon, op or klok.nu(), namens)
        if verslag.proef:
            transaction.set_rollback(True)
    return verslag


def lees(
    bladen: Iterable[Blad], register: Register, fouten: Fouten, *, alleen: str | None = None
) -> Inhoud:
    """The typed rows of these sheets; no database is needed. Raises Importfout with all errors."""
    try:
        inhoud = ontleed(bladen, register, fouten)
        controleer(inhoud, register, fouten, alleen=alleen)
    except TeVeel:
        fouten.vol()
    fouten.eis_geen()
    return inhoud


def _schrijf(
    inhoud: Inhoud,
    register: Register,
    uitvraag: Uitvraag,
    verslag: Verslag,
    persoon: Persoon | None,
    op: datetime,
    namens: str,
) -> None:
    wie = persoon or logboek.opdrachtregel()
    reden = f"Ingelezen uit {verslag.bron}"[:500]
    opgaven = houd_vast(inhoud, uitvraag)
    verslag.wijzigingen = [
        *schrijf_verbanden(inhoud, register, uitvraag, persoon=wie, op=op, reden=reden),
        *schrijf_opgaven(
            inhoud, register, uitvraag, opgaven, persoon=wie, op=op, reden=reden, namens=namens
        ),
        *schrijf_brieven(inhoud, uitvraag, op),
    ]
    regels = [
        logboek.Melding(
            "importeren",
            wijziging.soort,
            f"{uitvraag.code}/{wijziging.sleutel}",
            wijziging.gemeente,
            {"wat": wijziging.wat.value, "nummer": wijziging.nummer},
        )
        for wijziging in verslag.veranderd
    ]
    telling = {"bron": verslag.bron, "rijen": verslag.rijen, "telling": verslag.telling()}
    kop = logboek.Melding("importeren", "uitvraag", uitvraag.code, "", telling)
    logboek.schrijf_veel([kop, *regels], persoon=wie)
