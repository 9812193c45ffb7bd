"""What a room is like and how one uses it, beside its name and size."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import AccessKind, Audience, FacilityKind, SetUpKind
from schuifaan.apps.rooms.models.room import Room

WEEKDAYS = Q(weekday__gte=1) & Q(weekday__lte=7)


class SetUp(models.Model):
    """How many people fit in when tables and chairs stand like this."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="set_ups", verbose_name=_("ruimte"))
    kind = models.CharField(_("opstelling"), max_length=8, choices=SetUpKind)
    capacity = models.PositiveSmallIntegerField(_("voor hoeveel mensen"))

    class Meta:
        verbose_name = _("opstelling")
        verbose_name_plural = _("opstellingen")
        ordering = ["room", "-capacity", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["room", "kind"], name="one_of_each_set_up_per_room"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="set_up_fits_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.capacity}"


class Facility(models.Model):
    """What is in a room and stays there."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="facilities", verbose_name=_("ruimte"))
    kind = models.CharField(_("voorziening"), max_length=18, choices=FacilityKind)

    class Meta:
        verbose_name = _("voorziening")
        verbose_name_plural = _("voorzieningen")
        ordering = ["room", "kind"]
        constraints = [models.UniqueConstraint(fields=["room", "kind"], name="one_of_each_facility")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Equipment(models.Model):
    """Loose things one can ask for. In one room, or for all of the place when `room` is empty."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="equipment", verbose_name=_("plek"))
    room = models.ForeignKey(
        Room, models.CASCADE, null=True, blank=True, related_name="equipment", verbose_name=_("ruimte")
    )
    name = models.CharField(_("wat"), max_length=80)
    count = models.PositiveSmallIntegerField(_("hoeveel"), default=1)

    class Meta:
        verbose_name = _("materiaal")
        verbose_name_plural = _("materiaal")
        ordering = ["place", F("room").asc(nulls_first=True), "name"]
        constraints = [models.CheckConstraint(condition=Q(count__gte=1), name="equipment_is_there")]

    def __str__(self) -> str:
        return f"{self.count} × {self.name}"


class Window(models.Model):
    """When a room can be asked for, and by whom, in local time. Without windows: whenever, by everyone."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="windows", verbose_name=_("ruimte"))
    # 1 is Monday.
    weekday = models.PositiveSmallIntegerField(_("dag"))
    starts = models.TimeField(_("van"))
    ends = models.TimeField(_("tot"))
    audience = models.CharField(_("voor"), max_length=13, choices=Audience, default=Audience.EVERYONE)

    class Meta:
        verbose_name = _("tijd waarop een ruimte te vragen is")
        verbose_name_plural = _("tijden waarop een ruimte te vragen is")
        ordering = ["room", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=WEEKDAYS, name="window_has_a_weekday"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="window_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts:%H.%M}-{self.ends:%H.%M}"


class Access(models.Model):
    """How one gets in: for a room or, without one, the whole place; always, or on a day and between hours."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="ways_in", verbose_name=_("plek"))
    room = models.ForeignKey(
        Room, models.CASCADE, null=True, blank=True, related_name="ways_in", verbose_name=_("ruimte")
    )
    weekday = models.PositiveSmallIntegerField(_("dag"), null=True, blank=True)
    starts = models.TimeField(_("van"), null=True, blank=True)
    ends = models.TimeField(_("tot"), null=True, blank=True)
    kind = models.CharField(_("hoe kom je binnen"), max_length=12, choices=AccessKind)
    # Told to who has a booking, never on a public page.
    told = models.TextField(_("uitleg voor wie komt"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("hoe je binnenkomt")
        verbose_name_plural = _("hoe je binnenkomt")
        # What holds for all of the place, and always, comes before what is for one room or a moment.
        ordering = [
            "place",
            F("room").asc(nulls_first=True),
            F("weekday").asc(nulls_first=True),
            F("starts").asc(nulls_first=True),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | WEEKDAYS, name="way_in_has_a_weekday_or_none"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(ends__gt=F("starts")),
                name="way_in_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
