"""The opgave of the own gemeente: where am I, what must I still do, one card open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from gemeenten.models import Gemeente
from samenwerking.acties import opgave as acties
from samenwerking.acties.besluitstukken import leg_neer, ruim_op
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.forms.opgave import VERBAND, KaartForm, beginwaarden
from samenwerking.keuzes import Wijze
from samenwerking.klok import NEDERLAND
from samenwerking.models import Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld, Rij, opgavebeeld, uitspraak
from samenwerking.regels import Antwoord
from samenwerking.schaalbeeld import schaalbeeld
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.voorstellen import verbanden_van


@require_safe
def mijn(request: Ingelogd) -> HttpResponse:
    """To the opgave of the round that runs now; raadsleden go to the page for their raad."""
    if not mag(request.user.rol, "opgave-uitvraag"):
        return redirect("raad", eigen_gemeente(request).pk)
    uitvraag = Uitvraag.objects.geopend(request.nu).first()
    if uitvraag is None:
        raise Http404("Er is nog geen ronde geopend.")
    return redirect("opgave-uitvraag", uitvraag.code)


@require_safe
def overzicht(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """The page; `?taak=` opens a card, `?verband=` says which layer, `?kies=` a first choice."""
    beeld = lees_beeld(request, uitvraag)
    return _toon(request, beeld, beeld.rij(request.GET.get("taak", "")))


@require_http_methods(["GET", "HEAD", "POST"])
def taak(request: Ingelogd, uitvraag: str, taak: str) -> HttpResponse:
    """Save one card; go on to the next taak. Nothing typed is lost when it is refused.

    With `automatisch` the answer is JSON for the script that saves while somebody types.
    """
    if request.method != "POST":
        return redirect(naar_kaart(uitvraag, taak))
    beeld = lees_beeld(request, uitvraag)
    rij = vind_rij(beeld, taak)
    if "verwijder" in request.POST:
        return bewaar(request, beeld, andere_lagen(request, rij), [taak])
    if getal(request.POST.get("versie", "")) != beeld.versie:
        return _botsing(request, uitvraag, taak)
    kaart = maak_kaart(request, beeld, rij, [], request.POST)
    if not kaart.is_valid():
        return _toon(request, beeld, rij, request.POST, status=422, kaart=kaart)
    documenten = {orgaan: leg_neer(pdf) for orgaan, pdf in kaart.bestanden().items()}
    nieuw = kaart.antwoorden(op=request.nu, documenten=documenten)
    try:
        return bewaar(request, beeld, [*nieuw, *andere_lagen(request, rij)], kaart.taken())
    except Verouderd:
        return _botsing(request, uitvraag, taak)
    finally:
        ruim_op(documenten.values())


def naar_kaart(uitvraag: str, taak: str, verband: str | None = None) -> str:
    """The address of the page with the card of a taak open, on the layer of `verband`."""
    adres = reverse("opgave-uitvraag", args=[uitvraag])
    laag = f"&{urlencode({'verband': verband})}" if verband is not None else ""
    return f"{adres}?{urlencode({'taak': taak})}{laag}#taak-{taak}"


def bewaar(
    request: Ingelogd, beeld: Opgavebeeld, nieuw: list[Antwoord], taken: list[str]
) -> HttpResponse:
    """Save and go on; a refusal (not of a stale card) is told on the overview."""
    adres = reverse("opgave-uitvraag", args=[beeld.uitvraag.pk])
    try:
        opgave = acties.bewaar(
            beeld.gemeente,
            beeld.uitvraag,
            nieuw,
            taken=taken,
            door=request.user,
            op=request.nu,
            versie=getal(request.POST.get("versie", "")),
        )
    except Verouderd as reden:
        if "keuze" in request.POST:
            raise
        messages.error(request, str(reden))
        return redirect(adres)
    except Geweigerd as reden:
        messages.error(request, str(reden))
        return redirect(adres)
    if "automatisch" in request.POST:
        return _bewaard(beeld, opgave.versie, nieuw[0], request.nu)
    messages.success(request, f"Opgeslagen: {_namen(beeld, taken)}.")
    beantwoord = {a.taak for a in nieuw if a.wijze != Wijze.GEEN}
    volgende = next((c for c in beeld.volgorde(taken[0]) if c not in beantwoord), None)
    return redirect(_verder(beeld, volgende) if volgende else adres)


def _verder(beeld: Opgavebeeld, taak: str) -> str:
    """Where to go on: at the row when one word will do («Ja, dit klopt»), else on its card."""
    if vind_rij(beeld, taak).staat != "bevestigen":
        return naar_kaart(beeld.uitvraag.pk, taak)
    return f"{reverse('opgave-uitvraag', args=[beeld.uitvraag.pk])}#taak-{taak}"


def _bewaard(beeld: Opgavebeeld, versie: int, laag: Antwoord, op: datetime) -> JsonResponse:
    """What the script needs to go on: the version, the time, and where the card is now."""
    query = f"?{urlencode({'verband': laag.verband})}" if laag.verband else ""
    tijd = date_format(op.astimezone(NEDERLAND), "H.i")
    return JsonResponse(
        {
            "versie": versie,
            "zin": f"Opgeslagen om {tijd} uur",
            "actie": reverse("opgave-taak", args=[beeld.uitvraag.pk, laag.taak]) + query,
            "adres": naar_kaart(beeld.uitvraag.pk, laag.taak, laag.verband),
        }
    )


def _namen(beeld: Opgavebeeld, taken: Iterable[str]) -> str:
    return ", ".join(rij.naam for rij in beeld.rijen if rij.code in set(taken))


def eigen_gemeente(request: Ingelogd) -> Gemeente:
    """The gemeente of who is logged in; Http404 for an account without one."""
    if request.user.gemeente is None:
        raise Http404
    return request.user.gemeente


def lees_beeld(request: Ingelogd, uitvraag: str) -> Opgavebeeld:
    """The page of the own gemeente in a round that has opened; else Http404."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    return opgavebeeld(request.user, eigen_gemeente(request), ronde, request.nu)


