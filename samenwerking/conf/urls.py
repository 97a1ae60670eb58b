"""All URLs; the rooms bring their own. What is not in toegang.beleid answers 404."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

admin.site.site_header = admin.site.site_title = "Beheer van de Samenwerkingsmonitor"
admin.site.index_title = "Gebruikers, catalogus en logboek"

handler400 = "samenwerking.views.fouten.ongeldig"
handler404 = "samenwerking.views.fouten.niet_gevonden"
handler500 = "samenwerking.views.fouten.storing"

api = [
    path("", include("gemeenten.api.urls")),
    path("", include("samenwerking.api.urls")),
    path("", include("monitor.api.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("gemeenten.urls")),
    path("", include("samenwerking.urls")),
    path("", include("monitor.urls")),
    path("beheer/", admin.site.urls),
    path("api/v1/", include((api, "api"))),
]
if settings.DEBUG:
    urlpatterns.append(
        path("stijlgids/", TemplateView.as_view(template_name="stijlgids.html"), name="stijlgids")
    )
