"""Two rounds side by side on a small country: figures open lists, herindelingen are followed."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.toegang import logboek
from tests import bouwers

PAD = "/monitor/vergelijk/"
LIJSTEN = [f"{PAD}{s}/" for s in ("inzendingen", "staten", "bevindingen", "verbanden", "scores")]
pytestmark = pytest.mark.usefixtures("mei")


@pytest.fixture
def zomer(mei, op_moment) -> Uitvraag:
    """After the herindeling: Alphen, that Boskoop is in now, and Haarlem with a decision."""
    bouwers.opgave(
        "Boskoop",
        mei,
        {"JE03": "zelfstandig"},
        ingediend_op=bouwers.moment("2013-05-22"),
    )
    ronde = Uitvraag.objects.get(pk="2014-zomer")
    op = bouwers.moment("2014-05-20")
    velden = {"vastgelegd_op": op, "penvoerder": "Haarlem", "risicoverevening": "vastgesteld"}
    leden = ["Haarlem", "Zandvoort", "Bloemendaal"]
    bouwers.verband("zuid-kennemerland", ronde, {"JE03": leden}, **velden)
    bouwers.opgave("Haarlem", ronde, {"JE03": "zuid-kennemerland"}, ingediend_op=op)
    bouwers.opgave("Alphen aan den Rijn", ronde, {"JE03": "zelfstandig"}, ingediend_op=op)
    op_moment("2014-06-02T10:00+02:00")
    cache.clear()
    return ronde


@pytest.fixture
def browser(als, commissielid):
    return als(commissielid)


def rijen(browser, url: str) -> list[dict[str, str]]:
    tekst = browser.get(f"{url}&formaat=csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def test_every_difference_opens_its_list(browser, zomer) -> None:
    inhoud = browser.get(f"{PAD}?ronde=2014-zomer&met=2013-mei").content.decode()
    cijfers = re.findall(r'href="(/monitor/vergelijk/(?:b|v|sc)[^"]+)">(\d[\d.]*)', inhoud)

    assert len(cijfers) > 10
    for url, getal in cijfers:
        antwoord = browser.get(url.replace("&amp;", "&"))
        aantal = antwoord.context["pagina"].paginator.count
        assert aantal == int(getal.replace(".", "")), url


def test_was_and_is_lead_to_the_figures_of_their_own_round(browser, zomer) -> None:
    context = browser.get(f"{PAD}?ronde=2014-zomer&met=2013-mei").context
    cellen = next(c for taak, c in context["staten"]["rijen"] if taak.code == "JE03")
    naam, gedekt = cellen[0]

    assert (naam, gedekt.was, gedekt.nu, gedekt.verschil) == ("Gedekt", 1, 1, "gelijk")
    for url, aantal in ((gedekt.was_url, gedekt.was), (gedekt.nu_url, gedekt.nu)):
        tabel = browser.get(url).context["tabel"]
        assert tabel.telling["gedekt"] == aantal


def test_every_cell_stands_under_the_head_of_its_staat(browser, zomer) -> None:
    staten = browser.get(f"{PAD}?ronde=2014-zomer&met=2013-mei").context["staten"]

    assert staten["rijen"]
    for taak, cellen in staten["rijen"]:
        assert [naam for naam, _ in cellen] == staten["koppen"], taak.code


def test_a_herindeling_is_followed(browser, zomer) -> None:
    """Boskoop said zelfstandig and so does Alphen: nothing changed for Boskoop."""
    lijst = rijen(browser, f"{PAD}staten/?ronde=2014-zomer&met=2013-mei&taak=JE03")
    per_naam = {rij["naam"]: rij for rij in lijst}

    assert "Boskoop" not in per_naam
    assert per_naam["Rijnwoude"]["opgevolgd_door"] == "Alphen aan den Rijn"
    assert (per_naam["Rijnwoude"]["was"], per_naam["Rijnwoude"]["is"]) == (
        "Witte vlek",
        "Zelfstandig",
    )
    assert "Alphen aan den Rijn" in per_naam


def test_verbanden_say_who_joined_who_left_and_what_changed(browser, zomer) -> None:
    (rij,) = rijen(browser, f"{PAD}verbanden/?ronde=2014-zomer&met=2013-mei")

    assert (rij["wat"], rij["erbij"], rij["eruit"]) == ("gewijzigd", "Bloemendaal", "Heemstede")
    assert rij["feiten"] == "risicoverevening: van onbekend naar vastgesteld"
    (score,) = rijen(browser, f"{PAD}scores/?ronde=2014-zomer&met=2013-mei&criterium=K5")
    assert (score["was"], score["is"]) == ("onbekend", "voldoet")


def test_a_finding_that_went_has_its_sentence_of_then(browser, zomer) -> None:
    gesloten = rijen(browser, f"{PAD}bevindingen/?ronde=2014-zomer&met=2013-mei&code=W2")

    assert [rij["wat"] for rij in gesloten] == ["gesloten"]
    assert "Heemstede" in gesloten[0]["zin"]


def test_one_round_at_two_moments_shows_what_was_known_then(browser, mei, op_moment) -> None:
    op_moment("2013-06-10T10:00+02:00")
    laat = bouwers.moment("2013-06-05 09:00")
    bouwers.opgave("Zandvoort", mei, {"JE03": "zuid-kennemerland"}, ingediend_op=laat)
    cache.clear()

    context = browser.get(f"{PAD}?ronde=2013-mei").context
    assert (context["n"].was.bekend_op, context["n"].nu.bekend_op) < (laat, laat + timedelta(9))
    assert [w.verschil for _, w in context["inzendingen"]] == ["gelijk", "+1", "−1"]
    (rij,) = rijen(browser, f"{PAD}inzendingen/?ronde=2013-mei")
    assert (rij["naam"], rij["was"], rij["is"]) == ("Zandvoort", "ontbreekt", "te laat")


def test_the_older_moment_is_what_was_whichever_is_chosen_first(browser, mei, op_moment) -> None:
    op_moment("2013-06-10T10:00+02:00")
    heen = "ronde=2013-mei&stand=2013-05-22T10:00&met=2013-mei&met_stand=2013-05-20T10:00"
    terug = "ronde=2013-mei&stand=2013-05-20T10:00&met=2013-mei&met_stand=2013-05-22T10:00"
    tabellen = [browser.get(f"{PAD}?{query}").context["inzendingen"] for query in (heen, terug)]

    for tabel in tabellen:
        assert next((w.was, w.nu) for _, w in tabel) == (0, 2)


def test_a_moment_that_cannot_be_shown_is_said_and_nothing_is_lost(browser, zomer) -> None:
    antwoord = browser.get(f"{PAD}?ronde=2014-zomer&met=2013-mei&met_stand=2012-01-01T10:00")

    assert antwoord.status_code == 400
    assert "was ronde mei 2013 nog niet open" in antwoord.content.decode()
    assert antwoord.context["n"].was.uitvraag.pk == "2013-mei"
    assert browser.get(f"{PAD}iets/?ronde=2014-zomer").status_code == 404


def test_the_page_downloads_every_figure(browser, zomer) -> None:
    bestand = rijen(browser, f"{PAD}?ronde=2014-zomer&met=2013-mei")
    soorten = {rij["soort"] for rij in bestand}

    assert soorten == {"inzendingen", "staat", "bevinding", "verband", "score"}
    assert browser.get(f"{PAD}?ronde=2014-zomer&formaat=ods").content[:2] == b"PK"


def test_the_pages_take_at_most_12_queries_also_right_after_a_write(browser, zomer) -> None:
    for pad in (PAD, *LIJSTEN):
        url = f"{pad}?ronde=2014-zomer&met=2013-mei"
        browser.get(url)
        with transaction.atomic():
            versie = Opgaveversie.objects.filter(opgave__uitvraag="2014-zomer").order_by("pk")[0]
            versie.ingediend_op += timedelta(microseconds=1)
            versie.save(update_fields=["ingediend_op"])
            logboek.schrijf("indienen", "opgave", "proef", persoon=None)
        with CaptureQueriesContext(connection) as gevangen:
            assert browser.get(url).status_code == 200
        assert len(gevangen) <= 12, (pad, len(gevangen))


@pytest.mark.parametrize(
    "pad",
    [
        *("inzendingen", "dekking", "congruentie", "verschillen", "criteria", "drukte"),
        *("bevindingen", "achterblijvers", "aandacht", "escalatie", "uitleg", "normen", "extern"),
        *("rapportage", "voortgang", "voortgang/gemeenten", "inkoop", "vergelijk"),
    ],
)
def test_every_dashboard_speaks_of_the_moment_that_was_chosen(browser, zomer, pad: str) -> None:
    """On 20 May 2013 nothing was in yet; what came later does not show, and the bar says so."""
    antwoord = browser.get(f"/monitor/{pad}/?ronde=2013-mei&stand=2013-05-20T00:00")
    inhoud = antwoord.content.decode()

    assert antwoord.status_code == 200
    assert "zoals toen bekend" in inhoud
    assert antwoord.context["blik"].terug
    assert "risicoverevening: van" not in inhoud
    for geschreven in ("Publiceer deze tabellen", ">Signaleer<", ">Wijzig<"):
        assert geschreven not in inhoud


def test_what_was_known_then_is_what_the_lists_hold(browser, zomer) -> None:
    def cijfers(stand: str) -> tuple[int, int, int]:
        vraag = f"?ronde=2013-mei&stand={stand}"
        inzendingen = browser.get(f"/monitor/inzendingen/{vraag}").context["lijst"].cijfers["in"]
        gedekt = browser.get(f"/monitor/dekking/{vraag}").context["tabel"].telling["gedekt"]
        rijen = browser.get(f"/monitor/voortgang/{vraag}").context["rijen"]
        return inzendingen, gedekt, sum(rij.v2.deel for rij in rijen)

    assert cijfers("2013-05-20T00:00") == (0, 0, 0)
    assert cijfers("2013-05-21T00:00") == (2, 1, 1)
    assert cijfers("") == (3, 1, 2)


def test_only_readers_compare(als, invuller_heemstede, provincie, op_moment) -> None:
    op_moment("2014-06-02T10:00+02:00")
    assert als(provincie).get(PAD).status_code == 200
    assert als(invuller_heemstede).get(PAD).status_code == 404
    assert als(None).get(PAD).status_code in (302, 404)


def test_the_bar_leads_readers_to_the_comparison(als, browser, op_moment) -> None:
    op_moment("2013-07-20T12:00+02:00")
    weg = 'href="/monitor/vergelijk/?ronde=2013-mei"'

    assert weg in browser.get("/monitor/").content.decode()
    assert weg not in als(None).get("/").content.decode()
