"""The files of a published round, kept as they were made."""

from __future__ import annotations

from django.db import models

from samenwerking.models import Uitvraag


class Openbaarbestand(models.Model):
    """One open file, made once: who downloads it next year gets the same bytes.

    `merk` names the public content it was made of; other content makes other files. `inhoud` is
    packed with zlib, `grootte` (bytes) and `sha256` are of what is downloaded.
    """

    uitvraag = models.ForeignKey(Uitvraag, models.CASCADE, related_name="openbare_bestanden")
    merk = models.CharField(max_length=80)
    naam = models.CharField(max_length=60)
    inhoud = models.BinaryField()
    grootte = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["uitvraag", "naam"]
        verbose_name_plural = "openbare bestanden"
        constraints = [
            models.UniqueConstraint(
                fields=["uitvraag", "naam", "merk"], name="openbaar_bestand_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.uitvraag_id}/{self.naam}"
