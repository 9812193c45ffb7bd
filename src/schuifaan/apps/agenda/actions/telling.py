"""Telling who signed up that it is off, at another time, or on after all: one letter to a person for a change."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.agenda.actions.letters import Person, write
from schuifaan.apps.agenda.enums import ContactBy, OccurrenceState, SignUpState
from schuifaan.apps.agenda.models import Notice, Occurrence, SignUp
from schuifaan.apps.agenda.queries.items import text_of
from schuifaan.ui.speech import spoken_day, spoken_period

GOES_ON = frozenset({OccurrenceState.ON, OccurrenceState.MOVED})


@dataclass(frozen=True, slots=True)
class PeopleToTell:
    """Whom a letter reaches, whom the host must phone, and who left nothing: they hear it at the door."""

    mails: tuple[Person, ...] = ()
    phones: tuple[Person, ...] = ()
    unreachable: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Was:
    """One time as it was before a change, with who counted on it."""

    occurrence: Occurrence
    sign_ups: tuple[SignUp, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One time somebody counted on: as it was, and as it is now. `now` is None when it has been deleted."""

    was: Was
    now: Occurrence | None


def people_to_tell(occurrences: Iterable[Occurrence]) -> PeopleToTell:
    """Before a change: whom it would reach, each person once. Show it on the button."""
    sign_ups = _counting_on([row.pk for row in occurrences])
    found = _people(row for rows in sign_ups.values() for row in rows)
    return PeopleToTell(
        mails=tuple(one for one in found if one.by == ContactBy.EMAIL),
        phones=tuple(one for one in found if one.by == ContactBy.PHONE),
        unreachable=tuple(one for one in found if one.by == ContactBy.NONE),
    )


@contextmanager
def telling(occurrences: QuerySet[Occurrence], *, now: datetime) -> Iterator[None]:
    """Around a change, in its transaction: whoever counted on one of these hears what became of it.

    Also around a deletion. Within another `telling` the same change is still told once.
    """
    before = as_they_are(occurrences, now=now)
    yield
    tell_changes(before=before, now=now)


def as_they_are(occurrences: QuerySet[Occurrence], *, now: datetime) -> tuple[Was, ...]:
    """Those to come that people count on."""
    rows = (
        occurrences.filter(ends_at__gt=now, sign_ups__state__in=(SignUpState.PLACED, SignUpState.WAITING))
        .distinct()
        .select_related("activity__place", "place", "spot")
        .order_by("starts_at", "pk")
    )
    found = list(rows)
    sign_ups = _counting_on([row.pk for row in found])
    return tuple(Was(row, tuple(sign_ups[row.pk])) for row in found)


def tell_changes(*, before: Sequence[Was], now: datetime) -> list[Notice]:
    """What changed since `before` is told; what did not, is not."""
    ids = [was.occurrence.pk for was in before]
    current = Occurrence.objects.select_related("activity__place", "place", "spot").in_bulk(ids)
    changes: dict[str, list[Change]] = defaultdict(list)
    for was in before:
        change = Change(was, current.get(was.occurrence.pk))
        kind = _kind_of(change)
        if kind:
            changes[kind].append(change)
    return [notice for kind, found in changes.items() for notice in _tell(kind, found, now)]


def tell_cancelled(*, occurrences: Sequence[Occurrence], now: datetime) -> list[Notice]:
    """They have just been called off, or are about to be deleted."""
    before = as_they_are(Occurrence.objects.filter(pk__in=[row.pk for row in occurrences]), now=now)
    given = {row.pk: row for row in occurrences}
    return _tell("cancelled", [Change(was, given[was.occurrence.pk]) for was in before], now)


def tell_moved(*, was: Sequence[Was], now: datetime) -> list[Notice]:
    """They have just moved. `was`: `as_they_are(…)` of before."""
    return tell_changes(before=was, now=now)


def _kind_of(change: Change) -> str:
    was, now = change.was.occurrence, change.now
    goes_on = now is not None and now.state in GOES_ON
    if was.state in GOES_ON and not goes_on:
        return "cancelled"
    if now is None or not goes_on:
        return ""
    if was.state == OccurrenceState.CANCELLED:
        return "restored"
    return "moved" if _where_and_when(was) != _where_and_when(now) else ""


