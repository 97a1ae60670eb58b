"""Proposing and editing a verband: naam, taken, deelnemers, vorm, profile."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from gemeenten.models import Gemeente, Regio, Soort
from samenwerking.acties.verband import Schaal, Schalen
from samenwerking.forms.gemeentenamen import opzoeken, per_regel, welke
from samenwerking.forms.velden import DatumField, JaNeeField, StreepField
from samenwerking.keuzes import Raadsinstrument, Risico
from samenwerking.models import Rechtsvorm, Uitvraag, Uitvraagtaak, Verbandversie

NIEMAND = "niemand"
KOPPELBAAR = (Soort.PROVINCIE, Soort.ARBEIDSMARKTREGIO, Soort.VEILIGHEIDSREGIO, Soort.JEUGDREGIO)

# What counts as evidence for the criteria (regels.md, section 6).
BEWIJS = {
    "regie_vorm": "Bewijs: een besluit of convenant waarin staat wie namens wie beslist.",
    "grote_instellingen": "Instellingen die in meer deelnemende gemeenten werken. Nul telt ook.",
    "grote_instellingen_met_afspraken": "Bewijs: een getekende afspraak of gespreksverslag.",
    "juridisch_stadium": "Bewijs: de tekst van de regeling, of de bekendmaking ervan.",
    "bevoegdheden": "Bewijs: het mandaat- of delegatiebesluit.",
    "kostenverdeling": "Hoe de gemeenten de gewone kosten delen.",
    "risicoverevening": "Hoe de gemeenten tegenvallers delen. Dit is een andere afspraak dan de "
    "kostenverdeling.",
}


class VerbandForm(forms.ModelForm):  # type: ignore[type-arg]
    """A concept version of a verband in a round."""

    taken = forms.MultipleChoiceField(
        label="Voor welke taken?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één taak."},
    )
    deelnemers = forms.CharField(
        label="Welke gemeenten doen mee?",
        required=False,
        help_text="Eén gemeente per regel, of gescheiden door een puntkomma.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    gelezen = forms.CharField(required=False, widget=forms.HiddenInput)
    risicoanalyse = StreepField(
        Risico,
        label="Welke risico's zijn in kaart gebracht?",
        help_text="Bewijs: een risicoanalyse waarin deze soorten staan.",
    )
    raadsinstrumenten = StreepField(
        Raadsinstrument,
        label="Wat kan de raad?",
        help_text="Bewijs: het artikel in de regeling of verordening.",
    )
    beheersmaatregelen = JaNeeField(
        label="Zijn er maatregelen om de risico's te beheersen?",
        help_text="Bewijs: per risico een maatregel en wie hem uitvoert.",
    )
    rapportagecyclus = JaNeeField(
        label="Is er een vaste rapportage?",
        help_text="Bewijs: afgesproken momenten waarop colleges en raden cijfers krijgen.",
    )
    niet_vrijblijvend = JaNeeField(
        label="Zijn de afspraken niet vrijblijvend?",
        help_text="Bewijs: een termijn, en wat bij uittreden geldt.",
    )
    specialistische_kennis = JaNeeField(label="Geeft het verband specialistische kennis?")
    draagkracht = JaNeeField(label="Kunnen de gemeenten samen de kosten beter dragen?")
    slagkracht = JaNeeField(label="Kan het verband zelf uitvoeren en bijsturen?")
    meerjarige_contracten = JaNeeField(label="Zijn er meerjarige contracten?")
    gezamenlijke_inkoop = JaNeeField(label="Koopt het verband gezamenlijk in?")
    inkoop_start = DatumField(label="Start van de inkoop")
    verevening_gepland = DatumField(label="Risicoverevening gepland op")

    class Meta:
        model = Verbandversie
        fields = [
            "naam",
            "rechtsvorm",
            "centrumgemeente",
            "bestaand",
            "toelichting",
            "regie_vorm",
            "grote_instellingen",
            "grote_instellingen_met_afspraken",
            "risicoanalyse",
            "beheersmaatregelen",
            "rapportagecyclus",
            "juridisch_stadium",
            "gezamenlijke_inkoop",
            "inkoop_start",
            "bevoegdheden",
            "kostenverdeling",
            "risicoverevening",
            "verevening_gepland",
            "raadsinstrumenten",
            "niet_vrijblijvend",
            "specialistische_kennis",
            "draagkracht",
            "slagkracht",
            "meerjarige_contracten",
        ]
        help_texts = BEWIJS | {"bestaand": ""}
        widgets = {"toelichting": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "naam": "Naam van het verband",
            "bestaand": "Dit verband bestond al voor deze ronde",
            "regie_vorm": "Hoe sturen de gemeenten samen?",
            "grote_instellingen": "Aantal grote instellingen",
            "grote_instellingen_met_afspraken": "Met hoeveel daarvan zijn er afspraken?",
            "juridisch_stadium": "Hoe ver is de juridische vorm?",
            "bevoegdheden": "Welke bevoegdheden gaan over?",
            "kostenverdeling": "Afspraak over kostenverdeling",
            "risicoverevening": "Afspraak over risicoverevening",
        }

    def __init__(
        self, *args: Any, uitvraag: Uitvraag, schalen: Schalen | None = None, **opties: Any
    ) -> None:
        """`schalen` is who takes part now, per taak."""
        super().__init__(*args, **opties)
        self.vragen = list(uitvraag.uitvraagtaken.select_related("taak").order_by("taak"))
        self.gemeenten = Gemeente.objects.op(uitvraag.peildatum)
        self.zoek = opzoeken(self.gemeenten)
        self.regios: dict[str, int] = {
            regionaam(regio): regio.pk for regio in Regio.objects.filter(soort__in=KOPPELBAAR)
        }
        velden: dict[str, Any] = self.fields
        velden["taken"].choices = [(t.taak_id, t.taak.naam) for t in self.vragen]
        nu = Q(pk=self.instance.rechtsvorm_id)
        geldig = Q(pk__in=Rechtsvorm.objects.op(uitvraag.peildatum))
        velden["rechtsvorm"].queryset = Rechtsvorm.objects.filter(geldig | nu)
        bestaand = Q(pk__in=self.gemeenten) | Q(pk=self.instance.centrumgemeente_id)
        velden["centrumgemeente"].queryset = Gemeente.objects.filter(bestaand)
        for naam in ("rechtsvorm", "centrumgemeente"):
            velden[naam].empty_label = "nog niet gekozen"
        for vraag in self.vragen:
            self._voeg_toe(vraag)
        if schalen is not None:
            self.initial = {**self.initial, **self._beginwaarden(schalen)}

    def _voeg_toe(self, vraag: Uitvraagtaak) -> None:
        """The two fields with which a taak differs from the rest."""
        naam = vraag.taak.naam
        self.fields[f"regio_{vraag.taak_id}"] = forms.CharField(
            label=f"Hele regio bij {naam}",
            required=False,
            widget=forms.TextInput(attrs={"list": "alle-regios", "autocomplete": "off"}),
        )
        self.fields[f"deelnemers_{vraag.taak_id}"] = forms.CharField(
            label=f"Andere deelnemers bij {naam}",
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def _beginwaarden(self, schalen: Schalen) -> dict[str, Any]:
        """What is recorded, so that saving it unchanged gives the same again."""
        namen = {g.pk: g.naam for g in self.gemeenten}
        per_pk = {pk: naam for naam, pk in self.regios.items()}
        los = [s.deelnemers for s in schalen.values() if s.regio is None]
        samen = max(los, key=los.count) if los else frozenset()
        begin: dict[str, Any] = {"taken": list(schalen), "deelnemers": per_regel(samen, namen)}
        for taak, schaal in schalen.items():
            begin[f"regio_{taak}"] = per_pk.get(schaal.regio or 0, "")
            zelfde = schaal.deelnemers == (frozenset() if schaal.regio else samen)
            anders = per_regel(schaal.deelnemers, namen) or NIEMAND
            begin[f"deelnemers_{taak}"] = "" if zelfde else anders
        return begin

    @property
    def taakcodes(self) -> set[str]:
        """The taken of this round."""
        return {vraag.taak_id for vraag in self.vragen}

    def per_taak(self) -> list[tuple[Any, Any]]:
        """The fields of each taak, in the order of the catalogue."""
        return [(self[f"regio_{t.taak_id}"], self[f"deelnemers_{t.taak_id}"]) for t in self.vragen]

    def profielvelden(self) -> list[Any]:
        """The facts for the criteria."""
        begin = self.Meta.fields.index("regie_vorm")
        return [self[naam] for naam in self.Meta.fields[begin:]]

    def wijkt_af(self) -> bool:
        """Whether some taak has a regio or deelnemers of its own, or an error there."""
        return any(veld.value() or veld.errors for paar in self.per_taak() for veld in paar)

    def heeft_profiel(self) -> bool:
        """Whether some fact for the criteria is filled in, or wrong."""
        velden = self.profielvelden()
        return any(veld.errors or veld.value() not in (None, "", []) for veld in velden)

    def clean(self) -> dict[str, Any]:
        """Who takes part per taak, in `schalen`; every taak needs somebody."""
        super().clean()
        gegevens: dict[str, Any] = self.cleaned_data
        samen = self._codes("deelnemers", gegevens.get("deelnemers", ""))
        gekozen = gegevens.get("taken", [])
        self.schalen = {taak: self._schaal(taak, samen) for taak in gekozen}
        if any(s == Schaal() for s in self.schalen.values()) and not self.errors:
            self.add_error("deelnemers", "Noem de gemeenten die meedoen.")
        return gegevens

    def _schaal(self, taak: str, samen: frozenset[str]) -> Schaal:
        regio = self._regio(f"regio_{taak}")
        veld = f"deelnemers_{taak}"
        tekst = self.cleaned_data.get(veld, "").strip()
        if tekst and tekst.casefold() != NIEMAND:
            return Schaal(self._codes(veld, tekst), regio)
        leeg = frozenset[str]()
        return Schaal(leeg if tekst or regio else samen, regio)

    def _regio(self, veld: str) -> int | None:
        """The pk of what was typed: a label of the list, or a code that one regio has."""
        tekst = self.cleaned_data.get(veld, "").strip()
        if not tekst:
            return None
        code = f"({tekst})".casefold()
        pks = [pk for n, pk in self.regios.items() if n == tekst or n.casefold().endswith(code)]
        if len(pks) == 1:
            return pks[0]
        self.add_error(veld, f"De regio «{tekst}» kennen wij niet. Kies er een uit de lijst.")
        return None

    def _codes(self, veld: str, tekst: str) -> frozenset[str]:
        """CBS codes of what was typed; each unknown or ambiguous name gets its own sentence."""
        namen = [regel.strip() for regel in tekst.replace(";", "\n").splitlines()]
        treffers = {naam: self.zoek(naam) for naam in namen if naam}
        fouten = [welke(naam, wie) for naam, wie in treffers.items() if len(wie) != 1]
        if fouten:
            self.add_error(veld, fouten)
        return frozenset(wie[0].code for wie in treffers.values() if len(wie) == 1)


def regionaam(regio: Regio) -> str:
    """How a regio is called in the list to choose from."""
    return f"{regio.get_soort_display()} {regio.naam} ({regio.code})"
