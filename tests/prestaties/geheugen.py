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

PADEN = {
    "tests.prestaties.instellingen": ("/", "/gemeenten/", "/taken/", "/verbanden/", "/gezond"),
    "tests.prestaties.kaal_instellingen": ("/gemeenten/",),
}


def meet(ronde: Uitvraag) -> list[Regel]:
    """One row: MB after every page was asked for three times."""
    portaal, kaal = (_in_eigen_proces(instellingen) for instellingen in PADEN)
    return [
        Regel("memory of a web process", "bare Django process", kaal, portaal, 1.5, eenheid="MB")
    ]


def _in_eigen_proces(instellingen: str) -> float:
    omgeving = os.environ | {"DJANGO_SETTINGS_MODULE": instellingen}
    opdracht = [sys.executable, "-m", "tests.prestaties.geheugen", *PADEN[instellingen]]
    return float(subprocess.run(opdracht, env=omgeving, check=True, capture_output=True).stdout)


def _serveer(paden: list[str]) -> float:
    """MB in use by this process once it has answered."""
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
