"""One booking at the desk: everything about it, and the answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions.answering import answer_no, answer_option, answer_yes
from schuifaan.apps.rooms.actions.deciding import OPEN
from schuifaan.apps.rooms.actions.doors import set_door
from schuifaan.apps.rooms.actions.undoing import undo_answer
from schuifaan.apps.rooms.actions.waiting import give_up
from schuifaan.apps.rooms.enums import HOLDING
from schuifaan.apps.rooms.forms.booking import DoorForm, NoForm, OptionForm, YesForm
from schuifaan.apps.rooms.models import Booking
from schuifaan.apps.rooms.queries import booking_desk as queries
from schuifaan.apps.rooms.queries.bookings import BookingPage, booking_at, booking_page
from schuifaan.apps.rooms.queries.connected import connected_to_booking
from schuifaan.apps.rooms.queries.undoing import undo_until
from schuifaan.apps.rooms.queries.warnings import doubts_about
from schuifaan.apps.rooms.views.connected import shown_with
from schuifaan.apps.rooms.wording_bookings import (
    answer_reaches,
    deadline,
    price_groups,
    ready_no,
    ready_option,
    ready_yes,
    times_in_a_line,
)

of_place = guard(place_alone, by="slug")
# Who answers goes on to another page: nothing of this place is shown unless something is wrong.
# The name of each answer, in the address and on the page.
YES, OPTION, NO = "ja", "optie", "nee"


@require_GET
@of_place("rooms.run_rooms")
def booking(request: HttpRequest, place: Place, *, number: int) -> HttpResponse:
    return show_booking(request, place, number, opened=request.GET.get("antwoord", ""))


@require_POST
@of_place("rooms.let_rooms")
def answer_booking(request: HttpRequest, place: Place, *, number: int) -> HttpResponse:
    """`wat` is the answer; from the list it is one tap, without words of one's own."""
    found, now = booking_or_404(place, number), timezone.now()
    what = request.POST.get("wat", "")
    if what not in ANSWERS:
        return show_booking(request, place, number, status=422)
    page = booking_page(found)
    form = answer_form(what, request.POST, me(request), page, now)
    if form.is_valid():
        try:
            said = ANSWERS[what](form, found, me(request), now)
        except PlaceError as error:
            error.say_on(form)
        else:
            messages.success(request, f"{said} {answer_reaches(found.party)}")
            if "lijst" in request.POST:
                return redirect("rooms:bookings", slug=place.slug)
            return redirect("rooms:booking", slug=place.slug, number=number)
    return show_booking(request, place, number, opened=what, bound=form, status=422)


@require_POST
@of_place("rooms.let_rooms")
def undo(request: HttpRequest, place: Place, *, number: int) -> HttpResponse:
    """The answer of a moment ago is taken back."""
    found = booking_or_404(place, number)
    try:
        undo_answer(booking=found, by=me(request), now=timezone.now())
    except PlaceError as error:
        messages.error(request, str(error))
    else:
        said = {"party": found.party.name}
        messages.success(request, _("Teruggenomen. %(party)s wacht weer op je antwoord.") % said)
    return redirect("rooms:booking", slug=place.slug, number=number)


