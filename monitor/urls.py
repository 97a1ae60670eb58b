"""URLs of the dashboards, and of the pages of gemeente, regio and verband."""

from django.urls import URLPattern, path

from monitor.views import lijsten
from monitor.views.dekking import dekking
from monitor.views.overzicht import overzicht

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

urlpatterns: list[URLPattern] = [*dashboards]
