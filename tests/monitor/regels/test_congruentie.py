"""C: verbanden against their reference indeling, against each other; imposed regions."""

from monitor.regels.catalogus import zin
from monitor.regels.congruentie import (
    doorsneden_indeling,
    kruisen,
    kruisende_indelingen,
    kruisende_paren,
    kruisende_verbanden,
)
from monitor.regels.stand import Stand
from tests.monitor.regels.bouwers import (
    BEGELEIDING,
    JEUGDBESCHERMING,
    LOKET,
    PLEEGZORG,
    codes,
    regel,
    stand,
    verband,
)

VIER = "haarlem heemstede velsen beverwijk"


def test_c1_names_the_gemeenten_of_the_smallest_repair():
    wereld = stand(
        f"{VIER} de_ronde_venen aalsmeer amstelveen",
        regios={
            "veiligheidsregio": {"VR12": VIER, "VR09": "de_ronde_venen aalsmeer amstelveen"},
        },
        verbanden=[verband("vr-kennemerland", naam="Kennemerland")],
        arrangementen={("vr-kennemerland", JEUGDBESCHERMING): f"{VIER} de_ronde_venen"},
    )

    (gevonden,) = doorsneden_indeling(wereld)

    assert gevonden == ("C1", codes("de_ronde_venen"), "vr-kennemerland", "JE08", None)
    assert zin(wereld, gevonden) == (
        "Kennemerland doorsnijdt voor Jeugdbescherming een veiligheidsregio. Van VR09 doet 1 van de"
        " 3 gemeenten mee. Kleinste herstel: De Ronde Venen gaat eruit (1 stap)."
    )


def test_c1_names_who_joins_too():
    wereld = stand(
        f"{VIER} aalsmeer amstelveen",
        regios={"veiligheidsregio": {"VR12": VIER, "VR13": "aalsmeer amstelveen"}},
        arrangementen={("vr", JEUGDBESCHERMING): "haarlem heemstede velsen aalsmeer amstelveen"},
    )

    (gevonden,) = doorsneden_indeling(wereld)

    assert gevonden.gemeenten == codes("beverwijk")
    assert zin(wereld, gevonden).endswith("Kleinste herstel: Beverwijk komt erbij (1 stap).")


def test_c1_looks_at_the_reference_indeling_of_the_taak_only():
    wereld = stand(
        VIER,
        regios={
            "jeugdregio": {"JZ12": "velsen beverwijk", "JZ13": "haarlem heemstede"},
            "veiligheidsregio": {"VR12": VIER},
        },
        arrangementen={
            ("kennemerland", JEUGDBESCHERMING): "haarlem velsen",
            ("kennemerland", PLEEGZORG): "haarlem velsen",
        },
    )

    assert [b.taak for b in doorsneden_indeling(wereld)] == ["JE04"]


def test_c1_holds_for_a_provincie_and_for_a_taken_too():
    loket = LOKET._replace(referentie_indeling="provincie")
    wereld = stand(
        VIER,
        taken=[loket],
        regios={"provincie": {"PV26": "haarlem velsen", "PV27": "heemstede beverwijk"}},
        arrangementen={("kennemerland", loket): "haarlem velsen heemstede"},
    )

    (gevonden,) = doorsneden_indeling(wereld)

    assert gevonden.gemeenten == codes("heemstede")
    assert "doorsnijdt voor Loket een provincie." in zin(wereld, gevonden)


def test_c1_finds_nothing_for_a_taak_without_a_reference_indeling():
    los = PLEEGZORG._replace(referentie_indeling=None)
    wereld = stand(VIER, taken=[los], arrangementen={("kennemerland", los): "haarlem velsen"})

    assert doorsneden_indeling(wereld) == []


def test_sets_cross_when_neither_contains_the_other():
    assert kruisen(0b011, 0b110)
    assert not kruisen(0b011, 0b111)
    assert not kruisen(0b011, 0b011)
    assert kruisen(0b01, 0b10)


