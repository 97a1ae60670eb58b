"""The pages on the country of the demo: figures that open equal lists, files, queries, weight."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from gemeenten.models import Gemeente, Grens, Inwonertal, Regiolid
from monitor import demo
from monitor.beeld import beeld
from monitor.models import Bezoek
from samenwerking import klok
from samenwerking.models import Deelname, Opgave, Opgaveregel, Opgaveversie, Uitvraag
from samenwerking.toegang import logboek
from tests.monitor.views.conftest import IN_DE_RONDE, MONITOR, NA_PUBLICATIE

HOOFDPAGINAS = [
    "/",
    "/gemeenten/",
    "/gemeenten/GM0736/",
    "/regios/JZ18/",
    "/verbanden/",
    "/verbanden/ijmond/",
    "/uitvraag/",
    "/definities/",
    "/rondes/",
    "/open-data/",
    "/ambassadeur/",
    *MONITOR,
    "/monitor/dekking/?cel=GM0736.JE03",
    *(f"/monitor/?laag={laag}" for laag in ("ingediend", "dekking", "congruentie")),
]


@pytest.fixture(scope="module")
def _land(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        demo.laad(leeg=False, melding=lambda zin: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_de_ronde(_land: None, db: None, op_moment) -> None:
    op_moment(IN_DE_RONDE)


@pytest.fixture
def browser(als, ambassadeur):
    """An ambassadeur reads all, and has the page of the visits as well."""
    return als(ambassadeur)


def csv_van(antwoord) -> list[dict[str, str]]:
    tekst = antwoord.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def aantal_in_lijst(browser, url: str) -> int:
    """How many rows (or chosen cells) the list at `url` has."""
    context = browser.get(url.replace("&amp;", "&")).context
    if "tabel" in context:
        return context["tabel"].telling[context["filter"].waarde("staat")]
    return context["pagina"].paginator.count


# Every figure opens its list with the same count


def test_each_decision_opens_a_list_of_that_length(browser) -> None:
    besluiten = browser.get("/monitor/").context["besluiten"]

    assert len(besluiten) == 6
    for rij in besluiten:
        assert aantal_in_lijst(browser, rij["url"]) == rij["aantal"], rij["titel"]


def test_figures_with_a_link_open_a_list_of_that_length(browser) -> None:
    inhoud = browser.get("/monitor/").content.decode()
    cijfers = re.findall(
        r'href="(/monitor/[a-z]+/\?[^"]*(?:stand_opgave|relatie|score)=[^"]*)">(?:<b>)?([\d.]+)',
        inhoud,
    )

    assert len(cijfers) > 20
    for url, getal in cijfers:
        assert aantal_in_lijst(browser, url) == int(getal.replace(".", "")), url


def test_the_witte_vlekken_of_each_small_map_are_those_of_the_matrix(browser) -> None:
    antwoord = browser.get("/monitor/")
    vlekken = antwoord.context["vlekken"]

    assert (
        sum(len(rij.gemeenten) for rij, *_ in vlekken) == antwoord.context["zin"]["witte_vlekken"]
    )
    for rij, *_ in vlekken:
        url = f"/monitor/dekking/?ronde=2013-mei&taak={rij.taak.code}&staat=witte_vlek"
        assert aantal_in_lijst(browser, url) == len(rij.gemeenten)


def test_the_cells_of_the_matrix_are_all_filled(browser) -> None:
    tabel = browser.get("/monitor/dekking/").context["tabel"]

    assert (tabel.gemeenten, tabel.taken, tabel.cellen) == (408, 18, 7344)
    assert sum(tabel.telling.values()) == tabel.cellen
    assert sum(len(blok.rijen) for blok in tabel.blokken) == 408


def test_small_maps_stand_with_most_witte_vlekken_first(browser) -> None:
    aantallen = [len(rij.gemeenten) for rij, *_ in browser.get("/monitor/").context["vlekken"]]

    assert aantallen == sorted(aantallen, reverse=True)
    assert len(aantallen) == 18


# Files hold what is seen


@pytest.mark.parametrize("pad", [pad for pad in MONITOR[1:] if "dekking" not in pad])
def test_a_list_downloads_as_many_rows_as_it_has(browser, pad: str) -> None:
    regio = "?regio=JZ13"
    gezien = browser.get(pad + regio).context["pagina"].paginator.count

    antwoord = browser.get(f"{pad}{regio}&formaat=csv")
    assert len(csv_van(antwoord)) == gezien
    assert antwoord.headers["Content-Disposition"].endswith('-2013-mei.csv"')
    ods = browser.get(f"{pad}{regio}&formaat=ods")
    assert ods.content[:2] == b"PK"
    assert ods.headers["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"


def test_the_matrix_downloads_the_chosen_cells(browser) -> None:
    keuze = "/monitor/dekking/?ronde=2013-mei&staat=eenzijdig"
    rijen = csv_van(browser.get(f"{keuze}&formaat=csv"))

    assert len(rijen) == aantal_in_lijst(browser, keuze)
    assert {rij["staat"] for rij in rijen} == {"Eenzijdig"}


def test_the_table_of_a_gemeente_is_a_file_too(browser) -> None:
    antwoord = browser.get("/gemeenten/GM0736/?formaat=csv")
    groepen = browser.get("/gemeenten/GM0736/").context["groepen"]

    verwacht = sum(len(groep.rijen) + len(groep.vlekken) for groep in groepen)
    assert len(csv_van(antwoord)) == verwacht


def test_no_cell_starts_a_formula(browser) -> None:
    kop = "=cmd|' /C calc'!A0"
    versie = Opgaveversie.objects.filter(opgave__gemeente="GM0736", ingediend_op__isnull=False)
    Opgaveregel.objects.filter(versie__in=versie).update(toelichting=kop)
    cache.clear()

    rijen = csv_van(browser.get("/gemeenten/GM0736/?formaat=csv"))
    gevuld = {rij["toelichting"] for rij in rijen} - {""}
    assert gevuld == {f"'{kop}"}


# Open data


def test_before_the_publication_there_is_nothing_to_download(als) -> None:
    inhoud = als(None).get("/open-data/").content.decode()

    assert "Er is nog geen ronde gepubliceerd." in inhoud
    assert "CC0" in inhoud


def test_the_published_dekking_is_what_was_known_then(als, op_moment) -> None:
    op_moment(NA_PUBLICATIE)
    ronde = Uitvraag.objects.get(pk="2013-mei")

    antwoord = als(None).get("/open-data/2013-mei/dekking.csv")
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode())))
    _, evaluatie = beeld(ronde, klok.nu(), ronde.gepubliceerd_op)
    assert len(rijen) == 7344
    assert [(r["gemeente"], r["taak"]) for r in rijen] == [c[:2] for c in evaluatie.dekking]


@pytest.mark.parametrize("bestand", ["verbanden", "deelnemers"])
def test_published_verbanden_are_never_concepts(als, op_moment, bestand: str) -> None:
    op_moment(NA_PUBLICATIE)
    ronde = Uitvraag.objects.get(pk="2013-mei")
    stand, _ = beeld(ronde, klok.nu(), ronde.gepubliceerd_op)

    antwoord = als(None).get(f"/open-data/2013-mei/{bestand}.csv")
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode())))
    assert {rij["verband"] for rij in rijen} <= set(stand.verbanden)
    ods = als(None).get(f"/open-data/2013-mei/{bestand}.ods")
    assert ods.content[:2] == b"PK"


# Visits


def test_visits_and_distinct_gemeenten_are_two_counts(browser, op_moment) -> None:
    op_moment("2014-06-20T12:00+02:00")
    eerste, tweede = Bezoek.objects.all()[:2]
    eerste.gemeenten.add(*tweede.gemeenten.all())
    context = browser.get("/ambassadeur/").context

    keren = [g.code for bezoek in context["bezoeken"] for g in bezoek.gemeenten.all()]
    assert len(context["bezoeken"]) == 26
    assert context["gemeenten"] == len(set(keren)) < len(keren)


def test_a_visit_is_there_from_its_day(browser, op_moment) -> None:
    assert "Er zijn nog geen bezoeken." in browser.get("/ambassadeur/").content.decode()


# Speed


def queries(browser, pad: str) -> int:
    """Without the row that a reader leaves once a day, see toegang.inzage."""
    with CaptureQueriesContext(connection) as gevangen:
        assert browser.get(pad).status_code == 200
    return sum("toegang_inzage" not in query["sql"] for query in gevangen)


def _dien_opnieuw_in() -> None:
    """What a submit does to the round: a version with another moment."""
    versie = Opgaveversie.objects.filter(opgave__uitvraag="2013-mei", ingediend_op__isnull=False)
    eerste = versie.order_by("ingediend_op", "pk")[0]
    eerste.ingediend_op += timedelta(microseconds=1)
    eerste.save(update_fields=["ingediend_op"])


def per_pagina(browser, paden=HOOFDPAGINAS) -> dict[str, tuple[int, int, int]]:
    """Queries of every page in a new process, after a write by a gemeente, and once more."""
    uit = {}
    for pad in paden:
        cache.clear()
        nieuw = queries(browser, pad)
        with transaction.atomic():
            _dien_opnieuw_in()
            logboek.schrijf("indienen", "opgave", "proef", persoon=None)
        uit[pad] = nieuw, queries(browser, pad), queries(browser, pad)
    return uit


@pytest.mark.parametrize("wie", ["ambassadeur", "commissielid"])
def test_main_pages_take_at_most_12_queries_also_right_after_a_write(als, request, wie) -> None:
    paden = [pad for pad in HOOFDPAGINAS if wie == "ambassadeur" or pad != "/ambassadeur/"]
    browser = als(request.getfixturevalue(wie))
    for pad, (nieuw, na_schrijven, warm) in per_pagina(browser, paden).items():
        assert warm <= na_schrijven <= 12, (pad, na_schrijven, warm)
        assert na_schrijven - warm in (0, 4), (pad, na_schrijven, warm)
        assert nieuw - na_schrijven in (0, 4), (pad, nieuw, na_schrijven)


def verdubbel() -> None:
    """Every gemeente once more, with its regio's, borders, deelnames and opgave."""
    tweeling = {g.pk: f"GM{int(g.pk[2:]) + 5000}" for g in Gemeente.objects.all()}
    for g in Gemeente.objects.all():
        g.pk, g.naam = tweeling[g.pk], f"Nieuw {g.naam}"
        g.kolom = None if g.kolom is None else g.kolom + 100
        g.save(force_insert=True)
    for model, velden in (
        (Regiolid, ["gemeente_id"]),
        (Inwonertal, ["gemeente_id"]),
        (Grens, ["gemeente_id", "buur_id"]),
        (Deelname, ["gemeente_id"]),
    ):
        rijen = list(model._default_manager.all())
        for rij in rijen:
            rij.pk = None
            for veld in velden:
                setattr(rij, veld, tweeling[getattr(rij, veld)])
        model._default_manager.bulk_create(rijen)
    _verdubbel_opgaven(tweeling)


