"""From concept to published: who judges, who answers, who sees it, and what nobody may skip."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from monitor.acties import oordeel as acties
from monitor.acties.norm import wijzig
from monitor.beeld import beeld
from monitor.models import Commissienotitie, ExternOordeel, Oordeelstap, Wederhoor
from samenwerking import klok
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Uitvraag, Uitvraagtaak
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import COMMISSIEROLLEN
from tests import bouwers
from tests.monitor.views.conftest import IN_DE_RONDE, NA_PUBLICATIE

SLUG = "zuid-kennemerland"
PAD = f"/monitor/beoordelen/{SLUG}/"
ANTWOORD = f"/verbanden/{SLUG}/wederhoor/"
GEHEIM = "Kanarie: alleen voor de commissie"
MOTIEF = "Er is een regisseur, maar er zijn geen afspraken."


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment, mei) -> None:
    op_moment(IN_DE_RONDE)


@pytest.fixture
def geef(mei, commissielid):
    """`geef("K1")` writes a concept; other words and another version as arguments."""

    def doe(code: str = "K1", versie: int = 0, **anders) -> Oordeelstap:
        velden = {"score": "deels", "motivering": MOTIEF} | anders
        wie = commissielid.persoon
        return acties.geef(mei, SLUG, code, versie=versie, door=wie, op=klok.nu(), **velden)

    return doe


@pytest.fixture
def voorgelegd(geef, mei, commissielid):
    """K1 in wederhoor until 19 June."""
    geef()
    wie = commissielid.persoon
    (stap,) = acties.leg_voor(
        mei, SLUG, tot=date(2013, 6, 19), gelezen={"K1": 1}, door=wie, op=klok.nu()
    )
    return stap


@pytest.fixture
def stel_vast(mei, commissielid):
    def doe(**anders) -> Oordeelstap:
        velden = {"score": "voldoet", "motivering": "Na uw antwoord.", "weging": "Verwerkt."}
        wie = commissielid.persoon
        return acties.stel_vast(
            mei, SLUG, "K1", door=wie, op=klok.nu(), **({"versie": 2} | velden | anders)
        )

    return doe


# Giving an oordeel


def test_the_commission_judges_on_one_screen(als, commissielid) -> None:
    browser = als(commissielid)
    scherm = browser.get(PAD).content.decode()
    assert "Indicatie van de regels" in scherm and "0 van de 5 oordelen gegeven" in scherm

    antwoord = browser.post(
        f"{PAD}?ronde=2013-mei&criterium=K1",
        {"versie": 0, "score": "deels", "motivering": MOTIEF, "bewijs": "nota"},
    )
    assert antwoord.headers["Location"].endswith("criterium=K2#K2")
    stap = Oordeelstap.objects.get()
    assert (stap.nummer, stap.stadium, stap.score, stap.indicatie) == (
        1,
        "concept",
        "deels",
        "onbekend",
    )
    assert MOTIEF in browser.get(PAD).content.decode()
    assert Logregel.objects.filter(actie="beoordelen", sleutel=f"2013-mei/{SLUG}/K1").exists()


def test_a_motivering_is_obligatory_and_what_was_typed_stays(als, commissielid) -> None:
    antwoord = als(commissielid).post(
        f"{PAD}?criterium=K1", {"versie": 0, "score": "deels", "motivering": " ", "bewijs": "nota"}
    )

    assert antwoord.status_code == 422
    assert "Vul dit in." in antwoord.content.decode()
    assert ">\nnota</textarea>" in antwoord.content.decode()
    assert not Oordeelstap.objects.exists()


def test_two_members_do_not_overwrite_each_other(geef, als, commissielid) -> None:
    geef()
    with pytest.raises(Verouderd):
        geef(score="voldoet")
    assert geef().nummer == 1, "the same words again are no second step"

    velden = {"versie": 0, "score": "voldoet", "motivering": "anders"}
    antwoord = als(commissielid).post(f"{PAD}?criterium=K1", velden)
    assert antwoord.status_code == 409
    assert "anders</textarea>" in antwoord.content.decode()


@pytest.mark.parametrize("code", ["K6", "", "D1"])
def test_a_criterium_that_is_none_gets_no_oordeel(geef, code: str) -> None:
    with pytest.raises(Geweigerd, match="bestaat niet"):
        geef(code)


def test_the_norm_that_was_used_stays_with_the_oordeel(geef, mei, commissielid, als) -> None:
    geef("K3")
    norm = Uitvraagtaak.objects.get(uitvraag=mei, taak="JE03").norm_inwoners
    wie = commissielid.persoon
    velden = {"was": norm, "wordt": 900_000, "reden": "Besluit van 5 juni"}
    wijzig(mei, "JE03", **velden, door=wie, op=klok.nu())

    scherm = als(commissielid).get(PAD).content.decode()
    assert "Dit oordeel is gegeven met een andere norm: Norm: 100.000 inwoners voor 1 taak." in (
        scherm
    )
    assert "Norm: 900.000 inwoners voor 1 taak." in scherm


# Wederhoor


def test_a_concept_is_the_commission_s_alone(
    geef, als, rolverdeling, invuller_haarlem, bezoeker
) -> None:
    geef(motivering=GEHEIM)
    for rol, wie in (rolverdeling | {"haarlem": invuller_haarlem}).items():
        ziet = zichtbaar(wie, Oordeelstap).exists()
        assert ziet == (rol in COMMISSIEROLLEN), rol
        assert (GEHEIM in als(wie).get(f"/verbanden/{SLUG}/").content.decode()) == ziet
    assert not zichtbaar(bezoeker, Oordeelstap).exists()
    assert als(invuller_haarlem).get(ANTWOORD).status_code == 404


def test_the_verband_sees_what_is_laid_before_it_and_answers(
    voorgelegd, als, vaststeller_haarlem, vaststeller_heemstede, invuller_uithoorn
) -> None:
    assert als(invuller_uithoorn).get(ANTWOORD).status_code == 404, "no deelnemer"
    browser = als(vaststeller_heemstede)
    assert MOTIEF in browser.get(ANTWOORD).content.decode()

    prefix = f"s{voorgelegd.pk}"
    velden = {"stap": voorgelegd.pk, f"{prefix}-eens": "0", f"{prefix}-tekst": ""}
    antwoord = browser.post(ANTWOORD, velden)
    assert antwoord.status_code == 422
    assert "waarom u het er niet mee eens bent" in antwoord.content.decode()
    assert browser.post(ANTWOORD, velden | {f"{prefix}-tekst": "Er is"}).status_code == 302
    gezegd = Wederhoor.objects.get()
    assert (gezegd.gemeente_id, gezegd.eens, gezegd.tekst) == ("GM0397", False, "Er is")
    assert "Er is" in als(vaststeller_haarlem).get(ANTWOORD).content.decode()


def test_the_opgave_leads_to_an_oordeel_until_its_term_or_our_answer(
    voorgelegd, als, op_moment, vaststeller_heemstede, vaststeller_haarlem, invuller_uithoorn
) -> None:
    def vraagt(wie) -> bool:
        return ANTWOORD in als(wie).get("/verschillen/").content.decode()

    assert not vraagt(invuller_uithoorn)
    antwoord = {"eens": True, "tekst": "", "door": vaststeller_haarlem.persoon, "op": klok.nu()}
    acties.antwoord(voorgelegd, vaststeller_haarlem.gemeente, **antwoord)
    assert not vraagt(vaststeller_haarlem), "has answered"
    op_moment("2013-06-19T23:59+02:00")
    assert vraagt(vaststeller_heemstede)
    op_moment("2013-06-20T00:00+02:00")
    assert not vraagt(vaststeller_heemstede)


def test_only_a_vaststeller_answers(voorgelegd, als, invuller_haarlem) -> None:
    browser = als(invuller_haarlem)
    assert "Antwoorden doet de vaststeller" in browser.get(ANTWOORD).content.decode()
    assert browser.post(ANTWOORD, {"stap": voorgelegd.pk}).status_code == 404
    assert browser.post(ANTWOORD, {"stap": "9" * 30}).status_code == 404


def test_the_same_answer_twice_is_one_and_another_is_refused(voorgelegd, vaststeller_haarlem):
    def antwoord(tekst: str) -> Wederhoor:
        wie = vaststeller_haarlem
        return acties.antwoord(
            voorgelegd, wie.gemeente, eens=True, tekst=tekst, door=wie.persoon, op=klok.nu()
        )

    assert antwoord("Goed").pk == antwoord("Goed ").pk
    with pytest.raises(Geweigerd, match="al geantwoord"):
        antwoord("Toch niet")


def test_a_term_is_at_least_seven_days(geef, mei, commissielid) -> None:
    geef()
    velden = {"gelezen": {"K1": 1}, "door": commissielid.persoon, "op": klok.nu()}
    with pytest.raises(Geweigerd, match="ten minste 7 dagen"):
        acties.leg_voor(mei, SLUG, tot=date(2013, 6, 11), **velden)
    with pytest.raises(Geweigerd, match="Klopt het jaar"):
        acties.leg_voor(mei, SLUG, tot=date(2013, 12, 3), **velden)
    assert acties.leg_voor(mei, SLUG, tot=date(2013, 12, 2), **velden)


def test_the_gemeenten_of_the_verband_get_a_mail_without_the_oordeel(
    geef,
    mei,
    commissielid,
    vaststeller_haarlem,
    vaststeller_heemstede,
    invuller_uithoorn,
    django_capture_on_commit_callbacks,
) -> None:
    geef()
    wie = commissielid.persoon
    with django_capture_on_commit_callbacks(execute=True):
        acties.leg_voor(mei, SLUG, tot=date(2013, 6, 19), gelezen={"K1": 1}, door=wie, op=klok.nu())

    assert {vaststeller_haarlem.email, vaststeller_heemstede.email} <= _aan(mail.outbox)
    assert invuller_uithoorn.email not in _aan(mail.outbox), "no deelnemer"
    (romp,) = {bericht.body for bericht in mail.outbox}
    assert "tot en met 19 juni 2013" in romp
    assert MOTIEF not in romp
    assert "http" not in romp


def _aan(berichten: list[mail.EmailMessage]) -> set[str]:
    return {adres for bericht in berichten for adres in bericht.to}


@pytest.mark.parametrize(
    ("moment", "mag"), [("2013-06-19T23:59:59+02:00", False), ("2013-06-20T00:00+02:00", True)]
)
def test_adopting_waits_for_the_end_of_the_term(
    voorgelegd, stel_vast, op_moment, moment: str, mag: bool
) -> None:
    op_moment(moment)
    if mag:
        assert stel_vast().stadium == "vastgesteld"
    else:
        with pytest.raises(Geweigerd, match="wederhoor loopt nog"):
            stel_vast()


@pytest.mark.parametrize(("wie", "mag"), [("Haarlem", True), ("Heemstede", False)])
def test_or_for_the_answer_of_the_penvoerder(voorgelegd, stel_vast, wie: str, mag: bool) -> None:
    gemeente, door = bouwers.gemeente(wie), bouwers.persoon()
    acties.antwoord(voorgelegd, gemeente, eens=True, tekst="", door=door, op=klok.nu())
    if mag:
        with pytest.raises(Geweigerd, match="wat u met de antwoorden"):
            stel_vast(weging=" ")
        assert stel_vast().score == "voldoet"
    else:
        with pytest.raises(Geweigerd, match="wederhoor loopt nog"):
            stel_vast()


def test_after_the_term_nobody_answers(voorgelegd, op_moment, als, vaststeller_haarlem) -> None:
    op_moment("2013-06-20T00:00+02:00")
    assert "termijn om te antwoorden is voorbij" in (
        als(vaststeller_haarlem).get(ANTWOORD).content.decode()
    )
    with pytest.raises(Geweigerd, match="termijn om te antwoorden is voorbij"):
        acties.antwoord(
            voorgelegd,
            vaststeller_haarlem.gemeente,
            eens=True,
            tekst="",
            door=vaststeller_haarlem.persoon,
            op=klok.nu(),
        )


def test_a_decision_that_waits_stands_on_the_first_page(
    voorgelegd, op_moment, als, commissielid, vng
) -> None:
    op_moment("2013-06-20T00:00+02:00")
    rij = als(commissielid).get("/monitor/").context["besluiten"][0]
    assert (rij["titel"], rij["aantal"]) == ("Oordelen vaststellen", 1)
    lijst = als(commissielid).get(rij["url"]).context["pagina"]
    assert [r.verband.slug for r in lijst] == [SLUG]
    assert "Oordelen vaststellen" not in als(vng).get("/monitor/").content.decode()


# Published, and taken back


def test_published_is_public_once_the_round_is(
    voorgelegd, stel_vast, op_moment, mei, commissielid, als
) -> None:
    op_moment("2013-06-20T12:00+02:00")
    stel_vast()
    scherm = als(None).get(f"/verbanden/{SLUG}/")
    assert scherm.status_code == 404 or "Na uw antwoord." not in scherm.content.decode()
    velden = {"gelezen": {"K1": 3}, "door": commissielid.persoon, "op": klok.nu()}
    acties.publiceer(mei, SLUG, **velden)
    with pytest.raises(Verouderd):
        acties.publiceer(mei, SLUG, **velden)

    assert als(None).get(f"/verbanden/{SLUG}/").status_code == 404
    op_moment(NA_PUBLICATIE)
    assert "Na uw antwoord." in als(None).get(f"/verbanden/{SLUG}/").content.decode()
    assert "Indicatie van de regels" not in als(None).get(f"/verbanden/{SLUG}/").content.decode()


def test_taking_back_needs_a_reason_and_hides_it(voorgelegd, mei, commissielid, als) -> None:
    velden = {"door": commissielid.persoon, "op": klok.nu(), "versie": 2}
    with pytest.raises(Geweigerd, match="waarom u het oordeel terugneemt"):
        acties.neem_terug(mei, SLUG, "K1", reden=" ", **velden)
    acties.neem_terug(mei, SLUG, "K1", reden="Een feit klopte niet", **velden)

    haarlem = bouwers.gebruiker("vaststeller", "Haarlem")
    assert als(haarlem).get(ANTWOORD).status_code == 404
    assert "Een feit klopte niet" in als(commissielid).get(PAD).content.decode()


def test_no_step_is_skipped(geef, stel_vast, mei, commissielid) -> None:
    geef()
    with pytest.raises(Geweigerd, match="kan niet meteen vastgesteld worden"):
        stel_vast(versie=1)
    with pytest.raises(Geweigerd, match="geen vastgesteld oordeel"):
        acties.publiceer(mei, SLUG, gelezen={}, door=commissielid.persoon, op=klok.nu())


def test_steps_over_the_screen(geef, als, commissielid) -> None:
    geef()
    browser = als(commissielid)
    browser.post(f"{PAD}voorleggen/", {"gelezen": "K1:1", "tot": "19-6-2013"})
    assert Oordeelstap.objects.get(nummer=2).wederhoor_tot == date(2013, 6, 19)
    browser.post(f"{PAD}terugnemen/", {"criterium": "K1", "versie": 2, "reden": "Fout"})
    assert Oordeelstap.objects.get(nummer=3).stadium == "concept"
    fout = browser.post(f"{PAD}voorleggen/", {"gelezen": "", "tot": "onzin"}, follow=True)
    assert "Antwoorden kan tot en met: Vul een datum in" in fout.content.decode()
    assert browser.post(f"{PAD}onzin/").status_code == 404
    assert browser.post("/monitor/beoordelen/bestaat-niet/noteren/").status_code == 404


def test_notes_of_the_commission_reach_nobody_else(als, rolverdeling, commissielid) -> None:
    als(commissielid).post(f"{PAD}noteren/", {"tekst": GEHEIM})
    assert Commissienotitie.objects.get().tekst == GEHEIM
    assert GEHEIM in als(commissielid).get(PAD).content.decode()
    for rol, wie in rolverdeling.items():
        assert zichtbaar(wie, Commissienotitie).exists() == (rol in COMMISSIEROLLEN)
    assert not any(GEHEIM in str(regel.inhoud) for regel in Logregel.objects.all())


# Norms


def test_the_same_stand_with_another_norm_gives_another_indicatie(mei, als, commissielid) -> None:
    def k3() -> str:
        _, evaluatie = beeld(mei, klok.nu(), klok.nu())
        return next(i.score for i in evaluatie.indicaties if i.criterium == "K3")

    assert k3() == "voldoet"
    pad = "/monitor/normen/JE03/?ronde=2013-mei"
    browser = als(commissielid)
    assert browser.post(pad, {"was": 100000, "norm": 900000, "reden": ""}).status_code == 422
    velden = {"was": 100000, "norm": 900000, "reden": "Nieuwe afspraak"}
    assert browser.post(pad, velden).status_code == 302
    assert k3() == "voldoet_niet"
    assert "Nieuwe afspraak" in browser.get("/monitor/normen/?ronde=2013-mei").content.decode()
    assert browser.post(pad, velden | {"norm": 5}).status_code == 422, "somebody else's norm"


def test_an_earlier_moment_has_the_norm_of_then(mei, als, commissielid, op_moment) -> None:
    def norm(bekend_op: str) -> int | None:
        stand, _ = beeld(mei, klok.nu(), bouwers.moment(bekend_op))
        return stand.taak["JE03"].norm_inwoners

    velden: dict[str, object] = {"uitvraag": mei, "taak": "JE03", "door": commissielid.persoon}
    for dag, was, wordt in (("06-03", 100_000, 250_000), ("06-05", 250_000, None)):
        op = bouwers.moment(f"2013-{dag} 12:00")
        velden_nu = {"was": was, "wordt": wordt, "reden": f"Besluit van {dag}", "op": op}
        wijzig(**velden, **velden_nu)  # type: ignore[arg-type]

    op_moment("2013-06-10T12:00+02:00")
    assert norm("2013-06-03 11:59") == 100_000
    assert norm("2013-06-03 12:00") == norm("2013-06-05 11:59") == 250_000
    assert norm("2013-06-05 12:00") is None

    def regel(stand: str) -> dict[str, object]:
        context = als(commissielid).get(f"/monitor/normen/?ronde=2013-mei&stand={stand}").context
        return next(r for r in context["rijen"] if r["rij"].taak_id == "JE03")

    toen, nu = regel("2013-06-04T12:00"), regel("")
    assert (toen["norm"], [w.wordt for w in toen["wijzigingen"]]) == (250_000, [250_000])
    assert (nu["norm"], [w.wordt for w in nu["wijzigingen"]]) == (None, [None, 250_000])


def test_norms_are_read_by_readers_and_changed_by_the_commission(als, vng, commissielid) -> None:
    assert als(vng).get("/monitor/normen/").status_code == 200
    assert als(vng).get("/monitor/normen/JE03/").status_code == 404
    assert als(commissielid).get("/monitor/normen/XX99/").status_code == 404


# Judgements of others

KOP = "regio,bron,datum,oordeel,toelichting\n"


def test_a_file_of_the_transitiecommissie_is_taken_in_once(als, commissielid) -> None:
    inhoud = f"{KOP}JZ13,Transitiecommissie,2013-06-01,voldoende,Goed op weg\n".encode()
    browser = als(commissielid)
    for _ in range(2):
        bestand = SimpleUploadedFile("oordelen.csv", inhoud)
        antwoord = browser.post("/monitor/extern/?ronde=2013-mei", {"bestand": bestand})
        assert antwoord.status_code == 302
    assert ExternOordeel.objects.get().regio.code == "JZ13"


def test_a_wrong_file_is_refused_with_row_and_column(tmp_path, mei, capsys) -> None:
    pad = tmp_path / "fout.csv"
    pad.write_text(f"{KOP}JZ13,T,2013-06-01,goed,\nXX,T,morgen,,\n", "utf-8")
    with pytest.raises(SystemExit):
        call_command("importeer_oordelen", "2013-mei", str(pad))
    regels = capsys.readouterr().err
    assert "fout.csv:3:regio ONBEKEND" in regels
    assert "fout.csv:3:datum DATUM" in regels
    assert "fout.csv:3:oordeel LEEG" in regels
    assert not ExternOordeel.objects.exists()


@pytest.mark.parametrize("inhoud", [b"", b"\xff\xfe\x00", KOP.encode(), b'"' + b"x" * 200_000])
def test_a_file_that_is_none_is_refused_too(als, commissielid, inhoud: bytes) -> None:
    bestand = SimpleUploadedFile("x.csv", inhoud)
    antwoord = als(commissielid).post("/monitor/extern/?ronde=2013-mei", {"bestand": bestand})
    assert antwoord.status_code == 422


# What must never be


@pytest.mark.parametrize(
    ("tabel", "zet"),
    [
        ("monitor_oordeelstap", "stadium = 'onzin'"),
        ("monitor_oordeelstap", "score = 'mooi'"),
        ("monitor_oordeelstap", "motivering = ''"),
        ("monitor_oordeelstap", "wederhoor_tot = NULL"),
        ("monitor_oordeel", "criterium = 'K9'"),
    ],
)
def test_the_database_holds_what_must_never_be(voorgelegd, tabel: str, zet: str) -> None:
    sleutel = "id" if tabel == "monitor_oordeelstap" else "0 + id"
    waar = f"{sleutel} > 0 AND {'nummer = 2' if tabel == 'monitor_oordeelstap' else '1 = 1'}"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tabel} SET {zet} WHERE {waar}")


def test_the_screens_take_at_most_twelve_queries(
    voorgelegd, als, commissielid, vaststeller_haarlem, django_assert_max_num_queries
) -> None:
    for wie, pad in (
        (commissielid, PAD),
        (commissielid, "/monitor/criteria/"),
        (commissielid, "/monitor/"),
        (commissielid, "/monitor/normen/"),
        (vaststeller_haarlem, ANTWOORD),
    ):
        browser = als(wie)
        browser.get(pad)
        with django_assert_max_num_queries(12):
            assert browser.get(pad).status_code == 200
    cache.clear()


def test_a_criterium_shows_its_source_and_the_indicatie_of_earlier_rounds(
    als, commissielid, op_moment, django_assert_max_num_queries
) -> None:
    op_moment("2013-12-10T12:00+01:00")
    nov = Uitvraag.objects.get(pk="2013-nov")
    namen = {"JE03": ["Haarlem", "Heemstede"]}
    vastgelegd = bouwers.moment("2013-12-01")
    bouwers.verband(SLUG, nov, namen, vastgelegd_op=vastgelegd, penvoerder="Haarlem")
    cache.clear()
    browser = als(commissielid)

    antwoord = browser.get(f"{PAD}?ronde=2013-nov")
    k3 = next(rij for rij in antwoord.context["beoordelingen"] if rij.code == "K3")
    assert [(ronde, score.value) for ronde, score in k3.aangegeven] == [("mei 2013", "voldoet")]
    inhoud = antwoord.content.decode()
    assert "vastgelegd door Haarlem, 1 december 2013" in inhoud
    assert "Kamerbrief 31 839 nr. 343" in inhoud
    with django_assert_max_num_queries(12):
        browser.get(f"{PAD}?ronde=2013-nov")

    mei = browser.get(f"{PAD}?ronde=2013-mei").context["beoordelingen"]
    assert [rij.aangegeven for rij in mei] == [[]] * 5
