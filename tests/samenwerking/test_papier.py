"""VNG enters a letter for a gemeente: apart from its concept, marked, and never by surprise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from samenwerking.models import Opgave, Opgaveversie, Papieropgave, Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Logregel
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

Als = Callable[[Gebruiker | None], Client]
BASIS = "/vng/papier/2013-mei/GM0397/"


@pytest.fixture
def ronde(db: None, op_moment: Callable[[str], datetime]) -> Uitvraag:
    op_moment("2013-05-31 10:00")
    bouwers.gemeente("Heemstede")
    ronde = bouwers.uitvraag()
    leden = ["Haarlem", "Heemstede"]
    bouwers.verband(
        "zk",
        ronde,
        {"JE03": leden, "JE06": leden},
        vastgelegd_op=moment("2013-05-01"),
        penvoerder="Haarlem",
        naam="Zuid-Kennemerland",
    )
    return ronde


@pytest.fixture
def browser(ronde: Uitvraag, als: Als, vng: Gebruiker) -> Client:
    return als(vng)


def vul_in(browser: Client, taak: str = "JE03", keuze: str = "verband:zk", versie: int = 0) -> Any:
    """Save one card."""
    gegevens = {"versie": versie, "keuze": keuze, "stadium": "intentie"}
    return browser.post(f"{BASIS}taken/{taak}/", gegevens)


def leg_vast(browser: Client, **anders: Any) -> Any:
    """Record the letter that came in on 30 May at noon."""
    gegevens = {
        "ontvangen": "30-5-2013 12.00",
        "namens": "het college van Heemstede",
        "reden": "",
        "versie": 1,
        "sleutel": uuid4(),
    }
    return browser.post(f"{BASIS}vastleggen/", gegevens | anders)


def ingediend() -> Any:
    return Opgaveversie.objects.filter(opgave__gemeente="GM0397", ingediend_op__isnull=False)


def test_vng_types_a_letter_over_and_records_it(
    browser: Client, ronde: Uitvraag, vng: Gebruiker
) -> None:
    assert vul_in(browser).status_code == 302
    assert vul_in(browser, "JE06", "zelfstandig", versie=1).status_code == 302
    assert not ingediend().exists()

    antwoord = leg_vast(browser, versie=2)

    assert antwoord.url == "/vng/papier/?ronde=2013-mei"
    versie = ingediend().get()
    assert (versie.kanaal, versie.namens) == ("brief", "het college van Heemstede")
    assert versie.ingediend_op == moment("2013-05-30 12:00")
    assert versie.door == vng.persoon
    assert (versie.ontvangstnummer, len(versie.inhoud_hash)) == ("2013-mei-0397-1", 64)
    gezegd = {r.taak_id: r.verband_id or r.wijze for r in versie.regels.all()}
    assert gezegd == {"JE03": "zk", "JE06": "zelfstandig"}
    assert not Papieropgave.objects.exists()
    regels = Logregel.objects.order_by("nummer").values_list("actie", "soort", "gemeente")
    assert list(regels) == [
        ("invoeren", "papier", "GM0397"),
        ("invoeren", "papier", "GM0397"),
        ("indienen", "opgave", "GM0397"),
    ]
    assert list(logboek.breuken()) == []


def test_recording_twice_gives_one_version(browser: Client, ronde: Uitvraag) -> None:
    vul_in(browser)
    sleutel = uuid4()

    for _ in range(3):
        assert leg_vast(browser, sleutel=sleutel).status_code == 302

    assert ingediend().count() == 1


def test_the_gemeente_sees_that_vng_entered_it(
    browser: Client, ronde: Uitvraag, vng: Gebruiker, als: Als, vaststeller_heemstede: Gebruiker
) -> None:
    vul_in(browser)
    leg_vast(browser)
    eigen = als(vaststeller_heemstede)

    opgave = eigen.get("/opgave/2013-mei/").content.decode()
    bewijs = eigen.get("/opgave/2013-mei/ontvangst/1/").content.decode()

    assert "De VNG voerde uw brief in" in opgave
    assert f"Dat deed {vng.naam}, namens het college van Heemstede" in opgave
    assert "het college van Heemstede, door de VNG" in bewijs
    assert "brief" in bewijs


# Beside the concept of the gemeente


def test_vng_is_told_of_a_concept_and_sees_nothing_of_it(browser: Client, ronde: Uitvraag) -> None:
    concept = bouwers.opgave("Heemstede", ronde, {"JE06": "zelfstandig", "WM05": "zk"})
    concept.regels.update(toelichting="zeer geheim")

    pagina = browser.get(BASIS).content.decode()
    lijst = browser.get("/vng/papier/?zoek=heemst").content.decode()

    assert "werkt zelf aan een concept</strong> met antwoorden op 2 taken" in pagina
    assert "2 taken beantwoord" in lijst
    for tekst in (pagina, lijst, browser.get(f"{BASIS}?taak=JE06").content.decode()):
        assert "zeer geheim" not in tekst
        assert "Zelfstandig</p>" not in tekst


def test_a_concept_asks_for_a_reason_and_stays_as_it_is(browser: Client, ronde: Uitvraag) -> None:
    concept = bouwers.opgave("Heemstede", ronde, {"JE06": "zelfstandig"})
    vul_in(browser)

    geweigerd = leg_vast(browser)
    assert geweigerd.status_code == 409
    assert "werkt zelf aan een concept" in geweigerd.content.decode()
    assert "het college van Heemstede" in geweigerd.content.decode()
    assert not ingediend().exists()

    assert leg_vast(browser, reden="de wethouder belde").status_code == 302
    concept.refresh_from_db()
    assert (concept.nummer, concept.ingediend_op, concept.kanaal) == (3, None, "portaal")
    assert [r.taak_id for r in concept.regels.all()] == ["JE06"]
    assert ingediend().get().nummer == 2


def test_an_empty_concept_asks_for_no_reason(browser: Client, ronde: Uitvraag) -> None:
    bouwers.opgave("Heemstede", ronde)
    vul_in(browser)

    assert leg_vast(browser).status_code == 302


def test_the_concept_can_be_submitted_after_the_letter(
    browser: Client, ronde: Uitvraag, als: Als, vaststeller_heemstede: Gebruiker
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE06": "zelfstandig"})
    vul_in(browser)
    leg_vast(browser, reden="brief")

    gegevens = {
        "versie": Opgave.objects.get(gemeente="GM0397").versie,
        "sleutel": uuid4(),
        "reden": "wij deden het zelf",
        "reden_open": "volgt",
        "gecontroleerd": ["O1", "O5"],
    }
    als(vaststeller_heemstede).post("/opgave/2013-mei/indienen/", gegevens)

    assert [v.kanaal for v in ingediend().order_by("nummer")] == ["brief", "portaal"]
    assert Opgaveversie.objects.bekend().get(opgave__gemeente="GM0397").kanaal == "portaal"


# Moments


def test_a_letter_older_than_what_the_gemeente_submitted_is_refused(
    browser: Client, ronde: Uitvraag
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"}, ingediend_op=moment("2013-05-30 12:00"))
    vul_in(browser, "JE06", "zelfstandig")

    for tijd, status in (("30-5-2013 12.00", 409), ("30-5-2013 12.01", 302)):
        antwoord = leg_vast(browser, ontvangen=tijd, reden="brief kwam later")
        assert antwoord.status_code == status, tijd
    laatste = Opgaveversie.objects.bekend().get(opgave__gemeente="GM0397")
    assert {r.taak_id for r in laatste.regels.all()} == {"JE03", "JE06"}


@pytest.mark.parametrize(
    ("nu", "ontvangen", "status"),
    [
        ("2013-05-31 10:00", "31-5-2013 10.00", 302),
        ("2013-05-31 10:00", "31-5-2013 10.01", 409),
        ("2013-05-31 10:00", "17-4-2013 23.59", 409),
        ("2013-05-31 10:00", "18-4-2013 00.00", 302),
        ("2013-07-01 10:00", "14-6-2013 23.59", 302),
        ("2013-07-01 10:00", "15-6-2013 00.00", 409),
    ],
)
def test_a_letter_counts_from_when_it_came_in(
    browser: Client,
    ronde: Uitvraag,
    op_moment: Callable[[str], datetime],
    nu: str,
    ontvangen: str,
    status: int,
) -> None:
    op_moment(nu)
    vul_in(browser)

    assert leg_vast(browser, ontvangen=ontvangen).status_code == status


def test_after_the_closing_a_reopened_opgave_takes_a_letter(
    browser: Client, ronde: Uitvraag, op_moment: Callable[[str], datetime]
) -> None:
    op_moment("2013-07-01 10:00")
    opgave = Opgave.objects.create(gemeente_id="GM0397", uitvraag=ronde)
    opgave.heropeningen.create(
        op=moment("2013-06-20"), tot=moment("2013-06-30"), reden="x", door=bouwers.persoon()
    )
    vul_in(browser)

    assert leg_vast(browser, ontvangen="30-6-2013 00.00").status_code == 409
    assert leg_vast(browser, ontvangen="29-6-2013 23.59").status_code == 302


# Two at once, and what is wrong


def test_two_of_vng_at_once_both_see_both_texts(browser: Client, ronde: Uitvraag) -> None:
    vul_in(browser, keuze="zelfstandig")

    antwoord = vul_in(browser, keuze="verband:zk", versie=0)

    assert antwoord.status_code == 409
    assert "Uw collega bewaarde" in antwoord.content.decode()
    assert leg_vast(browser, versie=0).status_code == 409


def test_without_signatory_or_answers_nothing_is_recorded(browser: Client, ronde: Uitvraag) -> None:
    vul_in(browser)

    antwoord = leg_vast(browser, namens="", ontvangen="gisteren")

    assert antwoord.status_code == 422
    for zin in ("Vul in wie de brief tekende", "Vul een dag en een tijd in"):
        assert zin in antwoord.content.decode()
    assert not ingediend().exists()


def test_what_was_typed_over_can_be_thrown_away(browser: Client, ronde: Uitvraag) -> None:
    vul_in(browser)

    antwoord = browser.post(f"{BASIS}vastleggen/", {"weggooien": "1", "versie": "1"})

    assert antwoord.status_code == 302
    assert not Papieropgave.objects.exists()
    assert Logregel.objects.filter(actie="weggooien").exists()


# The list


def test_the_list_tells_who_submitted_has_a_concept_or_paper(
    browser: Client, ronde: Uitvraag
) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk"}, ingediend_op=moment("2013-05-20"))
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"})
    vul_in(browser)

    per_stand = {
        stand: browser.get(f"/vng/papier/?stand={stand}").content.decode()
        for stand in ("ingediend", "concept", "papier", "niets")
    }

    assert {s: "/GM0397/" in pagina for s, pagina in per_stand.items()} == {
        "ingediend": False,
        "concept": True,
        "papier": True,
        "niets": False,
    }
    assert "/GM0392/" in per_stand["ingediend"]
    assert "Niets gevonden" in browser.get("/vng/papier/?zoek=zzz").content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(
    browser: Client, ronde: Uitvraag, django_assert_max_num_queries: Any
) -> None:
    for naam in ("Haarlem", "Velsen", "Beverwijk"):
        bouwers.opgave(naam, ronde, {"JE03": "zk"}, ingediend_op=moment("2013-05-20"))
    with django_assert_max_num_queries(9):
        browser.get("/vng/papier/")
    with django_assert_max_num_queries(22):
        browser.get(f"{BASIS}?taak=JE03")


def test_an_unknown_gemeente_round_or_taak_is_not_there(browser: Client, ronde: Uitvraag) -> None:
    for adres in (
        "/vng/papier/2013-mei/GM9999/",
        "/vng/papier/onzin/GM0397/",
        "/vng/papier/?ronde=onzin",
    ):
        assert browser.get(adres).status_code == 404, adres
    assert vul_in(browser, "XX99").status_code == 404


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.VNG}))
def test_paper_is_for_vng_only(
    ronde: Uitvraag, als: Als, rolverdeling: dict[str, Gebruiker], rol: str
) -> None:
    browser = als(rolverdeling[rol])

    assert browser.get("/vng/papier/").status_code == 404
    assert vul_in(browser).status_code == 404
    assert leg_vast(browser).status_code == 404
