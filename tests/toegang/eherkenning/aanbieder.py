"""An OpenID provider on loopback, built on authlib: it logs in who the test says, and may err.

PKCE (S256), client secret, redirect address and nonce are checked by authlib; the signing key is
made anew. What the test puts in `claims` is said of everybody; `knoei` changes the ID token.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from authlib.common.security import generate_token
from authlib.oauth2 import AuthorizationServer, OAuth2Error
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from joserfc import jwt
from joserfc.jwk import RSAKey

Claims = dict[str, Any]
CLIENT, GEHEIM = "monitor", "geheim-van-de-proef"


@cache
def sleutel() -> RSAKey:
    """The signing key of this run."""
    return RSAKey.generate_key(2048, {"kid": "proef", "use": "sig"})


@dataclass
class Klant(ClientMixin):
    """The portal, as the broker knows it."""

    terug: str

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.terug

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.terug

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == GEHEIM

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_post"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """What was asked, until the token is fetched."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


class Vraag(OAuth2Request):
    """A request as authlib reads it."""

    def __init__(self, methode: str, url: str, koppen: Any, velden: dict[str, str]) -> None:
        super().__init__(methode, url, headers=koppen)
        self.payload = BasicOAuth2Payload(velden)
        self._velden = velden

    @property
    def args(self) -> dict[str, str]:
        return self._velden

    @property
    def form(self) -> dict[str, str]:
        return self._velden


class Bewijs(OpenIDCode):
    """The ID token; `knoei` of the provider has the last word."""

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        return False

    def encode_id_token(self, token: Claims, request: OAuth2Request) -> str:
        return self.aanbieder.id_token(request.authorization_code.nonce)


class Codes(AuthorizationCodeGrant):
    """The authorization code flow: a code works once."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        vraag = request.payload.data
        self.server.codes[code] = Code(
            code,
            request.payload.redirect_uri,
            request.payload.scope,
            vraag["nonce"],
            vraag["code_challenge"],
            vraag["code_challenge_method"],
        )

    def query_authorization_code(self, code: str, client: Klant) -> Code | None:
        return self.server.codes.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del self.server.codes[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> str:
        return "wie de test zegt"


@dataclass
class Aanbieder(AuthorizationServer):
    """The broker: discovery, authorize, token, jwks and userinfo."""

    url: str
    terug: str = ""
    claims: Claims = field(default_factory=dict)
    knoei: Callable[[Claims], Claims] = lambda claims: claims
    zegt: Claims = field(default_factory=dict)
    weigert: bool = False
    vragen: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self.sleutel = self.ondertekent = sleutel()
        maker = BearerTokenGenerator(lambda *args, **kwargs: generate_token(42))
        self.register_token_generator("default", maker)
        bewijs = Bewijs(require_nonce=True)
        bewijs.aanbieder = self
        self.register_grant(Codes, [bewijs, CodeChallenge(required=True)])

    def query_client(self, client_id: str) -> Klant | None:
        return Klant(self.terug) if client_id == CLIENT else None

    def save_token(self, token: Claims, request: OAuth2Request) -> None:
        self.toegang = token["access_token"]

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: Vraag) -> Vraag:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> tuple[int, Any, Any]:
        return status, body, headers

    def id_token(self, nonce: str) -> str:
        """Signed claims of now, as the test wants them."""
        nu = int(time.time())
        vast = {"iss": self.url, "aud": CLIENT, "iat": nu, "exp": nu + 60, "nonce": nonce}
        claims = self.knoei(vast | {"sub": self.claims["sub"], "acr": self.claims.get("acr")})
        return jwt.encode({"alg": "RS256", "kid": "proef"}, claims, self.ondertekent)

    def antwoord(self, vraag: Vraag) -> tuple[int, Any, Any]:
        """(status, body, headers) of one request."""
        pad = urlsplit(vraag.uri).path
        if pad == "/.well-known/openid-configuration":
            adressen = {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "userinfo_endpoint": f"{self.url}/userinfo",
            }
            return 200, adressen | self.zegt, []
        if pad == "/jwks":
            return 200, {"keys": [self.sleutel.as_dict(private=False)]}, []
        if pad == "/authorize":
            self.vragen.append(vraag.payload.data)
            grant = self.get_consent_grant(vraag, "wie de test zegt")
            return self.create_authorization_response(
                vraag, grant_user=None if self.weigert else "wie de test zegt", grant=grant
            )
        if pad == "/token":
            return self.create_token_response(vraag)
        if pad == "/userinfo" and vraag.headers["Authorization"] == f"Bearer {self.toegang}":
            return 200, self.claims, []
        return 404, {}, []


@contextmanager
def aanbieder() -> Iterator[Aanbieder]:
    """A provider that answers on loopback as long as the context lasts."""

    class Loket(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._doe(dict(parse_qsl(urlsplit(self.path).query)))

        def do_POST(self) -> None:
            lengte = int(self.headers["Content-Length"])
            self._doe(dict(parse_qsl(self.rfile.read(lengte).decode())))

        def _doe(self, velden: dict[str, str]) -> None:
            vraag = Vraag(self.command, f"{broker.url}{self.path}", self.headers, velden)
            try:
                status, inhoud, koppen = broker.antwoord(vraag)
            except OAuth2Error as fout:
                status, inhoud, koppen = fout()
            tekst = inhoud if isinstance(inhoud, str) else json.dumps(inhoud)
            self.send_response(status)
            for naam, waarde in ({"Content-Type": "application/json"} | dict(koppen)).items():
                self.send_header(naam, waarde)
            self.end_headers()
            self.wfile.write(tekst.encode())

        def log_message(self, *args: Any) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Loket)
    broker = Aanbieder(f"http://127.0.0.1:{server.server_port}")
    draad = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    draad.start()
    try:
        yield broker
    finally:
        server.shutdown()
        server.server_close()
        draad.join()
