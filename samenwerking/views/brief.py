"""Joint letters: the list, the page of one letter, composing it, offering and sending it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gemeenten.kaart.buurt import opsomming
from samenwerking.acties import brief as opstellen
from samenwerking.acties import briefverloop as verloop
from samenwerking.acties.ondertekening import voor_wie
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.briefbeeld import briefbeeld
from samenwerking.forms.brief import BriefForm, briefwaarden
from samenwerking.keuzes import Briefstand
from samenwerking.models import Brief, Uitvraag
from samenwerking.pdf import brief as pdf
from samenwerking.pdf.opmaak import GeenPdfError
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, leest_alles, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente, getal

PDF_WEG = "Een PDF maken kan op deze computer niet. Druk de pagina af met Ctrl+P."


@require_safe
def brieven(request: Ingelogd) -> HttpResponse:
    """The letters one may see: what waits for the own signature first, then the newest round."""
    rijen = (
        zichtbaar(request.user, Brief)
        .select_related("uitvraag", "initiatief", "identiek_aan")
        .annotate(
            colleges=Count("ondertekeningen"),
            getekend=Count(
                "ondertekeningen",
                filter=Q(
                    ondertekeningen__getekend_op__isnull=False,
                    ondertekeningen__ingetrokken_op=None,
                ),
            ),
            wacht=Count("ondertekeningen", filter=_wacht(request)),
        )
        .prefetch_related("ondertekeningen__gemeente")
        .order_by("-uitvraag__opent", F("identiek_aan").asc(nulls_first=True), "-datum", "slug")
    )
    lijst = sorted(rijen, key=lambda rij: not rij.wacht)
    ronde = Uitvraag.objects.geopend(request.nu).first()
    context = {
        "brieven": [(rij, _namen(rij)) for rij in lijst],
        "tellen_als": len({rij.identiek_aan_id or rij.pk for rij in lijst}),
        "ronde": ronde if mag(request.user.rol, "brief-nieuw") else None,
        "mag_tekenen": mag(request.user.rol, "brief-tekenen"),
        "leest_alles": leest_alles(request.user),
        "peilbalk": _peilbalk(ronde) if ronde else None,
    }
    return render(request, "samenwerking/brieven.html", context)


@require_safe
def brief(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """One letter: what it says, who signs, and what one may do with it."""
    return render(
        request, "samenwerking/brief.html", _pagina(request, zoek(request, uitvraag, slug))
    )


@require_safe
def brief_pdf(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """The letter as PDF/UA-1 with its signature block; without Pango the page says so."""
    gevonden = zoek(request, uitvraag, slug)
    try:
        inhoud = pdf.pdf(briefbeeld(request.user, gevonden), request.nu)
    except GeenPdfError:
        messages.error(request, PDF_WEG)
        return redirect("brief", uitvraag, slug)
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord.headers["Content-Disposition"] = f'inline; filename="brief-{slug}.pdf"'
    return antwoord


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Begin a letter; the own gemeente signs along. A repeated form gives the same letter."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    eigen = eigen_gemeente(request)
    begin = {"versie": 0, "sleutel": uuid4(), "gemeenten": eigen.naam}
    form = BriefForm(request.POST or None, uitvraag=ronde, eigen=eigen, initial=begin)
    if request.method != "POST" or not form.is_valid():
        return _formulier(request, form, ronde, None)
    rij = opstellen.begin(
        ronde,
        form.inhoud,
        door=request.user,
        op=request.nu,
        sleutel=form.cleaned_data["sleutel"] or uuid4(),
    )
    messages.success(request, "De brief is bewaard. Voeg nu de besluiten per taak toe.")
    return redirect("brief", ronde.pk, rij.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """Change the text, addressees and gemeenten of a concept."""
    rij = eigen_concept(request, uitvraag, slug)
    form = BriefForm(
        request.POST or None,
        uitvraag=rij.uitvraag,
        eigen=eigen_gemeente(request),
        brief=rij,
        initial=briefwaarden(rij),
    )
    if request.method != "POST" or not form.is_valid():
        return _formulier(request, form, rij.uitvraag, rij)
    try:
        opstellen.wijzig(
            rij,
            form.inhoud,
            door=request.user,
            op=request.nu,
            versie=form.cleaned_data["versie"],
        )
    except Verouderd as reden:
        return _botsing(request, form, eigen_concept(request, uitvraag, slug), str(reden))
    except Geweigerd as reden:
        messages.error(request, str(reden))
        return redirect("brief", uitvraag, slug)
    messages.success(request, "De brief is bewaard.")
    return redirect("brief", uitvraag, slug)


@require_POST
def aanbieden(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """Freeze the text and ask the colleges to sign."""
    versie = getal(request.POST.get("versie", ""))
    return _doe(
        request,
        eigen_brief(request, uitvraag, slug),
        lambda rij: verloop.bied_aan(rij, door=request.user, op=request.nu, versie=versie),
        "De brief ligt ter ondertekening. Elk college ziet hem nu bij zijn brieven.",
    )


@require_POST
def terugnemen(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """Back to concept, with a reason."""
    reden = request.POST.get("reden", "")[:500]
    return _doe(
        request,
        eigen_brief(request, uitvraag, slug),
        lambda rij: verloop.neem_terug(rij, reden, door=request.user, op=request.nu),
        "De brief is weer een concept. Handtekeningen onder de oude tekst zijn vervallen.",
    )


@require_POST
def verzenden(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """Send with who signed."""
    onvolledig = "onvolledig" in request.POST
    return _doe(
        request,
        eigen_brief(request, uitvraag, slug),
        lambda rij: verloop.verzend(rij, door=request.user, op=request.nu, onvolledig=onvolledig),
        "De brief is verzonden. De VNG en de commissie zien hem nu.",
    )


def zoek(request: Ingelogd, uitvraag: str, slug: str) -> Brief:
    """A letter that one may see; else the same Http404 as for none."""
    rijen = zichtbaar(request.user, Brief).select_related("uitvraag", "initiatief", "identiek_aan")
    gevonden: Brief = get_object_or_404(rijen, uitvraag=uitvraag, slug=slug)
    return gevonden


def eigen_brief(request: Ingelogd, uitvraag: str, slug: str) -> Brief:
    """A letter that the own gemeente began; else Http404."""
    rijen = bewerkbaar(request.user, Brief).select_related("uitvraag", "identiek_aan")
    gevonden: Brief = get_object_or_404(rijen, uitvraag=uitvraag, slug=slug)
    return gevonden


def eigen_concept(request: Ingelogd, uitvraag: str, slug: str) -> Brief:
    """As `eigen_brief`, while its text may still change; else Http404."""
    rij = eigen_brief(request, uitvraag, slug)
    if rij.stand != Briefstand.CONCEPT:
        raise Http404
    return rij


def _pagina(request: Ingelogd, rij: Brief) -> dict[str, Any]:
    beeld = briefbeeld(request.user, rij)
    invult = mag(request.user.rol, "brief-nieuw")
    van_ons = invult and rij.initiatief_id == request.user.gemeente_id
    ons = [c for c in beeld.colleges if invult and c.rij.gemeente_id == request.user.gemeente_id]
    ligt_voor = rij.aangeboden_op is not None and not rij.op_papier
    tekent = mag(request.user.rol, "brief-tekenen") and not rij.op_papier
    return {
        "beeld": beeld,
        "brief": rij,
        "ons": next(iter(ons), None),
        "van_ons": van_ons,
        "mag_wijzigen": van_ons and rij.stand == Briefstand.CONCEPT,
        "ontbreekt": verloop.wat_ontbreekt(rij) if van_ons and not ligt_voor else [],
        "tekent": tekent,
        "te_tekenen": voor_wie(rij, request.user) if tekent and ligt_voor else [],
        "peilbalk": _peilbalk(rij.uitvraag),
    }


def _namen(rij: Brief) -> str:
    """The gemeenten of a letter, at most five by name."""
    namen = sorted(o.gemeente.naam for o in rij.ondertekeningen.all())
    meer = [f"{len(namen) - 4} andere"] if len(namen) > 5 else []
    return opsomming(namen[:4] + meer if meer else namen)


def _wacht(request: Ingelogd) -> Q:
    """The signatures that wait for this account: of the own gemeente, or by mandate."""
    ons = request.user.gemeente_id or ""
    van_ons = Q(ondertekeningen__gemeente=ons) | Q(ondertekeningen__mandaat_aan=ons)
    return van_ons & Q(ondertekeningen__getekend_op=None, aangeboden_op__isnull=False)


def _doe(
    request: Ingelogd, rij: Brief, actie: Callable[[Brief], object], gelukt: str
) -> HttpResponse:
    """One step in the life of a letter; a refusal is told on its page."""
    try:
        actie(rij)
    except Geweigerd as reden:
        messages.error(request, str(reden))
    else:
        messages.success(request, gelukt)
    return redirect("brief", rij.uitvraag_id, rij.slug)


def _formulier(
    request: Ingelogd,
    form: BriefForm,
    ronde: Uitvraag,
    rij: Brief | None,
    collega: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "ronde": ronde,
        "brief": rij,
        "collega": collega,
        "namen": form.bestaand.values_list("naam", flat=True),
        "peilbalk": _peilbalk(ronde),
    }
    status = 409 if collega else 422 if form.errors else 200
    return render(request, "samenwerking/brief_form.html", context, status=status)


def _botsing(request: Ingelogd, form: BriefForm, rij: Brief, reden: str) -> HttpResponse:
    """Two at once: what the colleague saved beside what was typed, which stays in the form."""
    collega = briefwaarden(rij) | {"zin": reden}
    getypt = request.POST.copy()
    getypt["versie"] = str(rij.versie)
    form.data = getypt
    return _formulier(request, form, rij.uitvraag, rij, collega)


def _peilbalk(ronde: Uitvraag) -> dict[str, Any]:
    return {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens}
