"""A hundred people at once, and never more than there are seats."""

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.db import connection

from schuifaan.apps.agenda.actions.joining import sign_up, withdraw
from schuifaan.apps.agenda.enums import SignUpState
from schuifaan.apps.agenda.models import Notice, SignUp
from tests.factories import NOW
from tests.factories.agenda import make_activity, make_occurrence
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

# A database server lets in so many at a time; the others stand at its door, as in life.
LINES = 40


def over_the_line(work: Callable[[Any], object]) -> Callable[[Any], object]:
    lines = BoundedSemaphore(LINES)

    def worked(argument: Any) -> None:
        with lines:
            try:
                work(argument)
            finally:
                connection.close()

    return worked


def test_of_a_hundred_at_once_ten_come_and_ninety_wait_in_order(place):
    occurrence = make_occurrence(make_activity(place, title="Soeplunch", sign_up=True, seats=10))
    joined = over_the_line(
        lambda number: sign_up(occurrence=occurrence, first_name=f"Gast {number}", now=NOW)
    )
    assert at_once(joined, range(100)) == [None] * 100
    placed = SignUp.objects.filter(state=SignUpState.PLACED).order_by("pk")
    waiting = SignUp.objects.filter(state=SignUpState.WAITING).order_by("pk")
    assert [row.seat for row in placed] == list(range(1, 11))
    assert waiting.count() == 90
    # Whoever waits came after everybody who has a seat.
    assert max(row.pk for row in placed) < min(row.pk for row in waiting)
    assert len({row.first_name for row in (*placed, *waiting)}) == 100


def test_two_who_cancel_at_once_let_two_move_up(place):
    occurrence = make_occurrence(make_activity(place, sign_up=True, seats=2))
    rows = [sign_up(occurrence=occurrence, first_name=name, now=NOW) for name in "ABCDE"]
    assert at_once(lambda row: withdraw(sign_up=row, now=NOW), rows[:2]) == [None, None]
    found = SignUp.objects.order_by("pk").values_list("first_name", "state", "seat")
    states = {name: state for name, state, _ in found}
    assert states == {"A": "cancelled", "B": "cancelled", "C": "placed", "D": "placed", "E": "waiting"}
    assert sorted(seat for _, _, seat in found if seat) == [1, 2]


def test_one_button_pressed_five_times_at_once_is_one_sign_up(place):
    occurrence = make_occurrence(make_activity(place, sign_up=True, seats=5))

    def press(_: int) -> None:
        sign_up(
            occurrence=occurrence, first_name="Aicha", contact_by="email", contact="a@example.org",
            token="dezelfde", now=NOW,
        )  # fmt: skip

    assert at_once(press, range(5)) == [None] * 5
    assert SignUp.objects.count() == 1
    assert Notice.objects.count() == 1
