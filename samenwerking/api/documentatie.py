"""The documentation for people, made from the OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samenwerking.api.schema import document

VOORBEELDVRAAG = {"peildatum": "2013-05-31", "gemeente": "GM0392", "taak": "JE03"}


@dataclass(frozen=True)
class Sleutel:
    """A parameter: where it goes, what it may be."""

    naam: str
    plaats: str
    uitleg: str
    waarden: str
    nodig: bool


@dataclass(frozen=True)
class Werk:
    """One operation, with a command that calls it."""

    naam: str
    methode: str
    pad: str
    titel: str
    uitleg: str
    openbaar: bool
    sleutels: list[Sleutel]
    invoer: list[tuple[str, str, str]]
    velden: list[tuple[str, str, str]]
    statussen: list[tuple[str, str]]
    curl: str


def groepen(basis: str) -> list[tuple[str, list[Werk]]]:
    """The operations per group; `basis` is the address of the API, without a slash."""
    gevonden: dict[str, list[Werk]] = {}
    for pad, stukken in document()["paths"].items():
        for methode, werk in stukken.items():
            gevonden.setdefault(werk["tags"][0], []).append(_werk(basis, pad, methode, werk))
    return sorted(gevonden.items())


def _werk(basis: str, pad: str, methode: str, werk: dict[str, Any]) -> Werk:
    sleutels = werk.get("parameters", [])
    openbaar = {} in werk["security"]
    return Werk(
        naam=werk["operationId"],
        methode=methode.upper(),
        pad=pad,
        titel=werk["summary"],
        uitleg=werk["description"],
        openbaar=openbaar,
        sleutels=[_sleutel(sleutel) for sleutel in sleutels],
        invoer=_invoer(werk.get("requestBody", {})),
        velden=_velden(werk["responses"]),
        statussen=[(s, _los(a)["description"]) for s, a in sorted(werk["responses"].items())],
        curl=_curl(basis, pad, methode, sleutels, openbaar),
    )


def _sleutel(sleutel: dict[str, Any]) -> Sleutel:
    vorm = sleutel["schema"]
    waarden = ", ".join(map(str, vorm.get("enum", []))) or vorm.get("pattern", "")
    if "maximum" in vorm:
        waarden = f"{vorm['minimum']} tot en met {vorm['maximum']}"
    if vorm.get("format") == "date":
        waarden = "jjjj-mm-dd"
    plaats = {"path": "pad", "query": "vraag", "header": "kop"}[sleutel["in"]]
    uitleg = sleutel.get("description", "")
    return Sleutel(sleutel["name"], plaats, uitleg, waarden, sleutel.get("required", False))


def _velden(antwoorden: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(name, type, what it is) of the fields of one row of the answer."""
    goed = next(_los(antwoorden[status]) for status in ("200", "201") if status in antwoorden)
    vorm = _los(goed.get("content", {}).get("application/json", {}).get("schema", {}))
    if resultaten := vorm.get("properties", {}).get("resultaten"):
        vorm = _los(resultaten["items"])
    return [_veld(naam, veld) for naam, veld in vorm.get("properties", {}).items()]


def _invoer(lichaam: dict[str, Any], voor: str = "") -> list[tuple[str, str, str]]:
    """The same of what is sent; a field inside another as «regels.wijze»."""
    vorm = _los(lichaam.get("content", {}).get("application/json", {}).get("schema", lichaam))
    velden = []
    for naam, veld in vorm.get("properties", {}).items():
        adres = f"{voor}{naam}"
        velden += [_veld(adres, veld), *_invoer(_binnen(veld), f"{adres}.")]
    return velden


def _binnen(veld: dict[str, Any]) -> dict[str, Any]:
    """The object in a field, or in its list."""
    vol = _los(veld["allOf"][0]) if "allOf" in veld else _los(veld)
    return _los(vol["items"]) if "items" in vol else vol


def _veld(naam: str, veld: dict[str, Any]) -> tuple[str, str, str]:
    uitleg = veld.get("description") or _los(veld).get("description", "")
    keuzes = _binnen(veld).get("enum") or [
        waarde for deel in veld.get("oneOf", []) for waarde in _los(deel).get("enum", [])
    ]
    waarden = ", ".join(str(waarde) for waarde in keuzes if waarde)
    return naam, _soort(veld), " ".join(filter(None, (uitleg, waarden and f"Een van: {waarden}.")))


def _soort(veld: dict[str, Any]) -> str:
    """The type of a field in words."""
    namen = {
        "string": "tekst",
        "integer": "geheel getal",
        "number": "getal",
        "boolean": "true of false",
        "array": "lijst",
        "object": "object",
    }
    leeg = ", of null" if veld.get("nullable") else ""
    vol = _los(veld["allOf"][0]) if "allOf" in veld else _los(veld)
    formaten = {"date": "datum", "date-time": "moment in UTC", "uri": "adres"}
    soort = formaten.get(vol.get("format", "")) or namen.get(vol.get("type", ""), "tekst")
    return soort + leeg


def _los(deel: dict[str, Any]) -> dict[str, Any]:
    """What a reference in the document points to."""
    while "$ref" in deel:
        doel: Any = document()
        for stap in deel["$ref"].removeprefix("#/").split("/"):
            doel = doel[stap]
        deel = doel
    return deel


def _curl(basis: str, pad: str, methode: str, sleutels: list[Any], openbaar: bool) -> str:
    """A command that can be copied; TOKEN and ETAG are filled in by the reader."""
    vraag = []
    for sleutel in sleutels:
        if sleutel["in"] == "path":
            pad = pad.replace(f"{{{sleutel['name']}}}", _pad(pad, sleutel))
        elif sleutel["in"] == "query" and sleutel["name"] in VOORBEELDVRAAG:
            vraag.append(f"{sleutel['name']}={VOORBEELDVRAAG[sleutel['name']]}")
    delen = ["curl"] if methode == "get" else ["curl", "-X", methode.upper()]
    if not openbaar:
        delen += ["-H", '"Authorization: Bearer $TOKEN"']
    for sleutel in sleutels:
        if sleutel["in"] == "header":
            waarde = (
                "$ETAG"
                if sleutel["name"] == "If-Match"
                else "$(python3 -c 'import uuid; print(uuid.uuid4())')"
            )
            delen += ["-H", f'"{sleutel["name"]}: {waarde}"']
    if inhoud := LICHAMEN.get((methode, pad.rpartition("/")[2])) or (
        LICHAMEN["put", ""] if methode == "put" and "/regels/" not in pad else None
    ):
        delen += ["-H", '"Content-Type: application/json"', "-d", f"'{inhoud}'"]
    return " ".join([*delen, f'"{basis}{pad}{"?" if vraag else ""}{"&".join(vraag)}"'])


LICHAMEN = {
    ("put", ""): '{"regels": [{"taak": "JE03", "wijze": "zelfstandig"}]}',
    ("put", "JE03"): '{"antwoorden": [{"wijze": "zelfstandig"}]}',
    (
        "post",
        "indieningen",
    ): '{"gecontroleerd": ["O1", "O5"], "reden": "Nieuw besluit.", "redenOpen": "Geen budget."}',
}


def _pad(pad: str, sleutel: dict[str, Any]) -> str:
    """An example that exists: `code` means something else per resource."""
    codes = {"/regios": "JZ11", "/taken": "JE03", "/rechtsvormen": "CG", "/uitvragen": "2013-mei"}
    if sleutel["name"] == "code":
        return next((c for begin, c in codes.items() if pad.startswith(begin)), "GM0392")
    waarde: str = sleutel["example"]
    return waarde
