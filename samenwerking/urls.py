"""URLs of accounts, the opgave and verbanden."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as apparaten
from django.conf import settings
from django.urls import URLPattern, path, re_path

from samenwerking.views import account as mijn_account
from samenwerking.views import accounts as gemeenteaccounts
from samenwerking.views import (
    besluitstuk,
    bevestigen,
    brief,
    briefbesluit,
    contacten,
    documentatie,
    indienen,
    inzage,
    ondertekening,
    opgave,
    papier,
    portaal,
    raad,
    taken,
    tokens,
    upload,
    verband,
    verbanden,
    versies,
    vng,
    voorbeelden,
    weggooien,
)

accounts: list[URLPattern] = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("account/gesloten/", account.account_inactive, name="account_inactive"),
    path("wachtwoord/", mijn_account.wachtwoord, name="account_change_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/gelukt/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("inloggen/code/", factor.authenticate, name="mfa_authenticate"),
    path("account/", mijn_account.account, name="account"),
    path("account/gegevens.<str:formaat>", mijn_account.mijn_gegevens, name="mijn-gegevens"),
    path("account/apparaten/", apparaten.list_usersessions, name="usersessions_list"),
    path("account/code/", factor.index, name="mfa_index"),
    path("account/code/bevestigen/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/code/instellen/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/code/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/herstelcodes/", herstelcodes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/herstelcodes/nieuw/",
        herstelcodes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/herstelcodes/herstelcodes.txt",
        herstelcodes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("accounts/", gemeenteaccounts.accounts, name="accounts"),
    path("accounts/<int:nummer>/rol/", gemeenteaccounts.account_rol, name="account-rol"),
    path(
        "accounts/<int:nummer>/uitnodigen/", gemeenteaccounts.uitnodigen, name="account-uitnodigen"
    ),
    path(
        "accounts/<int:nummer>/beeindigen/", gemeenteaccounts.beeindigen, name="account-beeindigen"
    ),
    path("accounts/<int:nummer>/heropenen/", gemeenteaccounts.heropenen, name="account-heropenen"),
]
if settings.OIDC:
    from samenwerking.views import eherkenning

    accounts += [
        path("inloggen/eherkenning/", eherkenning.begin, name="eherkenning"),
        path("inloggen/eherkenning/terug/", eherkenning.terug, name="eherkenning-terug"),
    ]

over_het_portaal: list[URLPattern] = [
    path("start/", portaal.start, name="start"),
    path("gezond", portaal.gezond, name="gezond"),
    path(".well-known/security.txt", portaal.security_txt, name="security-txt"),
    path("toegankelijkheid/", portaal.toegankelijkheid, name="toegankelijkheid"),
    path("privacy/", portaal.privacy, name="privacy"),
]

opgaven: list[URLPattern] = [
    path("opgave/", opgave.mijn, name="opgave"),
    path("opgave/contacten/", contacten.contacten, name="opgave-contacten"),
    path("opgave/inzage/", inzage.inzage, name="opgave-inzage"),
    path("opgave/besluitstukken/<str:naam>", besluitstuk.besluitstuk, name="opgave-besluitstuk"),
    path("opgave/<slug:uitvraag>/", opgave.overzicht, name="opgave-uitvraag"),
    path("opgave/<slug:uitvraag>/taken/<str:taak>/", opgave.taak, name="opgave-taak"),
    path(
        "opgave/<slug:uitvraag>/taken/<str:taak>/bevestig/",
        bevestigen.bevestig,
        name="opgave-bevestig",
    ),
    path("opgave/<slug:uitvraag>/concept-weggooien/", weggooien.weggooien, name="opgave-weggooien"),
    path("opgave/<slug:uitvraag>/controle/", indienen.controle, name="opgave-controle"),
    path("opgave/<slug:uitvraag>/indienen/", indienen.indienen, name="opgave-indienen"),
    path(
        "opgave/<slug:uitvraag>/ontvangst/<int:nummer>/",
        indienen.ontvangst,
        name="opgave-ontvangst",
    ),
    path(
        "opgave/<slug:uitvraag>/ontvangst/<int:nummer>/pdf/",
        indienen.ontvangst_pdf,
        name="opgave-ontvangst-pdf",
    ),
    path(
        "opgave/<slug:uitvraag>/ontvangst/<int:nummer>/inhoud/",
        indienen.ontvangst_inhoud,
        name="opgave-ontvangst-inhoud",
    ),
    path(
        "opgave/<slug:uitvraag>/samenwerking-nodig/",
        verbanden.samenwerking_nodig,
        name="opgave-samenwerking-nodig",
    ),
    path("opgave/<slug:uitvraag>/verbanden/", verbanden.eigen, name="verband-eigen"),
    path("opgave/<slug:uitvraag>/rechtsvorm-kiezen/", verbanden.vormhulp, name="verband-vormhulp"),
    path("opgave/<slug:uitvraag>/verbanden/nieuw/", verband.nieuw, name="verband-nieuw"),
    path(
        "opgave/<slug:uitvraag>/verbanden/<slug:slug>/", verband.bewerken, name="verband-bewerken"
    ),
    path(
        "opgave/<slug:uitvraag>/verbanden/<slug:slug>/vastleggen/",
        verband.vastleggen,
        name="verband-vastleggen",
    ),
]

voor_de_raad: list[URLPattern] = [
    path("gemeenten/<str:code>/raad/", raad.raad, name="raad"),
    path(
        "gemeenten/<str:code>/raad/<slug:slug>/",
        raad.vertegenwoordiger,
        name="raad-vertegenwoordiger",
    ),
    path("praktijkvoorbeelden/", voorbeelden.voorbeelden, name="praktijkvoorbeelden"),
    path(
        "vng/praktijkvoorbeelden/<slug:slug>/", voorbeelden.bewerken, name="vng-praktijkvoorbeeld"
    ),
]

vng_rondes: list[URLPattern] = [
    path("vng/", vng.ronde, name="vng"),
    path("vng/rondes/<slug:uitvraag>/", vng.ronde, name="vng-ronde"),
    path("vng/rondes/<slug:uitvraag>/momenten/", vng.momenten, name="vng-momenten"),
    path("vng/rondes/<slug:uitvraag>/<str:code>/heropenen/", vng.heropenen, name="vng-heropenen"),
]


def _uploads(tak: str, naam: str) -> list[URLPattern]:
    """The steps of an upload under `tak`; the same pages for a gemeente and for VNG."""
    return [
        path(tak, upload.upload, name=naam),
        path(f"{tak}sjabloon.<str:formaat>", upload.sjabloon, name=f"{naam}-sjabloon"),
        path(f"{tak}<uuid:pk>/", upload.bekijk, name=f"{naam}-bekijk"),
        path(f"{tak}<uuid:pk>/doorvoeren/", upload.doorvoeren, name=f"{naam}-doorvoeren"),
    ]


papieren: list[URLPattern] = [
    *_uploads("opgave/<slug:uitvraag>/upload/", "opgave-upload"),
    *_uploads("vng/upload/<slug:uitvraag>/", "vng-upload"),
    path("vng/papier/", papier.overzicht, name="vng-papier"),
    path("vng/papier/<slug:uitvraag>/<str:gemeente>/", papier.gemeente, name="vng-papier-gemeente"),
    path(
        "vng/papier/<slug:uitvraag>/<str:gemeente>/taken/<str:taak>/",
        papier.taak,
        name="vng-papier-taak",
    ),
    path(
        "vng/papier/<slug:uitvraag>/<str:gemeente>/vastleggen/",
        papier.vastleggen,
        name="vng-papier-vastleggen",
    ),
]

BRIEF = "brieven/<slug:uitvraag>/<slug:slug>/"
brieven: list[URLPattern] = [
    path("brieven/", brief.brieven, name="brieven"),
    path("opgave/<slug:uitvraag>/brieven/nieuw/", brief.nieuw, name="brief-nieuw"),
    path(BRIEF, brief.brief, name="brief"),
    path(f"{BRIEF}brief.pdf", brief.brief_pdf, name="brief-pdf"),
    path(f"{BRIEF}bewerken/", brief.bewerken, name="brief-bewerken"),
    path(f"{BRIEF}aanbieden/", brief.aanbieden, name="brief-aanbieden"),
    path(f"{BRIEF}terugnemen/", brief.terugnemen, name="brief-terugnemen"),
    path(f"{BRIEF}verzenden/", brief.verzenden, name="brief-verzenden"),
    path(f"{BRIEF}besluiten/nieuw/", briefbesluit.besluit, name="brief-besluit-nieuw"),
    path(f"{BRIEF}besluiten/<int:nummer>/", briefbesluit.besluit, name="brief-besluit"),
    path(
        f"{BRIEF}besluiten/<int:nummer>/verwijderen/",
        briefbesluit.verwijderen,
        name="brief-besluit-verwijderen",
    ),
    path(f"{BRIEF}tekenen/", ondertekening.tekenen, name="brief-tekenen"),
    path(f"{BRIEF}mandaat/", ondertekening.mandaat, name="brief-mandaat"),
    path(f"{BRIEF}intrekken/", ondertekening.intrekken, name="brief-intrekken"),
]

urlpatterns: list[URLPattern] = [
    path("taken/", taken.taken, name="taken"),
    path("api/", documentatie.documentatie, name="api-documentatie"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:nummer>/intrekken/", tokens.intrekken, name="token-intrekken"),
    *accounts,
    *over_het_portaal,
    *opgaven,
    *vng_rondes,
    *voor_de_raad,
    path("gemeenten/<str:code>/versies/<slug:uitvraag>/", versies.versies, name="versies"),
    *papieren,
    *brieven,
]
