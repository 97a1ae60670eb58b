"""Verbanden: a la carte stays a la carte, a regio stays a regio, versions never change."""

from __future__ import annotations

import pytest

from gemeenten.models import Regio
from samenwerking.acties import verband as acties
from samenwerking.acties.verband import Schaal, lees_schalen
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.kruisingen import kruisingen
from samenwerking.models import Arrangement, Uitvraag, Verbandversie
from tests import bouwers
from tests.bouwers import CODES, moment

MEI = moment("2013-05-01")
NU = moment("2013-05-31 10:00")


def codes(*namen: str) -> frozenset[str]:
    return frozenset(CODES[naam] for naam in namen)


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    for naam in CODES:
        bouwers.gemeente(naam)
    return bouwers.uitvraag()


@pytest.fixture
def regio(ronde: Uitvraag) -> Regio:
    return bouwers.regio("Zuid-Kennemerland", ["Haarlem", "Zandvoort"], code="JZ13")


@pytest.fixture
def a_la_carte(ronde: Uitvraag, regio: Regio) -> Verbandversie:
    leden = {"JE03": ["Haarlem", "Heemstede"], "JE06": regio, "WM05": ["Haarlem"]}
    versie = bouwers.verband("zk", ronde, leden, vastgelegd_op=MEI, penvoerder="Haarlem")
    Arrangement.objects.filter(versie=versie, taak="JE03").update(clienten=120)
    return versie


def test_editing_a_verband_keeps_what_differs_per_taak(a_la_carte, ronde, regio, invuller_haarlem):
    schalen = lees_schalen(a_la_carte)

    concept = acties.wijzig(
        a_la_carte.verband,
        ronde,
        {"naam": "ZK"},
        schalen=schalen | {"WM05": Schaal(codes("Haarlem", "Zandvoort"))},
        gelezen=acties.vingerafdruk(a_la_carte),
        door=invuller_haarlem,
    )

    assert lees_schalen(concept) == {
        "JE03": Schaal(codes("Haarlem", "Heemstede")),
        "JE06": Schaal(frozenset(), regio.pk),
        "WM05": Schaal(codes("Haarlem", "Zandvoort")),
    }
    assert concept.arrangementen.get(taak="JE03").clienten == 120
    assert concept.naam == "ZK"
    assert lees_schalen(a_la_carte)["WM05"] == Schaal(codes("Haarlem"))


def test_two_clerks_of_the_penvoerder_exactly_one_wins(a_la_carte, ronde, invuller_haarlem):
    gelezen = acties.vingerafdruk(a_la_carte)
    opties = {"schalen": lees_schalen(a_la_carte), "gelezen": gelezen, "door": invuller_haarlem}
    acties.wijzig(a_la_carte.verband, ronde, {"naam": "Een"}, **opties)

    with pytest.raises(Verouderd):
        acties.wijzig(a_la_carte.verband, ronde, {"naam": "Twee"}, **opties)

    assert Verbandversie.objects.get(vastgelegd_op=None).naam == "Een"


def test_a_version_that_is_vastgelegd_never_changes(a_la_carte, invuller_haarlem):
    with pytest.raises(Geweigerd, match="vastgelegd"):
        acties.zet_schalen(a_la_carte, {})
    with pytest.raises(Geweigerd, match="vastgelegd"):
        acties.leg_vast(a_la_carte, door=invuller_haarlem, op=NU)


def test_a_proposal_has_its_penvoerder_among_the_deelnemers(ronde, regio, invuller_haarlem):
    versie = acties.stel_voor(
        ronde,
        naam="Nieuw verband",
        penvoerder=invuller_haarlem.gemeente,
        schalen={"JE03": Schaal(codes("Velsen")), "JE06": Schaal(regio=regio.pk)},
        door=invuller_haarlem,
    )

    assert lees_schalen(versie)["JE03"].deelnemers == codes("Velsen", "Haarlem")
    assert lees_schalen(versie)["JE06"] == Schaal(frozenset(), regio.pk)
    assert versie.vastgelegd_op is None


def test_the_same_name_gives_another_slug(ronde, invuller_haarlem):
    opties = {
        "naam": "IJmond",
        "penvoerder": invuller_haarlem.gemeente,
        "schalen": {"JE03": Schaal()},
        "door": invuller_haarlem,
    }

    slugs = [acties.stel_voor(ronde, **opties).verband_id for _ in range(2)]

    assert slugs == ["ijmond", "ijmond-2"]


def meldingen(ronde: Uitvraag, taak: str, *leden: str) -> list[str]:
    versie = bouwers.verband("proef", ronde, {taak: leden}, penvoerder=leden[0])
    return kruisingen(versie, bekend_op=NU)


def test_a_verband_that_crosses_another_for_the_same_taak_is_announced(a_la_carte, ronde):
    (zin,) = meldingen(ronde, "JE03", "Heemstede", "Bloemendaal")

    assert zin.startswith("Deze keuze kruist Zk. Alleen in dit verband: Bloemendaal.")
    assert "Alleen in het andere: Haarlem." in zin


def test_a_verband_that_doubles_another_is_announced(a_la_carte, ronde):
    (zin,) = meldingen(ronde, "JE03", "Heemstede", "Haarlem")

    assert zin.startswith("Deze keuze lijkt op Zk")


def test_the_members_of_a_regio_count_when_sets_are_compared(a_la_carte, ronde):
    (zin,) = meldingen(ronde, "JE06", "Zandvoort", "Bloemendaal")

    assert "kruist Zk" in zin


def test_nested_verbanden_do_not_cross(a_la_carte, ronde):
    assert meldingen(ronde, "JE03", "Heemstede", "Haarlem", "Bloemendaal") == []
