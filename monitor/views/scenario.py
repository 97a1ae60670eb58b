"""Scenario's: the list, a new one, and the workbench with what it would change."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from monitor.acties import scenario as acties
from monitor.beeld import beeld
from monitor.blik import Blik, blik
from monitor.forms.scenario import FORMULIEREN, NaamForm, Wijzigingform
from monitor.inlezen import lees_vormen
from monitor.models import Deling, Scenario, Scenarioversie
from monitor.regels.alles import evalueer
from monitor.regels.scenario import Uitkomst, pas_toe
from monitor.regels.scenarioverschil import Beeld
from monitor.regels.stand import Stand
from monitor.regels.taal import aantal, opsomming
from monitor.regels.wijzigingen import Vormen, zin
from monitor.scenariobeeld import CRITERIUMKOPPEN, resultaat, voorstellen, zoek
from monitor.scenariokaart import groepen, kaartnaam, kaartpaar
from monitor.scenariomap import als_zip, bestandsnaam
from monitor.verbandbeeld import deelnames
from monitor.views.kader import met_blik, peilbalk, toon
from samenwerking.acties.weigering import Geweigerd
from samenwerking.geheugen import zonder_opruimen
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd

VAST_MOMENT = {"wijzig_url": "", "vergelijk_url": ""}
"""A scenario stands on its own moment: its bar leads to no other."""
VAN_VERBAND = ("eruit", "erbij", "samenvoeging", "splitsing", "vorm")


@met_blik
def scenarios(request: Ingelogd, kijk: Blik) -> HttpResponse:
    """Those that may be opened, the last made first; what was put away stands apart."""
    versies = zichtbaar(request.user, Scenarioversie)
    laatste = versies.filter(scenario=OuterRef("pk")).order_by("-nummer")
    rijen = zichtbaar(request.user, Scenario).select_related("uitvraag", "door")
    met = list(rijen.annotate(versie=Subquery(laatste.values("pk")[:1])))
    per_pk = versies.select_related("door").in_bulk([rij.versie for rij in met])
    alle = [(rij, per_pk[rij.versie], rij.door == request.user.persoon) for rij in met]
    context = {
        "rijen": [rij for rij in alle if rij[0].weg_op is None],
        "opgeborgen": [rij for rij in alle if rij[0].weg_op],
        "mag": mag(request.user.rol, "monitor-scenario-nieuw"),
    }
    return toon(request, "monitor/scenario/lijst.html", kijk, context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd) -> HttpResponse:
    """A new scenario on the round and moment that are looked at."""
    kijk = blik(request)
    form = NaamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rij = acties.begin(
            kijk.uitvraag,
            form.cleaned_data["naam"],
            bekend_op=kijk.bekend_op,
            door=request.user.persoon,
            op=request.nu,
        )
        return redirect("monitor-scenario", rij.pk)
    status = 422 if form.errors else 200
    return toon(request, "monitor/scenario/nieuw.html", kijk, {"form": form}, status)


@require_safe
def scenario(request: Ingelogd, nummer: int) -> HttpResponse:
    """The workbench of one scenario."""
    return Werkbank(request, nummer).toon()


@require_safe
def scenariomap(request: Ingelogd, nummer: int) -> HttpResponse:
    """The round as the scenario has it, as an import folder."""
    bank = Werkbank(request, nummer)
    inhoud = als_zip(bank.rij.uitvraag, bank.versie.bekend_op, bank.nu, bank.uitkomst.stand)
    antwoord = HttpResponse(inhoud, content_type="application/zip")
    naam = bestandsnaam(bank.rij.pk, bank.versie.naam)
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


class Werkbank:
    """One scenario with the Stand it is built on and the Stand it makes.

    Raises Http404 for a scenario that is not there or not to be seen.
    """

    def __init__(self, request: Ingelogd, nummer: int) -> None:
        rijen = zichtbaar(request.user, Scenario).select_related("uitvraag", "door")
        self.request = request
        self.rij: Scenario = get_object_or_404(rijen, pk=nummer)
        versies = zichtbaar(request.user, Scenarioversie).filter(scenario=self.rij)
        self.versies: list[Scenarioversie] = list(versies.select_related("door"))
        self.versie = self.versies[0]
        op = self.versie.bekend_op
        self.kijk = Blik(self.rij.uitvraag, op, op, inhoud=True, terug=op < request.nu)
        self.nu, self.voor_evaluatie = beeld(self.rij.uitvraag, op, op)
        self.vormen: Vormen = lees_vormen()
        with zonder_opruimen():
            self.uitkomst: Uitkomst = pas_toe(self.nu, self.versie.lijst, self.vormen)

    @property
    def eigen(self) -> bool:
        """Whether who asks made it."""
        return self.rij.door == self.request.user.persoon

    @property
    def mag(self) -> bool:
        """Whether who asks may edit it: the commission, while it is not put away."""
        wie = self.request.user
        if self.rij.weg_op or not mag(wie.rol, "monitor-scenariostap"):
            return False
        return self.eigen or self.rij.deling != Deling.EIGEN

    def form(self, soort: str, over: str, data: Any = None) -> Wijzigingform:
        """The form of one kind of change, on the Stand so far.

        Raises Http404 for another kind, Geweigerd when what it is about is not there any more.
        """
        stand = self.uitkomst.stand
        bekend = over in stand.bit if soort == "gemeente" else over in stand.per_verband
        if soort not in FORMULIEREN:
            raise Http404("Deze wijziging is er niet.")
        if soort != "norm" and not bekend:
            raise Geweigerd("Dit verband heeft in dit scenario geen deelnemers meer. Kies opnieuw.")
        return FORMULIEREN[soort](
            data,
            stand=stand,
            vormen=self.vormen,
            over=over,
            nummer=self.rij.pk,
            initial={"versie": self.versie.nummer},
        )

    def toon(
        self, form: Wijzigingform | None = None, fout: str = "", status: int = 200
    ) -> HttpResponse:
        """The page; with a form that was refused, or another reason why nothing was done."""
        stand = self.uitkomst.stand
        with zonder_opruimen():
            voor, na = Beeld(self.nu, self.voor_evaluatie), Beeld(stand, evalueer(stand))
            uit = resultaat(voor, na) if self.versie.wijzigingen else None
        context = {
            "rij": self.rij,
            "versie": self.versie,
            "versies": self.versies,
            "wijzigingen": self._wijzigingen(),
            "lukt_niet": sum(map(bool, self.uitkomst.bezwaren)),
            "eigen": self.eigen,
            "mag": self.mag,
            "delingen": Deling.choices,
            "uit": uit,
            "koppen": CRITERIUMKOPPEN,
            "peilbalk": {
                **peilbalk(self.request, self.kijk),
                "wijzig_url": "",
                "vergelijk_url": "",
            },
            "fout": fout,
            "adres": self.request.build_absolute_uri(self.adres()),
            **self._kaart(),
            **(self._bewerken(na, form) if self.mag else {}),
        }
        return toon(self.request, "monitor/scenario/werkbank.html", self.kijk, context, status)

    def adres(self) -> str:
        """The address to share."""
        return reverse("monitor-scenario", args=[self.rij.pk])

    def _wijzigingen(self) -> list[tuple[int, str, str]]:
        """Number, sentence, and why it cannot be made (empty: it is)."""
        zinnen = (zin(self.uitkomst.stand, w, self.vormen) for w in self.versie.lijst)
        paren = zip(zinnen, self.uitkomst.bezwaren, strict=True)
        return [(nr, tekst, bezwaar) for nr, (tekst, bezwaar) in enumerate(paren, 1)]

    def _kaart(self) -> dict[str, Any]:
        """The maps of the place that was asked for, else of the first; `?kaart=2`."""
        voor, na = self.nu, self.uitkomst.stand
        plaatsen = groepen(voor, na)
        nummers = {str(plek): plek for plek in range(1, len(plaatsen) + 1)}
        nr = nummers.get(self.request.GET.get("kaart", ""), 1)
        lagen = [
            (kaartnaam(voor, groep), f"?kaart={plek}#kaart", plek == nr)
            for plek, groep in enumerate(plaatsen, 1)
        ]
        return {
            "kaarten": kaartpaar(voor, na, plaatsen[nr - 1]) if plaatsen else None,
            "kaartlagen": lagen,
        }

    def _bewerken(self, na: Beeld, form: Wijzigingform | None) -> dict[str, Any]:
        """The panel to add a change: search, one gemeente, one verband or a norm."""
        get, stand = self.request.GET, na.stand
        gemeente, slug = get.get("gemeente", ""), get.get("verband", "")
        soorten: tuple[str, ...] = ()
        over = ""
        if gemeente in stand.bit:
            soorten, over = ("gemeente",), gemeente
        elif slug in stand.per_verband:
            soorten, over = VAN_VERBAND, slug
        elif get.get("norm"):
            soorten = ("norm",)
        forms = {soort: self.form(soort, over) for soort in soorten}
        if form is not None:
            forms[form.soort] = form
        return {
            "forms": forms,
            "over_gemeente": stand.naam(over) if soorten == ("gemeente",) else "",
            "over_verband": stand.verbandnaam(over) if soorten == VAN_VERBAND else "",
            "deelnames": deelnames(stand, over) if soorten == VAN_VERBAND else [],
            "staat_in": _staat_in(stand, over) if soorten == ("gemeente",) else [],
            "paneel": f"?{get.urlencode()}" if soorten else "",
            "zoek": get.get("q", ""),
            "gevonden": zoek(stand, get.get("q", "")[:80]),
            "voorstellen": voorstellen(stand, na, over if soorten == VAN_VERBAND else ""),
            "naamform": NaamForm(initial={"naam": self.versie.naam}),
        }


def _staat_in(stand: Stand, code: str) -> list[tuple[str, str, str]]:
    """The verbanden of a gemeente, with the taken: slug, name, taken in words."""
    per_verband: dict[str, list[str]] = {}
    for arrangement in stand.arrangementen:
        if arrangement.leden & stand.bit[code]:
            taken = per_verband.setdefault(arrangement.verband, [])
            taken.append(stand.taaknaam(arrangement.taak))
    return [(slug, stand.verbandnaam(slug), _taken(taken)) for slug, taken in per_verband.items()]


def _taken(namen: list[str]) -> str:
    return opsomming(namen) if len(namen) <= 4 else aantal(len(namen), "taak", "taken")


def bewerkbaar_scenario(request: Ingelogd, nummer: int) -> Scenario:
    """The scenario to change. Raises Http404 for what is not there or not theirs."""
    rij: Scenario = get_object_or_404(bewerkbaar(request.user, Scenario), pk=nummer)
    return rij
