"""What gemeenten say to each other about a difference, and the mail that was sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gemeenten.models import Gemeente
from samenwerking.keuzes import Herinneringsoort, Reactie
from samenwerking.models.uitvraag import Uitvraag
from samenwerking.models.verband import Verband


class Bericht(models.Model):
    """One side's reaction to a difference, for the other side to read; no chat (S3-15).

    The difference is (`code`, `gemeente`, `verband`, `taken`): whose answer it is about, and which
    verband says something else. Holds what the writer typed, never what a concept says. The same
    `sleutel` again is the same bericht.
    """

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="berichten")
    code = models.CharField(max_length=4)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="+")
    verband = models.ForeignKey(Verband, models.PROTECT, related_name="berichten")
    taken = models.JSONField(default=list)
    van = models.ForeignKey(Gemeente, models.PROTECT, related_name="verzonden_berichten")
    aan = models.ForeignKey(Gemeente, models.PROTECT, related_name="ontvangen_berichten")
    reactie = models.CharField(max_length=20, choices=Reactie)
    tekst = models.CharField(max_length=500, blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")
    sleutel = models.UUIDField(unique=True)

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = "berichten"
        constraints = [
            models.CheckConstraint(
                condition=Q(reactie__in=Reactie.values), name="bericht_reactie_bekend"
            ),
            models.CheckConstraint(condition=~Q(van=models.F("aan")), name="bericht_aan_een_ander"),
        ]

    def __str__(self) -> str:
        return f"{self.van_id} aan {self.aan_id}: {self.reactie}"


class Herinnering(models.Model):
    """A reminder to a gemeente about a round: claimed before it is sent, so sent once at most.

    `loper` is the run that claimed it; `verstuurd_op` is empty while it is not certain that the
    mail left.
    """

    uitvraag = models.ForeignKey(Uitvraag, models.CASCADE, related_name="herinneringen")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=20, choices=Herinneringsoort)
    loper = models.UUIDField()
    op = models.DateTimeField()
    verstuurd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["uitvraag", "soort", "gemeente"]
        verbose_name_plural = "herinneringen"
        constraints = [
            models.UniqueConstraint(
                fields=["uitvraag", "gemeente", "soort"], name="herinnering_een_keer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.uitvraag_id} {self.gemeente_id}"
