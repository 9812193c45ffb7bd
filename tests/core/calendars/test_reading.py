"""Reading calendar files of elsewhere: strange ones, and 549 that nobody here wrote."""

import warnings
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from schuifaan.core.calendars.components import CalendarNotReadable
from schuifaan.core.calendars.events import Event, Reading
from schuifaan.core.calendars.plain_text import cut, plain
from schuifaan.core.calendars.reading import read_calendar
from schuifaan.core.timeline.recurrence import begins_at, parse_rule, starts
from schuifaan.core.timeline.wallclock import to_wall
from tests.factories import TODAY
from tests.factories.calendars import calendar_file, event

NEW_YORK_LIKE = "\r\n".join([  # noqa: FLY002 - a line of the file a line here
    "BEGIN:VTIMEZONE", "TZID:Eigen tijd",
    "BEGIN:STANDARD", "DTSTART:20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT",
    "END:VTIMEZONE",
])  # fmt: skip


def read(
    *events: str, today: date = TODAY, own_host: str = "schuif.example", product: str = "-//X//EN"
) -> Reading:
    return read_calendar(calendar_file(*events, product=product), today=today, own_host=own_host)


def one(*events: str) -> Event:
    reading = read(*events)
    assert [left for left in reading.left_behind if left.code != "zone_unknown"] == []
    return reading.events[0]


def reason(*events: str) -> list[str]:
    reading = read(*events)
    assert reading.events == []
    return [left.code for left in reading.left_behind]


def times(read_event: Event, since: datetime, before: datetime) -> list[datetime]:
    """On the wall, as the series and its changed times make them."""
    walls = {read_event.first, *read_event.extra}
    margin = timedelta(days=40)
    if read_event.rule:
        walls = {
            *starts(parse_rule(read_event.rule), read_event.first, since - margin, before + margin),
            *read_event.extra,
        }
    at = {begins_at(wall): begins_at(wall) for wall in walls - set(read_event.left_out)}
    for change in read_event.changes:
        at[change.original] = change.starts
        if change.state == "cancelled":
            del at[change.original]
    return sorted({to_wall(begins) for begins in at.values() if since <= to_wall(begins) < before})


def next_times(read_event: Event, most: int = 3) -> list[str]:
    since = datetime.combine(TODAY, time())
    return [f"{wall:%d-%m %H:%M}" for wall in times(read_event, since, since + timedelta(days=500))[:most]]


# -- Times ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("20261123T100000", "23-11 10:00"),
        ("20261123T090000Z", "23-11 10:00"),
        (";TZID=Europe/Amsterdam:20261123T100000", "23-11 10:00"),
        (";TZID=W. Europe Standard Time:20261123T100000", "23-11 10:00"),
        (";TZID=/mozilla.org/20050126_1/Europe/London:20261123T090000", "23-11 10:00"),
        (";TZID=America/New_York:20261123T040000", "23-11 10:00"),
        (";TZID=Eigen tijd:20261123T040000", "23-11 10:00"),
        (";VALUE=DATE:20261123", "23-11 00:00"),
    ],
)
def test_every_clock_is_read_as_ours(start: str, first: str) -> None:
    found = one(NEW_YORK_LIKE, event("a", "Koffie", start))
    assert next_times(found) == [first]


def test_a_zone_nobody_knows_is_read_as_ours_and_that_is_said() -> None:
    reading = read(event("a", "Koffie", ";TZID=Midden-aarde:20261123T100000"))
    assert next_times(reading.events[0]) == ["23-11 10:00"]
    assert [left.code for left in reading.left_behind] == ["zone_unknown"]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYSECOND=1"])
def test_a_zone_that_never_stops_changing_is_not_believed(rule: str) -> None:
    zone = NEW_YORK_LIKE.replace("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", f"RRULE:{rule}")
    reading = read(zone, event("a", "Koffie", ";TZID=Eigen tijd:20261123T100000"))
    assert [left.code for left in reading.left_behind] == ["zone_unknown"]


def test_a_zone_in_one_calendar_says_nothing_in_another() -> None:
    read(NEW_YORK_LIKE, event("a", "Koffie", ";TZID=Eigen tijd:20261123T100000"))
    reading = read(event("a", "Koffie", ";TZID=Eigen tijd:20261123T100000"))
    assert [left.code for left in reading.left_behind] == ["zone_unknown"]


