"""The domain clock: real time, or in the demo the time that PEILKLOK stands for.

Domain time only (rounds opened by then, versions recorded by then); sessions, CSRF and codes use
the real clock.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

NEDERLAND = ZoneInfo("Europe/Amsterdam")
GESTART = timezone.now()


def nu() -> datetime:
    """The present moment in the domain, aware, in Dutch time."""
    echt = timezone.now()
    if settings.PEILKLOK:
        return (settings.PEILKLOK + (echt - GESTART)).astimezone(NEDERLAND)
    return echt.astimezone(NEDERLAND)


def vandaag() -> date:
    """The present day in the Netherlands."""
    return nu().date()


def is_demo() -> bool:
    """Whether the clock is set to another time."""
    return settings.PEILKLOK is not None
