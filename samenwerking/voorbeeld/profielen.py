"""The form of every verband and its facts for the criteria; the same draw in both rounds."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from samenwerking.voorbeeld.land import Rij
from samenwerking.voorbeeld.ronde import Ronde, Verband, kies, toeval
from samenwerking.voorbeeld.wereld import MEI, Wereld

KLASSEN = ("geen", "in_gesprek", "in_uitwerking", "vastgesteld")
JA_NEE = (
    "niet_vrijblijvend",
    "specialistische_kennis",
    "draagkracht",
    "slagkracht",
    "meerjarige_contracten",
)
RISICO = ("risicoanalyse", "beheersmaatregelen", "rapportagecyclus")
GEWOGEN = (
    "regie_vorm",
    "juridisch_stadium",
    "gezamenlijke_inkoop",
    "kostenverdeling",
)


def geef_vorm(wereld: Wereld, uitvraag: str, ronde: Ronde) -> None:
    """Give every verband its rechtsvorm and most of them a profile; changes the round."""
    for verband, wat in sorted(ronde.verbanden.items()):
        van_de_brief = wat.soort == "brief"
        if van_de_brief and uitvraag == MEI:
            continue
        if not van_de_brief:
            _vorm(wereld, uitvraag, ronde, wat)
        greep = toeval(wereld.parameters["zaad"], "profiel aanwezig", verband)
        regio = _jeugdregio(wereld, ronde, wat)
        if regio or greep.random() < wereld.parameters["profiel"]["aanwezig"]:
            ronde.profielen[verband] = _profiel(wereld, uitvraag, ronde, wat)
    _pas_aan(wereld, uitvraag, ronde)


def _vorm(wereld: Wereld, uitvraag: str, ronde: Ronde, verband: Verband) -> None:
    """The rechtsvorm, chosen in May or later as a light one (S4-71), and what goes with it."""
    soort = wereld.parameters["soort"][verband.soort]
    greep = toeval(wereld.parameters["zaad"], "vorm", verband.verband)
    verband.rechtsvorm = kies(soort["rechtsvormen"], greep.random())
    verband.bestaand = "1" if greep.random() < soort["bestaand"] else "0"
    later = wereld.parameters["profiel"][uitvraag]
    if not verband.rechtsvorm and greep.random() < later.get("nieuwe_vorm", 0):
        verband.rechtsvorm = kies(later["nieuwe_vormen"], greep.random())
    if verband.rechtsvorm == "CG":
        leden = ronde.leden(verband.verband)
        verband.centrumgemeente = verband.penvoerder or wereld.land.grootste(leden)


def _jeugdregio(wereld: Wereld, ronde: Ronde, verband: Verband) -> str:
    """The code of the jeugdregio that this verband speaks for; empty for other verbanden."""
    eigen = {code for (v, _), code in ronde.regio.items() if v == verband.verband}
    return next((r.code for r in wereld.land.soort("jeugdregio") if r.code in eigen), "")


def _profiel(wereld: Wereld, uitvraag: str, ronde: Ronde, verband: Verband) -> Rij:
    gewichten = wereld.parameters["profiel"][uitvraag]
    altijd = wereld.parameters["profiel"]["altijd"]
    greep = toeval(wereld.parameters["zaad"], "profiel", verband.verband)
    profiel = {kolom: kies(gewichten[kolom], greep.random()) for kolom in GEWOGEN}
    samen, basis = wereld.parameters["profiel"]["samenhang"], greep.random()
    profiel |= {
        kolom: kies(gewichten[kolom], samen * basis + (1 - samen) * greep.random())
        for kolom in RISICO
    }
    profiel |= _instellingen(gewichten, wereld.parameters["profiel"]["grote_instellingen"], greep)
    profiel |= {kolom: kies(altijd["ja_nee"], greep.random()) for kolom in JA_NEE}
    vorm = "bindend" if verband.rechtsvorm in wereld.land.bindend else "vrij"
    profiel["bevoegdheden"] = kies(altijd[f"bevoegdheden_{vorm}"], greep.random())
    profiel["raadsinstrumenten"] = kies(altijd["raadsinstrumenten"], greep.random())
    start = kies(altijd["inkoop_start"], greep.random())
    profiel["inkoop_start"] = start if profiel["gezamenlijke_inkoop"] == "1" else ""
    return profiel | _verevening(wereld, uitvraag, ronde, verband, greep)


def _instellingen(gewichten: Mapping[str, Any], grenzen: list[int], greep: Random) -> Rij:
    """How many grote instellingen there are, and with how many there are afspraken (S2-39)."""
    bekend, aantal = greep.random() < gewichten["instellingen_bekend"], greep.randint(*grenzen)
    return {
        "grote_instellingen": str(aantal) if bekend else "",
        "grote_instellingen_met_afspraken": str(greep.randint(0, aantal)) if bekend else "",
    }


def _verevening(
    wereld: Wereld, uitvraag: str, ronde: Ronde, verband: Verband, greep: Random
) -> Rij:
    """risicoverevening and its planned date.

    The verband of a jeugdregio has the class of the Kamerbrief in November and is one step
    earlier in May; whoever else covers a whole jeugdregio is never further than in gesprek (V4).
    """
    gewichten = wereld.parameters["profiel"][uitvraag]
    klasse = kies(gewichten["risicoverevening"], greep.random())
    regio = _jeugdregio(wereld, ronde, verband)
    if regio:
        stap = KLASSEN.index(_klasse_november(wereld, regio))
        klasse = KLASSEN[stap if uitvraag != MEI else stap - 1]
    elif _hele_jeugdregio(wereld, ronde, verband) and klasse in KLASSEN[2:]:
        klasse = "in_gesprek"
    met_datum = bool(regio) or greep.random() < gewichten["gepland_bekend"]
    bron = wereld.voor(uitvraag)["verevening"] if regio and uitvraag != MEI else gewichten
    datum = greep.choice(bron["gepland"]).isoformat()
    gepland = klasse == "in_uitwerking" and met_datum
    return {"risicoverevening": klasse, "verevening_gepland": datum if gepland else ""}


def _klasse_november(wereld: Wereld, regio: str) -> str:
    """The class of the Kamerbrief; the regions it does not count are in gesprek."""
    lijsten = wereld.voor("2013-nov")["verevening"]
    klassen = [klasse for klasse in KLASSEN[2:] if regio in lijsten[klasse]]
    return klassen[0] if klassen else "in_gesprek"


def _hele_jeugdregio(wereld: Wereld, ronde: Ronde, verband: Verband) -> bool:
    """Whether the verband counts on all gemeenten of some jeugdregio."""
    leden = ronde.leden(verband.verband)
    return any(regio.leden <= leden for regio in wereld.land.soort("jeugdregio"))


def _pas_aan(wereld: Wereld, uitvraag: str, ronde: Ronde) -> None:
    """The exceptions of the parameters: contradictions (T1-T7) and existing organisations."""
    for geval in wereld.parameters["aanpassing"]:
        verband = ronde.verbanden.get(geval["verband"])
        if verband is None or uitvraag not in geval["rondes"]:
            continue
        for kolom, waarde in geval["velden"].items():
            if kolom == "centrumgemeente":
                verband.centrumgemeente = wereld.land.codes[waarde] if waarde else ""
            elif hasattr(verband, kolom):
                setattr(verband, kolom, waarde)
            else:
                ronde.profielen.setdefault(geval["verband"], {})[kolom] = waarde
