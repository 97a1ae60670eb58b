"""Logging in: by e-mail, with Argon2id, only as long as the account has access."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.http import HttpRequest, HttpResponse

from samenwerking import klok
from samenwerking.toegang.models import Gebruiker

log = logging.getLogger("toegang")


class Argon2id(Argon2PasswordHasher):
    """OWASP's parameters: 19 MiB, two passes, one lane; about 20 ms a log-in."""

    memory_cost = 19456
    time_cost = 2
    parallelism = 1


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
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always False."""
        return False

    def pre_login(
        self, request: HttpRequest, user: Gebruiker, **kwargs: Any
    ) -> HttpResponse | None:
        """Who has the right password but no access any more gets no session."""
        if not user.heeft_toegang(klok.vandaag()):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Gebruiker) -> None:
        """Begin the session."""
        super().login(request, user)
        log.info("ingelogd", extra={"velden": {"gebruiker": user.pk}})

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note the failure; not the name, which is often a password typed in the wrong field."""
        log.warning("inloggen mislukt", extra={"velden": {"adres": self.get_client_ip(request)}})
