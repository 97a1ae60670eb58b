"""What an application sends: the answers of the own concept, and what goes with submitting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from rest_framework import serializers

from samenwerking.api.strikt import Dag, JaNee, Keuze, Lijst, Tekst, Vorm
from samenwerking.keuzes import Motief, Onderdeel, Reden, Stadium, Wijze
from samenwerking.models import Uitvraagtaak
from samenwerking.regels import MAX_TOELICHTING, Antwoord, Besluitdata


class BesluitInvoer(Vorm):
    """A decision; one of the dates is given."""

    gepland = Dag(allow_null=True, default=None)
    genomen = Dag(allow_null=True, default=None)
    kenmerk = Tekst(allow_blank=True, default="", max_length=60)

    def validate(self, gegevens: dict[str, Any]) -> dict[str, Any]:
        """Raises ValidationError without any date."""
        if not (gegevens["gepland"] or gegevens["genomen"]):
            raise serializers.ValidationError("Geef bij een besluit een datum: gepland of genomen.")
        return gegevens


class AntwoordInvoer(Vorm):
    """One answer for a taak."""

    wijze = Keuze(choices=Wijze.values)
    verband = Tekst(allow_null=True, default=None, max_length=80, help_text="Slug van het verband.")
    stadium = Keuze(choices=Stadium.values, allow_null=True, default=None)
    collegebesluit = BesluitInvoer(allow_null=True, default=None)
    raadsbesluit = BesluitInvoer(allow_null=True, default=None)
    voorlopig = JaNee(allow_null=True, default=None)
    onderdeel = Keuze(choices=Onderdeel.values, allow_null=True, default=None)
    reden = Keuze(choices=Reden.values, allow_null=True, default=None)
    toelichting = Tekst(allow_blank=True, default="", max_length=MAX_TOELICHTING)
    motieven = Lijst(
        child=Keuze(choices=Motief.values), default=list, max_length=len(Motief.values)
    )

    def validate_motieven(self, motieven: list[str]) -> str:
        """Joined in their fixed order. Raises ValidationError for the same one twice."""
        if len(set(motieven)) < len(motieven):
            raise serializers.ValidationError("Noem elk motief één keer.")
        return "|".join(motief for motief in Motief.values if motief in motieven)

    def validate(self, gegevens: dict[str, Any]) -> dict[str, Any]:
        """A verband with its stadium belongs to wijze verband, and only to that."""
        heeft = bool(gegevens["verband"]), bool(gegevens["stadium"])
        if gegevens["wijze"] == Wijze.VERBAND and not all(heeft):
            raise serializers.ValidationError("Geef bij wijze verband een verband en een stadium.")
        if gegevens["wijze"] != Wijze.VERBAND and any(heeft):
            raise serializers.ValidationError(
                "Een verband en een stadium horen alleen bij wijze verband."
            )
        if gegevens["onderdeel"] and not gegevens["verband"]:
            raise serializers.ValidationError("Een onderdeel hoort alleen bij wijze verband.")
        return gegevens


class RegelInvoer(AntwoordInvoer):
    """One answer with the taak it is about."""

    taak = Tekst(max_length=10, help_text="Code van een taak van deze ronde.")


class ConceptInvoer(Vorm):
    """The whole concept."""

    regels = RegelInvoer(many=True, max_length=400)


class TaakInvoer(Vorm):
    """All answers for one taak; several are all a verband."""

    antwoorden = AntwoordInvoer(many=True, max_length=20, allow_empty=False)


class IndienInvoer(Vorm):
    """What goes with submitting."""

    reden = Tekst(
        allow_blank=True,
        default="",
        max_length=500,
        help_text="Waarom u wijzigt; nodig als u al eerder indiende.",
    )
    redenOpen = Tekst(
        allow_blank=True,
        default="",
        max_length=500,
        source="reden_open",
        help_text="Waarom er bij een taak nog geen antwoord is; nodig als een punt dat vraagt.",
    )
    gecontroleerd = Lijst(
        child=Keuze(choices=["O1", "O5"]),
        default=list,
        max_length=10,
        help_text="De codes uit punten van het concept die u hebt gecontroleerd. Ontbreekt er een, "
        "dan is het antwoord 409.",
    )


VELDEN = ("wijze", "verband", "stadium", "voorlopig", "onderdeel", "reden", "toelichting")


def antwoord(taak: str, gegevens: dict[str, Any], op: datetime) -> Antwoord:
    """What was sent at `op` as an answer of the domain."""
    motieven = gegevens["motieven"] or ""
    return Antwoord(
        taak,
        motieven=motieven,
        bevestigd_op=op,
        college=Besluitdata(**gegevens["collegebesluit"] or {}),
        raad=Besluitdata(**gegevens["raadsbesluit"] or {}),
        **{veld: gegevens[veld] for veld in VELDEN},
    )


def met_documenten(nieuw: list[Antwoord], oud: Collection[Antwoord]) -> list[Antwoord]:
    """The new answers with the PDF's that are behind the same decisions now."""
    eerder = {(a.taak, a.verband): a for a in oud}
    return [
        replace(
            a,
            college=_met_document(a.college, vorig.college),
            raad=_met_document(a.raad, vorig.raad),
        )
        if (vorig := eerder.get((a.taak, a.verband)))
        else a
        for a in nieuw
    ]


def _met_document(nieuw: Besluitdata, oud: Besluitdata) -> Besluitdata:
    return replace(nieuw, document=oud.document) if nieuw else nieuw


def controleer(
    nieuw: list[Antwoord], taken: list[Uitvraagtaak], verbanden: Collection[str], lijst: str
) -> None:
    """What only the round knows: its taken and verbanden, and one answer or several verbanden.

    Raises ValidationError with a sentence per answer; `lijst` is the field they were sent in.
    """
    per_code = {vraag.taak_id: vraag for vraag in taken}
    aantal = Counter(a.taak for a in nieuw)
    dubbel = Counter((a.taak, a.verband) for a in nieuw)
    fouten: dict[str, list[str]] = {}
    for nummer, gegeven in enumerate(nieuw):
        vraag = per_code.get(gegeven.taak)
        zinnen = []
        if vraag is None:
            zinnen.append(f"De taak {gegeven.taak} is geen taak van deze ronde.")
        elif gegeven.wijze == Wijze.LANDELIJK and not vraag.landelijk_mogelijk:
            zinnen.append(f"Landelijk organiseren kan niet bij taak {gegeven.taak}.")
        if gegeven.verband and gegeven.verband not in verbanden:
            zinnen.append(f"Het verband {gegeven.verband} kennen wij niet in deze ronde.")
        if dubbel[gegeven.taak, gegeven.verband] > 1:
            zinnen.append(f"Noem een verband of wijze één keer bij taak {gegeven.taak}.")
        elif aantal[gegeven.taak] > 1 and gegeven.wijze != Wijze.VERBAND:
            zinnen.append(f"Kies bij taak {gegeven.taak} één antwoord, of alleen verbanden.")
        if zinnen:
            fouten[str(nummer)] = zinnen
    if fouten:
        raise serializers.ValidationError({lijst: fouten})
