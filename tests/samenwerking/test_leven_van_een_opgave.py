"""The life of an opgave under two clerks, VNG and the clock, in any order."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

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

from monitor.inlezen import lees_stand
from samenwerking.acties import opgave as acties
from samenwerking.acties import ronde as ronde_acties
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Opgave, Opgaveversie
from samenwerking.regels import Antwoord, Fase, inhoud_hash
from samenwerking.toegang.logboek import breuken
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

BEGIN = moment("2013-05-30")
TAKEN = ("JE03", "JE06", "WM05")
KLERKEN = st.sampled_from((0, 1))


class Leven(RuleBasedStateMachine):
    """Two clerks each know a version number; the model is the concept as it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.transactie = transaction.atomic()
        self.transactie.__enter__()
        self.ronde = bouwers.uitvraag(taken=TAKEN)
        self.klerken = [bouwers.gebruiker(Rol.VASTSTELLER, "Heemstede") for _ in range(2)]
        self.vng = bouwers.gebruiker(Rol.VNG)
        self.gemeente = self.klerken[0].gemeente
        self.gelezen = [0, 0]
        self.versie = 0
        self.nu: datetime = BEGIN
        self.concept: dict[str, str] | None = None
        self.ingediend: list[tuple[dict[str, str], str]] = []

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
        laatste = self.ingediend[-1][0] if self.ingediend else {}
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
            mag = self._mag_nu() and self.concept is not None
            assert not mag or self.gelezen[klerk] != self.versie
            return
        assert self._mag_nu() and self.concept is not None
        assert acties.indienen(self.gemeente, self.ronde, **opties).versie == bewijs.versie
        assert bewijs.te_laat is (self.nu >= self.ronde.deadline)
        self.ingediend.append((self.concept, bewijs.versie.inhoud_hash))
        self.concept = None
        self._verder(klerk)

    @rule(dagen=st.integers(1, 9))
    def tijd_verstrijkt(self, dagen: int) -> None:
        """The clock goes on."""
        self.nu += timedelta(days=dagen)

    @precondition(lambda self: self.versie > 0)
    @rule(dagen=st.integers(1, 9))
    def vng_heropent(self, dagen: int) -> None:
        """VNG reopens this opgave for some days."""
        ronde_acties.heropen(
            Opgave.objects.get(),
            tot=self.nu + timedelta(days=dagen),
            reden="ziekte",
            door=self.vng.persoon,
            op=self.nu,
        )

    @invariant()
    def wat_is_ingediend_verandert_nooit(self) -> None:
        """Every submitted version still says what it said, and its hash is true."""
        versies = Opgaveversie.objects.filter(ingediend_op__isnull=False).order_by("nummer")
        for versie, (inhoud, hash_) in zip(versies, self.ingediend, strict=True):
            gelezen = antwoorden(versie)
            assert {a.taak: a.wijze for a in gelezen} == inhoud
            assert versie.inhoud_hash == hash_ == inhoud_hash(gelezen)

    @invariant()
    def geen_antwoord_gaat_verloren(self) -> None:
        """There is one concept at most, with what was saved last."""
        concept = Opgaveversie.objects.concept().first()
        assert (concept is None) is (self.concept is None)
        if concept:
            assert {a.taak: a.wijze for a in antwoorden(concept)} == self.concept

    @invariant()
    def een_concept_telt_nooit(self) -> None:
        """The Stand knows the last submitted version only."""
        geteld = {rij[1]: rij[2] for rij in lees_stand(self.ronde, nu=self.nu).regels}
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

    def _mag_nu(self) -> bool:
        if acties.fase(self.ronde, self.nu) in {Fase.OPEN, Fase.TE_LAAT}:
            return True
        opgave = Opgave.objects.first()
        return opgave is not None and acties.heropend_tot(opgave, self.nu) is not None


def test_whatever_the_order_no_answer_is_lost_and_no_version_changes(db: None) -> None:
    instellingen = settings(
        max_examples=6,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Leven, settings=instellingen)
