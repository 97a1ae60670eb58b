"""From where somebody looks: which round, known at which moment, and how much of it.

Readers (commissie, BZK, VNG, ambassadeurs...) see everything declared up to the moment they choose;
the public sees a published round as it was known when it was published (domein.md, Roles).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest

from samenwerking.klok import NEDERLAND
from samenwerking.models import Uitvraag
from samenwerking.toegang.bereik import leest_alles


@dataclass(frozen=True)
class Blik:
    """A round and a moment; `inhoud` says whether what was declared may be shown.

    Without `inhoud` only who has submitted is public. `terug` is True when an earlier moment than
    the present was chosen.
    """

    uitvraag: Uitvraag
    bekend_op: datetime
    nu: datetime
    inhoud: bool
    terug: bool = False

    @property
    def query(self) -> str:
        """The query string that leads back to this view."""
        stand = f"&stand={self.bekend_op.isoformat(timespec='minutes')}" if self.terug else ""
        return f"ronde={self.uitvraag.code}{stand}".replace("+", "%2B")


def blik(request: HttpRequest) -> Blik:
    """The view of this request: `?ronde=2013-mei&stand=2013-05-29T14:00`, else the present round.

    Raises Http404 for a round that does not exist or has not opened yet.
    """
    nu: datetime = request.nu
    alles = leest_alles(request.user)
    uitvraag = _uitvraag(request.GET.get("ronde", ""), nu, alles)
    if alles:
        stand = _moment(request.GET.get("stand", ""))
        bekend = min(stand, nu) if stand else nu
        return Blik(uitvraag, bekend, nu, inhoud=True, terug=bekend < nu)
    gepubliceerd = uitvraag.gepubliceerd_op
    if gepubliceerd and gepubliceerd <= nu:
        return Blik(uitvraag, gepubliceerd, nu, inhoud=True)
    return Blik(uitvraag, nu, nu, inhoud=False)


def rondes(request: HttpRequest) -> list[Uitvraag]:
    """The rounds that may be chosen, newest first."""
    return list(Uitvraag.objects.geopend(request.nu))


def _uitvraag(code: str, nu: datetime, alles: bool) -> Uitvraag:
    geopend = Uitvraag.objects.geopend(nu)
    if code:
        gekozen = geopend.filter(code=code).first()
    else:
        gekozen = geopend.first() if alles else _voor_publiek(nu)
    if gekozen is None:
        raise Http404("Deze ronde is er niet of is nog niet open.")
    return gekozen


def _voor_publiek(nu: datetime) -> Uitvraag | None:
    """The open round while it lasts, after that the last published one."""
    geopend = Uitvraag.objects.geopend(nu)
    lopend = geopend.filter(laatste_wijziging__gt=nu).first()
    return lopend or Uitvraag.objects.gepubliceerd(nu).first() or geopend.first()


def _moment(tekst: str) -> datetime | None:
    """An ISO moment from the URL; without time zone it is Dutch time, nonsense is ignored."""
    try:
        moment = datetime.fromisoformat(tekst.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)
