"""Writing the own concept opgave and submitting it: the same acties as the pages."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.http import quote_etag
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from gemeenten.api.vormen import Rij
from samenwerking.acties import opgave as acties
from samenwerking.acties.weigering import Geweigerd, Onvolledig, Verouderd
from samenwerking.api import invoer
from samenwerking.api.bestanden import Json
from samenwerking.api.middleware import sterk
from samenwerking.api.problemen import Conflict, Gewijzigd, ZonderIfMatch
from samenwerking.api.rijen import regelrij, ronde
from samenwerking.api.vormen import RegelVorm
from samenwerking.opgavebeeld import Opgavebeeld, opgavebeeld
from samenwerking.regels import Antwoord

UUID_PATROON = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "example": '"3-0123456789abcdef"'},
    OpenApiParameter.HEADER,
    required=True,
    description="De ETag van het concept dat u hebt gelezen.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "format": "uuid", "pattern": UUID_PATROON},
    OpenApiParameter.HEADER,
    required=True,
    description="Een UUID die u zelf kiest. Hetzelfde verzoek nog eens geeft hetzelfde "
    "ontvangstbewijs; iets anders met dezelfde sleutel wordt geweigerd (409).",
)

LEES = "Lees het concept opnieuw en stuur zijn ETag mee als If-Match."
LEES_OPNIEUW = f"Een collega heeft intussen iets bewaard. {LEES}"


class PuntVorm(Rij):
    """A point of the check before submitting."""

    code = serializers.CharField()
    zwaarte = serializers.ChoiceField(choices=["fout", "let_op"])
    taak = serializers.CharField()
    zin = serializers.CharField()
    vraagtReden = serializers.BooleanField(help_text="Het indienen vraagt dan om redenOpen.")


class ConceptVorm(Rij):
    """The own opgave as it can be written."""

    gemeente = serializers.CharField()
    uitvraag = serializers.CharField()
    status = serializers.ChoiceField(
        choices=["leeg", "overgenomen", "concept", "ingediend"],
        help_text="overgenomen: de antwoorden komen uit een eerdere ronde.",
    )
    versie = serializers.IntegerField(help_text="Telt elke keer dat er is bewaard.")
    bewaardOp = serializers.DateTimeField(allow_null=True)
    magIndienen = serializers.BooleanField(help_text="Of indienen nu kan.")
    regels = RegelVorm(many=True)
    punten = PuntVorm(many=True, help_text="Wat de controle voor het indienen ziet.")


class OntvangstVorm(Rij):
    """The receipt of a submitted opgave."""

    ontvangstnummer = serializers.CharField()
    nummer = serializers.IntegerField()
    ingediendOp = serializers.DateTimeField()
    teLaat = serializers.BooleanField()
    inhoudHash = serializers.CharField(help_text="SHA-256 van de ingediende antwoorden.")


def _aan_te_vullen(reden: Onvolledig) -> Conflict:
    """What submitting misses, in words of what is sent instead of boxes on a screen."""
    codes = ", ".join(reden.codes)
    zinnen = {
        "reden": ("reden", "Geef in reden waarom u de opgave wijzigt."),
        "gecontroleerd": (
            "gecontroleerd",
            f"Zet in gecontroleerd de codes van de punten die u hebt gecontroleerd: {codes}.",
        ),
        "reden_open": ("redenOpen", "Geef in redenOpen waarom een taak nog geen antwoord heeft."),
    }
    fouten = dict(zinnen[veld] for veld in reden.velden)
    return Conflict(" ".join(fouten.values()), fouten)


class Eigen(APIView):
    """What the resources of the own concept share; another gemeente is not there."""

    renderer_classes = [Json]

    def beeld(self) -> Opgavebeeld:
        """The opgave of the own gemeente in an opened round. Raises Http404."""
        uitvraag = ronde(self.request, self.kwargs["uitvraag"])
        gemeente = self.request.user.gemeente
        if gemeente is None or gemeente.code != self.kwargs["gemeente"]:
            raise Http404
        return opgavebeeld(self.request.user, gemeente, uitvraag, self.request.nu)

    def versie(self) -> int:
        """The version that If-Match names. Raises ZonderIfMatch and Gewijzigd."""
        kop = self.request.headers.get("If-Match")
        if not kop:
            raise ZonderIfMatch("Stuur If-Match mee: de ETag van het concept dat u hebt gelezen.")
        gelezen = re.fullmatch(r'"([0-9]{1,9})-[0-9a-f]{16}"', kop.strip())
        if gelezen is None:
            raise Gewijzigd(f"If-Match is niet de ETag van het concept. {LEES}")
        return int(gelezen[1])

    def bewaar(
        self, beeld: Opgavebeeld, nieuw: list[Antwoord], taken: list[str], lijst: str
    ) -> Response:
        """Save through the actie of the pages and give the concept back.

        `lijst` is the field in which the answers were sent.
        """
        versie = self.versie()
        van_ronde = [rij.uitvraagtaak for rij in beeld.rijen]
        invoer.controleer(nieuw, van_ronde, beeld.verbanden, lijst)
        try:
            acties.bewaar(
                beeld.gemeente,
                beeld.uitvraag,
                invoer.met_documenten(nieuw, beeld.antwoorden),
                taken=taken,
                door=self.request.user,
                op=self.request.nu,
                versie=versie,
            )
        except Verouderd as reden:
            raise Gewijzigd(LEES_OPNIEUW) from reden
        except Geweigerd as reden:
            raise Conflict(str(reden)) from reden
        return concept(self.beeld())


def gelezen(vorm: type[serializers.Serializer], gegevens: Any) -> Any:
    """What was sent, checked. Raises ValidationError."""
    serializer = vorm(data=[] if gegevens is None else gegevens)  # null is no object either
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def concept(beeld: Opgavebeeld) -> Response:
    """The concept with the ETag that a write must name."""
    taken = [rij.uitvraagtaak for rij in beeld.rijen]
    punten = acties.controle(beeld.antwoorden, beeld.uitvraag, taken)
    opgave = beeld.opgave
    inhoud = {
        "gemeente": beeld.gemeente.code,
        "uitvraag": beeld.uitvraag.code,
        "status": _status(beeld),
        "versie": opgave.versie if opgave else 0,
        "bewaardOp": opgave.bewaard_op if opgave else None,
        "magIndienen": beeld.mag_indienen and beeld.valt_in_te_dienen,
        "regels": [regelrij(a) for a in sorted(beeld.antwoorden, key=_volgorde)],
        "punten": [
            {
                "code": punt.code,
                "zwaarte": punt.zwaarte.value,
                "taak": punt.taak,
                "zin": punt.zin,
                "vraagtReden": punt.vraagt_reden,
            }
            for punt in punten
        ],
    }
    merk = sterk(Json().render(inhoud)).strip('"')[:16]
    return Response(inhoud, headers={"ETag": quote_etag(f"{inhoud['versie']}-{merk}")})


def _volgorde(gegeven: Antwoord) -> tuple[str, str]:
    return gegeven.taak, gegeven.verband or ""


def _status(beeld: Opgavebeeld) -> str:
    if beeld.concept:
        return "concept"
    if beeld.ingediend:
        return "ingediend"
    return "overgenomen" if beeld.begin.eerder else "leeg"


class Concept(Eigen):
    """De eigen opgave zoals u die kunt wijzigen."""

    koppen = {"PUT": [IF_MATCH]}

    @extend_schema(summary="Het eigen concept", responses=ConceptVorm)
    def get(self, request: Any, uitvraag: str, gemeente: str) -> Response:
        """Het concept van de eigen gemeente, met wat de controle ervan vindt."""
        return concept(self.beeld())

    @extend_schema(
        summary="Het concept vervangen", request=invoer.ConceptInvoer, responses=ConceptVorm
    )
    def put(self, request: Any, uitvraag: str, gemeente: str) -> Response:
        """Vervangt alle antwoorden van het concept."""
        beeld = self.beeld()
        regels = gelezen(invoer.ConceptInvoer, request.data)["regels"]
        nieuw = [invoer.antwoord(regel["taak"], regel, request.nu) for regel in regels]
        return self.bewaar(beeld, nieuw, [rij.code for rij in beeld.rijen], "regels")


class Conceptregels(Eigen):
    """De antwoorden van het eigen concept voor één taak."""

    koppen = {"PUT": [IF_MATCH], "DELETE": [IF_MATCH]}

    @extend_schema(
        summary="De antwoorden voor één taak", request=invoer.TaakInvoer, responses=ConceptVorm
    )
    def put(self, request: Any, uitvraag: str, gemeente: str, taak: str) -> Response:
        """Vervangt de antwoorden voor een taak; de rest van het concept blijft."""
        beeld = self._met_taak(taak)
        gegeven = gelezen(invoer.TaakInvoer, request.data)["antwoorden"]
        nieuw = [invoer.antwoord(taak, regel, request.nu) for regel in gegeven]
        return self.bewaar(beeld, nieuw, [taak], "antwoorden")

    @extend_schema(summary="De antwoorden voor één taak verwijderen", responses={200: ConceptVorm})
    def delete(self, request: Any, uitvraag: str, gemeente: str, taak: str) -> Response:
        """Verwijdert de antwoorden voor een taak en geeft het concept dat overblijft."""
        return self.bewaar(self._met_taak(taak), [], [taak], "antwoorden")

    def _met_taak(self, taak: str) -> Opgavebeeld:
        beeld = self.beeld()
        if beeld.rij(taak) is None:
            raise Http404
        return beeld


class Indieningen(Eigen):
    """Het concept indienen."""

    koppen = {"POST": [IF_MATCH, IDEMPOTENCY_KEY]}

    @extend_schema(summary="Indienen", request=invoer.IndienInvoer, responses={201: OntvangstVorm})
    def post(self, request: Any, uitvraag: str, gemeente: str) -> Response:
        """Dient het concept in en geeft het ontvangstbewijs."""
        beeld = self.beeld()
        versie, sleutel = self.versie(), self._sleutel()
        gegeven = gelezen(invoer.IndienInvoer, request.data)
        try:
            bewijs = acties.indienen(
                beeld.gemeente,
                beeld.uitvraag,
                door=request.user,
                op=request.nu,
                versie=versie,
                sleutel=sleutel,
                **gegeven,
            )
        except Verouderd as reden:
            raise Gewijzigd(LEES_OPNIEUW) from reden
        except Onvolledig as reden:
            raise _aan_te_vullen(reden) from reden
        except Geweigerd as reden:
            raise Conflict(str(reden)) from reden
        ingediend = bewijs.versie
        adres = reverse("api:opgave", args=[uitvraag, gemeente])
        inhoud = {
            "ontvangstnummer": ingediend.ontvangstnummer,
            "nummer": ingediend.nummer,
            "ingediendOp": ingediend.ingediend_op,
            "teLaat": bewijs.te_laat,
            "inhoudHash": ingediend.inhoud_hash,
        }
        return Response(inhoud, 201, headers={"Location": request.build_absolute_uri(adres)})

    def _sleutel(self) -> UUID:
        kop = self.request.headers.get("Idempotency-Key", "")
        if not re.fullmatch(UUID_PATROON.strip("^$"), kop):
            raise serializers.ValidationError(
                {
                    "Idempotency-Key": [
                        "Stuur de kop Idempotency-Key mee: een UUID die u zelf kiest."
                    ]
                }
            )
        return UUID(kop)
