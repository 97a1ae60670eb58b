"""The list of taken that need cooperation, per regio of the own gemeente (S2-38)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from gemeenten.models import Regio, Soort
from samenwerking.models import Uitvraag
from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.bouwers import moment

Als = Callable[[Gebruiker | None], Client]
PAD = "/opgave/2013-mei/samenwerking-nodig/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def regio(db: None) -> Regio:
    leden = ["Haarlem", "Heemstede", "Velsen"]
    return bouwers.regio("Kennemerland", leden, code="AM10", soort=Soort.ARBEIDSMARKTREGIO)


@pytest.fixture
def ronde(regio: Regio) -> Uitvraag:
    ronde = bouwers.uitvraag()
    bouwers.uitvraagtaak(
        ronde, "JE01", niveau="a", samenwerking_noodzakelijk=False, kenmerken="nabijheid"
    )
    leden = {"JE03": ["Haarlem", "Heemstede", "Aalsmeer"], "JE06": regio}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=moment("2013-05-01"), naam="Zuid")
    return ronde


@pytest.fixture
def invuller(ronde: Uitvraag, als: Als, invuller_heemstede: Gebruiker) -> Client:
    return als(invuller_heemstede)


def test_the_list_counts_who_of_the_regio_is_in_a_verband(invuller):
    lijst = invuller.get(PAD).context["lijst"]

    assert {r.catalogus.vraag.taak_id: (len(r.gemeenten), r.verbanden) for r in lijst.regels} == {
        "JE01": (0, []),
        "JE03": (2, ["Zuid"]),
        "JE06": (3, ["Zuid"]),
        "WM05": (0, []),
    }
    assert (lijst.nodig, lijst.rond) == (3, 1)


def test_it_says_what_is_needed_what_is_voluntary_and_why(invuller):
    pagina = invuller.get(PAD).content.decode()

    assert "voor 3 van de 4 taken samenwerking nodig" in pagina
    assert "2 van de 3 gemeenten" in pagina
    assert "vrijwillig" in pagina
    assert "nabijheid" in pagina


def test_the_concept_of_others_does_not_count(invuller, ronde):
    bouwers.verband("geheim", ronde, {"WM05": ["Velsen", "Haarlem"]}, penvoerder="Velsen")

    assert "Geheim" not in invuller.get(PAD).content.decode()


def test_what_others_answered_stays_hidden_until_publication(invuller, ronde):
    bouwers.opgave("Velsen", ronde, {"WM05": "verborgen-keuze"}, ingediend_op=moment("2013-05-20"))

    assert "verborgen" not in invuller.get(PAD).content.decode().lower()


def test_one_chooses_among_the_own_regios_only(invuller, ronde):
    jeugd = bouwers.regio("IJmond", ["Heemstede", "Velsen"], code="JZ14")
    elders = bouwers.regio("Twente", ["Aalsmeer"], code="JZ99")

    assert invuller.get(f"{PAD}?regio={jeugd.pk}").context["lijst"].regio == jeugd
    for anders in (elders.pk, "x", "-1"):
        lijst = invuller.get(f"{PAD}?regio={anders}").context["lijst"]
        assert lijst.regio.naam == "Kennemerland"


def test_a_gemeente_without_regio_is_told_so(ronde, als, invuller_uithoorn):
    pagina = als(invuller_uithoorn).get(PAD).content.decode()

    assert "Uw gemeente ligt in geen regio." in pagina


def test_other_rollen_get_a_404(ronde, als, rolverdeling):
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in {"invuller", "vaststeller"} else 404
        assert als(wie).get(PAD).status_code == verwacht, rol


def test_the_list_takes_a_fixed_number_of_queries(invuller, ronde, django_assert_max_num_queries):
    for n in range(15):
        bouwers.verband(f"v{n}", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2013-05-01"))

    with django_assert_max_num_queries(9):
        invuller.get(PAD)
