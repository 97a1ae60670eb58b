"""Who of outside the gemeente saw what a gemeente declared: once per account, object and day.

Kept beside the logboek and not in its chain: the number of the last row there says whether the
evaluated round is still right, so a read must not move it; and an inzage ends after a year. What
was noted today is remembered by the process, so that a page costs no write but the first time.
A database that cannot write right now does not stop somebody from reading: the log has the line.
"""

from __future__ import annotations

import logging

from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone

from samenwerking.toegang.models import Inzage
from samenwerking.toegang.rollen import LEESROLLEN
from samenwerking.toegang.verzoek import Verzoek

log = logging.getLogger("inzage")
DAG = 24 * 3600
PAGINAS: dict[str, tuple[str, str]] = {
    # URL name: (soort, argument that names the object)
    "gemeente": ("gemeente", "code"),
    "versies": ("gemeente", "code"),
    "vng-papier-gemeente": ("gemeente", "gemeente"),
    "monitor-beoordelen": ("verband", "slug"),
    "verband": ("verband", "slug"),
}
"""The pages about one gemeente or one verband where a reader sees more than the public."""


def noteer(request: Verzoek, response: HttpResponse) -> None:
    """Note that this reader saw this, when the policy lets the rol see what is declared."""
    wat = _wat(request, response)
    gebruiker = request.user
    if wat is None or not gebruiker.is_authenticated or gebruiker.rol not in LEESROLLEN:
        return
    soort, object_ = wat
    dag = timezone.localdate()
    if not cache.add(f"inzage:{gebruiker.pk}:{soort}:{object_}:{dag}", 1, DAG):
        return
    rij = Inzage(
        persoon_id=gebruiker.persoon_id, rol=gebruiker.rol, soort=soort, object=object_, dag=dag
    )
    try:
        Inzage.objects.bulk_create([rij], ignore_conflicts=True)
    except OperationalError:
        log.exception("inzage niet genoteerd", extra={"velden": {"gebruiker": gebruiker.pk}})


def _wat(request: Verzoek, response: HttpResponse) -> tuple[str, str] | None:
    """(soort, object): a page about one of them, or a list of all as file."""
    match = request.resolver_match
    if match is None or response.status_code != 200 or request.method != "GET":
        return None
    naam = match.view_name
    if naam in PAGINAS:
        soort, sleutel = PAGINAS[naam]
        return soort, str(match.kwargs.get(sleutel, ""))[:80]
    als_bestand = response.headers.get("Content-Disposition", "").startswith("attachment")
    return ("bestand", naam[:80]) if als_bestand and naam.startswith("monitor-") else None
