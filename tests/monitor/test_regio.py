"""The page of a region: who sees what, and the figures it shows."""

from __future__ import annotations

import re

import pytest

from gemeenten.models import Regio
from monitor.beeld import beeld
from monitor.models import Bezoek, BezoekAfspraak, Notitie
from monitor.regiobeeld import letter
from monitor.regioprofiel import zoek
from monitor.regiopunten import aandachtspunten
from monitor.regiotabel import schaaltabel, stadiumgrafiek
from monitor.verbandbeeld import samengevoegd
from samenwerking.keuzes import Stadium
from samenwerking.models import Uitvraag
from samenwerking.toegang.rollen import LEESROLLEN, Rol
from tests.bouwers import gemeente, moment, opgave, persoon, verband

pytestmark = pytest.mark.django_db
MEI = moment("2013-05-30 12:00")
LEDEN = ["Aalsmeer", "Amstelveen", "Amsterdam", "Diemen", "Ouder-Amstel", "Uithoorn"]
KWAAD = "<b>Regie</b> & {{ naam }}"


@pytest.fixture
def ronde(referentie):
    """Diemen, Uithoorn and Ouder-Amstel together; De Ronde Venen from another region with them."""
    mei = Uitvraag.objects.get(pk="2013-mei")
    wie = ["Diemen", "Uithoorn", "Ouder-Amstel", "De Ronde Venen"]
    velden = {"penvoerder": "Diemen", "vastgelegd_op": MEI, "risicoverevening": "in_gesprek"}
    verband("duo-plus", mei, {"JE03": wie, "WM02": wie}, naam=KWAAD, **velden)
    for naam in LEDEN[3:]:
        opgave(naam, mei, {"JE03": "duo-plus"}, ingediend_op=MEI)
    opgave("Amsterdam", mei, {"JE03": "zelfstandig"}, ingediend_op=moment("2013-06-05 12:00"))
    return mei


@pytest.fixture
def bezoek(ronde):
    """A visit to Diemen with a public agreement and a confidential note."""
    rij = Bezoek.objects.create(
        datum=moment("2013-06-10").date(),
        soort=Bezoek.Soort.WERKBEZOEK,
        plaats="Diemen",
        door=persoon(),
        onderwerp="Kennismaking in het raadhuis",
        verslag=KWAAD,
    )
    rij.gemeenten.add(gemeente("Diemen"))
    BezoekAfspraak.objects.create(bezoek=rij, tekst="Een notitie over risico's", eigenaar="VNG")
    Notitie.objects.create(bezoek=rij, door=rij.door, tekst="GEHEIM", gemaakt_op=MEI)
    return rij


def pagina(client, code="JZ13", extra=""):
    return client.get(f"/regios/{code}/{extra}")


@pytest.mark.parametrize("pad", ["", "regioprofiel/"])
def test_before_publication_the_public_sees_who_submitted_but_not_what(ronde, als, op_moment, pad):
    op_moment("2013-06-10T12:00+02:00")
    html = pagina(als(None), extra=pad).content.decode()

    assert all(naam in html for naam in LEDEN) and "4 van de 6" in html
    assert "Nog niet openbaar" in html and "Schaal per taak" not in html and "Regie" not in html


def test_after_publication_the_public_sees_dekking_and_no_indicaties(ronde, als, op_moment):
    op_moment("2013-07-20T12:00+02:00")
    html = pagina(als(None)).content.decode()

    assert "Schaal per taak" in html and "Om te bespreken" in html
    assert "Vijf criteria" not in html and "in gesprek" not in html and "T1" not in html


@pytest.mark.parametrize("rol", Rol.values)
def test_only_who_reads_all_sees_the_criteria(ronde, als, rolverdeling, op_moment, rol):
    op_moment("2013-06-20T12:00+02:00")
    html = pagina(als(rolverdeling[rol])).content.decode()

    assert ("Vijf criteria" in html) is (rol in LEESROLLEN)


