"""Mail as plain text: templates/mail/<name>.txt, of which the first line is the subject.

A mail has no confidential content and no link: it says what happened and where in the portal to
look. Everybody gets a mail of their own, so nobody sees the address of another.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template import Context, engines

log = logging.getLogger("post")


class Post(NamedTuple):
    """A mail to compose: the template, what it tells, and the addresses."""

    sjabloon: str
    context: dict[str, Any]
    aan: tuple[str, ...]


def tekst(sjabloon: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and body of a mail. Plain text: names stay as they are written."""
    bron = engines["django"].engine.get_template(f"mail/{sjabloon}.txt")
    onderwerp, _, romp = bron.render(Context(context, autoescape=False)).strip().partition("\n")
    return onderwerp.strip(), romp.strip() + "\n"


def verstuur(brieven: Iterable[Post]) -> list[bool]:
    """Send them over one connection; per Post whether at least one address took it."""
    lijn = get_connection()
    return [_een(brief, lijn) for brief in brieven]


def na_afloop(*brieven: Post) -> None:
    """Send once the transaction is committed; a mail that fails is noted, nothing is undone."""
    transaction.on_commit(partial(verstuur, brieven), robust=True)


def _een(brief: Post, lijn: Any) -> bool:
    onderwerp, romp = tekst(brief.sjabloon, brief.context)
    gelukt = False
    for adres in brief.aan:
        try:
            gelukt |= bool(EmailMessage(onderwerp, romp, to=[adres], connection=lijn).send())
        except OSError as fout:  # SMTPException is one
            feiten = {"sjabloon": brief.sjabloon, "fout": type(fout).__name__}
            log.warning("mail niet verstuurd", extra={"velden": feiten})
    return gelukt
