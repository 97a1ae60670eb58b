from django.apps import AppConfig


class MonitorConfig(AppConfig):
    """What it adds up to."""

    name = "monitor"
    verbose_name = "Monitor"

    def ready(self) -> None:
        """Declare who sees the monitor's own models."""
        from monitor import bereik  # noqa: F401
