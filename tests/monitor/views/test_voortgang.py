"""Voortgang on the country of the demo: each figure opens its list, files, queries, herindeling."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from monitor import demo
from monitor.beeld import beeld
from monitor.kamerbijlage import stel_samen
from samenwerking import klok
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.toegang import logboek

PAD = "/monitor/voortgang/"
NA_NOVEMBER = "2014-02-14T12:00+01:00"
LIJSTEN = [
    *(f"{PAD}{naam}/" for naam in ("intenties", "gemeenten", "regios", "verevening", "besluiten")),
    "/monitor/inkoop/",
]


pytestmark = pytest.mark.traag


@pytest.fixture(scope="module")
def _land(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        demo.laad(leeg=False, melding=lambda zin: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def na_november(_land: None, db: None, op_moment) -> None:
    op_moment(NA_NOVEMBER)


@pytest.fixture
def browser(als, commissielid):
    return als(commissielid)


def lengte(browser, url: str) -> int:
    antwoord = browser.get(url.replace("&amp;", "&"))
    assert antwoord.status_code == 200, url
    aantal: int = antwoord.context["pagina"].paginator.count
    return aantal


def csv_van(antwoord) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))


def test_every_figure_opens_a_list_of_that_length(browser) -> None:
    inhoud = browser.get(f"{PAD}?ronde=2013-nov&aandeel=80").content.decode()
    cijfers = re.findall(
        r'href="((?:/monitor/voortgang/|/monitor/bevindingen/)[^"]*\?[^"]*)">(?:<b>)?([\d.]+)',
        inhoud,
    )

    assert len(cijfers) > 90
    for url, getal in cijfers[::7]:
        assert lengte(browser, url) == int(getal.replace(".", "")), url


def test_the_three_measures_have_their_own_denominator(browser) -> None:
    context = browser.get(f"{PAD}?ronde=2013-nov").context
    pleegzorg = next(rij for rij in context["rijen"] if rij.taak.code == "JE04")

    assert context["naast"].code == "2013-mei"
    assert (pleegzorg.v1.geheel, pleegzorg.v2.geheel, sum(pleegzorg.v3[2:])) == (288, 408, 42)
    assert context["zinnen"][0].startswith("V1: van de 2.623 intenties van ronde mei 2013")


def test_the_share_of_v3_is_in_the_url_and_nonsense_is_said(browser) -> None:
    def vastgesteld(aandeel: str) -> int:
        rijen = browser.get(f"{PAD}?ronde=2013-nov&aandeel={aandeel}").context["rijen"]
        return sum(rij.v3.vastgesteld for rij in rijen)

    assert vastgesteld("100") < vastgesteld("80") < vastgesteld("1")
    for onzin in ("0", "101", "veel"):
        antwoord = browser.get(f"{PAD}?ronde=2013-nov&aandeel={onzin}")
        assert antwoord.context["procent"] == 100
        assert 'class="errorlist' in antwoord.content.decode()


def test_the_page_says_the_same_as_the_kamerbijlage_and_the_api(browser) -> None:
    """What parliament reads, what a script reads and what the commission sees is one thing."""
    nov, mei = (Uitvraag.objects.get(pk=code) for code in ("2013-nov", "2013-mei"))
    tabel = {t["nummer"]: t["rijen"] for t in stel_samen(nov, mei, klok.nu())["tabellen"]}
    context = browser.get(f"{PAD}?ronde=2013-nov").context
    api = browser.get("/api/v1/uitvragen/2013-nov/voortgang?paginaGrootte=100").json()["resultaten"]

    rijen = context["rijen"]
    assert [(r.taak.code, r.v1.geheel, r.v1.deel) for r in rijen] == [
        tuple(rij[:3]) for rij in tabel[5]
    ]
    assert [list(r.v3) for r in rijen] == [rij[:5] for rij in tabel[4]]
    assert [list(r.v2) for r in rijen] == [rij[:3] for rij in tabel[6]]
    assert [(k, n) for k, _, n in context["klassen"]] == [tuple(rij) for rij in tabel[7]]
    assert [list(r.v2[1:]) for r in rijen] == [
        [rij["gemeentenVastgesteld"], rij["gemeenten"]] for rij in api
    ]
    assert [list(r.v3[2:]) for r in rijen] == [
        [rij[f"regios{fase}"] for fase in ("Vastgesteld", "Intentie", "Overig")] for rij in api
    ]


JEUGDHULP = [f"JE{nummer:02}" for nummer in range(3, 13)]
"""The jeugdtaken that need cooperation; JE01 and JE02 are local."""


def test_the_published_figures_of_the_kamerbrief_come_out(browser) -> None:
    """Kamerbrief 31 839 nr. 343, page 4 and 5; the table is in fixtures/voorbeeld/README.md."""
    context = browser.get(f"{PAD}?ronde=2013-nov").context
    rijen = {rij.taak.code: rij for rij in context["rijen"]}

    # «verschillend per onderwerp is 30-50% van de intenties per 31 mei 2013 inmiddels omgezet»
    omgezet = [100 * rij.v1.deel / rij.v1.geheel for rij in rijen.values()]
    assert all(30 <= aandeel <= 50 for aandeel in omgezet)
    assert len({round(aandeel) for aandeel in omgezet}) > 5
    # «voor de meeste jeugdzorgtaken ... nog maar ongeveer 50% van de gemeenten»
    vast = [100 * rijen[taak].v2.deel / rijen[taak].v2.geheel for taak in JEUGDHULP]
    assert all(45 <= aandeel <= 55 for aandeel in vast)
    # «brengt het aantal jeugdzorgregio's op 42»
    assert context["regios"] == 42
    # «in vijf jeugdzorgregio's ... in ongeveer de helft ... de overige regio's»
    assert [n for _, _, n in context["klassen"]] == [5, 21, 16, 0]


def test_the_scale_is_that_of_the_kamerbrief() -> None:
    """«loopt uiteen van ca 102.000 (Midden Limburg West) tot boven één miljoen inwoners in
    Rijnmond en Amsterdam-Amstelland»; the last with Haarlemmermeer (S4-55)."""
    stand, evaluatie = beeld(Uitvraag.objects.get(pk="2013-nov"), klok.nu(), klok.nu())
    regios = stand.indelingen["jeugdregio"].regios
    inwoners = {regio.naam: stand.inwoners(regio.leden) for regio in regios}

    assert min(inwoners, key=lambda naam: inwoners[naam]) == "Midden-Limburg West"
    assert round(inwoners["Midden-Limburg West"], -3) == 102_000
    assert inwoners["Rijnmond"] > 1_000_000
    samen = stand.leden["jeugdregio-amsterdam-amstelland", "JE06"]
    assert stand.inwoners(samen) > 1_000_000
    # «geen sprake is van witte vlekken of ... donutconstructie»
    assert not {"D1", "N1"} & {b.code for b in evaluatie.bevindingen}
    # «pleegzorg, crisisopvang en residentiele zorg worden bijna altijd op de schaal van de 42»
    for taak in ("JE04", "JE05", "JE06"):
        groepen = [leden for (_, t), leden in stand.leden.items() if t == taak]
        op_schaal = sum(
            any(10 * (regio.leden & s).bit_count() >= 8 * regio.leden.bit_count() for s in groepen)
            for regio in regios
        )
        assert op_schaal >= 36


def test_a_cell_of_the_matrix_leads_to_the_gemeenten_of_that_region(browser) -> None:
    antwoord = browser.get(f"{PAD}regios/?ronde=2013-nov")
    jeugd, veiligheid = antwoord.context["matrices"]

    assert (len(jeugd.rijen), len(veiligheid.rijen)) == (42, 25)
    cel = re.search(
        r'<td class="fase-(\w+)"><a href="([^"]*JZ13&amp;taak=JE04)" aria-label="([^"]*)">(\w)',
        antwoord.content.decode(),
    )
    assert cel
    fase, url, label, letter = cel.groups()
    achter = browser.get(url.replace("&amp;", "&"))
    telling = Counter(rij.waarden[4] for rij in achter.context["lijst"].rijen)
    assert letter == fase[0].upper()
    assert (
        label == f"{fase}: {telling['vastgesteld']} van de {telling.total()} gemeenten vastgesteld"
    )


@pytest.mark.parametrize("pad", LIJSTEN)
def test_lists_download_what_is_seen(browser, pad: str) -> None:
    keuze = f"{pad}?ronde=2013-nov&regio=JZ13&taak=JE04"
    gezien = browser.get(keuze).context["lijst"]

    rijen = csv_van(browser.get(f"{keuze}&formaat=csv"))
    assert len(rijen) == len(gezien.rijen)
    assert browser.get(f"{keuze}&formaat=ods").content[:2] == b"PK"


def test_the_table_of_the_taken_is_a_file_too(browser) -> None:
    rijen = csv_van(browser.get(f"{PAD}?ronde=2013-nov&formaat=csv"))

    pleegzorg = next(rij for rij in rijen if rij["taak"] == "JE04")
    assert (pleegzorg["intenties"], pleegzorg["gemeenten"]) == ("288", "408")


def test_the_forecast_counts_every_plan_once_and_ends_in_december_2014(browser) -> None:
    vooruit = browser.get(f"{PAD}?ronde=2013-nov").context["vooruit"]

    geteld = sum(n for rij in vooruit.rijen for _, n, _ in rij.aantallen)
    assert geteld == vooruit.totaal == lengte(browser, f"{PAD}besluiten/?ronde=2013-nov")
    maanden = [rij.code for rij in vooruit.rijen if rij.code[:2] == "20"]
    assert (maanden[0], maanden[-1]) == ("2013-11", "2014-12")


def test_the_road_to_the_end_of_2014_adds_up_to_all_cells(browser) -> None:
    weg = browser.get(f"{PAD}?ronde=2013-nov").context["weg"]

    assert weg["paren"] == sum(n for _, n, _ in weg["stappen"]) == 408 * 10
    assert weg["nog"] == "320 dagen"


def test_a_herindeling_is_followed_from_round_to_round(browser, op_moment) -> None:
    op_moment("2014-06-02T10:00+02:00")
    context = browser.get(f"{PAD}?ronde=2014-zomer").context
    assert context["naast"].code == "2013-nov"
    intenties = sum(rij.v1.geheel for rij in context["rijen"] if rij.v1)

    lijst = browser.get(f"{PAD}intenties/?ronde=2014-zomer").context["lijst"]
    opgevolgd = [rij.waarden for rij in lijst.rijen if rij.waarden[2]]
    assert len(lijst.rijen) == intenties
    assert {"Boskoop", "Rijnwoude"} <= {rij[1] for rij in opgevolgd}
    assert {rij[2] for rij in opgevolgd if rij[1] == "Boskoop"} == {"Alphen aan den Rijn"}


def test_an_earlier_moment_shows_what_was_known_then(browser) -> None:
    def rijen(stand: str) -> list[object]:
        context = browser.get(f"{PAD}?ronde=2013-nov&stand={stand}").context
        return [rij.v2.deel for rij in context["rijen"]]

    nov = Uitvraag.objects.get(pk="2013-nov")
    toen, _ = beeld(nov, klok.nu(), klok.nu() - timedelta(days=80))
    assert sum(rijen("2013-11-20T12:00")) < sum(rijen(""))
    assert toen.ingediend.bit_count() < 408


def test_what_comes_late_for_the_purchase_names_who_and_how_late(browser) -> None:
    pagina = browser.get("/monitor/inkoop/?ronde=2013-nov&wat=vorm")
    rijen = csv_van(browser.get("/monitor/inkoop/?ronde=2013-nov&wat=vorm&formaat=csv"))

    t7 = lengte(browser, "/monitor/bevindingen/?ronde=2013-nov&code=T7")
    assert t7 == len(rijen) > 0
    assert all(int(rij["dagen"]) > 0 and "penvoerder" in rij["naam"] for rij in rijen[:5])
    assert "Dit is geen oordeel" in pagina.content.decode()


def test_the_pages_take_at_most_12_queries_also_right_after_a_write(browser) -> None:
    for pad in (PAD, *LIJSTEN):
        browser.get(f"{pad}?ronde=2013-nov")
        with transaction.atomic():
            versie = Opgaveversie.objects.filter(opgave__uitvraag="2013-nov").order_by("pk")[0]
            versie.ingediend_op += timedelta(microseconds=1)
            versie.save(update_fields=["ingediend_op"])
            logboek.schrijf("indienen", "opgave", "proef", persoon=None)
        met = queries(browser, pad)
        assert queries(browser, pad) <= met <= 12, (pad, met)


def queries(browser, pad: str) -> int:
    with CaptureQueriesContext(connection) as gevangen:
        assert browser.get(f"{pad}?ronde=2013-nov").status_code == 200
    return len(gevangen)


def test_who_may_not_read_gets_the_same_answer_as_for_a_page_that_is_not_there(
    als, invuller_heemstede
) -> None:
    cache.clear()
    for wie in (None, invuller_heemstede):
        geen = als(wie).get("/monitor/bestaat-niet/").status_code
        assert {als(wie).get(pad).status_code for pad in (PAD, *LIJSTEN)} <= {geen, 302}
