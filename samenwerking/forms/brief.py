"""Composing a joint letter and its decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from gemeenten.models import Gemeente
from samenwerking.acties.brief import Briefinhoud
from samenwerking.bepalingen import Bepaling
from samenwerking.forms.gemeentenamen import opzoeken, per_regel, welke
from samenwerking.forms.velden import DatumField
from samenwerking.keuzes import Decentralisatie, Onderdeel, Stadium, Wijze
from samenwerking.models import Brief, Uitvraag, Uitvraagtaak
from samenwerking.regels import MAX_TOELICHTING
from samenwerking.voorstellen import lijkt_op

MAX_TEKST = 20_000
LEEG = ("", "niet ingevuld")


class BriefForm(forms.Form):
    """Text, addressees and gemeenten of a letter; `inhoud` is what it says once valid."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=200,
        error_messages={"required": "Vul in waar de brief over gaat."},
    )
    gemeenten = forms.CharField(
        label="Namens welke gemeenten?",
        help_text="Eén gemeente per regel. Elk college tekent zelf, of geeft een ander mandaat.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Noem de gemeenten."},
    )
    geadresseerden = forms.CharField(
        label="Aan wie?",
        required=False,
        help_text="Eén geadresseerde per regel: naam; adres. Meer geadresseerden zijn één brief.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tekst = forms.CharField(
        label="Tekst van de brief",
        required=False,
        max_length=MAX_TEKST,
        help_text="Een lege regel begint een nieuwe alinea. De besluiten per taak voegt u apart "
        "toe; zij komen als lijst onder de tekst.",
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    datum = DatumField(label="Datum van de brief", help_text="Leeg: de dag van verzenden.")
    kenmerk = forms.CharField(label="Ons kenmerk", required=False, max_length=60)
    nota_kenmerk = forms.CharField(
        label="Kenmerk van de collegenota", required=False, max_length=60
    )
    identiek = forms.CharField(
        label="Kenmerk van een brief met dezelfde inhoud",
        required=False,
        max_length=80,
        help_text="Sturen buurgemeenten zelf dezelfde brief? Dan tellen de brieven één keer.",
    )

    def __init__(self, *args: Any, uitvraag: Uitvraag, eigen: Gemeente, **opties: Any) -> None:
        """`eigen` is the gemeente that begins the letter and signs along."""
        self.brief: Brief | None = opties.pop("brief", None)
        super().__init__(*args, **opties)
        self.uitvraag, self.eigen = uitvraag, eigen
        self.bestaand = Gemeente.objects.op(uitvraag.peildatum)

    def clean_gemeenten(self) -> frozenset[str]:
        """CBS codes; each unknown or ambiguous name gets its own sentence."""
        zoek = opzoeken(self.bestaand)
        namen = self.cleaned_data["gemeenten"].replace(";", "\n").splitlines()
        treffers = {naam: zoek(naam) for naam in map(str.strip, namen) if naam}
        fouten = [welke(n, wie, self._lijkt(n)) for n, wie in treffers.items() if len(wie) != 1]
        if fouten:
            raise forms.ValidationError(fouten)
        return frozenset(wie[0].code for wie in treffers.values())

    def _lijkt(self, naam: str) -> list[str]:
        return lijkt_op(naam, self.bestaand.values_list("naam", flat=True), hoogstens=3)

    def clean_geadresseerden(self) -> list[tuple[str, str]]:
        """(naam, adres) per line."""
        uit = []
        for regel in filter(None, map(str.strip, self.cleaned_data["geadresseerden"].splitlines())):
            naam, _, adres = (deel.strip() for deel in regel.partition(";"))
            if not naam or len(naam) > 120 or len(adres) > 300 or "|" in regel:
                raise forms.ValidationError(f"Schrijf «{regel[:40]}» korter, als naam; adres.")
            uit.append((naam, adres))
        return uit

    def clean_identiek(self) -> Brief | None:
        """The letter of this round with this kenmerk; the first of a row that counts once."""
        kenmerk = self.cleaned_data["identiek"].strip()
        if not kenmerk:
            return None
        andere = self.uitvraag.brieven.exclude(verzonden_op=None, aangeboden_op=None)
        if self.brief:
            andere = andere.exclude(pk=self.brief.pk).exclude(identiek_aan=self.brief)
        treffers = list(andere.filter(kenmerk__iexact=kenmerk) or andere.filter(slug=kenmerk))
        if len(treffers) != 1:
            raise forms.ValidationError(
                "Wij kennen geen brief met dit kenmerk. Vraag het kenmerk na, of laat dit leeg."
            )
        gevonden: Brief = treffers[0]
        return gevonden.identiek_aan or gevonden

    @property
    def inhoud(self) -> Briefinhoud:
        """What the form says."""
        g = self.cleaned_data
        return Briefinhoud(
            onderwerp=g["onderwerp"],
            tekst=g["tekst"],
            geadresseerden=g["geadresseerden"],
            gemeenten=g["gemeenten"],
            datum=g["datum"],
            kenmerk=g["kenmerk"],
            nota_kenmerk=g["nota_kenmerk"],
            identiek_aan=g["identiek"],
        )


def briefwaarden(brief: Brief) -> dict[str, Any]:
    """The initial values of the form for what is recorded."""
    namen = {o.gemeente_id: o.gemeente.naam for o in _rijen(brief)}
    ander = brief.identiek_aan
    return {
        "versie": brief.versie,
        "onderwerp": brief.onderwerp,
        "gemeenten": per_regel(frozenset(namen), namen),
        "geadresseerden": "\n".join(
            "; ".join(filter(None, (g.naam, g.adres))) for g in brief.geadresseerden.all()
        ),
        "tekst": brief.tekst,
        "datum": brief.datum,
        "kenmerk": brief.kenmerk,
        "nota_kenmerk": brief.nota_kenmerk,
        "identiek": (ander.kenmerk or ander.slug) if ander else "",
    }


class BesluitForm(forms.Form):
    """One decision: which taken, which gemeenten, how; `bepaling` is what it says once valid."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    taken = forms.MultipleChoiceField(
        label="Voor welke taken?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één taak."},
    )
    gemeenten = forms.MultipleChoiceField(
        label="Voor welke gemeenten?",
        help_text="Haal weg wie het anders doet, en voeg daarvoor een tweede besluit toe.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één gemeente."},
    )
    wijze = forms.ChoiceField(
        label="Hoe?",
        choices=[(w.value, w.label) for w in Wijze if w != Wijze.GEEN],
        widget=forms.RadioSelect,
        initial=Wijze.VERBAND.value,
    )
    verband = forms.CharField(
        label="Welk verband?",
        required=False,
        max_length=160,
        help_text="Alleen bij «samen met anderen». Typ de naam en kies uit de lijst.",
        widget=forms.TextInput(attrs={"list": "alle-verbanden", "autocomplete": "off"}),
    )
    stadium = forms.TypedChoiceField(
        label="Hoe ver bent u met dit verband?",
        choices=[LEEG, *Stadium.choices],
        empty_value=None,
        required=False,
    )
    onderdeel = forms.TypedChoiceField(
        label="Voor welk deel van de taak?",
        choices=[LEEG, *Onderdeel.choices],
        empty_value=None,
        required=False,
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=MAX_TOELICHTING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        taken: Sequence[Uitvraagtaak],
        gemeenten: Mapping[str, str],
        verbanden: Mapping[str, str],
        **opties: Any,
    ) -> None:
        """`gemeenten` of the letter by code; `verbanden` that may be named, name by slug."""
        super().__init__(*args, **opties)
        self.vragen, self.verbanden = list(taken), dict(verbanden)
        velden: dict[str, Any] = self.fields
        velden["taken"].choices = _per_groep(taken)
        velden["verband"].voorwaardelijk = velden["stadium"].voorwaardelijk = True
        velden["gemeenten"].choices = list(gemeenten.items())

    def clean(self) -> dict[str, Any]:
        """A verband has a stadium, another wijze has neither; landelijk only where possible."""
        super().clean()
        g: dict[str, Any] = self.cleaned_data
        if g.get("wijze") == Wijze.VERBAND:
            g["verband"] = self._verband(g.get("verband", ""))
            if not g.get("stadium"):
                self.add_error("stadium", "Kies hoe ver u bent.")
        else:
            g["verband"], g["stadium"] = None, None
        if g.get("wijze") == Wijze.LANDELIJK:
            self._eis_landelijk(g.get("taken", []))
        return g

    def _verband(self, tekst: str) -> str | None:
        gezocht = tekst.strip().casefold()
        treffers = [s for s, n in self.verbanden.items() if gezocht in {s, n.casefold()}]
        if gezocht and len(treffers) == 1:
            return treffers[0]
        lijkt = "; ".join(lijkt_op(tekst, self.verbanden.values()))
        raad = f"Bedoelt u: {lijkt}?" if lijkt else "Kies een verband uit de lijst."
        self.add_error("verband", raad if gezocht else "Kies een verband.")
        return None

    def _eis_landelijk(self, taken: Iterable[str]) -> None:
        niet = [t.taak.naam for t in self.vragen if t.taak_id in taken and not t.landelijk_mogelijk]
        if niet:
            self.add_error("wijze", f"Landelijk kan niet bij {', '.join(niet)}.")

    @property
    def bepaling(self) -> Bepaling:
        """What the form says."""
        g = self.cleaned_data
        return Bepaling(
            frozenset(g["taken"]),
            frozenset(g["gemeenten"]),
            g["wijze"],
            g["verband"],
            g["stadium"],
            g["onderdeel"],
            g["toelichting"],
        )


def _per_groep(taken: Sequence[Uitvraagtaak]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The taken as grouped choices: jeugd, Wmo, werk."""
    groepen: dict[str, list[tuple[str, str]]] = {soort.value: [] for soort in Decentralisatie}
    for vraag in taken:
        groepen[vraag.taak.decentralisatie].append((vraag.taak_id, vraag.taak.naam))
    return [(Decentralisatie(soort).label, rij) for soort, rij in groepen.items() if rij]


def besluitwaarden(bepaling: Bepaling, verbanden: Mapping[str, str]) -> dict[str, Any]:
    """The initial values of the form for a decision that is there."""
    return {
        "taken": sorted(bepaling.taken),
        "gemeenten": sorted(bepaling.gemeenten),
        "wijze": bepaling.wijze,
        "verband": verbanden.get(bepaling.verband or "", bepaling.verband or ""),
        "stadium": bepaling.stadium or "",
        "onderdeel": bepaling.onderdeel or "",
        "toelichting": bepaling.toelichting,
    }


def _rijen(brief: Brief) -> Any:
    return brief.ondertekeningen.select_related("gemeente").order_by("gemeente__naam")
