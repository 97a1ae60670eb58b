"""Views of dashboards that somebody keeps under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Bladwijzer(models.Model):
    """A dashboard with its filters, kept by one account: the URL name and the query string."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="bladwijzers"
    )
    naam = models.CharField(max_length=80)
    pagina = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["naam", "pk"]
        verbose_name_plural = "bladwijzers"
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "naam"], name="bladwijzer_een_keer"),
            models.CheckConstraint(condition=~Q(naam=""), name="bladwijzer_heeft_naam"),
        ]

    def __str__(self) -> str:
        return self.naam
