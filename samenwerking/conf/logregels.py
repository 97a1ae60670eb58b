"""Structured logs: one JSON object per line on stderr."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """Formats a record as JSON with moment (UTC), level, logger, message and traceback.

    What the writer gave in `extra={"velden": {...}}` is added. ASCII only, so that no character
    breaks a line or steers a terminal.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        regel = {
            "moment": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "niveau": record.levelname,
            "bron": record.name,
            "bericht": record.getMessage(),
        }
        regel |= getattr(record, "velden", {})
        if record.exc_info:
            regel["fout"] = self.formatException(record.exc_info)
        return json.dumps(regel, default=str)
