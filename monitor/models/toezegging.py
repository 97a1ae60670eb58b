"""What was promised to parliament, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from monitor.regels.toezeggingen import STAPNAMEN, Stapsoort


class Toezegging(models.Model):
    """A promise to parliament: what, where it was made, who is responsible, until when (S4-07).

    `kamerstuk` is where it can be read; `sleutel` makes a repeated form give the same one.
    """

    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    gedaan_op = models.DateField()
    gedaan_bij = models.CharField(max_length=200)
    kamerstuk = models.CharField(max_length=60, blank=True)
    verantwoordelijke = models.CharField(max_length=120)
    termijn = models.DateField()
    sleutel = models.UUIDField(null=True, blank=True, unique=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["termijn", "pk"]
        verbose_name_plural = "toezeggingen"
        constraints = [
            models.CheckConstraint(
                condition=~Q(onderwerp="") & ~Q(tekst="") & ~Q(verantwoordelijke=""),
                name="toezegging_heeft_tekst_en_verantwoordelijke",
            ),
            models.CheckConstraint(
                condition=Q(termijn__gte=models.F("gedaan_op")), name="toezegging_termijn_na_gedaan"
            ),
        ]

    def __str__(self) -> str:
        return self.onderwerp


class ToezeggingstapQuerySet(models.QuerySet):
    """Queries over steps."""

    def bekend(self, moment: datetime) -> Self:
        """Per toezegging the latest step taken at or before `moment`."""
        nieuwer = self.model._default_manager.filter(
            toezegging=OuterRef("toezegging"), nummer__gt=OuterRef("nummer"), op__lte=moment
        )
        return self.filter(~Exists(nieuwer), op__lte=moment)


class Toezeggingstap(models.Model):
    """What was done or answered, with the Kamerstuk; never changed, a later one follows on it.

    `termijn` is the term that holds after the step.
    """

    toezegging = models.ForeignKey(Toezegging, models.PROTECT, related_name="stappen")
    nummer = models.PositiveIntegerField()
    soort = models.CharField(max_length=12, choices=[(s.value, n) for s, n in STAPNAMEN.items()])
    tekst = models.TextField()
    kamerstuk = models.CharField(max_length=60, blank=True)
    termijn = models.DateField()
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    objects = ToezeggingstapQuerySet.as_manager()

    class Meta:
        ordering = ["toezegging", "nummer"]
        verbose_name = "stap van een toezegging"
        verbose_name_plural = "stappen van toezeggingen"
        constraints = [
            models.UniqueConstraint(
                fields=["toezegging", "nummer"], name="toezeggingstap_genummerd"
            ),
            models.CheckConstraint(
                condition=Q(soort__in=[s.value for s in Stapsoort]) & ~Q(tekst=""),
                name="toezeggingstap_soort_en_tekst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.toezegging_id}.{self.nummer} {self.soort}"
