"""VNG runs the rounds: who is in, reopening, moments; and versions to compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samenwerking.acties import ronde as acties
from samenwerking.models import Heropening, Uitvraag
from samenwerking.regels import MOMENTEN, momentfouten
from samenwerking.rondebeeld import rondestanden
from samenwerking.toegang.models import Gebruiker, Logregel
from tests import bouwers
from tests.bouwers import moment

Als = Callable[[Gebruiker | None], Client]
NA = moment("2013-06-20 12:00")
MEI = "/vng/rondes/2013-mei/"
HEROPEN = MEI + "GM0397/heropenen/"


@pytest.fixture
def ronde(db: None, op_moment: Callable[[str], datetime]) -> Uitvraag:
    op_moment("2013-06-20 12:00")
    ronde = bouwers.uitvraag()
    for naam in ("Heemstede", "Haarlem", "Velsen"):
        bouwers.gemeente(naam)
    bouwers.opgave("Haarlem", ronde, {"JE03": "zelfstandig"}, ingediend_op=moment("2013-05-31"))
    bouwers.opgave("Velsen", ronde, {"JE03": "zelfstandig"}, ingediend_op=ronde.deadline)
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})
    return ronde


@pytest.fixture
def kijkt(ronde: Uitvraag, als: Als, vng: Gebruiker) -> Client:
    return als(vng)


def tekst(response: object) -> str:
    return response.content.decode()


def test_the_round_says_who_is_on_time_te_laat_or_missing(ronde):
    standen = [(rij.naam, rij.stand) for rij in rondestanden(ronde, NA)]

    assert standen == [("Heemstede", "ontbreekt"), ("Velsen", "te_laat"), ("Haarlem", "op_tijd")]


def test_a_correction_after_the_deadline_does_not_make_a_gemeente_te_laat(ronde):
    bouwers.opgave("Haarlem", ronde, {"JE03": "geen"}, ingediend_op=moment("2013-06-10"))

    haarlem = next(rij for rij in rondestanden(ronde, NA) if rij.naam == "Haarlem")
    assert (haarlem.stand, haarlem.versies) == ("op_tijd", 2)


def test_the_page_counts_concepten_and_shows_none(kijkt):
    pagina = tekst(kijkt.get("/vng/"))

    assert "<strong>2 van de 3</strong>" in pagina
    assert "1 gemeente heeft een concept" in pagina
    assert "1 ontbreekt" in pagina


def test_the_list_is_narrowed_by_stand_and_name(kijkt):
    te_laat = tekst(kijkt.get(MEI + "?stand=te_laat"))
    assert "Velsen" in te_laat and ">Haarlem<" not in te_laat
    assert ">Haarlem<" in tekst(kijkt.get(MEI + "?zoek=haar"))
    assert "Niets gevonden." in tekst(kijkt.get(MEI + "?zoek=bestaat niet"))


def test_from_the_round_one_reaches_paper_and_praktijkvoorbeelden(kijkt, ronde):
    pagina = kijkt.get(MEI).content.decode()

    assert 'href="/vng/papier/?ronde=2013-mei"' in pagina
    assert 'href="/praktijkvoorbeelden/"' in pagina
    assert "Op tijd is" not in pagina and "(op tijd is tot en met vrijdag 31 mei)" in pagina


def test_only_vng_runs_the_rounds(ronde, als, rolverdeling):
    for rol, wie in rolverdeling.items():
        for pad in ("/vng/", MEI, MEI + "momenten/", HEROPEN):
            assert als(wie).get(pad).status_code == (200 if rol == "vng" else 404), (rol, pad)


def test_the_round_takes_as_many_queries_for_a_full_country(
    kijkt, ronde, django_assert_num_queries
):
    for n in range(60):
        bouwers.gemeente(f"Plaats {n}", code=f"GM8{n:03}")

    with django_assert_num_queries(8):
        kijkt.get(MEI)


def heropen(browser: Client, **anders: object) -> object:
    velden = {"tot": "21-6-2013 17.00", "reden": "ziekte van de wethouder", "gelezen": 0}
    return browser.post(HEROPEN, velden | anders)


def test_vng_reopens_for_a_gemeente_that_never_submitted(
    kijkt, als, vaststeller_heemstede, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert heropen(kijkt).url == MEI

    rij = Heropening.objects.get()
    assert (rij.tot, rij.reden) == (moment("2013-06-21 17:00"), "ziekte van de wethouder")
    assert Logregel.objects.filter(actie="heropenen", gemeente="GM0397").exists()
    (brief,) = mail.outbox
    assert brief.to == [vaststeller_heemstede.email]
    assert "vrijdag 21 juni 2013, 17.00 uur" in brief.body and "ziekte" not in brief.body
    assert "heropend tot" in tekst(kijkt.get(MEI + "?stand=heropend"))
    assert "ziekte van de wethouder" in tekst(als(vaststeller_heemstede).get("/opgave/2013-mei/"))


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"tot": "gisteren"}, "Vul een dag en een tijd in"),
        ({"tot": "20-6-2013 12.00"}, "Kies een moment dat nog moet komen."),
        ({"reden": " "}, "Schrijf op waarom u de opgave heropent."),
    ],
)
def test_a_wrong_reopening_says_what_to_do_and_keeps_the_text(kijkt, fout, zin):
    response = heropen(kijkt, **fout)

    assert response.status_code == 422
    assert zin in tekst(response)
    assert not Heropening.objects.exists()


def test_a_double_click_reopens_once_and_the_second_sees_the_first(kijkt):
    heropen(kijkt)
    response = heropen(kijkt, reden="een tweede tekst")

    assert response.status_code == 409
    assert "ziekte van de wethouder" in tekst(response)
    assert "een tweede tekst" in tekst(response)
    assert Heropening.objects.count() == 1
    assert heropen(kijkt, gelezen=Heropening.objects.get().pk).status_code == 302


def test_while_the_round_is_not_closed_there_is_nothing_to_reopen(kijkt, op_moment):
    op_moment("2013-06-10")

    assert "Heropenen is nu niet nodig" in tekst(kijkt.get(HEROPEN))
    assert heropen(kijkt).status_code == 422
    assert not Heropening.objects.exists()


# The moments

NU = moment("2013-05-20")


def wijzig(browser: Client, ronde: Uitvraag, **anders: str) -> object:
    velden = {
        "opent": "18-4-2013 00.00",
        "deadline": "1-6-2013 00.00",
        "laatste_wijziging": "15-6-2013 00.00",
        "gepubliceerd_op": "",
        "reden": "op verzoek van de minister",
        "gelezen": acties.als_tekst(ronde),
    }
    return browser.post(MEI + "momenten/", velden | anders)


def test_vng_moves_the_deadline_with_a_reason(kijkt, ronde, op_moment):
    op_moment("2013-05-20")

    response = wijzig(kijkt, ronde, deadline="8-6-2013 00.00")

    assert response.url == MEI
    ronde.refresh_from_db()
    assert ronde.deadline == moment("2013-06-08")
    rij = Logregel.objects.get(actie="momenten wijzigen")
    assert rij.inhoud["reden"] == "op verzoek van de minister"
    assert list(rij.inhoud["naar"]) == ["deadline"]


def test_seconds_that_a_form_does_not_show_are_kept(kijkt, ronde, op_moment):
    op_moment("2013-05-20")
    ronde.laatste_wijziging = moment("2013-06-14 23:59:59")
    ronde.save()

    wijzig(kijkt, ronde, deadline="8-6-2013 00.00", laatste_wijziging="14-6-2013 23.59")

    ronde.refresh_from_db()
    assert ronde.laatste_wijziging == moment("2013-06-14 23:59:59")


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"opent": "20-4-2013 00.00"}, "Dit moment is voorbij: de opening verandert niet meer."),
        ({"deadline": "19-5-2013 00.00"}, "Kies voor de deadline een moment dat nog moet komen."),
        ({"deadline": "16-6-2013 00.00"}, "een moment na de deadline."),
        ({"gepubliceerd_op": "14-6-2013 00.00"}, "een moment na de laatste wijziging."),
        ({"deadline": "31-3-2014 02.30"}, "een moment na de deadline."),
        ({"deadline": "30-3-2014 02.30"}, "Selecteer"),
        ({"deadline": "morgen"}, "Vul een dag en een tijd in"),
        ({"reden": ""}, "Schrijf kort op waarom"),
        ({}, "Er is niets gewijzigd."),
    ],
)
def test_moments_that_cannot_be_are_refused(kijkt, ronde, op_moment, fout, zin):
    op_moment("2013-05-20")
    voor = acties.als_tekst(ronde)

    response = wijzig(kijkt, ronde, **fout)

    assert response.status_code == 422
    if zin != "Selecteer":
        assert zin in tekst(response)
    ronde.refresh_from_db()
    assert acties.als_tekst(ronde) == voor


def test_the_second_at_vng_sees_what_the_first_moved_and_keeps_the_own_text(
    kijkt, ronde, op_moment
):
    op_moment("2013-05-20")
    gelezen = acties.als_tekst(ronde)
    wijzig(kijkt, ronde, deadline="8-6-2013 00.00")

    response = wijzig(kijkt, ronde, deadline="9-6-2013 00.00", gelezen=gelezen)

    assert response.status_code == 409
    pagina = tekst(response)
    assert "8 juni 2013, 00.00 uur" in pagina and "9-6-2013 00.00" in pagina
    ronde.refresh_from_db()
    assert ronde.deadline == moment("2013-06-08")


DAGEN = st.integers(-40, 40).map(lambda n: NU + timedelta(days=n))


@given(st.tuples(DAGEN, DAGEN, DAGEN, st.none() | DAGEN), st.tuples(DAGEN, DAGEN, DAGEN))
def test_what_is_accepted_keeps_the_order_and_touches_no_past(nieuw, oud):
    oud_op_volgorde = sorted({*oud, NU - timedelta(days=50)})[:3]
    if len(oud_op_volgorde) < 3:
        return
    was = dict(zip(MOMENTEN, [*oud_op_volgorde, None], strict=True))
    wordt = dict(zip(MOMENTEN, nieuw, strict=True))
    if momentfouten(was, wordt, op=NU):
        return
    assert wordt["opent"] < wordt["deadline"] <= wordt["laatste_wijziging"]
    assert wordt["gepubliceerd_op"] is None or (
        wordt["gepubliceerd_op"] >= wordt["laatste_wijziging"]
    )
    for naam in MOMENTEN:
        assert wordt[naam] == was[naam] or wordt[naam] > NU


# Versions

VERSIES = "/gemeenten/GM0392/versies/2013-mei/"


@pytest.fixture
def tweede(ronde: Uitvraag) -> None:
    bouwers.verband("zk", ronde, {"JE06": ["Haarlem"]}, vastgelegd_op=moment("2013-05-02"))
    regels = {"JE03": "geen", "JE06": "zk"}
    bouwers.opgave("Haarlem", ronde, regels, ingediend_op=moment("2013-06-10"))


def test_two_versions_are_compared_per_taak(tweede, kijkt):
    pagina = tekst(kijkt.get(VERSIES))

    assert "<strong>2 taken</strong>" in pagina
    assert "<del>Zelfstandig</del>" in pagina and "<ins>Nog geen keuze</ins>" in pagina
    assert "<ins>Zk. intentie</ins>" in pagina
    assert "te laat" in pagina


def test_both_versions_can_be_chosen(tweede, kijkt):
    andersom = tekst(kijkt.get(VERSIES + "?van=2&naar=1"))
    assert "<ins>Zelfstandig</ins>" in andersom and "vervallen" in andersom
    assert "Van versie 1 naar versie 2" in tekst(kijkt.get(VERSIES + "?van=x&naar=99"))


def test_versions_are_for_readers_and_the_own_gemeente(
    tweede, als, invuller_haarlem, invuller_heemstede, commissielid, bezoeker
):
    assert als(invuller_haarlem).get(VERSIES).status_code == 200
    assert als(commissielid).get(VERSIES).status_code == 200
    assert als(invuller_heemstede).get(VERSIES).status_code == 404
    assert als(None).get(VERSIES).status_code == 302


def test_a_concept_is_no_version(ronde, kijkt, als, invuller_heemstede):
    pad = "/gemeenten/GM0397/versies/2013-mei/"
    assert kijkt.get(pad).status_code == 404
    assert als(invuller_heemstede).get(pad).status_code == 404


def test_comparing_takes_a_fixed_number_of_queries(tweede, kijkt, django_assert_num_queries):
    """After the first visit of the day, which leaves its note: see toegang.inzage."""
    kijkt.get(VERSIES)

    with django_assert_num_queries(9):
        kijkt.get(VERSIES)
