"""What people do in a scenario: one change, one form, one version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from monitor.acties import scenario as acties
from monitor.forms.scenario import NaamForm, Wijzigingform
from monitor.models import Deling
from monitor.regels.scenario import pas_toe
from monitor.regels.taal import aantal
from monitor.regels.wijzigingen import Verplaatsing, Wijziging, zin
from monitor.verbandbeeld import ligt
from monitor.views.scenario import Werkbank, bewerkbaar_scenario
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.verzoek import Ingelogd


@require_POST
def stap(request: Ingelogd, nummer: int, actie: str) -> HttpResponse:
    """Do one thing; what is refused shows the workbench again with the reason."""
    bewerkbaar_scenario(request, nummer)
    bank = Werkbank(request, nummer)
    if (actie in VAN_DE_MAKER and not bank.eigen) or actie not in STAPPEN | VAN_DE_MAKER:
        raise Http404("Deze stap is er niet.")
    doe = (STAPPEN | VAN_DE_MAKER)[actie]
    try:
        return doe(bank)
    except Geweigerd as reden:
        bank = Werkbank(request, nummer)
        return bank.toon(fout=str(reden), status=409 if isinstance(reden, Verouderd) else 422)


def _versie(bank: Werkbank) -> int:
    """The version that was read. Raises Verouderd when the form does not say."""
    gelezen = bank.request.POST.get("versie", "")
    if not gelezen.isdecimal():
        raise Verouderd("Dit formulier is niet meer geldig. Probeer het opnieuw.")
    return int(gelezen)


def _bewaar(bank: Werkbank, wat: str, **nieuw: Any) -> None:
    acties.bewaar(
        bank.rij,
        versie=nieuw.pop("versie", None) or _versie(bank),
        wat=wat,
        door=bank.request.user.persoon,
        op=bank.request.nu,
        **nieuw,
    )


def _terug(bank: Werkbank, waar: str = "#wijzigingen") -> HttpResponse:
    return redirect(f"{bank.adres()}{waar}")


def voeg_toe(bank: Werkbank) -> HttpResponse:
    """Add the change of a form; refused, the form keeps what was filled in."""
    post, get = bank.request.POST, bank.request.GET
    over = get.get("gemeente") or get.get("verband") or ""
    form = bank.form(post.get("soort", ""), over, post)
    if not form.is_valid():
        return bank.toon(form, status=422)
    nieuw = form.wijziging
    uitkomst = pas_toe(bank.nu, [*bank.versie.lijst, nieuw], bank.vormen)
    if uitkomst.bezwaren[-1]:
        form.add_error(None, uitkomst.bezwaren[-1])
        return bank.toon(form, status=422)
    tekst = zin(uitkomst.stand, nieuw, bank.vormen)
    try:
        _bewaar(
            bank,
            f"Toegevoegd: {tekst}",
            versie=form.cleaned_data["versie"],
            wijzigingen=[*bank.versie.lijst, nieuw],
        )
    except Geweigerd as reden:
        return _opnieuw(bank, form, reden)
    messages.success(bank.request, f"Toegevoegd: {tekst}")
    return _terug(bank)


def _opnieuw(bank: Werkbank, form: Wijzigingform, reden: Geweigerd) -> HttpResponse:
    """The version of the colleague, with what was filled in ready to be sent again."""
    vers = Werkbank(bank.request, bank.rij.pk)
    form.add_error(None, str(reden))
    form.data = bank.request.POST.copy()
    form.data[f"{form.soort}-versie"] = str(vers.versie.nummer)
    return vers.toon(form, status=409 if isinstance(reden, Verouderd) else 422)


def herstel(bank: Werkbank) -> HttpResponse:
    """Add the smallest repair that the rules name for an arrangement."""
    post, stand = bank.request.POST, bank.uitkomst.stand
    rijen = ligt(stand, stand.per_verband.get(post.get("verband", ""), []))
    gezocht = (r for r in rijen if r.stappen and post.get("taak") in {t.code for t in r.taken})
    rij = next(gezocht, None)
    if rij is None:
        raise Geweigerd("Dit herstel is niet meer nodig.")
    taken = tuple(taak.code for taak in rij.taken)
    erbij, eruit = map(stand.codes, rij.ligging.reparatie)
    nieuw: list[Wijziging] = []
    if erbij:
        nieuw.append(Verplaatsing(erbij, "", rij.verband, taken))
    if eruit:
        nieuw.append(Verplaatsing(eruit, rij.verband, "", taken))
    wat = f"Kleinste herstel van {rij.naam} toegepast"
    _bewaar(bank, f"{wat}.", wijzigingen=[*bank.versie.lijst, *nieuw])
    messages.success(bank.request, f"{wat}: {aantal(rij.stappen, 'stap', 'stappen')}.")
    return _terug(bank)


def _plek(bank: Werkbank) -> int:
    """Which change is meant, from 0. Raises Geweigerd when it is none."""
    _versie(bank)
    nr = bank.request.POST.get("nr", "")
    if not nr.isdecimal() or not 1 <= int(nr) <= len(bank.versie.wijzigingen):
        raise Geweigerd("Deze wijziging is er niet meer.")
    return int(nr) - 1


def haal_weg(bank: Werkbank) -> HttpResponse:
    """Without this change."""
    plek, lijst = _plek(bank), bank.versie.lijst
    tekst = zin(bank.uitkomst.stand, lijst[plek], bank.vormen)
    _bewaar(bank, f"Weggehaald: {tekst}", wijzigingen=lijst[:plek] + lijst[plek + 1 :])
    messages.success(bank.request, f"Weggehaald: {tekst}")
    return _terug(bank)


def eerder(bank: Werkbank) -> HttpResponse:
    """This change before the one above it."""
    plek, lijst = _plek(bank), bank.versie.lijst
    if plek:
        lijst[plek - 1], lijst[plek] = lijst[plek], lijst[plek - 1]
        _bewaar(bank, "Volgorde veranderd.", wijzigingen=lijst)
    return _terug(bank)


def zet_terug(bank: Werkbank) -> HttpResponse:
    """What an earlier version said, as the next version; without a number that before the last."""
    gevraagd = bank.request.POST.get("nummer") or str(bank.versie.nummer - 1)
    oud = next((v for v in bank.versies if str(v.nummer) == gevraagd), None)
    if oud is None:
        raise Geweigerd("Er is niets om terug te zetten.")
    _bewaar(
        bank,
        f"Teruggezet naar versie {oud.nummer}.",
        naam=oud.naam,
        bekend_op=oud.bekend_op,
        wijzigingen=oud.lijst,
    )
    messages.success(bank.request, f"Teruggezet naar versie {oud.nummer}.")
    return _terug(bank)


def hernoem(bank: Werkbank) -> HttpResponse:
    """Another name."""
    form = NaamForm(bank.request.POST)
    if not form.is_valid():
        raise Geweigerd("Geef het scenario een naam van hoogstens 80 tekens.")
    _bewaar(bank, "Naam gewijzigd.", naam=form.cleaned_data["naam"])
    return _terug(bank, "")


def bouw_op_nu(bank: Werkbank) -> HttpResponse:
    """The same changes on the Stand of this moment."""
    _bewaar(bank, "Op de stand van nu gebouwd.", bekend_op=bank.request.nu)
    messages.success(bank.request, "Het scenario is nu gebouwd op de stand van dit moment.")
    return _terug(bank)


def kopieer(bank: Werkbank) -> HttpResponse:
    """A scenario of one's own that says the same."""
    naam = f"{bank.versie.naam[:71]} (kopie)"
    rij = acties.begin(
        bank.rij.uitvraag,
        naam,
        bekend_op=bank.versie.bekend_op,
        door=bank.request.user.persoon,
        op=bank.request.nu,
        wijzigingen=bank.versie.lijst,
    )
    messages.success(bank.request, "Dit is uw eigen kopie. Alleen u ziet haar.")
    return redirect("monitor-scenario", rij.pk)


