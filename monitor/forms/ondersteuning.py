"""Forms of support: a request and its steps, a regional meeting, a handreiking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from gemeenten.models import Regio
from monitor.acties.ondersteuning import Stap
from monitor.forms.bezoek import codes
from monitor.forms.oordeel import tekstvak
from monitor.models import Handreiking, Ondersteuningsverzoek
from monitor.regels.ondersteuning import OVERGANGEN, Toestand
from samenwerking.forms.velden import BijlageField, DatumField
from samenwerking.toegang.models import Gebruiker

STAPPEN = {
    Toestand.TOEGEWEZEN: "iemand pakt het op",
    Toestand.GEPLAND: "er is een dag gepland",
    Toestand.UITGEVOERD: "het is gedaan",
    Toestand.AFGEWEZEN: "het is niet mogelijk",
}
"""What the field and VNG can say of a request, in the words of the form."""


class VerzoekForm(forms.Form):
    """What a gemeente asks for its regio; `regios` are its own, by pk."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    vorm = forms.ChoiceField(
        label="Wat hebt u nodig?",
        choices=Ondersteuningsverzoek.Vorm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u nodig hebt."},
    )
    regio = forms.ChoiceField(
        label="Voor welke regio?",
        error_messages={"required": "Kies de regio."},
        help_text="De gemeenten van deze regio zien uw verzoek en kunnen meedoen.",
    )
    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=200,
        error_messages={"required": "Vul in waar het over gaat."},
    )
    vraag = tekstvak("Wat wilt u ermee bereiken?", rijen=5)

    def __init__(self, *args: Any, regios: Mapping[int, Regio], **opties: Any) -> None:
        super().__init__(*args, **opties)
        self.regios = regios
        keuze: Any = self.fields["regio"]
        keuze.choices = [
            (str(pk), f"{regio.naam} ({regio.get_soort_display().lower()})")
            for pk, regio in regios.items()
        ]

    def clean_regio(self) -> Regio:
        """The regio itself."""
        return self.regios[int(self.cleaned_data["regio"])]


class StapForm(forms.Form):
    """A step of a request; which ones there are depends on where it stands."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    toestand = forms.ChoiceField(
        label="Wat is er gebeurd?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er is gebeurd."},
    )
    aan = forms.ChoiceField(label="Wie pakt het op?", required=False)
    datum = DatumField(label="Op welke dag?", help_text="Als het is gepland of gedaan.")
    tekst = tekstvak(
        "Toelichting",
        verplicht=False,
        hulp="Als het is gedaan: wat het opleverde. Als het niet kan: waarom. De gemeenten van de "
        "regio lezen dit.",
    )

    def __init__(
        self, *args: Any, nu: Toestand, helpers: Iterable[Gebruiker], **opties: Any
    ) -> None:
        """`nu` is where the request stands, `helpers` who can take it."""
        super().__init__(*args, **opties)
        self.helpers = {str(g.persoon_id): g.persoon for g in helpers}
        keuze: Any = self.fields["toestand"]
        keuze.choices = [(t.value, naam) for t, naam in STAPPEN.items() if t in OVERGANGEN[nu]]
        aan: Any = self.fields["aan"]
        aan.choices = [("", "geen keuze"), *((pk, str(p)) for pk, p in self.helpers.items())]

    @property
    def stap(self) -> Stap:
        """What the form says."""
        g = self.cleaned_data
        return Stap(g["toestand"], self.helpers.get(g["aan"]), g["datum"], g["tekst"])


class IntrekkenForm(forms.Form):
    """Why the gemeente does not need it any more."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    tekst = tekstvak("Waarom trekt u het verzoek in?", rijen=2)


class BijeenkomstForm(forms.Form):
    """A regional meeting; `velden` is what the row holds, `cleaned_data["gemeenten"]` who comes."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    datum = DatumField(label="Datum", required=True)
    plaats = forms.CharField(
        label="Plaats", max_length=80, error_messages={"required": "Vul de plaats in."}
    )
    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=200,
        error_messages={"required": "Vul in waar de bijeenkomst over gaat."},
    )
    doelgroep = forms.CharField(
        label="Voor wie?",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: financieel specialisten.",
    )
    regio = forms.ChoiceField(
        label="Regio", required=False, help_text="Zonder regio ziet elke gemeente de bijeenkomst."
    )
    namens = forms.CharField(
        label="Wie nodigt uit?",
        max_length=120,
        error_messages={"required": "Vul in wie uitnodigt."},
    )
    gemeenten = forms.CharField(
        label="Welke gemeenten doen mee?",
        required=False,
        help_text="Eén gemeente per regel. Gemeenten kunnen zich ook zelf aanmelden.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    afgelast = forms.CharField(
        label="Gaat het niet door?",
        max_length=200,
        required=False,
        help_text="Schrijf dan waarom. Laat het anders leeg.",
    )
    VELDEN = ("datum", "plaats", "onderwerp", "doelgroep", "regio", "namens", "afgelast")

    def __init__(self, *args: Any, regios: Mapping[int, Regio], **opties: Any) -> None:
        super().__init__(*args, **opties)
        self.regios = regios
        keuze: Any = self.fields["regio"]
        keuze.choices = [
            ("", "heel Nederland"),
            *((str(pk), f"{r.naam} ({r.get_soort_display().lower()})") for pk, r in regios.items()),
        ]

    def clean_regio(self) -> Regio | None:
        """The regio itself."""
        return self.regios.get(int(self.cleaned_data["regio"] or 0))

    def clean_gemeenten(self) -> frozenset[str]:
        """CBS codes; each unknown or ambiguous name gets its own sentence."""
        return codes(self.cleaned_data["gemeenten"], self.cleaned_data.get("datum"))

    @property
    def velden(self) -> dict[str, Any]:
        """The values of the row."""
        return {veld: self.cleaned_data[veld] for veld in self.VELDEN}


class HandreikingForm(forms.Form):
    """A handreiking of the library: a link, a PDF, both, or neither while it is being made."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    titel = forms.CharField(
        label="Titel", max_length=200, error_messages={"required": "Vul de titel in."}
    )
    onderwerp = forms.CharField(
        label="Waar helpt zij bij?",
        max_length=300,
        error_messages={"required": "Schrijf in een zin waar de handreiking bij helpt."},
    )
    criterium = forms.ChoiceField(
        label="Bij welk criterium hoort zij?",
        required=False,
        choices=[("", "geen"), *Handreiking._meta.get_field("criterium").choices],
    )
    adres = forms.URLField(
        label="Adres op internet",
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={"invalid": "Vul een adres in dat begint met https://."},
    )
    bestand = BijlageField(label="Bestand (PDF)", help_text="Een nieuw bestand vervangt het oude.")
    vervallen = forms.BooleanField(label="Haal haar uit de bibliotheek", required=False)

    def clean_adres(self) -> str:
        """Only addresses of the web."""
        adres: str = self.cleaned_data["adres"]
        if adres and not adres.startswith("https://"):
            raise forms.ValidationError("Vul een adres in dat begint met https://.")
        return adres
