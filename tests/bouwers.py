"""Plain builders: rows for a test, named as in the letters. Each returns what it made or found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.db.models import Max

from gemeenten.models import Gemeente, Inwonertal, Regio, Regiolid, Soort
from gemeenten.namen import vouw
from samenwerking.keuzes import Decentralisatie, Niveau, Stadium, Wijze
from samenwerking.klok import NEDERLAND
from samenwerking.models import (
    Arrangement,
    Brief,
    Briefregel,
    Deelname,
    Geadresseerde,
    Herinnering,
    Ondertekening,
    Opgave,
    Opgaveregel,
    Opgaveversie,
    Rechtsvorm,
    Taak,
    Uitvraag,
    Uitvraagtaak,
    Verband,
    Verbandversie,
)
from samenwerking.toegang.models import Gebruiker, Persoon

CODES = {
    "Alphen aan den Rijn": "GM0484",
    "Boskoop": "GM0499",
    "Leeuwarden": "GM0080",
    "Aalsmeer": "GM0358",
    "Amstelveen": "GM0362",
    "Amsterdam": "GM0363",
    "Beverwijk": "GM0375",
    "Bloemendaal": "GM0377",
    "Diemen": "GM0384",
    "Haarlem": "GM0392",
    "Haarlemmerliede en Spaarnwoude": "GM0393",
    "Haarlemmermeer": "GM0394",
    "Heemskerk": "GM0396",
    "Heemstede": "GM0397",
    "Ouder-Amstel": "GM0437",
    "Uithoorn": "GM0451",
    "Velsen": "GM0453",
    "Zandvoort": "GM0473",
    "De Ronde Venen": "GM0736",
}
BEGIN = date(2013, 1, 1)
TAAKNAMEN = {
    "JE03": "Inkoop van jeugdhulp",
    "JE06": "Residentiële jeugdzorg",
    "WM05": "Vrouwenopvang",
}
_teller = count(1)


def moment(tekst: str) -> datetime:
    """An aware moment; Dutch time when `tekst` has no zone: «2013-05-31 10:00»."""
    gelezen = datetime.fromisoformat(tekst)
    return gelezen if gelezen.tzinfo else gelezen.replace(tzinfo=NEDERLAND)


def gemeente(naam: str, *, inwoners: int | None = None, code: str = "") -> Gemeente:
    """The gemeente called `naam`, made when it is not there."""
    code = code or CODES[naam]
    rij, _ = Gemeente.objects.get_or_create(
        code=code, defaults={"naam": naam, "zoeknaam": vouw(naam), "bestaat_vanaf": BEGIN}
    )
    if inwoners is not None:
        Inwonertal.objects.update_or_create(
            gemeente=rij, peildatum=BEGIN, defaults={"inwoners": inwoners}
        )
    return rij


def regio(naam: str, leden: Iterable[str], *, code: str, soort: str = Soort.JEUGDREGIO) -> Regio:
    """A regio with `leden` (names of gemeenten) since 2013."""
    rij, _ = Regio.objects.get_or_create(
        soort=soort, code=code, defaults={"naam": naam, "geldig_vanaf": BEGIN}
    )
    for lid in leden:
        Regiolid.objects.get_or_create(regio=rij, gemeente=gemeente(lid), vanaf=BEGIN)
    return rij


def taak(code: str = "JE03") -> Taak:
    """A taak of the catalogue; its first two letters say which decentralisatie."""
    soorten = {
        "JE": Decentralisatie.JEUGD,
        "WM": Decentralisatie.WMO,
        "PA": Decentralisatie.PARTICIPATIE,
    }
    naam = TAAKNAMEN.get(code, code)
    rij, _ = Taak.objects.get_or_create(
        code=code,
        defaults={"naam": naam, "korte_naam": naam[:30], "decentralisatie": soorten[code[:2]]},
    )
    return rij


def uitvraag(
    code: str = "2013-mei", *, taken: Iterable[str] = ("JE03", "JE06", "WM05"), **velden: Any
) -> Uitvraag:
    """A round with `taken`; by default that of May 2013: deadline 31 May, 24:00."""
    standaard = {
        "naam": f"Inventarisatie {code}",
        "peildatum": date(2013, 5, 31),
        "opent": moment("2013-04-18"),
        "deadline": moment("2013-06-01"),
        "laatste_wijziging": moment("2013-06-15"),
        "vaststelling_drempel": Stadium.COLLEGEBESLUIT,
    }
    rij, _ = Uitvraag.objects.update_or_create(code=code, defaults=standaard | velden)
    for taakcode in taken:
        uitvraagtaak(rij, taakcode)
    return rij


def uitvraagtaak(ronde: Uitvraag, code: str, **velden: Any) -> Uitvraagtaak:
    """What `ronde` asks about a taak; by default level c, cooperation needed."""
    standaard: dict[str, Any] = {
        "niveau": Niveau.C,
        "samenwerking_noodzakelijk": True,
        "referentie_indeling": Soort.JEUGDREGIO,
    }
    rij, _ = Uitvraagtaak.objects.update_or_create(
        uitvraag=ronde, taak=taak(code), defaults=standaard | velden
    )
    return rij


def rechtsvorm(code: str = "CG", **velden: Any) -> Rechtsvorm:
    """A legal form; by default the centrumregeling."""
    standaard = {
        "naam": "Centrumregeling",
        "soort": "wgr",
        "rechtspersoon": False,
        "bindend": True,
        "geldig_vanaf": date(1985, 1, 1),
    }
    rij, _ = Rechtsvorm.objects.update_or_create(code=code, defaults=standaard | velden)
    return rij


def persoon(naam: str = "M. de Wit") -> Persoon:
    """Somebody who acts."""
    return Persoon.objects.create(naam=naam)


def gebruiker(rol: str, gemeentenaam: str = "", **velden: Any) -> Gebruiker:
    """An account with `rol`, for a gemeente when the rol has one; its password is «wachtwoord»."""
    nummer = next(_teller)
    return Gebruiker.objects.create_user(
        velden.pop("email", f"{rol}{nummer}@voorbeeld.nl"),
        velden.pop("wachtwoord", "wachtwoord"),
        naam=velden.pop("naam", f"{rol} {gemeentenaam}".strip()),
        rol=rol,
        gemeente=gemeente(gemeentenaam) if gemeentenaam else None,
        **velden,
    )


def verband(
    slug: str,
    ronde: Uitvraag,
    arrangementen: Mapping[str, Iterable[str] | Regio] | None = None,
    *,
    vastgelegd_op: datetime | None = None,
    penvoerder: str = "",
    **velden: Any,
) -> Verbandversie:
    """A new version of the verband `slug`: taak code -> names of deelnemers, or a Regio.

    A concept without `vastgelegd_op`.
    """
    rij, _ = Verband.objects.get_or_create(slug=slug)
    nummer = rij.versies.filter(uitvraag=ronde).aggregate(n=Max("nummer"))["n"] or 0
    versie = Verbandversie.objects.create(
        verband=rij,
        uitvraag=ronde,
        nummer=nummer + 1,
        naam=velden.pop("naam", slug.replace("-", " ").capitalize()),
        penvoerder=gemeente(penvoerder) if penvoerder else None,
        vastgelegd_op=vastgelegd_op,
        door=persoon() if vastgelegd_op else None,
        **velden,
    )
    for code, leden in (arrangementen or {}).items():
        _arrangement(versie, code, leden)
    return versie


def _arrangement(versie: Verbandversie, code: str, leden: Iterable[str] | Regio) -> None:
    via_regio = leden if isinstance(leden, Regio) else None
    rij = Arrangement.objects.create(versie=versie, taak=taak(code), regio=via_regio)
    for lid in [] if isinstance(leden, Regio) else leden:
        Deelname.objects.create(arrangement=rij, gemeente=gemeente(lid))


def opgave(
    gemeentenaam: str,
    ronde: Uitvraag,
    regels: Mapping[str, str] | None = None,
    *,
    ingediend_op: datetime | None = None,
    stadium: str = Stadium.INTENTIE,
) -> Opgaveversie:
    """A new version of the opgave: taak code -> a wijze, or the slug of a verband.

    A concept without `ingediend_op`.
    """
    rij, _ = Opgave.objects.get_or_create(gemeente=gemeente(gemeentenaam), uitvraag=ronde)
    nummer = (rij.versies.aggregate(n=Max("nummer"))["n"] or 0) + 1
    ingediend: dict[str, Any] = {}
    if ingediend_op:
        ontvangst = f"{ronde.code}-{rij.gemeente_id[2:]}-{nummer}"
        ingediend = {"door": persoon(), "ontvangstnummer": ontvangst, "inhoud_hash": "0" * 64}
    versie = Opgaveversie.objects.create(
        opgave=rij, nummer=nummer, ingediend_op=ingediend_op, **ingediend
    )
    for code, antwoord in (regels or {}).items():
        opgaveregel(versie, code, antwoord, stadium=stadium)
    return versie


def opgaveregel(
    versie: Opgaveversie, code: str, antwoord: str, *, stadium: str = Stadium.INTENTIE
) -> Opgaveregel:
    """One regel: `antwoord` is a wijze, or the slug of a verband."""
    if antwoord in Wijze.values:
        return Opgaveregel.objects.create(versie=versie, taak=taak(code), wijze=antwoord)
    verband_rij, _ = Verband.objects.get_or_create(slug=antwoord)
    return Opgaveregel.objects.create(
        versie=versie, taak=taak(code), wijze=Wijze.VERBAND, verband=verband_rij, stadium=stadium
    )


def brief(ronde: Uitvraag, namen: Iterable[str], *, initiatief: str = "", **velden: Any) -> Brief:
    """A letter of the gemeenten called `namen`: a concept begun by `initiatief` (default: the
    first), with a text and one addressee, ready to get its decisions.
    """
    wie = list(namen)
    standaard = {
        "slug": "sociaal-domein",
        "onderwerp": "Sociaal domein",
        "tekst": "Wij werken samen.",
    }
    rij = Brief.objects.create(
        uitvraag=ronde, initiatief=gemeente(initiatief or wie[0]), **(standaard | velden)
    )
    Geadresseerde.objects.create(brief=rij, nummer=1, naam="VNG")
    for naam in wie:
        Ondertekening.objects.create(brief=rij, gemeente=gemeente(naam))
    return rij


def briefregel(
    rij: Brief, taken: Iterable[str], namen: Iterable[str], antwoord: str, **velden: Any
) -> Briefregel:
    """A decision of a letter: `antwoord` is a wijze, or the slug of a verband."""
    velden = {"nummer": rij.regels.count() + 1} | velden
    if antwoord in Wijze.values:
        velden["wijze"] = antwoord
    else:
        velden |= {
            "wijze": Wijze.VERBAND,
            "verband": Verband.objects.get_or_create(slug=antwoord)[0],
        }
        velden.setdefault("stadium", Stadium.INTENTIE)
    regel = Briefregel.objects.create(brief=rij, **velden)
    regel.taken.set([taak(code) for code in taken])
    regel.gemeenten.set([gemeente(naam) for naam in namen])
    return regel


def herinnering(gemeentenaam: str, ronde: Uitvraag, *, op: datetime) -> Herinnering:
    """A reminder of three days that was claimed at `op`, and of which it is not sure it left."""
    return Herinnering.objects.create(
        gemeente=gemeente(gemeentenaam), uitvraag=ronde, soort="dagen_3", loper=uuid4(), op=op
    )