def test_london_keeps_pace_with_us_so_its_rule_stays_a_rule() -> None:
    found = one(
        event(
            "a", "Quiz", ";TZID=Europe/London:20270322T190000", "", "RRULE:FREQ=WEEKLY;UNTIL=20270405T180000Z"
        )
    )
    assert found.rule == "FREQ=WEEKLY;UNTIL=20270405T200000"
    assert next_times(found, 9) == ["22-03 20:00", "29-03 20:00", "05-04 20:00"]


def test_a_rule_on_the_clock_of_the_world_is_written_out_as_it_drifts() -> None:
    found = one(event("a", "Quiz", "20270322T190000Z", "", "RRULE:FREQ=WEEKLY;COUNT=3"))
    assert (found.rule, next_times(found, 9)) == ("", ["22-03 20:00", "29-03 21:00", "05-04 21:00"])


def test_an_endless_rule_on_another_clock_ends_somewhere_beyond_what_we_write_out() -> None:
    found = one(event("a", "Quiz", "20000103T190000Z", "", "RRULE:FREQ=DAILY"))
    assert 760 < len(found.extra) <= 1000
    assert found.first > datetime(2026, 9, 1)
    assert found.extra[-1] > datetime(2028, 12, 21)


def test_an_endless_rule_stays_a_rule() -> None:
    found = one(event("a", "Koffie", "19970106T100000", "", "RRULE:FREQ=WEEKLY"))
    assert (found.rule, next_times(found, 2)) == ("FREQ=WEEKLY", ["23-11 10:00", "30-11 10:00"])


def test_days_beside_the_rule_and_days_out_of_it() -> None:
    found = one(
        event("a", "Koffie", "20261123T100000", "20261123T120000", "RRULE:FREQ=WEEKLY;COUNT=4",
              "EXDATE:20261130T090000Z", "RDATE:20261124T140000", "EXDATE;VALUE=DATE:20261207"),
    )  # fmt: skip
    assert next_times(found, 9) == ["23-11 10:00", "24-11 14:00", "14-12 10:00"]


def test_the_first_time_counts_also_when_the_rule_does_not_have_it() -> None:
    found = one(event("a", "Koffie", "20261122T100000", "", "RRULE:FREQ=WEEKLY;BYDAY=MO"))
    assert next_times(found) == ["22-11 10:00", "23-11 10:00", "30-11 10:00"]


def test_the_hour_that_is_skipped() -> None:
    found = one(event("a", "Nacht", "20270328T023000", "20270328T024500"))
    assert begins_at(found.first) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_the_hour_that_happens_twice() -> None:
    first, second = (
        one(event("a", "Nacht", f"20271031T{hour}3000Z", f"20271031T{hour}4500Z")) for hour in ("00", "01")
    )
    assert (begins_at(first.first), first.changes) == (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), ())
    assert second.changes[0].starts == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [(("DURATION:PT90M",), 90), ((), 60), (("DTEND:20261123T100000",), 60), (("DTEND:20261123T100030",), 1), (("DURATION:P2D",), 2880)],
)  # fmt: skip
def test_how_long_it_lasts(lines: tuple[str, ...], minutes: int) -> None:
    assert one(event("a", "Koffie", "20261123T100000", "", *lines)).minutes == minutes


def test_whole_days() -> None:
    found = one(event("a", "Markt", ";VALUE=DATE:20261123", ";VALUE=DATE:20261125"))
    assert (found.all_day, found.minutes) == (True, 2880)


def test_a_changed_time_is_told_with_its_own_words() -> None:
    found = one(
        event("a", "Koffie", "20261123T100000", "20261123T120000", "RRULE:FREQ=WEEKLY"),
        event(
            "a", "Koffie met taart", "20261124T100000", "20261124T120000", "RECURRENCE-ID:20261123T090000Z"
        ),
    )
    assert [(change.state, change.note) for change in found.changes] == [("moved", "Koffie met taart")]
    assert next_times(found, 2) == ["24-11 10:00", "30-11 10:00"]


