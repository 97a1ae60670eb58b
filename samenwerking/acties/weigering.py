"""Why an action was refused; the text is shown to the user as it is."""

from __future__ import annotations


class Geweigerd(Exception):
    """An action that is not allowed now, with a Dutch sentence: what is wrong, what to do."""


class Verouderd(Geweigerd):
    """Somebody else saved in between; nothing is written."""


class Kring(Geweigerd):
    """A verband would become a part of itself."""


class Onvolledig(Geweigerd):
    """Submitting asks for more than was given.

    `velden` are the names of what is missing in `indienen` (reden, gecontroleerd, reden_open), and
    `codes` those of the points that were not checked, for who has no screen with boxes.
    """

    def __init__(self, zin: str, velden: list[str], codes: list[str]) -> None:
        super().__init__(zin)
        self.velden, self.codes = velden, codes
