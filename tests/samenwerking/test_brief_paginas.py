"""Joint letters in the browser: who sees what, composing, signing, withdrawing, on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from samenwerking.acties import briefverloop as verloop
from samenwerking.models import Brief, Opgaveversie, Uitvraag
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from samenwerking.uitwisseling.importeren import importeer
from tests import bouwers
from tests.bouwers import CODES, moment

Als = Callable[[Gebruiker | None], Client]
NAMEN = ("Haarlem", "Heemstede", "Haarlemmermeer")
PAGINA = "/brieven/2013-mei/sociaal-domein/"
NIEUW = "/opgave/2013-mei/brieven/nieuw/"
ECHT = "/brieven/2013-mei/randstad-noord/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    for naam in CODES:
        bouwers.gemeente(naam)
    ronde = bouwers.uitvraag()
    leden = {"JE03": ["Haarlem", "Heemstede"]}
    bouwers.verband(
        "zk",
        ronde,
        leden,
        vastgelegd_op=moment("2013-05-01"),
        penvoerder="Haarlem",
        naam="Zuid-Kennemerland",
    )
    return ronde


@pytest.fixture
def brief(ronde: Uitvraag) -> Brief:
    rij = bouwers.brief(ronde, NAMEN)
    bouwers.briefregel(rij, ["JE03"], ["Haarlem", "Heemstede"], "zk")
    bouwers.briefregel(rij, ["JE03"], ["Haarlemmermeer"], "zelfstandig")
    return rij


@pytest.fixture
def ter_ondertekening(brief: Brief, invuller_haarlem: Gebruiker, nu: datetime) -> Brief:
    verloop.bied_aan(brief, door=invuller_haarlem, op=nu, versie=0)
    brief.refresh_from_db()
    return brief


@pytest.fixture
def haarlem(ronde: Uitvraag, als: Als, invuller_haarlem: Gebruiker) -> Client:
    return als(invuller_haarlem)


def getypt(browser: Client, pad: str, **anders: object) -> dict[str, object]:
    """What the form of `pad` sends when nothing but `anders` is changed."""
    form = browser.get(pad).context["form"]
    gevuld = {veld.html_name: veld.value() for veld in form}
    return {n: w for n, w in gevuld.items() if w not in (None, "") and w is not False} | anders


def test_what_is_not_sent_is_for_the_named_gemeenten_only(
    ter_ondertekening: Brief, rolverdeling: dict[str, Gebruiker], als: Als
) -> None:
    mogen = {rol for rol, wie in rolverdeling.items() if als(wie).get(PAGINA).status_code == 200}

    assert mogen == {Rol.INVULLER, Rol.VASTSTELLER}
    velsen = als(bouwers.gebruiker(Rol.VASTSTELLER, "Velsen"))
    for deel in ("", "brief.pdf", "tekenen/", "mandaat/", "intrekken/", "bewerken/"):
        assert velsen.get(f"{PAGINA}{deel}").status_code == 404, deel
    assert "Sociaal domein" not in velsen.get("/brieven/").content.decode()


def test_a_sent_letter_is_for_the_readers_and_the_raad_too(
    ter_ondertekening: Brief, rolverdeling: dict[str, Gebruiker], als: Als, nu: datetime
) -> None:
    Brief.objects.update(verzonden_op=nu)

    mogen = {rol for rol, wie in rolverdeling.items() if als(wie).get(PAGINA).status_code == 200}

    assert mogen == set(Rol) - {Rol.BEHEERDER}
    pagina = als(rolverdeling[Rol.RAAD]).get(PAGINA).content.decode()
    assert "Uw college" not in pagina and "/opgave/2013-mei/controle/" not in pagina


def test_an_empty_list_says_what_to_do(haarlem: Client, als: Als, commissielid: Gebruiker) -> None:
    assert "Stel een brief op" in haarlem.get("/brieven/").content.decode()
    assert "nog geen brief verzonden" in als(commissielid).get("/brieven/").content.decode()


def test_composing_begins_with_the_own_gemeente_and_a_double_click_makes_one_letter(
    haarlem: Client,
) -> None:
    data = getypt(
        haarlem,
        NIEUW,
        onderwerp="Samen verder",
        gemeenten="Haarlem\nHaarlemmerliede en Spaarnwoude; Heemstede",
        geadresseerden="VNG; Postbus 30435, Den Haag\nMinister van BZK",
        tekst="Geachte mevrouw,\n\nWij doen dit samen.",
    )

    for _ in range(2):
        antwoord = haarlem.post(NIEUW, data)

    assert antwoord.url == "/brieven/2013-mei/samen-verder/"
    brief = Brief.objects.get()
    assert {o.gemeente_id for o in brief.ondertekeningen.all()} == {
        CODES["Haarlem"],
        CODES["Heemstede"],
        CODES["Haarlemmerliede en Spaarnwoude"],
    }
    assert [(g.naam, g.adres) for g in brief.geadresseerden.all()] == [
        ("VNG", "Postbus 30435, Den Haag"),
        ("Minister van BZK", ""),
    ]


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("onderwerp", "", "Vul in waar de brief over gaat"),
        ("gemeenten", "Haarlem\nHarlem", "«Harlem» kennen wij niet"),
        ("geadresseerden", "a|b", "korter, als naam; adres"),
        ("datum", "gisteren", "dag-maand-jaar"),
        ("identiek", "X-1", "geen brief met dit kenmerk"),
    ],
)
def test_wrong_input_is_said_and_nothing_is_lost(
    haarlem: Client, veld: str, waarde: str, zin: str
) -> None:
    data = getypt(haarlem, NIEUW, onderwerp="Samen", tekst="Onze tekst.") | {veld: waarde}

    antwoord = haarlem.post(NIEUW, data)

    assert antwoord.status_code == 422
    pagina = antwoord.content.decode()
    assert zin in pagina and "Onze tekst." in pagina
    assert not Brief.objects.exists()


def test_the_second_clerk_sees_both_texts(brief: Brief, haarlem: Client) -> None:
    data = getypt(haarlem, f"{PAGINA}bewerken/", tekst="Mijn tekst.")
    Brief.objects.update(versie=1, tekst="De tekst van de collega.")

    antwoord = haarlem.post(f"{PAGINA}bewerken/", data)

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Mijn tekst." in pagina and "De tekst van de collega." in pagina
    opnieuw = {v.html_name: v.value() for v in antwoord.context["form"] if v.value()}
    assert haarlem.post(f"{PAGINA}bewerken/", opnieuw).status_code == 302
    brief.refresh_from_db()
    assert brief.tekst == "Mijn tekst."


def test_only_the_initiator_changes_the_letter(
    brief: Brief, als: Als, invuller_heemstede: Gebruiker
) -> None:
    heemstede = als(invuller_heemstede)
    for deel in ("bewerken/", "besluiten/nieuw/", "besluiten/1/"):
        assert heemstede.get(f"{PAGINA}{deel}").status_code == 404, deel
    for deel in ("aanbieden/", "terugnemen/", "verzenden/", "besluiten/1/verwijderen/"):
        assert heemstede.post(f"{PAGINA}{deel}").status_code == 404, deel


def test_a_decision_is_added_changed_and_removed(brief: Brief, haarlem: Client) -> None:
    nieuw = getypt(
        haarlem,
        f"{PAGINA}besluiten/nieuw/",
        taken=["JE06"],
        wijze="verband",
        verband="zuid-kennemerland",
        stadium="intentie",
    )
    assert haarlem.post(f"{PAGINA}besluiten/nieuw/", nieuw).status_code == 302
    brief.refresh_from_db()
    regel = brief.regels.get(nummer=3)
    assert (regel.verband_id, regel.gemeenten.count()) == ("zk", 3)

    anders = getypt(haarlem, f"{PAGINA}besluiten/3/", wijze="wacht_op_rijk")
    assert haarlem.post(f"{PAGINA}besluiten/3/", anders).status_code == 302
    regel.refresh_from_db()
    assert (regel.wijze, regel.verband_id, regel.stadium) == ("wacht_op_rijk", None, None)

    brief.refresh_from_db()
    haarlem.post(f"{PAGINA}besluiten/3/verwijderen/", {"versie": brief.versie})
    assert brief.regels.count() == 2
    assert haarlem.get(f"{PAGINA}besluiten/3/").status_code == 404


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"taken": []}, "Kies ten minste één taak"),
        ({"gemeenten": []}, "Kies ten minste één gemeente"),
        ({"verband": "Kennemer"}, "Bedoelt u: Zuid-Kennemerland?"),
        ({"verband": "Zuid-Kenemerland"}, "Bedoelt u: Zuid-Kennemerland?"),
        ({"verband": ""}, "Kies een verband"),
        ({"stadium": ""}, "Kies hoe ver u bent"),
        ({"wijze": "landelijk"}, "Landelijk kan niet bij Residentiële jeugdzorg"),
        ({"taken": ["JE03"]}, "De brief zegt al iets over 1 van deze taken"),
    ],
)
def test_a_wrong_decision_is_said(
    brief: Brief, haarlem: Client, anders: dict[str, object], zin: str
) -> None:
    adres = f"{PAGINA}besluiten/nieuw/"
    goed = {"taken": ["JE06"], "wijze": "verband", "verband": "zk", "stadium": "intentie"}

    antwoord = haarlem.post(adres, getypt(haarlem, adres, **goed) | anders)

    assert antwoord.status_code in {409, 422}
    assert zin in antwoord.content.decode()
    assert brief.regels.count() == 2


def test_an_invuller_reads_and_the_vaststeller_signs_after_seeing_what_changes(
    ter_ondertekening: Brief, haarlem: Client, als: Als, vaststeller_haarlem: Gebruiker
) -> None:
    assert haarlem.get(f"{PAGINA}tekenen/").status_code == 404
    assert "Tekenen doet uw vaststeller" in haarlem.get(PAGINA).content.decode()
    vaststeller = als(vaststeller_haarlem)
    assert "Wacht op uw handtekening" in vaststeller.get("/brieven/").content.decode()

    pagina = vaststeller.get(f"{PAGINA}tekenen/").content.decode()
    assert "nog geen antwoord" in pagina and "Zuid-Kennemerland, intentie" in pagina
    data = getypt(vaststeller, f"{PAGINA}tekenen/", naam="B.B. Schneiders", functie="burgemeester")
    for _ in range(2):
        assert vaststeller.post(f"{PAGINA}tekenen/", data).url == PAGINA

    pagina = vaststeller.get(PAGINA).content.decode()
    assert "Namens de gemeente Haarlem" in pagina and "B.B. Schneiders" in pagina
    assert "/opgave/2013-mei/controle/" in pagina
    assert [r.taak_id for r in Opgaveversie.objects.get().regels.all()] == ["JE03"]


def test_an_opgave_that_changed_meanwhile_is_shown_again_before_signing(
    ter_ondertekening: Brief, als: Als, vaststeller_haarlem: Gebruiker, nu: datetime
) -> None:
    vaststeller = als(vaststeller_haarlem)
    data = getypt(vaststeller, f"{PAGINA}tekenen/", naam="B.B. Schneiders", functie="burgemeester")
    bouwers.opgave("Haarlem", ter_ondertekening.uitvraag, {"JE03": "zelfstandig"})
    bouwers.Opgave.objects.update(versie=1)

    antwoord = vaststeller.post(f"{PAGINA}tekenen/", data)

    assert antwoord.status_code == 409
    pagina = antwoord.content.decode()
    assert "B.B. Schneiders" in pagina and "zelfstandig" in pagina
    opnieuw = {v.html_name: v.value() for v in antwoord.context["form"] if v.value()}
    assert vaststeller.post(f"{PAGINA}tekenen/", opnieuw).status_code == 302


def test_before_signing_one_sees_the_toelichting_when_only_that_differs(
    ter_ondertekening: Brief, als: Als, vaststeller_haarlem: Gebruiker
) -> None:
    ter_ondertekening.regels.update(toelichting="zo zegt de brief")
    bouwers.opgave("Haarlem", ter_ondertekening.uitvraag, {"JE03": "zk"}).regels.update(
        stadium="intentie", toelichting="zo zei onze opgave"
    )

    pagina = als(vaststeller_haarlem).get(f"{PAGINA}tekenen/").content.decode()

    assert "Zuid-Kennemerland, intentie: «zo zei onze opgave»" in pagina
    assert "Zuid-Kennemerland, intentie: «zo zegt de brief»" in pagina


def test_what_waits_for_the_own_signature_stands_first_and_is_not_sent_unsigned(
    ter_ondertekening: Brief, haarlem: Client
) -> None:
    bouwers.brief(ter_ondertekening.uitvraag, ["Haarlem"], slug="aaa")

    eerste = haarlem.get("/brieven/").context["brieven"][0][0]
    pagina = haarlem.get(PAGINA).content.decode()

    assert (eerste, eerste.wacht) == (ter_ondertekening, 1)
    assert "Eerder verzenden kan na de eerste handtekening" in pagina
    assert "Verzend met de 0" not in pagina and "Verzend de brief" not in pagina


def test_mandate_is_given_by_the_own_college_and_then_another_signs(
    ter_ondertekening: Brief,
    als: Als,
    vaststeller_haarlem: Gebruiker,
    vaststeller_heemstede: Gebruiker,
) -> None:
    heemstede, haarlem = als(vaststeller_heemstede), als(vaststeller_haarlem)
    fout = heemstede.post(f"{PAGINA}mandaat/", {"aan": CODES["Haarlem"], "grond": ""})
    assert fout.status_code == 422 and "welk besluit" in fout.content.decode()
    assert heemstede.post(f"{PAGINA}mandaat/", {"aan": CODES["Velsen"]}).status_code == 422

    heemstede.post(
        f"{PAGINA}mandaat/", {"aan": CODES["Haarlem"], "grond": "Collegebesluit 21 mei 2013"}
    )
    data = getypt(haarlem, f"{PAGINA}tekenen/", naam="B.B. Schneiders", functie="burgemeester")
    assert sorted(data["gemeenten"]) == [CODES["Haarlem"], CODES["Heemstede"]]
    haarlem.post(f"{PAGINA}tekenen/", data)

    pagina = heemstede.get(PAGINA).content.decode()
    assert "Namens de gemeenten Haarlem en Heemstede" in pagina
    assert "Collegebesluit 21 mei 2013" in pagina
    assert heemstede.get(f"{PAGINA}mandaat/").status_code == 404


def test_withdrawing_says_first_what_happens_to_the_opgave(
    ter_ondertekening: Brief, als: Als, vaststeller_haarlem: Gebruiker
) -> None:
    haarlem = als(vaststeller_haarlem)
    adres = f"{PAGINA}intrekken/"
    assert haarlem.get(adres).url == PAGINA
    data = getypt(haarlem, f"{PAGINA}tekenen/", naam="S", functie="burgemeester")
    haarlem.post(f"{PAGINA}tekenen/", data)
    assert "Uw concept zegt bij 1 taak hetzelfde" in haarlem.get(adres).content.decode()
    Opgaveversie.objects.update(
        ingediend_op=moment("2013-05-31 10:00"),
        door=bouwers.persoon(),
        ontvangstnummer="x",
        inhoud_hash="y",
    )
    assert "is al ingediend en verandert niet" in haarlem.get(adres).content.decode()
    assert haarlem.post(adres, getypt(haarlem, adres)).status_code == 422

    haarlem.post(adres, getypt(haarlem, adres, reden="De raad wil eerst praten"))

    pagina = haarlem.get(PAGINA).content.decode()
    assert "Haarlem trok zich terug" in pagina and "De raad wil eerst praten" in pagina
    assert Opgaveversie.objects.get().regels.count() == 1


def test_the_initiator_takes_back_and_sends(
    ter_ondertekening: Brief, haarlem: Client, als: Als, vaststeller_heemstede: Gebruiker
) -> None:
    heemstede = als(vaststeller_heemstede)
    haarlem.post(f"{PAGINA}terugnemen/", {"reden": "Een naam klopt niet"})
    assert "Een naam klopt niet" in haarlem.get(PAGINA).content.decode()
    versie = Brief.objects.get().versie
    haarlem.post(f"{PAGINA}aanbieden/", {"versie": versie})
    data = getypt(heemstede, f"{PAGINA}tekenen/", naam="H", functie="wethouder")
    assert data["nummer"] == 2
    heemstede.post(f"{PAGINA}tekenen/", data)

    haarlem.post(f"{PAGINA}verzenden/")
    assert "Vink aan" in haarlem.get(PAGINA).content.decode()
    haarlem.post(f"{PAGINA}verzenden/", {"onvolledig": "on"})

    assert Brief.objects.get().verzonden_op == moment("2013-05-31 10:00")


@pytest.fixture
def echt(referentie: None) -> Brief:
    """The real letter of 30 May 2013."""
    mei = Uitvraag.objects.get(pk="2013-mei")
    importeer(mei, settings.FIXTURES / "brief-2013-05-30", persoon=bouwers.persoon())
    return Brief.objects.get(slug="randstad-noord")


def test_the_real_letter_13_gemeenten_5_signatures_2_addressees(
    echt: Brief, als: Als, commissielid: Gebruiker, nu: datetime
) -> None:
    antwoord = als(commissielid).get(ECHT)

    beeld, pagina = antwoord.context["beeld"], antwoord.content.decode()
    assert (beeld.totaal, beeld.getekend, len(beeld.handtekeningen)) == (13, 13, 5)
    assert [len(h.gemeenten) for h in beeld.handtekeningen] == [5, 5, 1, 1, 1]
    assert beeld.handtekeningen[0].hoedanigheid == "wethouder van Ouder-Amstel"
    assert beeld.handtekeningen[2].hoedanigheid == "wethouder"
    assert [v.gemeenten for v in beeld.verwanten] == [
        ["Beverwijk", "Heemskerk", "Uitgeest", "Velsen"]
    ]
    for zin in ("VNG en Minister van BZK", "telt één keer", "op papier", "3 veiligheidsregio"):
        assert zin in pagina
    zelfstandig = [b.gemeenten for b in beeld.besluiten if b.hoe == "zelfstandig"]
    assert sorted(zelfstandig) == [["Amsterdam"], ["Haarlemmermeer"]]
    lijst = als(commissielid).get("/brieven/")
    assert (len(lijst.context["brieven"]), lijst.context["tellen_als"]) == (2, 1)


def test_who_is_in_a_letter_does_not_open_the_one_that_is_identical(echt: Brief, als: Als) -> None:
    haarlem = als(bouwers.gebruiker(Rol.INVULLER, "Haarlem"))
    velsen = als(bouwers.gebruiker(Rol.VASTSTELLER, "Velsen"))

    pagina = haarlem.get(ECHT).content.decode()
    assert "Beverwijk" in pagina and "/brieven/2013-mei/ijmond/" not in pagina
    assert haarlem.get("/brieven/2013-mei/ijmond/").status_code == 404
    pagina = velsen.get("/brieven/2013-mei/ijmond/").content.decode()
    assert "de brief met kenmerk STZ/WWGZ/2013/229823" in pagina and "Schneiders" not in pagina
    assert "handtekeningen zijn niet bekend" in pagina
    for deel in ("tekenen/", "mandaat/", "intrekken/"):
        assert velsen.get(f"/brieven/2013-mei/ijmond/{deel}").status_code == 404


def test_a_letter_identical_to_another_is_found_by_its_kenmerk(echt: Brief, als: Als) -> None:
    velsen = als(bouwers.gebruiker(Rol.INVULLER, "Velsen"))
    data = getypt(velsen, NIEUW, onderwerp="Ook", identiek="stz/wwgz/2013/229823")

    velsen.post(NIEUW, data | {"sleutel": uuid4()})

    assert Brief.objects.get(onderwerp="Ook").identiek_aan == echt


def test_the_pages_ask_a_fixed_number_of_queries(
    echt: Brief, als: Als, commissielid: Gebruiker, django_assert_max_num_queries
) -> None:
    browser = als(commissielid)
    browser.get(ECHT)

    with django_assert_max_num_queries(24):
        browser.get(ECHT)
    with django_assert_max_num_queries(24):
        browser.get("/brieven/2013-mei/ijmond/")
    with django_assert_max_num_queries(9):
        browser.get("/brieven/")


def test_a_letter_still_being_signed_is_not_overwritten_by_a_file(echt: Brief, tmp_path) -> None:
    bouwers.brief(echt.uitvraag, ["Velsen", "Haarlem"], slug="uit-het-portaal")
    (tmp_path / "brieven.csv").write_text(
        "brief,datum,kenmerk,onderwerp,geadresseerden,identiek_aan\n"
        "uit-het-portaal,2013-05-30,,Anders,VNG,\n"
    )
    with pytest.raises(Exception, match="nog niet verzonden"):
        importeer(echt.uitvraag, tmp_path, persoon=bouwers.persoon())
