"""What may never be in the source: unscoped reads, unescaped text, raw SQL, script in a page."""

from __future__ import annotations

import ast
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from django.apps import apps

from tests.test_bouwplan import HUIS, modules

# Reference data and the catalogue are public: no scoping.
OPENBAAR = {
    "Alias",
    "Gemeente",
    "Grens",
    "Grensvlak",
    "Herindeling",
    "Inwonertal",
    "Rechtsvorm",
    "Regio",
    "Regiolid",
    "Taak",
    "Uitvraag",
    "Uitvraagtaak",
}
BEHEERDERS = {"objects", "_default_manager", "_base_manager", "default_manager", "base_manager"}
VERBODEN_NAMEN = {"mark_safe", "RawSQL", "eval", "exec"}
VERBODEN_METHODEN = {"extra", "raw", "cursor"}
KAAL = {
    "text that is not escaped": re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off"),
    "script in the page": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "style in the page": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "handler in the page": re.compile(r"\son[a-z]+\s*=|javascript:", re.IGNORECASE),
}
COMMENTAAR = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)


def plek(pad: Path) -> str:
    return pad.relative_to(HUIS).as_posix()


def schil() -> list[Path]:
    """The modules that face the user."""
    return [
        p
        for p in modules()
        if {"views", "forms", "api", "filters"} & {*p.relative_to(HUIS).parts, p.stem}
    ]


def sjablonen() -> list[Path]:
    """Every template but those of the PDF, which have no page around them."""
    mappen = [HUIS / "templates", *HUIS.glob("*/templates")]
    paden = sorted(pad for map_ in mappen for pad in map_.rglob("*") if pad.is_file())
    return [pad for pad in paden if "pdf" not in pad.parts]


def onbegrensd(bron: str) -> list[str]:
    """Where a module could read rows past the scoping module: «line: code».

    A manager hangs on a public model only. Any other model is what `zichtbaar` or `bewerkbaar` is
    asked for, a type, its choices, its fields (`_meta`) or the model of a form: never an argument
    of something else (`get_object_or_404`, `list`), nor under another name.
    """
    boom = ast.parse(bron)
    ouders = {kind: ouder for ouder in ast.walk(boom) for kind in ast.iter_child_nodes(ouder)}
    typen = {
        deel
        for knoop in ast.walk(boom)
        for soort in (getattr(knoop, "annotation", None), getattr(knoop, "returns", None))
        if soort is not None
        for deel in ast.walk(soort)
    }
    modellen = {model.__name__ for model in apps.get_models()}
    return [
        f"{getattr(knoop, 'lineno', 0)}: {ast.unparse(ouders.get(knoop, knoop))[:80]}"
        for knoop in ast.walk(boom)
        if (isinstance(knoop, ast.Attribute) and not _eigen_manager(knoop))
        or (isinstance(knoop, ast.alias) and not _gewone_invoer(knoop, ouders[knoop], modellen))
        or (
            isinstance(knoop, ast.Name)
            and knoop.id in modellen - OPENBAAR
            and knoop not in typen
            and not _onschuldig(knoop, ouders)
        )
    ]


def _eigen_manager(knoop: ast.Attribute) -> bool:
    """No manager, or that of a public model."""
    if knoop.attr not in BEHEERDERS:
        return True
    return isinstance(knoop.value, ast.Name) and knoop.value.id in OPENBAAR


def _gewone_invoer(naam: ast.alias, invoer: ast.AST, modellen: set[str]) -> bool:
    """No model under another name, no module of models as a whole, no way to look one up."""
    if naam.name in {"apps", "get_user_model", "*"}:
        return False
    if isinstance(invoer, ast.Import):
        return "models" not in naam.name.split(".")
    als_geheel = naam.name == "models" and (getattr(invoer, "module", "") or "") != "django.db"
    return not als_geheel and not (naam.name in modellen and naam.asname)


def _onschuldig(knoop: ast.AST, ouders: dict[ast.AST, ast.AST]) -> bool:
    """Whether a model is only named here."""
    ouder = ouders[knoop]
    if isinstance(ouder, ast.IfExp):
        return _onschuldig(ouder, ouders)
    if isinstance(ouder, ast.Call):
        return getattr(ouder.func, "id", "") in {"zichtbaar", "bewerkbaar"}
    if isinstance(ouder, ast.Attribute):
        velden = getattr(ouders[ouder], "attr", "") in {"get_field", "get_fields"}
        return ouder.attr[0].isupper() or (ouder.attr == "_meta" and velden)
    klasse = ouders.get(ouder)
    return (
        isinstance(ouder, ast.Assign)
        and ast.unparse(ouder.targets[0]) == "model"
        and isinstance(klasse, ast.ClassDef)
        and klasse.name == "Meta"
    )


