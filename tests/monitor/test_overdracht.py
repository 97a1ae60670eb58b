"""What a gemeente hands over before elections, and the account of the ambassadeurs."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string

from gemeenten.models import Gemeente
from monitor.blik import Blik
from monitor.models import Bezoek, BezoekAfspraak, Bezoekthema, Notitie, Signaal, Signaalstap
from monitor.overdracht import overdracht
from monitor.verantwoording import verantwoording
from samenwerking.gezondheid import pango_aanwezig
from samenwerking.keuzes import Orgaan, Stadium
from samenwerking.models import Besluit, Contact, Uitvraag
from samenwerking.toegang.rollen import COMMISSIEROLLEN, GEMEENTEROLLEN, VELDROLLEN
from tests.bouwers import gemeente, moment, opgave, opgaveregel, persoon, verband
from tests.monitor.pdf.test_regioprofiel import met_poppler, tekst

pytestmark = pytest.mark.django_db
MEI = moment("2013-05-30 12:00")
NU = moment("2013-06-20 12:00")
KWAAD = "<b>Regie</b> & {{ naam }}"


@pytest.fixture
def ronde(referentie):
    """Heemstede shares a verband with Haarlem; its college decided, its raad has a day."""
    mei = Uitvraag.objects.get(pk="2013-mei")
    wie = ["Heemstede", "Haarlem"]
    verband(
        "zuid", mei, {"JE03": wie, "JE06": wie}, naam=KWAAD, penvoerder="Haarlem", vastgelegd_op=MEI
    )
    versie = opgave("Heemstede", mei, ingediend_op=MEI)
    regel = opgaveregel(versie, "JE03", "zuid", stadium=Stadium.COLLEGEBESLUIT)
    regel.collegebesluit = Besluit.objects.create(
        versie=versie, orgaan=Orgaan.COLLEGE, genomen=date(2013, 5, 7)
    )
    regel.raadsbesluit = Besluit.objects.create(
        versie=versie, orgaan=Orgaan.RAAD, gepland=date(2013, 6, 19)
    )
    regel.save()
    opgaveregel(versie, "JE06", "zuid", stadium=Stadium.INTENTIE)
    opgave("Haarlem", mei, {"JE03": "zelfstandig"}, ingediend_op=MEI)
    Contact.objects.create(
        gemeente=gemeente("Heemstede"), rol="griffier", naam="KANARIE-contact", email="g@x.nl"
    )
    return mei


def van(wie, ronde, naam="Heemstede", inhoud=False):
    kijk = Blik(ronde, NU, NU, inhoud=inhoud)
    return overdracht(wie, kijk, Gemeente.objects.get(naam=naam), NU)


def html(context):
    return render_to_string("pdf/overdracht.html", context)


def test_open_decisions_stand_by_day_and_say_when_it_has_passed(ronde, vaststeller_heemstede):
    uit = van(vaststeller_heemstede, ronde)

    assert [(b.orgaan, b.gepland, b.voorbij, b.taken) for b in uit["besluiten"]] == [
        ("raad", date(2013, 6, 19), True, ["Inkoop van jeugdhulp"]),
        ("college", None, False, ["Residentiële jeugdzorg"]),
        ("raad", None, False, ["Residentiële jeugdzorg"]),
    ]
    assert (uit["vast"], len(uit["regels"])) == (1, 2)


@pytest.mark.parametrize(("dag", "voorbij"), [(18, True), (20, False), (21, False)])
def test_a_planned_day_is_past_from_the_next_day_on(ronde, vaststeller_heemstede, dag, voorbij):
    Besluit.objects.filter(orgaan=Orgaan.RAAD).update(gepland=date(2013, 6, dag))

    assert van(vaststeller_heemstede, ronde)["besluiten"][0].voorbij is voorbij


def test_contacts_are_for_the_own_gemeente_alone(
    ronde, invuller_heemstede, raadslid_heemstede, commissielid, ambassadeur
):
    assert "KANARIE-contact" in html(van(invuller_heemstede, ronde))
    for wie in (raadslid_heemstede, commissielid, ambassadeur):
        assert "KANARIE" not in html(van(wie, ronde)) and "Contacten" not in html(van(wie, ronde))


def test_what_needs_attention_is_told_to_who_may_know(
    ronde, invuller_heemstede, raadslid_heemstede, commissielid
):
    codes = {rij.code for rij in van(invuller_heemstede, ronde)["risicos"]}
    assert "D1" in codes and codes == {r.code for r in van(commissielid, ronde)["risicos"]}
    assert not van(raadslid_heemstede, ronde)["risicos"]
    assert "zodra de ronde openbaar is" in html(van(raadslid_heemstede, ronde))
    openbaar = {rij.code[0] for rij in van(raadslid_heemstede, ronde, inhoud=True)["risicos"]}
    assert openbaar and openbaar <= set("ACDN")


def test_text_stands_as_text(ronde, invuller_heemstede):
    tekst_ = html(van(invuller_heemstede, ronde))

    assert "&lt;b&gt;Regie&lt;/b&gt; &amp; {{ naam }}" in tekst_ and "<b>Regie" not in tekst_


@pytest.mark.skipif(not pango_aanwezig(), reason="Pango ontbreekt")
def test_who_gets_the_document(ronde, als, rolverdeling, op_moment):
    op_moment("2013-06-20T12:00+02:00")
    for rol, gebruiker in rolverdeling.items():
        mag = rol in GEMEENTEROLLEN | COMMISSIEROLLEN | VELDROLLEN
        pad = "/gemeenten/{}/overdracht.pdf?ronde=2013-mei"
        assert als(gebruiker).get(pad.format("GM0397")).status_code == (200 if mag else 404), rol
    ander = als(rolverdeling["vaststeller"]).get(pad.format("GM0392"))
    weg = als(rolverdeling["vaststeller"]).get(pad.format("GM9999"))
    assert ander.status_code == weg.status_code == 404


@pytest.fixture
def bezoeken(referentie):
    """Two visits to three gemeenten, a theme, an afspraak that is done, a signaal taken up."""
    eerste = _bezoek(date(2013, 9, 3), ["Diemen", "Uithoorn"])
    tweede = _bezoek(date(2013, 10, 8), ["Diemen", "Aalsmeer"])
    Bezoekthema.objects.create(bezoek=eerste, thema="draagvlak", tekst="Het college is er klaar")
    BezoekAfspraak.objects.create(
        bezoek=eerste, tekst="Een brief", eigenaar="Diemen", klaar_op=date(2013, 9, 20)
    )
    Notitie.objects.create(bezoek=tweede, door=tweede.door, tekst="KANARIE-notitie", gemaakt_op=NU)
    signaal = Signaal.objects.create(
        onderwerp="Centrumgemeente",
        tekst="x",
        bron="bezoek",
        bezoek=eerste,
        aan="rijk",
        op=moment("2013-09-04 12:00"),
        door=persoon(),
    )
    Signaalstap.objects.create(
        signaal=signaal,
        nummer=1,
        uitkomst="opgepakt",
        antwoord="Komt in de wet",
        op=moment("2013-09-14 12:00"),
        door=persoon(),
    )


def _bezoek(dag, namen):
    rij = Bezoek.objects.create(
        datum=dag,
        soort=Bezoek.Soort.BESTUURLIJK_OVERLEG,
        plaats="Diemen",
        door=persoon(),
        onderwerp=KWAAD,
    )
    rij.gemeenten.set([gemeente(naam) for naam in namen])
    return rij


@pytest.mark.parametrize(
    ("van_", "tot", "telling"),
    [
        (None, None, (2, 3, 1, 1)),
        (date(2013, 9, 4), None, (1, 2, 0, 1)),
        (None, date(2013, 9, 3), (1, 2, 1, 0)),
        (date(2013, 9, 3), date(2013, 9, 1), (1, 2, 1, 0)),
        (date(2013, 10, 8), date(2013, 10, 8), (1, 2, 0, 0)),
        (date(2014, 1, 1), None, (0, 0, 0, 0)),
    ],
)
def test_the_account_counts_visits_and_gemeenten_apart(
    bezoeken, ambassadeur, op_moment, van_, tot, telling
):
    nu = op_moment("2014-06-30T12:00+02:00")
    uit = verantwoording(ambassadeur, van_, tot, nu)

    assert telling == (
        len(uit["bezoeken"]),
        len(uit["gemeenten"]),
        uit["afspraken"],
        len(uit["signalen"]),
    )


def test_the_period_of_the_account_is_chosen_on_the_start_page(als, ambassadeur):
    inhoud = als(ambassadeur).get("/ambassadeur/").content.decode()

    assert 'action="/ambassadeur/verantwoording.pdf"' in inhoud
    assert 'name="van"' in inhoud and 'name="tot"' in inhoud


@pytest.mark.traag
@met_poppler
@pytest.mark.skipif(not pango_aanwezig(), reason="Pango ontbreekt")
def test_the_account_as_pdf_holds_no_notitie(bezoeken, als, ambassadeur, op_moment, tmp_path):
    op_moment("2014-06-30T12:00+02:00")
    Bezoek.objects.filter(datum=date(2013, 10, 8)).update(onderwerp="x" * 200)
    client = als(ambassadeur)
    in_pdf = tekst(client.get("/ambassadeur/verantwoording.pdf").content, tmp_path / "v.pdf")

    assert "3 september 2013 tot en met 30 juni 2014" in in_pdf and "KANARIE" not in in_pdf
    assert "Opgepakt na 10 dagen. Komt in de wet" in in_pdf and "Draagvlak 1" in in_pdf
    assert "<b>Regie</b> & {{ naam }}" in in_pdf and "1, waarvan 1 klaar" in in_pdf
    assert in_pdf.count("Aalsmeer") == 2, "a word without an end pushed a column off the page"
    assert client.get("/ambassadeur/verantwoording.pdf?van=gisteren").status_code == 404
