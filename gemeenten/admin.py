"""`/beheer/`: the reference data to look up; changes go through the tables and are logged."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from gemeenten.models import Alias, Gemeente, Grens, Herindeling, Inwonertal, Regio, Regiolid


class AlleenLezen:
    """Nothing is added, changed or removed here: `laad_referentie` and `ververs_inwoners` do."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: a gemeente ends, its history stays."""
        return False


class AliasInline(AlleenLezen, admin.TabularInline):
    """Other names, under the gemeente."""

    model = Alias


class InwonertalInline(AlleenLezen, admin.TabularInline):
    """Inhabitants per peildatum, under the gemeente."""

    model = Inwonertal


class LidmaatschapInline(AlleenLezen, admin.TabularInline):
    """Regio's with their period, under the gemeente."""

    model = Regiolid


@admin.register(Gemeente)
class GemeenteAdmin(AlleenLezen, admin.ModelAdmin):
    """By code, name or alias."""

    list_display = ["code", "naam", "bestaat_vanaf", "bestaat_tot"]
    list_filter = ["bestaat_tot", "centrum_opvang", "centrum_vrouwenopvang"]
    search_fields = ["code", "naam", "zoeknaam", "aliassen__naam", "aliassen__zoeknaam"]
    inlines = [AliasInline, InwonertalInline, LidmaatschapInline]


@admin.register(Regio)
class RegioAdmin(AlleenLezen, admin.ModelAdmin):
    """By soort, code or name."""

    list_display = ["code", "naam", "soort", "centrumgemeente", "opgelegd"]
    list_filter = ["soort", "opgelegd"]
    list_select_related = ["centrumgemeente"]
    search_fields = ["code", "naam", "naam_alternatief"]


@admin.register(Grens)
class GrensAdmin(AlleenLezen, admin.ModelAdmin):
    """Who borders on whom."""

    list_display = ["gemeente", "buur", "landgrens_km", "alleen_water", "vanaf", "tot"]
    list_select_related = ["gemeente", "buur"]
    search_fields = ["gemeente__naam", "gemeente__code"]


@admin.register(Herindeling)
class HerindelingAdmin(AlleenLezen, admin.ModelAdmin):
    """Who went on as whom."""

    list_display = ["datum", "oud", "nieuw", "soort", "toelichting"]
    list_filter = ["datum", "soort"]
    list_select_related = ["oud", "nieuw"]
    search_fields = ["oud__naam", "nieuw__naam"]
