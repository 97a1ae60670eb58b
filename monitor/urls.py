"""URLs of the dashboards, and of the pages of gemeente, regio and verband."""

from django.urls import URLPattern, path

from monitor.views import (
    bezoeken,
    bijeenkomsten,
    handreikingen,
    lijsten,
    ondersteuning,
    opendata,
    over,
    signalen,
    toezeggingen,
    voortgang,
    vragen,
    weergaven,
)
from monitor.views.aandacht import aandacht
from monitor.views.ambassadeur import ambassadeur, incongruent
from monitor.views.beoordelen import beoordelen, stap
from monitor.views.briefing import briefing
from monitor.views.bundels import bestand as bundelbestand
from monitor.views.bundels import bundel, bundels
from monitor.views.dekking import dekking
from monitor.views.documenten import overdracht_pdf, verantwoording_pdf
from monitor.views.escalatie import achterblijvers_, begin, brief, escalatie, escalatie_lijst
from monitor.views.escalatie import stap as stap_escalatie
from monitor.views.gemeente import gemeente
from monitor.views.home import home
from monitor.views.normen import extern, norm, normen
from monitor.views.overzicht import overzicht
from monitor.views.rapportage import concept, publicatie, publicatiebestand, rapportage
from monitor.views.regio import keuze, keuze_pdf, regio, regioprofiel, regioprofiel_pdf
from monitor.views.scenario import nieuw, scenario, scenariomap, scenarios
from monitor.views.scenariostap import stap as stap_scenario
from monitor.views.uitleg import uitleg
from monitor.views.verband import verband, verbanden
from monitor.views.vergelijk import LIJSTEN, vergelijk, vergelijk_lijst
from monitor.views.verschillen import opgave_verschillen, reageer
from monitor.views.wederhoor import wederhoor