def test_a_changed_time_without_its_series_is_an_event_by_itself() -> None:
    reading = read(event("a", "Koffie", "20261124T100000", "", "RECURRENCE-ID:20261123T100000"))
    assert [(found.uid[:2], next_times(found)) for found in reading.events] == [("a#", ["24-11 10:00"])]


# -- What stays behind ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (event("a", "Koffie", "20261123T100000", "20261123T090000"), "ends_before_start"),
        ("BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Koffie\r\nEND:VEVENT", "no_start"),
        (event("a", "Koffie", "20261123T100000", "", "RRULE:FREQ=SECONDLY"), "rule_sub_daily"),
        (event("a", "Koffie", "20261123T100000", "", "RRULE:FREQ=HOURLY;COUNT=3"), "rule_sub_daily"),
        (event("a", "Koffie", "20261123T100000", "", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "rule_never"),
        (event("a", "Koffie", "20261123T100000", "", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY"), "rule_unsupported"),
        (event("a", "Koffie", "20261123T100000", "20270323T100000"), "too_long"),
        (event("a", "Koffie", "00010101T100000"), "strange_date"),
        (event("a", "Koffie", "20261123T100000", "", "CLASS:PRIVATE"), "private"),
        (event("a", "Koffie", "20261123T100000", "", "CLASS:CONFIDENTIAL"), "private"),
        (event("a", "Koffie", "20261123T100000", "", "TRANSP:TRANSPARENT"), "free_time"),
        (event("a", "Bezet", "20261123T100000"), "busy_only"),
        (event("a", "", "20261123T100000"), "no_title"),
        (event("123@schuif.example", "Koffie", "20261123T100000"), "ours"),
    ],
)  # fmt: skip
def test_what_stays_behind_says_why(made: str, code: str) -> None:
    assert reason(made) == [code]


def test_one_strange_event_does_not_spoil_the_others() -> None:
    reading = read(
        event("a", "Kapot", "morgen"),
        event("b", "Goed", "20261123T100000"),
        "BEGIN:VEVENT\r\n;;;\r\nEND:VEVENT",
    )
    assert [found.title for found in reading.events] == ["Goed"]
    assert len(reading.left_behind) == 2


def test_what_is_over_or_called_off_is_not_mentioned() -> None:
    reading = read(
        event("a", "Oud", "20250101T100000"),
        event("b", "Klaar", "20250101T100000", "", "RRULE:FREQ=WEEKLY;COUNT=3"),
        event("c", "Niet", "20261123T100000", "", "STATUS:CANCELLED"),
    )
    assert (reading.found, reading.events, reading.left_behind) == (3, [], [])


def test_two_thousand_is_enough() -> None:
    reading = read(*(event(f"u{number}", "Koffie", "20261123T100000") for number in range(2003)))
    assert len(reading.events) == 2000
    assert Counter(left.code for left in reading.left_behind) == {"too_many": 3}


def test_our_own_calendar_is_recognised() -> None:
    assert read(product="-//Schuif aan//Agenda//NL").ours


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "not_a_calendar"), (b"<html>", "not_a_calendar"), (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a", "cut_off"), (b"\xff\xfe\x00", "not_a_calendar")],
)  # fmt: skip
def test_what_is_no_calendar_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(CalendarNotReadable) as refused:
        read_calendar(content, today=TODAY, own_host="x")
    assert refused.value.code == code


# -- Texts ----------------------------------------------------------------------------------------


def test_invited_people_never_come_along() -> None:
    found = one(
        event(
            "a",
            "Koffie",
            "20261123T100000",
            "",
            "ATTENDEE;CN=Ans:mailto:ans@example.org",
            "ORGANIZER:mailto:piet@example.org",
            "DESCRIPTION:Fijn",
        )
    )
    assert "@" not in repr(found)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("<p>Soep &amp; brood</p><script>weg()</script><ul><li>Neem mee: <b>honger</b></li></ul>", "Soep & brood\n\nNeem mee: honger"),
        ("3 < 4 en 5 > 2", "3 < 4 en 5 > 2"),
        ("Kom\u202e ook\x07", "Kom ook"),
        ("Welkom\n-::~:~::~:~:~-\nDeelnemen met Google Meet: https://meet.example", "Welkom"),
        ("مرحبا 🎉", "مرحبا 🎉"),
    ],
)  # fmt: skip
def test_texts_come_as_plain_text(given: str, said: str) -> None:
    assert plain(given, most=500) == said


