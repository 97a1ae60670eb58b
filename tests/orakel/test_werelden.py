"""The orakel and its worlds hold together: nothing stays untried, and the figures are right."""

from datetime import date, datetime
from itertools import combinations
from pathlib import Path

import pytest

from tests.orakel.lezen import Bron, Land, lees_land
from tests.orakel.orakel import AMSTERDAM, Orakel, Uitkomst, bevindingen
from tests.orakel.werelden import FIXTURES, maak_wereld

RONDEN = ("2013-mei", "2013-nov", "2014-zomer")
CODES = "D1 D2 D3 D4 D5 W1 W2 W3 C1 C2 C3 A1 N1 N2 B1 T1 T2 T3 T4 T5 T6 T7"
STATEN = "gedekt eenzijdig zelfstandig landelijk verkenning wacht_op_rijk onbevestigd witte_vlek"
RELATIES = "samenvalt binnen unie doorsnijdt"
SCORES = ("voldoet", "deels", "voldoet_niet", "onbekend")
ALLES = {
    *CODES.split(),
    *STATEN.split(),
    *RELATIES.split(),
    *(f"K{nummer} {score}" for nummer in range(1, 6) for score in SCORES),
    *(f"{code} {keuze}" for code in ("N1", "N2") for keuze in (True, False)),
}


def kenmerken(uitkomst: Uitkomst) -> set[str]:
    """Every code, staat, relatie and score that occurs."""
    gevonden = {rij["code"] for rij in uitkomst["bevindingen"]}
    gevonden |= {f"{r['code']} {r['eigen_keuze']}" for r in uitkomst["bevindingen"]}
    gevonden |= {rij["staat"] for rij in uitkomst["dekking"]}
    gevonden |= {rij["relatie"] for rij in uitkomst["relaties"]}
    return gevonden | {f"{r['criterium']} {r['score']}" for r in uitkomst["indicaties"]}


def test_every_code_staat_relatie_and_score_occurs_within_twenty_worlds(tmp_path: Path) -> None:
    over = set(ALLES)
    for seed in range(20):
        ronde, doel = RONDEN[seed % 3], tmp_path / str(seed)
        nu = maak_wereld(doel, seed, ronde)
        over -= kenmerken(bevindingen(FIXTURES, doel, ronde, nu))
        if not over:
            break

    assert not over


@pytest.mark.parametrize("ronde", RONDEN)
def test_the_same_seed_gives_the_same_files(tmp_path: Path, ronde: str) -> None:
    momenten = [maak_wereld(tmp_path / naam, 7, ronde, grootte=10) for naam in ("een", "twee")]

    assert momenten[0] == momenten[1]
    for pad in sorted((tmp_path / "een").iterdir()):
        assert pad.read_bytes() == (tmp_path / "twee" / pad.name).read_bytes()


def leeg(land: Land) -> Orakel:
    """A Stand without any declaration."""
    bron = Bron(verbanden={}, arrangementen={}, ingediend=set(), regels={}, profielen={})
    return Orakel(land, bron, datetime(2013, 6, 1, tzinfo=AMSTERDAM))


def drie_regios() -> Land:
    """A country of seven gemeenten in regions of one, two and four."""
    indeling = dict(zip("abcdefg", "1223333", strict=True))
    land = Land(
        uitvraag="proef",
        peildatum=date(2013, 5, 31),
        deadline=datetime(2013, 6, 1, tzinfo=AMSTERDAM),
        inwoners=dict.fromkeys(indeling, 1),
        regio={"jeugdregio": indeling},
        centrum={},
        alle={},
        land={},
        taken={},
        rechtsvormen={},
        namen={},
    )
    for gemeente, regio in indeling.items():
        land.kringen["jeugdregio", regio].add(gemeente)
    return land


def test_the_smallest_repair_is_the_smallest_of_all_changes() -> None:
    orakel = leeg(drie_regios())
    alle = [set(s) for n in range(1, 8) for s in combinations("abcdefg", n)]
    relaties = {frozenset(s): orakel.relatie(s, "jeugdregio") for s in alle}
    heel = [s for s in alle if relaties[frozenset(s)][0] != "doorsnijdt"]

    for s in alle:
        reparatie = relaties[frozenset(s)][1]
        assert len(reparatie) == min(len(s ^ doel) for doel in heel)
        assert s ^ reparatie in heel


def test_the_area_of_the_letter_cuts_the_veiligheidsregios_by_de_ronde_venen_only() -> None:
    land = lees_land(FIXTURES, "2013-mei")
    orakel = leeg(land)
    gebied = land.leden("veiligheidsregio", "VR13") | land.leden("veiligheidsregio", "VR12")

    assert orakel.relatie(gebied, "veiligheidsregio") == ("unie", set())
    assert orakel.relatie(gebied | {"GM0736"}, "veiligheidsregio") == ("doorsnijdt", {"GM0736"})
    assert orakel.relatie(gebied | {"GM0736"}, "arbeidsmarktregio") == ("doorsnijdt", {"GM0415"})


def test_the_herindeling_of_2014_leaves_403_gemeenten_that_carry_their_predecessors() -> None:
    voor, na = (lees_land(FIXTURES, ronde) for ronde in ("2013-nov", "2014-zomer"))

    assert (len(voor.inwoners), len(na.inwoners)) == (408, 403)
    assert na.inwoners["GM0484"] == sum(voor.inwoners[g] for g in ("GM0484", "GM0499", "GM1672"))
    assert na.inwoners["GM0074"] == voor.inwoners["GM0074"]
    assert na.regio["jeugdregio"]["GM1921"] == voor.regio["jeugdregio"]["GM0082"]
    assert {"GM0080", "GM1900", "GM0074", "GM0171"} <= na.land["GM1921"]
