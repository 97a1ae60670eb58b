"""Proposing and editing a verband in the browser: nothing typed or recorded is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from gemeenten.models import Regio
from samenwerking.acties.verband import Schaal, lees_schalen
from samenwerking.models import Uitvraag, Verbandversie
from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.bouwers import CODES, moment

NIEUW = "/opgave/2013-mei/verbanden/nieuw/"
ZK = "/opgave/2013-mei/verbanden/zk/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def regio(db: None) -> Regio:
    for naam in CODES:
        bouwers.gemeente(naam)
    return bouwers.regio("Zuid-Kennemerland", ["Haarlem", "Zandvoort"], code="JZ13")


@pytest.fixture
def ronde(regio: Regio) -> Uitvraag:
    ronde = bouwers.uitvraag()
    leden = {"JE03": ["Haarlem", "Heemstede"], "JE06": regio, "WM05": ["Haarlem", "Velsen"]}
    bouwers.verband(
        "zk",
        ronde,
        leden,
        vastgelegd_op=moment("2013-05-01"),
        penvoerder="Haarlem",
        naam="Zuid-Kennemerland",
        risicoanalyse="financieel|juridisch",
        rapportagecyclus=False,
        rechtsvorm=bouwers.rechtsvorm("BVO", geldig_vanaf=datetime(2015, 1, 1).date()),
    )
    return ronde


@pytest.fixture
def haarlem(
    ronde: Uitvraag, als: Callable[[Gebruiker], Client], invuller_haarlem: Gebruiker
) -> Client:
    return als(invuller_haarlem)


def als_getypt(browser: Client, pad: str, **anders: object) -> dict[str, object]:
    """What the form of `pad` sends when nothing but `anders` is changed."""
    form = browser.get(pad).context["form"]
    data: dict[str, object] = {}
    for veld in form:
        waarde = veld.value()
        if waarde is True:
            data[veld.html_name] = "on"
        elif waarde not in (None, False, ""):
            data[veld.html_name] = waarde
    return data | anders


def versie(slug: str) -> Verbandversie:
    gevonden = Verbandversie.objects.filter(verband=slug).order_by("nummer").last()
    assert gevonden is not None
    return gevonden


def test_saving_a_verband_unchanged_keeps_everything(haarlem, regio):
    voor = versie("zk")

    antwoord = haarlem.post(ZK, als_getypt(haarlem, ZK))

    na = versie("zk")
    assert antwoord.status_code == 302
    assert (na.nummer, na.vastgelegd_op) == (2, None)
    assert lees_schalen(na) == lees_schalen(voor)
    assert lees_schalen(na)["JE06"] == Schaal(frozenset(), regio.pk)
    for veld in ("naam", "rechtsvorm", "penvoerder", "risicoanalyse", "rapportagecyclus"):
        assert getattr(na, veld) == getattr(voor, veld), veld


def test_the_concept_counts_once_it_is_vastgelegd(haarlem):
    haarlem.post(ZK, als_getypt(haarlem, ZK, naam="ZK nieuw"))
    assert "Leg vast" in haarlem.get(ZK).content.decode()

    haarlem.post(ZK + "vastleggen/")

    assert versie("zk").vastgelegd_op is not None
    assert haarlem.post(ZK + "vastleggen/").status_code == 404


def test_two_clerks_of_the_penvoerder_lose_nothing(haarlem):
    eerste, tweede = (als_getypt(haarlem, ZK, naam=naam) for naam in ("Een", "Twee"))
    haarlem.post(ZK, eerste)

    antwoord = haarlem.post(ZK, tweede)

    assert antwoord.status_code == 409
    assert 'value="Twee"' in antwoord.content.decode()
    assert versie("zk").naam == "Een"


def test_only_the_penvoerder_edits(ronde, als, invuller_heemstede):
    browser = als(invuller_heemstede)

    assert browser.get(ZK).status_code == 404
    assert browser.post(ZK + "vastleggen/").status_code == 404


def test_a_new_verband_is_proposed_chosen_and_its_crossing_announced(
    ronde, als, invuller_heemstede
):
    browser = als(invuller_heemstede)
    data = {"naam": "Duinrand", "taken": ["JE03"], "deelnemers": "Heemstede; bloemendaal"}

    antwoord = browser.post(f"{NIEUW}?taak=JE03", data, follow=True)

    pagina = antwoord.content.decode()
    assert antwoord.redirect_chain[0][0].endswith("?taak=JE03&kies=duinrand#taak-JE03")
    assert "Deze keuze kruist Zuid-Kennemerland" in pagina
    assert 'value="verband:duinrand" checked' in pagina


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"deelnemers": "Heemstee"}, "De gemeente «Heemstee» kennen wij niet. Bedoelt u Heemstede"),
        ({"regio_JE03": "zuid-kenemerland"}, "Bedoelt u: jeugdregio Zuid-Kennemerland (JZ13)?"),
        ({"onderdeel_van_naam": "zuid kenemerland"}, "Bedoelt u: Zuid-Kennemerland?"),
        ({"onderdeel_van_naam": "Atlantis"}, "Kies er een uit de lijst."),
        ({"partners": "Zilveren Kruis"}, "Schrijf achter «Zilveren Kruis» een dubbele punt"),
        ({"partners": "x" * 121 + ": zorgverzekeraar"}, "is te lang"),
        ({"clienten_JE03": "-1"}, "Vul nul of een hoger getal in."),
        ({"deelnemers": ""}, "Noem de gemeenten die meedoen."),
        ({"regio_JE03": "Atlantis"}, "De regio «Atlantis» kennen wij niet."),
        ({"taken": []}, "Kies ten minste één taak."),
        ({"risicoanalyse": ["geen", "financieel"]}, "alleen als er niets anders geldt"),
    ],
)
def test_wrong_input_comes_back_with_all_that_was_typed(haarlem, anders, zin):
    data = {"naam": "Duinrand", "taken": ["JE03"], "deelnemers": "Heemstede"} | anders

    antwoord = haarlem.post(NIEUW, data)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert 'value="Duinrand"' in antwoord.content.decode()
    assert not Verbandversie.objects.filter(naam="Duinrand").exists()


def test_a_regio_is_found_by_its_code_and_a_taak_may_differ(haarlem, regio):
    haarlem.post(
        NIEUW,
        {
            "naam": "Duinrand",
            "taken": ["JE03", "JE06", "WM05"],
            "deelnemers": "Heemstede",
            "regio_JE06": "jz13",
            "deelnemers_WM05": "Zandvoort",
        },
    )

    haarlem_code = CODES["Haarlem"]
    assert lees_schalen(versie("duinrand")) == {
        "JE03": Schaal(frozenset({CODES["Heemstede"], haarlem_code})),
        "JE06": Schaal(frozenset(), regio.pk),
        "WM05": Schaal(frozenset({CODES["Zandvoort"], haarlem_code})),
    }


def test_partners_numbers_and_the_larger_verband_are_kept(haarlem, ronde):
    bouwers.verband("groot", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2013-05-01"))
    inhoud = {
        "partners": "Zilveren Kruis: zorgverzekeraar\n\nKenter: Haarlem: zorgaanbieder",
        "clienten_JE03": "120",
        "aanbieders_JE03": "0",
        "onderdeel_van_naam": "groot",
    }

    haarlem.post(ZK, als_getypt(haarlem, ZK, **inhoud))

    na = versie("zk")
    assert [(p.naam, p.rol) for p in na.partners.all()] == [
        ("Kenter: Haarlem", "zorgaanbieder"),
        ("Zilveren Kruis", "zorgverzekeraar"),
    ]
    assert na.onderdeel_van_id == "groot"
    je03 = na.arrangementen.get(taak="JE03")
    assert (je03.clienten, je03.aanbieders) == (120, 0)

    haarlem.post(ZK, als_getypt(haarlem, ZK, naam="Anders"))
    assert versie("zk").naam == "Anders"
    assert versie("zk").partners.count() == 2
    assert versie("zk").arrangementen.get(taak="JE03").clienten == 120
    assert versie("zk").onderdeel_van_id == "groot"


def test_a_verband_is_never_a_part_of_itself(haarlem, ronde):
    for slug, boven in (("midden", "zk"), ("onder", "midden")):
        bouwers.verband(
            slug, ronde, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2013-05-01")
        ).verband.versies.update(onderdeel_van=boven)

    antwoord = haarlem.post(ZK, als_getypt(haarlem, ZK, onderdeel_van_naam="onder"))

    assert antwoord.status_code == 422
    assert "Dat verband is zelf een onderdeel van dit verband." in antwoord.content.decode()
    assert versie("zk").nummer == 1
    zelf = haarlem.post(ZK, als_getypt(haarlem, ZK, onderdeel_van_naam="zk"))
    assert "kennen wij niet" in zelf.content.decode()


def test_who_reads_old_partners_is_told(haarlem):
    """The fingerprint holds partners too: a colleague's are not thrown away unseen."""
    eerste, tweede = (als_getypt(haarlem, ZK, partners=f"{n}: rol") for n in ("Een", "Twee"))
    haarlem.post(ZK, eerste)

    assert haarlem.post(ZK, tweede).status_code == 409
    assert [p.naam for p in versie("zk").partners.all()] == ["Een"]


