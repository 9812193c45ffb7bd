"""What the law and the owner say against a booking, before anybody says yes to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, PartyKind, TimeState, Use
from schuifaan.apps.rooms.models import Booking, BookingTime, LettingTerms, Room
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
    return tuple(_said(one) for one in findings(situation_of(booking)) if not one.unknown)


def doubts_about(booking: Booking) -> tuple[Warning, ...]:
    """What could not be judged because a fact is missing; it stops nobody."""
    return tuple(_said(one) for one in findings(situation_of(booking)) if one.unknown)


def situation_of(booking: Booking) -> Situation:
    """The facts as they are kept now; at most six queries."""
    place, party = booking.place, booking.party
    terms = LettingTerms.objects.filter(place=place).first() or LettingTerms(place=place)
    times = [one for one in booking.times.select_related("room") if one.state == TimeState.PLANNED]
    rooms = {one.room for one in times} or {booking.room}
    is_business = party.kind == PartyKind.COMMERCIAL
    judges_share = is_business and bool(terms.is_social_real_estate)
    judges_parties = booking.use == Use.PARTY and bool(terms.is_paracommercial)
    return Situation(
        pays_cents=max((one.price_cents for one in times), default=0),
        cents_per_hour=max((_per_hour(one) for one in times), default=Decimal(0)),
        is_business=is_business,
        lives_here=party.lives_here,
        in_residents_rent=any(room.in_residents_rent for room in rooms),
        is_social_real_estate=terms.is_social_real_estate,
        gross_floor_m2=terms.gross_floor_m2,
        commercial_m2=_commercial_m2(place, booking, rooms, times) if judges_share else None,
        use_is_excluded=booking.use in terms.excluded_uses,
        no_letting=terms.no_letting,
        highest_social_cents=terms.highest_social_cents,
        is_party=booking.use == Use.PARTY,
        is_paracommercial=terms.is_paracommercial,
        parties=_parties(place, booking, times) if judges_parties else 0,
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


def _confirmed(place: Place, years: Iterable[int], but: Booking) -> list[BookingTime]:
    """What others have confirmed in these years, one way or another used."""
    zone = timezone.get_default_timezone()
    first, last = min(years), max(years)
    return list(
        BookingTime.objects.filter(
            booking__place=place,
            booking__status=BookingStatus.CONFIRMED,
            state=TimeState.PLANNED,
            starts_at__gte=datetime(first, 1, 1, tzinfo=zone),
            starts_at__lt=datetime(last + 1, 1, 1, tzinfo=zone),
        )
        .exclude(booking=but)
        .select_related("room", "booking__party")
    )


def _years(times: Iterable[BookingTime]) -> set[int]:
    return {timezone.localtime(one.starts_at).year for one in times}


def _commercial_m2(
    place: Place, booking: Booking, rooms: set[Room], times: list[BookingTime]
) -> Decimal | None:
    """The floor businesses have in the year of this booking, each room once. None when a size is not known."""
    years = _years(times)
    theirs = set(rooms)
    if years:
        theirs |= {
            one.room
            for one in _confirmed(place, years, booking)
            if one.booking.party.kind == PartyKind.COMMERCIAL
        }
    parts = parts_by_room(place)
    # Half of a hall that is counted already is no more floor.
    outer = [
        room for room in theirs if not any(parts[room] < parts[other] for other in theirs if other != room)
    ]
    sizes = [room.area_m2 for room in outer]
    return None if None in sizes else sum((size for size in sizes if size is not None), Decimal(0))


def _parties(place: Place, booking: Booking, times: list[BookingTime]) -> int:
    """Private parties in the fullest year this booking falls in, with its own."""
    years = _years(times)
    if not years:
        return 0
    others = [one for one in _confirmed(place, years, booking) if one.booking.use == Use.PARTY]
    counted = [*others, *times]
    return max(sum(timezone.localtime(one.starts_at).year == year for one in counted) for year in years)
