"""The pages for what does not exist and for what is too large; the rest is Django's own."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenwerking.toegang.context import navigatie


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """One answer for what is not there and for what is not yours, whatever its address."""
    return render(request, "404.html", {"navigatie": navigatie(request, "")}, status=404)


def ongeldig(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read answers 400, what is too large 413 with what to do about it."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)
