"""On what terms a place lets its rooms, and its rate cards. What was booked keeps the price it was booked at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import (
    PlaceError,
    begin_change,
    changed_meanwhile,
    plain,
    require,
)
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import DayPartKind, PartyKind, RateUnit, Vat
from schuifaan.apps.rooms.models import DayPart, LettingTerms, Rate, RateCard, Room
from schuifaan.apps.rooms.queries.rates import card_state, is_used

# A price raised by a percentage is still one that people pay.
WHOLE_CENTS: Final = 5
HUNDRED: Final = Decimal(100)

TERMS: Final = tuple(
    field.name
    for field in LettingTerms._meta.concrete_fields  # noqa: SLF001 - Django's own name for public metadata
    if field.name not in {"id", "place", "version"}
)


class FirstDayTaken(PlaceError):  # noqa: N818 - it says what happened
    """Another card starts on that day."""

    def __init__(self, other: RateCard) -> None:
        super().__init__(
            _("Op die dag begint al een andere lijst: %(name)s.") % {"name": other.name}, field="first_on"
        )


class EndsBeforeStart(PlaceError):  # noqa: N818 - it says what happened
    """The last day lies before the first."""

    def __init__(self) -> None:
        super().__init__(_("De laatste dag ligt voor de eerste."), field="last_on")


class AlreadyInForce(PlaceError):  # noqa: N818 - it says what happened
    """People may have been told these prices: changing them needs a clear yes."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze prijzen zijn al in gebruik. Zet hier een vinkje als je ze toch wilt veranderen."),
            field="knowingly",
        )


class CardUsed(PlaceError):  # noqa: N818 - it says what happened
    """Something was booked at these prices."""

    def __init__(self, card: RateCard) -> None:
        super().__init__(
            _("Met %(name)s is al iets gereserveerd. De lijst blijft daarom staan.") % {"name": card.name}
        )


class DayPartsOverlap(PlaceError):  # noqa: N818 - it says what happened
    """A part of the day begins before the one before it is over, or ends before it begins."""


@dataclass(frozen=True, slots=True)
class RateLine:
    """What a kind of party pays for a room, or for all that have no line of their own."""

    party_kind: str
    cents: int
    room: Room | None = None
    unit: str = RateUnit.DAY_PART
    minimum_minutes: int | None = None
    step_minutes: int = 30
    coffee_included: bool = False
    first_time_free: bool = False
    deposit_cents: int = 0
    vat: str = Vat.EXEMPT

    @classmethod
    def of(cls, rate: Rate) -> "RateLine":
        return cls(**{name: getattr(rate, name) for name in cls.__slots__})


# -- Terms ----------------------------------------------------------------------------------------


@transaction.atomic
def set_terms(
    *, place: Place, terms: Mapping[str, Any], by: User, now: datetime, version: int | None = None
) -> LettingTerms:
    """Those that are named, the others stay. `version` 0 is a place without terms, None whatever is there."""
    require(by, "rooms.let_rooms", place)
    unknown = set(terms) - set(TERMS)
    if unknown:
        raise ValueError(f"no terms: {sorted(unknown)}")
    begin_change(place, None)
    row = LettingTerms.objects.filter(place=place).first()
    if version is not None and version != (row.version if row else 0):
        raise changed_meanwhile(place)
    row = row or LettingTerms(place=place, version=0)
    before = {name: getattr(row, name) for name in terms}
    changes = {
        name: [_told(before[name]), _told(value)] for name, value in terms.items() if before[name] != value
    }
    if row.pk and not changes:
        return row
    for name, value in terms.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _note(place, "terms.changed", place.name, by=by, now=now, changes=changes)
    return row


