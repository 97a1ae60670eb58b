"""Who sees which rows: every sentence of domein.md's «Roles», with the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from samenwerking.models import (
    Arrangement,
    Deelname,
    Opgave,
    Opgaveregel,
    Opgaveversie,
    Uitvraag,
    Verband,
    Verbandversie,
)
from samenwerking.toegang import bereik, logboek
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.models import Gebruiker, Logregel, Persoon
from samenwerking.toegang.rollen import LEESROLLEN, Rol
from tests import bouwers
from tests.bouwers import moment

Cast = dict[str, Gebruiker]
NIET_LEZERS = sorted(set(Rol) - LEESROLLEN)


@pytest.fixture
def ronde(db: None, op_moment: Callable[[str], datetime]) -> Uitvraag:
    """The round of May 2013, on its last day, ten in the morning; nothing is published."""
    op_moment("2013-05-31T10:00+02:00")
    return bouwers.uitvraag()


def publiceer(ronde: Uitvraag, wanneer: str) -> None:
    ronde.gepubliceerd_op = moment(wanneer)
    ronde.save()


def codes(wie: Gebruiker | AnonymousUser) -> set[str]:
    """The gemeenten of which `wie` sees a version."""
    return set(zichtbaar(wie, Opgaveversie).values_list("opgave__gemeente__naam", flat=True))


# Concepten


def test_the_own_concept_is_for_the_own_invuller_and_vaststeller(
    ronde: Uitvraag, rolverdeling: Cast, invuller_haarlem: Gebruiker, bezoeker: AnonymousUser
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})

    zien = {rol for rol, wie in rolverdeling.items() if zichtbaar(wie, Opgaveversie).exists()}

    assert zien == {Rol.INVULLER, Rol.VASTSTELLER}
    assert not zichtbaar(invuller_haarlem, Opgaveversie).exists()
    assert not zichtbaar(bezoeker, Opgaveversie).exists()


def test_a_concept_stays_a_concept_after_publication(
    ronde: Uitvraag, invuller_haarlem: Gebruiker, commissielid: Gebruiker, bezoeker: AnonymousUser
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})
    publiceer(ronde, "2013-05-30")

    assert codes(invuller_haarlem) == codes(commissielid) == codes(bezoeker) == set()


def test_vng_sees_concepten_in_counts_only(ronde: Uitvraag, rolverdeling: Cast) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})
    bouwers.opgave("Haarlem", ronde)
    bouwers.opgave("Uithoorn", ronde, ingediend_op=moment("2013-05-30"))
    bouwers.opgave("Zandvoort", bouwers.uitvraag("2013-nov", opent=moment("2013-05-01")))

    aantallen = {rol: bereik.aantal_concepten(wie, ronde) for rol, wie in rolverdeling.items()}

    assert aantallen.pop(Rol.VNG) == 2
    assert set(aantallen.values()) == {None}


def test_only_invuller_and_vaststeller_change_and_only_the_own_opgave(
    ronde: Uitvraag, rolverdeling: Cast, invuller_haarlem: Gebruiker, bezoeker: AnonymousUser
) -> None:
    heemstede = bouwers.opgave("Heemstede", ronde).opgave

    wijzigen = {rol for rol, wie in rolverdeling.items() if bewerkbaar(wie, Opgave).exists()}

    assert wijzigen == {Rol.INVULLER, Rol.VASTSTELLER}
    assert heemstede not in bewerkbaar(invuller_haarlem, Opgave)
    assert not bewerkbaar(bezoeker, Opgave).exists()


def test_an_opgave_shows_that_it_exists_only_once_submitted(
    ronde: Uitvraag, rolverdeling: Cast, invuller_haarlem: Gebruiker, bezoeker: AnonymousUser
) -> None:
    bouwers.opgave("Heemstede", ronde)
    voor = {rol for rol, wie in rolverdeling.items() if zichtbaar(wie, Opgave).exists()}
    bouwers.opgave("Heemstede", ronde, ingediend_op=moment("2013-05-31 09:59"))
    na = {rol for rol, wie in rolverdeling.items() if zichtbaar(wie, Opgave).exists()}

    assert voor == {Rol.INVULLER, Rol.VASTSTELLER}
    assert na == voor | {Rol.RAAD} | LEESROLLEN
    assert not zichtbaar(invuller_haarlem, Opgave).exists()
    assert not zichtbaar(bezoeker, Opgave).exists()


# Ingediend, before publication


def test_readers_see_everything_declared_before_publication(
    ronde: Uitvraag, rolverdeling: Cast
) -> None:
    bouwers.opgave("Haarlem", ronde, ingediend_op=moment("2013-05-30"))

    assert {rol for rol, wie in rolverdeling.items() if codes(wie) == {"Haarlem"}} == LEESROLLEN


@pytest.mark.parametrize(
    ("ingediend_op", "verwacht"),
    [
        ("2013-05-31T10:00:00+02:00", {"Haarlem"}),
        ("2013-05-31T10:00:00.000001+02:00", set()),
    ],
    ids=["op dit moment", "een tel later"],
)
def test_nobody_sees_what_is_recorded_after_the_present_moment(
    ronde: Uitvraag,
    commissielid: Gebruiker,
    invuller_haarlem: Gebruiker,
    ingediend_op: str,
    verwacht: set[str],
) -> None:
    bouwers.opgave("Haarlem", ronde, ingediend_op=moment(ingediend_op))
    bouwers.verband("ijmond", ronde, vastgelegd_op=moment(ingediend_op), penvoerder="Haarlem")

    assert codes(commissielid) == verwacht
    assert codes(invuller_haarlem) == verwacht
    assert zichtbaar(commissielid, Verbandversie).exists() == bool(verwacht)
    assert zichtbaar(invuller_haarlem, Verbandversie).exists() == bool(verwacht)


def test_the_raad_sees_what_the_own_college_declared_not_its_concept(
    ronde: Uitvraag, raadslid_heemstede: Gebruiker
) -> None:
    bouwers.opgave("Haarlem", ronde, ingediend_op=moment("2013-05-30"))
    ingediend = bouwers.opgave("Heemstede", ronde, ingediend_op=moment("2013-05-30"))
    bouwers.opgave("Heemstede", ronde)

    assert list(zichtbaar(raadslid_heemstede, Opgaveversie)) == [ingediend]


def test_before_publication_the_beheerder_and_the_public_see_nothing_declared(
    ronde: Uitvraag, beheerder: Gebruiker, bezoeker: AnonymousUser
) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "ijmond"}, ingediend_op=moment("2013-05-30"))
    bouwers.verband("ijmond", ronde, {"JE03": ["Haarlem"]}, vastgelegd_op=moment("2013-05-30"))

    for wie in (beheerder, bezoeker):
        for model in (Opgaveversie, Opgaveregel, Verbandversie, Verband, Arrangement, Deelname):
            assert not zichtbaar(wie, model).exists()


# Regels of others: only where they share a verband


def zichtbare_regels(wie: Gebruiker) -> set[tuple[str, str]]:
    """(gemeente, taak) of the regels of others that `wie` sees."""
    rijen = zichtbaar(wie, Opgaveregel).exclude(versie__opgave__gemeente=wie.gemeente)
    return set(rijen.values_list("versie__opgave__gemeente__naam", "taak_id"))


@pytest.fixture
def haarlem_diende_in(ronde: Uitvraag) -> Opgaveversie:
    """Haarlem: JE03 with zuid-kennemerland, JE06 with another verband, WM05 alone."""
    antwoorden = {"JE03": "zuid-kennemerland", "JE06": "opvang-kennemerland", "WM05": "zelfstandig"}
    return bouwers.opgave("Haarlem", ronde, antwoorden, ingediend_op=moment("2013-05-30"))


def test_without_a_shared_verband_an_invuller_sees_nothing_of_others(
    ronde: Uitvraag, haarlem_diende_in: Opgaveversie, invuller_heemstede: Gebruiker
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig", "JE06": "zelfstandig"})

    assert zichtbare_regels(invuller_heemstede) == set()


def test_a_verband_in_the_own_concept_shows_what_others_submitted_of_it(
    ronde: Uitvraag, haarlem_diende_in: Opgaveversie, invuller_heemstede: Gebruiker
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE06": "zuid-kennemerland"})

    assert zichtbare_regels(invuller_heemstede) == {("Haarlem", "JE03")}


def test_a_shared_verband_does_not_show_the_concept_of_others(
    ronde: Uitvraag, invuller_heemstede: Gebruiker
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zuid-kennemerland"})
    bouwers.opgave("Haarlem", ronde, {"JE03": "zuid-kennemerland"})

    assert zichtbare_regels(invuller_heemstede) == set()


def test_a_verband_shared_in_another_round_shows_nothing(
    ronde: Uitvraag, haarlem_diende_in: Opgaveversie, invuller_heemstede: Gebruiker
) -> None:
    vorige = bouwers.uitvraag("2013-jan", opent=moment("2013-01-16"))
    bouwers.opgave("Heemstede", vorige, {"JE03": "zuid-kennemerland"})

    assert zichtbare_regels(invuller_heemstede) == set()


@pytest.mark.parametrize("via", ["deelnemer", "penvoerder", "regio"])
def test_who_is_named_in_a_verband_shares_it(
    ronde: Uitvraag, haarlem_diende_in: Opgaveversie, invuller_heemstede: Gebruiker, via: str
) -> None:
    kennemerland = bouwers.regio("Zuid-Kennemerland", ["Heemstede"], code="JZ11")
    leden = {"deelnemer": ["Heemstede"], "penvoerder": ["Haarlem"], "regio": kennemerland}[via]
    bouwers.verband(
        "zuid-kennemerland",
        ronde,
        {"JE03": leden},
        penvoerder="Heemstede" if via == "penvoerder" else "Haarlem",
        vastgelegd_op=moment("2013-05-29"),
    )

    assert zichtbare_regels(invuller_heemstede) == {("Haarlem", "JE03")}


def test_membership_of_a_regio_counts_on_the_peildatum(
    ronde: Uitvraag, invuller_heemstede: Gebruiker
) -> None:
    kennemerland = bouwers.regio("Zuid-Kennemerland", ["Heemstede"], code="JZ11")
    bouwers.verband("zuid-kennemerland", ronde, {"JE03": kennemerland})
    aanwezig = zichtbaar(invuller_heemstede, Verbandversie).exists()
    kennemerland.leden.update(tot=ronde.peildatum)

    assert aanwezig
    assert not zichtbaar(invuller_heemstede, Verbandversie).exists()


# Publication


def test_the_public_sees_the_versions_known_at_publication(
    ronde: Uitvraag, bezoeker: AnonymousUser, op_moment: Callable[[str], datetime]
) -> None:
    bouwers.opgave("Haarlem", ronde, ingediend_op=moment("2013-05-20"))
    bekend = bouwers.opgave("Haarlem", ronde, ingediend_op=moment("2013-07-12 12:00"))
    bouwers.opgave("Haarlem", ronde, ingediend_op=moment("2013-07-12 12:00:00.000001"))
    bouwers.opgave("Heemstede", ronde, ingediend_op=moment("2013-08-01"))
    oud = bouwers.verband("ijmond", ronde, vastgelegd_op=moment("2013-05-20"))
    bouwers.verband("ijmond", ronde, vastgelegd_op=moment("2013-08-01"), naam="Nieuwe naam")
    publiceer(ronde, "2013-07-12 12:00")
    op_moment("2014-01-01")

    assert list(zichtbaar(bezoeker, Opgaveversie)) == [bekend]
    assert list(zichtbaar(bezoeker, Verbandversie)) == [oud]
    assert list(zichtbaar(bezoeker, Verband)) == [oud.verband]


@pytest.mark.parametrize(("nu", "ziet"), [("12:00", True), ("11:59:59.999999", False)])
def test_a_round_opens_to_the_public_at_the_moment_of_publication(
    ronde: Uitvraag,
    bezoeker: AnonymousUser,
    op_moment: Callable[[str], datetime],
    nu: str,
    ziet: bool,
) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "geen"}, ingediend_op=moment("2013-05-20"))
    publiceer(ronde, "2013-07-12 12:00")
    op_moment(f"2013-07-12 {nu}")

    assert zichtbaar(bezoeker, Opgaveversie).exists() == ziet
    assert zichtbaar(bezoeker, Opgaveregel).exists() == ziet


def test_published_opgaven_of_others_are_for_every_rol(
    ronde: Uitvraag, rolverdeling: Cast, bezoeker: AnonymousUser
) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "geen"}, ingediend_op=moment("2013-05-20"))
    publiceer(ronde, "2013-05-30")

    for wie in [*rolverdeling.values(), bezoeker]:
        assert codes(wie) == {"Haarlem"}
        assert zichtbaar(wie, Opgaveregel).count() == 1


# Who submitted, and the logboek


def test_who_has_submitted_and_when_is_public(ronde: Uitvraag) -> None:
    bouwers.opgave("Heemstede", ronde)
    bouwers.opgave("Haarlem", ronde, ingediend_op=moment("2013-05-20"))
    bouwers.opgave("Haarlem", ronde, ingediend_op=moment("2013-05-28"))
    bouwers.opgave("Haarlem", ronde, ingediend_op=moment("2013-06-02"))

    ingediend = bereik.ingediend_op(ronde, moment("2013-05-31 10:00"))

    assert ingediend == {"GM0392": moment("2013-05-28")}


def test_a_gemeente_sees_what_was_done_with_its_data(
    ronde: Uitvraag, rolverdeling: Cast, invuller_haarlem: Gebruiker, bezoeker: AnonymousUser
) -> None:
    with transaction.atomic():
        logboek.schrijf("openen", "uitvraag", "2013-mei", persoon=None)
        for actie in ("bewaren", "indienen"):
            logboek.schrijf(actie, "opgave", "2013-mei/GM0397", persoon=None, gemeente="GM0397")

    zien = {rol: zichtbaar(wie, Logregel).count() for rol, wie in rolverdeling.items()}

    assert {rol: n for rol, n in zien.items() if n} == {
        Rol.INVULLER: 2,
        Rol.VASTSTELLER: 2,
        Rol.RAAD: 1,
    }
    assert not zichtbaar(invuller_haarlem, Logregel).exists()
    assert not zichtbaar(bezoeker, Logregel).exists()


# By construction


@pytest.mark.parametrize("rol", NIET_LEZERS)
def test_who_is_no_reader_changes_nothing_of_others(
    ronde: Uitvraag, rolverdeling: Cast, rol: str
) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "ijmond"}, ingediend_op=moment("2013-05-20"))
    bouwers.verband("ijmond", ronde, {"JE03": ["Heemstede"]}, penvoerder="Haarlem")

    for model in set(bereik.REGELS) - {Gebruiker}:  # test_accounts has those
        assert not bewerkbaar(rolverdeling[rol], model).exists()


def test_a_model_without_rules_raises(bezoeker: AnonymousUser) -> None:
    with pytest.raises(KeyError):
        zichtbaar(bezoeker, Persoon)


def test_every_model_with_declared_data_has_rules() -> None:
    openbaar = {"Taak", "Uitvraag", "Uitvraagtaak", "Rechtsvorm"}
    via_de_brief = {"Briefregel", "Briefversie", "Geadresseerde", "Ondertekening"}
    namen = {
        model.__name__
        for app in ("samenwerking", "monitor")
        for model in apps.get_app_config(app).get_models()
    }

    assert (
        namen | {"Applicatietoken", "Gebruiker", "Inzage", "Logregel"}
        == {m.__name__ for m in bereik.REGELS} | openbaar | via_de_brief
    )
