"""Loads the reference tables: who exists, the taken and what each round asks, the legal forms.

By code, in one transaction, all or nothing. What a table gives wins, except what has become part of
a round: once a round has opgaven its niveau's and norms stay as the commission has them (S1-21,
K3), and a moment of publication is never taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from gemeenten import laden, referentie
from gemeenten.bijwerken import Telling, breng_in
from gemeenten.models import Soort
from gemeenten.tabel import Map, Rij
from samenwerking.keuzes import Decentralisatie, Niveau, Rechtsvormsoort, Stadium, Verplichting
from samenwerking.models import Opgave, Rechtsvorm, Taak, Uitvraag, Uitvraagtaak
from samenwerking.toegang import logboek


def laad(pad: Path) -> dict[str, Telling]:
    """Load the folder `pad`; counts per table. Raises Afgewezen and saves nothing on errors."""
    bron = Map(pad)
    land = referentie.lees(bron)
    rechtsvormen = _rechtsvormen(bron)
    taken = _taken(bron)
    uitvragen, uitvraagtaken = _uitvragen(bron, taken)
    bron.controleer()
    with transaction.atomic():
        tellingen = laden.schrijf(land)
        tellingen["rechtsvormen"] = breng_in(Rechtsvorm.objects.all(), rechtsvormen, "code")
        tellingen["taken"] = breng_in(Taak.objects.all(), _zonder_rij(taken), "code")
        tellingen["uitvragen"] = breng_in(
            Uitvraag.objects.all(), uitvragen, "code", behoud=_behoud_van_uitvraag
        )
        tellingen["uitvraagtaken"] = _schrijf_uitvraagtaken(uitvraagtaken)
        inhoud = {naam: vars(telling) for naam, telling in tellingen.items()}
        wie = logboek.opdrachtregel()
        logboek.schrijf("laden", "referentie", pad.name, persoon=wie, inhoud=inhoud)
    return tellingen


def ververs_inwoners(bestand: Path, *, doorvoeren: bool) -> dict[str, Telling]:
    """Add the inwonertallen of a CBS file; counts per table. Without `doorvoeren` only counts.

    Raises Afgewezen and saves nothing on errors.
    """
    bron = Map(bestand.parent)
    regels = laden.lees_inwonertallen(bron, bestand.name)
    bron.controleer()
    with transaction.atomic():
        tellingen = laden.schrijf_inwonertallen(regels)
        inhoud = {naam: vars(telling) for naam, telling in tellingen.items()}
        wie = logboek.opdrachtregel()
        logboek.schrijf("verversen", "inwonertallen", bestand.name, persoon=wie, inhoud=inhoud)
        transaction.set_rollback(not doorvoeren)
    return tellingen


def _behoud_van_uitvraag(uitvraag: Uitvraag) -> set[str]:
    gepubliceerd = {"gepubliceerd_op"} if uitvraag.gepubliceerd_op else set()
    return {"voorbeeldgegevens", *gepubliceerd}


def _schrijf_uitvraagtaken(uitvraagtaken: Iterable[Uitvraagtaak]) -> Telling:
    in_gebruik = set(Opgave.objects.values_list("uitvraag", flat=True).distinct())
    return breng_in(
        Uitvraagtaak.objects.all(),
        uitvraagtaken,
        "uitvraag_id taak_id",
        behoud=lambda rij: {"niveau", "norm_inwoners"} if rij.uitvraag_id in in_gebruik else (),
    )


Taakrijen = dict[str, tuple[Taak, Rij]]


def _zonder_rij(taken: Taakrijen) -> list[Taak]:
    return [taak for taak, _ in taken.values()]


def _rechtsvormen(bron: Map) -> list[Rechtsvorm]:
    kolommen = "code naam soort rechtspersoon bindend geldig_vanaf geldig_tot"
    rijen = bron.rijen("rechtsvormen.csv", kolommen, sleutel="code", verplicht=False)
    return [
        Rechtsvorm(
            code=rij.tekst("code", lengte=10),
            naam=rij.tekst("naam", lengte=120),
            soort=rij.uit("soort", Rechtsvormsoort.values),
            rechtspersoon=rij.ja_nee("rechtspersoon"),
            bindend=rij.ja_nee("bindend"),
            artikel=rij.tekst("artikel", lengte=120, leeg=True),
            geldig_vanaf=rij.verplichte_dag("geldig_vanaf"),
            geldig_tot=rij.dag("geldig_tot"),
            bron=rij.tekst("bron", lengte=300, leeg=True),
        )
        for rij in rijen
    ]


def _taken(bron: Map) -> Taakrijen:
    """Per code the taak and its row, which also says what a round asks of it."""
    namen = {
        rij.cellen["code"]: rij
        for rij in bron.rijen(
            "taaknamen.csv", "code korte_naam omschrijving", sleutel="code", verplicht=False
        )
    }
    kolommen = "code naam decentralisatie niveau samenwerking_noodzakelijk referentie_indeling"
    taken: Taakrijen = {}
    for rij in bron.rijen("taken.csv", kolommen, sleutel="code"):
        taak = Taak(
            code=rij.tekst("code", lengte=10),
            naam=rij.tekst("naam", lengte=120),
            korte_naam=rij.cellen["naam"][:30],
            decentralisatie=rij.uit("decentralisatie", Decentralisatie.values),
        )
        if naam := namen.get(taak.code):
            taak.korte_naam = naam.tekst("korte_naam", lengte=30)
            taak.omschrijving = naam.tekst("omschrijving", lengte=300, leeg=True)
        taken[taak.code] = taak, rij
    return taken


def _uitvragen(bron: Map, taken: Taakrijen) -> tuple[list[Uitvraag], list[Uitvraagtaak]]:
    kolommen = "code naam peildatum opent deadline laatste_wijziging taken vaststelling_drempel"
    uitvragen, uitvraagtaken = [], []
    for rij in bron.rijen("uitvragen.csv", kolommen, sleutel="code"):
        if uitvraag := _uitvraag(rij):
            uitvragen.append(uitvraag)
            uitvraagtaken += [
                _uitvraagtaak(uitvraag, *taken[code]) for code in _gevraagd(rij, taken)
            ]
    return uitvragen, uitvraagtaken


def _uitvraag(rij: Rij) -> Uitvraag | None:
    """The round of a row; None when its moments are missing or not in order."""
    momenten = [rij.moment(kolom) for kolom in ("opent", "deadline", "laatste_wijziging")]
    opent, deadline, laatste = momenten
    if not (opent and deadline and laatste and opent < deadline <= laatste):
        rij.fout("opent", "MOMENT", "Vul opent, deadline en laatste_wijziging in, op volgorde.")
        return None
    return Uitvraag(
        code=rij.tekst("code", lengte=20),
        naam=rij.tekst("naam", lengte=120),
        peildatum=rij.verplichte_dag("peildatum"),
        opent=opent,
        deadline=deadline,
        laatste_wijziging=laatste,
        gepubliceerd_op=rij.moment("gepubliceerd_op"),
        vaststelling_drempel=rij.uit("vaststelling_drempel", Stadium.values),
        kamerstuk=rij.tekst("kamerstuk", lengte=60, leeg=True),
        uitnodiging_op=rij.dag("uitnodiging_op"),
        werkwijze=rij.tekst("werkwijze", lengte=4000, leeg=True),
        bron=rij.tekst("bron", lengte=300, leeg=True),
    )


def _gevraagd(rij: Rij, taken: Taakrijen) -> list[str]:
    """The codes that the column `taken` means: `*`, or decentralisaties and codes joined by `|`."""
    delen = [deel.strip() for deel in rij.cellen["taken"].split("|")]
    bekend = {"*", *Decentralisatie.values, *taken}
    for deel in delen:
        if deel not in bekend:
            rij.fout("taken", "ONBEKEND", f"{deel!r} staat niet in taken.csv.")
    return [
        code for code, (taak, _) in taken.items() if {"*", taak.decentralisatie, code} & set(delen)
    ]


def _uitvraagtaak(uitvraag: Uitvraag, taak: Taak, rij: Rij) -> Uitvraagtaak:
    return Uitvraagtaak(
        uitvraag_id=uitvraag.code,
        taak_id=taak.code,
        niveau=rij.uit("niveau", Niveau.values),
        samenwerking_noodzakelijk=rij.ja_nee("samenwerking_noodzakelijk"),
        landelijk_mogelijk=rij.ja_nee("landelijk_mogelijk", leeg=False),
        referentie_indeling=rij.uit("referentie_indeling", Soort.values),
        norm_inwoners=rij.geheel("norm_inwoners"),
        afgesproken_schaal=rij.tekst("afgesproken_schaal", lengte=40, leeg=True),
        kenmerken=rij.tekst("kenmerken", lengte=200, leeg=True),
        verplichting=rij.uit("verplichting", Verplichting.values, leeg=True),
        bron=rij.tekst("bron", lengte=300, leeg=True),
    )
