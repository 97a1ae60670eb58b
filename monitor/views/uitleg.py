"""Pas toe of leg uit: the dossier of one finding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gemeenten.models import Regio
from monitor.acties import uitleg as acties
from monitor.beeld import beeld
from monitor.blik import Blik, blik
from monitor.forms.uitleg import ToetsForm, UitlegForm
from monitor.models import Uitleg, Uitlegtoets
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA
from monitor.regels.stand import ARBEIDSMARKTREGIO, Stand
from monitor.regels.uitleg import OPENBAAR, Sleutel, betrokken, ontleed, vindplaats
from monitor.uitlegbeeld import register
from monitor.verbandbeeld import alle_leden
from monitor.views.kader import toon
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.bereik import bewerkbaar, eigen, leest_alles, zichtbaar
from samenwerking.toegang.rollen import Rol
from samenwerking.toegang.verzoek import Ingelogd


@require_http_methods(["GET", "HEAD", "POST"])
def uitleg(request: Ingelogd, sleutel: str) -> HttpResponse:
    """What was said about a finding; who it concerns explains, the commission judges."""
    kijk = blik(request)
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    wat = ontleed(sleutel)
    if wat is None or not _mag_zien(request, kijk, stand, wat):
        raise Http404("Deze bevinding is er niet.")
    zin = vindplaats(stand, evaluatie, wat)
    rijen = register(request.user, stand, evaluatie, kijk).op(wat)
    if zin is None and not rijen:
        raise Http404("Deze bevinding is er niet.")
    form: Any = None
    if request.method == "POST":
        form = _doe(request, kijk, stand, wat)
        if not form.errors:
            return redirect(f"{reverse('uitleg', args=[wat])}?{kijk.query}")
    context = _context(request, kijk, stand, wat, zin, form)
    context["rijen"] = [(rij, _toetsform(request, rij, form)) for rij in rijen]
    fout = getattr(form, "weigering", None)
    status = 409 if isinstance(fout, Verouderd) else 422 if form else 200
    return toon(request, "monitor/uitleg/dossier.html", kijk, context, status)


def _mag_zien(request: Ingelogd, kijk: Blik, stand: Stand, wat: Sleutel) -> bool:
    """Readers; those concerned and the deelnemers; others what is public of a published round."""
    wij = eigen(request.user)
    if leest_alles(request.user) or wij in betrokken(stand, wat):
        return True
    if wat.verband and wij in stand.codes(alle_leden(stand, wat.verband)):
        return True
    return kijk.inhoud and wat.code.startswith(OPENBAAR)


def _context(
    request: Ingelogd, kijk: Blik, stand: Stand, wat: Sleutel, zin: str | None, form: Any
) -> dict[str, Any]:
    kaart = CRITERIA.get(wat.code) or CATALOGUS[wat.code]
    eigen_form = form if isinstance(form, UitlegForm) else None
    if _mag_uitleggen(request, stand, wat) and zin and not kijk.terug and eigen_form is None:
        eigen_form = _uitlegform(request, kijk, stand, wat)
    return {
        "wat": wat,
        "titel": kaart.titel,
        "zin": zin,
        "bron": kaart.bron,
        "verband": stand.verbandnaam(wat.verband) if wat.verband else "",
        "gemeente": stand.naam(wat.gemeente) if wat.gemeente else "",
        "form": eigen_form,
        "fout": form,
        "eerdere": _eerdere(request, kijk, wat),
        "toetsen": zichtbaar(request.user, Uitlegtoets)
        .filter(uitleg__sleutel=str(wat), uitleg__uitvraag=kijk.uitvraag, op__lte=kijk.bekend_op)
        .select_related("door", "uitleg__van")
        .order_by("-op"),
        "wie_legt_uit": stand.namen(_masker(stand, betrokken(stand, wat))),
    }


def _masker(stand: Stand, codes: frozenset[str]) -> int:
    return sum(stand.bit[code] for code in codes if code in stand.bit)


def _eerdere(request: Ingelogd, kijk: Blik, wat: Sleutel) -> Any:
    """Every text on this finding, newest first; the first of each writer holds."""
    rijen = zichtbaar(request.user, Uitleg).filter(
        uitvraag=kijk.uitvraag, sleutel=str(wat), op__lte=kijk.bekend_op
    )
    return rijen.select_related("van").order_by("-op")


def _mag_uitleggen(request: Ingelogd, stand: Stand, wat: Sleutel) -> bool:
    vaststeller = request.user.rol == Rol.VASTSTELLER
    return vaststeller and eigen(request.user) in betrokken(stand, wat)


def _uitlegform(
    request: Ingelogd, kijk: Blik, stand: Stand, wat: Sleutel, data: Any = None
) -> UitlegForm:
    """The form with the own last uitleg in it; the own arbeidsmarktregio may join."""
    wij = eigen(request.user)
    regio = stand.indelingen[ARBEIDSMARKTREGIO].van[stand.nummer[wij]]
    buren = zip(stand.codes(regio.leden), stand.namen(regio.leden), strict=True)
    rij = Regio.objects.filter(soort=ARBEIDSMARKTREGIO, code=regio.code).first()
    begin: dict[str, Any] = {"versie": 0, "duur": "blijvend"}
    laatste = zichtbaar(request.user, Uitleg).bekend(kijk.nu)
    if oud := laatste.filter(uitvraag=kijk.uitvraag, sleutel=str(wat), van=wij).first():
        velden = ("reden", "tekst", "nadelen", "mandaat")
        begin = {veld: getattr(oud, veld) for veld in velden} | {"versie": oud.nummer}
        begin |= {"duur": "tijdelijk" if oud.tijdelijk_tot else "blijvend"}
        begin |= {"tot": oud.tijdelijk_tot, "samen": list(oud.samen.values_list("pk", flat=True))}
    keuzes = [(code, naam) for code, naam in buren if code != wij] if rij else []
    return UitlegForm(data, initial=begin, buren=keuzes, regio=rij.pk if rij else 0)


def _doe(request: Ingelogd, kijk: Blik, stand: Stand, wat: Sleutel) -> Any:
    """Write what was sent; the form comes back with its errors."""
    if "uitleg" in request.POST:
        return _toets(request, kijk, wat)
    if not _mag_uitleggen(request, stand, wat):
        raise Http404("Uitleggen kan hier niet.")
    form = _uitlegform(request, kijk, stand, wat, request.POST)
    if form.is_valid():
        _probeer(request, form, lambda: _leg_uit(request, kijk, wat, form), "Uw uitleg is bewaard.")
    return form


def _leg_uit(request: Ingelogd, kijk: Blik, wat: Sleutel, form: UitlegForm) -> Any:
    gemeente: Any = request.user.gemeente
    return acties.leg_uit(
        kijk.uitvraag,
        wat,
        gemeente,
        form.woorden,
        samen=form.met_wie,
        door=request.user.persoon,
        op=request.nu,
        versie=form.cleaned_data["versie"],
    )


def _toets(request: Ingelogd, kijk: Blik, wat: Sleutel) -> ToetsForm:
    pk = request.POST["uitleg"]
    if not pk.isdecimal() or len(pk) > 18:
        raise Http404("Deze uitleg is er niet.")
    te_toetsen = bewerkbaar(request.user, Uitleg).filter(uitvraag=kijk.uitvraag)
    rij = get_object_or_404(te_toetsen, pk=int(pk), sleutel=str(wat))
    form = ToetsForm(request.POST)
    if form.is_valid():
        velden = {veld: form.cleaned_data[veld] for veld in ("verklaarbaar", "reden", "versie")}
        wie = {"door": request.user.persoon, "op": request.nu}
        _probeer(request, form, lambda: acties.toets(rij, **velden, **wie), "Bewaard.")
    return form


def _probeer(request: Ingelogd, form: Any, doe: Any, gelukt: str) -> None:
    try:
        doe()
    except Geweigerd as reden:
        form.weigering = reden
        form.add_error(None, str(reden))
    else:
        messages.success(request, gelukt)


def _toetsform(request: Ingelogd, rij: Any, fout: Any) -> ToetsForm | None:
    """The form to judge this uitleg, for who may."""
    pk = rij.uitleg.pk
    if not bewerkbaar(request.user, Uitleg).filter(pk=pk).exists():
        return None
    if isinstance(fout, ToetsForm) and fout.data.get("uitleg") == str(pk):
        return fout
    u = rij.uitleg
    begin = {"uitleg": pk, "versie": u.toetsnummer, "reden": u.toetsreden}
    if u.verklaarbaar is not None:
        begin["verklaarbaar"] = "1" if u.verklaarbaar else "0"
    return ToetsForm(initial=begin, auto_id=f"id_{pk}_%s")
