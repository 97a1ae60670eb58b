"""Forms of signalen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from gemeenten.models import Gemeente
from gemeenten.namen import vouw
from monitor.acties.signaal import Signaalinhoud
from monitor.forms.bezoek import geen_verband
from monitor.forms.oordeel import tekstvak
from monitor.models import Bezoek, Signaal, Signaalstap
from samenwerking.forms.gemeentenamen import opzoeken, welke
from samenwerking.voorstellen import lijkt_op

KIES = ("", "geen")


class SignaalForm(forms.Form):
    """A signaal, where it comes from and to whom it goes; `inhoud` is what it says once valid."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=200,
        error_messages={"required": "Vul in waar het signaal over gaat."},
    )
    thema = forms.ChoiceField(
        label="Waar gaat het over?",
        choices=[("", "kies een onderwerp"), *Signaal._meta.get_field("thema").choices],
        help_text="Zo ziet u of een signaal vaker terugkomt.",
        error_messages={"required": "Kies waar het over gaat."},
    )
    tekst = tekstvak("Wat is het signaal?", rijen=5)
    aan = forms.ChoiceField(
        label="Aan wie?",
        choices=Signaal.Aan.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies aan wie het signaal gaat."},
    )
    departement = forms.CharField(
        label="Welk departement?",
        max_length=120,
        required=False,
        help_text="Alleen bij «een departement».",
    )
    bron = forms.ChoiceField(
        label="Waar komt het vandaan?",
        choices=Signaal.Bron.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het signaal vandaan komt."},
    )
    bezoek = forms.ChoiceField(label="Welk bezoek?", required=False)
    taak = forms.ChoiceField(
        label="Over welke taak?", required=False, help_text="Verplicht bij een opgave."
    )
    gemeente = forms.CharField(
        label="Van welke gemeente?", required=False, help_text="Verplicht bij een gemeenteraad."
    )
    verband = forms.CharField(label="Over welk verband?", required=False)

    def __init__(
        self,
        *args: Any,
        bezoeken: Iterable[Bezoek],
        taken: Mapping[str, str],
        verbanden: Mapping[str, str],
        bestaand: Any,
        **opties: Any,
    ) -> None:
        """`taken` and `verbanden` by key; `bestaand`: the gemeenten that may be named."""
        super().__init__(*args, **opties)
        self.verbanden, self.bestaand = verbanden, bestaand
        bezoek: Any = self.fields["bezoek"]
        bezoek.choices = [KIES, *((str(b.pk), f"{b.datum:%d-%m-%Y} {b.plaats}") for b in bezoeken)]
        taak: Any = self.fields["taak"]
        taak.choices = [KIES, *taken.items()]

    def clean_gemeente(self) -> Gemeente | None:
        """The gemeente that is meant."""
        naam = self.cleaned_data["gemeente"].strip()
        if not naam:
            return None
        treffers = opzoeken(self.bestaand)(naam)
        if len(treffers) != 1:
            namen = self.bestaand.values_list("naam", flat=True)
            raise forms.ValidationError(welke(naam, treffers, lijkt_op(naam, namen, hoogstens=3)))
        return treffers[0]

    def clean_verband(self) -> str:
        """The slug of the verband that is meant; empty without one."""
        naam = self.cleaned_data["verband"].strip()
        slugs = {vouw(bekend): slug for slug, bekend in self.verbanden.items()}
        if naam and vouw(naam) not in slugs:
            raise forms.ValidationError(geen_verband(naam, self.verbanden.values()))
        return slugs[vouw(naam)] if naam else ""

    def clean(self) -> dict[str, Any]:
        """A departement by name when it goes to one, and what belongs to the source."""
        g = super().clean() or {}
        if g.get("aan") == Signaal.Aan.DEPARTEMENT and not g.get("departement"):
            self.add_error("departement", "Vul in welk departement.")
        veld = {"bezoek": "bezoek", "opgave": "taak", "raad": "gemeente"}.get(g.get("bron", ""))
        if veld and veld not in self.errors and not g.get(veld):
            self.add_error(veld, NODIG[veld])
        return g

    @property
    def inhoud(self) -> Signaalinhoud:
        """What the form says."""
        g = self.cleaned_data
        gemeente: Gemeente | None = g["gemeente"]
        return Signaalinhoud(
            onderwerp=g["onderwerp"],
            thema=g["thema"],
            tekst=g["tekst"].strip(),
            bron=g["bron"],
            aan=g["aan"],
            departement=g["departement"] if g["aan"] == Signaal.Aan.DEPARTEMENT else "",
            bezoek_id=int(g["bezoek"]) if g["bezoek"] else None,
            taak_id=g["taak"] or None,
            gemeente_id=gemeente.pk if gemeente else None,
            verband_id=g["verband"] or None,
        )


NODIG = {
    "bezoek": "Kies het bezoek waar u dit hoorde.",
    "taak": "Kies de taak die op het Rijk wacht.",
    "gemeente": "Vul in welke gemeenteraad dit zegt.",
}


class SignaalantwoordForm(forms.Form):
    """What was answered, and what comes of it."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    uitkomst = forms.ChoiceField(
        label="Wat is de uitkomst?",
        choices=Signaalstap._meta.get_field("uitkomst").choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de uitkomst."},
    )
    antwoord = tekstvak("Wat is het antwoord?")


class SignaalvraagForm(forms.Form):
    """A vraag out of a signaal that comes back; who answers makes it public."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    thema = forms.ChoiceField(
        label="Waar gaat het over?",
        choices=Signaal._meta.get_field("thema").choices,
        error_messages={"required": "Kies waar het over gaat."},
    )
    tekst = tekstvak(
        "Wat is de vraag?", rijen=4, hulp="Schrijf geen namen op van personen of gemeenten."
    )
