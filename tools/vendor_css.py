"""Copies the parts of the NL Design System that the portal uses into its static files.

Usage: python tools/vendor_css.py NODE_MODULES [DOEL]

NODE_MODULES is a folder made by `npm install` with the exact versions of package.json. Written are
one stylesheet in the cascade layer `nlds` (only the classes named here, and only the design tokens
they reach), the font files, and the licence text of every package.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

DOEL = Path(__file__).resolve().parents[1] / "samenwerking" / "static" / "vendor"

UTRECHT = "@utrecht/component-library-css"
KLASSEN = {
    UTRECHT: """
        breadcrumb-nav breadcrumb-nav__list breadcrumb-nav__list--html-ol breadcrumb-nav__item
        breadcrumb-nav__link breadcrumb-nav__separator
        checkbox checkbox--html-input checkbox--custom
        form-field form-field--checkbox form-field--radio form-field--invalid form-field__input
        form-field__label form-field__description form-field__error-message
        form-field-description form-field-error-message form-label form-label--checkbox
        form-label--radio form-fieldset form-fieldset--html-fieldset form-fieldset--invalid
        form-fieldset__legend form-fieldset__legend--html-legend
        radio-button radio-button--html-input select select--html-select
        textarea textarea--html-textarea textbox textbox--html-input
    """,
    "@nl-design-system-candidate/button-css": "button button--primary button--secondary",
    "@nl-design-system-candidate/data-badge-css": "data-badge",
    "@nl-design-system-candidate/heading-css": """
        heading heading--level-1 heading--level-2 heading--level-3 heading--level-4
    """,
    "@nl-design-system-candidate/link-css": "link",
    "@nl-design-system-candidate/number-badge-css": """
        number-badge number-badge__hidden-label number-badge__visible-label
    """,
    "@nl-design-system-candidate/paragraph-css": "paragraph paragraph--lead",
    "@nl-design-system-candidate/skip-link-css": "skip-link skip-link--visible-on-focus",
}
BUITEN = re.compile(r":(?:user-)?invalid|\[pattern|\[type")  # red before anything was submitted
THEMA = "@nl-design-system-unstable/voorbeeld-design-tokens"
LETTER = "@fontsource/source-sans-3"
GEWICHTEN = (400, 600, 700)

Regel = tuple[str, str]


def regels(css: str) -> Iterator[Regel]:
    """The top-level rules of a stylesheet as (selector or at-rule, body), without comments."""
    css = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", css, flags=re.S)
    diepte = begin = open_ = 0
    for plek, teken in enumerate(css):
        if teken == "{":
            diepte += 1
            open_ = open_ if diepte > 1 else plek
        elif teken == "}":
            diepte -= 1
            if diepte == 0:
                yield krap(css[begin:open_]), css[open_ + 1 : plek]
                begin = plek + 1


def krap(tekst: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(tekst.split())


def gebruikt(selector: str, klassen: set[str]) -> bool:
    """Whether all classes of this one selector are classes we use."""
    genoemd = re.findall(r"\.(?:utrecht|nl)-([\w-]+)", selector)
    return bool(genoemd) and klassen.issuperset(genoemd) and not BUITEN.search(selector)


def gekozen(css: str, klassen: set[str]) -> Iterator[str]:
    """The rules of the chosen classes, one a line; at-rules keep what is chosen in them."""
    for kop, romp in regels(css):
        if kop.startswith("@"):
            binnen = " ".join(gekozen(romp, klassen))
            if binnen:
                yield f"{kop} {{ {binnen} }}"
            continue
        selectors = [deel for deel in gesplitst(kop) if gebruikt(deel, klassen)]
        if selectors and romp.strip():
            yield f"{', '.join(selectors)} {{ {krap(romp)} }}"


def gesplitst(selectors: str) -> list[str]:
    """A selector list split at its outer commas, so not inside `:is(a, b)`."""
    return [deel.strip() for deel in re.split(r",(?![^()]*\))", selectors)]


def tokens(thema: str, css: str) -> list[str]:
    """The declarations of the theme that `css` reaches, directly or through other tokens."""
    alle = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", thema))
    nodig: set[str] = set()
    rij = re.findall(r"var\((--[\w-]+)", css)
    while rij:
        naam = rij.pop()
        if naam in alle and naam not in nodig:
            nodig.add(naam)
            rij += re.findall(r"var\((--[\w-]+)", alle[naam])
    return [f"{naam}: {krap(alle[naam])};" for naam in sorted(nodig)]


def pakket(modules: Path, naam: str) -> str:
    """Name, version and licence of an installed package, as a comment line."""
    gegevens = json.loads((modules / naam / "package.json").read_text())
    return f"/* {naam} {gegevens['version']}, {gegevens['license']} (uittreksel) */"


def bron(modules: Path, naam: str) -> str:
    """The stylesheet of a package: `index.css`, or the one named after its component."""
    blok = naam.rpartition("/")[2].removesuffix("-css")
    bestand = "index" if naam == UTRECHT else blok
    return (modules / naam / f"dist/{bestand}.css").read_text()


def stijlblad(modules: Path) -> str:
    """The whole layer: tokens first, then the components per package."""
    delen = {
        naam: "\n".join(gekozen(bron(modules, naam), set(klassen.split())))
        for naam, klassen in KLASSEN.items()
    }
    thema = (modules / THEMA / "dist/theme.css").read_text()
    inhoud = "\n".join(tokens(thema, "".join(delen.values())))
    stukken = [f"{pakket(modules, THEMA)}\n.voorbeeld-theme {{\n{inhoud}\n}}"]
    stukken += [f"{pakket(modules, naam)}\n{css}" for naam, css in delen.items()]
    return "@layer nlds {\n" + "\n".join(stukken) + "\n}\n"


def letters(modules: Path, doel: Path) -> None:
    """Copies the font files of the three weights."""
    for gewicht in GEWICHTEN:
        bestand = f"source-sans-3-latin-{gewicht}-normal.woff2"
        shutil.copyfile(modules / LETTER / "files" / bestand, doel / bestand)


def licenties(modules: Path, doel: Path) -> None:
    """Copies the licence text of every package, under the name of the package."""
    for naam in (THEMA, LETTER, *KLASSEN):
        licentie = next((modules / naam).glob("LICENSE*"))
        regels_ = (regel.rstrip() for regel in licentie.read_text().splitlines())
        tekst = "\n".join(regels_).rstrip() + "\n"
        (doel / f"{naam.strip('@').replace('/', '.')}.txt").write_text(tekst)


def main(modules: Path, doel: Path = DOEL) -> None:
    """Writes stylesheet, fonts and licences to `doel`, replacing what was there."""
    shutil.rmtree(doel, ignore_errors=True)
    for map_ in ("letters", "licenties"):
        (doel / map_).mkdir(parents=True)
    (doel / "nlds.css").write_text(stijlblad(modules))
    letters(modules, doel / "letters")
    licenties(modules, doel / "licenties")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