@require_POST
@of_place("rooms.run_rooms")
def booking_door(request: HttpRequest, place: Place, *, number: int) -> HttpResponse:
    found = booking_or_404(place, number)
    form = DoorForm(request.POST)
    if not form.is_valid():
        return show_booking(request, place, number, opened="deur", bound=form, status=422)
    set_door(booking=found, by=me(request), now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Bewaard."))
    return redirect("rooms:booking", slug=place.slug, number=number)


@require_POST
@of_place("rooms.run_rooms")
def stop_waiting(request: HttpRequest, place: Place, *, number: int, waiting: int) -> HttpResponse:
    booking_or_404(place, number)
    found = queries.waiting_at(place, waiting)
    if found is None:
        raise Http404
    give_up(waiting=found, by=me(request), now=timezone.now())
    messages.success(request, _("%(party)s staat niet meer op de wachtlijst.") % {"party": found.party.name})
    return redirect("rooms:booking", slug=place.slug, number=number)


# -- The answers --------------------------------------------------------------------------------------


def _yes(form: Any, found: Booking, by: User, now: datetime) -> str:
    words = form.cleaned_data["answer"]
    answer_yes(booking=found, answer=words, by=by, now=now, reasons=form.reasons())
    return _("Ja gezegd: %(party)s heeft de ruimte.") % {"party": found.party.name}


def _option(form: Any, found: Booking, by: User, now: datetime) -> str:
    told = form.cleaned_data
    answer_option(booking=found, until=told["until"], answer=told["answer"], by=by, now=now)
    return _("De ruimte blijft vastgehouden voor %(party)s.") % {"party": found.party.name}


def _no(form: Any, found: Booking, by: User, now: datetime) -> str:
    answer_no(booking=found, answer=form.cleaned_data["answer"], by=by, now=now)
    return _("Nee gezegd tegen %(party)s. De ruimte is weer vrij.") % {"party": found.party.name}


ANSWERS: Final[dict[str, Callable[[Any, Booking, User, datetime], str]]] = {
    YES: _yes,
    OPTION: _option,
    NO: _no,
}
READY: Final = {YES: ready_yes, OPTION: ready_option, NO: ready_no}


def answer_form(what: str, data: Any, by: User, page: BookingPage, now: datetime) -> Any:
    """As sent; with ready words when `data` is None."""
    today = timezone.localdate(now)
    initial = {"answer": READY[what](page.booking, page.times, today=today)}
    if what == YES:
        may = by.has_perm("rooms.overrule", page.booking.place)
        return YesForm(data, warnings=page.warnings if may else (), initial=initial)
    if what == OPTION:
        last = max((timezone.localdate(one.starts_at) for one in page.planned), default=None)
        return OptionForm(data, terms=page.terms, today=today, last_day=last, initial=initial)
    return NoForm(data, initial=initial)


# -- The page -----------------------------------------------------------------------------------------


def booking_or_404(place: Place, number: int) -> Booking:
    found = booking_at(place, number)
    if found is None:
        raise Http404
    return found


def show_booking(
    request: HttpRequest,
    place: Place,
    number: int,
    *,
    opened: str = "",
    bound: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """`bound` was sent for the part that is `opened`, and is wrong."""
    found, now = booking_or_404(place, number), timezone.now()
    page, today = booking_page(found), timezone.localdate(now)
    user = me(request)
    context = {
        "place": place,
        "booking": found,
        "page": page,
        "title": _("Reservering %(number)s") % {"number": number},
        "now": now,
        "today": today,
        "in_a_line": times_in_a_line(page.times, today=today),
        "deadline": deadline(found.held_until, now=now),
        "prices": price_groups(page.planned),
        "past": [one for one in page.times if one.ends_at <= now],
        "coming": [one for one in page.times if one.ends_at > now],
        "is_holding": found.status in HOLDING,
        "reaches": answer_reaches(found.party),
        "late_cents": page.late_cents(now),
        "doubts": doubts_about(found) if found.status in OPEN else (),
        "waiting": queries.waiting_behind(page.planned),
        "history": queries.history_of(found),
        "opened": opened,
        "undo_until": undo_until(found, now),
        "may_let": user.has_perm("rooms.let_rooms", place),
        "may_overrule": user.has_perm("rooms.overrule", place),
        "door_form": bound if opened == "deur" and bound else _door_form(page),
        "bound": bound,
        **shown_with(
            place, connected_to_booking(found, now=now), asked=f"?reservering={number}", party=found.party_id
        ),
    }
    if page.warnings and not context["may_overrule"]:
        context["who_may"] = queries.who_may_overrule(place, today=today)
    if found.status in OPEN and context["may_let"]:
        context |= {
            f"{name}_form": bound
            if bound is not None and opened == name
            else answer_form(name, None, user, page, now)
            for name in ANSWERS
        }
    return render(request, "rooms/bookings/booking.html", context, status=status)


def _door_form(page: BookingPage) -> DoorForm:
    """What all times have in common; where they differ, it is left open."""
    opens, closes = ({getattr(one, name) for one in page.planned} for name in ("opens", "closes"))
    return DoorForm(
        initial={
            "door_code": page.booking.door_code,
            "opens": opens.pop() if len(opens) == 1 else "",
            "closes": closes.pop() if len(closes) == 1 else "",
        }
    )
