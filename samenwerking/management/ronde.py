"""Rounds on the command line."""

from __future__ import annotations

from django.core.management.base import CommandError

from samenwerking.models import Uitvraag


def lees_ronde(code: str) -> Uitvraag:
    """The round with this code. Raises CommandError (exit code 1) that names those there are."""
    ronde: Uitvraag | None = Uitvraag.objects.filter(pk=code).first()
    if ronde is None:
        bekend = ", ".join(Uitvraag.objects.values_list("code", flat=True)) or "geen"
        raise CommandError(f"Onbekende ronde {code}. Bekend: {bekend}.")
    return ronde
