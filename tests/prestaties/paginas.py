"""The main pages: against a bare page with the same rows, and how many queries each needs."""

from __future__ import annotations

from collections.abc import Iterator
from gzip import compress
from itertools import pairwise

from django.db import transaction
from django.template.loader import get_template
from django.utils.html import escape

from monitor.beeld import beeld
from monitor.filters import STAATNAMEN
from monitor.matrix import LETTERS, Matrix, matrix
from monitor.regels.dekking import Staat, dekking
from monitor.regels.stand import Stand, nummers
from samenwerking.keuzes import Decentralisatie
from samenwerking.klok import nu
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
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
    yield from _matrixregels(ronde)
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
    """The most queries that a page needs, right after a write and once more."""
    koud, warm = {}, {}
    for pad in paden:
        bezoeker.vraag(pad)
        with transaction.atomic():
            logboek.schrijf("indienen", "opgave", "proef", persoon=None)
        for telling in (koud, warm):
            with queries() as gedaan:
                bezoeker.vraag(pad)
            telling[pad] = len(gedaan)
    alle = ", ".join(f"`{pad}` {koud[pad]}, {aantal}" for pad, aantal in warm.items())
    naam = f"queries of a page after a write and once more, {wie}: {alle}"
    yield Grens(naam, max(koud.values()), 12, "queries")


def _matrixregels(ronde: Uitvraag) -> Iterator[Regel]:
    """The matrix by itself: its cells joined per row, and the table with these rows in it."""
    stand, _ = beeld(ronde, nu(), nu())
    sjabloon = get_template("monitor/dekking_tabel.html")
    taken = sum(t.samenwerking_noodzakelijk for t in stand.taken)

    def cellen() -> Matrix:
        return matrix(
            stand,
            masker=(1 << len(stand.gemeenten)) - 1,
            taak=None,
            staat=None,
            indeling="jeugdregio",
            query="",
            namen=NAMEN,
        )

    def tabel() -> str:
        gegeven = {"tabel": cellen(), "kolommen": taken + 2, "koppen": [], "cel": None}
        return sjabloon.render(gegeven)

    ons = tabel()
    for rij in f_strings(stand):
        assert rij in ons, rij
    bodem, los, heel = samen(lambda: "".join(f_strings(stand)), cellen, tabel)
    tegen = "f-strings over the same dekking"
    naam = f"{len(stand.gemeenten) * taken} cells of the matrix, joined per row"
    yield Regel(naam, tegen, bodem, los, 3)
    yield Regel("the matrix as a table, around these cells", tegen, bodem, heel)


def f_strings(stand: Stand) -> Iterator[str]:
    """The rows of the matrix, in the order of the page."""
    taken = [t for t in stand.taken if t.samenwerking_noodzakelijk]
    volgorde = sorted(range(len(taken)), key=lambda n: list(NAMEN).index(taken[n].decentralisatie))
    begin = {
        n
        for vorige, n in pairwise(volgorde)
        if taken[n].decentralisatie != taken[vorige].decentralisatie
    }
    alle = dekking(stand)
    for regio in sorted(stand.indelingen["jeugdregio"].regios, key=lambda regio: regio.naam):
        for g in sorted(nummers(regio.leden), key=lambda n: stand.gemeenten[n].naam):
            code, naam, *_ = stand.gemeenten[g]
            rij = alle[g * len(taken) : (g + 1) * len(taken)]
            cellen = "".join(
                f'<td class="{LETTERS[rij[n].staat]}{" eerste" if n in begin else ""}">'
                f'<a href="?cel={code}.{rij[n].taak}#cel"'
                f' aria-label="{STAATNAMEN[rij[n].staat]}">{LETTERS[rij[n].staat]}</a>'
                for n in volgorde
            )
            zonder = "" if stand.ingediend >> g & 1 else " <small>geen opgave</small>"
            vlekken = sum(cel.staat is Staat.WITTE_VLEK for cel in rij)
            yield (
                f'<tr><th scope="row"><a href="/gemeenten/{code}/?">{escape(naam)}</a>{zonder}</th>'
                f'{cellen}<td class="getal">{vlekken or "–"}</td></tr>'
            )
