"""Small helps for forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def aantal_fouten(form: Any) -> int:
    """How many things must be changed: a field with two errors counts twice."""
    return sum(len(fouten) for fouten in form.errors.values())


@register.filter
def suggesties(keuzes: Iterable[Any]) -> SafeString:
    """The options of a datalist: the `naam` of each. In Python because there are hundreds."""
    return format_html_join("", '<option value="{}">', ((keuze.naam,) for keuze in keuzes))
