"""Wrong input: the unknown is a Dutch 404, nonsense in the query string breaks nothing."""

from __future__ import annotations

import pytest

from tests.monitor.views.conftest import IN_DE_RONDE, MONITOR

pytestmark = pytest.mark.usefixtures("mei", "in_de_ronde")

OPENBAAR = ["/", "/gemeenten/GM0392/", "/verbanden/", "/uitvraag/", "/rondes/"]
GEEN_STAND = [
    ("morgen", "geen datum met een tijd"),
    ("2013-02-30T00:00", "geen datum met een tijd"),
    ("2013-05-20T10:00%2B99:00", "geen datum met een tijd"),
    ("%00", "geen datum met een tijd"),
    ("2013-06-05T12:01%2B02:00", "5 juni 2013 moet nog komen"),
    ("9999-12-31T23:59:59%2B00:00", "geen datum met een tijd"),
    ("0001-01-01T00:00", "geen datum met een tijd"),
    ("2013-04-17T23:59", "Op 17 april 2013 was ronde mei 2013 nog niet open"),
]
ONZIN = [
    "pagina=0",
    "pagina=-1",
    "pagina=abc",
    "pagina=99999999999999999999",
    "regio=bestaat-niet",
    "regio=%00",
    "taak=zzz&staat=zzz&volgorde=zzz&code=zzz&relatie=zzz&criterium=zzz&score=zzz",
    "cel=zzz",
    "cel=GM0392.zzz",
    "cel=%00.%00",
    "cel=" + "x" * 5000,
    "laag=zzz&klasse=zzz",
    "q=%00%F0%9F%92%A9" + "x" * 5000,
    "ronde=2013-mei&ronde=2013-mei&staat=witte_vlek&staat=",
]


@pytest.fixture
def in_de_ronde(op_moment) -> None:
    op_moment(IN_DE_RONDE)


@pytest.mark.parametrize("pad", [*MONITOR, *OPENBAAR])
def test_nonsense_in_the_query_string_is_ignored(als, commissielid, pad: str) -> None:
    browser = als(commissielid)

    for onzin in ONZIN:
        assert browser.get(f"{pad}?{onzin}").status_code == 200, onzin[:40]


@pytest.mark.parametrize("pad", OPENBAAR)
def test_nonsense_of_a_visitor_is_ignored_too(als, pad: str) -> None:
    browser = als(None)
    standen = [f"stand={stand}" for stand, _ in GEEN_STAND]

    assert {browser.get(f"{pad}?{o}").status_code for o in [*ONZIN, *standen]} == {200}


@pytest.mark.parametrize(("stand", "waarom"), GEEN_STAND)
def test_a_stand_of_which_nothing_can_be_shown_is_refused_with_the_reason(
    als, commissielid, stand: str, waarom: str
) -> None:
    antwoord = als(commissielid).get(f"/monitor/dekking/?stand={stand}")
    inhoud = antwoord.content.decode()

    assert antwoord.status_code == 400
    assert waarom in inhoud
    assert 'action="/monitor/dekking/"' in inhoud


@pytest.mark.parametrize(
    "pad", [*MONITOR, *OPENBAAR, "/regios/JZ13/", "/regios/JZ13/regioprofiel.pdf"]
)
def test_no_page_and_no_file_shows_another_stand_than_was_asked_for(
    als, commissielid, pad: str
) -> None:
    assert als(commissielid).get(f"{pad}?stand=morgen&formaat=csv").status_code == 400


def test_the_first_moment_of_a_round_can_be_shown(als, commissielid) -> None:
    assert als(commissielid).get("/monitor/?stand=2013-04-18T00:00").status_code == 200


@pytest.mark.parametrize(
    "pad",
    [
        "/gemeenten/GM9999/",
        "/gemeenten/%00/",
        "/gemeenten/" + "x" * 500 + "/",
        "/verbanden/bestaat-niet/",
        "/?ronde=2013-dec",
        "/?ronde=%00",
        "/?ronde=2013-nov",
        "/monitor/?ronde=2013-nov",
        "/monitor/dekking/?formaat=exe",
        "/monitor/criteria/?formaat=xlsx",
        "/open-data/2013-mei/dekking.csv",
        "/open-data/2013-mei/profielen.csv",
    ],
)
def test_what_is_not_there_is_a_dutch_404(als, commissielid, pad: str) -> None:
    antwoord = als(commissielid).get(pad)

    assert antwoord.status_code == 404
    assert 'lang="nl"' in antwoord.content.decode()


def test_the_round_of_november_is_there_from_its_first_moment(als, op_moment) -> None:
    op_moment("2013-10-31T23:59:59+01:00")
    assert als(None).get("/?ronde=2013-nov").status_code == 404

    op_moment("2013-11-01T00:00+01:00")
    assert als(None).get("/?ronde=2013-nov").status_code == 200


@pytest.mark.parametrize("pad", [*MONITOR, "/ambassadeur/", "/"])
def test_reading_pages_do_not_take_a_post(als, ambassadeur, pad: str) -> None:
    assert als(ambassadeur).post(pad).status_code == 405


# Another round, and back


@pytest.mark.parametrize(
    "elders", ["https://elders.nl/", "//elders.nl", "/\\elders.nl", "javascript:alert(1)", "\x00"]
)
def test_choosing_a_round_never_leads_elsewhere(als, elders: str) -> None:
    inhoud = als(None).get("/rondes/", {"terug": elders}).content.decode()

    assert '<form method="get" action="/"' in inhoud


def test_choosing_a_round_leads_back(als) -> None:
    inhoud = als(None).get("/rondes/?terug=/gemeenten/GM0392/").content.decode()

    assert 'action="/gemeenten/GM0392/"' in inhoud
    assert "datetime-local" not in inhoud


def test_an_earlier_stand_speaks_as_of_that_moment(als, commissielid, op_moment) -> None:
    op_moment("2013-07-20T12:00+02:00")
    browser = als(commissielid)

    def lees(pad: str) -> str:
        return str(browser.get(pad).content.decode())

    assert "de uiterste dag is voorbij" in lees("/monitor/?stand=2013-06-01T00:00")
    toen = lees("/monitor/?stand=2013-05-31T23:59")
    assert "de uiterste dag is voorbij" not in toen
    assert "Wijzigen kan tot en met vrijdag 14 juni" in toen
    assert "Wijzigen kon tot en met vrijdag 14 juni" in lees("/monitor/")
    assert "<strong>0 keer" in lees("/monitor/verschillen/?code=W3&stand=2013-05-31T23:59")
    thuis = lees("/?stand=2013-05-31T23:59")
    assert "<b>31 mei</b> <span>gekozen stand, uiterste dag</span>" in thuis
    assert "vandaag" not in thuis


def test_a_reader_may_also_choose_a_moment(als, commissielid) -> None:
    inhoud = als(commissielid).get("/rondes/?ronde=2013-mei&stand=2013-05-20T10:00").content

    assert b'value="2013-05-20T10:00"' in inhoud


@pytest.mark.parametrize("pad", ["/monitor/dekking/", "/monitor/congruentie/", "/verbanden/"])
def test_forms_and_links_stay_in_the_chosen_moment(als, commissielid, pad: str) -> None:
    inhoud = als(commissielid).get(f"{pad}?stand=2013-05-25T10:00").content.decode()

    assert '<input type="hidden" name="stand" value="2013-05-25T10:00+02:00">' in inhoud
    assert 'href="?ronde=2013-mei&amp;stand=2013-05-25T10%3A00%2B02%3A00">Wis' in inhoud
