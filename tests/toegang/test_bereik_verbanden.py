"""Who sees which verbanden, persons, letters, visits and notities: domein.md, Roles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from monitor.models import Bezoek, BezoekAfspraak, Notitie
from samenwerking.models import (
    Arrangement,
    Brief,
    Contact,
    Deelname,
    Ondertekening,
    Uitvraag,
    Verband,
    Verbandversie,
)
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import LEESROLLEN, VELDROLLEN, Rol
from tests import bouwers
from tests.bouwers import moment

Cast = dict[str, Gebruiker]
NIET_LEZERS = sorted(set(Rol) - LEESROLLEN)


@pytest.fixture
def ronde(db: None, op_moment: Callable[[str], datetime]) -> Uitvraag:
    """The round of May 2013, on its last day, ten in the morning; nothing is published."""
    op_moment("2013-05-31T10:00+02:00")
    return bouwers.uitvraag()


# Verbanden


def test_a_proposed_verband_is_for_its_penvoerder_and_the_gemeenten_it_names(
    ronde: Uitvraag,
    rolverdeling: Cast,
    invuller_haarlem: Gebruiker,
    invuller_uithoorn: Gebruiker,
    bezoeker: AnonymousUser,
) -> None:
    voorstel = bouwers.verband("ijmond", ronde, {"JE03": ["Heemstede"]}, penvoerder="Haarlem")

    zien = {rol for rol, wie in rolverdeling.items() if zichtbaar(wie, Verbandversie).exists()}

    assert zien == {Rol.INVULLER, Rol.VASTSTELLER}
    assert list(zichtbaar(invuller_haarlem, Verbandversie)) == [voorstel]
    for wie in (invuller_uithoorn, bezoeker):
        assert not zichtbaar(wie, Verbandversie).exists()
        assert not zichtbaar(wie, Verband).exists()
        assert not zichtbaar(wie, Deelname).exists()


def test_only_the_penvoerder_changes_and_only_the_concept(
    ronde: Uitvraag,
    rolverdeling: Cast,
    invuller_haarlem: Gebruiker,
    vaststeller_haarlem: Gebruiker,
) -> None:
    bouwers.verband("ijmond", ronde, penvoerder="Haarlem", vastgelegd_op=moment("2013-05-20"))
    concept = bouwers.verband("ijmond", ronde, {"JE03": ["Heemstede"]}, penvoerder="Haarlem")

    for wie in (invuller_haarlem, vaststeller_haarlem):
        assert list(bewerkbaar(wie, Verbandversie)) == [concept]
    for wie in rolverdeling.values():
        assert not bewerkbaar(wie, Verbandversie).exists()


def test_an_invuller_may_choose_from_all_verbanden_that_count(
    ronde: Uitvraag, invuller_uithoorn: Gebruiker, raadslid_heemstede: Gebruiker
) -> None:
    ijmond = bouwers.verband("ijmond", ronde, {"JE03": ["Haarlem"]}, vastgelegd_op=ronde.opent)

    assert list(zichtbaar(invuller_uithoorn, Verbandversie)) == [ijmond]
    assert not zichtbaar(raadslid_heemstede, Verbandversie).exists()


def test_the_raad_sees_the_verbanden_that_name_its_gemeente(
    ronde: Uitvraag, raadslid_heemstede: Gebruiker
) -> None:
    vastgelegd = bouwers.verband(
        "ijmond", ronde, {"JE03": ["Heemstede"]}, vastgelegd_op=ronde.opent
    )
    bouwers.verband("ijmond", ronde, {"JE03": ["Heemstede"]})

    assert list(zichtbaar(raadslid_heemstede, Verbandversie)) == [vastgelegd]


def test_the_parts_of_a_verband_follow_it(
    ronde: Uitvraag, rolverdeling: Cast, bezoeker: AnonymousUser
) -> None:
    bouwers.verband("ijmond", ronde, {"JE03": ["Haarlem", "Uithoorn"]}, vastgelegd_op=ronde.opent)

    for wie in [*rolverdeling.values(), bezoeker]:
        ziet = zichtbaar(wie, Verbandversie).exists()
        assert zichtbaar(wie, Verband).exists() == ziet
        assert zichtbaar(wie, Arrangement).exists() == ziet
        assert zichtbaar(wie, Deelname).count() == (2 if ziet else 0)


# Persons and letters


def test_contact_persons_are_never_public(
    ronde: Uitvraag, rolverdeling: Cast, invuller_haarlem: Gebruiker, bezoeker: AnonymousUser
) -> None:
    Contact.objects.create(gemeente=bouwers.gemeente("Heemstede"), rol="griffier", naam="A. Bos")

    zien = {rol for rol, wie in rolverdeling.items() if zichtbaar(wie, Contact).exists()}

    assert zien == LEESROLLEN | {Rol.INVULLER, Rol.VASTSTELLER}
    assert not zichtbaar(invuller_haarlem, Contact).exists()
    assert not zichtbaar(bezoeker, Contact).exists()


def test_a_letter_is_for_the_gemeenten_that_signed_it(
    ronde: Uitvraag, rolverdeling: Cast, invuller_haarlem: Gebruiker, bezoeker: AnonymousUser
) -> None:
    verzonden = moment("2013-05-30")
    brief = Brief.objects.create(uitvraag=ronde, slug="brief-30-mei", verzonden_op=verzonden)
    Ondertekening.objects.create(brief=brief, gemeente=bouwers.gemeente("Heemstede"))

    zien = {rol for rol, wie in rolverdeling.items() if zichtbaar(wie, Brief).exists()}

    assert zien == LEESROLLEN | {Rol.RAAD, Rol.INVULLER, Rol.VASTSTELLER}
    assert not zichtbaar(invuller_haarlem, Brief).exists()
    assert not zichtbaar(bezoeker, Brief).exists()


# Visits and notities


def bezoek(door: Gebruiker, **velden: object) -> Bezoek:
    """A visit in Haarlem on 12 September 2013, with an afspraak and a notitie of its writer."""
    rij = Bezoek.objects.create(
        datum=date(2013, 9, 12),
        soort=Bezoek.Soort.WERKBEZOEK,
        plaats="Haarlem",
        door=door.persoon,
        onderwerp="Congruentie",
        **velden,
    )
    BezoekAfspraak.objects.create(bezoek=rij, tekst="Regio beslist", eigenaar="Haarlem")
    Notitie.objects.create(
        bezoek=rij, door=door.persoon, tekst="vertrouwelijk", gemaakt_op=moment("2013-09-12")
    )
    return rij


def test_a_notitie_is_for_its_writer_only(
    ronde: Uitvraag, rolverdeling: Cast, bezoeker: AnonymousUser
) -> None:
    bezoek(bouwers.gebruiker(Rol.AMBASSADEUR)).gemeenten.add(bouwers.gemeente("Heemstede"))

    for wie in [*rolverdeling.values(), bezoeker]:
        assert not zichtbaar(wie, Notitie).exists()
        assert not bewerkbaar(wie, Notitie).exists()


@pytest.mark.parametrize("rol", sorted(VELDROLLEN))
def test_the_writer_sees_the_own_notitie(ronde: Uitvraag, rolverdeling: Cast, rol: str) -> None:
    bezoek(rolverdeling[rol])

    zien = {r for r, wie in rolverdeling.items() if zichtbaar(wie, Notitie).exists()}

    assert zien == {rol}


def test_a_visit_is_for_readers_and_the_gemeenten_visited(
    ronde: Uitvraag, rolverdeling: Cast, invuller_haarlem: Gebruiker, bezoeker: AnonymousUser
) -> None:
    bezoek(rolverdeling[Rol.AMBASSADEUR]).gemeenten.add(bouwers.gemeente("Heemstede"))

    for model in (Bezoek, BezoekAfspraak):
        zien = {rol for rol, wie in rolverdeling.items() if zichtbaar(wie, model).exists()}
        assert zien == set(Rol) - {Rol.BEHEERDER}
        assert not zichtbaar(invuller_haarlem, model).exists()
        assert not zichtbaar(bezoeker, model).exists()


@pytest.mark.parametrize(("tot", "ziet"), [(date(2013, 9, 13), True), (date(2013, 9, 12), False)])
def test_a_visit_to_a_regio_is_for_its_members_of_that_day(
    ronde: Uitvraag, ambassadeur: Gebruiker, invuller_haarlem: Gebruiker, tot: date, ziet: bool
) -> None:
    regio = bouwers.regio("Zuid-Kennemerland", ["Haarlem"], code="JZ11")
    regio.leden.update(tot=tot)
    bezoek(ambassadeur, regio=regio)

    assert zichtbaar(invuller_haarlem, Bezoek).exists() == ziet


def test_a_visit_is_changed_by_who_made_it(ronde: Uitvraag, rolverdeling: Cast) -> None:
    bezoek(rolverdeling[Rol.AMBASSADEUR])

    for model in (Bezoek, BezoekAfspraak):
        wijzigen = {rol for rol, wie in rolverdeling.items() if bewerkbaar(wie, model).exists()}
        assert wijzigen == {Rol.AMBASSADEUR}
