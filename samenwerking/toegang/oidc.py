"""OpenID Connect with the broker of the settings: allauth's provider, and what it leaves open.

allauth keeps the state (one use, ten minutes, this session) and PKCE, and asks for the tokens.
Here: the issuer is the one of the settings, every address https, the ID token signed by it and
for us, with our nonce and an accepted level of assurance, and userinfo about the same person.
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang import eherkenning

log = logging.getLogger("toegang")
BROKER = "eherkenning"
# Signatures with a key that only the broker has.
ONDERTEKENING = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
ADRESSEN = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MIS = "Er ging onderweg iets mis. Probeer het nog een keer vanaf de inlogpagina."
STOP = "U hebt het inloggen afgebroken. Er is niets veranderd."
NIVEAU = (
    "U logde in met een te laag betrouwbaarheidsniveau. Probeer het opnieuw, en kies daarbij een "
    "hoger niveau. Hebt u dat niet? Vraag er dan om bij wie dat bij uw gemeente beheert."
)


def nonce(staat: str) -> str:
    """What the ID token has to repeat: follows from the state, which lives once, in one session."""
    return salted_hmac("oidc-nonce", staat, algorithm="sha256").hexdigest()


def geweigerd(request: HttpRequest, zin: str, status: int = 403) -> HttpResponse:
    """The page that says why nobody was logged in, and what to do."""
    return render(request, "account/eherkenning_geweigerd.html", {"zin": zin}, status=status)


class Verbinding(OpenIDConnectOAuth2Adapter):
    """The endpoints of the broker, and the ID token that came from them."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the broker says of itself. Raises OAuth2Error when that cannot be right."""
        config = super().openid_config
        if not isinstance(config, dict) or config.get("issuer") != settings.OIDC.url:
            raise OAuth2Error("another issuer than OIDC_URL")
        schemas = {"https", "http"} if settings.DEBUG else {"https"}
        for naam in (*ADRESSEN, *({"userinfo_endpoint"} & config.keys())):
            if urlsplit(str(config.get(naam))).scheme not in schemas:
                raise OAuth2Error(f"no safe {naam}")
        return config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Where the broker sends people back to."""
        return request.build_absolute_uri(reverse("eherkenning-terug"))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """Who came back. Raises OAuth2Error for a token that is not for us, here and now."""
        bewijs = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        if not constant_time_compare(str(bewijs.get("nonce")), nonce(request.GET["state"])):
            raise OAuth2Error("another nonce")
        if settings.OIDC.acr and bewijs.get("acr") not in settings.OIDC.acr:
            raise ImmediateHttpResponse(geweigerd(request, NIVEAU))
        over: dict[str, Any] = {"sub": bewijs["sub"]}
        if "userinfo_endpoint" in self.openid_config:
            over = self._fetch_user_info(token.token)
        if not isinstance(over, dict) or over.get("sub") != bewijs["sub"]:
            raise OAuth2Error("userinfo about another")
        login = self.get_provider().sociallogin_from_response(request, {"id_token": bewijs})
        login.account.extra_data = {}  # The portal keeps whom, not what the broker knows.
        login.claims = over | bewijs
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The claims of a token of this broker, for this portal, that has not ended."""
        try:
            kop = jwt.get_unverified_header(id_token)
            sleutels = self._sleutels().keys
            sleutel = next(s for s in sleutels if kop.get("kid") in {None, s.key_id})
            bewijs = jwt.decode(
                id_token,
                sleutel,
                algorithms=[*ONDERTEKENING],
                issuer=settings.OIDC.url,
                audience=app.client_id,
                leeway=30,
                options={"require": ["iss", "aud", "exp", "iat", "sub"]},
            )
        except (jwt.PyJWTError, StopIteration) as fout:
            raise OAuth2Error("Invalid id_token") from fout
        if bewijs.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("a token for another party")
        if not 0 < len(bewijs["sub"]) <= 191:
            raise OAuth2Error("no usable sub")
        return bewijs

    def _sleutels(self) -> jwt.PyJWKSet:
        from allauth.socialaccount.adapter import get_adapter

        with get_adapter().get_requests_session() as sessie:
            antwoord = sessie.get(self.openid_config["jwks_uri"])
            antwoord.raise_for_status()
            return jwt.PyJWKSet.from_dict(antwoord.json())


class Broker(OpenIDConnectProvider):
    """allauth's provider with our connection."""

    oauth2_adapter_class = Verbinding

    def adres(self, request: HttpRequest, volgende: str | None) -> str:
        """Where to log in, with a state and nonce of this session. Raises OAuth2Error."""
        staat = get_random_string(32)
        vraag = {"nonce": nonce(staat)}
        if settings.OIDC.acr:
            vraag["acr_values"] = " ".join(settings.OIDC.acr)
        antwoord = self.redirect(
            request, AuthProcess.LOGIN, next_url=volgende, state_id=staat, auth_params=vraag
        )
        if "Location" not in antwoord:
            raise OAuth2Error("no address to log in")
        return antwoord["Location"]


class Adapter(DefaultSocialAccountAdapter):
    """One broker, of the settings; who may in is decided by `eherkenning`."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The broker; the database is not asked."""
        broker = settings.OIDC
        return [
            SocialApp(
                provider=Broker.id,
                provider_id=BROKER,
                name=broker.naam,
                client_id=broker.client_id,
                secret=broker.geheim,
                settings={"server_url": broker.url.rstrip("/"), "oauth_pkce_enabled": True},
            )
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find, link or make the account; or show why not."""
        try:
            sociallogin.user = eherkenning.toelaten(sociallogin.account, sociallogin.claims)
        except Geweigerd as weigering:
            log.warning("broker geweigerd")
            raise ImmediateHttpResponse(geweigerd(request, str(weigering))) from weigering

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **kwargs: Any
    ) -> None:
        """One page for who stopped, one for whatever did not fit; what it was is in the log."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(geweigerd(request, STOP))
        log.warning("broker mislukt: %s", kwargs.get("exception") or error)
        raise ImmediateHttpResponse(geweigerd(request, MIS))
