"""The pages for errors; under the address of the API they are problem+json."""

from __future__ import annotations

import errno
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from samenwerking.api.middleware import van_api
from samenwerking.api.problemen import probleem
from samenwerking.toegang.context import navigatie


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """One answer for what is not there and for what is not yours, whatever its address."""
    if van_api(request):
        return probleem(404)
    return render(request, "404.html", {"navigatie": navigatie(request, "")}, status=404)


def ongeldig(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read answers 400, what is too large 413 with what to do about it."""
    te_groot = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    if van_api(request):
        return probleem(413 if te_groot else 400)
    if te_groot:
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def storing(request: HttpRequest) -> HttpResponse:
    """A fault of ours: 503 when the database does not answer or the disk is full, else 500."""
    status = 503 if _is_tijdelijk(sys.exc_info()[1]) else 500
    if van_api(request):
        antwoord = probleem(status)
    elif status == 503:
        antwoord = _straks(request)
    else:
        antwoord = defaults.server_error(request)
    if status == 503:
        antwoord.headers["Retry-After"] = "30"
        antwoord.headers["Cache-Control"] = "no-store"
    return antwoord


def _is_tijdelijk(fout: BaseException | None) -> bool:
    """Locked, gone, or no room: it may well work in a minute, and nothing was written."""
    vol = isinstance(fout, OSError) and fout.errno in {errno.ENOSPC, errno.EDQUOT}
    return vol or isinstance(fout, OperationalError | InterfaceError)


def _straks(request: HttpRequest) -> HttpResponse:
    """The page for later, without the database; what was typed is on it, to send again.

    A form with a password is not kept. The script that saves while somebody types gets JSON.
    """
    if "automatisch" in request.POST:
        return JsonResponse(
            {"zin": "Niet opgeslagen: het portaal kan er even niet bij."}, status=503
        )
    geheim = any(deel in naam for naam in request.POST for deel in ("password", "wachtwoord"))
    invoer = [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        for waarde in waarden
        if naam != "csrfmiddlewaretoken" and not geheim
    ]
    context = {
        "invoer": invoer,
        "adres": request.get_full_path(),
        "token": get_token(request),
        "bestanden": bool(request.FILES),
    }
    return HttpResponse(render_to_string("503.html", context), status=503)
