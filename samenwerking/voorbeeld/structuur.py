"""Who works with whom: the verbanden of a round and their deelnemers per taak."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from samenwerking.voorbeeld.land import Land, Regio
from samenwerking.voorbeeld.ronde import Ronde, Verband, slug, toeval
from samenwerking.voorbeeld.wereld import MEI, Wereld


@dataclass(frozen=True)
class Bouw:
    """The round under construction: the letter's verbanden first, the others added to it."""

    wereld: Wereld
    uitvraag: str
    ronde: Ronde
    taken: tuple[str, ...]

    def vrij(self, leden: frozenset[str], taak: str) -> set[str]:
        """Who of a region may be counted in: the letter speaks for its own gemeenten."""
        eigen = self.wereld.parameters["indeling"]["eigen_taken_brief"]
        if self.uitvraag == MEI or taak in eigen:
            return set(leden) - set(self.wereld.brief.inzendingen)
        return set(leden)

    def verband(self, soort: str, naam: str, sleutel: str = "") -> Verband:
        """The verband of that kind and name, made when it is not there yet."""
        vorm = self.wereld.parameters["soort"][soort]
        verband = sleutel or vorm["slug"].format(naam=slug(naam))
        if verband not in self.ronde.verbanden:
            self.ronde.verbanden[verband] = Verband(
                verband, vorm["naam"].format(naam=naam), soort, toelichting=vorm["toelichting"]
            )
        return self.ronde.verbanden[verband]

    def arrangement(self, verband: str, taak: str, groep: set[str], regio: str = "") -> None:
        """Record S(verband, taak), when the round asks about the taak and two take part."""
        if taak in self.taken and len(groep) > 1 and (verband, taak) not in self.ronde.deelnemers:
            self.ronde.deelnemers[verband, taak] = set(groep)
            if regio:
                self.ronde.regio[verband, taak] = regio

    def regioverband(
        self, soort: str, regio: Regio, taken: Iterable[str], sleutel: str = ""
    ) -> Verband:
        """A verband of all gemeenten of a region, for these taken."""
        verband = self.verband(soort, regio.naam, sleutel)
        for taak in taken:
            self.arrangement(verband.verband, taak, self.vrij(regio.leden, taak), regio.code)
        return verband


def bouw_structuur(wereld: Wereld, uitvraag: str) -> Ronde:
    """The verbanden of a round and who takes part, before anybody answers."""
    taken = wereld.land.taken_per_ronde[uitvraag]
    ronde = Ronde(
        verbanden={v: replace(verband) for v, verband in wereld.brief.verbanden.items()},
        deelnemers={s: set(g) for s, g in wereld.brief.deelnemers.items() if s[1] in taken},
        regio={s: regio for s, regio in wereld.brief.regio.items() if s[1] in taken},
    )
    bouw = Bouw(wereld, uitvraag, ronde, taken)
    for stap in STAPPEN:
        stap(bouw)
    _ruim_op(bouw)
    return ronde


def _jeugdregios(bouw: Bouw) -> None:
    eigen_slug = bouw.wereld.voor(bouw.uitvraag).get("regioverband", {})
    landsdelen = bouw.wereld.parameters["landsdeel"]
    soort = bouw.wereld.parameters["soort"]["jeugdregio"]
    gelaagd = bouw.wereld.parameters["indeling"]["gelaagd"]
    for regio in bouw.wereld.land.soort("jeugdregio"):
        boven = {t for deel in landsdelen for t in deel["taken"] if regio.code in _regios(deel, t)}
        taken = [taak for taak in (*soort["taken"], *soort["of_landsdeel"]) if taak not in boven]
        if regio.code in gelaagd["regios"]:
            taken.append(gelaagd["taak"])
        verband = bouw.regioverband("jeugdregio", regio, taken, eigen_slug.get(regio.code, ""))
        delen = [deel for deel in landsdelen if regio.code in deel["regios"]]
        verband.onderdeel_van = slug(delen[0]["naam"]) if delen else ""


def _regios(deel: Mapping[str, Any], taak: str) -> list[str]:
    """The jeugdregio's of a landsdeel that do this taak together."""
    regios: list[str] = deel.get("alleen_voor", {}).get(taak, deel["regios"])
    return regios


