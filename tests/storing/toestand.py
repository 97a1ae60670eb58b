"""`python -m tests.storing.toestand`: opgaven, versions and logboek as they are now, as JSON."""

from __future__ import annotations

import json


def lees() -> dict:
    """Per opgave its counter, text, submitted versions and what the logboek says of it."""
    from django.db import connection

    from samenwerking.models import Opgave, Opgaveregel, Opgaveversie
    from samenwerking.toegang import logboek
    from samenwerking.toegang.models import Logregel
    from tests.storing.wereld import RONDE, TAKEN

    opgaven = {
        gemeente: {"versie": versie, "concept": None, "bewaard": [], "ingediend": {}, "gelogd": []}
        for gemeente, versie in Opgave.objects.values_list("gemeente", "versie")
    }
    concepten = Opgaveregel.objects.filter(versie__ingediend_op=None, taak=TAKEN[0])
    for gemeente, tekst in concepten.values_list("versie__opgave__gemeente", "toelichting"):
        opgaven[gemeente]["concept"] = tekst
    versies = Opgaveversie.objects.exclude(ingediend_op=None).prefetch_related("regels")
    for versie in versies.select_related("opgave"):
        tekst = next((r.toelichting for r in versie.regels.all() if r.taak_id == TAKEN[0]), None)
        opgaven[versie.opgave.gemeente_id]["ingediend"][versie.ontvangstnummer] = tekst
    for gemeente in opgaven:
        regels = Logregel.objects.filter(soort="opgave", sleutel=f"{RONDE}/{gemeente}")
        for actie, inhoud in regels.values_list("actie", "inhoud"):
            if actie == "bewaren":
                opgaven[gemeente]["bewaard"].append(inhoud["versie"])
            else:
                opgaven[gemeente]["gelogd"].append(inhoud["nummer"])
    gaaf = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            gaaf = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    return {
        "opgaven": opgaven,
        "breuken": list(logboek.breuken()),
        "kop": list(logboek.kop()),
        "regels": Logregel.objects.count(),
        "gaaf": gaaf,
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(lees()))
