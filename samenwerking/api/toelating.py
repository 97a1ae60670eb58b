"""Who may do what in the API, and how often: the policy table, tokens and sessions."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as Formulierfout
from django.http import QueryDict
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.throttling import SimpleRateThrottle

from samenwerking.api.paginering import SLEUTELS as BLADEREN
from samenwerking.api.paginering import Formaat, bladert
from samenwerking.toegang.beleid import mag_api
from samenwerking.toegang.bereik import rol

LEZEN = {"GET", "HEAD"}


class Sessie(SessionAuthentication):
    """The browser of somebody who is logged in; writing needs the CSRF token."""


class Beleid(BasePermission):
    """Deny by default: what the policy table does not give to this rol is refused."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """Whether the table allows it; a method that the resource lacks answers 405 by itself."""
        methode = "GET" if request.method == "HEAD" else request.method
        if methode.lower() not in _handlers(view):
            return True
        return mag_api(rol(request.user), request.resolver_match.url_name, methode)


class BekendeSleutels(BasePermission):
    """An unknown, repeated, empty or wrong query key is refused before anything is read."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """True. Raises ValidationError with what is wrong per key."""
        if request.method.lower() in _handlers(view):
            controleer(request.query_params, sleutels(view))
        return True


def _handlers(view: Any) -> set[str]:
    return {naam for naam in view.http_method_names if hasattr(view, naam)} - {"options"}


def sleutels(view: Any) -> dict[str, Any]:
    """Name -> form field of every query key that a view knows."""
    filterset = getattr(view, "filterset_class", None)
    velden = {n: f.field for n, f in filterset.base_filters.items()} if filterset else {}
    if bladert(view):
        velden |= BLADEREN
    formaten = [r.format for r in view.renderer_classes]
    if len(formaten) > 1:
        velden["formaat"] = Formaat(formaten)
    return velden


def controleer(query: QueryDict, bekend: dict[str, Any]) -> None:
    """Raise ValidationError unless every key is known, given once and valid."""
    fouten = {}
    for naam, waarden in query.lists():
        try:
            if naam not in bekend:
                mogelijk = ", ".join(sorted(bekend)) or "geen"
                raise Formulierfout(f"De parameter {naam} kennen wij niet. Mogelijk: {mogelijk}.")
            if len(waarden) > 1:
                raise Formulierfout(f"Geef {naam} één keer.")
            if not waarden[0]:
                raise Formulierfout(f"Geef {naam} een waarde, of laat de parameter weg.")
            bekend[naam].clean(waarden[0])
        except Formulierfout as fout:
            fouten[naam] = list(fout.messages)
    if fouten:
        raise ValidationError(fouten)


class Rem(SimpleRateThrottle):
    """How many requests: per token or account, else per address."""

    scope = "bezoeker"

    def allow_request(self, request: Any, view: Any) -> bool:
        """Whether this request fits; writing counts for itself."""
        if request.user.is_authenticated:
            self.scope = "lezen" if request.method in LEZEN else "schrijven"
            self.rate = self.get_rate()
            self.num_requests, self.duration = self.parse_rate(self.rate)
        return super().allow_request(request, view)

    def get_cache_key(self, request: Any, view: Any) -> str:
        """Token before account before address."""
        token = getattr(request.auth, "pk", None)
        wie = f"token-{token}" if token else request.user.pk or self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": wie}
