"""Forms of who visits: the visit with its fact-finding, an afspraak, a notitie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from gemeenten.models import Gemeente, Regio, Regiolid, Soort
from gemeenten.namen import vouw
from monitor.acties.bezoek import Bezoekinhoud
from monitor.forms.oordeel import tekstvak
from monitor.models import Bezoek, Gesprekspartner
from monitor.regels.bezoek import BELEVING, INCONGRUENTIE, THEMAS, VRAGEN
from monitor.regels.criteria import CRITERIA
from samenwerking.forms.gemeentenamen import opzoeken, per_regel, welke
from samenwerking.forms.velden import DatumField
from samenwerking.voorstellen import lijkt_op

GROEPEN = (
    ("De vijf criteria", tuple(CRITERIA)),
    ("Als de regio afwijkt", tuple(INCONGRUENTIE)),
    ("Hoe men ernaar kijkt", tuple(BELEVING)),
)


class BezoekForm(forms.Form):
    """One visit; `inhoud` is what it says once valid. Only the first part is obligatory."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    datum = DatumField(label="Datum", required=True, help_text="Mag ook in de toekomst liggen.")
    soort = forms.ChoiceField(
        label="Soort bezoek",
        choices=Bezoek.Soort.choices,
        error_messages={"required": "Kies de soort."},
    )
    plaats = forms.CharField(
        label="Plaats", max_length=80, error_messages={"required": "Vul de plaats in."}
    )
    onderwerp = forms.CharField(
        label="Onderwerp",
        max_length=200,
        error_messages={"required": "Vul in waar het bezoek over gaat."},
    )
    regio = forms.ChoiceField(label="Jeugdregio", required=False)
    gemeenten = forms.CharField(
        label="Welke gemeenten?",
        required=False,
        help_text="Eén gemeente per regel. Leeg: alle gemeenten van de regio.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    verbanden = forms.CharField(
        label="Welke verbanden?",
        required=False,
        help_text="Eén verband per regel.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    gesproken = forms.MultipleChoiceField(
        label="Met wie sprak u?",
        required=False,
        choices=Gesprekspartner.Rol.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen de rol. Schrijf geen namen op.",
    )
    verslag = tekstvak(
        "Verslag", rijen=5, verplicht=False, hulp="Dit kunnen de bezochte gemeenten ook lezen."
    )

    def __init__(
        self, *args: Any, regios: Mapping[int, Regio], verbanden: Mapping[str, str], **opties: Any
    ) -> None:
        """`regios` by pk; `verbanden`: slug -> naam, what may be named."""
        super().__init__(*args, **opties)
        self.regios, self.bekend = regios, verbanden
        keuze: Any = self.fields["regio"]
        keuze.choices = [("", "geen"), *((str(pk), regio.naam) for pk, regio in regios.items())]
        for thema, naam in THEMAS.items():
            self.fields[f"thema_{thema}"] = tekstvak(
                naam, verplicht=False, rijen=3, hulp=VRAGEN[thema]
            )

    def clean_regio(self) -> Regio | None:
        """The regio itself."""
        return self.regios.get(int(self.cleaned_data["regio"] or 0))

    def clean_gemeenten(self) -> frozenset[str]:
        """CBS codes; each unknown or ambiguous name gets its own sentence."""
        dag = self.cleaned_data.get("datum")
        if dag is None or regels(self.cleaned_data["gemeenten"]):
            return codes(self.cleaned_data["gemeenten"], dag)
        return self._leden()

    def _leden(self) -> frozenset[str]:
        """All gemeenten of the chosen regio on the day."""
        regio, dag = self.cleaned_data.get("regio"), self.cleaned_data["datum"]
        if regio is None:
            raise forms.ValidationError("Noem de gemeenten, of kies een regio.")
        leden = Regiolid.objects.filter(regio=regio, vanaf__lte=dag).exclude(tot__lte=dag)
        return frozenset(leden.values_list("gemeente", flat=True))

    def clean_verbanden(self) -> frozenset[str]:
        """Slugs; each unknown name gets its own sentence."""
        slugs = {vouw(naam): slug for slug, naam in self.bekend.items()}
        slugs |= {slug: slug for slug in self.bekend}
        namen = regels(self.cleaned_data["verbanden"])
        onbekend = [naam for naam in namen if vouw(naam) not in slugs and naam not in slugs]
        if onbekend:
            raise forms.ValidationError([geen_verband(n, self.bekend.values()) for n in onbekend])
        return frozenset(slugs.get(vouw(naam)) or slugs[naam] for naam in namen)

    @property
    def groepen(self) -> list[tuple[str, list[Any]]]:
        """The fact-finding fields by group."""
        return [(kop, [self[f"thema_{t}"] for t in themas]) for kop, themas in GROEPEN]

    @property
    def inhoud(self) -> Bezoekinhoud:
        """What the form says."""
        g = self.cleaned_data
        gewoon = ("datum", "soort", "plaats", "onderwerp", "regio", "gemeenten", "verbanden")
        themas = {thema: g[f"thema_{thema}"].strip() for thema in THEMAS}
        return Bezoekinhoud(
            **{veld: g[veld] for veld in gewoon},
            verslag=g["verslag"].strip(),
            gesproken=frozenset(g["gesproken"]),
            themas={thema: tekst for thema, tekst in themas.items() if tekst},
        )


