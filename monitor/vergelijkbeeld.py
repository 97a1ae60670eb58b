"""Two rounds, or one round at two moments, side by side: the figures and the lists behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.filters import STAATNAMEN
from monitor.inlezen import lees_opvolging
from monitor.overzicht import inzendmomenten
from monitor.regels import vergelijking
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA
from monitor.regels.stand import Stand
from monitor.regels.vergelijking import GESTOPT, GEWIJZIGD, NIEUW, Kant, Paar, Vondsten

INZENDSTANDEN = {"op_tijd": "op tijd", "te_laat": "te laat", "ontbreekt": "ontbreekt"}


@dataclass(frozen=True)
class Naast:
    """The older side first; each side is a viewpoint that has its own pages."""

    was: Blik
    nu: Blik
    paar: Paar

    @property
    def herindelingen(self) -> int:
        """How many gemeenten of the older round are another one, or several, in the later."""
        return sum(daarna != {code} for code, daarna in self.paar.opvolging.items())

    @cached_property
    def vondsten(self) -> Vondsten:
        """The findings that came and went."""
        return vergelijking.bevindingen(self.paar)

    @cached_property
    def wissels(self) -> list[vergelijking.Verbandwissel]:
        """The verbanden that came, ended or changed."""
        return vergelijking.verbanden(self.paar)

    @cached_property
    def inzendingen(self) -> tuple[dict[str, str], dict[str, str]]:
        """Of both sides how each gemeente submitted: a key of INZENDSTANDEN."""
        return _inzendstand(self.was, self.paar.was.stand), _inzendstand(
            self.nu, self.paar.nu.stand
        )


def naast(een: Blik, ander: Blik) -> Naast:
    """Both sides with their Stand; by peildatum, and by moment for one round."""
    was, nu = sorted((een, ander), key=lambda k: (k.uitvraag.peildatum, k.bekend_op))
    kanten = [Kant(*beeld(k.uitvraag, k.nu, k.bekend_op, nummer=k.nummer)) for k in (was, nu)]
    zelfde = was.uitvraag.peildatum == nu.uitvraag.peildatum
    opvolging = {} if zelfde else lees_opvolging(kanten[0].stand, kanten[1].stand)
    return Naast(was, nu, Paar(*kanten, opvolging))


def _inzendstand(kijk: Blik, stand: Stand) -> dict[str, str]:
    momenten = inzendmomenten(kijk)
    deadline = kijk.uitvraag.deadline
    return {
        g.code: "ontbreekt"
        if g.code not in momenten
        else "op_tijd"
        if momenten[g.code] < deadline
        else "te_laat"
        for g in stand.gemeenten
    }


@dataclass(frozen=True)
class Wasnu:
    """A figure of both sides, each with the list behind it, and that of the differences."""

    was: int
    nu: int
    was_url: str
    nu_url: str
    url: str = ""

    @property
    def verschil(self) -> str:
        """«+11», «−3», or «gelijk»."""
        verschil = self.nu - self.was
        return f"{verschil:+d}".replace("-", "−") if verschil else "gelijk"


def inzendtabel(n: Naast, query: str) -> list[tuple[str, Wasnu]]:
    """How many submitted, when."""
    tellingen = [Counter(kant.values()) for kant in n.inzendingen]
    uit = []
    for code, woord in INZENDSTANDEN.items():
        adressen = [
            f"{reverse('monitor-inzendingen')}?{kijk.query}&stand_opgave={code}"
            for kijk in (n.was, n.nu)
        ]
        achter = f"{_lijst('inzendingen')}?{query}&inzending={code}"
        uit.append((woord, Wasnu(tellingen[0][code], tellingen[1][code], *adressen, achter)))
    return uit


def _lijst(soort: str) -> str:
    return reverse(f"monitor-vergelijk-{soort}")


def statentabel(n: Naast, query: str) -> dict[str, Any]:
    """Per taak and staat what it was and is."""
    rijen = []
    for taak, telling in vergelijking.staten(n.paar).items():
        cellen = []
        for staat, naam in STAATNAMEN.items():  # as the heads of the columns stand
            was, nu = telling[staat]
            adressen = [
                f"{reverse('monitor-dekking')}?{kijk.query}&taak={taak}&staat={staat.value}"
                for kijk in (n.was, n.nu)
            ]
            achter = f"{_lijst('staten')}?{query}&taak={taak}&staat={staat.value}"
            cellen.append((naam, Wasnu(was, nu, *adressen, achter)))
        rijen.append((n.paar.nu.stand.taak[taak], cellen))
    return {"koppen": list(STAATNAMEN.values()), "rijen": rijen}


def bevindingtabel(n: Naast, query: str) -> list[dict[str, Any]]:
    """Per code how many findings closed, came and stayed."""
    nieuw, gesloten = (Counter(b.code for b in rij) for rij in n.vondsten[:2])
    achter = f"{_lijst('bevindingen')}?{query}"
    return [
        {
            "code": code,
            "titel": CATALOGUS[code].titel,
            "gesloten": (gesloten[code], f"{achter}&code={code}&wat=gesloten"),
            "nieuw": (nieuw[code], f"{achter}&code={code}&wat=nieuw"),
        }
        for code in sorted(nieuw.keys() | gesloten)
    ]


def verbandtabel(n: Naast, query: str) -> list[tuple[str, int, str]]:
    """How many verbanden came, ended and changed."""
    telling = Counter(wissel.wat for wissel in n.wissels)
    achter = f"{_lijst('verbanden')}?{query}"
    return [(wat, telling[wat], f"{achter}&wat={wat}") for wat in (NIEUW, GEWIJZIGD, GESTOPT)]


def scoretabel(n: Naast, query: str) -> list[dict[str, Any]]:
    """Per criterium how many indicaties differ, of how many verbanden of both sides."""
    wissels, geheel = vergelijking.scores(n.paar)
    telling = Counter(wissel.criterium for wissel in wissels)
    achter = f"{_lijst('scores')}?{query}"
    return [
        {
            "criterium": criterium,
            "aantal": telling[code],
            "geheel": geheel[code],
            "url": f"{achter}&criterium={code}",
        }
        for code, criterium in CRITERIA.items()
    ]


VERSCHILKOPPEN = ("soort", "wat", "taak", "was", "is", "verschil")


def verschilbestand(
    inzendingen: Sequence[tuple[str, Wasnu]],
    staten: Mapping[str, Any],
    vondsten: Sequence[Mapping[str, Any]],
    verbanden: Sequence[tuple[str, int, str]],
    scores: Sequence[Mapping[str, Any]],
) -> list[list[Any]]:
    """Every figure of the page as a file; of what only came or went there is no was and is."""
    rijen = [["inzendingen", woord, "", w.was, w.nu, w.nu - w.was] for woord, w in inzendingen]
    for taak, cellen in staten["rijen"]:
        rijen += [["staat", naam, taak.code, w.was, w.nu, w.nu - w.was] for naam, w in cellen]
    for rij in vondsten:
        for wat in ("gesloten", "nieuw"):
            rijen.append(["bevinding", f"{rij['code']} {wat}", "", "", "", rij[wat][0]])
    rijen += [["verband", wat, "", "", "", aantal] for wat, aantal, _ in verbanden]
    rijen += [["score", r["criterium"].code, "", "", "", r["aantal"]] for r in scores]
    return rijen
