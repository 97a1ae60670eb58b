"""The policy as a page to read, docs/toegang.md: made from the tables that the portal obeys."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from samenwerking.toegang.beleid import API, BELEID, INGELOGD, PUBLIEK, SOMS, Toelating
from samenwerking.toegang.omgang import INSTUREN, RELATIES, VERTROUWELIJK, methoden, voorwerp
from samenwerking.toegang.rollen import (
    COMMISSIEROLLEN,
    GEMEENTEROLLEN,
    INVULROLLEN,
    LEESROLLEN,
    VELDROLLEN,
)

# Groups with a name of their own, the largest first.
GROEPEN = {
    "wie alles leest": LEESROLLEN,
    "gemeenterollen": GEMEENTEROLLEN,
    "invulrollen": INVULROLLEN,
    "commissie en BZK": COMMISSIEROLLEN,
    "ambassadeur en accountmanager": VELDROLLEN,
}
KOP = """# Who may do what
Made by `make beleid` from `samenwerking/toegang/beleid.py` and `omgang.py`; do not edit. What is
not here answers 404; a thing that one does not reach answers the same bytes as a thing that does
not exist, and a method that is not here answers 405. `tests/toegang/test_matrix.py` walks it.
Where a broker is set (`OIDC_*`) iedereen may also begin to log in through it (POST) and come back.

Groups: {groepen}. *Iedereen* includes who is not logged in.
"""


def tekst() -> str:
    """The whole page, in Markdown."""
    groepen = "; ".join(f"*{naam}* are {', '.join(sorted(wie))}" for naam, wie in GROEPEN.items())
    delen = [
        KOP.format(groepen=groepen),
        "## Pages\n",
        _tabel(("page", "address", "methods", "who", "about"), _paginas()),
        "\n## Things, and in which relation one reaches them\n",
        _tabel(("thing", "relation", "who"), _relaties(RELATIES)),
        "\n## What is confidential before publication\n",
        _tabel(("what", "relation", "who"), _relaties(VERTROUWELIJK)),
        "\n## API\n",
        _tabel(("resource", "method", "who"), _api()),
    ]
    return "\n".join(delen)


def adressen(resolver: URLResolver | None = None, begin: str = "") -> Iterator[tuple[str, str]]:
    """(name with namespace, route) of every URL."""
    bron: URLResolver = resolver or get_resolver()
    for patroon in bron.url_patterns:
        route = begin + str(patroon.pattern)
        if isinstance(patroon, URLPattern):
            yield patroon.name or "", route
        elif patroon.namespace in {"admin", "api"}:
            yield f"{patroon.namespace}:*", route
        else:
            yield from adressen(patroon, route)


def wie(toelating: Toelating) -> str:
    """A Toelating in words."""
    if isinstance(toelating, str):
        return {PUBLIEK: "iedereen", INGELOGD: "wie is ingelogd"}[toelating]
    over, namen = set(toelating), []
    for naam, groep in GROEPEN.items():
        if groep <= over:
            namen.append(naam)
            over -= groep
    return ", ".join([*namen, *sorted(over)]) or "niemand"


def _paginas() -> Iterator[tuple[str, ...]]:
    routes: dict[str, list[str]] = {}
    for naam, route in adressen():
        routes.setdefault(naam, []).append(f"`/{route.strip('^$')}`")
    for naam, adres in sorted(routes.items(), key=lambda paar: paar[1]):
        if naam in SOMS:
            continue
        doet = ", ".join(m for m in methoden(naam) if m != "HEAD")
        if naam in INSTUREN:
            doet += f" ({wie(INSTUREN[naam])})"
        yield naam, " ".join(adres), doet, wie(BELEID[naam]), voorwerp(naam) or ""


def _relaties(tabel: dict[str, dict[str, Toelating]]) -> Iterator[tuple[str, ...]]:
    for wat, relaties in tabel.items():
        for relatie, toelating in (relaties or {"wat ook": frozenset()}).items():
            yield wat, relatie, wie(toelating)


def _api() -> Iterator[tuple[str, ...]]:
    for naam, per_methode in API.items():
        for methode, toelating in per_methode.items():
            yield naam, methode, wie(toelating)


def _tabel(kop: tuple[str, ...], rijen: Iterator[tuple[str, ...]]) -> str:
    streep = tuple("---" for _ in kop)
    return "\n".join(f"| {' | '.join(rij)} |" for rij in (kop, streep, *rijen))
