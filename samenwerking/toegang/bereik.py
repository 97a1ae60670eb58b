"""The one scoping module: which rows may this gebruiker see, which may it change?

Every queryset of a view, form or API starts here. A model has its rules in REGELS; a model without
rules raises, so that forgetting one shows at once. monitor adds its own models by `registreer`.
Nobody sees what was recorded after the present moment of the domain clock. Source: domein.md,
Roles.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Model, Q, QuerySet

from samenwerking import klok
from samenwerking.models import (
    Arrangement,
    Bericht,
    Besluit,
    Brief,
    Contact,
    Deelname,
    Herinnering,
    Heropening,
    Ondertekening,
    Opgave,
    Opgaveregel,
    Opgaveversie,
    Papieropgave,
    Partner,
    Praktijkvoorbeeld,
    Uitvraag,
    Upload,
    Verband,
    Verbandversie,
    Vertegenwoordiger,
)
from samenwerking.toegang.models import Applicatietoken, Gebruiker, Inzage, Logregel
from samenwerking.toegang.rollen import GEMEENTEROLLEN, INVULROLLEN, LEESROLLEN, Rol

Wie = Gebruiker | AnonymousUser
Regel = Callable[[Wie, QuerySet[Any]], QuerySet[Any]]


def niemand(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The rule of what nobody sees or changes."""
    return rijen.none()


REGELS: dict[type[Model], tuple[Regel, Regel]] = {}


def registreer(model: type[Model], *, zichtbaar: Regel, bewerkbaar: Regel = niemand) -> None:
    """Declare the rules of `model`; without `bewerkbaar` nobody changes it in the portal."""
    REGELS[model] = zichtbaar, bewerkbaar


def zichtbaar(wie: Wie, model: type[Model]) -> QuerySet[Any]:
    """The rows of `model` that `wie` may see. Raises KeyError for a model without rules."""
    return REGELS[model][0](wie, model._default_manager.all())


def bewerkbaar(wie: Wie, model: type[Model]) -> QuerySet[Any]:
    """The rows of `model` that `wie` may change. Raises KeyError for a model without rules."""
    return REGELS[model][1](wie, model._default_manager.all())


def rol(wie: Wie) -> Rol | None:
    """The rol of `wie`; None for a bezoeker."""
    return Rol(wie.rol) if isinstance(wie, Gebruiker) else None


def eigen(wie: Wie) -> str:
    """The CBS code of the own gemeente; empty, which matches nothing, for who has none."""
    return getattr(wie, "gemeente_id", None) or ""


def leest_alles(wie: Wie) -> bool:
    """Whether `wie` sees everything declared, also before publication."""
    return rol(wie) in LEESROLLEN


def aantal_concepten(wie: Wie, uitvraag: Uitvraag) -> int | None:
    """How many gemeenten have a concept in the round: VNG sees concepten in counts only."""
    if rol(wie) != Rol.VNG:
        return None
    return Opgaveversie.objects.concept().filter(opgave__uitvraag=uitvraag).count()


def concepttellingen(wie: Wie, uitvraag: Uitvraag) -> dict[str, int]:
    """CBS code -> how many taken the concept of a gemeente answers; for VNG only, counts only."""
    if rol(wie) != Rol.VNG:
        return {}
    concepten = Opgaveversie.objects.concept().filter(opgave__uitvraag=uitvraag).order_by()
    aantal = concepten.values_list("opgave__gemeente").annotate(
        Count("regels__taak", distinct=True)
    )
    return dict(aantal)


def ingediend_op(uitvraag: Uitvraag, moment: datetime) -> dict[str, datetime]:
    """CBS code -> receipt of the version known at `moment`: who has submitted is public."""
    bekend = Opgaveversie.objects.bekend(moment).filter(opgave__uitvraag=uitvraag)
    return dict(bekend.values_list("opgave__gemeente", "ingediend_op"))


