"""Ask the product, and put its answer beside the orakel's, difference by difference."""

import json
from datetime import datetime
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from tests.orakel.orakel import Uitkomst

SLEUTELS = {
    "dekking": ("gemeente", "taak"),
    "relaties": ("verband", "taak", "indeling"),
    "indicaties": ("verband", "criterium"),
    "bevindingen": ("code", "verband", "taak", "gemeenten"),
    "drukte": ("gemeente",),
}
GETOOND = 12


def product(bron: Path, uitvraag: str, nu: datetime) -> Uitkomst:
    """Import a folder and give what the command prints, without the sentences."""
    call_command("importeer", uitvraag, str(bron), stdout=StringIO(), stderr=StringIO())
    uit = StringIO()
    call_command("bevindingen", uitvraag, nu=nu.isoformat(), formaat="json", stdout=uit)
    uitkomst = json.loads(uit.getvalue())
    for rij in uitkomst["bevindingen"]:
        assert rij.pop("zin")
    return uitkomst


def verschillen(van_product: Uitkomst, van_orakel: Uitkomst) -> list[str]:
    """The differences as readable lines, the first few of each table."""
    regels = [f"sleutels: {van_product.keys() ^ van_orakel.keys()}"]
    regels = regels if van_product.keys() != van_orakel.keys() else []
    for sleutel in ("uitvraag", "peildatum"):
        if van_product[sleutel] != van_orakel[sleutel]:
            regels.append(f"{sleutel}: {van_product[sleutel]} / {van_orakel[sleutel]}")
    if datetime.fromisoformat(van_product["nu"]) != datetime.fromisoformat(van_orakel["nu"]):
        regels.append(f"nu: {van_product['nu']} / {van_orakel['nu']}")
    for tabel in SLEUTELS:
        regels += tabelverschillen(tabel, van_product[tabel], van_orakel[tabel])
    return regels


def tabelverschillen(
    tabel: str, van_product: list[Uitkomst], van_orakel: list[Uitkomst]
) -> list[str]:
    """What is in one of the two only, what differs, and whether the order does."""
    rijen = [
        {tuple(str(rij[k]) for k in SLEUTELS[tabel]): rij for rij in kant}
        for kant in (van_product, van_orakel)
    ]
    regels = []
    for sleutel in sorted({*rijen[0], *rijen[1]}):
        een, ander = (kant.get(sleutel) for kant in rijen)
        if een is None or ander is None:
            regels.append(f"{tabel}: alleen {'orakel' if een is None else 'product'}: {sleutel}")
        elif een != ander:
            regels.append(f"{tabel}: {sleutel}: product {een}, orakel {ander}")
    if not regels and van_product != van_orakel:
        regels.append(f"{tabel}: dezelfde rijen, andere volgorde of dubbel")
    rest = len(regels) - GETOOND
    return regels[:GETOOND] + ([f"{tabel}: en nog {rest}"] if rest > 0 else [])
