"""Submitting an opgave of 22 regels, against a formset that is written in bulk."""

from __future__ import annotations

from uuid import uuid4

from gemeenten.models import Gemeente
from samenwerking.acties import opgave as acties
from samenwerking.klok import nu
from samenwerking.models import Opgave, Opgaveregel, Uitvraag
from samenwerking.regels import Antwoord
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from tests.prestaties.bezoek import Bezoeker, kaal_project
from tests.prestaties.meten import Grens, Regel, queries, samen

KEER = 7


def meet(ronde: Uitvraag) -> list[Regel | Grens]:
    """The rows of the table about submitting; each round submits for gemeenten that had not yet."""
    antwoorden = _antwoorden(ronde)
    stil = Gemeente.objects.op(ronde.peildatum).exclude(opgaven__uitvraag=ronde).order_by("code")
    vrij = [_vaststeller(code) for code in stil[: 3 * (KEER + 1) + 1]]
    klaar, los = vrij[: KEER + 1], vrij[KEER + 1 : 2 * KEER + 2]
    kaal, telling = vrij[2 * KEER + 2 : -1], vrij[-1]
    for wie in (*klaar, telling):
        _bewaar(wie, ronde, antwoorden)
    bezoekers = {wie.pk: Bezoeker(wie) for wie in (*klaar, telling)}
    with kaal_project():
        kale = iter([Bezoeker(wie) for wie in kaal])
    indieners, zelf = iter(klaar), iter(los)
    formulier = _formulier(ronde, antwoorden)

    def bij_kaal() -> None:
        with kaal_project():
            next(kale).vraag("/indienen/", formulier)

    def indienen(wie: Gebruiker) -> None:
        data = {"versie": 1, "sleutel": str(uuid4()), "gecontroleerd": ["O1", "O5"]}
        data["reden_open"] = "later"
        antwoord = bezoekers[wie.pk].vraag(f"/opgave/{ronde.pk}/indienen/", data)
        assert "ontvangst" in antwoord.headers["Location"]

    def bewaren_en_indienen() -> None:
        wie = next(zelf)
        _bewaar(wie, ronde, antwoorden)
        acties.indienen(
            wie.gemeente,
            ronde,
            door=wie,
            op=nu(),
            versie=1,
            sleutel=uuid4(),
            gecontroleerd=["O1", "O5"],
            reden_open="later",
        )

    bodem, ingediend, alles = samen(
        bij_kaal, lambda: indienen(next(indieners)), bewaren_en_indienen, keer=KEER
    )
    with queries() as gedaan:
        indienen(telling)
    formset = "formset + bulk_create, 22 regels"
    return [
        Regel("submit: POST of an opgave of 22 regels, with logboek", formset, bodem, ingediend, 2),
        Regel(
            "save 22 regels and submit (two actions, two rows of logboek)", formset, bodem, alles
        ),
        Grens("queries of submitting", len(gedaan), 14, "queries"),
    ]


def _vaststeller(gemeente: Gemeente) -> Gebruiker:
    return Gebruiker.objects.create_user(
        f"{gemeente.code}@voorbeeld.nl",
        "wachtwoord",
        naam=f"vaststeller {gemeente.naam}",
        rol=Rol.VASTSTELLER,
        gemeente=gemeente,
    )


def _antwoorden(ronde: Uitvraag) -> list[Antwoord]:
    """The answers of one gemeente of the round, one per taak."""
    opgave = Opgave.objects.filter(uitvraag=ronde, versies__nummer=1).order_by("gemeente").first()
    regels = Opgaveregel.objects.filter(versie__opgave=opgave, versie__nummer=1)
    per_taak = {r.taak_id: r for r in regels.exclude(wijze="landelijk").order_by("taak", "verband")}
    return [Antwoord(r.taak_id, r.wijze, r.verband_id, r.stadium) for r in per_taak.values()]


def _bewaar(wie: Gebruiker, ronde: Uitvraag, antwoorden: list[Antwoord]) -> None:
    taken = [a.taak for a in antwoorden]
    acties.bewaar(wie.gemeente, ronde, antwoorden, taken=taken, door=wie, op=nu(), versie=0)


def _formulier(ronde: Uitvraag, antwoorden: list[Antwoord]) -> dict[str, str | int]:
    aantal = len(antwoorden)
    uit: dict[str, str | int] = {"ronde": ronde.pk}
    uit |= {"form-TOTAL_FORMS": aantal, "form-INITIAL_FORMS": 0}
    for n, a in enumerate(antwoorden):
        velden = {"taak": a.taak, "wijze": a.wijze, "verband": a.verband, "stadium": a.stadium}
        uit |= {f"form-{n}-{naam}": waarde or "" for naam, waarde in velden.items()}
    return uit
