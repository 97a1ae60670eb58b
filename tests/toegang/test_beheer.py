"""`/beheer/`: the beheerder gives out accounts; everything in it is in the logboek."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import Client

from monitor.models import Bezoek, Notitie
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Logregel, Persoon, Toegangseinde
from samenwerking.toegang.rollen import Rol
from tests import bouwers

Als = Callable[[Gebruiker | None], Client]
NIEUW = {
    "naam": "Marieke Verbeek",
    "functie": "beleidsmedewerker",
    "email": "M.Verbeek@Uithoorn.nl",
    "rol": Rol.INVULLER,
    "gemeente": "GM0451",
    "organisatie": "",
    "toegang_tot": "",
}


def bestaand(wie: Gebruiker, **anders: str) -> dict[str, str]:
    """The change form of `wie` as the browser sends it back."""
    return {
        "naam": wie.naam,
        "functie": "",
        "email": wie.email,
        "rol": wie.rol,
        "gemeente": wie.gemeente_id or "",
        "organisatie": "",
        "toegang_tot": "",
        "is_active": "on",
        **EINDEN,
    } | anders


EINDEN = {"einden-TOTAL_FORMS": "0", "einden-INITIAL_FORMS": "0"}
"""The history under the form, of which nothing comes back."""


def laatste() -> Logregel:
    return Logregel.objects.latest("nummer")


@pytest.fixture
def browser(als: Als, beheerder: Gebruiker) -> Client:
    bouwers.gemeente("Uithoorn")
    return als(beheerder)


def test_a_new_account_comes_with_its_person_and_is_in_the_logboek(
    browser: Client, beheerder: Gebruiker
) -> None:
    antwoord = browser.post("/beheer/toegang/gebruiker/add/", NIEUW)

    assert antwoord.status_code == 302, antwoord.context["adminform"].form.errors
    nieuw = Gebruiker.objects.get(email="m.verbeek@uithoorn.nl")
    assert (nieuw.naam, nieuw.rol, nieuw.gemeente_id) == ("Marieke Verbeek", "invuller", "GM0451")
    assert not nieuw.has_usable_password()
    regel = laatste()
    assert (regel.actie, regel.soort, regel.sleutel) == ("toevoegen", "gebruiker", str(nieuw.pk))
    assert (regel.persoon, regel.gemeente) == (beheerder.persoon, "GM0451")
    assert regel.inhoud["rol"] == "invuller"
    assert regel.herkomst == "portaal"
    assert "Verbeek" not in str(regel.inhoud)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"gemeente": ""}, "gemeente"),
        ({"rol": Rol.COMMISSIE}, "gemeente"),
        ({"rol": "keizer"}, "rol"),
        ({"email": "geen adres"}, "email"),
        ({"naam": ""}, "naam"),
    ],
)
def test_an_account_that_is_not_right_is_refused_whole(
    browser: Client, anders: dict[str, str], veld: str
) -> None:
    personen = Persoon.objects.count()

    antwoord = browser.post("/beheer/toegang/gebruiker/add/", NIEUW | anders)

    assert veld in antwoord.context["adminform"].form.errors
    assert Persoon.objects.count() == personen
    assert logboek.stand() == 0


def test_another_spelling_of_an_address_is_no_second_account(browser: Client) -> None:
    browser.post("/beheer/toegang/gebruiker/add/", NIEUW)

    antwoord = browser.post(
        "/beheer/toegang/gebruiker/add/", NIEUW | {"email": "m.verbeek@uithoorn.NL"}
    )

    assert "email" in antwoord.context["adminform"].form.errors


def test_a_change_of_rol_is_in_the_logboek(
    browser: Client, beheerder: Gebruiker, invuller_heemstede: Gebruiker
) -> None:
    adres = f"/beheer/toegang/gebruiker/{invuller_heemstede.pk}/change/"

    antwoord = browser.post(adres, bestaand(invuller_heemstede, rol="vaststeller", naam="J. Smit"))

    assert antwoord.status_code == 302
    invuller_heemstede.refresh_from_db()
    assert (invuller_heemstede.rol, invuller_heemstede.persoon.naam) == ("vaststeller", "J. Smit")
    assert (laatste().actie, laatste().persoon) == ("wijzigen", beheerder.persoon)
    assert laatste().inhoud["rol"] == "vaststeller"
    assert "rol" in {veld.lower() for veld in laatste().inhoud["velden"]}


def test_saving_without_a_change_leaves_no_row(
    browser: Client, invuller_heemstede: Gebruiker
) -> None:
    adres = f"/beheer/toegang/gebruiker/{invuller_heemstede.pk}/change/"

    assert browser.post(adres, bestaand(invuller_heemstede)).status_code == 302
    assert logboek.stand() == 0


def test_a_new_password_is_in_the_logboek_without_the_password(
    browser: Client, invuller_heemstede: Gebruiker
) -> None:
    adres = f"/beheer/toegang/gebruiker/{invuller_heemstede.pk}/password/"
    nieuw = {"password1": "heel-nieuw-woord", "password2": "heel-nieuw-woord"}

    assert browser.post(adres, nieuw | {"usable_password": "true"}).status_code == 302

    invuller_heemstede.refresh_from_db()
    assert invuller_heemstede.check_password("heel-nieuw-woord")
    assert laatste().actie == "wijzigen"
    assert "heel-nieuw-woord" not in str(laatste().inhoud)


def test_nobody_changes_the_own_rol_or_end(browser: Client, beheerder: Gebruiker) -> None:
    adres = f"/beheer/toegang/gebruiker/{beheerder.pk}/change/"

    browser.post(adres, bestaand(beheerder, rol="commissie", toegang_tot="2013-01-01"))

    beheerder.refresh_from_db()
    assert beheerder.rol == Rol.BEHEERDER
    assert beheerder.toegang_tot is None


def wijzig(browser: Client, wie: Gebruiker, **anders: str) -> list[str]:
    """What the change form says is wrong about the reason and the end; empty when it is saved."""
    adres = f"/beheer/toegang/gebruiker/{wie.pk}/change/"
    antwoord = browser.post(adres, bestaand(wie, **anders))
    wie.refresh_from_db()
    if antwoord.status_code == 302:
        return []
    fouten = antwoord.context["adminform"].form.errors
    return [*fouten.get("reden", []), *fouten.get("toegang_tot", [])]


def test_the_end_of_an_account_moves_with_a_reason_that_stays(
    browser: Client, beheerder: Gebruiker
) -> None:
    spies = bouwers.gebruiker(Rol.AMBASSADEUR, toegang_tot=date(2014, 7, 1))
    later = {"toegang_tot": "2014-09-01"}

    assert "Schrijf op waarom" in wijzig(browser, spies, **later)[0]
    assert spies.toegang_tot == date(2014, 7, 1)
    assert logboek.stand() == 0
    assert wijzig(browser, spies, **later, reden="Zij schrijft de verantwoording nog.") == []
    assert spies.toegang_tot == date(2014, 9, 1)
    einde = spies.einden.get()
    assert (einde.was, einde.tot) == (date(2014, 7, 1), date(2014, 9, 1))
    assert einde.door == beheerder.persoon
    assert laatste().inhoud["toegang_tot"] == "2014-09-01"
    assert "verantwoording" not in str(laatste().inhoud)
    pagina = browser.get(f"/beheer/toegang/gebruiker/{spies.pk}/change/").content.decode()
    assert "Zij schrijft de verantwoording nog." in pagina


def test_an_ambassadeur_has_an_end_and_a_reason_goes_with_a_change(browser: Client) -> None:
    spies = bouwers.gebruiker(Rol.AMBASSADEUR, toegang_tot=date(2014, 7, 1))

    assert "Vul in vanaf welke dag" in wijzig(browser, spies, reden="Zonder einde.")[0]
    gelijk = {"toegang_tot": "2014-07-01", "reden": "Zomaar."}
    assert wijzig(browser, spies, **gelijk) == ["De einddatum blijft gelijk. Laat dit leeg."]
    assert not spies.einden.exists()
    nieuw = NIEUW | {"rol": Rol.ACCOUNTMANAGER, "gemeente": ""}
    antwoord = browser.post("/beheer/toegang/gebruiker/add/", nieuw)
    assert "toegang_tot" in antwoord.context["adminform"].form.errors


def test_nobody_extends_the_own_account(browser: Client, beheerder: Gebruiker) -> None:
    assert wijzig(browser, beheerder, toegang_tot="2020-01-01", reden="Voor mijzelf.")
    assert wijzig(browser, beheerder, toegang_tot="2020-01-01") == []

    assert beheerder.toegang_tot is None
    assert not Toegangseinde.objects.exists()


def test_the_history_of_an_end_cannot_be_rewritten(browser: Client) -> None:
    spies = bouwers.gebruiker(Rol.AMBASSADEUR, toegang_tot=date(2014, 7, 1))
    wijzig(browser, spies, toegang_tot="2014-08-01", reden="Een maand erbij.")
    rij = spies.einden.get()
    vals = {"einden-TOTAL_FORMS": "2", "einden-INITIAL_FORMS": "1", "einden-0-id": str(rij.pk)}
    vals |= {"einden-0-gebruiker": str(spies.pk), "einden-0-reden": "Niets aan de hand"}
    vals |= {"einden-0-DELETE": "on", "einden-1-reden": "Erbij verzonnen"}
    wijzig(browser, spies, **(vals | {"toegang_tot": "2014-08-01"}))

    assert spies.einden.get().reden == "Een maand erbij."


@pytest.mark.parametrize(
    ("moment", "status"), [("2014-06-30T23:59+02:00", 200), ("2014-07-01T00:00+02:00", 302)]
)
def test_an_ended_account_stops_and_its_visits_stay(
    als: Als, db: None, op_moment: Callable[[str], object], moment: str, status: int
) -> None:
    spies = bouwers.gebruiker(Rol.AMBASSADEUR, toegang_tot=date(2014, 7, 1))
    bezoek = Bezoek.objects.create(
        datum=date(2014, 6, 2),
        soort="werkbezoek",
        plaats="Marum",
        door=spies.persoon,
        onderwerp="x",
    )
    op_moment("2014-06-30T12:00+02:00")
    browser, collega = als(spies), als(bouwers.gebruiker(Rol.ACCOUNTMANAGER))
    op_moment(moment)

    assert browser.get(f"/ambassadeur/bezoeken/{bezoek.pk}/").status_code == status
    assert collega.get(f"/ambassadeur/bezoeken/{bezoek.pk}/").status_code == 200


def test_an_account_is_closed_not_removed(browser: Client, invuller_heemstede: Gebruiker) -> None:
    adres = f"/beheer/toegang/gebruiker/{invuller_heemstede.pk}/delete/"

    assert browser.post(adres, {"post": "yes"}).status_code == 403
    assert Gebruiker.objects.filter(pk=invuller_heemstede.pk).exists()


def test_the_logboek_can_be_read_and_nothing_else(browser: Client) -> None:
    browser.post("/beheer/toegang/gebruiker/add/", NIEUW)

    assert browser.get("/beheer/toegang/logregel/").status_code == 200
    assert browser.get("/beheer/toegang/logregel/1/change/").status_code == 200
    assert browser.post("/beheer/toegang/logregel/1/change/", {}).status_code == 403
    assert browser.get("/beheer/toegang/logregel/add/").status_code == 403
    assert browser.post("/beheer/toegang/logregel/1/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("adres", ["/beheer/", "/beheer/login/", "/beheer/toegang/gebruiker/"])
def test_the_one_log_in_page_is_also_that_of_beheer(client: Client, db: None, adres: str) -> None:
    assert client.get(adres).url == f"/inloggen/?next={adres}"


def test_every_page_of_beheer_opens(browser: Client, beheerder: Gebruiker) -> None:
    assert browser.get("/beheer/").status_code == 200
    for model in admin.site._registry:
        adres = f"/beheer/{model._meta.app_label}/{model._meta.model_name}/"
        assert browser.get(adres).status_code == 200, adres
    assert browser.get(f"/beheer/toegang/gebruiker/{beheerder.pk}/change/").status_code == 200
    assert browser.get("/beheer/toegang/gebruiker/add/").status_code == 200


def test_visits_and_notities_are_not_in_beheer() -> None:
    assert not {Bezoek, Notitie} & set(admin.site._registry)


def test_a_wrong_account_leaves_no_person_behind(db: None) -> None:
    with pytest.raises(ValidationError):
        Gebruiker.objects.create_user("geen adres", naam="J. Smit", rol=Rol.VNG)

    assert not Persoon.objects.exists()


@pytest.mark.parametrize(
    "pad",
    [
        "",
        "toegang/gebruiker/",
        "toegang/gebruiker/add/",
        "toegang/logregel/",
        "gemeenten/gemeente/",
        "gemeenten/gemeente/GM0451/change/",
        "gemeenten/herindeling/",
    ],
)
def test_beheer_speaks_dutch(browser: Client, pad: str) -> None:
    inhoud = browser.get(f"/beheer/{pad}").content.decode()

    for engels in ("Model name", "Add link", "Change or view", "After you", "Accounts", "S3-"):
        assert engels not in inhoud


def test_an_address_is_changed_with_its_account_only(browser: Client) -> None:
    assert browser.get("/beheer/account/emailaddress/").status_code == 404
