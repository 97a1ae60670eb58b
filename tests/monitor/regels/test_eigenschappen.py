"""What holds in every world, however odd."""

from datetime import date, datetime
from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.regels.alles import Evaluatie, evalueer
from monitor.regels.bevinding import volgorde
from monitor.regels.bouwen import bouw
from monitor.regels.catalogus import CATALOGUS, zin
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.dekking import Staat
from monitor.regels.ligging import Verhouding, ligging
from monitor.regels.stand import INDELINGEN, STADIA, Indeling, Profiel, Regelrij, Stand, Verband
from tests.monitor.regels.bouwers import (
    AMSTERDAM,
    BVO,
    CENTRUMREGELING,
    CODES,
    CONVENANT,
    DEADLINE,
    PEILDATUM,
    TAKEN,
    WGR,
)

GEMEENTEN = sorted(CODES.values())[:9]
VERBANDEN = ("ijmond", "kennemerland", "zk")
WIJZEN = ("zelfstandig", "landelijk", "wacht_op_rijk", "geen")
Rijen = dict[str, list[Any]]

DAGEN = (None, date(2013, 1, 1), PEILDATUM, date(2013, 6, 1), date(2014, 9, 1))
BESLUITEN = (None, "2013-01-01", "2013-05-31", "2013-06-01")
FEITEN: dict[str, tuple[Any, ...]] = {
    "regie_vorm": (None, "geen", "ambtelijk_overleg", "bestuurlijk_overleg"),
    "grote_instellingen": (None, 0, 3),
    "grote_instellingen_met_afspraken": (None, 0, 2),
    "risicoanalyse": (
        None,
        frozenset(),
        frozenset({"financieel", "juridisch", "maatschappelijk"}),
    ),
    "beheersmaatregelen": (None, True, False),
    "rapportagecyclus": (None, True, False),
    "juridisch_stadium": (None, "niet_besproken", "concept", "in_werking"),
    "gezamenlijke_inkoop": (None, True, False),
    "inkoop_start": DAGEN,
    "bevoegdheden": (None, "geen", "delegatie"),
    "risicoverevening": (None, "geen", "in_uitwerking", "vastgesteld"),
    "verevening_gepland": DAGEN,
}
REGIOS = {soort: [f"{soort[:2].upper()}{n}" for n in range(2)] for soort in INDELINGEN}


def wereld_van(zaad: int) -> Rijen:
    """The rows of a small world: regions, borders, verbanden, arrangementen and answers."""
    toeval = Random(zaad)
    wie = [*GEMEENTEN, "GM9999"]
    gemeenten = toeval.sample(GEMEENTEN, toeval.randint(0, len(GEMEENTEN)))
    centra = {code: toeval.choice([None, *wie]) for codes in REGIOS.values() for code in codes}
    alle_sleutels = [(slug, taak.code) for slug in VERBANDEN for taak in TAKEN]
    sleutels = toeval.sample(alle_sleutels, toeval.randint(0, 8))
    return {
        "gemeenten": [(g, g, toeval.choice([None, 40_000, 120_000])) for g in gemeenten],
        "taken": list(TAKEN),
        "regioleden": [
            (soort, code, code, centra[code], gemeente)
            for soort, codes in REGIOS.items()
            for gemeente in GEMEENTEN
            for code in toeval.sample(codes, toeval.choice([0, 1, 1, 1]))
        ],
        "grenzen": [
            (een, ander, toeval.choice([0.1, 0.2, 5.0]), toeval.random() < 0.2)
            for een, ander in combinations(wie, 2)
            if toeval.random() < 0.4
        ],
        "verbanden": [_verband(toeval, slug, wie) for slug in VERBANDEN],
        "arrangementen": [
            (sleutel, *sleutel, soort, REGIOS[soort][0] if soort else None, None, None)
            for sleutel in sleutels
            for soort in [toeval.choice([None, None, *INDELINGEN])]
        ],
        "deelnames": [
            (sleutel, lid)
            for sleutel in sleutels
            for lid in toeval.choices(wie, k=toeval.randint(0, 12))
        ],
        "opgaven": toeval.sample(wie, toeval.randint(0, len(wie))),
        "regels": [regel for g in wie for t in TAKEN for regel in _antwoord(toeval, g, t.code)],
    }