def _verdubbel_opgaven(tweeling: dict[str, str]) -> None:
    for versie in Opgaveversie.objects.filter(nummer=1).select_related("opgave"):
        oud = versie.pk
        opgave = Opgave.objects.create(
            gemeente_id=tweeling[versie.opgave.gemeente_id], uitvraag_id=versie.opgave.uitvraag_id
        )
        versie.pk, versie.opgave = None, opgave
        versie.ontvangstnummer = versie.ontvangstnummer and f"X{versie.ontvangstnummer}"
        versie.save(force_insert=True)
        regels = list(Opgaveregel.objects.filter(versie=oud))
        for regel in regels:
            regel.pk, regel.versie = None, versie
        Opgaveregel.objects.bulk_create(regels)


def test_a_country_twice_as_large_takes_the_same_queries(browser) -> None:
    klein = per_pagina(browser)
    verdubbel()
    cache.clear()

    assert "van de 816" in browser.get("/").content.decode()
    assert per_pagina(browser) == klein


def test_the_matrix_stays_under_60_kb_on_the_line(browser) -> None:
    inhoud = browser.get("/monitor/dekking/?cel=GM0736.JE03").content

    assert inhoud.count(b'class="W') > 400
    assert len(gzip.compress(inhoud, 6)) < 60_000


def test_sentences_are_composed_for_the_rows_that_are_shown(browser, monkeypatch) -> None:
    from monitor import verbandbeeld

    gemaakt = []
    echt = verbandbeeld.zin
    monkeypatch.setattr(verbandbeeld, "zin", lambda stand, b: gemaakt.append(b) or echt(stand, b))

    antwoord = browser.get("/monitor/bevindingen/")
    assert antwoord.context["pagina"].paginator.count > 1000
    assert len(gemaakt) == 50


def test_the_chosen_cell_is_marked_in_the_matrix(browser) -> None:
    inhoud = browser.get("/monitor/dekking/?cel=GM0736.JE03").content.decode()
    matrix = inhoud[inhoud.index('<table class="matrix') :].partition("</table>")[0]

    assert matrix.count("aria-current") == 1
    assert 'cel=GM0736.JE03#cel" aria-label="Verkenning" aria-current="true"' in matrix


def test_example_data_is_labelled(als) -> None:
    for pad in ("/", "/gemeenten/GM0736/", "/verbanden/"):
        assert "Voorbeeldgegevens" in als(None).get(pad).content.decode()
