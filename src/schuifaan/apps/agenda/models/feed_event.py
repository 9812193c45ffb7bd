"""What a calendar kept elsewhere said last about each of its events."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.models.when import Series


class FeedEvent(models.Model):
    """Whatever differs from this here was changed by a person, and then stays as that person left it.

    `when` holds the times of the series as the calendar has them; `changes` maps the original time of one
    occurrence to [starts, ends, state] as the calendar has it, all as ISO texts.
    """

    series = models.OneToOneField(
        Series, models.CASCADE, related_name="feed_event", verbose_name=_("reeks"), editable=False
    )
    title = models.CharField(max_length=120, editable=False)
    description = models.TextField(max_length=2000, blank=True, editable=False)
    when = models.JSONField(default=dict, editable=False)
    changes = models.JSONField(default=dict, blank=True, editable=False)
    # Since when the calendar does not have it any more.
    gone_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("wat een agenda van elders zei")
        verbose_name_plural = _("wat agenda’s van elders zeiden")
        ordering = ["series"]

    def __str__(self) -> str:
        return self.title
