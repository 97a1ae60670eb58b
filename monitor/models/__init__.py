"""What people add to the findings: visits, oordelen, norms, uitleg, escalaties, publications."""

from monitor.models.bezoek import (
    Bezoek,
    BezoekAfspraak,
    Bezoekthema,
    Gesprekspartner,
    Notitie,
)
from monitor.models.escalatie import (
    Aandachtvlag,
    Departementsakkoord,
    Escalatie,
    Escalatiestap,
)
from monitor.models.norm import Normwijziging
from monitor.models.oordeel import (
    Commissienotitie,
    ExternOordeel,
    Oordeel,
    Oordeelstap,
    Wederhoor,
)
from monitor.models.publicatie import Publicatie
from monitor.models.signaal import Signaal, Signaalstap
from monitor.models.uitleg import Uitleg, Uitlegtoets

__all__ = [
    "Aandachtvlag",
    "Bezoek",
    "BezoekAfspraak",
    "Bezoekthema",
    "Commissienotitie",
    "Departementsakkoord",
    "Escalatie",
    "Escalatiestap",
    "ExternOordeel",
    "Gesprekspartner",
    "Normwijziging",
    "Notitie",
    "Oordeel",
    "Oordeelstap",
    "Publicatie",
    "Signaal",
    "Signaalstap",
    "Uitleg",
    "Uitlegtoets",
    "Wederhoor",
]
