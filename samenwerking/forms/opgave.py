"""The card of one taak: inhoud -> schaal -> vorm (S2-17)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gemeenten.namen import vouw
from samenwerking.forms.velden import BijlageField, DatumField, VinkjesField
from samenwerking.keuzes import Motief, Onderdeel, Orgaan, Reden, Stadium, Wijze
from samenwerking.models import Uitvraagtaak
from samenwerking.regels import MAX_TOELICHTING, Antwoord, Besluitdata
from samenwerking.voorstellen import Verbandkeuze, Voorstel, lijkt_op

VERBAND = "verband:"
ANDER = "ander"
ONDERDELEN = [
    ("", "niet ingevuld"),
    (Onderdeel.GEHEEL, "de hele taak: inkoop en uitvoering"),
    (Onderdeel.INKOOP, "alleen de inkoop; de uitvoering doen wij anders"),
    (Onderdeel.UITVOERING, "alleen de uitvoering; de inkoop doen wij anders"),
]


class KaartForm(forms.Form):
    """One answer for a taak, and for the taken in `ook_voor`."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    keuze = forms.ChoiceField(
        label="Met wie?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies met wie u deze taak uitvoert."},
    )
    ander_verband = forms.CharField(
        label="Naam van het verband, of van een gemeente die meedoet",
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"list": "alle-verbanden", "autocomplete": "off"}),
    )
    onderdeel = forms.TypedChoiceField(
        label="Voor welk deel van de taak?", choices=ONDERDELEN, empty_value=None, required=False
    )
    stadium = forms.ChoiceField(
        label="Hoe ver bent u?", choices=Stadium.choices, widget=forms.RadioSelect, required=False
    )
    college_gepland = DatumField(label="Besluit college, gepland")
    college_genomen = DatumField(label="Besluit college, genomen")
    college_kenmerk = forms.CharField(label="Kenmerk collegenota", required=False, max_length=60)
    college_bijlage = BijlageField(label="Besluit college als PDF")
    college_weg = forms.BooleanField(label="Verwijder deze PDF", required=False)
    raad_gepland = DatumField(label="Besluit raad, gepland")
    raad_genomen = DatumField(label="Besluit raad, genomen")
    raad_kenmerk = forms.CharField(label="Kenmerk raadsvoorstel", required=False, max_length=60)
    raad_bijlage = BijlageField(label="Besluit raad als PDF")
    raad_weg = forms.BooleanField(label="Verwijder deze PDF", required=False)
    voorlopig = forms.TypedChoiceField(
        label="Voorlopig of definitief?",
        choices=[("", "niet ingevuld"), ("1", "voorlopig"), ("0", "definitief")],
        coerce=lambda waarde: waarde == "1",
        empty_value=None,
        required=False,
    )
    reden = forms.TypedChoiceField(
        label="Waarom is er nog geen afspraak?",
        choices=[("", "niet ingevuld"), *Reden.choices],
        empty_value=None,
        required=False,
    )
    motieven = VinkjesField(Motief, label="Waarom deze keuze?")
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
        van_gemeente: Callable[[str], Sequence[str]] = lambda naam: (),
        **opties: Any,
    ) -> None:
        """`verbanden` are all that may be named in this round, by slug.

        `andere_lagen` are the answers for this taak that stay beside this one; `van_gemeente` gives
        the slugs of the verbanden of a gemeente, by its name.
        """
        super().__init__(*args, **opties)
        self.taak, self.andere_lagen = taak, list(andere_lagen)
        self.verbanden = {slug: keuze.naam for slug, keuze in verbanden.items()}
        self.van_gemeente = van_gemeente
        self._zet_voorstellen(self._met_getypt(voorstellen))
        ook_voor: Any = self.fields["ook_voor"]
        ook_voor.choices = [(t.taak_id, t.taak.naam) for t in andere_taken]
        self.documenten = {o.value: self.initial.get(f"{o}_document", "") for o in Orgaan}
        ander: Any = self.fields["ander_verband"]
        ander.voorwaardelijk = True

    def _zet_voorstellen(self, voorstellen: Sequence[Voorstel]) -> None:
        self.voorstellen = {f"{VERBAND}{v.slug}": v for v in voorstellen}
        keuze: Any = self.fields["keuze"]
        keuze.choices = [
            *((waarde, v.naam) for waarde, v in self.voorstellen.items()),
            (ANDER, "Ander verband"),
            *((w.value, w.label) for w in self._wijzen()),
        ]

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

    def organen(self) -> Iterator[dict[str, Any]]:
        """Per body its fields, and the file name of the document it has (empty: none)."""
        for orgaan in Orgaan:
            velden = {naam: self[f"{orgaan}_{naam}"] for naam in ("genomen", "kenmerk", "bijlage")}
            document = self.documenten[orgaan].rpartition("/")[2]
            yield {"orgaan": orgaan, "document": document, "weg": self[f"{orgaan}_weg"], **velden}

    def meer_ingevuld(self) -> bool:
        """Whether something is filled in, or wrong, behind «Genomen besluiten»."""
        velden = ("genomen", "kenmerk", "bijlage")
        namen = [f"{orgaan}_{veld}" for orgaan in Orgaan for veld in velden]
        namen += ["voorlopig"]
        return any(self.documenten.values()) or any(
            self[naam].value() or self[naam].errors for naam in namen
        )

    def waarom_ingevuld(self) -> bool:
        """Whether something is filled in, or wrong, behind «Waarom»."""
        return any(self[n].value() or self[n].errors for n in ("motieven", "toelichting"))

    def clean(self) -> dict[str, Any]:
        """A verband needs a stadium and is named once; a kenmerk or PDF needs its date."""
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
        for orgaan in Orgaan:
            self._controleer_datum(orgaan)
        return gegevens

    def _controleer_lagen(self, verband: str | None) -> None:
        if verband is None and not self.errors:
            self.add_error("keuze", "Verwijder eerst de andere verbanden bij deze taak.")
        if verband in {laag.verband for laag in self.andere_lagen}:
            self.add_error("keuze", "Dit verband staat al bij deze taak.")

    def _controleer_datum(self, orgaan: Orgaan) -> None:
        """A decision is known by its date."""
        g = self.cleaned_data
        if {f"{orgaan}_gepland", f"{orgaan}_genomen"} & self.errors.keys():
            return
        if g.get(f"{orgaan}_gepland") or g.get(f"{orgaan}_genomen"):
            return
        if g.get(f"{orgaan}_kenmerk"):
            self.add_error(f"{orgaan}_gepland", "Vul bij het kenmerk ook een datum in.")
        elif g.get(f"{orgaan}_bijlage") or (self.documenten[orgaan] and not g.get(f"{orgaan}_weg")):
            self.add_error(f"{orgaan}_gepland", "Vul bij de PDF ook een datum in.")

    def _ander(self, tekst: str) -> str | None:
        """The slug for what was typed: a slug or exactly one name; else an error with proposals."""
        gezocht = vouw(tekst)
        treffers = [
            slug
            for slug, naam in self.verbanden.items()
            if gezocht and gezocht in {vouw(slug), vouw(naam)}
        ]
        if len(treffers) == 1:
            return treffers[0]
        self.add_error("ander_verband", self._welk(tekst))
        return None

    def _welk(self, tekst: str) -> str:
        """What to say of a name that is not known; what it may mean becomes a choice."""
        if not tekst.strip():
            return "Vul een naam in, of maak een nieuw verband."
        namen = set(lijkt_op(tekst, self.verbanden.values()))
        slugs = [slug for slug, naam in self.verbanden.items() if naam in namen]
        slugs = slugs or [s for s in self.van_gemeente(tekst) if s in self.verbanden][:5]
        if not slugs:
            return "Dit verband kennen wij niet. Controleer de naam, of maak een nieuw verband."
        al = {v.slug for v in self.voorstellen.values()}
        nieuw = [Voorstel(s, self.verbanden[s], gezocht=True) for s in slugs if s not in al]
        self._zet_voorstellen([*self.voorstellen.values(), *nieuw])
        lijst = "; ".join(self.verbanden[slug] for slug in slugs)
        return f"Bedoelt u een van deze verbanden? {lijst}. Kies het in de lijst hierboven."

    def bestanden(self) -> dict[str, UploadedFile]:
        """The documents that came with the card, per body."""
        gekozen = {o.value: self.cleaned_data.get(f"{o}_bijlage") for o in Orgaan}
        return {orgaan: bestand for orgaan, bestand in gekozen.items() if bestand}

    def antwoorden(
        self, *, op: datetime | None = None, documenten: Mapping[str, str] | None = None
    ) -> list[Antwoord]:
        """The answers this card gives at `op`: for its own taak and for those in `ook_voor`.

        `documenten` are the stored names of what came with the card, per body.
        """
        return [self._antwoord(taak, op, documenten or {}) for taak in self.taken()]

    def taken(self) -> list[str]:
        """The codes of the taken that this card answers."""
        return [self.taak.taak_id, *self.cleaned_data["ook_voor"]]

    def _antwoord(self, taak: str, op: datetime | None, documenten: Mapping[str, str]) -> Antwoord:
        g = self.cleaned_data
        verband = g.get("verband")
        return Antwoord(
            taak,
            Wijze.VERBAND.value if verband else g["keuze"],
            verband=verband,
            stadium=g["stadium"] if verband else None,
            college=self._besluit(Orgaan.COLLEGE, documenten),
            raad=self._besluit(Orgaan.RAAD, documenten),
            voorlopig=g["voorlopig"],
            onderdeel=g["onderdeel"] if verband else None,
            reden=g["reden"],
            toelichting=g["toelichting"],
            motieven=g["motieven"],
            bevestigd_op=op,
        )

    def _besluit(self, orgaan: Orgaan, documenten: Mapping[str, str]) -> Besluitdata:
        g = self.cleaned_data
        blijft = "" if g[f"{orgaan}_weg"] else self.documenten[orgaan]
        return Besluitdata(
            g[f"{orgaan}_gepland"],
            g[f"{orgaan}_genomen"],
            g[f"{orgaan}_kenmerk"],
            documenten.get(orgaan, blijft),
        )


def beginwaarden(antwoord: Antwoord | None, versie: int, kies: str = "") -> dict[str, Any]:
    """The initial values of a card for what is answered now; `kies` is a slug to begin with."""
    begin: dict[str, Any] = {"versie": versie}
    if antwoord is not None:
        begin |= {
            "keuze": f"{VERBAND}{antwoord.verband}" if antwoord.verband else antwoord.wijze,
            "stadium": antwoord.stadium,
            "voorlopig": {True: "1", False: "0", None: ""}[antwoord.voorlopig],
            "onderdeel": antwoord.onderdeel or "",
            "reden": antwoord.reden or "",
            "motieven": antwoord.motieven,
            "toelichting": antwoord.toelichting,
        }
        for orgaan, besluit in ((Orgaan.COLLEGE, antwoord.college), (Orgaan.RAAD, antwoord.raad)):
            begin |= {f"{orgaan}_{naam}": waarde for naam, waarde in vars(besluit).items()}
    if kies:
        begin["keuze"] = f"{VERBAND}{kies}"
    return begin
