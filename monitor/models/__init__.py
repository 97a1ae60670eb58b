"""What people add to the findings: visits, oordelen, norms, uitleg, escalaties, publications."""

from monitor.models.bezoek import (
    Bezoek,
    BezoekAfspraak,
    Bezoekthema,
    Gesprekspartner,
    Notitie,
)
from monitor.models.bladwijzer import Bladwijzer
from monitor.models.bundel import Bundel
from monitor.models.escalatie import (
    Aandachtvlag,
    Departementsakkoord,
    Escalatie,
    Escalatiestap,
)
from monitor.models.norm import Normwijziging
from monitor.models.ondersteuning import (
    Bijeenkomst,
    Handreiking,
    Ondersteuningsverzoek,
    Verzoekstap,
)
from monitor.models.oordeel import (
    Commissienotitie,
    ExternOordeel,
    Oordeel,
    Oordeelstap,
    Wederhoor,
)
from monitor.models.openbaar import Openbaarbestand
from monitor.models.publicatie import Publicatie
from monitor.models.scenario import Deling, Scenario, Scenarioversie
from monitor.models.signaal import Signaal, Signaalstap
from monitor.models.toezegging import Toezegging, Toezeggingstap
from monitor.models.uitleg import Uitleg, Uitlegtoets
from monitor.models.vraag import Vraag, Vraagantwoord

__all__ = [
    "Aandachtvlag",
    "Bezoek",
    "BezoekAfspraak",
    "Bezoekthema",
    "Bijeenkomst",
    "Bladwijzer",
    "Bundel",
    "Commissienotitie",
    "Deling",
    "Departementsakkoord",
    "Escalatie",
    "Escalatiestap",
    "ExternOordeel",
    "Gesprekspartner",
    "Handreiking",
    "Normwijziging",
    "Notitie",
    "Ondersteuningsverzoek",
    "Oordeel",
    "Oordeelstap",
    "Openbaarbestand",
    "Publicatie",
    "Scenario",
    "Scenarioversie",
    "Signaal",
    "Signaalstap",
    "Toezegging",
    "Toezeggingstap",
    "Uitleg",
    "Uitlegtoets",
    "Verzoekstap",
    "Vraag",
    "Vraagantwoord",
    "Wederhoor",
]
