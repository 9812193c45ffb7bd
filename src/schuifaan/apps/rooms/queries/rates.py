"""What a room costs, for whom and from when: the rates of a place, read once, and the price of a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import DayPartKind, PartyKind, RateUnit
from schuifaan.apps.rooms.models import BookingTime, DayPart, LettingTerms, Rate, RateCard, Room
from schuifaan.apps.rooms.wording_prices import rate_amount, rate_remarks
from schuifaan.core.letting import rates as sums
from schuifaan.core.letting.rates import Price
from schuifaan.core.letting.vat import percentage

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY_PART_MINUTES = 240
DEFAULT_DAY_PARTS = [
    (DayPartKind.MORNING, time(8), time(12)),
    (DayPartKind.AFTERNOON, time(13), time(17)),
    (DayPartKind.EVENING, time(18), time(22)),
]

Hours = tuple[DayPartKind, time, time]


@dataclass(frozen=True, slots=True)
class RateBook:
    """All rates of one place, so that many prices cost no more reading than one."""

    cards: tuple[RateCard, ...]  # newest first, each with its rates fetched
    parts: tuple[Hours, ...]

    def card_on(self, on: date) -> RateCard | None:
        return next(
            (card for card in self.cards if card.first_on <= on and (not card.last_on or on <= card.last_on)),
            None,
        )

    def card_after(self, on: date) -> RateCard | None:
        """The first that has yet to begin and states something."""
        coming = [card for card in self.cards if card.first_on > on and card.rates.all()]
        return coming[-1] if coming else None

    def rate_for(self, *, room: Room, party_kind: str, on: date) -> tuple[RateCard, Rate] | None:
        card = self.card_on(on)
        if card is None:
            return None
        by_room = {rate.room_id: rate for rate in card.rates.all() if rate.party_kind == party_kind}
        rate = by_room.get(room.pk) or by_room.get(None)
        return (card, rate) if rate else None

    def price_of(
        self,
        *,
        room: Room,
        party_kind: str,
        starts_at: datetime,
        ends_at: datetime,
        first_time: bool = False,
    ) -> Price | None:
        found = self.rate_for(room=room, party_kind=party_kind, on=_local(starts_at).date())
        if found is None:
            return None
        return sums.price(
            as_sum(found[1]),
            starts_at,
            ends_at,
            day_part_minutes=self.day_part_minutes(starts_at, ends_at),
            first_time=first_time,
        )

    def day_part_minutes(self, starts_at: datetime, ends_at: datetime | None = None) -> int:
        """That of the day-part most of the time lies in, else of the nearest; on the day it begins."""
        start = _local(starts_at)
        end = _local(ends_at) if ends_at else start
        day = start.date()
        first, last = _minutes(start, day), _minutes(end, day)

        def fits(part: Hours) -> tuple[int, int]:
            begins, ends = _of_day(part[1]), _of_day(part[2])
            shared = min(last, ends) - max(first, begins)
            # Below nothing it is how far away the day-part lies. A moment without an end lies in what it begins.
            return shared, -abs(first - begins)

        _kind, begins, ends = max(self.parts, key=fits, default=DEFAULT_DAY_PARTS[0])
        return _of_day(ends) - _of_day(begins)


def rate_book(place: Place, *, with_rooms: bool = False) -> RateBook:
    return rate_books([place], with_rooms=with_rooms)[place.pk]


def rate_books(places: Iterable[Place], *, with_rooms: bool = False) -> dict[int, RateBook]:
    """Three queries for however many places. A sum needs no more of a room than its number."""
    wanted = [place.pk for place in places]
    cards: dict[int, list[RateCard]] = {pk: [] for pk in wanted}
    parts: dict[int, list[Hours]] = {pk: [] for pk in wanted}
    rates = Rate.objects.order_by("pk")
    plain = RateCard.objects.prefetch_related(Prefetch("rates", rates)).order_by("-first_on")
    for card in (_cards(RateCard.objects.all()) if with_rooms else plain).filter(place__in=wanted):
        cards[card.place_id].append(card)
    for part in DayPart.objects.filter(place__in=wanted).order_by("place", "starts"):
        parts[part.place_id].append((DayPartKind(part.kind), part.starts, part.ends))
    return {pk: RateBook(tuple(cards[pk]), tuple(parts[pk] or DEFAULT_DAY_PARTS)) for pk in wanted}


def rate_for(*, place: Place, room: Room, party_kind: str, on: date) -> tuple[RateCard, Rate] | None:
    """The latest card that holds on that day; the room's own rate goes before that of all rooms."""
    return rate_book(place).rate_for(room=room, party_kind=party_kind, on=on)


def price_of(
    *,
    place: Place,
    room: Room,
    party_kind: str,
    starts_at: datetime,
    ends_at: datetime,
    first_time: bool = False,
) -> Price | None:
    """None when the place states no rate for this."""
    return rate_book(place).price_of(
        room=room, party_kind=party_kind, starts_at=starts_at, ends_at=ends_at, first_time=first_time
    )


def day_part_minutes(place: Place, starts_at: datetime, ends_at: datetime | None = None) -> int:
    return rate_book(place).day_part_minutes(starts_at, ends_at)


