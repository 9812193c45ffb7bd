"""What pages about bookings do alike: taking an alternative with one press, leaving out what clashes."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.http import QueryDict

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.asking import TimesTaken, ask
from schuifaan.apps.rooms.forms.bookings import PhoneForm
from schuifaan.apps.rooms.models import Booking
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.week import monday_of

# What the address may begin a new booking with.
STARTING: Final = {"day": "dag", "starts": "van", "ends": "tot", "room": "ruimte", "party": "huurder"}
INSTEAD: Final = ("room", "day", "starts", "ends")


def instead_of(sent: QueryDict) -> Any:
    """As sent; when the button of an alternative was pressed, with that room and those hours."""
    values = sent.get("instead", "").split("|")
    if len(values) != len(INSTEAD):
        return sent
    return sent.dict() | dict(zip(INSTEAD, values, strict=True))


def note_down(
    form: PhoneForm,
    place: Place,
    periods: Sequence[Period],
    left_out: Collection[Period],
    *,
    by: User,
    now: datetime,
) -> Booking:
    """When asked to, what clashes is left out; it can be added back later."""
    wish, asker = form.wish(periods), form.asker()
    try:
        return ask(place=place, party=asker, wish=wish, now=now, by=by, leave_out=left_out)
    except TimesTaken as error:
        if not form.cleaned_data["skip"]:
            raise
        both = {*left_out, *error.clashes}
        return ask(place=place, party=asker, wish=wish, now=now, by=by, leave_out=both)


def asked_monday(asked: str, today: date) -> date:
    """No day at all, or one outside all calendars, is today."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return monday_of(today)
    return monday_of(day if abs(day.year - today.year) <= 10 else today)  # noqa: PLR2004 - ten years