def deel(bank: Werkbank) -> HttpResponse:
    """Decide who may open it."""
    gekozen = bank.request.POST.get("deling", "")
    if gekozen not in Deling.values:
        raise Geweigerd("Kies wie het scenario mag openen.")
    acties.deel(bank.rij, Deling(gekozen), door=bank.request.user.persoon)
    messages.success(bank.request, f"Dit scenario is te openen door: {Deling(gekozen).label}.")
    return _terug(bank, "#delen")


def berg_op(bank: Werkbank) -> HttpResponse:
    """Put it away."""
    acties.berg_op(bank.rij, op=bank.request.nu, door=bank.request.user.persoon)
    messages.success(bank.request, "Het scenario is opgeborgen. U kunt het nog lezen.")
    return _terug(bank, "#delen")


def haal_terug(bank: Werkbank) -> HttpResponse:
    """Take it back."""
    acties.berg_op(bank.rij, op=None, door=bank.request.user.persoon)
    messages.success(bank.request, "Het scenario is teruggehaald.")
    return _terug(bank, "#delen")


def verwijder(bank: Werkbank) -> HttpResponse:
    """Remove it for good."""
    acties.verwijder(bank.rij, door=bank.request.user.persoon)
    messages.success(bank.request, f"Het scenario «{bank.versie.naam}» is verwijderd.")
    return redirect("monitor-scenarios")


STAPPEN: dict[str, Callable[[Werkbank], HttpResponse]] = {
    "toevoegen": voeg_toe,
    "herstel": herstel,
    "weg": haal_weg,
    "eerder": eerder,
    "terugzetten": zet_terug,
    "naam": hernoem,
    "nu": bouw_op_nu,
    "kopie": kopieer,
}
VAN_DE_MAKER: dict[str, Callable[[Werkbank], HttpResponse]] = {
    "delen": deel,
    "opbergen": berg_op,
    "terughalen": haal_terug,
    "verwijderen": verwijder,
}