def vind_rij(beeld: Opgavebeeld, taak: str) -> Rij:
    """The row of a taak; Http404 when this round does not ask for it."""
    rij = beeld.rij(taak)
    if rij is None:
        raise Http404
    return rij


def maak_kaart(
    request: Ingelogd, beeld: Opgavebeeld, rij: Rij, aanbod: Any, data: QueryDict | None
) -> KaartForm:
    """The card of a row, filled with what is answered now or with what was typed."""
    gevraagd = data.getlist("ook_voor") if data is not None else []
    decentralisatie = rij.uitvraagtaak.taak.decentralisatie
    andere = [
        r.uitvraagtaak
        for r in beeld.rijen
        if r.uitvraagtaak.taak.decentralisatie == decentralisatie
        and r.code != rij.code
        and (r.staat in {"open", "bevestigen"} or r.code in gevraagd)
    ]
    return KaartForm(
        data,
        request.FILES if data is not None else None,
        taak=rij.uitvraagtaak,
        voorstellen=aanbod,
        verbanden=beeld.verbanden,
        andere_taken=andere,
        andere_lagen=andere_lagen(request, rij),
        van_gemeente=partial(verbanden_van, beeld.uitvraag, rij.code, beeld.verbanden),
        initial=beginwaarden(open_laag(request, rij), beeld.versie, request.GET.get("kies", "")),
    )


def open_laag(request: Ingelogd, rij: Rij) -> Antwoord | None:
    """The answer that the card is about: with several layers `?verband=` says which."""
    gevraagd = request.GET.get("verband")
    if gevraagd is None:
        return rij.antwoorden[0] if rij.antwoorden else None
    return next((a for a in rij.antwoorden if a.verband == gevraagd), None)


def andere_lagen(request: Ingelogd, rij: Rij) -> list[Antwoord]:
    """The layers of this taak that the card does not touch (local execution, regional purchase)."""
    laag = open_laag(request, rij)
    return [a for a in rij.antwoorden if a != laag and a.verband]


def _toon(
    request: Ingelogd,
    beeld: Opgavebeeld,
    rij: Rij | None,
    data: QueryDict | None = None,
    status: int = 200,
    botsing: dict[str, Any] | None = None,
    kaart: KaartForm | None = None,
) -> HttpResponse:
    if "automatisch" in request.POST:
        return JsonResponse({"zin": _wat_ontbreekt(kaart)}, status=status)
    laag = open_laag(request, rij) if rij else None
    kies = request.GET.get("kies", "") if data is None else data.get("keuze", "")
    schaal = schaalbeeld(beeld, rij, laag, kies.removeprefix(VERBAND))
    context = {
        "beeld": beeld,
        "open_rij": rij,
        "kaart": maak_kaart(request, beeld, rij, schaal.voorstellen, data) if rij else None,
        "laag": laag,
        "laag_query": laag_query(request),
        "verbandkaart": schaal.kaart,
        "arbeidsmarktregio": schaal.regio,
        "botsing": botsing,
        "mag_indienen": mag(request.user.rol, "opgave-indienen"),
        "peilbalk": peilbalk(beeld),
    }
    return render(request, "samenwerking/opgave.html", context, status=status)


def laag_query(request: Ingelogd) -> str:
    """The query that keeps the card on its layer; empty when it is about the first answer."""
    gevraagd = request.GET.get("verband")
    if gevraagd is None:
        return ""
    query = QueryDict(mutable=True)
    query["verband"] = gevraagd
    return f"?{query.urlencode()}"


def _botsing(request: Ingelogd, uitvraag: str, taak: str) -> HttpResponse:
    """Two at once: both texts side by side; the typed one stays in the form, at the new version."""
    beeld = lees_beeld(request, uitvraag)
    rij = vind_rij(beeld, taak)
    data = request.POST.copy()
    data["versie"] = str(beeld.versie)
    kaart = maak_kaart(request, beeld, rij, [], data)
    getypt = kaart.antwoorden()[:1] if kaart.is_valid() else []
    botsing = {
        "collega": rij.uitspraken,
        "u": [uitspraak(antwoord, beeld.verbanden) for antwoord in getypt],
    }
    return _toon(request, beeld, rij, data, status=409, botsing=botsing)


def _wat_ontbreekt(kaart: KaartForm | None) -> str:
    """Why nothing was saved while somebody typed: the first thing to mend."""
    if kaart is None:
        return "Niet opgeslagen: een collega heeft intussen iets bewaard."
    zin = next(zinnen[0] for zinnen in kaart.errors.values())
    return f"Nog niet opgeslagen. {zin}"


def peilbalk(beeld: Opgavebeeld) -> dict[str, Any]:
    """The bar: which round, and whether its data are invented."""
    return {
        "ronde": beeld.uitvraag.korte_naam,
        "voorbeeldgegevens": beeld.uitvraag.voorbeeldgegevens,
    }


def getal(tekst: str) -> int:
    """A version number from a form; -1, which matches nothing, for anything else."""
    return int(tekst) if tekst.isdecimal() and len(tekst) < 10 else -1
