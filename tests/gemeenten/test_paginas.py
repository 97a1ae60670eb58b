"""The public lists: found by any name, filtered by regio, the same queries for any size."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from gemeenten.models import Gemeente, Inwonertal, Regiolid
from gemeenten.namen import vouw
from gemeenten.suggesties import bedoeld

pytestmark = pytest.mark.usefixtures("referentie", "mei_2013")


@pytest.fixture
def mei_2013(op_moment) -> None:
    op_moment("2013-05-31T10:00+02:00")


def pagina(client: Client, pad: str, **koppen: str) -> str:
    antwoord = client.get(pad, headers=koppen)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def verdubbel() -> None:
    """A country twice as large: every gemeente once more, with its regio's and a figure."""
    tweede = {g.code: f"GM5{g.code[3:]}" for g in Gemeente.objects.filter(code__lt="GM1000")}
    for g in Gemeente.objects.filter(code__in=tweede):
        g.code, g.naam = tweede[g.code], f"Nieuw {g.naam}"
        g.zoeknaam = vouw(g.naam)
        g.save(force_insert=True)
    Regiolid.objects.bulk_create(
        Regiolid(regio_id=lid.regio_id, gemeente_id=tweede[lid.gemeente_id], vanaf=lid.vanaf)
        for lid in Regiolid.objects.filter(gemeente__in=tweede)
    )
    Inwonertal.objects.bulk_create(
        Inwonertal(gemeente_id=code, peildatum="2013-01-01", inwoners=1000)
        for code in tweede.values()
    )


# /gemeenten/


def test_all_408_are_listed_with_provincie_inwoners_and_regios(client: Client) -> None:
    inhoud = pagina(client, "/gemeenten/")

    assert "<strong>408 gemeenten</strong> op 31 mei 2013" in inhoud
    assert inhoud.count('<th scope="row">') == 408
    rij = inhoud[inhoud.index("/gemeenten/GM0736/") :].partition("</tr>")[0]
    assert all(woord in rij for woord in ("Utrecht", "42.", "Groot-Amsterdam", "Utrecht West"))


def test_names_are_in_the_order_of_the_alphabet_with_a_letter_to_jump_to(client: Client) -> None:
    inhoud = pagina(client, "/gemeenten/")

    assert inhoud.index("&#x27;s-Gravenhage<") > inhoud.index("Rijswijk<")
    assert inhoud.index("het Bildt<") < inhoud.index("IJsselstein<")
    assert 'href="#letter-S"' in inhoud


@pytest.mark.parametrize("tekst", ["Súdwest-Fryslân", "sudwest fryslan", "Zuidwest-Friesland"])
def test_who_is_found_alone_is_shown_at_once(client: Client, tekst: str) -> None:
    antwoord = client.get("/gemeenten/", {"q": tekst})

    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, "/gemeenten/GM1900/")


@pytest.mark.parametrize(
    ("tekst", "code"), [("Haarlem", "GM0392"), ("392", "GM0392"), ("Haarlemmerliede", "GM0393")]
)
def test_a_whole_name_or_code_goes_before_longer_names(
    client: Client, tekst: str, code: str
) -> None:
    assert client.get("/gemeenten/", {"q": tekst}).headers["Location"] == f"/gemeenten/{code}/"


def test_two_bergens_are_shown_with_a_warning(client: Client) -> None:
    inhoud = pagina(client, "/gemeenten/?q=Bergen")

    assert "Bergen (L.)" in inhoud
    assert "Bergen (NH.)" in inhoud
    assert "Twee gemeenten heten Bergen. Let op de provincie." in inhoud


@pytest.mark.parametrize("tekst", ["Xanadu", "!!", "<script>", "%"])
def test_nothing_found_says_what_to_do(client: Client, tekst: str) -> None:
    inhoud = client.get("/gemeenten/", {"q": tekst}).content.decode()

    assert "Geen gemeente gevonden." in inhoud
    assert "Twee gemeenten heten Bergen" in inhoud
    assert "<script>" not in inhoud


@pytest.mark.parametrize(
    ("getikt", "naam", "code"),
    [
        ("Larem", "Laren", "GM0417"),
        ("blarikum", "Blaricum", "GM0376"),
        ("Uithorn", "Uithoorn", "GM0451"),
        ("sudwest fryslann", "Súdwest-Fryslân", "GM1900"),
    ],
)
def test_a_slip_of_the_pen_gets_the_names_that_look_like_it(
    client: Client, getikt: str, naam: str, code: str
) -> None:
    inhoud = pagina(client, f"/gemeenten/?q={getikt}")

    assert "Bedoelde u" in inhoud
    assert f'<a href="/gemeenten/{code}/">{naam}</a>' in inhoud


@pytest.mark.parametrize("tekst", ["Xanadu", "!!", "x" * 5000, "Haarlem"])
def test_nothing_is_suggested_where_nothing_looks_like_it(client: Client, tekst: str) -> None:
    assert "Bedoelde u" not in client.get("/gemeenten/", {"q": tekst}).content.decode()


