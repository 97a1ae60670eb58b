"""Oordelen of the commission: identity in Oordeel, everything said in append-only steps."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gemeenten.models import Gemeente, Regio
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.oordelen import STADIUMNAMEN, Stadium
from samenwerking.models import Uitvraag, Verband

SCORES = [(score.value, score.value.replace("_", " ")) for score in Score]
STADIA = [(stadium.value, naam) for stadium, naam in STADIUMNAMEN.items()]


class Oordeel(models.Model):
    """The oordeel of the commission over one criterium of a verband in a round (S2-48)."""

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="oordelen")
    verband = models.ForeignKey(Verband, models.PROTECT, related_name="oordelen")
    criterium = models.CharField(max_length=2)

    class Meta:
        ordering = ["uitvraag", "verband", "criterium"]
        verbose_name_plural = "oordelen"
        constraints = [
            models.UniqueConstraint(
                fields=["uitvraag", "verband", "criterium"], name="oordeel_een_keer"
            ),
            models.CheckConstraint(
                condition=Q(criterium__in=sorted(CRITERIA)), name="oordeel_criterium_bekend"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag_id}/{self.verband_id}/{self.criterium}"


class OordeelstapQuerySet(models.QuerySet):
    """Queries over steps."""

    def bekend(self, moment: datetime) -> Self:
        """Per oordeel the latest step taken at or before `moment`."""
        nieuwer = self.model._default_manager.filter(
            oordeel=OuterRef("oordeel"), nummer__gt=OuterRef("nummer"), op__lte=moment
        )
        return self.filter(~Exists(nieuwer), op__lte=moment)


class Oordeelstap(models.Model):
    """One step in the life of an oordeel with what it says from then on; never changed.

    `indicatie` and `norm` are what the rules said at that moment; `wederhoor_tot` is the last day
    to answer; `reden` says why it was taken back, or what was done with the wederhoor.
    """

    oordeel = models.ForeignKey(Oordeel, models.PROTECT, related_name="stappen")
    nummer = models.PositiveIntegerField()
    stadium = models.CharField(max_length=12, choices=STADIA)
    score = models.CharField(max_length=12, choices=SCORES)
    motivering = models.TextField()
    bewijs = models.TextField(blank=True)
    indicatie = models.CharField(max_length=12, choices=SCORES)
    norm = models.CharField(max_length=500, blank=True)
    wederhoor_tot = models.DateField(null=True, blank=True)
    reden = models.TextField(blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    objects = OordeelstapQuerySet.as_manager()

    class Meta:
        ordering = ["oordeel", "nummer"]
        verbose_name = "stap van een oordeel"
        verbose_name_plural = "stappen van oordelen"
        constraints = [
            models.UniqueConstraint(fields=["oordeel", "nummer"], name="oordeelstap_genummerd"),
            models.CheckConstraint(
                condition=Q(stadium__in=[s.value for s in Stadium]), name="oordeelstap_stadium"
            ),
            models.CheckConstraint(
                condition=Q(score__in=[s.value for s in Score])
                & Q(indicatie__in=[s.value for s in Score]),
                name="oordeelstap_score",
            ),
            models.CheckConstraint(condition=~Q(motivering=""), name="oordeel_is_gemotiveerd"),
            models.CheckConstraint(
                condition=~Q(stadium=Stadium.WEDERHOOR.value) | Q(wederhoor_tot__isnull=False),
                name="wederhoor_heeft_termijn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.oordeel_id}.{self.nummer} {self.stadium}"


class Wederhoor(models.Model):
    """The answer of a gemeente to an oordeel that was laid before the verband."""

    stap = models.ForeignKey(Oordeelstap, models.PROTECT, related_name="antwoorden")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="wederhoren")
    eens = models.BooleanField()
    tekst = models.TextField(blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["stap", "op"]
        verbose_name_plural = "antwoorden in wederhoor"
        constraints = [
            models.UniqueConstraint(fields=["stap", "gemeente"], name="wederhoor_een_keer"),
            models.CheckConstraint(
                condition=Q(eens=True) | ~Q(tekst=""), name="oneens_is_toegelicht"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stap_id}: {self.gemeente_id}"


class Commissienotitie(models.Model):
    """A note of the commission for itself: no gemeente, export or API ever gets it."""

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="+")
    verband = models.ForeignKey(Verband, models.PROTECT, related_name="+")
    tekst = models.TextField()
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-op"]
        verbose_name_plural = "notities van de commissie"

    def __str__(self) -> str:
        return f"notitie bij {self.verband_id}"


class ExternOordeel(models.Model):
    """A judgement of somebody else over a regio, as of the Transitiecommissie (S4-61)."""

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="externe_oordelen")
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="externe_oordelen")
    bron = models.CharField(max_length=120)
    datum = models.DateField()
    oordeel = models.CharField(max_length=120)
    toelichting = models.TextField(blank=True)
    kenmerk = models.CharField(max_length=120, blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["uitvraag", "regio", "-datum"]
        verbose_name = "extern oordeel"
        verbose_name_plural = "externe oordelen"
        constraints = [
            models.UniqueConstraint(
                fields=["uitvraag", "regio", "bron", "datum"], name="extern_oordeel_een_keer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bron} over {self.regio_id}"
