"""What the law and the owner say against a booking, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, PartyKind, TimeState, Use
from schuifaan.apps.rooms.models import Booking, BookingTime, LettingTerms, Room
from schuifaan.apps.rooms.queries.floor import floor_of
from schuifaan.apps.rooms.queries.holding import parts_by_room
from schuifaan.apps.rooms.wording_warnings import source_of, words_of
from schuifaan.core.letting.legal import Finding, Situation, findings


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - that is what it is
    """`rule` is its id; `words` say what is wrong with which figures, `source` and `url` where that stands."""

    rule: str
    words: str
    figures: dict[str, str]
    source: str
    url: str = ""


def warnings_for(booking: Booking) -> tuple[Warning, ...]:
    """What speaks against it: to go on, somebody of the board says why."""
    return _against(situation_of(booking))


def doubts_about(booking: Booking) -> tuple[Warning, ...]:
    """What could not be judged because a fact is missing; it stops nobody."""
    return tuple(_said(one) for one in findings(situation_of(booking)) if one.unknown)


class WarningsTogether:
    """For bookings that are confirmed together, each after the ones before it. None of them is a private party.

    Two queries, and one for each year when the place must keep an eye on businesses.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._terms = LettingTerms.objects.filter(place=place).first() or LettingTerms(place=place)
        self._parts = parts_by_room(place)
        self._businesses: dict[int, set[Room]] = {}

    def of(self, booking: Booking, times: Sequence[BookingTime]) -> tuple[Warning, ...]:
        """`booking` and `times` need not be saved yet."""
        is_judged = booking.party.kind == PartyKind.COMMERCIAL and bool(self._terms.is_social_real_estate)
        floor = self._floor(times) if is_judged else None
        return _against(_situation(booking, self._terms, times, commercial_m2=floor, parties=0))

    def _floor(self, times: Sequence[BookingTime]) -> Decimal | None:
        rooms = {one.room for one in times}
        theirs = set(rooms)
        for year in _years(times):
            if year not in self._businesses:
                self._businesses[year] = _rooms_of_businesses(self._place, {year}, None)
            self._businesses[year] |= rooms
            theirs |= self._businesses[year]
        return floor_of(theirs, self._parts)


def situation_of(booking: Booking) -> Situation:
    """The facts as they are kept now; at most six queries."""
    place, party = booking.place, booking.party
    terms = LettingTerms.objects.filter(place=place).first() or LettingTerms(place=place)
    times = [one for one in booking.times.select_related("room") if one.state == TimeState.PLANNED]
    rooms = {one.room for one in times} or {booking.room}
    judges_share = party.kind == PartyKind.COMMERCIAL and bool(terms.is_social_real_estate)
    judges_parties = booking.use == Use.PARTY and bool(terms.is_paracommercial)
    return _situation(
        booking, terms, times,
        commercial_m2=_commercial_m2(place, booking, rooms, times) if judges_share else None,
        parties=_parties(place, booking, times) if judges_parties else 0,
    )  # fmt: skip


def _against(situation: Situation) -> tuple[Warning, ...]:
    return tuple(_said(one) for one in findings(situation) if not one.unknown)


def _situation(
    booking: Booking,
    terms: LettingTerms,
    times: Sequence[BookingTime],
    *,
    commercial_m2: Decimal | None,
    parties: int,
) -> Situation:
    party = booking.party
    rooms = {one.room for one in times} or {booking.room}
    return Situation(
        pays_cents=max((one.price_cents for one in times), default=0),
        cents_per_hour=max((_per_hour(one) for one in times), default=Decimal(0)),
        is_business=party.kind == PartyKind.COMMERCIAL,
        lives_here=party.lives_here,
        in_residents_rent=any(room.in_residents_rent for room in rooms),
        is_social_real_estate=terms.is_social_real_estate,
        gross_floor_m2=terms.gross_floor_m2,
        commercial_m2=commercial_m2,
        use_is_excluded=booking.use in terms.excluded_uses,
        no_letting=terms.no_letting,
        highest_social_cents=terms.highest_social_cents,
        is_party=booking.use == Use.PARTY,
        is_paracommercial=terms.is_paracommercial,
        parties=parties,
        parties_allowed=terms.parties_per_year,
        alcohol=booking.alcohol,
        serves_alcohol=terms.serves_alcohol,
    )


def _said(finding: Finding) -> Warning:
    figures = {name: str(value) for name, value in finding.figures.items()}
    source, url = source_of(finding.rule)
    return Warning(finding.rule, words_of(finding), figures, source, url)


def _per_hour(time: BookingTime) -> Decimal:
    seconds = (time.ends_at.astimezone(UTC) - time.starts_at.astimezone(UTC)).total_seconds()
    return Decimal(time.price_cents) * 3600 / Decimal(int(seconds))


def _confirmed(place: Place, years: Iterable[int], but: Booking | None) -> list[BookingTime]:
    """What others have confirmed in these years, one way or another used."""
    zone = timezone.get_default_timezone()
    first, last = min(years), max(years)
    found = BookingTime.objects.filter(
        booking__place=place,
        booking__status=BookingStatus.CONFIRMED,
        state=TimeState.PLANNED,
        starts_at__gte=datetime(first, 1, 1, tzinfo=zone),
        starts_at__lt=datetime(last + 1, 1, 1, tzinfo=zone),
    )
    if but is not None:
        found = found.exclude(booking=but)
    return list(found.select_related("room", "booking__party"))


def _years(times: Iterable[BookingTime]) -> set[int]:
    return {timezone.localtime(one.starts_at).year for one in times}


def _commercial_m2(
    place: Place, booking: Booking, rooms: set[Room], times: list[BookingTime]
) -> Decimal | None:
    """The floor businesses have in the year of this booking, each room once. None when a size is not known."""
    years = _years(times)
    theirs = rooms | _rooms_of_businesses(place, years, booking) if years else rooms
    return floor_of(theirs, parts_by_room(place))


def _rooms_of_businesses(place: Place, years: set[int], but: Booking | None) -> set[Room]:
    confirmed = _confirmed(place, years, but)
    return {one.room for one in confirmed if one.booking.party.kind == PartyKind.COMMERCIAL}


def _parties(place: Place, booking: Booking, times: list[BookingTime]) -> int:
    """Private parties in the fullest year this booking falls in, with its own."""
    years = _years(times)
    if not years:
        return 0
    others = [one for one in _confirmed(place, years, booking) if one.booking.use == Use.PARTY]
    counted = [*others, *times]
    return max(sum(timezone.localtime(one.starts_at).year == year for one in counted) for year in years)
