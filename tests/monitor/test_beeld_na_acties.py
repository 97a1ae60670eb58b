"""The kept beeld is what the rules say after every kind of write: seen at once, never too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction

from gemeenten.models import Gemeente, Regio
from monitor.acties import aandacht, bladwijzer, escalatie, norm, oordeel, toezegging, uitleg, vraag
from monitor.beeld import beeld, toets
from monitor.regels.achterblijvers import Onderwerp
from monitor.regels.uitleg import Sleutel
from samenwerking.acties import opgave, ronde
from samenwerking.models import Uitvraag
from samenwerking.regels import Antwoord
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker
from samenwerking.uitwisseling.importeren import importeer
from tests import bouwers

NU = bouwers.moment("2013-05-30T12:00")
SLUG = "zuid-kennemerland"


@pytest.fixture
def mei(referentie: None) -> Uitvraag:
    """Haarlem has submitted and leads a verband with Heemstede, which has not."""
    mei = Uitvraag.objects.get(pk="2013-mei")
    op = bouwers.moment("2013-05-20")
    namen = {"JE03": ["Haarlem", "Heemstede"]}
    bouwers.verband(SLUG, mei, namen, vastgelegd_op=op, penvoerder="Haarlem")
    bouwers.opgave("Haarlem", mei, {"JE03": SLUG}, ingediend_op=op)
    cache.clear()
    return mei


@pytest.fixture
def ziet(mei: Uitvraag) -> Callable[..., None]:
    """`ziet(write, changes=...)`: what is kept before, is right after it, as of now and as of then.

    With `changes` the outcome must differ: a write that is not seen would be.
    """

    def doe(schrijf: Callable[[], object], *, verandert: bool) -> None:
        voor = _kijk(beeld)
        schrijf()
        na = _kijk(beeld)
        assert na == _kijk(toets)
        assert (na != voor) == verandert

    def _kijk(lees: Callable[..., tuple[object, object]]) -> list[object]:
        nu = Uitvraag.objects.get(pk=mei.pk)
        momenten = (None, NU - timedelta(days=3))
        standen = [lees(nu, NU, moment) for moment in momenten]
        return [(feiten(stand), evaluatie) for stand, evaluatie in standen]

    return doe


def feiten(stand: object) -> dict[str, object]:
    """All that a Stand says, but for the moment it was read."""
    velden = {veld.name: getattr(stand, veld.name) for veld in fields(stand)}  # type: ignore[arg-type]
    return velden | {"nu": NU}


@pytest.fixture
def wie(commissielid: Gebruiker) -> Gebruiker:
    return commissielid


def test_what_the_commission_writes(ziet, mei: Uitvraag, wie: Gebruiker) -> None:
    lid = {"door": wie.persoon, "op": NU}
    heemstede = Gemeente.objects.get(naam="Heemstede")
    was = mei.uitvraagtaken.get(taak="JE03").norm_inwoners
    ziet(
        lambda: norm.wijzig(mei, "JE03", wordt=300_000, was=was, reden="Te klein.", **lid),
        verandert=True,
    )
    ziet(
        lambda: oordeel.geef(
            mei, SLUG, "K3", score="voldoet", motivering="Genoeg.", versie=0, **lid
        ),
        verandert=False,
    )
    woorden = uitleg.Woorden("grensgebied", "Wij liggen aan de rand.", "Een vaste loods.", None)
    ziet(
        lambda: uitleg.schrijf(mei, Sleutel("D1", "GM0397", "", "JE04"), heemstede, woorden, **lid),
        verandert=False,
    )
    zet = escalatie.Zet("Geen opgave.", date(2013, 6, 14), "Lid")
    ziet(
        lambda: escalatie.begin(
            mei, Onderwerp.KEUZE, zet, gemeente="GM0397", door=wie, op=mei.deadline
        ),
        verandert=False,
    )
    regio = Regio.objects.filter(soort="jeugdregio").first()
    ziet(lambda: aandacht.zet(mei, regio, nodig=True, reden="Duwtje.", **lid), verandert=False)
    inhoud = vraag.Vraaginhoud("vorm", "Mag dit?", gemeente_id="GM0397")
    ziet(lambda: vraag.stel(inhoud, sleutel=uuid4(), **lid), verandert=False)
    belofte = toezegging.Toezeggingsinhoud("Brief", "x", NU.date(), "AO", "minister", NU.date())
    ziet(lambda: toezegging.leg_vast(belofte, sleutel=uuid4(), **lid), verandert=False)
    ziet(lambda: bladwijzer.bewaar(wie, "Mijn", "monitor-drukte", ""), verandert=False)


def test_what_gemeenten_and_vng_write(
    ziet, mei: Uitvraag, vaststeller_heemstede: Gebruiker, vng: Gebruiker
) -> None:
    heemstede, op = vaststeller_heemstede.gemeente, NU - timedelta(minutes=1)
    zelf = [Antwoord("JE03", "zelfstandig")]
    bewaar = partial(opgave.bewaar, heemstede, mei, zelf, taken=["JE03"], versie=0, op=NU)
    ziet(lambda: bewaar(door=vaststeller_heemstede), verandert=False)

    def dien_in() -> None:
        bouwers.opgave("Heemstede", mei, {"JE03": SLUG}, ingediend_op=op)
        _log("opgave")

    def leg_vast() -> None:
        namen = {"JE03": ["Haarlem"]}
        bouwers.verband(SLUG, mei, namen, vastgelegd_op=op, penvoerder="Haarlem")
        _log("verband")

    ziet(dien_in, verandert=True)
    ziet(leg_vast, verandert=True)
    nieuw = ronde.momenten(mei) | {"deadline": bouwers.moment("2013-06-05")}
    gelezen = ronde.als_tekst(mei)
    wijzig = partial(ronde.wijzig_momenten, mei, nieuw, gelezen=gelezen, reden="Uitstel.", op=NU)
    ziet(lambda: wijzig(door=vng.persoon), verandert=True)


def _log(soort: str) -> None:
    with transaction.atomic():
        logboek.schrijf("indienen", soort, 1, persoon=None)


def test_what_commands_write(ziet, mei: Uitvraag, tmp_path: Path) -> None:
    kop = "verband,naam,rechtsvorm,penvoerder,centrumgemeente,bestaand,onderdeel_van,toelichting"
    (tmp_path / "verbanden.csv").write_text(f"{kop}\nijmond,IJmond,,Velsen,,,,\n")
    (tmp_path / "arrangementen.csv").write_text("verband,taak,regio\nijmond,JE03,\n")
    (tmp_path / "deelnemers.csv").write_text("verband,taak,gemeente\nijmond,*,Velsen\n")
    ziet(lambda: importeer(mei, tmp_path, op=NU - timedelta(hours=1)), verandert=True)
    cijfers = tmp_path / "cbs.csv"
    cijfers.write_text("cbs_code;peildatum;inwoners\nGM0392;2013-02-01;155147\n")
    ziet(lambda: call_command("ververs_inwoners", cijfers, doorvoeren=True), verandert=True)
    ziet(lambda: call_command("laad_referentie"), verandert=False)
