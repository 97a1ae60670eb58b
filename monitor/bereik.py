"""Who sees the visits, notities and oordelen: the monitor's own models (domein.md, Roles)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gemeenten.models import Regiolid
from monitor.models import (
    Aandachtvlag,
    Bezoek,
    BezoekAfspraak,
    Bezoekthema,
    Bijeenkomst,
    Bladwijzer,
    Bundel,
    Commissienotitie,
    Deling,
    Departementsakkoord,
    Escalatie,
    Escalatiestap,
    ExternOordeel,
    Gesprekspartner,
    Handreiking,
    Normwijziging,
    Notitie,
    Ondersteuningsverzoek,
    Oordeel,
    Oordeelstap,
    Openbaarbestand,
    Publicatie,
    Scenario,
    Scenarioversie,
    Signaal,
    Signaalstap,
    Toezegging,
    Toezeggingstap,
    Uitleg,
    Uitlegtoets,
    Verzoekstap,
    Vraag,
    Vraagantwoord,
    Wederhoor,
)
from monitor.regels.oordelen import Stadium
from monitor.regels.uitleg import OPENBAAR
from samenwerking import klok
from samenwerking.models import Verbandversie
from samenwerking.toegang.bereik import (
    Wie,
    eigen,
    leest_alles,
    met_ons,
    registreer,
    rol,
    zichtbaar,
)
from samenwerking.toegang.rollen import (
    BUNDELROLLEN,
    COMMISSIEROLLEN,
    INVULROLLEN,
    LEESROLLEN,
    VELDROLLEN,
    Rol,
)


def _bezoeken(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Readers, and the gemeenten that were visited or lie in the visited regio."""
    if leest_alles(wie):
        return rijen
    nog_lid = Q(regio__leden__tot=None) | Q(regio__leden__tot__gt=F("datum"))
    in_regio = Q(regio__leden__gemeente=eigen(wie), regio__leden__vanaf__lte=F("datum")) & nog_lid
    return rijen.filter(Q(gemeenten=eigen(wie)) | in_regio).distinct()


