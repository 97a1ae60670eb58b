"""The page for what does not exist; the other error pages are Django's views with our templates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenwerking.toegang.context import navigatie


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """One answer for what is not there and for what is not yours, whatever its address."""
    return render(request, "404.html", {"navigatie": navigatie(request, "")}, status=404)
