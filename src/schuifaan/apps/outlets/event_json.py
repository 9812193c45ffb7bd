"""An activity as search engines read it: schema.org Event and EventSeries, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from schuifaan.apps.agenda.enums import OrganiserKind
from schuifaan.apps.agenda.models import Activity, Series
from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.places.models import Place
from schuifaan.core.timeline.recurrence import Rule, RuleNotUnderstood, parse_rule
from schuifaan.core.timeline.rule import WEEKDAYS

Record = dict[str, Any]
_UNITS: Final = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
# Nothing in a text may end the script or begin a comment, whatever people typed.
_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def event_json_ld(
    activity: Activity, *, items: Sequence[Item], series: Sequence[Series], places: Mapping[int, Place]
) -> SafeString:
    """A data block for a page: never run, so the page's rules for scripts leave it alone. "" without dates.

    `items` are the times to come, `series` all rules that hold, `places` those of the items by number.
    """
    if not items:
        return SafeString("")
    found = as_events(activity, items=items, series=series, places=places)
    text = json.dumps({"@context": "https://schema.org", **found}, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def as_events(
    activity: Activity, *, items: Sequence[Item], series: Sequence[Series], places: Mapping[int, Place]
) -> Record:
    """One Event for what happens once, else an EventSeries with the times to come in it."""
    events = [_event(item, activity, places.get(item.place_id)) for item in items]
    schedules = [schedule for one in series if (schedule := _schedule(one)) is not None]
    if len(events) == 1 and not schedules:
        return events[0]
    first = items[0]
    record = {
        "@type": "EventSeries",
        "@id": f"{first.address_on_the_web}#reeks",
        **_texts(first),
        "startDate": _day_or_moment(first.starts_at, first),
        "location": events[0]["location"],
        "organizer": events[0]["organizer"],
        "eventSchedule": schedules,
        "subEvent": events,
    }
    return _filled(record)


def _event(item: Item, activity: Activity, place: Place | None) -> Record:
    rescheduled = item.is_moved and item.original_at != item.starts_at
    status = "Cancelled" if item.is_cancelled else "Rescheduled" if rescheduled else "Scheduled"
    ends = item.ends_at - timedelta(microseconds=1) if item.all_day else item.ends_at
    record = {
        "@type": "Event",
        **_texts(item),
        "startDate": _day_or_moment(item.starts_at, item),
        "endDate": _day_or_moment(ends, item),
        "previousStartDate": _day_or_moment(item.original_at, item) if rescheduled else None,
        "eventStatus": f"https://schema.org/Event{status}",
        "location": _location(item, place),
        "organizer": _organiser(item, activity),
        "maximumAttendeeCapacity": activity.seats,
    }
    return _filled(record)


def _texts(item: Item) -> Record:
    """What holds for every time alike."""
    return {
        "name": item.title,
        "description": item.description or item.title,
        "url": item.address_on_the_web,
        "inLanguage": item.language,
        "image": f"{settings.BASE_URL}{item.picture}" if item.picture else None,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": item.cost_cents == 0,
        "offers": {
            "@type": "Offer",
            "price": f"{item.cost_cents / 100:.2f}" if item.cost_cents else "0",
            "priceCurrency": "EUR",
            "availability": f"https://schema.org/{'SoldOut' if item.is_full else 'InStock'}",
            "url": item.address_on_the_web,
        },
    }


def _location(item: Item, place: Place | None) -> Record:
    address: Record | str = item.address
    if place is not None and not item.spot_name:
        address = _filled(
            {
                "@type": "PostalAddress",
                "streetAddress": f"{place.street} {place.house_number}".strip(),
                "postalCode": place.postcode,
                "addressLocality": place.city,
                "addressCountry": "NL",
            }
        )
    known = item.lat is not None and item.lon is not None
    geo = {"@type": "GeoCoordinates", "latitude": item.lat, "longitude": item.lon} if known else None
    return _filled({"@type": "Place", "name": item.where, "address": address, "geo": geo})


def _organiser(item: Item, activity: Activity) -> Record:
    """A resident is named on the page, not in what machines gather: there it is the place."""
    partner = activity.organiser_kind == OrganiserKind.PARTNER and item.organiser
    return {"@type": "Organization", "name": item.organiser if partner else item.host_place_name}


def _schedule(series: Series) -> Record | None:
    """None for what happens once, and for rules the vocabulary has no words for."""
    try:
        rule = parse_rule(series.rule) if series.rule else None
    except RuleNotUnderstood:
        return None
    if rule is None or rule.by_set_pos or rule.by_year_day or rule.by_week_no:
        return None
    first = datetime.combine(series.first_on, series.at)
    times = {
        "startTime": f"{first:%H:%M:%S}",
        "endTime": f"{first + timedelta(minutes=series.minutes):%H:%M:%S}",
    }
    record = {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.interval}{_UNITS[rule.freq]}",
        "byDay": _days(rule, series),
        "byMonth": list(rule.by_month),
        "byMonthDay": list(rule.by_month_day),
        "startDate": series.first_on.isoformat(),
        "endDate": series.last_on.isoformat() if series.last_on else None,
        **({} if series.all_day else times),
        "scheduleTimezone": "Europe/Amsterdam",
    }
    return _filled(record)


def _days(rule: Rule, series: Series) -> list[str]:
    if not rule.by_day and rule.freq == "WEEKLY":
        return [WEEKDAYS[series.first_on.weekday()]]
    return [f"{position or ''}{WEEKDAYS[day]}" for position, day in rule.by_day]


def _day_or_moment(at: datetime, item: Item) -> str:
    return at.date().isoformat() if item.all_day else at.isoformat()


def _filled(record: Mapping[str, Any]) -> Record:
    return {key: value for key, value in record.items() if value not in (None, "", [])}
