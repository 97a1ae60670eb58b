"""The PDF behind a decision: for the own gemeente only, as a download."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from samenwerking.acties.besluitstukken import MAP
from samenwerking.models import Besluit
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente


@require_safe
def besluitstuk(request: Ingelogd, naam: str) -> FileResponse:
    """The document called `naam` of a decision of the own gemeente that one may see; else 404."""
    eigen = zichtbaar(request.user, Besluit).filter(
        versie__opgave__gemeente=eigen_gemeente(request), document=f"{MAP}/{naam}"
    )
    besluit = get_object_or_404(eigen.order_by("pk")[:1])
    try:
        bestand = besluit.document.open("rb")
    except FileNotFoundError as fout:
        raise Http404 from fout
    dag = besluit.genomen or besluit.gepland
    return FileResponse(
        bestand,
        as_attachment=True,
        filename=f"besluit-{besluit.orgaan}-{dag:%Y-%m-%d}.pdf",
        content_type="application/pdf",
    )
