"""Support for regio's that ask for it: requests, regional meetings, handreikingen (S4-78..86)."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gemeenten.models import Gemeente, Regio
from monitor.regels.criteria import CRITERIA
from monitor.regels.ondersteuning import NAMEN, Toestand


class Ondersteuningsverzoek(models.Model):
    """What a gemeente asks for its regio (S4-80, S4-83); `sleutel` makes a repeated form one."""

    class Vorm(models.TextChoices):
        """A visit is for administrators, the rest for civil servants (S4-80)."""

        BEZOEK = "bezoek", "bezoek van een ambassadeur (bestuurlijk)"
        WORKSHOP = "workshop", "workshop (ambtelijk)"
        TRAINING = "training", "training (ambtelijk)"
        ADVIES = "advies", "advies (ambtelijk)"

    vorm = models.CharField(max_length=10, choices=Vorm)
    regio = models.ForeignKey(Regio, models.PROTECT, related_name="verzoeken")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="verzoeken")
    onderwerp = models.CharField(max_length=200)
    vraag = models.TextField()
    gemeenten = models.ManyToManyField(Gemeente, related_name="verzoeken_samen", blank=True)
    sleutel = models.UUIDField(null=True, blank=True, unique=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["op", "pk"]
        verbose_name = "verzoek om ondersteuning"
        verbose_name_plural = "verzoeken om ondersteuning"
        constraints = [
            models.CheckConstraint(
                condition=~Q(onderwerp="") & ~Q(vraag=""), name="verzoek_heeft_vraag"
            )
        ]

    def __str__(self) -> str:
        return self.onderwerp


class VerzoekstapQuerySet(models.QuerySet):
    """Queries over steps."""

    def bekend(self, moment: datetime) -> Self:
        """Per verzoek the latest step taken at or before `moment`."""
        nieuwer = self.model._default_manager.filter(
            verzoek=OuterRef("verzoek"), nummer__gt=OuterRef("nummer"), op__lte=moment
        )
        return self.filter(~Exists(nieuwer), op__lte=moment)


class Verzoekstap(models.Model):
    """One step of a request: to whom, on which day, or what came of it; never changed."""

    verzoek = models.ForeignKey(Ondersteuningsverzoek, models.PROTECT, related_name="stappen")
    nummer = models.PositiveIntegerField()
    toestand = models.CharField(
        max_length=12,
        choices=[(t.value, naam) for t, naam in NAMEN.items() if t is not Toestand.AANGEVRAAGD],
    )
    aan = models.ForeignKey(
        "toegang.Persoon", models.PROTECT, null=True, blank=True, related_name="verzoeken"
    )
    datum = models.DateField(null=True, blank=True)
    tekst = models.TextField(blank=True)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    objects = VerzoekstapQuerySet.as_manager()

    class Meta:
        ordering = ["verzoek", "nummer"]
        verbose_name = "stap van een verzoek"
        verbose_name_plural = "stappen van verzoeken"
        constraints = [
            models.UniqueConstraint(fields=["verzoek", "nummer"], name="verzoekstap_genummerd"),
            models.CheckConstraint(
                condition=Q(toestand="toegewezen", aan__isnull=False)
                | Q(toestand="gepland", aan__isnull=False, datum__isnull=False)
                | Q(toestand="uitgevoerd", datum__isnull=False) & ~Q(tekst="")
                | Q(toestand__in=["afgewezen", "ingetrokken"]) & ~Q(tekst=""),
                name="verzoekstap_is_compleet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verzoek_id}.{self.nummer} {self.toestand}"


class Bijeenkomst(models.Model):
    """A regional meeting, also one that a provincie organises (S4-86).

    `namens` is who invites; `afgelast` says why it does not go on. `versie` counts the changes.
    """

    datum = models.DateField()
    plaats = models.CharField(max_length=80)
    onderwerp = models.CharField(max_length=200)
    doelgroep = models.CharField(max_length=120, blank=True)
    regio = models.ForeignKey(
        Regio, models.PROTECT, null=True, blank=True, related_name="bijeenkomsten"
    )
    namens = models.CharField(max_length=120)
    gemeenten = models.ManyToManyField(Gemeente, related_name="bijeenkomsten", blank=True)
    afgelast = models.CharField(max_length=200, blank=True)
    sleutel = models.UUIDField(null=True, blank=True, unique=True)
    versie = models.PositiveIntegerField(default=1)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["datum", "pk"]
        verbose_name_plural = "bijeenkomsten"

    def __str__(self) -> str:
        return f"{self.datum} {self.plaats}"


class Handreiking(models.Model):
    """A document that helps, published by VNG for everybody (S4-82, S4-85).

    Without `adres` and `bestand` it is still in the making; `vervallen` takes it off the list.
    """

    titel = models.CharField(max_length=200)
    onderwerp = models.CharField(max_length=300)
    criterium = models.CharField(
        max_length=2, blank=True, choices=[(code, k.titel) for code, k in CRITERIA.items()]
    )
    adres = models.URLField(max_length=300, blank=True)
    bestand = models.FileField(upload_to="handreikingen/", blank=True)
    vervallen = models.BooleanField(default=False)
    versie = models.PositiveIntegerField(default=1)
    op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["criterium", "titel", "pk"]
        verbose_name_plural = "handreikingen"

    def __str__(self) -> str:
        return self.titel

    @property
    def link(self) -> str:
        """The address to follow; empty for anything but https."""
        return self.adres if self.adres.startswith("https://") else ""
