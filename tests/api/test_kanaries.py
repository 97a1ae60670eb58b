"""Nothing confidential comes out of the API, whoever asks: a canary in every such field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from gemeenten.models import Regio
from monitor.models import (
    Aandachtvlag,
    Bezoek,
    BezoekAfspraak,
    Commissienotitie,
    ExternOordeel,
    Notitie,
    Oordeel,
    Oordeelstap,
    Wederhoor,
)
from samenwerking.api.schema import document
from samenwerking.models import Contact, Opgaveversie, Uitvraag
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.api.test_ontwerpregels import voorbeeld

pytestmark = pytest.mark.usefixtures("in_de_ronde")
KANARIE = "KANARIE"


@pytest.fixture
def kanaries(mei: Uitvraag, rolverdeling: dict[str, Gebruiker]) -> None:
    """A concept of Haarlem, a concept verband, a contact person, a visit with a notitie."""
    concept = bouwers.opgave("Haarlem", mei, {"JE06": "zelfstandig"})
    concept.regels.update(toelichting=f"{KANARIE} concept")
    bouwers.verband(
        "kanarie-verband", mei, {"JE06": ["Haarlem"]}, penvoerder="Haarlem", naam=KANARIE
    )
    gemeente = bouwers.gemeente("Haarlem")
    Contact.objects.create(
        gemeente=gemeente, rol="wethouder", naam=KANARIE, email="kanarie@haarlem.nl"
    )
    wie = rolverdeling[Rol.AMBASSADEUR].persoon
    bezoek = Bezoek.objects.create(
        datum=date(2013, 5, 20),
        soort="werkbezoek",
        plaats=KANARIE,
        door=wie,
        onderwerp=KANARIE,
        verslag=KANARIE,
    )
    BezoekAfspraak.objects.create(bezoek=bezoek, tekst=KANARIE, eigenaar=KANARIE)
    Notitie.objects.create(
        bezoek=bezoek, door=wie, tekst=KANARIE, gemaakt_op=bouwers.moment("2013-05-21")
    )
    Opgaveversie.objects.filter(ingediend_op__isnull=False).update(reden=KANARIE)
    _van_de_commissie(mei, rolverdeling[Rol.COMMISSIE])
    cache.clear()


def _van_de_commissie(mei: Uitvraag, wie: Gebruiker) -> None:
    """Oordelen that are not published (any more), an answer, notes, flags and what others judge."""
    zegt = {"op": bouwers.moment("2013-06-01"), "door": wie.persoon}
    for criterium, stadia in {
        "K1": ["concept"],
        "K2": ["concept", "wederhoor"],
        "K3": ["concept", "wederhoor", "vastgesteld"],
        "K4": ["concept", "wederhoor", "vastgesteld", "gepubliceerd", "concept"],
    }.items():
        oordeel = Oordeel.objects.create(
            uitvraag=mei, verband_id="zuid-kennemerland", criterium=criterium
        )
        for nummer, stadium in enumerate(stadia, 1):
            stap = Oordeelstap.objects.create(
                oordeel=oordeel,
                nummer=nummer,
                stadium=stadium,
                score="deels",
                indicatie="voldoet",
                motivering=KANARIE,
                bewijs=KANARIE,
                reden=KANARIE,
                wederhoor_tot=date(2013, 6, 3),
                **zegt,
            )
    haarlem = bouwers.gemeente("Haarlem")
    Wederhoor.objects.create(stap=stap, gemeente=haarlem, eens=False, tekst=KANARIE, **zegt)
    Commissienotitie.objects.create(
        uitvraag=mei, verband_id="zuid-kennemerland", tekst=KANARIE, **zegt
    )
    regio = Regio.objects.get(soort="jeugdregio", code="JZ11")
    Aandachtvlag.objects.create(
        uitvraag=mei, regio=regio, nummer=1, nodig=True, reden=KANARIE, **zegt
    )
    ExternOordeel.objects.create(
        uitvraag=mei, regio=regio, bron=KANARIE, datum=date(2013, 5, 1), oordeel=KANARIE, **zegt
    )


API_TOONT = {
    *("Uitvraag", "Taak", "Uitvraagtaak", "Rechtsvorm", "Verband", "Verbandversie", "Profiel"),
    *("Arrangement", "Deelname", "Opgave", "Opgaveversie", "Opgaveregel", "Besluit"),
    *("Oordeel", "Oordeelstap", "Uitleg", "Uitlegtoets", "Openbaarbestand"),
}
"""What the API gives, after its own rules; every other model of these apps stays out of it."""
ZEKER = {
    *("Vraag", "Vraagantwoord", "Toezegging", "Toezeggingstap", "Scenario", "Bladwijzer"),
    *("Bezoek", "Aandachtvlag", "Publicatie", "Brief"),
}


@pytest.fixture
def van_alles(kanaries: None) -> set[str]:
    """A row full of canaries of every model that the API does not give; the names of those."""
    modellen = [
        m for app in ("monitor", "samenwerking") for m in apps.get_app_config(app).get_models()
    ]
    return {m.__name__ for m in modellen if m.__name__ not in API_TOONT and _vul(m) is not None}


def _vul(model: Any) -> Any:
    """A row with a canary in each text; None where the rules of the table do not take it."""
    velden = {veld.name: _waarde(veld) for veld in model._meta.concrete_fields if veld.name != "id"}
    try:
        with transaction.atomic():
            return model.objects.create(**velden)
    except (IntegrityError, ValueError):
        return None


def _waarde(veld: Any) -> Any:
    """Something that fits the type of a field."""
    if veld.is_relation:
        doel = veld.remote_field.model
        return doel.objects.first() or (None if veld.null else _vul(doel))
    soort = veld.get_internal_type()
    if veld.choices:
        return veld.choices[0][0]
    if soort in {"CharField", "TextField", "FileField", "SlugField", "EmailField"}:
        return f"{KANARIE} {veld.name}"[: veld.max_length]
    waarden = {
        "DateTimeField": bouwers.moment("2013-06-01"),
        "DateField": date(2013, 6, 1),
        "BooleanField": True,
        "JSONField": {"tekst": KANARIE},
        "UUIDField": uuid4(),
        "BinaryField": KANARIE.encode(),
        "DecimalField": 1,
        "FloatField": 1.0,
    }
    return waarden.get(soort, 1)


def test_no_other_model_comes_out_of_the_api_or_the_open_data(
    als: Callable[..., Client],
    van_alles: set[str],
    rolverdeling: dict[str, Gebruiker],
    op_moment: Callable[[str], Any],
) -> None:
    assert van_alles >= ZEKER, sorted(van_alles)
    op_moment("2013-07-20T12:00+02:00")
    open_data = ["/open-data/2013-mei/ronde.json", "/open-data/wijzigingen.atom"]
    for wie in (None, rolverdeling[Rol.COMMISSIE], rolverdeling[Rol.VASTSTELLER]):
        browser = als(wie)
        for adres in [*adressen(), *open_data, "/open-data/catalogus.ttl"]:
            tekst = browser.get(adres).content.decode()
            assert KANARIE not in tekst and "kanarie-verband" not in tekst, (wie, adres)


def adressen() -> Iterator[str]:
    for pad, stukken in document()["paths"].items():
        if werk := stukken.get("get"):
            adres = voorbeeld(pad, werk).replace("/ijmond", "/kanarie-verband")
            yield adres
            if any(sleutel["name"] == "formaat" for sleutel in werk.get("parameters", [])):
                yield f"{adres}?formaat=csv"


@pytest.mark.parametrize("moment", ["2013-06-05T12:00+02:00", "2013-07-20T12:00+02:00"])
def test_no_confidential_field_is_in_any_answer(
    als: Callable[..., Client],
    kanaries: None,
    rolverdeling: dict[str, Gebruiker],
    op_moment: Callable[[str], Any],
    moment: str,
) -> None:
    op_moment(moment)
    for wie in (None, *rolverdeling.values()):
        browser = als(wie)
        for adres in adressen():
            antwoord = browser.get(adres)
            assert antwoord.status_code in {200, 401, 403, 404}, adres
            tekst = antwoord.content.decode() + str(antwoord.headers)
            assert KANARIE not in tekst, (wie, adres)
            assert "kanarie-verband" not in tekst, (wie, adres)


def test_the_own_gemeente_does_see_its_concept(als, kanaries, invuller_haarlem) -> None:
    antwoord = als(invuller_haarlem).get("/api/v1/uitvragen/2013-mei/concepten/GM0392")

    assert f"{KANARIE} concept" in antwoord.content.decode()


@pytest.mark.parametrize(
    "sleutel", ["toelichting", "door", "reden", "sleutel", "ordering", "search"]
)
def test_confidential_fields_cannot_be_filtered_or_sorted_on(als, kanaries, sleutel: str) -> None:
    for naam in ("opgaven", "verbanden", "bevindingen"):
        adres = f"/api/v1/uitvragen/2013-mei/{naam}?{sleutel}={KANARIE}"
        assert als(None).get(adres).status_code == 400
