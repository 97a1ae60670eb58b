"""A synthetic round of the size of the country: some 200 verbanden, 1,500 arrangementen, 12,000
deelnames and 9,000 regels, drawn with a fixed seed over the reference data of 2013.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.conf import settings
from django.db import transaction

from gemeenten.models import Gemeente, Grens, Regio, Regiolid, Soort
from samenwerking.keuzes import Bevoegdheden, JuridischStadium, Orgaan, RegieVorm, Stadium, Wijze
from samenwerking.models import (
    Arrangement,
    Besluit,
    Deelname,
    Opgave,
    Opgaveregel,
    Opgaveversie,
    Rechtsvorm,
    Uitvraag,
    Verband,
    Verbandversie,
)
from samenwerking.referentie import laad
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon

RONDE = "2013-mei"
VERBANDEN, ZONDER_OPGAVE = 200, 30
BESLOTEN = (Stadium.COLLEGEBESLUIT, Stadium.RAADSBESLUIT, Stadium.IN_WERKING)


@dataclass
class Atlas:
    """Codes of gemeenten and taken, neighbours and members of regions."""

    gemeenten: list[str]
    taken: list[str]
    buren: dict[str, list[str]]
    regios: dict[int, list[str]]


def maak() -> Uitvraag:
    """Load the reference data and write the round; the same on every machine."""
    toeval = Random(20130531)
    with transaction.atomic():
        laad(settings.FIXTURES)
        ronde = Uitvraag.objects.get(pk=RONDE)
        persoon = logboek.opdrachtregel()
        atlas = _atlas(ronde)
        doet_mee = _verbanden(ronde, persoon, atlas, toeval)
        _opgaven(ronde, persoon, atlas, doet_mee, toeval)
    return ronde


def _atlas(ronde: Uitvraag) -> Atlas:
    dag = ronde.peildatum
    buren: dict[str, list[str]] = defaultdict(list)
    for een, ander in Grens.objects.op(dag).values_list("gemeente_id", "buur_id"):
        buren[een].append(ander)
    regios: dict[int, list[str]] = defaultdict(list)
    soorten = (Soort.ARBEIDSMARKTREGIO, Soort.VEILIGHEIDSREGIO, Soort.JEUGDREGIO)
    leden = Regiolid.objects.op(dag).filter(regio__soort__in=soorten)
    for regio, lid in leden.values_list("regio_id", "gemeente_id"):
        regios[regio].append(lid)
    return Atlas(
        list(Gemeente.objects.op(dag).order_by("code").values_list("code", flat=True)),
        list(ronde.uitvraagtaken.order_by("taak_id").values_list("taak_id", flat=True)),
        buren,
        regios,
    )


def _omgeving(atlas: Atlas, toeval: Random) -> list[str]:
    """A gemeente with some of those around it."""
    leden = [toeval.choice(atlas.gemeenten)]
    doel = toeval.randint(3, 11)
    for wie in leden:
        leden += [buur for buur in atlas.buren[wie] if buur not in leden]
        if len(leden) >= doel:
            break
    return leden[:doel]


def _verbanden(
    ronde: Uitvraag, persoon: Persoon, atlas: Atlas, toeval: Random
) -> dict[tuple[str, str], list[str]]:
    """Write the verbanden; the slugs of those that hold a gemeente for a taak."""
    vormen = list(Rechtsvorm.objects.op(ronde.peildatum).order_by("code"))
    slugs = [f"verband-{n:03}" for n in range(VERBANDEN)]
    Verband.objects.bulk_create(Verband(slug=slug) for slug in slugs)
    doet_mee: dict[tuple[str, str], list[str]] = defaultdict(list)
    versies, arrangementen, deelnames = [], [], []
    for slug in slugs:
        regio = toeval.choice(sorted(atlas.regios)) if toeval.random() < 0.2 else None
        kern = atlas.regios[regio] if regio else _omgeving(atlas, toeval)
        laatste = 2 if toeval.random() < 0.1 else 1
        for nummer in range(1, laatste + 1):
            versie = _versie(slug, nummer, ronde, persoon, kern, toeval.choice(vormen), toeval)
            versies.append(versie)
            for taak in sorted(toeval.sample(atlas.taken, toeval.randint(5, 10))):
                hecht = regio if regio and toeval.random() < 0.3 else None
                rij = Arrangement(versie=versie, taak_id=taak, regio_id=hecht)
                arrangementen.append(rij)
                leden = kern if hecht else _bijgesteld(kern, atlas, toeval)
                deelnames += [Deelname(arrangement=rij, gemeente_id=g) for g in leden if not hecht]
                if nummer == laatste:
                    for wie in leden:
                        doet_mee[wie, taak].append(slug)
    Verbandversie.objects.bulk_create(versies)
    Arrangement.objects.bulk_create(arrangementen)
    Deelname.objects.bulk_create(deelnames)
    return doet_mee


def _versie(
    slug: str,
    nummer: int,
    ronde: Uitvraag,
    persoon: Persoon,
    kern: list[str],
    vorm: Rechtsvorm,
    toeval: Random,
) -> Verbandversie:
    return Verbandversie(
        verband_id=slug,
        uitvraag=ronde,
        nummer=nummer,
        naam=f"Samenwerking {slug[-3:]}",
        vastgelegd_op=ronde.opent + timedelta(days=nummer),
        door=persoon,
        rechtsvorm=vorm,
        penvoerder_id=kern[0],
        regie_vorm=toeval.choice([None, *RegieVorm.values]),
        juridisch_stadium=toeval.choice([None, *JuridischStadium.values]),
        bevoegdheden=toeval.choice([None, *Bevoegdheden.values]),
        gezamenlijke_inkoop=toeval.choice([None, True, False]),
        inkoop_start=toeval.choice([None, date(2014, 1, 1)]),
        risicoanalyse=toeval.choice([None, "geen", "financieel|juridisch"]),
        rapportagecyclus=toeval.choice([None, True, False]),
    )


def _bijgesteld(kern: list[str], atlas: Atlas, toeval: Random) -> list[str]:
    """A la carte: for three in ten taken one gemeente more or less."""
    lot = toeval.random()
    if lot < 0.15 and len(kern) > 2:
        return [g for g in kern if g != toeval.choice(kern[1:])]
    erbij = [g for g in atlas.buren[kern[-1]] if g not in kern]
    return [*kern, toeval.choice(erbij)] if lot > 0.85 and erbij else kern


def _opgaven(
    ronde: Uitvraag,
    persoon: Persoon,
    atlas: Atlas,
    doet_mee: dict[tuple[str, str], list[str]],
    toeval: Random,
) -> None:
    """Opgaven of all gemeenten but the last; one in ten submitted twice."""
    indieners = toeval.sample(atlas.gemeenten, len(atlas.gemeenten) - ZONDER_OPGAVE)
    opgaven = [Opgave(gemeente_id=code, uitvraag=ronde, versie=1) for code in sorted(indieners)]
    Opgave.objects.bulk_create(opgaven)
    versies, besluiten, regels = [], [], []
    for opgave in opgaven:
        for nummer in (1, 2) if toeval.random() < 0.1 else (1,):
            versie = Opgaveversie(
                opgave=opgave,
                nummer=nummer,
                ingediend_op=ronde.opent
                + timedelta(days=30 + nummer, minutes=toeval.randrange(999)),
                door=persoon,
                ontvangstnummer=f"{RONDE}-{opgave.gemeente_id[2:]}-{nummer}",
                inhoud_hash="0" * 64,
            )
            genomen = ronde.peildatum - timedelta(days=toeval.randrange(90))
            besluit = Besluit(versie=versie, orgaan=Orgaan.COLLEGE, genomen=genomen)
            versies.append(versie)
            besluiten.append(besluit)
            for taak in atlas.taken:
                kan = doet_mee.get((opgave.gemeente_id, taak), [])
                regels += _regels(versie, besluit, taak, kan, toeval)
    Opgaveversie.objects.bulk_create(versies)
    Besluit.objects.bulk_create(besluiten)
    Opgaveregel.objects.bulk_create(regels)


def _regels(
    versie: Opgaveversie, besluit: Besluit, taak: str, kan: list[str], toeval: Random
) -> list[Opgaveregel]:
    """One answer, or two verbanden; one in twenty names a verband that does not name it."""
    lot = toeval.random()
    if lot < 0.05:
        kan = [f"verband-{toeval.randrange(VERBANDEN):03}"]
    if lot < 0.9 and kan:
        gekozen = kan[:2] if lot > 0.8 else [toeval.choice(kan)]
        return [_met_verband(versie, besluit, taak, slug, toeval) for slug in gekozen]
    anders = [Wijze.ZELFSTANDIG, Wijze.ZELFSTANDIG, Wijze.WACHT_OP_RIJK, Wijze.GEEN]
    return [Opgaveregel(versie=versie, taak_id=taak, wijze=toeval.choice(anders))]


def _met_verband(
    versie: Opgaveversie, besluit: Besluit, taak: str, slug: str, toeval: Random
) -> Opgaveregel:
    stadium = toeval.choice(Stadium.values)
    return Opgaveregel(
        versie=versie,
        taak_id=taak,
        wijze=Wijze.VERBAND,
        verband_id=slug,
        stadium=stadium,
        collegebesluit=besluit if stadium in BESLOTEN else None,
    )


def omvang() -> dict[str, int]:
    """How many rows there are of what counts."""
    modellen = (Gemeente, Regio, Verband, Arrangement, Deelname, Opgaveversie, Opgaveregel)
    return {str(m._meta.verbose_name_plural): m._default_manager.count() for m in modellen}
