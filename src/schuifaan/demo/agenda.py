"""The programme of a demo city: activities with their series, rooms, and what went differently."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from schuifaan.apps.agenda.actions.deriving import derive_many
from schuifaan.apps.agenda.actions.pauses import load_school_holidays
from schuifaan.apps.agenda.actions.version import raise_agenda_version
from schuifaan.apps.agenda.enums import (
    ActivityStatus,
    ContactBy,
    OccurrenceState,
    PublicHolidays,
    SignUpState,
)
from schuifaan.apps.agenda.models import (
    Activity,
    Announcement,
    Occurrence,
    Series,
    SignUp,
    Spot,
    Suggestion,
)
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Part, Room, RoomPart
from schuifaan.core.timeline.recurrence import first_start, last_start, parse_rule
from schuifaan.demo.content import has, read

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
# Everything has been going on for a while, as it has in a real city.
WEEKS_BACK = 3
AS_IT_IS = (
    "kind", "description", "audience", "bring", "leave_note", "access_note", "cost_note", "can_leave",
    "open_to_everyone", "professional", "languages", "welcomed_by", "organiser_kind", "organiser_name", "seats",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Here:
    places: dict[str, Place]
    rooms: dict[tuple[str, str], Room]
    spots: dict[str, Spot]
    today: date
    now: datetime


def agenda_is_loaded(city: str) -> bool:
    """Also when somebody threw activities away since: what people made of it is kept."""
    if not has(city, "agenda"):
        return True
    slugs = {row["place"] for row in read(city, "agenda")["activities"]}
    return Activity.objects.filter(place__slug__in=slugs).exists()


@transaction.atomic
def load_agenda(*, city: str, now: datetime) -> int:
    """How many activities there are."""
    content, today = read(city, "agenda"), timezone.localdate(now)
    places = {place.slug: place for place in Place.objects.filter(is_demo=True)}
    load_school_holidays(by=None, now=now)
    rooms = _rooms(content.get("rooms", {}), places)
    spots = {row["name"]: _spot(row, places) for row in content.get("spots", ())}
    here = _Here(places, rooms, spots, today, now)
    series: list[Series] = []
    for row in content["activities"]:
        activity = _activity(row, places[row["place"]], today, now)
        stops = row.get("stops") or [row]
        series += [_series(activity, stop, here) for stop in stops]
    derive_many(series=series, now=now)
    _went_differently(content, now)
    _joined(content, now)
    _told(content, places, today, now)
    raise_agenda_version()
    return len(content["activities"])


def _rooms(rows: dict[str, list[Any]], places: dict[str, Place]) -> dict[tuple[str, str], Room]:
    found: dict[tuple[str, str], Room] = {}
    for slug, names in rows.items():
        for position, row in enumerate(names):
            name, made_of = (row["name"], row["made_of"]) if isinstance(row, dict) else (row, ())
            room = Room.objects.create(place=places[slug], name=name, position=position)
            parts = (
                Part.objects.filter(room_parts__room__in=[found[slug, one] for one in made_of])
                if made_of
                else [Part.objects.create(place=places[slug])]
            )
            RoomPart.objects.bulk_create([RoomPart(room=room, part=part) for part in parts])
            found[slug, name] = room
    return found


def _spot(row: dict[str, Any], places: dict[str, Place]) -> Spot:
    return Spot.objects.create(
        place=places[row["place"]],
        name=row["name"],
        where=row["where"],
        neighbourhood_id=row.get("neighbourhood"),
        rain_plan=row.get("rain_plan", ""),
        kit_list=row.get("kit_list", ""),
    )


def _activity(row: dict[str, Any], place: Place, today: date, now: datetime) -> Activity:
    return Activity.objects.create(
        place=place,
        slug=_free_slug(f"{row['title']} {place.slug}"),
        status=ActivityStatus.PUBLISHED,
        title=row["title"],
        cost_cents=row["cents"],
        sign_up="seats" in row,
        sign_up_phone=row.get("phone", ""),
        pilot_until=today + timedelta(days=row["pilot_days"]) if "pilot_days" in row else None,
        translations={code: row[code] for code in ("en", "ar") if code in row},
        created_at=now,
        changed_at=now,
        **{name: row[name] for name in AS_IT_IS if name in row},
    )


def _free_slug(text: str) -> str:
    slug = slugify(text)[:130]
    taken = Activity.objects.filter(slug__startswith=slug).count()
    return f"{slug}-{taken + 1}" if taken else slug


def _series(activity: Activity, row: dict[str, Any], here: _Here) -> Series:
    begin, end = time.fromisoformat(row["at"]), time.fromisoformat(row["until"])
    rule = parse_rule(row["rule"]) if "rule" in row else None
    first_on = _first_day(row, here.today)
    first = datetime.combine(first_on, begin)
    last_on: date | None = first_on
    if rule is not None:
        first = first_start(rule, first) or first
        last = last_start(rule, first)
        last_on = last.date() if last else None
    return Series.objects.create(
        activity=activity,
        place=here.places[row["place"]],
        spot=here.spots.get(row.get("spot", "")),
        room=here.rooms.get((row["place"], row.get("room", ""))),
        first_on=first.date(),
        at=begin,
        minutes=(end.hour - begin.hour) * 60 + end.minute - begin.minute,
        rule=rule.text if rule else "",
        last_on=last_on,
        school_region=row.get("school_region", ""),
        public_holidays=PublicHolidays.ASK if row.get("holidays") == "ask" else PublicHolidays.SKIP,
        created_at=here.now,
        changed_at=here.now,
    )


def _first_day(row: dict[str, Any], today: date) -> date:
    if "in_days" in row:
        return today + timedelta(days=row["in_days"])
    monday = today - timedelta(days=today.weekday() + 7 * WEEKS_BACK)
    return monday + timedelta(days=WEEKDAYS.index(row["day"]))


def _went_differently(content: dict[str, Any], now: datetime) -> None:
    for row in content.get("cancelled", ()):
        occurrence = _coming(row, now)
        _change(occurrence, now, state=OccurrenceState.CANCELLED, note=row["reason"])
    for row in content.get("moved", ()):
        occurrence, later = _coming(row, now), timedelta(days=row["days"])
        _change(
            occurrence,
            now,
            state=OccurrenceState.MOVED,
            note=row["reason"],
            starts_at=occurrence.starts_at + later,
            ends_at=occurrence.ends_at + later,
        )


def _coming(row: dict[str, Any], now: datetime) -> Occurrence:
    coming = Occurrence.objects.filter(activity__title=row["title"], starts_at__gt=now).order_by("starts_at")
    nth: int = row["nth"]
    return coming[nth - 1]


def _change(occurrence: Occurrence, now: datetime, **values: Any) -> None:
    claim, occurrence.claim = occurrence.claim, None
    for name, value in values.items():
        setattr(occurrence, name, value)
    occurrence.by_hand, occurrence.room, occurrence.changed_at = True, None, now
    occurrence.sequence += 1
    occurrence.save()
    if claim is not None:
        claim.delete()


def _joined(content: dict[str, Any], now: datetime) -> None:
    for row in content["activities"]:
        names = row.get("joined", ())
        if not names:
            continue
        occurrence = _coming({"title": row["title"], "nth": 1}, now)
        SignUp.objects.bulk_create(
            SignUp(
                occurrence=occurrence,
                first_name=name,
                contact_by=ContactBy.NONE,
                state=SignUpState.PLACED,
                seat=seat,
                by_host=True,
                asked_at=now,
                changed_at=now,
            )
            for seat, name in enumerate(names, start=1)
        )


def _told(content: dict[str, Any], places: dict[str, Place], today: date, now: datetime) -> None:
    for row in content.get("announcements", ()):
        Announcement.objects.create(
            place=places[row["place"]],
            text=row["text"],
            first_on=today,
            last_on=today + timedelta(days=row["days"]),
        )
    for row in content.get("suggestions", ()):
        fields = {name: value for name, value in row.items() if name != "place"}
        Suggestion.objects.create(place=places[row["place"]], asked_at=now, **fields)
