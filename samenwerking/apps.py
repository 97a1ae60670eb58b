from django.apps import AppConfig
from django.core import checks


class SamenwerkingConfig(AppConfig):
    """What they agree."""

    name = "samenwerking"
    verbose_name = "Samenwerking"

    def ready(self) -> None:
        """Register the system check."""
        from samenwerking.gezondheid import controleer_pango

        checks.register(controleer_pango)
