"""A diary that was kept elsewhere: read, looked at, and then taken over whole or not at all."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import PartyKind


class DiaryImport(models.Model):
    """What one file said, kept so that the decision is about what was shown. The file itself is not kept.

    `diary` is importing.entry.Diary as data, {} once it is taken over. `rooms` maps each name of a room in the file
    to the number of one here, or to null for "leave out"; empty as long as nobody said. `sheet` is
    importing.sheet.Sheet as data, {} for a calendar; `columns` maps the number of a column in it to what it is.
    `decisions` maps the key of a time to the number of another room, or to a word of queries.diary.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="diary_imports", verbose_name=_("plek"))
    filename = models.CharField(_("bestand"), max_length=200)
    diary = models.JSONField(_("wat erin stond"), default=dict, blank=True)
    sheet = models.JSONField(_("de rijen en kolommen"), default=dict, blank=True)
    columns = models.JSONField(_("kolommen"), default=dict, blank=True)
    rooms = models.JSONField(_("ruimtes"), default=dict, blank=True)
    decisions = models.JSONField(_("wat er met botsingen gebeurt"), default=dict, blank=True)
    # Of parties that are not known here yet.
    party_kind = models.CharField(
        _("soort huurder"), max_length=12, choices=PartyKind, default=PartyKind.ASSOCIATION
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    made_at = models.DateTimeField(_("ingelezen op"), editable=False)
    applied_at = models.DateTimeField(_("overgenomen op"), null=True, blank=True, editable=False)
    # How many times came into the diary.
    applied_times = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("ingelezen agenda")
        verbose_name_plural = _("ingelezen agenda's")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.filename
