"""The OpenAPI document (3.0.3), made from the views and the policy table."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from gemeenten.api.sleutels import GEMEENTECODE, SLUG, TAAKCODE
from gemeenten.models import Soort
from samenwerking.api import VERSIE
from samenwerking.api.problemen import SOORT, TITELS
from samenwerking.api.toelating import sleutels
from samenwerking.toegang.beleid import API, PUBLIEK

BEGIN = "/api/v1"
GROEPEN = {
    "gemeenten": "Gemeenten en regio's",
    "regios": "Gemeenten en regio's",
    "taken": "Taken en rechtsvormen",
    "rechtsvormen": "Taken en rechtsvormen",
    "concepten": "Eigen opgave",
}
WERKWOORD = {"GET": "lezen", "PUT": "bewaren", "DELETE": "verwijderen", "POST": "toevoegen"}
VERSIEKOP = {
    "description": "Het volledige versienummer van de API.",
    "schema": {"type": "string", "example": VERSIE},
}
ETAG = {
    "description": "Sterke ETag van dit antwoord, voor If-None-Match en If-Match.",
    "schema": {"type": "string"},
}
BESTANDSVORMEN = {
    "text/csv": {"type": "string"},
    "application/vnd.oasis.opendocument.spreadsheet": {"type": "string", "format": "binary"},
}


def _pad(uitleg: str, voorbeeld: str, **vorm: Any) -> dict[str, Any]:
    return {"description": uitleg, "example": voorbeeld, "schema": {"type": "string", **vorm}}


PADSLEUTELS = {
    "uitvraag": _pad("Code van een ronde.", "2013-mei", pattern=SLUG),
    "gemeente": _pad("CBS-code van een gemeente.", "GM0392", pattern=GEMEENTECODE),
    "taak": _pad("Code van een taak.", "JE03", pattern=TAAKCODE),
    "slug": _pad("Slug van een verband.", "ijmond", pattern=SLUG),
    "soort": _pad("Soort regio.", "jeugdregio", enum=Soort.values),
    "code": _pad("Code.", "GM0392", pattern=SLUG),
}
PROBLEEM = {
    "type": "object",
    "description": "Een fout volgens RFC 9457, in het Nederlands.",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "example": 404},
        "title": {"type": "string", "example": TITELS[404]},
        "detail": {"type": "string"},
        "fouten": {
            "type": "array",
            "description": "Per plaats in het verzoek wat er mis is.",
            "items": {
                "type": "object",
                "required": ["plaats", "melding"],
                "properties": {"plaats": {"type": "string"}, "melding": {"type": "string"}},
            },
        },
    },
}
SLOTEN = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "Een token van uw gemeente. De vaststeller maakt het in het portaal.",
    },
    "sessie": {
        "type": "apiKey",
        "in": "cookie",
        "name": settings.SESSION_COOKIE_NAME,
        "description": "De sessie van de browser. Schrijven vraagt ook de kop X-CSRFToken.",
    },
}


class Schema(AutoSchema):
    """Reads query keys from the view and security from the policy table."""

    @property
    def naam(self) -> str:
        """The name of the URL."""
        return resolve(self.path).url_name or ""

    def get_operation_id(self) -> str:
        """«gemeenten-lezen»."""
        return f"{self.naam}-{WERKWOORD[self.method]}"

    def get_tags(self) -> list[str]:
        """The group in the documentation."""
        delen = [deel for deel in self.path.removeprefix(BEGIN).split("/") if deel]
        hoofd = next((deel for deel in reversed(delen) if deel in GROEPEN), delen[0])
        if delen[0] == "uitvragen":
            hoofd = "concepten" if "concepten" in delen else "uitvragen"
        return [GROEPEN.get(hoofd, "Rondes en wat erin staat")]

    def get_override_parameters(self) -> list[OpenApiParameter]:
        """The query keys that the view knows."""
        return [
            OpenApiParameter(naam, veld.schema, OpenApiParameter.QUERY, description=veld.label)
            for naam, veld in sleutels(self.view).items()
        ] + list(getattr(self.view, "koppen", {}).get(self.method, []))

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """«Gemeente» for GemeenteVorm."""
        return super().get_serializer_name(serializer, direction).removesuffix("Vorm")

    def get_paginated_name(self, serializer_name: str) -> str:
        """«GemeenteLijst»."""
        return f"{serializer_name}Lijst"

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Token or session; for what is public also neither."""
        regel = API[self.naam][self.method]
        return [{"token": []}, {"sessie": []}, *([{}] if regel == PUBLIEK else [])]


