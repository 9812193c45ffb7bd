"""Whatever people do with bookings, in whatever order: never an overlap, never a lost claim, every price explained.

A simple picture of who holds what, in plain Python, is kept beside the database and must agree after every step.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from schuifaan.apps.rooms.actions import PiecesTaken, change_room
from schuifaan.apps.rooms.actions.asking import TimesTaken, Wish, ask
from schuifaan.apps.rooms.actions.changing import (
    add_back,
    cancel,
    cancel_times,
    change_following,
    mark_no_show,
    move_time,
    swap,
)
from schuifaan.apps.rooms.actions.deciding import confirm, decline, expire
from schuifaan.apps.rooms.enums import HOLDING, TimeState, Use
from schuifaan.apps.rooms.models import Booking, BookingTime, Claim, ClaimPart, Rate, Room
from tests.factories import make_place, make_team_member, make_user
from tests.factories.rooms import at, make_party, make_rate_card, make_room, make_terms

HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)
FREE_DAYS, LATE = 2, 50
ROOMS = st.sampled_from(["links", "rechts", "zaal", "keuken"])
MAYBE_ROOM = st.none() | ROOMS
PICK = st.integers(0, 10_000)
MASK = st.integers(1, 7)
DAYS, HOURS, LENGTHS = st.integers(3, 18), st.integers(7, 17), st.integers(1, 3)


@dataclass
class Kept:
    """One time, as it should be. `parts` and `wide` are what it holds; None when it holds nothing."""

    booking: int
    room: str
    start: datetime
    end: datetime
    price: int
    state: str = "planned"
    parts: frozenset[str] | None = None
    wide: tuple[datetime, datetime] | None = None

    @property
    def period(self):
        return self.start, self.end


@dataclass
class Question:
    status: str
    held_until: datetime | None
    times: list[int] = field(default_factory=list)


class Diary(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        place = make_place()
        self.by = make_user("beheerder@example.org")
        make_team_member(place, user=self.by)
        make_terms(place, free_until_days=FREE_DAYS, late_percentage=LATE)
        make_rate_card(place, cents=1000, unit="hour", first_on=date(2025, 1, 1))
        self.party = make_party(place)
        left, right = make_room(place, "links"), make_room(place, "rechts", after_minutes=60)
        self.rooms = {
            "links": left,
            "rechts": right,
            "zaal": make_room(place, "zaal", made_of=(left, right), before_minutes=60),
            "keuken": make_room(place, "keuken"),
        }
        self.place, self.now, self.rate, self.walls = place, at(8, day=2), 1000, 0
        self.parts = {
            "links": frozenset("L"), "rechts": frozenset("R"), "zaal": frozenset("LR"), "keuken": frozenset("K"),
        }  # fmt: skip
        self.times: dict[int, Kept] = {}
        self.bookings: dict[int, Question] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    # -- The picture ------------------------------------------------------------------------------

    def wide(self, room, period):
        before = {"zaal": HOUR}.get(room, timedelta())
        after = {"rechts": HOUR}.get(room, timedelta())
        return period[0] - before, period[1] + after

    def clashes(self, moves, leaving=()):
        """Of {what: (room, period)} the periods that others hold, or another of these."""
        held = [(one.parts, one.wide) for key, one in self.times.items() if one.parts and key not in leaving]
        found, among = set(), []
        # The rooms in the order in which they are held, then in order of time.
        for room, period in sorted(moves.values(), key=lambda to: (self.rooms[to[0]].pk, to[1])):
            mine = self.parts[room], self.wide(room, period)
            if any(overlap(mine, other) for other in held):
                found.add(period)
            among.append((mine, period))
        if found:
            return found
        kept = []
        for mine, period in among:
            if any(overlap(mine, other) for other in kept):
                found.add(period)
            else:
                kept.append(mine)
        return found

    def hold(self, key, room, period):
        one = self.times[key]
        one.room, (one.start, one.end), one.state = room, period, "planned"
        one.parts, one.wide = self.parts[room], self.wide(room, period)

    def free(self, key, state, price):
        one = self.times[key]
        one.state, one.price, one.parts, one.wide = state, price, None, None

    def price(self, period):
        return self.rate * int((period[1] - period[0]) / HOUR)

    def move(self, key, room, period):
        one = self.times[key]
        if one.room != room or one.end - one.start != period[1] - period[0]:
            one.price = self.price(period)
        self.hold(key, room, period)

    def late(self, one):
        last_free = (one.start + HOUR).date() - timedelta(days=FREE_DAYS)
        if self.bookings[one.booking].status != "confirmed" or (self.now + HOUR).date() <= last_free:
            return 0
        return int((Decimal(one.price) * LATE / 100).quantize(Decimal(1), ROUND_HALF_UP))

    def cancelled(self, number, keys):
        for key in keys:
            self.free(key, "cancelled", self.late(self.times[key]))
        question = self.bookings[number]
        if not any(self.times[key].state in ("planned", "no_show") for key in question.times):
            question.status, question.held_until = "cancelled", None

    def planned(self, statuses=HOLDING):
        return sorted(
            key
            for key, one in self.times.items()
            if one.state == "planned" and self.bookings[one.booking].status in statuses
        )

    def holding(self):
        return sorted(number for number, one in self.bookings.items() if one.status in HOLDING)

    def asked(self):
        return sorted(number for number, one in self.bookings.items() if one.status == "requested")

    def booking(self, number):
        return Booking.objects.get(place=self.place, number=number)

    # -- What people do ---------------------------------------------------------------------------

    @rule(room=ROOMS, day=DAYS, hour=HOURS, length=LENGTHS, weeks=st.integers(1, 3), yes=st.booleans())
    def book(self, room, day, hour, length, weeks, yes):
        start = at(hour, day=day)
        periods = [(start + n * WEEK, start + n * WEEK + length * HOUR) for n in range(weeks)]
        taken = self.clashes({period: (room, period) for period in periods})
        wish = Wish(room=self.rooms[room], periods=periods, use=Use.CLUB, title="Club")
        if taken:
            with pytest.raises(TimesTaken) as caught:
                ask(place=self.place, party=self.party, wish=wish, now=self.now, by=self.by)
            assert set(caught.value.clashes) == taken
            if len(taken) == weeks:
                return
        booking = ask(
            place=self.place, party=self.party, wish=wish, now=self.now, by=self.by, leave_out=taken
        )
        self.bookings[booking.number] = question = Question("requested", booking.held_until)
        for one in booking.times.order_by("starts_at"):
            period = one.starts_at, one.ends_at
            skipped = period in taken
            kept = Kept(booking.number, room, *period, 0 if skipped else self.price(period), "skipped")
            self.times[one.pk] = kept
            question.times.append(one.pk)
            if not skipped:
                self.hold(one.pk, room, period)
        if yes:
            self.say_yes(booking.number)

    def say_yes(self, number):
        confirm(booking=self.booking(number), by=self.by, now=self.now)
        self.bookings[number].status, self.bookings[number].held_until = "confirmed", None

    @precondition(lambda self: self.asked())
    @rule(pick=PICK, yes=st.booleans())
    def decide(self, pick, yes):
        number = chosen(self.asked(), pick)
        if yes:
            self.say_yes(number)
            return
        decline(booking=self.booking(number), answer="Nee", by=self.by, now=self.now)
        self.over(number, "declined")

    def over(self, number, status):
        question = self.bookings[number]
        question.status, question.held_until = status, None
        for key in question.times:
            if self.times[key].state == "planned":
                self.free(key, "cancelled", 0)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours):
        self.now += hours * HOUR
        expire(now=self.now)
        for number in self.asked():
            if self.bookings[number].held_until <= self.now:
                self.over(number, "expired")

    @precondition(lambda self: self.planned())
    @rule(pick=PICK, room=MAYBE_ROOM, day=DAYS, hour=HOURS, length=LENGTHS)
    def move_one(self, pick, room, day, hour, length):
        key = chosen(self.planned(), pick)
        period = at(hour, day=day), at(hour, day=day) + length * HOUR
        to = room or self.times[key].room
        moving = {
            "time": BookingTime.objects.get(pk=key), "starts_at": period[0], "ends_at": period[1],
            "room": self.rooms[room] if room else None, "by": self.by, "now": self.now,
        }  # fmt: skip
        taken = self.clashes({key: (to, period)}, leaving=[key])
        if taken:
            with pytest.raises(TimesTaken) as caught:
                move_time(**moving)
            assert set(caught.value.clashes) == taken
        else:
            move_time(**moving)
            self.move(key, to, period)

    @precondition(lambda self: len(self.planned()) > 1)
    @rule(pick=PICK, other=PICK)
    def swap_two(self, pick, other):
        first = chosen(self.planned(), pick)
        second = chosen([key for key in self.planned() if key != first], other)
        one, two = self.times[first], self.times[second]
        moves = {first: (two.room, two.period), second: (one.room, one.period)}
        swapping = {
            "one": BookingTime.objects.get(pk=first), "other": BookingTime.objects.get(pk=second),
            "by": self.by, "now": self.now,
        }  # fmt: skip
        if self.clashes(moves, leaving=moves):
            with pytest.raises(TimesTaken):
                swap(**swapping)
        else:
            swap(**swapping)
            for key, to in moves.items():
                self.move(key, *to)

    @precondition(lambda self: self.planned())
    @rule(pick=PICK, weekday=st.integers(1, 7), hour=HOURS, length=LENGTHS, room=MAYBE_ROOM)
    def change_series(self, pick, weekday, hour, length, room):
        first = chosen(self.planned(), pick)
        from_then, number = self.times[first].start, self.times[first].booking
        days = timedelta(days=weekday - from_then.isoweekday())
        moves = {}
        for key in self.bookings[number].times:
            one = self.times[key]
            if one.state in ("planned", "skipped") and one.start >= from_then:
                start = one.start.replace(hour=hour, minute=0) + days
                moves[key] = room or one.room, (start, start + length * HOUR)
        going = {key: to for key, to in moves.items() if self.times[key].state == "planned"}
        changing = {
            "time": BookingTime.objects.get(pk=first), "weekday": weekday, "starts": time(hour + 1),
            "ends": time(hour + 1 + length), "room": self.rooms[room] if room else None, "by": self.by,
            "now": self.now,
        }  # fmt: skip
        taken = self.clashes(going, leaving=going)
        if taken:
            with pytest.raises(TimesTaken) as caught:
                change_following(**changing)
            assert set(caught.value.clashes) == taken
            left = {key: to for key, to in going.items() if to[1] not in taken}
            if not left or self.clashes(left, leaving=going):
                return
            going = left
        change_following(**changing, leave_out=taken)
        for key, (to, period) in moves.items():
            if key in going:
                self.move(key, to, period)
            else:
                self.free(key, "skipped", 0)
                one = self.times[key]
                one.room, (one.start, one.end) = to, period

    @precondition(lambda self: self.holding())
    @rule(pick=PICK, mask=MASK)
    def cancel_some(self, pick, mask):
        number = chosen(self.holding(), pick)
        keys = masked(self.bookings[number].times, mask)
        going = [key for key in keys if self.times[key].state == "planned"]
        if keys:
            rows = list(BookingTime.objects.filter(pk__in=keys))
            assert len(cancel_times(times=rows, by=self.by, now=self.now)) == len(going)
        if going:
            self.cancelled(number, going)

    @precondition(lambda self: self.holding())
    @rule(pick=PICK)
    def cancel_all(self, pick):
        number = chosen(self.holding(), pick)
        confirmed = self.bookings[number].status == "confirmed"
        keys = [
            key
            for key in self.bookings[number].times
            if self.times[key].state == "planned" and (self.times[key].start > self.now or not confirmed)
        ]
        if keys:
            cancel(booking=self.booking(number), by=self.by, now=self.now)
            self.cancelled(number, keys)

    @precondition(lambda self: self.holding())
    @rule(pick=PICK, mask=MASK)
    def add_some_back(self, pick, mask):
        number = chosen(self.holding(), pick)
        keys = masked(self.bookings[number].times, mask)
        back = {
            key: (self.times[key].room, self.times[key].period)
            for key in keys
            if self.times[key].state in ("skipped", "cancelled")
        }
        if not back:
            return
        rows = list(BookingTime.objects.filter(pk__in=keys))
        taken = self.clashes(back)
        if taken:
            with pytest.raises(TimesTaken) as caught:
                add_back(times=rows, by=self.by, now=self.now)
            assert set(caught.value.clashes) == taken
            return
        add_back(times=rows, by=self.by, now=self.now)
        for key, (room, period) in back.items():
            self.times[key].price = self.price(period)
            self.hold(key, room, period)

    @precondition(lambda self: self.planned(["confirmed"]))
    @rule(pick=PICK)
    def nobody_comes(self, pick):
        key = chosen(self.planned(["confirmed"]), pick)
        one = self.times[key]
        if self.now >= one.start + HOUR / 2:
            mark_no_show(time=BookingTime.objects.get(pk=key), by=self.by, now=self.now)
            self.free(key, "no_show", one.price)

    @rule(apart=st.booleans())
    def turn_the_wall(self, apart):
        """The hall is made of its halves, or is a room beside them; what is over keeps what it held."""
        self.walls += 1
        if apart == (self.parts["zaal"] != frozenset("LR")):
            return
        fresh = frozenset([f"Z{self.walls}"]) if apart else frozenset("LR")
        coming = {
            key
            for key, one in self.times.items()
            if one.parts and one.room == "zaal" and one.wide[1] > self.now
        }
        others = [(one.parts, one.wide) for key, one in self.times.items() if one.parts and key not in coming]
        double = any(overlap((fresh, self.times[key].wide), other) for key in coming for other in others)
        pieces = [] if apart else [self.rooms["links"], self.rooms["rechts"]]
        changing = {"room": Room.objects.get(pk=self.rooms["zaal"].pk), "name": "zaal", "made_of": pieces}
        if double:
            with pytest.raises(PiecesTaken):
                change_room(**changing, by=self.by, now=self.now)
            return
        change_room(**changing, by=self.by, now=self.now)
        self.parts["zaal"] = fresh
        for key in coming:
            self.times[key].parts = fresh

    @rule(cents=st.integers(0, 50).map(lambda number: number * 99))
    def rates_change(self, cents):
        Rate.objects.update(cents=cents)
        self.rate = cents

    # -- What is always so ------------------------------------------------------------------------

    @invariant()
    def nothing_overlaps(self):
        held: dict[int, datetime] = {}
        for one in ClaimPart.objects.order_by("part", "starts_at"):
            assert held.get(one.part_id, one.starts_at) <= one.starts_at
            held[one.part_id] = one.ends_at

    @invariant()
    def database_agrees_with_the_picture(self):
        rows = BookingTime.objects.select_related("room", "claim", "booking").prefetch_related(
            "claim__claim_parts"
        )
        found = list(rows)
        assert {one.pk: shape(one) for one in found} == {
            key: (one.room, one.start, one.end, one.state, one.price, one.wide, one.parts and len(one.parts))
            for key, one in self.times.items()
        }
        assert Claim.objects.count() == sum(one.state == TimeState.PLANNED for one in found)
        statuses = Booking.objects.values_list("number", "status", "held_until")
        assert {number: rest for number, *rest in statuses} == {
            number: [one.status, one.held_until] for number, one in self.bookings.items()
        }

    @invariant()
    def every_price_follows_from_its_lines(self):
        for one in BookingTime.objects.all():
            assert one.price_cents == sum(line["cents"] for line in one.price_lines)
            for line in one.price_lines:
                assert line["cents"] == worked_out(line, one), line


def overlap(one, other):
    return bool(one[0] & other[0]) and one[1][0] < other[1][1] and other[1][0] < one[1][1]


def chosen(keys, pick):
    return keys[pick % len(keys)]


def masked(keys, mask):
    return [key for number, key in enumerate(keys) if mask >> number & 1]


def shape(one):
    claim = one.claim
    wide = (claim.starts_at, claim.ends_at) if claim else None
    parts = len(claim.claim_parts.all()) if claim else None
    if claim:
        assert claim.room_id == one.room_id
        assert {(part.starts_at, part.ends_at) for part in claim.claim_parts.all()} == {wide}
    return one.room.name, one.starts_at, one.ends_at, one.state, one.price_cents, wide, parts


def worked_out(line, one):
    """From what the line itself says, as it would be said on an invoice."""
    values = line["values"]
    if line["code"] == "late_cancel":
        cents = Decimal(values["price_cents"]) * values["percentage"] / 100
    else:
        assert line["code"] == "hire"
        assert values["minutes"] == (one.ends_at - one.starts_at).total_seconds() / 60
        cents = Decimal(values["unit_cents"]) * values["minutes"] / values["unit_minutes"]
    return int(cents.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.django_db
def test_whatever_happens_no_room_is_double_and_no_claim_is_lost():
    run_state_machine_as_test(Diary, settings=settings(max_examples=12, stateful_step_count=25))
