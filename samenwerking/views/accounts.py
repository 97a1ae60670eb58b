"""The accounts of the own gemeente, by its vaststeller: invite, another rol, end, open again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from samenwerking import klok
from samenwerking.acties.weigering import Geweigerd
from samenwerking.forms.accounts import RolForm, UitnodigingForm
from samenwerking.toegang import accounts as acties
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.eherkenning import gekoppeld
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from samenwerking.toegang.verzoek import Ingelogd


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: Ingelogd) -> HttpResponse:
    """The list, and the form to invite a colleague."""
    form = UitnodigingForm(request.POST or None)
    if request.method != "POST":
        return _toon(request, form)
    if form.is_valid():
        velden = form.cleaned_data | {"rol": Rol(form.cleaned_data["rol"])}
        wie_vraagt = request.user
        try:
            wie = acties.nodig_uit(**velden, gemeente=wie_vraagt.gemeente, door=wie_vraagt.persoon)
        except Geweigerd as weigering:
            form.add_error("email", str(weigering))
        else:
            messages.success(request, f"{wie.naam} krijgt een uitnodiging op {wie.email}.")
            return redirect("accounts")
    return _toon(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def account_rol(request: Ingelogd, nummer: int) -> HttpResponse:
    """Give a colleague another rol."""
    wie = get_object_or_404(bewerkbaar(request.user, Gebruiker), pk=nummer)
    form = RolForm(request.POST or None, initial={"rol": wie.rol})
    if request.method == "POST" and form.is_valid():
        acties.wijzig_rol(wie, Rol(form.cleaned_data["rol"]), door=request.user)
        messages.success(request, f"{wie.naam} is nu {wie.get_rol_display()}.")
        return redirect("accounts")
    status = 422 if request.method == "POST" else 200
    return render(
        request, "samenwerking/account_rol.html", {"form": form, "wie": wie}, status=status
    )


@require_POST
def uitnodigen(request: Ingelogd, nummer: int) -> HttpResponse:
    """Send the invitation again."""
    return _doe(
        request,
        nummer,
        lambda wie: acties.nodig_opnieuw_uit(wie, door=request.user.persoon),
        "{} krijgt een nieuwe uitnodiging.",
    )


@require_POST
def beeindigen(request: Ingelogd, nummer: int) -> HttpResponse:
    """End the access of a colleague who left."""
    return _doe(
        request,
        nummer,
        lambda wie: acties.beeindig(wie, door=request.user),
        "{} heeft geen toegang meer.",
    )


@require_POST
def heropenen(request: Ingelogd, nummer: int) -> HttpResponse:
    """Give access back."""
    return _doe(
        request,
        nummer,
        lambda wie: acties.heropen(wie, door=request.user),
        "{} heeft weer toegang.",
    )


def _doe(
    request: Ingelogd, nummer: int, actie: Callable[[Gebruiker], None], zin: str
) -> HttpResponse:
    wie = get_object_or_404(bewerkbaar(request.user, Gebruiker), pk=nummer)
    try:
        actie(wie)
        messages.success(request, zin.format(wie.naam))
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("accounts")


def _toon(request: Ingelogd, form: UitnodigingForm, status: int = 200) -> HttpResponse:
    vandaag = klok.vandaag()
    gevonden = zichtbaar(request.user, Gebruiker).select_related("persoon").order_by("rol", "email")
    extern = gekoppeld(gevonden)
    regels = [
        (
            wie,
            wie.heeft_toegang(vandaag),
            wie.has_usable_password() or wie.pk in extern,
            wie.pk == request.user.pk,
            wie.pk in extern,
        )
        for wie in gevonden
    ]
    context = {"form": form, "regels": regels, "gemeente": request.user.gemeente, "extern": extern}
    return render(request, "samenwerking/accounts.html", context, status=status)