def heemstede(
    *, jeugd: str, wmo: str, stadium: str = "intentie", taak: object = BEGELEIDING
) -> Stand:
    """Heemstede names zk for pleegzorg and ijmond for begeleiding."""
    return stand(
        VIER,
        regel("heemstede", PLEEGZORG, "zk"),
        regel("heemstede", taak, "ijmond", stadium),  # type: ignore[arg-type]
        verbanden=[verband("zk", naam="Zuid-Kennemerland"), verband("ijmond", naam="IJmond")],
        arrangementen={("zk", PLEEGZORG): jeugd, ("ijmond", taak): wmo},  # type: ignore[dict-item]
    )


def test_c2_verbanden_for_different_decentralisaties_cross():
    wereld = heemstede(jeugd="heemstede haarlem", wmo="heemstede velsen")

    (gevonden,) = kruisende_verbanden(wereld)

    assert gevonden == ("C2", codes("heemstede"), None, None, None)
    assert [
        tuple(a[:2] for a in paar) for paar in kruisende_paren(wereld, *codes("heemstede"))
    ] == [(("ijmond", "WM02"), ("zk", "JE04"))]
    assert "IJmond kruist Zuid-Kennemerland." in zin(wereld, gevonden)


def test_c2_a_layer_within_another_does_not_cross():
    assert kruisende_verbanden(heemstede(jeugd="heemstede haarlem", wmo=VIER)) == []
    gelijk = heemstede(jeugd="heemstede haarlem", wmo="heemstede haarlem")
    assert kruisende_verbanden(gelijk) == []


def test_c2_verkenning_does_not_count():
    wereld = heemstede(jeugd="heemstede haarlem", wmo="heemstede velsen", stadium="verkenning")

    assert kruisende_verbanden(wereld) == []


def test_c2_needs_the_verband_to_list_the_gemeente():
    assert kruisende_verbanden(heemstede(jeugd="heemstede haarlem", wmo="velsen")) == []


def test_c2_within_one_decentralisatie_is_no_crossing():
    wereld = heemstede(jeugd="heemstede haarlem", wmo="heemstede velsen", taak=JEUGDBESCHERMING)

    assert kruisende_verbanden(wereld) == []


def test_c2_leaves_out_taken_that_need_no_cooperation():
    wereld = heemstede(jeugd="heemstede haarlem", wmo="heemstede velsen", taak=LOKET)

    assert kruisende_verbanden(wereld) == []


def test_c2_is_one_finding_per_gemeente_whatever_the_number_of_pairs():
    wereld = stand(
        VIER,
        regel("heemstede", PLEEGZORG, "zk"),
        regel("heemstede", JEUGDBESCHERMING, "zk"),
        regel("heemstede", BEGELEIDING, "ijmond"),
        arrangementen={
            ("zk", PLEEGZORG): "heemstede haarlem",
            ("zk", JEUGDBESCHERMING): "heemstede haarlem",
            ("ijmond", BEGELEIDING): "heemstede velsen",
        },
    )

    assert len(kruisende_verbanden(wereld)) == 1
    assert len(kruisende_paren(wereld, *codes("heemstede"))) == 2


def test_c3_imposed_regions_cross():
    wereld = stand(
        VIER,
        regios={
            "arbeidsmarktregio": {"AM15": "haarlem heemstede", "AM16": "velsen beverwijk"},
            "veiligheidsregio": {"VR12": VIER},
            "jeugdregio": {"JZ12": "velsen haarlem", "JZ13": "heemstede beverwijk"},
        },
    )

    gevonden = kruisende_indelingen(wereld)

    assert [b.gemeenten[0] for b in gevonden] == sorted(codes(VIER))
    assert zin(wereld, gevonden[1]) == (
        "De opgelegde regio's van Haarlem kruisen elkaar: arbeidsmarktregio AM15 en jeugdregio"
        " JZ12."
    )


def test_c3_regions_within_one_another_do_not_cross():
    wereld = stand(
        VIER,
        regios={
            "arbeidsmarktregio": {"AM15": "haarlem heemstede", "AM16": "velsen beverwijk"},
            "veiligheidsregio": {"VR12": VIER},
            "jeugdregio": {"JZ13": "haarlem heemstede", "JZ12": "velsen beverwijk"},
        },
    )

    assert kruisende_indelingen(wereld) == []
