"""Upload of a spreadsheet: the template, the errors or the preview, and doorvoeren.

The same pages serve a gemeente (its own opgave) and VNG (what came in on paper, the whole round).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gemeenten.tabel import Fout
from samenwerking.acties import upload as acties
from samenwerking.acties.weigering import Geweigerd
from samenwerking.forms.upload import UploadForm
from samenwerking.models import Uitvraag, Upload
from samenwerking.opgavebeeld import opgavebeeld
from samenwerking.toegang.bereik import bewerkbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.uitwisseling import sjabloon as sjablonen
from samenwerking.uitwisseling.fouten import Importfout, som_op
from samenwerking.uitwisseling.huidig_register import lees_register
from samenwerking.uitwisseling.voorbeeld import Voorbeeld
from samenwerking.voorstellen import verbandkeuzes

Fouten = list[Fout]


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Choose a template and send a file; a file that is right goes on to its preview."""
    ronde = _ronde(request, uitvraag)
    grenzen = acties.grenzen(request.user.gemeente)
    if request.method != "POST":
        return _toon(request, ronde, UploadForm(grenzen=grenzen))
    form = UploadForm(request.POST, request.FILES, grenzen=grenzen)
    if not form.is_valid():
        return _toon(request, ronde, form, status=422)
    bestand = form.cleaned_data["bestand"]
    try:
        nieuw = acties.neem_aan(
            bestand.name, bestand.read(), uitvraag=ronde, door=request.user, op=request.nu
        )
    except Importfout as fout:
        return _toon(request, ronde, form, fouten=fout.fouten, naam=bestand.name, status=422)
    except Geweigerd as reden:
        form.add_error("bestand", str(reden))
        return _toon(request, ronde, form, status=409)
    return redirect(_adres(request, "bekijk", uitvraag, nieuw.pk))


@require_safe
def bekijk(request: Ingelogd, uitvraag: str, pk: UUID) -> HttpResponse:
    """The preview: exactly what changes, nothing saved yet; afterwards what was done."""
    rij = _upload(request, uitvraag, pk)
    return _voorbeeld(request, rij, acties.lees_voorbeeld(rij))


@require_POST
def doorvoeren(request: Ingelogd, uitvraag: str, pk: UUID) -> HttpResponse:
    """Carry the file through; when something changed since the preview, show both again."""
    rij = _upload(request, uitvraag, pk)
    toen = acties.lees_voorbeeld(rij)
    try:
        acties.doorvoeren(rij, door=request.user, op=request.nu)
    except acties.Gewijzigd as anders:
        acties.ververs(rij, anders.voorbeeld, versie=anders.upload.versie)
        return _voorbeeld(request, rij, anders.voorbeeld, toen=toen, fout=str(anders), status=409)
    except Importfout as fout:
        form = UploadForm(grenzen=acties.grenzen(request.user.gemeente))
        return _toon(
            request, rij.uitvraag, form, fouten=fout.fouten, naam=rij.bestandsnaam, status=409
        )
    except Geweigerd as reden:
        return _voorbeeld(request, rij, toen, fout=str(reden), status=409)
    messages.success(request, f"{rij.bestandsnaam} is doorgevoerd.")
    return redirect(_adres(request, "bekijk", uitvraag, rij.pk))


@require_safe
def sjabloon(request: Ingelogd, uitvraag: str, formaat: str) -> HttpResponse:
    """The template, filled with codes, names and the answers of now."""
    if formaat not in sjablonen.SCHRIJF:
        raise Http404
    ronde = _ronde(request, uitvraag)
    gemeente = request.user.gemeente
    if gemeente:
        beeld = opgavebeeld(request.user, gemeente, ronde, request.nu)
        bladen = sjablonen.voor_gemeente(
            gemeente.pk,
            [rij.uitvraagtaak for rij in beeld.rijen],
            beeld.antwoorden,
            {slug: keuze.naam for slug, keuze in beeld.verbanden.items()},
            beeld.noemen_ons,
        )
    else:
        gevraagd = request.GET.get("gemeente", "")
        verbanden = {s: keuze.naam for s, keuze in verbandkeuzes(request.user, ronde).items()}
        bladen = sjablonen.voor_ronde(
            ronde, lees_register(ronde), verbanden, op=request.nu, gemeente=gevraagd
        )
    wie = gemeente.pk.lower() if gemeente else "ronde"
    antwoord = HttpResponse(
        sjablonen.SCHRIJF[formaat](bladen), content_type=sjablonen.MEDIA[formaat]
    )
    antwoord.headers["Content-Disposition"] = (
        f'attachment; filename="opgave-{ronde.pk}-{wie}.{formaat}"'
    )
    return antwoord


