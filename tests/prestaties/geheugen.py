"""Memory of a web process that has shown its pages, against a bare one. Each in its own process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.prestaties.meten import Regel

if TYPE_CHECKING:
    from samenwerking.models import Uitvraag

PORTAAL, KAAL = "tests.prestaties.instellingen", "tests.prestaties.kaal_instellingen"
PAGINAS = ("/", "/gemeenten/", "/taken/", "/verbanden/", "/gezond")
API = ("/api/", "/api/v1/openapi.json", "/api/v1/gemeenten", "/api/v1/taken", "/open-data/")
OPEN_DATA = ("/open-data/catalogus.ttl", "/open-data/wijzigingen.atom")
# Only requirements-dev.txt brings these; DRF loads them wherever it finds them.
NIET_IN_PRODUCTIE = ("requests", "pygments")


def meet(ronde: Uitvraag) -> list[Regel]:
    """MB after every page was asked for three times; then with the API and open data as well."""
    kaal = _in_eigen_proces(KAAL, "/gemeenten/")
    portaal = _in_eigen_proces(PORTAAL, *PAGINAS)
    met_api = _in_eigen_proces(PORTAAL, *PAGINAS, *API, *OPEN_DATA)
    bodem = "bare Django process"
    return [
        Regel("memory of a web process", bodem, kaal, portaal, 1.5, eenheid="MB"),
        Regel("the same that served the API too", bodem, kaal, met_api, 1.5, eenheid="MB"),
    ]


def _in_eigen_proces(instellingen: str, *paden: str) -> float:
    omgeving = os.environ | {"DJANGO_SETTINGS_MODULE": instellingen}
    opdracht = [sys.executable, "-m", "tests.prestaties.geheugen", *paden]
    return float(subprocess.run(opdracht, env=omgeving, check=True, capture_output=True).stdout)


def _serveer(paden: list[str]) -> float:
    """MB in use by this process once it has answered."""
    sys.modules.update(dict.fromkeys(NIET_IN_PRODUCTIE))
    import gunicorn.app.wsgiapp
    import gunicorn.workers.sync  # noqa: F401 - a web process is a worker of gunicorn
    from django.core.wsgi import get_wsgi_application

    portaal = get_wsgi_application()
    for pad in paden * 3:
        omgeving = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": pad,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "443",
            "wsgi.url_scheme": "https",
            "HTTP_X_FORWARDED_PROTO": "https",
            "wsgi.input": sys.stdin.buffer,
        }
        antwoord = portaal(omgeving, lambda status, koppen: None)
        b"".join(antwoord)
        antwoord.close()
    return _in_gebruik()


def _in_gebruik() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        regels = dict(r.split(":", 1) for r in status.read_text("ascii").splitlines())
        return int(regels["VmRSS"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(_serveer(sys.argv[1:]))
