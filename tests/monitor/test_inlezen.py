"""What is read into the Stand: the right versions, the right day, always seven queries."""

from datetime import date

import pytest

from gemeenten.models import Gemeente, Grens, Inwonertal, Regio, Regiolid
from monitor.inlezen import lees_stand
from monitor.regels.stand import Stand
from samenwerking.models import Besluit, Uitvraag
from tests import bouwers
from tests.bouwers import gemeente, moment, opgave, rechtsvorm, regio, uitvraag, verband

pytestmark = pytest.mark.django_db
MAANDAG, DINSDAG, WOENSDAG = (moment(f"2013-05-{dag} 12:00") for dag in (27, 28, 29))


def lees(ronde: Uitvraag, bekend_op: str | None = None) -> Stand:
    """The Stand at the deadline."""
    op = moment(bekend_op) if bekend_op else None
    return lees_stand(ronde, nu=ronde.deadline, bekend_op=op)


def test_gemeenten_exist_on_the_peildatum_with_their_latest_inwoners():
    gemeente("Haarlem", inwoners=150_000)
    velsen = gemeente("Velsen")
    Inwonertal.objects.create(gemeente=velsen, peildatum=date(2013, 5, 31), inwoners=67_000)
    Inwonertal.objects.create(gemeente=velsen, peildatum=date(2013, 6, 1), inwoners=99_000)
    Gemeente.objects.filter(pk=gemeente("Diemen").pk).update(bestaat_tot=date(2013, 5, 31))
    Gemeente.objects.filter(pk=gemeente("Uithoorn").pk).update(bestaat_tot=date(2013, 6, 1))
    Gemeente.objects.filter(pk=gemeente("Aalsmeer").pk).update(bestaat_vanaf=date(2013, 6, 1))

    stand = lees(uitvraag())

    assert [g[:3] for g in stand.gemeenten] == [
        ("GM0392", "Haarlem", 150_000),
        ("GM0451", "Uithoorn", 0),
        ("GM0453", "Velsen", 67_000),
    ]


def test_regions_and_borders_are_those_of_the_peildatum():
    haarlem, velsen = gemeente("Haarlem"), gemeente("Velsen")
    regio("Kennemerland", ["Haarlem", "Velsen"], code="VR12", soort="veiligheidsregio")
    Regio.objects.update(centrumgemeente=haarlem)
    Regiolid.objects.filter(gemeente=velsen).update(tot=date(2013, 5, 31))
    for tot in (date(2013, 5, 31), None):
        Grens.objects.create(
            gemeente=haarlem if tot else velsen,
            buur=velsen if tot else haarlem,
            grens_km=4,
            landgrens_km=0.2,
            alleen_water=tot is not None,
            vanaf=bouwers.BEGIN,
            tot=tot,
        )

    stand = lees(uitvraag())

    (vr12,) = stand.indelingen["veiligheidsregio"].regios
    assert (vr12.code, stand.codes(vr12.leden), vr12.centrum) == ("VR12", ("GM0392",), 0)
    assert stand.land == (0b10, 0b01)


def test_a_concept_never_counts_and_the_latest_version_at_the_moment_does():
    ronde = uitvraag()
    verband("ijmond", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=MAANDAG, naam="Eerst")
    verband("ijmond", ronde, {"JE03": ["Velsen", "Beverwijk"]}, vastgelegd_op=WOENSDAG, naam="Nu")
    verband("ijmond", ronde, {"JE03": ["Haarlem"]}, naam="Concept")
    opgave("Velsen", ronde, {"JE03": "ijmond"}, ingediend_op=MAANDAG)
    opgave("Velsen", ronde, {"JE03": "zelfstandig"}, ingediend_op=WOENSDAG)
    opgave("Velsen", ronde, {"JE03": "geen"})

    nu, dinsdag, begin = lees(ronde), lees(ronde, "2013-05-28 12:00"), lees(ronde, "2013-05-26")

    assert nu.verbandnaam("ijmond") == "Nu"
    assert nu.codes(nu.leden["ijmond", "JE03"]) == ("GM0375", "GM0453")
    assert nu.regels == (("GM0453", "JE03", "zelfstandig", None, None, None),)
    assert dinsdag.verbandnaam("ijmond") == "Eerst"
    assert dinsdag.regels == (("GM0453", "JE03", "verband", "ijmond", "intentie", None),)
    assert (begin.regels, begin.ingediend, begin.leden) == ((), 0, {})


