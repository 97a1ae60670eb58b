"""Filters of voortgang: which earlier round, which share, and what of the lists behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms

from monitor.filters import Keuzefilter, StandFilter
from monitor.regels.planning import Stap
from monitor.regels.stand import INDELINGEN, JEUGDREGIO, Stand
from monitor.regels.taal import MAANDEN
from monitor.regels.voortgang import KLASSEN, Fase
from samenwerking.models import Uitvraag

GEEN = "geen"
HEEL = 100
"""The share of the gemeenten of a region that V3 asks, in percent, unless told otherwise."""


class Metronde(StandFilter):
    """Beside a round, with its choice always filled in; `eerdere` are the rounds to choose from."""

    vergelijk = Keuzefilter(label="Vergelijk met ronde", method="alleen", empty_label=None)
    altijd = frozenset({"vergelijk"})
    begin: Mapping[str, Any] = {}

    def __init__(
        self,
        data: Any,
        *,
        stand: Stand,
        eerdere: Sequence[Uitvraag],
        naast: Uitvraag | None,
        **opties: Any,
    ) -> None:
        gevuld = data.copy()
        for naam, waarde in {"vergelijk": naast.code if naast else GEEN, **self.begin}.items():
            gevuld.setdefault(naam, waarde)
        super().__init__(gevuld, stand=stand, **opties)
        self.filters["vergelijk"].extra["choices"] = [
            *((ronde.code, ronde.korte_naam) for ronde in eerdere),
            (GEEN, "geen ronde"),
        ]


class Aandeelveld(forms.IntegerField):
    """A whole percentage."""

    def __init__(self, **opties: Any) -> None:
        invoer = forms.NumberInput(
            {"class": "utrecht-textbox utrecht-textbox--html-input", "inputmode": "numeric"}
        )
        grenzen = {"min_value": 1, "max_value": HEEL, "widget": invoer, "localize": False}
        super().__init__(**(opties | grenzen))


class Aandeelfilter(django_filters.NumberFilter):
    """The share of V3, in the URL."""

    field_class = Aandeelveld


def _aandeel() -> Aandeelfilter:
    return Aandeelfilter(label="Regio telt mee vanaf (% van de gemeenten)", method="alleen")


def _indeling() -> Keuzefilter:
    return Keuzefilter(
        label="Risicoverevening per",
        method="alleen",
        empty_label=None,
        choices=[(soort, soort) for soort in INDELINGEN],
    )


def _fase(label: str) -> Keuzefilter:
    return Keuzefilter(
        label=label,
        method="alleen",
        empty_label="Alles",
        choices=[(fase.value, fase.value) for fase in Fase],
    )


class VoortgangFilter(Metronde):
    """The page itself."""

    regio = None
    taak = None
    aandeel = _aandeel()
    indeling = _indeling()
    altijd = frozenset({"vergelijk", "aandeel", "indeling"})
    begin = {"aandeel": HEEL, "indeling": JEUGDREGIO}


class IntentieFilter(Metronde):
    """The lines of V1."""

    omgezet = Keuzefilter(
        label="Omgezet",
        method="alleen",
        empty_label="Alle intenties",
        choices=[("ja", "omgezet in een besluit"), ("nee", "nog niet omgezet")],
    )


class PlaatsFilter(StandFilter):
    """The gemeenten of V2."""

    fase = _fase("Hoe ver")
    stap = Keuzefilter(
        label="Op weg naar eind 2014",
        method="alleen",
        empty_label="Alle taken",
        choices=[
            (Stap.VASTGESTELD.value, "vastgesteld"),
            (Stap.GEPLAND.value, "gepland"),
            (Stap.VOORBIJ.value, "geplande dag voorbij"),
            (Stap.ZONDER_DATUM.value, "zonder datum, of later"),
        ],
    )


class RegioFilter(StandFilter):
    """The regions of V3."""

    fase = _fase("Hoe ver")
    aandeel = _aandeel()
    altijd = frozenset({"aandeel"})

    def __init__(self, data: Any, **opties: Any) -> None:
        gevuld = data.copy()
        gevuld.setdefault("aandeel", HEEL)
        super().__init__(gevuld, **opties)


class VereveningFilter(StandFilter):
    """The regions of V4."""

    regio = None
    taak = None
    indeling = _indeling()
    klasse = Keuzefilter(
        label="Risicoverevening",
        method="alleen",
        empty_label="Alles",
        choices=[(klasse, klasse.replace("_", " ")) for klasse in KLASSEN],
    )
    altijd = frozenset({"indeling"})

    def __init__(self, data: Any, **opties: Any) -> None:
        gevuld = data.copy()
        gevuld.setdefault("indeling", JEUGDREGIO)
        super().__init__(gevuld, **opties)


ORGANEN = [("college", "college"), ("raad", "gemeenteraad")]
LATER = "later"
"""After the end of 2014."""
EERDER = "eerder"
"""Before the month of the chosen moment."""


class PlanFilter(StandFilter):
    """The planned decisions."""

    orgaan = Keuzefilter(
        label="Wie besluit",
        method="alleen",
        empty_label="College en gemeenteraad",
        choices=ORGANEN,
    )
    maand = Keuzefilter(label="Maand", method="alleen", empty_label="Alle maanden")

    def __init__(self, data: Any, *, maanden: Sequence[str], **opties: Any) -> None:
        super().__init__(data, **opties)
        self.filters["maand"].extra["choices"] = [
            (EERDER, "eerder, nog niet gemeld"),
            *((maand, _maandnaam(maand)) for maand in maanden),
            (LATER, "na 2014"),
        ]


def _maandnaam(maand: str) -> str:
    """«2014-01» is «januari 2014»."""
    jaar, nummer = maand.split("-")
    return f"{MAANDEN[int(nummer)]} {jaar}"


class InkoopFilter(StandFilter):
    """What comes late for the purchase."""

    wat = Keuzefilter(
        label="Wat komt laat",
        method="alleen",
        empty_label="Alles",
        choices=[("vorm", "de juridische basis"), *ORGANEN],
    )
