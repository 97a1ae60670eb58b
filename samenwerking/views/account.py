"""The own account: what one can arrange, and everything that the portal holds of oneself."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from samenwerking.toegang import gegevens
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.factor import verplicht
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.uitwisseling import ods
from samenwerking.uitwisseling.cellen import geschreven


@require_safe
def account(request: Ingelogd) -> HttpResponse:
    """What one can arrange: password, second step, devices, data, colleagues, tokens."""
    rol = request.user.rol
    context = {
        "factor_verplicht": verplicht(request.user),
        "mag_accounts": mag(rol, "accounts"),
        "mag_tokens": mag(rol, "tokens"),
    }
    return render(request, "samenwerking/account.html", context)


class Wachtwoord(PasswordChangeView):
    """Another password; who logs in through the broker only has none to change."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Back to the account, with the reason."""
        if not request.user.has_usable_password():
            messages.info(request, "U logt in zonder wachtwoord van dit portaal.")
            return redirect("account")
        return super().dispatch(request, *args, **kwargs)


wachtwoord = Wachtwoord.as_view()


@require_safe
def mijn_gegevens(request: Ingelogd, formaat: str) -> HttpResponse:
    """Everything that points to the account and its person, as a file (AVG, art. 15 and 20)."""
    rijen = gegevens.van(request.user)
    if formaat == "json":
        delen = [dict(zip(gegevens.KOPPEN, rij, strict=True)) for rij in rijen]
        tekst = json.dumps(delen, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        antwoord = HttpResponse(tekst, content_type="application/json; charset=utf-8")
    elif formaat == "ods":
        cellen = [list(gegevens.KOPPEN), *([geschreven(cel) for cel in rij] for rij in rijen)]
        antwoord = HttpResponse(ods.schrijf({"mijn gegevens": cellen}), content_type=ods.SOORT)
    else:
        raise Http404
    antwoord.headers["Content-Disposition"] = f'attachment; filename="mijn-gegevens.{formaat}"'
    return antwoord
