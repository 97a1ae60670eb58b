"""The life of an opgave under two clerks, VNG, the clock and a herindeling, in any order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gemeenten.models import Herindeling
from monitor.inlezen import lees_stand
from samenwerking.acties import opgave as acties
from samenwerking.acties import ronde as ronde_acties
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Opgave, Opgaveversie
from samenwerking.querysets import OpgaveversieQuerySet
from samenwerking.regels import Antwoord, Fase, inhoud_hash
from samenwerking.toegang.logboek import breuken
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

BEGIN = moment("2013-05-30")
NIEUW = date(2014, 1, 1)
TAKEN = ("JE03", "JE06", "WM05")
KLERKEN = st.sampled_from((0, 1))


class Leven(RuleBasedStateMachine):
    """Two clerks each know a version number; the model is the concept as it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.transactie = transaction.atomic()
        self.transactie.__enter__()
        self.ronde = bouwers.uitvraag(taken=TAKEN)
        self.buur = bouwers.gemeente("Bloemendaal")
        self.buur_zegt: dict[str, str] = {}
        self.begin: dict[str, str] = {}
        self.klerken = [bouwers.gebruiker(Rol.VASTSTELLER, "Heemstede") for _ in range(2)]
        self.vng = bouwers.gebruiker(Rol.VNG)
        self.gemeente = self.klerken[0].gemeente
        self.gelezen = [0, 0]
        self.versie = 0
        self.nu: datetime = BEGIN
        self.concept: dict[str, str] | None = None
        self.ingediend: list[tuple[dict[str, str], str]] = []
        self.oud: dict[tuple[int, str], dict[str, str]] = {}

    @rule(klerk=KLERKEN)
    def leest(self, klerk: int) -> None:
        """A clerk opens the page."""
        self.gelezen[klerk] = self.versie

    @rule(
        klerk=KLERKEN, taak=st.sampled_from(TAKEN), wijze=st.sampled_from(("zelfstandig", "geen"))
    )
    def bewaart(self, klerk: int, taak: str, wijze: str) -> None:
        """A clerk saves a card with the version read."""
        try:
            acties.bewaar(
                self.gemeente,
                self.ronde,
                [Antwoord(taak, wijze)],
                taken=[taak],
                door=self.klerken[klerk],
                op=self.nu,
                versie=self.gelezen[klerk],
            )
        except Verouderd:
            assert self.gelezen[klerk] != self.versie
            return
        assert self.gelezen[klerk] == self.versie
        laatste = self.ingediend[-1][0] if self.ingediend else self.begin
        self.concept = (laatste if self.concept is None else self.concept) | {taak: wijze}
        self._verder(klerk)

    @rule(klerk=KLERKEN)
    def dient_in(self, klerk: int) -> None:
        """A clerk submits; twice, as with a double click."""
        sleutel = uuid4()
        opties = {
            "door": self.klerken[klerk],
            "op": self.nu,
            "versie": self.gelezen[klerk],
            "sleutel": sleutel,
            "reden": "bijgewerkt",
            "gecontroleerd": ["O1"],
            "reden_open": "later",
        }
        try:
            bewijs = acties.indienen(self.gemeente, self.ronde, **opties)
        except Geweigerd:
            mag = self._mag_nu() and self._in_te_dienen() is not None
            assert not mag or self.gelezen[klerk] != self.versie
            return
        inhoud = self._in_te_dienen()
        assert self._mag_nu() and inhoud is not None
        assert acties.indienen(self.gemeente, self.ronde, **opties).versie == bewijs.versie
        assert bewijs.te_laat is (self.nu >= self.ronde.deadline)
        self.ingediend.append((inhoud, bewijs.versie.inhoud_hash))
        self.concept = None
        self._verder(klerk)

    @rule(klerk=KLERKEN)
    def gooit_weg(self, klerk: int) -> None:
        """A clerk throws the concept away, with the version read."""
        try:
            acties.gooi_concept_weg(
                self.gemeente,
                self.ronde,
                door=self.klerken[klerk],
                op=self.nu,
                versie=self.gelezen[klerk],
            )
        except Geweigerd:
            assert self.concept is None or self.gelezen[klerk] != self.versie
            return
        assert self.concept is not None and self.gelezen[klerk] == self.versie
        self.concept = None
        self._verder(klerk)

    @precondition(lambda self: self.ronde.pk == "2013-mei")
    @rule(regels=st.dictionaries(st.sampled_from(TAKEN), st.sampled_from(("zelfstandig", "geen"))))
    def de_buur_dient_in(self, regels: dict[str, str]) -> None:
        """Bloemendaal, that will join Heemstede, submits in the same round."""
        bouwers.opgave("Bloemendaal", self.ronde, regels, ingediend_op=self.nu)
        self.buur_zegt = regels

    @precondition(lambda self: self.ronde.pk == "2013-mei" and (self.ingediend or self.buur_zegt))
    @rule()
    def herindeling(self) -> None:
        """Bloemendaal joins Heemstede and the next round opens; a concept of the old one stays."""
        self._controleer_oude_ronde()
        Herindeling.objects.create(
            datum=NIEUW,
            oud=self.buur,
            nieuw=self.gemeente,
            soort=Herindeling.Soort.SAMENVOEGING,
        )
        self.nu = moment("2014-06-01")
        self.begin = self._samengevoegd()
        self.ronde = bouwers.uitvraag(
            "2014-zomer",
            taken=TAKEN,
            peildatum=date(2014, 6, 30),
            opent=moment("2014-05-15"),
            deadline=moment("2014-07-01"),
            laatste_wijziging=moment("2014-07-15"),
        )
        self.concept, self.ingediend = None, []
        self.versie, self.gelezen = 0, [0, 0]

    def _in_te_dienen(self) -> dict[str, str] | None:
        """The concept; in a new round what was said before may be confirmed as it is."""
        if self.concept is None and not self.ingediend:
            return self.begin or None
        return self.concept

    def _samengevoegd(self) -> dict[str, str]:
        """What both said of a taak, or one of them; nothing where they said two things."""
        eigen = self.ingediend[-1][0] if self.ingediend else {}
        samen = {}
        for taak in TAKEN:
            gezegd = {lijn[taak] for lijn in (eigen, self.buur_zegt) if taak in lijn}
            if len(gezegd) == 1:
                samen[taak] = gezegd.pop()
        return samen

    def _controleer_oude_ronde(self) -> None:
        """Remember what the old round holds: the invariants look at the new one from here on."""
        self.oud = {
            (versie.pk, versie.inhoud_hash): {a.taak: a.wijze for a in antwoorden(versie)}
            for versie in Opgaveversie.objects.filter(ingediend_op__isnull=False)
        }

    @rule(dagen=st.integers(1, 9))
    def tijd_verstrijkt(self, dagen: int) -> None:
        """The clock goes on."""
        self.nu += timedelta(days=dagen)

    @precondition(lambda self: self.versie > 0)
    @rule(dagen=st.integers(1, 9))
    def vng_heropent(self, dagen: int) -> None:
        """VNG reopens this opgave for some days."""
        ronde_acties.heropen(
            self._opgave(),
            tot=self.nu + timedelta(days=dagen),
            reden="ziekte",
            door=self.vng.persoon,
            op=self.nu,
        )

    @invariant()
    def wat_is_ingediend_verandert_nooit(self) -> None:
        """Every submitted version still says what it said, and its hash is true."""
        versies = self._versies().filter(ingediend_op__isnull=False).order_by("nummer")
        for versie, (inhoud, hash_) in zip(versies, self.ingediend, strict=True):
            gelezen = antwoorden(versie)
            assert {a.taak: a.wijze for a in gelezen} == inhoud
            assert versie.inhoud_hash == hash_ == inhoud_hash(gelezen)

    @invariant()
    def een_vorige_ronde_verandert_niet(self) -> None:
        """What was submitted before the herindeling says what it said."""
        for (pk, hash_), inhoud in self.oud.items():
            versie = Opgaveversie.objects.get(pk=pk)
            assert versie.inhoud_hash == hash_
            assert {a.taak: a.wijze for a in antwoorden(versie)} == inhoud

    @invariant()
    def geen_antwoord_gaat_verloren(self) -> None:
        """There is one concept at most, with what was saved last."""
        concept = self._versies().concept().first()
        assert (concept is None) is (self.concept is None)
        if concept:
            assert {a.taak: a.wijze for a in antwoorden(concept)} == self.concept

    @invariant()
    def een_concept_telt_nooit(self) -> None:
        """The Stand knows the last submitted version only."""
        regels = lees_stand(self.ronde, nu=self.nu).regels
        geteld = {rij[1]: rij[2] for rij in regels if rij[0] == self.gemeente.pk}
        assert geteld == (self.ingediend[-1][0] if self.ingediend else {})

    def teardown(self) -> None:
        """The logboek is whole after all of it; the next run begins without any of it."""
        try:
            assert list(breuken()) == []
        finally:
            transaction.set_rollback(True)
            self.transactie.__exit__(None, None, None)

    def _verder(self, klerk: int) -> None:
        self.versie += 1
        self.gelezen[klerk] = self.versie

    def _opgave(self) -> Opgave | None:
        return Opgave.objects.filter(gemeente=self.gemeente, uitvraag=self.ronde).first()

    def _versies(self) -> OpgaveversieQuerySet:
        versies: OpgaveversieQuerySet = Opgaveversie.objects.filter(
            opgave__gemeente=self.gemeente, opgave__uitvraag=self.ronde
        )
        return versies

    def _mag_nu(self) -> bool:
        if acties.fase(self.ronde, self.nu) in {Fase.OPEN, Fase.TE_LAAT}:
            return True
        opgave = self._opgave()
        return opgave is not None and acties.heropend_tot(opgave, self.nu) is not None


@pytest.mark.parametrize("voorbeelden", [8, pytest.param(60, marks=pytest.mark.traag)])
def test_whatever_the_order_no_answer_is_lost_and_no_version_changes(
    db: None, voorbeelden: int
) -> None:
    instellingen = settings(
        max_examples=voorbeelden,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Leven, settings=instellingen)
