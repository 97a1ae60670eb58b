"""URLs of the outcome of a round in the API."""

from django.urls import URLPattern, path

from monitor.api import oordelen, views

RONDE = "uitvragen/<str:uitvraag>"

urlpatterns: list[URLPattern] = [
    path(f"{RONDE}/bevindingen", views.Bevindingen.as_view(), name="bevindingen"),
    path(f"{RONDE}/dekking", views.Dekking.as_view(), name="dekking"),
    path(f"{RONDE}/relaties", views.Relaties.as_view(), name="relaties"),
    path(f"{RONDE}/indicaties", views.Indicaties.as_view(), name="indicaties"),
    path(f"{RONDE}/oordelen", oordelen.Oordelen.as_view(), name="oordelen"),
    path(f"{RONDE}/uitleg", oordelen.Uitleggen.as_view(), name="uitleggen"),
    path(f"{RONDE}/drukte", views.Drukte.as_view(), name="drukte"),
    path(f"{RONDE}/voortgang", views.Voortgang.as_view(), name="voortgang"),
]
