"""The parts of every page: they stand alone, say what they mean and keep to the CSP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

BASIS = Path(__file__).resolve().parents[2]
SJABLONEN = sorted((BASIS / "templates").rglob("*.html"))
STIJLEN = sorted((BASIS / "samenwerking" / "static").rglob("*.css"))
STATEN = {
    "gedekt": ("G", "Gedekt"),
    "zelfstandig": ("Z", "Zelfstandig"),
    "landelijk": ("L", "Landelijk"),
    "verkenning": ("V", "Verkenning"),
    "eenzijdig": ("E", "Eenzijdig"),
    "wacht_op_rijk": ("R", "Wacht op Rijk"),
    "onbevestigd": ("O", "Onbevestigd"),
    "witte_vlek": ("W", "Witte vlek"),
}


class Bezwaar(forms.Form):
    """A form with every kind of field that has a look of its own."""

    reden = forms.ChoiceField(choices=[("a", "Grensgebied")], widget=forms.RadioSelect)
    tekst = forms.CharField(widget=forms.Textarea, help_text="In eigen woorden.")
    datum = forms.DateField(required=False)
    gezien = forms.BooleanField(label="Ik heb dit gecontroleerd")


@pytest.mark.parametrize("staat", STATEN)
@pytest.mark.parametrize("zeshoek", [True, False])
def test_a_staat_has_a_letter_and_a_word(staat, zeshoek):
    html = render_to_string("onderdelen/staat.html", {"staat": staat, "zeshoek": zeshoek})

    letter, woord = STATEN[staat]
    assert f">{letter}</text>" in html and f">{woord}</span>" in html


@pytest.mark.parametrize("score", ["voldoet", "deels", "voldoet_niet", "onbekend"])
def test_the_word_of_a_score_is_there_even_when_only_its_glyph_is_seen(score):
    html = render_to_string("onderdelen/score.html", {"score": score, "alleen_teken": True})

    assert score.replace("_", " ").capitalize() in html


@pytest.mark.parametrize(
    ("stadium", "vol"), [("verkenning", 1), ("intentie", 2), ("in_werking", 6)]
)
def test_the_ladder_fills_up_to_the_stadium(stadium, vol):
    html = render_to_string("onderdelen/stadiumladder.html", {"stadium": stadium})

    assert html.count('fill="#0b5a94"') == vol and html.count("<rect") == 6


@pytest.mark.parametrize("naam", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_context_and_says_what_to_do(naam):
    html = render_to_string(f"{naam}.html")

    assert "Wat kunt u doen?" in html and html.count("<h1") == 1


def test_a_refused_form_starts_with_links_to_its_fields():
    html = str(Bezwaar({"datum": "31-31-2013"}, auto_id="id_%s"))

    for veld in ("reden", "tekst", "datum", "gezien"):
        assert f'href="#id_{veld}"' in html and f'id="id_{veld}"' in html


def test_an_error_and_the_help_are_tied_to_their_field():
    html = str(Bezwaar({})["tekst"].as_field_group())

    assert 'aria-describedby="id_tekst_helptext id_tekst_error"' in html
    assert 'id="id_tekst_helptext"' in html and 'id="id_tekst_error"' in html


def test_only_what_may_stay_empty_says_so():
    html = str(Bezwaar())

    assert html.count("niet verplicht") == 1


def test_progress_shows_one_block_per_taak():
    html = render_to_string(
        "onderdelen/voortgangsblokken.html",
        {"naam": "Jeugd", "klaar": 7, "te_bevestigen": 1, "open": 4, "totaal": 12},
    )

    assert [html.count(blok) for blok in ('class="vol"', 'class="half"', "<i></i>")] == [7, 1, 4]


@pytest.mark.parametrize("pad", SJABLONEN, ids=lambda pad: str(pad.relative_to(BASIS)))
def test_no_template_breaks_the_csp_or_the_escaping(pad):
    if "pdf" in pad.parts:
        return
    tekst = pad.read_text()

    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", tekst)
    assert not re.search(r"\|\s*safe\b|autoescape off", tekst)


@pytest.mark.parametrize("pad", SJABLONEN, ids=lambda pad: str(pad.relative_to(BASIS)))
def test_every_static_file_that_a_template_names_exists(pad):
    for naam in re.findall(r"\{% static '([^']+)' %\}", pad.read_text()):
        assert finders.find(naam), naam


@pytest.mark.parametrize("pad", STIJLEN, ids=lambda pad: pad.name)
def test_a_stylesheet_fetches_nothing_from_elsewhere(pad):
    tekst = pad.read_text()

    assert "sourceMappingURL" not in tekst and "@import" not in tekst
    for bron in re.findall(r'url\("([^"]+)"\)', tekst):
        assert bron.startswith("data:image/svg+xml") or (pad.parent / bron).is_file()
