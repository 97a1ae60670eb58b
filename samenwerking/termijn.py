"""Until when: the deadline of a round in the words of the reader."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format

from samenwerking.klok import NEDERLAND


def resterend(nu: datetime, tot: datetime) -> str:
    """How long `tot` is away, in two units at most: «1 dag en 9 uur», «14 minuten»."""
    minuten = max(int((tot - nu).total_seconds() // 60), 0)
    dagen, rest = divmod(minuten, 24 * 60)
    uren, minuten = divmod(rest, 60)
    delen = [(dagen, "dag", "dagen"), (uren, "uur", "uur"), (minuten, "minuut", "minuten")]
    eerste = next((i for i, (aantal, *_) in enumerate(delen) if aantal), 2)
    woorden = [
        f"{aantal} {een if aantal == 1 else meer}"
        for aantal, een, meer in delen[eerste : eerste + 2]
        if aantal
    ]
    return " en ".join(woorden) or "minder dan een minuut"


def uiterlijk(tot: datetime) -> str:
    """The last moment before `tot`: «tot en met vrijdag 31 mei», or with the time of day."""
    lokaal = tot.astimezone(NEDERLAND)
    if (lokaal.hour, lokaal.minute) == (0, 0):
        return f"tot en met {date_format(lokaal - timedelta(days=1), 'l j F')}"
    return f"tot {date_format(lokaal, 'l j F, H.i')} uur"
