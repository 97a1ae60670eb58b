"""What is not kept longer than needed (privacy)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone

from samenwerking.toegang.sessies import SessionStore


def verlopen_sessies(op: datetime) -> list[str]:
    """Remove sessions that have ended; by the real clock, for they are not domain time."""
    aantal = _verlopen()
    SessionStore.clear_expired()
    return [f"{aantal} verlopen sessies verwijderd."] if aantal else []


def proef(op: datetime) -> list[str]:
    """How many sessions would go."""
    aantal = _verlopen()
    return [f"zou {aantal} verlopen sessies verwijderen."] if aantal else []


def _verlopen() -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).count()
