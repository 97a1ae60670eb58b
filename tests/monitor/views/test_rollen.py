"""Every screen: the right rol sees it, the wrong rol a 404, a visitor the log-in; also empty."""

from __future__ import annotations

import pytest

from gemeenten.models import Gemeente, Grensvlak
from samenwerking.models import Uitvraag
from samenwerking.toegang.rollen import LEESROLLEN, VELDROLLEN
from tests import bouwers
from tests.monitor.views.conftest import IN_DE_RONDE, MONITOR

pytestmark = pytest.mark.usefixtures("referentie")


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment) -> None:
    op_moment(IN_DE_RONDE)


@pytest.mark.parametrize("pad", MONITOR)
def test_the_monitor_is_for_those_who_read_all(als, rolverdeling, pad: str) -> None:
    for rol, gebruiker in rolverdeling.items():
        verwacht = 200 if rol in LEESROLLEN else 404
        assert als(gebruiker).get(pad).status_code == verwacht, rol


def test_visits_are_for_ambassadeurs(als, rolverdeling) -> None:
    for rol, gebruiker in rolverdeling.items():
        verwacht = 200 if rol in VELDROLLEN else 404
        assert als(gebruiker).get("/ambassadeur/").status_code == verwacht, rol


@pytest.mark.parametrize("pad", [*MONITOR, "/ambassadeur/"])
def test_a_visitor_is_asked_to_log_in(als, pad: str) -> None:
    antwoord = als(None).get(pad)

    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, f"/inloggen/?next={pad}")


@pytest.mark.parametrize(
    "pad", ["/", "/gemeenten/GM0392/", "/verbanden/", "/uitvraag/", "/definities/", "/open-data/"]
)
def test_public_pages_are_public(als, rolverdeling, pad: str) -> None:
    for gebruiker in (None, *rolverdeling.values()):
        assert als(gebruiker).get(pad).status_code == 200


# Empty


@pytest.mark.parametrize("pad", ["/", "/gemeenten/GM0392/", "/verbanden/", "/uitvraag/", *MONITOR])
def test_before_the_first_round_a_page_says_when_it_opens(
    als, op_moment, commissielid, pad: str
) -> None:
    op_moment("2013-04-17T23:59:59+02:00")

    antwoord = als(commissielid).get(pad)
    assert antwoord.status_code == 200
    assert "opent op donderdag 18 april 2013" in antwoord.content.decode()


def test_a_portal_without_any_round_is_friendly_too(als) -> None:
    Uitvraag.objects.all().delete()

    assert "Zodra de eerste uitvraag klaarstaat" in als(None).get("/").content.decode()


@pytest.mark.parametrize("pad", MONITOR)
def test_a_round_in_which_nothing_was_declared_yet(als, op_moment, commissielid, pad: str) -> None:
    op_moment("2013-04-18T00:00+02:00")

    assert als(commissielid).get(pad).status_code == 200


@pytest.mark.parametrize(
    ("pad", "zin"),
    [
        ("/monitor/verschillen/", "Niets gevonden."),
        ("/monitor/criteria/", "Niets gevonden."),
        ("/verbanden/?q=bestaat+niet", "Geen verband gevonden."),
        ("/monitor/dekking/?staat=gedekt", "Geen cel voldoet aan deze keuze."),
    ],
)
def test_an_empty_list_says_what_to_do(als, commissielid, pad: str, zin: str) -> None:
    inhoud = als(commissielid).get(pad).content.decode()

    assert zin in inhoud
    assert "?ronde=2013-mei" in inhoud[inhoud.index(zin) :]


# The deadline in words


@pytest.mark.parametrize(
    ("moment", "kop"),
    [
        ("2013-05-29T15:00+02:00", "Nog 2 dagen en 9 uur"),
        ("2013-05-31T23:59:00+02:00", "Nog 1 minuut"),
        ("2013-06-01T00:00+02:00", "De uiterste dag is voorbij"),
        ("2013-06-14T23:59:59+02:00", "De uiterste dag is voorbij"),
        ("2013-06-15T00:00+02:00", "De uitvraag is gesloten"),
    ],
)
def test_the_first_page_tells_how_long_there_is(als, op_moment, moment: str, kop: str) -> None:
    op_moment(moment)
    inhoud = als(None).get("/?ronde=2013-mei").content.decode()

    assert f"<h2>{kop}</h2>" in inhoud


def test_the_last_day_is_31_may_and_not_the_first_moment_after_it(als, op_moment) -> None:
    op_moment("2013-05-29T15:00+02:00")

    assert "tot en met vrijdag 31 mei." in als(None).get("/").content.decode()


# The map


def test_the_source_of_loaded_boundaries_stands_under_the_map(als, commissielid) -> None:
    bron = "CBS/Kadaster, Bestuurlijke Grenzen 2013"
    Grensvlak.objects.bulk_create(
        Grensvlak(gemeente=g, pad="M0 0l9 0 0 9z", x=5, y=5, bron=bron)
        for g in Gemeente.objects.op(bouwers.moment(IN_DE_RONDE).date())
    )

    for pad in ("/", "/monitor/"):
        inhoud = als(commissielid).get(pad).content.decode()
        assert bron in inhoud
        assert "Elke zeshoek is één gemeente" not in inhoud
