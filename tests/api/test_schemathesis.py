"""Whatever is sent, valid or not, the answer is one that the document promises: for every rol."""

from __future__ import annotations

import logging
import os
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from samenwerking.api.schema import PADSLEUTELS
from samenwerking.api.toelating import Rem
from samenwerking.models import Opgave
from samenwerking.toegang import tokens
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import TOKENROLLEN, Rol
from tests import bouwers

pytestmark = [
    pytest.mark.traag,
    pytest.mark.usefixtures("mei"),
    pytest.mark.filterwarnings("ignore"),
]
VOORBEELDEN = int(os.environ.get("VOORBEELDEN", "2"))
CHECKS = {
    *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
    *("response_headers_conformance", "response_schema_conformance", "allow_header_conformance"),
    *("positive_data_acceptance", "negative_data_rejection", "missing_required_header"),
    *("unsupported_method", "ignored_auth", "use_after_free", "ensure_resource_availability"),
}
"""All that come with the library, apart from time."""
IN_DE_RONDE, NA_PUBLICATIE = "2013-06-05T12:00+02:00", "2013-07-20T12:00+02:00"
GEVALLEN = [(rol, NA_PUBLICATIE) for rol in (None, *Rol)]
GEVALLEN += [(rol, IN_DE_RONDE) for rol in (None, *TOKENROLLEN, Rol.COMMISSIE)]


@pytest.fixture
def koppen(als: Callable[..., Client], rolverdeling: dict[str, Gebruiker]) -> Callable[..., Any]:
    """`koppen(rol)` are the headers of somebody with that rol: a token where there can be one."""

    def van(rol: Rol | None) -> dict[str, str]:
        if rol is None:
            return {}
        if rol in TOKENROLLEN:
            heemstede = bouwers.gemeente("Heemstede")
            _, tekst = tokens.maak("Proef", heemstede, rol, door=rolverdeling[rol].persoon)
            return {"Authorization": f"Bearer {tekst}"}
        cookie = als(rolverdeling[rol]).cookies["sessionid"].value
        return {"Cookie": f"sessionid={cookie}"}

    return van


@pytest.mark.parametrize(("rol", "moment"), GEVALLEN)
def test_no_request_brings_an_answer_that_the_document_does_not_promise(
    koppen: Callable[..., Any],
    op_moment: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    rol: Rol | None,
    moment: str,
) -> None:
    op_moment(moment)
    logging.disable(logging.CRITICAL)
    ruim = dict.fromkeys(("bezoeker", "lezen", "schrijven"), "100000/min")
    monkeypatch.setattr(Rem, "THROTTLE_RATES", ruim)
    mee = koppen(rol)
    app = get_wsgi_application()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    checks = schema.config.checks
    assert all(getattr(checks, naam).enabled for naam in CHECKS)
    # What only the round knows (its verbanden, one answer per taak) is no part of the document.
    checks.positive_data_acceptance.expected_statuses += ["400", "412"]
    gezien: Counter[int] = Counter()
    try:
        for gevonden in schema.get_all_operations():
            for soort in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                _proef(gevonden.ok(), soort, mee, gezien)
    finally:
        logging.disable(logging.NOTSET)
    assert gezien[200] >= 5 * VOORBEELDEN, gezien
    assert gezien[400] >= 5 * VOORBEELDEN, gezien
    assert not any(status >= 500 for status in gezien), gezien


def _proef(werk: Any, soort: GenerationMode, mee: dict[str, str], gezien: Counter[int]) -> None:
    """A bounded number of requests of one kind to one operation."""
    invoer = [*werk.path_parameters, *werk.query, *werk.headers, *werk.body]
    if soort == GenerationMode.NEGATIVE and not invoer:
        return

    @settings(
        max_examples=VOORBEELDEN,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(geval=werk.as_strategy(generation_mode=soort))
    def stuur(geval: Any) -> None:
        _met_echte_sleutels(geval)
        antwoord = geval.call(headers=mee)
        gezien[antwoord.status_code] += 1
        lezend_goed = soort == GenerationMode.POSITIVE and geval.method == "GET"
        assert not (lezend_goed and antwoord.status_code in {400, 412}), geval.as_curl_command()
        geval.validate_response(antwoord, headers=mee)

    stuur()


ECHT = {
    "uitvraag": "2013-mei",
    "gemeente": "GM0397",
    "taak": "JE03",
    "slug": "zuid-kennemerland",
    "soort": "jeugdregio",
}
CODES = {"/gemeenten": "GM0392", "/regios": "JZ11", "/taken": "JE03", "/rechtsvormen": "CG"}


def _met_echte_sleutels(geval: Any) -> None:
    """What fits the pattern of a path, and If-Match, becomes what is there; the rest stays."""
    code = next((c for begin, c in CODES.items() if geval.path.startswith(begin)), "2013-mei")
    for naam, waarde in (geval.path_parameters or {}).items():
        vorm = PADSLEUTELS[naam]["schema"]
        patroon = vorm.get("pattern") or "|".join(vorm["enum"])
        if isinstance(waarde, str) and re.fullmatch(patroon.strip("^$"), waarde):
            geval.path_parameters[naam] = ECHT.get(naam, code)
    if isinstance((geval.headers or {}).get("If-Match"), str):
        opgave = Opgave.objects.filter(gemeente="GM0397", uitvraag="2013-mei").first()
        geval.headers["If-Match"] = f'"{opgave.versie if opgave else 0}-0123456789abcdef"'
