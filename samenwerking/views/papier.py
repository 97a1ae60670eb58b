"""VNG enters what came in on paper: every gemeente, the cards of one letter, recording it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gemeenten.models import Gemeente
from gemeenten.namen import vouw
from samenwerking.acties import papier as acties
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.forms.opgave import VERBAND
from samenwerking.forms.papier import PapierForm
from samenwerking.models import Papieropgave, Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld, Rij, uitspraak
from samenwerking.papierbeeld import STANDEN, papierbeeld, papierstanden
from samenwerking.regels import Antwoord
from samenwerking.schaalbeeld import schaalbeeld
from samenwerking.toegang.bereik import bewerkbaar, concepttellingen
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import (
    andere_lagen,
    getal,
    laag_query,
    maak_kaart,
    open_laag,
    peilbalk,
    vind_rij,
)

PER_PAGINA = 50


@require_safe
def overzicht(request: Ingelogd) -> HttpResponse:
    """Every gemeente in a round; `?ronde=`, `?stand=` and `?zoek=` narrow the list."""
    rondes = Uitvraag.objects.geopend(request.nu)
    gevraagd = request.GET.get("ronde", "")
    ronde = get_object_or_404(rondes, pk=gevraagd) if gevraagd else rondes.first()
    if ronde is None:
        raise Http404
    alle = papierstanden(request.user, ronde, request.nu)
    stand, zoek = request.GET.get("stand", ""), request.GET.get("zoek", "")[:60]
    rijen = [r for r in alle if stand in {"", *r.standen} and vouw(zoek) in vouw(r.naam)]
    context = {
        "ronde": ronde,
        "rondes": rondes,
        "standen": {
            code: (woord, sum(code in rij.standen for rij in alle))
            for code, woord in STANDEN.items()
        },
        "stand": stand,
        "zoek": zoek,
        "totaal": len(alle),
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }
    return render(request, "samenwerking/papier.html", context)


@require_safe
def gemeente(request: Ingelogd, uitvraag: str, gemeente: str) -> HttpResponse:
    """The cards of a letter; `?taak=` opens one."""
    beeld = _beeld(request, uitvraag, gemeente)
    return _toon(request, beeld, beeld.rij(request.GET.get("taak", "")))


@require_POST
def taak(request: Ingelogd, uitvraag: str, gemeente: str, taak: str) -> HttpResponse:
    """Save one card of a letter; nothing typed is lost when it is refused."""
    beeld = _beeld(request, uitvraag, gemeente)
    rij = vind_rij(beeld, taak)
    if getal(request.POST.get("versie", "")) != beeld.versie:
        return _botsing(request, beeld, rij)
    lagen = andere_lagen(request, rij)
    if "verwijder" in request.POST:
        return _bewaar(request, beeld, rij, lagen, [taak])
    kaart = maak_kaart(request, beeld, rij, [], request.POST)
    if not kaart.is_valid():
        return _toon(request, beeld, rij, request.POST, status=422)
    return _bewaar(request, beeld, rij, [*kaart.antwoorden(), *lagen], kaart.taken())


@require_POST
def vastleggen(request: Ingelogd, uitvraag: str, gemeente: str) -> HttpResponse:
    """Record the letter as a submitted version, or throw away what was typed over."""
    beeld = _beeld(request, uitvraag, gemeente)
    if "weggooien" in request.POST:
        return _gooi_weg(request, beeld)
    form = PapierForm(request.POST)
    if not form.is_valid():
        return _toon(request, beeld, None, form=form, status=422)
    try:
        versie = acties.leg_vast(
            beeld.gemeente, beeld.uitvraag, door=request.user, op=request.nu, **form.cleaned_data
        )
    except Geweigerd as reden:
        form.add_error(None, str(reden))
        form.data = form.data.copy()
        form.data["versie"] = str(beeld.versie)
        return _toon(request, beeld, None, form=form, status=409)
    messages.success(
        request,
        f"De brief van {beeld.gemeente.naam} is vastgelegd: {versie.ontvangstnummer}.",
    )
    return redirect(f"{reverse('vng-papier')}?ronde={uitvraag}")


def _beeld(request: Ingelogd, uitvraag: str, code: str) -> Opgavebeeld:
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    wie = get_object_or_404(Gemeente.objects.op(ronde.peildatum), pk=code)
    return papierbeeld(request.user, wie, ronde, request.nu)


def _adres(beeld: Opgavebeeld, taak: str = "") -> str:
    adres = reverse("vng-papier-gemeente", args=[beeld.uitvraag.pk, beeld.gemeente.pk])
    return f"{adres}?taak={taak}#taak-{taak}" if taak else adres


def _bewaar(
    request: Ingelogd, beeld: Opgavebeeld, rij: Rij, nieuw: list[Antwoord], taken: list[str]
) -> HttpResponse:
    try:
        acties.bewaar(
            beeld.gemeente,
            beeld.uitvraag,
            nieuw,
            taken=taken,
            door=request.user,
            op=request.nu,
            versie=beeld.versie,
        )
    except Verouderd:
        opnieuw = papierbeeld(request.user, beeld.gemeente, beeld.uitvraag, request.nu)
        return _botsing(request, opnieuw, vind_rij(opnieuw, rij.code))
    messages.success(request, f"Bewaard: {rij.naam}.")
    volgende = next((c for c in beeld.volgorde(rij.code) if c not in taken), "")
    return redirect(_adres(beeld, volgende))


def _gooi_weg(request: Ingelogd, beeld: Opgavebeeld) -> HttpResponse:
    papier = get_object_or_404(
        bewerkbaar(request.user, Papieropgave),
        gemeente=beeld.gemeente,
        uitvraag=beeld.uitvraag,
        versie=getal(request.POST.get("versie", "")),
    )
    acties.verwijder(papier, door=request.user)
    messages.success(request, f"De invoer van {beeld.gemeente.naam} is weggegooid.")
    return redirect(f"{reverse('vng-papier')}?ronde={beeld.uitvraag.pk}")


def _botsing(request: Ingelogd, beeld: Opgavebeeld, rij: Rij) -> HttpResponse:
    """Two at once: both texts side by side; the typed one stays in the form, at the new version."""
    data = request.POST.copy()
    data["versie"] = str(beeld.versie)
    kaart = maak_kaart(request, beeld, rij, [], data)
    typte = kaart.antwoorden()[:1] if kaart.is_valid() else []
    botsing = {
        "collega": rij.uitspraken,
        "u": [uitspraak(antwoord, beeld.verbanden) for antwoord in typte],
    }
    return _toon(request, beeld, rij, data, status=409, botsing=botsing)


def _toon(
    request: Ingelogd,
    beeld: Opgavebeeld,
    rij: Rij | None,
    data: QueryDict | None = None,
    *,
    form: PapierForm | None = None,
    status: int = 200,
    botsing: dict[str, Any] | None = None,
) -> HttpResponse:
    laag = open_laag(request, rij) if rij else None
    kies = request.GET.get("kies", "") if data is None else data.get("keuze", "")
    aanbod = schaalbeeld(beeld, rij, laag, kies.removeprefix(VERBAND)).voorstellen if rij else []
    begin = {"versie": beeld.versie, "sleutel": uuid4(), "ontvangen": request.nu}
    context = {
        "papier": True,
        "beeld": beeld,
        "open_rij": rij,
        "kaart": maak_kaart(request, beeld, rij, aanbod, data) if rij else None,
        "laag": laag,
        "laag_query": laag_query(request),
        "botsing": botsing,
        "form": form or PapierForm(initial=begin),
        "concept": concepttellingen(request.user, beeld.uitvraag).get(beeld.gemeente.pk, 0),
        "begonnen": beeld.opgave is not None and beeld.opgave.bewaard_op is not None,
        "peilbalk": peilbalk(beeld),
    }
    return render(request, "samenwerking/papier_gemeente.html", context, status=status)
