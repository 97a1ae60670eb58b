"""Small helps for forms."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def aantal_fouten(form: Any) -> int:
    """How many things must be changed: a field with two errors counts twice."""
    return sum(len(fouten) for fouten in form.errors.values())
