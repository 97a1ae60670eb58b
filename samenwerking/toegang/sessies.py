"""Sessions that end 30 minutes after the last request, without a write for every request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDeDatabase
from django.utils import timezone

# A session is saved again only when it would last shorter than this.
VERLENG_ONDER = timedelta(minutes=25)


class SessionStore(InDeDatabase):
    """Django's sessions in the database, extended on use: they last 25 to 30 idle minutes."""

    def load(self) -> dict[str, Any]:
        """The content; an ageing session is marked to be saved, which begins its time anew."""
        rij = self._get_session_from_db()  # type: ignore[attr-defined]
        if rij is None:
            return {}
        self.modified = rij.expire_date - timezone.now() < VERLENG_ONDER
        return self.decode(rij.session_data)
