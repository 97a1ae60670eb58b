"""The tables for parliament as they were published: frozen, with a hash over their content."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samenwerking.models import Uitvraag


class Publicatie(models.Model):
    """One publication of a round, never changed after; a correction is the next number.

    `inhoud` is the canonical JSON of tables, sentences and definitions, `hash` the SHA-256 of its
    UTF-8 bytes: every file is made from it, so the same Publicatie gives the same data again.
    `reden` says why it was published while something was missing (S4-62).
    """

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="publicaties")
    vergelijk = models.ForeignKey(
        Uitvraag, models.PROTECT, null=True, blank=True, related_name="vergeleken_in"
    )
    nummer = models.PositiveIntegerField()
    inhoud = models.TextField()
    hash = models.CharField(max_length=64)
    volledig = models.BooleanField()
    reden = models.CharField(max_length=500, blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["uitvraag", "nummer"]
        verbose_name_plural = "publicaties"
        constraints = [
            models.UniqueConstraint(fields=["uitvraag", "nummer"], name="publicatie_genummerd"),
            models.CheckConstraint(
                condition=Q(volledig=True) | ~Q(reden=""), name="publicatie_onvolledig_met_reden"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag_id}, publicatie {self.nummer}"
