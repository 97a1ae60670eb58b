"""Who exists: gemeenten, regio's, borders and herindelingen, each with validity in time.

Public reference data; needs no scoping. A period is half-open: `vanaf <= dag < tot`, no `tot` is
still valid. CBS codes are the keys, names are not: there are two Bergens.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gemeenten.querysets import (
    GemeenteQuerySet,
    HerindelingQuerySet,
    PeriodeQuerySet,
    RegioQuerySet,
)


class Soort(models.TextChoices):
    """The regio-indelingen; the first four have members (S0-16, S3-17)."""

    PROVINCIE = "provincie", "provincie"
    ARBEIDSMARKTREGIO = "arbeidsmarktregio", "arbeidsmarktregio"
    VEILIGHEIDSREGIO = "veiligheidsregio", "veiligheidsregio"
    JEUGDREGIO = "jeugdregio", "jeugdregio"
    ZORGKANTOORREGIO = "zorgkantoorregio", "zorgkantoorregio"

    @property
    def meervoud(self) -> str:
        """«jeugdregio's», «provincies»."""
        return f"{self.label}'s" if self.label.endswith("o") else f"{self.label}s"


class Gemeente(models.Model):
    """A gemeente, from `bestaat_vanaf` until `bestaat_tot`, with its hexagon on the tile map."""

    code = models.CharField("CBS-code", max_length=6, primary_key=True)
    naam = models.CharField(max_length=80)
    zoeknaam = models.CharField(max_length=80, db_index=True, editable=False)
    bestaat_vanaf = models.DateField()
    bestaat_tot = models.DateField(null=True, blank=True)
    lat = models.FloatField("breedtegraad", null=True, blank=True)
    lon = models.FloatField("lengtegraad", null=True, blank=True)
    oppervlakte_km2 = models.FloatField("oppervlakte in km²", null=True, blank=True)
    kolom = models.SmallIntegerField("kolom op de tegelkaart", null=True, blank=True)
    rij = models.SmallIntegerField("rij op de tegelkaart", null=True, blank=True)
    centrum_opvang = models.BooleanField("centrumgemeente maatschappelijke opvang", default=False)
    centrum_vrouwenopvang = models.BooleanField("centrumgemeente vrouwenopvang", default=False)

    objects = GemeenteQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "code"]
        verbose_name_plural = "gemeenten"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^GM[0-9]{4}$"), name="gemeente_code_is_cbs_code"
            ),
            models.CheckConstraint(
                condition=Q(bestaat_tot=None) | Q(bestaat_tot__gt=F("bestaat_vanaf")),
                name="gemeente_bestaat_een_periode",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        """The public page of this gemeente."""
        return f"/gemeenten/{self.code}/"

    @property
    def tooi(self) -> str:
        """The URI of this gemeente in the government's register of organisations (TOOI)."""
        return f"https://identifier.overheid.nl/tooi/id/gemeente/{self.code.lower()}"


class Alias(models.Model):
    """Another spelling of a gemeente: «Haarlemmerliede» (S0-29), old and Frisian names."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="aliassen")
    naam = models.CharField(max_length=80)
    zoeknaam = models.CharField(max_length=80, db_index=True, editable=False)

    class Meta:
        ordering = ["naam"]
        verbose_name = "alias"
        verbose_name_plural = "aliassen"
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "zoeknaam"], name="alias_een_keer")
        ]

    def __str__(self) -> str:
        return self.naam


class Inwonertal(models.Model):
    """Inhabitants of a gemeente on a peildatum; `afgeleid` when summed over a herindeling."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="inwonertallen")
    peildatum = models.DateField()
    inwoners = models.PositiveIntegerField()
    afgeleid = models.BooleanField(default=False)

    class Meta:
        ordering = ["gemeente", "peildatum"]
        verbose_name_plural = "inwonertallen"
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "peildatum"], name="een_inwonertal_per_peildatum"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gemeente_id} {self.peildatum}: {self.inwoners}"


