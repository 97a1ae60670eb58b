"""Rounds, the task catalogue of each round and the legal forms."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gemeenten.models import Soort
from samenwerking.keuzes import Decentralisatie, Niveau, Rechtsvormsoort, Stadium, Verplichting
from samenwerking.querysets import RechtsvormQuerySet, UitvraagQuerySet


class Uitvraag(models.Model):
    """A round with its moments, half-open and aware: opent <= t < deadline is on time.

    Between deadline and laatste_wijziging an opgave is accepted as te laat; `gepubliceerd_op`
    opens the round to the public as known at that moment. Deadlines are data (S1-12, S4-05).
    """

    code = models.SlugField(max_length=20, primary_key=True)
    naam = models.CharField(max_length=120)
    peildatum = models.DateField()
    opent = models.DateTimeField()
    deadline = models.DateTimeField()
    laatste_wijziging = models.DateTimeField()
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    vaststelling_drempel = models.CharField(max_length=20, choices=Stadium)
    kamerstuk = models.CharField(max_length=60, blank=True)
    uitnodiging_op = models.DateField(null=True, blank=True)
    werkwijze = models.TextField(blank=True, help_text="staat boven het formulier (S0-08)")
    bron = models.CharField(max_length=300, blank=True)
    voorbeeldgegevens = models.BooleanField(default=False)

    objects = UitvraagQuerySet.as_manager()

    class Meta:
        ordering = ["opent"]
        verbose_name_plural = "uitvragen"
        constraints = [
            models.CheckConstraint(
                condition=Q(opent__lt=F("deadline"), deadline__lte=F("laatste_wijziging")),
                name="uitvraag_momenten_op_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(vaststelling_drempel__in=Stadium.values),
                name="uitvraag_drempel_bekend",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def korte_naam(self) -> str:
        """«mei 2013» for round 2013-mei."""
        jaar, _, maand = self.code.partition("-")
        voluit = {"nov": "november"}.get(maand, maand)
        return f"{voluit} {jaar}".strip()


class Taak(models.Model):
    """A taak; what a round asks about it is in Uitvraagtaak."""

    code = models.CharField(max_length=10, primary_key=True)
    naam = models.CharField(max_length=120)
    korte_naam = models.CharField(max_length=30)
    omschrijving = models.CharField(max_length=300, blank=True)
    decentralisatie = models.CharField(max_length=20, choices=Decentralisatie)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "taken"
        constraints = [
            models.CheckConstraint(
                condition=Q(decentralisatie__in=Decentralisatie.values),
                name="taak_decentralisatie_bekend",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Uitvraagtaak(models.Model):
    """What one round says of a taak: the catalogue changes between rounds (S1-21, S1-32).

    `norm_inwoners` indicates and never blocks (S2-12); `kenmerken` are the properties behind the
    level, joined by `|` (S2-26..30, S2-60); `afgesproken_schaal` a scale fixed earlier (S1-28).
    """

    uitvraag = models.ForeignKey(Uitvraag, models.CASCADE, related_name="uitvraagtaken")
    taak = models.ForeignKey(Taak, models.PROTECT, related_name="uitvraagtaken")
    niveau = models.CharField(max_length=1, choices=Niveau)
    samenwerking_noodzakelijk = models.BooleanField()
    landelijk_mogelijk = models.BooleanField(default=False)
    referentie_indeling = models.CharField(max_length=20, choices=Soort)
    norm_inwoners = models.PositiveIntegerField(null=True, blank=True)
    afgesproken_schaal = models.CharField(max_length=40, blank=True)
    kenmerken = models.CharField(max_length=200, blank=True)
    verplichting = models.CharField(max_length=20, choices=Verplichting, blank=True)
    bron = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["uitvraag", "taak"]
        verbose_name_plural = "uitvraagtaken"
        constraints = [
            models.UniqueConstraint(fields=["uitvraag", "taak"], name="taak_een_keer_per_uitvraag"),
            models.CheckConstraint(
                condition=Q(niveau__in=Niveau.values), name="uitvraagtaak_niveau_bekend"
            ),
            models.CheckConstraint(
                condition=Q(referentie_indeling__in=Soort.values),
                name="uitvraagtaak_indeling_bekend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taak_id} in {self.uitvraag_id}"


class Rechtsvorm(models.Model):
    """A legal form with its validity: the bedrijfsvoeringsorganisatie exists from 2015 (S4-27)."""

    code = models.CharField(max_length=10, primary_key=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=20, choices=Rechtsvormsoort)
    rechtspersoon = models.BooleanField()
    bindend = models.BooleanField(help_text="niet vrijblijvend (S1-10)")
    artikel = models.CharField(max_length=120, blank=True)
    geldig_vanaf = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=300, blank=True)

    objects = RechtsvormQuerySet.as_manager()

    class Meta:
        ordering = ["soort", "naam"]
        verbose_name_plural = "rechtsvormen"
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Rechtsvormsoort.values), name="rechtsvorm_soort_bekend"
            )
        ]

    def __str__(self) -> str:
        return self.naam
