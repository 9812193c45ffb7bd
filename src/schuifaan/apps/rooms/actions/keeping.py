"""How bookings are kept: one change at a time per place, rooms held for each time, prices frozen, in the trail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final, TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.holding import NoSuchPeriod, hold_many, release
from schuifaan.apps.rooms.enums import HOLDING, ClaimKind, ShownAs, TimeState, Vat
from schuifaan.apps.rooms.models import Booking, BookingTime, Claim, Equipment, Letter, LettingTerms, Room
from schuifaan.apps.rooms.queries.equipment import Shortage, asked_beside, shortage
from schuifaan.apps.rooms.queries.holding import Period, clashes, widened
from schuifaan.apps.rooms.queries.rates import RateBook
from schuifaan.apps.rooms.wording import when
from schuifaan.apps.rooms.wording_equipment import shortage_words

Done = TypeVar("Done")
# Two who waited for each other: the second looks again. More often than this means something else is wrong.
TRIES: Final = 5
MOST_NAMED: Final = 10
# For each other room and period: the time it is for.
Moves = Mapping[BookingTime, tuple[Room, Period]]


class TimesTaken(PlaceError):  # noqa: N818 - it says what happened
    """Some of the times are taken: `clashes` has all of them, each with the first claim in the way."""

    def __init__(self, clashes: Mapping[Period, Claim], *, today: date) -> None:
        self.clashes = dict(clashes)
        told = [_told(period, claim, today) for period, claim in sorted(self.clashes.items(), key=_by_time)]
        if len(told) > MOST_NAMED:
            told = [*told[:MOST_NAMED], "…"]
        super().__init__(_("Dan is het al bezet: %(told)s.") % {"told": "; ".join(told)}, field="room")


class NotToLet(PlaceError):  # noqa: N818 - it says what happened
    """What was asked for cannot be; `why` is a sentence."""

    def __init__(self, why: str, *, field: str | None = "starts_at") -> None:
        self.why = why
        super().__init__(why, field=field)


class NotEnough(NotToLet):
    """Of what was asked beside the room there is not enough left then."""

    def __init__(self, short: Shortage) -> None:
        self.short = short
        super().__init__(shortage_words(short), field="equipment")


class NotOpen(PlaceError):  # noqa: N818 - it says what happened
    """What was asked of a booking does not go with how it stands now."""

    def __init__(self, booking: Booking) -> None:
        self.booking = booking
        said = {"number": booking.number, "status": booking.get_status_display()}
        super().__init__(_("Dit kan niet meer: reservering %(number)s is %(status)s.") % said)


# -- One at a time --------------------------------------------------------------------------------


def in_turn(work: Callable[[], Done]) -> Done:
    """All or nothing; again when the database ended one of two who waited for each other."""
    for tried in range(TRIES):
        try:
            with transaction.atomic():
                return work()
        except OperationalError:
            if tried == TRIES - 1 or connection.in_atomic_block:
                raise
    raise AssertionError  # pragma: no cover - the last try returns or raises


def hold_place(place: Place) -> Place:
    """The lock everybody who books here waits for. Rows that only point at the place do not wait."""
    Place.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=place.pk)
    return place


def hold_booking(booking: Booking) -> Booking:
    """As it is now, and nobody else changes it."""
    hold_place(booking.place)
    return (
        Booking.objects.select_for_update(of=("self",), no_key=True)
        .select_related("place", "party", "room")
        .get(pk=booking.pk)
    )


def times_of(booking: Booking, *states: TimeState) -> list[BookingTime]:
    times = BookingTime.objects.filter(booking=booking, state__in=states)
    return list(times.select_related("booking__party", "room", "claim").order_by("starts_at", "id"))


def terms_of(place: Place) -> LettingTerms:
    """What the place stated, or what goes without saying."""
    return LettingTerms.objects.filter(place=place).first() or LettingTerms(place=place)


def change(booking: Booking, **fields: Any) -> None:
    """Written, and seen by whoever has an older page open. The last answer cannot be taken back any more."""
    if booking.before is not None:
        _send_held_back(booking)
        fields["before"] = None
    booking.version += 1
    for name, value in fields.items():
        setattr(booking, name, value)
    booking.save(update_fields=["version", *fields])


def held_back(booking: Booking) -> QuerySet[Letter]:
    """The letter about the last answer, while it waits for that answer to be taken back."""
    key = f"{booking.status}:{booking.pk}:{booking.version}"
    return Letter.objects.filter(key=key, taken_at__isnull=True, done_at__isnull=True)


def _send_held_back(booking: Booking) -> None:
    """At once: what its party hears next, comes after it."""
    for letter in held_back(booking):
        letter.try_at = letter.written_at
        letter.save(update_fields=["try_at"])


def require_holding(booking: Booking) -> None:
    if booking.status not in HOLDING:
        raise NotOpen(booking)


# -- Holding rooms --------------------------------------------------------------------------------


def checked(periods: Iterable[Period]) -> list[Period]:
    """Each once, in order of time."""
    wanted = sorted(set(periods))
    if any(ends_at <= starts_at for starts_at, ends_at in wanted):
        raise NoSuchPeriod
    return wanted


def taken(room: Room, periods: Sequence[Period]) -> dict[Period, Claim]:
    """Of these periods those in which the room is held by another."""
    found = clashes(room, [widened(room, period) for period in periods])
    return {period: found[widened(room, period)] for period in periods if widened(room, period) in found}


def taken_of(wanted: Mapping[Room, Sequence[Period]]) -> dict[Period, Claim]:
    return {
        period: claim for room, periods in wanted.items() for period, claim in taken(room, periods).items()
    }


def hold_times(
    *, wanted: Mapping[Room, Sequence[Period]], title: str, is_private: bool, now: datetime
) -> dict[tuple[Room, Period], Claim]:
    """A claim for each, or `TimesTaken` with all that clash and none held."""
    today = timezone.localdate(now)
    for _tried in range(TRIES):
        lost = taken_of(wanted)
        if lost:
            raise TimesTaken(lost, today=today)
        with transaction.atomic():
            held: dict[tuple[Room, Period], Claim] = {}
            # In the order in which everybody locks.
            for room in sorted(wanted, key=lambda one: one.pk):
                claims = hold_many(
                    room=room, periods=[widened(room, period) for period in wanted[room]],
                    kind=ClaimKind.BOOKING, label=title, is_private=is_private, now=now,
                )  # fmt: skip
                pairs = zip(wanted[room], claims, strict=True)
                held |= {(room, period): claim for period, claim in pairs if claim is not None}
            missing = {room: [one for one in wanted[room] if (room, one) not in held] for room in wanted}
            if not any(missing.values()):
                return held
            # They overlap one another, or something that is no booking came in between.
            lost = taken_of(missing)
            transaction.set_rollback(True)
        if lost:
            raise TimesTaken(lost, today=today)
    raise OperationalError  # pragma: no cover - held and let go of again, five times within a moment


def overlap(wanted: Mapping[Room, Sequence[Period]]) -> str:
    """Why the times of one question do not go together, in a sentence; "" when they do."""
    for room, periods in wanted.items():
        wide = sorted(widened(room, period) for period in periods)
        if any(second[0] < first[1] for first, second in pairwise(wide)):
            return _("Twee van deze keren overlappen elkaar, met klaarzetten en opruimen erbij.")
    return ""


def free_times(times: Collection[BookingTime], *, state: TimeState, now: datetime) -> None:
    """They do not go on, and hold nothing any more. What is still to be paid, whoever calls this has said."""
    claims = [time.claim for time in times if time.claim is not None]
    for time in times:
        time.state, time.claim, time.changed_at = state, None, now
    save_times(times)
    release(claims=claims)


def free_of_charge(time: BookingTime) -> None:
    """Not saved."""
    time.price_cents, time.price_lines, time.deposit_cents = 0, [], 0


def let_go(times: Collection[BookingTime]) -> None:
    """For a moment they hold nothing, within a transaction that holds them again."""
    claims = [time.claim for time in times if time.claim is not None]
    BookingTime.objects.filter(pk__in=[time.pk for time in times]).update(state=TimeState.SKIPPED, claim=None)
    release(claims=claims)


def hold_again(moves: Moves, *, booking: Booking, now: datetime) -> None:
    """Times of one booking that hold nothing, each in its room and period, with the price they have now.

    What was asked beside the room goes along: `NotEnough` where others have it then.
    """
    wanted: dict[Room, list[Period]] = {}
    for room, period in moves.values():
        wanted.setdefault(room, []).append(period)
    held = hold_times(
        wanted=wanted, title=booking.title, is_private=booking.shown_as == ShownAs.TAKEN, now=now
    )
    for time, (room, period) in moves.items():
        place_time(time, room, period, now=now)
        time.state, time.claim = TimeState.PLANNED, held[room, period]
    require_equipment(asked_beside(booking), moves.values(), leaving_out=list(moves), now=now)
    save_times(moves)


def require_equipment(
    wanted: Mapping[Equipment, int],
    at: Iterable[tuple[Room, Period]],
    *,
    now: datetime,
    leaving_out: Collection[BookingTime] = (),
) -> None:
    """Nothing is promised more often than it is there. Whoever asks holds the place, so of two one comes first."""
    coming = [(room, period) for room, period in at if period[1] > now]
    short = shortage(wanted, coming, leaving_out=leaving_out)
    if short is not None:
        raise NotEnough(short)


def place_time(time: BookingTime, room: Room, period: Period, *, now: datetime) -> None:
    time.room, time.starts_at, time.ends_at, time.changed_at = room, *period, now


def save_times(times: Collection[BookingTime]) -> None:
    BookingTime.objects.bulk_update(
        times,
        [
            "room", "starts_at", "ends_at", "state", "claim", "changed_at",
            "price_cents", "price_lines", "vat", "deposit_cents",
        ],
    )  # fmt: skip


# -- Prices ---------------------------------------------------------------------------------------


def freeze_price(time: BookingTime, *, book: RateBook, party_kind: str, first_time: bool = False) -> None:
    """What it costs by the rates as they are now; not saved. Nothing where no rate is stated."""
    price = book.price_of(
        room=time.room, party_kind=party_kind, starts_at=time.starts_at, ends_at=time.ends_at,
        first_time=first_time,
    )  # fmt: skip
    time.price_cents = price.cents if price else 0
    time.price_lines = [line.as_data() for line in price.lines] if price else []
    time.vat = Vat(price.vat) if price else Vat.EXEMPT
    time.deposit_cents = price.deposit_cents if price else 0


# -- The trail ------------------------------------------------------------------------------------


def note(
    booking: Booking,
    verb: str,
    *,
    by: User | None,
    now: datetime,
    changes: dict[str, Any] | None = None,
) -> None:
    """By its number and room: who asked for it is nobody's business in a trail that stays."""
    subject = f"{booking.number} {booking.room.name}"
    record(verb=verb, scope=booking.place.audit_scope, by=by, now=now, subject=subject, changes=changes)


def _told(period: Period, claim: Claim, today: date) -> str:
    told = when(*period, today=today)
    return told if claim.is_private or not claim.label else f"{told} ({claim.label})"


def _by_time(found: tuple[Period, Claim]) -> Period:
    return found[0]
