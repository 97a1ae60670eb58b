"""Background work without a worker, for a demonstration."""

from __future__ import annotations

from threading import Thread
from typing import Any

from django.db import connections
from django_tasks.backends.immediate import ImmediateBackend


class Meteen(ImmediateBackend):
    """Begins at once, in a thread beside the request that asked for it."""

    def _execute_task(self, task_result: Any) -> None:
        Thread(target=self._voer_uit, args=(task_result,), daemon=True).start()

    def _voer_uit(self, task_result: Any) -> None:
        try:
            super()._execute_task(task_result)
        finally:
            connections.close_all()
