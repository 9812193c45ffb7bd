"""How bookings are put at the desk: their times in one line, and the letters one can begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.rooms.enums import TimeState, Vat
from schuifaan.apps.rooms.models import Booking, BookingTime, Party
from schuifaan.apps.rooms.wording import when
from schuifaan.apps.rooms.wording_prices import price_sentences
from schuifaan.core.letting.rates import PriceLine
from schuifaan.core.letting.vat import NoPercentage, percentage
from schuifaan.ui.speech import euros, spoken_day, spoken_period, spoken_time


def shown_times(times: Sequence[BookingTime]) -> list[BookingTime]:
    """Those that go on; of a booking that does not, all there were."""
    return [one for one in times if one.state == TimeState.PLANNED] or list(times)


def times_in_a_line(times: Sequence[BookingTime], *, today: date) -> str:
    """“26 keer op dinsdag 19.30–22.00 uur, van 5 januari tot en met 29 juni”."""
    rows = shown_times(times)
    if not rows:
        return _("geen enkele keer")
    if len(rows) == 1:
        return when(rows[0].starts_at, rows[0].ends_at, today=today)
    first, last = (timezone.localdate(one.starts_at) for one in (rows[0], rows[-1]))
    said = {
        "number": len(rows),
        "hours": _hours(rows),
        "first": _date(first, today),
        "last": _date(last, today),
    }
    weekdays = {timezone.localtime(one.starts_at).weekday() for one in rows}
    if len(weekdays) == 1:
        said["day"] = WEEKDAYS[weekdays.pop()]
        text = ngettext(
            "%(number)s keer op %(day)s %(hours)s, van %(first)s tot en met %(last)s",
            "%(number)s keer op %(day)s %(hours)s, van %(first)s tot en met %(last)s",
            len(rows),
        )
    else:
        text = ngettext(
            "%(number)s keer %(hours)s, van %(first)s tot en met %(last)s",
            "%(number)s keer %(hours)s, van %(first)s tot en met %(last)s",
            len(rows),
        )
    return text % said


def price_of_all(times: Sequence[BookingTime]) -> str:
    """What the place and the party agreed, whatever the rates say now. "" when no rate was stated."""
    rows = shown_times(times)
    if not any(one.price_lines for one in rows):
        return ""
    each = {one.price_cents for one in rows}
    total = euros(sum(one.price_cents for one in rows))
    if len(rows) == 1 or len(each) > 1 or each == {0}:
        return total
    return _("%(total)s, %(each)s per keer") % {"total": total, "each": euros(each.pop())}


def _hours(rows: Sequence[BookingTime]) -> str:
    hours = {spoken_period(one.starts_at, one.ends_at) for one in rows}
    return hours.pop() if len(hours) == 1 else _("op verschillende uren")


def _date(day: date, today: date) -> str:
    """With the year when that is another one."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")


# -- Letters to begin with --------------------------------------------------------------------------
# Without a name: these words are kept with the booking, longer than who asked for it.


def ready_yes(booking: Booking, times: Sequence[BookingTime], *, today: date) -> str:
    with translation.override(_language(booking.party)):
        return _("Leuk dat jullie komen! %(room)s is van jullie: %(times)s.\n\nTot dan!") % _said(
            booking, times, today
        )


def ready_option(booking: Booking, times: Sequence[BookingTime], *, today: date) -> str:
    with translation.override(_language(booking.party)):
        return _(
            "We houden %(room)s nog even voor jullie vast: %(times)s. Laat je ons weten of het doorgaat?"
        ) % _said(booking, times, today)


def ready_no(booking: Booking, times: Sequence[BookingTime], *, today: date) -> str:
    with translation.override(_language(booking.party)):
        return _(
            "Het lukt ons deze keer niet: %(room)s, %(times)s. "
            "Wil je een andere dag of een andere ruimte? Bel of mail ons gerust, dan zoeken we samen."
        ) % _said(booking, times, today)


def _language(party: Party) -> str:
    known = dict(settings.LANGUAGES)
    return party.language if party.language in known else settings.LANGUAGE_CODE


def _said(booking: Booking, times: Sequence[BookingTime], today: date) -> dict[str, str]:
    return {
        "room": booking.room.name,
        "times": times_in_a_line(times, today=today),
    }


# -- Deadlines --------------------------------------------------------------------------------------


def deadline(until: datetime | None, *, now: datetime) -> str:
    """Until when it is held, as people say it; an option ends at the end of its day."""
    if until is None:
        return ""
    local, today = timezone.localtime(until), timezone.localdate(now)
    if until <= now:
        return _("de tijd is om")
    day = spoken_day(local.date(), today=today)
    if (local.hour, local.minute) == (0, 0):
        before = date.fromordinal(local.date().toordinal() - 1)
        return _("tot en met %(day)s") % {"day": spoken_day(before, today=today)}
    return _("tot %(day)s %(time)s") % {"day": day, "time": spoken_time(local)}


# -- What is agreed -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PriceGroup:
    """Times that cost the same: how many, each line in words and cents, and what one of them costs without VAT."""

    count: int
    lines: Sequence[tuple[str, int]]
    cents: int
    vat_words: str


def price_groups(times: Sequence[BookingTime]) -> list[PriceGroup]:
    """In the order of the first time of each price; nothing where no rate was stated."""
    found: dict[str, list[BookingTime]] = {}
    for one in times:
        if one.price_lines:
            found.setdefault(f"{one.price_lines} {one.price_cents} {one.vat}", []).append(one)
    return [
        PriceGroup(
            len(group),
            price_sentences(group[0].price_lines),
            group[0].price_cents,
            _vat_words(group[0]),
        )
        for group in found.values()
    ]


def _vat_words(time: BookingTime) -> str:
    """By the percentage of the day of the hire; it comes on top."""
    if time.vat == Vat.EXEMPT or not time.price_cents:
        return ""
    try:
        percent = percentage(time.vat, timezone.localdate(time.starts_at))
    except NoPercentage:
        return _("Daar komt btw bij.")
    return _("Daar komt %(percentage)s%% btw bij.") % {"percentage": f"{percent.normalize():f}"}


def answer_reaches(party: Party) -> str:
    """What happens with an answer, before and after it is given."""
    if party.email:
        return _("Er gaat een bericht naar %(email)s.") % {"email": party.email}
    if party.phone:
        return _("Er is geen e-mailadres: bel %(phone)s.") % {"phone": party.phone}
    return _("Er is geen e-mailadres of telefoonnummer: vertel het zelf.")


def cancel_line(time: BookingTime, late: PriceLine | None, *, now: datetime) -> str:
    """A time with what stays to be paid when it is cancelled now."""
    said = {"when": when(time.starts_at, time.ends_at, today=timezone.localdate(now)), "room": time.room.name}
    if late is None:
        return _("%(when)s, %(room)s") % said
    return _("%(when)s, %(room)s: %(price)s blijft staan") % (said | {"price": euros(late.cents)})