def test_a_version_is_known_from_the_microsecond_it_was_recorded():
    ronde = uitvraag()
    verband("ijmond", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=MAANDAG)

    assert lees(ronde, "2013-05-27 12:00").leden
    assert not lees(ronde, "2013-05-27 11:59:59.999999").leden


def test_an_opgave_without_regels_has_been_submitted():
    ronde = uitvraag()
    opgave("Velsen", ronde, ingediend_op=MAANDAG)

    stand = lees(ronde)

    assert stand.heeft_ingediend("GM0453")
    assert stand.regels == ()


def test_another_round_is_another_stand():
    mei, nov = uitvraag(), uitvraag("2013-nov", peildatum=date(2013, 11, 30))
    verband("ijmond", nov, {"JE03": ["Velsen"]}, vastgelegd_op=MAANDAG)
    opgave("Velsen", nov, {"JE03": "ijmond"}, ingediend_op=MAANDAG)

    assert (lees(mei).leden, lees(mei).ingediend, lees(mei).verbanden) == ({}, 0, {})
    assert list(lees(nov).leden) == [("ijmond", "JE03")]


def test_the_facts_of_a_verband_come_over_as_they_are():
    ronde = uitvraag()
    verband(
        "zk",
        ronde,
        vastgelegd_op=MAANDAG,
        penvoerder="Haarlem",
        rechtsvorm=rechtsvorm("CG"),
        centrumgemeente=gemeente("Haarlem"),
        bestaand=True,
        risicoanalyse="financieel|juridisch",
        raadsinstrumenten="geen",
        beheersmaatregelen=False,
        grote_instellingen=0,
        inkoop_start=date(2014, 3, 1),
    )

    zk = lees(ronde).verbanden["zk"]

    assert (zk.penvoerder, zk.centrumgemeente, zk.bestaand) == ("GM0392", "GM0392", True)
    assert zk.rechtsvorm == ("CG", "Centrumregeling", True, date(1985, 1, 1), None)
    assert zk.profiel.risicoanalyse == {"financieel", "juridisch"}
    assert zk.profiel.raadsinstrumenten == frozenset()
    assert (zk.profiel.beheersmaatregelen, zk.profiel.rapportagecyclus) == (False, None)
    assert (zk.profiel.grote_instellingen, zk.profiel.inkoop_start) == (0, date(2014, 3, 1))


def test_an_arrangement_that_is_attached_to_a_regio_has_its_members():
    ronde = uitvraag()
    kennemerland = regio(
        "Kennemerland", ["Haarlem", "Velsen"], code="VR12", soort="veiligheidsregio"
    )
    verband("vr", ronde, {"JE03": kennemerland}, vastgelegd_op=MAANDAG)

    stand = lees(ronde)

    assert stand.codes(stand.leden["vr", "JE03"]) == ("GM0392", "GM0453")


def test_the_date_of_the_collegebesluit_is_the_day_it_was_taken():
    ronde = uitvraag()
    versie = opgave("Velsen", ronde, {"JE03": "ijmond", "JE06": "ijmond"}, ingediend_op=MAANDAG)
    genomen = Besluit.objects.create(versie=versie, orgaan="college", genomen=date(2013, 5, 14))
    gepland = Besluit.objects.create(versie=versie, orgaan="college", gepland=date(2013, 5, 14))
    versie.regels.filter(taak="JE03").update(collegebesluit=genomen)
    versie.regels.filter(taak="JE06").update(collegebesluit=gepland)

    besluiten = {regel[1]: regel[5] for regel in lees(ronde).regels}

    assert besluiten == {"JE03": "2013-05-14", "JE06": None}
    assert lees(ronde).regels_van["GM0453", "JE03"][0].collegebesluit == date(2013, 5, 14)


@pytest.mark.parametrize("aantal", [1, 6])
def test_reading_takes_seven_queries_whatever_the_size(aantal, django_assert_num_queries):
    ronde = uitvraag()
    for naam in list(bouwers.CODES)[:aantal]:
        verband(f"van-{len(naam)}", ronde, {"JE03": [naam]}, vastgelegd_op=MAANDAG)
        opgave(naam, ronde, {"JE03": "zelfstandig"}, ingediend_op=MAANDAG)

    with django_assert_num_queries(7):
        lees(ronde, "2013-05-30")
