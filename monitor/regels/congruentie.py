"""C. Do verbanden follow the outer boundaries of regions, and each other?"""

from __future__ import annotations

from itertools import combinations

from monitor.regels.bevinding import Bevinding, Ernst, Regelkaart
from monitor.regels.eenmaal import per_stand
from monitor.regels.ligging import Reparatie, Verhouding, delen, liggingen
from monitor.regels.stand import INDELINGEN, Arrangement, Stand, nummers
from monitor.regels.taal import aantal, opsomming

MEERVOUD = {
    "arbeidsmarktregio": "arbeidsmarktregio's",
    "veiligheidsregio": "veiligheidsregio's",
    "jeugdregio": "jeugdregio's",
    "provincie": "provincies",
    "zorgkantoorregio": "zorgkantoorregio's",
}


def stappen_in_woorden(stand: Stand, reparatie: Reparatie) -> str:
    """The moves of a repair by name: «De Ronde Venen gaat eruit»."""
    kanten = (
        (reparatie.erbij, "komt", "komen", "erbij"),
        (reparatie.eruit, "gaat", "gaan", "eruit"),
    )
    return opsomming(
        f"{opsomming(stand.namen(wie))} {enkel if wie.bit_count() == 1 else meer} {woord}"
        for wie, enkel, meer, woord in kanten
        if wie
    )


def _zin_c1(stand: Stand, bevinding: Bevinding) -> str:
    taak = stand.taak[bevinding.taak or ""]
    soort = taak.referentie_indeling or ""
    leden = stand.leden[bevinding.verband or "", taak.code]
    gevonden = liggingen(stand)[leden, soort]
    gedeeltelijk = [
        (regio.naam, erin.bit_count(), regio.leden.bit_count())
        for regio, erin, ontbreekt in delen(leden, stand.indelingen[soort])
        if ontbreekt
    ]
    n = len(gedeeltelijk)
    return (
        f"{stand.verbandnaam(bevinding.verband or '')} doorsnijdt voor {taak.naam}"
        f" {f'een {soort}' if n == 1 else f'{n} {MEERVOUD.get(soort, soort)}'}."
        f" {_wie_doet_mee(gedeeltelijk)}. Kleinste herstel:"
        f" {stappen_in_woorden(stand, gevonden.reparatie)}"
        f" ({aantal(gevonden.stappen, 'stap', 'stappen')})."
    )


def _wie_doet_mee(gedeeltelijk: list[tuple[str, int, int]]) -> str:
    """«Van Utrecht doet 1 van de 26 gemeenten mee en van Gooi en Vechtstreek 2 van de 9»."""
    (naam, erin, alle), *rest = gedeeltelijk
    eerste = f"Van {naam} {'doet' if erin == 1 else 'doen'} {erin} van de {alle} gemeenten mee"
    return opsomming([eerste, *(f"van {n} {i} van de {a}" for n, i, a in rest)])


C1 = Regelkaart(
    "C1",
    "Verband doorsnijdt een regio",
    Ernst.UITLEG,
    "De deelnemers vormen geen hele regio's en blijven ook niet binnen één regio.",
    "Brief BZK 15-3-2013 (S1-11), ledenbrief VNG (S2-09), brief gemeenten (S0-38, S0-39)",
    _zin_c1,
)


def doorsneden_indeling(stand: Stand) -> list[Bevinding]:
    """C1. An arrangement cuts the taak's referentie_indeling; the gemeenten are the repair's.

    The relation to the other indelingen is shown, not flagged. Source: S1-11, S2-09, S0-39.
    """
    liggend = liggingen(stand)
    uit = []
    for verband, taak, leden, *_ in stand.arrangementen:
        gevonden = liggend.get((leden, stand.taak[taak].referentie_indeling or ""))
        if gevonden and gevonden.verhouding is Verhouding.DOORSNIJDT:
            gemeenten = stand.codes(gevonden.reparatie.erbij | gevonden.reparatie.eruit)
            uit.append(Bevinding("C1", gemeenten, verband, taak))
    return uit


def kruisen(een: int, ander: int) -> bool:
    """Two sets cross when neither contains the other."""
    return bool(een & ~ander and ander & ~een)


Paar = tuple[Arrangement, Arrangement]


def kruisende_paren(stand: Stand, gemeente: str) -> list[Paar]:
    """The pairs of C2 for one gemeente, in the order of verband and taak."""
    bit = 1 << stand.nummer[gemeente]
    eigen = [a for a in stand.arrangementen if bit & _bevestigd(stand).get(a[:2], 0)]
    return [paar for paar in combinations(eigen, 2) if _kruisend(stand, *paar)]


def _kruisend(stand: Stand, een: Arrangement, ander: Arrangement) -> bool:
    verschillend = stand.taak[een.taak].decentralisatie != stand.taak[ander.taak].decentralisatie
    return verschillend and kruisen(een.leden, ander.leden)


