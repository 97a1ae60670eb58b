"""What gemeenten make together: verbanden and letters."""

from __future__ import annotations

from datetime import date
from typing import Any

from monitor.models import (
    Oordeel,
    Oordeelstap,
)
from samenwerking.models import (
    Brief,
    Briefversie,
    Praktijkvoorbeeld,
    Uitvraag,
)
from samenwerking.toegang.omgang import ANDER, ANDER_CONCEPT, EIGEN, EIGEN_CONCEPT, OPEN
from tests import bouwers
from tests.toegang.wereld.kern import MEI, OP, Voorwerpen


def verbanden(ronde: Uitvraag, zing: Any) -> Voorwerpen:
    """Laid down and proposed, ours and those of others."""
    van_ons = {"JE03": ["Haarlem", "Heemstede"]}
    bouwers.verband("zk", ronde, van_ons, vastgelegd_op=OP, penvoerder="Haarlem")
    bouwers.verband("ijmond", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=OP, penvoerder="Velsen")
    for slug, namen, code in (
        ("plan-van-ons", ["Heemstede"], "GM0397"),
        ("plan-van-haarlem", ["Haarlem"], "GM0392"),
    ):
        naam = zing("naam van een voorgesteld verband", code)
        bouwers.verband(slug, ronde, {"JE06": namen}, penvoerder=namen[0], naam=naam)
    Praktijkvoorbeeld.objects.create(
        verband_id="zk", tekst="Zo kan het.", op=OP, door=bouwers.persoon()
    )
    oordeel = Oordeel.objects.create(uitvraag=ronde, verband_id="zk", criterium="K1")
    ander = Oordeel.objects.create(uitvraag=ronde, verband_id="ijmond", criterium="K1")
    for rij, stadia, wat in (
        (oordeel, ("concept", "wederhoor"), zing("oordeel in wederhoor", "GM0397")),
        (ander, ("concept",), zing("oordeel in concept", "")),
    ):
        for nummer, stadium in enumerate(stadia, 1):
            Oordeelstap.objects.create(
                oordeel=rij,
                nummer=nummer,
                stadium=stadium,
                score="deels",
                indicatie="voldoet",
                motivering=wat,
                wederhoor_tot=date(2013, 6, 10) if stadium == "wederhoor" else None,
                op=OP,
                door=bouwers.persoon(),
            )
    return {
        "verband": {
            OPEN: {"slug": "bekend"},
            EIGEN: {"slug": "zk"},
            ANDER: {"slug": "ijmond"},
            EIGEN_CONCEPT: {"slug": "plan-van-ons"},
            ANDER_CONCEPT: {"slug": "plan-van-haarlem"},
        },
        "concept van een verband": {
            EIGEN_CONCEPT: MEI | {"slug": "plan-van-ons"},
            ANDER_CONCEPT: MEI | {"slug": "plan-van-haarlem"},
            ANDER: MEI | {"slug": "ijmond"},
        },
        "vertegenwoordiger": {
            EIGEN: {"code": "GM0397", "slug": "zk"},
            ANDER: {"code": "GM0392", "slug": "zk"},
        },
        "praktijkvoorbeeld": {OPEN: {"slug": "zk"}},
        "oordeel in wederhoor": {EIGEN: {"slug": "zk"}, ANDER: {"slug": "ijmond"}},
        "verband om te beoordelen": {EIGEN: {"slug": "zk"}, ANDER: {"slug": "ijmond"}},
        "stap van een oordeel": {ANDER: {"slug": "ijmond", "actie": "noteren"}},
        "bevinding": {
            EIGEN: {"sleutel": "D1.GM0397..JE03"},
            ANDER: {"sleutel": "D1.GM0392..JE03"},
        },
    }


def brieven(ronde: Uitvraag, zing: Any) -> Voorwerpen:
    """Concepts that name us or not, and sent ones."""
    rijen = {}
    for slug, namen, op in (
        ("van-ons", ["Heemstede", "Haarlem"], None),
        ("van-hen", ["Haarlem", "Bloemendaal"], None),
        ("weg-van-ons", ["Heemstede", "Haarlem"], OP),
        ("weg-van-hen", ["Haarlem", "Bloemendaal"], OP),
        ("ligt-bij-ons", ["Heemstede", "Haarlem"], None),
        ("ligt-bij-hen", ["Haarlem", "Bloemendaal"], None),
    ):
        code = bouwers.CODES[namen[0]]
        tekst = "Wij werken samen." if op else zing("brief die nog niet weg is", code)
        rijen[slug] = bouwers.brief(ronde, namen, slug=slug, tekst=tekst, onderwerp=slug)
        ligt = OP if op or slug.startswith("ligt") else None
        Brief.objects.filter(pk=rijen[slug].pk).update(aangeboden_op=ligt, verzonden_op=op)
    for slug in ("van-ons", "ligt-bij-ons"):
        bouwers.briefregel(rijen[slug], ["JE03"], ["Heemstede"], "zelfstandig")
        Briefversie.objects.create(
            brief=rijen[slug],
            nummer=1,
            inhoud={},
            inhoud_hash="0" * 64,
            aangeboden_op=OP,
            door=bouwers.persoon(),
            teruggenomen_op=None if slug == "ligt-bij-ons" else OP,
            reden="" if slug == "ligt-bij-ons" else "anders",
        )
    brieven = {
        EIGEN: MEI | {"slug": "weg-van-ons"},
        ANDER: MEI | {"slug": "weg-van-hen"},
        EIGEN_CONCEPT: MEI | {"slug": "van-ons"},
        ANDER_CONCEPT: MEI | {"slug": "van-hen"},
    }
    concepten = {r: a for r, a in brieven.items() if r in {EIGEN_CONCEPT, ANDER_CONCEPT}}
    return {
        "brief": brieven,
        "brief om te schrijven": concepten | {ANDER: brieven[ANDER]},
        "besluit in een brief": {r: a | {"nummer": 1} for r, a in concepten.items()},
        "brief om te tekenen": {
            EIGEN_CONCEPT: MEI | {"slug": "ligt-bij-ons"},
            ANDER_CONCEPT: MEI | {"slug": "ligt-bij-hen"},
            ANDER: brieven[ANDER],
        },
    }