def _verband(toeval: Random, slug: str, wie: list[str]) -> Verband:
    return Verband(
        slug,
        slug,
        toeval.choice([None, WGR, CONVENANT, CENTRUMREGELING, BVO]),
        toeval.choice([None, *wie]),
        toeval.choice([None, *wie]),
        toeval.random() < 0.5,
        Profiel(**{feit: toeval.choice(waarden) for feit, waarden in FEITEN.items()}),
    )


def _antwoord(toeval: Random, gemeente: str, taak: str) -> list[Regelrij]:
    """Nothing, one answer without a verband, or layers of verbanden."""
    wijze = toeval.choice([None, *WIJZEN, "verband", "verband", "verband"])
    if wijze != "verband":
        return [(gemeente, taak, wijze, None, None, None)] if wijze else []
    return [
        (gemeente, taak, wijze, slug, toeval.choice(STADIA), toeval.choice(BESLUITEN))
        for slug in toeval.sample(VERBANDEN, toeval.randint(1, 2))
    ]


werelden = st.integers(min_value=0, max_value=2**32).map(wereld_van)


def maak(rijen: Rijen, nu: datetime = DEADLINE) -> Stand:
    """The Stand of these rows."""
    return bouw(uitvraag="proef", peildatum=PEILDATUM, deadline=DEADLINE, nu=nu, **rijen)


vaak = settings(max_examples=150, deadline=None)


@vaak
@given(werelden)
def test_dekking_is_a_partition(rijen: Rijen):
    wereld = maak(rijen)

    cellen = evalueer(wereld).dekking

    nodig = [taak.code for taak in wereld.taken if taak.samenwerking_noodzakelijk]
    assert [(c.gemeente, c.taak) for c in cellen] == [
        (gemeente.code, taak) for gemeente in wereld.gemeenten for taak in nodig
    ]
    met_verband = {Staat.GEDEKT, Staat.EENZIJDIG, Staat.VERKENNING, Staat.ONBEVESTIGD}
    for cel in cellen:
        assert bool(cel.verbanden) == (cel.staat in met_verband)
        assert list(cel.verbanden) == sorted(set(cel.verbanden))