def test_the_public_sees_the_round_as_known_when_it_was_published(ronde, als, op_moment):
    op_moment("2013-07-20T12:00+02:00")
    velden = {"penvoerder": "Diemen", "vastgelegd_op": moment("2013-07-15 12:00")}
    verband("duo-plus", ronde, {"JE03": ["Diemen"]}, naam="Later bedacht", **velden)

    assert "Later bedacht" not in pagina(als(None)).content.decode()


def test_what_people_write_is_shown_as_text(ronde, bezoek, als, commissielid, op_moment):
    op_moment("2013-06-20T12:00+02:00")
    html = pagina(als(commissielid)).content.decode()

    assert html.count("&lt;b&gt;Regie&lt;/b&gt; &amp; {{ naam }}") > 3 and KWAAD not in html


def test_a_visit_is_for_readers_and_the_region_and_its_note_for_nobody(
    ronde, bezoek, als, commissielid, invuller_uithoorn, op_moment
):
    op_moment("2013-06-20T12:00+02:00")
    paginas = {wie: pagina(als(wie)).content.decode() for wie in (commissielid, invuller_uithoorn)}

    assert "Kennismaking" in paginas[commissielid]
    assert "Een notitie over risico" in paginas[commissielid]
    assert "Kennismaking" not in paginas[invuller_uithoorn]
    assert not any("GEHEIM" in html for html in paginas.values())


def test_a_visit_after_the_moment_of_the_view_is_not_there_yet(
    ronde, bezoek, als, commissielid, op_moment
):
    op_moment("2013-06-20T12:00+02:00")

    voor = pagina(als(commissielid), extra="?stand=2013-06-09T12:00").content.decode()

    assert "Kennismaking" not in voor


@pytest.mark.parametrize("code", ["ZZ99", "JZ40", "GM0363", "groningen-centraal"])
@pytest.mark.parametrize("pad", ["", "regioprofiel/", "regioprofiel.pdf"])
def test_an_unknown_region_is_a_dutch_404(ronde, als, op_moment, code, pad):
    op_moment("2013-06-20T12:00+02:00")
    antwoord = pagina(als(None), code, pad)

    assert antwoord.status_code == 404 and "bestaat niet" in antwoord.content.decode()


@pytest.mark.parametrize("code", ["JZ13", "AM18", "VR13", "PV27"])
def test_every_indeling_has_its_profile(ronde, als, commissielid, op_moment, code):
    op_moment("2013-06-20T12:00+02:00")

    assert Regio.objects.get(code=code).naam in pagina(als(commissielid), code).content.decode()


@pytest.mark.parametrize("code", ["JZ13", "PV28"])
def test_the_page_takes_at_most_twelve_queries(
    ronde, bezoek, als, commissielid, op_moment, django_assert_max_num_queries, code
):
    op_moment("2013-06-20T12:00+02:00")
    client = als(commissielid)
    pagina(client, code)

    with django_assert_max_num_queries(12):
        pagina(client, code)


def test_the_smallest_jeugdregio_is_midden_limburg_west_with_about_102_000(ronde, als, op_moment):
    op_moment("2013-06-20T12:00+02:00")

    assert "101.795 inwoners" in pagina(als(None), "JZ43").content.decode()


def test_every_figure_stands_with_its_denominator(ronde, als, commissielid, op_moment):
    op_moment("2013-06-20T12:00+02:00")
    html = pagina(als(commissielid)).content.decode()

    assert "4 van de 6" in html and "van de 108" in html and "0 van de 3" in html
    assert "1 van de 2" in html and "Kleinste herstel" in html
    assert "3 van de 6 op tijd" in html


def _criterium(html: str, titel: str) -> str:
    return html.split(f"<b>{titel}</b>")[1].split("</tr>")[0]


def test_the_classes_of_a_criterion_sum_to_the_number_of_verbanden(
    ronde, als, commissielid, op_moment
):
    """DUO+ is in gesprek; of two more one has chosen no vorm, of the other nothing is known."""
    op_moment("2013-06-20T12:00+02:00")
    verband("twee", ronde, {"JE04": ["Diemen", "Uithoorn"]}, vastgelegd_op=MEI, rechtsvorm=None)
    velden = {"rechtsvorm": None, "juridisch_stadium": "in_gesprek"}
    verband("drie", ronde, {"JE04": ["Amsterdam", "Diemen"]}, vastgelegd_op=MEI, **velden)
    html = pagina(als(commissielid)).content.decode()

    for titel in ("Juridische basis", "Risicoverevening"):
        zin = _criterium(html, titel)
        aantallen = [int(n) for n in re.findall(r"bij (\d+)", zin)]
        assert sum(aantallen) == 3, zin
        assert "samen 3" in zin


