"""Whoever signed up hears of a change, once, in their own language; a phone number is for the host."""

from datetime import date, time, timedelta

import pytest
from django.db import transaction

from schuifaan.apps.agenda.actions.joining import sign_up
from schuifaan.apps.agenda.actions.planning import (
    When,
    answer_stop,
    cancel_following,
    cancel_occurrence,
    change_following,
    change_series,
    move_occurrence,
    restore_occurrence,
)
from schuifaan.apps.agenda.actions.telling import people_to_tell, tell_cancelled, telling
from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.apps.agenda.models import Notice, Occurrence, Series
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from tests.factories import NOW
from tests.factories.agenda import MONDAY, make_activity, make_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def lunches(place: Place) -> Series:
    return make_series(
        make_activity(place, title="Soeplunch", sign_up=True, seats=10, sign_up_phone="043 123 4567")
    )


def join(occurrence: Occurrence, name: str, contact: str, language: str = "nl") -> None:
    by = ContactBy.EMAIL if "@" in contact else ContactBy.PHONE if contact else ContactBy.NONE
    sign_up(
        occurrence=occurrence, first_name=name, contact_by=by, contact=contact, language=language, now=NOW
    )  # fmt: skip


def told(kind: str) -> list[tuple[str, str]]:
    found = Notice.objects.filter(key__startswith=f"{kind}:").order_by("pk")
    return [(notice.by, notice.contact) for notice in found]


def when(lunches: Series, **changes: object) -> When:
    told = {"first_on": MONDAY, "at": time(10), "minutes": 120, "place": lunches.place, "rule": "FREQ=WEEKLY"}
    return When(**{**told, **changes})  # type: ignore[arg-type]


def test_cancelling_tells_who_counted_on_it_why_and_when_it_does_go_on(lunches: Series, host: User) -> None:
    first, second = lunches.occurrences.all()[:2]
    join(first, "Aicha", "aicha@example.org")
    join(first, "Bart", "06 1234 5678")
    join(first, "Çelik", "")
    join(second, "Dewi", "dewi@example.org")
    cancel_occurrence(occurrence=first, reason="De kok is ziek", by=host, now=NOW)
    assert told("cancelled") == [("email", "aicha@example.org"), ("phone", "06 1234 5678")]
    letter = Notice.objects.get(key__startswith="cancelled", by="email")
    assert letter.subject == "Gaat niet door: Soeplunch"
    assert "- maandag 23 november, 10.00–12.00 uur, ’t Atrium" in letter.text.replace("'", "’")
    assert "Waarom: De kok is ziek" in letter.text
    assert "De eerste keer die wel doorgaat: maandag 30 november, 10.00–12.00 uur" in letter.text
    assert "043 123 4567" in letter.text


def test_cancelling_again_tells_nobody_again(lunches: Series, host: User) -> None:
    first = lunches.occurrences.all()[0]
    join(first, "Aicha", "aicha@example.org")
    cancel_occurrence(occurrence=first, reason="Ziek", by=host, now=NOW)
    cancel_occurrence(occurrence=first, reason="Echt ziek", by=host, now=NOW)
    assert len(told("cancelled")) == 1


def test_going_on_after_all_is_told_too(lunches: Series, host: User) -> None:
    first = lunches.occurrences.all()[0]
    join(first, "Aicha", "aicha@example.org")
    cancel_occurrence(occurrence=first, reason="Ziek", by=host, now=NOW)
    first.refresh_from_db()
    restore_occurrence(occurrence=first, by=host, now=NOW)
    assert told("restored") == [("email", "aicha@example.org")]


def test_moving_says_from_when_to_when(lunches: Series, manager: User) -> None:
    first = lunches.occurrences.all()[0]
    join(first, "Aicha", "aicha@example.org")
    later = timedelta(hours=2)
    move_occurrence(
        occurrence=first, starts_at=first.starts_at + later, ends_at=first.ends_at + later, room=None,
        reason="", by=manager, now=NOW,
    )  # fmt: skip
    letter = Notice.objects.get(key__startswith="moved:")
    lines = [line for line in letter.text.splitlines() if line.startswith(("Was:", "Wordt:"))]
    assert [line.split(", ")[1] for line in lines] == ["10.00–12.00 uur", "12.00–14.00 uur"]
    assert f"/aanmelding/{first.sign_ups.get().token}/" in letter.text


