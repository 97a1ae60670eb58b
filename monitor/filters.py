"""Filters of the dashboards; they live in the query string, so that a view can be mailed."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

import django_filters
from django import forms

from gemeenten.keuzelijst import Keuzelijst
from gemeenten.models import Gemeente, Soort
from monitor.regels.achterblijvers import ONDERWERPNAMEN
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.dekking import Staat
from monitor.regels.eenmaal import per_stand
from monitor.regels.oordelen import STADIUMNAMEN
from monitor.regels.stand import Stand
from monitor.regels.uitleg import TOESTANDNAMEN
from monitor.verbandbeeld import VERHOUDINGNAMEN
from samenwerking.keuzes import Decentralisatie

STAATNAMEN = {
    Staat.GEDEKT: "Gedekt",
    Staat.ZELFSTANDIG: "Zelfstandig",
    Staat.LANDELIJK: "Landelijk",
    Staat.VERKENNING: "Verkenning",
    Staat.EENZIJDIG: "Eenzijdig",
    Staat.WACHT_OP_RIJK: "Wacht op Rijk",
    Staat.ONBEVESTIGD: "Onbevestigd",
    Staat.WITTE_VLEK: "Witte vlek",
}
DECENTRALISATIES = {
    Decentralisatie.JEUGD.value: "Jeugd",
    Decentralisatie.WMO.value: "Wmo",
    Decentralisatie.PARTICIPATIE.value: "Werk",
}
INDELINGNAMEN = {
    "jeugdregio": "Per jeugdregio",
    "arbeidsmarktregio": "Per arbeidsmarktregio",
    "veiligheidsregio": "Per veiligheidsregio",
}


@per_stand
def regiokeuzes(stand: Stand) -> list[tuple[str, list[tuple[str, str]]]]:
    """The regio's of the round, per soort: code and name."""
    return [
        (
            Soort(soort).meervoud.capitalize(),
            sorted(((r.code, r.naam) for r in stand.indelingen[soort].regios), key=itemgetter(1)),
        )
        for soort in Soort.values
        if soort in stand.indelingen and soort != Soort.ZORGKANTOORREGIO
    ]


def _regelkeuzes() -> list[tuple[str, str]]:
    return [(code, f"{code} {kaart.titel}") for code, kaart in sorted(CATALOGUS.items())]