def _landsdelen(bouw: Bouw) -> None:
    for deel in bouw.wereld.parameters["landsdeel"]:
        verband = bouw.verband("landsdeel", deel["naam"])
        for taak in deel["taken"]:
            regios = [bouw.wereld.land.regios[code] for code in _regios(deel, taak)]
            leden = frozenset[str]().union(*(regio.leden for regio in regios))
            bouw.arrangement(verband.verband, taak, bouw.vrij(leden, taak))


def _veiligheidsregios(bouw: Bouw) -> None:
    """The letter already names a verband in three of them; there only AMHK is added."""
    for regio in bouw.wereld.land.soort("veiligheidsregio"):
        sleutel = f"vr-{slug(regio.naam)}"
        soort = "amhk" if sleutel in bouw.wereld.brief.verbanden else "veiligheidsregio"
        bouw.regioverband(soort, regio, bouw.wereld.parameters["soort"][soort]["taken"])


def _arbeidsmarktregios(bouw: Bouw) -> None:
    taken = bouw.wereld.parameters["soort"]["arbeidsmarktregio"]["taken"]
    for regio in bouw.wereld.land.soort("arbeidsmarktregio"):
        bouw.regioverband("arbeidsmarktregio", regio, taken)


def _opvang(bouw: Bouw) -> None:
    """By veiligheidsregio, or divided over the nearest of its centrumgemeenten."""
    land, parameters = bouw.wereld.land, bouw.wereld.parameters
    taken = parameters["soort"]["opvang"]["taken"]
    for regio in land.soort("veiligheidsregio"):
        if regio.code not in parameters["indeling"]["opvang_per_centrum"]:
            bouw.regioverband("opvang", regio, taken)
            continue
        groepen: dict[str, set[str]] = {}
        for kern in _kernen(bouw.wereld, regio):
            centrum = _dichtstbij(land, land.grootste(kern), regio)
            groepen.setdefault(centrum, set()).update(kern)
        for centrum, groep in sorted(groepen.items()):
            verband = bouw.verband("opvang", land.gemeenten[centrum].naam)
            for taak in taken:
                bouw.arrangement(verband.verband, taak, bouw.vrij(frozenset(groep), taak))


def _kernen(wereld: Wereld, regio: Regio) -> list[frozenset[str]]:
    """The parts of a region that stay together: its subregio's, and who is in none."""
    kernen = [groep & regio.leden for groep in wereld.subregios.values()]
    alleen = regio.leden - frozenset[str]().union(*kernen)
    return [kern for kern in kernen if kern] + [frozenset([g]) for g in sorted(alleen)]


def _dichtstbij(land: Land, gemeente: str, regio: Regio) -> str:
    """The opvangcentrum of the region that is nearest to a gemeente, as the crow flies."""
    x, y = land.gemeenten[gemeente].plek

    def afstand(centrum: str) -> int:
        cx, cy = land.gemeenten[centrum].plek
        return (cx - x) ** 2 + (cy - y) ** 2

    return min((g for g in sorted(regio.leden) if land.gemeenten[g].opvangcentrum), key=afstand)


def _subregios(bouw: Bouw) -> None:
    parameters = bouw.wereld.parameters
    samen = {naam for schap in parameters["werkschap"] for naam in schap["subregios"]}
    for naam, leden in bouw.wereld.subregios.items():
        verband = bouw.verband("subregio", naam)
        verband.onderdeel_van = _jeugdregio_van(bouw.wereld.land, leden)
        for taak in parameters["soort"]["subregio"]["taken"]:
            if not (naam in samen and taak in parameters["soort"]["werkschap"]["taken"]):
                bouw.arrangement(verband.verband, taak, set(leden))
        for taak, namen in parameters["vrijwillig"].items():
            if naam in namen:
                bouw.arrangement(verband.verband, taak, set(leden))


def _jeugdregio_van(land: Land, leden: frozenset[str]) -> str:
    """The slug of the jeugdregio around a subregio; empty when it lies in more than one."""
    codes = {land.gemeenten[g].regio["jeugdregio"] for g in leden}
    namen = [land.regios[code].naam for code in codes]
    return f"jeugdregio-{slug(namen[0])}" if len(namen) == 1 else ""


