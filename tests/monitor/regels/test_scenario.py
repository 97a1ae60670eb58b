"""A what-if is a Stand like any other: what changes, what does not, and what cannot be."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.regels.alles import evalueer
from monitor.regels.dekking import Staat
from monitor.regels.scenario import pas_toe
from monitor.regels.scenarioverschil import (
    Beeld,
    andere_cellen,
    andere_indicaties,
    arrangementen,
    hersteltelling,
    schaaltelling,
    staten,
    tellingen,
    vondsten,
)
from monitor.regels.stand import Stand
from monitor.regels.wijzigingen import (
    AndereNorm,
    AndereVorm,
    Samenvoeging,
    Splitsing,
    Verplaatsing,
    Wijziging,
    als_json,
    van_json,
    zin,
)
from tests.monitor.regels.bouwers import (
    CODES,
    CONVENANT,
    PLEEGZORG,
    TAKEN,
    WGR,
    codes,
    regel,
    stand,
    verband,
)
from tests.monitor.regels.test_eigenschappen import Rijen, maak, werelden

VORMEN = {WGR.code: WGR, CONVENANT.code: CONVENANT}
vaak = settings(max_examples=100, deadline=None)


def na(stand: Stand, *wijzigingen: Wijziging) -> Stand:
    """The Stand after changes that can all be made."""
    uitkomst = pas_toe(stand, wijzigingen, VORMEN)
    assert uitkomst.heel, uitkomst.bezwaren
    return uitkomst.stand


def bezwaar(stand: Stand, wijziging: Wijziging) -> str:
    """Why this change cannot be made; the Stand is as it was then."""
    uitkomst = pas_toe(stand, [wijziging], VORMEN)
    assert evalueer(uitkomst.stand) == evalueer(stand)
    return uitkomst.bezwaren[0]


def kies(stand: Stand, toeval: Random) -> tuple[str, str, int] | None:
    """Some arrangement with a deelnemer."""
    gevuld = [(a.verband, a.taak, a.leden) for a in stand.arrangementen if a.leden]
    return toeval.choice(gevuld) if gevuld else None


@vaak
@given(werelden)
def test_an_empty_scenario_changes_nothing(rijen: Rijen):
    stand = maak(rijen)

    assert evalueer(na(stand)) == evalueer(stand)


@vaak
@given(werelden, st.randoms(use_true_random=False))
def test_who_moves_and_moves_back_leaves_everything_as_it_was(rijen: Rijen, toeval: Random):
    stand = maak(rijen)
    gekozen = kies(stand, toeval)
    if not gekozen:
        return
    van, taak, leden = gekozen
    wie = toeval.choice(stand.codes(leden))
    naar = toeval.choice([slug for slug in stand.verbanden if slug != van])
    heeft = {regel[3] for regel in stand.regels if regel[:2] == (wie, taak)}
    sprak_van = van in heeft or not stand.heeft_ingediend(wie)
    leeg = stand.leden.get((naar, taak)) == 0
    if naar in heeft or stand.leden.get((naar, taak), 0) & stand.bit[wie] or not sprak_van or leeg:
        return

    heen = na(stand, Verplaatsing((wie,), van, naar, (taak,)))
    terug = na(heen, Verplaatsing((wie,), naar, van, (taak,)))

    assert not heen.leden.get((van, taak), 0) & heen.bit[wie]
    assert heen.leden[naar, taak] & heen.bit[wie]
    assert evalueer(terug) == evalueer(stand)


@vaak
@given(werelden, st.randoms(use_true_random=False))
def test_samenvoegen_keeps_the_union_of_the_deelnemers(rijen: Rijen, toeval: Random):
    stand = maak(rijen)
    gekozen = kies(stand, toeval)
    if not gekozen:
        return
    van = gekozen[0]
    naar = toeval.choice([slug for slug in stand.verbanden if slug != van])

    samen = na(stand, Samenvoeging(van, naar))

    for taak in stand.taak:
        oud = stand.leden.get((van, taak), 0) | stand.leden.get((naar, taak), 0)
        assert samen.leden.get((naar, taak), 0) == oud
        assert (van, taak) not in samen.leden
    assert not any(regel[3] == van for regel in samen.regels)
    assert len(set(samen.regels)) == len({regel[:4] for regel in samen.regels})


@vaak
@given(werelden, st.randoms(use_true_random=False))
def test_splitsen_divides_and_samenvoegen_joins_again(rijen: Rijen, toeval: Random):
    stand = maak(rijen)
    gekozen = kies(stand, toeval)
    if not gekozen:
        return
    van, alle = gekozen[0], 0
    for arrangement in stand.per_verband[van]:
        alle |= arrangement.leden
    codes = stand.codes(alle)
    if len(codes) < 2:
        return
    weg = tuple(toeval.sample(codes, toeval.randint(1, len(codes) - 1)))

    in_tweeen = na(stand, Splitsing(van, "nieuw", "Nieuw", weg))

    for taak in stand.taak:
        blijft, gaat = (in_tweeen.leden.get((slug, taak), 0) for slug in (van, "nieuw"))
        assert not blijft & gaat
        assert blijft | gaat == stand.leden.get((van, taak), 0)
        assert set(in_tweeen.codes(gaat)) <= set(weg)
        assert not set(in_tweeen.codes(blijft)) & set(weg)
    assert evalueer(na(in_tweeen, Samenvoeging("nieuw", van))) == evalueer(stand)


@vaak
@given(werelden, st.randoms(use_true_random=False))
def test_what_cannot_be_done_is_said_and_the_rest_is_done(rijen: Rijen, toeval: Random):
    stand = maak(rijen)
    kan_niet = Verplaatsing(("GM0000",), "", "ijmond", ())
    kan_wel = AndereNorm(TAKEN[0].code, toeval.randint(1, 200_000))

    uitkomst = pas_toe(stand, [kan_niet, kan_wel, kan_niet], VORMEN)

    assert [bool(zin) for zin in uitkomst.bezwaren] == [True, False, True]
    assert uitkomst.stand.taak[kan_wel.taak].norm_inwoners == kan_wel.norm


@pytest.mark.parametrize(
    "wijziging",
    [
        Verplaatsing(("GM0415",), "ijmond", "zk", ("JE03",)),
        Samenvoeging("ijmond", "zk"),
        Splitsing("ijmond", "nieuw", "Nieuw", ("GM0375", "GM0453")),
        AndereVorm("ijmond", "GR", None),
        AndereNorm("JE03", None),
        AndereNorm("JE03", 100_000),
    ],
)
def test_a_change_is_kept_as_json_and_read_back(wijziging: Wijziging):
    assert van_json(als_json(wijziging)) == wijziging


@pytest.mark.parametrize(
    "rij",
    [
        None,
        [],
        {},
        {"soort": "opheffen"},
        {"soort": "samenvoeging", "van": "a"},
        {"soort": "samenvoeging", "van": "a", "naar": None},
        {"soort": "samenvoeging", "van": "a", "naar": "b", "ook": 1},
        {"soort": "norm", "taak": "JE03", "norm": 0},
        {"soort": "norm", "taak": "JE03", "norm": True},
        {"soort": "norm", "taak": "JE03", "norm": "100"},
        {"soort": "verplaatsing", "gemeenten": "GM0415", "van": "a", "naar": "", "taken": []},
        {"soort": "verplaatsing", "gemeenten": [415], "van": "a", "naar": "", "taken": []},
    ],
)
def test_what_is_no_change_is_refused(rij: Any):
    with pytest.raises(ValueError, match=r"change|fields|value"):
        van_json(rij)


def kennemerland(*regels: Any, ingediend: str = "") -> Stand:
    """IJmond and Zuid-Kennemerland side by side; Heemstede is in the wrong one of two regions."""
    return stand(
        {
            "beverwijk": 40_000,
            "velsen": 67_000,
            "heemskerk": 39_000,
            "haarlem": 150_000,
            "heemstede": 26_000,
        },
        *regels,
        verbanden=[
            verband("ijmond", naam="IJmond", penvoerder="velsen", vorm=CONVENANT),
            verband("zk", naam="Zuid-Kennemerland", penvoerder="haarlem", vorm=WGR, bestaand=True),
        ],
        arrangementen={
            ("ijmond", PLEEGZORG): "beverwijk velsen heemskerk heemstede",
            ("zk", PLEEGZORG): "haarlem",
        },
        regios={
            "jeugdregio": {
                "JZ12": "beverwijk velsen heemskerk",
                "JZ13": "haarlem heemstede",
            }
        },
        grenzen="beverwijk-velsen beverwijk-heemskerk velsen-haarlem haarlem-heemstede",
        ingediend=ingediend,
    )


HEEMSTEDE = Verplaatsing(codes("heemstede"), "ijmond", "zk")


def test_who_moves_takes_its_own_answer_along_at_its_own_stadium():
    voor = kennemerland(regel("heemstede", PLEEGZORG, "ijmond", "voorstel"))

    straks = na(voor, HEEMSTEDE)

    assert straks.codes(straks.leden["zk", "JE04"]) == codes("haarlem heemstede")
    assert straks.codes(straks.leden["ijmond", "JE04"]) == codes("beverwijk heemskerk velsen")
    assert straks.regels == ((CODES["heemstede"], "JE04", "verband", "zk", "voorstel", None),)
    cel = next(c for c in evalueer(straks).dekking if c[:2] == (CODES["heemstede"], "JE04"))
    assert (cel.staat, cel.verbanden) == (Staat.GEDEKT, ("zk",))


@pytest.mark.parametrize("wijze", ["zelfstandig", "geen"])
def test_who_joins_says_so_itself_at_intentie(wijze: str):
    voor = kennemerland(regel("haarlem", PLEEGZORG, wijze))

    straks = na(voor, Verplaatsing(codes("haarlem"), "", "ijmond"))

    assert straks.regels == ((CODES["haarlem"], "JE04", "verband", "ijmond", "intentie", None),)


def test_who_joins_a_second_verband_keeps_the_first_as_a_layer():
    voor = kennemerland(regel("haarlem", PLEEGZORG, "zk", "raadsbesluit"))

    straks = na(voor, Verplaatsing(codes("haarlem"), "", "ijmond"))

    assert {r[3:5] for r in straks.regels} == {("zk", "raadsbesluit"), ("ijmond", "intentie")}


def test_who_submitted_nothing_stays_silent():
    voor = kennemerland(ingediend="velsen haarlem")

    straks = na(voor, HEEMSTEDE)

    assert straks.regels == ()
    cel = next(c for c in evalueer(straks).dekking if c[:2] == (CODES["heemstede"], "JE04"))
    assert (cel.staat, cel.verbanden) == (Staat.ONBEVESTIGD, ("zk",))


def test_who_leaves_without_another_verband_is_a_witte_vlek():
    voor = kennemerland(regel("heemstede", PLEEGZORG, "ijmond"))

    straks = na(voor, Verplaatsing(codes("heemstede"), "ijmond", ""))

    beelden = Beeld(voor, evalueer(voor)), Beeld(straks, evalueer(straks))
    assert [(oud.staat, nieuw.staat) for oud, nieuw in andere_cellen(*beelden)] == [
        (Staat.GEDEKT, Staat.WITTE_VLEK)
    ]
    assert sum(n for _, n, _ in staten(*beelden)) == sum(n for _, _, n in staten(*beelden))


def test_the_last_who_leaves_takes_the_arrangement_along():
    straks = na(kennemerland(), Verplaatsing(codes("haarlem"), "zk", "ijmond"))

    assert ("zk", "JE04") not in straks.leden
    assert {i.verband for i in evalueer(straks).indicaties} == {"ijmond"}


def test_after_the_smallest_repair_the_verband_follows_the_regio():
    voor = kennemerland()
    straks = na(voor, HEEMSTEDE)
    beelden = Beeld(voor, evalueer(voor)), Beeld(straks, evalueer(straks))

    gevonden = vondsten(*beelden)

    assert [(b.code, b.verband) for b in gevonden.weg if b.code in ("A1", "C1")] == [
        ("A1", "ijmond"),
        ("C1", "ijmond"),
    ]
    assert not [b for b in gevonden.erbij if b.code in ("A1", "C1")]
    telling = {t.code: (t.voor, t.na) for t in tellingen(*beelden)}
    assert (telling["C1"], telling["A1"]) == ((1, 0), (1, 0))
    assert hersteltelling(*beelden)[2:] == (1, 0)
    verschil = {(a.verband, a.taken): (a.voor, a.na) for a in arrangementen(voor, straks)}
    assert set(verschil) == {("ijmond", ("JE04",)), ("zk", ("JE04",))}


def test_a_verband_that_still_cuts_but_otherwise_says_something_else():
    voor = kennemerland()
    straks = na(voor, Verplaatsing(codes("heemskerk"), "ijmond", "zk"))

    anders = vondsten(Beeld(voor, evalueer(voor)), Beeld(straks, evalueer(straks))).anders

    assert [was.code for was, _ in anders if was.verband == "ijmond"] == ["A1", "C1"]


@pytest.mark.parametrize(("norm", "score"), [(172_000, "voldoet"), (172_001, "deels")])
def test_another_norm_gives_another_scale(norm: int, score: str):
    voor = kennemerland()
    straks = na(voor, AndereNorm("JE04", norm))
    beelden = Beeld(voor, evalueer(voor)), Beeld(straks, evalueer(straks))

    assert andere_indicaties(*beelden, ["ijmond"])["ijmond"]["K3"] == ("voldoet", score)
    assert schaaltelling(*beelden)[2:] == (0, (score == "deels") + 1)
    assert voor.taak["JE04"].norm_inwoners == PLEEGZORG.norm_inwoners


def test_another_vorm_gives_another_legal_basis():
    voor = kennemerland()

    straks = na(voor, AndereVorm("ijmond", WGR.code, "vastgesteld"))

    beelden = Beeld(voor, evalueer(voor)), Beeld(straks, evalueer(straks))
    assert andere_indicaties(*beelden, [])["ijmond"]["K4"] == ("onbekend", "voldoet")


def test_a_new_verband_gets_the_largest_gemeente_as_penvoerder_and_nothing_else():
    straks = na(kennemerland(), Splitsing("ijmond", "noord", "Noord", codes("beverwijk heemskerk")))

    assert straks.verbanden["noord"] == verband("noord", naam="Noord", penvoerder="beverwijk")


@pytest.mark.parametrize(
    ("wijziging", "waarom"),
    [
        (Verplaatsing((), "ijmond", "zk"), "Kies minstens één gemeente."),
        (Verplaatsing(("GM0000",), "ijmond", "zk"), "bestaat niet op de peildatum"),
        (Verplaatsing(codes("velsen"), "weg", "zk"), "Het verband weg is er in deze stand niet."),
        (Verplaatsing(codes("velsen"), "zk", "zk"), "twee verschillende verbanden"),
        (Verplaatsing(codes("haarlem"), "ijmond", "zk"), "doet daarvoor niet mee met IJmond"),
        (Verplaatsing(codes("haarlem"), "", "zk"), "doet daarvoor al mee met Zuid-Kennemerland"),
        (Verplaatsing(codes("haarlem"), "", "zk", ("XX01",)), "vraagt niet naar taak XX01"),
        (Samenvoeging("zk", "zk"), "twee verschillende verbanden"),
        (Samenvoeging("weg", "zk"), "Het verband weg is er in deze stand niet."),
        (Splitsing("ijmond", "zk", "ZK", codes("velsen")), "al een verband Zuid-Kennemerland"),
        (Splitsing("zk", "nieuw", "Nieuw", codes("haarlem")), "minstens één gemeente over"),
        (Splitsing("zk", "nieuw", "Nieuw", codes("velsen")), "Niet bij Zuid-Kennemerland: Velsen"),
        (AndereVorm("ijmond", "XX", None), "De rechtsvorm XX is er niet meer."),
        (AndereNorm("XX01", None), "vraagt niet naar taak XX01"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(wijziging: Wijziging, waarom: str):
    assert waarom in bezwaar(kennemerland(), wijziging)


def test_what_went_up_in_another_verband_cannot_be_changed_any_more():
    uitkomst = pas_toe(kennemerland(), [Samenvoeging("zk", "ijmond"), HEEMSTEDE], VORMEN)

    assert uitkomst.bezwaren == [
        "",
        "Zuid-Kennemerland is in dit scenario al opgegaan in IJmond.",
    ]


@pytest.mark.parametrize(
    ("wijziging", "verwacht"),
    [
        (
            HEEMSTEDE,
            "Heemstede gaat van IJmond naar Zuid-Kennemerland, voor alle taken van IJmond.",
        ),
        (
            Verplaatsing(codes("velsen beverwijk"), "", "zk", ("JE08", "WM02")),
            "Beverwijk en Velsen gaan meedoen met Zuid-Kennemerland, voor Jeugdbescherming en"
            " Begeleiding.",
        ),
        (
            Verplaatsing(codes("velsen"), "ijmond", "", ("JE04",)),
            "Velsen doet niet meer mee met IJmond, voor Pleegzorg.",
        ),
        (Samenvoeging("zk", "ijmond"), "Zuid-Kennemerland gaat op in IJmond, met alle taken en"),
        (
            Splitsing("ijmond", "n", "Noord", codes("velsen")),
            "Velsen gaat uit IJmond en verder als nieuw verband Noord.",
        ),
        (AndereVorm("zk", "OL", None), "krijgt als rechtsvorm: Openbaar lichaam; juridisch"),
        (AndereNorm("JE04", 50_000), "De norm voor Pleegzorg wordt 50.000 inwoners."),
        (AndereNorm("JE04", None), "Voor Pleegzorg geldt geen norm."),
    ],
)
def test_a_change_reads_as_a_sentence(wijziging: Wijziging, verwacht: str):
    assert verwacht in zin(kennemerland(), wijziging, VORMEN)
