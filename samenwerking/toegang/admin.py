"""Users and logboek in `/beheer/`, for the beheerder."""

from __future__ import annotations

from typing import Any

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin
import django_tasks_db.admin  # noqa: F401  these register what is taken out below
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django_tasks_db.models import DBTaskResult

from samenwerking import klok
from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang import accounts, factor, logboek
from samenwerking.toegang.models import Gebruiker, Logregel, Persoon, Toegangseinde
from samenwerking.toegang.rollen import GEMEENTEROLLEN, VELDROLLEN


class InLogboek(admin.ModelAdmin):
    """What a beheerder adds or changes is in the logboek, in the same transaction."""

    def log_addition(self, request: Any, obj: Model, message: Any) -> None:  # type: ignore[override]
        """Note who was added."""
        self._schrijf("toevoegen", request, obj, [])

    def log_change(self, request: Any, obj: Model, message: Any) -> None:  # type: ignore[override]
        """Note which fields changed; nothing when none did."""
        delen = (deel.get("changed", {}).get("fields", []) for deel in message)
        velden = sorted({str(veld) for deel in delen for veld in deel})
        if velden:
            self._schrijf("wijzigen", request, obj, velden)

    def log_deletions(self, request: Any, queryset: Any) -> None:  # type: ignore[override]
        """Note what is about to be removed."""
        for obj in queryset:
            self._schrijf("verwijderen", request, obj, [])

    def inhoud(self, obj: Any) -> dict[str, Any]:
        """What the logboek keeps of `obj`; no names."""
        return {}

    def _schrijf(self, actie: str, request: Any, obj: Model, velden: list[str]) -> None:
        logboek.schrijf(
            actie,
            obj._meta.model_name or "",
            obj.pk,
            persoon=request.user.persoon,
            gemeente=getattr(obj, "gemeente_id", None) or "",
            inhoud={"velden": velden} | self.inhoud(obj),
        )


class MetPersoon(forms.ModelForm):
    """The account with the name and functie of the person behind it."""

    naam = forms.CharField(max_length=120)
    functie = forms.CharField(max_length=120, required=False)

    def __init__(self, *args: Any, **opties: Any) -> None:
        super().__init__(*args, **opties)
        if "toegang_tot" in self.fields:
            self.fields["toegang_tot"].help_text = "De eerste dag waarop het account niet werkt."

    def clean_email(self) -> str:
        """Addresses are kept in lower case: two spellings are one account."""
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        """A gemeente goes with the rollen of a gemeente, and only with those."""
        gegevens = super().clean() or self.cleaned_data
        rol, gemeente = gegevens.get("rol"), gegevens.get("gemeente")
        if rol in GEMEENTEROLLEN and not gemeente:
            raise ValidationError({"gemeente": "Kies de gemeente van deze gebruiker."})
        if rol and rol not in GEMEENTEROLLEN and gemeente:
            raise ValidationError({"gemeente": "Deze rol hoort niet bij een gemeente."})
        if rol in VELDROLLEN and "toegang_tot" in self.fields and not gegevens.get("toegang_tot"):
            self.add_error("toegang_tot", "Vul in vanaf welke dag dit account niet meer werkt.")
        return gegevens

    def save(self, commit: bool = True) -> Gebruiker:
        """Save the person first: the account points to it."""
        persoon = self.instance.persoon if self.instance.persoon_id else Persoon()
        persoon.naam, persoon.functie = self.cleaned_data["naam"], self.cleaned_data["functie"]
        persoon.save()
        self.instance.persoon = persoon
        return super().save(commit)


class NieuweGebruiker(MetPersoon):
    """A new account: its owner chooses the password, by the link of the invitation."""

    class Meta:
        model = Gebruiker
        fields = ("email", "rol", "gemeente", "organisatie", "toegang_tot")

    def save(self, commit: bool = True) -> Gebruiker:
        """No password yet."""
        self.instance.set_unusable_password()
        return super().save(commit)


class WijzigGebruiker(MetPersoon, UserChangeForm):
    """An account that exists; another end needs a reason."""

    reden = forms.CharField(
        label="Waarom verandert de einddatum?",
        max_length=300,
        required=False,
        help_text="Alleen nodig als u de einddatum wijzigt. De reden blijft in de geschiedenis.",
    )

    class Meta:
        model = Gebruiker
        fields = ("email", "password", "rol", "gemeente", "organisatie", "toegang_tot", "is_active")

    def __init__(self, *args: Any, **opties: Any) -> None:
        super().__init__(*args, **opties)
        persoon = self.instance.persoon
        self.initial.update(naam=persoon.naam, functie=persoon.functie)

    def clean(self) -> dict[str, Any]:
        """Who moves the end says why, and only who moves it."""
        gegevens = super().clean()
        anders, reden = "toegang_tot" in self.changed_data, gegevens.get("reden")
        if anders and not reden:
            self.add_error("reden", "Schrijf op waarom de einddatum verandert.")
        if reden and not anders:
            self.add_error("reden", "De einddatum blijft gelijk. Laat dit leeg.")
        return gegevens


