"""Calendars a place keeps elsewhere: following an address, reading a file, and letting go again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.calendar_reports import report_broken
from schuifaan.apps.agenda.actions.saving import AgendaError, require
from schuifaan.apps.agenda.actions.taking_over import TakenOver, remove_events, take_over
from schuifaan.apps.agenda.actions.telling import telling
from schuifaan.apps.agenda.enums import CalendarProblem
from schuifaan.apps.agenda.importing.fetching import Fetched, NotFetched, clean_address, fetch_feed
from schuifaan.apps.agenda.models import Calendar, FeedEvent, Occurrence
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.core.calendars.components import CalendarNotReadable
from schuifaan.core.calendars.events import REMARKS, Reading, Reason
from schuifaan.core.calendars.reading import read_calendar

EVERY: Final = timedelta(hours=1)
SELDOM: Final = timedelta(hours=12)
# A calendar that is suddenly empty is believed when it still is after this long.
BELIEVED_EMPTY_AFTER: Final = timedelta(days=1)
MOST_AT_ONCE: Final = 200
MOST_LEFT_BEHIND: Final = 500
# Nobody may see these elsewhere either; once that is so they go here too. The rest is a hiccup: it stays.
_TAKEN_BACK: Final[frozenset[Reason]] = frozenset({"private", "free_time", "ours", "busy_only"})

Fetch = Callable[..., Fetched]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`taken` is None when nothing changed or when there was a problem ("" when there was none)."""

    problem: str = ""
    taken: TakenOver | None = None


@dataclass(frozen=True, slots=True)
class FetchedDue:
    """`letters` went to managers about calendars that have not worked for a day."""

    fetched: int = 0
    broken: int = 0
    letters: int = 0


class CalendarRefused(AgendaError):  # noqa: N818 - it says what went wrong
    """The address or the file cannot be followed; nothing was saved."""

    def __init__(self, code: str, *, field: str) -> None:
        super().__init__(refusal_words(code), field=field)
        self.code = code


def refusal_words(code: str) -> str:
    words: dict[str, str] = {
        CalendarProblem.NOT_FOUND: _("Op dit adres staat geen agenda. Kopieer het adres nog een keer."),
        CalendarProblem.NOT_ALLOWED: _(
            "Dit adres mogen we niet ophalen. Neem het geheime of openbare adres dat op .ics eindigt, zonder wachtwoord."
        ),
        CalendarProblem.NO_ANSWER: _("We krijgen geen antwoord van dit adres. Probeer het straks nog eens."),
        CalendarProblem.TOO_LARGE: _(
            "Deze agenda is te groot: meer dan 5 MB. Deel een agenda met minder geschiedenis."
        ),
        CalendarProblem.OURS: _("Deze agenda komt van deze site zelf. Wat erin staat, staat hier al."),
        CalendarProblem.EMPTY: _("In deze agenda staat niets."),
    }
    return words.get(code, _("Dit is geen agenda die we kunnen lezen. Het moet een .ics-bestand zijn."))


def add_calendar(
    *,
    place: Place,
    address: str,
    name: str,
    kind: str,
    cost_cents: int,
    by: User,
    now: datetime,
    fetch: Fetch = fetch_feed,
) -> tuple[Calendar, TakenOver]:
    """Follow an address from now on. It is fetched first: what cannot be read is not saved (CalendarRefused)."""
    require(by, "agenda.change_agenda", place)
    try:
        address = clean_address(address)
        if _is_ours(address):
            raise CalendarRefused(CalendarProblem.OURS, field="address")
        if Calendar.objects.filter(place=place, address=address, is_active=True).exists():
            raise AgendaError(_("Deze agenda volg je al. Je ziet hem hieronder."), field="address")
        fetched = fetch(address)
    except NotFetched as refusal:
        raise CalendarRefused(refusal.code, field="address") from refusal
    reading = _read(fetched.content or b"", now, field="address")
    with transaction.atomic():
        calendar, _is_new = Calendar.objects.update_or_create(
            place=place,
            address=address,
            defaults={
                "name": _name(name, reading, address), "kind": kind, "cost_cents": cost_cents, "is_active": True,
            },
            create_defaults={
                "name": _name(name, reading, address), "kind": kind, "cost_cents": cost_cents, "created_at": now,
            },
        )  # fmt: skip
        taken = _accept(calendar, reading, fetched, now)
        _note("agenda.calendar_followed", calendar, by, now)
    return calendar, taken