def test_a_verband_that_cuts_is_an_attention_point_of_every_region_of_its_deelnemers(ronde):
    """The repair takes De Ronde Venen out; the verband is a matter of Amsterdam-Amstelland too."""
    stand, evaluatie = beeld(ronde, moment("2013-06-20"), moment("2013-06-20"))
    c1 = {b for b in evaluatie.bevindingen if b.code == "C1"}

    assert c1
    for regio in ("JZ13", "JZ21"):
        hier = zoek(stand, evaluatie, regio)
        gevonden = [b for b in hier.bevindingen if b.code == "C1"]
        assert len(gevonden) == sum(len(rij.taken) for _, rij in hier.doorsnijdend)
    (punt,) = [
        p for p in aandachtspunten(zoek(stand, evaluatie, "JZ13"), lezer=True) if p.code == "C1"
    ]
    assert punt.aantal == len(
        [b for b in zoek(stand, evaluatie, "JZ13").bevindingen if b.code == "C1"]
    )


def test_a_repair_that_falls_under_the_richtlijn_says_so(ronde, als, commissielid, op_moment):
    """With De Ronde Venen 109.695 inwoners, without 66.850; the richtlijn for inkoop is 100.000."""
    op_moment("2013-06-20T12:00+02:00")
    zin = "Dat is minder dan de richtlijn van 100.000."

    assert zin in pagina(als(commissielid)).content.decode()
    assert zin in als(commissielid).get("/monitor/congruentie/").content.decode()


def test_what_differs_only_in_its_taak_is_said_once(ronde):
    stand, evaluatie = beeld(ronde, moment("2013-06-20"), moment("2013-06-20"))
    diemen = [b for b in evaluatie.bevindingen if b.gemeenten == ("GM0384",) and b.code == "D1"]
    twee = [b for b in diemen if b.taak in ("JE04", "JE06")]

    (samen,) = samengevoegd(stand, twee)
    assert samen.zin.startswith("Diemen heeft voor Pleegzorg en ")
    (veel,) = samengevoegd(stand, diemen)
    assert (
        veel.zin == f"Diemen heeft voor {len(diemen)} taken nog geen keuze gemaakt: een witte vlek."
    )


def test_letters_go_on_after_z():
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_67_gemeenten_are_spread_over_equal_tables_and_the_chart_stands_apart(ronde):
    stand, evaluatie = beeld(ronde, MEI)
    groot = schaaltabel(zoek(stand, evaluatie, "PV28"))
    klein = schaaltabel(zoek(stand, evaluatie, "JZ13"))

    assert [len(blok.koppen) for blok in groot.blokken] == [22, 23, 22] and not groot.ernaast
    assert [len(blok.koppen) for blok in klein.blokken] == [6] and klein.ernaast


@pytest.mark.parametrize(("drempel", "vast"), [("collegebesluit", 3), ("raadsbesluit", 2)])
def test_the_line_stands_where_the_round_puts_it(drempel, vast):
    stadia = dict.fromkeys(Stadium.values, 1)

    grafiek = stadiumgrafiek(stadia, drempel)

    rechts = [kolom for kolom in grafiek.kolommen if kolom.x > grafiek.lijn]
    assert len(rechts) == vast == sum(kolom.stijl == "vast" for kolom in grafiek.kolommen)


@pytest.mark.parametrize(("meeste", "per_blok"), [(40, 1), (41, 2), (80, 2), (81, 5), (486, 25)])
def test_a_block_stands_for_more_when_there_are_many(meeste, per_blok):
    stadia = dict.fromkeys(Stadium.values, 0) | {"intentie": meeste}

    assert stadiumgrafiek(stadia, "collegebesluit").per_blok == per_blok