def test_the_taken_stand_by_decentralisatie(haarlem):
    keuzes = haarlem.get(NIEUW).context["form"].fields["taken"].choices

    assert [naam for naam, _ in keuzes] == ["Jeugd", "Ondersteuning (Wmo)"]


def test_a_regio_to_begin_with_that_is_not_there_is_no_error(haarlem):
    for regio in ("999999", "x", ""):
        assert haarlem.get(f"{NIEUW}?taak=JE03&regio={regio}").status_code == 200


def test_the_own_verbanden_are_listed_to_edit_or_to_look_at(haarlem, als, invuller_heemstede):
    ons = haarlem.get("/opgave/2013-mei/verbanden/").content.decode()
    hun = als(invuller_heemstede).get("/opgave/2013-mei/verbanden/").content.decode()

    assert ZK in ons
    assert "Inkoop van jeugdhulp" in hun
    assert ZK not in hun


def test_the_list_says_so_when_it_is_empty(ronde, als, invuller_uithoorn):
    pagina = als(invuller_uithoorn).get("/opgave/2013-mei/verbanden/").content.decode()

    assert "Nog geen verband noemt uw gemeente." in pagina


def test_others_do_not_get_the_verbanden_of_a_gemeente(ronde, als, rolverdeling):
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in {"invuller", "vaststeller"} else 404
        for pad in ("/opgave/2013-mei/verbanden/", NIEUW):
            assert als(wie).get(pad).status_code == verwacht, (rol, pad)


def test_the_edit_page_says_what_it_crosses(haarlem, ronde):
    bouwers.verband(
        "duin",
        ronde,
        {"JE03": ["Heemstede", "Velsen"]},
        vastgelegd_op=moment("2013-05-01"),
        naam="Duinrand",
    )

    assert "Deze keuze kruist Duinrand" in haarlem.get(ZK).content.decode()


def test_the_pages_of_a_verband_take_a_fixed_number_of_queries(
    haarlem, ronde, django_assert_max_num_queries
):
    for n in range(20):
        bouwers.verband(f"v{n}", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2013-05-01"))

    for pad, hoogstens in ((ZK, 26), (NIEUW, 16), ("/opgave/2013-mei/verbanden/", 14)):
        with django_assert_max_num_queries(hoogstens):
            assert haarlem.get(pad).status_code == 200


def test_a_verband_without_a_name_is_told_to_get_one(haarlem):
    data = {"naam": "", "taken": ["JE03"], "deelnemers": "Heemstede"}

    antwoord = haarlem.post(NIEUW, data)

    assert antwoord.status_code == 422
    assert "Geef het verband een naam." in antwoord.content.decode()
