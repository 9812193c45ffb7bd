"""What residents tell us: that they come, what they would like, what they would like to do."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import ContactBy, SignUpState, SuggestionKind, SuggestionState
from schuifaan.apps.agenda.models.activity import Activity
from schuifaan.apps.agenda.models.when import Occurrence
from schuifaan.apps.places.models import Place


def new_token() -> str:
    return secrets.token_urlsafe(24)


class SignUp(models.Model):
    """Somebody who comes: a first name and at most one way to reach them; gone 14 days after.

    A numbered seat makes that no seat can be given twice, whatever two people do at once.
    """

    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="sign_ups", verbose_name=_("keer")
    )
    first_name = models.CharField(_("voornaam"), max_length=40)
    contact_by = models.CharField(_("bereikbaar per"), max_length=6, choices=ContactBy)
    contact = models.CharField(_("e-mail of telefoon"), max_length=254, blank=True)
    language = models.CharField(max_length=8, default="nl")
    state = models.CharField(_("status"), max_length=10, choices=SignUpState)
    # 1 to the number of seats; without a limit every sign-up still has its own number.
    seat = models.PositiveIntegerField(_("stoel"), null=True, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    by_host = models.BooleanField(_("door de gastvrouw of gastheer genoteerd"), default=False)
    asked_at = models.DateTimeField(_("aangemeld op"), editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering = ["occurrence", "asked_at", "id"]
        indexes = [models.Index(fields=["occurrence", "state", "asked_at", "id"])]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "seat"], name="one_person_a_seat"),
            models.CheckConstraint(
                condition=(Q(state=SignUpState.PLACED) & Q(seat__isnull=False))
                | (~Q(state=SignUpState.PLACED) & Q(seat__isnull=True)),
                name="a_seat_when_placed",
            ),
            models.CheckConstraint(condition=~Q(first_name=""), name="sign_up_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.first_name


class Suggestion(models.Model):
    """An idea for an activity, or an offer to run one; the place's manager says what becomes of it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="suggestions", verbose_name=_("plek"))
    kind = models.CharField(_("soort"), max_length=6, choices=SuggestionKind)
    title = models.CharField(_("wat"), max_length=120)
    description = models.TextField(_("meer erover"), max_length=1000, blank=True)
    when = models.CharField(_("wanneer"), max_length=160, blank=True)
    first_name = models.CharField(_("voornaam"), max_length=40, blank=True)
    contact = models.CharField(_("e-mail of telefoon"), max_length=254, blank=True)
    language = models.CharField(max_length=8, default="nl")
    state = models.CharField(_("status"), max_length=10, choices=SuggestionState, default=SuggestionState.NEW)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="suggestions", editable=False
    )
    answer = models.CharField(_("antwoord"), max_length=500, blank=True)
    asked_at = models.DateTimeField(_("gedaan op"), editable=False)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["place", "state", "asked_at"])]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="suggestion_says_what")]

    def __str__(self) -> str:
        return self.title


class Announcement(models.Model):
    """A line for the screen and the programme, from a day up to and including another."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="announcements", verbose_name=_("plek"))
    text = models.CharField(_("mededeling"), max_length=200)
    first_on = models.DateField(_("van"))
    last_on = models.DateField(_("tot en met"))

    class Meta:
        verbose_name = _("mededeling")
        verbose_name_plural = _("mededelingen")
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")), name="announcement_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="announcement_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class AgendaVersion(models.Model):
    """One row, raised whenever anything on a programme has changed; caches hang on it."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("versie van de agenda")
        verbose_name_plural = _("versie van de agenda")

    def __str__(self) -> str:
        return str(self.number)