@pytest.mark.parametrize("pad", schil(), ids=plek)
def test_what_faces_the_user_reads_through_the_scoping_module(pad: Path) -> None:
    assert onbegrensd(pad.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "bron",
    [
        "Opgave.objects.all()",
        "Opgave._default_manager.all()",
        "Opgave._meta.default_manager.all()",
        "Opgave._meta.base_manager.all()",
        "type(opgave).objects.all()",
        "get_object_or_404(Opgave, pk=1)",
        "get_list_or_404(Opgave)",
        "list(Opgave)",
        "getattr(Opgave, 'objects')",
        "OpgaveQuerySet(model=Opgave)",
        "Rij = Opgave",
        "kies(Opgave if a else Gemeente)",
        "MODELLEN = [Opgave]",
        "from samenwerking.models import Opgave as Gemeente",
        "from samenwerking import models",
        "import samenwerking.models",
        "from samenwerking.models import *",
        "from django.apps import apps",
        "from django.contrib.auth import get_user_model",
        "class Lijst(ListView):\n    model = Opgave",
        "models.Opgave.objects",
    ],
)
def test_a_way_around_the_scoping_module_is_found(bron: str) -> None:
    assert onbegrensd(bron)


@pytest.mark.parametrize(
    "bron",
    [
        "from samenwerking.models import Opgave, Uitvraag",
        "from django.db import models",
        "get_object_or_404(zichtbaar(wie, Opgave), pk=1)",
        "zichtbaar(wie, Opgave if a else Opgaveversie)",
        "get_object_or_404(Gemeente, pk=code)",
        "Uitvraag.objects.geopend(nu)",
        "def lees(pk: int) -> list[Opgave]: rij: Opgave = zoek(pk)",
        "Bezoek.Soort.WERKBEZOEK",
        "Signaal._meta.get_field('thema').choices",
        "class ProfielForm(ModelForm):\n    class Meta:\n        model = Verbandversie",
    ],
)
def test_naming_a_model_is_no_way_around(bron: str) -> None:
    assert onbegrensd(bron) == []


@pytest.mark.parametrize("pad", modules(), ids=plek)
def test_no_raw_sql_no_unescaped_text_no_open_serializers(pad: Path) -> None:
    for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
        regel = getattr(knoop, "lineno", 0)
        if isinstance(knoop, ast.Name | ast.alias):
            naam = knoop.id if isinstance(knoop, ast.Name) else knoop.name
            assert naam not in VERBODEN_NAMEN, f"line {regel}: {naam}"
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute):
            assert knoop.func.attr not in VERBODEN_METHODEN, f"line {regel}: {knoop.func.attr}"
        if isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "SafeString":
            assert not knoop.args, f"line {regel}: text called safe without escaping"
        assert not (isinstance(knoop, ast.Constant) and knoop.value == "__all__"), f"line {regel}"


@pytest.mark.parametrize("pad", modules(), ids=plek)
def test_no_module_is_longer_than_400_lines(pad: Path) -> None:
    assert len(pad.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("pad", sjablonen(), ids=plek)
def test_a_template_holds_no_script_no_style_and_escapes_all(pad: Path) -> None:
    tekst = COMMENTAAR.sub("", pad.read_text("utf-8"))
    for wat, patroon in KAAL.items():
        gevonden = patroon.search(tekst)
        assert gevonden is None, f"{wat}: {gevonden.group() if gevonden else ''}"


@pytest.mark.parametrize(
    ("pakket", "minstens"),
    [
        ("Django", (5, 2, 19)),
        ("weasyprint", (70, 0)),
        ("djangorestframework", (3, 18)),
        ("django-filter", (26, 0)),
    ],
)
def test_known_holes_are_closed_by_version(pakket: str, minstens: tuple[int, ...]) -> None:
    delen = re.findall(r"\d+", version(pakket))

    assert tuple(int(deel) for deel in delen) >= minstens
