"""URLs of the register and the own opgave in the API."""

from django.urls import URLPattern, path

from samenwerking.api import schrijven, views
from samenwerking.api.schema import openapi

EIGEN = "uitvragen/<str:uitvraag>/concepten/<str:gemeente>"

urlpatterns: list[URLPattern] = [
    path("openapi.json", openapi, name="openapi"),
    path("taken", views.Taken.as_view(), name="taken"),
    path("taken/<str:code>", views.TaakDetail.as_view(), name="taak"),
    path("rechtsvormen", views.Rechtsvormen.as_view(), name="rechtsvormen"),
    path("rechtsvormen/<str:code>", views.RechtsvormDetail.as_view(), name="rechtsvorm"),
    path("verbanden", views.Verbanden.as_view(), name="verbanden"),
    path("verbanden/<str:slug>", views.VerbandDetail.as_view(), name="verband"),
    path("uitvragen", views.Uitvragen.as_view(), name="uitvragen"),
    path("uitvragen/<str:code>", views.UitvraagDetail.as_view(), name="uitvraag"),
    path("uitvragen/<str:uitvraag>/taken", views.Uitvraagtaken.as_view(), name="uitvraagtaken"),
    path(
        "uitvragen/<str:uitvraag>/verbanden", views.Verbandversies.as_view(), name="verbandversies"
    ),
    path(
        "uitvragen/<str:uitvraag>/verbanden/<str:slug>",
        views.VerbandversieDetail.as_view(),
        name="verbandversie",
    ),
    path(
        "uitvragen/<str:uitvraag>/arrangementen",
        views.Arrangementen.as_view(),
        name="arrangementen",
    ),
    path("uitvragen/<str:uitvraag>/opgaven", views.Opgaven.as_view(), name="opgaven"),
    path(
        "uitvragen/<str:uitvraag>/opgaven/<str:gemeente>",
        views.OpgaveDetail.as_view(),
        name="opgave",
    ),
    path(EIGEN, schrijven.Concept.as_view(), name="concept"),
    path(f"{EIGEN}/regels/<str:taak>", schrijven.Conceptregels.as_view(), name="conceptregels"),
    path(f"{EIGEN}/indieningen", schrijven.Indieningen.as_view(), name="indieningen"),
]