def _van_mijzelf(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """What an ambassadeur or accountmanager made: colleagues leave it alone."""
    return rijen.filter(door__gebruiker=wie.pk) if rol(wie) in VELDROLLEN else rijen.none()


def _afspraken(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the visit."""
    return rijen.filter(bezoek__in=zichtbaar(wie, Bezoek).values("pk"))


def _themas(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Who reads all: what was heard is evidence, and no report for the gemeenten."""
    return rijen if leest_alles(wie) else rijen.none()


def _eigen_afspraken(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the visit."""
    return rijen.filter(bezoek__in=_van_mijzelf(wie, Bezoek.objects.all()).values("pk"))


registreer(Bezoek, zichtbaar=_bezoeken, bewerkbaar=_van_mijzelf)
registreer(BezoekAfspraak, zichtbaar=_afspraken, bewerkbaar=_eigen_afspraken)
registreer(Gesprekspartner, zichtbaar=_afspraken)
registreer(Bezoekthema, zichtbaar=_themas)
# A notitie is its writer's own: also colleagues, the commissie and the beheerder do not see it.
registreer(Notitie, zichtbaar=_van_mijzelf, bewerkbaar=_van_mijzelf)


# Oordelen: a concept is the commission's; from the wederhoor on the verband and readers see it;
# the public sees what is published in a published round.


def _stappen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The commission every step; others the last one, when it is theirs to see."""
    nu = klok.nu()
    if rol(wie) in COMMISSIEROLLEN:
        return rijen.filter(op__lte=nu)
    laatste = rijen.bekend(nu)
    if leest_alles(wie):
        return laatste.exclude(stadium=Stadium.CONCEPT)
    openbaar = Q(stadium=Stadium.GEPUBLICEERD, oordeel__uitvraag__gepubliceerd_op__lte=nu)
    if rol(wie) not in INVULROLLEN:
        return laatste.filter(openbaar)
    return laatste.filter(openbaar | ~Q(stadium=Stadium.CONCEPT) & van_ons("oordeel__", wie))


def van_ons(pad: str, wie: Wie) -> Q:
    """Rows whose verband (under `pad`) has the own gemeente as penvoerder or deelnemer."""
    versies = Verbandversie.objects.bekend(klok.nu()).filter(
        met_ons(eigen(wie)), uitvraag=OuterRef(f"{pad}uitvraag")
    )
    return Q(Exists(versies.filter(verband=OuterRef(f"{pad}verband"))))


def _oordelen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Those of which a step is visible."""
    return rijen.filter(pk__in=zichtbaar(wie, Oordeelstap).values("oordeel"))


def _in_wederhoor(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """What a vaststeller may answer: an oordeel in wederhoor of an own verband."""
    if rol(wie) != Rol.VASTSTELLER:
        return rijen.none()
    return rijen.bekend(klok.nu()).filter(van_ons("oordeel__", wie), stadium=Stadium.WEDERHOOR)


def _wederhoor(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Readers, and the gemeenten of the verband among themselves; never the public."""
    bekend = rijen.filter(op__lte=klok.nu())
    if leest_alles(wie):
        return bekend
    return (
        bekend.filter(van_ons("stap__oordeel__", wie)) if rol(wie) in INVULROLLEN else rijen.none()
    )


def _commissie(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The commission alone."""
    return rijen.filter(op__lte=klok.nu()) if rol(wie) in COMMISSIEROLLEN else rijen.none()


def _lezers(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Who reads all."""
    return rijen.filter(op__lte=klok.nu()) if leest_alles(wie) else rijen.none()


def _uitleg(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Readers; who gave it, and the gemeente or verband it is about; the public once published.

    Of what is for those concerned only (W, T, K, B) the public sees no uitleg either.
    """
    nu = klok.nu()
    if leest_alles(wie):
        return rijen.filter(op__lte=nu)
    openbaar = Q(
        code__regex=f"^[{''.join(OPENBAAR)}]",
        uitvraag__gepubliceerd_op__lte=nu,
        op__lte=F("uitvraag__gepubliceerd_op"),
    )
    if rol(wie) not in INVULROLLEN:
        return rijen.filter(openbaar)
    over_ons = Q(van=eigen(wie)) | Q(gemeente=eigen(wie)) | van_ons("", wie)
    return rijen.filter(openbaar | over_ons & Q(op__lte=nu))


def _toetsen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the uitleg."""
    return rijen.filter(op__lte=klok.nu(), uitleg__in=zichtbaar(wie, Uitleg).values("pk"))


def _te_toetsen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """What the commission, or an ambassadeur (S4-94), judges."""
    mag = rol(wie) in COMMISSIEROLLEN | {Rol.AMBASSADEUR}
    return rijen.bekend(klok.nu()) if mag else rijen.none()


def _escalatie(pad: str) -> Callable[[Wie, QuerySet[Any]], QuerySet[Any]]:
    """Readers except provincies; steps (at `pad`) that were taken by now."""

    def regel(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
        mag = rol(wie) in LEESROLLEN - {Rol.PROVINCIE}
        return rijen.filter(**{f"{pad}op__lte": klok.nu()}).distinct() if mag else rijen.none()

    return regel


def _eigen_escalatie(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The commission and BZK take the steps; how far each goes is the ladder's."""
    return rijen if rol(wie) in COMMISSIEROLLEN else rijen.none()


def _vlag(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The commission and who visits raise and lower the flag."""
    return rijen if rol(wie) in COMMISSIEROLLEN | VELDROLLEN else rijen.none()


def _signalen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Those to whom signalen go, the commission and the field; not provincies."""
    mag = rol(wie) in LEESROLLEN - {Rol.PROVINCIE}
    return rijen.filter(op__lte=klok.nu()) if mag else rijen.none()


def _eigen_signalen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The field records the answers, also those to a colleague."""
    return _signalen(wie, rijen) if rol(wie) in VELDROLLEN else rijen.none()


def _toezeggingen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The commission and BZK record what was promised and what came of it."""
    return _signalen(wie, rijen) if rol(wie) in COMMISSIEROLLEN else rijen.none()


def _vragen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The invulrollen of the gemeente that asked, and readers as for signalen; never the public."""
    if rol(wie) in INVULROLLEN:
        return rijen.filter(gemeente=eigen(wie), op__lte=klok.nu())
    return _signalen(wie, rijen)


def _te_beantwoorden(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The commission, BZK and VNG answer."""
    return _vragen(wie, rijen) if rol(wie) in COMMISSIEROLLEN | {Rol.VNG} else rijen.none()


def _vraagantwoorden(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Those to a visible vraag; of others the last one, when it is public."""
    van_ons = Q(vraag__in=zichtbaar(wie, Vraag).values("pk"), op__lte=klok.nu())
    openbaar = Q(pk__in=rijen.openbaar(klok.nu()).values("pk"))
    return rijen.filter(van_ons | openbaar)


def _eigen_bladwijzers(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the own account, of who reads the dashboards."""
    return rijen.filter(gebruiker=wie.pk) if leest_alles(wie) else rijen.none()


def _scenarios(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Of the commission: the own and what was shared; other readers what was shared with them."""
    if rol(wie) in COMMISSIEROLLEN:
        return rijen.filter(Q(door__gebruiker=wie.pk) | ~Q(deling=Deling.EIGEN))
    return rijen.filter(deling=Deling.LEZERS) if leest_alles(wie) else rijen.none()


def _eigen_scenarios(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The commission edits the own and what a colleague shared."""
    return _scenarios(wie, rijen) if rol(wie) in COMMISSIEROLLEN else rijen.none()


def _scenarioversies(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the scenario."""
    return rijen.filter(scenario__in=zichtbaar(wie, Scenario).values("pk"))


registreer(Scenario, zichtbaar=_scenarios, bewerkbaar=_eigen_scenarios)
registreer(Scenarioversie, zichtbaar=_scenarioversies)


def _verzoeken(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Readers, and the invulrollen of the gemeenten of the regio, who may join (S4-98)."""
    bekend = rijen.filter(op__lte=klok.nu())
    return bekend if leest_alles(wie) else bekend.filter(_in_onze_regio(wie))


def _in_onze_regio(wie: Wie) -> Q:
    """Rows whose regio has the own gemeente as a member today; nothing outside the invulrollen."""
    if rol(wie) not in INVULROLLEN:
        return Q(pk=None)
    dag = klok.vandaag()
    leden = Regiolid.objects.filter(gemeente=eigen(wie), vanaf__lte=dag).exclude(tot__lte=dag)
    return Q(regio__in=leden.values("regio"))


def _te_helpen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The field and VNG take the steps; who asked may withdraw."""
    if rol(wie) in VELDROLLEN | {Rol.VNG}:
        return _verzoeken(wie, rijen)
    return _verzoeken(wie, rijen).filter(gemeente=eigen(wie))


def _verzoekstappen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the verzoek."""
    zien = zichtbaar(wie, Ondersteuningsverzoek).values("pk")
    return rijen.filter(op__lte=klok.nu(), verzoek__in=zien)


def _bijeenkomsten(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Readers, and the invulrollen that are invited: of the regio, or of all without a regio."""
    bekend = rijen.filter(op__lte=klok.nu())
    if leest_alles(wie):
        return bekend
    if rol(wie) not in INVULROLLEN:
        return rijen.none()
    return bekend.filter(Q(regio=None) | _in_onze_regio(wie))


def _eigen_bijeenkomsten(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """The field and VNG change all, a provincie its own (S4-86)."""
    if rol(wie) == Rol.PROVINCIE:
        return rijen.filter(door__gebruiker=wie.pk, op__lte=klok.nu())
    return _bijeenkomsten(wie, rijen) if rol(wie) in VELDROLLEN | {Rol.VNG} else rijen.none()


def _handreikingen(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Everybody what stands in the library; VNG also what was taken out."""
    bekend = rijen.filter(op__lte=klok.nu())
    return bekend if rol(wie) == Rol.VNG else bekend.filter(vervallen=False)


def _van_vng(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """VNG keeps the library."""
    return _handreikingen(wie, rijen) if rol(wie) == Rol.VNG else rijen.none()


registreer(Ondersteuningsverzoek, zichtbaar=_verzoeken, bewerkbaar=_te_helpen)
registreer(Verzoekstap, zichtbaar=_verzoekstappen)
registreer(Bijeenkomst, zichtbaar=_bijeenkomsten, bewerkbaar=_eigen_bijeenkomsten)
registreer(Handreiking, zichtbaar=_handreikingen, bewerkbaar=_van_vng)
registreer(Vraag, zichtbaar=_vragen, bewerkbaar=_te_beantwoorden)
registreer(Vraagantwoord, zichtbaar=_vraagantwoorden)
registreer(Toezegging, zichtbaar=_signalen, bewerkbaar=_toezeggingen)
registreer(Toezeggingstap, zichtbaar=_signalen)
registreer(Bladwijzer, zichtbaar=_eigen_bladwijzers, bewerkbaar=_eigen_bladwijzers)


def _bundels(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Who makes them; inside stands what a reader sees."""
    return rijen if rol(wie) in BUNDELROLLEN else rijen.none()


registreer(Bundel, zichtbaar=_bundels, bewerkbaar=_bundels)
registreer(Signaal, zichtbaar=_signalen, bewerkbaar=_eigen_signalen)
registreer(Signaalstap, zichtbaar=_signalen)
registreer(Aandachtvlag, zichtbaar=_lezers, bewerkbaar=_vlag)
registreer(Escalatie, zichtbaar=_escalatie("stappen__"), bewerkbaar=_eigen_escalatie)
registreer(Escalatiestap, zichtbaar=_escalatie(""))
registreer(Departementsakkoord, zichtbaar=_escalatie(""))
registreer(Uitleg, zichtbaar=_uitleg, bewerkbaar=_te_toetsen)
registreer(Uitlegtoets, zichtbaar=_toetsen)
registreer(Oordeelstap, zichtbaar=_stappen, bewerkbaar=_in_wederhoor)
registreer(Oordeel, zichtbaar=_oordelen)
registreer(Wederhoor, zichtbaar=_wederhoor)
registreer(Commissienotitie, zichtbaar=_commissie, bewerkbaar=_commissie)
registreer(ExternOordeel, zichtbaar=_lezers)
registreer(Normwijziging, zichtbaar=_lezers)
registreer(Publicatie, zichtbaar=_commissie)


def _openbaar(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Everybody, once the round is published."""
    return rijen.filter(uitvraag__gepubliceerd_op__lte=klok.nu())


registreer(Openbaarbestand, zichtbaar=_openbaar)