@vaak
@given(werelden, st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(rijen: Rijen, toeval: Random):
    geschud = {naam: toeval.sample(lijst, len(lijst)) for naam, lijst in rijen.items()}

    assert evalueer(maak(geschud)) == evalueer(maak(rijen))


@vaak
@given(werelden)
def test_findings_are_sorted_unique_and_have_a_sentence(rijen: Rijen):
    wereld = maak(rijen)

    bevindingen = evalueer(wereld).bevindingen

    assert bevindingen == sorted(bevindingen, key=volgorde)
    assert len({volgorde(b) for b in bevindingen}) == len(bevindingen)
    for bevinding in bevindingen:
        assert list(bevinding.gemeenten) == sorted(bevinding.gemeenten)
        tekst = zin(wereld, bevinding)
        assert tekst.endswith(".") and "{" not in tekst and "None" not in tekst


@vaak
@given(werelden)
def test_each_code_has_the_keys_that_belong_to_it(rijen: Rijen):
    for code, gemeenten, naam, taak, eigen_keuze in evalueer(maak(rijen)).bevindingen:
        assert code in CATALOGUS
        assert (eigen_keuze is not None) == (code[0] == "N")
        assert (naam is not None) == (code[0] in "WANT" or code == "C1")
        assert (taak is not None) == (code[0] in "DWAN" or code == "C1")
        if code[0] == "T":
            assert gemeenten == ()
        elif code not in ("A1", "C1"):
            assert len(gemeenten) == 1
        else:
            assert gemeenten


@vaak
@given(werelden)
def test_donuts_and_enclaves_need_three_deelnemers_and_never_name_one(rijen: Rijen):
    wereld = maak(rijen)

    for code, (gemeente,), naam, taak, _ in [
        b for b in evalueer(wereld).bevindingen if b.code[0] == "N"
    ]:
        leden = wereld.codes(wereld.leden[naam, taak])
        assert len(leden) >= 3, code
        assert gemeente not in leden


@vaak
@given(werelden)
def test_every_verband_with_an_arrangement_has_five_scores(rijen: Rijen):
    wereld = maak(rijen)

    gevonden = evalueer(wereld).indicaties

    namen = sorted({naam for naam, _ in wereld.leden})
    assert [i[:2] for i in gevonden] == [(naam, code) for naam in namen for code in CRITERIA]
    assert all(isinstance(i.score, Score) for i in gevonden)


@vaak
@given(werelden, st.datetimes(datetime(2012, 1, 1), datetime(2015, 1, 1)))
def test_only_w3_and_t7_depend_on_the_clock(rijen: Rijen, moment: datetime):
    def rest(evaluatie: Evaluatie) -> tuple[Any, ...]:
        zonder = [b for b in evaluatie.bevindingen if b.code not in ("W3", "T7")]
        return *evaluatie[:3], evaluatie.drukte, zonder

    later = maak(rijen, moment.replace(tzinfo=AMSTERDAM))

    assert rest(evalueer(later)) == rest(evalueer(maak(rijen)))


@st.composite
def indelingen(draw: st.DrawFn) -> tuple[Stand, Indeling]:
    """Six gemeenten in up to four regions; one may stand alone."""
    namen = GEMEENTEN[:6]
    regio = {g: draw(st.sampled_from(["JZ1", "JZ2", "JZ3", "JZ4", ""])) for g in namen}
    rijen: Rijen = {
        "gemeenten": [(g, g, 0) for g in namen],
        "taken": [],
        "regioleden": [("jeugdregio", r, r, None, g) for g, r in regio.items() if r],
    }
    wereld = maak(rijen)
    return wereld, wereld.indelingen["jeugdregio"]


SETS = st.integers(min_value=1, max_value=2**6 - 1)


@vaak
@given(indelingen(), SETS)
def test_the_smallest_repair_repairs_and_none_is_smaller(paar: tuple[Stand, Indeling], leden: int):
    _, indeling = paar

    verhouding, (erbij, eruit), stappen = ligging(leden, indeling)

    assert not erbij & leden
    assert eruit & leden == eruit
    na = (leden | erbij) & ~eruit
    assert na
    assert ligging(na, indeling).verhouding is not Verhouding.DOORSNIJDT
    assert (stappen == 0) == (verhouding is not Verhouding.DOORSNIJDT)
    for minder in range(stappen):
        for wie in combinations(range(6), minder):
            geprobeerd = leden ^ sum(1 << n for n in wie)
            assert (
                not geprobeerd or ligging(geprobeerd, indeling).verhouding is Verhouding.DOORSNIJDT
            )


@vaak
@given(indelingen(), st.data())
def test_adding_a_region_as_a_whole_never_makes_a_union_cut(
    paar: tuple[Stand, Indeling], data: st.DataObject
):
    _, indeling = paar
    heel = [regio.leden for regio in dict.fromkeys(indeling.van)]
    gekozen = data.draw(st.lists(st.sampled_from(heel), min_size=1, unique=True))
    leden = 0
    for regio in gekozen:
        leden |= regio
        assert ligging(leden, indeling).verhouding in (Verhouding.SAMENVALT, Verhouding.UNIE)


@vaak
@given(indelingen(), SETS)
def test_what_lies_within_one_region_never_cuts(paar: tuple[Stand, Indeling], leden: int):
    _, indeling = paar
    binnen = leden & indeling.van[0].leden

    if binnen:
        assert ligging(binnen, indeling).verhouding in (Verhouding.BINNEN, Verhouding.SAMENVALT)
