"""What an import writes: new versions of what it names, nothing else, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenwerking.models import (
    Brief,
    Deelname,
    Ondertekening,
    Partner,
    Uitvraag,
    Verbandversie,
)
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Logregel
from samenwerking.uitwisseling.importeren import Importfout, importeer
from samenwerking.uitwisseling.verslag import Wat
from tests import bouwers
from tests.samenwerking.uitwisseling.hulp import bron
from tests.samenwerking.uitwisseling.invoer import (
    INGEDIEND,
    JUNI,
    REGEL,
    ZUID,
    deelnemers,
    geldend,
    lees_in,
    stand,
)

# Verbanden


def test_the_first_version_counts_from_the_opening_and_a_later_one_from_the_import(
    mei: Uitvraag, tmp_path: Path
) -> None:
    lees_in(mei, tmp_path, verbanden=[ZUID])
    assert geldend("zuid", mei).vastgelegd_op == mei.opent

    lees_in(mei, tmp_path, verbanden=[ZUID.replace("CG", "BVO")])

    eerste, tweede = Verbandversie.objects.filter(verband="zuid").order_by("nummer")
    assert (tweede.nummer, tweede.vastgelegd_op, tweede.rechtsvorm_id) == (2, JUNI, "BVO")
    assert eerste.rechtsvorm_id == "CG"
    assert tweede.reden.startswith("Ingelezen uit bron-")
    assert tweede.inhoud_hash != eerste.inhoud_hash


def test_identical_content_makes_no_version(mei: Uitvraag, tmp_path: Path) -> None:
    tabellen: dict[str, Any] = {
        "verbanden": [ZUID],
        "arrangementen": ["zuid,JE03,JZ13,0,"],
        "deelnemers": ["zuid,*,GM0393"],
        "opgaven": [INGEDIEND, "GM0397,,"],
        "opgaveregels": [REGEL.format("intentie", "2013-07-01", ""), "GM0397,JE03,geen,,,,,,,,"],
        "brieven": ["b,2013-05-30,,,VNG,"],
        "ondertekeningen": ["b,GM0392,A. Naam,,"],
    }
    lees_in(mei, tmp_path, **tabellen)
    eerst = stand()
    rijen = tabellen | {"deelnemers": ["zuid,JE03,Haarlemmerliede"]}

    verslag = lees_in(mei, tmp_path, **rijen)

    assert verslag.veranderd == []
    assert stand() == eerst | {"Logregel": eerst["Logregel"] + 1}


def test_a_missing_file_leaves_its_kind_and_what_is_not_named_stays(
    mei: Uitvraag, tmp_path: Path
) -> None:
    lees_in(
        mei,
        tmp_path,
        verbanden=[ZUID, "noord,Noord,,,,,,"],
        arrangementen=["zuid,JE03,JZ13,5,", "zuid,JE06,,,", "noord,JE03,,,"],
        deelnemers=["zuid,*,GM0393", "zuid,JE06,GM0397", "noord,JE03,GM0363"],
        profielen=["zuid,ambtelijk_overleg,,,,,,,,,,,,,,,,,,"],
    )

    lees_in(mei, tmp_path, arrangementen=["zuid,JE06,VR12,,", "zuid,WM05,,,"])

    assert deelnemers("zuid", mei) == {"JE06": {"GM0393", "GM0397"}, "WM05": set()}
    zuid = geldend("zuid", mei)
    assert (zuid.nummer, zuid.naam, zuid.regie_vorm) == (
        2,
        "Zuid-Kennemerland",
        "ambtelijk_overleg",
    )
    assert zuid.arrangementen.get(taak="JE06").regio.code == "VR12"
    assert geldend("noord", mei).nummer == 1

    lees_in(mei, tmp_path, deelnemers=["zuid,WM05,GM0363"])
    assert deelnemers("zuid", mei) == {"JE06": set(), "WM05": {"GM0363"}}


def test_a_star_is_all_arrangementen_of_the_verband(mei: Uitvraag, tmp_path: Path) -> None:
    lees_in(
        mei,
        tmp_path,
        verbanden=[ZUID],
        arrangementen=["zuid,JE03,,,", "zuid,JE06,,,"],
        deelnemers=["zuid,*,GM0392", "zuid,JE06,GM0392", "zuid,JE06,GM0397"],
    )

    assert deelnemers("zuid", mei) == {"JE03": {"GM0392"}, "JE06": {"GM0392", "GM0397"}}


def test_a_verband_of_another_round_brings_its_header_along(
    mei: Uitvraag, november: Uitvraag, tmp_path: Path
) -> None:
    lees_in(
        mei,
        tmp_path,
        verbanden=[ZUID],
        arrangementen=["zuid,JE03,,,"],
        deelnemers=["zuid,*,GM0392"],
        profielen=["zuid,ambtelijk_overleg,,,,,,,,,,,,,,,,,,"],
    )

    lees_in(november, tmp_path, arrangementen=["zuid,JE06,,,"])

    zuid = geldend("zuid", november)
    assert (zuid.naam, zuid.rechtsvorm_id, zuid.penvoerder_id) == (
        "Zuid-Kennemerland",
        "CG",
        "GM0392",
    )
    assert (zuid.vastgelegd_op, zuid.regie_vorm) == (november.opent, None)
    assert deelnemers("zuid", november) == {"JE06": set()}


def test_partners_go_along_and_a_concept_of_the_penvoerder_stays_last(
    mei: Uitvraag, tmp_path: Path
) -> None:
    oud = bouwers.verband("zuid", mei, vastgelegd_op=mei.opent, naam="Zuid")
    Partner.objects.create(versie=oud, naam="Zorgkantoor", rol="zorgverzekeraar")
    concept = bouwers.verband("zuid", mei, naam="Zuid (concept)")

    lees_in(mei, tmp_path, verbanden=[ZUID])

    zuid = geldend("zuid", mei)
    concept.refresh_from_db()
    assert [p.naam for p in zuid.partners.all()] == ["Zorgkantoor"]
    assert (concept.naam, concept.nummer, zuid.nummer) == ("Zuid (concept)", 4, 3)


def test_what_does_not_count_in_the_round_makes_no_difference(
    mei: Uitvraag, november: Uitvraag, tmp_path: Path
) -> None:
    """A round of jeugd copied from one with all taken holds arrangementen that it does not ask."""
    bouwers.verband(
        "zuid",
        november,
        {"JE03": ["Haarlem"], "WM05": ["Haarlem"]},
        vastgelegd_op=november.opent,
        naam="Zuid",
    )

    verslag = lees_in(
        november,
        tmp_path,
        verbanden=["zuid,Zuid,,,,,,"],
        arrangementen=["zuid,JE03,,,"],
        deelnemers=["zuid,*,GM0392"],
    )

    assert verslag.veranderd == []


# Letters


def test_a_letter_is_kept_and_its_signatures_per_gemeente(mei: Uitvraag, tmp_path: Path) -> None:
    lees_in(
        mei,
        tmp_path,
        brieven=["a,2013-05-30,STZ/1,Samenwerking,VNG;Minister van BZK,", "b,,,,,a"],
        ondertekeningen=["a,GM0392,A. Naam,wethouder,GM0397", "a,GM0397,A. Naam,,", "b,GM0363,,,"],
    )
    brief = Brief.objects.get(slug="a")
    brief.geadresseerden.filter(naam="VNG").update(adres="Nassaulaan 12")
    Brief.objects.filter(slug="a").update(tekst="Geachte leden")

    lees_in(
        mei,
        tmp_path,
        brieven=["a,2013-05-30,STZ/2,Samenwerking,Minister van BZK|VNG,"],
        ondertekeningen=["b,GM0397,B. Naam,,"],
    )

    brief.refresh_from_db()
    assert (brief.kenmerk, brief.tekst) == ("STZ/2", "Geachte leden")
    adressen = [(g.naam, g.adres) for g in brief.geadresseerden.all()]
    assert adressen == [("Minister van BZK", ""), ("VNG", "Nassaulaan 12")]
    assert Brief.objects.get(slug="b").identiek_aan == brief
    paren = Ondertekening.objects.order_by("gemeente__code").values_list("brief__slug", "gemeente")
    assert list(paren) == [("b", "GM0363"), ("a", "GM0392"), ("b", "GM0397")]
    getekend = Ondertekening.objects.get(gemeente="GM0392").getekend_op
    assert getekend == bouwers.moment("2013-05-30")
    assert Ondertekening.objects.get(gemeente="GM0363").getekend_op is None


# All or nothing


def test_an_error_anywhere_saves_nothing(mei: Uitvraag, tmp_path: Path) -> None:
    eerst = stand()

    with pytest.raises(Importfout) as fout:
        lees_in(mei, tmp_path, verbanden=[ZUID], opgaven=[INGEDIEND, "GM9999,,"])

    assert [str(f).partition(" ")[0] for f in fout.value.fouten] == ["opgaven.csv:3:gemeente"]
    assert stand() == eerst


def test_a_trial_says_what_would_change_and_saves_nothing(mei: Uitvraag, tmp_path: Path) -> None:
    eerst = stand()
    pad = bron(tmp_path / "bron", verbanden=[ZUID], opgaven=[INGEDIEND])

    verslag = importeer(mei, pad, proef=True)

    assert stand() == eerst
    assert verslag.aantal("verband", Wat.NIEUW) == verslag.aantal("opgave", Wat.NIEUW) == 1
    regels = list(verslag.regels())
    assert "opgave GM0392: nieuw (Haarlem, ingediend, 0 regels)" in regels
    assert regels[-1] == "Proef: er is niets bewaard."


def test_the_logboek_says_what_changed_for_whom(mei: Uitvraag, tmp_path: Path) -> None:
    wie = bouwers.persoon("M. de Wit")
    pad = bron(tmp_path / "bron", verbanden=[ZUID], opgaven=[INGEDIEND])

    importeer(mei, pad, persoon=wie)

    kop, verband, opgave = Logregel.objects.order_by("nummer")
    assert (kop.soort, kop.sleutel, kop.inhoud["telling"]["opgave"]) == (
        "uitvraag",
        "2013-mei",
        {"nieuw": 1},
    )
    assert (verband.sleutel, verband.gemeente) == ("2013-mei/zuid", "GM0392")
    assert (opgave.sleutel, opgave.gemeente, opgave.inhoud["nummer"]) == (
        "2013-mei/GM0392",
        "GM0392",
        1,
    )
    assert {regel.persoon for regel in (kop, verband, opgave)} == {wie}
    assert list(logboek.breuken()) == []


def test_the_number_of_queries_does_not_grow_with_the_country(
    mei: Uitvraag, tmp_path: Path
) -> None:
    def queries(gemeenten: list[str]) -> int:
        pad = bron(
            tmp_path / str(len(gemeenten)),
            verbanden=[f"v{g},x,,,,,," for g in gemeenten],
            arrangementen=[f"v{g},JE03,,," for g in gemeenten],
            deelnemers=[f"v{g},*,{g}" for g in gemeenten],
            opgaven=[f"{g},2013-05-30T12:00:00Z,brief" for g in gemeenten],
            opgaveregels=[
                f"{g},JE03,verband,v{g},collegebesluit,2013-05-28,,,,," for g in gemeenten
            ],
        )
        with CaptureQueriesContext(
            connection,
        ) as telling:
            importeer(mei, pad, proef=True)
        return len(telling)

    assert queries(["GM0392"]) == queries(["GM0363", "GM0392", "GM0393", "GM0397", "GM1900"])


def test_a_star_for_a_verband_without_taken_is_said_and_not_refused(
    mei: Uitvraag, tmp_path: Path
) -> None:
    verslag = lees_in(mei, tmp_path, verbanden=[ZUID], deelnemers=["zuid,*,GM0392"])

    assert [zin.split(" heeft ")[0] for zin in verslag.let_op] == ["zuid"]
    assert not Deelname.objects.exists()
