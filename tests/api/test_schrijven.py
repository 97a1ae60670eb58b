"""Writing the own concept and submitting it: the same rules as the pages, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from samenwerking.models import Besluit, Opgave, Opgaveversie
from samenwerking.toegang import tokens
from samenwerking.toegang.models import Gebruiker, Logregel
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.api.conftest import BEGIN
from tests.api.test_ontwerpregels import assert_probleem

pytestmark = pytest.mark.usefixtures("mei", "in_de_ronde")
CONCEPT = f"{BEGIN}/uitvragen/2013-mei/concepten/GM0473"
SAMEN = {"wijze": "verband", "verband": "zuid-kennemerland", "stadium": "intentie"}


class Applicatie:
    """An application of Zandvoort that may also submit."""

    def __init__(self, tekst: str) -> None:
        self.client = Client(headers={"authorization": f"Bearer {tekst}"})

    def lees(self) -> Any:
        return self.client.get(CONCEPT)

    def stuur(self, methode: str, pad: str, inhoud: Any, **koppen: str) -> Any:
        return self.client.generic(
            methode, f"{CONCEPT}{pad}", json.dumps(inhoud), "application/json", headers=koppen
        )

    def bewaar(self, *regels: dict[str, Any], etag: str | None = None) -> Any:
        gelezen = etag or self.lees()["ETag"]
        return self.stuur("PUT", "", {"regels": list(regels)}, **{"if-match": gelezen})

    def dien_in(self, etag: str, sleutel: str = "", **velden: Any) -> Any:
        koppen = {"if-match": etag, "idempotency-key": sleutel or str(uuid4())}
        open_ = "Wij wachten op het budget."
        gegeven = {"gecontroleerd": ["O1", "O5"], "redenOpen": open_, **velden}
        return self.stuur("POST", "/indieningen", gegeven, **koppen)


@pytest.fixture
def zandvoort(db: None) -> Applicatie:
    persoon = bouwers.persoon()
    gemeente = bouwers.gemeente("Zandvoort")
    return Applicatie(tokens.maak("Zaaksysteem", gemeente, Rol.VASTSTELLER, door=persoon)[1])


def test_an_empty_concept_can_be_read_and_written(zandvoort) -> None:
    leeg = zandvoort.lees()
    assert leeg.json()["status"] == "leeg"
    assert leeg.json()["versie"] == 0

    antwoord = zandvoort.bewaar({"taak": "JE03", **SAMEN}, {"taak": "JE06", "wijze": "zelfstandig"})

    assert antwoord.status_code == 200
    inhoud = antwoord.json()
    assert (inhoud["status"], inhoud["versie"]) == ("concept", 1)
    assert [(r["taak"], r["wijze"]) for r in inhoud["regels"]] == [
        ("JE03", "verband"),
        ("JE06", "zelfstandig"),
    ]
    assert zandvoort.lees()["ETag"] == antwoord["ETag"] != leeg["ETag"]
    regel = Logregel.objects.filter(actie="bewaren").get()
    assert (regel.herkomst, regel.persoon.naam) == ("api", "Zaaksysteem")


def test_a_date_of_a_decision_comes_back_as_it_was_sent(zandvoort) -> None:
    besluit = {"gepland": None, "genomen": "2013-05-14", "kenmerk": "2013/0514"}
    regel = {"taak": "JE03", **SAMEN, "stadium": "collegebesluit", "collegebesluit": besluit}

    gekregen = zandvoort.bewaar(regel).json()["regels"][0]
    assert gekregen["collegebesluit"] == besluit
    weer = zandvoort.bewaar(*zandvoort.lees().json()["regels"])
    assert weer.json()["regels"] == [gekregen]


def test_why_a_gemeente_chooses_so_comes_back_in_a_fixed_order(zandvoort) -> None:
    regel = {"taak": "JE03", **SAMEN, "motieven": ["nabijheid", "samenhang"]}

    gekregen = zandvoort.bewaar(regel).json()["regels"][0]
    assert gekregen["motieven"] == ["samenhang", "nabijheid"]


def test_a_document_behind_a_decision_stays_when_an_application_writes(zandvoort) -> None:
    besluit = {"gepland": None, "genomen": "2013-05-14", "kenmerk": ""}
    regel = {"taak": "JE03", **SAMEN, "collegebesluit": besluit}
    zandvoort.bewaar(regel)
    Besluit.objects.update(document="besluiten/nota.pdf")

    zandvoort.bewaar({**regel, "toelichting": "Nieuw."})
    assert Besluit.objects.get().document.name == "besluiten/nota.pdf"


def test_one_taak_is_replaced_and_removed_the_rest_stays(zandvoort) -> None:
    etag = zandvoort.bewaar({"taak": "JE06", "wijze": "geen"})["ETag"]
    inhoud = {"antwoorden": [{"wijze": "zelfstandig", "toelichting": "Wij doen dit zelf."}]}
    erbij = zandvoort.stuur("PUT", "/regels/JE03", inhoud, **{"if-match": etag})
    assert [r["taak"] for r in erbij.json()["regels"]] == ["JE03", "JE06"]

    weg = zandvoort.stuur("DELETE", "/regels/JE06", None, **{"if-match": erbij["ETag"]})
    assert [r["taak"] for r in weg.json()["regels"]] == ["JE03"]
    assert_probleem(
        zandvoort.stuur("PUT", "/regels/XX99", inhoud, **{"if-match": weg["ETag"]}), 404
    )


def test_a_write_names_what_it_read(zandvoort) -> None:
    etag = zandvoort.lees()["ETag"]
    assert_probleem(zandvoort.stuur("PUT", "", {"regels": []}), 428)
    assert zandvoort.bewaar({"taak": "JE03", "wijze": "geen"}, etag=etag).status_code == 200

    verouderd = zandvoort.bewaar({"taak": "JE03", "wijze": "zelfstandig"}, etag=etag)
    probleem = assert_probleem(verouderd, 412)
    assert "Een collega heeft intussen iets bewaard" in probleem["detail"]
    assert zandvoort.lees().json()["regels"][0]["wijze"] == "geen"
    for vreemd in ("*", '"x"', 'W/"1-0123456789abcdef"', "1"):
        assert_probleem(zandvoort.bewaar(etag=vreemd), 412)


FOUT = [
    ({"wijze": "zelfstandig", "toelichting": 7}, "Dit moet tekst zijn"),
    ({"wijze": "zelfstandig", "toelichting": True}, "Dit moet tekst zijn"),
    ({"wijze": "zelfstandig", "toelichting": "a\u0000b"}, "tekens die niet kunnen"),
    ({"wijze": "zelfstandig", "toelichting": "x" * 2001}, "2000"),
    ({"wijze": "zelfstandig", "voorlopig": 1}, "true of false"),
    ({"wijze": "zelfstandig", "voorlopig": "true"}, "true of false"),
    ({"wijze": "samen"}, "Kies uit: verband"),
    ({"wijze": None}, ""),
    ({}, ""),
    ({"wijze": "zelfstandig", "onbekend": 1}, "Dit veld kennen wij niet"),
    ({"wijze": "verband"}, "een verband en een stadium"),
    ({"wijze": "verband", "verband": "zuid-kennemerland"}, "een verband en een stadium"),
    ({**SAMEN, "wijze": "zelfstandig"}, "horen alleen bij wijze verband"),
    ({**SAMEN, "verband": "bestaat-niet"}, "kennen wij niet in deze ronde"),
    ({"wijze": "landelijk"}, "Landelijk organiseren kan niet"),
    ({"wijze": "geen", "collegebesluit": {"kenmerk": "x"}}, "Geef bij een besluit een datum"),
    ({"wijze": "geen", "collegebesluit": {"gepland": "14-5-2013"}}, "jjjj-mm-dd"),
    ({"wijze": "geen", "collegebesluit": {"gepland": "2031-01-01"}}, "2030-12-31"),
    ({"wijze": "geen", "collegebesluit": {"gepland": "20130514"}}, "jjjj-mm-dd"),
    ({"wijze": "geen", "onderdeel": "inkoop"}, "hoort alleen bij wijze verband"),
    ({"wijze": "geen", "motieven": ["nabijheid", "nabijheid"]}, "Noem elk motief één keer"),
    ({"wijze": "geen", "motieven": ["goedkoop"]}, "Kies uit"),
    ({"wijze": "geen", "motieven": "nabijheid"}, "Dit moet een lijst zijn"),
    ([], "Dit moet een object zijn"),
    ("zelfstandig", "Dit moet een object zijn"),
]


@pytest.mark.parametrize(("regel", "waarom"), FOUT)
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_written(
    zandvoort, regel: Any, waarom: str
) -> None:
    vol = {"taak": "JE03", **regel} if isinstance(regel, dict) else regel
    probleem = assert_probleem(zandvoort.bewaar(vol), 400)

    assert waarom in json.dumps(probleem, ensure_ascii=False)
    assert probleem["fouten"][0]["plaats"].startswith("regels")
    assert not Opgave.objects.filter(gemeente="GM0473").exists()


@pytest.mark.parametrize(
    "regels",
    [
        [{"wijze": "geen"}, {"wijze": "zelfstandig"}],
        [SAMEN, SAMEN],
        [SAMEN, {"wijze": "zelfstandig"}],
    ],
)
def test_a_taak_has_one_answer_or_several_verbanden(zandvoort, regels) -> None:
    assert_probleem(zandvoort.bewaar(*({"taak": "JE03", **r} for r in regels)), 400)


@pytest.mark.parametrize(
    ("tekst", "soort", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("null", "application/json", 400),
        ('{"regels": NaN}', "application/json", 400),
        ('{"regels": []}', "text/plain", 415),
        ("regels=1", "application/x-www-form-urlencoded", 415),
    ],
)
def test_only_json_is_read(zandvoort, tekst: str, soort: str, status: int) -> None:
    koppen = {"if-match": zandvoort.lees()["ETag"]}
    antwoord = zandvoort.client.generic("PUT", CONCEPT, tekst, soort, headers=koppen)
    assert_probleem(antwoord, status)


def test_an_error_names_the_place_in_what_was_sent(zandvoort) -> None:
    etag = zandvoort.lees()["ETag"]
    onbekend = {"antwoorden": [{**SAMEN, "verband": "bestaat-niet"}]}
    antwoord = zandvoort.stuur("PUT", "/regels/JE03", onbekend, **{"if-match": etag})

    (fout,) = assert_probleem(antwoord, 400)["fouten"]
    assert fout["plaats"] == "antwoorden.0"


@pytest.mark.parametrize(
    ("lichaam", "detail"),
    [
        (b'{"antwoorden": [', "Wat u stuurde is geen JSON: kijk bij regel 1, teken 17."),
        (b"\xff", "Wat u stuurde is geen JSON in UTF-8."),
        (b"null", "Dit moet een object zijn, tussen accolades."),
        (b"[]", "Dit moet een object zijn, tussen accolades."),
        (b'{"antwoorden": "JE03"}', "Dit moet een lijst zijn, tussen [ en ]."),
    ],
)
def test_what_cannot_be_read_says_where_in_dutch(zandvoort, lichaam: bytes, detail: str) -> None:
    koppen = {"if-match": zandvoort.lees()["ETag"]}
    adres = f"{CONCEPT}/regels/JE03"
    antwoord = zandvoort.client.put(adres, lichaam, "application/json", headers=koppen)

    assert assert_probleem(antwoord, 400)["detail"] == detail


# Submitting


def test_submitting_gives_a_receipt_and_the_same_key_the_same_receipt(zandvoort) -> None:
    etag = zandvoort.bewaar({"taak": "JE03", **SAMEN})["ETag"]
    sleutel = str(uuid4())

    eerst = zandvoort.dien_in(etag, sleutel)
    weer = zandvoort.dien_in(etag, sleutel)

    assert eerst.status_code == weer.status_code == 201
    assert eerst.json() == weer.json()
    assert eerst.json()["ontvangstnummer"] == "2013-mei-0473-1"
    assert eerst.json()["teLaat"] is True
    assert eerst["Location"].endswith("/api/v1/uitvragen/2013-mei/opgaven/GM0473")
    assert Opgaveversie.objects.filter(opgave__gemeente="GM0473").count() == 1
    assert zandvoort.client.get(eerst["Location"]).json()["ontvangstnummer"] == "2013-mei-0473-1"
    assert zandvoort.lees().json()["status"] == "ingediend"
    versie = Opgaveversie.objects.get(ontvangstnummer="2013-mei-0473-1")
    assert str(versie.door) == "Zaaksysteem"


def test_a_key_is_for_one_request(zandvoort, mei) -> None:
    """Another reden, a newer concept or another opgave is no repetition."""
    etag = zandvoort.bewaar({"taak": "JE03", **SAMEN})["ETag"]
    sleutel = str(uuid4())
    bewijs = zandvoort.dien_in(etag, sleutel).json()
    al = "Deze sleutel is al gebruikt om iets anders in te dienen. Kies een nieuwe."

    assert assert_probleem(zandvoort.dien_in(etag, sleutel, reden="Nieuw."), 409)["detail"] == al
    nieuw = zandvoort.bewaar({"taak": "JE03", "wijze": "zelfstandig"})["ETag"]
    assert assert_probleem(zandvoort.dien_in(nieuw, sleutel), 409)["detail"] == al
    assert zandvoort.dien_in(etag, sleutel).json() == bewijs
    assert zandvoort.lees().json()["status"] == "concept"

    op = bouwers.moment("2013-05-22")
    ander = bouwers.opgave("Uithoorn", mei, {"JE03": "zelfstandig"}, ingediend_op=op)
    gebruikt = uuid4()
    Opgaveversie.objects.filter(pk=ander.pk).update(sleutel=gebruikt)
    assert assert_probleem(zandvoort.dien_in(nieuw, str(gebruikt)), 409)["detail"] == al


def test_what_submitting_misses_is_said_in_the_words_of_what_is_sent(zandvoort) -> None:
    etag = zandvoort.bewaar({"taak": "JE03", **SAMEN})["ETag"]
    codes = {punt["code"] for punt in zandvoort.lees().json()["punten"]}
    probleem = assert_probleem(zandvoort.dien_in(etag, gecontroleerd=[], redenOpen=""), 409)

    assert [fout["plaats"] for fout in probleem["fouten"]] == ["gecontroleerd", "redenOpen"]
    zin = f"Zet in gecontroleerd de codes van de punten die u hebt gecontroleerd: {min(codes)}"
    assert probleem["detail"].startswith(zin)
    assert "vink" not in probleem["detail"].lower()


def test_the_domain_refuses_with_its_own_sentence(zandvoort) -> None:
    etag = zandvoort.bewaar({"taak": "JE03", **SAMEN})["ETag"]
    zandvoort.dien_in(etag)
    opnieuw = zandvoort.lees()["ETag"]
    assert_probleem(zandvoort.dien_in(opnieuw), 409)
    etag = zandvoort.bewaar({"taak": "JE03", "wijze": "zelfstandig"})["ETag"]
    zonder = assert_probleem(zandvoort.dien_in(etag), 409)
    assert zonder["detail"] == "Geef in reden waarom u de opgave wijzigt."
    assert zandvoort.dien_in(etag, reden="Besluit van de raad").status_code == 201


def test_submitting_asks_for_both_headers(zandvoort) -> None:
    etag = zandvoort.bewaar({"taak": "JE03", **SAMEN})["ETag"]
    assert_probleem(zandvoort.stuur("POST", "/indieningen", {}), 428)
    assert_probleem(zandvoort.stuur("POST", "/indieningen", {}, **{"if-match": etag}), 400)
    assert_probleem(zandvoort.dien_in(etag, "geen-uuid"), 400)
    assert_probleem(zandvoort.dien_in('"0-0123456789abcdef"'), 412)


def test_after_the_round_nothing_is_submitted_and_the_concept_stays(zandvoort, op_moment) -> None:
    etag = zandvoort.bewaar({"taak": "JE03", **SAMEN})["ETag"]
    op_moment("2013-06-15T00:00+02:00")

    assert "de ronde is gesloten" in assert_probleem(zandvoort.dien_in(etag), 409)["detail"]
    assert zandvoort.lees().json()["status"] == "concept"


# The browser


def test_a_session_writes_only_with_the_csrf_token(invuller_heemstede: Gebruiker) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(invuller_heemstede)
    adres = CONCEPT.replace("GM0473", "GM0397")
    etag = browser.get(adres)["ETag"]
    koppen: dict[str, Any] = {"headers": {"if-match": etag}}
    inhoud = ("PUT", adres, '{"regels": []}', "application/json")

    assert_probleem(browser.generic(*inhoud, **koppen), 403)
    browser.cookies["csrftoken"] = "a" * 32
    koppen["headers"]["x-csrftoken"] = "a" * 32
    assert browser.generic(*inhoud, **koppen).status_code == 200


@pytest.mark.parametrize(
    ("rol", "lezen", "indienen"),
    [
        (None, 401, 401),
        (Rol.RAAD, 403, 403),
        (Rol.INVULLER, 200, 403),
        (Rol.VASTSTELLER, 200, 428),
        (Rol.COMMISSIE, 403, 403),
        (Rol.VNG, 403, 403),
        (Rol.AMBASSADEUR, 403, 403),
        (Rol.BEHEERDER, 403, 403),
    ],
)
def test_only_the_own_invulrollen_read_and_only_the_vaststeller_submits(
    als: Callable[..., Client],
    rolverdeling: dict[str, Gebruiker],
    rol: Rol | None,
    lezen: int,
    indienen: int,
) -> None:
    browser = als(rolverdeling[rol] if rol else None)
    adres = CONCEPT.replace("GM0473", "GM0397")

    assert browser.get(adres).status_code == lezen
    assert browser.post(f"{adres}/indieningen", "{}", "application/json").status_code == indienen


def test_what_is_not_yours_and_what_is_not_there_are_the_same(als, invuller_heemstede, mei) -> None:
    bouwers.opgave("Haarlem", mei, {"JE03": "zelfstandig"})
    browser = als(invuller_heemstede)

    ander = browser.get(CONCEPT.replace("GM0473", "GM0392"))
    geen = browser.get(CONCEPT.replace("GM0473", "GM9999"))
    ronde = browser.get(CONCEPT.replace("2013-mei", "2099"))
    for antwoord in (ander, geen, ronde):
        assert_probleem(antwoord, 404)
    assert ander.content == geen.content == ronde.content


def test_an_application_reads_again_after_the_concept_was_thrown_away(zandvoort, als) -> None:
    etag = zandvoort.bewaar({"taak": "JE03", "wijze": "zelfstandig"})["ETag"]
    browser = als(bouwers.gebruiker(Rol.VASTSTELLER, "Zandvoort"))
    assert browser.post("/opgave/2013-mei/concept-weggooien/", {"versie": 1}).status_code == 302

    assert_probleem(zandvoort.bewaar({"taak": "JE06", "wijze": "geen"}, etag=etag), 412)
    weer = zandvoort.lees()
    assert (weer.json()["status"], weer.json()["versie"]) == ("leeg", 2)
    assert weer.json()["regels"] == []
    assert not weer.json()["magIndienen"]
    assert zandvoort.bewaar({"taak": "JE06", "wijze": "geen"}, etag=weer["ETag"]).status_code == 200
