from django.apps import AppConfig


class MonitorConfig(AppConfig):
    """What it adds up to."""

    name = "monitor"
    verbose_name = "Monitor"
