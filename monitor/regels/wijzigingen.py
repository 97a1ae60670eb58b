"""What a scenario may change: typed values, the same as plain JSON, and in a Dutch sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from monitor.regels.stand import Rechtsvorm, Stand
from monitor.regels.taal import enkele, getal, woord

NAMEN = 6
"""A sentence names so many gemeenten, then counts them."""
TAKEN = 3


class Verplaatsing(NamedTuple):
    """Gemeenten leave verband `van` and join `naar`, for `taken` (none: all it can be about).

    Without `van` they only join, without `naar` they only leave.
    """

    gemeenten: tuple[str, ...]
    van: str = ""
    naar: str = ""
    taken: tuple[str, ...] = ()


class Samenvoeging(NamedTuple):
    """Verband `van` becomes a part of `naar`, with all its taken and deelnemers."""

    van: str
    naar: str


class Splitsing(NamedTuple):
    """These deelnemers of `van` go on as a new verband `naar` (slug), called `naam`."""

    van: str
    naar: str
    naam: str
    gemeenten: tuple[str, ...]


class AndereVorm(NamedTuple):
    """A verband gets this rechtsvorm (code) and juridisch stadium; None is unknown."""

    verband: str
    rechtsvorm: str | None
    juridisch_stadium: str | None


class AndereNorm(NamedTuple):
    """A taak gets this norm in inwoners; None is no norm."""

    taak: str
    norm: int | None


Wijziging = Verplaatsing | Samenvoeging | Splitsing | AndereVorm | AndereNorm
Vormen = Mapping[str, Rechtsvorm]

SOORTEN: dict[str, type[Wijziging]] = {
    "verplaatsing": Verplaatsing,
    "samenvoeging": Samenvoeging,
    "splitsing": Splitsing,
    "vorm": AndereVorm,
    "norm": AndereNorm,
}


def als_json(wijziging: Wijziging) -> dict[str, Any]:
    """A change as it is kept; `van_json` reads it back."""
    soort = next(naam for naam, klasse in SOORTEN.items() if isinstance(wijziging, klasse))
    waarden = wijziging._asdict().items()
    return {"soort": soort} | {v: list(w) if isinstance(w, tuple) else w for v, w in waarden}


def van_json(rij: Any) -> Wijziging:
    """The change that was kept. Raises ValueError for what is none."""
    if not isinstance(rij, dict) or rij.get("soort") not in SOORTEN:
        raise ValueError(f"no change of a scenario: {rij!r}")
    klasse = SOORTEN[rij["soort"]]
    if set(rij) != {"soort", *klasse._fields}:
        raise ValueError(f"wrong fields for {rij['soort']}: {sorted(rij)}")
    return klasse(**{veld: _waarde(veld, rij[veld]) for veld in klasse._fields})


def _waarde(veld: str, waarde: Any) -> Any:
    """One field, checked; lists become tuples."""
    if veld in {"gemeenten", "taken"}:
        goed = isinstance(waarde, list) and all(isinstance(code, str) for code in waarde)
        waarde = tuple(waarde) if goed else waarde
    elif veld == "norm":
        goed = waarde is None or (type(waarde) is int and waarde > 0)
    else:
        mag_leeg = veld in {"rechtsvorm", "juridisch_stadium"}
        goed = isinstance(waarde, str) or (mag_leeg and waarde is None)
    if not goed:
        raise ValueError(f"wrong value for {veld}: {waarde!r}")
    return waarde


def zin(stand: Stand, wijziging: Wijziging, vormen: Vormen) -> str:
    """A change in one sentence, with the names that hold in this Stand."""
    zeg: Callable[..., str] = _ZINNEN[type(wijziging)]
    return zeg(stand, wijziging, vormen)


def _gemeenten(stand: Stand, codes: tuple[str, ...]) -> tuple[str, bool]:
    """Their names, and whether the verb is plural."""
    return enkele([stand.naam(code) for code in codes], NAMEN), len(codes) > 1


def _zin_verplaatsing(stand: Stand, w: Verplaatsing, vormen: Vormen) -> str:
    wie, meer = _gemeenten(stand, w.gemeenten)
    van, naar = stand.verbandnaam(w.van), stand.verbandnaam(w.naar)
    waarvoor = _waarvoor(stand, w.taken, van if w.van else naar)
    if w.van and w.naar:
        return f"{wie} {'gaan' if meer else 'gaat'} van {van} naar {naar}, {waarvoor}."
    if w.naar:
        return f"{wie} {'gaan' if meer else 'gaat'} meedoen met {naar}, {waarvoor}."
    return f"{wie} {'doen' if meer else 'doet'} niet meer mee met {van}, {waarvoor}."


def _waarvoor(stand: Stand, taken: tuple[str, ...], verband: str) -> str:
    if not taken:
        return f"voor alle taken van {verband}"
    namen = [stand.taak[code].naam if code in stand.taak else code for code in taken]
    return f"voor {enkele(namen, TAKEN)}"


def _zin_samenvoeging(stand: Stand, w: Samenvoeging, vormen: Vormen) -> str:
    van, naar = stand.verbandnaam(w.van), stand.verbandnaam(w.naar)
    return f"{van} gaat op in {naar}, met alle taken en deelnemers."


def _zin_splitsing(stand: Stand, w: Splitsing, vormen: Vormen) -> str:
    wie, meer = _gemeenten(stand, w.gemeenten)
    van = stand.verbandnaam(w.van)
    return f"{wie} {'gaan' if meer else 'gaat'} uit {van} en verder als nieuw verband {w.naam}."


def _zin_vorm(stand: Stand, w: AndereVorm, vormen: Vormen) -> str:
    bekend = vormen.get(w.rechtsvorm or "")
    vorm = bekend.naam if bekend else woord(w.rechtsvorm)
    return (
        f"{stand.verbandnaam(w.verband)} krijgt als rechtsvorm: {vorm}; juridisch stadium:"
        f" {woord(w.juridisch_stadium)}."
    )


def _zin_norm(stand: Stand, w: AndereNorm, vormen: Vormen) -> str:
    taak = stand.taak[w.taak].naam if w.taak in stand.taak else w.taak
    if w.norm is None:
        return f"Voor {taak} geldt geen norm."
    return f"De norm voor {taak} wordt {getal(w.norm)} inwoners."


_ZINNEN: dict[type[Any], Callable[..., str]] = {
    Verplaatsing: _zin_verplaatsing,
    Samenvoeging: _zin_samenvoeging,
    Splitsing: _zin_splitsing,
    AndereVorm: _zin_vorm,
    AndereNorm: _zin_norm,
}
