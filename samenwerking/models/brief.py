"""Letters: one letter, many colleges, signed per college, several addressees (S0-01, S0-40)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gemeenten.models import Gemeente
from samenwerking.models.uitvraag import Uitvraag


class Brief(models.Model):
    """A joint letter in a round; one that is `identiek_aan` another counts once (S0-20)."""

    slug = models.SlugField(max_length=80)
    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="brieven")
    datum = models.DateField(null=True, blank=True)
    kenmerk = models.CharField(max_length=60, blank=True)
    nota_kenmerk = models.CharField("kenmerk van de collegenota", max_length=60, blank=True)
    onderwerp = models.CharField(max_length=200, blank=True)
    tekst = models.TextField(blank=True)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    identiek_aan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="identieke_brieven"
    )

    class Meta:
        ordering = ["uitvraag", "datum", "slug"]
        verbose_name_plural = "brieven"
        constraints = [models.UniqueConstraint(fields=["uitvraag", "slug"], name="brief_een_keer")]

    def __str__(self) -> str:
        return self.onderwerp or self.slug


class Geadresseerde(models.Model):
    """One addressee of a letter, in order; a second addressee is not a second letter."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="geadresseerden")
    nummer = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=120)
    adres = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["brief", "nummer"]
        verbose_name_plural = "geadresseerden"
        constraints = [
            models.UniqueConstraint(fields=["brief", "nummer"], name="geadresseerde_nummer")
        ]

    def __str__(self) -> str:
        return self.naam


class Ondertekening(models.Model):
    """The signature of a letter for one gemeente, also by a bestuurder of another (S0-40..42).

    `mandaat` records on what ground somebody signs for another gemeente.
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="ondertekeningen")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="ondertekeningen")
    ondertekenaar = models.CharField(max_length=120, blank=True)
    functie = models.CharField(max_length=60, blank=True)
    gemeente_ondertekenaar = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="+"
    )
    mandaat = models.CharField(max_length=300, blank=True)
    getekend_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["brief", "gemeente"]
        verbose_name_plural = "ondertekeningen"
        constraints = [
            models.UniqueConstraint(fields=["brief", "gemeente"], name="ondertekening_een_keer"),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | Q(getekend_op__isnull=False),
                name="alleen_getekend_is_in_te_trekken",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brief_id}: {self.gemeente_id}"
