"""How much one request may bring, decided before any of it is read."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from samenwerking.uitwisseling.grenzen import MIB, OPDRACHTREGEL

HOOGSTENS: Final = OPDRACHTREGEL.ingepakt + MIB


class Begrensd(FileUploadHandler):
    """Refuses a request with files that is larger than any upload may be; else does nothing."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        """Raises RequestDataTooBig, which the 400 handler answers with 413."""
        if content_length > HOOGSTENS:
            raise RequestDataTooBig(f"Meer dan {HOOGSTENS} bytes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The chunk, for the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """None: the next handler makes the file."""
