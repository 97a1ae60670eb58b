"""What the file of a gemeente says: answers for its own concept, and verbanden to propose.

Taken that the file does not answer stay as they are, and so does what a file cannot say.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from gemeenten.models import Gemeente
from samenwerking.acties.uitgangspunt import uitgangspunt
from samenwerking.acties.verband import Schaal
from samenwerking.keuzes import Orgaan
from samenwerking.models import Opgave, Uitvraag, Upload
from samenwerking.regels import Antwoord, Besluitdata
from samenwerking.uitwisseling.aanleveren import lees_upload
from samenwerking.uitwisseling.cellen import schoon
from samenwerking.uitwisseling.fouten import Fouten
from samenwerking.uitwisseling.grenzen import GEMEENTE
from samenwerking.uitwisseling.huidig_opgaven import besluit_op, besluitdag
from samenwerking.uitwisseling.huidig_register import lees_register
from samenwerking.uitwisseling.importeren import lees
from samenwerking.uitwisseling.ontleden import Inhoud
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.rijen import Regelrij, Verbandrij
from samenwerking.uitwisseling.verschillen import verschillen
from samenwerking.uitwisseling.voorbeeld import Voorbeeld, met_vinger
from samenwerking.voorstellen import verbandkeuzes


@dataclass
class Levering:
    """What the file of a gemeente says: the answers per taak, and verbanden to propose."""

    per_taak: dict[str, list[Antwoord]]
    nu: dict[str, list[Antwoord]]
    inhoud: Inhoud
    versie: int
    voorbeeld: Voorbeeld


def lever(upload: Upload, op: datetime) -> Levering:
    """Read the file of a gemeente against what it answers now. Raises Importfout."""
    gemeente, uitvraag = upload.gemeente, upload.uitvraag
    fouten, let_op = Fouten(), list[str]()
    bladen = lees_upload(upload.bestandsnaam, bytes(upload.inhoud), GEMEENTE, fouten, let_op)
    keuzes = verbandkeuzes(upload.gebruiker, uitvraag)
    verbandnamen = {slug: keuze.naam for slug, keuze in keuzes.items()}
    register = replace(
        lees_register(uitvraag), verbanden=frozenset(verbandnamen), verbandnamen=verbandnamen
    )
    inhoud = lees(bladen, register, fouten, alleen=gemeente.pk)
    if any(rij.ingediend_op for rij in inhoud.van("opgaven")):
        let_op.append("Een upload dient niet in. Dat doet u daarna zelf op het scherm.")
    versie, nu = _nu(gemeente, uitvraag, op)
    straks = _antwoorden(inhoud, nu, op)
    voorbeeld = _van_antwoorden(inhoud, nu, straks, register)
    voorbeeld.let_op = let_op
    return Levering(straks, nu, inhoud, versie, voorbeeld)


def _nu(
    gemeente: Gemeente, uitvraag: Uitvraag, op: datetime
) -> tuple[int, dict[str, list[Antwoord]]]:
    """The edit counter and the answers per taak that a new card would stand on."""
    opgave = Opgave.objects.filter(gemeente=gemeente, uitvraag=uitvraag).first()
    concept = opgave.versies.concept().first() if opgave else None
    per_taak: dict[str, list[Antwoord]] = defaultdict(list)
    for antwoord in uitgangspunt(gemeente, uitvraag, op, concept).antwoorden:
        per_taak[antwoord.taak].append(antwoord)
    return opgave.versie if opgave else 0, per_taak


def _antwoorden(
    inhoud: Inhoud, nu: dict[str, list[Antwoord]], op: datetime
) -> dict[str, list[Antwoord]]:
    """The answers of the file per taak; what a file cannot say stays as it was."""
    straks: dict[str, list[Antwoord]] = defaultdict(list)
    for rij in inhoud.van("opgaveregels"):
        oud = next((a for a in nu.get(rij.taak, []) if a.verband == rij.verband), None)
        straks[rij.taak].append(replace(_antwoord(rij, oud), bevestigd_op=op))
    return {taak: sorted(lijst, key=lambda a: a.verband or "") for taak, lijst in straks.items()}


def _antwoord(rij: Regelrij, oud: Antwoord | None) -> Antwoord:
    basis = oud or Antwoord(rij.taak, rij.wijze)
    return replace(
        basis,
        wijze=rij.wijze,
        verband=rij.verband,
        stadium=rij.stadium,
        college=_besluit(rij, Orgaan.COLLEGE, rij.collegebesluit, basis.college),
        raad=_besluit(rij, Orgaan.RAAD, rij.raadsbesluit, basis.raad),
        voorlopig=rij.voorlopig,
        onderdeel=rij.onderdeel,
        reden=rij.reden,
        toelichting=_zelfde(basis.toelichting, rij.toelichting),
    )


def _zelfde(oud: str, nieuw: str) -> str:
    """The old text when only its line ends differ."""
    return oud if schoon(oud) == nieuw else nieuw


def _besluit(rij: Regelrij, orgaan: Orgaan, dag: Any, oud: Besluitdata) -> Besluitdata:
    """When the date is the one there was, all that was known stays."""
    return (
        oud if besluitdag(oud, orgaan, rij.stadium) == dag else besluit_op(dag, orgaan, rij.stadium)
    )


def _van_antwoorden(
    inhoud: Inhoud,
    nu: dict[str, list[Antwoord]],
    straks: dict[str, list[Antwoord]],
    register: Register,
) -> Voorbeeld:
    namen = dict(register.verbandnamen) | {r.verband: r.naam for r in inhoud.van("verbanden")}
    anders = {t: a for t, a in straks.items() if a != nu.get(t, [])}
    regels = [
        list(verandering)
        for taak, nieuw in sorted(anders.items())
        for verandering in verschillen(register.taken[taak], nu.get(taak, []), nieuw, namen)
    ]
    return met_vinger(
        Voorbeeld(
            veranderingen=regels,
            nieuw=[_voorstelzin(rij, inhoud, register) for rij in inhoud.van("verbanden")],
            gelijk=len(straks) - len(anders),
            onaangeroerd=len(register.taken) - len(straks),
        )
    )


def _voorstelzin(rij: Verbandrij, inhoud: Inhoud, register: Register) -> str:
    wie = {d.gemeente for d in inhoud.van("deelnemers") if d.verband == rij.verband}
    namen = ", ".join(sorted(register.gemeenten[code] for code in wie))
    return f"Nieuw verband {rij.naam}" + (f", met {namen}" if namen else "")


def schalen(slug: str, levering: Levering, regios: dict[str, int]) -> dict[str, Schaal]:
    """Who takes part per taak: of arrangementen, else of the taken answered with this verband."""
    via = {r.taak: r.regio for r in levering.inhoud.van("arrangementen") if r.verband == slug}
    genoemd = {a.taak for lijst in levering.per_taak.values() for a in lijst if a.verband == slug}
    wie: dict[str, set[str]] = defaultdict(set)
    for rij in levering.inhoud.van("deelnemers"):
        if rij.verband == slug:
            wie[rij.taak].add(rij.gemeente)
    return {
        taak: Schaal(frozenset(wie["*"] | wie[taak]), regios[via[taak]] if via.get(taak) else None)
        for taak in sorted(set(via) or genoemd)
    }


def ouders_eerst(rijen: list[Verbandrij]) -> list[Verbandrij]:
    """The rows so that a verband stands after the one it is part of."""
    per_slug = {rij.verband: rij for rij in rijen}

    def diepte(rij: Verbandrij) -> int:
        ouder = per_slug.get(rij.onderdeel_van or "")
        return 1 + diepte(ouder) if ouder else 0

    return sorted(rijen, key=diepte)
