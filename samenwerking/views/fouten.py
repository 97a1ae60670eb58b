"""The pages for errors; under the address of the API they are problem+json."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from samenwerking.api.middleware import BEGIN
from samenwerking.api.problemen import probleem
from samenwerking.toegang.context import navigatie


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """One answer for what is not there and for what is not yours, whatever its address."""
    if request.path.startswith(BEGIN):
        return probleem(404)
    return render(request, "404.html", {"navigatie": navigatie(request, "")}, status=404)


def ongeldig(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read answers 400, what is too large 413 with what to do about it."""
    te_groot = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    if request.path.startswith(BEGIN):
        return probleem(413 if te_groot else 400)
    if te_groot:
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def storing(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return probleem(500) if request.path.startswith(BEGIN) else defaults.server_error(request)
