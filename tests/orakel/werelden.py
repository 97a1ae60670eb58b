"""Seeded worlds: import folders that are valid, and as nasty as the rules allow."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.orakel.lezen import Land, Rij, lees_land
from tests.orakel.tabellen import KOLOMMEN, schrijf
from tests.orakel.vormen import Vorm, Vormen

FIXTURES = Path(__file__).parents[2] / "fixtures"
STADIA = ("verkenning", "intentie", "voorstel", "collegebesluit", "raadsbesluit", "in_werking")
SLUGS = ("ijmond", "ijmond-2", "ijmond2", "a", "a-b", "ab", "1-regio", "zuid-kennemerland")
TEKSTEN = ("", "", "gaat over één loket", 'de "Rode" lijn; en, meer', "=1+1", "regel 1\nregel 2")
JA_NEE = ("0", "1", "")
AANLOOP_DAGEN = 270


def maak_wereld(
    doelmap: Path,
    seed: int,
    uitvraag: str,
    gemeenten: Sequence[str] | None = None,
    grootte: int = 40,
    referentie: Path = FIXTURES,
) -> datetime:
    """Write an import folder for a round; give the moment (`nu`) to evaluate it at.

    `gemeenten` limits who submits and who is named as deelnemer one by one (default: most of the
    country); `grootte` is the number of verbanden. The same arguments give the same files.
    """
    maker = Maker(lees_land(referentie, uitvraag), Random(f"{uitvraag}/{seed}"), gemeenten)
    maker.verbanden(grootte)
    maker.opgaven()
    maker.brieven()
    doelmap.mkdir(parents=True, exist_ok=True)
    for naam, rijen in maker.rijen.items():
        schrijf(doelmap, naam, rijen, maker.toeval)
    return maker.nu


class Maker:
    """Draws one world, table by table."""

    def __init__(self, land: Land, toeval: Random, gemeenten: Sequence[str] | None) -> None:
        self.land = land
        self.toeval = toeval
        alle = sorted(land.inwoners)
        deel = toeval.sample(alle, toeval.randint(len(alle) // 2, len(alle)))
        self.kies = set(gemeenten or deel)
        self.vormen = Vormen(land, self.kies, toeval)
        seconden = toeval.choice((-86_400 * 30, -1, 0, 0, 1, 86_400 * 9))
        self.nu = land.deadline + timedelta(seconds=seconden)
        self.s: dict[tuple[str, str], set[str]] = {}
        self.rijen: dict[str, list[Rij]] = {naam: [] for naam in KOLOMMEN}
        self.slugs: list[str] = []
        self.namen = {min(codes): naam for naam, codes in land.namen.items() if len(codes) == 1}

    def rij(self, tabel: str, **cellen: str) -> None:
        """Add a row; what is not given stays empty."""
        self.rijen[tabel].append({k: cellen.get(k, "") for k in KOLOMMEN[tabel].split()})

    def kans(self, deel: float) -> bool:
        """True in this share of the draws."""
        return self.toeval.random() < deel

    def gemeente(self, code: str) -> str:
        """A gemeente as people write it: mostly the code, now and then number or name."""
        if not code or self.kans(0.9):
            return code
        nummer = code.removeprefix("GM")
        return self.toeval.choice([nummer, nummer.lstrip("0"), self.namen.get(code, code)])

    def dag(self, dag: date) -> str:
        """A date on, just before, just after or far from a day; or unknown."""
        dagen = self.toeval.choice((-200, -30, -1, 0, 1, 2, 90, None))
        return "" if dagen is None else (dag + timedelta(days=dagen)).isoformat()

    def moment(self) -> str:
        """A moment of submission: long before, at and after the deadline."""
        uren = self.toeval.choice((-500, -24, -1, 0, 1, 100))
        moment = self.land.deadline + timedelta(hours=uren, minutes=self.toeval.randint(0, 59))
        return moment.isoformat()

    # -- verbanden, arrangementen, deelnemers, profielen -------------------------------------

    def verbanden(self, aantal: int) -> None:
        """The verbanden of the round; an `onderdeel_van` may point forward, never in a circle."""
        self.slugs = [*SLUGS, *(f"verband-{n}" for n in range(aantal))][:aantal]
        boom = self.toeval.sample(self.slugs, len(self.slugs))
        for slug in self.slugs:
            self.arrangementen(slug)
            leden = set().union(*(s for (v, _), s in self.s.items() if v == slug))
            rechtsvorm = self.toeval.choice(
                ("", "CG", "CG", "BVO", *sorted(self.land.rechtsvormen))
            )
            centrum = self.een_van(leden) if self.kans(0.8 if rechtsvorm == "CG" else 0.1) else ""
            ouder = boom[: boom.index(slug)]
            self.rij(
                "verbanden",
                verband=slug,
                naam=f"Verband {slug} é",
                rechtsvorm=rechtsvorm,
                penvoerder=self.gemeente(self.een_van(leden) if self.kans(0.85) else ""),
                centrumgemeente=self.gemeente(centrum),
                bestaand=self.toeval.choice(JA_NEE),
                onderdeel_van=self.toeval.choice(ouder) if ouder and self.kans(0.3) else "",
                toelichting=self.toeval.choice(TEKSTEN),
            )
            if self.kans(0.85):
                self.profiel(slug)

    def een_van(self, leden: set[str]) -> str:
        """Mostly one of the deelnemers, else anyone."""
        return self.vormen.een(leden if leden and self.kans(0.8) else self.kies)

    def arrangementen(self, slug: str) -> None:
        """None to seven taken, with one set or several, by `*` and taak by taak."""
        aantal = self.toeval.choice((0, 1, 1, 2, 3, 5, 7))
        taken = self.toeval.sample(sorted(self.land.taken), min(aantal, len(self.land.taken)))
        kern = self.vormen.trek() if self.kans(0.6) else Vorm()
        normen = {taak: self.land.taken[taak]["norm_inwoners"] for taak in taken}
        delen = {
            taak: Vorm() if kern.gemeenten and self.kans(0.6) else self.vormen.trek(norm)
            for taak, norm in normen.items()
        }
        for taak, deel in delen.items():
            deel.regio = deel.regio or (kern.regio if self.kans(0.7) else "")
            self.rij(
                "arrangementen",
                verband=slug,
                taak=taak,
                regio=deel.regio,
                clienten=self.toeval.choice(("", "0", "120")),
                aanbieders=self.toeval.choice(("", "0", "7")),
            )
            leden = self.land.leden
            regio = set().union(*(leden(soort, deel.regio) for soort in self.land.regio))
            self.s[slug, taak] = regio | kern.gemeenten | deel.gemeenten
            dubbel = self.vormen.uit(kern.gemeenten, self.toeval.choice((0, 0, 1)))
            self.deelnemers(slug, taak, deel.gemeenten | dubbel)
        if taken:
            self.deelnemers(slug, "*", kern.gemeenten)

    def deelnemers(self, slug: str, taak: str, wie: set[str]) -> None:
        """Named deelnemers of one taak, or of all (`*`)."""
        for g in sorted(wie):
            self.rij("deelnemers", verband=slug, taak=taak, gemeente=self.gemeente(g))

    def profiel(self, slug: str) -> None:
        """A profile with answers, zeros and blanks."""
        kies = self.toeval.choice
        groot = kies((None, 0, 1, 2, 3, 7))
        met = (
            None
            if groot is None or self.kans(0.2)
            else kies((0, groot // 2, -(-groot // 2), groot))
        )
        soorten = ("financieel", "juridisch", "maatschappelijk")
        afspraak = ("", "geen", "in_gesprek", "in_uitwerking", "vastgesteld", "vastgesteld")
        juridisch = ("", "niet_besproken", "in_gesprek", "concept", "vastgesteld", "in_werking")
        raad = ("inlichtingen", "verantwoording", "zienswijze_begroting")
        begin = self.nu.date() + timedelta(days=AANLOOP_DAGEN)
        self.rij(
            "profielen",
            verband=slug,
            regie_vorm=kies(
                (
                    "",
                    "geen",
                    "ambtelijk_overleg",
                    "bestuurlijk_overleg",
                    "bestuurlijk_overleg_mandaat",
                )
            ),
            grote_instellingen="" if groot is None else str(groot),
            grote_instellingen_met_afspraken="" if met is None else str(met),
            risicoanalyse=kies(
                ("", "geen", "|".join(soorten), "|".join(soorten), self.lijst(soorten))
            ),
            beheersmaatregelen=kies(JA_NEE),
            rapportagecyclus=kies(JA_NEE),
            juridisch_stadium=kies((*juridisch, "bekendgemaakt")),
            gezamenlijke_inkoop=kies(JA_NEE),
            inkoop_start=self.dag(begin),
            bevoegdheden=kies(("", "geen", "mandaat", "delegatie", "delegatie")),
            kostenverdeling=kies(afspraak),
            risicoverevening=kies(afspraak),
            verevening_gepland=self.dag(self.land.peildatum),
            raadsinstrumenten=self.lijst(raad),
            niet_vrijblijvend=kies(JA_NEE),
            specialistische_kennis=kies(JA_NEE),
            draagkracht=kies(JA_NEE),
            slagkracht=kies(JA_NEE),
            meerjarige_contracten=kies(JA_NEE),
        )

    def lijst(self, waarden: tuple[str, ...]) -> str:
        """Some of the values, in any order, joined by `|`."""
        return "|".join(self.toeval.sample(waarden, self.toeval.randint(0, len(waarden))))

    # -- opgaven -----------------------------------------------------------------------------

    def opgaven(self) -> None:
        """Submitted, concept or absent; a submitted one may hold no regels at all."""
        for g in sorted(self.kies):
            toestand = self.toeval.choice(
                ("ingediend", "ingediend", "ingediend", "concept", "niets")
            )
            if toestand == "niets":
                continue
            self.rij(
                "opgaven",
                gemeente=self.gemeente(g),
                ingediend_op=self.moment() if toestand == "ingediend" else "",
                kanaal=self.toeval.choice(("portaal", "brief", "spreadsheet")),
            )
            ijver = self.toeval.choice((0.0, 0.3, 0.7, 1.0))
            for taak in sorted(self.land.taken):
                if self.kans(ijver):
                    self.antwoord(g, taak)

    def antwoord(self, g: str, taak: str) -> None:
        """One answer: what the verbanden say of g, something beside it, or no verband."""
        lijsten = [v for (v, t), s in self.s.items() if t == taak and g in s]
        genoemd = set(lijsten) if self.kans(0.7) else set()
        if self.kans(0.3):
            genoemd = self.vormen.uit(genoemd, 1)
        for ander in (self.slugs, self.elders(g, taak), self.rondom(g, taak)):
            if ander and self.kans(0.12):
                genoemd.add(self.toeval.choice(ander))
        for v in sorted(genoemd):
            self.in_verband(g, taak, v, eigen=v in lijsten)
        if not genoemd:
            wijzen = ["zelfstandig", "wacht_op_rijk", "geen"]
            if self.land.taken[taak]["landelijk_mogelijk"] == "1":
                wijzen += ["landelijk", "landelijk"]
            self.regel(g, taak, wijze=self.toeval.choice(wijzen))

    def elders(self, g: str, taak: str) -> list[str]:
        """The verbanden that list g, but for another taak."""
        lijsten = {v for (v, t), s in self.s.items() if t == taak and g in s}
        return sorted({v for (v, t), s in self.s.items() if g in s} - lijsten)

    def rondom(self, g: str, taak: str) -> list[str]:
        """The verbanden that list all neighbours of g for this taak, but not g."""
        buren = self.land.land[g]
        return sorted(v for (v, t), s in self.s.items() if t == taak and g not in s and buren <= s)

    def in_verband(self, g: str, taak: str, verband: str, eigen: bool) -> None:
        """A verband regel. Each verband has its pace and its care with dates, for deelnemers."""
        aard = Random(f"{self.nu} {verband}")
        plafond, net = aard.choice((0, 1, 2, 5, 5, 5)), aard.random() < 0.3
        rang = self.toeval.randrange(len(STADIA))
        besluit = self.dag(self.land.peildatum)
        if eigen and net:
            besluit = (
                self.land.peildatum - timedelta(days=self.toeval.choice((0, 40)))
            ).isoformat()
        self.regel(
            g,
            taak,
            wijze="verband",
            verband=verband,
            stadium=STADIA[min(rang, plafond) if eigen else rang],
            collegebesluit=besluit,
            raadsbesluit=self.dag(self.land.peildatum),
            onderdeel=self.toeval.choice(("", "geheel", "inkoop", "uitvoering")),
        )

    def regel(self, g: str, taak: str, **cellen: str) -> None:
        """One opgaveregel; a reden only where there is no cooperation."""
        redenen = ("budget_onbekend", "wetgeving", "overgangskosten", "wacht_op_rijk", "anders")
        self.rij(
            "opgaveregels",
            gemeente=self.gemeente(g),
            taak=taak,
            voorlopig=self.toeval.choice(JA_NEE),
            toelichting=self.toeval.choice(TEKSTEN),
            reden=self.toeval.choice(("", *redenen)) if cellen["wijze"] == "geen" else "",
            **cellen,
        )

    # -- brieven -----------------------------------------------------------------------------

    def brieven(self) -> None:
        """Two letters, one identical to the other, signed by some."""
        for brief, gelijk in (("brief-a", ""), ("brief-b", "brief-a")):
            self.rij(
                "brieven",
                brief=brief,
                datum=self.land.peildatum.isoformat(),
                onderwerp="Samenwerking",
                geadresseerden="VNG|Minister van BZK",
                identiek_aan=gelijk,
            )
            for g in sorted(self.vormen.uit(self.kies, 4)):
                namens = self.vormen.een(self.kies)
                self.rij(
                    "ondertekeningen",
                    brief=brief,
                    gemeente=g,
                    ondertekenaar="A. Voorbeeld",
                    functie="wethouder",
                    gemeente_ondertekenaar=namens,
                )
