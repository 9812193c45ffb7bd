"""One booking, for the party that has it: all dates, giving some up, moving them, adding them back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.domain_errors import Refused
from schuifaan.apps.rooms.actions.changing import add_back, cancel_times, change_following, move_time
from schuifaan.apps.rooms.actions.keeping import TimesTaken
from schuifaan.apps.rooms.actions.party_self import price_after, show_as
from schuifaan.apps.rooms.enums import HOLDING, ShownAs, TimeState
from schuifaan.apps.rooms.forms.parties import FollowingForm, MoveForm
from schuifaan.apps.rooms.models import BookingTime, Party, Room
from schuifaan.apps.rooms.queries import parties as reading
from schuifaan.apps.rooms.queries.bookings import BookingPage, booking_page
from schuifaan.apps.rooms.queries.free_slots import Alternative, alternatives, free_slots
from schuifaan.apps.rooms.queries.holding import Period
from schuifaan.apps.rooms.queries.rentable import audience_of, rooms_to_let
from schuifaan.apps.rooms.queries.undoing import undo_until
from schuifaan.apps.rooms.views.asking import from_address
from schuifaan.apps.rooms.views.parties import REFUSED, WRONG, by_link, done, show
from schuifaan.core.timeline.wallclock import to_wall


@require_GET
@by_link
def booking(request: HttpRequest, party: Party, *, number: int) -> HttpResponse:
    return _show(request, party, _page(party, number))


@require_http_methods(["GET", "POST"])
@by_link
def cancel(request: HttpRequest, party: Party, *, number: int) -> HttpResponse:
    """First what it means, in words and euros; the button says it again."""
    page, now = _page(party, number), timezone.now()
    data = request.POST if request.method == "POST" else request.GET
    asked = reading.cancelling(page, _chosen(data.getlist("keer")), now)
    if not asked.lines:
        return _show(request, party, page, WRONG, why=_("Kies eerst welke keren je annuleert."))
    # What it costs may have become more since the page was opened.
    if request.method == "POST" and request.POST.get("cents") == str(asked.cents):
        try:
            cancel_times(times=[one for one, _cents in asked.lines], by=None, now=now)
        except Refused as error:
            return _show(request, party, page, REFUSED, why=str(error))
        return done("rooms:party_booking", "geannuleerd", party.token, number)
    status = REFUSED if request.method == "POST" else 200
    return show(request, party, "cancel", status, page=page, booking=page.booking, cancelling=asked)


@require_POST
@by_link
def back(request: HttpRequest, party: Party, *, number: int) -> HttpResponse:
    """What was left out goes on after all."""
    page = _page(party, number)
    pks = _chosen(request.POST.getlist("keer"))
    times = [one for pk in pks if (one := reading.time_at(page.booking, pk))]
    if not times:
        return _show(request, party, page, WRONG, why=_("Kies eerst welke keer toch doorgaat."))
    try:
        add_back(times=times, by=None, now=timezone.now())
    except Refused as error:
        return _show(request, party, page, REFUSED, why=str(error))
    return done("rooms:party_booking", "terug", party.token, number)


@require_http_methods(["GET", "POST"])
@by_link
def move(request: HttpRequest, party: Party, *, number: int, time: int) -> HttpResponse:
    page, now = _page(party, number), timezone.now()
    one = _movable(page, time)
    form = MoveForm(
        request.POST or None, one=one, rooms=_rooms(party, one.room), today=timezone.localdate(now),
        asked=from_address(request),
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return _move_page(request, party, page, one, form, status=WRONG if form.errors else 200)
    room, (start, end) = form.to()
    after = price_after(one, room=room, period=(start, end))
    why = reading.why_not_to(one, room, (start, end), now)
    is_free = reading.is_free_for(one, room, (start, end))
    if why or not is_free:
        others = [] if why else _instead(party, room, (start, end), now)
        why = why or _("Dan is het al bezet.")
        return _move_page(request, party, page, one, form, status=REFUSED, why=why, others=others)
    if request.POST.get("do") != "send" or request.POST.get("cents") != str(after.price_cents):
        to = {"room": room, "period": (start, end), "cents": after.price_cents}
        return _move_page(request, party, page, one, form, to=to)
    try:
        move_time(time=one, starts_at=start, ends_at=end, room=room, by=None, now=now)
    except Refused as error:
        return _move_page(request, party, page, one, form, status=REFUSED, why=str(error))
    return done("rooms:party_booking", "verzet", party.token, number)


@require_http_methods(["GET", "POST"])
@by_link
def change(request: HttpRequest, party: Party, *, number: int) -> HttpResponse:
    """From `?vanaf=` on all of the series; or only what others see."""
    page, now = _page(party, number), timezone.now()
    if request.POST.get("do") in ShownAs.values:
        return _shown(request, party, page, ShownAs(request.POST["do"]))
    one = _movable(page, _number(request.GET.get("vanaf", "")))
    form = FollowingForm(request.POST or None, one=one, rooms=_rooms(party, one.room))
    context: dict[str, Any] = {"page": page, "booking": page.booking, "time": one, "form": form}
    if request.method != "POST" or not form.is_valid():
        return show(request, party, "change", WRONG if form.errors else 200, **context)
    wanted = {"time": one, "by": None, "now": now, **form.wanted()}
    try:
        change_following(**wanted)
    except TimesTaken as error:
        if request.POST.get("do") != "skip":
            return show(request, party, "change", REFUSED, clashes=sorted(error.clashes), **context)
        return _skipping(request, party, wanted, error, context)
    except Refused as error:
        return show(request, party, "change", REFUSED, why=str(error), **context)
    return done("rooms:party_booking", "gewijzigd", party.token, number)


# -- How ------------------------------------------------------------------------------------------


def _skipping(
    request: HttpRequest, party: Party, wanted: dict[str, Any], clash: TimesTaken, context: dict[str, Any]
) -> HttpResponse:
    """Again, without those that are taken."""
    try:
        change_following(**wanted, leave_out=list(clash.clashes))
    except Refused as error:
        return show(request, party, "change", REFUSED, why=str(error), **context)
    return done("rooms:party_booking", "gewijzigd", party.token, context["booking"].number)


def _shown(request: HttpRequest, party: Party, page: BookingPage, shown_as: ShownAs) -> HttpResponse:
    try:
        show_as(booking=page.booking, shown_as=shown_as, now=timezone.now())
    except Refused as error:
        return _show(request, party, page, REFUSED, why=str(error))
    return done("rooms:party_booking", "gewijzigd", party.token, page.booking.number)


def _page(party: Party, number: int) -> BookingPage:
    found = reading.booking_of(party, number)
    if found is None:
        raise Http404
    return booking_page(found)


def _show(
    request: HttpRequest, party: Party, page: BookingPage, status: int = 200, why: str = ""
) -> HttpResponse:
    now = timezone.now()
    lines = reading.time_lines(page, now)
    going = [one for one in lines if one.time.state == TimeState.PLANNED]
    return show(
        request, party, "booking", status, page=page, booking=page.booking, lines=lines, why=why,
        how_many=len(going or lines),
        is_open=page.booking.status in HOLDING, settles_at=undo_until(page.booking, now),
        is_priced=any(one.price_lines for one in page.times), may_cancel=any(one.may_cancel for one in lines),
        first_to_change=_first_to_change(lines), past=[one for one in lines if one.is_past],
    )  # fmt: skip


def _instead(party: Party, room: Room, period: Period, now: datetime) -> list[Alternative]:
    """At this place."""
    found = alternatives(room, *period, party_kind=party.kind, now=now, audience=audience_of(party))
    return [one for one in found if one.room.place_id == party.place_id]


def _first_to_change(lines: list[reading.TimeLine]) -> BookingTime | None:
    """The first of a series that can still be changed with all after it."""
    movable = [one.time for one in lines if one.may_move]
    return movable[0] if len(movable) > 1 else None


def _move_page(
    request: HttpRequest, party: Party, page: BookingPage, one: BookingTime, form: MoveForm, *,
    status: int = 200, **context: Any,
) -> HttpResponse:  # fmt: skip
    """With the hours that are free that day in that room."""
    day = to_wall(one.starts_at).date()
    if form.is_bound and "day" in form.cleaned_data:
        day = form.cleaned_data["day"]
    room = form.rooms.get(form.cleaned_data.get("room", 0), one.room) if form.is_bound else one.room
    free = free_slots(room, day, day, now=timezone.now(), audience=audience_of(party))
    told = {"page": page, "booking": page.booking, "time": one, "form": form, "free": free, "free_day": day}
    told["has_later"] = any(other.starts_at > one.starts_at for other in page.planned)
    return show(request, party, "move", status, **told, free_room=room, **context)


def _movable(page: BookingPage, pk: int) -> BookingTime:
    lines = reading.time_lines(page, timezone.now())
    if not any(one.may_move and one.time.pk == pk for one in lines):
        raise Http404
    found = reading.time_at(page.booking, pk)
    if found is None:
        raise Http404
    return found


def _rooms(party: Party, now_in: Room) -> list[Room]:
    rooms = list(rooms_to_let(party.place))
    return rooms if now_in in rooms else [now_in, *rooms]


def _chosen(said: list[str]) -> set[int]:
    return {pk for one in said if (pk := _number(one))}


def _number(said: str) -> int:
    """0 for what is no number a row can have."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else 0  # noqa: PLR2004 - more than fit
