"""Who visited whom, what was agreed there, and the confidential notes about it."""

from __future__ import annotations

from django.db import models

from gemeenten.models import Gemeente, Regio
from monitor.regels.bezoek import THEMAS
from samenwerking.models import Verband


class Bezoek(models.Model):
    """A visit of an ambassadeur or accountmanager to one or more gemeenten (S4-21).

    The conversation as it may be read by the regio itself; what is confidential is in `Notitie`.
    `gepland_op` is when it came in the agenda; None: it is known from its day on. `sleutel` makes a
    repeated form give the same visit, `versie` counts the changes.
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
    gepland_op = models.DateTimeField(null=True, blank=True)
    sleutel = models.UUIDField(null=True, blank=True, unique=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-datum", "plaats"]
        verbose_name_plural = "bezoeken"

    def __str__(self) -> str:
        return f"{self.datum} {self.plaats}"


class Gesprekspartner(models.Model):
    """In which role somebody was spoken to; the person has no name here (S3-12, S3-21)."""

    class Rol(models.TextChoices):
        """Whom an ambassadeur meets (S3-09, S3-12)."""

        BURGEMEESTER = "burgemeester", "burgemeester"
        WETHOUDER = "wethouder", "wethouder"
        WETHOUDER_FINANCIEN = "wethouder_financien", "wethouder financiën"
        SECRETARIS = "secretaris", "gemeentesecretaris"
        GRIFFIER = "griffier", "griffier"
        RAADSLID = "raadslid", "raadsleden"
        AMBTENAAR = "ambtenaar", "ambtenaren"
        ZORGVERZEKERAAR = "zorgverzekeraar", "zorgverzekeraar"
        ZORGAANBIEDER = "zorgaanbieder", "zorgaanbieder"
        ANDER = "ander", "iemand anders"

    bezoek = models.ForeignKey(Bezoek, models.CASCADE, related_name="gesprekspartners")
    rol = models.CharField(max_length=30, choices=Rol)

    class Meta:
        ordering = ["bezoek", "pk"]
        verbose_name_plural = "gesprekspartners"
        constraints = [
            models.UniqueConstraint(fields=["bezoek", "rol"], name="gesprekspartner_een_keer")
        ]

    def __str__(self) -> str:
        return self.get_rol_display()


class Bezoekthema(models.Model):
    """What was heard at a visit about one theme; for those who read all (S3-26..28, S4-40)."""

    bezoek = models.ForeignKey(Bezoek, models.CASCADE, related_name="themas")
    thema = models.CharField(max_length=20, choices=list(THEMAS.items()))
    tekst = models.TextField()

    class Meta:
        ordering = ["bezoek", "pk"]
        verbose_name = "thema van een bezoek"
        verbose_name_plural = "thema's van bezoeken"
        constraints = [
            models.UniqueConstraint(fields=["bezoek", "thema"], name="bezoekthema_een_keer"),
            models.CheckConstraint(
                condition=models.Q(thema__in=sorted(THEMAS)), name="bezoekthema_bekend"
            ),
            models.CheckConstraint(condition=~models.Q(tekst=""), name="bezoekthema_heeft_tekst"),
        ]

    def __str__(self) -> str:
        return f"{self.bezoek_id}: {self.thema}"


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
