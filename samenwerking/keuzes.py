"""The vocabularies of the opgave and the verband: enum member = value = label."""

from __future__ import annotations

from django.db.models import TextChoices


class Decentralisatie(TextChoices):
    """The three transfers of 2015 (S1-16)."""

    JEUGD = "jeugd", "Jeugd"
    WMO = "wmo", "Ondersteuning (Wmo)"
    PARTICIPATIE = "participatie", "Werk en inkomen"


class Niveau(TextChoices):
    """Level of a taak: a local, b scale of a large gemeente, c larger (S1-22..27)."""

    A = "a", "niveau a"
    B = "b", "niveau b"
    C = "c", "niveau c"


class Verplichting(TextChoices):
    """What the law obliges (S2-22..24)."""

    BELEIDSPLICHT = "beleidsplicht", "beleidsplicht"
    COMPENSATIEPLICHT = "compensatieplicht", "compensatieplicht"
    UNIFORM = "uniform", "landelijk uniforme rechten en plichten"


class Wijze(TextChoices):
    """How a gemeente organises a taak; lokaal doen wat lokaal kan is an answer (S0-12)."""

    VERBAND = "verband", "samen met anderen"
    ZELFSTANDIG = "zelfstandig", "zelfstandig"
    LANDELIJK = "landelijk", "landelijk"
    WACHT_OP_RIJK = "wacht_op_rijk", "wacht op Rijk"
    GEEN = "geen", "nog geen keuze"


class Stadium(TextChoices):
    """Bestuurlijk track, in rank order (S4-64)."""

    VERKENNING = "verkenning", "verkenning"
    INTENTIE = "intentie", "intentie"
    VOORSTEL = "voorstel", "voorstel"
    COLLEGEBESLUIT = "collegebesluit", "collegebesluit"
    RAADSBESLUIT = "raadsbesluit", "raadsbesluit"
    IN_WERKING = "in_werking", "in werking"


class Onderdeel(TextChoices):
    """What part of the taak the regel is about (S0-13)."""

    GEHEEL = "geheel", "geheel"
    INKOOP = "inkoop", "inkoop"
    UITVOERING = "uitvoering", "uitvoering"


class Reden(TextChoices):
    """Why there is no agreement yet (S3-13)."""

    BUDGET_ONBEKEND = "budget_onbekend", "budget is nog onbekend"
    WETGEVING = "wetgeving", "wetgeving is nog niet klaar"
    OVERGANGSKOSTEN = "overgangskosten", "overgangskosten zijn onbekend"
    WACHT_OP_RIJK = "wacht_op_rijk", "wij wachten op het Rijk"
    ANDERS = "anders", "andere reden"


class Motief(TextChoices):
    """Why a gemeente chooses this scale, in words of the letter (S0-15, S0-18)."""

    GOED_EN_BETAALBAAR = "goed_en_betaalbaar", "goede en betaalbare hulp"
    SAMENHANG = "samenhang", "samenhang met andere taken"
    EFFICIENTIE = "efficientie", "efficiëntie"
    ROBUUSTHEID = "robuustheid", "robuustheid"
    NABIJHEID = "nabijheid", "dicht bij de inwoner"
    GEOGRAFISCH = "geografisch", "ligging van de gemeente"
    SOCIAAL_ECONOMISCH = "sociaal_economisch", "werk, scholen en inkomen in de streek"
    DEMOGRAFISCH = "demografisch", "samenstelling van de bevolking"


class Kanaal(TextChoices):
    """How an opgave came in (S0-01)."""

    PORTAAL = "portaal", "portaal"
    BRIEF = "brief", "brief"
    SPREADSHEET = "spreadsheet", "spreadsheet"


class Briefstand(TextChoices):
    """The life of a joint letter (S0-02)."""

    CONCEPT = "concept", "concept"
    TER_ONDERTEKENING = "ter_ondertekening", "ter ondertekening"
    VERZONDEN = "verzonden", "verzonden"


