"""Open data: a published round as files, their hashes, the catalogue and the description."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.core.cache import cache

from gemeenten.models import Gemeente
from monitor.acties import openbaar
from monitor.models import Openbaarbestand
from monitor.openbaar.bestanden import bestanden
from monitor.openbaar.tabellen import UITLEG
from samenwerking.models import Opgaveregel, Opgaveversie, Verband
from samenwerking.toegang.models import Logregel
from tests import bouwers

pytestmark = pytest.mark.usefixtures("mei")
RONDE = "/open-data/2013-mei"


def rijen(antwoord: Any, teken: str = ",") -> list[dict[str, str]]:
    assert antwoord.status_code == 200
    return list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=teken))


@pytest.mark.parametrize(
    "naam", ["", "/verbanden.csv", "/ronde.zip", "/datapackage.json", "/sha256sums.txt"]
)
def test_before_the_publication_nothing_is_there(als, in_de_ronde, naam: str) -> None:
    assert als(None).get(f"{RONDE}{naam}").status_code == 404


def test_the_page_names_every_file_and_each_of_them_is_there(als, na_publicatie) -> None:
    pagina = als(None).get(RONDE).content.decode()

    for bestand in bestanden():
        assert f'href="{RONDE}/{bestand.naam}"' in pagina
        antwoord = als(None).get(f"{RONDE}/{bestand.naam}")
        assert antwoord.status_code == 200
        assert antwoord["Repr-Digest"].startswith("sha-256=:")
    assert als(None).get(f"{RONDE}/profielen.csv").status_code == 404
    assert als(None).get(f"{RONDE}/../settings.py").status_code == 404


def test_hashes_are_those_of_the_files(als, na_publicatie) -> None:
    regels = als(None).get(f"{RONDE}/sha256sums.txt").content.decode().splitlines()

    assert len(regels) == len(bestanden())
    for regel in regels:
        som, _, naam = regel.partition("  ")
        assert hashlib.sha256(als(None).get(f"{RONDE}/{naam}").content).hexdigest() == som


def test_codes_for_machines_and_names_for_people(als, na_publicatie) -> None:
    codes = rijen(als(None).get(f"{RONDE}/opgaveregels.csv"))
    namen = rijen(als(None).get(f"{RONDE}/opgaveregels-namen.csv"), ";")

    assert codes[0]["gemeente"] == "GM0392"
    assert codes[0]["verband"] == "zuid-kennemerland"
    assert namen[0]["gemeente"] == "Haarlem"
    assert namen[0]["verband"] == "Zuid kennemerland"
    assert namen[0]["wijze"] == "samen met anderen"
    dekking = rijen(als(None).get(f"{RONDE}/dekking-namen.csv"), ";")
    assert {"Gedekt", "Witte vlek"} <= {rij["staat"] for rij in dekking}


def test_json_has_the_same_rows(als, na_publicatie) -> None:
    heel = json.loads(als(None).get(f"{RONDE}/ronde.json").content)
    los = json.loads(als(None).get(f"{RONDE}/verbanden.json").content)

    assert set(UITLEG) <= heel.keys()
    assert los["verbanden"] == heel["verbanden"]
    assert heel["licentie"] == "CC0-1.0"
    assert len(heel["dekking"]) == len(rijen(als(None).get(f"{RONDE}/dekking.csv")))


def test_what_is_confidential_is_in_no_file(als, na_publicatie, mei) -> None:
    concept = bouwers.opgave("Velsen", mei, {"JE03": "zelfstandig"})
    Opgaveregel.objects.filter(versie=concept).update(toelichting="KANARIE")
    bouwers.verband("kanarie", mei, {"JE03": ["Velsen"]}, penvoerder="Velsen", naam="KANARIE")
    Opgaveversie.objects.filter(ingediend_op__isnull=False).update(reden="KANARIE")
    cache.clear()

    for bestand in bestanden():
        inhoud = als(None).get(f"{RONDE}/{bestand.naam}").content
        leden = [inhoud]
        if inhoud.startswith(b"PK"):
            archief = zipfile.ZipFile(io.BytesIO(inhoud))
            leden = [archief.read(naam) for naam in archief.namelist()]
        for lid in leden:
            assert b"KANARIE" not in lid and b"kanarie" not in lid, bestand.naam
    codes = {rij["code"] for rij in rijen(als(None).get(f"{RONDE}/bevindingen.csv"))}
    assert codes and not {code[0] for code in codes} & set("WTB")


def test_a_correction_waits_for_the_next_publication(als, na_publicatie, mei) -> None:
    eerst = als(None).get(f"{RONDE}/ronde.zip").content
    op = bouwers.moment("2013-07-15")
    bouwers.opgave("Haarlem", mei, {"JE03": "wacht_op_rijk"}, ingediend_op=op)
    cache.clear()

    assert als(None).get(f"{RONDE}/ronde.zip").content == eerst


# Made once


def test_files_are_made_once_and_stay_as_they_were_made(
    als, na_publicatie, django_assert_max_num_queries
) -> None:
    nu = bouwers.moment("2013-07-20T12:00")
    assert openbaar.proef(nu) == ["Zou de open bestanden van ronde 2013-mei maken."]
    assert not Openbaarbestand.objects.exists()
    assert openbaar.maak(nu) == ["De open bestanden van ronde 2013-mei zijn gemaakt."]
    assert openbaar.maak(nu) == openbaar.proef(nu) == []
    regel = Logregel.objects.get(soort="openbestand")
    assert set(regel.inhoud) == {bestand.naam for bestand in bestanden()}

    Gemeente.objects.filter(pk="GM0392").update(naam="Anders")
    namen = rijen(als(None).get(f"{RONDE}/opgaveregels-namen.csv"), ";")
    assert namen[0]["gemeente"] == "Haarlem"
    for adres in (f"{RONDE}/ronde.json", "/open-data/catalogus.ttl", f"{RONDE}/datapackage.json"):
        with django_assert_max_num_queries(5):
            assert als(None).get(adres).status_code == 200


def test_who_has_a_file_does_not_get_it_again(als, na_publicatie) -> None:
    for adres in (f"{RONDE}/verbanden.csv", f"{RONDE}/sha256sums.txt", "/open-data/catalogus.ttl"):
        eerst = als(None).get(adres)
        weer = als(None).get(adres, headers={"if-none-match": eerst["ETag"]})
        assert (weer.status_code, weer.content) == (304, b"")
        assert eerst["Access-Control-Allow-Origin"] == weer["Access-Control-Allow-Origin"] == "*"
    sinds = als(None).get(f"{RONDE}/verbanden.csv")["Last-Modified"]
    assert sinds == "Thu, 11 Jul 2013 22:00:00 GMT"


def test_what_is_read_in_afterwards_as_known_then_makes_other_files(als, na_publicatie, mei):
    eerst = als(None).get(f"{RONDE}/verbanden.csv")
    op = bouwers.moment("2013-05-22")
    bouwers.verband("later", mei, {"JE03": ["Velsen", "Beverwijk"]}, vastgelegd_op=op)
    weer = als(None).get(f"{RONDE}/verbanden.csv", headers={"if-none-match": eerst["ETag"]})

    assert "later" in {rij["verband"] for rij in rijen(weer)}
    assert Openbaarbestand.objects.filter(uitvraag=mei).count() == len(bestanden())


# Who is who


def test_gemeenten_and_known_verbanden_have_their_address_in_tooi(als, na_publicatie) -> None:
    adres = "https://identifier.overheid.nl/tooi/id/so/so0001"
    Verband.objects.filter(pk="zuid-kennemerland").update(tooi_so=adres)
    gevonden = {rij["code"]: rij for rij in rijen(als(None).get(f"{RONDE}/identificaties.csv"))}

    haarlem = "https://identifier.overheid.nl/tooi/id/gemeente/gm0392"
    assert (gevonden["GM0392"]["naam"], gevonden["GM0392"]["tooi"]) == ("Haarlem", haarlem)
    assert gevonden["zuid-kennemerland"]["tooi"] == adres
    assert sum(rij["soort"] == "gemeente" for rij in gevonden.values()) == 408
    assert sum(rij["soort"] == "verband" for rij in gevonden.values()) == 1


def test_the_description_fits_the_files(als, na_publicatie) -> None:
    pakket = json.loads(als(None).get(f"{RONDE}/datapackage.json").content)

    assert pakket["licenses"][0]["name"] == "CC0-1.0"
    assert [tabel["name"] for tabel in pakket["resources"]] == list(UITLEG)
    for tabel in pakket["resources"]:
        antwoord = als(None).get(f"{RONDE}/{tabel['path']}")
        assert tabel["bytes"] == len(antwoord.content)
        assert tabel["hash"] == f"sha256:{hashlib.sha256(antwoord.content).hexdigest()}"
        velden = {veld["name"]: veld for veld in tabel["schema"]["fields"]}
        gevonden = rijen(antwoord)
        assert not gevonden or list(gevonden[0]) == list(velden)
        for rij in gevonden:
            for naam, waarde in rij.items():
                assert _past(velden[naam], waarde), (tabel["name"], naam, waarde)
        if sleutel := tabel["schema"].get("primaryKey"):
            sleutels = [tuple(rij[naam] for naam in sleutel) for rij in gevonden]
            assert len(sleutels) == len(set(sleutels))


def _past(veld: dict[str, Any], waarde: str) -> bool:
    eisen = veld.get("constraints", {})
    if not waarde:
        return not eisen.get("required")
    if "enum" in eisen and waarde not in eisen["enum"]:
        return False
    patronen = {"integer": "[0-9]+", "boolean": "[01]", "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}"}
    patroon = eisen.get("pattern") or patronen.get(veld["type"], ".*")
    return bool(re.fullmatch(patroon, waarde, re.DOTALL))