def codes(tekst: str, dag: date | None) -> frozenset[str]:
    """The CBS codes of the names on `dag`; ValidationError for what is unclear.

    A name ends with its line; a comma ends one too, for no gemeente has one in its name.
    """
    namen = regels(tekst.replace(",", "\n"))
    if dag is None or not namen:
        return frozenset()
    gemeenten = Gemeente.objects.op(dag)
    zoek = opzoeken(gemeenten)
    treffers = {naam: zoek(naam) for naam in namen}
    if onduidelijk := {naam: wie for naam, wie in treffers.items() if len(wie) != 1}:
        alle = list(gemeenten.values_list("naam", flat=True))
        raise forms.ValidationError(
            [
                welke(naam, wie, lijkt_op(naam, alle, hoogstens=3))
                for naam, wie in onduidelijk.items()
            ]
        )
    return frozenset(wie[0].code for wie in treffers.values())


def geen_verband(naam: str, bekend: Iterable[str]) -> str:
    """Why the name of a verband is refused, and which it may mean."""
    lijkt = "; ".join(lijkt_op(naam, bekend, hoogstens=3))
    vraag = f"Bedoelt u: {lijkt}?" if lijkt else "Kijk bij Verbanden hoe het heet."
    return f"Het verband «{naam}» kennen wij niet. {vraag}"


def regels(tekst: str) -> list[str]:
    """The filled lines; a semicolon ends one too."""
    return [naam for naam in map(str.strip, tekst.replace(";", "\n").splitlines()) if naam]


def waarden(bezoek: Bezoek, verbanden: Mapping[str, str]) -> dict[str, Any]:
    """The initial values of the form for what is recorded."""
    namen = {gemeente.code: gemeente.naam for gemeente in bezoek.gemeenten.all()}
    gewoon = ("versie", "datum", "soort", "plaats", "onderwerp", "verslag")
    slugs = [verband.pk for verband in bezoek.verbanden.all()]
    return (
        {veld: getattr(bezoek, veld) for veld in gewoon}
        | {
            "regio": bezoek.regio_id or "",
            "gemeenten": per_regel(frozenset(namen), namen),
            "verbanden": "\n".join(verbanden.get(slug, slug) for slug in slugs),
            "gesproken": [partner.rol for partner in bezoek.gesprekspartners.all()],
        }
        | {f"thema_{rij.thema}": rij.tekst for rij in bezoek.themas.all()}
    )


def jeugdregios(bezoek: Bezoek | None, dag: Any) -> dict[int, Regio]:
    """The jeugdregio's of `dag` by name, and the regio that the visit already has."""
    rijen = Regio.objects.filter(soort=Soort.JEUGDREGIO, geldig_vanaf__lte=dag)
    gevonden = {r.pk: r for r in rijen.exclude(geldig_tot__lte=dag).order_by("naam")}
    if bezoek and bezoek.regio:
        gevonden.setdefault(bezoek.regio.pk, bezoek.regio)
    return gevonden


class AfspraakForm(forms.Form):
    """What was agreed, who does it, and until when."""

    tekst = forms.CharField(
        label="Wat is afgesproken?",
        max_length=300,
        error_messages={"required": "Vul in wat is afgesproken."},
    )
    eigenaar = forms.CharField(
        label="Wie doet het?",
        max_length=120,
        help_text="Een rol, zoals «wethouder Marum».",
        error_messages={"required": "Vul in wie het doet."},
    )
    termijn = DatumField(label="Wanneer is het klaar?")


class BezoeknotitieForm(forms.Form):
    """A confidential note."""

    tekst = tekstvak("Notitie", rijen=4)
