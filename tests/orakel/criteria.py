"""Section 6 of the rules: the indicaties K1 to K5 and the tegenspraken T1 to T7."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tests.orakel.lezen import Rij
from tests.orakel.toestand import Toestand, hoger

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
AANLOOP_DAGEN = 270


def k1(stand: Toestand, v: str) -> str:
    """Regie en partnerschap."""
    vorm = stand.profiel(v, "regie_vorm")
    if not vorm:
        return "onbekend"
    n = stand.profiel(v, "grote_instellingen")
    m = stand.profiel(v, "grote_instellingen_met_afspraken")
    regie = vorm in ("bestuurlijk_overleg_mandaat", "bestuurlijk_overleg")
    partnerschap = n != "" and m != "" and 2 * int(m) >= int(n)
    return ("voldoet_niet", "deels", "voldoet")[regie + partnerschap]


def k2(stand: Toestand, v: str) -> str:
    """Risicomanagement."""
    analyse = stand.profiel(v, "risicoanalyse")
    maatregelen = stand.profiel(v, "beheersmaatregelen")
    rapportage = stand.profiel(v, "rapportagecyclus")
    if not analyse and not maatregelen and not rapportage:
        return "onbekend"
    alle = {deel.strip() for deel in analyse.split("|")}
    punten = {"financieel", "juridisch", "maatschappelijk"} <= alle
    punten += (maatregelen == "1") + (rapportage == "1")
    return ("voldoet_niet", "deels", "deels", "voldoet")[punten]


def k3(stand: Toestand, v: str) -> str:
    """Efficiente schaal: the worst arrangement of the verband."""
    scores = {schaal(stand, t, s) for t, s in stand.van(v).items()}
    volgorde = ("voldoet_niet", "deels", "onbekend", "voldoet")
    return next(score for score in volgorde if score in scores)


def schaal(stand: Toestand, t: str, s: set[str]) -> str:
    """Inwoners of one S against the norm of the taak."""
    norm = stand.land.taken[t]["norm_inwoners"]
    if not norm or not s:
        return "onbekend"
    inwoners = sum(stand.land.inwoners[g] for g in s)
    if inwoners >= int(norm):
        return "voldoet"
    return "deels" if 100 * inwoners >= 75 * int(norm) else "voldoet_niet"


def k4(stand: Toestand, v: str) -> str:
    """Juridische basis: the first line that holds."""
    vorm = stand.bron.verbanden[v]["rechtsvorm"]
    stadium = stand.profiel(v, "juridisch_stadium")
    bestaand = stand.bron.verbanden[v]["bestaand"] == "1"
    ver = stadium in ("vastgesteld", "bekendgemaakt", "in_werking") or bestaand
    if not vorm:
        return "voldoet_niet" if stadium else "onbekend"
    if ver:
        return "voldoet" if stand.land.rechtsvormen[vorm]["bindend"] == "1" else "deels"
    if stadium in ("in_gesprek", "concept"):
        return "deels"
    return "voldoet_niet" if stadium else "onbekend"


def k5(stand: Toestand, v: str) -> str:
    """Risicoverevening."""
    verevening = stand.profiel(v, "risicoverevening")
    if not verevening:
        return "onbekend"
    if verevening == "vastgesteld":
        return "voldoet"
    gepland = stand.profiel(v, "verevening_gepland")
    return "deels" if verevening == "in_uitwerking" and gepland else "voldoet_niet"


CRITERIA = {"K1": k1, "K2": k2, "K3": k3, "K4": k4, "K5": k5}


def eigen_regels(stand: Toestand, v: str) -> list[Rij]:
    """The regels of the deelnemers: of g for t, naming v, with g in S(v,t)."""
    return [
        rij
        for t, s in stand.van(v).items()
        for g in s
        for rij in stand.regels(g, t, "verband")
        if rij["verband"] == v
    ]


def t1(stand: Toestand, v: str) -> bool:
    """Gezamenlijke inkoop while K4 is not voldoet."""
    return stand.profiel(v, "gezamenlijke_inkoop") == "1" and k4(stand, v) != "voldoet"


def t2(stand: Toestand, v: str) -> bool:
    """A collegebesluit or further, its date missing or after the peildatum."""
    data = [
        rij["collegebesluit"]
        for rij in eigen_regels(stand, v)
        if rij["stadium"] in ("collegebesluit", "raadsbesluit", "in_werking")
    ]
    return any(not dag or date.fromisoformat(dag) > stand.land.peildatum for dag in data)


def t3(stand: Toestand, v: str) -> bool:
    """A non-binding form with delegatie."""
    vorm = stand.bron.verbanden[v]["rechtsvorm"]
    niet_bindend = vorm != "" and stand.land.rechtsvormen[vorm]["bindend"] == "0"
    return niet_bindend and stand.profiel(v, "bevoegdheden") == "delegatie"


def t4(stand: Toestand, v: str) -> bool:
    """A centrumregeling without centrumgemeente, or with one in none of its S."""
    centrum = stand.bron.verbanden[v]["centrumgemeente"]
    in_een = any(centrum in s for s in stand.van(v).values())
    return stand.bron.verbanden[v]["rechtsvorm"] == "CG" and not in_een


def t5(stand: Toestand, v: str) -> bool:
    """A rechtsvorm not valid on the peildatum (valid: from <= peildatum < to)."""
    vorm = stand.bron.verbanden[v]["rechtsvorm"]
    if not vorm:
        return False
    rij, dag = stand.land.rechtsvormen[vorm], stand.land.peildatum.isoformat()
    return not (rij["geldig_vanaf"] <= dag and (not rij["geldig_tot"] or dag < rij["geldig_tot"]))


def t6(stand: Toestand, v: str) -> bool:
    """Risicoverevening vastgesteld, no deelnemer's regel past intentie (none at all counts)."""
    vastgesteld = stand.profiel(v, "risicoverevening") == "vastgesteld"
    return vastgesteld and not any(
        hoger(rij["stadium"], "intentie") for rij in eigen_regels(stand, v)
    )


def t7(stand: Toestand, v: str) -> bool:
    """The lead time before inkoop has passed without K4 voldoet.

    Passed: its last day lies before the day of `nu` in Amsterdam.
    """
    start = stand.profiel(v, "inkoop_start")
    if not start or k4(stand, v) == "voldoet":
        return False
    uiterlijk = date.fromisoformat(start) - timedelta(days=AANLOOP_DAGEN)
    return uiterlijk < stand.nu.astimezone(AMSTERDAM).date()


TEGENSPRAKEN = {"T1": t1, "T2": t2, "T3": t3, "T4": t4, "T5": t5, "T6": t6, "T7": t7}
