"""Accounts, the persons behind every action and the logboek."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from gemeenten.models import Gemeente
from samenwerking.toegang.beheer import GebruikerManager
from samenwerking.toegang.rollen import GEMEENTEROLLEN, TOKENROLLEN, Rol


def nieuw_zout() -> str:
    """32 random characters, so that nobody finds a name by trying what gives its zegel."""
    return secrets.token_hex(16)


class Persoon(models.Model):
    """Who did something; the name can be removed without breaking versions or logboek."""

    naam = models.CharField(max_length=120)
    functie = models.CharField(max_length=120, blank=True)
    zout = models.CharField(max_length=32, default=nieuw_zout, editable=False, blank=True)

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "personen"

    def __str__(self) -> str:
        return self.naam

    @property
    def zegel(self) -> str:
        """SHA-256 of name and functie with the zout: what the logboek keeps instead of them."""
        tekst = "\n".join((self.zout, self.naam, self.functie))
        return hashlib.sha256(tekst.encode()).hexdigest()


class Gebruiker(AbstractBaseUser):
    """An account: logs in with e-mail, has one rol and, for gemeenterollen, one gemeente.

    `toegang_tot` is the first day without access (accounts of ambassadeurs end, S3-07).
    """

    email = models.EmailField("e-mailadres", unique=True)
    persoon = models.OneToOneField(Persoon, models.PROTECT, related_name="gebruiker")
    rol = models.CharField(max_length=20, choices=Rol)
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="gebruikers"
    )
    organisatie = models.CharField(max_length=120, blank=True)
    toegang_tot = models.DateField(null=True, blank=True)
    is_active = models.BooleanField("actief", default=True)

    objects: ClassVar[GebruikerManager] = GebruikerManager()

    USERNAME_FIELD = "email"

    class Meta:
        ordering = ["email"]
        verbose_name_plural = "gebruikers"
        constraints = [
            models.CheckConstraint(condition=Q(rol__in=Rol.values), name="gebruiker_rol_bekend"),
            models.CheckConstraint(
                condition=Q(rol__in=sorted(GEMEENTEROLLEN), gemeente__isnull=False)
                | ~Q(rol__in=sorted(GEMEENTEROLLEN)) & Q(gemeente=None),
                name="gemeenterol_hoort_bij_een_gemeente",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def naam(self) -> str:
        """The name of the person behind the account."""
        return self.persoon.naam

    @property
    def is_staff(self) -> bool:
        """Only a beheerder sees `/beheer/`."""
        return self.rol == Rol.BEHEERDER

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """A beheerder may do all that `/beheer/` offers, others nothing."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        """As `has_perm`, for a whole app."""
        return self.is_active and self.is_staff

    def heeft_toegang(self, dag: date) -> bool:
        """Whether the account still works on `dag`."""
        return self.is_active and (self.toegang_tot is None or dag < self.toegang_tot)


class Toegangseinde(models.Model):
    """One change of the end of an account: from which day to which, by whom and why (S3-07)."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="einden")
    was = models.DateField("was", null=True, blank=True)
    tot = models.DateField("werd", null=True, blank=True)
    reden = models.CharField(max_length=300)
    op = models.DateTimeField()
    door = models.ForeignKey(Persoon, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["gebruiker", "-op", "-pk"]
        verbose_name = "wijziging van de einddatum"
        verbose_name_plural = "wijzigingen van de einddatum"
        constraints = [
            models.CheckConstraint(condition=~Q(reden=""), name="toegangseinde_heeft_reden")
        ]

    def __str__(self) -> str:
        return f"{self.was} -> {self.tot}"


class Applicatietoken(models.Model):
    """A key with which an application of a gemeente uses the API; only its hash is kept.

    It acts as `persoon` (the application) with `rol` in `gemeente`, until it is ingetrokken or
    ends. `begin` are the first characters, by which people recognise it.
    """

    naam = models.CharField("naam van de applicatie", max_length=60)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="tokens")
    rol = models.CharField(
        "wat de applicatie mag", max_length=20, choices=[(r.value, r.label) for r in TOKENROLLEN]
    )
    begin = models.CharField(max_length=12)
    hash = models.CharField(max_length=64, unique=True)
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="tokens")
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(Persoon, models.PROTECT, related_name="+")
    verloopt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    laatst_gebruikt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["gemeente", "-gemaakt_op"]
        verbose_name_plural = "applicatietokens"
        constraints = [
            models.CheckConstraint(
                condition=Q(rol__in=[r.value for r in TOKENROLLEN]), name="token_rol_bekend"
            )
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.begin})"


class Logkop(models.Model):
    """The head of the chain: the one row that every write locks, numbers and moves on."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    nummer = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "kop van het logboek"
        verbose_name_plural = "koppen van het logboek"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="een_kop")]

    def __str__(self) -> str:
        return f"{self.nummer}: {self.hash}"


class Logregel(models.Model):
    """One action: append-only, each row's hash covers the previous row's hash.

    Holds no names: `persoon` points to the side table, `zegel` is that of the name at the time.
    `inhoud` never holds a vertrouwelijke notitie or the text of a commission note.
    """

    nummer = models.PositiveBigIntegerField(primary_key=True)
    moment = models.DateTimeField()
    persoon = models.ForeignKey(Persoon, models.PROTECT, null=True, related_name="logregels")
    actie = models.CharField(max_length=40)
    soort = models.CharField(max_length=40)
    sleutel = models.CharField(max_length=120, db_index=True)
    gemeente = models.CharField(max_length=6, blank=True, db_index=True)
    gelukt = models.BooleanField(default=True)
    herkomst = models.CharField(max_length=60, blank=True)
    inhoud = models.JSONField(default=dict)
    zegel = models.CharField(max_length=64, blank=True)
    vorige_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["nummer"]
        verbose_name = "regel in het logboek"
        verbose_name_plural = "logboek"

    def __str__(self) -> str:
        return f"{self.nummer} {self.actie} {self.soort} {self.sleutel}"


class Inzage(models.Model):
    """Somebody of outside the gemeente saw data of `object` on this day, see toegang.inzage.

    `object` is a CBS code, a slug of a verband, or for a file the name of the list (all gemeenten).
    """

    class Soort(models.TextChoices):
        """What was seen."""

        GEMEENTE = "gemeente", "de pagina van de gemeente"
        VERBAND = "verband", "een verband waarin de gemeente meedoet"
        BESTAND = "bestand", "een lijst van alle gemeenten als bestand"

    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="inzages")
    rol = models.CharField(max_length=20, choices=Rol)
    soort = models.CharField(max_length=20, choices=Soort)
    object = models.CharField(max_length=80)
    dag = models.DateField()

    class Meta:
        ordering = ["-dag", "soort", "object"]
        verbose_name_plural = "inzages"
        indexes = [models.Index(fields=["soort", "object"], name="inzage_van_wat")]
        constraints = [
            models.UniqueConstraint(
                fields=["persoon", "soort", "object", "dag"], name="inzage_een_keer_per_dag"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dag} {self.soort} {self.object}"
