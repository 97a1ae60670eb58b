"""Search and filter of the list of gemeenten; both live in the URL."""

from __future__ import annotations

from datetime import date

import django_filters
from django import forms
from django.http import QueryDict

from gemeenten.keuzelijst import Keuzelijst
from gemeenten.models import Gemeente, Regio, Regiolid, Soort
from gemeenten.querysets import GemeenteQuerySet

LEVEND = {
    "type": "search",
    "autocomplete": "off",
    "hx-get": "/gemeenten/",
    "hx-trigger": "input changed delay:300ms",
    "hx-include": "closest form",
}
"""Shows what is found while one types; target and URL come from the form around it."""

Keuzes = list[tuple[str, list[tuple[str, str]]]]


def regiokeuzes() -> Keuzes:
    """(soort, [(code, naam)]) for a grouped choice of one regio; one query."""
    rijen = Regio.objects.order_by("naam").values_list("soort", "code", "naam")
    per_soort: dict[str, list[tuple[str, str]]] = {soort: [] for soort in Soort}
    for soort, code, naam in rijen:
        per_soort[soort].append((code, naam))
    return [(Soort(soort).meervoud.capitalize(), keuzes) for soort, keuzes in per_soort.items()]


class GemeenteFilter(django_filters.FilterSet):
    """`q`: part of a name, alias or code; `regio`: code of a regio of any soort."""

    q = django_filters.CharFilter(
        label="Zoek op naam of CBS-code",
        method="op_naam",
        widget=forms.TextInput(attrs=LEVEND | {"placeholder": "Bijvoorbeeld Haarlem"}),
    )
    regio = django_filters.ChoiceFilter(
        label="Regio", method="in_regio", empty_label="Heel Nederland", widget=Keuzelijst
    )

    class Meta:
        model = Gemeente
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, dag: date) -> None:
        super().__init__(data, queryset=Gemeente.objects.op(dag))
        self.dag = dag
        self.filters["regio"].extra["choices"] = regiokeuzes()
        self.form.label_suffix = ""

    def op_naam(self, rijen: GemeenteQuerySet, naam: str, waarde: str) -> GemeenteQuerySet:
        """Those that are called so."""
        return rijen.zoek(waarde)

    def in_regio(self, rijen: GemeenteQuerySet, naam: str, waarde: str) -> GemeenteQuerySet:
        """The members of a regio on the day."""
        leden = Regiolid.objects.op(self.dag).filter(regio__code=waarde)
        return rijen.filter(pk__in=leden.values("gemeente"))

    @property
    def gezocht(self) -> str:
        """What was typed."""
        return self.form.cleaned_data.get("q", "") if self.form.is_valid() else ""

    def enige(self) -> Gemeente | None:
        """The one gemeente that was meant: called exactly so, or the only one found.

        None while a regio is chosen too: then the list is what is asked for.
        """
        if not self.gezocht or self.form.cleaned_data["regio"]:
            return None
        gevonden = self.qs.precies(self.gezocht)[:2] or self.qs[:2]
        return gevonden[0] if len(gevonden) == 1 else None
