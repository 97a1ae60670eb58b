"""URLs of the reference data; one gemeente or regio has its page in monitor."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from gemeenten import views
from gemeenten.models import Soort


class SoortConverter(StringConverter):
    """The name of a regio-indeling; any other word may be the code of a regio."""

    regex = "|".join(Soort.values)


register_converter(SoortConverter, "soort")

urlpatterns: list[URLPattern] = [
    path("gemeenten/", views.gemeenten, name="gemeenten"),
    path("regios/<soort:soort>/", views.regios, name="regios"),
]
