"""Praktijkvoorbeelden, and who speaks for a gemeente in a verband."""

from __future__ import annotations

from django.db import models

from gemeenten.models import Gemeente
from samenwerking.models.verband import Verband


class Praktijkvoorbeeld(models.Model):
    """A verband that VNG shows as an example, with what others can learn from it (S2-45)."""

    verband = models.OneToOneField(Verband, models.CASCADE, related_name="praktijkvoorbeeld")
    tekst = models.CharField(max_length=600)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["verband"]
        verbose_name_plural = "praktijkvoorbeelden"

    def __str__(self) -> str:
        return self.verband_id


class Vertegenwoordiger(models.Model):
    """Who speaks for a gemeente in a verband: a public function, so the raad may see it."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="vertegenwoordigers")
    verband = models.ForeignKey(Verband, models.CASCADE, related_name="vertegenwoordigers")
    naam = models.CharField(max_length=120)
    functie = models.CharField(max_length=120)

    class Meta:
        ordering = ["gemeente", "verband"]
        verbose_name_plural = "vertegenwoordigers"
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "verband"], name="een_vertegenwoordiger_per_verband"
            )
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.functie}"
