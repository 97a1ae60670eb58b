"""URLs of the dashboards, and of the pages of gemeente, regio and verband."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
