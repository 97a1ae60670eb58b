"""Proposing and editing a verband: naam, taken, deelnemers, vorm, profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q

from gemeenten.models import Gemeente, Regio, Soort
from gemeenten.namen import vouw
from samenwerking.acties.verband import Aantallen, Schaal, Schalen
from samenwerking.catalogus import catalogus
from samenwerking.forms.gemeentenamen import opzoeken, per_regel, welke
from samenwerking.forms.profiel import PROFIELVELDEN, ProfielForm
from samenwerking.models import Rechtsvorm, Uitvraag, Uitvraagtaak
from samenwerking.voorstellen import lijkt_op

NIEMAND = "niemand"
KOPPELBAAR = (Soort.PROVINCIE, Soort.ARBEIDSMARKTREGIO, Soort.VEILIGHEIDSREGIO, Soort.JEUGDREGIO)
EIGEN_VELDEN = ["naam", "rechtsvorm", "centrumgemeente", "bestaand", "toelichting"]
PER_TAAK = ("regio", "deelnemers", "clienten", "aanbieders")
GETAL = {
    "invalid": "Vul een heel getal in, zonder punt.",
    "min_value": "Vul nul of een hoger getal in.",
    "max_value": "Dit getal is te hoog. Controleer het.",
}
MAX_NAAM, MAX_ROL, MAX_AANTAL = 120, 60, 1_000_000


class VerbandForm(ProfielForm):
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
    onderdeel_van_naam = forms.CharField(
        label="Onderdeel van een groter verband",
        required=False,
        help_text="Bijvoorbeeld een subregio die in een regio samenwerkt. Kies uit de lijst.",
        widget=forms.TextInput(attrs={"list": "alle-verbanden", "autocomplete": "off"}),
    )
    partners = forms.CharField(
        label="Andere partners dan gemeenten",
        required=False,
        help_text="Eén per regel, met de rol erachter, zoals: Zilveren Kruis: zorgverzekeraar.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta(ProfielForm.Meta):
        fields = [*EIGEN_VELDEN, *PROFIELVELDEN]
        help_texts = ProfielForm.Meta.help_texts | {"bestaand": ""}
        widgets = {"toelichting": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"naam": {"required": "Geef het verband een naam."}}
        labels = ProfielForm.Meta.labels | {
            "naam": "Naam van het verband",
            "bestaand": "Dit verband bestond al voor deze ronde",
        }

    def __init__(
        self,
        *args: Any,
        uitvraag: Uitvraag,
        verbanden: Mapping[str, str],
        schalen: Schalen | None = None,
        **opties: Any,
    ) -> None:
        """`verbanden` are the names that may be chosen, by slug; `schalen` who takes part now."""
        super().__init__(*args, **opties)
        self.groepen = catalogus(uitvraag)
        self.vragen = [regel.vraag for groep in self.groepen for regel in groep.regels]
        self.verbanden = {s: n for s, n in verbanden.items() if s != self.instance.verband_id}
        self.gemeenten = Gemeente.objects.op(uitvraag.peildatum)
        self.zoek = opzoeken(self.gemeenten)
        regios = list(Regio.objects.filter(soort__in=KOPPELBAAR))
        self.regios: dict[str, int] = {regionaam(regio): regio.pk for regio in regios}
        self.kale_namen = {regionaam(regio): regio.naam for regio in regios}
        velden: dict[str, Any] = self.fields
        velden["taken"].choices = [
            (groep.naam, [(r.vraag.taak_id, r.vraag.taak.naam) for r in groep.regels])
            for groep in self.groepen
        ]
        velden["deelnemers"].voorwaardelijk = True
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
            begin = self._beginwaarden(schalen) | self._begin_van_versie()
            self.initial = {**self.initial, **begin}

    def _voeg_toe(self, vraag: Uitvraagtaak) -> None:
        """The fields with which a taak differs from the rest, and its numbers (S2-41)."""
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
        for veld, label in (("clienten", "Cliënten"), ("aanbieders", "Aanbieders")):
            self.fields[f"{veld}_{vraag.taak_id}"] = forms.IntegerField(
                label=f"{label} bij {naam}",
                required=False,
                min_value=0,
                max_value=MAX_AANTAL,
                error_messages=GETAL,
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

    def _begin_van_versie(self) -> dict[str, Any]:
        """The larger verband, the partners and the numbers per taak that are recorded."""
        versie = self.instance
        begin: dict[str, Any] = {
            "onderdeel_van_naam": self.verbanden.get(versie.onderdeel_van_id or "", ""),
            "partners": "\n".join(f"{p.naam}: {p.rol}" for p in versie.partners.all()),
        }
        for a in versie.arrangementen.all():
            begin |= {f"clienten_{a.taak_id}": a.clienten, f"aanbieders_{a.taak_id}": a.aanbieders}
        return begin

    @property
    def taakcodes(self) -> set[str]:
        """The taken of this round."""
        return {vraag.taak_id for vraag in self.vragen}

    def per_taak(self) -> list[tuple[str, list[Any]]]:
        """The name of each taak and its fields, in the order of the catalogue."""
        return [
            (vraag.taak.naam, [self[f"{naam}_{vraag.taak_id}"] for naam in PER_TAAK])
            for vraag in self.vragen
        ]

    def wijkt_af(self) -> bool:
        """Whether some taak has a regio or deelnemers of its own, or an error there."""
        return any(v.value() or v.errors for _, velden in self.per_taak() for v in velden)

    def clean(self) -> dict[str, Any]:
        """Who takes part per taak, in `schalen`; every taak needs somebody."""
        super().clean()
        gegevens: dict[str, Any] = self.cleaned_data
        samen = self._codes("deelnemers", gegevens.get("deelnemers", ""))
        gekozen = gegevens.get("taken", [])
        self.schalen = {taak: self._schaal(taak, samen) for taak in gekozen}
        if any(s == Schaal() for s in self.schalen.values()) and not self.errors:
            self.add_error("deelnemers", "Noem de gemeenten die meedoen.")
        self.aantallen = {taak: self._aantallen(taak) for taak in gekozen}
        gegevens["onderdeel_van_id"] = self._groter(gegevens.get("onderdeel_van_naam", ""))
        self.partners = self._partners(gegevens.get("partners", ""))
        return gegevens

    def _aantallen(self, taak: str) -> Aantallen:
        clienten, aanbieders = (
            self.cleaned_data.get(f"{naam}_{taak}") for naam in ("clienten", "aanbieders")
        )
        return Aantallen(clienten, aanbieders)

    def _groter(self, tekst: str) -> str | None:
        """The slug of the larger verband that was typed; None when nothing was."""
        gezocht = vouw(tekst)
        if not gezocht:
            return None
        treffers = [s for s, naam in self.verbanden.items() if gezocht in {vouw(s), vouw(naam)}]
        if len(treffers) == 1:
            return treffers[0]
        lijkt = "; ".join(lijkt_op(tekst, self.verbanden.values()))
        vraag = f" Bedoelt u: {lijkt}?" if lijkt else " Kies er een uit de lijst."
        zin = f"Het verband «{tekst.strip()}» kennen wij niet.{vraag}"
        self.add_error("onderdeel_van_naam", zin)
        return None

    def _partners(self, tekst: str) -> list[tuple[str, str]]:
        """(naam, rol) per line; a line without a rol gets its own sentence."""
        regels = [regel.strip() for regel in tekst.splitlines() if regel.strip()]
        gelezen = {}
        for regel in regels:
            naam, _, rol = (deel.strip() for deel in regel.rpartition(":"))
            if not naam or not rol:
                zin = f"Schrijf achter «{regel}» een dubbele punt en de rol, zoals zorgaanbieder."
                self.add_error("partners", zin)
            elif len(naam) > MAX_NAAM or len(rol) > MAX_ROL:
                self.add_error("partners", f"De regel «{regel[:40]}...» is te lang. Kort hem in.")
            else:
                gelezen[naam, rol] = None
        return list(gelezen)

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
        namen = set(lijkt_op(tekst, self.kale_namen.values(), hoogstens=2))
        lijkt = "; ".join(label for label, naam in self.kale_namen.items() if naam in namen)
        vraag = f"Bedoelt u: {lijkt}?" if lijkt else "Kies er een uit de lijst."
        self.add_error(veld, f"De regio «{tekst}» kennen wij niet. {vraag}")
        return None

    def _codes(self, veld: str, tekst: str) -> frozenset[str]:
        """CBS codes of what was typed; each unknown or ambiguous name gets its own sentence."""
        namen = [regel.strip() for regel in tekst.replace(";", "\n").splitlines()]
        treffers = {naam: self.zoek(naam) for naam in namen if naam}
        fouten = [
            welke(naam, wie, lijkt_op(naam, (g.naam for g in self.gemeenten), hoogstens=3))
            for naam, wie in treffers.items()
            if len(wie) != 1
        ]
        if fouten:
            self.add_error(veld, fouten)
        return frozenset(wie[0].code for wie in treffers.values() if len(wie) == 1)


def regionaam(regio: Regio) -> str:
    """How a regio is called in the list to choose from."""
    return f"{regio.get_soort_display()} {regio.naam} ({regio.code})"
