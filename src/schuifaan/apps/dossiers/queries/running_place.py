"""What a place that runs already tells a dossier about itself."""

from datetime import date, timedelta
from decimal import Decimal

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.core.method.finance.facts import Running
from schuifaan.core.timeline.opening import HoursNotUnderstood, parse

WEEKS = 4  # hours may differ from week to week


def running_of(dossier: Dossier, *, today: date) -> Running:
    """The hours in a usual week, from the place's own page; exceptions and holidays are not usual."""
    if dossier.place is None or not dossier.place.opening_hours:
        return Running()
    try:
        schedule = parse(dossier.place.opening_hours)
    except HoursNotUnderstood:
        return Running()
    monday = today - timedelta(days=today.weekday())
    open_for = sum(
        (
            stretch.end - stretch.start
            for number in range(WEEKS * 7)
            for stretch in schedule.day(monday + timedelta(days=number))
        ),
        timedelta(),
    )
    return Running(open_hours=round(Decimal(int(open_for.total_seconds())) / 3600 / WEEKS, 1) or None)
