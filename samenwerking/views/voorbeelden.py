"""Praktijkvoorbeelden: a small list for everybody, and how VNG chooses them (S2-45)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from samenwerking.acties import voorbeeld as acties
from samenwerking.acties.weigering import Verouderd
from samenwerking.forms.vng import VoorbeeldForm
from samenwerking.models import Praktijkvoorbeeld, Verband
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd, Verzoek
from samenwerking.views.raad import verbandkeuzes_van


@require_safe
def voorbeelden(request: Verzoek) -> HttpResponse:
    """The examples that the reader may see; VNG gets all verbanden to choose from as well."""
    keuzes = verbandkeuzes_van(request.user)
    rijen = zichtbaar(request.user, Praktijkvoorbeeld).filter(op__lte=request.nu)
    gekozen = sorted(
        (keuzes[rij.verband_id].naam, rij) for rij in rijen if rij.verband_id in keuzes
    )
    kiest = mag(getattr(request.user, "rol", None), "vng-praktijkvoorbeeld")
    andere = [k for k in keuzes.values() if not k.voorbeeld and not k.concept] if kiest else []
    context = {
        "voorbeelden": gekozen,
        "kiest": kiest,
        "andere": sorted(andere, key=lambda keuze: keuze.naam),
    }
    return render(request, "samenwerking/voorbeelden.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: Ingelogd, slug: str) -> HttpResponse:
    """VNG writes what others can learn from a verband, or ends the example."""
    verband = get_object_or_404(zichtbaar(request.user, Verband), pk=slug)
    nu = bewerkbaar(request.user, Praktijkvoorbeeld).filter(verband=verband).first()
    tekst = nu.tekst if nu else ""
    einde = "beeindig" in request.POST
    form = VoorbeeldForm(request.POST or None, initial={"tekst": tekst, "gelezen": tekst})
    form.fields["tekst"].required = not einde
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        nieuw = "" if einde else form.cleaned_data["tekst"]
        gelezen = form.cleaned_data["gelezen"]
        try:
            acties.maak_voorbeeld(verband, nieuw, gelezen=gelezen, door=request.user, op=request.nu)
        except Verouderd as reden:
            form.add_error(None, str(reden))
            form.data = form.data.copy()
            form.data["gelezen"] = tekst
            status = 409
        else:
            messages.success(request, "Het voorbeeld is beëindigd." if einde else "Opgeslagen.")
            return redirect("praktijkvoorbeelden")
    keuze = verbandkeuzes_van(request.user).get(slug)
    context = {"form": form, "naam": keuze.naam if keuze else slug, "nu_vast": nu}
    return render(request, "samenwerking/voorbeeld.html", context, status=status)
