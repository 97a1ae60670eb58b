"""The second factor: a code of an app beside the password, obligatory for who sees the country.

Source: kwaliteit.md, Security. Demo accounts are exempt, and only while developing.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Persoon
from samenwerking.toegang.rollen import COMMISSIEROLLEN, VELDROLLEN, Rol

VERPLICHT = COMMISSIEROLLEN | VELDROLLEN | {Rol.VNG, Rol.BEHEERDER}
# What somebody who still owes the factor needs to give it, or to go.
VRIJ = {
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "account_logout",
}


def verplicht(gebruiker: Gebruiker) -> bool:
    """Whether this account needs a second factor."""
    vrijgesteld = gebruiker.email.endswith(settings.ZONDER_TWEEDE_FACTOR)
    return gebruiker.rol in VERPLICHT and not vrijgesteld


def bewezen(request: HttpRequest) -> bool:
    """Whether the factor was given in this session; asks the database nothing."""
    stappen = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(stap["method"] == "mfa" for stap in stappen)


def omleiding(request: HttpRequest, naam: str | None) -> Any:
    """None, or where somebody who owes the factor goes first: to give it, or to set it up."""
    gebruiker: Any = request.user
    if naam in VRIJ or not verplicht(gebruiker) or bewezen(request):
        return None
    if is_mfa_enabled(gebruiker, [Authenticator.Type.TOTP]):
        terug = request.get_full_path() if request.method == "GET" else "/"
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': terug})}")
    return redirect("mfa_activate_totp")


def onthoud(
    request: HttpRequest, user: Gebruiker, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Who just set up the factor has shown it in this session; the logboek has it as well."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    record_authentication(request, user, "mfa", type="totp")
    _log("toevoegen", user, user.persoon)


@transaction.atomic
def wis(gebruiker: Gebruiker, *, door: Persoon) -> None:
    """Forget the factor of who lost phone and codes; at the next log-in it is set up anew."""
    if Authenticator.objects.filter(user=gebruiker).delete()[0]:
        _log("verwijderen", gebruiker, door)


def _log(actie: str, gebruiker: Gebruiker, door: Persoon) -> None:
    with transaction.atomic():
        logboek.schrijf(
            actie,
            "tweede factor",
            gebruiker.pk,
            persoon=door,
            gemeente=gebruiker.gemeente_id or "",
        )


class FactorAdapter(DefaultMFAAdapter):
    """Codes with our name, in Dutch; who must have the factor does not take it off."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Bij uw rol is de tweede stap verplicht.",
        "incorrect_code": "Deze code klopt niet. Wacht op een nieuwe code en vul die in.",
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Only where the factor is a choice."""
        return not verplicht(authenticator.user)
