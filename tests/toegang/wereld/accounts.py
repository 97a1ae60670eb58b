"""Uploads, tokens, accounts and kept views: each of one account."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from monitor.models import (
    Bladwijzer,
)
from samenwerking.models import (
    Uitvraag,
    Upload,
)
from samenwerking.toegang import tokens
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.omgang import ANDER, EIGEN
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.toegang.wereld.kern import MEI, Argumenten, Voorwerpen


def van_accounts(ronde: Uitvraag, zing: Any, rollen: dict[str, Gebruiker]) -> Voorwerpen:
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
