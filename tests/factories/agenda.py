"""Activities and their times, as small as they can be."""

from datetime import date, time
from typing import Any

from schuifaan.apps.agenda.actions.deriving import derive
from schuifaan.apps.agenda.enums import ActivityStatus
from schuifaan.apps.agenda.models import Activity, Occurrence, Series
from schuifaan.apps.places.models import Place
from tests.factories import NOW, make_place

# The first Monday after the day all tests live on.
MONDAY = date(2026, 11, 23)


def make_activity(place: Place | None = None, **fields: Any) -> Activity:
    """Published and free, unless said otherwise."""
    title = fields.pop("title", "Koffieochtend")
    return Activity.objects.create(
        place=place or make_place(),
        title=title,
        slug=fields.pop("slug", f"{title.lower().replace(' ', '-')}-{Activity.objects.count() + 1}"),
        status=fields.pop("status", ActivityStatus.PUBLISHED),
        cost_cents=fields.pop("cost_cents", 0),
        created_at=fields.pop("created_at", NOW),
        changed_at=fields.pop("changed_at", NOW),
        **fields,
    )


def make_series(activity: Activity | None = None, **fields: Any) -> Series:
    """Every week from Monday 23 November 2026, 10.00 to 12.00, written out."""
    activity = activity or make_activity()
    series = Series.objects.create(
        activity=activity,
        place=fields.pop("place", activity.place),
        first_on=fields.pop("first_on", MONDAY),
        at=fields.pop("at", time(10)),
        minutes=fields.pop("minutes", 120),
        rule=fields.pop("rule", "FREQ=WEEKLY"),
        created_at=NOW,
        changed_at=NOW,
        **fields,
    )
    derive(series=series, now=NOW)
    return series


def make_occurrence(activity: Activity | None = None, **fields: Any) -> Occurrence:
    """A single time."""
    return make_series(activity, rule="", **fields).occurrences.get()
