from django.apps import AppConfig
from django.core import checks


class SamenwerkingConfig(AppConfig):
    """What they agree."""

    name = "samenwerking"
    verbose_name = "Samenwerking"

    def ready(self) -> None:
        """Register the system check and the daily chores."""
        from samenwerking import bewaartermijnen, dagwerk, opruimen
        from samenwerking.acties import herinnering, opening, upload
        from samenwerking.gezondheid import controleer_pango

        checks.register(controleer_pango)
        dagwerk.registreer("rondes openen", doe=opening.open_rondes, proef=opening.proef)
        dagwerk.registreer(
            "herinneringen", doe=herinnering.verstuur_herinneringen, proef=herinnering.proef
        )
        dagwerk.registreer(
            "bewaartermijnen", doe=bewaartermijnen.ruim_op, proef=bewaartermijnen.proef
        )
        dagwerk.registreer("sessies", doe=opruimen.verlopen_sessies, proef=opruimen.proef)
        dagwerk.registreer("uploads", doe=upload.dagwerk, proef=upload.dagwerk_proef)
