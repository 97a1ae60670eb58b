"""Pages of the portal itself: where to begin, whether it is well, what it does with data."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from samenwerking import bewaartermijnen, gezondheid
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.verzoek import Ingelogd

# In this order: the first page that the rol may see.
BEGIN = ("opgave", "ambassadeur", "monitor", "admin:index")
GELDIG = timedelta(days=180)


@require_safe
def start(request: Ingelogd) -> HttpResponse:
    """After logging in: the page where the work of this rol is."""
    return redirect(next(naam for naam in BEGIN if mag(request.user.rol, naam)))


@require_safe
def gezond(request: HttpRequest) -> JsonResponse:
    """200 when database and migrations are well, else 503; without Pango only PDF's are missing."""
    delen = gezondheid.onderdelen()
    status = 200 if delen["database"] and delen["migraties"] else 503
    inhoud = {naam: "ok" if goed else "niet ok" for naam, goed in delen.items()}
    response = JsonResponse(
        {"status": "ok" if status == 200 else "niet ok"} | inhoud, status=status
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weak spot (RFC 9116); each answer is valid for half a year."""
    regels = (
        f"Contact: mailto:{settings.DEFAULT_FROM_EMAIL}",
        f"Expires: {timezone.now() + GELDIG:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    )
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """How accessible the portal is, and where to report a barrier."""
    return render(request, "samenwerking/toegankelijkheid.html", _contact())


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data the portal holds, why and how long."""
    context = _contact() | {"termijnen": bewaartermijnen.TERMIJNEN.values()}
    return render(request, "samenwerking/privacy.html", context)


def _contact() -> dict[str, str]:
    return {"contact": settings.DEFAULT_FROM_EMAIL}
