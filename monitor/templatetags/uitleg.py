"""Uitleg beside a finding, wherever a finding is shown; `uitleg` in the context is the Register."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html

from monitor.regels.bevinding import Bevinding
from monitor.regels.uitleg import Sleutel, sleutel
from monitor.verbandbeeld import Ligt
from samenwerking.toegang.beleid import mag

register = template.Library()


@register.inclusion_tag("monitor/uitleg/bij.html", takes_context=True)
def uitleg_bij(context: dict[str, Any], bevinding: Bevinding) -> Any:
    """What was said about a finding, in full."""
    return _bij(context, [sleutel(bevinding)])


@register.inclusion_tag("monitor/uitleg/bij.html", takes_context=True)
def uitleg_ligging(context: dict[str, Any], ligging: Ligt) -> Any:
    """The same for a set that cuts the indeling of its own taken (C1); nothing for another."""
    eigen = [t for t in ligging.taken if t.referentie_indeling == ligging.indeling]
    wat = [Sleutel("C1", verband=ligging.verband, taak=t.code) for t in eigen]
    return _bij(context, wat if ligging.soort == "doorsnijdt" else [])


@register.simple_tag(takes_context=True)
def uitleg_merk(context: dict[str, Any], bevinding: Bevinding) -> str:
    """The mark of a finding in a list: what its uitleg is worth, as a link to the dossier."""
    return _merk(context, sleutel(bevinding))


@register.simple_tag(takes_context=True)
def uitleg_merk_c1(context: dict[str, Any], ligging: Ligt) -> str:
    """The same for a row of the list of liggingen."""
    taak = ligging.taken[0]
    if ligging.soort != "doorsnijdt" or taak.referentie_indeling != ligging.indeling:
        return "–"
    return _merk(context, Sleutel("C1", verband=ligging.verband, taak=taak.code))


@register.simple_tag(takes_context=True)
def uitleg_merk_op(context: dict[str, Any], wat: Sleutel) -> str:
    """The same for what has this key."""
    return _merk(context, wat)


def _merk(context: dict[str, Any], wat: Sleutel) -> str:
    woord = "; ".join(rij.woord for rij in context["uitleg"].op(wat)) or "geen uitleg"
    return format_html('<a href="/uitleg/{}/?{}">{}</a>', wat, context["blik"].query, woord)


def _bij(context: dict[str, Any], sleutels: list[Sleutel]) -> dict[str, Any]:
    gevonden = context.get("uitleg")
    blik = context.get("blik")
    rol = getattr(context.get("user"), "rol", None)
    rijen = {id(r): r for s in sleutels for r in gevonden.op(s)} if gevonden else {}
    return {
        "rijen": rijen.values(),
        "sleutel": str(sleutels[0]) if sleutels and gevonden is not None else "",
        "kan_openen": mag(rol, "uitleg"),
        "query": blik.query if blik else "",
    }