def upload_calendar(
    *, place: Place, content: bytes, name: str, kind: str, cost_cents: int, by: User, now: datetime
) -> tuple[Calendar, TakenOver]:
    """A file, once. The same name as before is a newer version of that one: what is gone from it goes here too."""
    require(by, "agenda.change_agenda", place)
    reading = _read(content, now, field="file")
    if not reading.events and not reading.left_behind:
        raise CalendarRefused(CalendarProblem.EMPTY, field="file")
    with transaction.atomic():
        name = _name(name, reading, "")
        calendar = Calendar.objects.filter(place=place, address="", name=name, is_active=True).first()
        calendar = calendar or Calendar(place=place, name=name, created_at=now)
        calendar.kind, calendar.cost_cents = kind, cost_cents
        calendar.save()
        taken = _accept(calendar, reading, Fetched(content), now)
        _note("agenda.calendar_uploaded", calendar, by, now)
    return calendar, taken


def fetch(*, calendar: Calendar, now: datetime, fetch: Fetch = fetch_feed) -> Outcome:
    """Ask the other side for news. Whatever goes wrong there, the agenda stays as it was."""
    try:
        fetched = fetch(calendar.address, **_validators(calendar, now))
        if fetched.content is None:
            return _worked(calendar, now)
        if calendar.content_hash == _fingerprint(fetched.content, now) and not calendar.problem:
            return _worked(calendar, now, fetched)
        reading = _read(fetched.content, now, field="address")
    except NotFetched as refusal:
        return _failed(calendar, refusal.code, now)
    except CalendarRefused as refusal:
        return _failed(calendar, CalendarProblem(refusal.code), now)
    if not reading.found and _has_coming(calendar, now) and not _empty_for_long(calendar, now):
        return _failed(calendar, CalendarProblem.EMPTY, now)
    with transaction.atomic():
        held = Calendar.objects.select_for_update(of=("self",)).select_related("place").get(pk=calendar.pk)
        # Somebody may have let go of it while we were fetching.
        return Outcome(taken=_accept(held, reading, fetched, now)) if held.is_active else Outcome()


def _validators(calendar: Calendar, now: datetime) -> dict[str, str]:
    """Once a month it is read anew: what is over goes, and times far ahead come nearer."""
    if calendar.problem or not calendar.content_hash.startswith(_month(now)):
        return {}
    return {"etag": calendar.etag, "last_modified": calendar.last_modified}


def fetch_due(*, now: datetime, fetcher: Fetch = fetch_feed) -> FetchedDue:
    """All whose hour has come. Each for itself: one that breaks leaves the others alone."""
    due = Calendar.objects.filter(is_active=True, next_fetch_at__lte=now).exclude(address="")
    outcomes = [
        fetch(calendar=calendar, now=now, fetch=fetcher)
        for calendar in due.select_related("place").order_by("next_fetch_at", "pk")[:MOST_AT_ONCE]
    ]
    broken = sum(bool(one.problem) for one in outcomes)
    return FetchedDue(len(outcomes), broken, report_broken(now=now))


