"""A small country in which everybody keeps something from somebody: for the matrix.

`voorwerpen` gives per kind of thing of the policy (omgang.RELATIES) one in each relation, seen from
Heemstede; `kanaries` what is hidden in it: a word, what it is (omgang.VERTROUWELIJK), and whose.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.utils import timezone

from gemeenten.models import Soort
from monitor.acties.publicatie import publiceer
from monitor.kamerbijlage import als_tekst, kenmerk, stel_samen
from monitor.models import (
    Aandachtvlag,
    Bezoek,
    BezoekAfspraak,
    Bijeenkomst,
    Bladwijzer,
    Bundel,
    Commissienotitie,
    Deling,
    Escalatie,
    Escalatiestap,
    Handreiking,
    Notitie,
    Ondersteuningsverzoek,
    Oordeel,
    Oordeelstap,
    Scenario,
    Scenarioversie,
    Signaal,
    Toezegging,
    Uitleg,
    Vraag,
)
from monitor.models.vraag import THEMANAMEN
from samenwerking.models import (
    Bericht,
    Besluit,
    Brief,
    Briefversie,
    Contact,
    Opgaveversie,
    Praktijkvoorbeeld,
    Uitvraag,
    Upload,
)
from samenwerking.toegang import tokens
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.omgang import ANDER, ANDER_CONCEPT, EIGEN, EIGEN_CONCEPT, OPEN
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

NU = "2013-06-05T12:00+02:00"
OP = moment("2013-05-20")
MEI = {"uitvraag": "2013-mei"}
NIET = {"int": 999_999, "uuid": UUID(int=0)}
Argumenten = dict[str, Any]
Voorwerpen = dict[str, dict[str, Callable[[Gebruiker | None], Argumenten] | Argumenten]]


class Kanarie(NamedTuple):
    """A word that nobody else may read; `van` is the gemeente (code) or the account (pk)."""

    woord: str
    wat: str
    van: str | int


class Wereld(NamedTuple):
    """The things and the words."""

    voorwerpen: Voorwerpen
    kanaries: list[Kanarie]


def bouw(rollen: dict[str, Gebruiker]) -> Wereld:
    """Make it; `rollen` is the cast, with Heemstede as the own gemeente."""
    kanaries: list[Kanarie] = []

    def zing(wat: str, van: str | int) -> str:
        woord = f"Kanarie{len(kanaries) + 1:03}vogel"
        kanaries.append(Kanarie(woord, wat, van))
        return woord

    ronde = _gemeenten(zing, rollen)
    wat = {
        **_vaste(ronde),
        **_verbanden(ronde, zing),
        **_brieven(ronde, zing),
        **_van_accounts(ronde, zing, rollen),
        **_van_het_land(ronde, zing, rollen),
        **_hulp(zing, rollen),
    }
    return Wereld(wat, kanaries)


def _gemeenten(zing: Any, rollen: dict[str, Gebruiker]) -> Uitvraag:
    """The round, a published one, and opgaven of three gemeenten."""
    bouwers.regio("Kennemerland", ["Haarlem", "Heemstede", "Bloemendaal"], code="JZ13")
    bouwers.rechtsvorm()
    vroeger = bouwers.uitvraag(
        "2012-nov",
        opent=moment("2012-10-01"),
        deadline=moment("2012-11-01"),
        laatste_wijziging=moment("2012-11-15"),
        gepubliceerd_op=moment("2012-12-01"),
        peildatum=date(2013, 1, 1),
    )
    bouwers.verband("bekend", vroeger, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2012-10-20"))
    ronde = bouwers.uitvraag()
    for naam, code in (("Heemstede", "GM0397"), ("Haarlem", "GM0392")):
        versie = bouwers.opgave(naam, ronde, {"JE06": "zelfstandig"}, ingediend_op=OP)
        versie.regels.update(toelichting=zing("antwoorden na indienen", code))
        Opgaveversie.objects.filter(pk=versie.pk).update(
            reden=zing("reden van een nieuwe versie", code)
        )
        concept = bouwers.opgave(naam, ronde, {"WM05": "zelfstandig"})
        concept.regels.update(toelichting=zing("antwoorden in een concept", code))
        Contact.objects.create(
            gemeente_id=code, rol="wethouder", naam=zing("contactpersoon", code), email="w@a.nl"
        )
    bouwers.opgave("Bloemendaal", ronde, {"JE03": "geen"})
    Bericht.objects.create(
        uitvraag=ronde,
        code="W1",
        gemeente=bouwers.gemeente("Bloemendaal"),
        verband=bouwers.verband("bv", ronde, {"JE03": ["Bloemendaal"]}, vastgelegd_op=OP).verband,
        van=bouwers.gemeente("Haarlem"),
        aan=bouwers.gemeente("Bloemendaal"),
        reactie="in_gesprek",
        tekst=zing("bericht aan een andere gemeente", "GM0392"),
        op=OP,
        door=rollen[Rol.INVULLER].persoon,
        sleutel=uuid4(),
    )
    return ronde


def _vaste(ronde: Uitvraag) -> Voorwerpen:
    """What everybody reaches, and the papers of the opgave."""
    per_gemeente = {}
    for code, naam in (("GM0397", "eigen"), ("GM0392", "ander")):
        versies = Opgaveversie.objects.filter(opgave__gemeente=code).order_by("nummer")
        for versie, soort in zip(versies, ("ingediend", "concept"), strict=True):
            besluit = Besluit(versie=versie, orgaan="college", genomen=date(2013, 5, 14))
            besluit.document.save(f"{uuid4()}.pdf", ContentFile(b"%PDF-1.7 stuk"))
            per_gemeente[naam, soort] = {"naam": besluit.document.name.rpartition("/")[2]}
    return {
        "soort": {OPEN: {"soort": Soort.JEUGDREGIO}},
        "gemeente": {OPEN: {"code": "GM0392"}},
        "regio": {OPEN: {"code": "JZ13"}},
        "bestandsvorm": {OPEN: {"formaat": "json"}},
        "vorm van de catalogus": {OPEN: {"formaat": "ttl"}},
        "ronde": {OPEN: MEI},
        "ronde en bestandsvorm": {OPEN: MEI | {"formaat": "ods"}},
        "ronde en taak": {OPEN: MEI | {"taak": "JE03"}},
        "ronde en gemeente": {OPEN: MEI | {"gemeente": "GM0377"}},
        "ronde, gemeente en taak": {OPEN: MEI | {"gemeente": "GM0377", "taak": "JE03"}},
        "opgave van een gemeente": {OPEN: MEI | {"code": "GM0392"}},
        "norm": {OPEN: {"taak": "JE03"}},
        "open ronde": {OPEN: {"uitvraag": "2012-nov"}, ANDER: MEI},
        "versies": {
            EIGEN: MEI | {"code": "GM0397"},
            ANDER: MEI | {"code": "GM0392"},
            ANDER_CONCEPT: MEI | {"code": "GM0377"},
        },
        "ontvangstbewijs": {EIGEN: MEI | {"nummer": 1}, EIGEN_CONCEPT: MEI | {"nummer": 2}},
        "stuk bij een besluit": {
            EIGEN: per_gemeente["eigen", "ingediend"],
            EIGEN_CONCEPT: per_gemeente["eigen", "concept"],
            ANDER: per_gemeente["ander", "ingediend"],
            ANDER_CONCEPT: per_gemeente["ander", "concept"],
        },
    }


def _verbanden(ronde: Uitvraag, zing: Any) -> Voorwerpen:
    """Laid down and proposed, ours and those of others."""
    van_ons = {"JE03": ["Haarlem", "Heemstede"]}
    bouwers.verband("zk", ronde, van_ons, vastgelegd_op=OP, penvoerder="Haarlem")
    bouwers.verband("ijmond", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=OP, penvoerder="Velsen")
    for slug, namen, code in (
        ("plan-van-ons", ["Heemstede"], "GM0397"),
        ("plan-van-haarlem", ["Haarlem"], "GM0392"),
    ):
        naam = zing("naam van een voorgesteld verband", code)
        bouwers.verband(slug, ronde, {"JE06": namen}, penvoerder=namen[0], naam=naam)
    Praktijkvoorbeeld.objects.create(
        verband_id="zk", tekst="Zo kan het.", op=OP, door=bouwers.persoon()
    )
    oordeel = Oordeel.objects.create(uitvraag=ronde, verband_id="zk", criterium="K1")
    ander = Oordeel.objects.create(uitvraag=ronde, verband_id="ijmond", criterium="K1")
    for rij, stadia, wat in (
        (oordeel, ("concept", "wederhoor"), zing("oordeel in wederhoor", "GM0397")),
        (ander, ("concept",), zing("oordeel in concept", "")),
    ):
        for nummer, stadium in enumerate(stadia, 1):
            Oordeelstap.objects.create(
                oordeel=rij,
                nummer=nummer,
                stadium=stadium,
                score="deels",
                indicatie="voldoet",
                motivering=wat,
                wederhoor_tot=date(2013, 6, 10) if stadium == "wederhoor" else None,
                op=OP,
                door=bouwers.persoon(),
            )
    return {
        "verband": {
            OPEN: {"slug": "bekend"},
            EIGEN: {"slug": "zk"},
            ANDER: {"slug": "ijmond"},
            EIGEN_CONCEPT: {"slug": "plan-van-ons"},
            ANDER_CONCEPT: {"slug": "plan-van-haarlem"},
        },
        "concept van een verband": {
            EIGEN_CONCEPT: MEI | {"slug": "plan-van-ons"},
            ANDER_CONCEPT: MEI | {"slug": "plan-van-haarlem"},
            ANDER: MEI | {"slug": "ijmond"},
        },
        "vertegenwoordiger": {
            EIGEN: {"code": "GM0397", "slug": "zk"},
            ANDER: {"code": "GM0392", "slug": "zk"},
        },
        "praktijkvoorbeeld": {OPEN: {"slug": "zk"}},
        "oordeel in wederhoor": {EIGEN: {"slug": "zk"}, ANDER: {"slug": "ijmond"}},
        "verband om te beoordelen": {EIGEN: {"slug": "zk"}, ANDER: {"slug": "ijmond"}},
        "stap van een oordeel": {ANDER: {"slug": "ijmond", "actie": "noteren"}},
        "bevinding": {
            EIGEN: {"sleutel": "D1.GM0397..JE03"},
            ANDER: {"sleutel": "D1.GM0392..JE03"},
        },
    }


def _brieven(ronde: Uitvraag, zing: Any) -> Voorwerpen:
    """Concepts that name us or not, and sent ones."""
    rijen = {}
    for slug, namen, op in (
        ("van-ons", ["Heemstede", "Haarlem"], None),
        ("van-hen", ["Haarlem", "Bloemendaal"], None),
        ("weg-van-ons", ["Heemstede", "Haarlem"], OP),
        ("weg-van-hen", ["Haarlem", "Bloemendaal"], OP),
        ("ligt-bij-ons", ["Heemstede", "Haarlem"], None),
        ("ligt-bij-hen", ["Haarlem", "Bloemendaal"], None),
    ):
        code = bouwers.CODES[namen[0]]
        tekst = "Wij werken samen." if op else zing("brief die nog niet weg is", code)
        rijen[slug] = bouwers.brief(ronde, namen, slug=slug, tekst=tekst, onderwerp=slug)
        ligt = OP if op or slug.startswith("ligt") else None
        Brief.objects.filter(pk=rijen[slug].pk).update(aangeboden_op=ligt, verzonden_op=op)
    for slug in ("van-ons", "ligt-bij-ons"):
        bouwers.briefregel(rijen[slug], ["JE03"], ["Heemstede"], "zelfstandig")
        Briefversie.objects.create(
            brief=rijen[slug],
            nummer=1,
            inhoud={},
            inhoud_hash="0" * 64,
            aangeboden_op=OP,
            door=bouwers.persoon(),
            teruggenomen_op=None if slug == "ligt-bij-ons" else OP,
            reden="" if slug == "ligt-bij-ons" else "anders",
        )
    brieven = {
        EIGEN: MEI | {"slug": "weg-van-ons"},
        ANDER: MEI | {"slug": "weg-van-hen"},
        EIGEN_CONCEPT: MEI | {"slug": "van-ons"},
        ANDER_CONCEPT: MEI | {"slug": "van-hen"},
    }
    concepten = {r: a for r, a in brieven.items() if r in {EIGEN_CONCEPT, ANDER_CONCEPT}}
    return {
        "brief": brieven,
        "brief om te schrijven": concepten | {ANDER: brieven[ANDER]},
        "besluit in een brief": {r: a | {"nummer": 1} for r, a in concepten.items()},
        "brief om te tekenen": {
            EIGEN_CONCEPT: MEI | {"slug": "ligt-bij-ons"},
            ANDER_CONCEPT: MEI | {"slug": "ligt-bij-hen"},
            ANDER: brieven[ANDER],
        },
    }


def _van_accounts(ronde: Uitvraag, zing: Any, rollen: dict[str, Gebruiker]) -> Voorwerpen:
    """Uploads, tokens, accounts, kept views: each of one account."""
    collega = bouwers.gebruiker(Rol.RAAD, "Heemstede")
    ander = bouwers.gebruiker(Rol.INVULLER, "Haarlem")
    sleutels = {}
    for van, code in (("Heemstede", "GM0397"), ("Haarlem", "GM0392")):
        token, _ = tokens.maak("Zaak", bouwers.gemeente(van), Rol.INVULLER, door=ander.persoon)
        type(token).objects.filter(pk=token.pk).update(hash=zing("sleutel van een account", ""))
        sleutels[code] = token.pk
    Authenticator.objects.create(
        user=collega, type="totp", data={"secret": zing("sleutel van een account", "")}
    )
    wie = [*rollen.values(), ander]
    uploads = {
        gebruiker.pk: Upload.objects.create(
            gebruiker=gebruiker,
            uitvraag=ronde,
            gemeente=gebruiker.gemeente,
            bestandsnaam=f"{zing('geüpload bestand', gebruiker.pk)}.ods",
            inhoud=b"x",
            gemaakt_op=timezone.now(),
        ).pk
        for gebruiker in wie
    }
    bladwijzers = {
        gebruiker.pk: Bladwijzer.objects.create(
            gebruiker=gebruiker, naam=zing("bladwijzer", gebruiker.pk), pagina="monitor-dekking"
        ).pk
        for gebruiker in wie
    }

    def van_mij(gebruiker: Gebruiker | None) -> Argumenten:
        return MEI | {"pk": uploads.get(gebruiker.pk if gebruiker else 0, uploads[ander.pk])}

    een_ander = {EIGEN: van_mij, ANDER: MEI | {"pk": uploads[ander.pk]}}
    return {
        "upload": een_ander,
        "upload van de VNG": een_ander,
        "token": {EIGEN: {"nummer": sleutels["GM0397"]}, ANDER: {"nummer": sleutels["GM0392"]}},
        "account": {EIGEN: {"nummer": collega.pk}, ANDER: {"nummer": ander.pk}},
        "weergave": {
            EIGEN: lambda g: {"nummer": bladwijzers.get(g.pk if g else 0, bladwijzers[ander.pk])},
            ANDER: {"nummer": bladwijzers[ander.pk]},
        },
    }


def _van_het_land(ronde: Uitvraag, zing: Any, rollen: dict[str, Gebruiker]) -> Voorwerpen:
    """What the commission, the field and VNG make."""
    haarlem = bouwers.gemeente("Haarlem")
    ander = bouwers.gebruiker(Rol.AMBASSADEUR)
    collega = bouwers.gebruiker(Rol.COMMISSIE)
    zegt: dict[str, Any] = {"op": OP, "door": ander.persoon}
    bezoeken, afspraken = {}, {}
    for wie in (rollen[Rol.AMBASSADEUR], rollen[Rol.ACCOUNTMANAGER], ander):
        bezoek = Bezoek.objects.create(
            datum=date(2013, 5, 2),
            soort="werkbezoek",
            plaats="Haarlem",
            onderwerp="jeugd",
            door=wie.persoon,
            verslag=zing("verslag van een bezoek", ""),
        )
        bezoek.gemeenten.set([bouwers.gemeente("Velsen")])
        tekst = zing("notitie van een ambassadeur", wie.pk)
        Notitie.objects.create(bezoek=bezoek, door=wie.persoon, tekst=tekst, gemaakt_op=OP)
        afspraak = BezoekAfspraak.objects.create(bezoek=bezoek, tekst="bellen", eigenaar="VNG")
        bezoeken[wie.pk], afspraken[wie.pk] = bezoek.pk, afspraak.pk

    def van_mij(per: dict[int, int]) -> Callable[[Gebruiker | None], Argumenten]:
        return lambda g: {"nummer": per.get(g.pk if g else 0, per[ander.pk])}

    Commissienotitie.objects.create(
        uitvraag=ronde, verband_id="zk", tekst=zing("notitie van de commissie", ""), **zegt
    )
    Aandachtvlag.objects.create(
        uitvraag=ronde,
        regio=bouwers.Regio.objects.get(code="JZ13"),
        nummer=1,
        nodig=True,
        reden=zing("aandachtvlag", ""),
        **zegt,
    )
    for code in ("GM0397", "GM0392"):
        Uitleg.objects.create(
            uitvraag=ronde,
            code="D1",
            sleutel=f"D1.{code}..JE03",
            gemeente_id=code,
            taak_id="JE03",
            van_id=code,
            nummer=1,
            reden="anders",
            tekst=zing("uitleg over een verschil", code),
            nadelen="geen",
            **zegt,
        )
    signaal = Signaal.objects.create(
        onderwerp="wachtlijsten",
        tekst=zing("signaal", ""),
        bron="raad",
        gemeente=haarlem,
        aan="rijk",
        **zegt,
    )
    escalatie = Escalatie.objects.create(uitvraag=ronde, gemeente=haarlem, onderwerp="keuze")
    Escalatiestap.objects.create(
        escalatie=escalatie,
        nummer=1,
        trede="signaleren",
        reden=zing("stap van een escalatie", ""),
        termijn=date(2013, 6, 20),
        verantwoordelijke="W. Terpstra",
        **zegt,
    )
    toezegging = Toezegging.objects.create(
        onderwerp="voortgang",
        tekst=zing("toezegging", ""),
        gedaan_op=date(2013, 5, 1),
        gedaan_bij="AO",
        verantwoordelijke="BZK",
        termijn=date(2013, 9, 1),
        **zegt,
    )
    vragen = {
        code: Vraag.objects.create(
            thema=next(iter(THEMANAMEN)).value,
            tekst=zing("vraag van een gemeente", code),
            gemeente_id=code,
            **zegt,
        ).pk
        for code in ("GM0397", "GM0392")
    }
    scenarios = {}
    for wie in (rollen[Rol.COMMISSIE], rollen[Rol.BZK], collega):
        scenario = Scenario.objects.create(uitvraag=ronde, door=wie.persoon, op=OP)
        Scenarioversie.objects.create(
            scenario=scenario,
            nummer=1,
            naam=zing("scenario dat niet is gedeeld", wie.pk),
            bekend_op=OP,
            wat="begin",
            op=OP,
            door=wie.persoon,
        )
        scenarios[wie.pk] = scenario.pk

    gedeeld = Scenario.objects.create(
        uitvraag=ronde, door=collega.persoon, op=OP, deling=Deling.LEZERS
    )
    Scenarioversie.objects.create(
        scenario=gedeeld,
        nummer=1,
        naam="gedeeld",
        bekend_op=OP,
        wat="begin",
        op=OP,
        door=collega.persoon,
    )

    def scenario_van(g: Gebruiker | None) -> Argumenten:
        return {"nummer": scenarios.get(g.pk if g else 0, scenarios[collega.pk])}

    gezien = kenmerk(als_tekst(stel_samen(ronde, None, moment(NU))))
    publicatie, _ = publiceer(
        ronde, None, gezien=gezien, reden="vast", door=collega.persoon, op=moment(NU)
    )
    bundel = Bundel.objects.create(
        uitvraag=ronde, soort="jeugdregio", bekend_op=OP, regios=[["JZ13", "K"]], **zegt
    )
    bundel.map.mkdir(parents=True)
    (bundel.map / bundel.bestand).write_bytes(b"%PDF-1.7 profielen")
    van_ander = {"nummer": bezoeken[ander.pk]}
    return {
        "bezoek": {EIGEN: van_mij(bezoeken), ANDER: van_ander},
        "bezoek om te wijzigen": {EIGEN: van_mij(bezoeken), ANDER: van_ander},
        "afspraak": {EIGEN: van_mij(afspraken), ANDER: {"nummer": afspraken[ander.pk]}},
        "signaal": {ANDER: {"nummer": signaal.pk}},
        "escalatie": {ANDER: {"nummer": escalatie.pk}},
        "stap van een escalatie": {
            ANDER: lambda g: {
                "nummer": escalatie.pk,
                "actie": "akkoord" if g and g.rol == Rol.DEPARTEMENT else "omhoog",
            }
        },
        "brief van een escalatie": {ANDER: {"nummer": escalatie.pk, "stapnummer": 1}},
        "toezegging": {ANDER: {"nummer": toezegging.pk}},
        "vraag": {
            EIGEN: {"nummer": vragen["GM0397"]},
            ANDER: {"nummer": vragen["GM0392"]},
        },
        "scenario": {
            EIGEN: scenario_van,
            OPEN: {"nummer": gedeeld.pk},
            ANDER: {"nummer": scenarios[collega.pk]},
        },
        "stap in een scenario": {
            EIGEN: lambda g: scenario_van(g) | {"actie": "naam"},
            ANDER: {"nummer": scenarios[collega.pk], "actie": "naam"},
        },
        "publicatie": {ANDER: {"nummer": publicatie.pk}},
        "bestand van een publicatie": {
            ANDER: {"nummer": publicatie.pk, "naam": "tabel-1-inzendingen.csv"}
        },
        "bestand in voorbereiding": {ANDER: {"naam": "tabel-1-inzendingen.csv"}},
        "overdrachtsdocument": {EIGEN: {"code": "GM0397"}, ANDER: {"code": "GM0392"}},
        "bundel": {OPEN: {"nummer": bundel.pk}},
        "bestand van een bundel": {OPEN: {"nummer": bundel.pk, "naam": bundel.bestand}},
        "open bestand": {OPEN: {"uitvraag": "2012-nov", "naam": "datapackage.json"}},
    }


def _hulp(zing: Any, rollen: dict[str, Gebruiker]) -> Voorwerpen:
    """Asking for support, meetings and the library."""
    elders = bouwers.regio("IJmond", ["Velsen"], code="JZ14")
    hier = bouwers.Regio.objects.get(code="JZ13")
    verzoeken = {
        code: Ondersteuningsverzoek.objects.create(
            vorm="advies",
            regio=regio,
            gemeente_id=code,
            onderwerp="inkoop",
            vraag=zing("verzoek om ondersteuning", code),
            op=OP,
            door=rollen[Rol.VNG].persoon,
        ).pk
        for code, regio in (("GM0397", hier), ("GM0453", elders))
    }
    bijeenkomsten = {
        (regio.code, wie.pk): Bijeenkomst.objects.create(
            datum=date(2013, 6, 20),
            plaats="Haarlem",
            onderwerp="jeugd",
            regio=regio,
            namens="VNG",
            op=OP,
            door=wie.persoon,
        ).pk
        for regio in (hier, elders)
        for wie in (rollen[Rol.VNG], rollen[Rol.PROVINCIE])
    }
    vng, provincie = rollen[Rol.VNG].pk, rollen[Rol.PROVINCIE].pk
    handreiking = Handreiking(
        titel="Inkoop", onderwerp="inkoop", op=OP, door=rollen[Rol.VNG].persoon
    )
    handreiking.bestand.save("inkoop.pdf", ContentFile(b"%PDF-1.7 inkoop"))
    van_wie = {EIGEN: {"nummer": verzoeken["GM0397"]}, ANDER: {"nummer": verzoeken["GM0453"]}}
    return {
        "verzoek om ondersteuning": van_wie,
        "eigen verzoek om ondersteuning": van_wie,
        "bijeenkomst": {
            EIGEN: {"nummer": bijeenkomsten["JZ13", vng]},
            ANDER: {"nummer": bijeenkomsten["JZ14", vng]},
        },
        "bijeenkomst om te wijzigen": {
            EIGEN: {"nummer": bijeenkomsten["JZ13", provincie]},
            ANDER: {"nummer": bijeenkomsten["JZ14", vng]},
        },
        "handreiking": {OPEN: {"nummer": handreiking.pk}},
    }
