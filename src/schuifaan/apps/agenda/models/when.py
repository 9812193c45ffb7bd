"""When an activity happens: series by rule, and every single time they lead to."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import (
    SHOWN_STATES,
    ActivityStatus,
    OccurrenceState,
    PublicHolidays,
    SchoolRegion,
)
from schuifaan.apps.agenda.models.activity import Activity, Spot
from schuifaan.apps.agenda.models.calendar import Calendar
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Claim, Room

LONGEST_MINUTES = 31 * 24 * 60


class Series(models.Model):
    """A rule in local wall time, of one activity at one place; "" for something that happens once.

    `place` is where it happens, which for a roadshow is not the place that runs the activity; without
    `agreed` the other place has not said yes yet, and nothing is on any programme.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="series", verbose_name=_("activiteit")
    )
    place = models.ForeignKey(Place, models.CASCADE, related_name="series", verbose_name=_("waar"))
    spot = models.ForeignKey(
        Spot, models.SET_NULL, null=True, blank=True, related_name="series", verbose_name=_("buiten")
    )
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="series", verbose_name=_("ruimte")
    )
    agreed = models.BooleanField(_("de plek heeft ja gezegd"), default=True)

    first_on = models.DateField(_("eerste keer"))
    at = models.TimeField(_("begint om"))
    minutes = models.PositiveIntegerField(
        _("duurt"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_MINUTES)]
    )
    all_day = models.BooleanField(_("de hele dag"), default=False)
    # RFC 5545, without the name in front. In wall time: 10.00 stays 10.00 when the clocks change.
    rule = models.CharField(_("regel"), max_length=500, blank=True)
    # Single days beside the rule, and days taken out of it, as wall times "2026-11-21T10:00".
    extra = models.JSONField(_("losse keren erbij"), default=list, blank=True)
    left_out = models.JSONField(_("losse keren eruit"), default=list, blank=True)
    # Worked out from the rule; null when it goes on.
    last_on = models.DateField(_("laatste keer"), null=True, blank=True, editable=False)
    school_region = models.CharField(
        _("pauze in schoolvakanties"), max_length=8, choices=SchoolRegion, blank=True
    )
    public_holidays = models.CharField(
        _("op feestdagen"), max_length=4, choices=PublicHolidays, default=PublicHolidays.ASK
    )

    # Which part of it has been written out as occurrences.
    derived_until = models.DateField(null=True, blank=True, editable=False)
    # "This and following" ends one series and begins another.
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by", editable=False
    )
    # Of a calendar kept elsewhere: whose, and what it is called there.
    calendar = models.ForeignKey(
        Calendar, models.CASCADE, null=True, blank=True, editable=False, related_name="series"
    )
    feed_uid = models.CharField(max_length=255, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("reeks")
        verbose_name_plural = _("reeksen")
        ordering = ["activity", "first_on", "id"]
        indexes = [models.Index(fields=["place", "first_on"]), models.Index(fields=["derived_until", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0) & Q(minutes__lte=LONGEST_MINUTES), name="series_lasts_a_while"
            ),
            models.UniqueConstraint(
                fields=["calendar", "feed_uid"],
                condition=Q(calendar__isnull=False),
                name="one_series_per_event_of_a_calendar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.first_on:%Y-%m-%d} {self.at:%H:%M}"


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def shown(self) -> OccurrenceQuerySet:
        """What residents may see, cancelled ones too: they are told so.

        "Exists" because nearly every place is published: SQLite would otherwise begin with all of them.
        """
        to_be_seen = Place.objects.filter(pk=OuterRef("place"), status=PlaceStatus.PUBLISHED)
        return self.filter(
            Exists(to_be_seen), state__in=SHOWN_STATES, activity__status=ActivityStatus.PUBLISHED
        )


class Occurrence(models.Model):
    """One time an activity happens. `original_at` is when the rule has it; it stays when the time moves.

    `by_hand`: somebody changed this one; working out the series again leaves it as it is.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="occurrences", verbose_name=_("reeks"))
    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="occurrences", verbose_name=_("activiteit")
    )
    place = models.ForeignKey(Place, models.CASCADE, related_name="occurrences", verbose_name=_("waar"))
    # Indexed below, and only where there is one: hardly any time has, and "none" leads nowhere.
    spot = models.ForeignKey(
        Spot,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="occurrences",
        verbose_name=_("buiten"),
        db_index=False,
    )
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="occurrences", verbose_name=_("ruimte")
    )
    # An activity in a room is the room's claim; null while the room turned out to be taken.
    claim = models.OneToOneField(
        Claim, models.SET_NULL, null=True, blank=True, related_name="occurrence", editable=False
    )
    original_at = models.DateTimeField(_("volgens de regel"), editable=False)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    state = models.CharField(_("status"), max_length=10, choices=OccurrenceState, default=OccurrenceState.ON)
    by_hand = models.BooleanField(_("apart veranderd"), default=False, editable=False)
    note = models.CharField(_("erbij gezegd"), max_length=240, blank=True)
    # Whose public holiday or why, while somebody must still say whether it goes on.
    because = models.CharField(max_length=60, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(editable=False)

    objects: ClassVar[models.Manager[Occurrence]] = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("keer")
        verbose_name_plural = _("keren")
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["starts_at", "id"]),
            models.Index(fields=["place", "starts_at", "id"]),
            models.Index(fields=["activity", "starts_at"]),
            models.Index(
                fields=["spot", "starts_at"], name="occurrence_of_spot", condition=Q(spot__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="occurrence_ends_after_start"
            ),
            models.UniqueConstraint(fields=["series", "original_at"], name="once_per_time_of_a_series"),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.starts_at:%Y-%m-%d %H:%M}"


class Pause(models.Model):
    """Days without activities: a school holiday of a region, or a place's own break. Both days count."""

    region = models.CharField(_("schoolregio"), max_length=8, choices=SchoolRegion, blank=True)
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="pauses", verbose_name=_("plek")
    )
    name = models.CharField(_("naam"), max_length=80)
    first_on = models.DateField(_("van"))
    last_on = models.DateField(_("tot en met"))

    class Meta:
        verbose_name = _("pauze")
        verbose_name_plural = _("pauzes")
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="pause_ends_after_start"),
            models.CheckConstraint(
                condition=(Q(region="") & Q(place__isnull=False)) | (~Q(region="") & Q(place__isnull=True)),
                name="pause_of_a_region_or_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first_on}–{self.last_on}"