@per_stand
def _bevestigd(stand: Stand) -> dict[tuple[str, str], int]:
    """Per arrangement of a taak with need: the deelnemers that name it above verkenning."""
    return {
        (verband, taak): leden & stand.noemt_vast.get((verband, taak), 0)
        for verband, taak, leden, *_ in stand.arrangementen
        if stand.taak[taak].samenwerking_noodzakelijk
    }


@per_stand
def _eigen_verzamelingen(stand: Stand) -> dict[int, dict[str, set[int]]]:
    """Per gemeente (number) and decentralisatie the distinct sets it confirms."""
    uit: dict[int, dict[str, set[int]]] = {}
    samen: dict[tuple[int, str], int] = {}
    for (verband, taak), wie in _bevestigd(stand).items():
        sleutel = stand.leden[verband, taak], stand.taak[taak].decentralisatie
        samen[sleutel] = samen.get(sleutel, 0) | wie
    for (leden, decentralisatie), wie in samen.items():
        for n in nummers(wie):
            uit.setdefault(n, {}).setdefault(decentralisatie, set()).add(leden)
    return uit


def _zin_c2(stand: Stand, bevinding: Bevinding) -> str:
    (gemeente,) = bevinding.gemeenten
    per_verband: dict[str, dict[str, None]] = {}
    for een, ander in kruisende_paren(stand, gemeente):
        per_verband.setdefault(een.verband, {})[ander.verband] = None
    paren = "; ".join(
        f"{stand.verbandnaam(een)} kruist {opsomming(map(stand.verbandnaam, andere))}"
        for een, andere in per_verband.items()
    )
    return (
        f"{stand.naam(gemeente)} doet voor verschillende decentralisaties mee in verbanden die"
        f" elkaar kruisen: {paren}."
    )


C2 = Regelkaart(
    "C2",
    "Verbanden van één gemeente kruisen elkaar",
    Ernst.UITLEG,
    "Voor jeugd, ondersteuning en werk heeft de gemeente verschillende partners, zonder dat het"
    " ene verband binnen het andere past.",
    "Brief BZK 15-3-2013 (S1-11), Kamerbrief 31 839 nr. 343 (S4-39, S4-40)",
    _zin_c2,
)


def kruisende_verbanden(stand: Stand) -> list[Bevinding]:
    """C2. Two confirmed arrangements of one gemeente for different decentralisaties cross.

    Both for taken with samenwerking_noodzakelijk, both named by the gemeente above verkenning
    and with it among the deelnemers. One finding per gemeente. Source: S1-11, S4-39, S4-40.
    """
    return [
        Bevinding("C2", (gemeente.code,))
        for n, gemeente in enumerate(stand.gemeenten)
        if _kruist_ergens(_eigen_verzamelingen(stand).get(n, {}))
    ]


def _kruist_ergens(per_decentralisatie: dict[str, set[int]]) -> bool:
    return any(
        kruisen(een, ander)
        for links, rechts in combinations(per_decentralisatie.values(), 2)
        for een in links
        for ander in rechts
    )


def _zin_c3(stand: Stand, bevinding: Bevinding) -> str:
    (gemeente,) = bevinding.gemeenten
    paren = kruisende_regios(stand, stand.nummer[gemeente])
    woorden = "; ".join(
        " en ".join(f"{soort} {stand.indelingen[soort].van[n].naam}" for soort in paar)
        for n in [stand.nummer[gemeente]]
        for paar in paren
    )
    return f"De opgelegde regio's van {stand.naam(gemeente)} kruisen elkaar: {woorden}."


C3 = Regelkaart(
    "C3",
    "Opgelegde regio's kruisen elkaar",
    Ernst.INFO,
    "De arbeidsmarkt-, veiligheids- en jeugdregio van de gemeente passen niet in elkaar.",
    "Brief gemeenten 30-5-2013 (S0-16, S0-34), verantwoording ambassadeurs (S3-18)",
    _zin_c3,
)


def kruisende_regios(stand: Stand, n: int) -> list[tuple[str, str]]:
    """The pairs of imposed indelingen whose regions cross in gemeente n."""
    return [
        (een, ander)
        for een, ander in combinations(INDELINGEN, 2)
        if kruisen(stand.indelingen[een].van[n].leden, stand.indelingen[ander].van[n].leden)
    ]


def kruisende_indelingen(stand: Stand) -> list[Bevinding]:
    """C3. The imposed regions of a gemeente cross; context only. Source: S0-34, S3-18."""
    return [
        Bevinding("C3", (gemeente.code,))
        for n, gemeente in enumerate(stand.gemeenten)
        if kruisende_regios(stand, n)
    ]
