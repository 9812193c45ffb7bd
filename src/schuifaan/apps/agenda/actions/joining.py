"""Signing up for one time, cancelling it, and who moves up: never more people than seats, whatever happens at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, Literal, TypeVar

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.letters import person_of, write
from schuifaan.apps.agenda.actions.saving import AgendaError, require
from schuifaan.apps.agenda.actions.telling import GOES_ON, when_and_where
from schuifaan.apps.agenda.enums import ContactBy, SignUpState
from schuifaan.apps.agenda.models import Activity, Notice, Occurrence, SignUp
from schuifaan.apps.agenda.queries.items import text_of
from schuifaan.apps.agenda.wording import price_words
from schuifaan.apps.people.models import User

Done = TypeVar("Done")
Refusal = Literal["not_needed", "not_shown", "cancelled", "over"]
# Two people on the last seat: the second looks again. More than this many times means something else is wrong.
TRIES: Final = 5


class SignUpRefused(AgendaError):  # noqa: N818 - it says what happened
    """Nobody can sign up for this one; `why` is for the page that says so."""

    def __init__(self, why: Refusal) -> None:
        self.why = why
        said = {
            "not_needed": _("Hiervoor hoef je je niet aan te melden. Kom gerust binnen."),
            "not_shown": _("Deze activiteit is er niet meer."),
            "cancelled": _("Deze keer gaat niet door. Je kunt je er niet voor aanmelden."),
            "over": _("Deze keer is al begonnen of voorbij. Je kunt je er niet meer voor aanmelden."),
        }
        super().__init__(said[why])


def refusal(occurrence: Occurrence, *, now: datetime, at_the_door: bool = False) -> Refusal | None:
    """Why nobody can sign up for it; the host may until it ends."""
    activity = occurrence.activity
    if not activity.is_published or not occurrence.series.agreed:
        return "not_shown"
    if not activity.sign_up:
        return "not_needed"
    if occurrence.state not in GOES_ON:
        return "cancelled"
    if now >= (occurrence.ends_at if at_the_door else occurrence.starts_at):
        return "over"
    return None


def sign_up(
    *,
    occurrence: Occurrence,
    first_name: str,
    contact_by: str = ContactBy.NONE,
    contact: str = "",
    language: str = settings.LANGUAGE_CODE,
    token: str = "",
    now: datetime,
) -> SignUp:
    """A seat, or else a place on the waiting list. Pressed twice (the same `token`), it counts once."""

    def work() -> SignUp:
        held = _held(occurrence.pk)
        found = SignUp.objects.filter(token=token, occurrence=held).first() if token else None
        if found:
            return found
        why = refusal(held, now=now)
        if why:
            raise SignUpRefused(why)
        told = {"first_name": first_name, "contact_by": contact_by, "contact": contact, "language": language}
        return _join(held, now, _row(held, now, **told, **({"token": token} if token else {})))

    return _in_turn(work)


def note_sign_up(
    *,
    occurrence: Occurrence,
    first_name: str,
    contact_by: str = ContactBy.NONE,
    contact: str = "",
    by: User,
    now: datetime,
) -> SignUp:
    """The host writes down who phoned or stands at the door."""
    require(by, "agenda.run_agenda", occurrence.place)

    def work() -> SignUp:
        held = _held(occurrence.pk)
        why = refusal(held, now=now, at_the_door=True)
        if why:
            raise SignUpRefused(why)
        row = _row(held, now, first_name=first_name, contact_by=contact_by, contact=contact, by_host=True)
        return _join(held, now, row)

    return _in_turn(work)


def withdraw(*, sign_up: SignUp, now: datetime) -> SignUp:
    """Somebody cannot come; whoever waits longest takes the seat. A second time changes nothing."""

    def work() -> SignUp:
        held = _held(sign_up.occurrence_id)
        row = SignUp.objects.get(pk=sign_up.pk)
        if row.state != SignUpState.CANCELLED:
            row.state, row.seat, row.changed_at = SignUpState.CANCELLED, None, now
            row.save()
            _move_up(held, now)
        return row

    return _in_turn(work)


def withdraw_for(*, sign_up: SignUp, by: User, now: datetime) -> SignUp:
    """The host takes somebody off the list who phoned."""
    require(by, "agenda.run_agenda", sign_up.occurrence.place)
    return withdraw(sign_up=sign_up, now=now)


def fill_seats(*, activity: Activity, now: datetime) -> list[SignUp]:
    """Seats were added: whoever waits moves up, at every time to come. Call it in the change's transaction."""
    waiting = Occurrence.objects.filter(
        activity=activity, starts_at__gt=now, sign_ups__state=SignUpState.WAITING
    )
    ids = waiting.order_by("pk").values_list("pk", flat=True).distinct()
    with transaction.atomic():
        return [row for pk in list(ids) for row in _move_up(_held(pk), now)]


