"""Nasty sets of deelnemers: every relation to a region, holes, islands, sums on the norm."""

from dataclasses import dataclass, field
from random import Random

from tests.orakel.lezen import SOORTEN, Land

INDELINGEN = SOORTEN[1:]


@dataclass
class Vorm:
    """The deelnemers of one arrangement: the code of a regio it hangs on, and who is named."""

    regio: str = ""
    gemeenten: set[str] = field(default_factory=set)


@dataclass
class Vormen:
    """Draws shapes from the country. `kies` holds the gemeenten that may be named explicitly."""

    land: Land
    kies: set[str]
    toeval: Random

    def uit(self, groep: set[str], aantal: int) -> set[str]:
        """At most `aantal` of a group."""
        return set(self.toeval.sample(sorted(groep), min(aantal, len(groep))))

    def een(self, groep: set[str]) -> str:
        """One of a group."""
        return self.toeval.choice(sorted(groep))

    def kring(self, soorten: tuple[str, ...] = INDELINGEN) -> tuple[str, str, set[str]]:
        """A region: its soort, code and members."""
        soort = self.toeval.choice(soorten)
        code = self.toeval.choice(self.land.regios(soort))
        return soort, code, self.land.leden(soort, code)

    def naburig(self, soort: str, code: str) -> set[str]:
        """The members of another region of the same soort, next to this one if there is one."""
        leden = self.land.leden(soort, code)
        rondom = set().union(*(self.land.alle[g] for g in leden)) - leden
        buur = self.een(rondom or set(self.land.inwoners) - leden)
        return self.land.leden(soort, self.land.regio[soort][buur])

    def leeg(self) -> Vorm:
        """Nobody."""
        return Vorm()

    def alleen(self) -> Vorm:
        """One gemeente, or two that need not touch."""
        return Vorm("", self.uit(self.kies, self.toeval.randint(1, 2)))

    def regio(self) -> Vorm:
        """A region of one of the four soorten, nobody named."""
        return Vorm(self.kring(SOORTEN)[1])

    def regio_en_meer(self) -> Vorm:
        """A region, plus some of its own members and some from next door."""
        soort, code, leden = self.kring(SOORTEN)
        buiten = self.uit(self.naburig(soort, code) & self.kies, self.toeval.randint(0, 3))
        return Vorm(code, buiten | self.uit(leden & self.kies, 2))

    def regio_en_regio(self) -> Vorm:
        """A region attached and the whole of its neighbour named: a union, in two ways at once."""
        soort, code, _ = self.kring()
        return Vorm(code, self.naburig(soort, code))

    def samenvalt(self) -> Vorm:
        """All members of one region, each by name."""
        return Vorm("", self.kring(SOORTEN)[2])

    def binnen(self) -> Vorm:
        """A part of one region."""
        leden = self.kring()[2]
        return Vorm("", self.uit(leden, max(1, len(leden) - self.toeval.randint(1, 4))))

    def unie(self) -> Vorm:
        """Two to four whole regions, one joined or left out now and then."""
        soort, code, leden = self.kring()
        groep = leden | self.naburig(soort, code)
        for _ in range(self.toeval.randint(0, 2)):
            groep |= self.land.leden(soort, self.toeval.choice(self.land.regios(soort)))
        erbij = self.uit(set(self.land.inwoners) - groep, self.toeval.choice((0, 0, 1, 2)))
        return Vorm("", groep - self.uit(groep, self.toeval.choice((0, 0, 1, 2))) | erbij)

    def helft(self) -> Vorm:
        """A whole region and about half of its neighbour: joining and leaving cost the same."""
        soort, code, leden = self.kring()
        buren = self.naburig(soort, code)
        aantal = len(buren) // 2 + self.toeval.choice((0, 0, 1))
        return Vorm("", leden | self.uit(buren, max(1, aantal)))

    def gelijkspel(self) -> Vorm:
        """Equal small parts of several regions: the best region is a tie."""
        soort = self.toeval.choice(INDELINGEN)
        aantal = self.toeval.randint(1, 3)
        codes = self.toeval.sample(self.land.regios(soort), self.toeval.randint(2, 3))
        return Vorm("", set().union(*(self.uit(self.land.leden(soort, c), aantal) for c in codes)))

    def bal(self) -> Vorm:
        """A connected group grown from one gemeente."""
        groep = {self.een(self.kies)}
        for _ in range(self.toeval.randint(1, 12)):
            rand = set().union(*(self.land.alle[g] for g in groep)) & self.kies - groep
            groep |= self.uit(rand, 1)
        return Vorm("", groep)

    def los(self) -> Vorm:
        """A group in two or more parts, of equal size now and then."""
        return Vorm("", self.bal().gemeenten | self.bal().gemeenten)

    def water(self) -> Vorm:
        """Gemeenten that touch over water only, or over less than 200 m of land."""
        nat = {g for g in self.land.inwoners if self.land.alle[g] - self.land.land[g]}
        g = self.een(nat)
        return Vorm("", {g} | self.uit(self.land.alle[g] - self.land.land[g], 2))

    def donut(self) -> Vorm:
        """The neighbours of a centrumgemeente without itself; one missing now and then."""
        code, centrum = self.toeval.choice(sorted(self.land.centrum["arbeidsmarktregio"].items()))
        leden = self.land.leden("arbeidsmarktregio", code)
        ring = self.land.land[centrum] & leden
        ring |= self.uit(leden, self.toeval.choice((0, 0, 1, 3)))
        return Vorm("", ring - {centrum} - self.uit(ring, self.toeval.choice((0, 0, 0, 1))))

    def enclave(self) -> Vorm:
        """All neighbours of a gemeente with two to five of them, without itself."""
        klein = {g for g in self.land.inwoners if 2 <= len(self.land.land[g]) <= 5}
        g = self.een(klein)
        ring = set(self.land.land[g])
        ring |= self.uit(set().union(*(self.land.alle[b] for b in ring)), self.toeval.randint(0, 4))
        return Vorm("", ring - {g} - self.uit(ring, self.toeval.choice((0, 0, 0, 1))))

    def rond_de_norm(self, norm: int) -> Vorm:
        """A group whose inwoners are exactly the norm, three quarters of it, or five less."""
        over = self.toeval.choice((norm, norm * 3 // 4)) - self.toeval.choice((0, 0, 5))
        groep: set[str] = set()
        volgorde = self.toeval.sample(sorted(self.kies), len(self.kies))
        for g in volgorde:
            inwoners = self.land.inwoners[g]
            if inwoners < over - 60_000:
                groep.add(g)
                over -= inwoners
        vrij = {self.land.inwoners[g]: g for g in volgorde if g not in groep}
        for inwoners, g in vrij.items():
            maat = vrij.get(over - inwoners, g)
            if maat != g:
                return Vorm("", groep | {g, maat})
        return Vorm("", groep)

    def groot(self) -> Vorm:
        """A large part of the country, as a block of regions or scattered."""
        if self.toeval.random() < 0.5:
            return Vorm("", self.uit(self.kies, self.toeval.randint(30, 300)))
        soort = self.toeval.choice(SOORTEN)
        codes = self.land.regios(soort)
        codes = self.toeval.sample(codes, self.toeval.randint(3, len(codes)))
        return Vorm("", set().union(*(self.land.leden(soort, c) for c in codes)))

    def trek(self, norm: str = "") -> Vorm:
        """Any of the shapes; now and then one on the edge of the norm, where there is one."""
        if norm and self.toeval.random() < 0.15:
            return self.rond_de_norm(int(norm))
        return self.toeval.choice(
            (
                *(self.regio, self.regio, self.regio_en_meer, self.regio_en_regio, self.leeg),
                *(self.samenvalt, self.binnen, self.unie, self.helft, self.gelijkspel),
                *(self.bal, self.bal, self.bal, self.los, self.water, self.alleen),
                *(self.donut, self.donut, self.enclave, self.enclave),
                self.groot,
            )
        )()
