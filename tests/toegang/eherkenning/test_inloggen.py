"""Who logs in through the broker gets what its claims map to, and not a bit more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import jwt
import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from joserfc.jwk import RSAKey

from samenwerking.toegang import logboek
from samenwerking.toegang.beleid import BELEID
from samenwerking.toegang.models import Gebruiker, Logregel, Persoon
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.toegang.eherkenning.aanbieder import Aanbieder
from tests.toegang.test_beleid import methoden_van, namen

pytestmark = pytest.mark.traag
ELS = "e.devries@heemstede.voorbeeld.nl"


@pytest.fixture(autouse=True)
def _in_2013(db: None, op_moment: Callable[[str], object]) -> None:
    op_moment("2013-05-31T10:00+02:00")
    for naam in ("Heemstede", "Haarlem"):
        bouwers.gemeente(naam)


def naar_broker(client: Client, volgende: str = "") -> str:
    """The address at the broker, and back: the address of the callback."""
    begin = client.post("/inloggen/eherkenning/", {"next": volgende} if volgende else {})
    assert begin.status_code == 200, begin.content.decode()
    adres = begin["Refresh"].removeprefix("0; url=")
    return requests.get(adres, allow_redirects=False, timeout=5).headers["Location"]


def log_in(client: Client, volgende: str = "") -> HttpResponse:
    """All the way, as a browser goes."""
    return client.get(naar_broker(client, volgende))


def wie(client: Client) -> int | None:
    """The account that is logged in."""
    return int(client.session["_auth_user_id"]) if "_auth_user_id" in client.session else None


def geweigerd(antwoord: HttpResponse, client: Client, zin: str, status: int = 403) -> None:
    """Nobody in, nothing written, and a page that says why and what to do."""
    assert antwoord.status_code == status
    assert zin in antwoord.content.decode()
    assert "Terug naar inloggen" in antwoord.content.decode()
    assert wie(client) is None
    assert not SocialAccount.objects.exists()


def test_a_new_colleague_gets_an_account_of_the_gemeente(broker: Aanbieder, client: Client) -> None:
    antwoord = log_in(client, "/opgave/contacten/")

    gebruiker = Gebruiker.objects.get(email=ELS)
    assert antwoord.url == "/opgave/contacten/"
    assert wie(client) == gebruiker.pk
    assert (gebruiker.rol, gebruiker.gemeente_id) == (Rol.INVULLER, "GM0397")
    assert gebruiker.naam == "Els de Vries"
    assert not gebruiker.has_usable_password()
    regels = Logregel.objects.filter(soort="gebruiker", sleutel=gebruiker.pk)
    assert [(r.actie, r.herkomst, r.gemeente) for r in regels] == [
        ("toevoegen", "broker", "GM0397"),
        ("koppelen", "broker", "GM0397"),
    ]
    assert SocialAccount.objects.get().extra_data == {}
    assert list(logboek.breuken()) == []


def test_the_second_time_it_is_the_same_account(broker: Aanbieder, client: Client) -> None:
    log_in(client)
    broker.claims["email"] = "els@elders.voorbeeld.nl"

    ander = Client()
    log_in(ander)

    assert wie(ander) == wie(client)
    assert Gebruiker.objects.count() == 1


def test_state_nonce_and_pkce_are_new_each_time(broker: Aanbieder, client: Client) -> None:
    for _ in range(2):
        naar_broker(client)

    een, twee = broker.vragen
    assert een["code_challenge_method"] == "S256"
    for veld in ("state", "nonce", "code_challenge"):
        assert een[veld] != twee[veld]


def test_a_callback_works_once_and_in_its_own_session_only(
    broker: Aanbieder, client: Client
) -> None:
    terug = naar_broker(client)

    assert Client().get(terug).status_code == 403
    assert client.get(terug).status_code == 302
    assert Client().get(terug).status_code == 403
    assert client.get(terug).status_code == 403


def test_a_code_of_another_flow_does_not_fit(broker: Aanbieder, client: Client) -> None:
    """PKCE: the verifier of this session is not that of the code."""
    gestolen = urlsplit(naar_broker(Client())).query.split("code=")[1].split("&")[0]
    eigen = naar_broker(client)
    code = eigen.split("code=")[1].split("&")[0]

    geweigerd(client.get(eigen.replace(code, gestolen)), client, "Er ging onderweg iets mis")


@pytest.mark.parametrize(
    "anders",
    [
        {"iss": "http://127.0.0.1:1"},
        {"aud": "een-ander-portaal"},
        {"aud": ["monitor", "een-ander-portaal"], "azp": "een-ander-portaal"},
        {"exp": 1},
        {"exp": None},
        {"nonce": "een-ander"},
        {"nonce": None},
        {"sub": "iemand-anders"},
        {"sub": None},
        {"sub": "x" * 192},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_here_and_now_is_refused(
    broker: Aanbieder, client: Client, anders: dict
) -> None:
    broker.knoei = lambda claims: {
        naam: waarde for naam, waarde in (claims | anders).items() if waarde is not None
    }

    geweigerd(log_in(client), client, "Er ging onderweg iets mis")
    assert not Gebruiker.objects.exists()


def test_a_token_that_another_signed_is_refused(broker: Aanbieder, client: Client) -> None:
    broker.ondertekent = RSAKey.generate_key(2048, {"kid": "proef"})

    geweigerd(log_in(client), client, "Er ging onderweg iets mis")


@pytest.mark.parametrize("alg", ["none", "HS256"])
def test_a_token_without_a_key_of_the_broker_is_refused(
    broker: Aanbieder, client: Client, monkeypatch: pytest.MonkeyPatch, alg: str
) -> None:
    geheim = None if alg == "none" else "geheim-van-de-proef-die-lang-genoeg-is"
    claims: list[dict] = []
    broker.knoei = lambda c: claims.append(c) or c
    echt = broker.id_token

    def vals(nonce: str) -> str:
        echt(nonce)
        return jwt.encode(claims[-1], geheim, algorithm=alg, headers={"kid": "proef"})

    monkeypatch.setattr(broker, "id_token", vals)

    geweigerd(log_in(client), client, "Er ging onderweg iets mis")


@pytest.mark.parametrize(
    "zegt",
    [
        {"issuer": "http://127.0.0.1:1"},
        {"token_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_broker_that_says_something_else_is_not_used(
    broker: Aanbieder, client: Client, zegt: dict
) -> None:
    broker.zegt = zegt

    geweigerd(client.post("/inloggen/eherkenning/"), client, "niet bereikbaar", 503)


def test_outside_development_every_address_has_https(
    broker: Aanbieder, client: Client, settings
) -> None:
    settings.DEBUG = False

    geweigerd(client.post("/inloggen/eherkenning/"), client, "niet bereikbaar", 503)


def test_a_broker_that_is_away_says_so(broker: Aanbieder, client: Client, settings) -> None:
    settings.OIDC = settings.OIDC._replace(url="http://127.0.0.1:9")

    geweigerd(client.post("/inloggen/eherkenning/"), client, "niet bereikbaar", 503)


def test_who_stops_at_the_broker_reads_that_nothing_happened(
    broker: Aanbieder, client: Client
) -> None:
    broker.weigert = True

    geweigerd(log_in(client), client, "U hebt het inloggen afgebroken")


@pytest.mark.parametrize(
    ("claims", "zin"),
    [
        ({"gemeente": "GM9999"}, "noemt GM9999. Dat is geen gemeente"),
        ({"gemeente": "Heemstede"}, "noemt Heemstede. Dat is geen gemeente"),
        ({"gemeente": "<b>{naam}</b>"}, "&lt;b&gt;{naam}&lt;/b&gt;"),
        ({"gemeente": ["GM0397", "GM0392"]}, "GM0397 en GM0392"),
        ({"gemeente": None}, "noemt geen gemeente"),
        ({"gemeente": 397}, "noemt geen gemeente"),
        ({"rol": None}, "geen rol voor dit portaal"),
        ({"rol": "commissie"}, "geen rol voor dit portaal"),
        ({"rol": "vaststeller"}, "geen rol voor dit portaal"),
        ({"rol": ["raad", "opgave:invullen"]}, "meer dan één rol"),
        ({"email_verified": False}, "geen bevestigd e-mailadres"),
        ({"email_verified": "true"}, "geen bevestigd e-mailadres"),
        ({"email": None}, "geen bevestigd e-mailadres"),
        ({"email": "geen adres"}, "passen niet in een account"),
    ],
    ids=str,
)
def test_claims_that_do_not_map_make_nothing(
    broker: Aanbieder, client: Client, claims: dict, zin: str
) -> None:
    broker.claims |= claims

    geweigerd(log_in(client), client, zin)
    assert not Gebruiker.objects.exists()
    assert not Persoon.objects.exists()
    assert not Logregel.objects.exists()


@pytest.mark.parametrize(
    "gemeente",
    [
        "GM0397",
        "gm0397",
        "0397",
        ["0397"],
        "https://identifier.overheid.nl/tooi/id/gemeente/gm0397",
        "00000001001234567000",
    ],
    ids=str,
)
def test_a_gemeente_is_named_by_code_by_tooi_or_as_it_is_mapped(
    broker: Aanbieder, client: Client, gemeente: object
) -> None:
    broker.claims["gemeente"] = gemeente

    log_in(client)

    assert Gebruiker.objects.get().gemeente_id == "GM0397"


def test_a_gemeente_that_is_no_more_is_refused(broker: Aanbieder, client: Client) -> None:
    bouwers.gemeente("Heemstede").__class__.objects.filter(code="GM0397").update(
        bestaat_tot=date(2013, 5, 31)
    )

    geweigerd(log_in(client), client, "geen gemeente in dit portaal")


def test_no_mapping_gives_more_than_a_gemeenterol(
    broker: Aanbieder, client: Client, settings
) -> None:
    """Also when the settings were passed by."""
    settings.OIDC = settings.OIDC._replace(rollen={"opgave:invullen": "beheerder"})

    geweigerd(log_in(client), client, "meer dan één rol")


def test_an_account_with_the_same_address_is_linked_when_all_agrees(
    broker: Aanbieder, client: Client
) -> None:
    bestaand = bouwers.gebruiker(Rol.INVULLER, "Heemstede")
    broker.claims["email"] = bestaand.email.upper()

    log_in(client)

    assert wie(client) == bestaand.pk
    assert SocialAccount.objects.get().user == bestaand
    bestaand.refresh_from_db()
    assert bestaand.has_usable_password()
    assert Logregel.objects.get(sleutel=bestaand.pk).actie == "koppelen"


@pytest.mark.parametrize("claims", [{"rol": "opgave:vaststellen"}, {"gemeente": "GM0392"}], ids=str)
def test_an_account_with_another_rol_or_gemeente_is_left_alone(
    broker: Aanbieder, client: Client, claims: dict
) -> None:
    bestaand = bouwers.gebruiker(Rol.INVULLER, "Heemstede")
    broker.claims |= {"email": bestaand.email} | claims

    geweigerd(log_in(client), client, "met een andere rol of gemeente")
    assert Gebruiker.objects.get(rol=Rol.INVULLER, gemeente="GM0397") == bestaand


def test_the_account_of_a_commissielid_is_never_linked(broker: Aanbieder, client: Client) -> None:
    broker.claims["email"] = bouwers.gebruiker(Rol.COMMISSIE).email

    geweigerd(log_in(client), client, "met een andere rol of gemeente")


def test_an_address_that_the_broker_did_not_check_links_nothing(
    broker: Aanbieder, client: Client
) -> None:
    bestaand = bouwers.gebruiker(Rol.INVULLER, "Heemstede")
    broker.claims |= {"email": bestaand.email, "email_verified": False}

    geweigerd(log_in(client), client, "geen bevestigd e-mailadres")


@pytest.mark.parametrize("gekoppeld", [False, True])
def test_who_left_stays_out(broker: Aanbieder, client: Client, gekoppeld: bool) -> None:
    if gekoppeld:
        log_in(Client())
    else:
        bouwers.gebruiker(Rol.INVULLER, "Heemstede")
        broker.claims["email"] = Gebruiker.objects.get().email
    Gebruiker.objects.update(toegang_tot=date(2013, 5, 31))
    broker.claims["rol"] = "opgave:vaststellen"

    antwoord = log_in(client)

    assert antwoord.status_code == 403
    assert "Uw account in dit portaal is beëindigd" in antwoord.content.decode()
    assert wie(client) is None
    assert Gebruiker.objects.get().rol == Rol.INVULLER


def test_the_day_before_its_end_an_account_still_works(broker: Aanbieder, client: Client) -> None:
    log_in(Client())
    Gebruiker.objects.update(toegang_tot=date(2013, 5, 31) + timedelta(days=1))

    assert log_in(client).status_code == 302


def test_another_rol_and_gemeente_by_the_broker_are_in_the_logboek_of_both(
    broker: Aanbieder, client: Client
) -> None:
    log_in(Client())
    broker.claims |= {"rol": "opgave:vaststellen", "gemeente": "0392"}

    log_in(client)

    gebruiker = Gebruiker.objects.get()
    assert (gebruiker.rol, gebruiker.gemeente_id) == (Rol.VASTSTELLER, "GM0392")
    regels = Logregel.objects.filter(actie="wijzigen")
    assert {r.gemeente for r in regels} == {"GM0397", "GM0392"}
    for regel in regels:
        assert regel.herkomst == "broker"
        assert regel.inhoud == {
            "rol": "vaststeller",
            "gemeente": "GM0392",
            "vorige": "invuller",
            "vorige_gemeente": "GM0397",
        }


def test_who_went_to_the_commission_does_not_come_back_as_gemeente(
    broker: Aanbieder, client: Client
) -> None:
    log_in(Client())
    Gebruiker.objects.update(rol=Rol.COMMISSIE, gemeente=None)

    antwoord = log_in(client)

    assert "hoort niet meer bij een gemeente" in antwoord.content.decode()
    assert Gebruiker.objects.get().rol == Rol.COMMISSIE


@pytest.mark.parametrize(
    ("acr", "mag"), [("loa3", True), ("loa4", True), ("loa2", False), (None, False)]
)
def test_a_level_that_is_too_low_is_refused(
    broker: Aanbieder, client: Client, settings, acr: str | None, mag: bool
) -> None:
    settings.OIDC = settings.OIDC._replace(acr=("loa3", "loa4"))
    broker.claims["acr"] = acr

    antwoord = log_in(client)

    assert broker.vragen[0]["acr_values"] == "loa3 loa4"
    if mag:
        assert wie(client)
    else:
        geweigerd(antwoord, client, "te laag betrouwbaarheidsniveau")


def test_who_has_a_second_step_takes_it_after_the_broker_too(
    broker: Aanbieder, client: Client
) -> None:
    log_in(Client())
    TOTP.activate(Gebruiker.objects.get(), generate_totp_secret())
    assert Authenticator.objects.exists()

    antwoord = log_in(client)

    assert antwoord.url == "/inloggen/code/"
    assert wie(client) is None


def test_the_password_is_no_way_around_the_broker(broker: Aanbieder, client: Client) -> None:
    log_in(client)

    assert client.get("/wachtwoord/").url == "/account/"
    pagina = client.get("/account/").content.decode()
    assert "U logt in zonder wachtwoord van dit portaal" in pagina
    assert "Wachtwoord wijzigen" not in pagina
    Client().post("/wachtwoord/vergeten/", {"email": ELS})
    assert mail.outbox == []
    Client().post(
        "/wachtwoord/vergeten/", {"email": bouwers.gebruiker(Rol.INVULLER, "Haarlem").email}
    )
    assert len(mail.outbox) == 1


def test_the_vaststeller_sees_who_comes_through_the_broker(
    broker: Aanbieder, client: Client, als: Callable, vaststeller_heemstede: Gebruiker
) -> None:
    log_in(client)
    baas = als(vaststeller_heemstede)

    pagina = baas.get("/accounts/").content.decode()
    nummer = Gebruiker.objects.get(email=ELS).pk
    baas.post(f"/accounts/{nummer}/uitnodigen/")

    assert "ja, met eHerkenning" in pagina
    assert "uitgenodigd, nog geen wachtwoord" not in pagina
    assert "Nodig opnieuw uit" not in pagina
    assert mail.outbox == []


def test_the_link_is_in_what_one_may_ask_of_oneself(broker: Aanbieder, client: Client) -> None:
    log_in(client)

    assert "social" in client.get("/account/gegevens.json").content.decode()


def test_only_the_two_pages_of_the_policy_are_there(client: Client) -> None:
    adressen = dict(namen(get_resolver()))

    assert {"eherkenning", "eherkenning-terug"} <= set(adressen) <= set(BELEID)
    assert methoden_van(adressen["eherkenning"].callback) == {"POST"}
    assert methoden_van(adressen["eherkenning-terug"].callback) == {"GET"}
    for pad in ("/oidc/eherkenning/login/", "/social/signup/", "/3rdparty/", "/accounts/social/"):
        assert client.get(pad).status_code in {302, 404}
    assert client.get("/inloggen/eherkenning/").status_code == 405


def test_beheer_shows_nothing_of_the_broker(als: Callable, beheerder: Gebruiker) -> None:
    assert "socialaccount" not in als(beheerder).get("/beheer/").content.decode()


def test_another_site_cannot_begin_a_log_in(broker: Aanbieder) -> None:
    assert Client(enforce_csrf_checks=True).post("/inloggen/eherkenning/").status_code == 403


@pytest.mark.parametrize("volgende", ["https://elders.invalid/", "//elders.invalid/"])
def test_after_the_broker_one_stays_in_the_portal(
    broker: Aanbieder, client: Client, volgende: str
) -> None:
    assert log_in(client, volgende).url == "/start/"


def test_the_button_is_there_and_costs_nothing(client: Client, settings) -> None:
    with CaptureQueriesContext(
        connection,
    ) as met:
        pagina = client.get("/inloggen/").content.decode()
    assert "Inloggen met eHerkenning" in pagina
    settings.OIDC = None
    with CaptureQueriesContext(connection) as zonder:
        client.get("/inloggen/")
    assert len(met) == len(zonder)
