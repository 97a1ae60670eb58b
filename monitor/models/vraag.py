"""Vragen of gemeenten, and the answers that others may read as well."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gemeenten.models import Gemeente
from monitor.models.signaal import Signaal
from monitor.regels.vragen import THEMANAMEN


class Vraag(models.Model):
    """What a gemeente asked, or what comes back in signalen; never public as it was asked.

    `sleutel` makes a repeated form give the same vraag.
    """

    thema = models.CharField(max_length=12, choices=[(t.value, n) for t, n in THEMANAMEN.items()])
    tekst = models.TextField()
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="vragen"
    )
    signaal = models.ForeignKey(
        Signaal, models.PROTECT, null=True, blank=True, related_name="vragen"
    )
    sleutel = models.UUIDField(null=True, blank=True, unique=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = "vragen"
        constraints = [
            models.CheckConstraint(
                condition=Q(gemeente__isnull=False) | Q(signaal__isnull=False),
                name="vraag_komt_ergens_vandaan",
            ),
            models.CheckConstraint(condition=~Q(tekst=""), name="vraag_heeft_tekst"),
            models.CheckConstraint(
                condition=Q(thema__in=[t.value for t in THEMANAMEN]), name="vraag_thema_bekend"
            ),
        ]

    def __str__(self) -> str:
        return f"vraag {self.pk} over {self.thema}"


class VraagantwoordQuerySet(models.QuerySet):
    """Queries over answers."""

    def bekend(self, moment: datetime) -> Self:
        """Per vraag the latest answer given at or before `moment`."""
        nieuwer = self.model._default_manager.filter(
            vraag=OuterRef("vraag"), nummer__gt=OuterRef("nummer"), op__lte=moment
        )
        return self.filter(~Exists(nieuwer), op__lte=moment)

    def openbaar(self, moment: datetime) -> Self:
        """The latest answers that anybody may read at `moment`, with the vraag in public words."""
        return self.bekend(moment).exclude(openbare_vraag="")


class Vraagantwoord(models.Model):
    """An answer; never changed, a later one follows on it.

    It is public while the latest one has an `openbare_vraag`: the vraag in words without persons.
    """

    vraag = models.ForeignKey(Vraag, models.PROTECT, related_name="antwoorden")
    nummer = models.PositiveIntegerField()
    tekst = models.TextField()
    openbare_vraag = models.TextField(blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    objects = VraagantwoordQuerySet.as_manager()

    class Meta:
        ordering = ["vraag", "nummer"]
        verbose_name = "antwoord op een vraag"
        verbose_name_plural = "antwoorden op vragen"
        constraints = [
            models.UniqueConstraint(fields=["vraag", "nummer"], name="vraagantwoord_genummerd"),
            models.CheckConstraint(condition=~Q(tekst=""), name="vraagantwoord_heeft_tekst"),
        ]

    def __str__(self) -> str:
        return f"{self.vraag_id}.{self.nummer}"
