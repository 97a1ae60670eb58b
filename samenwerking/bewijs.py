"""What a receipt shows: everything that was submitted, in words, for page and PDF alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from samenwerking.acties.antwoorden import antwoorden
from samenwerking.acties.opgave import logregel
from samenwerking.keuzes import Motief, Onderdeel, Reden
from samenwerking.models import Opgaveversie
from samenwerking.opgavebeeld import uitspraak
from samenwerking.regels import Antwoord, Besluitdata, inhoud_hash, inhoud_tekst
from samenwerking.termijn import uiterlijk
from samenwerking.toegang.bereik import Wie
from samenwerking.voorstellen import Verbandkeuze, verbandkeuzes


@dataclass(frozen=True)
class Bewijsregel:
    """One answer in words; `feiten` are (what, value) pairs, only those that were filled in."""

    taak: str
    naam: str
    woord: str
    stadium: str
    feiten: tuple[tuple[str, str], ...]
    toelichting: str

    @property
    def inhoud(self) -> str:
        """The whole answer as one text, to compare."""
        delen = [self.woord, self.stadium, *(f"{wat}: {w}" for wat, w in self.feiten)]
        return ". ".join(deel for deel in [*delen, self.toelichting] if deel)


def bewijsregels(
    inhoud: list[Antwoord], keuzes: Mapping[str, Verbandkeuze], namen: Mapping[str, str]
) -> list[Bewijsregel]:
    """The answers of a version in words; `namen`: name per taak code."""
    return [_regel(antwoord, keuzes, namen) for antwoord in inhoud]


def bewijs(wie: Wie, versie: Opgaveversie) -> dict[str, Any]:
    """The context of the receipt of a submitted version, as `wie` may see it."""
    ronde = versie.opgave.uitvraag
    inhoud = antwoorden(versie)
    namen = dict(ronde.uitvraagtaken.values_list("taak_id", "taak__naam"))
    return {
        "versie": versie,
        "gemeente": versie.opgave.gemeente,
        "ronde": ronde,
        "te_laat": versie.ingediend_op is not None and versie.ingediend_op >= ronde.deadline,
        "regels": bewijsregels(inhoud, verbandkeuzes(wie, ronde), namen),
        "gecontroleerd": _gecontroleerd(versie, namen),
        "logregel": logregel(versie),
        "uiterlijk": uiterlijk(ronde.laatste_wijziging),
        "na_te_rekenen": inhoud_hash(inhoud) == versie.inhoud_hash,
    }


def inhoudsbestand(versie: Opgaveversie) -> str:
    """The text whose SHA-256 is the kenmerk of this version."""
    return inhoud_tekst(antwoorden(versie))


def _regel(
    antwoord: Antwoord, keuzes: Mapping[str, Verbandkeuze], namen: Mapping[str, str]
) -> Bewijsregel:
    gezegd = uitspraak(antwoord, keuzes)
    feiten = (
        ("collegebesluit", _besluit(antwoord.college)),
        ("raadsbesluit", _besluit(antwoord.raad)),
        ("voorlopig", {True: "ja", False: "nee, definitief", None: ""}[antwoord.voorlopig]),
        ("onderdeel", Onderdeel(antwoord.onderdeel).label if antwoord.onderdeel else ""),
        ("waarom", _motieven(antwoord.motieven)),
        ("reden", Reden(antwoord.reden).label if antwoord.reden else ""),
    )
    return Bewijsregel(
        antwoord.taak,
        namen.get(antwoord.taak, antwoord.taak),
        gezegd.woord,
        gezegd.stadium,
        tuple((wat, waarde) for wat, waarde in feiten if waarde),
        antwoord.toelichting,
    )


def _motieven(waarde: str) -> str:
    return ", ".join(Motief(motief).label for motief in waarde.split("|") if motief)


def _besluit(besluit: Besluitdata) -> str:
    """«genomen 7 mei 2013, gepland 30 april 2013, kenmerk 2013/17»."""
    delen = [
        besluit.genomen and f"genomen {date_format(besluit.genomen, 'j F Y')}",
        besluit.gepland and f"gepland {date_format(besluit.gepland, 'j F Y')}",
        besluit.kenmerk and f"kenmerk {besluit.kenmerk}",
    ]
    return ", ".join(deel for deel in delen if deel)


def _gecontroleerd(versie: Opgaveversie, namen: Mapping[str, str]) -> list[str]:
    """Names of the taken of which a let-op was ticked."""
    codes = (punt.partition(":")[2] for punt in versie.gecontroleerd)
    return list(dict.fromkeys(namen.get(code, code) for code in codes))
