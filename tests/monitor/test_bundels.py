"""All regioprofielen of a kind: in the background, going on where it was, naming what fails."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from monitor import bundels
from monitor.acties import bundel as acties
from monitor.models import Bundel
from samenwerking.acties.weigering import Geweigerd
from samenwerking.gezondheid import pango_aanwezig
from samenwerking.models import Uitvraag
from samenwerking.toegang.models import Logregel
from tests.bouwers import moment

pytestmark = [
    pytest.mark.skipif(not pango_aanwezig(), reason="Pango ontbreekt"),
    pytest.mark.django_db,
]
NU = "2013-06-20T12:00+02:00"
REGIOS = [
    ("JZ13", "Amsterdam-Amstelland"),
    ("JZ38", "Zeeland"),
    ("JZ43", "Midden-Limburg West"),
]
BLAD = '<html lang="nl"><title>{0}</title><h1 id="regio-{1}">{0}</h1><p>Profiel</p></html>'


@pytest.fixture(autouse=True)
def mediamap(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def kort(monkeypatch):
    """Profiles of one short page; the real ones take a second each."""

    def html(profiel):
        regio = profiel["beeld"].regio
        return BLAD.format(regio.naam, regio.code)

    monkeypatch.setattr(bundels, "als_html", html)


@pytest.fixture
def rij(referentie, ambassadeur):
    ronde = Uitvraag.objects.get(pk="2013-mei")
    op = moment(NU)
    rij, _ = acties.vraag(
        ronde, "jeugdregio", REGIOS, bekend_op=op, door=ambassadeur.persoon, op=op
    )
    return rij


def lees(rij):
    return PdfReader(io.BytesIO((rij.map / rij.bestand).read_bytes()))


def maak(rij):
    bundels.werk.func(rij.pk)
    rij.refresh_from_db()
    return rij


def test_the_whole_has_contents_with_page_numbers_and_a_bookmark_per_region(kort, rij):
    rij = maak(rij)
    pdf = lees(rij)
    bladen = [" ".join(blad.extract_text().split()) for blad in pdf.pages]
    koppen = [kop for kop in pdf.outline if not isinstance(kop, list)]
    bladwijzers = {kop.title: pdf.get_destination_page_number(kop) + 1 for kop in koppen}

    assert rij.toestand == "klaar" and not rij.mislukt
    assert rij.bladen == {"JZ13": 1, "JZ38": 1, "JZ43": 1}
    assert "Regioprofielen van de jeugdregio's" in bladen[0]
    for naam, blad in (("Amsterdam-Amstelland", 2), ("Zeeland", 3), ("Midden-Limburg West", 4)):
        assert re.search(rf"{naam}[ .]+{blad}\b", bladen[0])
        assert re.fullmatch(rf"{naam} ?Profiel {blad}", bladen[blad - 1])
        assert bladwijzers[naam] == blad


def test_one_that_fails_is_named_and_gets_another_turn(kort, rij, ambassadeur, monkeypatch):
    echt = bundels.als_html

    def faalt(profiel):
        if profiel["beeld"].regio.code == "JZ38":
            raise RuntimeError("de kaart past niet")
        return echt(profiel)

    with monkeypatch.context() as even:
        even.setattr(bundels, "als_html", faalt)
        maak(rij)
    assert rij.toestand == "klaar" and rij.mislukt == {"JZ38": "RuntimeError: de kaart past niet"}
    assert "niet in deze bundel: Zeeland" in lees(rij).pages[0].extract_text()

    acties.ga_verder(rij, door=ambassadeur.persoon)
    maak(rij)
    assert rij.toestand == "klaar" and not rij.mislukt and len(lees(rij).pages) == 4
    with pytest.raises(Geweigerd, match="al klaar"):
        acties.ga_verder(rij, door=ambassadeur.persoon)


def test_a_worker_that_was_killed_is_followed_by_one_that_goes_on_where_it_was(
    kort, rij, monkeypatch, django_capture_on_commit_callbacks
):
    echt = acties.meld_voortgang

    def gedood(rij):
        echt(rij)
        if rij.bladen:
            raise KeyboardInterrupt

    with monkeypatch.context() as even, pytest.raises(KeyboardInterrupt):
        even.setattr(acties, "meld_voortgang", gedood)
        maak(rij)
    rij.refresh_from_db()
    (eerste,) = rij.bladen
    pad = rij.map / rij.profiel(eerste)
    gemaakt = pad.stat().st_mtime_ns
    assert rij.toestand == "bezig" and not (rij.map / rij.bestand).exists()

    assert acties.neem(rij.pk) is None, "it may still be at work"
    Bundel.objects.update(gezien_op=timezone.now() - timedelta(minutes=12))
    with django_capture_on_commit_callbacks(execute=True):
        assert bundels.opruimen(moment(NU)) == ["1 bundel hervat"]
    rij.refresh_from_db()
    assert rij.toestand == "klaar" and len(rij.bladen) == 3
    assert pad.stat().st_mtime_ns == gemaakt


def test_of_two_workers_one_does_it(rij):
    assert acties.neem(rij.pk) and acties.neem(rij.pk) is None


def test_a_second_request_while_it_runs_is_the_same_run(rij, ambassadeur):
    vraag = {"bekend_op": moment(NU), "door": ambassadeur.persoon, "op": moment(NU)}
    ronde = rij.uitvraag

    assert acties.vraag(ronde, "jeugdregio", REGIOS, **vraag) == (rij, False)
    with pytest.raises(Geweigerd, match="vorige bundel"):
        acties.vraag(ronde, "veiligheidsregio", REGIOS, **vraag)


@pytest.mark.parametrize(("dagen", "blijft"), [(14, True), (15, False)])
def test_old_ones_go_with_their_files(rij, dagen, blijft):
    rij.map.mkdir(parents=True)
    (rij.map / rij.bestand).write_bytes(b"%PDF")
    Bundel.objects.update(toestand="klaar")
    bundels.opruimen(rij.op + timedelta(days=dagen))

    assert Bundel.objects.filter(pk=rij.pk).exists() is blijft
    assert rij.map.exists() is blijft
    assert Logregel.objects.filter(actie="opruimen", soort="bundel").exists() is not blijft


def test_the_screen_asks_follows_and_hands_out(
    kort, referentie, als, ambassadeur, op_moment, monkeypatch, django_capture_on_commit_callbacks
):
    op_moment(NU)
    monkeypatch.setattr("monitor.views.bundels.regios", lambda *wat: REGIOS)
    client = als(ambassadeur)
    with django_capture_on_commit_callbacks(execute=False) as werk:
        antwoord = client.post("/regioprofielen/?ronde=2013-mei", {"soort": "jeugdregio"})
    pagina = client.get(antwoord.url)
    html = pagina.content.decode()
    assert "0 van de 3" in html and 'hx-trigger="every 2s"' in html and "<progress" in html

    for doe in werk:
        doe()
    html = client.get(antwoord.url).content.decode()
    rij = Bundel.objects.get()
    assert "3 van de 3" in html and "hx-trigger" not in html and "Losse profielen" in html
    for naam in (rij.bestand, rij.profiel("JZ43")):
        bestand = client.get(f"{antwoord.url}{naam}")
        assert bestand["Content-Type"] == "application/pdf" and naam in html
        assert b"".join(bestand.streaming_content).startswith(b"%PDF")
    for naam in ("../../monitor.sqlite3", "regioprofiel-JZ01-2013-mei.pdf"):
        assert client.get(f"{antwoord.url}{naam}").status_code == 404


@pytest.mark.parametrize("soort", ["", "zorgkantoorregio", "<b>"])
def test_an_unknown_kind_is_told_and_makes_nothing(referentie, als, ambassadeur, op_moment, soort):
    op_moment(NU)
    antwoord = als(ambassadeur).post("/regioprofielen/?ronde=2013-mei", {"soort": soort})

    assert antwoord.status_code == 422 and "Kies van welke soort" in antwoord.content.decode()
    assert not Bundel.objects.exists()


def test_who_makes_no_bundels_finds_none(rij, als, departement, provincie, invuller_heemstede):
    for wie in (departement, provincie, invuller_heemstede, None):
        for pad in ("/regioprofielen/", f"/regioprofielen/{rij.pk}/"):
            assert als(wie).get(pad).status_code in {302, 404}


def test_dagelijks_does_the_chore(rij, capsys):
    call_command("dagelijks", proef=True)

    assert "bundels:" in capsys.readouterr().out


def test_the_pages_ask_few_queries(rij, als, ambassadeur, op_moment, django_assert_max_num_queries):
    op_moment(NU)
    client = als(ambassadeur)
    for pad in ("/regioprofielen/?ronde=2013-mei", f"/regioprofielen/{rij.pk}/"):
        client.get(pad)
        with django_assert_max_num_queries(8):
            assert client.get(pad).status_code == 200
