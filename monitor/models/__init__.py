"""What people add to the findings: visits, oordelen with their wederhoor, norms."""

from monitor.models.bezoek import Bezoek, BezoekAfspraak, Notitie
from monitor.models.norm import Normwijziging
from monitor.models.oordeel import (
    Commissienotitie,
    ExternOordeel,
    Oordeel,
    Oordeelstap,
    Wederhoor,
)

__all__ = [
    "Bezoek",
    "BezoekAfspraak",
    "Commissienotitie",
    "ExternOordeel",
    "Normwijziging",
    "Notitie",
    "Oordeel",
    "Oordeelstap",
    "Wederhoor",
]
