"""What somebody says, and what is done about it.

A signal is what one person said; a matter is what it is about. What is done hangs on the matter: who takes it
up, until when, what is answered. Signals on one matter all hear the same answer, each once.
"""

import secrets
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.geography.models import Municipality, Neighbourhood
from schuifaan.apps.people.models import Outgoing
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.voice.enums import (
    AboutPerson,
    ContactBy,
    Desk,
    MatterState,
    Outcome,
    SignalKind,
    Way,
)
from schuifaan.apps.voice.models.polls import new_token
from schuifaan.apps.voice.models.rounds import Round

# Without what looks alike on paper or sounds alike on the phone: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
CODE_LETTERS: Final = "34679ACDEFGHJKMNPQRTWXY"
CODE_LENGTH: Final = 8


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _number in range(CODE_LENGTH))


class Matter(models.Model):
    """What one or more signals are about, and how far it is."""

    to = models.CharField(_("voor"), max_length=12, choices=Desk)
    # What it is about. With the place's desk: that place. With the municipality: a place, a neighbourhood, or neither.
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="matters", verbose_name=_("plek")
    )
    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name=_("gemeente"),
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("buurt")
    )
    policy = models.CharField(_("regel of plan"), max_length=160, blank=True)
    # Said as a reaction to a proposal.
    round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="matters", verbose_name=_("ronde")
    )
    kind = models.CharField(_("soort"), max_length=10, choices=SignalKind)
    title = models.CharField(_("waar het over gaat"), max_length=160)
    state = models.CharField(_("status"), max_length=9, choices=MatterState, default=MatterState.RECEIVED)
    about_person = models.CharField(
        _("gaat over iemand die er werkt"), max_length=7, choices=AboutPerson, default=AboutPerson.NO
    )
    about_member = models.ForeignKey(
        TeamMember, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("over wie")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("wie het oppakt"),
    )  # fmt: skip
    due_on = models.DateField(_("antwoord uiterlijk op"))
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    received_at = models.DateTimeField(_("ontvangen op"), editable=False)
    looked_at_at = models.DateTimeField(_("bekeken op"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True, editable=False)
    # Somebody said that the answer does not help: once.
    reopened_at = models.DateTimeField(_("weer geopend op"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("afgerond op"), null=True, blank=True, editable=False)
    # What everybody may read, in the words of who handles it: what was said, without who.
    is_public = models.BooleanField(_("op de pagina “gezegd en gedaan”"), default=False)
    public_text = models.CharField(_("wat er gezegd is"), max_length=400, blank=True)
    # An answer is written to somebody; this is what everybody reads instead.
    public_response = models.TextField(_("wat ermee is gedaan"), max_length=2000, blank=True)
    # Given by the other desk: who said it reads that on their page.
    passed_on_at = models.DateTimeField(_("doorgegeven op"), null=True, blank=True, editable=False)
    # What it became.
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, editable=False, related_name="matters",
        verbose_name=_("activiteit"),
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("zaak")
        verbose_name_plural = _("zaken")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["place", "to", "state", "due_on"], name="matters_of_a_place"),
            models.Index(fields=["municipality", "to", "state", "due_on"], name="matters_of_a_municipality"),
            models.Index(
                fields=["neighbourhood"], condition=Q(is_public=True), name="matters_of_a_neighbourhood"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(to=Desk.PLACE) & Q(place__isnull=False))
                | (Q(to=Desk.MUNICIPALITY) & Q(municipality__isnull=False)),
                name="matter_has_a_desk",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(state=MatterState.CLOSED),
                name="closed_matter_says_so",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(public_text=""), name="public_matter_has_words"
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(about_person=AboutPerson.NO),
                name="nobody_is_named_in_public",
            ),
            models.CheckConstraint(
                condition=Q(about_member__isnull=True) | Q(about_person=AboutPerson.MEMBER),
                name="about_a_member_says_so",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Signal(models.Model):
    """What one person said, with the code by which they find it back. No name, no device."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="signals", verbose_name=_("zaak"))
    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    text = models.TextField(_("wat je wilt zeggen"), max_length=2000)
    language = models.CharField(max_length=8, default="nl")
    way = models.CharField(_("hoe het binnenkwam"), max_length=6, choices=Way, default=Way.ONLINE)
    contact_by = models.CharField(_("antwoord per"), max_length=5, choices=ContactBy, default=ContactBy.NONE)
    contact = models.CharField(_("e-mail of telefoon"), max_length=254, blank=True)
    said_at = models.DateTimeField(_("gezegd op"), editable=False)
    # Does this answer help? Not asked yet, or the last time it was.
    helped = models.BooleanField(_("het antwoord helpt"), null=True, blank=True)
    # The one time that a "no" opens the matter again.
    reopened_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering = ["said_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="signal_says_something"),
            models.CheckConstraint(
                condition=Q(contact_by=ContactBy.NONE, contact="")
                | (~Q(contact_by=ContactBy.NONE) & ~Q(contact="")),
                name="signal_contact_goes_with_its_way",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def shown_code(self) -> str:
        """In two groups: easier to read aloud and to type over."""
        half = CODE_LENGTH // 2
        return f"{self.code[:half]} {self.code[half:]}"


class Addition(models.Model):
    """Something the same person added later, through the code or the link."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="additions", verbose_name=_("signaal"))
    text = models.TextField(_("wat je wilt toevoegen"), max_length=2000)
    said_at = models.DateTimeField(_("gezegd op"), editable=False)

    class Meta:
        verbose_name = _("aanvulling")
        verbose_name_plural = _("aanvullingen")
        ordering = ["said_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="addition_says_something")]

    def __str__(self) -> str:
        return self.text[:60]


class Answer(models.Model):
    """What was answered, for everybody who raised it."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="answers", verbose_name=_("zaak"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    outcome = models.CharField(_("wat ermee gebeurt"), max_length=12, choices=Outcome)
    text = models.TextField(_("antwoord"), max_length=2000)
    link = models.URLField(_("meer lezen"), blank=True)
    given_at = models.DateTimeField(_("gegeven op"), editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("antwoord op een zaak")
        verbose_name_plural = _("antwoorden op zaken")
        ordering = ["matter", "number"]
        constraints = [
            # Two colleagues at once: one answer, and one friendly message.
            models.UniqueConstraint(fields=["matter", "number"], name="one_answer_per_number"),
            models.CheckConstraint(condition=~Q(text=""), name="answer_says_something"),
            models.CheckConstraint(condition=Q(number__gte=1), name="answers_count_from_one"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class MatterTheme(models.Model):
    """A theme of a matter: one of the fourteen in the knowledge, or an own one ("own.12")."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="themes", editable=False)
    theme = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("thema van een zaak")
        verbose_name_plural = _("thema’s van zaken")
        ordering = ["matter", "theme"]
        indexes = [models.Index(fields=["theme"], name="matters_with_a_theme")]
        constraints = [models.UniqueConstraint(fields=["matter", "theme"], name="each_theme_once_per_matter")]

    def __str__(self) -> str:
        return self.theme


class Letter(Outgoing):
    """What somebody must hear: by mail, or from the team by phone. It stands by itself.

    Its address and its text go the moment it is sent or the call is made.
    """

    # Of one answer to one signal there is one letter.
    key = models.CharField(max_length=90, unique=True, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, null=True, editable=False, related_name="+")
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, editable=False, related_name="+"
    )
    signal = models.ForeignKey(Signal, models.CASCADE, null=True, editable=False, related_name="letters")
    by = models.CharField(_("langs"), max_length=5, choices=ContactBy)
    contact = models.CharField(_("e-mail of telefoon"), max_length=254, blank=True)
    subject = models.CharField(_("onderwerp"), max_length=250, blank=True)
    text = models.TextField(_("wat er te vertellen is"), blank=True)
    written_at = models.DateTimeField(_("geschreven op"), editable=False)

    class Meta:
        verbose_name = _("bericht over een signaal")
        verbose_name_plural = _("berichten over signalen")
        ordering = ["written_at", "id"]
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                name="voice_letters_to_send",
                condition=Q(by=ContactBy.EMAIL, taken_at__isnull=True, done_at__isnull=True, refused=False),
            ),
            models.Index(fields=["place", "by", "done_at"], name="voice_calls_of_a_place"),
            models.Index(fields=["municipality", "by", "done_at"], name="voice_calls_of_a_municipality"),
        ]

    def __str__(self) -> str:
        return self.subject or self.key
