"""Feedback and what was done with it: a round with its meetings, its points, its answers and its versions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.geography.models import District, Municipality
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import MeetingKind, Outcome, RoundKind


class OwnTheme(models.Model):
    """A theme of a municipality's own, beside the fourteen of the knowledge. Its key is "own.<number>"."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="own_themes", verbose_name=_("gemeente")
    )
    name = models.CharField(_("thema"), max_length=60)

    class Meta:
        verbose_name = _("eigen thema")
        verbose_name_plural = _("eigen thema’s")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="each_own_theme_once"),
            models.CheckConstraint(condition=~Q(name=""), name="own_theme_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """A consultation of a place or of a municipality."""

    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="rounds", verbose_name=_("plek")
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="rounds", verbose_name=_("gemeente")
    )
    slug = models.SlugField(_("kenmerk in adres"), max_length=120, unique=True)
    kind = models.CharField(_("soort"), max_length=12, choices=RoundKind)
    title = models.CharField(_("titel"), max_length=160)
    intro = models.TextField(_("waar het over gaat"), max_length=2000, blank=True)
    is_public = models.BooleanField(_("iedereen kan het lezen"), default=False)
    # Residents can send a reaction from its page.
    takes_reactions = models.BooleanField(_("iedereen kan reageren"), default=False)
    began_on = models.DateField(_("begonnen op"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        ordering = ["-began_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, municipality__isnull=True)
                | Q(place__isnull=True, municipality__isnull=False),
                name="round_of_a_place_or_a_municipality",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="round_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class Meeting(models.Model):
    """One talk within a round: when, of what kind, where. Never who came."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="meetings", verbose_name=_("ronde"))
    on = models.DateField(_("datum"))
    kind = models.CharField(_("soort"), max_length=14, choices=MeetingKind)
    where = models.CharField(_("waar"), max_length=160, blank=True)
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("wijk")
    )
    note = models.CharField(_("waar het over ging"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class DocumentVersion(models.Model):
    """A version of the text a round is about. Its text is kept as paragraphs, so that a place in it has an address."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="versions", verbose_name=_("ronde"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    label = models.CharField(_("hoe deze versie heet"), max_length=80)
    dated_on = models.DateField(_("van"))
    text = models.TextField(_("tekst"), blank=True)
    link = models.URLField(_("waar het stuk staat"), blank=True)
    # Once it is final, nothing may be left without an answer.
    final_at = models.DateTimeField(_("vastgesteld op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("versie van een tekst")
        verbose_name_plural = _("versies van een tekst")
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_version_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return self.label


class Point(models.Model):
    """One thing that was said, and what became of it. Without names: a group says it, or residents."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="points", verbose_name=_("ronde"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    topic = models.CharField(_("onderwerp"), max_length=160)
    said_by = models.CharField(_("van welke groep"), max_length=160, blank=True)
    said_on = models.DateField(_("gezegd op"), null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="points", verbose_name=_("gesprek")
    )
    # On which version it was said.
    about = models.ForeignKey(
        DocumentVersion,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="points",
        verbose_name=_("versie"),
    )
    text = models.TextField(_("wat er gezegd is"), max_length=3000)
    response = models.TextField(_("antwoord"), max_length=3000, blank=True)
    outcome = models.CharField(_("wat ermee gebeurt"), max_length=12, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True, editable=False)
    # The signals of residents that it came from; they hear the response.
    matter = models.OneToOneField(
        "voice.Matter", models.SET_NULL, null=True, blank=True, editable=False, related_name="point"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("punt")
        verbose_name_plural = _("punten")
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_point_per_number"),
            models.CheckConstraint(condition=~Q(topic="") & ~Q(text=""), name="point_says_something"),
            # An answer says what happens, and what happens is said in an answer.
            models.CheckConstraint(
                condition=Q(response="", outcome="", answered_at__isnull=True)
                | (~Q(response="") & ~Q(outcome="") & Q(answered_at__isnull=False)),
                name="response_and_outcome_together",
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class Landing(models.Model):
    """Where in a version a point came down: the paragraph, and the sentence before and after."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="landings", verbose_name=_("punt"))
    in_version = models.ForeignKey(
        DocumentVersion, models.CASCADE, related_name="landings", verbose_name=_("versie")
    )
    # Counted from 1 in the text of the version; empty when only a heading or page is known.
    paragraph = models.PositiveSmallIntegerField(_("alinea"), null=True, blank=True)
    where = models.CharField(_("waar in de tekst"), max_length=160, blank=True)
    was = models.TextField(_("stond er"), max_length=2000, blank=True)
    became = models.TextField(_("staat er nu"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("plek in de tekst")
        verbose_name_plural = _("plekken in de tekst")
        ordering = ["in_version", F("paragraph").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False) | ~Q(where="") | ~Q(became="") | ~Q(was=""),
                name="landing_says_where",
            )
        ]

    def __str__(self) -> str:
        return self.where or str(self.paragraph)


class PointTheme(models.Model):
    """A theme of a point, as with matters."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="themes", editable=False)
    theme = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("thema van een punt")
        verbose_name_plural = _("thema’s van punten")
        ordering = ["point", "theme"]
        constraints = [models.UniqueConstraint(fields=["point", "theme"], name="each_theme_once_per_point")]

    def __str__(self) -> str:
        return self.theme