class Orgaan(TextChoices):
    """The body that decides (S4-68)."""

    COLLEGE = "college", "college"
    RAAD = "raad", "raad"


class JuridischStadium(TextChoices):
    """Juridisch track, apart from the bestuurlijk one (S4-70)."""

    NIET_BESPROKEN = "niet_besproken", "niet besproken"
    IN_GESPREK = "in_gesprek", "in gesprek"
    CONCEPT = "concept", "concept"
    VASTGESTELD = "vastgesteld", "vastgesteld"
    BEKENDGEMAAKT = "bekendgemaakt", "bekendgemaakt"
    IN_WERKING = "in_werking", "in werking"


class Afspraak(TextChoices):
    """How far kostenverdeling or risicoverevening is, two separate agreements (S4-25, S4-76)."""

    GEEN = "geen", "geen"
    IN_GESPREK = "in_gesprek", "in gesprek"
    IN_UITWERKING = "in_uitwerking", "in uitwerking"
    VASTGESTELD = "vastgesteld", "vastgesteld"


class RegieVorm(TextChoices):
    """How the deelnemers steer together (S2-39)."""

    MANDAAT = "bestuurlijk_overleg_mandaat", "bestuurlijk overleg met mandaat"
    BESTUURLIJK = "bestuurlijk_overleg", "bestuurlijk overleg"
    AMBTELIJK = "ambtelijk_overleg", "ambtelijk overleg"
    GEEN = "geen", "geen"


class Bevoegdheden(TextChoices):
    """What the deelnemers transfer to the verband."""

    GEEN = "geen", "geen"
    MANDAAT = "mandaat", "mandaat"
    DELEGATIE = "delegatie", "delegatie"


class Risico(TextChoices):
    """Classes of a risicoanalyse (S2-02)."""

    FINANCIEEL = "financieel", "financieel"
    JURIDISCH = "juridisch", "juridisch"
    MAATSCHAPPELIJK = "maatschappelijk", "maatschappelijk"


class Raadsinstrument(TextChoices):
    """Instruments of the raad to control the verband (S3-31)."""

    INLICHTINGEN = "inlichtingen", "inlichtingen"
    VERANTWOORDING = "verantwoording", "verantwoording"
    ZIENSWIJZE_BEGROTING = "zienswijze_begroting", "zienswijze begroting"


class Rechtsvormsoort(TextChoices):
    """Main classes of rechtsvormen (S1-18)."""

    WGR = "wgr", "Wet gemeenschappelijke regelingen"
    PUBLIEK = "publiek", "publiekrechtelijk"
    PRIVAAT = "privaat", "privaatrechtelijk"
    CONVENANT = "convenant", "convenant of overeenkomst"
    INFORMEEL = "informeel", "informeel"


class Contactrol(TextChoices):
    """Who to speak to at a gemeente (S3-12)."""

    WETHOUDER = "wethouder", "wethouder"
    WETHOUDER_FINANCIEN = "wethouder_financien", "wethouder financiën"
    SECRETARIS = "secretaris", "gemeentesecretaris"
    GRIFFIER = "griffier", "griffier"


class Reactie(TextChoices):
    """What one side of a difference says: it settles it, or says why not."""

    AKKOORD = "akkoord", "wij passen ons aan"
    NIET_AKKOORD = "niet_akkoord", "wij zien het anders"
    IN_GESPREK = "in_gesprek", "wij praten nog"


class Herinneringsoort(TextChoices):
    """Which reminder a gemeente gets about a round, in the order of the clock."""

    OPENING = "opening", "de ronde is open"
    DAGEN_14 = "dagen_14", "nog veertien dagen"
    DAGEN_3 = "dagen_3", "nog drie dagen"
    DAGEN_1 = "dagen_1", "nog één dag"
    VERSCHILLEN = "verschillen", "een ander zegt iets anders"
