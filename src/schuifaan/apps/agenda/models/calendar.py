"""Calendars a place keeps elsewhere: a file once, or an address we follow."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import ActivityKind, CalendarProblem
from schuifaan.apps.places.models import Place


class Calendar(models.Model):
    """`cost_cents` and `kind` hold for what it brings in: a calendar says neither, and we always do."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="calendars", verbose_name=_("plek"))
    name = models.CharField(_("naam"), max_length=120)
    # "" for a file that was uploaded once.
    address = models.URLField(_("adres"), max_length=1000, blank=True)
    kind = models.CharField(_("soort"), max_length=24, choices=ActivityKind, default=ActivityKind.OTHER)
    cost_cents = models.PositiveIntegerField(_("prijs in centen"))
    is_active = models.BooleanField(_("volgen"), default=True)

    fetched_at = models.DateTimeField(_("opgehaald op"), null=True, blank=True, editable=False)
    worked_at = models.DateTimeField(_("gelukt op"), null=True, blank=True, editable=False)
    next_fetch_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    problem = models.CharField(_("wat er mis is"), max_length=20, choices=CalendarProblem, blank=True)
    problem_since = models.DateTimeField(null=True, blank=True, editable=False)
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What the other side calls this version, to ask for news only.
    etag = models.CharField(max_length=255, blank=True, editable=False)
    last_modified = models.CharField(max_length=80, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    # Events we could not take over, with the reason: [{"uid", "title", "code"}].
    left_behind = models.JSONField(default=list, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("agenda van elders")
        verbose_name_plural = _("agenda’s van elders")
        ordering = ["place", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "address"], condition=~Q(address=""), name="one_calendar_per_address"
            )
        ]

    def __str__(self) -> str:
        return self.name
