"""Signalen to the Rijk, the VNG or a departement, and what came of them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gemeenten.models import Gemeente
from monitor.models.bezoek import Bezoek
from monitor.regels.signalen import UITKOMSTNAMEN, Uitkomst
from monitor.regels.vragen import THEMANAMEN, Thema
from samenwerking.models import Taak, Verband


class Signaal(models.Model):
    """What somebody in the field passed on, where it came from and to whom (S3-04, S4-19).

    `sleutel` makes a repeated form give the same signaal.
    """

    class Bron(models.TextChoices):
        """Where a signaal comes from (S0-33, S3-20)."""

        BEZOEK = "bezoek", "een bezoek"
        OPGAVE = "opgave", "een opgave die op het Rijk wacht"
        RAAD = "raad", "een gemeenteraad"

    class Aan(models.TextChoices):
        """To whom it goes."""

        RIJK = "rijk", "het Rijk"
        VNG = "vng", "de VNG"
        DEPARTEMENT = "departement", "een departement"

    thema = models.CharField(
        max_length=12,
        choices=[(t.value, naam) for t, naam in THEMANAMEN.items()],
        default=Thema.ANDERS,
    )
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    bron = models.CharField(max_length=10, choices=Bron)
    bezoek = models.ForeignKey(
        Bezoek, models.PROTECT, null=True, blank=True, related_name="signalen"
    )
    taak = models.ForeignKey(Taak, models.PROTECT, null=True, blank=True, related_name="signalen")
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="signalen"
    )
    verband = models.ForeignKey(
        Verband, models.PROTECT, null=True, blank=True, related_name="signalen"
    )
    aan = models.CharField(max_length=12, choices=Aan)
    departement = models.CharField(max_length=120, blank=True)
    sleutel = models.UUIDField(null=True, blank=True, unique=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = "signalen"
        constraints = [
            models.CheckConstraint(
                condition=Q(bron="bezoek", bezoek__isnull=False)
                | Q(bron="opgave", taak__isnull=False)
                | Q(bron="raad", gemeente__isnull=False),
                name="signaal_heeft_bron",
            ),
            models.CheckConstraint(
                condition=(Q(aan="departement") & ~Q(departement=""))
                | (Q(aan__in=["rijk", "vng"]) & Q(departement="")),
                name="signaal_heeft_geadresseerde",
            ),
            models.CheckConstraint(
                condition=~Q(onderwerp="") & ~Q(tekst=""), name="signaal_heeft_tekst"
            ),
        ]

    def __str__(self) -> str:
        return self.onderwerp

    @property
    def geadresseerde(self) -> str:
        """To whom, in words."""
        return self.departement or self.get_aan_display()


class SignaalstapQuerySet(models.QuerySet):
    """Queries over steps."""

    def bekend(self, moment: datetime) -> Self:
        """Per signaal the latest step taken at or before `moment`."""
        nieuwer = self.model._default_manager.filter(
            signaal=OuterRef("signaal"), nummer__gt=OuterRef("nummer"), op__lte=moment
        )
        return self.filter(~Exists(nieuwer), op__lte=moment)


class Signaalstap(models.Model):
    """An answer to a signaal with its outcome; never changed, a later one follows on it."""

    signaal = models.ForeignKey(Signaal, models.PROTECT, related_name="stappen")
    nummer = models.PositiveIntegerField()
    uitkomst = models.CharField(
        max_length=16,
        choices=[(u.value, naam) for u, naam in UITKOMSTNAMEN.items() if u is not Uitkomst.OPEN],
    )
    antwoord = models.TextField()
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    objects = SignaalstapQuerySet.as_manager()

    class Meta:
        ordering = ["signaal", "nummer"]
        verbose_name = "antwoord op een signaal"
        verbose_name_plural = "antwoorden op signalen"
        constraints = [
            models.UniqueConstraint(fields=["signaal", "nummer"], name="signaalstap_genummerd"),
            models.CheckConstraint(condition=~Q(antwoord=""), name="signaalstap_heeft_antwoord"),
            models.CheckConstraint(
                condition=Q(uitkomst__in=["in_behandeling", "opgepakt", "afgewezen"]),
                name="signaalstap_uitkomst_bekend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signaal_id}.{self.nummer} {self.uitkomst}"
