"""Escalatie: who is spoken to about what, in append-only steps on the ladder."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gemeenten.models import Gemeente, Regio
from monitor.regels.achterblijvers import ONDERWERPNAMEN
from monitor.regels.escalatie import TREDENAMEN, VAN_BZK, VOORWAARDEN, Trede
from samenwerking.models import Uitvraag, Verband


class Escalatie(models.Model):
    """One gemeente or verband and what it lags with; where it stands is its last step."""

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="escalaties")
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="escalaties"
    )
    verband = models.ForeignKey(
        Verband, models.PROTECT, null=True, blank=True, related_name="escalaties"
    )
    onderwerp = models.CharField(
        max_length=20, choices=[(o.value, naam) for o, naam in ONDERWERPNAMEN.items()]
    )

    class Meta:
        ordering = ["uitvraag", "pk"]
        verbose_name_plural = "escalaties"
        constraints = [
            models.CheckConstraint(
                condition=Q(gemeente__isnull=False, verband=None)
                | Q(gemeente=None, verband__isnull=False),
                name="escalatie_gemeente_of_verband",
            ),
            models.CheckConstraint(
                condition=Q(onderwerp__in=[o.value for o in ONDERWERPNAMEN]),
                name="escalatie_onderwerp_bekend",
            ),
            models.UniqueConstraint(
                fields=["uitvraag", "gemeente", "onderwerp"],
                condition=Q(gemeente__isnull=False),
                name="escalatie_gemeente_een_keer",
            ),
            models.UniqueConstraint(
                fields=["uitvraag", "verband", "onderwerp"],
                condition=Q(verband__isnull=False),
                name="escalatie_verband_een_keer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag_id}/{self.gemeente_id or self.verband_id}/{self.onderwerp}"


class Departementsakkoord(models.Model):
    """What a vakdepartement says of going on to a rung (S2-51)."""

    escalatie = models.ForeignKey(Escalatie, models.PROTECT, related_name="akkoorden")
    trede = models.CharField(max_length=12, choices=[(t.value, n) for t, n in TREDENAMEN.items()])
    departement = models.CharField(max_length=120)
    akkoord = models.BooleanField()
    toelichting = models.TextField()
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["escalatie", "op"]
        verbose_name_plural = "akkoorden van departementen"
        constraints = [
            models.CheckConstraint(
                condition=Q(trede__in=sorted(VAN_BZK)), name="akkoord_gaat_over_hogere_trede"
            ),
            models.CheckConstraint(condition=~Q(departement=""), name="akkoord_van_departement"),
        ]

    def __str__(self) -> str:
        return f"{self.departement}: {self.trede}"


class EscalatiestapQuerySet(models.QuerySet):
    """Queries over steps."""

    def bekend(self, moment: datetime) -> Self:
        """Per escalatie the latest step taken at or before `moment`."""
        nieuwer = self.model._default_manager.filter(
            escalatie=OuterRef("escalatie"), nummer__gt=OuterRef("nummer"), op__lte=moment
        )
        return self.filter(~Exists(nieuwer), op__lte=moment)


class Escalatiestap(models.Model):
    """One step by a named person with a reason; a running one has a term and who sees to it."""

    escalatie = models.ForeignKey(Escalatie, models.PROTECT, related_name="stappen")
    nummer = models.PositiveIntegerField()
    trede = models.CharField(max_length=12, choices=[(t.value, n) for t, n in TREDENAMEN.items()])
    gesloten = models.BooleanField(default=False)
    reden = models.TextField()
    termijn = models.DateField(null=True, blank=True)
    verantwoordelijke = models.CharField(max_length=120, blank=True)
    akkoord = models.ForeignKey(
        Departementsakkoord, models.PROTECT, null=True, blank=True, related_name="stappen"
    )
    minister = models.CharField(max_length=120, blank=True)
    voorwaarden = models.CharField(max_length=120, blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    objects = EscalatiestapQuerySet.as_manager()

    class Meta:
        ordering = ["escalatie", "nummer"]
        verbose_name = "stap van een escalatie"
        verbose_name_plural = "stappen van escalaties"
        constraints = [
            models.UniqueConstraint(fields=["escalatie", "nummer"], name="escalatiestap_genummerd"),
            models.CheckConstraint(
                condition=Q(trede__in=[t.value for t in Trede]), name="escalatiestap_trede"
            ),
            models.CheckConstraint(condition=~Q(reden=""), name="escalatiestap_heeft_reden"),
            models.CheckConstraint(
                condition=Q(gesloten=True) | (Q(termijn__isnull=False) & ~Q(verantwoordelijke="")),
                name="escalatie_heeft_termijn_en_wie",
            ),
            models.CheckConstraint(
                condition=Q(gesloten=True)
                | ~Q(trede__in=sorted(VAN_BZK))
                | Q(akkoord__isnull=False),
                name="hogere_trede_heeft_akkoord",
            ),
            models.CheckConstraint(
                condition=Q(gesloten=True)
                | ~Q(trede=Trede.AANWIJZING.value)
                | (~Q(minister="") & Q(voorwaarden="|".join(VOORWAARDEN))),
                name="aanwijzing_heeft_minister_en_voorwaarden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.escalatie_id}.{self.nummer} {self.trede}"


class Aandachtvlag(models.Model):
    """«Aandacht nodig»: a nudge for a regio, apart from any score (S4-92)."""

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="aandachtvlaggen")
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="aandachtvlaggen")
    nummer = models.PositiveIntegerField()
    nodig = models.BooleanField()
    reden = models.CharField(max_length=500)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["uitvraag", "regio", "nummer"]
        verbose_name_plural = "aandachtvlaggen"
        constraints = [
            models.UniqueConstraint(
                fields=["uitvraag", "regio", "nummer"], name="aandachtvlag_genummerd"
            ),
            models.CheckConstraint(condition=~Q(reden=""), name="aandachtvlag_heeft_reden"),
        ]

    def __str__(self) -> str:
        return f"{self.regio_id}: {'aandacht nodig' if self.nodig else 'klaar'}"
