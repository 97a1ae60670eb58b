"""Who sees what of a round: who submitted is public at once, what only after the publication."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from samenwerking.models import Besluit
from tests import bouwers
from tests.monitor.views.conftest import IN_DE_RONDE, NA_PUBLICATIE

pytestmark = pytest.mark.usefixtures("mei")

HEEMSTEDE, HAARLEM = "/gemeenten/GM0397/", "/gemeenten/GM0392/"
VERBAND = "/verbanden/zuid-kennemerland/"
TABEL, VERSCHIL, CRITERIA = "Met wie, voor wat", "Verschillen met partners", "Vijf criteria"


@pytest.fixture
def lees(als):
    """`lees(wie, pad)` is the text of the page; fails unless it answers 200."""

    def tekst(wie, pad: str) -> str:
        antwoord = als(wie).get(pad)
        assert antwoord.status_code == 200
        return antwoord.content.decode()

    return tekst


@pytest.fixture
def in_de_ronde(op_moment) -> None:
    op_moment(IN_DE_RONDE)


@pytest.fixture
def na_publicatie(op_moment) -> None:
    op_moment(NA_PUBLICATIE)


# While the round is open


def test_the_public_sees_who_submitted_and_not_what(lees, in_de_ronde) -> None:
    inhoud = lees(None, HAARLEM)

    assert "Haarlem heeft ingediend" in inhoud
    assert "is openbaar vanaf 12 juli 2013" in inhoud
    assert TABEL not in inhoud
    assert "zuid-kennemerland" not in inhoud


def test_who_did_not_submit_is_named_as_such(lees, in_de_ronde) -> None:
    assert "Zandvoort heeft nog niet ingediend" in lees(None, "/gemeenten/GM0473/")


def test_the_first_page_counts_and_names_no_verband(lees, in_de_ronde) -> None:
    inhoud = lees(None, "/")

    assert "van de 408" in inhoud
    assert "ziet u de witte vlekken" in inhoud
    assert "Zuid kennemerland" not in inhoud


def test_the_list_of_verbanden_says_when_it_opens(lees, in_de_ronde) -> None:
    inhoud = lees(None, "/verbanden/")

    assert "wordt openbaar op 12 juli 2013" in inhoud
    assert "zuid-kennemerland" not in inhoud


def test_a_verband_that_one_may_not_see_is_not_there(als, in_de_ronde) -> None:
    onzichtbaar, onbekend = als(None).get(VERBAND), als(None).get("/verbanden/bestaat-niet/")

    assert (onzichtbaar.status_code, onbekend.status_code) == (404, 404)
    assert onzichtbaar.content == onbekend.content


def test_the_raad_reads_what_its_own_college_declared(
    lees, in_de_ronde, raadslid_heemstede
) -> None:
    inhoud = lees(raadslid_heemstede, HEEMSTEDE)

    assert TABEL in inhoud
    assert "W2" in inhoud[inhoud.index(VERSCHIL) :]


def test_an_invuller_sees_nothing_of_another_gemeente(
    lees, in_de_ronde, invuller_heemstede
) -> None:
    inhoud = lees(invuller_heemstede, HAARLEM)

    assert TABEL not in inhoud
    assert VERSCHIL not in inhoud


def test_a_deelnemer_sees_the_criteria_of_its_own_verband(
    lees, in_de_ronde, invuller_heemstede
) -> None:
    inhoud = lees(invuller_heemstede, VERBAND)

    assert CRITERIA in inhoud
    assert "Wat de regels vinden" not in inhoud


def test_who_may_choose_a_verband_sees_it_without_the_indicaties(
    lees, in_de_ronde, invuller_uithoorn
) -> None:
    assert CRITERIA not in lees(invuller_uithoorn, VERBAND)


def test_the_commission_sees_all_that_was_submitted(lees, in_de_ronde, commissielid) -> None:
    assert VERSCHIL in lees(commissielid, HEEMSTEDE)
    assert CRITERIA in lees(commissielid, VERBAND)


def test_who_reads_all_is_led_to_the_versions_of_an_opgave(lees, in_de_ronde, commissielid) -> None:
    assert f'href="{HAARLEM}versies/2013-mei/"' in lees(commissielid, HAARLEM)
    assert "alle versies" not in lees(None, HAARLEM)


def test_a_concept_is_seen_by_nobody_here(lees, in_de_ronde, mei, commissielid) -> None:
    bouwers.opgave("Bloemendaal", mei, {"JE03": "zelfstandig"})
    cache.clear()

    inhoud = lees(commissielid, "/gemeenten/GM0377/")
    assert "nog geen opgave" in inhoud
    assert "zelfstandig" not in inhoud


def test_the_commission_can_look_at_what_was_known_then(lees, in_de_ronde, commissielid) -> None:
    toen = lees(commissielid, f"{HAARLEM}?stand=2013-05-20T23:59")

    assert "nog geen opgave" in toen
    assert "zoals toen bekend" in toen
    assert "stand=2013-05-20T23%3A59%2B02%3A00" in toen
    assert "opgave van 21 mei 2013" in lees(commissielid, f"{HAARLEM}?stand=2013-05-21T00:00")


def test_the_public_cannot_choose_a_moment(lees, na_publicatie) -> None:
    assert "zoals toen bekend" not in lees(None, f"{HAARLEM}?stand=2013-05-20T23:59")


# After the publication


def test_the_public_sees_with_whom_for_what(lees, na_publicatie) -> None:
    inhoud = lees(None, HAARLEM)

    assert "Zuid kennemerland" in inhoud[inhoud.index(TABEL) :]
    assert "Gepubliceerd <strong>12 juli 2013</strong>" in inhoud


def test_differences_and_indicaties_stay_with_those_concerned(
    lees, na_publicatie, raadslid_heemstede, invuller_uithoorn
) -> None:
    for wie in (None, invuller_uithoorn):
        assert VERSCHIL not in lees(wie, HEEMSTEDE)
        assert CRITERIA not in lees(wie, VERBAND)
        assert "Verschillen met gemeenten" not in lees(wie, VERBAND)
    assert VERSCHIL in lees(raadslid_heemstede, HEEMSTEDE)
    assert CRITERIA in lees(raadslid_heemstede, VERBAND)


def test_a_correction_waits_for_the_next_publication(lees, na_publicatie, mei) -> None:
    op = bouwers.moment("2013-07-15")
    bouwers.opgave("Haarlem", mei, {"JE03": "wacht_op_rijk"}, ingediend_op=op)
    cache.clear()

    assert "Zuid kennemerland" in lees(None, HAARLEM)


def test_a_moment_before_and_at_the_publication(lees, op_moment) -> None:
    op_moment("2013-07-11T23:59:59+02:00")
    assert TABEL not in lees(None, f"{HAARLEM}?ronde=2013-mei")

    op_moment("2013-07-12T00:00+02:00")
    assert TABEL in lees(None, f"{HAARLEM}?ronde=2013-mei")


# The page itself


def test_vorm_is_only_asked_of_a_verband(lees, in_de_ronde, commissielid) -> None:
    assert "nog niet gekozen" in lees(commissielid, HAARLEM)
    assert "nog niet gekozen" not in lees(commissielid, HEEMSTEDE)


def test_the_raad_reads_which_decision_is_still_due(lees, na_publicatie, mei) -> None:
    versie = bouwers.opgave(
        "Zandvoort", mei, {"JE03": "zuid-kennemerland"}, ingediend_op=bouwers.moment("2013-05-30")
    )
    besluit = Besluit.objects.create(versie=versie, orgaan="raad", gepland="2013-09-26")
    versie.regels.update(raadsbesluit=besluit)
    cache.clear()

    inhoud = lees(None, "/gemeenten/GM0473/")
    assert "gepland 26 september 2013" in inhoud[inhoud.index("Voor de raad") :]
    assert "Er wacht nu geen raadsbesluit" in lees(None, HEEMSTEDE)


def test_a_gemeente_without_verband_does_not_follow_borders_it_does_not_meet(
    lees, na_publicatie
) -> None:
    assert "doet in deze ronde nog in geen verband mee" in lees(None, "/gemeenten/GM0377/")
    assert "volgen de grenzen van de regio" in lees(None, HAARLEM)


def test_a_verband_that_cuts_is_told_to_all_its_deelnemers(lees, na_publicatie, mei) -> None:
    vast = bouwers.moment("2013-05-25")
    namen = ["Amstelveen", "Aalsmeer", "Uithoorn", "De Ronde Venen"]
    bouwers.verband("amstelland", mei, {"JE03": namen}, vastgelegd_op=vast)
    cache.clear()

    for code in ("GM0362", "GM0736"):
        inhoud = lees(None, f"/gemeenten/{code}/")
        assert "C1" in inhoud[inhoud.index("Waarom over de grens") :]


def test_a_gemeente_that_went_up_into_another_says_so(lees, op_moment) -> None:
    op_moment("2014-05-20T12:00+02:00")
    boskoop = lees(None, "/gemeenten/GM0499/?ronde=2014-zomer")

    assert "bestond niet op" in boskoop
    assert "Alphen aan den Rijn" in boskoop


# What the sentences claim


def test_a_gemeente_without_opgave_sees_which_verband_names_it(lees, commissielid, in_de_ronde):
    inhoud = lees(commissielid, "/gemeenten/GM0473/")

    assert 'href="/verbanden/zuid-kennemerland/' in inhoud
    assert "alleen het verband zegt dit" in inhoud


def test_who_is_named_only_by_a_verband_without_opgave_of_the_penvoerder_is_told_why(
    lees, commissielid, mei, op_moment
):
    wie = {"JE04": ["Zandvoort", "Bloemendaal"]}
    op = bouwers.moment("2013-05-20")
    bouwers.verband("kust", mei, wie, vastgelegd_op=op, penvoerder="Zandvoort", naam="Kust")
    op_moment(IN_DE_RONDE)
    profiel = lees(commissielid, "/regios/JZ11/")

    assert "niemand noemt" not in profiel
    assert "Ook geen penvoerder die indiende, noemt Bloemendaal voor" in profiel
    assert "Bij B heeft de penvoerder nog niet ingediend." in profiel


def test_before_the_deadline_nothing_is_said_of_who_did_not_submit(lees, commissielid, op_moment):
    pad = "/monitor/verschillen/"
    op_moment("2013-05-31T23:59+02:00")
    assert "diende de gemeente niet in" not in lees(commissielid, pad)
    op_moment("2013-06-01T00:00+02:00")
    assert "1 keer diende de gemeente niet in" in lees(commissielid, pad)


def test_the_overzicht_says_how_many_witte_vlekken_wait_for_an_opgave(
    lees, commissielid, in_de_ronde
):
    assert "daarvan bij gemeenten zonder opgave" in lees(commissielid, "/monitor/")


def test_a_filter_on_staat_does_not_count_the_inwoners_of_who_it_hides(
    lees, commissielid, in_de_ronde
):
    assert "inwoners</small>" in lees(commissielid, "/monitor/dekking/")
    assert "inwoners</small>" not in lees(commissielid, "/monitor/dekking/?staat=witte_vlek")


def test_the_timeline_has_one_point_per_day(lees, op_moment) -> None:
    op_moment("2013-05-31T10:00+02:00")
    inhoud = lees(None, "/")

    assert inhoud.count("<b>31 mei</b>") == 1
    assert "<b>31 mei</b> <span>vandaag, uiterste dag</span>" in inhoud
