"""On 1 January 2014 Alphen aan den Rijn, Heerenveen and others go on for their predecessors."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client

from gemeenten.models import Gemeente
from samenwerking.acties import opgave as acties
from samenwerking.acties.opening import open_ronde, te_openen
from samenwerking.acties.uitgangspunt import uitgangspunt
from samenwerking.models import Deelname, Opgaveversie, Uitvraag, Verbandversie
from samenwerking.regels import Antwoord
from samenwerking.toegang.logboek import opdrachtregel
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

ALPHEN, BOSKOOP, RIJNWOUDE = "GM0484", "GM0499", "GM1672"
HEERENVEEN, BOARNSTERHIM = "GM0074", "GM0055"
MEREN, LEMSTERLAND, SKARSTERLAN = "GM1921", "GM0082", "GM0051"
NU = moment("2014-06-01 10:00")


@pytest.fixture
def ronden(referentie: None) -> dict[str, Uitvraag]:
    return {ronde.code: ronde for ronde in Uitvraag.objects.all()}


def zeg(
    code: str, ronde: Uitvraag, regels: dict[str, str], stadium: str = "intentie"
) -> Opgaveversie:
    """What the gemeente with this code submitted on the last day of a round."""
    gemeente = Gemeente.objects.get(pk=code)
    bouwers.CODES.setdefault(gemeente.naam, code)
    op = ronde.deadline - ronde.deadline.resolution
    return bouwers.opgave(gemeente.naam, ronde, regels, ingediend_op=op, stadium=stadium)


def begin(code: str, ronde: Uitvraag) -> dict[str, tuple[str, str | None, str | None]]:
    """Taak -> wijze, verband and stadium that the opgave starts from (the first layer)."""
    punt = uitgangspunt(Gemeente.objects.get(pk=code), ronde, NU)
    return {a.taak: (a.wijze, a.verband, a.stadium) for a in punt.antwoorden}


def test_alphen_starts_from_what_it_boskoop_and_rijnwoude_said(ronden) -> None:
    zeg(ALPHEN, ronden["2013-nov"], {"JE03": "mh", "JE04": "mh"}, "collegebesluit")
    zeg(BOSKOOP, ronden["2013-nov"], {"JE03": "mh", "JE04": "zelfstandig"})
    zeg(RIJNWOUDE, ronden["2013-nov"], {"JE03": "mh"})

    punt = uitgangspunt(Gemeente.objects.get(pk=ALPHEN), ronden["2014-zomer"], NU)

    assert begin(ALPHEN, ronden["2014-zomer"]) == {"JE03": ("verband", "mh", "intentie")}
    assert punt.voorgangers == ["Boskoop", "Rijnwoude"]
    assert set(punt.verschillen) == {"JE04"}
    assert set(punt.verschillen["JE04"]) == {"Alphen aan den Rijn", "Boskoop"}


def test_before_1_january_2014_alphen_only_speaks_for_itself(ronden) -> None:
    zeg(BOSKOOP, ronden["2013-mei"], {"JE03": "mh"})
    zeg(ALPHEN, ronden["2013-mei"], {"JE04": "mh"})

    assert set(begin(ALPHEN, ronden["2013-nov"])) == {"JE04"}
    assert set(begin(ALPHEN, ronden["2014-zomer"])) == {"JE03", "JE04"}


def test_a_new_gemeente_continues_lines_that_ended(ronden) -> None:
    zeg(LEMSTERLAND, ronden["2013-mei"], {"WM05": "fryslan"})
    zeg(SKARSTERLAN, ronden["2013-nov"], {"JE03": "fryslan"})

    assert set(begin(MEREN, ronden["2014-zomer"])) == {"WM05", "JE03"}


def test_boarnsterhim_was_split_and_heerenveen_hears_it_without_being_bound(ronden) -> None:
    zeg(HEERENVEEN, ronden["2013-nov"], {"JE03": "fryslan"}, "raadsbesluit")
    zeg(BOARNSTERHIM, ronden["2013-nov"], {"JE03": "zelfstandig", "JE04": "fryslan"})

    punt = uitgangspunt(Gemeente.objects.get(pk=HEERENVEEN), ronden["2014-zomer"], NU)

    assert begin(HEERENVEEN, ronden["2014-zomer"]) == {
        "JE03": ("verband", "fryslan", "raadsbesluit"),
        "JE04": ("verband", "fryslan", "intentie"),
    }
    assert set(punt.verschillen) == {"JE03"}


def test_a_round_on_youth_only_does_not_wipe_what_was_said_of_work(ronden) -> None:
    zeg(HEERENVEEN, ronden["2013-mei"], {"PA01": "fryslan", "JE03": "zelfstandig"})
    zeg(HEERENVEEN, ronden["2013-nov"], {"JE03": "fryslan"})

    assert begin(HEERENVEEN, ronden["2014-zomer"]) == {
        "PA01": ("verband", "fryslan", "intentie"),
        "JE03": ("verband", "fryslan", "intentie"),
    }


def test_once_alphen_itself_answered_the_old_lines_are_over(ronden) -> None:
    zeg(BOSKOOP, ronden["2013-nov"], {"JE03": "mh"})
    zeg(ALPHEN, ronden["2014-zomer"], {"JE03": "zelfstandig"})
    later = bouwers.uitvraag(
        "2014-nov",
        taken=["JE03"],
        peildatum=moment("2014-11-30").date(),
        opent=moment("2014-11-01"),
        deadline=moment("2014-12-01"),
        laatste_wijziging=moment("2014-12-15"),
    )

    punt = uitgangspunt(Gemeente.objects.get(pk=ALPHEN), later, moment("2014-11-02"))

    assert [a.wijze for a in punt.antwoorden] == ["zelfstandig"]
    assert punt.verschillen == {}


@pytest.fixture
def vaststeller_alphen(ronden) -> Gebruiker:
    bouwers.CODES.setdefault("Alphen aan den Rijn", ALPHEN)
    return bouwers.gebruiker(Rol.VASTSTELLER, "Alphen aan den Rijn")


def test_the_page_of_alphen_asks_to_confirm_the_merged_answers(
    ronden, vaststeller_alphen: Gebruiker, als: Callable[[Gebruiker], Client], op_moment
) -> None:
    op_moment("2014-06-01 10:00")
    zeg(ALPHEN, ronden["2013-nov"], {"JE03": "mh", "JE04": "mh"})
    zeg(BOSKOOP, ronden["2013-nov"], {"JE03": "rijnstreek", "JE04": "zelfstandig"})

    pagina = als(vaststeller_alphen).get("/opgave/2014-zomer/").content.decode()

    assert "gaat ook verder voor <strong>Boskoop</strong>" in pagina
    assert "Boskoop: rijnstreek, intentie" in pagina
    assert "Boskoop: Zelfstandig" in pagina
    assert "Ja, dit klopt" in pagina


def test_confirming_and_submitting_takes_the_merged_answers_over(
    ronden, vaststeller_alphen: Gebruiker
) -> None:
    ronde, gemeente = ronden["2014-zomer"], Gemeente.objects.get(pk=ALPHEN)
    zeg(BOSKOOP, ronden["2013-nov"], {"JE03": "mh", "JE04": "mh"})
    acties.bewaar(
        gemeente,
        ronde,
        [Antwoord("JE05", "zelfstandig")],
        taken=["JE05"],
        door=vaststeller_alphen,
        op=NU,
        versie=0,
    )

    bewijs = acties.indienen(
        gemeente,
        ronde,
        door=vaststeller_alphen,
        op=NU,
        versie=1,
        sleutel=uuid4(),
        reden_open="De rest volgt na de verkiezingen.",
        gecontroleerd=["O1"],
    )

    gezegd = {r.taak_id: r.verband_id or r.wijze for r in bewijs.versie.regels.all()}
    assert gezegd == {"JE03": "mh", "JE04": "mh", "JE05": "zelfstandig"}


def leden(slug: str, ronde: Uitvraag) -> set[str]:
    deelnames = Deelname.objects.filter(
        arrangement__versie__verband=slug, arrangement__versie__uitvraag=ronde
    )
    return set(deelnames.values_list("gemeente", flat=True))


@pytest.fixture
def verbanden_van_nov(ronden) -> Uitvraag:
    nov = ronden["2013-nov"]
    for code in (ALPHEN, BOSKOOP, LEMSTERLAND, BOARNSTERHIM, HEERENVEEN):
        bouwers.CODES.setdefault(Gemeente.objects.get(pk=code).naam, code)
    bouwers.verband(
        "rijnstreek",
        nov,
        {"JE03": ["Alphen aan den Rijn", "Boskoop"]},
        vastgelegd_op=nov.opent,
        penvoerder="Boskoop",
    )
    bouwers.verband(
        "fryslan",
        nov,
        {"JE03": ["Lemsterland", "Boarnsterhim", "Heerenveen"]},
        vastgelegd_op=nov.opent,
    )
    mei = {"WM05": ["Heerenveen", "Lemsterland"], "JE03": ["Heerenveen"]}
    bouwers.verband("fryslan", ronden["2013-mei"], mei, vastgelegd_op=ronden["2013-mei"].opent)
    return ronden["2014-zomer"]


def test_a_round_opens_with_successors_in_the_verbanden(verbanden_van_nov: Uitvraag) -> None:
    assert open_ronde(verbanden_van_nov, persoon=opdrachtregel()) == 2

    assert leden("rijnstreek", verbanden_van_nov) == {ALPHEN}
    assert leden("fryslan", verbanden_van_nov) == {MEREN, HEERENVEEN}
    rijnstreek = Verbandversie.objects.get(verband="rijnstreek", uitvraag=verbanden_van_nov)
    assert rijnstreek.penvoerder_id == ALPHEN
    assert rijnstreek.vastgelegd_op == verbanden_van_nov.opent


def test_the_version_says_who_was_split_and_is_no_deelnemer_any_more(
    verbanden_van_nov: Uitvraag,
) -> None:
    open_ronde(verbanden_van_nov, persoon=opdrachtregel())

    fryslan = Verbandversie.objects.get(verband="fryslan", uitvraag=verbanden_van_nov)
    assert "geen deelnemer meer: Boarnsterhim." in fryslan.reden


def test_a_taak_that_the_last_round_did_not_ask_comes_from_the_round_before(
    verbanden_van_nov: Uitvraag,
) -> None:
    open_ronde(verbanden_van_nov, persoon=opdrachtregel())

    fryslan = Verbandversie.objects.get(verband="fryslan", uitvraag=verbanden_van_nov)
    per_taak = {a.taak_id: a.deelnames.count() for a in fryslan.arrangementen.all()}
    assert per_taak == {"JE03": 2, "WM05": 2}


def test_dagelijks_opens_a_round_once_and_not_before_its_moment(
    verbanden_van_nov: Uitvraag, op_moment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert te_openen(verbanden_van_nov.opent - verbanden_van_nov.opent.resolution) == []
    assert te_openen(verbanden_van_nov.opent) == [verbanden_van_nov]

    op_moment("2014-05-15 06:00")
    call_command("dagelijks")
    call_command("dagelijks")

    uit = capsys.readouterr().out
    assert uit.count("zomer 2014: 2 verbanden overgenomen") == 1
    assert open_ronde(verbanden_van_nov, persoon=opdrachtregel()) == 0
