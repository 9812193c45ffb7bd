"""The welcome self-check: what a team says of its own welcome. Private to the place, and never a mark."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import Choice, TryState
from schuifaan.core.method.welcome import FREE_LINES_PER_ELEMENT, MOST_TO_TRY


class WelcomeCheck(models.Model):
    """One time that a team sat down together. One at a time; the earlier ones stay, to look back on."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="welcome_checks", verbose_name=_("plek"))
    started_at = models.DateTimeField(_("begonnen op"), editable=False)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True, editable=False)
    on_paper = models.BooleanField(_("op papier ingevuld"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("zelfcheck")
        verbose_name_plural = _("zelfchecks")
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(finished_at__isnull=True), name="one_check_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=models.F("started_at")),
                name="check_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)


class TipChoice(models.Model):
    """What the team says of one tip of the hand-out (`tip`: its id in the knowledge)."""

    check_of = models.ForeignKey(WelcomeCheck, models.CASCADE, related_name="choices", editable=False)
    tip = models.CharField(max_length=40)
    choice = models.CharField(_("antwoord"), max_length=10, choices=Choice)

    class Meta:
        verbose_name = _("antwoord op een tip")
        verbose_name_plural = _("antwoorden op tips")
        ordering = ["check_of", "tip"]
        indexes = [models.Index(fields=["tip", "choice"], name="tips_being_tried")]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "tip"], name="one_choice_per_tip"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="tip_choice_is_known"),
        ]

    def __str__(self) -> str:
        return self.tip


class SharedTip(models.Model):
    """One tip a place gives to other places, in its own words. It can be taken back."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="shared_tips", verbose_name=_("plek"))
    element = models.CharField(_("onderdeel"), max_length=20)
    text = models.CharField(_("tip"), max_length=400)
    shared_at = models.DateTimeField(_("gedeeld op"), editable=False)
    taken_back_at = models.DateTimeField(_("teruggenomen op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("gedeelde tip")
        verbose_name_plural = _("gedeelde tips")
        ordering = ["-shared_at", "-id"]
        indexes = [models.Index(fields=["element", "-shared_at"], name="shared_tips_newest")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="shared_tip_says_something")]

    def __str__(self) -> str:
        return self.text


class OwnTip(models.Model):
    """A free line under an element: an idea of the team's own, or one borrowed from another place."""

    check_of = models.ForeignKey(WelcomeCheck, models.CASCADE, related_name="own_tips", editable=False)
    element = models.CharField(_("onderdeel"), max_length=20)
    line = models.PositiveSmallIntegerField(_("regel"))
    text = models.CharField(_("eigen tip"), max_length=400)
    choice = models.CharField(_("antwoord"), max_length=10, choices=Choice, blank=True)
    borrowed_from = models.ForeignKey(
        SharedTip,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="borrowed",
        verbose_name=_("geleend van"),
    )

    class Meta:
        verbose_name = _("eigen tip")
        verbose_name_plural = _("eigen tips")
        ordering = ["check_of", "element", "line"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "element", "line"], name="one_own_tip_per_line"),
            models.CheckConstraint(
                condition=Q(line__gte=1, line__lte=FREE_LINES_PER_ELEMENT), name="own_tip_on_a_free_line"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="own_tip_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Reflection(models.Model):
    """What the team says to the question of an element."""

    check_of = models.ForeignKey(WelcomeCheck, models.CASCADE, related_name="reflections", editable=False)
    element = models.CharField(max_length=20)
    text = models.TextField(_("antwoord"), max_length=2000)

    class Meta:
        verbose_name = _("antwoord op een vraag")
        verbose_name_plural = _("antwoorden op vragen")
        ordering = ["check_of", "element"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "element"], name="one_reflection_per_element")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class TryOut(models.Model):
    """Something the team is going to try: who, and when. At most three at a time; the rest waits without hurry."""

    check_of = models.ForeignKey(WelcomeCheck, models.CASCADE, related_name="try_outs", editable=False)
    # A tip of the hand-out, or an own one in words.
    tip = models.CharField(max_length=40, blank=True)
    text = models.CharField(_("wat"), max_length=400, blank=True)
    who = models.CharField(_("wie"), max_length=120, blank=True)
    when = models.CharField(_("wanneer"), max_length=120, blank=True)
    state = models.CharField(max_length=5, choices=TryState, default=TryState.NOW)
    # 1, 2 or 3 for what is done now: the database refuses a fourth.
    spot = models.PositiveSmallIntegerField(null=True, blank=True)
    done_note = models.CharField(_("hoe het ging"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("iets om te proberen")
        verbose_name_plural = _("wat de plek probeert")
        ordering = ["check_of", "state", "spot", "id"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "spot"], name="three_to_try_at_most"),
            models.CheckConstraint(
                condition=Q(state=TryState.NOW, spot__gte=1, spot__lte=MOST_TO_TRY)
                | (~Q(state=TryState.NOW) & Q(spot__isnull=True)),
                name="a_spot_for_what_is_tried_now",
            ),
            models.CheckConstraint(condition=~Q(tip="", text=""), name="try_out_says_what"),
        ]

    def __str__(self) -> str:
        return self.text or self.tip