def test_long_texts_end_after_a_word() -> None:
    assert cut("een twee drie vier", 12) == "een twee…"
    assert cut("a" * 30, 10) == "a" * 9 + "…"


# -- What others wrote ----------------------------------------------------------------------------

# "This and all following" moves one time with us: said to the manager, who looks at the times.
KNOWN_DIFFERENCES = {"issue_75_range_parameter.ics"}


@pytest.fixture(scope="module")
def files(shared_data: Path) -> list[Path]:
    found = sorted((shared_data / "calendars").rglob("*.ics"))
    if not found:
        pytest.skip("the 549 calendars of others are not here")
    return found


@pytest.mark.shared
@pytest.mark.once
def test_every_calendar_of_others_is_read_or_refused(files: list[Path]) -> None:
    outcomes: Counter[str] = Counter()
    for path in files:
        try:
            reading = read_calendar(path.read_bytes(), today=date(2019, 6, 1), own_host="x")
        except CalendarNotReadable as refused:
            outcomes[refused.code] += 1
        else:
            outcomes["read"] += 1
            assert all(found.title and found.minutes > 0 for found in reading.events), path
    assert sum(outcomes.values()) == len(files)
    assert outcomes["read"] > 450


@pytest.mark.shared
@pytest.mark.once
def test_a_second_reader_finds_the_same_times(files: list[Path]) -> None:
    different, same = set(), 0
    for path in files:
        try:
            reading = read_calendar(path.read_bytes(), today=date(1971, 1, 1), own_host="x")
            # A window in which something happens: around the middle one of its events.
            day = sorted(found.first for found in reading.events)[len(reading.events) // 2].date()
            reading = read_calendar(path.read_bytes(), today=day, own_host="x")
            theirs = _read_by_others(path, day)
        except (
            CalendarNotReadable,
            IndexError,
            KeyError,
            ValueError,
            AttributeError,
            icalendar.BrokenCalendarProperty,
        ):
            # Refused by us, nothing in it, or too much for the other reader.
            continue
        since = datetime.combine(day, time())
        for found in reading.events:
            if "#" in found.uid or found.uid.startswith("zonder-"):
                continue
            if times(found, since, since + timedelta(days=400)) == sorted(theirs[found.uid]):
                same += 1
            else:
                different.add(path.name)
    assert different == KNOWN_DIFFERENCES
    assert same > 1900


def _read_by_others(path: Path, day: date) -> dict[str, set[datetime]]:
    since = datetime.combine(day, time())
    before, margin = since + timedelta(days=400), timedelta(days=2)
    found: dict[str, set[datetime]] = defaultdict(set)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for calendar in icalendar.Calendar.from_ical(path.read_bytes(), multiple=True):
            for occurrence in recurring_ical_events.of(calendar).between(since - margin, before + margin):
                at = occurrence["DTSTART"].dt
                wall = (
                    datetime.combine(at, time())
                    if not isinstance(at, datetime)
                    else to_wall(at)
                    if at.tzinfo
                    else at
                )
                if str(occurrence.get("STATUS", "")).upper() != "CANCELLED" and since <= wall < before:
                    found[str(occurrence["UID"])].add(wall)
    return found


def test_what_is_private_comes_along_for_who_must_know_that_a_room_is_taken():
    secret = event("a", "Familie", "20261205T140000", "20261205T180000", "CLASS:PRIVATE")
    busy = event("b", "Bezet", "20261206T140000", "20261206T180000")
    open_time = event("c", "Bar open", "20261207T140000", "20261207T180000", "TRANSP:TRANSPARENT")
    content = calendar_file(secret, busy, open_time)
    assert read_calendar(content, today=TODAY, own_host="x.example").events == []
    reading = read_calendar(content, today=TODAY, own_host="x.example", for_all=False)
    assert [(one.title, one.is_private) for one in reading.events] == [("Familie", True), ("Bezet", True)]
    assert ([one.code for one in reading.left_behind], reading.whole) == (["free_time"], 3)
