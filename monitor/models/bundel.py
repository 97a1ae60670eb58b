"""All regioprofielen of a kind in one PDF: a run in the background, and how far it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from gemeenten.models import Soort
from samenwerking.models import Uitvraag

STIL = timedelta(minutes=11)
"""Who has given no sign of life for so long is gone; longer than the largest PDF may take."""


class Bundel(models.Model):
    """One run: who asked for it, which regions, what is finished and what failed (S4-51).

    `regios` are [code, naam] in their order, `bladen` the pages of each finished profile by code,
    `mislukt` the reason by code. `gezien_op` is the last sign of life by the clock of the machine.
    The finished profiles are files in `map`: a run that was cut off goes on where it was.
    """

    class Toestand(models.TextChoices):
        """How far the run is."""

        WACHT = "wacht", "wacht op zijn beurt"
        BEZIG = "bezig", "bezig"
        KLAAR = "klaar", "klaar"
        MISLUKT = "mislukt", "niet gelukt"

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="bundels")
    soort = models.CharField(max_length=20, choices=Soort)
    bekend_op = models.DateTimeField()
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")
    toestand = models.CharField(max_length=10, choices=Toestand, default=Toestand.WACHT)
    regios = models.JSONField(default=list)
    bladen = models.JSONField(default=dict, blank=True)
    mislukt = models.JSONField(default=dict, blank=True)
    reden = models.CharField(max_length=300, blank=True)
    gezien_op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = "bundels"
        constraints = [
            models.CheckConstraint(
                condition=Q(toestand__in=["wacht", "bezig", "klaar", "mislukt"]),
                name="bundel_toestand_bekend",
            )
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag_id}, {self.soort}"

    @property
    def map(self) -> Path:
        """Where its files are."""
        return Path(settings.MEDIA_ROOT) / "bundels" / str(self.pk)

    @property
    def gedaan(self) -> int:
        """How many regions have had their turn."""
        return len(self.bladen) + len(self.mislukt)

    @property
    def loopt(self) -> bool:
        """Whether it still waits or works."""
        return self.toestand in {self.Toestand.WACHT, self.Toestand.BEZIG}

    @property
    def stil(self) -> bool:
        """Whether it should work, but gives no sign of life."""
        return self.loopt and self.gezien_op < timezone.now() - STIL

    @property
    def bestand(self) -> str:
        """The name of the whole."""
        return f"regioprofielen-{self.soort}-{self.uitvraag_id}.pdf"

    def profiel(self, code: str) -> str:
        """The name of the profile of one region."""
        return f"regioprofiel-{code}-{self.uitvraag_id}.pdf"