def test_one_letter_for_all_times_somebody_joined(lunches: Series, manager: User) -> None:
    first, second, third = lunches.occurrences.all()[:3]
    for one in (first, second, third):
        join(one, "Aicha", "aicha@example.org")
    join(second, "Ali", "AICHA@example.org")
    cancel_following(occurrence=first, reason="We stoppen", by=manager, now=NOW)
    letter = Notice.objects.get(key__startswith="cancelled")
    assert letter.text.count("- maandag") == 3
    assert letter.first_name == "Aicha, Ali"


def test_another_time_for_the_whole_series_tells_who_joined(lunches: Series, manager: User) -> None:
    join(lunches.occurrences.all()[1], "Aicha", "aicha@example.org")
    change_series(series=lunches, when=when(lunches, at=time(14)), by=manager, now=NOW)
    assert told("moved") == [("email", "aicha@example.org")]


def test_changing_nothing_that_people_notice_tells_nobody(lunches: Series, manager: User) -> None:
    join(lunches.occurrences.all()[1], "Aicha", "aicha@example.org")
    change_series(series=lunches, when=when(lunches, public_holidays="keep"), by=manager, now=NOW)
    assert [*told("moved"), *told("cancelled")] == []


def test_a_series_that_ends_before_what_was_joined_tells_it_is_off(lunches: Series, manager: User) -> None:
    join(lunches.occurrences.all()[5], "Aicha", "aicha@example.org")
    change_series(series=lunches, when=when(lunches, rule="FREQ=WEEKLY;COUNT=2"), by=manager, now=NOW)
    assert told("cancelled") == [("email", "aicha@example.org")]


def test_this_and_following_at_another_time_tells_once(lunches: Series, manager: User) -> None:
    second, third = lunches.occurrences.all()[1:3]
    join(second, "Aicha", "aicha@example.org")
    join(third, "Aicha", "aicha@example.org")
    change_following(
        occurrence=second, when=when(lunches, first_on=date(2026, 11, 30), at=time(15)), by=manager, now=NOW
    )
    assert told("moved") == [("email", "aicha@example.org")]


def test_a_roadshow_stop_that_is_refused_tells_who_joined(lunches: Series, manager: User) -> None:
    join(lunches.occurrences.all()[0], "Aicha", "aicha@example.org")
    answer_stop(series=lunches, agreed=False, by=manager, now=NOW)
    assert told("cancelled") == [("email", "aicha@example.org")]


def test_deleting_a_series_with_sign_ups_tells_each_person_once(lunches: Series) -> None:
    for number, one in enumerate(lunches.occurrences.all()[:3]):
        join(one, "Aicha", "aicha@example.org")
        join(one, f"Gast {number}", f"gast{number}@example.org")
    with transaction.atomic(), telling(lunches.occurrences.all(), now=NOW):
        lunches.delete()
    assert sorted(contact for _, contact in told("cancelled")) == [
        "aicha@example.org", "gast0@example.org", "gast1@example.org", "gast2@example.org",
    ]  # fmt: skip


def test_what_is_told_within_what_is_told_goes_once(lunches: Series, host: User) -> None:
    first = lunches.occurrences.all()[0]
    join(first, "Aicha", "aicha@example.org")
    with telling(lunches.occurrences.all(), now=NOW):
        done = cancel_occurrence(occurrence=first, reason="Ziek", by=host, now=NOW)
        tell_cancelled(occurrences=[done], now=NOW)
    assert len(told("cancelled")) == 1


def test_who_signed_up_in_english_reads_english(lunches: Series, host: User) -> None:
    first = lunches.occurrences.all()[0]
    join(first, "Aicha", "aicha@example.org", "en")
    cancel_occurrence(occurrence=first, reason="", by=host, now=NOW)
    assert "Monday 23 November" in Notice.objects.get(key__startswith="cancelled").text


def test_what_is_over_is_told_to_nobody(lunches: Series, manager: User) -> None:
    first = lunches.occurrences.all()[0]
    join(first, "Aicha", "aicha@example.org")
    cancel_occurrence(occurrence=first, reason="", by=manager, now=first.ends_at)
    assert told("cancelled") == []


def test_people_to_tell_are_said_beforehand_each_once(lunches: Series) -> None:
    first, second = lunches.occurrences.all()[:2]
    for one in (first, second):
        join(one, "Aicha", "aicha@example.org")
        join(one, "Bart", "06 1234 5678")
    join(second, "Çelik", "")
    found = people_to_tell([first, second])
    assert [len(found.mails), len(found.phones), len(found.unreachable)] == [1, 1, 1]


def test_number_of_questions_does_not_grow_with_times(
    lunches: Series, host: User, django_assert_max_num_queries: object
) -> None:
    first = lunches.occurrences.all()[0]
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        cancel_occurrence(occurrence=first, reason="", by=host, now=NOW)
