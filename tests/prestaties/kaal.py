"""The floor of the pages: what one writes first in a fresh Django project, over the same rows.

Its middleware is that of `startproject`; its templates have the same cells and nothing around them.
"""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context, Engine
from django.urls import path
from django.utils import timezone

from gemeenten.models import Gemeente, Inwonertal, Regiolid
from samenwerking.keuzes import Stadium, Wijze

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
BLAD = """<!doctype html><html lang="nl"><head><meta charset="utf-8">
<title>{{ titel }}</title></head>
<body><h1>{{ titel }}</h1><table>%s</table></body></html>"""
machine = Engine()
GEMEENTEN = machine.from_string(
    BLAD
    % """{% for rij in rijen %}<tr>
<th scope="row"><a href="/gemeenten/{{ rij.code }}/">{{ rij.naam }}</a></th>
<td>{{ rij.provincie }}</td><td class="getal">{{ rij.inwoners }}</td>
<td class="alleen-breed"><a href="/regios/{{ rij.arbeid_code }}/">{{ rij.arbeid }}</a></td>
<td class="alleen-breed"><a href="/regios/{{ rij.veilig_code }}/">{{ rij.veilig }}</a></td>
<td class="alleen-breed"><a href="/regios/{{ rij.jeugd_code }}/">{{ rij.jeugd }}</a></td></tr>
{% endfor %}"""
)
VERBANDEN = machine.from_string(
    BLAD
    % """{% for rij in rijen %}<tr>
<th scope="row"><a href="/verbanden/{{ rij.verband_id }}/">{{ rij.naam }}</a></th>
<td class="getal">{{ rij.nummer }}</td><td>{{ rij.penvoerder__naam }}</td>
<td class="getal">{{ rij.bestaand }}</td><td>{{ rij.rechtsvorm__naam }}</td></tr>
{% endfor %}"""
)


def gemeenten(request: HttpRequest) -> HttpResponse:
    """408 rows, six cells: values() put together by code."""
    dag = timezone.localdate()
    rijen = {rij["code"]: rij for rij in Gemeente.objects.op(dag).values("code", "naam")}
    for tal in Inwonertal.objects.order_by("peildatum").values("gemeente_id", "inwoners"):
        if tal["gemeente_id"] in rijen:
            rijen[tal["gemeente_id"]]["inwoners"] = tal["inwoners"]
    kort = {"provincie": "provincie", "arbeidsmarktregio": "arbeid", "veiligheidsregio": "veilig"}
    kort["jeugdregio"] = "jeugd"
    velden = ("gemeente_id", "regio__soort", "regio__naam", "regio__code")
    for lid in Regiolid.objects.op(dag).values(*velden):
        if naam := kort.get(lid["regio__soort"]):
            rij = rijen[lid["gemeente_id"]]
            rij[naam], rij[f"{naam}_code"] = lid["regio__naam"], lid["regio__code"]
    inhoud = {"titel": "Gemeenten", "rijen": rijen.values()}
    return HttpResponse(GEMEENTEN.render(Context(inhoud)))


def verbanden(request: HttpRequest) -> HttpResponse:
    """The first fifty of a list, for who is logged in."""
    from samenwerking.models import Verbandversie

    if not request.user.is_authenticated:
        return redirect("/")
    versies = Verbandversie.objects.order_by("naam")
    velden = ("verband_id", "naam", "nummer", "penvoerder__naam", "rechtsvorm__naam", "bestaand")
    pagina = Paginator(versies.values(*velden), 50).get_page(request.GET.get("pagina"))
    return HttpResponse(VERBANDEN.render(Context({"titel": "Verbanden", "rijen": pagina})))


class Regelformulier(forms.Form):
    """One regel; the verbanden are looked up once for all."""

    taak = forms.CharField(max_length=10)
    wijze = forms.ChoiceField(choices=Wijze.choices)
    verband = forms.SlugField(required=False)
    stadium = forms.ChoiceField(choices=Stadium.choices, required=False)
    toelichting = forms.CharField(required=False, max_length=2000)


Regelformulieren = formset_factory(Regelformulier, extra=0)


def indienen(request: HttpRequest) -> HttpResponse:
    """One opgave with its regels from a formset, written in bulk."""
    from samenwerking.models import Opgave, Opgaveregel, Opgaveversie, Verband

    if not request.user.is_authenticated:
        return redirect("/")
    formulieren = Regelformulieren(request.POST)
    if not formulieren.is_valid():
        raise ValueError(formulieren.errors)
    genoemd = {rij["verband"] for rij in formulieren.cleaned_data} - {""}
    if Verband.objects.filter(pk__in=genoemd).count() < len(genoemd):
        raise ValueError("unknown verband")
    with transaction.atomic():
        opgave = Opgave.objects.create(
            gemeente_id=request.user.gemeente_id, uitvraag_id=request.POST["ronde"]
        )
        versie = Opgaveversie.objects.create(
            opgave=opgave,
            nummer=1,
            ingediend_op=timezone.now(),
            door_id=request.user.persoon_id,
            ontvangstnummer=f"{opgave.pk}-1",
            inhoud_hash="0",
        )
        Opgaveregel.objects.bulk_create(
            Opgaveregel(
                versie=versie,
                taak_id=rij["taak"],
                wijze=rij["wijze"],
                verband_id=rij["verband"] or None,
                stadium=rij["stadium"] or None,
                toelichting=rij["toelichting"],
            )
            for rij in formulieren.cleaned_data
        )
    return redirect("/")


urlpatterns = [
    path("gemeenten/", gemeenten),
    path("verbanden/", verbanden),
    path("indienen/", indienen),
]
