"""Filling in: nothing is asked twice, nothing is stored unseen, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from gemeenten.models import Soort
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.regels import Antwoord
from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.bouwers import moment

Als = Callable[[Gebruiker | None], Client]
BASIS = "/opgave/2013-mei/"
JE03 = BASIS + "taken/JE03/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 14:03")


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    ronde = bouwers.uitvraag()
    bouwers.uitvraagtaak(ronde, "JE01", niveau="a", samenwerking_noodzakelijk=False)
    namen = ["Haarlem", "Heemstede"]
    bouwers.verband(
        "zk",
        ronde,
        {"JE03": namen, "JE01": namen},
        vastgelegd_op=moment("2013-05-01"),
        penvoerder="Haarlem",
        naam="Zuid-Kennemerland",
    )
    return ronde


@pytest.fixture
def invuller(ronde: Uitvraag, als: Als, invuller_heemstede: Gebruiker) -> Client:
    return als(invuller_heemstede)


def kaart(**velden: object) -> dict[str, object]:
    return {"versie": 0, "keuze": "zelfstandig"} | velden


def gegeven(taak: str = "JE03") -> list[Antwoord]:
    """The answers of Heemstede for a taak, in its last version."""
    versie = Opgaveversie.objects.filter(opgave__gemeente="GM0397").order_by("nummer").last()
    return [a for a in antwoorden(versie) if a.taak == taak]


def tekst(response: object) -> str:
    return response.content.decode()


def test_a_new_card_chooses_nothing_for_the_clerk(invuller):
    form = invuller.get(f"{BASIS}?taak=JE03").context["kaart"]

    assert (form["keuze"].value(), form["stadium"].value()) == (None, None)


def test_a_verband_without_stadium_is_not_saved(invuller):
    response = invuller.post(JE03, kaart(keuze="verband:zk"))

    assert response.status_code == 422
    assert "Kies hoe ver u bent met dit verband." in tekst(response)


def test_what_one_click_confirms_is_said_before_the_click(invuller):
    assert "Dan noteren wij als stadium: <b>intentie</b>" in tekst(invuller.get(BASIS))

    invuller.post(JE03 + "bevestig/", {"versie": 0})

    assert [(a.verband, a.stadium) for a in gegeven()] == [("zk", "intentie")]


def test_saving_by_itself_tells_when_and_moves_the_version_on(invuller):
    data = kaart(keuze="verband:zk", stadium="voorstel", automatisch="1")

    eerste = invuller.post(JE03, data)
    tweede = invuller.post(eerste.json()["actie"], data | {"versie": 1, "toelichting": "samen"})

    assert eerste.json() == {
        "versie": 1,
        "zin": "Opgeslagen om 14.03 uur",
        "actie": JE03 + "?verband=zk",
        "adres": BASIS + "?taak=JE03&verband=zk#taak-JE03",
    }
    assert tweede.json()["versie"] == 2
    assert [a.toelichting for a in gegeven()] == ["samen"]


def test_saving_by_itself_says_what_is_missing_and_writes_nothing(invuller):
    response = invuller.post(JE03, kaart(keuze="verband:zk", automatisch="1"))

    assert response.status_code == 422
    assert response.json()["zin"] == "Nog niet opgeslagen. Kies hoe ver u bent met dit verband."
    assert not Opgaveversie.objects.exists()


def test_saving_by_itself_never_overwrites_a_colleague(invuller):
    invuller.post(JE03, kaart(keuze="geen"))

    response = invuller.post(JE03, kaart(automatisch="1"))

    assert response.status_code == 409
    assert "een collega heeft intussen iets bewaard" in response.json()["zin"]
    assert [a.wijze for a in gegeven()] == ["geen"]


def test_coming_back_to_the_address_of_a_card_opens_it(invuller):
    """After logging in again the browser asks for what it was posting."""
    for pad in (JE03, JE03 + "bevestig/"):
        assert invuller.get(pad).url == f"{BASIS}?taak=JE03#taak-JE03"


def test_one_resumes_after_what_one_saved_last(invuller):
    assert "Begin met invullen" in tekst(invuller.get(BASIS))

    invuller.post(JE03, kaart())

    beeld = invuller.get(BASIS).context["beeld"]
    assert (beeld.laatst_bewaard, beeld.verder.code) == ("JE03", "JE06")
    assert "Verder waar u was" in tekst(invuller.get(BASIS))


def test_the_burden_is_counted_without_the_voluntary_taken(invuller):
    beeld = invuller.get(BASIS).context["beeld"]
    assert (beeld.nog, beeld.vragen, beeld.vooraf) == (3, 3, 1)

    invuller.post(BASIS + "taken/JE01/bevestig/", {"versie": 0})

    pagina = tekst(invuller.get(BASIS))
    assert "Nog 3 van de 3 vragen" in pagina
    assert "Bij 1 van de 3 stond al een antwoord klaar." in pagina
    assert pagina.count("telt niet mee") == 1


def test_an_empty_opgave_does_not_say_that_it_was_submitted(invuller):
    pagina = tekst(invuller.get(BASIS))

    assert "Er is nog niets om in te dienen." in pagina
    assert "is ingediend" not in pagina


def test_motieven_onderdeel_and_reden_are_kept(invuller):
    data = kaart(
        keuze="verband:zk",
        stadium="verkenning",
        onderdeel="inkoop",
        reden="wetgeving",
        motieven=["robuustheid", "goed_en_betaalbaar"],
        voorlopig="1",
    )
    invuller.post(JE03, data)

    [antwoord] = gegeven()
    assert antwoord.motieven == "goed_en_betaalbaar|robuustheid"
    assert (antwoord.onderdeel, antwoord.reden, antwoord.voorlopig) == ("inkoop", "wetgeving", True)
    form = invuller.get(f"{BASIS}?taak=JE03").context["kaart"]
    assert form["motieven"].value() == ["goed_en_betaalbaar", "robuustheid"]


def test_an_answer_without_verband_has_no_stadium_and_no_onderdeel(invuller):
    invuller.post(JE03, kaart(stadium="voorstel", onderdeel="inkoop"))

    [antwoord] = gegeven()
    assert (antwoord.stadium, antwoord.onderdeel) == (None, None)


def test_a_slip_in_the_name_becomes_a_choice(invuller):
    response = invuller.post(JE03, kaart(keuze="ander", ander_verband="zuid kenemerlant"))

    assert response.status_code == 422
    assert "Bedoelt u een van deze verbanden? Zuid-Kennemerland." in tekst(response)


def test_the_name_of_a_gemeente_finds_its_verbanden(invuller, ronde):
    bouwers.verband("kust", ronde, {"JE06": ["Velsen"]}, vastgelegd_op=moment("2013-05-01"))

    response = invuller.post(JE03, kaart(keuze="ander", ander_verband="velsen"))

    assert "Bedoelt u een van deze verbanden? Kust." in tekst(response)
    assert 'value="verband:kust"' in tekst(response)


def test_who_lists_us_for_a_like_taak_is_proposed_first(invuller, ronde):
    bouwers.verband(
        "buren", ronde, {"JE06": ["Haarlem", "Heemstede"]}, vastgelegd_op=moment("2013-05-01")
    )

    opties = list(invuller.get(f"{BASIS}?taak=WM05").context["kaart"].opties())

    assert [v.slug for _, v in opties] == ["buren", "zk"]
    assert [v.noemt_elders for _, v in opties] == [1, 1]


def test_the_own_arbeidsmarktregio_is_a_place_to_begin(invuller, ronde):
    regio = bouwers.regio(
        "Zuid-Kennemerland en IJmond",
        ["Haarlem", "Heemstede", "Velsen"],
        code="AM10",
        soort=Soort.ARBEIDSMARKTREGIO,
    )

    pagina = tekst(invuller.get(f"{BASIS}?taak=JE06"))

    assert "Begin met uw arbeidsmarktregio Zuid-Kennemerland en IJmond" in pagina
    assert "3 gemeenten" in pagina
    form = invuller.get(f"{BASIS}verbanden/nieuw/?taak=JE06&regio={regio.pk}").context["form"]
    assert "Zuid-Kennemerland en IJmond" in form["regio_JE06"].value()


@pytest.fixture
def november(ronde: Uitvraag, op_moment: Callable[[str], datetime]) -> Uitvraag:
    """A second round; in the first Heemstede submitted two answers."""
    bouwers.opgave(
        "Heemstede", ronde, {"JE03": "zk", "JE06": "zelfstandig"}, ingediend_op=moment("2013-05-20")
    )
    november = bouwers.uitvraag(
        "2013-nov",
        opent=moment("2013-11-01"),
        deadline=moment("2013-12-01"),
        laatste_wijziging=moment("2013-12-10"),
    )
    op_moment("2013-11-15 09:30")
    return november


def test_the_answers_of_the_last_round_ask_for_one_click_each(invuller, november):
    basis = "/opgave/2013-nov/"
    pagina = tekst(invuller.get(basis))
    assert pagina.count("laatst bevestigd op 20 mei 2013. Klopt het nog?") == 2
    assert invuller.get(basis).context["beeld"].groepen[0].te_bevestigen == 2

    invuller.post(basis + "taken/JE03/bevestig/", {"versie": 0})

    beeld = invuller.get(basis).context["beeld"]
    assert [rij.staat for rij in beeld.rijen] == ["klaar", "bevestigen", "open"]
    assert (beeld.nog, beeld.vooraf) == (2, 2)
    assert "bevestigd op 15 november" in tekst(invuller.get(basis))
    assert [(a.verband, a.stadium) for a in gegeven()] == [("zk", "intentie")]


def test_all_answers_of_the_last_round_are_confirmed_at_once(invuller, november):
    basis = "/opgave/2013-nov/"
    assert "2 antwoorden komen uit een vorige ronde." in tekst(invuller.get(basis))

    invuller.post(basis + "taken/JE03/bevestig/", {"versie": 0, "ook_voor": ["JE03", "JE06"]})

    beeld = invuller.get(basis).context["beeld"]
    assert [rij.staat for rij in beeld.rijen] == ["klaar", "klaar", "open"]


def test_a_new_verband_replaces_the_choice_that_was_there(invuller):
    invuller.post(JE03, kaart())

    form = invuller.get(f"{BASIS}?taak=JE03&kies=zk").context["kaart"]

    assert form["keuze"].value() == "verband:zk"


@pytest.mark.parametrize("rol", ["raad", "vng", "commissie", "ambassadeur", "beheerder"])
def test_others_do_not_save_a_card(ronde, als, rolverdeling, rol):
    for pad in (JE03, JE03 + "bevestig/"):
        assert als(rolverdeling[rol]).post(pad, kaart()).status_code == 404
    assert not Opgaveversie.objects.exists()


def test_a_card_is_always_that_of_the_own_gemeente(invuller, als, invuller_haarlem):
    """The address names no gemeente: Haarlem saves its own and sees nothing of Heemstede's."""
    invuller.post(JE03, kaart(toelichting="alleen voor ons"))

    haarlem = als(invuller_haarlem)
    assert "alleen voor ons" not in tekst(haarlem.get(f"{BASIS}?taak=JE03"))
    haarlem.post(JE03, kaart(keuze="geen"))

    assert [a.toelichting for a in gegeven()] == ["alleen voor ons"]
