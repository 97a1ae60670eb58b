"""What the registry holds of the letters of a round, as the format says it."""

from __future__ import annotations

from django.db.models import Q

from samenwerking.models import Brief, Ondertekening, Uitvraag
from samenwerking.uitwisseling.rijen import Briefrij, Ondertekeningrij


def lees_brieven(uitvraag: Uitvraag) -> dict[str, Briefrij]:
    """The letters of the round that were sent, by slug."""
    return {
        brief.slug: Briefrij(
            brief=brief.slug,
            datum=brief.datum,
            kenmerk=brief.kenmerk,
            onderwerp=brief.onderwerp,
            geadresseerden=tuple(g.naam for g in brief.geadresseerden.all()),
            identiek_aan=brief.identiek_aan.slug if brief.identiek_aan else None,
        )
        for brief in Brief.objects.filter(uitvraag=uitvraag, verzonden_op__isnull=False)
        .select_related("identiek_aan")
        .prefetch_related("geadresseerden")
    }


def lees_ondertekeningen(uitvraag: Uitvraag) -> dict[tuple[str, str], Ondertekeningrij]:
    """The signatures of the letters that were sent, by brief and gemeente.

    Of a letter on paper also the gemeenten whose signature is not known.
    """
    getekend = Q(getekend_op__isnull=False, ingetrokken_op=None) | Q(brief__initiatief=None)
    return {
        (o.brief.slug, o.gemeente_id): Ondertekeningrij(
            brief=o.brief.slug,
            gemeente=o.gemeente_id,
            ondertekenaar=o.ondertekenaar,
            functie=o.functie,
            gemeente_ondertekenaar=o.gemeente_ondertekenaar_id,
        )
        for o in Ondertekening.objects.filter(
            getekend, brief__uitvraag=uitvraag, brief__verzonden_op__isnull=False
        ).select_related("brief")
    }
