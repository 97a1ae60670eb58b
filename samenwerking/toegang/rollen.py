"""The rollen of the portal (domein.md, Roles). Penvoerder is a relation, not a rol."""

from __future__ import annotations

from django.db.models import TextChoices


class Rol(TextChoices):
    """What an account is; an anonymous visitor (bezoeker) has none."""

    RAAD = "raad", "raadslid of griffier"
    INVULLER = "invuller", "invuller"
    VASTSTELLER = "vaststeller", "vaststeller"
    VNG = "vng", "VNG"
    COMMISSIE = "commissie", "commissie"
    BZK = "bzk", "BZK"
    DEPARTEMENT = "departement", "departement"
    AMBASSADEUR = "ambassadeur", "ambassadeur"
    ACCOUNTMANAGER = "accountmanager", "accountmanager"
    PROVINCIE = "provincie", "provincie"
    BEHEERDER = "beheerder", "beheerder"


GEMEENTEROLLEN = frozenset({Rol.RAAD, Rol.INVULLER, Rol.VASTSTELLER})
INVULROLLEN = frozenset({Rol.INVULLER, Rol.VASTSTELLER})
# What an application of a gemeente may be, the least first.
TOKENROLLEN = (Rol.INVULLER, Rol.VASTSTELLER)
COMMISSIEROLLEN = frozenset({Rol.COMMISSIE, Rol.BZK})
VELDROLLEN = frozenset({Rol.AMBASSADEUR, Rol.ACCOUNTMANAGER})
# Have all regioprofielen of a kind made in the background.
BUNDELROLLEN = COMMISSIEROLLEN | VELDROLLEN | {Rol.VNG}
# See everything that is declared, also before publication.
LEESROLLEN = COMMISSIEROLLEN | VELDROLLEN | {Rol.VNG, Rol.DEPARTEMENT, Rol.PROVINCIE}
