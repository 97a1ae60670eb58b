"""URLs of the dashboards, and of the pages of gemeente, regio and verband."""

from django.urls import URLPattern, path

from monitor.views import home, lijsten
from monitor.views.dekking import dekking
from monitor.views.gemeente import gemeente
from monitor.views.overzicht import overzicht
from monitor.views.verband import verband, verbanden

dashboards: list[URLPattern] = [
    path("monitor/", overzicht, name="monitor"),
    path("monitor/inzendingen/", lijsten.inzendingen, name="monitor-inzendingen"),
    path("monitor/dekking/", dekking, name="monitor-dekking"),
    path("monitor/congruentie/", lijsten.congruentie, name="monitor-congruentie"),
    path("monitor/verschillen/", lijsten.verschillen, name="monitor-verschillen"),
    path("monitor/criteria/", lijsten.criteria, name="monitor-criteria"),
    path("monitor/drukte/", lijsten.drukte, name="monitor-drukte"),
    path("monitor/bevindingen/", lijsten.bevindingen, name="monitor-bevindingen"),
]

paginas: list[URLPattern] = [
    path("", home.home, name="home"),
    path("rondes/", home.kies, name="rondes"),
    path("uitvraag/", home.uitvraag, name="uitvraag"),
    path("definities/", home.definities, name="definities"),
    path("gemeenten/<str:code>/", gemeente, name="gemeente"),
    path("verbanden/", verbanden, name="verbanden"),
    path("verbanden/<slug:slug>/", verband, name="verband"),
]

urlpatterns: list[URLPattern] = [*paginas, *dashboards]
