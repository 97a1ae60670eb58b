"""Logging in through the broker: going there, and coming back."""

from __future__ import annotations

import logging

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from samenwerking.toegang.oidc import BROKER, Verbinding, geweigerd
from samenwerking.toegang.verzoek import Verzoek

log = logging.getLogger("toegang")
DICHT = (
    "De inlogdienst is nu niet bereikbaar. Probeer het over een paar minuten weer, of log in met "
    "uw e-mailadres en wachtwoord."
)


@require_POST
def begin(request: Verzoek) -> HttpResponse:
    """To the broker, by a page that goes on by itself.

    No redirect: the policy of the pages (form-action) holds for all that a form leads to, and where
    a broker leads on to is not ours to know.
    """
    try:
        provider = get_adapter().get_provider(request, BROKER)
        adres = provider.adres(request, get_next_redirect_url(request))
    except (OAuth2Error, RequestException) as fout:
        log.warning("broker onbereikbaar: %s", fout)
        return geweigerd(request, DICHT, status=503)
    antwoord = render(request, "account/eherkenning.html", {"adres": adres})
    antwoord.headers["Refresh"] = f"0; url={adres}"
    return antwoord


@require_safe
def terug(request: Verzoek) -> HttpResponse:
    """Back from the broker: a session, or a page that says why not."""
    return OAuth2CallbackView.adapter_view(Verbinding(request, BROKER))(request)