def called(*, notice: Notice, by: User, now: datetime) -> Notice:
    """The host has phoned: it goes off the list, and the number with it."""
    require(by, "agenda.run_agenda", notice.place)
    notice.done_at, notice.contact, notice.text = now, "", ""
    notice.save(update_fields=["done_at", "contact", "text"])
    return notice


def _in_turn(work: Callable[[], Done]) -> Done:
    """One after another, in the order of the lock; the database has the last word on who sits where."""
    for tried in range(TRIES):
        try:
            with transaction.atomic():
                return work()
        except IntegrityError:
            if tried == TRIES - 1:
                raise
        except OperationalError:
            # Two transactions waited for each other and the database ended one: nothing of it was kept.
            if tried == TRIES - 1 or connection.in_atomic_block:
                raise
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _held(occurrence_id: int) -> Occurrence:
    """The lock all who want a seat at this time wait for."""
    return (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("activity__place", "place", "spot", "series")
        .get(pk=occurrence_id)
    )


def _row(occurrence: Occurrence, now: datetime, **told: Any) -> SignUp:
    if not told["contact"]:
        told["contact_by"] = ContactBy.NONE
    return SignUp(occurrence=occurrence, asked_at=now, changed_at=now, **told)


def _join(occurrence: Occurrence, now: datetime, row: SignUp) -> SignUp:
    # Whoever waits goes first, should a seat have come free without anybody moving up.
    _move_up(occurrence, now)
    row.seat = _free_seat(occurrence)
    row.state = SignUpState.WAITING if row.seat is None else SignUpState.PLACED
    row.save()
    _tell(row, occurrence, "signed_up" if row.seat else "waiting", now)
    return row


def _free_seat(occurrence: Occurrence) -> int | None:
    """The lowest number nobody has; None when as many people come as there are seats."""
    seats = occurrence.activity.seats
    placed = SignUp.objects.filter(occurrence=occurrence, state=SignUpState.PLACED)
    taken = set(placed.values_list("seat", flat=True))
    if seats is not None and len(taken) >= seats:
        return None
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def _move_up(occurrence: Occurrence, now: datetime) -> list[SignUp]:
    """In the order in which they signed up, as long as there are seats and it has not begun."""
    if occurrence.state not in GOES_ON or now >= occurrence.starts_at:
        return []
    moved = []
    # By number, which is the order of the lock: two clocks may disagree about who was first.
    for row in SignUp.objects.filter(occurrence=occurrence, state=SignUpState.WAITING).order_by("pk"):
        seat = _free_seat(occurrence)
        if seat is None:
            break
        row.state, row.seat, row.changed_at = SignUpState.PLACED, seat, now
        row.save()
        _tell(row, occurrence, "moved_up", now)
        moved.append(row)
    return moved


def _tell(row: SignUp, occurrence: Occurrence, template: str, now: datetime) -> None:
    """By mail. By phone only who moved up: the others have just heard it."""
    if row.contact_by != ContactBy.EMAIL and template != "moved_up":
        return
    activity = occurrence.activity

    def context() -> Mapping[str, Any]:
        return {
            "title": text_of(activity, "title", row.language),
            "when": when_and_where(occurrence),
            "street": occurrence.spot.where if occurrence.spot else occurrence.place.address_line,
            "price": price_words(activity.cost_cents, text_of(activity, "cost_note", row.language)),
            "bring": text_of(activity, "bring", row.language),
            "link": settings.BASE_URL + reverse("agenda:my_sign_up", args=[row.token]),
            "phone": activity.sign_up_phone,
        }

    write(
        key=f"{template}:{row.pk}",
        place=activity.place,
        person=person_of(row),
        template=template,
        context=context,
        now=now,
    )