@transaction.atomic
def set_day_parts(
    *, place: Place, day_parts: Mapping[str, tuple[time, time]], by: User, now: datetime
) -> None:
    """All anew; what is not named has no hours here, and without any the usual ones hold."""
    require(by, "rooms.let_rooms", place)
    begin_change(place, None)
    wanted = [(kind, *day_parts[kind]) for kind in DayPartKind.values if kind in day_parts]
    ended = time(0)
    for kind, starts, ends in wanted:
        if ends <= starts:
            raise DayPartsOverlap(_("Het einde moet na het begin liggen."), field=f"{kind}_ends")
        if starts < ended:
            raise DayPartsOverlap(
                _("Dit dagdeel begint voordat het vorige voorbij is."), field=f"{kind}_starts"
            )
        ended = ends
    before = {part.kind: (part.starts, part.ends) for part in DayPart.objects.filter(place=place)}
    after = {kind: (starts, ends) for kind, starts, ends in wanted}
    if before == after:
        return
    DayPart.objects.filter(place=place).delete()
    DayPart.objects.bulk_create(DayPart(place=place, kind=kind, starts=a, ends=b) for kind, a, b in wanted)
    changes = {
        kind: [_hours(before.get(kind)), _hours(after.get(kind))]
        for kind in DayPartKind.values
        if before.get(kind) != after.get(kind)
    }
    _note(place, "day_parts.changed", place.name, by=by, now=now, changes=changes)


# -- Rate cards -----------------------------------------------------------------------------------


@transaction.atomic
def add_rate_card(
    *, place: Place, name: str, first_on: date, by: User, now: datetime, last_on: date | None = None
) -> RateCard:
    require(by, "rooms.let_rooms", place)
    begin_change(place, None)
    _check_days(place, first_on, last_on)
    card = RateCard.objects.create(place=place, name=_one_line(name), first_on=first_on, last_on=last_on)
    changes = {"first_on": [None, plain(first_on)]} | ({"last_on": [None, plain(last_on)]} if last_on else {})
    _note(place, "rate_card.added", card.name, by=by, now=now, changes=changes)
    return card


@transaction.atomic
def change_rate_card(
    *,
    card: RateCard,
    name: str,
    first_on: date,
    last_on: date | None,
    rates: Collection[RateLine],
    by: User,
    now: datetime,
    knowingly: bool = False,
    seen: str | None = None,
) -> RateCard:
    """Its days and all its rates in one go. `seen` is the `card_state` that was changed from.

    What holds already, or was booked with, changes only `knowingly`; bookings keep their price either way.
    """
    require(by, "rooms.let_rooms", card.place)
    begin_change(card.place, None)
    current = RateCard.objects.get(pk=card.pk)
    if seen is not None and seen != card_state(current):
        raise changed_meanwhile(card.place)
    _check_days(card.place, first_on, last_on, but=card)
    facts: dict[str, Any] = {"name": _one_line(name), "first_on": first_on, "last_on": last_on}
    changes = {
        fact: [plain(getattr(current, fact)), plain(value)]
        for fact, value in facts.items()
        if getattr(current, fact) != value
    }
    if len({(line.party_kind, line.room) for line in rates}) < len(rates):
        raise ValueError("one rate for a kind of party and a room")
    before = [RateLine.of(rate) for rate in current.rates.select_related("room")]
    changed_rates = _rate_changes(before, rates)
    prices_change = bool(changed_rates) or bool({"first_on", "last_on"} & set(changes))
    if prices_change and needs_knowing(current, now=now) and not knowingly:
        raise AlreadyInForce
    if changes or changed_rates:
        RateCard.objects.filter(pk=card.pk).update(**facts)
        if changed_rates:
            _write_rates(card, rates)
        _note(card.place, "rate_card.changed", facts["name"], by=by, now=now, changes=changes | changed_rates)
    for fact, value in facts.items():
        setattr(card, fact, value)
    return card


