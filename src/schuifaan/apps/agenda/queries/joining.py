"""Who comes, who waits, and whom the host must still phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from schuifaan.apps.agenda.enums import ContactBy, SignUpState
from schuifaan.apps.agenda.models import Notice, Occurrence, SignUp
from schuifaan.apps.places.models import Place

MOST_CALLS = 200


@dataclass(frozen=True, slots=True)
class DoorList:
    """In the order of the seats, then in the order of the waiting list."""

    placed: tuple[SignUp, ...]
    waiting: tuple[SignUp, ...]
    seats: int | None

    @property
    def free(self) -> int | None:
        return None if self.seats is None else max(0, self.seats - len(self.placed))


def occurrence_to_join(slug: str, pk: int) -> Occurrence | None:
    """One time residents may see, called off or not."""
    shown = Occurrence.objects.shown()
    found: Occurrence | None = _with_all(shown).filter(pk=pk, activity__slug=slug).first()
    return found


def occurrence_at_door(place: Place, activity_id: int, pk: int) -> Occurrence | None:
    """For who welcomes people: at this place, published or not."""
    return _with_all(Occurrence.objects.all()).filter(pk=pk, activity=activity_id, place=place).first()


def sign_up_of(token: str) -> SignUp | None:
    return (
        SignUp.objects.select_related(
            "occurrence__activity__place", "occurrence__place", "occurrence__spot", "occurrence__series"
        )
        .filter(token=token)
        .first()
    )


def sign_up_at(occurrence: Occurrence, pk: int) -> SignUp | None:
    found = SignUp.objects.filter(occurrence=occurrence, pk=pk).first()
    if found:
        found.occurrence = occurrence
    return found


def place_in_line(sign_up: SignUp) -> int | None:
    """Which one on the waiting list; None for who is not on it."""
    if sign_up.state != SignUpState.WAITING:
        return None
    waiting = SignUp.objects.filter(occurrence=sign_up.occurrence_id, state=SignUpState.WAITING)
    return waiting.filter(pk__lte=sign_up.pk).count()


def seats_left(occurrence: Occurrence) -> int | None:
    """None when seats are not counted."""
    seats = occurrence.activity.seats
    if seats is None:
        return None
    placed = SignUp.objects.filter(occurrence=occurrence, state=SignUpState.PLACED).count()
    return max(0, seats - placed)


def door_list(occurrence: Occurrence) -> DoorList:
    rows = list(SignUp.objects.filter(occurrence=occurrence).exclude(state=SignUpState.CANCELLED))
    placed = [row for row in rows if row.state == SignUpState.PLACED]
    waiting = [row for row in rows if row.state == SignUpState.WAITING]
    return DoorList(
        placed=tuple(sorted(placed, key=lambda row: row.seat or 0)),
        waiting=tuple(sorted(waiting, key=lambda row: row.pk)),
        seats=occurrence.activity.seats,
    )


def calls_to_make(place: Place) -> list[Notice]:
    """People who gave a phone number and must hear something; and letters that did not arrive."""
    waiting = Notice.objects.filter(place=place, by=ContactBy.PHONE, done_at__isnull=True)
    return list(waiting.order_by("written_at", "pk")[:MOST_CALLS])


def call_at(place: Place, pk: int) -> Notice | None:
    return Notice.objects.filter(place=place, by=ContactBy.PHONE, pk=pk).first()


def _with_all(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    return rows.select_related("activity__place", "place", "spot", "series", "room")
