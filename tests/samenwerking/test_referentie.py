"""`laad_referentie`: the country of 2013, its herindelingen, idempotent, all or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.db.models import Sum

from gemeenten.models import Gemeente, Grens, Inwonertal, Regio, Regiolid, Soort
from samenwerking.models import Opgave, Rechtsvorm, Taak, Uitvraag, Uitvraagtaak
from samenwerking.referentie import laad
from samenwerking.toegang.models import Logregel
from tests.bouwers import moment
from tests.samenwerking.conftest import Wijzig

MEI_2013, IN_2014, IN_2015 = date(2013, 5, 31), date(2014, 1, 1), date(2015, 1, 1)


def buren(naam: str, dag: date) -> set[str]:
    grenzen = Grens.objects.op(dag).filter(gemeente__naam=naam)
    return set(grenzen.values_list("buur__naam", flat=True))


def inwoners(dag: date, **filters: str) -> int:
    cijfers = Gemeente.objects.op(dag).filter(**filters).met_inwoners(dag)
    return cijfers.aggregate(som=Sum("inwoners"))["som"]


# The country


@pytest.mark.parametrize(("dag", "aantal"), [(MEI_2013, 408), (IN_2014, 403), (IN_2015, 393)])
def test_every_gemeente_is_in_one_regio_of_every_soort(
    referentie: None, dag: date, aantal: int
) -> None:
    assert Gemeente.objects.op(dag).count() == aantal
    for soort in Soort:
        leden = Regiolid.objects.op(dag).filter(regio__soort=soort)
        assert leden.count() == leden.values("gemeente").distinct().count() == aantal


@pytest.mark.parametrize(
    ("soort", "aantal"),
    [
        ("provincie", 12),
        ("arbeidsmarktregio", 35),
        ("veiligheidsregio", 25),
        ("jeugdregio", 42),
        ("zorgkantoorregio", 32),
    ],
)
def test_the_numbers_of_regios(referentie: None, soort: str, aantal: int) -> None:
    assert Regio.objects.op(MEI_2013).filter(soort=soort).count() == aantal


def test_the_smallest_jeugdregio_and_one_above_a_million(referentie: None) -> None:
    """S4-54, S4-55: Midden-Limburg West about 102.000, Rijnmond above a million."""
    per_regio = {
        regio.naam: inwoners(MEI_2013, lidmaatschappen__regio=regio.pk)
        for regio in Regio.objects.filter(soort=Soort.JEUGDREGIO)
    }

    assert min(per_regio, key=per_regio.get) == "Midden-Limburg West"
    assert round(per_regio["Midden-Limburg West"], -3) == 102_000
    assert per_regio["Rijnmond"] > 1_000_000


def test_aalsmeer_and_amstelveen_have_115_000_inwoners_together(referentie: None) -> None:
    """S0-24."""
    samen = inwoners(MEI_2013, code="GM0358") + inwoners(MEI_2013, code="GM0362")

    assert round(samen, -3) == 115_000


def test_the_veiligheidsregio_is_imposed_the_arbeidsmarktregio_came_from_below(
    referentie: None,
) -> None:
    """S3-18, S2-31."""
    opgelegd = Regio.objects.filter(opgelegd=True).values_list("soort", flat=True)

    assert set(opgelegd) == {"provincie", "veiligheidsregio", "zorgkantoorregio"}


def test_every_arbeidsmarktregio_has_a_centrumgemeente_among_its_members(referentie: None) -> None:
    regios = Regio.objects.filter(soort=Soort.ARBEIDSMARKTREGIO)

    assert all(regio.leden.filter(gemeente=regio.centrumgemeente).exists() for regio in regios)


def test_centrumgemeenten_for_opvang_are_marked(referentie: None) -> None:
    gemeenten = Gemeente.objects.op(MEI_2013)

    assert gemeenten.filter(centrum_opvang=True).count() == 43
    assert gemeenten.filter(centrum_vrouwenopvang=True).count() == 35


def test_borders_go_both_ways_and_everyone_has_a_tile(referentie: None) -> None:
    paren = set(Grens.objects.op(MEI_2013).values_list("gemeente", "buur"))

    assert len(paren) == 2236
    assert {(ander, een) for een, ander in paren} == paren
    assert not Gemeente.objects.filter(kolom=None).exists()
    assert Gemeente.objects.op(MEI_2013).values("kolom", "rij").distinct().count() == 408


# Names


@pytest.mark.parametrize("tekst", ["Súdwest-Fryslân", "Sudwest Fryslan", "SÚDWEST FRYSLAN"])
def test_sudwest_fryslan_is_found_in_every_spelling(referentie: None, tekst: str) -> None:
    assert [g.code for g in Gemeente.objects.zoek(tekst)] == ["GM1900"]


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("Haarlemmerliede", "GM0393"),
        ("Den Haag", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("Nuenen", "GM0820"),
        ("Dantumadeel", "GM1891"),
        ("Menaldumadeel", "GM1908"),
        ("gm0392", "GM0392"),
    ],
)
def test_a_gemeente_is_found_by_another_name(referentie: None, tekst: str, code: str) -> None:
    assert [g.code for g in Gemeente.objects.zoek(tekst)] == [code]


def test_two_gemeenten_are_called_bergen_and_neither_has_the_plain_name(referentie: None) -> None:
    gevonden = Gemeente.objects.zoek("Bergen").filter(zoeknaam__startswith="bergen ")

    assert {"Bergen (L.)", "Bergen (NH.)"} <= {g.naam for g in gevonden}
    assert not Gemeente.objects.filter(aliassen__zoeknaam="bergen").exists()


# Herindelingen


def test_a_merged_gemeente_ends_and_the_new_one_begins(referentie: None) -> None:
    lemsterland, meren = Gemeente.objects.get(code="GM0082"), Gemeente.objects.get(code="GM1921")

    assert lemsterland.bestaat_tot == meren.bestaat_vanaf == IN_2014
    assert meren.naam == "De Friese Meren"
    assert Gemeente.objects.get(code="GM0051").kolom == meren.kolom


def test_inwoners_of_a_new_gemeente_are_a_sum_without_the_split_off_part(referentie: None) -> None:
    """Gaasterlân-Sleat, Lemsterland and Skarsterlân as a whole; Boarnsterhim was divided."""
    delen = Inwonertal.objects.filter(gemeente__in=["GM0653", "GM0082", "GM0051"])
    meren = Inwonertal.objects.get(gemeente="GM1921")

    assert (meren.peildatum, meren.afgeleid) == (IN_2014, True)
    assert meren.inwoners == delen.aggregate(som=Sum("inwoners"))["som"]
    assert not Inwonertal.objects.filter(gemeente="GM0080", afgeleid=True).exists()


def test_who_goes_on_under_the_same_code_gains_inwoners_and_neighbours(referentie: None) -> None:
    """Alphen aan den Rijn absorbs Boskoop and Rijnwoude on 1 January 2014."""
    assert inwoners(IN_2014, code="GM0484") == sum(
        inwoners(MEI_2013, code=code) for code in ("GM0484", "GM0499", "GM1672")
    )
    assert "Boskoop" in buren("Alphen aan den Rijn", MEI_2013)
    assert "Waddinxveen" not in buren("Alphen aan den Rijn", MEI_2013)
    assert "Waddinxveen" in buren("Alphen aan den Rijn", IN_2014)
    assert "Boskoop" not in buren("Alphen aan den Rijn", IN_2014)


def test_successors_of_a_divided_gemeente_take_its_neighbours(referentie: None) -> None:
    assert "Boarnsterhim" in buren("Smallingerland", MEI_2013)
    assert {"Heerenveen", "Leeuwarden"} <= buren("Smallingerland", IN_2014)


def test_a_new_gemeente_takes_the_regios_of_its_predecessors(referentie: None) -> None:
    regios = Regiolid.objects.filter(gemeente="GM1930").values_list("regio__naam", "vanaf")

    assert ("Rijnmond", IN_2015) in regios
    assert Regiolid.objects.filter(gemeente="GM0612", tot=IN_2015).count() == len(Soort)


@pytest.mark.parametrize("dag", [IN_2014, IN_2015])
def test_no_border_is_left_with_a_gemeente_that_has_gone(referentie: None, dag: date) -> None:
    bestaand = Gemeente.objects.op(dag)
    grenzen = Grens.objects.op(dag)

    assert not grenzen.exclude(gemeente__in=bestaand).exists()
    assert not grenzen.exclude(buur__in=bestaand).exists()
    assert not bestaand.exclude(grenzen__in=grenzen).exists()


# Rounds


def test_three_rounds_ask_what_the_table_says(referentie: None) -> None:
    """S4-05: the second round is about jeugd only."""
    gevraagd = {
        code: Uitvraagtaak.objects.filter(uitvraag=code).count()
        for code in Uitvraag.objects.values_list("code", flat=True)
    }

    assert gevraagd == {"2013-mei": 22, "2013-nov": 12, "2014-zomer": 22}
    assert Rechtsvorm.objects.count() == 14
    assert Taak.objects.get(code="JE03").decentralisatie == "jeugd"


def test_moments_are_aware_and_publication_may_be_open(referentie: None) -> None:
    mei, zomer = Uitvraag.objects.get(code="2013-mei"), Uitvraag.objects.get(code="2014-zomer")

    assert mei.deadline == moment("2013-06-01T00:00+02:00")
    assert mei.gepubliceerd_op == moment("2013-07-12T00:00+02:00")
    assert mei.uitnodiging_op == date(2013, 4, 18)
    assert "inhoud" in mei.werkwijze
    assert zomer.gepubliceerd_op is None


# Loading again


def test_loading_again_changes_nothing_and_is_logged(referentie: None) -> None:
    tellingen = laad(settings.FIXTURES)

    assert all(t.toegevoegd == t.gewijzigd == t.vervallen == 0 for t in tellingen.values())
    assert tellingen["gemeenten"].ongewijzigd == 411
    regel = Logregel.objects.latest("nummer")
    assert (regel.actie, regel.soort) == ("laden", "referentie")
    assert regel.inhoud["gemeenten"]["ongewijzigd"] == 411


def test_what_the_table_changes_is_changed_by_code(referentie: None, wijzig: Wijzig) -> None:
    anders = wijzig("gemeenten_2013.csv", "GM0003,Appingedam", "GM0003,Appingedam aan het Diep")

    tellingen = laad(anders)

    assert (tellingen["gemeenten"].gewijzigd, tellingen["gemeenten"].toegevoegd) == (1, 0)
    assert Gemeente.objects.get(code="GM0003").zoeknaam == "appingedam aan het diep"


def test_a_gemeente_that_moves_to_another_regio_leaves_the_old_one(
    referentie: None, wijzig: Wijzig
) -> None:
    groningen = "JZ01,Groningen,Groningen,1"
    anders = wijzig("gemeenten_2013.csv", groningen, groningen.replace("JZ01", "JZ02"))

    telling = laad(anders)["regioleden"]

    assert (telling.toegevoegd, telling.vervallen) == (1, 1)
    assert Regiolid.objects.get(gemeente="GM0014", regio__soort="jeugdregio").regio.code == "JZ02"


def test_a_norm_stays_as_the_commission_has_it_once_the_round_is_in_use(
    referentie: None,
) -> None:
    """K3: the norm is a value the commission edits per round; S1-21: per catalogue version."""
    norm = Uitvraagtaak.objects.filter(taak="JE03")
    Opgave.objects.create(gemeente_id="GM0392", uitvraag_id="2013-mei")
    norm.update(norm_inwoners=80_000)

    laad(settings.FIXTURES)

    assert norm.get(uitvraag="2013-mei").norm_inwoners == 80_000
    assert norm.get(uitvraag="2014-zomer").norm_inwoners == 100_000


def test_a_publication_is_not_taken_back(referentie: None) -> None:
    gepubliceerd = moment("2014-09-01")
    Uitvraag.objects.filter(code="2014-zomer").update(gepubliceerd_op=gepubliceerd)

    laad(settings.FIXTURES)

    assert Uitvraag.objects.get(code="2014-zomer").gepubliceerd_op == gepubliceerd
