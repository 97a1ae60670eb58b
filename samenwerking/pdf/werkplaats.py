"""What the fork server of `proces` has at hand beforehand: the typesetter and its letters."""

from __future__ import annotations

import contextlib

import django

from samenwerking.pdf import opmaak

django.setup()
with contextlib.suppress(opmaak.PangoOntbreektError):
    opmaak.voorbereiden()
