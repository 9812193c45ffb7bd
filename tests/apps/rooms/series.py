"""A series as it stands: its times in order, and what each of them holds and costs."""

from datetime import timedelta

from tests.factories.rooms import at

# The morning of the second of January 2026; the series of the tests is from Tuesday the sixth on.
NOW = at(8, day=2)
WEEK = timedelta(weeks=1)


def times(booking):
    return list(booking.times.order_by("starts_at", "id"))


def states(booking):
    return [one.state for one in times(booking)]


def plan(booking):
    """Each time with what it holds."""
    rows = booking.times.order_by("starts_at", "id").values_list(
        "starts_at", "state", "claim__starts_at", "price_cents"
    )
    return list(rows)
