"""The samenwerkingsopgave of a gemeente in a round, in versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gemeenten.models import Gemeente
from samenwerking.keuzes import Kanaal, Onderdeel, Orgaan, Reden, Stadium, Wijze
from samenwerking.models.uitvraag import Taak, Uitvraag
from samenwerking.models.verband import Verband
from samenwerking.querysets import OpgaveQuerySet, OpgaveversieQuerySet


class Opgave(models.Model):
    """The opgave of one gemeente in one round.

    `versie` counts the edits: a writer names the one it read and is refused when it is stale.
    """

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="opgaven")
    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="opgaven")
    versie = models.PositiveIntegerField(default=0)
    bewaard_op = models.DateTimeField(null=True, blank=True)

    objects = OpgaveQuerySet.as_manager()

    class Meta:
        ordering = ["uitvraag", "gemeente"]
        verbose_name_plural = "opgaven"
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "uitvraag"], name="een_opgave_per_gemeente_en_uitvraag"
            )
        ]

    def __str__(self) -> str:
        return f"opgave {self.gemeente_id} {self.uitvraag_id}"


class Opgaveversie(models.Model):
    """One version of an opgave: the concept (no `ingediend_op`) or a submitted one, then frozen.

    `ingediend_op` is the time of receipt and from then on the version is known; `sleutel` makes a
    repeated submit answer with the same receipt. `namens` is filled when VNG entered it for the
    gemeente, from paper or a file: in whose name; `door` is who entered it.
    `reden` says why it was changed, `reden_open` why
    taken have no answer yet.
    """

    opgave = models.ForeignKey(Opgave, models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    ingediend_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(
        "toegang.Persoon", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kanaal = models.CharField(max_length=20, choices=Kanaal, default=Kanaal.PORTAAL)
    ontvangstnummer = models.CharField(max_length=40, unique=True, null=True, blank=True)
    inhoud_hash = models.CharField(max_length=64, blank=True)
    sleutel = models.UUIDField(null=True, blank=True, unique=True)
    namens = models.CharField(max_length=200, blank=True)
    reden = models.CharField(max_length=500, blank=True)
    reden_open = models.CharField(max_length=500, blank=True)
    gecontroleerd = models.JSONField(default=list, blank=True)

    objects = OpgaveversieQuerySet.as_manager()

    class Meta:
        ordering = ["opgave", "nummer"]
        verbose_name_plural = "opgaveversies"
        constraints = [
            models.UniqueConstraint(fields=["opgave", "nummer"], name="opgaveversie_nummer"),
            models.UniqueConstraint(
                fields=["opgave"],
                condition=Q(ingediend_op=None),
                name="een_concept_per_opgave",
            ),
            models.CheckConstraint(
                condition=Q(ingediend_op=None)
                | Q(door__isnull=False, ontvangstnummer__isnull=False) & ~Q(inhoud_hash=""),
                name="ingediend_met_persoon_en_ontvangst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opgave_id} versie {self.nummer}"


class Besluit(models.Model):
    """A decision of college or raad, planned and taken, with the kenmerk of the nota behind it.

    One decision covers as many regels of the version as refer to it (S0-02, S4-68).
    """

    versie = models.ForeignKey(Opgaveversie, models.CASCADE, related_name="besluiten")
    orgaan = models.CharField(max_length=10, choices=Orgaan)
    gepland = models.DateField(null=True, blank=True)
    genomen = models.DateField(null=True, blank=True)
    kenmerk = models.CharField(max_length=60, blank=True)
    document = models.FileField(upload_to="besluiten/", blank=True)

    class Meta:
        ordering = ["versie", "orgaan", "genomen", "gepland"]
        verbose_name_plural = "besluiten"
        constraints = [
            models.CheckConstraint(
                condition=Q(gepland__isnull=False) | Q(genomen__isnull=False),
                name="besluit_heeft_een_datum",
            )
        ]

    def __str__(self) -> str:
        return f"{self.orgaan} {self.genomen or self.gepland}"


class Opgaveregel(models.Model):
    """What a gemeente says about one taak: inhoud, schaal (verband) and vorm (stadium) (S2-35).

    A regel names a verband, not an arrangement: that may be missing (W1). `motieven` are values of
    `Motief` joined by `|`; `bevestigd_op` is when the gemeente last said so (None: unknown).
    """

    versie = models.ForeignKey(Opgaveversie, models.CASCADE, related_name="regels")
    taak = models.ForeignKey(Taak, models.PROTECT, related_name="regels")
    wijze = models.CharField(max_length=20, choices=Wijze)
    verband = models.ForeignKey(
        Verband, models.PROTECT, null=True, blank=True, related_name="regels"
    )
    stadium = models.CharField(max_length=20, choices=Stadium, null=True, blank=True)
    collegebesluit = models.ForeignKey(
        Besluit, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    raadsbesluit = models.ForeignKey(
        Besluit, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    voorlopig = models.BooleanField(null=True, blank=True)
    onderdeel = models.CharField(max_length=20, choices=Onderdeel, null=True, blank=True)
    reden = models.CharField(max_length=20, choices=Reden, null=True, blank=True)
    motieven = models.CharField(max_length=160, blank=True)
    toelichting = models.TextField(max_length=2000, blank=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["versie", "taak", "verband"]
        verbose_name_plural = "opgaveregels"
        constraints = [
            models.UniqueConstraint(
                fields=["versie", "taak", "verband"], name="regel_een_keer_per_verband"
            ),
            models.UniqueConstraint(
                fields=["versie", "taak"],
                condition=~Q(wijze="verband"),
                name="een_regel_zonder_verband_per_taak",
            ),
            models.CheckConstraint(
                condition=Q(wijze="verband", verband__isnull=False, stadium__isnull=False)
                | ~Q(wijze="verband") & Q(verband=None, stadium=None),
                name="verband_en_stadium_horen_bij_wijze_verband",
            ),
            models.CheckConstraint(condition=Q(wijze__in=Wijze.values), name="regel_wijze_bekend"),
            models.CheckConstraint(
                condition=Q(stadium=None) | Q(stadium__in=Stadium.values),
                name="regel_stadium_bekend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taak_id}: {self.wijze}"


class Heropening(models.Model):
    """VNG reopens a closed opgave for one gemeente, with a reason and an end (S3-32)."""

    opgave = models.ForeignKey(Opgave, models.CASCADE, related_name="heropeningen")
    op = models.DateTimeField()
    tot = models.DateTimeField()
    reden = models.CharField(max_length=500)
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["opgave", "op"]
        verbose_name_plural = "heropeningen"

    def __str__(self) -> str:
        return f"{self.opgave_id} heropend tot {self.tot}"
