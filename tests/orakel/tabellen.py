"""The import tables: their columns, and writing them in any of the accepted spellings."""

import csv
import io
from pathlib import Path
from random import Random

from tests.orakel.lezen import Rij

KOLOMMEN = {
    "verbanden": (
        "verband naam rechtsvorm penvoerder centrumgemeente bestaand onderdeel_van toelichting"
    ),
    "arrangementen": "verband taak regio clienten aanbieders",
    "deelnemers": "verband taak gemeente",
    "opgaven": "gemeente ingediend_op kanaal",
    "opgaveregels": (
        "gemeente taak wijze verband stadium collegebesluit raadsbesluit voorlopig toelichting"
        " onderdeel reden"
    ),
    "profielen": (
        "verband regie_vorm grote_instellingen grote_instellingen_met_afspraken risicoanalyse"
        " beheersmaatregelen rapportagecyclus juridisch_stadium gezamenlijke_inkoop inkoop_start"
        " bevoegdheden kostenverdeling risicoverevening verevening_gepland raadsinstrumenten"
        " niet_vrijblijvend specialistische_kennis draagkracht slagkracht meerjarige_contracten"
    ),
    "brieven": "brief datum kenmerk onderwerp geadresseerden identiek_aan",
    "ondertekeningen": "brief gemeente ondertekenaar functie gemeente_ondertekenaar",
}
FACULTATIEF = {"arrangementen": 2, "opgaveregels": 2, "profielen": 5}
CODERINGEN = ("utf-8", "utf-8", "utf-8-sig", "cp1252")


def schrijf(doelmap: Path, tabel: str, rijen: list[Rij], toeval: Random) -> None:
    """One CSV file: rows in any order, columns too, the optional ones (last) left out at times."""
    kolommen = KOLOMMEN[tabel].split()
    if tabel in FACULTATIEF and toeval.random() < 0.3:
        kolommen = kolommen[: -FACULTATIEF[tabel]]
    if toeval.random() < 0.3:
        toeval.shuffle(kolommen)
    uit = io.StringIO(newline="")
    scheiding = toeval.choice(",;")
    bestand = csv.DictWriter(uit, kolommen, extrasaction="ignore", delimiter=scheiding)
    bestand.writeheader()
    bestand.writerows(toeval.sample(rijen, len(rijen)))
    inhoud = uit.getvalue().encode(toeval.choice(CODERINGEN))
    (doelmap / f"{tabel}.csv").write_bytes(inhoud)