@transaction.atomic
def stop_following(*, calendar: Calendar, keep: bool, by: User, now: datetime) -> int:
    """Keep what it brought, as the place's own, or call off what is still to come; how many that were.

    The calendar stays known: who brings the same events back in later gets no doubles.
    """
    require(by, "agenda.change_agenda", calendar.place)
    calendar = Calendar.objects.select_for_update(of=("self",)).select_related("place").get(pk=calendar.pk)
    calendar.is_active, calendar.next_fetch_at = False, None
    calendar.problem, calendar.problem_since, calendar.content_hash = "", None, ""
    calendar.etag, calendar.last_modified = "", ""
    calendar.save()
    removed = 0
    if not keep:
        with telling(Occurrence.objects.filter(series__calendar=calendar), now=now):
            rows = FeedEvent.objects.filter(series__calendar=calendar, gone_at=None)
            removed = remove_events(rows.select_related("series__activity", "series__calendar"), now=now)
    _note("agenda.calendar_left", calendar, by, now)
    return removed


# -- What comes of a fetch ------------------------------------------------------------------------


def _read(content: bytes, now: datetime, *, field: str) -> Reading:
    try:
        reading = read_calendar(content, today=timezone.localdate(now), own_host=_own_host())
    except CalendarNotReadable as error:
        code = CalendarProblem.TOO_LARGE if error.code == "too_many" else CalendarProblem.NOT_A_CALENDAR
        raise CalendarRefused(code, field=field) from error
    if reading.ours:
        raise CalendarRefused(CalendarProblem.OURS, field=field)
    return reading


def _accept(calendar: Calendar, reading: Reading, fetched: Fetched, now: datetime) -> TakenOver:
    unreadable = {
        one.uid for one in reading.left_behind if one.code not in _TAKEN_BACK and one.code not in REMARKS
    }
    taken = take_over(calendar=calendar, events=reading.events, now=now, unreadable=unreadable)
    taken.left_behind = [*reading.left_behind, *taken.left_behind]
    calendar.left_behind = [one.as_json() for one in taken.left_behind[:MOST_LEFT_BEHIND]]
    calendar.content_hash = _fingerprint(fetched.content or b"", now)
    _worked(calendar, now, fetched)
    return taken


def _worked(calendar: Calendar, now: datetime, fetched: Fetched | None = None) -> Outcome:
    calendar.fetched_at = calendar.worked_at = now
    calendar.problem, calendar.problem_since, calendar.reported_at = "", None, None
    calendar.next_fetch_at = now + EVERY if calendar.address else None
    if fetched is not None:
        calendar.etag, calendar.last_modified = fetched.etag, fetched.last_modified
    calendar.save()
    return Outcome()


def _failed(calendar: Calendar, code: CalendarProblem, now: datetime) -> Outcome:
    """Asked again ever less often, up to twice a day. Another problem is the same outage, but for an empty one."""
    if not calendar.problem or (
        CalendarProblem.EMPTY in {code, calendar.problem} and calendar.problem != code
    ):
        calendar.problem_since = now
    calendar.problem, calendar.fetched_at = code, now
    lasting = now - (calendar.problem_since or now)
    calendar.next_fetch_at = now + min(max(lasting, EVERY), SELDOM)
    calendar.save()
    return Outcome(problem=code)


def _has_coming(calendar: Calendar, now: datetime) -> bool:
    found: bool = Occurrence.objects.filter(series__calendar=calendar, starts_at__gt=now).exists()
    return found


def _empty_for_long(calendar: Calendar, now: datetime) -> bool:
    since = calendar.problem_since
    return bool(
        calendar.problem == CalendarProblem.EMPTY
        and since is not None
        and now - since >= BELIEVED_EMPTY_AFTER
    )


def _month(now: datetime) -> str:
    return f"{timezone.localdate(now):%Y%m}"


def _fingerprint(content: bytes, now: datetime) -> str:
    return _month(now) + hashlib.sha256(content).hexdigest()[:58]


def _name(name: str, reading: Reading, address: str) -> str:
    return (name.strip() or reading.name or urlsplit(address).hostname or _("Agenda"))[:120]


def _own_host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _is_ours(address: str) -> bool:
    ours: str = settings.BASE_URL
    return urlsplit(address).netloc == urlsplit(ours).netloc


def _note(verb: str, calendar: Calendar, by: User, now: datetime) -> None:
    record(verb=verb, scope=calendar.place.audit_scope, by=by, now=now, subject=calendar.name)
