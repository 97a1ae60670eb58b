"""T: what one verband says that does not go together."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import zin
from monitor.regels.stand import Rechtsvorm, Regelrij, Stand
from monitor.regels.tegenspraken import (
    besluit_zonder_datum,
    centrumregeling_zonder_centrum,
    delegatie_zonder_binding,
    inkoop_zonder_basis,
    momenten,
    ongeldige_rechtsvorm,
    te_laat_voor_inkoop,
    verevening_zonder_besluit,
)
from tests.monitor.regels.bouwers import (
    AMSTERDAM,
    BEGELEIDING,
    BVO,
    CENTRUMREGELING,
    CONVENANT,
    DEADLINE,
    PEILDATUM,
    PLEEGZORG,
    PLUSREGIO,
    WGR,
    regel,
    stand,
    verband,
)


def zk(
    *regels: Regelrij, peildatum: date = PEILDATUM, nu: datetime = DEADLINE, **feiten: object
) -> Stand:
    """Zuid-Kennemerland: Haarlem and Heemstede for pleegzorg, with these facts."""
    return stand(
        "haarlem heemstede velsen",
        *regels,
        verbanden=[verband("zk", naam="Zuid-Kennemerland", **feiten)],  # type: ignore[arg-type]
        arrangementen={("zk", PLEEGZORG): "haarlem heemstede"},
        peildatum=peildatum,
        nu=nu,
    )


def gevonden(regel_: Callable[[Stand], list[Bevinding]], wereld: Stand) -> bool:
    """Whether the rule names zk, with the key every T has."""
    uitkomst = regel_(wereld)
    assert uitkomst in ([], [(uitkomst[0].code, (), "zk", None, None)] if uitkomst else [])
    return bool(uitkomst)


@pytest.mark.parametrize(
    ("inkoop", "vorm", "stadium", "uitkomst"),
    [
        (True, WGR, "vastgesteld", False),
        (True, WGR, "concept", True),
        (True, None, None, True),
        (False, None, None, False),
        (None, None, None, False),
    ],
)
def test_t1_joint_purchase_needs_a_legal_basis(
    inkoop: bool | None, vorm: Rechtsvorm | None, stadium: str | None, uitkomst: bool
):
    wereld = zk(gezamenlijke_inkoop=inkoop, vorm=vorm, juridisch_stadium=stadium)

    assert gevonden(inkoop_zonder_basis, wereld) is uitkomst


@pytest.mark.parametrize(
    ("stadium", "besluit", "uitkomst"),
    [
        ("voorstel", None, False),
        ("collegebesluit", None, True),
        ("raadsbesluit", None, True),
        ("in_werking", None, True),
        ("collegebesluit", PEILDATUM, False),
        ("collegebesluit", PEILDATUM + timedelta(days=1), True),
        ("raadsbesluit", PEILDATUM, False),
        ("voorstel", PEILDATUM + timedelta(days=1), False),
    ],
)
def test_t2_a_decision_has_a_date_at_or_before_the_peildatum(
    stadium: str, besluit: date | None, uitkomst: bool
):
    wereld = zk(
        regel("heemstede", PLEEGZORG, "zk", stadium, besluit),
        regel("haarlem", PLEEGZORG, "zk", "in_werking", PEILDATUM),
    )

    assert gevonden(besluit_zonder_datum, wereld) is uitkomst


def test_t2_looks_at_deelnemers_for_their_own_taak_only():
    wereld = zk(
        regel("velsen", PLEEGZORG, "zk", "in_werking"),
        regel("heemstede", BEGELEIDING, "zk", "in_werking"),
        regel("haarlem", PLEEGZORG, "ijmond", "in_werking"),
    )

    assert not gevonden(besluit_zonder_datum, wereld)


@pytest.mark.parametrize(
    ("vorm", "bevoegdheden", "uitkomst"),
    [
        (CONVENANT, "delegatie", True),
        (CONVENANT, "mandaat", False),
        (CONVENANT, None, False),
        (WGR, "delegatie", False),
        (None, "delegatie", False),
    ],
)
def test_t3_delegatie_needs_a_binding_form(
    vorm: Rechtsvorm | None, bevoegdheden: str | None, uitkomst: bool
):
    assert gevonden(delegatie_zonder_binding, zk(vorm=vorm, bevoegdheden=bevoegdheden)) is uitkomst


@pytest.mark.parametrize(
    ("vorm", "centrum", "uitkomst"),
    [
        (CENTRUMREGELING, "haarlem", False),
        (CENTRUMREGELING, "velsen", True),
        (CENTRUMREGELING, "zandvoort", True),
        (CENTRUMREGELING, None, True),
        (WGR, None, False),
        (None, None, False),
    ],
)
def test_t4_a_centrumregeling_has_its_centrum_among_the_deelnemers(
    vorm: Rechtsvorm | None, centrum: str | None, uitkomst: bool
):
    assert gevonden(centrumregeling_zonder_centrum, zk(vorm=vorm, centrum=centrum)) is uitkomst


def test_t4_one_arrangement_with_the_centrum_is_enough():
    wereld = stand(
        "haarlem heemstede",
        verbanden=[verband("zk", vorm=CENTRUMREGELING, centrum="haarlem")],
        arrangementen={("zk", PLEEGZORG): "heemstede", ("zk", BEGELEIDING): "haarlem"},
    )

    assert centrumregeling_zonder_centrum(wereld) == []


@pytest.mark.parametrize(
    ("vorm", "peildatum", "uitkomst"),
    [
        (BVO, date(2014, 12, 31), True),
        (BVO, date(2015, 1, 1), False),
        (PLUSREGIO, date(2014, 12, 31), False),
        (PLUSREGIO, date(2015, 1, 1), True),
        (WGR, PEILDATUM, False),
        (None, PEILDATUM, False),
    ],
)
def test_t5_a_rechtsvorm_is_valid_on_the_peildatum(
    vorm: Rechtsvorm | None, peildatum: date, uitkomst: bool
):
    assert gevonden(ongeldige_rechtsvorm, zk(vorm=vorm, peildatum=peildatum)) is uitkomst


@pytest.mark.parametrize(
    ("verevening", "stadium", "uitkomst"),
    [
        ("vastgesteld", "intentie", True),
        ("vastgesteld", "voorstel", False),
        ("vastgesteld", "in_werking", False),
        ("in_uitwerking", "intentie", False),
        (None, "intentie", False),
    ],
)
def test_t6_risicoverevening_needs_a_deelnemer_past_intentie(
    verevening: str | None, stadium: str, uitkomst: bool
):
    wereld = zk(regel("heemstede", PLEEGZORG, "zk", stadium), risicoverevening=verevening)

    assert gevonden(verevening_zonder_besluit, wereld) is uitkomst


def test_t6_a_regel_of_who_is_no_deelnemer_does_not_help():
    wereld = zk(regel("velsen", PLEEGZORG, "zk", "in_werking"), risicoverevening="vastgesteld")

    assert gevonden(verevening_zonder_besluit, wereld)


START = date(2015, 1, 1)
UITERLIJK = date(2014, 4, 6)


@pytest.mark.parametrize(
    ("nu", "uitkomst"),
    [
        (datetime(2014, 4, 6, 23, 59, 59, tzinfo=AMSTERDAM), False),
        (datetime(2014, 4, 7, tzinfo=AMSTERDAM), True),
    ],
)
def test_t7_the_lead_time_has_passed_when_its_last_day_is_over(nu: datetime, uitkomst: bool):
    assert START - timedelta(days=270) == UITERLIJK
    assert gevonden(te_laat_voor_inkoop, zk(inkoop_start=START, nu=nu)) is uitkomst


def test_t7_is_silent_with_a_legal_basis_or_without_a_start():
    laat = datetime(2014, 12, 1, tzinfo=AMSTERDAM)

    assert not gevonden(te_laat_voor_inkoop, zk(nu=laat))
    assert not gevonden(
        te_laat_voor_inkoop, zk(nu=laat, inkoop_start=START, vorm=WGR, bestaand=True)
    )


def test_the_outcome_changes_with_the_clock_at_the_deadline_and_after_the_last_day():
    wereld = zk(inkoop_start=START)

    assert momenten(wereld) == [DEADLINE, datetime(2014, 4, 7, tzinfo=AMSTERDAM)]


def test_a_verband_without_an_arrangement_in_this_round_has_no_tegenspraken():
    wereld = stand("haarlem", verbanden=[verband("kennemerland", vorm=BVO)])

    assert ongeldige_rechtsvorm(wereld) == []


@pytest.mark.parametrize(
    ("regel_", "feiten", "tekst"),
    [
        (
            inkoop_zonder_basis,
            {"gezamenlijke_inkoop": True},
            "Zuid-Kennemerland koopt samen in, maar de juridische basis (K4) voldoet nog niet.",
        ),
        (
            delegatie_zonder_binding,
            {"vorm": CONVENANT, "bevoegdheden": "delegatie"},
            "Zuid-Kennemerland krijgt bevoegdheden door delegatie, maar de vorm (Convenant) bindt"
            " niet.",
        ),
        (
            centrumregeling_zonder_centrum,
            {"vorm": CENTRUMREGELING, "centrum": "velsen"},
            "Zuid-Kennemerland is een centrumregeling, maar de centrumgemeente Velsen is geen"
            " deelnemer.",
        ),
        (
            centrumregeling_zonder_centrum,
            {"vorm": CENTRUMREGELING},
            "Zuid-Kennemerland is een centrumregeling, maar noemt geen centrumgemeente.",
        ),
        (
            ongeldige_rechtsvorm,
            {"vorm": BVO},
            "Zuid-Kennemerland kiest de vorm Bedrijfsvoeringsorganisatie, maar die geldt niet op"
            " 31 mei 2013.",
        ),
        (
            te_laat_voor_inkoop,
            {"inkoop_start": date(2013, 6, 1)},
            "Zuid-Kennemerland wil op 1 juni 2013 inkopen. Daarvoor moest de juridische basis er"
            " uiterlijk op 4 september 2012 zijn.",
        ),
    ],
)
def test_the_sentence_says_what_does_not_go_together(
    regel_: Callable[[Stand], list[Bevinding]], feiten: dict, tekst: str
):
    wereld = zk(**feiten)

    assert [zin(wereld, b) for b in regel_(wereld)] == [tekst]