def _ronde(request: Ingelogd, uitvraag: str) -> Uitvraag:
    ronde: Uitvraag = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    return ronde


def _upload(request: Ingelogd, uitvraag: str, pk: UUID) -> Upload:
    """The own file; of somebody else, or gone, is not there."""
    rij: Upload = get_object_or_404(
        bewerkbaar(request.user, Upload).select_related("uitvraag", "gemeente"),
        uitvraag=uitvraag,
        pk=pk,
    )
    if acties.verlopen(rij):
        raise Http404
    return rij


def _adres(request: Ingelogd, stap: str, *delen: Any) -> str:
    """The address of a step, under the opgave of the gemeente or under VNG."""
    van = "opgave" if request.user.gemeente_id else "vng"
    naam = f"{van}-upload-{stap}" if stap else f"{van}-upload"
    return reverse(naam, args=delen)


def _gedeeld(request: Ingelogd, ronde: Uitvraag) -> dict[str, Any]:
    terug = "opgave-uitvraag" if request.user.gemeente_id else "vng-papier"
    return {
        "uitvraag": ronde,
        "gemeente": request.user.gemeente,
        "terug_url": reverse(terug, args=[ronde.pk] if request.user.gemeente_id else []),
        "terug": f"Opgave {ronde.korte_naam}" if request.user.gemeente_id else "Papier",
        "upload_url": _adres(request, "", ronde.pk),
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }


def _toon(
    request: Ingelogd,
    ronde: Uitvraag,
    form: UploadForm,
    *,
    fouten: Fouten | None = None,
    naam: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _gedeeld(request, ronde) | {
        "form": form,
        "fouten": fouten,
        "foutgroepen": _gebundeld(fouten or []),
        "bestandsnaam": naam,
        "sjablonen": [
            (soort, _adres(request, "sjabloon", ronde.pk, soort)) for soort in sjablonen.SCHRIJF
        ],
    }
    return render(request, "samenwerking/upload.html", context, status=status)


def _voorbeeld(
    request: Ingelogd,
    rij: Upload,
    voorbeeld: Voorbeeld,
    *,
    toen: Voorbeeld | None = None,
    fout: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _gedeeld(request, rij.uitvraag) | {
        "upload": rij,
        "voorbeeld": voorbeeld,
        "botsing": _naast(toen, voorbeeld) if toen else [],
        "fout": fout,
        "doorvoeren_url": _adres(request, "doorvoeren", rij.uitvraag_id, rij.pk),
    }
    return render(request, "samenwerking/upload_voorbeeld.html", context, status=status)


def _naast(toen: Voorbeeld, nu: Voorbeeld) -> list[tuple[str, str, str, str]]:
    """What somebody else changed since: (of what, what of it, what stood there, what stands there).

    A line that the file no longer changes now says what the file says.
    """
    eerst = {(van, wat): (was, wordt) for van, wat, was, wordt in toen.veranderingen}
    straks = {(van, wat): (was, wordt) for van, wat, was, wordt in nu.veranderingen}
    regels = []
    for sleutel in {**eerst, **straks}:
        was, wordt = eerst.get(sleutel) or (straks[sleutel][1],) * 2
        staat = straks[sleutel][0] if sleutel in straks else wordt
        if was != staat:
            regels.append((*sleutel, was, staat))
    return regels


def _gebundeld(fouten: Fouten) -> list[tuple[Fout, str]]:
    """The same mistake in more rows once, with all its rows: «4, 5, 6 en 9»."""
    rijen: dict[tuple[str, str, str, bool], list[Fout]] = {}
    for fout in fouten:
        sleutel = (fout.bestand, fout.kolom, fout.melding, bool(fout.rij))
        rijen.setdefault(sleutel, []).append(fout)
    return [(lijst[0], som_op((str(f.rij) for f in lijst), "en")) for lijst in rijen.values()]
