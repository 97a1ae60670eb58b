"""Norms are values of the commission: who changed which one, when and why."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samenwerking.models import Taak, Uitvraag


class Normwijziging(models.Model):
    """One change of the norm of a taak in a round: was -> wordt, with the reason (S2-12, S1-21).

    The norm that holds is `Uitvraagtaak.norm_inwoners`; None is no norm.
    """

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="normwijzigingen")
    taak = models.ForeignKey(Taak, models.PROTECT, related_name="normwijzigingen")
    nummer = models.PositiveIntegerField()
    was = models.PositiveIntegerField(null=True)
    wordt = models.PositiveIntegerField(null=True)
    reden = models.CharField(max_length=500)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["uitvraag", "taak", "nummer"]
        verbose_name_plural = "normwijzigingen"
        constraints = [
            models.UniqueConstraint(
                fields=["uitvraag", "taak", "nummer"], name="normwijziging_genummerd"
            ),
            models.CheckConstraint(condition=~Q(reden=""), name="normwijziging_heeft_reden"),
            models.CheckConstraint(
                condition=Q(was=None) | Q(wordt=None) | ~Q(was=F("wordt")),
                name="normwijziging_wijzigt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag_id}/{self.taak_id}: {self.was} -> {self.wordt}"
