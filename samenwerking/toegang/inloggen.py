"""Logging in: by e-mail, with Argon2id, only as long as the account has access."""

from __future__ import annotations

import logging
import re
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from samenwerking import klok
from samenwerking.toegang import eherkenning, logboek
from samenwerking.toegang.models import Gebruiker

log = logging.getLogger("toegang")
VOOR_DE_HAND = {
    *("wachtwoord", "welkom", "geheim", "gemeente", "samenwerken", "samenwerking"),
    *("samenwerkingsmonitor", "sociaaldomein", "password", "zomer", "winter", "lente", "herfst"),
}


class Argon2id(Argon2PasswordHasher):
    """OWASP's parameters: 19 MiB, two passes, one lane; about 20 ms a log-in."""

    memory_cost = 19456
    time_cost = 2
    parallelism = 1


class NietVoorDeHand:
    """Refuses what Dutch attackers try first: a usual word with figures and signs around it."""

    def validate(self, password: str, user: Gebruiker | None = None) -> None:
        """Raises ValidationError."""
        if re.sub(r"[^a-z]", "", password.lower()) in VOOR_DE_HAND:
            raise ValidationError(f"Dit wachtwoord is makkelijk te raden. {self.get_help_text()}")

    def get_help_text(self) -> str:
        """What to do."""
        return "Kies een paar woorden die niet samenhangen."


class LangGenoeg(MinimumLengthValidator):
    """Django's own, which has no Dutch for its error any more."""

    def get_error_message(self) -> str:
        """What to do."""
        return f"Dit wachtwoord is te kort. Kies er een van minstens {self.min_length} tekens."


class PortaalBackend(AuthenticationBackend):
    """Refuses accounts whose end date has passed."""

    def user_can_authenticate(self, user: Gebruiker) -> bool:
        """Active and before its end date."""
        return user.heeft_toegang(klok.vandaag())

    def get_user(self, user_id: int) -> Gebruiker | None:
        """The account of a session, with person and gemeente; None once access has ended."""
        gebruiker = (
            Gebruiker.objects.select_related("persoon", "gemeente").filter(pk=user_id).first()
        )
        return gebruiker if gebruiker and self.user_can_authenticate(gebruiker) else None

    def has_perm(self, user_obj: Gebruiker, perm: str, obj: Any = None) -> bool:
        """Rights come from the rol, see Gebruiker.has_perm."""
        return False


class Adapter(DefaultAccountAdapter):
    """Accounts are given out, never signed up for; logging in and failing to is in the log."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "too_many_login_attempts": (
            "U probeerde het te vaak. Wacht vijf minuten en probeer het dan opnieuw."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always False."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count per account and address: elsewhere its owner can still log in."""
        sleutel = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{sleutel}:{self.get_client_ip(request)}"

    def pre_login(
        self, request: HttpRequest, user: Gebruiker, **kwargs: Any
    ) -> HttpResponse | None:
        """Who has the right password but no access any more gets no session; nor does a demo
        account outside the demo: its password is no secret.
        """
        demo = user.email.endswith(".demo") and not settings.DEMO
        if demo or not user.heeft_toegang(klok.vandaag()):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    @transaction.atomic
    def set_password(self, user: Gebruiker, password: str) -> None:
        """That it changed is in the logboek."""
        super().set_password(user, password)
        logboek.schrijf(
            "wijzigen",
            "gebruiker",
            user.pk,
            persoon=user.persoon,
            gemeente=user.gemeente_id or "",
            inhoud={"velden": ["wachtwoord"]},
        )

    def send_password_reset_mail(self, user: Gebruiker, email: str, context: Any) -> Any:
        """Who logs in through the broker only does not get around it by mail."""
        if eherkenning.alleen_broker(user):
            return None
        return super().send_password_reset_mail(user, email, context)

    def login(self, request: HttpRequest, user: Gebruiker) -> None:
        """Begin the session."""
        super().login(request, user)
        log.info("ingelogd", extra={"velden": {"gebruiker": user.pk}})

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note the failure; not the name, which is often a password typed in the wrong field."""
        log.warning("inloggen mislukt", extra={"velden": {"adres": self.get_client_ip(request)}})
