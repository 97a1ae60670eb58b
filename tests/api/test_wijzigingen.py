"""The feed of what became public, for systems of gemeenten and regio's that follow along."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client

from samenwerking.models import Uitvraag, Verbandversie
from tests import bouwers

pytestmark = pytest.mark.usefixtures("mei")
FEED = "/open-data/wijzigingen.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def lees_feed(client: Client, vraag: str = "") -> ElementTree.Element:
    """The feed, held to what RFC 4287 asks of feed and entries."""
    antwoord = client.get(f"{FEED}{vraag}")
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(antwoord.content)
    assert feed.tag == f"{ATOM}feed"
    for naam in ("id", "title", "updated"):
        assert len(feed.findall(ATOM + naam)) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    zelf = feed.find(f"{ATOM}link[@rel='self']")
    assert zelf is not None and zelf.get("href") == f"http://testserver{FEED}{vraag}"
    sleutels = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(sleutels) == len(set(sleutels))
    for entry in feed.iter(f"{ATOM}entry"):
        for naam in ("id", "title", "updated", "summary"):
            assert len(entry.findall(ATOM + naam)) == 1 and entry.findtext(ATOM + naam)
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    return feed


def titels(feed: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]


def sleutels(feed: ElementTree.Element) -> set[str]:
    return {entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")}


def test_the_feed_tells_what_became_public(client: Client, na_publicatie: None) -> None:
    feed = lees_feed(client)

    assert {"Ronde mei 2013 is gepubliceerd", "Nieuw verband: Zuid kennemerland"} < set(
        titels(feed)
    )
    assert feed.findtext(f"{ATOM}updated") == "2013-07-11T22:00:00+00:00"
    assert any(titel.startswith("D1 ") and "erbij" in titel for titel in titels(feed))


def test_before_the_publication_there_is_nothing_at_all(client: Client, in_de_ronde: None) -> None:
    for vraag in ("", "?gemeente=GM0392", "?regio=JZ11"):
        assert titels(lees_feed(client, vraag)) == []


def test_what_is_not_public_stays_out(client: Client, na_publicatie: None, mei: Uitvraag) -> None:
    Verbandversie.objects.filter(uitvraag=mei).update(toelichting="KANARIE")
    op = bouwers.moment("2013-07-15")
    bouwers.verband("later", mei, {"JE03": ["Velsen"]}, vastgelegd_op=op, naam="KANARIE")
    bouwers.opgave("Velsen", mei, {"JE03": "later"}, ingediend_op=op)
    bouwers.opgave("Beverwijk", mei, {"JE03": "zelfstandig"})
    cache.clear()

    for vraag in ("", "?gemeente=GM0397", "?gemeente=GM0453", "?regio=JZ11"):
        tekst = client.get(f"{FEED}{vraag}").content.decode()
        assert "KANARIE" not in tekst and "later" not in tekst
        assert "W2" not in tekst, "differences are for those concerned"


def test_a_regio_or_gemeente_gets_what_is_about_it_under_the_same_keys(
    client: Client, na_publicatie: None, mei: Uitvraag
) -> None:
    land = lees_feed(client)
    regio = lees_feed(client, "?regio=JZ11")
    haarlem = lees_feed(client, "?gemeente=GM0392")
    groningen = lees_feed(client, "?gemeente=GM0014")

    nieuw = "http://testserver/open-data/wijzigingen#2013-mei/verband/zuid-kennemerland"
    assert nieuw in sleutels(land) & sleutels(regio) & sleutels(haarlem)
    assert nieuw not in sleutels(groningen)
    assert sleutels(haarlem) < sleutels(regio)
    assert any("/erbij/D" in sleutel for sleutel in sleutels(groningen))
    assert sleutels(lees_feed(client, "?gemeente=GM0014&regio=JZ11")) == {
        "http://testserver/open-data/wijzigingen#2013-mei"
    }


def test_the_next_round_tells_what_was_found_and_what_is_gone(
    client: Client, op_moment: Any, mei: Uitvraag
) -> None:
    ronde = Uitvraag.objects.get(pk="2013-nov")
    op = bouwers.moment("2013-11-20")
    bouwers.opgave("Heemstede", ronde, {"JE03": "wacht_op_rijk"}, ingediend_op=op)
    op_moment("2014-02-20T12:00+01:00")

    heemstede = titels(lees_feed(client, "?gemeente=GM0397"))
    assert any(titel.startswith("Nieuwe bevinding: D5") for titel in heemstede)
    assert any(titel.startswith("Niet meer gevonden") for titel in heemstede)
    land = titels(lees_feed(client))
    assert any(titel.startswith("D5 ") and "1 erbij, 0 weg" in titel for titel in land)


def test_a_follower_that_is_up_to_date_gets_304(
    client: Client, na_publicatie: None, op_moment: Any, django_assert_max_num_queries: Any
) -> None:
    eerst = client.get(FEED)
    assert eerst["Last-Modified"] == "Thu, 11 Jul 2013 22:00:00 GMT"
    assert eerst["Access-Control-Allow-Origin"] == "*"
    for kop in ({"if-none-match": eerst["ETag"]}, {"if-modified-since": eerst["Last-Modified"]}):
        with django_assert_max_num_queries(3):
            weer = client.get(FEED, headers=kop)
        assert (weer.status_code, weer.content) == (304, b"")
    ander = client.get(f"{FEED}?regio=JZ11", headers={"if-none-match": eerst["ETag"]})
    assert ander.status_code == 200
    op_moment("2014-02-20T12:00+01:00")
    assert client.get(FEED, headers={"if-none-match": eerst["ETag"]}).status_code == 200


def test_what_is_not_there_is_said_and_not_the_whole_country(
    client: Client, na_publicatie: None
) -> None:
    for vraag, status in {
        "?gemeente=Heemstede": 404,
        "?gemeente=GM9999": 404,
        "?regio=JZ99": 404,
        "?gemeenten=GM0397": 400,
    }.items():
        assert client.get(f"{FEED}{vraag}").status_code == status, vraag


def test_a_name_is_text_to_a_reader_of_feeds(client: Client, na_publicatie, mei) -> None:
    Verbandversie.objects.filter(uitvraag=mei).update(naam="<script>alert(1)</script> & Co")
    cache.clear()
    feed = lees_feed(client)

    assert "Nieuw verband: <script>alert(1)</script> & Co" in titels(feed)
    uitleg = [entry.findtext(f"{ATOM}summary") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert any("&lt;script&gt;" in tekst for tekst in uitleg)
    assert not any("<script>" in tekst for tekst in uitleg)
