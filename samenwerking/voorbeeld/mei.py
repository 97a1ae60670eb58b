"""Round 2013-mei: what the gemeenten intended, in the spirit of the Kamerbrief."""

from __future__ import annotations

from datetime import date
from functools import partial

from samenwerking.voorbeeld.afwijkingen import wijk_af
from samenwerking.voorbeeld.antwoorden import antwoorden, maak_regels
from samenwerking.voorbeeld.momenten import inzendingen
from samenwerking.voorbeeld.profielen import geef_vorm
from samenwerking.voorbeeld.ronde import STADIA, Antwoord, Ronde, kies, toeval
from samenwerking.voorbeeld.structuur import bouw_structuur
from samenwerking.voorbeeld.wereld import MEI, Wereld


def bouw_mei(wereld: Wereld) -> Ronde:
    """The whole round, the letter's own rows included as they are."""
    ronde = bouw_structuur(wereld, MEI)
    ronde.inzendingen = wereld.brief.inzendingen | inzendingen(wereld, MEI)
    eigen = wijk_af(wereld, ronde)
    geef_vorm(wereld, MEI, ronde)
    gegeven = antwoorden(wereld, MEI, ronde, eigen)
    regels = maak_regels(wereld, MEI, ronde, gegeven, partial(_stadium, wereld, ronde))
    van_anderen = {cel: r for cel, r in regels.items() if cel[0] not in wereld.brief.inzendingen}
    ronde.regels = wereld.brief.regels | van_anderen
    _te_ver(wereld, ronde)
    return ronde


def _stadium(wereld: Wereld, ronde: Ronde, gemeente: str, taak: str, antwoord: Antwoord) -> str:
    """Mostly that of the verband, now and then the gemeente's own."""
    regels, zaad = wereld.voor(MEI)["stadia"], wereld.parameters["zaad"]
    verband = antwoord.verband
    bestaand = ronde.verbanden[verband].bestaand == "1"
    greep = toeval(zaad, "eigen stadium", gemeente, taak, verband)
    if greep.random() >= regels["eigen"]:
        greep = toeval(zaad, "stadium", verband, taak)
    stadium = kies(regels["bestaand" if bestaand else "nieuw"], greep.random())
    if gemeente not in ronde.deelnemers.get((verband, taak), ()):
        stadium = max(stadium, "intentie", key=STADIA.index)
    hoogstens: str = regels["hoogstens"].get(verband, STADIA[-1])
    return min(stadium, hoogstens, key=STADIA.index)


def _te_ver(wereld: Wereld, ronde: Ronde) -> None:
    """T2: a decision that is dated after the peildatum, while the regel says it was taken."""
    for geval in wereld.voor(MEI)["besluiten"]["te_ver"]:
        (regel,) = ronde.regels[wereld.land.codes[geval["gemeente"]], geval["taak"]]
        besluit: date = geval["collegebesluit"]
        regel.stadium, regel.collegebesluit = "collegebesluit", besluit.isoformat()
        regel.raadsbesluit = ""