def test_a_suggestion_takes_one_query(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(1):
        assert bedoeld("Larem", date(2013, 5, 31))[0].naam == "Laren"


def test_while_typing_there_is_a_list_and_no_redirect(client: Client) -> None:
    koppen = {"HX-Request": "true", "HX-Trigger": "id_q"}

    assert "Haarlemmermeer" in pagina(client, "/gemeenten/?q=haarlem", **koppen)


def test_the_button_goes_to_the_gemeente_with_script_too(client: Client) -> None:
    antwoord = client.get("/gemeenten/", {"q": "Haarlem"}, headers={"HX-Request": "true"})

    assert antwoord.headers["HX-Redirect"] == "/gemeenten/GM0392/"


def test_a_regio_filters_and_is_kept_in_the_url(client: Client) -> None:
    inhoud = pagina(client, "/gemeenten/?regio=JZ25")

    assert "<strong>8 gemeenten</strong>" in inhoud
    assert '<option value="JZ25" selected>' in inhoud
    assert "1 gemeente</strong>" in pagina(client, "/gemeenten/?regio=JZ25&q=aalten")


def test_an_unknown_regio_is_named_and_the_list_stays(client: Client) -> None:
    inhoud = pagina(client, "/gemeenten/?regio=JZ99")

    assert "JZ99 is geen beschikbare keuze" in inhoud
    assert "408 gemeenten" in inhoud


def test_a_gemeente_that_has_gone_points_to_who_took_over(client: Client, op_moment) -> None:
    op_moment("2014-06-01T10:00+02:00")

    inhoud = pagina(client, "/gemeenten/?q=Boskoop")

    assert "Boskoop bestaat sinds 1 januari 2014 niet meer." in inhoud
    assert 'href="/gemeenten/GM0484/"' in inhoud
    assert pagina(client, "/gemeenten/?q=Boarnsterhim").count("bestaat sinds") == 4


def test_a_sum_over_a_herindeling_is_marked(client: Client, op_moment) -> None:
    op_moment("2014-06-01T10:00+02:00")

    inhoud = pagina(client, "/gemeenten/?q=meren")

    assert "51.180*" in inhoud
    assert "* Som van de samengevoegde gemeenten." in inhoud
    assert "Lemsterland" not in inhoud


@pytest.mark.parametrize(
    ("pad", "aantal"),
    [
        ("/gemeenten/", 4),
        ("/gemeenten/?q=Bergen", 6),
        ("/gemeenten/?q=Xanadu", 8),
        ("/gemeenten/?regio=JZ25", 4),
        ("/regios/jeugdregio/", 4),
        ("/regios/arbeidsmarktregio/", 4),
    ],
)
def test_the_number_of_queries_is_the_same_in_a_country_twice_as_large(
    client: Client, django_assert_num_queries, pad: str, aantal: int
) -> None:
    with django_assert_num_queries(aantal):
        pagina(client, pad)
    verdubbel()
    with django_assert_num_queries(aantal):
        pagina(client, pad)


# /regios/<soort>/


def test_the_jeugdregios_with_the_smallest_and_the_largest(client: Client) -> None:
    """S4-53..55."""
    inhoud = pagina(client, "/regios/jeugdregio/")

    assert "<strong>42 jeugdregio&#x27;s</strong> op 31 mei 2013" in inhoud
    assert "<strong>Midden-Limburg West</strong> is de kleinste." in inhoud
    assert "<strong>Rijnmond</strong> is de grootste." in inhoud
    assert inhoud.index(">Achterhoek<") < inhoud.index(">Zuidoost-Brabant<")


def test_the_arbeidsmarktregios_have_a_centrumgemeente(client: Client) -> None:
    inhoud = pagina(client, "/regios/arbeidsmarktregio/")

    assert '<a href="/gemeenten/GM0014/">Groningen</a>' in inhoud
    assert "Gemeenten hebben deze regio&#x27;s zelf gevormd" in inhoud


@pytest.mark.parametrize(
    ("soort", "aantal"), [("provincie", 12), ("veiligheidsregio", 25), ("zorgkantoorregio", 32)]
)
def test_every_soort_has_its_page_and_map(client: Client, soort: str, aantal: int) -> None:
    inhoud = pagina(client, f"/regios/{soort}/")

    assert inhoud.count('<th scope="row">') == aantal
    assert inhoud.count('class="kaartje') == 408
    assert f'href="/regios/{soort}/" aria-current="true"' in inhoud


def test_a_regio_leads_to_its_page_and_its_gemeenten(client: Client) -> None:
    inhoud = pagina(client, "/regios/veiligheidsregio/")

    assert 'href="/regios/VR13/"' in inhoud
    assert 'href="/gemeenten/?regio=VR13">6</a>' in inhoud


def test_the_pages_are_read_only(client: Client) -> None:
    assert client.post("/gemeenten/").status_code == 405
    assert client.post("/regios/jeugdregio/").status_code == 405