def day_parts(place: Place) -> list[Hours]:
    stated = DayPart.objects.filter(place=place).order_by("starts")
    return [(DayPartKind(part.kind), part.starts, part.ends) for part in stated] or list(DEFAULT_DAY_PARTS)


def as_sum(rate: Rate) -> sums.Rate:
    return sums.Rate(
        unit=sums.Unit(rate.unit),
        cents=rate.cents,
        minimum_minutes=rate.minimum_minutes,
        step_minutes=rate.step_minutes,
        coffee_included=rate.coffee_included,
        first_time_free=rate.first_time_free,
        deposit_cents=rate.deposit_cents,
        vat=rate.vat,
    )


def terms_of(place: Place) -> LettingTerms | None:
    """None: the place does not let any room."""
    return LettingTerms.objects.filter(place=place).first()


# -- Cards at the desk ----------------------------------------------------------------------------


def cards_of(place: Place) -> list[RateCard]:
    """Newest first, with their rates."""
    return list(_cards(RateCard.objects.filter(place=place)))


def card_at(place: Place, pk: int) -> RateCard | None:
    return _cards(RateCard.objects.filter(place=place, pk=pk)).first()


def card_state(card: RateCard) -> str:
    """Another one after every change of the card or one of its rates."""
    facts = [card.name, card.first_on, card.last_on, *card.rates.order_by("pk").values_list("pk", flat=True)]
    return sha256(repr([str(fact) for fact in facts]).encode()).hexdigest()[:16]


def is_used(card: RateCard) -> bool:
    """Whether a time was priced in the days the card held; an earlier card may hold there as well."""
    later = RateCard.objects.filter(place=card.place_id, first_on__gt=card.first_on, last_on=None)
    next_on = later.order_by("first_on").values_list("first_on", flat=True).first()
    times = BookingTime.objects.filter(
        booking__place=card.place_id, starts_at__gte=_midnight(card.first_on)
    ).exclude(price_lines=[])
    ends = [day for day in (card.last_on and card.last_on + timedelta(days=1), next_on) if day]
    if ends:
        times = times.filter(starts_at__lt=_midnight(min(ends)))
    return times.exists()


def rooms_to_price(place: Place, card: RateCard | None = None) -> list[Room]:
    """Those that are let; all rooms while none is let yet. And what has a rate of its own on the card."""
    rooms = list(Room.objects.filter(place=place, is_active=True).order_by("position", "name"))
    priced = {rate.room_id for rate in card.rates.all()} if card else set()
    if not any(room.is_let for room in rooms):
        return rooms
    return [room for room in rooms if room.is_let or room.pk in priced]


# -- For everyone ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RateShown:
    """“vereniging of stichting”, “€ 30,00 per dagdeel”, “met koffie en thee”."""

    kind: str
    amount: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateGroup:
    """The rates of one room, or of all rooms without rates of their own (None)."""

    room: Room | None
    rates: tuple[RateShown, ...]


@dataclass(frozen=True, slots=True)
class RatesShown:
    """What a place asks from everybody, on a day: for `rooms/letting/_rates.html`."""

    card: RateCard
    groups: tuple[RateGroup, ...]
    # Empty when no rate is by day-part.
    day_parts: tuple[Hours, ...]
    # Who asks for next year pays what holds then.
    later: RatesShown | None = None


def rates_shown(place: Place, on: date) -> RatesShown | None:
    """None when the place states no rates for that day."""
    book = rate_book(place, with_rooms=True)
    card, coming = book.card_on(on), book.card_after(on)
    now = _shown_card(book, card, on) if card else None
    return replace(now, later=_shown_card(book, coming, coming.first_on)) if now and coming else now


def _shown_card(book: RateBook, card: RateCard, on: date) -> RatesShown | None:
    order = {kind: number for number, kind in enumerate(PartyKind.values)}
    by_room: dict[Room | None, list[Rate]] = {}
    for rate in sorted(card.rates.all(), key=lambda one: order[one.party_kind]):
        if rate.room is None or (rate.room.is_active and rate.room.is_let):
            by_room.setdefault(rate.room, []).append(rate)
    rooms = sorted(
        by_room, key=lambda room: (room is not None, room.position if room else 0, str(room or ""))
    )
    groups = tuple(RateGroup(room, tuple(_shown(rate, on) for rate in by_room[room])) for room in rooms)
    by_day_part = any(rate.unit == RateUnit.DAY_PART for rates in by_room.values() for rate in rates)
    return RatesShown(card, groups, book.parts if by_day_part else ()) if groups else None


def _shown(rate: Rate, on: date) -> RateShown:
    remarks = rate_remarks(rate, percentage(rate.vat, on))
    return RateShown(rate.get_party_kind_display(), rate_amount(rate), tuple(remarks))


# -- How ------------------------------------------------------------------------------------------


def _cards(cards: QuerySet[RateCard]) -> QuerySet[RateCard]:
    rates = Rate.objects.select_related("room").order_by("party_kind", "room__position", "room__name")
    return cards.select_related("place").prefetch_related(Prefetch("rates", rates)).order_by("-first_on")


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, AMSTERDAM)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), AMSTERDAM)


def _of_day(at: time) -> int:
    return at.hour * 60 + at.minute


def _minutes(moment: datetime, day: date) -> int:
    return (moment.date() - day).days * 24 * 60 + _of_day(moment.time())
