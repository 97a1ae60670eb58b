"""What the middleware adds to a request, for the type checker."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from samenwerking.toegang.models import Gebruiker


class Verzoek(HttpRequest):
    """A request in the portal: `nu` is its moment of receipt on the domain clock."""

    nu: datetime
    htmx: HtmxDetails
    gebruiker_id: int | None
    alle_rondes: list[Any]


class Ingelogd(Verzoek):
    """A request to a page that the policy keeps for accounts."""

    user: Gebruiker
