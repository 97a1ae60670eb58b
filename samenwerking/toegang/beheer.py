"""Making accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import transaction

if TYPE_CHECKING:
    from samenwerking.toegang.models import Gebruiker


class GebruikerManager(BaseUserManager):
    """Makes accounts together with the person behind them."""

    def create_user(
        self, email: str, password: str | None = None, *, naam: str, rol: str, **velden: Any
    ) -> Gebruiker:
        """A new account; without password it cannot log in until one is set.

        Raises ValidationError, and then leaves no person behind.
        """
        from samenwerking.toegang.models import Persoon

        with transaction.atomic(using=self._db):
            persoon = Persoon.objects.create(naam=naam, functie=velden.pop("functie", ""))
            gebruiker = self.model(email=email.lower(), persoon=persoon, rol=rol, **velden)
            gebruiker.set_password(password)
            gebruiker.full_clean(exclude=["password"])
            gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        """The first beheerder, made on the command line."""
        velden.setdefault("naam", email)
        return self.create_user(email, password, rol="beheerder", **velden)
