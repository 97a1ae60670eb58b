"""The tokens of applications, by the vaststeller of a gemeente or a beheerder."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gemeenten.models import Gemeente
from samenwerking.forms.tokens import RECHTEN, TokenForm
from samenwerking.toegang import tokens as acties
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.models import Applicatietoken
from samenwerking.toegang.rollen import Rol
from samenwerking.toegang.verzoek import Ingelogd


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: Ingelogd) -> HttpResponse:
    """The list, and a new token; its text is on the answer to the form and nowhere else."""
    gemeenten = Gemeente.objects.op(request.nu.date())
    form = TokenForm(request.POST or None, gemeente=request.user.gemeente, gemeenten=gemeenten)
    if request.method != "POST":
        return _toon(request, form)
    if not form.is_valid():
        return _toon(request, form, status=422)
    token, tekst = acties.maak(
        form.cleaned_data["naam"],
        form.gekozen,
        Rol(form.cleaned_data["rol"]),
        door=request.user.persoon,
    )
    leeg = TokenForm(
        gemeente=request.user.gemeente, gemeenten=Gemeente.objects.op(request.nu.date())
    )
    return _toon(request, leeg, nieuw=token, tekst=tekst)


@require_POST
def intrekken(request: Ingelogd, nummer: int) -> HttpResponse:
    """End a token of the own gemeente; another's is not there."""
    token = get_object_or_404(bewerkbaar(request.user, Applicatietoken), pk=nummer)
    acties.trek_in(token, door=request.user.persoon)
    messages.success(request, f"Het token van {token.naam} werkt niet meer.")
    return redirect("tokens")


def _toon(
    request: Ingelogd,
    form: TokenForm,
    nieuw: Applicatietoken | None = None,
    tekst: str = "",
    status: int = 200,
) -> HttpResponse:
    gevonden = zichtbaar(request.user, Applicatietoken).select_related("gemeente", "gemaakt_door")
    context = {
        "form": form,
        "tokens": [(token, RECHTEN[Rol(token.rol)]) for token in gevonden],
        "nieuw": nieuw,
        "tekst": tekst,
        "echte_tijd": timezone.now(),
    }
    return render(request, "samenwerking/tokens.html", context, status=status)
