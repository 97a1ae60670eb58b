"""Scenario's of the commission: a named what-if on a Stand, beside what was declared."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from monitor.regels.wijzigingen import Wijziging, van_json
from samenwerking.models import Uitvraag


class Deling(models.TextChoices):
    """Who may open a scenario by its link; only the commission changes one."""

    EIGEN = "eigen", "alleen ik"
    COMMISSIE = "commissie", "de commissie en BZK, die ook mogen wijzigen"
    LEZERS = "lezers", "ook VNG, departementen, provincies en ambassadeurs, om te lezen"


class Scenario(models.Model):
    """A what-if on a round; what it says is its last Scenarioversie.

    `door` made it and alone decides who sees it and when it is put away (`weg_op`).
    """

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="scenarios")
    deling = models.CharField(max_length=10, choices=Deling, default=Deling.EIGEN)
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="scenarios")
    op = models.DateTimeField()
    weg_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "scenario's"
        constraints = [
            models.CheckConstraint(
                condition=Q(deling__in=Deling.values), name="scenario_deling_bekend"
            )
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag_id}, scenario {self.pk}"


class Scenarioversie(models.Model):
    """What a scenario says after one edit: never changed, so that nobody's work is lost.

    `bekend_op` is the frozen moment of the Stand under it, `wijzigingen` are changes as
    `monitor.regels.wijzigingen` writes them, in the order in which they are applied.
    """

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField()
    naam = models.CharField(max_length=80)
    bekend_op = models.DateTimeField()
    wijzigingen = models.JSONField(default=list)
    wat = models.CharField(max_length=200)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["scenario", "-nummer"]
        verbose_name_plural = "versies van scenario's"
        constraints = [
            models.UniqueConstraint(fields=["scenario", "nummer"], name="scenarioversie_genummerd"),
            models.CheckConstraint(condition=~Q(naam=""), name="scenarioversie_heeft_naam"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}/{self.nummer}"

    @property
    def lijst(self) -> list[Wijziging]:
        """The changes, typed."""
        return [van_json(rij) for rij in self.wijzigingen]
