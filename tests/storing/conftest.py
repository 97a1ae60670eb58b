"""One portal for all of them, on a database of its own with a small open round in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storing.portaal import Portaal, lege_database


class Wereld:
    """The portal and who is logged in there: CBS code -> session."""

    def __init__(self, portaal: Portaal) -> None:
        self.portaal = portaal
        portaal.beheer("django", "migrate", "--verbosity", "0")
        gebouwd = json.loads(portaal.beheer("tests.storing.wereld"))
        self.sessies = {code: wie["sessie"] for code, wie in gebouwd.items()}

    def toestand(self) -> dict:
        """What is in the database now, see `tests.storing.toestand`."""
        gelezen: dict = json.loads(self.portaal.beheer("tests.storing.toestand"))
        return gelezen


@pytest.fixture(scope="session")
def wereld(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wereld]:
    map_: Path = tmp_path_factory.mktemp("portaal")
    with lege_database(map_, "portaal") as database:
        wereld = Wereld(Portaal(database, map_))
        wereld.portaal.start()
        try:
            yield wereld
        finally:
            wereld.portaal.dood()
