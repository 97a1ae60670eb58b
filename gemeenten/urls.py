"""URLs of the reference data."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
