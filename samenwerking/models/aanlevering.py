"""What waits before it counts: a spreadsheet that was sent, and paper that VNG types over."""

from __future__ import annotations

from uuid import uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from gemeenten.models import Gemeente
from samenwerking.models.uitvraag import Uitvraag


class Upload(models.Model):
    """A spreadsheet between its preview and the moment that it is carried through.

    Only who sent it sees it, and no longer than a day. `gemeente` is empty for a file of VNG about
    the whole round. `versie` is that of the opgave that the preview read, `voorbeeld` what it said.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gebruiker = models.ForeignKey("toegang.Gebruiker", models.CASCADE, related_name="uploads")
    uitvraag = models.ForeignKey(Uitvraag, models.CASCADE, related_name="uploads")
    gemeente = models.ForeignKey(
        Gemeente, models.CASCADE, null=True, blank=True, related_name="uploads"
    )
    bestandsnaam = models.CharField(max_length=120)
    inhoud = models.BinaryField()
    versie = models.PositiveIntegerField(default=0)
    voorbeeld = models.JSONField(default=dict)
    gemaakt_op = models.DateTimeField()
    doorgevoerd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-gemaakt_op"]
        verbose_name_plural = "uploads"

    def __str__(self) -> str:
        return f"{self.uitvraag_id} {self.bestandsnaam}"


class Papieropgave(models.Model):
    """What VNG types over from the letter of a gemeente, until it is recorded as a version.

    It stands apart from the concept of the gemeente: neither reads the other. `antwoorden` are
    those of `acties.papier`, `versie` counts the edits.
    """

    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="papieropgaven")
    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="papieropgaven")
    antwoorden = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    versie = models.PositiveIntegerField(default=0)
    bewaard_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(
        "toegang.Persoon", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["uitvraag", "gemeente"]
        verbose_name_plural = "papieropgaven"
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "uitvraag"], name="een_papieropgave_per_gemeente_en_uitvraag"
            )
        ]

    def __str__(self) -> str:
        return f"papier {self.gemeente_id} {self.uitvraag_id}"
