"""Activities, when they are, who comes."""

from schuifaan.apps.agenda.models.activity import Activity, ActivityQuerySet, Spot
from schuifaan.apps.agenda.models.calendar import Calendar
from schuifaan.apps.agenda.models.feed_event import FeedEvent
from schuifaan.apps.agenda.models.joining import AgendaVersion, Announcement, SignUp, Suggestion
from schuifaan.apps.agenda.models.notices import Notice
from schuifaan.apps.agenda.models.when import LONGEST_MINUTES, Occurrence, OccurrenceQuerySet, Pause, Series

__all__ = [
    "LONGEST_MINUTES",
    "Activity",
    "ActivityQuerySet",
    "AgendaVersion",
    "Announcement",
    "Calendar",
    "FeedEvent",
    "Notice",
    "Occurrence",
    "OccurrenceQuerySet",
    "Pause",
    "Series",
    "SignUp",
    "Spot",
    "Suggestion",
]
