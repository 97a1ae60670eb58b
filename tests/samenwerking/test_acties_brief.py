"""The life of a joint letter: composed, offered, signed per college, sent, withdrawn."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from samenwerking.acties import brief as opstellen
from samenwerking.acties import briefverloop as verloop
from samenwerking.acties import ondertekening as tekenen
from samenwerking.acties import opgave as opgaven
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.acties.brief import Briefinhoud
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.bepalingen import Bepaling
from samenwerking.keuzes import Briefstand
from samenwerking.models import Brief, Opgaveversie
from samenwerking.regels import Antwoord, Besluitdata
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import CODES, moment

NU = moment("2013-05-30 12:00")
NAMEN = ("Haarlem", "Heemstede", "Haarlemmermeer")
HAARLEM, HEEMSTEDE, HAARLEMMERMEER = (CODES[naam] for naam in NAMEN)


@pytest.fixture
def ronde(db):
    ronde = bouwers.uitvraag()
    leden = {"JE03": ["Haarlem", "Heemstede"], "WM05": ["Haarlem", "Heemstede"]}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=NU, penvoerder="Haarlem")
    return ronde


@pytest.fixture
def brief(ronde) -> Brief:
    """Like the real one: two gemeenten in a verband for the b-taken, one zelfstandig."""
    rij = bouwers.brief(ronde, NAMEN)
    bouwers.briefregel(rij, ["JE03", "WM05"], ["Haarlem", "Heemstede"], "zk")
    bouwers.briefregel(rij, ["JE03", "WM05"], ["Haarlemmermeer"], "zelfstandig")
    bouwers.briefregel(rij, ["JE06"], NAMEN, "wacht_op_rijk")
    return rij


@pytest.fixture
def schneiders(ronde):
    return bouwers.gebruiker(Rol.VASTSTELLER, "Haarlem", naam="B.B. Schneiders")


@pytest.fixture
def weterings(ronde):
    return bouwers.gebruiker(Rol.VASTSTELLER, "Haarlemmermeer", naam="Th.L.N. Weterings")


def versie_van(code: str) -> int:
    rij = opgaven.Opgave.objects.filter(gemeente=code).first()
    return rij.versie if rij else 0


def bied_aan(brief, wie):
    brief.refresh_from_db()
    return verloop.bied_aan(brief, door=wie, op=NU, versie=brief.versie)


def teken(brief, wie, *codes, op=NU, nummer=1):
    codes = codes or (wie.gemeente_id,)
    return tekenen.onderteken(
        brief,
        {code: versie_van(code) for code in codes},
        naam=wie.naam,
        functie="burgemeester",
        nummer=nummer,
        door=wie,
        op=op,
    )


def concept(code: str) -> list[Antwoord]:
    return antwoorden(Opgaveversie.objects.concept().filter(opgave__gemeente=code).first())


def inhoud(*namen, **velden) -> Briefinhoud:
    codes = frozenset(CODES[naam] for naam in namen)
    return Briefinhoud("Onderwerp", "Tekst", [("VNG", "")], codes, **velden)


def test_a_letter_begins_as_a_concept_and_its_own_gemeente_signs_along(ronde, schneiders) -> None:
    sleutel = uuid4()

    brief = opstellen.begin(ronde, inhoud("Heemstede"), door=schneiders, op=NU, sleutel=sleutel)
    nog_eens = opstellen.begin(ronde, inhoud("Heemstede"), door=schneiders, op=NU, sleutel=sleutel)

    assert brief == nog_eens
    assert (brief.stand, brief.slug) == (Briefstand.CONCEPT, "onderwerp")
    assert {o.gemeente_id for o in brief.ondertekeningen.all()} == {HAARLEM, HEEMSTEDE}
    assert Logregel.objects.get(actie="opstellen").sleutel == "2013-mei/onderwerp"


def test_two_clerks_at_once_the_second_is_told(brief, schneiders) -> None:
    opstellen.wijzig(brief, inhoud(*NAMEN), door=schneiders, op=NU, versie=0)

    with pytest.raises(Verouderd):
        opstellen.wijzig(brief, inhoud("Heemstede"), door=schneiders, op=NU, versie=0)

    assert brief.ondertekeningen.count() == 3


def test_a_gemeente_that_is_left_out_leaves_the_decisions_too(brief, schneiders) -> None:
    opstellen.wijzig(brief, inhoud("Heemstede"), door=schneiders, op=NU, versie=0)

    assert verloop.wat_ontbreekt(brief) == ["Besluit 2 noemt geen gemeente meer."]
    with pytest.raises(Geweigerd, match="Besluit 2"):
        bied_aan(brief, schneiders)


def test_a_decision_that_contradicts_another_is_refused_by_name(brief, schneiders) -> None:
    dubbel = Bepaling(frozenset({"JE03"}), frozenset({HEEMSTEDE}), "zelfstandig")

    with pytest.raises(Geweigerd, match="1 van deze taken voor Heemstede"):
        opstellen.zet_regel(brief, dubbel, nummer=None, door=schneiders, op=NU, versie=0)

    brief.refresh_from_db()
    assert (brief.versie, brief.regels.count()) == (0, 3)


def test_a_decision_may_replace_itself_and_be_removed(brief, schneiders) -> None:
    anders = Bepaling(frozenset({"JE03"}), frozenset({HAARLEMMERMEER}), "wacht_op_rijk")

    opstellen.zet_regel(brief, anders, nummer=2, door=schneiders, op=NU, versie=0)
    opstellen.verwijder_regel(brief, 3, door=schneiders, op=NU, versie=1)

    assert [(r.nummer, r.wijze) for r in brief.regels.all()] == [
        (1, "verband"),
        (2, "wacht_op_rijk"),
    ]


def test_what_is_missing_is_said_before_it_is_offered(ronde, schneiders) -> None:
    leeg = bouwers.brief(ronde, ["Haarlem"], tekst=" ")

    with pytest.raises(Geweigerd) as fout:
        bied_aan(leeg, schneiders)

    for zin in ("tekst", "twee gemeenten", "één besluit"):
        assert zin in str(fout.value)
    assert leeg.versies.count() == 0


def test_an_offered_text_is_frozen_and_offering_twice_is_once(brief, schneiders) -> None:
    versie = bied_aan(brief, schneiders)
    assert bied_aan(brief, schneiders) == versie

    with pytest.raises(Geweigerd, match="ligt vast"):
        opstellen.wijzig(brief, inhoud("Heemstede"), door=schneiders, op=NU, versie=brief.versie)

    brief.refresh_from_db()
    assert brief.stand == Briefstand.TER_ONDERTEKENING
    assert versie.inhoud_hash == verloop.vingerafdruk(verloop.momentopname(brief))


def test_the_own_signature_fills_the_own_concept_and_no_other(brief, schneiders) -> None:
    bied_aan(brief, schneiders)

    teken(brief, schneiders)

    assert [(a.taak, a.wijze, a.verband, a.stadium) for a in concept(HAARLEM)] == [
        ("JE03", "verband", "zk", "intentie"),
        ("JE06", "wacht_op_rijk", None, None),
        ("WM05", "verband", "zk", "intentie"),
    ]
    assert concept(HEEMSTEDE) == [] and not Opgaveversie.objects.exclude(ingediend_op=None)
    assert {r.actie for r in Logregel.objects.filter(gemeente=HAARLEM)} >= {
        "ondertekenen",
        "bewaren",
    }


def test_signing_twice_is_signing_once(brief, schneiders) -> None:
    bied_aan(brief, schneiders)
    teken(brief, schneiders)
    voor = versie_van(HAARLEM)

    assert teken(brief, schneiders, op=moment("2013-05-31")) == []

    assert versie_van(HAARLEM) == voor
    assert brief.ondertekeningen.get(gemeente=HAARLEM).getekend_op == NU


def test_without_a_recorded_mandate_nobody_signs_for_another(brief, schneiders) -> None:
    bied_aan(brief, schneiders)

    with pytest.raises(Geweigerd, match="mandaat"):
        teken(brief, schneiders, HAARLEM, HEEMSTEDE)

    assert not any(o.getekend_op for o in brief.ondertekeningen.all())
    assert concept(HAARLEM) == []


def test_one_bestuurder_signs_for_two_by_recorded_mandate(
    brief, schneiders, vaststeller_heemstede
) -> None:
    bied_aan(brief, schneiders)
    tekenen.geef_mandaat(
        brief,
        aan=schneiders.gemeente,
        grond="Collegebesluit 21 mei 2013",
        door=vaststeller_heemstede,
        op=NU,
    )

    teken(brief, schneiders, HAARLEM, HEEMSTEDE)

    heemstede = brief.ondertekeningen.get(gemeente=HEEMSTEDE)
    assert (heemstede.ondertekenaar, heemstede.gemeente_ondertekenaar_id) == (
        "B.B. Schneiders",
        HAARLEM,
    )
    assert heemstede.mandaat == "Collegebesluit 21 mei 2013"
    assert len(concept(HEEMSTEDE)) == 3


def test_a_mandate_needs_a_ground_and_a_gemeente_of_the_letter(
    brief, schneiders, vaststeller_heemstede
) -> None:
    for aan, grond in ((schneiders.gemeente, " "), (bouwers.gemeente("Velsen"), "besluit")):
        with pytest.raises(Geweigerd):
            tekenen.geef_mandaat(brief, aan=aan, grond=grond, door=vaststeller_heemstede, op=NU)


def test_a_changed_opgave_stops_the_signature_and_nothing_is_half_written(
    brief, schneiders
) -> None:
    bied_aan(brief, schneiders)
    opgaven.bewaar(
        schneiders.gemeente, brief.uitvraag, [], taken=["JE03"], door=schneiders, op=NU, versie=0
    )

    with pytest.raises(Verouderd):
        tekenen.onderteken(
            brief, {HAARLEM: 0}, naam="S", functie="b", nummer=1, door=schneiders, op=NU
        )

    assert brief.ondertekeningen.get(gemeente=HAARLEM).getekend_op is None


def test_a_submitted_version_stays_and_the_letter_makes_a_concept_beside_it(
    brief, schneiders
) -> None:
    ingediend = bouwers.opgave("Haarlem", brief.uitvraag, {"JE03": "zelfstandig"}, ingediend_op=NU)
    bied_aan(brief, schneiders)

    teken(brief, schneiders, op=moment("2013-05-31"))

    assert [r.wijze for r in ingediend.regels.all()] == ["zelfstandig"]
    assert concept(HAARLEM)[0].verband == "zk"


def test_an_opgave_that_says_it_already_gets_no_new_concept(brief, schneiders) -> None:
    regels = {"JE03": "zk", "WM05": "zk", "JE06": "wacht_op_rijk"}
    bouwers.opgave("Haarlem", brief.uitvraag, regels, ingediend_op=NU)
    bied_aan(brief, schneiders)

    teken(brief, schneiders, op=moment("2013-05-31"))

    assert not Opgaveversie.objects.concept().exists()


def test_the_own_dates_of_a_decision_survive_the_signature(brief, schneiders) -> None:
    college = Besluitdata(genomen=date(2013, 5, 21), kenmerk="2013.0031131")
    eigen = Antwoord("JE03", "verband", "zk", "verkenning", college=college)
    opgaven.bewaar(
        schneiders.gemeente,
        brief.uitvraag,
        [eigen],
        taken=["JE03"],
        door=schneiders,
        op=NU,
        versie=0,
    )
    bied_aan(brief, schneiders)

    teken(brief, schneiders)

    assert concept(HAARLEM)[0].college == college
    assert concept(HAARLEM)[0].stadium == "intentie"


def test_the_last_signature_sends_the_letter(
    brief, schneiders, weterings, vaststeller_heemstede
) -> None:
    bied_aan(brief, schneiders)
    for wie in (schneiders, weterings):
        teken(brief, wie)
    brief.refresh_from_db()
    assert brief.stand == Briefstand.TER_ONDERTEKENING

    teken(brief, vaststeller_heemstede)

    brief.refresh_from_db()
    assert (brief.stand, brief.verzonden_op, brief.datum) == (
        Briefstand.VERZONDEN,
        NU,
        date(2013, 5, 30),
    )


def test_the_initiator_sends_with_who_signed_and_a_late_signature_has_its_own_date(
    brief, schneiders, weterings
) -> None:
    bied_aan(brief, schneiders)
    with pytest.raises(Geweigerd, match="geen enkel college"):
        verloop.verzend(brief, door=schneiders, op=NU)
    teken(brief, schneiders)
    with pytest.raises(Geweigerd, match="Vink aan"):
        verloop.verzend(brief, door=schneiders, op=NU)
    verloop.verzend(brief, door=schneiders, op=NU, onvolledig=True)
    verloop.verzend(brief, door=schneiders, op=moment("2013-06-02"))

    teken(brief, weterings, op=moment("2013-06-03"))

    brief.refresh_from_db()
    assert brief.verzonden_op == NU
    laat = brief.ondertekeningen.get(gemeente=HAARLEMMERMEER)
    assert laat.geldt and laat.getekend_op == moment("2013-06-03")


def test_a_college_withdraws_and_the_letter_stands_for_the_others(
    brief, schneiders, weterings
) -> None:
    bied_aan(brief, schneiders)
    teken(brief, schneiders)
    teken(brief, weterings)
    voor = versie_van(HAARLEMMERMEER)

    rij = tekenen.trek_in(
        brief, reden="Raad wil eerst praten", uit_concept=False, versie=voor, door=weterings, op=NU
    )

    assert not rij.geldt and brief.ondertekeningen.get(gemeente=HAARLEM).geldt
    assert len(concept(HAARLEMMERMEER)) == 3
    assert versie_van(HAARLEMMERMEER) == voor
    assert brief.regels.count() == 3


def test_withdrawing_may_take_the_answers_out_of_the_concept_but_never_out_of_a_submitted_version(
    brief, schneiders, weterings
) -> None:
    bied_aan(brief, schneiders)
    for wie in (schneiders, weterings):
        teken(brief, wie)
    opgaven.indienen(
        schneiders.gemeente,
        brief.uitvraag,
        door=schneiders,
        op=NU,
        versie=versie_van(HAARLEM),
        sleutel=uuid4(),
    )
    for wie in (schneiders, weterings):
        tekenen.trek_in(
            brief,
            reden="Nee",
            uit_concept=True,
            versie=versie_van(wie.gemeente_id),
            door=wie,
            op=NU,
        )

    assert concept(HAARLEMMERMEER) == []
    (ingediend,) = Opgaveversie.objects.exclude(ingediend_op=None)
    assert ingediend.regels.count() == 3
    assert not Opgaveversie.objects.concept().filter(opgave__gemeente=HAARLEM).exists()


def test_withdrawing_asks_a_reason_and_a_signature(brief, schneiders) -> None:
    bied_aan(brief, schneiders)
    trek_in = {"uit_concept": False, "versie": 0, "door": schneiders, "op": NU}
    with pytest.raises(Geweigerd, match="niet getekend"):
        tekenen.trek_in(brief, reden="Nee", **trek_in)
    teken(brief, schneiders)
    with pytest.raises(Geweigerd, match="waarom"):
        tekenen.trek_in(brief, reden=" ", **trek_in)


def test_a_letter_that_is_taken_back_keeps_the_lapsed_signatures_and_gets_a_new_version(
    brief, schneiders
) -> None:
    bied_aan(brief, schneiders)
    teken(brief, schneiders)

    verloop.neem_terug(brief, "Een naam klopt niet", door=schneiders, op=NU)

    brief.refresh_from_db()
    (oud,) = brief.versies.all()
    assert brief.stand == Briefstand.CONCEPT
    assert [h["ondertekenaar"] for h in oud.vervallen] == ["B.B. Schneiders"]
    assert not any(o.getekend_op for o in brief.ondertekeningen.all())
    assert len(concept(HAARLEM)) == 3
    assert bied_aan(brief, schneiders).nummer == 2
    with pytest.raises(Verouderd, match="gewijzigd nadat"):
        teken(brief, schneiders, nummer=1)
    assert teken(brief, schneiders, nummer=2)


def test_a_sent_letter_is_not_taken_back(brief, schneiders) -> None:
    bied_aan(brief, schneiders)
    teken(brief, schneiders)
    verloop.verzend(brief, door=schneiders, op=NU, onvolledig=True)

    with pytest.raises(Geweigerd, match="verzonden"):
        verloop.neem_terug(brief, "Toch anders", door=schneiders, op=NU)


def test_after_the_round_has_closed_a_signature_still_fills_the_concept(brief, schneiders) -> None:
    bied_aan(brief, schneiders)
    laat = moment("2013-07-01")

    teken(brief, schneiders, op=laat)

    assert len(concept(HAARLEM)) == 3
    with pytest.raises(Geweigerd, match="de ronde is gesloten"):
        opgaven.indienen(
            schneiders.gemeente,
            brief.uitvraag,
            door=schneiders,
            op=laat,
            versie=versie_van(HAARLEM),
            sleutel=uuid4(),
        )


def test_after_withdrawing_an_old_mandate_signs_no_more(
    brief, schneiders, vaststeller_heemstede
) -> None:
    bied_aan(brief, schneiders)
    mandaat = {"aan": schneiders.gemeente, "grond": "Besluit", "door": vaststeller_heemstede}
    tekenen.geef_mandaat(brief, op=NU, **mandaat)
    teken(brief, schneiders, HEEMSTEDE)
    na = moment("2013-05-30 13:00")
    tekenen.trek_in(
        brief, reden="Nee", uit_concept=False, versie=1, door=vaststeller_heemstede, op=na
    )

    with pytest.raises(Geweigerd, match="mandaat"):
        teken(brief, schneiders, HEEMSTEDE)
    assert {o.gemeente_id for o in tekenen.voor_wie(brief, schneiders)} == {HAARLEM}

    tekenen.geef_mandaat(brief, op=moment("2013-05-30 14:00"), **mandaat)
    assert teken(brief, schneiders, HEEMSTEDE, op=moment("2013-05-30 15:00"))


def test_the_others_are_asked_to_sign_and_hear_what_lapsed(
    brief, schneiders, weterings, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        bied_aan(brief, schneiders)
        teken(brief, weterings)
    assert [(m.to, m.subject) for m in mailoutbox] == [
        ([weterings.email], "Een gezamenlijke brief wacht op uw handtekening")
    ]

    with django_capture_on_commit_callbacks(execute=True):
        tekenen.trek_in(
            brief, reden="Eerst de raad", uit_concept=False, versie=1, door=weterings, op=NU
        )
        verloop.neem_terug(brief, "Een naam klopt niet", door=schneiders, op=NU)

    ingetrokken, teruggenomen = mailoutbox[1:]
    assert ingetrokken.to == [schneiders.email] and "Eerst de raad" in ingetrokken.body
    assert teruggenomen.to == [weterings.email] and "Een naam klopt niet" in teruggenomen.body