class Keuzefilter(django_filters.ChoiceFilter):
    """One of a list, or nothing."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(**({"widget": Keuzelijst} | opties))


class StandFilter(django_filters.FilterSet):
    """Filters over what a Stand holds; nothing is read from the database.

    Long choices are functions: lists are copied thrice per page. Those in `altijd` always have a
    value, whether somebody chose it or not.
    """

    altijd: frozenset[str] = frozenset()

    regio = Keuzefilter(label="Regio", method="alleen", empty_label="Heel Nederland")
    taak = Keuzefilter(label="Taak", method="alleen", empty_label="Alle taken")

    class Meta:
        model = Gemeente
        fields: list[str] = []

    def __init__(self, data: Any, *, stand: Stand, **opties: Any) -> None:
        super().__init__(data, queryset=Gemeente.objects.none(), **opties)
        self.stand = stand
        if "regio" in self.filters:
            self.filters["regio"].extra["choices"] = lambda: regiokeuzes(stand)
        if "taak" in self.filters:
            self.filters["taak"].extra["choices"] = lambda: [(t.code, t.naam) for t in stand.taken]

    def alleen(self, rijen: Any, naam: str, waarde: Any) -> Any:
        """The queryset is not what is filtered; see the properties."""
        return rijen

    def waarde(self, naam: str) -> Any:
        """The chosen value; None when nothing or nonsense was chosen."""
        form = self.form
        form.is_valid()
        return form.cleaned_data.get(naam) or None

    @property
    def gekozen(self) -> int:
        """How many filters have a value of the reader."""
        return sum(self.waarde(n) is not None for n in self.filters if n not in self.altijd)

    @property
    def masker(self) -> int:
        """The gemeenten of the chosen regio as masker of the Stand; all without a choice."""
        gekozen = self.waarde("regio")
        if gekozen is None:
            return (1 << len(self.stand.gemeenten)) - 1
        regios = (r for i in self.stand.indelingen.values() for r in i.regios)
        return next(regio.leden for regio in regios if regio.code == gekozen)


class DekkingFilter(StandFilter):
    """The matrix: regio, taak, staat and order."""

    staat = Keuzefilter(
        label="Staat",
        method="alleen",
        empty_label="Alle staten",
        choices=[(staat.value, naam) for staat, naam in STAATNAMEN.items()],
        widget=forms.HiddenInput,
    )
    volgorde = Keuzefilter(
        label="Volgorde", method="alleen", empty_label=None, choices=list(INDELINGNAMEN.items())
    )

    def __init__(self, data: Any, *, stand: Stand, **opties: Any) -> None:
        super().__init__(data, stand=stand, **opties)
        self.filters["taak"].extra["choices"] = [
            (t.code, t.naam) for t in stand.taken if t.samenwerking_noodzakelijk
        ]


class InzendingFilter(StandFilter):
    """Submitted on time, late or not."""

    taak = None
    stand_opgave = Keuzefilter(
        label="Opgave",
        method="alleen",
        empty_label="Alle gemeenten",
        choices=[("op_tijd", "op tijd"), ("te_laat", "te laat"), ("ontbreekt", "ontbreekt")],
    )


class CongruentieFilter(StandFilter):
    """How verbanden lie, against which indeling."""

    indeling = Keuzefilter(
        label="Tegen welke indeling",
        method="alleen",
        empty_label="De eigen indeling van de taak",
        choices=[(soort, soort) for soort in INDELINGNAMEN],
    )
    relatie = Keuzefilter(
        label="Ligging",
        method="alleen",
        empty_label="Elke ligging",
        choices=[
            *((soort.value, naam) for soort, naam in VERHOUDINGNAMEN.items()),
            ("donut", "donut of enclave"),
        ],
    )


class VerschilFilter(StandFilter):
    """Which kind of difference."""

    code = Keuzefilter(
        label="Soort verschil",
        method="alleen",
        empty_label="Alle verschillen",
        choices=[(code, CATALOGUS[code].titel) for code in ("W1", "W2", "W3")],
    )


class CriteriaFilter(StandFilter):
    """Which score for which criterion; verbanden with a tegenspraak."""

    criterium = Keuzefilter(
        label="Criterium",
        method="alleen",
        empty_label="Alle criteria",
        choices=[(c.code, c.titel) for c in CRITERIA.values()],
    )
    score = Keuzefilter(
        label="Indicatie",
        method="alleen",
        empty_label="Elke indicatie",
        choices=[(score.value, score.value.replace("_", " ")) for score in Score],
    )
    tegenspraak = Keuzefilter(
        label="Tegenspraak",
        method="alleen",
        empty_label="Met en zonder",
        choices=[("ja", "alleen met tegenspraak")],
    )
    oordeel = Keuzefilter(
        label="Oordeel",
        method="alleen",
        empty_label="Met en zonder oordeel",
        choices=[
            ("geen", "nog geen oordeel"),
            *((stadium.value, naam) for stadium, naam in STADIUMNAMEN.items()),
            ("voorbij", "wederhoor voorbij"),
        ],
    )


class DrukteFilter(StandFilter):
    """Only the regio: drukte is over all taken."""

    taak = None


class AchterblijverFilter(StandFilter):
    """With what somebody lags; over all taken."""

    taak = None
    onderwerp = Keuzefilter(
        label="Waarmee",
        method="alleen",
        empty_label="De keuze en de uitwerking",
        choices=[(onderwerp.value, naam) for onderwerp, naam in ONDERWERPNAMEN.items()],
    )


class EscalatieFilter(StandFilter):
    """Which escalaties; over all taken."""

    taak = None
    stand_escalatie = Keuzefilter(
        label="Stand",
        method="alleen",
        empty_label="Alles",
        choices=[("open", "loopt"), ("voorbij", "termijn voorbij"), ("gesloten", "afgesloten")],
    )


class UitlegFilter(StandFilter):
    """Which rule, and what the uitleg is worth now."""

    code = Keuzefilter(
        label="Regel",
        method="alleen",
        empty_label="Alle regels",
        choices=_regelkeuzes,
    )
    toestand = Keuzefilter(
        label="Stand van de uitleg",
        method="alleen",
        empty_label="Elke stand",
        choices=[(toestand.value, naam) for toestand, naam in TOESTANDNAMEN.items()],
    )


class BevindingFilter(StandFilter):
    """Which rule, explained or not."""

    uitleg = Keuzefilter(
        label="Uitleg",
        method="alleen",
        empty_label="Met en zonder uitleg",
        choices=[("ja", "uitgelegd"), ("nee", "niet uitgelegd")],
    )

    code = Keuzefilter(
        label="Regel",
        method="alleen",
        empty_label="Alle regels",
        choices=_regelkeuzes,
    )


class KaartFilter(StandFilter):
    """What the map of the first screen is about."""

    criterium = CriteriaFilter.base_filters["criterium"]