def _opgaven(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Submitted: readers, and the own gemeente. Not submitted yet: the own invulrollen."""
    if rol(wie) in INVULROLLEN:
        return rijen.filter(gemeente=eigen(wie))
    ingediend = rijen.filter(pk__in=_ingediend().values("opgave"))
    return ingediend if leest_alles(wie) else ingediend.filter(gemeente=eigen(wie))


def _opgaveversies(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Submitted: readers, the own gemeente, the public once published. Concept: invulrollen."""
    if leest_alles(wie):
        return rijen.filter(pk__in=_ingediend())
    gepubliceerd = Q(pk__in=_gepubliceerd(rijen, "opgave__uitvraag").values("pk"))
    van_ons = Q(opgave__gemeente=eigen(wie), pk__in=_ingediend())
    if rol(wie) in INVULROLLEN:
        van_ons |= Q(opgave__gemeente=eigen(wie), ingediend_op=None)
    return rijen.filter(gepubliceerd | van_ons)


def _opgaveregels(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the versions; invulrollen also see others' submitted regels for a shared verband."""
    versies = Q(versie__in=zichtbaar(wie, Opgaveversie).values("pk"))
    if rol(wie) not in INVULROLLEN:
        return rijen.filter(versies)
    van_de_ronde = F("versie__opgave__uitvraag")
    genoemd = Opgaveregel.objects.filter(
        verband__regels__versie__opgave__gemeente=eigen(wie),
        verband__regels__versie__opgave__uitvraag=van_de_ronde,
    )
    van_ons = Verbandversie.objects.filter(met_ons(eigen(wie))).values("pk")
    doet_mee = Opgaveregel.objects.filter(
        verband__versies__in=van_ons, verband__versies__uitvraag=van_de_ronde
    )
    gedeeld = Q(pk__in=genoemd.values("pk")) | Q(pk__in=doet_mee.values("pk"))
    return rijen.filter(versies | gedeeld & Q(versie__in=_ingediend()))


def _verbandversies(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Vastgelegd: readers, invulrollen (who choose from them), the public once published.

    Concept: the penvoerder and the gemeenten it names. The raad sees vastgelegd what names it.
    """
    vastgelegd = Q(vastgelegd_op__lte=klok.nu())
    if leest_alles(wie):
        return rijen.filter(vastgelegd)
    if rol(wie) in INVULROLLEN:
        return rijen.filter(vastgelegd | Q(vastgelegd_op=None) & met_ons(eigen(wie)))
    gepubliceerd = Q(pk__in=_gepubliceerd(rijen, "uitvraag").values("pk"))
    if rol(wie) in GEMEENTEROLLEN:
        return rijen.filter(gepubliceerd | vastgelegd & met_ons(eigen(wie)))
    return rijen.filter(gepubliceerd)


def _verbanden(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Those of which a version is visible: the name of a proposal says enough."""
    return rijen.filter(pk__in=zichtbaar(wie, Verbandversie).values("verband"))


def _eigen_concept(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The concept of a verband, by the invulrollen of its penvoerder."""
    if rol(wie) not in INVULROLLEN:
        return rijen.none()
    return rijen.filter(vastgelegd_op=None, penvoerder=eigen(wie))


def _eigen_opgave(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The opgave of the own gemeente, by its invulrollen."""
    return rijen.filter(gemeente=eigen(wie)) if rol(wie) in INVULROLLEN else rijen.none()


def _contacten(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Persons are never public: readers, and the invulrollen of the own gemeente."""
    return rijen if leest_alles(wie) else _eigen_opgave(wie, rijen)


def _brieven(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Sent: readers, and the gemeenten that the letter names. Not sent yet: their invulrollen."""
    verzonden = Q(verzonden_op__lte=klok.nu())
    if leest_alles(wie):
        return rijen.filter(verzonden)
    ons = Ondertekening.objects.filter(gemeente=eigen(wie)).values("brief")
    if rol(wie) in INVULROLLEN:
        verzonden |= Q(verzonden_op=None)
    return rijen.filter(verzonden, pk__in=ons)


def _eigen_brieven(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The letters that the own gemeente began, by its invulrollen."""
    return rijen.filter(initiatief=eigen(wie)) if rol(wie) in INVULROLLEN else rijen.none()


def _eigen_uploads(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """A file is for who sent it only."""
    return rijen.filter(gebruiker=wie) if isinstance(wie, Gebruiker) else rijen.none()


def _papier(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """What VNG types over from paper is for VNG until it is recorded."""
    return rijen if rol(wie) == Rol.VNG else rijen.none()


def _logregels(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """What was done with the data of the own gemeente; to the raad only that it was submitted.

    The steps of an escalatie are the commission's to tell.
    """
    van_ons = rijen.filter(gemeente=eigen(wie) or None).exclude(soort="escalatie")
    return van_ons if rol(wie) in INVULROLLEN else van_ons.filter(actie="indienen")


def _inzages(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The invulrollen: who saw the own gemeente, a verband with it, or a list of all."""
    if rol(wie) not in INVULROLLEN:
        return rijen.none()
    van_ons = Verbandversie.objects.filter(met_ons(eigen(wie))).values("verband")
    return rijen.filter(
        Q(soort=Inzage.Soort.GEMEENTE, object=eigen(wie))
        | Q(soort=Inzage.Soort.VERBAND, object__in=van_ons)
        | Q(soort=Inzage.Soort.BESTAND)
    )


def _berichten(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The invulrollen of the two gemeenten that it is between; nobody else reads along."""
    if rol(wie) not in INVULROLLEN:
        return rijen.none()
    return rijen.filter(Q(van=eigen(wie)) | Q(aan=eigen(wie)), op__lte=klok.nu())


def _vertegenwoordigers(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """A public function: the own gemeente, readers, and where the verband may be seen."""
    if leest_alles(wie):
        return rijen
    bekend = zichtbaar(wie, Verband).values("pk")
    return rijen.filter(Q(gemeente=eigen(wie)) | Q(verband__in=bekend))


def _voorbeelden_van_vng(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """VNG chooses the examples."""
    return rijen if rol(wie) == Rol.VNG else rijen.none()


def _accounts(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the own gemeente, for its vaststeller; all for a beheerder."""
    if rol(wie) == Rol.BEHEERDER:
        return rijen
    return rijen.filter(gemeente=eigen(wie)) if rol(wie) == Rol.VASTSTELLER else rijen.none()


def _accounts_van_anderen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As `_accounts`, without the own one."""
    return _accounts(wie, rijen).exclude(pk=wie.pk)


def _heropeningen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """VNG, who reopens, also of who never submitted; others where they see the opgave."""
    return rijen if rol(wie) == Rol.VNG else rijen.filter(opgave__in=zichtbaar(wie, Opgave))


def _tokens(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The vaststeller those of the own gemeente, a beheerder all."""
    if rol(wie) == Rol.BEHEERDER:
        return rijen
    return rijen.filter(gemeente=eigen(wie)) if rol(wie) == Rol.VASTSTELLER else rijen.none()


def _volgt(ouder: type[Model], veld: str) -> Regel:
    """The rule of a part: visible where its `ouder`, reached by `veld`, is visible."""

    def regel(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
        return rijen.filter(**{f"{veld}__in": zichtbaar(wie, ouder).values("pk")})

    return regel


def _ingediend() -> QuerySet[Any]:
    """Pk's of the versions submitted by now."""
    return Opgaveversie.objects.filter(ingediend_op__lte=klok.nu()).values("pk")


def _gepubliceerd(rijen: Any, uitvraag: str) -> QuerySet[Any]:
    """Of published rounds: the version known at the moment of publication."""
    publicatie = f"{uitvraag}__gepubliceerd_op"
    return rijen.bekend(F(publicatie)).filter(**{f"{publicatie}__lte": klok.nu()})


def met_ons(gemeente: str) -> Q:
    """Verbandversies that name `gemeente`: penvoerder, deelnemer, or member of a regio in it."""
    deelnames = Deelname.objects.filter(gemeente=gemeente).values("arrangement__versie")
    peildatum = F("versie__uitvraag__peildatum")
    via_regio = Arrangement.objects.filter(
        Q(regio__leden__tot=None) | Q(regio__leden__tot__gt=peildatum),
        regio__leden__gemeente=gemeente,
        regio__leden__vanaf__lte=peildatum,
    ).values("versie")
    return Q(penvoerder=gemeente) | Q(pk__in=deelnames) | Q(pk__in=via_regio)


registreer(Opgave, zichtbaar=_opgaven, bewerkbaar=_eigen_opgave)
registreer(Opgaveversie, zichtbaar=_opgaveversies)
registreer(Opgaveregel, zichtbaar=_opgaveregels)
registreer(Besluit, zichtbaar=_volgt(Opgaveversie, "versie"))
registreer(Heropening, zichtbaar=_heropeningen)
registreer(Verbandversie, zichtbaar=_verbandversies, bewerkbaar=_eigen_concept)
registreer(Verband, zichtbaar=_verbanden)
registreer(Arrangement, zichtbaar=_volgt(Verbandversie, "versie"))
registreer(Deelname, zichtbaar=_volgt(Verbandversie, "arrangement__versie"))
registreer(Partner, zichtbaar=_volgt(Verbandversie, "versie"))
registreer(Contact, zichtbaar=_contacten, bewerkbaar=_eigen_opgave)
registreer(Upload, zichtbaar=_eigen_uploads, bewerkbaar=_eigen_uploads)
registreer(Papieropgave, zichtbaar=_papier, bewerkbaar=_papier)
registreer(Brief, zichtbaar=_brieven, bewerkbaar=_eigen_brieven)
registreer(Herinnering, zichtbaar=niemand)
registreer(Bericht, zichtbaar=_berichten)
registreer(Praktijkvoorbeeld, zichtbaar=_volgt(Verband, "verband"), bewerkbaar=_voorbeelden_van_vng)
registreer(Vertegenwoordiger, zichtbaar=_vertegenwoordigers, bewerkbaar=_eigen_opgave)
registreer(Gebruiker, zichtbaar=_accounts, bewerkbaar=_accounts_van_anderen)
registreer(Logregel, zichtbaar=_logregels)
registreer(Inzage, zichtbaar=_inzages)
registreer(Applicatietoken, zichtbaar=_tokens, bewerkbaar=_tokens)
