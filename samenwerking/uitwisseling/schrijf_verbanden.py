"""Writing verbanden: what a source says of a verband in a round becomes a new version of it.

The first version of a verband in a round belongs to the round as a whole and counts from its
opening; a later one counts from the import on. Identical content makes no version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from gemeenten.models import Regio
from samenwerking.models import (
    Arrangement,
    Deelname,
    Partner,
    Uitvraag,
    Verband,
    Verbandversie,
)
from samenwerking.toegang.models import Persoon
from samenwerking.uitwisseling.cellen import geschreven
from samenwerking.uitwisseling.huidig_register import AANHECHTBAAR
from samenwerking.uitwisseling.huidig_verbanden import (
    Verbandinhoud,
    koppen_elders,
    lees_verbanden,
    verbandversies,
)
from samenwerking.uitwisseling.ontleden import Inhoud
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.rijen import Profielrij, Verbandrij
from samenwerking.uitwisseling.verschillen import Verandering
from samenwerking.uitwisseling.verslag import Wat, Wijziging

TABELLEN = ("verbanden", "arrangementen", "deelnemers", "profielen")


def schrijf_verbanden(
    inhoud: Inhoud,
    register: Register,
    uitvraag: Uitvraag,
    *,
    persoon: Persoon,
    op: datetime,
    reden: str,
) -> list[Wijziging]:
    """Write all verbanden that the source names; call it inside a transaction."""
    genoemd = sorted({rij.verband for tabel in TABELLEN for rij in inhoud.van(tabel)})
    Verband.objects.bulk_create(
        (Verband(slug=slug) for slug in genoemd if slug not in register.verbanden),
        ignore_conflicts=True,
    )
    nu = lees_verbanden(verbandversies(uitvraag).filter(verband__in=genoemd))
    koppen = koppen_elders(set(genoemd) - set(nu), uitvraag)
    straks = samengevoegd(inhoud, genoemd, nu, koppen)
    anders = {
        slug: nieuw
        for slug, nieuw in straks.items()
        if slug not in nu or nieuw.in_ronde(register) != nu[slug].in_ronde(register)
    }
    versies = _bewaar(anders, uitvraag, persoon=persoon, op=op, reden=reden)
    return [_wijziging(slug, straks[slug], versies.get(slug), nu.get(slug)) for slug in genoemd]


def samengevoegd(
    inhoud: Inhoud,
    slugs: Iterable[str],
    nu: dict[str, Verbandinhoud],
    koppen: dict[str, Verbandrij],
) -> dict[str, Verbandinhoud]:
    """What these verbanden become: per table the rows of the source, else what there is."""
    straks = {}
    for slug in slugs:
        oud = nu.get(slug) or Verbandinhoud(
            koppen.get(slug, Verbandrij(verband=slug)), Profielrij(verband=slug)
        )
        straks[slug] = Verbandinhoud(
            oud.kop, oud.profiel, dict(oud.arrangementen), set(oud.deelnames)
        )
    for rij in inhoud.van("verbanden"):
        straks[rij.verband].kop = rij
    for rij in inhoud.van("profielen"):
        straks[rij.verband].profiel = rij
    for slug in {rij.verband for rij in inhoud.van("arrangementen")}:
        straks[slug].arrangementen = {}
    for rij in inhoud.van("arrangementen"):
        straks[rij.verband].arrangementen[rij.taak] = rij
    for slug in {rij.verband for rij in inhoud.van("deelnemers")}:
        straks[slug].deelnames = set()
    for rij in inhoud.van("deelnemers"):
        verband = straks[rij.verband]
        taken = verband.arrangementen if rij.taak == "*" else [rij.taak]
        verband.deelnames |= {(taak, rij.gemeente) for taak in taken}
    for verband in straks.values():
        verband.deelnames = {d for d in verband.deelnames if d[0] in verband.arrangementen}
    return straks


def _bewaar(
    anders: dict[str, Verbandinhoud],
    uitvraag: Uitvraag,
    *,
    persoon: Persoon,
    op: datetime,
    reden: str,
) -> dict[str, Verbandversie]:
    """New versions with this content; a concept of the penvoerder stays, as the last one."""
    laatste = _laatste(anders, uitvraag)
    versies = {}
    for slug, inhoud in anders.items():
        nummer, vorige, concept = laatste.get(slug, (0, None, None))
        if concept:
            Verbandversie.objects.filter(pk=concept.pk).update(nummer=nummer + 2)
        moment = max(op, vorige.vastgelegd_op or op) if vorige else uitvraag.opent
        versies[slug] = Verbandversie(
            verband_id=slug,
            uitvraag=uitvraag,
            nummer=nummer + 1,
            vastgelegd_op=moment,
            door=persoon,
            inhoud_hash=inhoud_hash(inhoud),
            reden=reden if vorige else "",
            **_velden(inhoud),
        )
    Verbandversie.objects.bulk_create(versies.values())
    _bewaar_partners(versies, {slug: vorige for slug, (_, vorige, _) in laatste.items() if vorige})
    _bewaar_arrangementen(versies, anders)
    return versies


def _laatste(
    slugs: Iterable[str], uitvraag: Uitvraag
) -> dict[str, tuple[int, Verbandversie | None, Verbandversie | None]]:
    """Per verband: the highest number in this round, its last version and its concept."""
    laatste: dict[str, tuple[int, Verbandversie | None, Verbandversie | None]] = {}
    versies = Verbandversie.objects.filter(uitvraag=uitvraag, verband__in=list(slugs))
    for versie in versies.order_by("nummer"):
        _, vorige, concept = laatste.get(versie.verband_id, (0, None, None))
        if versie.vastgelegd_op is None:
            concept = versie
        else:
            vorige = versie
        laatste[versie.verband_id] = (versie.nummer, vorige, concept)
    return laatste


def _velden(inhoud: Verbandinhoud) -> dict[str, Any]:
    """The fields of a version by their names in the database."""
    kop, profiel = inhoud.kop.cellen(), inhoud.profiel.cellen()
    del kop["verband"], profiel["verband"]
    for naam in ("rechtsvorm", "penvoerder", "centrumgemeente", "onderdeel_van"):
        kop[f"{naam}_id"] = kop.pop(naam)
    return kop | profiel


def _bewaar_partners(versies: dict[str, Verbandversie], vorige: dict[str, Verbandversie]) -> None:
    """The format does not know the other partners: they go along."""
    van = {oud.pk: versies[slug] for slug, oud in vorige.items()}
    Partner.objects.bulk_create(
        Partner(versie=van[partner.versie_id], naam=partner.naam, rol=partner.rol)
        for partner in Partner.objects.filter(versie__in=list(van))
    )


def _bewaar_arrangementen(
    versies: dict[str, Verbandversie], anders: dict[str, Verbandinhoud]
) -> None:
    regios = regiosleutels()
    arrangementen = {
        (slug, taak): Arrangement(
            versie=versies[slug],
            taak_id=taak,
            regio_id=regios[rij.regio] if rij.regio else None,
            clienten=rij.clienten,
            aanbieders=rij.aanbieders,
        )
        for slug, inhoud in anders.items()
        for taak, rij in sorted(inhoud.arrangementen.items())
    }
    Arrangement.objects.bulk_create(arrangementen.values())
    Deelname.objects.bulk_create(
        Deelname(arrangement=arrangementen[slug, taak], gemeente_id=gemeente)
        for slug, inhoud in anders.items()
        for taak, gemeente in sorted(inhoud.deelnames)
    )


def inhoud_hash(inhoud: Verbandinhoud) -> str:
    """SHA-256 over the content in a fixed order: equal content has an equal hash."""
    waarden = [
        inhoud.kop.cellen(),
        inhoud.profiel.cellen(),
        [rij.cellen() for _, rij in sorted(inhoud.arrangementen.items())],
        sorted(inhoud.deelnames),
    ]
    tekst = json.dumps(waarden, default=str, sort_keys=True)
    return hashlib.sha256(tekst.encode()).hexdigest()


def _wijziging(
    slug: str, inhoud: Verbandinhoud, versie: Verbandversie | None, oud: Verbandinhoud | None
) -> Wijziging:
    wat = Wat.GELIJK if versie is None else Wat.GEWIJZIGD if oud else Wat.NIEUW
    return Wijziging(
        "verband",
        slug,
        wat,
        f"{len(inhoud.arrangementen)} arrangementen, {len(inhoud.deelnames)} deelnames",
        versie.nummer if versie else 0,
        inhoud.kop.penvoerder or "",
        tuple(_veranderingen(oud, inhoud)) if versie and oud else (),
    )


def _veranderingen(oud: Verbandinhoud, nieuw: Verbandinhoud) -> Iterator[Verandering]:
    """What changes of a verband: each column of its header and profile, taken and deelnemers."""
    van = nieuw.kop.naam or nieuw.kop.verband
    was = oud.kop.cellen() | oud.profiel.cellen()
    for kolom, wordt in (nieuw.kop.cellen() | nieuw.profiel.cellen()).items():
        if was[kolom] != wordt:
            yield Verandering(van, kolom, geschreven(was[kolom]), geschreven(wordt))
    if set(oud.arrangementen.items()) != set(nieuw.arrangementen.items()):
        yield Verandering(van, "taken", *(", ".join(v.arrangementen) for v in (oud, nieuw)))
    weg, erbij = oud.deelnames - nieuw.deelnames, nieuw.deelnames - oud.deelnames
    if weg or erbij:
        yield Verandering(van, "deelnemers", _deelnames(weg, "vervalt"), _deelnames(erbij, "nieuw"))


def _deelnames(deelnames: set[tuple[str, str]], wat: str) -> str:
    namen = [f"{gemeente} bij {taak}" for taak, gemeente in sorted(deelnames)]
    meer = f" en nog {len(namen) - 10}" if len(namen) > 10 else ""
    return f"{wat}: {', '.join(namen[:10])}{meer}" if namen else ""


def regiosleutels() -> dict[str, int]:
    """Pk per code of the regio's; where a code occurs twice that of one to attach to."""
    regios = dict(Regio.objects.exclude(soort__in=AANHECHTBAAR).values_list("code", "pk"))
    return regios | dict(Regio.objects.filter(soort__in=AANHECHTBAAR).values_list("code", "pk"))
