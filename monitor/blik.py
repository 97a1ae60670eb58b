"""From where somebody looks: which round, known at which moment, and how much of it.

Readers (commissie, BZK, VNG, ambassadeurs...) see everything declared up to the moment they choose;
the public sees a published round as it was known when it was published (domein.md, Roles).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Subquery
from django.http import Http404
from django.utils.formats import date_format

from samenwerking.klok import NEDERLAND
from samenwerking.models import Uitvraag
from samenwerking.toegang.bereik import leest_alles
from samenwerking.toegang.models import Logkop
from samenwerking.toegang.verzoek import Verzoek


class GeenRonde(Http404):
    """No round has opened yet."""


class GeenStand(Http404):
    """Of the moment that was asked for nothing can be shown; `zin` says why and what to do."""

    def __init__(self, zin: str, uitvraag: Uitvraag) -> None:
        super().__init__(zin)
        self.zin, self.uitvraag = zin, uitvraag


@dataclass(frozen=True)
class Blik:
    """A round and a moment; `inhoud` says whether what was declared may be shown.

    Without `inhoud` only who has submitted is public. `terug` is True when an earlier moment than
    the present was chosen: `nu` is that moment then, so that nothing speaks of what came later.
    `nummer` is that of the last row of the logboek when the request began, for a page that only
    reads; `geopend` are the rounds that have opened.
    """

    uitvraag: Uitvraag
    bekend_op: datetime
    nu: datetime
    inhoud: bool
    terug: bool = False
    nummer: int | None = None
    geopend: tuple[Uitvraag, ...] = ()

    @cached_property
    def query(self) -> str:
        """The query string that leads back to this view."""
        return urlencode({naam: waarde for naam, waarde in self.velden.items() if waarde})

    @property
    def velden(self) -> dict[str, str]:
        """Name and value of what a form must send along to stay in this view."""
        stand = self.bekend_op.isoformat(timespec="minutes") if self.terug else ""
        return {"ronde": self.uitvraag.code, "stand": stand}


def blik(request: Verzoek) -> Blik:
    """The view of this request: `?ronde=2013-mei&stand=2013-05-29T14:00`, else the present round.

    Raises Http404 for a round that does not exist or has not opened yet, GeenRonde when none has,
    GeenStand when a reader asks for a moment of which nothing can be shown.
    """
    alles = leest_alles(request.user)
    gevraagd = request.GET.get("ronde", "")
    laatste = Logkop.objects.values("nummer")
    te_kiezen = Uitvraag.objects.geopend(request.nu).annotate(logboek=Subquery(laatste))
    geopend = list(te_kiezen)
    uitvraag = _uitvraag(geopend, gevraagd, request.nu, alles)
    kijk = bekijk(request, uitvraag, request.GET.get("stand", ""))
    return replace(kijk, nummer=uitvraag.logboek, geopend=tuple(geopend))


def bekijk(request: Verzoek, uitvraag: Uitvraag, stand: str = "") -> Blik:
    """How `uitvraag` looks for who asks; a reader may choose an earlier moment, `stand`."""
    nu = request.nu
    if leest_alles(request.user):
        bekend = _stand(stand, uitvraag, nu)
        return Blik(uitvraag, bekend, nu=bekend, inhoud=True, terug=bekend < nu)
    gepubliceerd = uitvraag.gepubliceerd_op
    if gepubliceerd and gepubliceerd <= nu:
        return Blik(uitvraag, gepubliceerd, nu, inhoud=True)
    return Blik(uitvraag, nu, nu, inhoud=False)


def rondes(request: Verzoek) -> list[Uitvraag]:
    """The rounds that may be chosen, newest first."""
    return [ronde for ronde in alle_rondes(request) if ronde.opent <= request.nu]


def alle_rondes(request: Verzoek) -> list[Uitvraag]:
    """Every round, newest first; read once per request."""
    if not hasattr(request, "alle_rondes"):
        request.alle_rondes = list(Uitvraag.objects.order_by("-opent"))
    gelezen: list[Uitvraag] = request.alle_rondes
    return gelezen


def _uitvraag(geopend: Sequence[Uitvraag], code: str, nu: datetime, alles: bool) -> Uitvraag:
    if code:
        gekozen = next((ronde for ronde in geopend if ronde.code == code), None)
        if gekozen is None:
            raise Http404("Deze ronde is er niet of is nog niet open.")
        return gekozen
    if not geopend:
        raise GeenRonde("Er is nog geen ronde open.")
    return geopend[0] if alles else _voor_publiek(geopend, nu)


def _voor_publiek(geopend: Sequence[Uitvraag], nu: datetime) -> Uitvraag:
    """The open round while it lasts, after that the last published one."""
    lopend = (ronde for ronde in geopend if ronde.laatste_wijziging > nu)
    openbaar = (r for r in geopend if r.gepubliceerd_op and r.gepubliceerd_op <= nu)
    return next(lopend, None) or next(openbaar, None) or geopend[0]


def _stand(tekst: str, uitvraag: Uitvraag, nu: datetime) -> datetime:
    """The moment asked for, `nu` without one. Raises GeenStand for nonsense and other times."""
    if not tekst:
        return nu
    stand = _moment(tekst)
    if stand is None:
        raise GeenStand(
            "Dit is geen datum met een tijd. Kies een moment, of laat het leeg.", uitvraag
        )
    if stand > nu:
        zin = f"{_dag(stand)} moet nog komen. Kies een moment tot nu, of laat het leeg."
        raise GeenStand(zin, uitvraag)
    if stand < uitvraag.opent:
        zin = f"Op {_dag(stand)} was ronde {uitvraag.korte_naam} nog niet open; er is dan niets te"
        raise GeenStand(f"{zin} zien. Kies een moment vanaf {_dag(uitvraag.opent)}.", uitvraag)
    return stand


def _dag(moment: datetime) -> str:
    return date_format(moment.astimezone(NEDERLAND), "j F Y")


def _moment(tekst: str) -> datetime | None:
    """An ISO moment from the URL, without time zone in Dutch time; None for nonsense."""
    try:
        moment = datetime.fromisoformat(tekst.replace(" ", "+"))
        gelezen = moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)
        return gelezen.astimezone(UTC).astimezone(NEDERLAND)
    except (ValueError, OverflowError):
        return None
