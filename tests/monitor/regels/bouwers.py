"""Small worlds in a few readable words: `stand(...)` with the names of the letters.

A world is a square of gemeenten around Haarlem and Amsterdam; who is not named does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from monitor.regels.bouwen import bouw
from monitor.regels.stand import Profiel, Rechtsvorm, Regelrij, Stand, Taak, Verband

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PEILDATUM = date(2013, 5, 31)
DEADLINE = datetime(2013, 6, 1, tzinfo=AMSTERDAM)

CODES = {
    "aalsmeer": "GM0358",
    "amstelveen": "GM0362",
    "amsterdam": "GM0363",
    "beverwijk": "GM0375",
    "bloemendaal": "GM0377",
    "diemen": "GM0384",
    "haarlem": "GM0392",
    "haarlemmerliede": "GM0393",
    "haarlemmermeer": "GM0394",
    "heemskerk": "GM0396",
    "heemstede": "GM0397",
    "ouder_amstel": "GM0437",
    "uitgeest": "GM0450",
    "uithoorn": "GM0451",
    "velsen": "GM0453",
    "zandvoort": "GM0473",
    "de_ronde_venen": "GM0736",
}
NAMEN = {
    "haarlemmerliede": "Haarlemmerliede en Spaarnwoude",
    "ouder_amstel": "Ouder-Amstel",
    "de_ronde_venen": "De Ronde Venen",
}

PLEEGZORG = Taak("JE04", "Pleegzorg", "jeugd", "b", True, False, "jeugdregio", 100_000)
JEUGDBESCHERMING = Taak(
    "JE08", "Jeugdbescherming", "jeugd", "c", True, False, "veiligheidsregio", 250_000
)
DOOFBLINDE = Taak("JE12", "Zeer kleine doelgroepen", "jeugd", "c", True, True, "jeugdregio")
BEGELEIDING = Taak("WM02", "Begeleiding", "wmo", "b", True, False, "arbeidsmarktregio", 100_000)
LOKET = Taak("WM01", "Loket", "wmo", "a", False, False, "arbeidsmarktregio")
TAKEN = (PLEEGZORG, JEUGDBESCHERMING, DOOFBLINDE, LOKET, BEGELEIDING)

WGR = Rechtsvorm("OL", "Openbaar lichaam", True, date(1985, 1, 1))
CONVENANT = Rechtsvorm("CONV", "Convenant", False, date(1985, 1, 1))
CENTRUMREGELING = Rechtsvorm("CG", "Centrumregeling", True, date(1985, 1, 1))
BVO = Rechtsvorm("BVO", "Bedrijfsvoeringsorganisatie", True, date(2015, 1, 1))
PLUSREGIO = Rechtsvorm("PLUS", "Plusregio", True, date(2006, 1, 1), date(2015, 1, 1))


def code(naam: str) -> str:
    """The CBS code of a gemeente of the letters; anything else is a code already."""
    return CODES.get(naam, naam)


def codes(namen: str) -> tuple[str, ...]:
    """«heemstede haarlem» -> their codes, sorted."""
    return tuple(sorted(code(naam) for naam in namen.split()))


def regel(
    gemeente: str,
    taak: Taak | str,
    wijze: str,
    stadium: str | None = None,
    besluit: date | None = None,
) -> Regelrij:
    """A regel; a wijze that is no wijze is a verband: `regel("velsen", PLEEGZORG, "ijmond")`."""
    taakcode = taak if isinstance(taak, str) else taak.code
    if wijze in {"zelfstandig", "landelijk", "wacht_op_rijk", "geen"}:
        return code(gemeente), taakcode, wijze, None, None, None
    dag = besluit.isoformat() if besluit else None
    return code(gemeente), taakcode, "verband", wijze, stadium or "intentie", dag


def verband(
    slug: str,
    *,
    naam: str | None = None,
    vorm: Rechtsvorm | None = None,
    penvoerder: str | None = None,
    centrum: str | None = None,
    bestaand: bool = False,
    **profiel: object,
) -> Verband:
    """A verband with the facts of its profile as keywords."""
    return Verband(
        slug,
        naam or slug.replace("-", " ").title(),
        vorm,
        code(penvoerder) if penvoerder else None,
        code(centrum) if centrum else None,
        bestaand,
        Profiel(**profiel),  # type: ignore[arg-type]
    )


def stand(
    gemeenten: str | Mapping[str, int | None],
    *regels: Regelrij,
    taken: Iterable[Taak] = TAKEN,
    verbanden: Iterable[Verband] = (),
    arrangementen: Mapping[tuple[str, Taak], str] | None = None,
    aangehaakt: Mapping[tuple[str, Taak], tuple[str, str]] | None = None,
    regios: Mapping[str, Mapping[str, str]] | None = None,
    centra: Mapping[str, str] | None = None,
    grenzen: str = "",
    watergrenzen: str = "",
    landgrens_km: float = 5.0,
    ingediend: str = "",
    peildatum: date = PEILDATUM,
    nu: datetime = DEADLINE,
) -> Stand:
    """A small world.

    `gemeenten`: names ("haarlem heemstede") or names with inwoners. `arrangementen`:
    {("ijmond", PLEEGZORG): "velsen beverwijk"}. `aangehaakt`: {("vr", T): ("veiligheidsregio",
    "VR12")}. `regios`: {"jeugdregio": {"JZ13": "haarlem heemstede"}}, `centra`: {"JZ13":
    "haarlem"}. `grenzen`: "haarlem-heemstede haarlem-velsen". `ingediend`: who submitted besides
    those with a regel.
    """
    inwoners = gemeenten if isinstance(gemeenten, Mapping) else dict.fromkeys(gemeenten.split(), 0)
    sets = dict(arrangementen or {})
    haken = dict(aangehaakt or {})
    genoemd = {naam: verband(naam) for naam, _ in [*sets, *haken]}
    return bouw(
        uitvraag="2013-mei",
        peildatum=peildatum,
        deadline=DEADLINE,
        nu=nu,
        gemeenten=[
            (code(naam), NAMEN.get(naam, naam.title()), aantal) for naam, aantal in inwoners.items()
        ],
        taken=taken,
        regioleden=[
            (soort, regio, regio, code(centra[regio]) if regio in (centra or {}) else None, lid)
            for soort, leden in (regios or {}).items()
            for regio, namen in leden.items()
            for lid in codes(namen)
        ],
        grenzen=[
            *((*_paar(paar), landgrens_km, False) for paar in grenzen.split()),
            *((*_paar(paar), landgrens_km, True) for paar in watergrenzen.split()),
        ],
        verbanden=[*{**genoemd, **{v.slug: v for v in verbanden}}.values()],
        arrangementen=[
            ((naam, taak), naam, taak.code, *haken.get((naam, taak), (None, None)), None, None)
            for naam, taak in {**sets, **haken}
        ],
        deelnames=[(sleutel, lid) for sleutel, namen in sets.items() for lid in codes(namen)],
        opgaven=[*codes(ingediend), *(r[0] for r in regels)],
        regels=regels,
    )


def _paar(paar: str) -> tuple[str, str]:
    een, ander = paar.split("-")
    return code(een), code(ander)
