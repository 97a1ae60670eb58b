"""Support from request to outcome, meetings that a provincie may call, and the library of VNG."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from gemeenten.models import Regio
from monitor.models import Bijeenkomst, Handreiking, Ondersteuningsverzoek, Verzoekstap
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import INVULROLLEN, LEESROLLEN, VELDROLLEN, Rol
from tests import bouwers

pytestmark = pytest.mark.usefixtures("referentie")
NIEUW = "/ondersteuning/nieuw/"
LANG = "Een-heel-lang-woord-zonder-spatie" * 6
SCRIPT = "<script>alert('x')</script>"
BIJEENKOMST = {
    "versie": "0",
    "sleutel": "6b3cb2f6-6f1a-4b8e-9d0c-4a9d5a9f1d21",
    "datum": "13-2-2014",
    "plaats": "Haarlem",
    "onderwerp": "Kosten en risico's delen",
    "namens": "Provincie Noord-Holland",
    "gemeenten": "Haarlem\nHeemstede",
}
HELPERS = VELDROLLEN | {Rol.VNG}


@pytest.fixture(autouse=True)
def op_de_dag(op_moment) -> None:
    op_moment("2013-09-12T15:00+02:00")


@pytest.fixture
def zuid_kennemerland() -> Regio:
    return Regio.objects.get(soort="jeugdregio", code="JZ11")


@pytest.fixture
def velden(zuid_kennemerland: Regio) -> dict[str, object]:
    return {
        "sleutel": "6b3cb2f6-6f1a-4b8e-9d0c-4a9d5a9f1d20",
        "vorm": "workshop",
        "regio": zuid_kennemerland.pk,
        "onderwerp": "Verevening uitwerken",
        "vraag": "Wij willen drie varianten naast elkaar leggen.",
    }


@pytest.fixture
def verzoek(als, invuller_heemstede, velden) -> Ondersteuningsverzoek:
    """Heemstede asks a workshop for Zuid-Kennemerland."""
    assert als(invuller_heemstede).post(NIEUW, velden).status_code == 302
    return Ondersteuningsverzoek.objects.get()


def pad(rij: Ondersteuningsverzoek | Bijeenkomst, staart: str = "") -> str:
    waar = "ondersteuning" if isinstance(rij, Ondersteuningsverzoek) else "bijeenkomsten"
    return f"/{waar}/{rij.pk}/{staart}"


# Asking and joining


def test_a_gemeente_asks_once_and_only_for_a_regio_of_its_own(
    als, verzoek, velden, invuller_heemstede
) -> None:
    browser = als(invuller_heemstede)
    assert browser.post(NIEUW, velden).headers["Location"] == pad(verzoek)
    assert Ondersteuningsverzoek.objects.count() == 1
    assert Logregel.objects.filter(soort="ondersteuningsverzoek").count() == 1

    elders = Regio.objects.get(soort="jeugdregio", code="JZ38")
    antwoord = browser.post(NIEUW, velden | {"regio": elders.pk, "sleutel": ""})
    assert antwoord.status_code == 422
    assert "Wij willen drie varianten" in antwoord.content.decode()


@pytest.mark.parametrize("veld", ["vorm", "regio", "onderwerp", "vraag"])
def test_what_is_missing_is_said(als, invuller_heemstede, velden, veld: str) -> None:
    antwoord = als(invuller_heemstede).post(NIEUW, velden | {veld: " "})

    assert antwoord.status_code == 422
    assert not Ondersteuningsverzoek.objects.exists()


def test_another_gemeente_of_the_regio_joins_and_one_from_elsewhere_finds_nothing(
    als, verzoek, invuller_haarlem, invuller_uithoorn
) -> None:
    haarlem, uithoorn = als(invuller_haarlem), als(invuller_uithoorn)
    for mee, aantal in (("1", 1), ("1", 1), ("0", 0)):
        assert haarlem.post(pad(verzoek, "meedoen/"), {"mee": mee}).status_code == 302
        assert verzoek.gemeenten.count() == aantal
    assert "Verevening uitwerken" in haarlem.get("/ondersteuning/").content.decode()

    for adres in (pad(verzoek), pad(verzoek, "meedoen/"), pad(verzoek, "intrekken/")):
        assert uithoorn.post(adres, {"mee": "1"}).status_code in {404, 405}
    assert uithoorn.get(pad(verzoek)).status_code == 404
    assert "Verevening" not in uithoorn.get("/ondersteuning/").content.decode()
    assert haarlem.post(pad(verzoek, "intrekken/"), {"tekst": "x"}).status_code == 404


# What happens with it


def zet(browser, rij, versie: int, toestand: str, **velden: object):
    gegevens = {"versie": versie, "toestand": toestand} | velden
    return browser.post(pad(rij, "stap/"), gegevens)


def test_a_request_is_taken_planned_and_done_with_what_it_brought(
    als, verzoek, ambassadeur, invuller_heemstede, op_moment
) -> None:
    browser, wie = als(ambassadeur), ambassadeur.persoon_id
    assert zet(browser, verzoek, 0, "gepland", datum="1-10-2013").status_code == 422
    assert zet(browser, verzoek, 0, "toegewezen").status_code == 422
    for _ in range(2):
        assert zet(browser, verzoek, 0, "toegewezen", aan=wie).status_code == 302
    assert "Help Zuid-Kennemerland" in browser.get("/ambassadeur/").content.decode()
    assert zet(browser, verzoek, 1, "gepland").status_code == 422
    assert zet(browser, verzoek, 1, "gepland", datum="1-10-2013").status_code == 302
    klaar = {"datum": "1-10-2013", "tekst": "Zij kiezen de tweede variant."}
    te_vroeg = zet(browser, verzoek, 2, "uitgevoerd", **klaar)
    assert "Deze dag moet nog komen" in te_vroeg.content.decode()
    assert "Zij kiezen de tweede variant." in te_vroeg.content.decode()
    op_moment("2013-10-02T10:00+02:00")
    assert zet(browser, verzoek, 2, "uitgevoerd", **klaar).status_code == 302

    assert list(verzoek.stappen.values_list("toestand", flat=True)) == [
        "toegewezen",
        "gepland",
        "uitgevoerd",
    ]
    gemeente = als(invuller_heemstede).get(pad(verzoek)).content.decode()
    assert "Zij kiezen de tweede variant." in gemeente
    assert zet(browser, verzoek, 3, "toegewezen", aan=wie).status_code == 422


def test_the_second_of_two_helpers_sees_that_it_was_taken(als, verzoek, ambassadeur) -> None:
    collega = bouwers.gebruiker(Rol.ACCOUNTMANAGER, naam="Sanne")
    zet(als(ambassadeur), verzoek, 0, "toegewezen", aan=ambassadeur.persoon_id)

    antwoord = zet(als(collega), verzoek, 0, "toegewezen", aan=collega.persoon_id, tekst="Ik bel.")
    assert antwoord.status_code == 409
    assert "Ik bel." in antwoord.content.decode()
    assert Verzoekstap.objects.get().aan == ambassadeur.persoon


def test_who_asked_withdraws_with_a_reason(als, verzoek, invuller_heemstede, invuller_haarlem):
    browser = als(invuller_heemstede)
    assert browser.post(pad(verzoek, "intrekken/"), {"versie": 0, "tekst": ""}).status_code == 422
    reden = {"versie": 0, "tekst": "Wij zijn eruit."}
    assert browser.post(pad(verzoek, "intrekken/"), reden).status_code == 302

    assert "ingetrokken door de gemeente" in browser.get(pad(verzoek)).content.decode()
    als(invuller_haarlem).post(pad(verzoek, "meedoen/"), {"mee": "1"})
    assert not verzoek.gemeenten.exists()


def test_an_account_that_has_ended_is_no_helper(als, verzoek, ambassadeur) -> None:
    weg = bouwers.gebruiker(Rol.AMBASSADEUR, toegang_tot=date(2013, 9, 12), naam="Al weg")

    assert "Al weg" not in als(ambassadeur).get(pad(verzoek)).content.decode()
    antwoord = zet(als(ambassadeur), verzoek, 0, "toegewezen", aan=weg.persoon_id)
    assert antwoord.status_code == 422


def test_a_step_is_not_there_before_it_was_taken(als, verzoek, ambassadeur, op_moment) -> None:
    zet(als(ambassadeur), verzoek, 0, "toegewezen", aan=ambassadeur.persoon_id)
    op_moment("2013-09-11T15:00+02:00")

    assert not zichtbaar(ambassadeur, Verzoekstap).exists()
    assert als(ambassadeur).get(pad(verzoek)).status_code == 404


@pytest.mark.parametrize(
    "stap",
    [
        {"toestand": "toegewezen"},
        {"toestand": "gepland", "datum": date(2013, 10, 1)},
        {"toestand": "uitgevoerd", "datum": date(2013, 10, 1)},
        {"toestand": "afgewezen"},
        {"toestand": "verdwenen", "tekst": "x"},
    ],
)
def test_the_database_holds_a_step_and_what_it_is_about_together(verzoek, ambassadeur, stap):
    op = bouwers.moment("2013-09-12")
    with pytest.raises(IntegrityError), transaction.atomic():
        Verzoekstap.objects.create(
            verzoek=verzoek, nummer=1, op=op, door=ambassadeur.persoon, **stap
        )


# Meetings


def test_a_provincie_invites_and_changes_only_its_own(als, rolverdeling, ambassadeur) -> None:
    provincie = als(rolverdeling[Rol.PROVINCIE])
    for _ in range(2):
        assert provincie.post("/bijeenkomsten/nieuw/", BIJEENKOMST).status_code == 302
    rij = Bijeenkomst.objects.get()
    assert {g.naam for g in rij.gemeenten.all()} == {"Haarlem", "Heemstede"}
    vol = BIJEENKOMST | {"versie": "1", "plaats": "Hoorn"}
    assert provincie.post(pad(rij, "wijzigen/"), vol).status_code == 302
    assert provincie.post(pad(rij, "wijzigen/"), vol | {"plaats": "Edam"}).status_code == 409
    ander = als(bouwers.gebruiker(Rol.PROVINCIE))
    assert ander.get(pad(rij)).status_code == 200
    assert ander.post(pad(rij, "wijzigen/"), vol | {"versie": "2"}).status_code == 404
    assert als(ambassadeur).get(pad(rij, "wijzigen/")).status_code == 200


def test_a_gemeente_comes_until_the_day_or_until_it_is_called_off(
    als, rolverdeling, invuller_uithoorn, op_moment
) -> None:
    als(rolverdeling[Rol.VNG]).post("/bijeenkomsten/nieuw/", BIJEENKOMST)
    rij = Bijeenkomst.objects.get()
    browser = als(invuller_uithoorn)
    browser.post(pad(rij, "meedoen/"), {"mee": "1"})
    assert rij.gemeenten.count() == 3
    op_moment("2014-02-14T00:00+01:00")
    browser.post(pad(rij, "meedoen/"), {"mee": "0"})
    assert rij.gemeenten.count() == 3
    op_moment("2014-02-13T23:59+01:00")
    Bijeenkomst.objects.update(afgelast="te weinig mensen")
    antwoord = browser.post(pad(rij, "meedoen/"), {"mee": "0"}, follow=True)
    assert "gaat niet door. Aanmelden kan niet meer." in antwoord.content.decode()
    assert rij.gemeenten.count() == 3


def test_a_meeting_of_a_regio_is_for_its_gemeenten(
    als, rolverdeling, invuller_heemstede, invuller_uithoorn, zuid_kennemerland
) -> None:
    velden = BIJEENKOMST | {"regio": zuid_kennemerland.pk}
    als(rolverdeling[Rol.VNG]).post("/bijeenkomsten/nieuw/", velden)
    rij = Bijeenkomst.objects.get()

    assert als(invuller_heemstede).get(pad(rij)).status_code == 200
    assert als(invuller_uithoorn).get(pad(rij)).status_code == 404


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"datum": "ooit"}, "Vul een datum in als dag-maand-jaar"),
        ({"gemeenten": "Haarlum"}, "De gemeente «Haarlum» kennen wij niet."),
        ({"namens": ""}, "Vul in wie uitnodigt."),
    ],
)
def test_a_meeting_that_is_not_right_is_refused(als, ambassadeur, anders, zin: str) -> None:
    antwoord = als(ambassadeur).post("/bijeenkomsten/nieuw/", BIJEENKOMST | anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Bijeenkomst.objects.exists()


# Handreikingen


def handreiking(**anders: object) -> dict[str, object]:
    basis = {"versie": "0", "titel": "Vormen", "onderwerp": "Welke vorm past?", "criterium": "K4"}
    return basis | anders


def test_vng_publishes_and_everybody_reads(als, vng, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    browser = als(vng)
    assert browser.post("/handreikingen/nieuw/", handreiking()).status_code == 302
    bezoeker = als(None)
    assert "wordt nog gemaakt" in bezoeker.get("/handreikingen/").content.decode()
    rij = Handreiking.objects.get()
    assert bezoeker.get(f"/handreikingen/{rij.pk}.pdf").status_code == 404

    stuk = SimpleUploadedFile("../../geheim.pdf", b"%PDF-1.7 inhoud %%EOF")
    wijzigen = f"/handreikingen/{rij.pk}/wijzigen/"
    assert browser.post(wijzigen, handreiking(versie="1", bestand=stuk)).status_code == 302
    antwoord = bezoeker.get(f"/handreikingen/{rij.pk}.pdf")
    assert b"".join(antwoord.streaming_content) == b"%PDF-1.7 inhoud %%EOF"
    assert antwoord.headers["Content-Disposition"].startswith("attachment")
    assert [p.parent.name for p in tmp_path.rglob("*.pdf")] == ["handreikingen"]

    assert browser.post(wijzigen, handreiking(versie="1", titel="Anders")).status_code == 409
    weg = handreiking(versie="2", vervallen="on")
    assert browser.post(wijzigen, weg).status_code == 302
    assert "Er zijn nog geen handreikingen." in bezoeker.get("/handreikingen/").content.decode()
    assert bezoeker.get(f"/handreikingen/{rij.pk}.pdf").status_code == 404


@pytest.mark.parametrize("adres", ["javascript:alert(1)", "http://oud.nl/", "geen adres"])
def test_only_addresses_of_the_web_are_published(als, vng, adres: str) -> None:
    antwoord = als(vng).post("/handreikingen/nieuw/", handreiking(adres=adres))

    assert antwoord.status_code == 422
    assert not Handreiking.objects.exists()


def test_what_is_no_pdf_is_refused(als, vng) -> None:
    stuk = SimpleUploadedFile("x.pdf", b"MZ geen pdf")
    antwoord = als(vng).post("/handreikingen/nieuw/", handreiking(bestand=stuk))

    assert "Dit bestand is geen PDF." in antwoord.content.decode()


# Who, hostile text, empty, queries


def test_who_reads_and_who_does_what(als, verzoek, rolverdeling) -> None:
    for rol, wie in rolverdeling.items():
        browser = als(wie)
        leest = rol in LEESROLLEN | INVULROLLEN
        assert browser.get("/ondersteuning/").status_code == (200 if leest else 404), rol
        # rolverdeling is of Heemstede, in Zuid-Kennemerland
        assert browser.get(pad(verzoek)).status_code == (200 if leest else 404), rol
        assert browser.get(NIEUW).status_code == (200 if rol in INVULROLLEN else 404), rol
        stap = browser.post(pad(verzoek, "stap/"), {})
        assert stap.status_code == (422 if rol in HELPERS else 404), rol
        nodigt = rol in HELPERS | {Rol.PROVINCIE}
        assert browser.get("/bijeenkomsten/nieuw/").status_code == (200 if nodigt else 404), rol
        vng = rol == Rol.VNG
        assert browser.get("/handreikingen/nieuw/").status_code == (200 if vng else 404), rol
        assert browser.get("/handreikingen/").status_code == 200


def test_hostile_text_is_shown_as_text(als, velden, invuller_heemstede, ambassadeur, vng) -> None:
    gemeen = {"onderwerp": SCRIPT, "vraag": f"{SCRIPT} {LANG}"}
    als(invuller_heemstede).post(NIEUW, velden | gemeen)
    als(ambassadeur).post("/bijeenkomsten/nieuw/", BIJEENKOMST | {"onderwerp": SCRIPT})
    als(vng).post("/handreikingen/nieuw/", handreiking(titel=SCRIPT))

    rij = Ondersteuningsverzoek.objects.get()
    adressen = (
        "/ondersteuning/",
        pad(rij),
        pad(Bijeenkomst.objects.get()),
        "/handreikingen/",
        "/ambassadeur/briefing/JZ11/",
    )
    for adres in adressen:
        inhoud = als(ambassadeur).get(adres).content.decode()
        assert SCRIPT not in inhoud, adres
        assert "&lt;script&gt;" in inhoud, adres


def test_an_empty_page_says_what_to_do(als, ambassadeur, invuller_heemstede) -> None:
    assert "Er zijn nog geen verzoeken." in als(ambassadeur).get("/ondersteuning/").content.decode()
    gemeente = als(invuller_heemstede).get("/ondersteuning/").content.decode()
    assert "In uw regio is nog niets aangevraagd." in gemeente


def test_the_pages_take_a_fixed_number_of_queries(
    als, ambassadeur, verzoek, zuid_kennemerland, django_assert_max_num_queries
) -> None:
    browser = als(ambassadeur)
    browser.post("/bijeenkomsten/nieuw/", BIJEENKOMST)
    zet(browser, verzoek, 0, "toegewezen", aan=ambassadeur.persoon_id)
    for n in range(15):
        rij = Ondersteuningsverzoek.objects.create(
            vorm="advies",
            regio=zuid_kennemerland,
            gemeente_id="GM0397",
            onderwerp=f"V{n}",
            vraag="x",
            op=verzoek.op,
            door=ambassadeur.persoon,
        )
        rij.gemeenten.set(["GM0392", "GM0377"])
    adressen = {
        "/ondersteuning/": 8,
        pad(verzoek): 7,
        pad(Bijeenkomst.objects.get()): 6,
        "/handreikingen/": 4,
        "/ambassadeur/": 12,
    }
    for adres, hoogstens in adressen.items():
        browser.get(adres)
        with django_assert_max_num_queries(hoogstens):
            assert browser.get(adres).status_code == 200


def test_a_handreiking_leads_to_https_or_nowhere() -> None:
    assert Handreiking(adres="https://vng.nl/inkoop").link == "https://vng.nl/inkoop"
    assert [Handreiking(adres=a).link for a in ("javascript:alert(1)", "//zqx", "")] == [""] * 3