class Regio(models.Model):
    """A region of one soort, with key (soort, code)."""

    soort = models.CharField(max_length=20, choices=Soort)
    code = models.SlugField(max_length=60)
    naam = models.CharField(max_length=80)
    naam_alternatief = models.CharField("andere naam", max_length=80, blank=True)
    centrumgemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="centrum_van"
    )
    opgelegd = models.BooleanField("opgelegd door het Rijk", default=False)
    geldig_vanaf = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True)
    herkomst = models.CharField(max_length=200, blank=True)

    objects = RegioQuerySet.as_manager()

    class Meta:
        ordering = ["soort", "naam"]
        verbose_name_plural = "regio's"
        constraints = [
            models.UniqueConstraint(fields=["soort", "code"], name="regio_soort_code"),
            models.CheckConstraint(condition=Q(soort__in=Soort.values), name="regio_soort_bekend"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.naam}"

    def get_absolute_url(self) -> str:
        """The public page of this regio."""
        return f"/regios/{self.code}/"


class Regiolid(models.Model):
    """A gemeente is member of a regio during a period."""

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="leden")
    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="lidmaatschappen")
    vanaf = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        ordering = ["regio", "gemeente"]
        verbose_name_plural = "regioleden"
        constraints = [
            models.UniqueConstraint(
                fields=["regio", "gemeente", "vanaf"], name="regiolid_een_keer_per_begin"
            ),
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gt=F("vanaf")), name="regiolid_een_periode"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente_id} in {self.regio_id}"


class Grens(models.Model):
    """Two gemeenten that touch, stored in both directions; lengths in km.

    `landgrens_km` is the part over land (rivers included), `alleen_water` a border that exists in
    law only: over sea, IJsselmeer or the Zeeuwse wateren.
    """

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="grenzen")
    buur = models.ForeignKey(Gemeente, models.CASCADE, related_name="+")
    grens_km = models.FloatField("grens in km")
    landgrens_km = models.FloatField("grens over land in km")
    alleen_water = models.BooleanField(default=False)
    vanaf = models.DateField()
    tot = models.DateField(null=True, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        ordering = ["gemeente", "buur"]
        verbose_name_plural = "grenzen"
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "buur", "vanaf"], name="grens_een_keer"),
            models.CheckConstraint(condition=~Q(gemeente=F("buur")), name="grens_met_een_ander"),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} - {self.buur}"


class Herindeling(models.Model):
    """One old -> new pair of a herindeling; a split has several rows, so has a merger."""

    class Soort(models.TextChoices):
        """How the old gemeente goes on."""

        SAMENVOEGING = "opheffing_samenvoeging", "gaat op in een andere gemeente"
        SPLITSING = "opheffing_splitsing", "wordt verdeeld over gemeenten"
        VOORTZETTING = "voortzetting", "gaat verder met een groter gebied"

    datum = models.DateField()
    oud = models.ForeignKey(
        Gemeente, models.PROTECT, verbose_name="oude gemeente", related_name="opvolgers"
    )
    nieuw = models.ForeignKey(
        Gemeente, models.PROTECT, verbose_name="nieuwe gemeente", related_name="voorgangers"
    )
    soort = models.CharField(max_length=30, choices=Soort)
    toelichting = models.CharField(max_length=200, blank=True)

    objects = HerindelingQuerySet.as_manager()

    class Meta:
        ordering = ["datum", "oud", "nieuw"]
        verbose_name_plural = "herindelingen"
        constraints = [
            models.UniqueConstraint(fields=["datum", "oud", "nieuw"], name="herindeling_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.datum}: {self.oud} naar {self.nieuw}"


class Grensvlak(models.Model):
    """The drawn boundary of a gemeente for the map, loaded by `laad_grenzen`."""

    gemeente = models.OneToOneField(
        Gemeente, models.CASCADE, primary_key=True, related_name="grensvlak"
    )
    pad = models.TextField(help_text="SVG-pad in eenheden van de kaart")
    x = models.FloatField()
    y = models.FloatField()
    bron = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "grensvlakken"

    def __str__(self) -> str:
        return f"grensvlak {self.gemeente_id}"
