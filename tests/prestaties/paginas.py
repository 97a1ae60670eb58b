"""The main pages: against a bare page with the same rows, and how many queries each needs."""

from __future__ import annotations

from collections.abc import Iterator
from gzip import compress
from itertools import pairwise

from django.template.loader import get_template

from monitor.beeld import beeld
from monitor.filters import STAATNAMEN
from monitor.matrix import LETTERS, matrix
from monitor.regels.stand import Stand, nummers
from samenwerking.keuzes import Decentralisatie
from samenwerking.klok import nu
from samenwerking.models import Uitvraag
from samenwerking.toegang.rollen import Rol
from tests.bouwers import gebruiker
from tests.prestaties.bezoek import Bezoeker, kaal_project
from tests.prestaties.meten import Grens, Regel, queries, samen

OPENBAAR = ("/", "/gemeenten/", "/regios/jeugdregio/", "/taken/", "/definities/", "/verbanden/")
COMMISSIE = (
    "/monitor/",
    "/monitor/inzendingen/",
    "/monitor/dekking/",
    "/monitor/congruentie/",
    "/monitor/verschillen/",
    "/monitor/criteria/",
    "/monitor/drukte/",
    "/monitor/bevindingen/",
    "/gemeenten/GM0397/",
    "/regios/JZ18/",
    "/verbanden/",
    "/verbanden/verband-001/",
)
NAMEN = {d.value: d.label for d in Decentralisatie}


def meet(ronde: Uitvraag) -> Iterator[Regel | Grens]:
    """The rows of the table about pages."""
    publiek = Bezoeker()
    commissie = Bezoeker(gebruiker(Rol.COMMISSIE))
    with kaal_project():
        kaal = Bezoeker()
        kale_commissie = Bezoeker(gebruiker(Rol.COMMISSIE))

    def bij_kaal(bezoeker: Bezoeker, pad: str) -> None:
        with kaal_project():
            bezoeker.vraag(pad)

    bodem, pagina = samen(
        lambda: bij_kaal(kaal, "/gemeenten/"), lambda: publiek.vraag("/gemeenten/")
    )
    yield Regel(
        "page of 408 rows: `/gemeenten/`", "bare template over values()", bodem, pagina, 1.3
    )
    yield _matrixregel(ronde)
    dekking = commissie.vraag("/monitor/dekking/").content
    yield Grens("matrix page, gzipped", round(len(compress(dekking)) / 1000, 1), 60, "kB")
    bodem, *lijsten = samen(
        lambda: bij_kaal(kale_commissie, "/verbanden/"),
        lambda: commissie.vraag("/verbanden/"),
        lambda: commissie.vraag("/monitor/congruentie/"),
    )
    vijftig = "bare page of 50 rows"
    yield Regel("first list page: `/verbanden/`, signed in", vijftig, bodem, lijsten[0], 2.5)
    yield Regel("first list page: `/monitor/congruentie/`", vijftig, bodem, lijsten[1], 2.5)
    for bezoeker, paden in ((publiek, OPENBAAR), (commissie, COMMISSIE)):
        yield from _queries(bezoeker, paden, "signed in" if bezoeker is commissie else "public")


def _queries(bezoeker: Bezoeker, paden: tuple[str, ...], wie: str) -> Iterator[Grens]:
    """The most queries that a page needs when nothing was written since the last one."""
    telling = {}
    for pad in paden:
        bezoeker.vraag(pad)
        with queries() as gedaan:
            bezoeker.vraag(pad)
        telling[pad] = len(gedaan)
    alle = ", ".join(f"`{pad}` {aantal}" for pad, aantal in telling.items())
    yield Grens(f"queries of a page, {wie}: {alle}", max(telling.values()), 12, "queries")


def _matrixregel(ronde: Uitvraag) -> Regel:
    """The cells of the matrix by themselves: same rows, same order, same text."""
    stand, _ = beeld(ronde, nu(), nu())
    sjabloon = get_template("monitor/dekking_tabel.html")

    def werk() -> str:
        tabel = matrix(
            stand,
            masker=(1 << len(stand.gemeenten)) - 1,
            taak=None,
            staat=None,
            indeling="jeugdregio",
            query="",
            namen=NAMEN,
        )
        return sjabloon.render({"tabel": tabel, "koppen": [], "kolommen": tabel.taken + 2})

    ons = werk()
    for rij in f_strings(stand):
        assert rij in ons, rij
    bodem, gemeten = samen(lambda: "".join(f_strings(stand)), werk)
    cellen = len(stand.gemeenten) * sum(t.samenwerking_noodzakelijk for t in stand.taken)
    naam = f"{cellen} cells of the matrix, grouped and linked"
    return Regel(naam, "f-strings over the same dekking", bodem, gemeten, 3)


def f_strings(stand: Stand) -> Iterator[str]:
    """The cells of a gemeente, in the order of the page."""
    from monitor.regels.dekking import dekking

    taken = [t for t in stand.taken if t.samenwerking_noodzakelijk]
    volgorde = sorted(range(len(taken)), key=lambda n: list(NAMEN).index(taken[n].decentralisatie))
    begin = {
        n
        for vorige, n in pairwise(volgorde)
        if taken[n].decentralisatie != taken[vorige].decentralisatie
    }
    cellen = dekking(stand)
    for regio in sorted(stand.indelingen["jeugdregio"].regios, key=lambda regio: regio.naam):
        for g in sorted(nummers(regio.leden), key=lambda n: stand.gemeenten[n].naam):
            rij = cellen[g * len(taken) : (g + 1) * len(taken)]
            yield "".join(
                f'<td class="{LETTERS[rij[n].staat]}{" eerste" if n in begin else ""}">'
                f'<a href="?cel={rij[n].gemeente}.{rij[n].taak}#cel"'
                f' aria-label="{STAATNAMEN[rij[n].staat]}">{LETTERS[rij[n].staat]}</a>'
                for n in volgorde
            )
