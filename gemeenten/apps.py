from django.apps import AppConfig


class GemeentenConfig(AppConfig):
    """Who exists."""

    name = "gemeenten"
    verbose_name = "Gemeenten en regio's"
