"""What must hold between the rows of a source (koppelvlakken, section 3: Refused).

What a rule of the monitor reports (a rechtsvorm not valid yet, a missing besluitdatum, a penvoerder
that is no deelnemer) is no business of this module: paper is entered as written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from samenwerking.keuzes import Wijze
from samenwerking.uitwisseling.fouten import HEEL, Code, Fouten, toon
from samenwerking.uitwisseling.ontleden import Inhoud
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.rijen import Regelrij, Rij, Verbandrij


def controleer(
    inhoud: Inhoud, register: Register, fouten: Fouten, *, alleen: str | None = None
) -> None:
    """Note all that is wrong between rows. Raises TeVeel when `fouten` is full.

    `alleen` is the CBS code of the one gemeente whose opgave may be in the source; it needs no row
    in opgaven. Beside it there may be verbanden that are new.
    """
    if alleen:
        _alleen(inhoud, register, fouten, alleen)
    _deelnemers(inhoud, register, fouten)
    _regels(inhoud, register, fouten, alleen)
    _brieven(inhoud, register, fouten)
    _kring(inhoud, fouten, "verbanden", "onderdeel_van", register.onderdeel_van)
    _kring(inhoud, fouten, "brieven", "identiek_aan", register.brieven)


def _alleen(inhoud: Inhoud, register: Register, fouten: Fouten, gemeente: str) -> None:
    """The own opgave, and verbanden that are new: those the gemeente may propose."""
    for tabel, bestand in inhoud.bestanden.items():
        for rij in inhoud.van(tabel):
            if tabel in {"opgaven", "opgaveregels"}:
                if rij.gemeente != gemeente:
                    ander, eigen = (register.gemeenten[g] for g in (rij.gemeente, gemeente))
                    zin = f"Deze rij gaat over {ander}. Laat alleen rijen van {eigen} staan."
                    fouten.meld(bestand, rij.nr, "gemeente", Code.BEREIK, zin)
            elif tabel not in {"verbanden", "arrangementen", "deelnemers"}:
                zin = f"U kunt alleen uw opgave aanleveren. Laat {tabel} weg."
                fouten.meld(bestand, rij.nr, HEEL, Code.BEREIK, zin)
                break
            elif rij.verband in register.verbanden:
                zin = f"{rij.verband} bestaat al. Laat de rij weg, of wijzig het op het scherm."
                fouten.meld(bestand, rij.nr, HEEL, Code.BEREIK, zin)
            elif tabel == "verbanden":
                _voorstel(rij, bestand, fouten, gemeente)


def _voorstel(rij: Verbandrij, bestand: str, fouten: Fouten, gemeente: str) -> None:
    """A proposed verband has a name, and the gemeente that proposes it is the penvoerder."""
    if not rij.naam:
        fouten.meld(bestand, rij.nr, "naam", Code.LEEG, "Geef het nieuwe verband een naam.")
    if rij.penvoerder not in {None, gemeente}:
        zin = f"Wie een verband voorstelt, is penvoerder. Maak de cel leeg of vul {gemeente} in."
        fouten.meld(bestand, rij.nr, "penvoerder", Code.BEREIK, zin)


def _deelnemers(inhoud: Inhoud, register: Register, fouten: Fouten) -> None:
    """A deelnemer of a taak has its arrangement: of the source, or of the registry."""
    if "arrangementen" in inhoud.stuk:
        return
    taken = _taken(inhoud, register)
    for rij in inhoud.van("deelnemers"):
        if rij.taak != "*" and rij.taak not in taken[rij.verband]:
            zin = f"{rij.verband} heeft taak {rij.taak} niet in arrangementen. Voeg die toe."
            fouten.meld(inhoud.bestanden["deelnemers"], rij.nr, "taak", Code.ARRANGEMENT, zin)


def lege_sterren(inhoud: Inhoud, register: Register) -> list[str]:
    """Notices: `*` stands for all arrangementen, and a verband without any has no deelnemers."""
    taken = _taken(inhoud, register)
    leeg = {rij.verband for rij in inhoud.van("deelnemers") if not taken[rij.verband]}
    return [
        f"{verband} heeft geen taken in arrangementen; de deelnemers (*) doen daarom nergens mee."
        for verband in sorted(leeg)
    ]


def _taken(inhoud: Inhoud, register: Register) -> dict[str, Collection[str]]:
    """The taken with an arrangement, for every verband in deelnemers."""
    uit: dict[str, set[str]] = {}
    for verband, taak in inhoud.gezien.get("arrangementen", ()):
        uit.setdefault(verband, set()).add(taak)
    return {
        rij.verband: uit.get(rij.verband) or register.arrangementen.get(rij.verband, frozenset())
        for rij in inhoud.van("deelnemers")
    }


def _regels(inhoud: Inhoud, register: Register, fouten: Fouten, alleen: str | None = None) -> None:
    bestand = inhoud.bestanden.get("opgaveregels", "")
    opgaven = {gemeente for (gemeente,) in inhoud.gezien.get("opgaven", ())}
    eerste: dict[tuple[str, str], Regelrij] = {}
    for rij in inhoud.van("opgaveregels"):
        if not alleen and rij.gemeente not in opgaven and "opgaven" not in inhoud.stuk:
            zin = f"{rij.gemeente} staat niet in opgaven. Voeg daar een rij toe."
            fouten.meld(bestand, rij.nr, "gemeente", Code.OPGAVE, zin)
        for kolom, code, zin in _wijze(rij, register):
            fouten.meld(bestand, rij.nr, kolom, code, zin)
        ander = eerste.setdefault((rij.gemeente, rij.taak), rij)
        if ander is not rij and not (ander.wijze == rij.wijze == Wijze.VERBAND):
            zin = (
                f"{rij.gemeente} heeft voor {rij.taak} al een regel in rij {ander.nr}. "
                "Meer regels voor een taak kan alleen als zij allemaal een verband noemen."
            )
            fouten.meld(bestand, rij.nr, "taak", Code.REGELS, zin)


def _wijze(rij: Regelrij, register: Register) -> list[tuple[str, Code, str]]:
    """What does not fit the wijze of a regel, as (column, code, sentence)."""
    if rij.wijze == Wijze.VERBAND:
        return [
            (kolom, Code.WIJZE, f"Bij wijze verband hoort een {kolom}. Vul {kolom} in.")
            for kolom in ("verband", "stadium")
            if not getattr(rij, kolom)
        ]
    raad = "Maak de cel leeg of kies wijze verband."
    punten = [
        (kolom, Code.WIJZE, f"Bij wijze {rij.wijze} hoort geen {kolom}. {raad}")
        for kolom in ("verband", "stadium")
        if getattr(rij, kolom)
    ]
    if rij.wijze == Wijze.LANDELIJK and rij.taak not in register.landelijk:
        zin = (
            f"Landelijk kan niet bij {rij.taak} {register.taken[rij.taak]}. Kies een andere wijze."
        )
        punten.append(("wijze", Code.LANDELIJK, zin))
    return punten


def _brieven(inhoud: Inhoud, register: Register, fouten: Fouten) -> None:
    """A letter that colleges still compose or sign in the portal is not overwritten."""
    for rij in inhoud.van("brieven"):
        if rij.brief in register.briefconcepten:
            zin = f"{toon(rij.brief)} is in het portaal nog niet verzonden. Kies een andere naam."
            fouten.meld(inhoud.bestanden["brieven"], rij.nr, "brief", Code.BEREIK, zin)


def _kring(
    inhoud: Inhoud, fouten: Fouten, tabel: str, kolom: str, geregistreerd: Mapping[str, str | None]
) -> None:
    """No row may lead back to itself along `kolom`; rows of the source go before the registry."""
    sleutel = "verband" if tabel == "verbanden" else "brief"
    rijen: dict[str, Rij] = {getattr(rij, sleutel): rij for rij in inhoud.van(tabel)}
    naar = dict(geregistreerd) | {slug: getattr(rij, kolom) for slug, rij in rijen.items()}
    for kring in kringen(naar):
        route = " > ".join([*kring[:8], kring[0]])
        zin = f"{toon(kring[0])} komt zo bij zichzelf uit: {route}. Maak {kolom} ergens leeg."
        for slug in kring:
            if slug in rijen:
                fouten.meld(inhoud.bestanden[tabel], rijen[slug].nr, kolom, Code.KRING, zin)


def kringen(naar: Mapping[str, str | None]) -> list[list[str]]:
    """The circles in a map from each slug to the next; every slug is walked once."""
    gezien: dict[str, str] = {}
    gevonden = []
    for begin in naar:
        pad: list[str] = []
        hier: str | None = begin
        while hier is not None and hier in naar and hier not in gezien:
            gezien[hier] = begin
            pad.append(hier)
            hier = naar[hier]
        if hier is not None and gezien.get(hier) == begin and hier in pad:
            gevonden.append(pad[pad.index(hier) :])
    return gevonden
