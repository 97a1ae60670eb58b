"""Pas toe of leg uit: the words of gemeente or verband about a finding, and their judgement."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from gemeenten.models import Gemeente, Regio
from monitor.regels.uitleg import REDENNAMEN, Reden
from samenwerking.models import Taak, Uitvraag, Verband


class UitlegQuerySet(models.QuerySet):
    """Queries over uitleg."""

    def bekend(self, moment: datetime) -> Self:
        """Per finding and writer the latest at or before `moment`, with how it was judged then."""
        nieuwer = self.model._default_manager.filter(
            uitvraag=OuterRef("uitvraag"),
            sleutel=OuterRef("sleutel"),
            van=OuterRef("van"),
            nummer__gt=OuterRef("nummer"),
            op__lte=moment,
        )
        toets = Uitlegtoets.objects.filter(uitleg=OuterRef("pk"), op__lte=moment)
        in_een = JSONObject(verklaarbaar="verklaarbaar", reden="reden", nummer="nummer")
        laatste = toets.order_by("-nummer").values(in_een=in_een)[:1]
        return self.filter(~Exists(nieuwer), op__lte=moment).annotate(toets=Subquery(laatste))


class Uitleg(models.Model):
    """Why a finding is as it is, and how the disadvantages are handled (S4-12, S4-16).

    `van` is the gemeente that gives it, for itself or as penvoerder; with a `regio` it is given
    together with `samen`, gemeenten of that regio, on the ground of `mandaat` (S0-34). A new text
    is a new number.
    """

    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="uitleggen")
    sleutel = models.CharField(max_length=120)
    code = models.CharField(max_length=2)
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="uitleg_over"
    )
    verband = models.ForeignKey(
        Verband, models.PROTECT, null=True, blank=True, related_name="uitleg_over"
    )
    taak = models.ForeignKey(Taak, models.PROTECT, null=True, blank=True, related_name="+")
    van = models.ForeignKey(Gemeente, models.PROTECT, related_name="uitleggen")
    nummer = models.PositiveIntegerField()
    reden = models.CharField(max_length=20, choices=[(r.value, n) for r, n in REDENNAMEN.items()])
    tekst = models.TextField()
    nadelen = models.TextField()
    tijdelijk_tot = models.DateField(null=True, blank=True)
    regio = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="+")
    samen = models.ManyToManyField(Gemeente, related_name="+", blank=True)
    mandaat = models.CharField(max_length=300, blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    objects = UitlegQuerySet.as_manager()

    toets: dict[str, Any] | None
    """The last judgement, where it was read with `bekend`; None before it was judged."""

    class Meta:
        ordering = ["uitvraag", "sleutel", "van", "nummer"]
        verbose_name_plural = "uitleggen"
        constraints = [
            models.UniqueConstraint(
                fields=["uitvraag", "sleutel", "van", "nummer"], name="uitleg_genummerd"
            ),
            models.CheckConstraint(
                condition=Q(reden__in=[reden.value for reden in Reden]), name="uitleg_reden_bekend"
            ),
            models.CheckConstraint(
                condition=~Q(tekst="") & ~Q(nadelen=""), name="uitleg_is_compleet"
            ),
            models.CheckConstraint(
                condition=Q(gemeente__isnull=False) | Q(verband__isnull=False),
                name="uitleg_gaat_ergens_over",
            ),
            models.CheckConstraint(
                condition=Q(regio=None) | ~Q(mandaat=""), name="samen_heeft_mandaat"
            ),
            models.CheckConstraint(
                condition=Q(sleutel__startswith=F("code")), name="uitleg_sleutel_van_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag_id}/{self.sleutel}"

    @property
    def verklaarbaar(self) -> bool | None:
        """Whether it was judged to explain the finding."""
        return bool(self.toets["verklaarbaar"]) if self.toets else None

    @property
    def toetsreden(self) -> str:
        """Why it was judged so."""
        return self.toets["reden"] if self.toets else ""

    @property
    def toetsnummer(self) -> int:
        """How many times it was judged."""
        return self.toets["nummer"] if self.toets else 0


class Uitlegtoets(models.Model):
    """The judgement over an uitleg: verklaarbaar or not, with the reason (S4-94)."""

    uitleg = models.ForeignKey(Uitleg, models.PROTECT, related_name="toetsen")
    nummer = models.PositiveIntegerField()
    verklaarbaar = models.BooleanField()
    reden = models.TextField()
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["uitleg", "nummer"]
        verbose_name = "toets van een uitleg"
        verbose_name_plural = "toetsen van uitleg"
        constraints = [
            models.UniqueConstraint(fields=["uitleg", "nummer"], name="uitlegtoets_genummerd"),
            models.CheckConstraint(condition=~Q(reden=""), name="uitlegtoets_heeft_reden"),
        ]

    def __str__(self) -> str:
        return f"{self.uitleg_id}.{self.nummer}"
