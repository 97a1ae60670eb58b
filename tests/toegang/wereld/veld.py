"""What the field and VNG make: visits, signalen, vragen and support."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from monitor.models import (
    Bezoek,
    BezoekAfspraak,
    Bijeenkomst,
    Handreiking,
    Notitie,
    Ondersteuningsverzoek,
    Signaal,
    Vraag,
)
from monitor.models.vraag import THEMANAMEN
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.omgang import ANDER, EIGEN, OPEN
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.toegang.wereld.kern import OP, Argumenten, Voorwerpen


def van_het_veld(zing: Any, rollen: dict[str, Gebruiker]) -> Voorwerpen:
    """Visits, signalen and vragen."""
    ander = bouwers.gebruiker(Rol.AMBASSADEUR)
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

    signaal = Signaal.objects.create(
        onderwerp="wachtlijsten",
        tekst=zing("signaal", ""),
        bron="raad",
        gemeente=bouwers.gemeente("Haarlem"),
        aan="rijk",
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
    van_ander = {"nummer": bezoeken[ander.pk]}
    return {
        "bezoek": {EIGEN: van_mij(bezoeken), ANDER: van_ander},
        "bezoek om te wijzigen": {EIGEN: van_mij(bezoeken), ANDER: van_ander},
        "afspraak": {EIGEN: van_mij(afspraken), ANDER: {"nummer": afspraken[ander.pk]}},
        "signaal": {ANDER: {"nummer": signaal.pk}},
        "vraag": {
            EIGEN: {"nummer": vragen["GM0397"]},
            ANDER: {"nummer": vragen["GM0392"]},
        },
    }


def hulp(zing: Any, rollen: dict[str, Gebruiker]) -> Voorwerpen:
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
