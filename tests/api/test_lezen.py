"""What who sees through the API: the same as on the pages, in fixed numbers of queries."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.cache import cache

from monitor.regels.weergave import weergave
from samenwerking.api import rijen
from tests import bouwers
from tests.api.conftest import BEGIN

pytestmark = pytest.mark.usefixtures("mei")
RONDE = "/uitvragen/2013-mei"


# Reference data


def test_408_gemeenten_in_pages_with_inwoners_regios_and_tooi(lees, na_publicatie) -> None:
    eerste = lees(None, "/gemeenten?paginaGrootte=200&peildatum=2013-05-31")
    derde = lees(None, "/gemeenten?paginaGrootte=200&pagina=3&peildatum=2013-05-31")

    assert (eerste["aantal"], len(eerste["resultaten"]), len(derde["resultaten"])) == (408, 200, 8)
    assert eerste["vorige"] is derde["volgende"] is None
    assert eerste["volgende"].endswith("?pagina=2&paginaGrootte=200&peildatum=2013-05-31")
    haarlem = lees(None, "/gemeenten/GM0392?peildatum=2013-05-31")
    assert haarlem["naam"] == "Haarlem"
    assert haarlem["inwoners"] > 150_000
    assert haarlem["tooi"] == "https://identifier.overheid.nl/tooi/id/gemeente/gm0392"
    assert {r["soort"]: r["code"] for r in haarlem["regios"]}["jeugdregio"] == "JZ11"


def test_past_the_last_page_there_is_nothing(lees, na_publicatie) -> None:
    assert lees(None, "/gemeenten?pagina=999")["resultaten"] == []


def test_gemeenten_are_those_of_the_day(lees, na_publicatie) -> None:
    assert lees(None, "/gemeenten?peildatum=2013-05-31")["aantal"] == 408
    assert lees(None, "/gemeenten?peildatum=2014-01-01")["aantal"] == 403


def test_gemeenten_of_a_regio_are_its_members(lees, na_publicatie) -> None:
    gevonden = lees(None, "/gemeenten?regio=JZ11")["resultaten"]
    regio = lees(None, "/regios/jeugdregio/JZ11")

    assert sorted(rij["code"] for rij in gevonden) == regio["gemeenten"]
    assert "GM0392" in regio["gemeenten"]
    assert lees(None, "/regios?gemeente=GM0392&soort=jeugdregio")["resultaten"] == [regio]


def test_taken_and_rechtsvormen_have_their_filters(lees, na_publicatie) -> None:
    assert lees(None, "/taken?decentralisatie=jeugd")["aantal"] == 12
    assert lees(None, "/taken/JE03")["decentralisatie"] == "jeugd"
    alle = {rij["code"] for rij in lees(None, "/rechtsvormen")["resultaten"]}
    toen = {r["code"] for r in lees(None, "/rechtsvormen?peildatum=2013-05-31")["resultaten"]}
    assert "BVO" in alle - toen
    assert lees(None, f"{RONDE}/taken?niveau=c")["aantal"] < lees(None, f"{RONDE}/taken")["aantal"]


# Who sees what


def test_rounds_are_there_from_their_opening(lees, op_moment) -> None:
    op_moment("2013-04-17T23:59+02:00")
    assert lees(None, "/uitvragen")["resultaten"] == []
    op_moment("2013-04-18T00:00+02:00")
    assert [rij["code"] for rij in lees(None, "/uitvragen")["resultaten"]] == ["2013-mei"]


@pytest.mark.parametrize("naam", ["bevindingen", "dekking", "relaties", "voortgang"])
def test_the_outcome_is_not_there_for_the_public_before_the_publication(
    als, lees, in_de_ronde, commissielid, naam: str
) -> None:
    assert als(None).get(f"{BEGIN}{RONDE}/{naam}").status_code == 404
    assert lees(commissielid, f"{RONDE}/{naam}")["aantal"] > 0


def test_the_register_is_empty_for_the_public_before_the_publication(lees, in_de_ronde) -> None:
    for naam in ("verbanden", "arrangementen", "opgaven"):
        assert lees(None, f"{RONDE}/{naam}")["resultaten"] == []
    assert lees(None, "/verbanden")["resultaten"] == []


def test_after_the_publication_everybody_reads_who_with_whom(lees, na_publicatie) -> None:
    verband = lees(None, f"{RONDE}/verbanden/zuid-kennemerland")
    arrangement = lees(None, f"{RONDE}/arrangementen?gemeente=GM0397")["resultaten"]
    opgave = lees(None, f"{RONDE}/opgaven/GM0392")

    assert verband["penvoerder"] == "GM0392"
    assert verband["profiel"] is None
    assert arrangement[0]["gemeenten"] == ["GM0392", "GM0397", "GM0473"]
    assert [r["verband"] for r in opgave["regels"]] == ["zuid-kennemerland"]
    assert lees(None, "/verbanden/zuid-kennemerland")["uitvragen"] == ["2013-mei"]


def test_a_correction_waits_for_the_next_publication(lees, na_publicatie, mei, commissielid):
    op = bouwers.moment("2013-07-15")
    bouwers.opgave("Haarlem", mei, {"JE03": "wacht_op_rijk"}, ingediend_op=op)
    cache.clear()

    assert lees(None, f"{RONDE}/opgaven/GM0392")["regels"][0]["wijze"] == "verband"
    assert lees(commissielid, f"{RONDE}/opgaven/GM0392")["regels"][0]["wijze"] == "wacht_op_rijk"


def test_differences_stay_with_those_concerned(
    lees, na_publicatie, raadslid_heemstede, invuller_uithoorn, commissielid
) -> None:
    vraag = f"{RONDE}/bevindingen?code=W2"

    assert lees(commissielid, vraag)["aantal"] > 0
    assert lees(raadslid_heemstede, vraag)["aantal"] > 0
    assert lees(invuller_uithoorn, vraag)["aantal"] == lees(None, vraag)["aantal"] == 0
    assert lees(raadslid_heemstede, f"{RONDE}/verbanden/zuid-kennemerland")["profiel"]


def test_indicaties_are_for_deelnemers_and_readers(
    als, lees, na_publicatie, raadslid_heemstede, invuller_uithoorn, commissielid
) -> None:
    vraag = f"{RONDE}/indicaties"

    assert als(None).get(f"{BEGIN}{vraag}").status_code == 401
    assert lees(commissielid, vraag)["aantal"] == 5
    assert lees(raadslid_heemstede, vraag)["aantal"] == 5
    assert lees(invuller_uithoorn, vraag)["aantal"] == 0


def test_a_gemeente_reads_its_own_outcome_while_the_round_is_open(
    lees, in_de_ronde, raadslid_heemstede
) -> None:
    dekking = lees(raadslid_heemstede, f"{RONDE}/dekking?paginaGrootte=200")["resultaten"]

    assert {rij["gemeente"] for rij in dekking} == {"GM0397"}


def test_the_bevindingen_are_those_of_the_rules(lees, na_publicatie, commissielid, mei) -> None:
    from monitor.inlezen import lees_stand
    from monitor.regels.alles import evalueer

    stand = lees_stand(mei, nu=bouwers.moment("2013-07-20T12:00"))
    verwacht = weergave(stand, evalueer(stand))["bevindingen"]

    gevonden = lees(commissielid, f"{RONDE}/bevindingen?paginaGrootte=200")
    assert gevonden["aantal"] == len(verwacht)
    eerste = [{**rij, "eigen_keuze": rij["eigenKeuze"]} for rij in gevonden["resultaten"]]
    assert [{naam: rij[naam] for naam in verwacht[0]} for rij in eerste] == verwacht[:200]


def test_filters_hold_together(lees, na_publicatie) -> None:
    alle = lees(None, f"{RONDE}/dekking?gemeente=GM0392&paginaGrootte=200")["resultaten"]
    gedekt = lees(None, f"{RONDE}/dekking?gemeente=GM0392&staat=gedekt")["resultaten"]
    jeugd = lees(None, f"{RONDE}/dekking?gemeente=GM0392&decentralisatie=jeugd&niveau=c")

    assert gedekt == [rij for rij in alle if rij["staat"] == "gedekt"] != []
    assert all(rij["taak"].startswith("JE") for rij in jeugd["resultaten"])
    regio = lees(None, f"{RONDE}/dekking?regio=JZ11&taak=JE03&paginaGrootte=200")["resultaten"]
    assert [r["gemeente"] for r in regio] == lees(None, "/regios/jeugdregio/JZ11")["gemeenten"]
    assert lees(None, f"{RONDE}/dekking?verband=zuid-kennemerland")["aantal"] > 0
    niveau_c = {rij["taak"] for rij in lees(None, f"{RONDE}/taken?niveau=c")["resultaten"]}
    vraag = f"{RONDE}/bevindingen?gemeente=GM0392&niveau=c&decentralisatie=jeugd"
    assert {rij["taak"] for rij in lees(None, vraag)["resultaten"]} <= niveau_c
    assert lees(None, f"{RONDE}/relaties?decentralisatie=wmo")["aantal"] == 0
    assert lees(None, f"{RONDE}/relaties?decentralisatie=jeugd")["aantal"] > 0
    assert lees(None, f"{RONDE}/opgaven?regio=JZ11")["aantal"] == 2
    assert lees(None, f"{RONDE}/verbanden?penvoerder=GM0397")["aantal"] == 0


def test_the_voortgang_is_that_of_the_page(als, lees, na_publicatie, commissielid) -> None:
    pagina = als(commissielid).get("/monitor/voortgang/?ronde=2013-mei&formaat=csv")
    tekst = pagina.content.decode("utf-8-sig")
    teken = ";" if ";" in tekst.splitlines()[0] else ","
    namen = {
        "gemeenten": "gemeenten",
        "gemeenten_vastgesteld": "gemeentenVastgesteld",
        "regios_vastgesteld": "regiosVastgesteld",
        "regios_intentie": "regiosIntentie",
        "regios_overig": "regiosOverig",
    }
    per_taak = {
        r["taak"]: r for r in lees(None, f"{RONDE}/voortgang?paginaGrootte=200")["resultaten"]
    }
    gelezen = list(csv.DictReader(io.StringIO(tekst), delimiter=teken))

    assert {rij["taak"] for rij in gelezen} == per_taak.keys()
    for rij in gelezen:
        for kolom, naam in namen.items():
            assert int(rij[kolom] or 0) == per_taak[rij["taak"]][naam], (rij["taak"], kolom)


# Files


def test_a_table_comes_whole_as_csv_with_codes(als, na_publicatie) -> None:
    antwoord = als(None).get(f"{BEGIN}/gemeenten?formaat=csv&peildatum=2013-05-31")
    rijen_ = list(csv.DictReader(io.StringIO(antwoord.content.decode())))

    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord["Content-Disposition"] == 'attachment; filename="gemeenten.csv"'
    assert len(rijen_) == 408
    haarlem = next(rij for rij in rijen_ if rij["code"] == "GM0392")
    assert "JZ11" in haarlem["regios"].split("|")


def test_a_table_comes_as_ods_by_key_or_by_accept(als, na_publicatie) -> None:
    soort = "application/vnd.oasis.opendocument.spreadsheet"
    for antwoord in (
        als(None).get(f"{BEGIN}{RONDE}/dekking?formaat=ods"),
        als(None).get(f"{BEGIN}{RONDE}/dekking", headers={"accept": soort}),
    ):
        assert antwoord["Content-Type"] == soort
        assert antwoord.content.startswith(b"PK")


def test_text_in_a_file_starts_no_formula(als, na_publicatie, mei) -> None:
    bouwers.verband(
        "formule",
        mei,
        {"JE03": ["Haarlem"]},
        vastgelegd_op=bouwers.moment("2013-05-22"),
        naam="=1+1",
    )
    tekst = als(None).get(f"{BEGIN}{RONDE}/verbanden?formaat=csv").content.decode()

    assert ",'=1+1," in tekst or "'=1+1" in tekst
    assert ",=1+1" not in tekst


# Queries


@pytest.mark.parametrize(
    ("pad", "hoogste"),
    [
        ("/gemeenten?paginaGrootte=200", 3),
        ("/regios?paginaGrootte=200", 3),
        ("/taken", 2),
        ("/rechtsvormen", 2),
        ("/uitvragen", 2),
        ("/verbanden", 1),
        (f"{RONDE}/taken", 3),
        (f"{RONDE}/verbanden", 3),
        (f"{RONDE}/arrangementen", 5),
        (f"{RONDE}/opgaven", 3),
        (f"{RONDE}/dekking", 4),
        (f"{RONDE}/bevindingen", 5),
        (f"{RONDE}/relaties", 4),
        (f"{RONDE}/voortgang", 4),
    ],
)
def test_queries_are_few_and_fixed(
    als, na_publicatie, django_assert_max_num_queries, pad: str, hoogste: int
) -> None:
    browser = als(None)
    browser.get(f"{BEGIN}{pad}")
    with django_assert_max_num_queries(hoogste):
        assert browser.get(f"{BEGIN}{pad}").status_code == 200


def test_more_gemeenten_ask_no_more_queries(
    als, na_publicatie, mei, django_assert_num_queries
) -> None:
    paden = [f"{RONDE}/{naam}" for naam in ("verbanden", "arrangementen", "opgaven")]
    op = bouwers.moment("2013-05-25")
    for naam in ("Uithoorn", "Amstelveen", "Velsen"):
        slug = f"met-{naam.lower()}"
        bouwers.verband(slug, mei, {"JE03": [naam, "Haarlem"]}, vastgelegd_op=op)
        bouwers.opgave(naam, mei, {"JE03": slug}, ingediend_op=op)
    cache.clear()
    for pad, aantal in zip(paden, (3, 5, 3), strict=True):
        with django_assert_num_queries(aantal):
            assert json.loads(als(None).get(f"{BEGIN}{pad}").content)["aantal"] >= 4


def test_camel_case_is_made_from_the_names_of_the_fields() -> None:
    assert rijen.kameel("verevening_gepland") == "vereveningGepland"
