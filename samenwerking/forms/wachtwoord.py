"""Choosing a password twice, in the words of the portal."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm
from django import forms


class TweeKeer(forms.Form):
    """The second time is the same as the first, when the first is right."""

    def __init__(self, *args: Any, **opties: Any) -> None:
        super().__init__(*args, **opties)
        self.fields["password2"].label = "Nog een keer het nieuwe wachtwoord"

    def clean_password2(self) -> str:
        """Raises ValidationError."""
        tweede = str(self.cleaned_data["password2"])
        if self.cleaned_data.get("password1", tweede) != tweede:
            raise forms.ValidationError("Vul twee keer hetzelfde wachtwoord in.")
        return tweede


class WijzigForm(TweeKeer, ChangePasswordForm):
    """Another password for who is logged in."""


class KiesForm(TweeKeer, ResetPasswordKeyForm):
    """A password by the link of a mail."""
