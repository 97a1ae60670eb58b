"""Before a visit: what is open in a regio on one page, and what to do next on the start page."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache

from gemeenten.models import Regio
from monitor.models import Bezoek, BezoekAfspraak, Signaal
from samenwerking.models import Besluit, Uitvraag
from samenwerking.toegang.rollen import VELDROLLEN, Rol
from tests import bouwers
from tests.bouwers import moment

BRIEFING = "/ambassadeur/briefing/JZ11/"


@pytest.fixture(autouse=True)
def op_de_dag(op_moment, mei) -> None:
    op_moment("2013-09-12T15:00+02:00")


@pytest.fixture
def browser(als, ambassadeur):
    return als(ambassadeur)


@pytest.fixture
def regio() -> Regio:
    return Regio.objects.get(soort="jeugdregio", code="JZ11")


@pytest.fixture
def bezoek(ambassadeur, regio) -> Bezoek:
    """Haarlem and Heemstede, two days ago, without a report."""
    rij = Bezoek.objects.create(
        datum=date(2013, 9, 10),
        soort="werkbezoek",
        plaats="Haarlem",
        regio=regio,
        door=ambassadeur.persoon,
        onderwerp="Samen inkopen",
    )
    rij.gemeenten.set(["GM0392", "GM0397"])
    return rij


def test_the_briefing_says_what_is_open(browser, bezoek, mei: Uitvraag) -> None:
    bezoek.gesprekspartners.create(rol="raadslid")
    for tekst, klaar in (("Voorstel aan de raad", None), ("Al gedaan", date(2013, 9, 11))):
        BezoekAfspraak.objects.create(
            bezoek=bezoek,
            tekst=tekst,
            eigenaar="wethouder",
            termijn=date(2013, 9, 11),
            klaar_op=klaar,
        )
    inhoud = browser.get(BRIEFING).content.decode()

    for deel in ("Samen inkopen", "raadsleden", "2 van de 5 gemeenten gesproken"):
        assert deel in inhoud
    assert "Voorstel aan de raad (wethouder, 11 sep 2013, <strong>voorbij</strong>)" in inhoud
    assert "Al gedaan" not in inhoud
    # Zandvoort is listed and has not submitted; Heemstede says zelfstandig (W2)
    assert "Zandvoort heeft zelf nog niets ingediend" in inhoud
    assert "Zuid kennemerland" in inhoud  # its vorm is not settled


def test_raadsbesluiten_are_counted_until_the_raad_decided(browser, mei: Uitvraag) -> None:
    def besluiten() -> tuple[int, list]:
        cache.clear()
        context = browser.get(BRIEFING).context
        return context["besluiten"], context["raadsbesluiten"].regels

    assert besluiten()[0] == 1
    op = moment("2013-06-10")
    versie = bouwers.opgave("Haarlem", mei, {"JE03": "zuid-kennemerland"}, ingediend_op=op)
    gepland = Besluit.objects.create(versie=versie, orgaan="raad", gepland=date(2013, 9, 11))
    versie.regels.update(raadsbesluit=gepland)
    aantal, (rij,) = besluiten()
    assert (aantal, rij.gemeente, rij.eerste) == (1, "Haarlem", date(2013, 9, 11))
    Besluit.objects.update(genomen=date(2013, 9, 11))
    assert besluiten() == (0, [])
    Besluit.objects.update(genomen=None)
    versie.regels.update(stadium="raadsbesluit")
    assert besluiten() == (0, [])


def test_the_next_visit_is_on_top_and_the_way_leads_here(
    browser, regio, bezoek, ambassadeur
) -> None:
    straks = Bezoek.objects.create(
        datum=date(2013, 9, 20),
        soort="bestuurlijk_overleg",
        plaats="Zandvoort",
        regio=regio,
        door=ambassadeur.persoon,
        onderwerp="De raad praat mee",
        gepland_op=moment("2013-09-11"),
    )
    inhoud = browser.get(BRIEFING).content.decode()
    assert "vrijdag 20 september 2013" in inhoud
    assert "De raad praat mee" in inhoud

    for adres in ("/ambassadeur/", f"/ambassadeur/bezoeken/{straks.pk}/", "/regios/JZ11/"):
        assert BRIEFING in browser.get(adres).content.decode(), adres


def test_a_long_list_stays_short_and_says_how_much_more(browser, bezoek) -> None:
    BezoekAfspraak.objects.bulk_create(
        BezoekAfspraak(bezoek=bezoek, tekst=f"Afspraak {n} <b>", eigenaar="x") for n in range(8)
    )
    inhoud = browser.get(BRIEFING).content.decode()

    assert inhoud.count("Afspraak ") == 5
    assert "En nog 3." in inhoud
    assert "&lt;b&gt;" in inhoud


def test_an_empty_regio_says_that_too(browser) -> None:
    inhoud = browser.get("/ambassadeur/briefing/JZ38/").content.decode()

    assert "Hier was nog geen bezoek." in inhoud
    assert "Er wacht geen besluit op een raad." in inhoud


def test_the_briefing_is_for_the_field_and_knows_its_regios(als, browser, rolverdeling) -> None:
    for rol, wie in rolverdeling.items():
        for adres in (BRIEFING, "/ambassadeur/incongruent/"):
            verwacht = 200 if rol in VELDROLLEN else 404
            assert als(wie).get(adres).status_code == verwacht, rol
    assert browser.get("/ambassadeur/briefing/JZ99/").status_code == 404
    assert browser.get("/ambassadeur/briefing/VR10/").status_code == 200


# What to do next


def doen(browser) -> list[str]:
    return [rij.wat for rij in browser.get("/ambassadeur/").context["veld"].te_doen]


def test_the_start_page_says_what_waits_for_me_and_not_for_a_colleague(
    als, browser, bezoek, ambassadeur, op_moment
) -> None:
    BezoekAfspraak.objects.create(
        bezoek=bezoek, tekst="Bellen", eigenaar="x", termijn=date(2013, 9, 12)
    )
    assert doen(browser) == ["Schrijf het verslag van Haarlem"]
    op_moment("2013-09-13T09:00+02:00")
    assert doen(browser) == ["Schrijf het verslag van Haarlem", "Vraag na: Bellen"]
    assert doen(als(bouwers.gebruiker(Rol.AMBASSADEUR))) == []

    Bezoek.objects.update(verslag="Het ging goed.")
    BezoekAfspraak.objects.update(klaar_op=date(2013, 9, 13))
    assert doen(browser) == []
    assert "Er wacht niets op u." in browser.get("/ambassadeur/").content.decode()
    velden = {"tekst": "x", "bron": "opgave", "taak_id": "JE03", "aan": "vng"}
    op = moment("2013-08-14")
    Signaal.objects.create(**velden, onderwerp="S", op=op, door=ambassadeur.persoon)
    op_moment("2013-09-13T23:59+02:00")
    assert doen(browser) == []
    op_moment("2013-09-14T00:00+02:00")
    assert doen(browser) == ["Vraag naar het antwoord"]


@pytest.mark.parametrize(("n", "meer"), [(3, []), (4, ["Vraag ook 1 andere afspraak na"])])
def test_what_is_overdue_does_not_push_the_rest_off_a_phone(browser, bezoek, op_moment, n, meer):
    op_moment("2013-09-20T09:00+02:00")
    Bezoek.objects.update(verslag="Het ging goed.")
    for dag in range(n):
        termijn = date(2013, 9, 12 + dag)
        BezoekAfspraak.objects.create(bezoek=bezoek, tekst=f"{dag}", eigenaar="x", termijn=termijn)

    assert doen(browser) == ["Vraag na: 0", "Vraag na: 1", "Vraag na: 2", *meer]


def test_a_visited_gemeente_that_is_gone_is_told_beside_the_map(browser, bezoek, op_moment) -> None:
    bezoek.gemeenten.add(bouwers.gemeente("Boarnsterhim", code="GM0055"))
    zin = "1 bezochte gemeente bestaat niet meer en staat niet op de kaart."
    assert zin not in browser.get("/ambassadeur/").content.decode()
    op_moment("2014-01-01T00:00+01:00")

    assert zin in browser.get("/ambassadeur/").content.decode()


def test_the_start_page_says_until_when_the_account_works(als) -> None:
    wie = bouwers.gebruiker(Rol.AMBASSADEUR, toegang_tot=date(2014, 7, 1))

    assert "tot en met 30 juni 2014" in als(wie).get("/ambassadeur/").content.decode()


# Incongruent gemeenten


def test_a_visited_incongruent_gemeente_is_counted_and_leads_to_its_finding(
    browser, bezoek, mei: Uitvraag
) -> None:
    bezoek.gemeenten.set(["GM0451"])
    ver = ["Haarlem", "Heemstede", "Uithoorn"]
    bouwers.verband("dwars", mei, {"JE06": ver}, vastgelegd_op=moment("2013-05-22"))
    cache.clear()
    antwoord = browser.get("/ambassadeur/incongruent/")
    inhoud = antwoord.content.decode()

    per = {rij.naam: rij for rij in antwoord.context["pagina"]}
    assert per["Uithoorn"].bezoeken == [bezoek]
    assert antwoord.context["gesproken"] == sum(bool(rij.bezoeken) for rij in per.values())
    assert antwoord.context["totaal"] == len(per) > antwoord.context["gesproken"]
    assert f"/ambassadeur/bezoeken/{bezoek.pk}/" in inhoud
    (adres,) = {a for a in inhoud.split('"') if a.startswith("/uitleg/C1..dwars")}
    assert browser.get(adres.replace("&amp;", "&")).status_code == 200


def test_the_pages_take_a_fixed_number_of_queries(
    browser, bezoek, ambassadeur, django_assert_max_num_queries
) -> None:
    for n in range(10):
        rij = Bezoek.objects.create(
            datum=date(2013, 9, 1),
            soort="werkbezoek",
            plaats=f"P{n}",
            regio=bezoek.regio,
            door=ambassadeur.persoon,
            onderwerp="x",
        )
        rij.gemeenten.set(["GM0392"])
    for adres in (BRIEFING, "/ambassadeur/", "/ambassadeur/incongruent/"):
        browser.get(adres)
        with django_assert_max_num_queries(12, info=adres):
            assert browser.get(adres).status_code == 200
