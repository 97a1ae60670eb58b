"""What is known when a file is read: codes and names of one round, as a value without database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from re import fullmatch

from gemeenten.namen import vouw
from samenwerking.uitwisseling.fouten import Code, som_op, toon

# Beyond this a proposal takes longer than it helps.
LANGSTE, MEESTE = 80, 2_000
GETALLEN = ("nul", "één", "twee", "drie", "vier", "vijf", "zes")


class Onbekend(Exception):
    """A code or name that does not lead to exactly one thing; says what to do."""

    def __init__(self, code: Code, melding: str) -> None:
        super().__init__(melding)
        self.code, self.melding = code, melding


@dataclass(frozen=True)
class Register:
    """The codes a file may use in one round.

    `gemeenten` are those that exist on the peildatum (code -> naam), `opgeheven` the others with
    the codes that took over; `namen` are all spellings of the existing ones, folded. The last
    five say what the registry holds in this round, for checks and proposals beyond the file.
    """

    uitvraag: str
    peildatum: date
    gemeenten: Mapping[str, str]
    namen: Mapping[str, frozenset[str]]
    taken: Mapping[str, str]
    landelijk: frozenset[str]
    regios: Mapping[str, str]
    rechtsvormen: Mapping[str, str]
    verbanden: frozenset[str]
    opgeheven: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    vervallen_regios: frozenset[str] = frozenset()
    brieven: Mapping[str, str | None] = field(default_factory=dict)
    briefconcepten: frozenset[str] = frozenset()
    arrangementen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    onderdeel_van: Mapping[str, str | None] = field(default_factory=dict)
    verbandnamen: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def nummers(self) -> dict[int, str]:
        """The gemeenten by the number in their code: 363 is GM0363."""
        return {int(code[2:]): code for code in self.gemeenten}

    @cached_property
    def kale_namen(self) -> dict[str, set[str]]:
        """Names without what stands between brackets: two gemeenten are called Bergen."""
        kaal: dict[str, set[str]] = {}
        for code, naam in self.gemeenten.items():
            kaal.setdefault(vouw(naam.partition("(")[0]), set()).add(code)
        return kaal

    def gemeente(self, tekst: str) -> str:
        """The CBS code of a gemeente written as code, as number or as name. Raises Onbekend."""
        if tekst in self.gemeenten:
            return tekst
        if fullmatch(r"(?i)gm[0-9]{4}", tekst) and tekst.upper() in self.gemeenten:
            return tekst.upper()
        if getal := fullmatch(r"([0-9]{1,4})(?:\.0+)?", tekst):
            if (code := self.nummers.get(int(getal[1]))) is not None:
                return code
            raise self._onbekend(tekst, f"GM{int(getal[1]):04d}")
        naam = vouw(tekst)
        codes = self.namen.get(naam, frozenset())
        if len(codes) == 1:
            return next(iter(codes))
        codes |= self.kale_namen.get(naam, set())
        if len(codes) > 1:
            aantal = GETALLEN[len(codes)] if len(codes) < len(GETALLEN) else str(len(codes))
            raise Onbekend(
                Code.MEERDUIDIG,
                f"{aantal} gemeenten heten {tekst}: kies {self._noem(sorted(codes))}.",
            )
        raise self._onbekend(tekst, tekst.upper(), codes)

    def regio(self, tekst: str) -> str:
        """The code of a regio that holds on the peildatum. Raises Onbekend."""
        if tekst in self.vervallen_regios:
            raise Onbekend(
                Code.PEILDATUM, f"Regio {tekst} bestaat niet op {self.peildatum}. Kies een andere."
            )
        return bekend(tekst, self.regios, Code.REGIO, "Regio")

    def _onbekend(self, tekst: str, code: str, ook: Iterable[str] = ()) -> Onbekend:
        """Why a gemeente is unknown, with those that may be meant."""
        if code not in self.opgeheven:
            code = next((c for c, (n, _) in self.opgeheven.items() if vouw(n) == vouw(tekst)), code)
        if code in self.opgeheven:
            naam, opvolgers = self.opgeheven[code]
            zin = f"{code} {naam} bestaat niet op {self.peildatum}."
            keuze = [opvolger for opvolger in opvolgers if opvolger in self.gemeenten]
            raad = f"Kies {self._noem(keuze)}." if keuze else "Kies een gemeente van deze ronde."
            return Onbekend(Code.PEILDATUM, f"{zin} {raad}")
        lijkt = op_elkaar(vouw(tekst), self.namen, 0.75)
        codes = sorted({*ook, *(c for naam in lijkt for c in self.namen[naam])})
        codes += op_elkaar(tekst.upper(), self.gemeenten, 0.8)
        if codes:
            raad = f"Bedoelt u {self._noem(list(dict.fromkeys(codes))[:4])}?"
        else:
            raad = "Gebruik de CBS-code, bijvoorbeeld GM0392."
        return Onbekend(Code.GEMEENTE, f"Onbekende gemeente {toon(tekst)}. {raad}")

    def _noem(self, codes: Iterable[str]) -> str:
        return som_op(f"{code} {self.gemeenten[code]}" for code in codes)


def bekend(tekst: str, codes: Mapping[str, str] | Iterable[str], code: Code, wat: str) -> str:
    """`tekst` when it is one of `codes`; else raises Onbekend with the codes that look like it.

    Names (the values of a mapping) are looked at for proposals only.
    """
    lijst = codes if isinstance(codes, Mapping) else dict.fromkeys(codes, "")
    if tekst in lijst:
        return tekst
    op_naam = {vouw(naam): sleutel for sleutel, naam in lijst.items() if naam}
    lijkt = [op_naam[naam] for naam in op_elkaar(vouw(tekst), op_naam)] + op_elkaar(tekst, lijst)
    namen = [_met_naam(sleutel, lijst[sleutel]) for sleutel in dict.fromkeys(lijkt)][:3]
    if namen:
        raad = f"Bedoelt u {som_op(namen)}?"
    elif 0 < len(lijst) <= 12:
        raad = f"Kies uit {som_op(lijst)}."
    else:
        raad = "Gebruik een bestaande code."
    raise Onbekend(code, f"{wat} {toon(tekst)} is niet bekend in deze ronde. {raad}")


def _met_naam(sleutel: str, naam: str) -> str:
    return f"{sleutel} ({naam})" if naam else sleutel


def op_elkaar(tekst: str, keuze: Iterable[str], vanaf: float = 0.6) -> list[str]:
    """At most three of `keuze` that look like `tekst`."""
    lijst = list(keuze)
    if len(tekst) > LANGSTE or len(lijst) > MEESTE:
        return []
    return get_close_matches(tekst, lijst, n=3, cutoff=vanaf)
