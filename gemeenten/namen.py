"""Folding of names, so that «Sudwest-Fryslan» finds Súdwest-Fryslân."""

from __future__ import annotations

import re
import unicodedata


def vouw(naam: str) -> str:
    """`naam` in lower case without diacritics and punctuation, words separated by one space."""
    ontleed = unicodedata.normalize("NFKD", naam.casefold())
    kaal = "".join(teken for teken in ontleed if not unicodedata.combining(teken))
    return " ".join(re.findall(r"[a-z0-9]+", kaal))
