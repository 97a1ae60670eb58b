"""Letters: one letter, many colleges, signed per college, several addressees (S0-01, S0-40)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gemeenten.models import Gemeente
from samenwerking.keuzes import Briefstand, Onderdeel, Stadium, Wijze
from samenwerking.models.uitvraag import Taak, Uitvraag
from samenwerking.models.verband import Verband


class Brief(models.Model):
    """A joint letter in a round; one that is `identiek_aan` another counts once (S0-20).

    Its life is concept -> ter ondertekening (`aangeboden_op`, the text is frozen) -> verzonden.
    A letter without `initiatief` came in on paper. `versie` counts the edits, as of an Opgave;
    `sleutel` makes a repeated form give the same letter.
    """

    slug = models.SlugField(max_length=80)
    uitvraag = models.ForeignKey(Uitvraag, models.PROTECT, related_name="brieven")
    initiatief = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="brieven_op_initiatief"
    )
    datum = models.DateField(null=True, blank=True)
    kenmerk = models.CharField(max_length=60, blank=True)
    nota_kenmerk = models.CharField("kenmerk van de collegenota", max_length=60, blank=True)
    onderwerp = models.CharField(max_length=200, blank=True)
    tekst = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=0)
    sleutel = models.UUIDField(null=True, blank=True, unique=True)
    bewaard_op = models.DateTimeField(null=True, blank=True)
    aangeboden_op = models.DateTimeField(null=True, blank=True)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    identiek_aan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="identieke_brieven"
    )

    class Meta:
        ordering = ["uitvraag", "datum", "slug"]
        verbose_name_plural = "brieven"
        constraints = [
            models.UniqueConstraint(fields=["uitvraag", "slug"], name="brief_een_keer"),
            models.CheckConstraint(
                condition=Q(verzonden_op=None)
                | Q(initiatief=None)
                | Q(aangeboden_op__isnull=False),
                name="brief_pas_verzonden_na_aanbieden",
            ),
        ]

    def __str__(self) -> str:
        return self.onderwerp or self.slug

    @property
    def stand(self) -> Briefstand:
        """Where the letter is in its life."""
        if self.verzonden_op is not None:
            return Briefstand.VERZONDEN
        return Briefstand.TER_ONDERTEKENING if self.aangeboden_op else Briefstand.CONCEPT

    @property
    def op_papier(self) -> bool:
        """Whether it came in on paper: nobody signs or withdraws it here."""
        return self.initiatief_id is None


class Geadresseerde(models.Model):
    """One addressee of a letter, in order; a second addressee is not a second letter."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="geadresseerden")
    nummer = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=120)
    adres = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["brief", "nummer"]
        verbose_name_plural = "geadresseerden"
        constraints = [
            models.UniqueConstraint(fields=["brief", "nummer"], name="geadresseerde_nummer")
        ]

    def __str__(self) -> str:
        return self.naam


class Briefregel(models.Model):
    """One decision in a letter: these gemeenten organise these taken in this way.

    In the letter of 30 May 2013 Aalsmeer and Amstelveen name a verband for the b-taken that
    Haarlemmermeer does zelfstandig, so a decision names its gemeenten (S0-22, S0-23).
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="regels")
    nummer = models.PositiveSmallIntegerField()
    taken = models.ManyToManyField(Taak, related_name="briefregels")
    gemeenten = models.ManyToManyField(Gemeente, related_name="briefregels")
    wijze = models.CharField(max_length=20, choices=Wijze)
    verband = models.ForeignKey(
        Verband, models.PROTECT, null=True, blank=True, related_name="briefregels"
    )
    stadium = models.CharField(max_length=20, choices=Stadium, null=True, blank=True)
    onderdeel = models.CharField(max_length=20, choices=Onderdeel, null=True, blank=True)
    toelichting = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["brief", "nummer"]
        verbose_name_plural = "briefregels"
        constraints = [
            models.UniqueConstraint(fields=["brief", "nummer"], name="briefregel_nummer"),
            models.CheckConstraint(
                condition=Q(wijze="verband", verband__isnull=False, stadium__isnull=False)
                | ~Q(wijze="verband") & Q(verband=None, stadium=None),
                name="briefregel_verband_en_stadium",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brief_id} regel {self.nummer}"


class Briefversie(models.Model):
    """The text as it was offered for signature: who signs, signs this.

    `inhoud` is all that the letter said, `inhoud_hash` its fingerprint. Taken back, it keeps the
    signatures that lapsed in `vervallen`, and why in `reden`.
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField()
    aangeboden_op = models.DateTimeField()
    door = models.ForeignKey("toegang.Persoon", models.PROTECT, related_name="+")
    inhoud = models.JSONField()
    inhoud_hash = models.CharField(max_length=64)
    teruggenomen_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField(max_length=500, blank=True)
    vervallen = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["brief", "nummer"]
        verbose_name_plural = "briefversies"
        constraints = [
            models.UniqueConstraint(fields=["brief", "nummer"], name="briefversie_nummer"),
            models.UniqueConstraint(
                fields=["brief"], condition=Q(teruggenomen_op=None), name="een_geldige_briefversie"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brief_id} versie {self.nummer}"


class Ondertekening(models.Model):
    """The signature of a letter for one gemeente, also by a bestuurder of another (S0-40..42).

    `mandaat` says on what ground somebody signs for another gemeente. In the portal the gemeente
    itself records it: to whom (`mandaat_aan`), when and by whom. `versie` is the text that was
    signed and `door` who signed it here; both are empty for what came in on paper.
    """

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="ondertekeningen")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="ondertekeningen")
    ondertekenaar = models.CharField(max_length=120, blank=True)
    functie = models.CharField(max_length=60, blank=True)
    gemeente_ondertekenaar = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="+"
    )
    mandaat = models.CharField(max_length=300, blank=True)
    mandaat_aan = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="mandaten"
    )
    mandaat_op = models.DateTimeField(null=True, blank=True)
    mandaat_door = models.ForeignKey(
        "toegang.Persoon", models.PROTECT, null=True, blank=True, related_name="+"
    )
    versie = models.ForeignKey(
        Briefversie, models.PROTECT, null=True, blank=True, related_name="ondertekeningen"
    )
    door = models.ForeignKey(
        "toegang.Persoon", models.PROTECT, null=True, blank=True, related_name="+"
    )
    getekend_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField("reden van intrekken", max_length=500, blank=True)

    class Meta:
        ordering = ["brief", "gemeente"]
        verbose_name_plural = "ondertekeningen"
        constraints = [
            models.UniqueConstraint(fields=["brief", "gemeente"], name="ondertekening_een_keer"),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | Q(getekend_op__isnull=False),
                name="alleen_getekend_is_in_te_trekken",
            ),
            models.CheckConstraint(
                condition=Q(mandaat_aan=None)
                | Q(mandaat_op__isnull=False, mandaat_door__isnull=False) & ~Q(mandaat=""),
                name="mandaat_met_grond_en_persoon",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brief_id}: {self.gemeente_id}"

    @property
    def geldt(self) -> bool:
        """Whether this college has signed and stands by it."""
        return self.getekend_op is not None and self.ingetrokken_op is None
