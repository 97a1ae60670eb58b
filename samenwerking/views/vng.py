"""VNG runs the rounds: who is in, reopening an opgave, the four moments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gemeenten.models import Gemeente
from gemeenten.namen import vouw
from samenwerking.acties import ronde as acties
from samenwerking.acties.opgave import fase
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.forms.vng import HeropenForm, MomentenForm
from samenwerking.models import Heropening, Uitvraag
from samenwerking.regels import MOMENTEN, Fase
from samenwerking.rondebeeld import STANDEN, rondestanden, telling
from samenwerking.termijn import uiterlijk
from samenwerking.toegang.bereik import aantal_concepten, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd

PER_PAGINA = 50


@require_safe
def ronde(request: Ingelogd, uitvraag: str = "") -> HttpResponse:
    """Who is in, te laat or missing; `?stand=` and `?zoek=` narrow the list."""
    gekozen = _ronde(request, uitvraag)
    standen = rondestanden(gekozen, request.nu)
    stand, zoek = request.GET.get("stand", ""), request.GET.get("zoek", "")[:60]
    rijen = [
        rij
        for rij in standen
        if stand in {"", rij.stand, "heropend" if rij.heropend_tot else ""}
        and vouw(zoek) in vouw(rij.naam)
    ]
    gesloten = fase(gekozen, request.nu) == Fase.GESLOTEN
    context = {
        "ronde": gekozen,
        "rondes": Uitvraag.objects.order_by("-opent"),
        "fase": fase(gekozen, request.nu),
        "telling": telling(standen),
        "totaal": len(standen),
        "concepten": aantal_concepten(request.user, gekozen),
        "standen": STANDEN | {"heropend": "heropend"},
        "stand": stand,
        "zoek": zoek,
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "mag_heropenen": gesloten,
        "op_tijd": uiterlijk(gekozen.deadline),
        "momenten": [(woord, getattr(gekozen, naam)) for naam, woord in MOMENTEN.items()],
        "peilbalk": _peilbalk(gekozen),
    }
    return render(request, "samenwerking/vng/ronde.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def heropenen(request: Ingelogd, uitvraag: str, code: str) -> HttpResponse:
    """Reopen the opgave of one gemeente, with a reason and an end (S3-32)."""
    gekozen = _ronde(request, uitvraag)
    gemeente = get_object_or_404(Gemeente.objects.op(gekozen.peildatum), pk=code)
    gelezen = _laatste(request, gekozen, gemeente)
    form = HeropenForm(request.POST or None, nu=request.nu, initial={"gelezen": gelezen})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            acties.heropen_voor(
                gemeente, gekozen, door=request.user.persoon, op=request.nu, **form.cleaned_data
            )
        except Geweigerd as reden:
            status = _terug(form, reden, "gelezen", str(_laatste(request, gekozen, gemeente)))
        else:
            messages.success(request, f"De opgave van {gemeente.naam} is heropend.")
            return redirect("vng-ronde", gekozen.pk)
    context = {
        "form": form,
        "ronde": gekozen,
        "gemeente": gemeente,
        "mag": fase(gekozen, request.nu) == Fase.GESLOTEN,
        "heropeningen": _heropeningen(request, gekozen, gemeente).select_related("door"),
        "peilbalk": _peilbalk(gekozen),
    }
    return _toon(request, "samenwerking/vng/heropenen.html", context, form, status)


@require_http_methods(["GET", "HEAD", "POST"])
def momenten(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Move the moments of a round; what a colleague moved in between is shown beside it."""
    gekozen = _ronde(request, uitvraag)
    form = MomentenForm(request.POST or None, ronde=gekozen, nu=request.nu)
    status = 200
    if request.method == "POST" and form.is_valid():
        velden = form.cleaned_data
        try:
            acties.wijzig_momenten(
                gekozen,
                {naam: velden[naam] for naam in MOMENTEN},
                gelezen=velden["gelezen"],
                reden=velden["reden"],
                door=request.user.persoon,
                op=request.nu,
            )
        except Geweigerd as reden:
            status = _terug(form, reden, "gelezen", acties.als_tekst(gekozen))
        else:
            messages.success(request, "De momenten zijn gewijzigd.")
            return redirect("vng-ronde", gekozen.pk)
    context = {
        "form": form,
        "ronde": gekozen,
        "nu_vast": [(woord, getattr(gekozen, naam)) for naam, woord in MOMENTEN.items()],
        "peilbalk": _peilbalk(gekozen),
    }
    return _toon(request, "samenwerking/vng/momenten.html", context, form, status)


def _ronde(request: Ingelogd, code: str) -> Uitvraag:
    """The round called `code`, also one that is not open yet; without a code the one that runs."""
    if code:
        return get_object_or_404(Uitvraag, pk=code)
    gekozen = Uitvraag.objects.geopend(request.nu).first() or Uitvraag.objects.first()
    if gekozen is None:
        raise Http404("Er is nog geen ronde.")
    return gekozen


def _heropeningen(request: Ingelogd, uitvraag: Uitvraag, gemeente: Gemeente) -> Any:
    rijen = zichtbaar(request.user, Heropening)
    return rijen.filter(opgave__uitvraag=uitvraag, opgave__gemeente=gemeente)


def _laatste(request: Ingelogd, uitvraag: Uitvraag, gemeente: Gemeente) -> int:
    laatste = _heropeningen(request, uitvraag, gemeente).order_by("pk").last()
    return laatste.pk if laatste else 0


def _terug(form: Any, reden: Geweigerd, veld: str, waarde: str) -> int:
    """Give a refused form back with all that was typed, at the present version."""
    form.add_error(None, str(reden))
    form.data = form.data.copy()
    form.data[veld] = waarde
    return 409 if isinstance(reden, Verouderd) else 422


def _toon(
    request: Ingelogd, sjabloon: str, context: dict[str, Any], form: Any, status: int
) -> HttpResponse:
    status = 422 if form.errors and status == 200 else status
    return render(request, sjabloon, context, status=status)


def _peilbalk(uitvraag: Uitvraag) -> dict[str, Any]:
    return {"ronde": uitvraag.korte_naam, "voorbeeldgegevens": uitvraag.voorbeeldgegevens}
