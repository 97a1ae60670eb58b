"""Rapportage: a concept, what is missing, publishing with a reason, and what stays as it was."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from monitor.acties.publicatie import publiceer
from monitor.kamerbijlage import als_tekst, kenmerk, stel_samen
from monitor.models import Publicatie
from samenwerking import klok
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Uitvraag
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import COMMISSIEROLLEN
from tests import bouwers
from tests.monitor.views.conftest import IN_DE_RONDE, NA_PUBLICATIE

PAD = "/monitor/rapportage/"
REDEN = "De Kamer vraagt om de tussenstand."


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment, mei) -> None:
    op_moment(IN_DE_RONDE)


def gezien(mei: Uitvraag) -> str:
    return kenmerk(als_tekst(stel_samen(mei, None, klok.nu())))


@pytest.fixture
def gepubliceerd(mei, commissielid) -> Publicatie:
    rij, _ = publiceer(
        mei, None, gezien=gezien(mei), reden=REDEN, door=commissielid.persoon, op=klok.nu()
    )
    return rij


def test_the_screen_is_for_the_commission_and_bzk(als, rolverdeling, gepubliceerd) -> None:
    for pad in (PAD, f"{PAD}{gepubliceerd.pk}/", f"{PAD}{gepubliceerd.pk}/kamerbijlage.ods"):
        for rol, gebruiker in rolverdeling.items():
            verwacht = 200 if rol in COMMISSIEROLLEN else 404
            assert als(gebruiker).get(pad).status_code == verwacht, (pad, rol)
        assert als(None).get(pad).status_code == 302


def test_the_screen_says_what_is_missing_and_that_nothing_was_published(als, commissielid) -> None:
    pagina = als(commissielid).get(PAD).content.decode()

    assert "De ronde loopt nog" in pagina
    assert "406 gemeenten hebben niet ingediend." in pagina
    assert "2 van de 408 gemeenten hebben ingediend" in pagina
    assert "Van deze ronde is nog niets gepubliceerd." in pagina


def test_without_a_reason_an_incomplete_round_is_not_published(als, commissielid, mei) -> None:
    antwoord = als(commissielid).post(PAD, {"gezien": gezien(mei), "reden": " "})

    assert antwoord.status_code == 422
    assert "Schrijf op waarom u nu al publiceert." in antwoord.content.decode()
    assert not Publicatie.objects.exists()


def test_with_a_reason_it_is_published_and_told_in_the_logboek(als, commissielid, mei) -> None:
    antwoord = als(commissielid).post(PAD, {"gezien": gezien(mei), "reden": REDEN}, follow=True)

    rij = Publicatie.objects.get()
    pagina = antwoord.content.decode()
    assert "Publicatie 1 is vastgelegd." in pagina
    assert f"Toch gepubliceerd, omdat: {REDEN}" in pagina
    assert (rij.volledig, rij.hash) == (False, kenmerk(rij.inhoud))
    regel = Logregel.objects.get(soort="publicatie")
    assert (regel.actie, regel.sleutel) == ("publiceren", "2013-mei/1")
    assert regel.inhoud == {"hash": rij.hash, "volledig": False}


def test_figures_that_changed_meanwhile_are_shown_again(als, commissielid, mei) -> None:
    eerder = gezien(mei)
    bouwers.opgave("Zandvoort", mei, {"JE03": "zelfstandig"}, ingediend_op=klok.nu())
    cache.clear()

    antwoord = als(commissielid).post(PAD, {"gezien": eerder, "reden": REDEN})

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "De cijfers zijn intussen veranderd." in pagina
    assert REDEN in pagina
    assert f"[&#x27;{REDEN}" not in pagina
    assert gezien(mei) in pagina
    assert not Publicatie.objects.exists()


def test_the_same_figures_twice_are_one_publicatie(mei, commissielid, gepubliceerd) -> None:
    weer, nieuw = publiceer(
        mei, None, gezien=gezien(mei), reden="", door=commissielid.persoon, op=klok.nu()
    )

    assert (weer, nieuw) == (gepubliceerd, False)
    assert Logregel.objects.filter(soort="publicatie").count() == 1


def test_a_publicatie_stays_as_it_was_and_a_correction_is_the_next(
    als, commissielid, mei, gepubliceerd
) -> None:
    bestanden = [f"{PAD}{gepubliceerd.pk}/{naam}" for naam in NAMEN]
    eerst = [als(commissielid).get(pad).content for pad in bestanden]
    bouwers.opgave("Zandvoort", mei, {"JE03": "zelfstandig"}, ingediend_op=klok.nu())

    volgende, nieuw = publiceer(
        mei, None, gezien=gezien(mei), reden=REDEN, door=commissielid.persoon, op=klok.nu()
    )

    assert (volgende.nummer, nieuw) == (2, True)
    assert [als(commissielid).get(pad).content for pad in bestanden] == eerst
    assert volgende.hash != gepubliceerd.hash


NAMEN = ["kamerbijlage.ods", "tabel-1-inzendingen.csv", "tabel-2-dekking.csv"]


def test_page_and_files_hold_the_same_figures(als, commissielid, gepubliceerd) -> None:
    tekst = als(commissielid).get(f"{PAD}{gepubliceerd.pk}/tabel-1-inzendingen.csv").content
    rijen = list(csv.reader(io.StringIO(tekst.decode()), delimiter=";"))
    tabel = json.loads(gepubliceerd.inhoud)["tabellen"][0]

    assert rijen == [
        ["status", "aantal", "percentage"],
        *([str(c) for c in r] for r in tabel["rijen"]),
    ]
    assert rijen[1] == ["op_tijd", "2", "0.5"]
    assert "0,5" in als(commissielid).get(f"{PAD}{gepubliceerd.pk}/").content.decode()


def test_the_pdf_says_which_publicatie_it_is_and_why(als, commissielid, gepubliceerd) -> None:
    antwoord = als(commissielid).get(f"{PAD}{gepubliceerd.pk}/kamerbijlage.pdf")

    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.content.startswith(b"%PDF-")
    assert "2013-mei-publicatie-1-kamerbijlage.pdf" in antwoord.headers["Content-Disposition"]


def test_a_concept_can_be_saved_and_another_name_is_not_there(als, commissielid) -> None:
    browser = als(commissielid)

    assert browser.get(f"{PAD}concept/kamerbijlage.ods").status_code == 200
    assert browser.get(f"{PAD}concept/iets.csv").status_code == 404
    assert browser.get(f"{PAD}999/").status_code == 404


def test_an_earlier_moment_is_shown_but_not_published(als, commissielid, op_moment, mei) -> None:
    op_moment(NA_PUBLICATIE)
    pad = f"{PAD}?ronde=2013-mei&stand=2013-05-20T12:00"
    browser = als(commissielid)

    assert "0 van de 408 gemeenten hebben ingediend" in browser.get(pad).content.decode()
    browser.post(pad, {"gezien": gezien(mei), "reden": REDEN})
    assert not Publicatie.objects.exists()


def test_an_earlier_round_is_compared_with_unless_none_is_asked(
    als, commissielid, op_moment
) -> None:
    op_moment("2013-12-20T12:00+01:00")
    browser = als(commissielid)

    met = browser.get(f"{PAD}?ronde=2013-nov").content.decode()
    zonder = browser.get(f"{PAD}?ronde=2013-nov&vergelijk=geen").content.decode()

    assert "Tabel 5." in met
    assert "Tabel 5." not in zonder


def test_the_action_refuses_what_the_screen_refuses(mei, commissielid) -> None:
    wie = {"door": commissielid.persoon, "op": klok.nu()}
    with pytest.raises(Geweigerd, match="Er ontbreekt nog iets"):
        publiceer(mei, None, gezien=gezien(mei), reden=" ", **wie)
    with pytest.raises(Verouderd):
        publiceer(mei, None, gezien="0" * 64, reden=REDEN, **wie)


def test_the_database_keeps_no_incomplete_publicatie_without_a_reason(gepubliceerd) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Publicatie.objects.filter(pk=gepubliceerd.pk).update(reden="")


def test_a_fixed_number_of_queries(als, commissielid, gepubliceerd, django_assert_max_num_queries):
    browser = als(commissielid)
    browser.get(PAD)

    with django_assert_max_num_queries(16):
        browser.get(PAD)
    with django_assert_max_num_queries(8):
        browser.get(f"{PAD}{gepubliceerd.pk}/")
