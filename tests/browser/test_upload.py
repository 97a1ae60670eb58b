"""The upload in a real browser: template, a wrong cell, mended, preview, doorvoeren, the card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from playwright.sync_api import Page

from samenwerking.referentie import laad
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment
from tests.browser.test_opgave import BASIS, NAMEN, als, zonder_drempel

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]
__all__ = ["als"]


@pytest.fixture(autouse=True)
def land(transactional_db: None, op_moment: Callable[[str], datetime]) -> None:
    """The reference data, one verband that names Heemstede, the last day of the round."""
    op_moment("2013-05-31 10:00")
    laad(settings.FIXTURES)
    ronde = bouwers.Uitvraag.objects.get(pk="2013-mei")
    leden = {"JE03": NAMEN}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=moment("2013-05-01"), penvoerder="Haarlem")


def vul_in(pad: Path, taak: str, **cellen: str) -> None:
    """Change cells in the row of a taak of the template."""
    werkmap = openpyxl.load_workbook(pad)
    blad = werkmap["opgaveregels"]
    kop = [cel.value for cel in blad[1]]
    rij = next(rij for rij in blad.iter_rows(min_row=2) if rij[kop.index("taak")].value == taak)
    for kolom, waarde in cellen.items():
        rij[kop.index(kolom)].value = waarde
    werkmap.save(pad)


def stuur(blad: Page, pad: Path) -> None:
    blad.get_by_label("Uw bestand").set_input_files(pad)
    blad.get_by_role("button", name="Bekijk wat er verandert").click()


def test_from_template_to_card(als: Callable[[str], Page], tmp_path: Path) -> None:
    blad = als(Rol.INVULLER)
    blad.goto(BASIS)
    blad.get_by_role("link", name="Liever met een spreadsheet?").click()
    zonder_drempel(blad)
    with blad.expect_download() as download:
        blad.get_by_role("link", name="Excel (.xlsx)").click()
    pad = tmp_path / "opgave.xlsx"
    download.value.save_as(pad)

    vul_in(pad, "JE03", wijze="verband", verband="zuid", stadium="intentie")
    stuur(blad, pad)
    blad.wait_for_selector("text=Er is 1 fout in opgave.xlsx")
    assert blad.get_by_text("Verband «zuid» is niet bekend").is_visible()
    zonder_drempel(blad)

    vul_in(pad, "JE03", verband="zk", collegebesluit="2013-06-18")
    stuur(blad, pad)
    blad.wait_for_selector("h1:has-text('Wat er verandert')")
    assert blad.get_by_text("gepland 18-6-2013").is_visible()
    zonder_drempel(blad)

    blad.get_by_role("button", name="Doorvoeren").focus()
    blad.keyboard.press("Enter")
    blad.wait_for_selector("h1:has-text('Doorgevoerd')")
    zonder_drempel(blad)
    blad.goto(f"{BASIS}?taak=JE03")
    assert blad.get_by_role("radio", name="Zk").is_checked()
    assert blad.get_by_label("Besluit college, gepland").input_value() == "18-06-2013"
