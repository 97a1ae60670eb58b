from django.apps import AppConfig


class SamenwerkingConfig(AppConfig):
    """What they agree."""

    name = "samenwerking"
    verbose_name = "Samenwerking"
