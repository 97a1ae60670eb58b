"""Contact persons per gemeente by role (S3-12); never public."""

from __future__ import annotations

from django.db import models

from gemeenten.models import Gemeente
from samenwerking.keuzes import Contactrol


class Contact(models.Model):
    """Who to speak to at a gemeente, in which role."""

    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="contacten")
    rol = models.CharField(max_length=30, choices=Contactrol)
    naam = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    telefoon = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["gemeente", "rol"]
        verbose_name_plural = "contacten"
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "rol", "naam"], name="contact_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.get_rol_display()}"
