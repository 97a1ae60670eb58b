"""The form of the second step, with a label in Dutch."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm


class InstelForm(ActivateTOTPForm):
    """The six digits that the app shows after scanning."""

    def __init__(self, *args: Any, **opties: Any) -> None:
        super().__init__(*args, **opties)
        self.fields["code"].label = "Code uit de app"
