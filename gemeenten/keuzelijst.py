"""A select for long lists."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

KLASSE = "utrecht-select utrecht-select--html-select"
OPTIE = '\n<option value="{}">{}</option>'
GEKOZEN = '\n<option value="{}" selected>{}</option>'


class Keuzelijst(forms.Select):
    """A select as any other, joined here: a template takes too long for 146 regio's."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The select with what is chosen."""
        gekozen = frozenset(self.format_value(value))
        alle = self.build_attrs(self.attrs, attrs)
        klasse = " ".join(filter(None, (KLASSE, alle.pop("class", ""))))
        kenmerken = flatatt({"name": name, "class": klasse, **alle})
        return format_html(
            "<select{}>{}</select>", kenmerken, _opties(_vast(self.choices), gekozen)
        )


def _vast(keuzes: Iterable[tuple[Any, Any]]) -> tuple[tuple[Any, Any], ...]:
    """The choices as a value that can be looked up."""
    return tuple((w, _vast(n) if isinstance(n, (list, tuple)) else n) for w, n in keuzes)


@lru_cache(maxsize=128)
def _opties(keuzes: tuple[tuple[Any, Any], ...], gekozen: Set[str]) -> SafeString:
    """Written once: page after page has the same regio's and taken."""
    return format_html_join("", "{}", ((_groep_of_optie(*keuze, gekozen),) for keuze in keuzes))


def _groep_of_optie(waarde: Any, naam: Any, gekozen: Set[str]) -> SafeString:
    if isinstance(naam, (list, tuple)):
        opties = _opties(naam, gekozen)
        return format_html('\n<optgroup label="{}">{}\n</optgroup>', waarde, opties)
    vorm = GEKOZEN if str(waarde) in gekozen else OPTIE
    return format_html(vorm, waarde, naam)
