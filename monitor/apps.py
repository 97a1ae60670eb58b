from django.apps import AppConfig


class MonitorConfig(AppConfig):
    """What it adds up to."""

    name = "monitor"
    verbose_name = "Monitor"

    def ready(self) -> None:
        """Declare who sees the monitor's own models, and its daily chores."""
        from monitor import bereik, bundels, verschilpost  # noqa: F401
        from monitor.acties import openbaar
        from samenwerking import dagwerk

        dagwerk.registreer("bundels", doe=bundels.opruimen, proef=bundels.proef)
        dagwerk.registreer("verschillen", doe=verschilpost.meld, proef=verschilpost.proef)
        dagwerk.registreer("open data", doe=openbaar.maak, proef=openbaar.proef)
