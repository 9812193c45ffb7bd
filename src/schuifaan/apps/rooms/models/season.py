"""Once a year: who would like which weekly hour, and who gets it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import SeasonState, Use
from schuifaan.apps.rooms.models.booking import Booking, Party
from schuifaan.apps.rooms.models.facts import WEEKDAYS
from schuifaan.apps.rooms.models.room import Room


class Season(models.Model):
    """From a first to a last day; wishes until another day before it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="seasons", verbose_name=_("plek"))
    name = models.CharField(_("naam"), max_length=80)
    first_on = models.DateField(_("van"))
    last_on = models.DateField(_("tot en met"))
    wishes_until = models.DateField(_("wensen tot en met"))
    # What the place looks at when two want the same, in its own words and order; one a line.
    priorities = models.TextField(_("wie gaat voor"), max_length=1000, blank=True)
    state = models.CharField(_("status"), max_length=8, choices=SeasonState, default=SeasonState.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("seizoen")
        verbose_name_plural = _("seizoenen")
        ordering = ["place", "-first_on"]
        constraints = [
            models.UniqueConstraint(fields=["place", "first_on"], name="one_season_from_a_day"),
            models.CheckConstraint(condition=Q(last_on__gt=F("first_on")), name="season_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class SeasonWish(models.Model):
    """One weekly hour one party would like; `got_*` is what it gets on the board, all null while it has none."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="wishes", verbose_name=_("seizoen"))
    party = models.ForeignKey(Party, models.CASCADE, related_name="season_wishes", verbose_name=_("huurder"))
    use = models.CharField(_("waarvoor"), max_length=12, choices=Use)
    room = models.ForeignKey(Room, models.CASCADE, related_name="season_wishes", verbose_name=_("ruimte"))
    weekday = models.PositiveSmallIntegerField(_("dag"))
    starts = models.TimeField(_("van"))
    ends = models.TimeField(_("tot"))
    note = models.CharField(_("wat we moeten weten"), max_length=300, blank=True)
    got_room = models.ForeignKey(
        Room, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("krijgt ruimte")
    )
    got_weekday = models.PositiveSmallIntegerField(_("krijgt dag"), null=True, blank=True)
    got_starts = models.TimeField(_("krijgt van"), null=True, blank=True)
    booking = models.OneToOneField(
        Booking, models.SET_NULL, null=True, blank=True, related_name="season_wish", editable=False
    )
    asked_at = models.DateTimeField(_("gevraagd op"), editable=False)

    class Meta:
        verbose_name = _("wens voor een seizoen")
        verbose_name_plural = _("wensen voor een seizoen")
        ordering = ["season", "weekday", "starts", "id"]
        constraints = [
            models.CheckConstraint(condition=WEEKDAYS, name="season_wish_has_a_weekday"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="season_wish_ends_after_start"),
            models.CheckConstraint(
                condition=Q(got_room__isnull=True, got_weekday__isnull=True, got_starts__isnull=True)
                | Q(got_room__isnull=False, got_weekday__isnull=False, got_starts__isnull=False),
                name="season_wish_gets_all_or_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.weekday} {self.starts:%H.%M}"
