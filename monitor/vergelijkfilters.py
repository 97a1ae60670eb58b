"""Filters of two rounds side by side: with what, and what of the lists behind the differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms

from monitor.blik import Blik
from monitor.filters import STAATNAMEN, Keuzefilter, StandFilter
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA
from monitor.regels.vergelijking import GESTOPT, GEWIJZIGD, NIEUW
from monitor.vergelijkbeeld import INZENDSTANDEN
from samenwerking.models import Uitvraag


class Momentveld(forms.DateTimeInput):
    """A moment as browsers ask it."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__({"class": "utrecht-textbox utrecht-textbox--html-input"})

    def format_value(self, value: Any) -> str:
        """Without seconds and zone."""
        return str(value or "")[:16]


class VergelijkFilter(StandFilter):
    """With which round and which moment of it; both always filled in."""

    met = Keuzefilter(label="Naast ronde", method="alleen", empty_label=None)
    met_stand = django_filters.CharFilter(
        label="zoals bekend op (leeg: hetzelfde moment)", method="alleen", widget=Momentveld
    )
    altijd = frozenset({"met", "met_stand"})

    def __init__(
        self, data: Any, *, keuzes: Sequence[Uitvraag], ander: Blik, **opties: Any
    ) -> None:
        gevuld = data.copy()
        gevuld["met"], gevuld["met_stand"] = ander.velden["ronde"], ander.velden["stand"]
        super().__init__(gevuld, **opties)
        self.filters["met"].extra["choices"] = [(r.code, r.korte_naam) for r in keuzes]


class Paginafilter(VergelijkFilter):
    """The page itself."""

    regio = None
    taak = None


class InzendingWissel(VergelijkFilter):
    """Who submitted otherwise."""

    taak = None
    inzending = Keuzefilter(
        label="Was of is",
        method="alleen",
        empty_label="Alles",
        choices=list(INZENDSTANDEN.items()),
    )


class StaatWissel(VergelijkFilter):
    """Which cells."""

    staat = Keuzefilter(
        label="Was of is",
        method="alleen",
        empty_label="Alle staten",
        choices=[(staat.value, naam) for staat, naam in STAATNAMEN.items()],
    )


class BevindingWissel(VergelijkFilter):
    """Which findings."""

    code = Keuzefilter(
        label="Regel",
        method="alleen",
        empty_label="Alle regels",
        choices=[(code, f"{code} {kaart.titel}") for code, kaart in sorted(CATALOGUS.items())],
    )
    wat = Keuzefilter(
        label="Wat",
        method="alleen",
        empty_label="Nieuw en gesloten",
        choices=[("nieuw", "nieuw"), ("gesloten", "gesloten")],
    )


class VerbandWissel(VergelijkFilter):
    """Which verbanden."""

    taak = None
    wat = Keuzefilter(
        label="Wat",
        method="alleen",
        empty_label="Alles",
        choices=[(wat, wat) for wat in (NIEUW, GEWIJZIGD, GESTOPT)],
    )


class ScoreWissel(VergelijkFilter):
    """Which indicaties."""

    taak = None
    criterium = Keuzefilter(
        label="Criterium",
        method="alleen",
        empty_label="Alle criteria",
        choices=[(c.code, c.titel) for c in CRITERIA.values()],
    )
