"""What the registry holds of the letters of a round, as the format says it."""

from __future__ import annotations

from samenwerking.models import Brief, Ondertekening, Uitvraag
from samenwerking.uitwisseling.rijen import Briefrij, Ondertekeningrij


def lees_brieven(uitvraag: Uitvraag) -> dict[str, Briefrij]:
    """The letters of the round, by slug."""
    return {
        brief.slug: Briefrij(
            brief=brief.slug,
            datum=brief.datum,
            kenmerk=brief.kenmerk,
            onderwerp=brief.onderwerp,
            geadresseerden=tuple(g.naam for g in brief.geadresseerden.all()),
            identiek_aan=brief.identiek_aan.slug if brief.identiek_aan else None,
        )
        for brief in Brief.objects.filter(uitvraag=uitvraag)
        .select_related("identiek_aan")
        .prefetch_related("geadresseerden")
    }


def lees_ondertekeningen(uitvraag: Uitvraag) -> dict[tuple[str, str], Ondertekeningrij]:
    """The signatures of the round's letters, by brief and gemeente."""
    return {
        (o.brief.slug, o.gemeente_id): Ondertekeningrij(
            brief=o.brief.slug,
            gemeente=o.gemeente_id,
            ondertekenaar=o.ondertekenaar,
            functie=o.functie,
            gemeente_ondertekenaar=o.gemeente_ondertekenaar_id,
        )
        for o in Ondertekening.objects.filter(
            brief__uitvraag=uitvraag, ingetrokken_op=None
        ).select_related("brief")
    }
