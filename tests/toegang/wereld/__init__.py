"""A small country in which everybody keeps something from somebody: for the matrix.

`voorwerpen` gives per kind of thing of the policy (omgang.RELATIES) one in each relation, seen from
Heemstede; `kanaries` what is hidden in it: a word, what it is (omgang.VERTROUWELIJK), and whose.
"""

from __future__ import annotations

from samenwerking.toegang.models import Gebruiker
from tests.toegang.wereld.accounts import van_accounts
from tests.toegang.wereld.commissie import van_de_commissie
from tests.toegang.wereld.kern import NIET, NU, Kanarie, Wereld
from tests.toegang.wereld.opgaven import gemeenten, vaste
from tests.toegang.wereld.samen import brieven, verbanden
from tests.toegang.wereld.veld import hulp, van_het_veld

__all__ = ["NIET", "NU", "Kanarie", "Wereld", "bouw"]


def bouw(rollen: dict[str, Gebruiker]) -> Wereld:
    """Make it; `rollen` is the cast, with Heemstede as the own gemeente."""
    kanaries: list[Kanarie] = []

    def zing(wat: str, van: str | int) -> str:
        woord = f"Kanarie{len(kanaries) + 1:03}vogel"
        kanaries.append(Kanarie(woord, wat, van))
        return woord

    ronde = gemeenten(zing, rollen)
    wat = {
        **vaste(ronde),
        **verbanden(ronde, zing),
        **brieven(ronde, zing),
        **van_accounts(ronde, zing, rollen),
        **van_het_veld(zing, rollen),
        **van_de_commissie(ronde, zing, rollen),
        **hulp(zing, rollen),
    }
    return Wereld(wat, kanaries)
