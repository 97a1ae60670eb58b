"""Giving out accounts and ending them: by a beheerder, or by the vaststeller of the own gemeente.

An invited account has no password. The mail brings a link to choose one: it works once, and ends.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils import timezone
from django.utils.http import base36_to_int

from gemeenten.models import Gemeente
from samenwerking import klok, post
from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang import logboek
from samenwerking.toegang.eherkenning import alleen_broker
from samenwerking.toegang.models import Gebruiker, Persoon
from samenwerking.toegang.rollen import GEMEENTEROLLEN, Rol

UITNODIGING_GELDIG = timedelta(days=7)
WACHTWOORDLINK_GELDIG = timedelta(hours=4)


class Koppeling(PasswordResetTokenGenerator):
    """The key in a link to set a password: an invitation lasts a week, a reset four hours.

    Either works once: the key covers the password that it replaces, and the address.
    """

    def check_token(self, user: Gebruiker | None, token: str | None) -> bool:  # type: ignore[override]
        """Whether the key fits this account and has not ended."""
        if user is None or token is None or not super().check_token(user, token):
            return False
        oud = self._num_seconds(self._now()) - base36_to_int(token.partition("-")[0])
        geldig = WACHTWOORDLINK_GELDIG if user.has_usable_password() else UITNODIGING_GELDIG
        return oud <= geldig.total_seconds()


@transaction.atomic
def nodig_uit(
    email: str, *, naam: str, functie: str, rol: Rol, gemeente: Gemeente | None, door: Persoon
) -> Gebruiker:
    """A new account of a gemeente, and the mail to its owner. Raises Geweigerd when it exists."""
    if rol not in GEMEENTEROLLEN or gemeente is None:
        raise Geweigerd("Voor deze rol maakt de beheerder de accounts.")
    if Gebruiker.objects.filter(email=email.lower()).exists():
        raise Geweigerd(
            f"Er is al een account met het adres {email.lower()}. Staat het niet in de lijst? "
            "Vraag dan de beheerder om hulp."
        )
    gebruiker = Gebruiker.objects.create_user(
        email, naam=naam, functie=functie, rol=rol, gemeente=gemeente
    )
    _log("toevoegen", gebruiker, door)
    stuur_uitnodiging(gebruiker, door=door)
    return gebruiker


@transaction.atomic
def nodig_opnieuw_uit(gebruiker: Gebruiker, *, door: Persoon) -> None:
    """Send the mail again. Raises Geweigerd for who has a password or no access any more."""
    if gebruiker.has_usable_password():
        raise Geweigerd(f"{gebruiker.naam} heeft al een wachtwoord gekozen.")
    if alleen_broker(gebruiker):
        raise Geweigerd(f"{gebruiker.naam} logt al in, zonder wachtwoord van dit portaal.")
    if not gebruiker.heeft_toegang(klok.vandaag()):
        raise Geweigerd(f"Het account van {gebruiker.naam} is beëindigd. Open het eerst weer.")
    stuur_uitnodiging(gebruiker, door=door)
    _log("uitnodigen", gebruiker, door)


def stuur_uitnodiging(gebruiker: Gebruiker, *, door: Persoon) -> None:
    """The mail with the link, once the transaction is committed."""
    sleutel = f"{user_pk_to_url_str(gebruiker)}-{Koppeling().make_token(gebruiker)}"
    context = {
        "naam": gebruiker.naam,
        "waarvoor": gebruiker.gemeente.naam if gebruiker.gemeente else gebruiker.organisatie,
        "rol": gebruiker.get_rol_display(),
        "door": door.naam,
        "adres": get_adapter().get_reset_password_from_key_url(sleutel),
        "tot": timezone.now() + UITNODIGING_GELDIG,
    }
    post.na_afloop(post.Post("uitnodiging", context, (gebruiker.email,)))


@transaction.atomic
def wijzig_rol(gebruiker: Gebruiker, rol: Rol, *, door: Gebruiker) -> None:
    """Another rol within the gemeente; never one's own. Raises Geweigerd."""
    _niet_zichzelf(gebruiker, door)
    if {rol, gebruiker.rol} - GEMEENTEROLLEN:
        raise Geweigerd("Deze rol kan alleen de beheerder geven.")
    vorige = gebruiker.rol
    if Gebruiker.objects.filter(pk=gebruiker.pk).exclude(rol=rol).update(rol=rol):
        gebruiker.rol = rol
        _log("wijzigen", gebruiker, door.persoon, vorige=vorige)


@transaction.atomic
def beeindig(gebruiker: Gebruiker, *, door: Gebruiker) -> None:
    """No access from this moment, also where somebody is logged in; never for oneself."""
    _niet_zichzelf(gebruiker, door)
    if gebruiker.heeft_toegang(klok.vandaag()):
        _toegang_tot(gebruiker, klok.vandaag(), "beeindigen", door)


@transaction.atomic
def heropen(gebruiker: Gebruiker, *, door: Gebruiker) -> None:
    """Access again for an account that was ended by its date. Raises Geweigerd."""
    _niet_zichzelf(gebruiker, door)
    if not gebruiker.is_active:
        raise Geweigerd("Dit account heeft de beheerder gesloten. Alleen die kan het weer openen.")
    if not gebruiker.heeft_toegang(klok.vandaag()):
        _toegang_tot(gebruiker, None, "heropenen", door)


def _toegang_tot(gebruiker: Gebruiker, dag: object, actie: str, door: Gebruiker) -> None:
    gebruiker.toegang_tot = dag  # type: ignore[assignment]
    gebruiker.save(update_fields=["toegang_tot"])
    _log(actie, gebruiker, door.persoon)


def _niet_zichzelf(gebruiker: Gebruiker, door: Gebruiker) -> None:
    if gebruiker.pk == door.pk:
        raise Geweigerd("Uw eigen account verandert een collega of de beheerder.")


def _log(actie: str, gebruiker: Gebruiker, door: Persoon, **inhoud: object) -> None:
    tot = gebruiker.toegang_tot.isoformat() if gebruiker.toegang_tot else None
    logboek.schrijf(
        actie,
        "gebruiker",
        gebruiker.pk,
        persoon=door,
        gemeente=gebruiker.gemeente_id or "",
        inhoud={"rol": gebruiker.rol, "toegang_tot": tot}
        | logboek.naam_van(gebruiker.persoon)
        | inhoud,
    )
