"""The own concept against what others submitted: two statements, and nothing that counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from monitor.eigen_verschillen import (
    Verschil,
    met_concept,
    nog_niet_ingediend,
    verschillen,
    wederzijds,
)
from monitor.inlezen import lees_stand
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.models import Bericht, Opgaveversie, Uitvraag, Verbandversie
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.bouwers import CODES, moment

Als = Callable[[Gebruiker | None], Client]
NU = moment("2013-05-31 10:00")
EERDER = moment("2013-05-01")
PAD = "/opgave/2013-mei/verschillen/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    ronde = bouwers.uitvraag()
    leden = {taak: ["Haarlem", "Heemstede"] for taak in ("JE03", "JE06")}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=EERDER, penvoerder="Haarlem", naam="ZK")
    return ronde


def gevonden(ronde: Uitvraag, naam: str) -> list[Verschil]:
    """The differences of a gemeente with its last version, concept or not."""
    code = CODES[naam]
    versie = Opgaveversie.objects.filter(opgave__gemeente=code).order_by("nummer").last()
    stand = lees_stand(ronde, nu=NU)
    return verschillen(met_concept(stand, code, antwoorden(versie)), code)


def test_a_verband_that_counts_on_us_is_one_difference_for_all_its_taken(ronde):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig", "JE06": "zelfstandig"})

    (verschil,) = gevonden(ronde, "Heemstede")

    assert (verschil.code, verschil.taken) == ("W2", ("JE03", "JE06"))
    assert verschil.overnemen
    assert verschil.zegt.startswith("Heemstede doet mee voor Inkoop van jeugdhulp en")
    assert verschil.eigen_zegt == "Wij kozen: zelfstandig."


def test_what_is_not_answered_yet_is_something_to_do_and_no_difference(ronde):
    assert gevonden(ronde, "Heemstede") == []


def test_another_gemeente_that_names_our_verband_is_shown_to_its_deelnemers(ronde):
    bouwers.opgave("Zandvoort", ronde, {"JE03": "zk"}, ingediend_op=EERDER)

    for naam, leidt in (("Haarlem", True), ("Heemstede", False)):
        (verschil,) = gevonden(ronde, naam)
        assert verschil.titel == "Zandvoort noemt u als partner"
        assert verschil.eigen_zegt.endswith("Zandvoort staat er niet bij.")
        assert verschil.penvoerder is leidt
    assert gevonden(ronde, "Velsen") == []


def test_a_concept_of_another_gemeente_is_not_shown(ronde):
    bouwers.opgave("Zandvoort", ronde, {"JE03": "zk"})

    assert gevonden(ronde, "Haarlem") == []


def test_our_concept_changes_nothing_for_others(ronde):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})

    assert gevonden(ronde, "Haarlem") == []
    assert lees_stand(ronde, nu=NU).regels == ()


def test_taking_over_settles_the_difference_in_one_step(ronde, als, invuller_heemstede):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig", "JE06": "zelfstandig"})
    browser = als(invuller_heemstede)
    assert "Ja, wij doen mee" in browser.get(PAD).content.decode()

    browser.post(
        "/opgave/2013-mei/taken/JE03/bevestig/",
        {"versie": 0, "verband": "zk", "ook_voor": ["JE06"]},
    )

    assert gevonden(ronde, "Heemstede") == []
    assert "Geen verschillen" in browser.get(PAD).content.decode()


def test_with_htmx_only_the_boxes_come(ronde, als, invuller_heemstede):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})

    antwoord = als(invuller_heemstede).get(PAD, headers={"HX-Request": "true"})

    assert "verschilvak" in antwoord.content.decode()
    assert "<html" not in antwoord.content.decode()


@pytest.mark.parametrize("aantal", [1, 2])
def test_above_the_taken_stand_two_differences_and_the_way_to_all(
    ronde, als, invuller_heemstede, aantal
):
    for naam in ["Zandvoort", "Bloemendaal"][:aantal]:
        leden = {"JE03": [naam, "Heemstede"]}
        bouwers.verband(naam.lower(), ronde, leden, vastgelegd_op=EERDER, penvoerder=naam)
    bouwers.opgave("Heemstede", ronde, {"JE06": "zk", "JE03": "zelfstandig"})
    browser = als(invuller_heemstede)

    kort = browser.get(PAD, headers={"HX-Request": "true"}).content.decode()
    heel = browser.get(PAD).content.decode()
    alle = heel.count('class="verschilvak"')

    assert alle == aantal + 1, "and zk"
    assert kort.count('class="verschilvak"') == 2
    assert (f"Bekijk alle {alle} verschillen" in kort) == (alle > 2)
    assert f'<h2 class="alleen-voorlezen" data-voorlezen>{alle} verschillen met anderen' in kort
    assert "Bekijk alle" not in heel


def test_only_who_fills_in_sees_the_differences(ronde, als, rolverdeling):
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in {"invuller", "vaststeller"} else 404
        assert als(wie).get(PAD).status_code == verwacht, rol


def test_the_short_address_is_that_of_the_round_that_runs(ronde, als, invuller_heemstede):
    assert als(invuller_heemstede).get("/verschillen/").status_code == 200


# Settling a difference

REACTIE = PAD + "reactie/"


def formulier(verschil: Verschil, ronde: Uitvraag, **anders: object) -> dict[str, object]:
    """What the box of a difference sends."""
    versie = Verbandversie.objects.filter(uitvraag=ronde, verband=verschil.verband).last()
    return {
        "code": verschil.code,
        "gemeente": verschil.gemeente,
        "verband": verschil.verband,
        "taken": "|".join(verschil.taken),
        "sleutel": uuid4(),
        "versie": versie.pk if versie else 0,
        "antwoord": "in_gesprek",
        "tekst": "",
    } | anders


@pytest.fixture
def zandvoort_noemt_zk(ronde: Uitvraag) -> Verschil:
    bouwers.opgave("Zandvoort", ronde, {"JE03": "zk"}, ingediend_op=EERDER)
    (verschil,) = gevonden(ronde, "Haarlem")
    return verschil


def pagina(response: object) -> str:
    return response.content.decode()


def test_the_penvoerder_takes_a_gemeente_in_with_one_click(
    ronde, als, invuller_haarlem, zandvoort_noemt_zk, django_capture_on_commit_callbacks
):
    zandvoort = bouwers.gebruiker("vaststeller", "Zandvoort")
    haarlem = als(invuller_haarlem)
    assert "Ja, neem Zandvoort op" in pagina(haarlem.get(PAD))

    with django_capture_on_commit_callbacks(execute=True):
        data = formulier(zandvoort_noemt_zk, ronde, antwoord="akkoord", tekst="Welkom!")
        assert haarlem.post(REACTIE, data).url == PAD

    assert gevonden(ronde, "Haarlem") == gevonden(ronde, "Zandvoort") == []
    (brief,) = mail.outbox
    assert (brief.to, "Welkom" in brief.body) == ([zandvoort.email], False)
    for wie in (haarlem, als(zandvoort)):
        assert "wij passen ons aan" in pagina(wie.get(PAD))
        assert "«Welkom!»" in pagina(wie.get(PAD))


def test_the_penvoerder_takes_a_gemeente_out_that_sees_it_otherwise(ronde, als, invuller_haarlem):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"}, ingediend_op=EERDER)
    w2 = next(v for v in gevonden(ronde, "Haarlem") if v.taken == ("JE03",))
    assert w2.soort == "strijdig"

    als(invuller_haarlem).post(REACTIE, formulier(w2, ronde, antwoord="akkoord"))

    leden = lees_stand(ronde, nu=NU)
    assert leden.namen(leden.leden["zk", "JE03"]) == ["Haarlem"]
    assert "Heemstede" in leden.namen(leden.leden["zk", "JE06"])


def test_what_we_think_of_it_is_shown_to_both_and_to_nobody_else(
    ronde, als, invuller_haarlem, invuller_heemstede, zandvoort_noemt_zk, commissielid
):
    zandvoort = bouwers.gebruiker("invuller", "Zandvoort")
    data = formulier(zandvoort_noemt_zk, ronde, antwoord="niet_akkoord", tekst="dat is oud")
    als(invuller_haarlem).post(REACTIE, data)

    for wie in (invuller_haarlem, zandvoort):
        assert "«dat is oud»" in pagina(als(wie).get(PAD))
    assert "dat is oud" not in pagina(als(invuller_heemstede).get(PAD))
    assert zichtbaar(commissielid, Bericht).count() == 0
    als(zandvoort).post(REACTIE, data | {"sleutel": uuid4(), "tekst": "wij bellen u"})
    assert pagina(als(invuller_haarlem).get(PAD)).count("«wij bellen u»") == 1


def test_a_bericht_about_our_concept_tells_nothing_of_what_is_in_it(
    ronde, als, invuller_heemstede, invuller_haarlem, django_capture_on_commit_callbacks
):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})
    (w2,) = gevonden(ronde, "Heemstede")
    with django_capture_on_commit_callbacks(execute=True):
        als(invuller_heemstede).post(REACTIE, formulier(w2, ronde, antwoord="niet_akkoord"))

    bij_haarlem = pagina(als(invuller_haarlem).get(PAD))
    assert "Heemstede: wij zien het anders." in bij_haarlem
    assert "zelfstandig" not in bij_haarlem
    assert "zelfstandig" not in mail.outbox[0].body + mail.outbox[0].subject
    rij = Bericht.objects.get()
    assert "zelfstandig" not in str(vars(rij))


def test_a_double_click_is_one_bericht(ronde, als, invuller_haarlem, zandvoort_noemt_zk):
    data = formulier(zandvoort_noemt_zk, ronde)
    for _ in range(2):
        assert als(invuller_haarlem).post(REACTIE, data).url == PAD

    assert Bericht.objects.count() == 1


def test_a_difference_that_moved_on_keeps_what_was_typed(
    ronde, als, invuller_haarlem, zandvoort_noemt_zk
):
    bouwers.opgave("Zandvoort", ronde, {"JE03": "zelfstandig"}, ingediend_op=moment("2013-05-30"))

    data = formulier(zandvoort_noemt_zk, ronde, tekst="wie belt wie?")
    response = als(invuller_haarlem).post(REACTIE, data)

    assert response.status_code == 409
    assert "intussen veranderd of opgelost" in pagina(response)
    assert "wie belt wie?" in pagina(response)
    assert not Bericht.objects.exists()


def test_an_open_concept_of_the_verband_is_not_made_to_count_by_the_way(
    ronde, als, invuller_haarlem, zandvoort_noemt_zk
):
    data = formulier(zandvoort_noemt_zk, ronde, antwoord="akkoord", tekst="prima")
    bouwers.verband("zk", ronde, {"JE03": ["Haarlem", "Velsen"]}, penvoerder="Haarlem")

    response = als(invuller_haarlem).post(REACTIE, data)

    assert response.status_code == 409
    assert "nog niet is vastgelegd" in pagina(response)
    assert pagina(response).count("prima") >= 2, "above, and in the box"
    assert not Bericht.objects.exists()
    assert "Velsen" not in str(lees_stand(ronde, nu=NU).leden)


def test_the_second_clerk_of_the_penvoerder_does_not_overwrite_the_first(
    ronde, als, invuller_haarlem, zandvoort_noemt_zk
):
    oud = formulier(zandvoort_noemt_zk, ronde, antwoord="akkoord")
    leden = {"JE03": ["Haarlem"], "JE06": ["Haarlem"]}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=moment("2013-05-20"), penvoerder="Haarlem")

    response = als(invuller_haarlem).post(REACTIE, oud)

    assert response.status_code == 409
    assert "Een collega heeft dit verband intussen gewijzigd." in pagina(response)


def test_who_does_not_lead_the_verband_cannot_change_it(
    ronde, als, invuller_heemstede, zandvoort_noemt_zk
):
    data = formulier(zandvoort_noemt_zk, ronde, antwoord="akkoord")

    assert als(invuller_heemstede).post(REACTIE, data).status_code == 404
    vreemd = als(bouwers.gebruiker("invuller", "Velsen")).post(REACTIE, data)
    assert vreemd.status_code == 409
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("fout", [{"sleutel": "x"}, {"antwoord": "ja hoor"}])
def test_nonsense_is_refused(ronde, als, invuller_haarlem, zandvoort_noemt_zk, fout):
    data = formulier(zandvoort_noemt_zk, ronde, **fout)

    assert als(invuller_haarlem).post(REACTIE, data).status_code == 404


def test_the_page_tells_mutual_from_one_sided_and_who_is_missing(ronde, als, invuller_haarlem):
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk", "WM05": "zk"}, ingediend_op=EERDER)
    stand = lees_stand(ronde, nu=NU)

    assert {(v.code, v.soort) for v in gevonden(ronde, "Haarlem")} == {("W1", "eenzijdig")}
    assert [(e.naam, e.gemeenten, e.taken) for e in wederzijds(stand, "GM0392")] == [
        ("ZK", ("Haarlem",), ("Inkoop van jeugdhulp",))
    ]
    assert [w.gemeenten for w in nog_niet_ingediend(stand, "GM0392")] == [("Heemstede",)]
    html = pagina(als(invuller_haarlem).get(PAD))
    assert "wacht op 1 gemeente: Heemstede." in html


def test_after_the_deadline_the_penvoerder_asks_who_is_missing(
    ronde, als, op_moment, invuller_haarlem
):
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk", "JE06": "zk"}, ingediend_op=EERDER)
    op_moment("2013-06-02 10:00")

    assert "Vraag Heemstede om in te dienen (2 taken)" in pagina(als(invuller_haarlem).get(PAD))


def test_the_page_takes_a_fixed_number_of_queries(ronde, als, invuller_haarlem):
    haarlem = als(invuller_haarlem)

    def tel() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            haarlem.get(PAD)
        return len(gevangen)

    bouwers.opgave("Zandvoort", ronde, {"JE03": "zk"}, ingediend_op=EERDER)
    tel()
    een = tel()
    for naam in ("Velsen", "Beverwijk", "Uithoorn", "Aalsmeer"):
        bouwers.opgave(naam, ronde, {"JE03": "zk"}, ingediend_op=EERDER)
        data = formulier(gevonden(ronde, "Haarlem")[0], ronde, tekst=naam)
        assert haarlem.post(REACTIE, data).status_code in {302, 409}
    cache.clear()
    tel()
    assert tel() == een
