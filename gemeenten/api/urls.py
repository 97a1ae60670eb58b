"""URLs of the reference data in the API."""

from django.urls import URLPattern, path

from gemeenten.api import views

urlpatterns: list[URLPattern] = [
    path("gemeenten", views.Gemeenten.as_view(), name="gemeenten"),
    path("gemeenten/<str:code>", views.GemeenteDetail.as_view(), name="gemeente"),
    path("regios", views.Regios.as_view(), name="regios"),
    path("regios/<str:soort>/<str:code>", views.RegioDetail.as_view(), name="regio"),
]