class Einden(admin.TabularInline):
    """The ends that the account had, to read."""

    model = Toegangseinde
    fields = readonly_fields = ("op", "was", "tot", "reden", "door")
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: a row comes with the change itself."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the names of who changed it."""
        return super().get_queryset(request).select_related("door")


@admin.register(Gebruiker)
class GebruikerAdmin(InLogboek, UserAdmin):
    """Accounts; nobody changes the own rol, and an account is closed, not removed."""

    form, add_form = WijzigGebruiker, NieuweGebruiker
    list_display = ("email", "naam", "rol", "gemeente", "organisatie", "toegang_tot", "is_active")
    list_filter = ("rol", "is_active")
    list_select_related = ("persoon", "gemeente")
    search_fields = ("email", "persoon__naam", "gemeente__naam")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = (
        ("Wie", {"fields": ("naam", "functie", "email")}),
        ("Wachtwoord", {"fields": ("password",)}),
        (
            "Toegang",
            {"fields": ("rol", "gemeente", "organisatie", "toegang_tot", "reden", "is_active")},
        ),
    )
    add_fieldsets = (
        ("Wie", {"fields": ("naam", "functie", "email")}),
        ("Toegang", {"fields": ("rol", "gemeente", "organisatie", "toegang_tot")}),
    )

    actions = ("nodig_uit", "wis_tweede_factor")

    @admin.action(description="Stuur de uitnodiging opnieuw")
    def nodig_uit(self, request: Any, queryset: Any) -> None:
        """To those who did not choose a password yet; the others are named."""
        for wie in queryset:
            try:
                accounts.nodig_opnieuw_uit(wie, door=request.user.persoon)
            except Geweigerd as weigering:
                self.message_user(request, str(weigering), messages.WARNING)

    @admin.action(description="Wis de tweede stap (telefoon kwijt)")
    def wis_tweede_factor(self, request: Any, queryset: Any) -> None:
        """Never one's own: who lost the phone asks a colleague, and proves to be it."""
        for wie in queryset.exclude(pk=request.user.pk):
            factor.wis(wie, door=request.user.persoon)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Gebruiker | None = None
    ) -> tuple[str, ...]:
        """The own rol, gemeente and end are somebody else's to change."""
        return ("rol", "gemeente", "toegang_tot", "is_active") if obj == request.user else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """The history of the end, once the account is there."""
        return [Einden] if obj else []

    def save_model(self, request: Any, obj: Gebruiker, form: Any, change: bool) -> None:
        """A new account gets its invitation; another end leaves a row with its reason."""
        super().save_model(request, obj, form, change)
        if not change:
            accounts.stuur_uitnodiging(obj, door=request.user.persoon)
        elif "toegang_tot" in form.changed_data:
            Toegangseinde.objects.create(
                gebruiker=obj,
                was=form.initial["toegang_tot"],
                tot=obj.toegang_tot,
                reden=form.cleaned_data["reden"],
                op=klok.nu(),
                door=request.user.persoon,
            )

    def has_delete_permission(self, request: HttpRequest, obj: Gebruiker | None = None) -> bool:
        """Never: what somebody did stays theirs."""
        return False

    def inhoud(self, obj: Any) -> dict[str, Any]:
        """Rol, end of access and the zegel of the name."""
        tot = obj.toegang_tot.isoformat() if obj.toegang_tot else None
        feiten = {"rol": obj.rol, "toegang_tot": tot, "actief": obj.is_active}
        return feiten | logboek.naam_van(obj.persoon)


@admin.register(Logregel)
class LogregelAdmin(admin.ModelAdmin):
    """The logboek, to read."""

    list_display = ("nummer", "moment", "actie", "soort", "sleutel", "persoon", "gelukt")
    list_filter = ("soort", "actie", "gelukt")
    list_select_related = ("persoon",)
    search_fields = ("sleutel", "gemeente")
    ordering = ("-nummer",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Logregel | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Logregel | None = None) -> bool:
        """Never."""
        return False


# An address is changed with its account, so that the logboek has it.
admin.site.unregister(Group)
admin.site.unregister(EmailAddress)
# The keys of the second factor and of sessions are nobody's to see.
admin.site.unregister(Authenticator)
admin.site.unregister(UserSession)
# A bundel says itself how far it is.
admin.site.unregister(DBTaskResult)
if settings.OIDC:
    import allauth.socialaccount.admin  # noqa: F401  registers what is taken out
    from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken

    # The broker is in the settings, whom it speaks for in its claims.
    for model in (SocialAccount, SocialApp, SocialToken):
        admin.site.unregister(model)
