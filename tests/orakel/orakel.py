"""Independent, naive and slow reading of regels.md sections 1 to 6.

Written from the text, line by line, with plain sets and dicts and the standard library only, to
hold the product's rules against. It shares no code with them and must not start to. Where the
text admits two readings the choice is named at the function that makes it.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from tests.orakel.criteria import AMSTERDAM, CRITERIA, TEGENSPRAKEN
from tests.orakel.lezen import lees_bron, lees_land
from tests.orakel.toestand import Toestand, hoger

INDELINGEN = ("arbeidsmarktregio", "jeugdregio", "veiligheidsregio")

Uitkomst = dict[str, Any]


def bevindingen(referentie: Path, bron: Path, uitvraag: str, nu: datetime) -> Uitkomst:
    """What `bevindingen UITVRAAG --formaat json` must print after importing `bron`, without zin.

    `nu` without an offset is taken as Amsterdam time. Source: koppelvlakken.md section 4.
    """
    land = lees_land(referentie, uitvraag)
    moment = nu.astimezone(AMSTERDAM) if nu.tzinfo else nu.replace(tzinfo=AMSTERDAM)
    return Orakel(land, lees_bron(bron, land), moment).uitkomst()


def delen(groep: set[str], buren: dict[str, set[str]]) -> list[set[str]]:
    """The connected parts of a group: largest first, ties by lowest code."""
    over, gevonden = set(groep), []
    while over:
        deel = {min(over)}
        while nieuw := {b for g in deel for b in buren[g] & over} - deel:
            deel |= nieuw
        over -= deel
        gevonden.append(deel)
    return sorted(gevonden, key=lambda deel: (-len(deel), min(deel)))


class Orakel(Toestand):
    """The findings of one Stand."""

    # -- 2. dekking --------------------------------------------------------------------------

    def staat(self, g: str, t: str) -> tuple[str, list[str]]:
        """The one staat of a cell, and the verbanden given with it."""
        genoemd = self.genoemd(g, t)
        boven = sorted(v for v, stadium in genoemd.items() if hoger(stadium, "verkenning"))
        gedekt = [v for v in boven if g in self.arrangementen.get((v, t), set())]
        verkend = sorted(v for v, stadium in genoemd.items() if stadium == "verkenning")
        lijsten = {v for (v, taak), s in self.arrangementen.items() if taak == t and g in s}
        onbevestigd = sorted(v for v in lijsten if self.penvoerder_ingediend(v))
        if gedekt:
            return "gedekt", gedekt
        if boven:
            return "eenzijdig", boven
        if self.regels(g, t, "zelfstandig"):
            return "zelfstandig", []
        if self.regels(g, t, "landelijk"):
            return "landelijk", []
        if verkend:
            return "verkenning", verkend
        if self.regels(g, t, "wacht_op_rijk"):
            return "wacht_op_rijk", []
        if g not in self.bron.ingediend and onbevestigd:
            return "onbevestigd", onbevestigd
        return "witte_vlek", []

    def dekking(self) -> list[Uitkomst]:
        """Every gemeente x every taak that asks for cooperation."""
        cellen = []
        for g in self.land.inwoners:
            for t in filter(self.samen_nodig, self.land.taken):
                staat, verbanden = self.staat(g, t)
                cellen.append({"gemeente": g, "taak": t, "staat": staat, "verbanden": verbanden})
        return cellen

    def d(self) -> list[Uitkomst]:
        """D1 to D5. A taak without norm gives no D3."""
        codes = {"witte_vlek": "D1", "verkenning": "D4", "wacht_op_rijk": "D5"}
        gevonden = []
        for cel in self.dekking():
            g, taak = cel["gemeente"], self.land.taken[cel["taak"]]
            code = codes.get(cel["staat"])
            if cel["staat"] == "zelfstandig" and taak["niveau"] == "c":
                code = "D2"
            if cel["staat"] == "zelfstandig" and taak["niveau"] == "b" and taak["norm_inwoners"]:
                code = "D3" if self.land.inwoners[g] < int(taak["norm_inwoners"]) else None
            if code:
                gevonden.append(bevinding(code, {g}, taak=cel["taak"]))
        return gevonden

    # -- 3. wederkerigheid -------------------------------------------------------------------

    def w(self) -> list[Uitkomst]:
        """W1 to W3, a-taken too."""
        gevonden = []
        for g in self.land.inwoners:
            for t in self.land.taken:
                for v, stadium in self.genoemd(g, t).items():
                    s = self.arrangementen.get((v, t), set())
                    if hoger(stadium, "verkenning") and g not in s:
                        gevonden.append(bevinding("W1", {g}, v, t))
        for (v, t), s in self.arrangementen.items():
            for g in s:
                if g in self.bron.ingediend and v not in self.genoemd(g, t):
                    gevonden.append(bevinding("W2", {g}, v, t))
                stil = g not in self.bron.ingediend and self.penvoerder_ingediend(v)
                if stil and self.nu >= self.land.deadline:
                    gevonden.append(bevinding("W3", {g}, v, t))
        return gevonden

    # -- 4. congruentie, aaneengeslotenheid, donut -------------------------------------------

    def relatie(self, s: set[str], indeling: str) -> tuple[str, set[str]]:
        """Relation of S to an indeling, and the gemeenten of the smallest repair."""
        geraakt = sorted({self.land.regio[indeling][g] for g in s})
        leden = {r: self.land.leden(indeling, r) for r in geraakt}
        if len(geraakt) == 1:
            return ("samenvalt" if s == leden[geraakt[0]] else "binnen"), set()
        if all(leden[r] <= s for r in geraakt):
            return "unie", set()
        u: set[str] = set()
        for r in geraakt:
            binnen, mist = leden[r] & s, leden[r] - s
            if mist:
                u |= binnen if len(binnen) <= len(mist) else mist
        meeste = max(len(leden[r] & s) for r in geraakt)
        beste = min(r for r in geraakt if len(leden[r] & s) == meeste)
        w = s - leden[beste]
        return "doorsnijdt", (u if len(u) <= len(w) else w)

    def relaties(self) -> list[Uitkomst]:
        """Every arrangement with a deelnemer against the three indelingen."""
        rijen = []
        for (v, t), s in self.arrangementen.items():
            for indeling in INDELINGEN if s else ():
                relatie, wie = self.relatie(s, indeling)
                rij = {"verband": v, "taak": t, "indeling": indeling, "relatie": relatie}
                rijen.append(rij | {"reparatie": len(wie)})
        return rijen

    def c1(self) -> list[Uitkomst]:
        """Arrangementen that cut the indeling of their taak."""
        gevonden = []
        for (v, t), s in self.arrangementen.items():
            if s:
                relatie, wie = self.relatie(s, self.land.taken[t]["referentie_indeling"])
                if relatie == "doorsnijdt":
                    gevonden.append(bevinding("C1", wie, v, t))
        return gevonden

    def c2(self) -> list[Uitkomst]:
        """Gemeenten whose own arrangementen for two decentralisaties cross."""
        gevonden = []
        for g in self.land.inwoners:
            eigen = []
            for (v, t), s in self.arrangementen.items():
                stadium = self.genoemd(g, t).get(v, "verkenning")
                if g in s and self.samen_nodig(t) and hoger(stadium, "verkenning"):
                    eigen.append((self.land.taken[t]["decentralisatie"], s))
            if any(d != e and not s <= z and not z <= s for d, s in eigen for e, z in eigen):
                gevonden.append(bevinding("C2", {g}))
        return gevonden

    def c3(self) -> list[Uitkomst]:
        """Gemeenten whose imposed regions cross."""
        gevonden = []
        for g in self.land.inwoners:
            kring = [self.land.leden(i, self.land.regio[i][g]) for i in INDELINGEN]
            if any(not x <= y and not y <= x for x in kring for y in kring):
                gevonden.append(bevinding("C3", {g}))
        return gevonden

    def a1(self) -> list[Uitkomst]:
        """Arrangementen that fall apart in the border graph."""
        gevonden = []
        for (v, t), s in self.arrangementen.items():
            los = delen(s, self.land.alle)[1:]
            if los:
                gevonden.append(bevinding("A1", set().union(*los), v, t))
        return gevonden

    def n(self) -> list[Uitkomst]:
        """N1 centrumdonuts and N2 enclaves."""
        gevonden = []
        for (v, t), s in self.arrangementen.items():
            if len(s) < 3:
                continue
            donut = self.donut(t, s)
            enclave = {
                g
                for g in set(self.land.inwoners) - s - donut
                if len(self.land.land[g]) >= 3 and self.land.land[g] <= s
            }
            for code, wie in (("N1", donut), ("N2", enclave)):
                for g in wie:
                    rij = bevinding(code, {g}, v, t)
                    gevonden.append(rij | {"eigen_keuze": self.eigen_keuze(g, v, t)})
        return gevonden

    def donut(self, t: str, s: set[str]) -> set[str]:
        """The centrumgemeenten left out of S while their surroundings are in it (N1)."""
        indeling = self.land.taken[t]["referentie_indeling"]
        if not self.land.centrum[indeling]:
            indeling = "arbeidsmarktregio"
        wie = set()
        for r, c in self.land.centrum[indeling].items():
            leden = self.land.leden(indeling, r)
            buren = self.land.land[c] & leden
            if c not in s and len((leden - {c}) & s) >= 2 and len(buren) >= 2 and buren <= s:
                wie.add(c)
        return wie

    def eigen_keuze(self, g: str, v: str, t: str) -> bool:
        """Did g itself choose something else than v for t?"""
        regels = self.bron.regels.get((g, t), [])
        return any(r["wijze"] != "geen" and r["verband"] != v for r in regels)

    # -- 5. drukte ---------------------------------------------------------------------------

    def drukte(self) -> list[Uitkomst]:
        """Per gemeente: verbanden, distinct sets, distinct other gemeenten in those sets."""
        rijen = []
        for g in self.land.inwoners:
            eigen = {(v, frozenset(s)) for (v, _), s in self.arrangementen.items() if g in s}
            sets = {s for _, s in eigen}
            rij = {"gemeente": g, "verbanden": len({v for v, _ in eigen})}
            partners = set().union(*sets) - {g}
            rijen.append(rij | {"verzamelingen": len(sets), "partners": len(partners)})
        return rijen

    def b1(self) -> list[Uitkomst]:
        """Gemeenten above the 95th percentile (nearest rank) of verbanden."""
        drukte = self.drukte()
        aantallen = sorted(rij["verbanden"] for rij in drukte)
        rang = (95 * len(aantallen) + 99) // 100
        grens = aantallen[rang - 1]
        return [bevinding("B1", {r["gemeente"]}) for r in drukte if r["verbanden"] > grens]

    # -- 6. criteria and tegenspraken ----------------------------------------------------------

    def indicaties(self) -> list[Uitkomst]:
        """K1 to K5 for every verband with an arrangement for a taak of this round."""
        return [
            {"verband": v, "criterium": naam, "score": criterium(self, v)}
            for v in {v for v, _ in self.arrangementen}
            for naam, criterium in CRITERIA.items()
        ]

    def t(self) -> list[Uitkomst]:
        """T1 to T7, for the verbanden that section 6 is about: those with an arrangement.

        Read by itself the sentence on tegenspraken would also cover a verband without any.
        """
        return [
            bevinding(code, set(), v)
            for v in {v for v, _ in self.arrangementen}
            for code, regel in TEGENSPRAKEN.items()
            if regel(self, v)
        ]

    # -- the whole answer --------------------------------------------------------------------

    def uitkomst(self) -> Uitkomst:
        """Everything, in the order of koppelvlakken.md section 4."""
        alles = self.d() + self.w() + self.c1() + self.c2() + self.c3()
        alles += self.a1() + self.n() + self.b1() + self.t()
        return {
            "uitvraag": self.land.uitvraag,
            "peildatum": self.land.peildatum.isoformat(),
            "nu": self.nu.isoformat(),
            "dekking": op(self.dekking(), "gemeente", "taak"),
            "relaties": op(self.relaties(), "verband", "taak", "indeling"),
            "indicaties": op(self.indicaties(), "verband", "criterium"),
            "bevindingen": op(alles, "code", "verband", "taak", "gemeenten"),
            "drukte": op(self.drukte(), "gemeente"),
        }


def op(rijen: list[Uitkomst], *sleutels: str) -> list[Uitkomst]:
    """Sorted by these keys; null sorts as the empty string."""
    return sorted(rijen, key=lambda rij: tuple(rij[sleutel] or "" for sleutel in sleutels))


def bevinding(
    code: str, wie: set[str], verband: str | None = None, taak: str | None = None
) -> Uitkomst:
    """One finding as in koppelvlakken.md section 4, without zin."""
    sleutels = {"verband": verband, "taak": taak, "eigen_keuze": None}
    return {"code": code, "gemeenten": sorted(wie), **sleutels}
