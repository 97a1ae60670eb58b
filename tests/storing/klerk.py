"""A clerk at a browser: keeps one connection, sends forms, reads what the page says."""

from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID, uuid4

from tests.storing.wereld import RONDE, TAKEN

CSRF = "c" * 32


class Antwoord(NamedTuple):
    """What came back."""

    status: int
    naar: str
    tekst: str
    koppen: dict[str, str]


class Klerk:
    """Somebody with a session in the portal at this port of 127.0.0.1."""

    def __init__(self, poort: int, sessie: str = "", *, ronde: str = RONDE) -> None:
        self.poort, self.ronde, self.van = poort, ronde, "10.0.0.1"
        self.koekjes = {"__Host-csrftoken": CSRF} | ({"__Host-sessionid": sessie} if sessie else {})
        self.lijn = HTTPConnection("127.0.0.1", poort, timeout=90)

    def vraag(self, pad: str, velden: list[tuple[str, str]] | None = None) -> Antwoord:
        """GET, or POST with `velden`. Raises OSError or HTTPException when no answer came."""
        koppen = {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.van,
            "Cookie": "; ".join(f"{naam}={waarde}" for naam, waarde in self.koekjes.items()),
        }
        romp = None
        if velden is not None:
            token = self.koekjes["__Host-csrftoken"]
            romp = urlencode([*velden, ("csrfmiddlewaretoken", token)])
            koppen |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"https://127.0.0.1:{self.poort}",
            }
        try:
            self.lijn.request("GET" if romp is None else "POST", pad, romp, koppen)
            antwoord = self.lijn.getresponse()
            tekst = antwoord.read().decode()
        except BaseException:
            self.lijn.close()
            raise
        for waarde in antwoord.headers.get_all("Set-Cookie") or []:
            naam, _, inhoud = waarde.partition(";")[0].partition("=")
            self.koekjes[naam] = inhoud
        naar = antwoord.headers.get("Location", "")
        return Antwoord(antwoord.status, naar, tekst, dict(antwoord.headers.items()))

    def versie(self) -> int:
        """The version of the opgave that the page shows."""
        pagina = self.vraag(f"/opgave/{self.ronde}/?taak={TAKEN[0]}")
        assert pagina.status == 200, pagina
        return int(re.search(r'name="versie" value="(\d+)"', pagina.tekst)[1])

    def bewaar(self, versie: int, toelichting: str, *, vanzelf: bool = True) -> Antwoord:
        """Save the card of the first taak: zelfstandig, with this toelichting."""
        velden = [("versie", str(versie)), ("keuze", "zelfstandig"), ("toelichting", toelichting)]
        velden += [("automatisch", "1")] if vanzelf else []
        return self.vraag(f"/opgave/{self.ronde}/taken/{TAKEN[0]}/", velden)

    def dien_in(self, versie: int, sleutel: UUID | None = None) -> Antwoord:
        """Submit with every let-op ticked."""
        velden = [("versie", str(versie)), ("sleutel", str(sleutel or uuid4()))]
        velden += [("reden", "bijgewerkt"), ("reden_open", "volgt")]
        velden += [("gecontroleerd", code) for code in ("O1", "O5")]
        return self.vraag(f"/opgave/{self.ronde}/indienen/", velden)


def als_json(antwoord: Antwoord) -> dict[str, object]:
    """The answer to the script that saves while somebody types."""
    gelezen: dict[str, object] = json.loads(antwoord.tekst)
    return gelezen
