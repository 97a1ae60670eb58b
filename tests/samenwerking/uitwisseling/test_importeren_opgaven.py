"""What an import makes of opgaven: versions, besluiten, and concepts that stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samenwerking.models import (
    Besluit,
    Opgaveregel,
    Opgaveversie,
    Uitvraag,
)
from samenwerking.toegang import logboek
from tests import bouwers
from tests.samenwerking.uitwisseling.invoer import (
    INGEDIEND,
    REGEL,
    ZUID,
    lees_in,
)


def test_a_submitted_opgave_gets_its_moment_number_person_and_hash(
    mei: Uitvraag, tmp_path: Path
) -> None:
    lees_in(
        mei,
        tmp_path,
        verbanden=[ZUID],
        opgaven=[INGEDIEND],
        opgaveregels=[REGEL.format("intentie", "", "")],
    )

    versie = Opgaveversie.objects.get()
    assert (versie.ontvangstnummer, versie.kanaal) == ("2013-mei-0392-1", "brief")
    assert versie.ingediend_op == bouwers.moment("2013-05-30 12:00")
    assert versie.door == logboek.opdrachtregel()
    assert (len(versie.inhoud_hash), versie.opgave.versie) == (64, 1)


def test_a_correction_is_a_new_version_and_the_old_one_does_not_change(
    mei: Uitvraag, tmp_path: Path
) -> None:
    tabellen: dict[str, Any] = {"verbanden": [ZUID], "opgaven": [INGEDIEND]}
    lees_in(mei, tmp_path, **tabellen, opgaveregels=[REGEL.format("intentie", "", "")])
    eerste = Opgaveversie.objects.values().get()

    lees_in(mei, tmp_path, **tabellen, opgaveregels=[REGEL.format("voorstel", "", "")])

    oud, nieuw = Opgaveversie.objects.order_by("nummer")
    assert Opgaveversie.objects.values().get(pk=oud.pk) == eerste
    assert (oud.regels.get().stadium, nieuw.regels.get().stadium) == ("intentie", "voorstel")
    assert (nieuw.ontvangstnummer, nieuw.opgave.versie) == ("2013-mei-0392-2", 2)


def test_another_moment_of_receipt_is_another_version_with_the_same_regels(
    mei: Uitvraag, tmp_path: Path
) -> None:
    lees_in(mei, tmp_path, opgaven=[INGEDIEND], opgaveregels=["GM0392,JE03,geen,,,,,,,,"])

    lees_in(mei, tmp_path, opgaven=[INGEDIEND.replace("T12", "T13")])

    oud, nieuw = Opgaveversie.objects.order_by("nummer")
    assert [r.wijze for r in nieuw.regels.all()] == ["geen"]
    assert oud.inhoud_hash == nieuw.inhoud_hash


def test_without_a_moment_it_replaces_the_concept(mei: Uitvraag, tmp_path: Path) -> None:
    ingediend = bouwers.opgave("Haarlem", mei, {"JE03": "geen"}, ingediend_op=mei.opent)
    bouwers.opgave("Haarlem", mei, {"JE03": "zelfstandig"})

    lees_in(mei, tmp_path, opgaven=["GM0392,,"], opgaveregels=["GM0392,JE06,geen,,,,,,,,"])

    concept = Opgaveversie.objects.concept().get()
    assert (concept.nummer, concept.ontvangstnummer) == (2, None)
    assert [r.taak_id for r in concept.regels.all()] == ["JE06"]
    assert Opgaveversie.objects.bekend().get() == ingediend


def test_a_typed_concept_that_says_something_else_stays(mei: Uitvraag, tmp_path: Path) -> None:
    bouwers.opgave("Haarlem", mei, {"JE03": "zelfstandig"})

    verslag = lees_in(mei, tmp_path, opgaven=[INGEDIEND], opgaveregels=["GM0392,JE03,geen,,,,,,,,"])

    concept, ingediend = Opgaveversie.objects.concept().get(), Opgaveversie.objects.bekend().get()
    assert [r.wijze for r in concept.regels.all()] == ["zelfstandig"]
    assert concept.nummer == ingediend.nummer + 1
    assert "het concept blijft ernaast staan" in str(verslag.veranderd[0])


def test_a_concept_that_says_the_same_is_now_submitted(mei: Uitvraag, tmp_path: Path) -> None:
    bouwers.opgave("Haarlem", mei, {"JE03": "geen"})

    lees_in(mei, tmp_path, opgaven=[INGEDIEND], opgaveregels=["GM0392,JE03,geen,,,,,,,,"])

    assert not Opgaveversie.objects.concept().exists()


@pytest.mark.parametrize(
    ("stadium", "college", "raad"),
    [
        ("intentie", "gepland", "gepland"),
        ("voorstel", "gepland", "gepland"),
        ("collegebesluit", "genomen", "gepland"),
        ("raadsbesluit", "genomen", "genomen"),
        ("in_werking", "genomen", "genomen"),
    ],
)
def test_a_besluit_is_taken_once_the_stadium_says_so(
    mei: Uitvraag, tmp_path: Path, stadium: str, college: str, raad: str
) -> None:
    regels = [REGEL.format(stadium, "2013-05-28", "2013-07-01")]

    lees_in(mei, tmp_path, verbanden=[ZUID], opgaven=[INGEDIEND], opgaveregels=regels)

    regel = Opgaveregel.objects.get()
    assert getattr(regel.collegebesluit, college) == date(2013, 5, 28)
    assert getattr(regel.raadsbesluit, raad) == date(2013, 7, 1)


def test_one_besluit_serves_all_regels_with_its_date(mei: Uitvraag, tmp_path: Path) -> None:
    regels = [
        REGEL.format("collegebesluit", "2013-05-28", ""),
        REGEL.format("collegebesluit", "2013-05-28", "").replace("JE03", "JE06"),
        REGEL.format("collegebesluit", "2013-05-29", "").replace("JE03", "WM05"),
    ]

    lees_in(mei, tmp_path, verbanden=[ZUID], opgaven=[INGEDIEND], opgaveregels=regels)

    assert Besluit.objects.count() == 2
    assert Opgaveregel.objects.filter(collegebesluit__genomen="2013-05-28").count() == 2


def test_a_kenmerk_stays_as_long_as_the_date_is_the_same(mei: Uitvraag, tmp_path: Path) -> None:
    versie = bouwers.opgave(
        "Haarlem", mei, {"JE03": "zuid"}, ingediend_op=mei.opent, stadium="collegebesluit"
    )
    besluit = Besluit.objects.create(
        versie=versie, orgaan="college", gepland="2013-05-01", genomen="2013-05-28", kenmerk="B/1"
    )
    versie.regels.update(collegebesluit=besluit)

    lees_in(
        mei,
        tmp_path,
        opgaven=[INGEDIEND],
        opgaveregels=[REGEL.format("collegebesluit", "2013-05-28", "")],
    )

    nieuw = Opgaveversie.objects.bekend().get().regels.get().collegebesluit
    assert (nieuw.kenmerk, nieuw.gepland) == ("B/1", date(2013, 5, 1))
    assert nieuw != besluit


def test_a_proposed_verband_counts_once_a_submitted_opgave_names_it(
    mei: Uitvraag, tmp_path: Path
) -> None:
    concept = bouwers.verband("zuid", mei, naam="Zuid")
    regels = [REGEL.format("intentie", "", "")]

    lees_in(mei, tmp_path, opgaven=["GM0392,,"], opgaveregels=regels)
    concept.refresh_from_db()
    assert concept.vastgelegd_op is None

    lees_in(mei, tmp_path, opgaven=[INGEDIEND], opgaveregels=regels)
    concept.refresh_from_db()
    assert concept.vastgelegd_op == bouwers.moment("2013-05-30 12:00")