def _where_and_when(occurrence: Occurrence) -> tuple[Any, ...]:
    return occurrence.starts_at, occurrence.ends_at, occurrence.place_id, occurrence.spot_id


def _tell(kind: str, changes: Sequence[Change], now: datetime) -> list[Notice]:
    """Per activity and person one notice, of all their times together."""
    per_activity: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        per_activity[change.was.occurrence.activity_id].append(change)
    written = []
    for found in per_activity.values():
        for person in _people(row for change in found for row in change.was.sign_ups):
            own = {row.occurrence_id for row in person.sign_ups}
            mine = [change for change in found if change.was.occurrence.pk in own]
            written.append(_write(kind, person, mine, now))
    return [notice for notice in written if notice]


def _write(kind: str, person: Person, changes: Sequence[Change], now: datetime) -> Notice | None:
    first = changes[0].was.occurrence
    about = ",".join(f"{one.was.occurrence.pk}.{one.now.sequence if one.now else ''}" for one in changes)
    mark = hashlib.sha256(about.encode()).hexdigest()[:24]

    def context() -> Mapping[str, Any]:
        return {
            "title": text_of(first.activity, "title", person.language),
            "lines": [_line(change) for change in changes],
            "reason": next((one.now.note for one in changes if one.now and one.now.note), ""),
            "next": _next_time(changes, now) if kind == "cancelled" else "",
            "url": settings.BASE_URL + reverse("agenda:activity", args=[first.activity.slug]),
            "links": [
                settings.BASE_URL + reverse("agenda:my_sign_up", args=[one.token]) for one in person.sign_ups
            ],
            "phone": first.activity.sign_up_phone,
        }

    return write(
        key=f"{kind}:{person.mark}:{mark}",
        place=first.activity.place,
        person=person,
        template=kind,
        context=context,
        now=now,
    )


def _line(change: Change) -> dict[str, str]:
    now = change.now or change.was.occurrence
    return {"was": when_and_where(change.was.occurrence), "now": when_and_where(now)}


def when_and_where(occurrence: Occurrence) -> str:
    """Say "maandag 23 november, 10.00–12.00 uur, ’t Atrium"."""
    starts, ends = timezone.localtime(occurrence.starts_at), timezone.localtime(occurrence.ends_at)
    where = occurrence.spot.name if occurrence.spot else occurrence.place.name
    return f"{spoken_day(starts.date())}, {spoken_period(starts, ends)}, {where}"


def _next_time(changes: Sequence[Change], now: datetime) -> str:
    """The first one that does go on, after what is off."""
    first = changes[0].was.occurrence
    following = (
        Occurrence.objects.shown()
        .filter(activity=first.activity_id, state__in=GOES_ON, starts_at__gt=max(now, first.starts_at))
        .exclude(pk__in=[change.was.occurrence.pk for change in changes])
        .select_related("place", "spot")
        .order_by("starts_at", "pk")
        .first()
    )
    return when_and_where(following) if following else ""


def _counting_on(occurrence_ids: Sequence[int]) -> dict[int, list[SignUp]]:
    found: dict[int, list[SignUp]] = defaultdict(list)
    rows = SignUp.objects.filter(occurrence__in=occurrence_ids).exclude(state=SignUpState.CANCELLED)
    for row in rows.order_by("pk"):
        found[row.occurrence_id].append(row)
    return found


def _people(sign_ups: Iterable[SignUp]) -> list[Person]:
    """Each once, however often they signed up; who left nothing is somebody else every time."""
    grouped: dict[object, list[SignUp]] = defaultdict(list)
    for row in sign_ups:
        same = (row.contact_by, row.contact.casefold()) if row.contact else row.pk
        grouped[same].append(row)
    return [
        Person(
            by=rows[0].contact_by,
            contact=rows[0].contact,
            first_name=", ".join(dict.fromkeys(row.first_name for row in rows))[:40],
            language=rows[-1].language,
            sign_ups=tuple(rows),
        )
        for rows in grouped.values()
    ]
