"""Why an action was refused; the text is shown to the user as it is."""

from __future__ import annotations


class Geweigerd(Exception):
    """An action that is not allowed now, with a Dutch sentence: what is wrong, what to do."""


class Verouderd(Geweigerd):
    """Somebody else saved in between; nothing is written."""


class Kring(Geweigerd):
    """A verband would become a part of itself."""