@transaction.atomic
def copy_rate_card(
    *,
    card: RateCard,
    name: str,
    first_on: date,
    by: User,
    now: datetime,
    last_on: date | None = None,
    percentage: Decimal = Decimal(0),
) -> RateCard:
    """From a day on, every rate `percentage` higher (or lower), to whole five cents. Deposits stay as they are."""
    require(by, "rooms.let_rooms", card.place)
    begin_change(card.place, None)
    _check_days(card.place, first_on, last_on)
    copy = RateCard.objects.create(place=card.place, name=_one_line(name), first_on=first_on, last_on=last_on)
    rates = list(Rate.objects.filter(card=card))
    for rate in rates:
        rate.pk, rate.card = None, copy
        rate._state.adding = True  # noqa: SLF001 - the documented way to copy a row
        rate.cents = raised(rate.cents, percentage)
    Rate.objects.bulk_create(rates)
    changes: dict[str, list[Any]] = {"copy_of": [None, card.name], "first_on": [None, plain(first_on)]}
    if percentage:
        changes["percentage"] = [None, str(percentage)]
    _note(card.place, "rate_card.added", copy.name, by=by, now=now, changes=changes)
    return copy


@transaction.atomic
def remove_rate_card(*, card: RateCard, by: User, now: datetime) -> None:
    """Only when nothing was booked at its prices."""
    require(by, "rooms.let_rooms", card.place)
    begin_change(card.place, None)
    if is_used(card):
        raise CardUsed(card)
    RateCard.objects.filter(pk=card.pk).delete()
    _note(card.place, "rate_card.removed", card.name, by=by, now=now, changes={})


def needs_knowing(card: RateCard, *, now: datetime) -> bool:
    """Whether people may have been told these prices already."""
    return card.first_on < timezone.localdate(now) or is_used(card)


def raised(cents: int, percentage: Decimal) -> int:
    """To whole five cents, the half upwards; what does not change stays to the cent."""
    if not percentage:
        return cents
    fives = Decimal(cents) * (HUNDRED + percentage) / HUNDRED / WHOLE_CENTS
    return max(0, int(fives.quantize(Decimal(1), ROUND_HALF_UP)) * WHOLE_CENTS)


# -- How ------------------------------------------------------------------------------------------


def _check_days(place: Place, first_on: date, last_on: date | None, but: RateCard | None = None) -> None:
    if last_on is not None and last_on < first_on:
        raise EndsBeforeStart
    others = RateCard.objects.filter(place=place, first_on=first_on)
    other = others.exclude(pk=but.pk).first() if but else others.first()
    if other is not None:
        raise FirstDayTaken(other)


def _write_rates(card: RateCard, rates: Collection[RateLine]) -> None:
    Rate.objects.filter(card=card).delete()
    Rate.objects.bulk_create(
        Rate(card=card, **{name: getattr(line, name) for name in RateLine.__slots__}) for line in rates
    )


def _rate_changes(before: Collection[RateLine], after: Collection[RateLine]) -> dict[str, list[Any]]:
    """By kind of party, as plain data that `wording_prices.rates_in_words` says."""
    changes = {}
    for kind in PartyKind.values:
        was, now_is = (
            sorted(
                (_rate_data(line) for line in lines if line.party_kind == kind),
                key=lambda one: str(one["room"]),
            )
            for lines in (before, after)
        )
        if was != now_is:
            changes[kind] = [was, now_is]
    return changes


def _rate_data(line: RateLine) -> dict[str, Any]:
    facts = {name: getattr(line, name) for name in RateLine.__slots__ if name not in {"party_kind", "room"}}
    return {"room": line.room.name if line.room else "", **facts}


def _told(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else plain(value)


def _hours(hours: tuple[time, time] | None) -> str | None:
    return f"{hours[0]:%H.%M}–{hours[1]:%H.%M}" if hours else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _note(
    place: Place, verb: str, subject: str, *, by: User, now: datetime, changes: Mapping[str, list[Any]]
) -> None:
    record(verb=verb, scope=place.audit_scope, by=by, now=now, subject=subject, changes=dict(changes))