def _werkschappen(bouw: Bouw) -> None:
    for schap in bouw.wereld.parameters["werkschap"]:
        verband = bouw.verband("werkschap", schap["naam"])
        leden = set().union(*(bouw.wereld.subregios[naam] for naam in schap["subregios"]))
        for taak in bouw.wereld.parameters["soort"]["werkschap"]["taken"]:
            bouw.arrangement(verband.verband, taak, leden)


def _diensten(bouw: Bouw) -> None:
    """Voluntary cooperation in a verband of its own: more overleg for who takes part (B1)."""
    for dienst in bouw.wereld.parameters["dienst"]:
        verband = bouw.verband("dienst", dienst["naam"])
        for taak in bouw.wereld.parameters["soort"]["dienst"]["taken"]:
            bouw.arrangement(verband.verband, taak, set(bouw.wereld.codes(dienst["gemeenten"])))


def _zelfstandigen(bouw: Bouw) -> None:
    for naam, taken in bouw.wereld.parameters["zelfstandig"].items():
        for taak in taken:
            _neem_weg(bouw, taak, bouw.wereld.codes([naam]))


def _overstappers(bouw: Bouw) -> None:
    for stap in bouw.wereld.parameters["overstap"]:
        if bouw.uitvraag in stap.get("rondes", [bouw.uitvraag]):
            gemeente = bouw.wereld.codes([stap["gemeente"]])
            for taak in stap["taken"]:
                _neem_weg(bouw, taak, gemeente)
                if taak in bouw.taken:
                    bouw.ronde.deelnemers[stap["naar"], taak] |= gemeente


def _bijzonderen(bouw: Bouw) -> None:
    for geval in bouw.wereld.parameters["bijzonder"]:
        groep = bouw.wereld.codes(geval["gemeenten"])
        if geval["taak"] in bouw.taken:
            _neem_weg(bouw, geval["taak"], groep | bouw.wereld.codes([geval["buiten"]]))
            verband = bouw.verband("bijzonder", geval["naam"])
            bouw.arrangement(verband.verband, geval["taak"], set(groep))
            verband.toelichting = geval["toelichting"]


def _neem_weg(bouw: Bouw, taak: str, gemeenten: frozenset[str]) -> None:
    """Take gemeenten out of every S(v, taak)."""
    for (_, t), groep in bouw.ronde.deelnemers.items():
        if t == taak:
            groep -= gemeenten


def _nog_niet(bouw: Bouw) -> None:
    for geval in bouw.wereld.voor(bouw.uitvraag)["nog_niet"]:
        for taak in geval["taken"]:
            del bouw.ronde.deelnemers[geval["verband"], taak]


def _ruim_op(bouw: Bouw) -> None:
    """Drop what nobody takes part in, and hang the rest in its larger verband."""
    ronde = bouw.ronde
    for sleutel in [s for s, groep in ronde.deelnemers.items() if not groep]:
        del ronde.deelnemers[sleutel]
    actief = {verband for verband, _ in ronde.deelnemers} | set(bouw.wereld.brief.verbanden)
    for verband in [v for v in ronde.verbanden if v not in actief]:
        del ronde.verbanden[verband]
    for wat in ronde.verbanden.values():
        if wat.onderdeel_van not in ronde.verbanden:
            wat.onderdeel_van = ""
    _kies_penvoerders(bouw)


def _kies_penvoerders(bouw: Bouw) -> None:
    """The largest deelnemer that submits in May; the letter's verbanden keep their own."""
    parameters = bouw.wereld.parameters
    stil = bouw.wereld.codes(bouw.wereld.voor(MEI)["niet_ingediend"])
    for verband, wat in sorted(bouw.ronde.verbanden.items()):
        leden = bouw.ronde.leden(verband) - stil
        greep = toeval(parameters["zaad"], "penvoerder", verband)
        if leden and wat.soort != "brief":
            zonder = greep.random() < parameters["indeling"]["zonder_penvoerder"]
            wat.penvoerder = "" if zonder else bouw.wereld.land.grootste(leden)


STAPPEN: tuple[Callable[[Bouw], None], ...] = (
    _landsdelen,
    _jeugdregios,
    _veiligheidsregios,
    _arbeidsmarktregios,
    _opvang,
    _subregios,
    _werkschappen,
    _diensten,
    _zelfstandigen,
    _overstappers,
    _bijzonderen,
    _nog_niet,
)
