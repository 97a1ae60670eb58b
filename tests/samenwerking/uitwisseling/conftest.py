"""The same small country as `hulp.register`, in the database."""

from __future__ import annotations

import pytest

from gemeenten.models import Alias, Soort
from gemeenten.namen import vouw
from samenwerking.models import Uitvraag
from tests import bouwers
from tests.samenwerking.uitwisseling.hulp import ALIASSEN, GEMEENTEN


@pytest.fixture
def mei(db: None) -> Uitvraag:
    """The round of May 2013 with three taken; WM05 can be landelijk."""
    for code, naam in GEMEENTEN.items():
        bouwers.gemeente(naam, code=code)
    for naam, code in ALIASSEN.items():
        Alias.objects.create(gemeente_id=code, naam=naam, zoeknaam=vouw(naam))
    bouwers.regio("Zuid-Kennemerland", ["Haarlem", "Heemstede"], code="JZ13")
    bouwers.regio("Kennemerland", ["Haarlem"], code="VR12", soort=Soort.VEILIGHEIDSREGIO)
    bouwers.rechtsvorm("CG")
    bouwers.rechtsvorm("BVO", naam="Bedrijfsvoeringsorganisatie")
    ronde = bouwers.uitvraag()
    bouwers.uitvraagtaak(ronde, "WM05", landelijk_mogelijk=True)
    return ronde


@pytest.fixture
def november(mei: Uitvraag) -> Uitvraag:
    """The next round, of the jeugdtaken only."""
    return bouwers.uitvraag(
        "2013-nov",
        taken=("JE03", "JE06"),
        opent=bouwers.moment("2013-11-01"),
        deadline=bouwers.moment("2013-12-01"),
        laatste_wijziging=bouwers.moment("2013-12-15"),
    )
