"""The documentation of the API."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samenwerking.api import VERSIE
from samenwerking.api.documentatie import groepen
from samenwerking.api.middleware import BEGIN
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.verzoek import Verzoek


@require_safe
def documentatie(request: Verzoek) -> HttpResponse:
    """Every operation with its keys, fields and a command; how to begin; what changes when."""
    basis = request.build_absolute_uri(BEGIN)
    rol = request.user.rol if request.user.is_authenticated else None
    context = {
        "groepen": groepen(basis),
        "basis": basis,
        "versie": VERSIE,
        "naar_tokens": rol is None or mag(rol, "tokens"),
    }
    return render(request, "api/documentatie.html", context)
