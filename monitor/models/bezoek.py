"""Who visited whom, what was agreed there, and the confidential notes about it."""

from __future__ import annotations

from django.db import models

from gemeenten.models import Gemeente, Regio
from samenwerking.models import Verband


class Bezoek(models.Model):
    """A visit of an ambassadeur or accountmanager to one or more gemeenten (S4-21).

    The conversation as it may be read by the regio itself; what is confidential is in `Notitie`.
    """

    class Soort(models.TextChoices):
        """Kinds of visits (S4-21)."""

        BESTUURLIJK_OVERLEG = "bestuurlijk_overleg", "overleg met bestuurders"
        REGIONALE_BIJEENKOMST = "regionale_bijeenkomst", "regionale bijeenkomst"
        WERKBEZOEK = "werkbezoek", "werkbezoek"

    datum = models.DateField()
    soort = models.CharField(max_length=30, choices=Soort)
    plaats = models.CharField(max_length=80)
    regio = models.ForeignKey(Regio, models.PROTECT, null=True, blank=True, related_name="bezoeken")
    gemeenten = models.ManyToManyField(Gemeente, related_name="bezoeken")
    verbanden = models.ManyToManyField(Verband, related_name="bezoeken", blank=True)
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="bezoeken")
    onderwerp = models.CharField(max_length=200)
    verslag = models.TextField(blank=True)

    class Meta:
        ordering = ["-datum", "plaats"]
        verbose_name_plural = "bezoeken"

    def __str__(self) -> str:
        return f"{self.datum} {self.plaats}"


class BezoekAfspraak(models.Model):
    """What was agreed at a visit, by whom and until when (S4-91)."""

    bezoek = models.ForeignKey(Bezoek, models.CASCADE, related_name="afspraken")
    tekst = models.CharField(max_length=300)
    eigenaar = models.CharField(max_length=120)
    termijn = models.DateField(null=True, blank=True)
    klaar_op = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["bezoek", "termijn"]
        verbose_name = "afspraak bij een bezoek"
        verbose_name_plural = "afspraken bij bezoeken"

    def __str__(self) -> str:
        return self.tekst


class Notitie(models.Model):
    """A confidential note of an ambassadeur: nobody outside the ambassadeurs sees it (S4-18)."""

    bezoek = models.ForeignKey(Bezoek, models.CASCADE, related_name="notities")
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")
    tekst = models.TextField()
    gemaakt_op = models.DateTimeField()

    class Meta:
        ordering = ["bezoek", "gemaakt_op"]
        verbose_name_plural = "notities"

    def __str__(self) -> str:
        return f"notitie bij bezoek {self.bezoek_id}"
