"""Views that somebody keeps: where each leads, and whether that is still there."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.http import QueryDict
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from samenwerking.toegang.beleid import mag

WEG = ("pagina", "formaat", "cel")
"""What of a query string is of the moment and not kept."""


class Weergave(NamedTuple):
    """A view that is kept; `kapot` says why it cannot be opened, and is empty when it can."""

    pk: int
    naam: str
    url: str
    kapot: str


def weergave(
    pk: int, naam: str, pagina: str, query: str, *, rol: str | None, rondes: Collection[str]
) -> Weergave:
    """Where a kept view leads; `rondes` are the codes of those that have opened."""
    try:
        pad = reverse(pagina)
    except NoReverseMatch:
        return Weergave(pk, naam, "", "deze pagina bestaat niet meer")
    if not mag(rol, pagina):
        return Weergave(pk, naam, "", "deze pagina is niet meer voor u")
    ronde = QueryDict(query).get("ronde", "")
    if ronde and ronde not in rondes:
        return Weergave(pk, naam, "", f"ronde {ronde} is er niet")
    return Weergave(pk, naam, f"{pad}?{query}" if query else pad, "")


def ontleed(adres: str, rol: str | None) -> tuple[str, str] | None:
    """URL name and query string of a dashboard's address; None when it is none that `rol` has."""
    pad, _, query = adres.partition("?")
    try:
        gevonden = resolve(pad)
    except Resolver404:
        return None
    naam = gevonden.url_name or ""
    if gevonden.kwargs or not pad.startswith("/monitor/") or not mag(rol, naam):
        return None
    velden = QueryDict(query.partition("#")[0], mutable=True)
    for veld in WEG:
        velden.pop(veld, None)
    return naam, velden.urlencode()[:1000]
