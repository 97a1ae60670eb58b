"""Verbanden: identity in Verband, everything said about it in one Verbandversie per round."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gemeenten.models import Gemeente, Regio
from samenwerking.keuzes import (
    Afspraak,
    Bevoegdheden,
    JuridischStadium,
    RegieVorm,
)
from samenwerking.models.uitvraag import Rechtsvorm, Taak, Uitvraag
from samenwerking.querysets import VerbandversieQuerySet


class Verband(models.Model):
    """A samenwerkingsverband, known by its slug; `tooi_so` is its URI in TOOI where it has one."""

    slug = models.SlugField(max_length=80, primary_key=True)
    tooi_so = models.URLField("TOOI-identificatie", blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "verbanden"

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """The page of this verband."""
        return f"/verbanden/{self.slug}/"


class Profiel(models.Model):
    """The facts for the five criteria; None is unknown, `0` and `geen` are answers.

    risicoanalyse and raadsinstrumenten hold values of `Risico` and `Raadsinstrument` joined by
    `|`, or `geen` (koppelvlakken, section 3).
    """

    regie_vorm = models.CharField(max_length=30, choices=RegieVorm, null=True, blank=True)
    grote_instellingen = models.PositiveIntegerField(null=True, blank=True)
    grote_instellingen_met_afspraken = models.PositiveIntegerField(null=True, blank=True)
    risicoanalyse = models.CharField(max_length=60, null=True, blank=True)
    beheersmaatregelen = models.BooleanField(null=True, blank=True)
    rapportagecyclus = models.BooleanField(null=True, blank=True)
    juridisch_stadium = models.CharField(
        max_length=20, choices=JuridischStadium, null=True, blank=True
    )
    gezamenlijke_inkoop = models.BooleanField(null=True, blank=True)
    inkoop_start = models.DateField(null=True, blank=True)
    bevoegdheden = models.CharField(max_length=20, choices=Bevoegdheden, null=True, blank=True)
    kostenverdeling = models.CharField(max_length=20, choices=Afspraak, null=True, blank=True)
    risicoverevening = models.CharField(max_length=20, choices=Afspraak, null=True, blank=True)
    verevening_gepland = models.DateField(null=True, blank=True)
    raadsinstrumenten = models.CharField(max_length=80, null=True, blank=True)
    niet_vrijblijvend = models.BooleanField(null=True, blank=True)
    specialistische_kennis = models.BooleanField(null=True, blank=True)
    draagkracht = models.BooleanField(null=True, blank=True)
    slagkracht = models.BooleanField(null=True, blank=True)
    meerjarige_contracten = models.BooleanField(null=True, blank=True)

    class Meta:
        abstract = True


class Verbandversie(Profiel):
    """What was known of a verband in a round from `vastgelegd_op`; a concept has no such moment.

    Versions never change once vastgelegd. A penvoerder edits the concept; a proposed verband
    counts when the first opgave naming it is submitted.
    """

    verband = models.ForeignKey(Verband, models.PROTECT, related_name="versies")
    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="verbandversies")
    nummer = models.PositiveIntegerField()
    vastgelegd_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(
        "toegang.Persoon", models.PROTECT, null=True, blank=True, related_name="+"
    )
    inhoud_hash = models.CharField(max_length=64, blank=True)
    reden = models.CharField(max_length=500, blank=True)

    naam = models.CharField(max_length=160)
    rechtsvorm = models.ForeignKey(
        Rechtsvorm, models.PROTECT, null=True, blank=True, related_name="verbandversies"
    )
    penvoerder = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="penvoerder_van"
    )
    centrumgemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="centrum_in"
    )
    bestaand = models.BooleanField(default=False, help_text="bestond al voor de ronde (S4-24)")
    onderdeel_van = models.ForeignKey(
        Verband, models.PROTECT, null=True, blank=True, related_name="onderdelen"
    )
    toelichting = models.TextField(blank=True)

    objects = VerbandversieQuerySet.as_manager()

    class Meta:
        ordering = ["uitvraag", "verband", "nummer"]
        verbose_name_plural = "verbandversies"
        constraints = [
            models.UniqueConstraint(
                fields=["verband", "uitvraag", "nummer"], name="verbandversie_nummer"
            ),
            models.UniqueConstraint(
                fields=["verband", "uitvraag"],
                condition=Q(vastgelegd_op=None),
                name="een_concept_per_verband_en_uitvraag",
            ),
            models.CheckConstraint(
                condition=Q(vastgelegd_op=None) | Q(door__isnull=False),
                name="vastgelegd_verband_heeft_een_persoon",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.uitvraag_id}, versie {self.nummer})"


class Partner(models.Model):
    """Another partner than a gemeente: zorgverzekeraar, zorgaanbieder (S3-09)."""

    versie = models.ForeignKey(Verbandversie, models.CASCADE, related_name="partners")
    naam = models.CharField(max_length=120)
    rol = models.CharField(max_length=60)

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "partners"

    def __str__(self) -> str:
        return f"{self.naam} ({self.rol})"


class Arrangement(models.Model):
    """A verband carries out a taak, optionally attached to a regio (S0-37).

    Its deelnemers are the Deelnames plus the members of the regio on the round's peildatum.
    """

    versie = models.ForeignKey(Verbandversie, models.CASCADE, related_name="arrangementen")
    taak = models.ForeignKey(Taak, models.PROTECT, related_name="arrangementen")
    regio = models.ForeignKey(
        Regio, models.PROTECT, null=True, blank=True, related_name="arrangementen"
    )
    clienten = models.PositiveIntegerField(null=True, blank=True)
    aanbieders = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["versie", "taak"]
        verbose_name_plural = "arrangementen"
        constraints = [
            models.UniqueConstraint(fields=["versie", "taak"], name="arrangement_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.versie_id} x {self.taak_id}"


class Deelname(models.Model):
    """A gemeente takes part in an arrangement."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="deelnames")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="deelnames")

    class Meta:
        ordering = ["arrangement", "gemeente"]
        verbose_name_plural = "deelnames"
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "gemeente"], name="deelname_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.gemeente_id} in {self.arrangement_id}"
