"""The technical rules of the NLGov REST API Design Rules 2.1 and 2.2, on document and answers.

Each test names the rules that it holds; the last ones count that none is left out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from drf_spectacular.validation import validate_schema

from samenwerking.api import VERSIE
from samenwerking.api.schema import document
from samenwerking.toegang.beleid import API
from tests.toegang.test_beleid import namen

pytestmark = pytest.mark.usefixtures("mei", "na_publicatie")
METHODEN = ("get", "put", "post", "delete")
DOCUMENT = {
    "core/no-trailing-slash",
    "core/path-segments-kebab-case",
    "core/query-keys-camel-case",
    "core/http-methods",
    "core/date-time/format",
    "core/date-time/date-omit-time-portion",
    "core/error-handling/problem-details",
    "core/error-handling/invalid-input",
    "core/doc-openapi",
    "core/doc-openapi-contact",
    "core/publish-openapi",
    "core/uri-version",
    "core/semver",
    "core/version-header",
    "core/transport/cors",
}
"""The technical rules of 2.1 and of the candidate of 2.2 that the document shows."""
LIVE = DOCUMENT | {"core/transport/tls", "core/transport/security-headers"}
"""And those that answers show: all of them."""
GETOETST: dict[str, set[str]] = {"document": set(), "live": set()}


def toetst(op: str, *regels: str) -> Callable[[Any], Any]:
    """Says which rules a test holds, on the document or on live answers."""
    GETOETST[op] |= {f"core/{regel}" for regel in regels}
    return lambda test: test


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


@toetst("live", "publish-openapi", "doc-openapi", "transport/cors", "uri-version")
@toetst("document", "publish-openapi", "transport/cors", "uri-version")
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


@toetst("document", "doc-openapi")
def test_the_document_is_valid_openapi_and_every_reference_resolves() -> None:
    validate_schema(document())
    assert [los(verwijzing) for verwijzing in verwijzingen(document())]


@toetst("document", "doc-openapi-contact", "semver")
def test_the_document_names_a_contact_and_a_full_version() -> None:
    info = document()["info"]

    assert set(info["contact"]) == {"name", "url", "email"}
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", info["version"])
    assert info["version"] == VERSIE


@toetst("document", "no-trailing-slash", "path-segments-kebab-case")
def test_no_path_ends_in_a_slash_and_all_are_kebab_case() -> None:
    for pad in document()["paths"]:
        assert not pad.endswith("/")
        for deel in pad.strip("/").split("/"):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.json)?|\{[a-z]+\}", deel), pad


@toetst("document", "query-keys-camel-case")
def test_query_keys_and_body_keys_are_camel_case() -> None:
    kameel = re.compile(r"[a-z][a-zA-Z0-9]*")
    for _, _, werk in werken():
        for sleutel in werk.get("parameters", []):
            assert sleutel["in"] != "query" or kameel.fullmatch(sleutel["name"]), sleutel
    for vorm in document()["components"]["schemas"].values():
        assert all(kameel.fullmatch(naam) for naam in vorm.get("properties", {}))


@toetst(
    "document", "error-handling/problem-details", "error-handling/invalid-input", "version-header"
)
def test_every_operation_names_its_errors_and_the_version_header() -> None:
    for pad, methode, werk in werken():
        antwoorden = werk["responses"]
        assert {"400", "500"} <= antwoorden.keys(), pad
        assert "503" in antwoorden or pad == "/openapi.json", pad
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


@toetst("live", "version-header", "semver", "transport/security-headers")
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


@toetst("live", "no-trailing-slash")
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


@toetst("live", "error-handling/invalid-input", "query-keys-camel-case")
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


@toetst("live", "error-handling/problem-details", "path-segments-kebab-case")
def test_an_unknown_address_and_an_unknown_thing_are_the_same_problem(publiek) -> None:
    onbekend = publiek.get("/api/v1/bestaat-niet")
    weg = publiek.get("/api/v1/gemeenten/GM9999")

    for elders in ("/api/v2/gemeenten", "/api/v1", "/api/v1/Gemeenten", "/api/v1/gemeenten.json"):
        assert_probleem(publiek.get(elders), 404)
    assert_probleem(onbekend, 404)
    assert_probleem(weg, 404)
    assert onbekend.content == weg.content


@toetst("live", "http-methods")
def test_a_method_that_is_not_there_is_405_with_what_is(publiek) -> None:
    for methode in (publiek.post, publiek.put, publiek.delete, publiek.patch, publiek.options):
        antwoord = methode("/api/v1/gemeenten")
        assert_probleem(antwoord, 405)
        assert antwoord["Allow"] == "GET, HEAD"


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


@toetst("document", "http-methods")
def test_no_other_methods_are_used() -> None:
    for stukken in document()["paths"].values():
        assert stukken.keys() <= set(METHODEN)


@toetst("live", "transport/tls", "transport/security-headers")
def test_in_production_nothing_goes_without_tls(settings, mei) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 365 * 24 * 3600
    browser = Client()
    onveilig = browser.get("/api/v1/taken")
    veilig = browser.get("/api/v1/taken", secure=True)

    assert (onveilig.status_code, onveilig["Location"]) == (301, "https://testserver/api/v1/taken")
    assert not onveilig.content
    assert veilig.status_code == 200
    assert veilig["Strict-Transport-Security"].startswith("max-age=31536000")
    assert browser.get("/api/v1/openapi.json", secure=True).json()["servers"][0]["url"] == (
        "https://testserver/api/v1"
    )


@toetst("document", "date-time/format", "date-time/date-omit-time-portion")
def test_the_document_says_of_every_day_and_moment_which_it_is() -> None:
    gezien = Counter()
    for vorm in document()["components"]["schemas"].values():
        for naam, veld in vorm.get("properties", {}).items():
            dag = re.search("(datum|[vV]anaf|[tT]ot|[sS]tart|gepland|genomen)$", naam)
            moment = re.search("(Op|opent|deadline|laatsteWijziging)$", naam)
            soort = veld.get("format")
            if veld.get("type") == "string" and (dag or moment):
                assert soort == ("date-time" if moment else "date"), naam
            gezien[soort] += 1
    assert gezien["date"] > 5 and gezien["date-time"] > 5


@toetst("live", "date-time/format", "date-time/date-omit-time-portion", "doc-openapi-contact")
def test_every_day_and_moment_in_the_answers_is_written_as_rfc_3339(publiek) -> None:
    assert publiek.get("/api/v1/openapi.json").json()["info"]["contact"]["email"]
    gezien = Counter()
    for pad, methode, werk in werken():
        if methode != "get" or {} not in werk["security"] or pad == "/openapi.json":
            continue
        antwoord = publiek.get(voorbeeld(pad, werk))
        if antwoord.status_code == 200:
            vorm = werk["responses"]["200"]["content"]["application/json"]["schema"]
            gezien += Counter(soort for soort in gelezen(antwoord.json(), vorm) if soort)
    assert gezien["date"] > 5 and gezien["date-time"] > 5


PATRONEN = {
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "date-time": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z",
}


def gelezen(waarde: Any, vorm: dict[str, Any]) -> Iterator[str]:
    """The format of every text in an answer, held to it; a text without one is no date."""
    vol = los(vorm)
    vol = los(vol["allOf"][0]) if "allOf" in vol else vol
    if isinstance(waarde, dict):
        for naam, deel in waarde.items():
            yield from gelezen(deel, vol["properties"][naam])
    elif isinstance(waarde, list):
        for deel in waarde:
            yield from gelezen(deel, vol["items"])
    elif isinstance(waarde, str):
        soort = vol.get("format", "")
        if soort in PATRONEN:
            assert re.fullmatch(PATRONEN[soort], waarde), waarde
        else:
            assert not any(re.fullmatch(patroon, waarde) for patroon in PATRONEN.values()), waarde
        yield soort


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


def test_no_technical_rule_is_left_out() -> None:
    assert GETOETST == {"document": DOCUMENT, "live": LIVE}
