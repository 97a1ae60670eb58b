"""The ladder: one rung at a time, by a person, with a reason; and who still has steps to take."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from gemeenten.models import Regio
from monitor.acties import escalatie as acties
from monitor.acties.escalatie import Zet
from monitor.models import Aandachtvlag, Escalatie, Escalatiestap
from monitor.pdf.escalatie import html
from monitor.regels.achterblijvers import Onderwerp
from monitor.regels.escalatie import LADDER, VOORWAARDEN, Richting, Trede, bezwaar, doel
from samenwerking import klok
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import LEESROLLEN, Rol
from tests.monitor.views.conftest import IN_DE_RONDE

ALLES = frozenset(VOORWAARDEN)
MEER = {"minister": "De minister van BZK", "voorwaarden": ALLES}


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment, mei) -> None:
    op_moment(IN_DE_RONDE)


def zet(reden: str = "Er is nog niets gebeurd.", **anders) -> Zet:
    return Zet(reden, date(2013, 7, 1), "A. de Boer", **anders)


@pytest.fixture
def begonnen(mei, commissielid) -> Escalatie:
    """Zandvoort has not submitted: signaleren."""
    keuze = Onderwerp.KEUZE
    stap = acties.begin(mei, keuze, zet(), gemeente="GM0473", door=commissielid, op=klok.nu())
    return stap.escalatie


@pytest.fixture
def klim(begonnen, bzk, departement):
    """`klim(Trede.OVERLEG)` takes every rung up to there, with agreement where it is asked."""

    def tot(trede: Trede) -> Escalatie:
        for nr, volgende in enumerate(LADDER[1 : LADDER.index(trede) + 1], start=1):
            if volgende in (LADDER[4], LADDER[5], LADDER[6]):
                stem_in(departement, begonnen)
            acties.zet_stap(
                begonnen,
                Richting.OMHOOG,
                zet(**(MEER if volgende is Trede.AANWIJZING else {})),
                door=bzk,
                op=klok.nu(),
                versie=nr,
            )
        return begonnen

    return tot


def stem_in(departement, escalatie, akkoord: bool = True) -> None:
    wie = {"door": departement, "op": klok.nu()}
    acties.stem_in(escalatie, akkoord=akkoord, toelichting="Wij zijn het eens", **wie)


def omhoog(escalatie, wie, versie: int, **anders) -> Escalatiestap:
    wat = zet(**anders)
    op = klok.nu()
    return acties.zet_stap(escalatie, Richting.OMHOOG, wat, door=wie, op=op, versie=versie)


# The ladder itself


def test_no_rung_can_be_skipped_in_either_direction() -> None:
    for van in LADDER:
        for richting, stap in ((Richting.OMHOOG, 1), (Richting.OMLAAG, -1)):
            naar = doel(van, richting)
            assert naar is None or LADDER.index(naar) == LADDER.index(van) + stap
        assert doel(van, Richting.BEGIN) is None
    assert doel(None, Richting.BEGIN) is Trede.SIGNALEREN
    assert {doel(None, r) for r in Richting if r is not Richting.BEGIN} == {None}


@pytest.mark.parametrize("weg", sorted(VOORWAARDEN))
def test_every_precondition_counts_for_the_last_rung(weg: str) -> None:
    wie = {"reden": "r", "van_bzk": True, "akkoord": True, "minister": "m"}
    van = Trede.WETTELIJKE_MOGELIJKHEDEN
    assert bezwaar(van, Richting.OMHOOG, voorwaarden=ALLES - {weg}, **wie)
    assert not bezwaar(van, Richting.OMHOOG, voorwaarden=ALLES, **wie)


def test_all_rungs_up_to_the_aanwijzing(klim, als, bzk) -> None:
    escalatie = klim(Trede.AANWIJZING)
    assert [s.trede for s in escalatie.stappen.all()] == [t.value for t in LADDER]
    laatste = escalatie.stappen.last()
    assert laatste.minister == "De minister van BZK"
    assert Logregel.objects.filter(soort="escalatie", actie="omhoog").count() == 6
    assert (
        "De minister van BZK"
        in als(bzk).get(f"/monitor/escalatie/{escalatie.pk}/").content.decode()
    )
    with pytest.raises(Geweigerd, match="één trede verder of terug"):
        omhoog(escalatie, bzk, 7)


def test_a_reason_a_term_and_a_person_are_asked(mei, begonnen, commissielid) -> None:
    for fout, zin in (
        (Zet(" ", date(2013, 7, 1), "A"), "waarom u deze stap zet"),
        (Zet("r", None, "A"), "termijn"),
        (Zet("r", date(2013, 6, 5), "A"), "termijn die nog moet komen"),
        (Zet("r", date(2013, 6, 6), " "), "wie dit oppakt"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            acties.zet_stap(
                begonnen, Richting.OMHOOG, fout, door=commissielid, op=klok.nu(), versie=1
            )


def test_from_aanspreken_bzk_decides_and_the_departement_agrees(
    klim, commissielid, bzk, departement
) -> None:
    escalatie = klim(Trede.OVERLEG)
    with pytest.raises(Geweigerd, match="beslist BZK"):
        omhoog(escalatie, commissielid, 4)
    with pytest.raises(Geweigerd, match="nog niet ingestemd"):
        omhoog(escalatie, bzk, 4)
    stem_in(departement, escalatie)
    stem_in(departement, escalatie, akkoord=False)
    with pytest.raises(Geweigerd, match="nog niet ingestemd"):
        omhoog(escalatie, bzk, 4)
    stem_in(departement, escalatie)
    assert omhoog(escalatie, bzk, 4).akkoord is not None
    with pytest.raises(Geweigerd, match="beslist BZK"):
        acties.zet_stap(
            escalatie, Richting.SLUITEN, Zet("Klaar"), door=commissielid, op=klok.nu(), versie=5
        )


def test_agreement_is_for_the_next_rung_only(klim, departement, begonnen) -> None:
    with pytest.raises(Geweigerd, match="geen instemming nodig"):
        stem_in(departement, begonnen)


def test_a_step_back_and_closing_need_a_reason_too(klim, bzk, departement) -> None:
    escalatie = klim(Trede.WETTELIJKE_MOGELIJKHEDEN)
    terug = {"door": bzk, "op": klok.nu(), "versie": 6}
    with pytest.raises(Geweigerd, match="waarom"):
        acties.zet_stap(escalatie, Richting.OMLAAG, zet(""), **terug)
    assert acties.zet_stap(escalatie, Richting.OMLAAG, zet(), **terug).trede == "aanspreken"
    with pytest.raises(Verouderd):
        acties.zet_stap(escalatie, Richting.SLUITEN, Zet("Klaar"), **terug)
    dicht = acties.zet_stap(escalatie, Richting.SLUITEN, Zet("Klaar"), **(terug | {"versie": 7}))
    assert dicht.gesloten
    with pytest.raises(Geweigerd, match="is gesloten"):
        omhoog(escalatie, bzk, 8)


def test_it_runs_once_and_starts_again_at_the_first_rung(mei, begonnen, commissielid) -> None:
    wie = {"gemeente": "GM0473", "door": commissielid, "op": klok.nu()}
    with pytest.raises(Geweigerd, match="loopt al"):
        acties.begin(mei, Onderwerp.KEUZE, zet(), **wie)
    sluit = Zet("Er ligt een opgave")
    acties.zet_stap(begonnen, Richting.SLUITEN, sluit, door=commissielid, op=klok.nu(), versie=1)
    opnieuw = acties.begin(mei, Onderwerp.KEUZE, zet(), **wie)
    assert (opnieuw.escalatie_id, opnieuw.nummer, opnieuw.trede) == (begonnen.pk, 3, "signaleren")


# The screens


def test_who_lags_is_known_after_the_deadline_and_in_the_order_of_names(
    als, commissielid, op_moment
) -> None:
    browser = als(commissielid)
    namen = [r.rij.naam for r in browser.get("/monitor/achterblijvers/").context["pagina"]]
    assert namen and namen == sorted(namen)
    pagina = browser.get("/monitor/achterblijvers/?onderwerp=keuze").context["pagina"]
    rijen = pagina.paginator.object_list
    zandvoort = next(r for r in rijen if r.rij.naam == "Zandvoort")
    assert "Er is nog geen opgave ingediend." in zandvoort.rij.feiten

    op_moment("2013-05-31T23:59:59+02:00")
    voor = browser.get("/monitor/achterblijvers/").content.decode()
    assert "De uiterste dag is nog niet voorbij." in voor


def test_the_commission_begins_and_goes_on_over_the_screen(als, commissielid) -> None:
    browser = als(commissielid)
    pad = "/monitor/escalatie/begin/?wie=GM0473&onderwerp=keuze"
    velden = {"reden": "Niets ingediend", "termijn": "1-7-2013", "verantwoordelijke": "W. Terpstra"}
    assert browser.post(pad, velden | {"versie": 0, "reden": ""}).status_code == 422
    naar = browser.post(pad, velden | {"versie": 0}).headers["Location"]
    scherm = browser.get(naar).content.decode()
    assert "nu hier" in scherm and "Volgende trede: wederhoor" in scherm

    nummer = Escalatie.objects.get().pk
    stap = {f"omhoog-{veld}": waarde for veld, waarde in (velden | {"versie": 1}).items()}
    assert browser.post(f"/monitor/escalatie/{nummer}/omhoog/", stap).status_code == 302
    assert Escalatiestap.objects.last().trede == "wederhoor"
    oud = browser.post(f"/monitor/escalatie/{nummer}/omhoog/", stap)
    assert oud.status_code == 422 and "intussen een stap gezet" in oud.content.decode()
    for onzin in ("begin", "onzin", "akkoord"):
        assert browser.post(f"/monitor/escalatie/{nummer}/{onzin}/").status_code == 404
    assert browser.get("/monitor/escalatie/begin/?wie=GM9999&onderwerp=keuze").status_code == 404


def test_the_departement_agrees_over_the_screen(klim, als, departement, bzk) -> None:
    escalatie = klim(Trede.OVERLEG)
    pad = f"/monitor/escalatie/{escalatie.pk}/"
    assert "Instemming met: aanspreken" in als(departement).get(pad).content.decode()
    velden = {"akkoord-akkoord": "1", "akkoord-toelichting": "Eens"}
    assert als(departement).post(f"{pad}akkoord/", velden).status_code == 302
    assert als(departement).post(f"{pad}omhoog/", velden).status_code == 404
    assert "stemt in" in als(bzk).get(pad).content.decode()


def test_a_term_that_passed_stands_on_the_first_page(begonnen, als, commissielid, op_moment):
    for moment, verwacht in (("2013-07-01T23:59", 0), ("2013-07-02T00:00", 1)):
        op_moment(f"{moment}+02:00")
        besluiten = als(commissielid).get("/monitor/").context["besluiten"]
        rijen = [r for r in besluiten if r["titel"].startswith("Escalaties")]
        assert len(rijen) == verwacht
    lijst = als(commissielid).get(rijen[0]["url"]).context["pagina"]
    assert lijst.paginator.count == rijen[0]["aantal"] == 1


def test_gemeenten_and_provincies_see_nothing_of_it(begonnen, als, rolverdeling) -> None:
    for rol, wie in rolverdeling.items():
        mag = rol in LEESROLLEN - {Rol.PROVINCIE}
        assert zichtbaar(wie, Escalatie).exists() == mag, rol
        for pad in ("", f"{begonnen.pk}/", f"{begonnen.pk}/brief-1.pdf"):
            verwacht = 200 if mag else 404
            assert als(wie).get(f"/monitor/escalatie/{pad}").status_code == verwacht, (rol, pad)


# Letters


@pytest.mark.parametrize("trede", LADDER)
def test_every_rung_has_its_letter(klim, mei, trede: Trede) -> None:
    escalatie = klim(trede)
    stap = escalatie.stappen.last()
    brief = html(stap, escalatie, "Zandvoort", ["Er is nog geen opgave ingediend."])
    assert "burgemeester en wethouders van Zandvoort" in brief
    assert "Er is nog geen opgave ingediend." in brief and "1 juli 2013" in brief
    assert ("laatste middel" in brief) == (trede is Trede.AANWIJZING)


def test_a_letter_is_a_pdf(begonnen, als, commissielid) -> None:
    antwoord = als(commissielid).get(f"/monitor/escalatie/{begonnen.pk}/brief-1.pdf")
    assert antwoord.content[:5] == b"%PDF-"
    assert als(commissielid).get(f"/monitor/escalatie/{begonnen.pk}/brief-2.pdf").status_code == 404


# What must never be


@pytest.mark.parametrize(
    "zetten",
    [
        "reden = ''",
        "termijn = NULL",
        "verantwoordelijke = ''",
        "trede = 'boete'",
        "trede = 'aanspreken'",
        "trede = 'aanwijzing'",
    ],
)
def test_the_database_holds_what_must_never_be(begonnen, zetten: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE monitor_escalatiestap SET {zetten}")


def test_the_screens_take_at_most_twelve_queries(
    begonnen, als, bzk, django_assert_max_num_queries
) -> None:
    browser = als(bzk)
    for pad in ("achterblijvers/", "escalatie/", f"escalatie/{begonnen.pk}/", ""):
        browser.get(f"/monitor/{pad}")
        with django_assert_max_num_queries(12):
            assert browser.get(f"/monitor/{pad}").status_code == 200


# Aandacht nodig: a nudge, no score


def test_attention_for_a_regio_is_raised_once_and_lowered_with_a_reason(
    als, ambassadeur, commissielid, vng, django_assert_max_num_queries
) -> None:
    pad, browser = "/monitor/aandacht/", als(ambassadeur)
    regio = Regio.objects.get(soort="jeugdregio", code="JZ13")
    assert "Nergens is extra aandacht nodig." in browser.get(pad).content.decode()
    velden = {"regio": regio.pk, "nodig": "1", "reden": "De wethouder is nieuw"}
    assert browser.post(pad, velden | {"reden": ""}).status_code == 422
    assert browser.post(pad, velden | {"regio": 999_999}).status_code == 422
    for _ in range(2):
        assert browser.post(pad, velden).status_code == 302
    assert Aandachtvlag.objects.count() == 1
    lid = als(commissielid)
    with django_assert_max_num_queries(12):
        assert "De wethouder is nieuw" in lid.get(pad).content.decode()
    assert als(vng).get(pad).status_code == 404

    klaar = {"regio": regio.pk, "nodig": "0", "reden": "Het loopt weer"}
    assert browser.post(pad, klaar).status_code == 302
    assert "De wethouder is nieuw" not in browser.get(pad).content.decode()
    assert browser.post(pad, klaar | {"reden": "Nog eens"}).status_code == 422


def test_a_flag_has_its_reason_in_the_database(mei, commissielid) -> None:
    regio = Regio.objects.filter(soort="jeugdregio").first()
    velden = {"uitvraag": mei, "regio": regio, "nummer": 1, "nodig": True, "op": klok.nu()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Aandachtvlag.objects.create(**velden, reden="", door=commissielid.persoon)


def test_an_earlier_moment_shows_the_rung_of_then_and_takes_no_step(
    begonnen, commissielid, als, op_moment
) -> None:
    toen = klok.nu()
    op_moment("2013-06-07T12:00+02:00")
    omhoog(begonnen, commissielid, 1)
    pad = f"/monitor/escalatie/{begonnen.pk}/"
    browser = als(commissielid)

    nu = browser.get(pad).context
    eerder = browser.get(f"{pad}?stand={toen:%Y-%m-%dT%H:%M}").context
    assert [len(c["stappen"]) for c in (nu, eerder)] == [2, 1]
    assert [c["mag_stappen"] for c in (nu, eerder)] == [True, False]
    assert browser.get(f"{pad}?stand=2013-06-01T12:00").status_code == 404
    assert "Dit is geen datum met een tijd" in browser.get(f"{pad}?stand=x").content.decode()