def vul_aan(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Postprocessing: headers, problems, strict bodies and the path of the document itself."""
    result["info"]["version"] = VERSIE
    onderdelen = result.setdefault("components", {})
    onderdelen["securitySchemes"] = SLOTEN
    vormen = onderdelen.setdefault("schemas", {})
    vormen["Probleem"] = PROBLEEM
    for naam, vorm in vormen.items():
        if naam.endswith("Invoer"):
            vorm["additionalProperties"] = False
    onderdelen["responses"] = {f"Probleem{status}": _probleem(status) for status in TITELS}
    for pad in result["paths"].values():
        for methode, werk in pad.items():
            _vul_werk_aan(methode, werk)
    result["paths"] = {"/openapi.json": _zelf(), **result["paths"]}
    return result


def _probleem(status: int) -> dict[str, Any]:
    inhoud = {SOORT: {"schema": {"$ref": "#/components/schemas/Probleem"}}}
    koppen = {"API-Version": VERSIEKOP}
    if status in {429, 503}:
        koppen["Retry-After"] = {"schema": {"type": "integer"}, "description": "Seconden."}
    return {"description": TITELS[status], "headers": koppen, "content": inhoud}


def _vul_werk_aan(methode: str, werk: dict[str, Any]) -> None:
    """Add to one operation its headers and all errors that it can answer."""
    for sleutel in werk.get("parameters", []):
        if sleutel["in"] == "path":
            sleutel |= PADSLEUTELS[sleutel["name"]]
    for status, antwoord in werk["responses"].items():
        antwoord["description"] = antwoord["description"] or "Gelukt."
        for soort, vorm in BESTANDSVORMEN.items():
            if soort in antwoord.get("content", {}):
                antwoord["content"][soort] = {"schema": vorm}
        koppen = antwoord.setdefault("headers", {})
        koppen["API-Version"] = VERSIEKOP
        if methode == "get" or status in {"200", "201"}:
            koppen["ETag"] = ETAG
    fouten = {400, 401, 403, 404, 406, 429, 500, 503}
    if methode in {"put", "post", "delete"}:
        fouten |= {409, 412, 428}
    if methode in {"put", "post"}:
        fouten |= {415}
    for status in sorted(fouten):
        werk["responses"][str(status)] = {"$ref": f"#/components/responses/Probleem{status}"}


def _zelf() -> dict[str, Any]:
    """The operation that gives this document."""
    cors = {"description": "Altijd *.", "schema": {"type": "string"}}
    koppen = {"API-Version": VERSIEKOP, "ETag": ETAG, "Access-Control-Allow-Origin": cors}
    goed = {
        "description": "Dit document.",
        "headers": koppen,
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
    fouten = {
        str(status): {"$ref": f"#/components/responses/Probleem{status}"} for status in (400, 500)
    }
    return {
        "get": {
            "operationId": "openapi-lezen",
            "summary": "Dit document",
            "description": "De beschrijving van de API als OpenAPI 3.0.3.",
            "tags": ["Over de API"],
            "security": [{}],
            "responses": {"200": goed, **fouten},
        }
    }


@cache
def document() -> dict[str, Any]:
    """The document; made once per process. Do not change what it gives."""
    return SchemaGenerator().get_schema(public=True)


def openapi(request: HttpRequest) -> HttpResponse:
    """The document for this host, for anybody, also from a page elsewhere."""
    adres = request.build_absolute_uri(BEGIN)
    inhoud = document() | {"servers": [{"url": adres, "description": "Deze omgeving"}]}
    antwoord = HttpResponse(json.dumps(inhoud, ensure_ascii=False), content_type="application/json")
    antwoord.headers["Access-Control-Allow-Origin"] = "*"
    return antwoord
