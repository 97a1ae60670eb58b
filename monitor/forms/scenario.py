"""Forms of a scenario: its name, and one per kind of change; `wijziging` is what a form says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify

from gemeenten.keuzelijst import Keuzelijst
from monitor.regels.stand import Stand
from monitor.regels.taal import getal
from monitor.regels.wijzigingen import (
    AndereNorm,
    AndereVorm,
    Samenvoeging,
    Splitsing,
    Verplaatsing,
    Vormen,
    Wijziging,
)
from monitor.verbandbeeld import alle_leden
from samenwerking.keuzes import JuridischStadium

KIES = "Maak een keuze."
Keuzes = list[tuple[str, str]]


class NaamForm(forms.Form):
    """What a scenario is called."""

    naam = forms.CharField(
        label="Naam van het scenario",
        max_length=80,
        help_text="Kort en herkenbaar, zoals: Landsmeer bij Zaanstreek-Waterland.",
        error_messages={"required": "Geef het scenario een naam."},
    )


class Wijzigingform(forms.Form):
    """A form on the Stand as the scenario has made it so far; `over` is what it is about."""

    soort = ""
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, data: Any, *, stand: Stand, vormen: Vormen, over: str, nummer: int, initial: Any
    ) -> None:
        super().__init__(data, prefix=self.soort, initial=initial)
        self.stand, self.vormen, self.over, self.nummer = stand, vormen, over, nummer
        self.richt_in()

    def richt_in(self) -> None:
        """Fill in the choices."""

    def keuzes(self, veld: str, keuzes: Iterable[tuple[str, Any]]) -> None:
        """Give a field its choices."""
        gekozen: Any = self.fields[veld]
        gekozen.choices = list(keuzes)

    @property
    def wijziging(self) -> Wijziging:
        """The change that a valid form says."""
        raise NotImplementedError

    @property
    def gegevens(self) -> dict[str, Any]:
        """What was filled in, cleaned."""
        return self.cleaned_data


def verbandkeuzes(stand: Stand, zonder: str = "") -> Keuzes:
    """The verbanden that have deelnemers, by name."""
    rijen = [(slug, stand.verbandnaam(slug)) for slug in stand.per_verband if slug != zonder]
    return sorted(rijen, key=lambda rij: rij[1].casefold())


def gemeentekeuzes(stand: Stand, masker: int) -> Keuzes:
    """The gemeenten of a masker, by name."""
    paren = zip(stand.codes(masker), stand.namen(masker), strict=True)
    return sorted(paren, key=lambda paar: paar[1].casefold())


def _vinkjes(label: str, *, nodig: bool = False, hulp: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=nodig,
        help_text=hulp,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": KIES},
    )


def _lijst(label: str, *, nodig: bool = True, hulp: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=nodig,
        help_text=hulp,
        widget=Keuzelijst,
        error_messages={"required": KIES, "invalid_choice": "Kies iets uit de lijst."},
    )


ALLE_TAKEN = "Kiest u niets, dan gaat het om alle taken waarvoor het kan."


class GemeenteForm(Wijzigingform):
    """One gemeente (`over`) moves, joins or leaves."""

    soort = "gemeente"
    van = _lijst("Gaat uit", nodig=False)
    naar = _lijst("Gaat naar", nodig=False)
    taken = _vinkjes("Voor welke taken?", hulp=ALLE_TAKEN)

    def richt_in(self) -> None:
        """Out of the own verbanden, into any; those of the neighbours come first."""
        stand, bit = self.stand, self.stand.bit[self.over]
        eigen = {a.verband for a in stand.arrangementen if a.leden & bit}
        buren = stand.alle[stand.nummer[self.over]]
        alle = verbandkeuzes(stand)
        dichtbij = {a.verband for a in stand.arrangementen if a.leden & buren}
        self.keuzes("van", [("", "geen verband"), *(k for k in alle if k[0] in eigen)])
        self.keuzes(
            "naar",
            [
                ("", "geen verband"),
                ("Van de buren", [k for k in alle if k[0] in dichtbij]),
                ("Andere verbanden", [k for k in alle if k[0] not in dichtbij]),
            ],
        )
        self.keuzes("taken", [(taak.code, taak.naam) for taak in stand.taken])

    def clean(self) -> dict[str, Any]:
        """At least one of both."""
        schoon = super().clean() or {}
        if not self.errors and not schoon.get("van") and not schoon.get("naar"):
            self.add_error("naar", "Kies waar de gemeente uit gaat, of waar zij naartoe gaat.")
        return schoon

    @property
    def wijziging(self) -> Wijziging:
        """A move of this gemeente."""
        wat = self.gegevens
        return Verplaatsing((self.over,), wat["van"], wat["naar"], tuple(wat["taken"]))


class EruitForm(Wijzigingform):
    """Deelnemers of a verband (`over`) leave it, perhaps for another."""

    soort = "eruit"
    gemeenten = _vinkjes("Wie gaat eruit?", nodig=True)
    naar = _lijst("Gaat naar", nodig=False)
    taken = _vinkjes("Voor welke taken?", hulp=ALLE_TAKEN)

    def richt_in(self) -> None:
        """Its deelnemers, its taken and all other verbanden."""
        self.keuzes("gemeenten", gemeentekeuzes(self.stand, alle_leden(self.stand, self.over)))
        self.keuzes("naar", [("", "geen verband"), *verbandkeuzes(self.stand, self.over)])
        self.keuzes("taken", eigen_taken(self.stand, self.over))

    @property
    def wijziging(self) -> Wijziging:
        """A move of these gemeenten."""
        wat = self.gegevens
        return Verplaatsing(tuple(wat["gemeenten"]), self.over, wat["naar"], tuple(wat["taken"]))


def eigen_taken(stand: Stand, slug: str) -> Keuzes:
    """The taken of a verband."""
    return [(a.taak, stand.taaknaam(a.taak)) for a in stand.per_verband.get(slug, [])]


class ErbijForm(Wijzigingform):
    """Neighbours of a verband (`over`) join it."""

    soort = "erbij"
    gemeenten = _vinkjes(
        "Wie doet erbij mee?",
        nodig=True,
        hulp="Dit zijn de buren van de deelnemers. Zij blijven ook in hun andere verbanden.",
    )
    taken = _vinkjes("Voor welke taken?", hulp=ALLE_TAKEN)

    def richt_in(self) -> None:
        """The neighbours of its deelnemers, and who is in for a part of the taken."""
        stand = self.stand
        eigen = [a.leden for a in stand.per_verband.get(self.over, [])]
        samen, overal, buren = alle_leden(stand, self.over), -1, 0
        for masker in eigen:
            overal &= masker
        for gemeente in stand.codes(samen):
            buren |= stand.alle[stand.nummer[gemeente]]
        self.keuzes("gemeenten", gemeentekeuzes(stand, (buren | samen) & ~overal))
        self.keuzes("taken", eigen_taken(stand, self.over))

    @property
    def wijziging(self) -> Wijziging:
        """These gemeenten join."""
        wat = self.gegevens
        return Verplaatsing(tuple(wat["gemeenten"]), "", self.over, tuple(wat["taken"]))


class SamenForm(Wijzigingform):
    """A verband (`over`) becomes a part of another."""

    soort = "samenvoeging"
    naar = _lijst("Gaat op in")

    def richt_in(self) -> None:
        """All other verbanden."""
        self.keuzes("naar", [("", "kies een verband"), *verbandkeuzes(self.stand, self.over)])

    @property
    def wijziging(self) -> Wijziging:
        """The merger."""
        return Samenvoeging(self.over, self.gegevens["naar"])


class SplitsForm(Wijzigingform):
    """Deelnemers of a verband (`over`) go on as a new one."""

    soort = "splitsing"
    gemeenten = _vinkjes("Wie gaat verder in het nieuwe verband?", nodig=True)
    naam = forms.CharField(
        label="Naam van het nieuwe verband",
        max_length=80,
        error_messages={"required": "Geef het nieuwe verband een naam."},
    )

    def richt_in(self) -> None:
        """Its deelnemers."""
        self.keuzes("gemeenten", gemeentekeuzes(self.stand, alle_leden(self.stand, self.over)))

    def clean_naam(self) -> str:
        """A name that gives a slug."""
        naam: str = self.cleaned_data["naam"].strip()
        if not slugify(naam):
            raise forms.ValidationError("Gebruik letters of cijfers in de naam.")
        return naam

    @property
    def wijziging(self) -> Wijziging:
        """The division; the slug says of which scenario the new verband is."""
        wat = self.gegevens
        slug = f"scenario-{self.nummer}-{slugify(wat['naam'])}"[:80].rstrip("-")
        return Splitsing(self.over, slug, wat["naam"], tuple(wat["gemeenten"]))


class VormForm(Wijzigingform):
    """Another rechtsvorm and juridisch stadium of a verband (`over`)."""

    soort = "vorm"
    rechtsvorm = _lijst("Rechtsvorm", nodig=False)
    juridisch_stadium = _lijst("Juridisch stadium", nodig=False)

    def richt_in(self) -> None:
        """All forms; what holds now is chosen."""
        vormen = sorted((vorm.code, vorm.naam) for vorm in self.vormen.values())
        self.keuzes("rechtsvorm", [("", "onbekend"), *vormen])
        self.keuzes("juridisch_stadium", [("", "onbekend"), *JuridischStadium.choices])
        verband = self.stand.verbanden.get(self.over)
        if verband:
            vorm = verband.rechtsvorm
            self.initial.setdefault("rechtsvorm", vorm.code if vorm else "")
            self.initial.setdefault("juridisch_stadium", verband.profiel.juridisch_stadium or "")

    @property
    def wijziging(self) -> Wijziging:
        """Both values; empty is unknown."""
        wat = self.gegevens
        vorm, stadium = wat["rechtsvorm"] or None, wat["juridisch_stadium"] or None
        return AndereVorm(self.over, vorm, stadium)


class NormForm(Wijzigingform):
    """Another norm of a taak."""

    soort = "norm"
    taak = _lijst("Taak")
    norm = forms.IntegerField(
        label="Norm in inwoners",
        required=False,
        min_value=1,
        max_value=99_999_999,
        help_text="Laat leeg als er geen norm is.",
        error_messages={"invalid": "Schrijf een heel getal, zonder punten: 100000."},
    )

    def richt_in(self) -> None:
        """The taken with the norm that holds now."""
        self.keuzes(
            "taak",
            [("", "kies een taak"), *((t.code, _met_norm(t.naam, t)) for t in self.stand.taken)],
        )

    @property
    def wijziging(self) -> Wijziging:
        """The norm; empty is none."""
        return AndereNorm(self.gegevens["taak"], self.gegevens["norm"])


def _met_norm(naam: str, taak: Any) -> str:
    return f"{naam} (nu {getal(taak.norm_inwoners) if taak.norm_inwoners else 'geen norm'})"


FORMULIEREN: dict[str, type[Wijzigingform]] = {
    klasse.soort: klasse
    for klasse in (GemeenteForm, EruitForm, ErbijForm, SamenForm, SplitsForm, VormForm, NormForm)
}
