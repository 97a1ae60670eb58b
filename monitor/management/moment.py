"""Moments on the command line."""

from __future__ import annotations

from datetime import datetime

from django.core.management.base import CommandError

from samenwerking.klok import NEDERLAND


def lees_moment(tekst: str) -> datetime:
    """An ISO moment; without a zone it is Dutch time. Raises CommandError (wrong usage)."""
    try:
        gelezen = datetime.fromisoformat(tekst)
    except ValueError:
        raise CommandError(
            f"'{tekst}' is geen moment; schrijf bijvoorbeeld 2013-06-01T00:00:00+02:00.",
            returncode=2,
        ) from None
    return gelezen.astimezone(NEDERLAND) if gelezen.tzinfo else gelezen.replace(tzinfo=NEDERLAND)
