"""The card of one taak: inhoud -> schaal -> vorm (S2-17)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from samenwerking.keuzes import Onderdeel, Reden, Stadium, Wijze
from samenwerking.models import Uitvraagtaak
from samenwerking.regels import MAX_TOELICHTING, Antwoord, Besluitdata
from samenwerking.voorstellen import Verbandkeuze, Voorstel

VERBAND = "verband:"
ANDER = "ander"


JAREN = date(2000, 1, 1), date(2030, 12, 31)
"""A date outside these years is a slip of the keyboard."""


class DatumField(forms.DateField):
    """A date, typed as the Dutch do (18-6-2013) or as ISO."""

    def __init__(self, **opties: Any) -> None:
        opties.setdefault("required", False)
        super().__init__(
            input_formats=["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
            error_messages={"invalid": "Vul een datum in als dag-maand-jaar, zoals 18-6-2013."},
            widget=forms.DateInput(
                format="%d-%m-%Y", attrs={"placeholder": "dd-mm-jjjj", "inputmode": "numeric"}
            ),
            validators=[
                MinValueValidator(JAREN[0], "Controleer het jaar: dit ligt voor 2000."),
                MaxValueValidator(JAREN[1], "Controleer het jaar: dit ligt na 2030."),
            ],
            **opties,
        )


class KaartForm(forms.Form):
    """One answer for a taak, and for the taken in `ook_voor`."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    keuze = forms.ChoiceField(
        label="Met wie?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies met wie u deze taak uitvoert."},
    )
    ander_verband = forms.CharField(
        label="Naam van het verband",
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"list": "alle-verbanden", "autocomplete": "off"}),
    )
    stadium = forms.ChoiceField(
        label="Hoe ver bent u?", choices=Stadium.choices, widget=forms.RadioSelect, required=False
    )
    college_gepland = DatumField(label="Besluit college, gepland")
    college_genomen = DatumField(label="Besluit college, genomen")
    raad_gepland = DatumField(label="Besluit raad, gepland")
    raad_genomen = DatumField(label="Besluit raad, genomen")
    kenmerk = forms.CharField(label="Kenmerk van de collegenota", required=False, max_length=60)
    voorlopig = forms.TypedChoiceField(
        label="Voorlopig of definitief?",
        choices=[("", "niet ingevuld"), ("1", "voorlopig"), ("0", "definitief")],
        coerce=lambda waarde: waarde == "1",
        empty_value=None,
        required=False,
    )
    onderdeel = forms.TypedChoiceField(
        label="Voor welk deel van de taak?",
        choices=[("", "niet ingevuld"), *Onderdeel.choices],
        empty_value=None,
        required=False,
    )
    reden = forms.TypedChoiceField(
        label="Waarom is er nog geen afspraak?",
        choices=[("", "niet ingevuld"), *Reden.choices],
        empty_value=None,
        required=False,
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=MAX_TOELICHTING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ook_voor = forms.MultipleChoiceField(
        label="Zelfde antwoord voor", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        taak: Uitvraagtaak,
        voorstellen: Sequence[Voorstel],
        verbanden: Mapping[str, Verbandkeuze],
        andere_taken: Sequence[Uitvraagtaak],
        andere_lagen: Collection[Antwoord] = (),
        **opties: Any,
    ) -> None:
        """`verbanden` are all that may be named in this round, by slug.

        `andere_lagen` are the answers for this taak that stay beside this one.
        """
        super().__init__(*args, **opties)
        self.taak, self.andere_lagen = taak, list(andere_lagen)
        self.verbanden = {slug: keuze.naam for slug, keuze in verbanden.items()}
        self.voorstellen = {f"{VERBAND}{v.slug}": v for v in self._met_getypt(voorstellen)}
        keuze: Any = self.fields["keuze"]
        keuze.choices = [
            *((waarde, v.naam) for waarde, v in self.voorstellen.items()),
            (ANDER, "Ander verband"),
            *((w.value, w.label) for w in self._wijzen()),
        ]
        self.raadskenmerk = self.initial.get("raadskenmerk", "")
        ook_voor: Any = self.fields["ook_voor"]
        ook_voor.choices = [(t.taak_id, t.taak.naam) for t in andere_taken]

    def _met_getypt(self, voorstellen: Sequence[Voorstel]) -> list[Voorstel]:
        """The proposals, and the verband that was chosen if it is not among them."""
        slug = self.data.get("keuze", "").removeprefix(VERBAND) if self.is_bound else ""
        if slug not in self.verbanden or slug in {v.slug for v in voorstellen}:
            return list(voorstellen)
        return [*voorstellen, Voorstel(slug, self.verbanden[slug])]

    def _wijzen(self) -> list[Wijze]:
        mogelijk = [Wijze.ZELFSTANDIG, Wijze.LANDELIJK, Wijze.WACHT_OP_RIJK, Wijze.GEEN]
        return [w for w in mogelijk if w != Wijze.LANDELIJK or self.taak.landelijk_mogelijk]

    def opties(self) -> Iterator[tuple[Any, Voorstel]]:
        """The proposals: each radio with what it stands for."""
        for radio in self["keuze"]:
            if voorstel := self.voorstellen.get(radio.data["value"]):
                yield radio, voorstel

    def overige_opties(self) -> Iterator[Any]:
        """The radios of the answers that name no verband."""
        namen = {w.value for w in self._wijzen()}
        return (radio for radio in self["keuze"] if radio.data["value"] in namen)

    def ander_optie(self) -> Any:
        """The radio of another verband than the proposals."""
        return next(radio for radio in self["keuze"] if radio.data["value"] == ANDER)

    def clean(self) -> dict[str, Any]:
        """A verband needs a stadium and is named once; a kenmerk needs its date."""
        super().clean()
        gegevens: dict[str, Any] = self.cleaned_data
        keuze = gegevens.get("keuze", "")
        if keuze == ANDER:
            gegevens["verband"] = self._ander(gegevens.get("ander_verband", ""))
        elif keuze.startswith(VERBAND):
            gegevens["verband"] = keuze.removeprefix(VERBAND)
        if gegevens.get("verband") and not gegevens.get("stadium"):
            self.add_error("stadium", "Kies hoe ver u bent met dit verband.")
        if keuze and self.andere_lagen:
            self._controleer_lagen(gegevens.get("verband"))
        datums = gegevens.get("college_gepland") or gegevens.get("college_genomen")
        if gegevens.get("kenmerk") and not datums:
            self.add_error("college_gepland", "Vul bij het kenmerk ook een datum in.")
        return gegevens

    def _controleer_lagen(self, verband: str | None) -> None:
        if verband is None and not self.errors:
            self.add_error("keuze", "Verwijder eerst de andere verbanden bij deze taak.")
        if verband in {laag.verband for laag in self.andere_lagen}:
            self.add_error("keuze", "Dit verband staat al bij deze taak.")

    def _ander(self, tekst: str) -> str | None:
        """The slug for what was typed: a slug or exactly one name; else an error with proposals."""
        gezocht = tekst.strip().casefold()
        treffers = [
            slug
            for slug, naam in self.verbanden.items()
            if gezocht and gezocht in {slug, naam.casefold()}
        ]
        if len(treffers) == 1:
            return treffers[0]
        lijkt = [naam for naam in self.verbanden.values() if gezocht and gezocht in naam.casefold()]
        self.add_error("ander_verband", _welk(lijkt[:5]))
        return None

    def antwoorden(self) -> list[Antwoord]:
        """The answers this card gives: for its own taak and for those in `ook_voor`."""
        return [self._antwoord(taak) for taak in self.taken()]

    def taken(self) -> list[str]:
        """The codes of the taken that this card answers."""
        return [self.taak.taak_id, *self.cleaned_data["ook_voor"]]

    def _antwoord(self, taak: str) -> Antwoord:
        g = self.cleaned_data
        verband = g.get("verband")
        return Antwoord(
            taak,
            Wijze.VERBAND.value if verband else g["keuze"],
            verband=verband,
            stadium=g["stadium"] if verband else None,
            college=Besluitdata(g["college_gepland"], g["college_genomen"], g["kenmerk"]),
            raad=Besluitdata(g["raad_gepland"], g["raad_genomen"], self.raadskenmerk),
            voorlopig=g["voorlopig"],
            onderdeel=g["onderdeel"],
            reden=g["reden"],
            toelichting=g["toelichting"],
        )


def beginwaarden(antwoord: Antwoord | None, versie: int, kies: str = "") -> dict[str, Any]:
    """The initial values of a card for what is answered now; `kies` is a slug to begin with."""
    if antwoord is None:
        keuze = f"{VERBAND}{kies}" if kies else None
        return {"versie": versie, "keuze": keuze, "stadium": Stadium.INTENTIE}
    return {
        "versie": versie,
        "keuze": f"{VERBAND}{antwoord.verband}" if antwoord.verband else antwoord.wijze,
        "stadium": antwoord.stadium or Stadium.INTENTIE,
        "college_gepland": antwoord.college.gepland,
        "college_genomen": antwoord.college.genomen,
        "raad_gepland": antwoord.raad.gepland,
        "raad_genomen": antwoord.raad.genomen,
        "kenmerk": antwoord.college.kenmerk,
        "raadskenmerk": antwoord.raad.kenmerk,
        "voorlopig": {True: "1", False: "0", None: ""}[antwoord.voorlopig],
        "onderdeel": antwoord.onderdeel or "",
        "reden": antwoord.reden or "",
        "toelichting": antwoord.toelichting,
    }


def _welk(lijkt: list[str]) -> str:
    if lijkt:
        return "Bedoelt u een van deze verbanden? " + "; ".join(lijkt) + "."
    return "Dit verband kennen wij niet. Controleer de naam, of maak een nieuw verband."
