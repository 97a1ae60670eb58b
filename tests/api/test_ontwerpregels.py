"""The technical rules of the NLGov REST API Design Rules 2.1 and 2.2, on document and answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from samenwerking.api import VERSIE
from samenwerking.api.schema import document
from samenwerking.toegang.beleid import API
from tests.toegang.test_beleid import namen

pytestmark = pytest.mark.usefixtures("mei", "na_publicatie")
METHODEN = ("get", "put", "post", "delete")


def werken() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) of all in the document."""
    for pad, stukken in document()["paths"].items():
        for methode in METHODEN:
            if methode in stukken:
                yield pad, methode, stukken[methode]


def voorbeeld(pad: str, werk: dict[str, Any]) -> str:
    """The path with the examples of the document filled in."""
    for sleutel in werk.get("parameters", []):
        if sleutel["in"] == "path":
            pad = pad.replace(f"{{{sleutel['name']}}}", sleutel["example"])
    return f"/api/v1{pad}"


@pytest.fixture
def publiek(client: Client) -> Client:
    return client


def los(verwijzing: dict[str, Any]) -> dict[str, Any]:
    """What a reference points to. Raises KeyError when it points nowhere."""
    while "$ref" in verwijzing:
        doel: Any = document()
        for deel in verwijzing["$ref"].removeprefix("#/").split("/"):
            doel = doel[deel]
        verwijzing = doel
    return verwijzing


def verwijzingen(deel: Any) -> Iterator[dict[str, Any]]:
    if isinstance(deel, dict):
        if "$ref" in deel:
            yield deel
        for waarde in deel.values():
            yield from verwijzingen(waarde)
    elif isinstance(deel, list):
        for waarde in deel:
            yield from verwijzingen(waarde)


# The document


def test_the_document_is_public_at_the_root_and_may_be_read_from_any_page(publiek) -> None:
    antwoord = publiek.get("/api/v1/openapi.json")
    inhoud = json.loads(antwoord.content)

    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "application/json"
    assert antwoord["Access-Control-Allow-Origin"] == "*"
    assert inhoud["openapi"] == "3.0.3"
    assert inhoud["servers"][0]["url"].endswith("/api/v1")
    assert "/openapi.json" in inhoud["paths"]
    kop = inhoud["paths"]["/openapi.json"]["get"]["responses"]["200"]["headers"]
    assert "Access-Control-Allow-Origin" in kop


def test_every_reference_resolves() -> None:
    assert [los(verwijzing) for verwijzing in verwijzingen(document())]


def test_the_document_names_a_contact_and_a_full_version() -> None:
    info = document()["info"]

    assert set(info["contact"]) == {"name", "url", "email"}
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", info["version"])
    assert info["version"] == VERSIE


def test_no_path_ends_in_a_slash_and_all_are_kebab_case() -> None:
    for pad in document()["paths"]:
        assert not pad.endswith("/")
        for deel in pad.strip("/").split("/"):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.json)?|\{[a-z]+\}", deel), pad


def test_query_keys_and_body_keys_are_camel_case() -> None:
    kameel = re.compile(r"[a-z][a-zA-Z0-9]*")
    for _, _, werk in werken():
        for sleutel in werk.get("parameters", []):
            assert sleutel["in"] != "query" or kameel.fullmatch(sleutel["name"]), sleutel
    for vorm in document()["components"]["schemas"].values():
        assert all(kameel.fullmatch(naam) for naam in vorm.get("properties", {}))


def test_every_operation_names_its_errors_and_the_version_header() -> None:
    for pad, methode, werk in werken():
        antwoorden = werk["responses"]
        assert {"400", "500"} <= antwoorden.keys(), pad
        assert methode == "get" or {"401", "409", "412", "428"} <= antwoorden.keys(), pad
        for status, antwoord in antwoorden.items():
            vol = los(antwoord)
            assert "API-Version" in vol["headers"], (pad, status)
            if status[0] in "45":
                assert list(vol["content"]) == ["application/problem+json"]
        assert werk["summary"] and werk["description"] and werk["operationId"]


def test_operations_have_one_name_each() -> None:
    namen_ = [werk["operationId"] for _, _, werk in werken()]

    assert len(namen_) == len(set(namen_))


def test_every_resource_is_in_the_policy_with_all_its_methods() -> None:
    patronen = {patroon.name: patroon for naam, patroon in namen(get_resolver()) if naam == "api:*"}

    assert patronen.keys() == API.keys()
    for naam, patroon in patronen.items():
        if klasse := getattr(patroon.callback, "cls", None):
            kan = {m.upper() for m in METHODEN if hasattr(klasse, m)}
            assert kan == API[naam].keys(), naam


# Live answers


