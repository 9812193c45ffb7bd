"""Asking what people wish. Only how often a wish was said is kept, and lines of their own: no person, no device."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import LineState, PollState, QuestionKind, Way


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Poll(models.Model):
    """A few questions of one place. Its address is in the QR code on the paper."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="polls", verbose_name=_("plek"))
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("inleiding"), max_length=600, blank=True)
    state = models.CharField(_("status"), max_length=6, choices=PollState, default=PollState.DRAFT)
    closes_on = models.DateField(_("tot en met"), null=True, blank=True)
    # What came out is on the page of the place, for who asked.
    shows_result = models.BooleanField(_("de uitkomst is voor iedereen te zien"), default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    made_at = models.DateTimeField(_("gemaakt op"), editable=False)
    opened_at = models.DateTimeField(_("open sinds"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("afgesloten op"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("vragenlijst over wensen")
        verbose_name_plural = _("vragenlijsten over wensen")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["place", "state"], name="polls_of_a_place")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="poll_has_a_title"),
            models.CheckConstraint(
                condition=Q(state=PollState.DRAFT, opened_at__isnull=True)
                | (~Q(state=PollState.DRAFT) & Q(opened_at__isnull=False)),
                name="poll_was_opened",
            ),
            models.CheckConstraint(
                condition=Q(state=PollState.CLOSED, closed_at__isnull=False)
                | (~Q(state=PollState.CLOSED) & Q(closed_at__isnull=True)),
                name="poll_was_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PollQuestion(models.Model):
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="questions", verbose_name=_("vragenlijst"))
    position = models.PositiveSmallIntegerField(_("volgorde"))
    kind = models.CharField(_("soort"), max_length=6, choices=QuestionKind)
    text = models.CharField(_("vraag"), max_length=240)

    class Meta:
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        ordering = ["poll", "position"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="one_question_per_position"),
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
        ]

    def __str__(self) -> str:
        return self.text


class PollOption(models.Model):
    """A wish that can be ticked, and what became of it."""

    question = models.ForeignKey(
        PollQuestion, models.CASCADE, related_name="options", verbose_name=_("vraag")
    )
    position = models.PositiveSmallIntegerField(_("volgorde"))
    text = models.CharField(_("wens"), max_length=160)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, editable=False, related_name="wished_in",
        verbose_name=_("activiteit"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("wens in een vragenlijst")
        verbose_name_plural = _("wensen in een vragenlijst")
        ordering = ["question", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "text"], name="each_wish_once_per_question"),
            models.CheckConstraint(condition=~Q(text=""), name="wish_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class PollEntry(models.Model):
    """What came in at one time: a pile of papers typed over, a round of doors, or all that came online together.

    It stands by itself so that a mistake in typing can be taken back whole.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="entries", verbose_name=_("vragenlijst"))
    way = models.CharField(_("hoe het binnenkwam"), max_length=6, choices=Way)
    forms = models.PositiveIntegerField(_("ingevulde blaadjes"), default=0)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # Of what comes online the day is not kept: one answer a day would say who gave it.
    entered_at = models.DateTimeField(_("ingevoerd op"), null=True, blank=True, editable=False)
    form_token = models.CharField(max_length=48, unique=True, default=new_token, editable=False)
    # Does not count as long as this is set: taking back by mistake can be undone.
    taken_back_at = models.DateTimeField(_("weggehaald op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("stapel antwoorden")
        verbose_name_plural = _("stapels antwoorden")
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll"], condition=Q(way=Way.ONLINE), name="one_online_pile_per_poll"
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.ONLINE) | Q(taken_back_at__isnull=True), name="online_pile_stays"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_way_display())


class WishCount(models.Model):
    """How often a wish was ticked in one pile."""

    entry = models.ForeignKey(PollEntry, models.CASCADE, related_name="counts", editable=False)
    option = models.ForeignKey(PollOption, models.CASCADE, related_name="counts", editable=False)
    times = models.PositiveIntegerField(_("keer gezegd"))

    class Meta:
        verbose_name = _("hoe vaak een wens is gezegd")
        verbose_name_plural = _("hoe vaak wensen zijn gezegd")
        ordering = ["entry", "option"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "option"], name="one_count_per_wish_and_pile"),
            models.CheckConstraint(condition=Q(times__gte=1), name="wish_counted_at_least_once"),
        ]

    def __str__(self) -> str:
        return f"{self.option}: {self.times}"


class FreeLine(models.Model):
    """What somebody wrote under a question, not tied to what else they answered."""

    question = models.ForeignKey(PollQuestion, models.CASCADE, related_name="lines", verbose_name=_("vraag"))
    # Only for what was typed over; of a line that came online nothing says when or with what.
    entry = models.ForeignKey(
        PollEntry, models.CASCADE, null=True, blank=True, related_name="lines", editable=False
    )
    text = models.CharField(_("wat iemand schreef"), max_length=300)
    state = models.CharField(max_length=5, choices=LineState, default=LineState.NEW)
    # The wish it is the same as: then it counts there once.
    option = models.ForeignKey(
        PollOption, models.SET_NULL, null=True, blank=True, editable=False, related_name="lines",
        verbose_name=_("hoort bij"),
    )  # fmt: skip
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("activiteit"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("geschreven regel")
        verbose_name_plural = _("geschreven regels")
        # Never in order of coming in.
        ordering = ["question", "text", "id"]
        indexes = [models.Index(fields=["question", "state", "text"], name="lines_of_a_question")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="line_says_something")]

    def __str__(self) -> str:
        return self.text


class OnlineAnswer(models.Model):
    """The mark of a form that was sent, gone after a day: pressed twice counts once. It says nothing of the answer."""

    token = models.CharField(max_length=48, unique=True, editable=False)
    day = models.DateField(editable=False, db_index=True)

    class Meta:
        verbose_name = _("verstuurd formulier")
        verbose_name_plural = _("verstuurde formulieren")

    def __str__(self) -> str:
        return str(self.day)