dashboards: list[URLPattern] = [
    path("monitor/", overzicht, name="monitor"),
    path("monitor/inzendingen/", lijsten.inzendingen, name="monitor-inzendingen"),
    path("monitor/dekking/", dekking, name="monitor-dekking"),
    path("monitor/congruentie/", lijsten.congruentie, name="monitor-congruentie"),
    path("monitor/verschillen/", lijsten.verschillen, name="monitor-verschillen"),
    path("monitor/criteria/", lijsten.criteria, name="monitor-criteria"),
    path("monitor/drukte/", lijsten.drukte, name="monitor-drukte"),
    path("monitor/bevindingen/", lijsten.bevindingen, name="monitor-bevindingen"),
    path("monitor/voortgang/", voortgang.voortgang, name="monitor-voortgang"),
    *(
        path(
            f"monitor/voortgang/{pagina.__name__}/",
            pagina,
            name=f"monitor-voortgang-{pagina.__name__}",
        )
        for pagina in (
            voortgang.intenties,
            voortgang.gemeenten,
            voortgang.regios,
            voortgang.verevening,
            voortgang.besluiten,
        )
    ),
    path("monitor/vergelijk/", vergelijk, name="monitor-vergelijk"),
    *(
        path(
            f"monitor/vergelijk/{soort}/",
            vergelijk_lijst,
            {"soort": soort},
            name=f"monitor-vergelijk-{soort}",
        )
        for soort in LIJSTEN
    ),
    path("monitor/inkoop/", voortgang.inkoop, name="monitor-inkoop"),
    path("monitor/achterblijvers/", achterblijvers_, name="monitor-achterblijvers"),
    path("monitor/aandacht/", aandacht, name="monitor-aandacht"),
    path("monitor/escalatie/", escalatie_lijst, name="monitor-escalaties"),
    path("monitor/escalatie/begin/", begin, name="monitor-escalatie-begin"),
    path("monitor/escalatie/<int:nummer>/", escalatie, name="monitor-escalatie"),
    path(
        "monitor/escalatie/<int:nummer>/brief-<int:stapnummer>.pdf",
        brief,
        name="monitor-escalatiebrief",
    ),
    path(
        "monitor/escalatie/<int:nummer>/<slug:actie>/", stap_escalatie, name="monitor-escalatiestap"
    ),
    path("monitor/uitleg/", lijsten.uitleg, name="monitor-uitleg"),
    path("monitor/normen/", normen, name="monitor-normen"),
    path("monitor/normen/<slug:taak>/", norm, name="monitor-norm"),
    path("monitor/extern/", extern, name="monitor-extern"),
    path("monitor/rapportage/", rapportage, name="monitor-rapportage"),
    path("monitor/rapportage/concept/<str:naam>", concept, name="monitor-conceptbestand"),
    path("monitor/rapportage/<int:nummer>/", publicatie, name="monitor-publicatie"),
    path(
        "monitor/rapportage/<int:nummer>/<str:naam>",
        publicatiebestand,
        name="monitor-publicatiebestand",
    ),
    path("monitor/scenario/", scenarios, name="monitor-scenarios"),
    path("monitor/scenario/nieuw/", nieuw, name="monitor-scenario-nieuw"),
    path("monitor/scenario/<int:nummer>/", scenario, name="monitor-scenario"),
    path("monitor/scenario/<int:nummer>/map.zip", scenariomap, name="monitor-scenariomap"),
    path("monitor/scenario/<int:nummer>/<slug:actie>/", stap_scenario, name="monitor-scenariostap"),
    path("monitor/beoordelen/<slug:slug>/", beoordelen, name="monitor-beoordelen"),
    path("monitor/beoordelen/<slug:slug>/<slug:actie>/", stap, name="monitor-oordeelstap"),
    path("regioprofielen/", bundels, name="bundels"),
    path("regioprofielen/keuze/", keuze, name="profiel-keuze"),
    path("regioprofielen/keuze.pdf", keuze_pdf, name="profiel-keuze-pdf"),
    path("regioprofielen/<int:nummer>/", bundel, name="bundel"),
    path("regioprofielen/<int:nummer>/<str:naam>", bundelbestand, name="bundelbestand"),
    path("ambassadeur/", ambassadeur, name="ambassadeur"),
    path("ambassadeur/verantwoording.pdf", verantwoording_pdf, name="verantwoording-pdf"),
    path("ambassadeur/bezoeken/nieuw/", bezoeken.nieuw, name="bezoek-nieuw"),
    path("ambassadeur/bezoeken/<int:nummer>/", bezoeken.bezoek, name="bezoek"),
    path("ambassadeur/bezoeken/<int:nummer>/wijzigen/", bezoeken.wijzigen, name="bezoek-wijzigen"),
    path(
        "ambassadeur/bezoeken/<int:nummer>/afspraken/", bezoeken.spreek_af, name="bezoek-afspraak"
    ),
    path("ambassadeur/bezoeken/<int:nummer>/notities/", bezoeken.noteer, name="bezoek-notitie"),
    path("signalen/", signalen.signalen, name="signalen"),
    path("signalen/nieuw/", signalen.nieuw, name="signaal-nieuw"),
    path("signalen/<int:nummer>/", signalen.signaal, name="signaal"),
    path("signalen/<int:nummer>/antwoord/", signalen.beantwoord, name="signaal-antwoord"),
    path("monitor/weergaven/", weergaven.weergaven, name="weergaven"),
    path("monitor/weergaven/<int:nummer>/", weergaven.wijzig, name="weergave"),
    path("monitor/vragen/", vragen.lijst_, name="monitor-vragen"),
    path("monitor/toezeggingen/", toezeggingen.toezeggingen, name="monitor-toezeggingen"),
    path("monitor/toezeggingen/nieuw/", toezeggingen.nieuw, name="toezegging-nieuw"),
    path("monitor/toezeggingen/<int:nummer>/", toezeggingen.toezegging, name="toezegging"),
    path("monitor/toezeggingen/<int:nummer>/stap/", toezeggingen.stap, name="toezegging-stap"),
    path("signalen/<int:nummer>/vraag/", signalen.maak_vraag, name="signaal-vraag"),
    path("ambassadeur/briefing/<slug:code>/", briefing, name="briefing"),
    path("ambassadeur/incongruent/", incongruent, name="ambassadeur-incongruent"),
    path("ondersteuning/", ondersteuning.ondersteuning, name="ondersteuning"),
    path("ondersteuning/nieuw/", ondersteuning.nieuw, name="verzoek-nieuw"),
    path("ondersteuning/<int:nummer>/", ondersteuning.verzoek, name="verzoek"),
    path("ondersteuning/<int:nummer>/meedoen/", ondersteuning.meedoen, name="verzoek-meedoen"),
    path(
        "ondersteuning/<int:nummer>/intrekken/", ondersteuning.intrekken, name="verzoek-intrekken"
    ),
    path("ondersteuning/<int:nummer>/stap/", ondersteuning.stap, name="verzoek-stap"),
    path("bijeenkomsten/nieuw/", bijeenkomsten.nieuw, name="bijeenkomst-nieuw"),
    path("bijeenkomsten/<int:nummer>/", bijeenkomsten.bijeenkomst, name="bijeenkomst"),
    path(
        "bijeenkomsten/<int:nummer>/wijzigen/", bijeenkomsten.wijzigen, name="bijeenkomst-wijzigen"
    ),
    path("bijeenkomsten/<int:nummer>/meedoen/", bijeenkomsten.meedoen, name="bijeenkomst-meedoen"),
    path("handreikingen/", handreikingen.handreikingen, name="handreikingen"),
    path("handreikingen/nieuw/", handreikingen.nieuw, name="handreiking-nieuw"),
    path("handreikingen/<int:nummer>.pdf", handreikingen.bestand, name="handreiking-bestand"),
    path(
        "handreikingen/<int:nummer>/wijzigen/", handreikingen.wijzigen, name="handreiking-wijzigen"
    ),
    path("ambassadeur/afspraken/<int:nummer>/", bezoeken.meld_klaar, name="afspraak-klaar"),
]