def test_every_public_example_answers_with_the_headers(publiek, mei) -> None:
    for pad, methode, werk in werken():
        if methode != "get" or {} not in werk["security"]:
            continue
        antwoord = publiek.get(voorbeeld(pad, werk))
        assert antwoord.status_code in {200, 404}, pad
        assert antwoord["API-Version"] == VERSIE
        assert antwoord["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in antwoord["Content-Security-Policy"]
        assert antwoord["X-Content-Type-Options"] == "nosniff"
        assert antwoord["X-Frame-Options"] == "DENY"


def test_a_slash_at_the_end_is_another_address(publiek) -> None:
    assert publiek.get("/api/v1/gemeenten").status_code == 200
    assert_probleem(publiek.get("/api/v1/gemeenten/"), 404)


def assert_probleem(antwoord: Any, status: int) -> dict[str, Any]:
    assert antwoord.status_code == status, antwoord.content
    assert antwoord["Content-Type"] == "application/problem+json"
    inhoud: dict[str, Any] = json.loads(antwoord.content)
    assert inhoud["status"] == status
    assert inhoud["title"] and inhoud["detail"]
    assert antwoord["API-Version"] == VERSIE
    return inhoud


@pytest.mark.parametrize(
    ("pad", "waarom"),
    [
        ("/gemeenten?onbekend=1", "De parameter onbekend kennen wij niet"),
        ("/gemeenten?Regio=JZ13", "De parameter Regio kennen wij niet"),
        ("/gemeenten?regio=JZ13&regio=JZ14", "Geef regio één keer"),
        ("/gemeenten?regio=", "Geef regio een waarde"),
        ("/gemeenten?peildatum=31-5-2013", "jjjj-mm-dd"),
        ("/gemeenten?peildatum=2013-02-30", "jjjj-mm-dd"),
        ("/gemeenten?peildatum=20130531", "jjjj-mm-dd"),
        ("/gemeenten?pagina=0", "Geef een geheel getal van 1"),
        ("/gemeenten?pagina=1.5", "Geef een geheel getal"),
        ("/gemeenten?paginaGrootte=201", "van 1 tot en met 200"),
        ("/gemeenten?formaat=pdf", "Kies uit: json, csv, ods."),
        ("/regios?gemeente=0392", "patroon"),
        ("/regios?gemeente=%20GM0392", "patroon"),
        ("/regios?soort=zorgregio", "Kies uit"),
        ("/taken/JE03?formaat=csv", "De parameter formaat kennen wij niet"),
        ("/uitvragen/2013-mei/dekking?staat=wit", "Kies uit"),
        ("/uitvragen/2013-mei/bevindingen?code=X1", "Kies uit"),
    ],
)
def test_what_is_wrong_in_the_query_is_400_with_the_reason(publiek, pad: str, waarom: str) -> None:
    probleem = assert_probleem(publiek.get(f"/api/v1{pad}"), 400)

    assert waarom in probleem["detail"]
    assert probleem["fouten"][0]["plaats"]


def test_an_unknown_address_and_an_unknown_thing_are_the_same_problem(publiek) -> None:
    onbekend = publiek.get("/api/v1/bestaat-niet")
    weg = publiek.get("/api/v1/gemeenten/GM9999")

    assert_probleem(onbekend, 404)
    assert_probleem(weg, 404)
    assert onbekend.content == weg.content


def test_a_method_that_is_not_there_is_405_with_what_is(publiek) -> None:
    for methode in (publiek.post, publiek.put, publiek.delete, publiek.patch, publiek.options):
        antwoord = methode("/api/v1/gemeenten")
        assert_probleem(antwoord, 405)
        assert antwoord["Allow"] == "GET, HEAD, OPTIONS"


def test_a_format_that_is_not_there_is_406(publiek) -> None:
    assert_probleem(publiek.get("/api/v1/gemeenten", headers={"accept": "application/xml"}), 406)


def test_a_fault_of_ours_is_a_problem_without_details(publiek, settings, monkeypatch) -> None:
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
    publiek.raise_request_exception = False

    def stuk(*args: Any) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("gemeenten.api.views.Gemeenten.get_queryset", stuk)

    antwoord = publiek.get("/api/v1/gemeenten", secure=True)
    probleem = assert_probleem(antwoord, 500)
    assert "geheim" not in json.dumps(probleem)
    settings.DEBUG = False
    assert_probleem(publiek.get("/api/v1/onzin", secure=True), 404)


def test_moments_are_in_utc_and_days_are_days(publiek) -> None:
    ronde = publiek.get("/api/v1/uitvragen/2013-mei").json()

    assert ronde["deadline"] == "2013-05-31T22:00:00Z"
    assert ronde["peildatum"] == "2013-05-31"


def test_an_answer_that_is_the_same_is_not_sent_again(publiek) -> None:
    eerst = publiek.get("/api/v1/taken")
    weer = publiek.get("/api/v1/taken", headers={"if-none-match": eerst["ETag"]})

    assert re.fullmatch('"[0-9a-f]{32}"', eerst["ETag"])
    assert (weer.status_code, weer.content) == (304, b"")
    assert weer["API-Version"] == VERSIE
    ander = publiek.get("/api/v1/taken?decentralisatie=jeugd", headers={"if-none-match": "x"})
    assert ander.status_code == 200
    assert ander["ETag"] != eerst["ETag"]


def test_head_is_get_without_a_body(publiek) -> None:
    antwoord = publiek.head("/api/v1/taken")

    assert (antwoord.status_code, antwoord.content) == (200, b"")


def test_no_other_answer_may_be_read_from_another_page(publiek) -> None:
    assert "Access-Control-Allow-Origin" not in publiek.get("/api/v1/gemeenten").headers
