"""What they agree: rounds, taken, verbanden, opgaven and letters."""

from samenwerking.models.aanlevering import Papieropgave, Upload
from samenwerking.models.bericht import Bericht, Herinnering
from samenwerking.models.brief import (
    Brief,
    Briefregel,
    Briefversie,
    Geadresseerde,
    Ondertekening,
)
from samenwerking.models.contact import Contact
from samenwerking.models.opgave import Besluit, Heropening, Opgave, Opgaveregel, Opgaveversie
from samenwerking.models.uitvraag import Rechtsvorm, Taak, Uitvraag, Uitvraagtaak
from samenwerking.models.verband import Arrangement, Deelname, Partner, Verband, Verbandversie
from samenwerking.models.voorbeeld import Praktijkvoorbeeld, Vertegenwoordiger

__all__ = [
    "Arrangement",
    "Bericht",
    "Besluit",
    "Brief",
    "Briefregel",
    "Briefversie",
    "Contact",
    "Deelname",
    "Geadresseerde",
    "Herinnering",
    "Heropening",
    "Ondertekening",
    "Opgave",
    "Opgaveregel",
    "Opgaveversie",
    "Papieropgave",
    "Partner",
    "Praktijkvoorbeeld",
    "Rechtsvorm",
    "Taak",
    "Uitvraag",
    "Uitvraagtaak",
    "Upload",
    "Verband",
    "Verbandversie",
    "Vertegenwoordiger",
]
