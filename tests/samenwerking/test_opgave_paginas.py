"""The pages of the opgave: who sees them, what they cost, what happens to wrong input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samenwerking.acties.antwoorden import antwoorden
from samenwerking.models import Opgave, Opgaveversie, Uitvraag
from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.bouwers import moment

Als = Callable[[Gebruiker | None], Client]
BASIS = "/opgave/2013-mei/"
JE03 = BASIS + "taken/JE03/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    ronde = bouwers.uitvraag()
    leden = {"JE03": ["Haarlem", "Heemstede"], "JE06": ["Haarlem"]}
    bouwers.verband(
        "zuid-kennemerland", ronde, leden, vastgelegd_op=moment("2013-05-01"), penvoerder="Haarlem"
    )
    bouwers.verband(
        "ijmond", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2013-05-01"), naam="IJmond"
    )
    return ronde


@pytest.fixture
def invuller(ronde: Uitvraag, als: Als, invuller_heemstede: Gebruiker) -> Client:
    return als(invuller_heemstede)


@pytest.fixture
def vaststeller(ronde: Uitvraag, als: Als, vaststeller_heemstede: Gebruiker) -> Client:
    return als(vaststeller_heemstede)


def kaart(**velden: object) -> dict[str, object]:
    """What the card sends: zelfstandig at version 0 unless said otherwise."""
    return {"versie": 0, "keuze": "zelfstandig", "stadium": "intentie"} | velden


def antwoord(taak: str = "JE03") -> list[tuple[str, str | None]]:
    """(wijze, verband) of the last version of Heemstede."""
    versie = Opgaveversie.objects.filter(opgave__gemeente="GM0397").order_by("nummer").last()
    return [(a.wijze, a.verband) for a in antwoorden(versie) if a.taak == taak]


def tekst(response: object) -> str:
    return response.content.decode()


def test_opgave_leads_to_the_round_that_runs(invuller):
    assert invuller.get("/opgave/").url == BASIS


def test_an_empty_opgave_says_what_to_do_and_until_when(invuller):
    pagina = tekst(invuller.get(BASIS))

    assert "Nog 14 uur" in pagina
    assert "tot en met vrijdag 31 mei" in pagina
    assert "Ja, dit klopt" in pagina
    assert "2 taken kiezen bij Jeugd" in pagina
    assert "Er is nog niets opgeslagen" in pagina


def test_looking_writes_nothing(invuller):
    for pad in (BASIS, f"{BASIS}?taak=JE03", f"{BASIS}controle/", f"{BASIS}verschillen/"):
        assert invuller.get(pad).status_code == 200

    assert not Opgave.objects.exists()


def test_an_unknown_round_or_taak_is_a_404(invuller):
    assert invuller.get("/opgave/2031-mei/").status_code == 404
    assert invuller.post(BASIS + "taken/XX99/", kaart()).status_code == 404
    assert invuller.get(BASIS + "ontvangst/1/").status_code == 404
    assert invuller.get(BASIS + "?taak=XX99").status_code == 200


def test_others_do_not_see_the_pages(ronde, als, rolverdeling):
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in {"invuller", "vaststeller"} else 404
        assert als(wie).get(BASIS).status_code == verwacht, rol


def test_saving_a_card_goes_on_to_the_next_taak(invuller):
    response = invuller.post(
        JE03, kaart(keuze="verband:zuid-kennemerland", raad_gepland="18-6-2013")
    )

    assert response.url == f"{BASIS}?taak=JE06#taak-JE06"
    assert antwoord() == [("verband", "zuid-kennemerland")]
    assert "Opgeslagen om 10.00 uur" in tekst(invuller.get(BASIS))


def test_the_same_answer_goes_to_more_taken_at_once(invuller):
    invuller.post(JE03, kaart(ook_voor=["JE06"]))

    assert antwoord() == antwoord("JE06") == [("zelfstandig", None)]


def test_another_verband_is_found_by_its_name(invuller):
    invuller.post(JE03, kaart(keuze="ander", ander_verband="ijMOND"))

    assert antwoord() == [("verband", "ijmond")]


def test_an_unknown_name_comes_back_with_proposals_and_all_that_was_typed(invuller):
    response = invuller.post(
        JE03, kaart(keuze="ander", ander_verband="kennemer", toelichting="wij twijfelen nog")
    )

    assert response.status_code == 422
    assert "Bedoelt u een van deze verbanden? Zuid kennemerland." in tekst(response)
    assert 'value="kennemer"' in tekst(response)
    assert "wij twijfelen nog" in tekst(response)
    assert not Opgave.objects.exists()


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"keuze": ""}, "Kies met wie u deze taak uitvoert."),
        ({"keuze": "verband:ijmond", "stadium": ""}, "Kies hoe ver u bent"),
        ({"college_gepland": "morgen"}, "Vul een datum in als dag-maand-jaar"),
        ({"college_kenmerk": "2013/17"}, "Vul bij het kenmerk ook een datum in."),
        ({"keuze": "verband:bestaat-niet"}, "Selecteer een geldige keuze"),
    ],
)
def test_wrong_input_says_what_to_do(invuller, fout, zin):
    response = invuller.post(JE03, kaart(**fout))

    assert response.status_code == 422
    assert zin in tekst(response)


def test_the_second_clerk_gets_both_texts_and_can_save_the_own_one(invuller, vaststeller):
    invuller.post(JE03, kaart(keuze="verband:ijmond", toelichting="zo besloot het college"))

    response = vaststeller.post(JE03, kaart(toelichting="de raad wil het zelf"))

    pagina = tekst(response)
    assert response.status_code == 409
    assert "zo besloot het college" in pagina
    assert "de raad wil het zelf" in pagina
    assert 'name="versie" value="1"' in pagina
    assert antwoord() == [("verband", "ijmond")]
    vaststeller.post(JE03, kaart(versie=1))
    assert antwoord() == [("zelfstandig", None)]


def test_a_stale_card_with_an_error_loses_nothing_either(invuller, vaststeller):
    invuller.post(JE03, kaart())

    response = vaststeller.post(JE03, kaart(keuze="ander", ander_verband="wie weet"))

    assert response.status_code == 409
    assert "Dit verband kennen wij niet" in tekst(response)
    assert 'value="wie weet"' in tekst(response)


def test_layers_are_kept_added_and_removed(invuller):
    invuller.post(JE03, kaart(keuze="verband:ijmond"))
    invuller.post(f"{JE03}?verband=", kaart(keuze="verband:zuid-kennemerland", versie=1))
    assert [slug for _, slug in antwoord()] == ["ijmond", "zuid-kennemerland"]

    ijmond = f"{JE03}?verband=ijmond"
    invuller.post(ijmond, kaart(keuze="verband:ijmond", stadium="voorstel", versie=2))
    assert [slug for _, slug in antwoord()] == ["ijmond", "zuid-kennemerland"]
    dubbel = invuller.post(ijmond, kaart(keuze="verband:zuid-kennemerland", versie=3))
    assert "Dit verband staat al bij deze taak." in tekst(dubbel)
    anders = invuller.post(ijmond, kaart(versie=3))
    assert "Verwijder eerst de andere verbanden" in tekst(anders)

    invuller.post(ijmond, {"versie": 3, "verwijder": "1"})
    assert [slug for _, slug in antwoord()] == ["zuid-kennemerland"]


def test_one_click_confirms_what_the_penvoerder_said(invuller):
    invuller.post(JE03 + "bevestig/", {"versie": 0})

    assert antwoord() == [("verband", "zuid-kennemerland")]
    assert invuller.post(BASIS + "taken/WM05/bevestig/", {"versie": 1}).status_code == 404


def test_after_a_confirmation_the_next_one_is_again_one_click_away(invuller, ronde):
    leden = {"JE03": ["Heemstede"], "JE06": ["Heemstede"]}
    bouwers.verband("duin", ronde, leden, vastgelegd_op=ronde.opent)

    response = invuller.post(JE03 + "bevestig/", {"versie": 0, "verband": "duin"})

    assert response.url == f"{BASIS}#taak-JE06", "the card would ask for all of it again"
    assert "Ja, dit klopt" in tekst(invuller.get(BASIS))
    assert 'href="#taak-JE06">Verder' in invuller.get(BASIS).content.decode()


def test_a_stale_confirmation_changes_nothing(invuller):
    invuller.post(JE03, kaart())

    response = invuller.post(JE03 + "bevestig/", {"versie": 0}, follow=True)

    assert "Een collega heeft intussen iets bewaard" in tekst(response)
    assert antwoord() == [("zelfstandig", None)]


def dien_in(browser: Client, **velden: object) -> object:
    """Submit at version 1 with all ticked."""
    standaard = {"versie": 1, "sleutel": uuid4(), "gecontroleerd": ["O1", "O5"]}
    standaard["reden_open"] = "de raad beslist in juni"
    return browser.post(BASIS + "indienen/", standaard | velden)


def test_the_vaststeller_submits_and_gets_a_receipt(invuller, vaststeller):
    invuller.post(JE03, kaart())

    response = dien_in(vaststeller)

    bewijs = tekst(vaststeller.get(response.url))
    assert response.url == BASIS + "ontvangst/1/"
    assert "2013-mei-0397-1" in bewijs
    assert "op tijd" in bewijs
    assert "Regel in het logboek" in bewijs


def test_the_invuller_checks_but_does_not_submit(invuller):
    invuller.post(JE03, kaart())

    pagina = tekst(invuller.get(BASIS + "controle/"))

    assert "Indienen doet de vaststeller" in pagina
    assert "Dien de opgave in" not in pagina
    assert dien_in(invuller).status_code == 404


def test_a_refused_submission_keeps_what_was_typed(vaststeller):
    vaststeller.post(JE03, kaart())
    dien_in(vaststeller)
    vaststeller.post(JE03, kaart(versie=2, keuze="geen"))

    response = dien_in(vaststeller, versie=3, gecontroleerd=[], reden="college wil anders")

    assert response.status_code == 409
    assert "Vink aan dat u de aandachtspunten hebt gecontroleerd." in tekst(response)
    assert "college wil anders" in tekst(response)


def test_a_refusal_names_all_that_is_missing_at_once(vaststeller):
    vaststeller.post(JE03, kaart())
    dien_in(vaststeller)
    vaststeller.post(JE03, kaart(versie=2, keuze="geen"))

    pagina = tekst(dien_in(vaststeller, versie=3, gecontroleerd=[], reden_open=""))

    assert "Schrijf kort op waarom u de opgave wijzigt." in pagina
    assert "Vink aan dat u de aandachtspunten hebt gecontroleerd." in pagina
    assert "Schrijf kort op waarom er bij een taak nog geen antwoord is." in pagina


def test_who_was_logged_out_while_typing_is_led_to_the_login(invuller):
    streng = Client(enforce_csrf_checks=True)

    pagina = streng.post(JE03, kaart())

    assert pagina.status_code == 403
    assert f'<a href="/inloggen/?next={JE03}">Log opnieuw in</a>' in pagina.content.decode()


def test_a_double_click_gives_one_receipt(vaststeller):
    vaststeller.post(JE03, kaart())
    sleutel = uuid4()

    urls = {dien_in(vaststeller, sleutel=sleutel).url for _ in range(2)}

    assert urls == {BASIS + "ontvangst/1/"}


def test_after_the_deadline_the_receipt_says_te_laat(vaststeller, op_moment):
    vaststeller.post(JE03, kaart())
    op_moment("2013-06-01 00:00")

    assert "telt als te laat" in tekst(vaststeller.get(BASIS))
    assert "te laat" in tekst(vaststeller.get(dien_in(vaststeller).url))


def test_after_the_close_one_still_saves_and_is_told_why_not_to_submit(vaststeller, op_moment):
    op_moment("2013-06-20")
    vaststeller.post(JE03, kaart())

    assert "Indienen kan nu niet" in tekst(vaststeller.get(BASIS))
    assert "Indienen kan nu niet" in tekst(dien_in(vaststeller))
    assert antwoord() == [("zelfstandig", None)]


def test_nonsense_in_hidden_fields_is_refused(vaststeller):
    assert dien_in(vaststeller, sleutel="x").status_code == 404
    assert dien_in(vaststeller, versie="²").status_code == 409
    assert vaststeller.post(JE03, kaart(versie="99999999999")).status_code == 409


def queries(browser: Client, pad: str, data: dict[str, object] | None = None) -> int:
    """How many queries a request takes, not counting savepoints."""
    with CaptureQueriesContext(
        connection,
    ) as gevangen:
        response = browser.post(pad, data) if data else browser.get(pad)
    assert response.status_code in {200, 302}
    return sum("SAVEPOINT" not in query["sql"] for query in gevangen.captured_queries)


def test_the_pages_take_as_many_queries_for_a_full_opgave_as_for_one_answer(invuller, ronde):
    paden = (BASIS, f"{BASIS}?taak=JE03")
    bouwers.opgave("Heemstede", ronde, {"JE03": "ijmond"}, ingediend_op=moment("2013-05-02"))
    een = [queries(invuller, pad) for pad in paden]
    for n in range(1, 13):
        bouwers.uitvraagtaak(ronde, f"PA{n:02}")
    regels = {f"PA{n:02}": "ijmond" for n in range(1, 13)} | {"JE03": "zuid-kennemerland"}
    bouwers.opgave("Heemstede", ronde, regels)
    bouwers.opgave("Haarlem", ronde, regels, ingediend_op=moment("2013-05-20"))

    vol = [queries(invuller, pad) for pad in paden]

    assert een == vol == [15, 16]


def test_submitting_takes_at_most_fourteen_queries(vaststeller, ronde):
    regels = {f"PA{n:02}": "ijmond" for n in range(1, 13)}
    for code in regels:
        bouwers.uitvraagtaak(ronde, code)
    bouwers.opgave("Heemstede", ronde, regels)

    data = {"versie": 0, "sleutel": uuid4(), "gecontroleerd": ["O1"], "reden_open": "later"}
    assert queries(vaststeller, BASIS + "indienen/", data) <= 14
