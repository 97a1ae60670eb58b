"""What differs between two rounds: nothing is lost in a herindeling, nothing unasked is counted."""

from __future__ import annotations

from monitor.regels.alles import evalueer
from monitor.regels.dekking import Staat
from monitor.regels.stand import Stand
from monitor.regels.vergelijking import (
    Kant,
    Paar,
    bevindingen,
    scores,
    staatwissels,
    staten,
    verbanden,
)
from tests.monitor.regels.bouwers import (
    BEGELEIDING,
    CONVENANT,
    PLEEGZORG,
    WGR,
    regel,
    stand,
    verband,
)

WIE = "haarlem heemstede"


def naast(was: Stand, nu: Stand, **opvolging: str) -> Paar:
    """Two Standen; `GM0499="GM0484"` says who succeeded whom."""
    erven = {oud: frozenset(nieuw.split()) for oud, nieuw in opvolging.items()}
    return Paar(Kant(was, evalueer(was)), Kant(nu, evalueer(nu)), erven)


def zk(leden: str = WIE, *regels: object, **feiten: object) -> Stand:
    return stand(
        leden,
        *regels,  # type: ignore[arg-type]
        taken=[PLEEGZORG],
        verbanden=[verband("zk", **feiten)],  # type: ignore[arg-type]
        arrangementen={("zk", PLEEGZORG): leden},
    )


def test_the_same_twice_has_no_differences():
    paar = naast(zk(), zk())

    assert staatwissels(paar) == verbanden(paar) == scores(paar)[0] == []
    assert bevindingen(paar)[:2] == ([], [])
    assert bevindingen(paar).gebleven > 0


def test_a_staat_was_and_is_and_who_changed():
    paar = naast(zk(), zk(WIE, regel("haarlem", PLEEGZORG, "zk")))

    assert staten(paar)["JE04"][Staat.WITTE_VLEK] == (2, 1)
    assert staten(paar)["JE04"][Staat.GEDEKT] == (0, 1)
    assert staatwissels(paar) == [("GM0392", "GM0392", "JE04", "witte_vlek", "gedekt")]


def test_findings_that_came_and_went_are_told_apart():
    paar = naast(
        zk(WIE, regel("haarlem", PLEEGZORG, "zk", "verkenning")),
        zk(WIE, regel("haarlem", PLEEGZORG, "zk"), regel("heemstede", PLEEGZORG, "wacht_op_rijk")),
    )
    nieuw, gesloten, _ = bevindingen(paar)

    assert {(b.code, b.gemeenten) for b in nieuw} == {
        ("D5", ("GM0397",)),
        ("W2", ("GM0397",)),
    }
    assert {(b.code, b.gemeenten) for b in gesloten} == {
        ("D1", ("GM0397",)),
        ("D4", ("GM0392",)),
    }


def test_a_taak_that_was_not_asked_is_no_difference():
    was = stand(WIE, taken=[PLEEGZORG, BEGELEIDING], arrangementen={("wmo", BEGELEIDING): WIE})
    paar = naast(was, stand(WIE, taken=[PLEEGZORG]))

    assert list(staten(paar)) == ["JE04"]
    assert staatwissels(paar) == verbanden(paar) == []
    assert bevindingen(paar)[:2] == ([], [])


def test_what_goes_over_all_taken_is_compared_only_when_the_rounds_ask_the_same():
    kruis = {("zk", PLEEGZORG): "haarlem velsen", ("ijmond", BEGELEIDING): "haarlem beverwijk"}
    regels = [regel("haarlem", PLEEGZORG, "zk"), regel("haarlem", BEGELEIDING, "ijmond")]
    wie = "haarlem velsen beverwijk"
    alles = stand(wie, *regels, taken=[PLEEGZORG, BEGELEIDING], arrangementen=kruis)
    zonder = stand(wie, taken=[PLEEGZORG, BEGELEIDING], arrangementen=kruis)
    jeugd = stand(wie, taken=[PLEEGZORG])

    assert "C2" in {b.code for b in bevindingen(naast(alles, zonder)).gesloten}
    assert "C2" not in {b.code for b in bevindingen(naast(alles, jeugd)).gesloten}


def test_a_herindeling_is_followed_in_dekking_findings_and_verbanden():
    """Boskoop and Rijnwoude become Alphen aan den Rijn: the same cells, the same verband."""
    was = zk("GM0499 GM1672", regel("GM0499", PLEEGZORG, "zk", "verkenning"), penvoerder="GM0499")
    nu = zk("GM0484", regel("GM0484", PLEEGZORG, "zk", "verkenning"), penvoerder="GM0484")
    paar = naast(was, nu, GM0499="GM0484", GM1672="GM0484")

    assert verbanden(paar) == []
    assert staatwissels(paar) == [("GM1672", "GM0484", "JE04", "onbevestigd", "verkenning")]
    nieuw, gesloten, gebleven = bevindingen(paar)
    assert (nieuw, {b.code for b in gesloten}, gebleven) == ([], {"A1", "W3"}, 1)


def test_a_finding_about_a_split_gemeente_is_closed_when_no_successor_has_it():
    was = stand("GM0055", taken=[PLEEGZORG])
    half = stand("GM0074 GM0080", regel("GM0074", PLEEGZORG, "zelfstandig"), taken=[PLEEGZORG])
    heel = stand(
        "GM0074 GM0080",
        *(regel(wie, PLEEGZORG, "zelfstandig") for wie in ("GM0074", "GM0080")),
        taken=[PLEEGZORG],
    )
    erven = {"GM0055": "GM0074 GM0080"}

    assert "D1" not in {b.code for b in bevindingen(naast(was, half, **erven)).gesloten}
    assert "D1" in {b.code for b in bevindingen(naast(was, heel, **erven)).gesloten}


def test_verbanden_come_end_and_change_with_who_and_what():
    was = stand(
        "haarlem heemstede velsen",
        taken=[PLEEGZORG],
        verbanden=[verband("zk", vorm=CONVENANT, risicoverevening="in_gesprek"), verband("oud")],
        arrangementen={("zk", PLEEGZORG): WIE, ("oud", PLEEGZORG): "velsen"},
    )
    nu = stand(
        "haarlem heemstede velsen",
        taken=[PLEEGZORG],
        verbanden=[verband("zk", vorm=WGR, risicoverevening="in_gesprek"), verband("nieuw")],
        arrangementen={("zk", PLEEGZORG): "haarlem velsen", ("nieuw", PLEEGZORG): "heemstede"},
    )

    assert verbanden(naast(was, nu)) == [
        ("nieuw", "nieuw", ("GM0397",), (), ()),
        ("oud", "gestopt", (), ("GM0453",), ()),
        (
            *("zk", "gewijzigd", ("GM0453",), ("GM0397",)),
            (("rechtsvorm", "Convenant", "Openbaar lichaam"),),
        ),
    ]


def test_scores_that_differ_and_of_how_many_verbanden():
    paar = naast(zk(), zk(risicoverevening="vastgesteld"))
    wissels, geheel = scores(paar)

    assert wissels == [("zk", "K5", "onbekend", "voldoet")]
    assert geheel == dict.fromkeys(("K1", "K2", "K3", "K4", "K5"), 1)
