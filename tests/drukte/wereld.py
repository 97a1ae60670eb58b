"""`python -m tests.drukte.wereld N`: the demo country, its round open now, N x 3 accounts."""

from __future__ import annotations

import json
import sys
from datetime import timedelta

WACHTWOORD = "een-lang-wachtwoord-voor-de-drukte"
RONDE = "2013-mei"


def bouw(aantal: int) -> dict:
    """CBS code -> e-mail of an invuller, a second one and a vaststeller; and a reader's session."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from gemeenten.models import Gemeente
    from monitor import demo
    from samenwerking.models import Uitvraag
    from samenwerking.toegang.models import Gebruiker, Persoon
    from samenwerking.toegang.rollen import Rol
    from tests.storing.wereld import sessie

    nu, hash_ = timezone.now(), make_password(WACHTWOORD)
    if not Gemeente.objects.exists():
        demo.laad(leeg=False, melding=lambda zin: None)
    Uitvraag.objects.filter(pk=RONDE).update(
        opent=nu - timedelta(days=30),
        deadline=nu + timedelta(hours=2),
        laatste_wijziging=nu + timedelta(days=2),
    )
    ronde = Uitvraag.objects.get(pk=RONDE)
    wie: dict[str, list[str]] = {}
    for gemeente in Gemeente.objects.op(ronde.peildatum).order_by("code")[:aantal]:
        rollen = (Rol.INVULLER, Rol.INVULLER, Rol.VASTSTELLER)
        wie[gemeente.pk] = [f"{i}.{gemeente.pk}@drukte.nl".lower() for i in range(3)]
        personen = Persoon.objects.bulk_create(Persoon(naam=email) for email in wie[gemeente.pk])
        Gebruiker.objects.bulk_create(
            Gebruiker(email=p.naam, persoon=p, rol=rol, gemeente=gemeente, password=hash_)
            for p, rol in zip(personen, rollen, strict=True)
        )
    lezer = Gebruiker.objects.create_user("lezer@drukte.nl", naam="lezer", rol=Rol.DEPARTEMENT)
    taken = list(ronde.uitvraagtaken.order_by("taak").values_list("taak_id", flat=True))
    return {"gemeenten": wie, "lezer": sessie(lezer)["sessie"], "taken": taken}


def tel() -> dict:
    """Receipts and whether the logboek is whole, after the rush."""
    from samenwerking.models import Opgaveversie
    from samenwerking.toegang import logboek

    ingediend = Opgaveversie.objects.exclude(sleutel=None).exclude(ingediend_op=None)
    nummers = {str(k): n for k, n in ingediend.values_list("sleutel", "ontvangstnummer")}
    return {"ontvangst": nummers, "breuken": list(logboek.breuken())}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(bouw(int(sys.argv[1])) if len(sys.argv) > 1 else tel()))