paginas: list[URLPattern] = [
    path("", home, name="home"),
    path("rondes/", over.kies, name="rondes"),
    path("uitvraag/", over.uitvraag, name="uitvraag"),
    path("definities/", over.definities, name="definities"),
    path("vragen/", vragen.vragen, name="vragen"),
    path("vragen/nieuw/", vragen.nieuw, name="vraag-nieuw"),
    path("vragen/<int:nummer>/", vragen.vraag, name="vraag"),
    path("vragen/<int:nummer>/antwoord/", vragen.beantwoord, name="vraag-antwoord"),
    path("open-data/", opendata.open_data, name="open-data"),
    path("open-data/catalogus", opendata.catalogus, name="catalogus"),
    path("open-data/catalogus.<str:formaat>", opendata.catalogus, name="catalogus"),
    path("open-data/wijzigingen.atom", opendata.atom, name="wijzigingen"),
    path("open-data/<slug:uitvraag>", opendata.open_ronde, name="open-ronde"),
    path("open-data/<slug:uitvraag>/<str:naam>", opendata.bestand, name="open-bestand"),
    path("gemeenten/<str:code>/", gemeente, name="gemeente"),
    path("gemeenten/<str:code>/overdracht.pdf", overdracht_pdf, name="overdracht-pdf"),
    path("regios/<slug:code>/", regio, name="regio"),
    path("regios/<slug:code>/regioprofiel/", regioprofiel, name="regioprofiel"),
    path("regios/<slug:code>/regioprofiel.pdf", regioprofiel_pdf, name="regioprofiel-pdf"),
    path("verschillen/", opgave_verschillen, name="opgave-verschillen"),
    path("opgave/<slug:uitvraag>/verschillen/", opgave_verschillen, name="opgave-verschillen"),
    path("opgave/<slug:uitvraag>/verschillen/reactie/", reageer, name="opgave-verschil"),
    path("verbanden/", verbanden, name="verbanden"),
    path("verbanden/<slug:slug>/", verband, name="verband"),
    path("uitleg/<str:sleutel>/", uitleg, name="uitleg"),
    path("verbanden/<slug:slug>/wederhoor/", wederhoor, name="wederhoor"),
]

urlpatterns: list[URLPattern] = [*paginas, *dashboards]
