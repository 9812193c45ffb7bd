"""Asking for a room: what is wanted, a look at all of it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Any, Final

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.people.domain_errors import Refused
from schuifaan.apps.places.trails import trail
from schuifaan.apps.rooms.actions.asking_together import Asked, ask_together
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.forms import asking_dates as dates
from schuifaan.apps.rooms.forms.asking import AskForm, HowOften
from schuifaan.apps.rooms.models import LettingTerms, Party, Room
from schuifaan.apps.rooms.queries import asking as reading
from schuifaan.apps.rooms.queries.rates import day_parts
from schuifaan.apps.rooms.queries.rentable import RoomPage, room_page
from schuifaan.ui.doorstep import doorstep, too_many

WRONG, TAKEN, BUSY = 422, 409, 429
SALT: Final = "rooms.asked"
SHOWN_SECONDS: Final = 24 * 3600
FILL: Final = "fill_"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the pages of one question share. `party` came through its own link."""

    request: HttpRequest
    room: Room
    page: RoomPage
    terms: LettingTerms
    now: datetime
    party: Party | None = None

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> AskForm:
        return AskForm(data, page=self.page, today=self.today, party=self.party, initial=initial)

    def show(self, template: str, form: AskForm, status: int = 200, **context: Any) -> HttpResponse:
        told = {
            "form": form, "room": self.room, "place": self.room.place, "party": self.party,
            "terms": self.terms, "today": self.today, "trail": _trail(self), **context,
        }  # fmt: skip
        return render(self.request, f"rooms/asking/{template}.html", told, status=status)

    def show_form(self, form: AskForm, status: int = 200) -> HttpResponse:
        chosen = [one for one in self.request.POST.items() if one[0].startswith((dates.ON, dates.BASIS))]
        return self.show("ask", form, status, day_parts=day_parts(self.room.place), carried=chosen)


def found_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The browser's own button back finds every page as it was left, with all that was typed."""

    @wraps(view)
    def kept(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        response["Cache-Control"] = "private, no-cache"
        return response

    return kept


@require_http_methods(["GET", "POST"])
@found_again
@doorstep
def ask(request: HttpRequest, *, slug: str, pk: int) -> HttpResponse:
    room = reading.room_to_ask(slug, pk)
    if room is None:
        raise Http404
    return step(begin(request, room))


@require_GET
@doorstep
def asked(request: HttpRequest, *, slug: str, key: str) -> HttpResponse:
    """What was asked, for whoever just did so. It leads to the party's own pages only who left no address:
    whoever types an address need not be its owner.
    """
    try:
        pks = signing.loads(key, salt=SALT, max_age=SHOWN_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    bookings, waiting = reading.bookings_with(pks["b"]), reading.waiting_with(pks["w"])
    parties = [*(one.party for one in bookings), *(one.party for one in waiting)]
    party = parties[0] if parties else None
    if party is None or party.place.slug != slug:
        raise Http404
    context = {
        "bookings": bookings, "waiting": waiting, "party": party, "place": party.place,
        "today": timezone.localdate(), "own_link": "" if party.email else reverse("rooms:party", args=[party.token]),
    }  # fmt: skip
    return render(request, "rooms/asking/asked.html", context)


def begin(request: HttpRequest, room: Room, party: Party | None = None) -> Asking:
    return Asking(request, room, room_page(room.place, room), room.place.letting, timezone.now(), party)


def step(asking: Asking, initial: dict[str, Any] | None = None) -> HttpResponse:
    """One address, one page after another; each carries along all that was typed."""
    request, data = asking.request, asking.request.POST
    if not asking.terms.is_open and asking.party is None:
        return asking.show("refused", asking.form(), TAKEN if data else 200)
    if request.method != "POST":
        return asking.show_form(asking.form(initial=from_address(request) | (initial or {})))
    if data.get("do") == "edit" or data.get("do", "").startswith(FILL):
        return asking.show_form(asking.form(initial=_as_typed(asking)))
    form = asking.form(data)
    if not form.is_valid():
        return asking.show_form(form, WRONG)
    return _planned(asking, form)


# -- How ------------------------------------------------------------------------------------------


def _planned(asking: Asking, form: AskForm) -> HttpResponse:
    """Past the form: the check page, the page that says what is taken, or done."""
    data, do = asking.request.POST, asking.request.POST.get("do", "")
    before = reading.bookings_of_form(form.form_token) if do == "send" else []
    if before:
        # Pressed twice: what was asked is not in its own way.
        return _to_what_was_asked(asking, Asked(before, ()))
    said, days = dates.for_all(do), dates.days_in(data)
    plan = _plan(asking, form, dates.chosen_for(days, said))
    problems = reading.problems_of(plan, asker=form.asker(), terms=asking.terms, now=asking.now)
    why = _why_not(plan, problems, form)
    if why is not None:
        form.add_error(*why)
        return asking.show_form(form, WRONG)
    if problems:
        return _taken(asking, form, plan, problems)
    if do == "send":
        return _send(asking, form, plan)
    also = {dates.name_on(day): said for day in days} if said else {}
    return _check(asking, form, plan, dates.carried(data, form, also=also))


def _plan(asking: Asking, form: AskForm, also: Mapping[date, reading.Chosen] | None = None) -> reading.Plan:
    chosen = dates.chosen_in(asking.request.POST, form) | dict(also or {})
    rooms = reading.let_rooms(asking.room.place, {one.room for one in chosen.values()})
    return reading.plan_of(asking.room, form.periods(), chosen, rooms)


def _why_not(
    plan: reading.Plan, problems: list[reading.Problem], form: AskForm
) -> tuple[str | None, str] | None:
    """What only another answer on the form can put right."""
    refused = [one for one in problems if one.why]
    if refused and len(refused) == len(plan.going):
        return "day", refused[0].why
    if plan.waiting and not form.asker().email:
        return "email" if "email" in form.fields else None, _(
            "Voor de wachtlijst is een e-mailadres nodig: dan hoor je het meteen als het vrijkomt."
        )
    if not plan.going and not plan.waiting:
        return "day", _("Er blijft geen enkele keer over. Kies een andere dag of tijd.")
    return None


def _check(
    asking: Asking, form: AskForm, plan: reading.Plan, carried: list[tuple[str, str]], status: int = 200
) -> HttpResponse:
    asker = form.asker()
    first = reading.is_first_time(asking.party) if asking.party else None
    costs = reading.costs_of(plan, kind=asker.kind, first_time=first)
    context = {"plan": plan, "costs": costs, "carried": carried, "wish": form.wish(), "asker": asker}
    return asking.show("check", form, status, **context)


def _taken(
    asking: Asking, form: AskForm, plan: reading.Plan, problems: list[reading.Problem]
) -> HttpResponse:
    lines = [
        (one, dates.name_on(one.day), [(other, dates.value_of(other)) for other in one.instead])
        for one in problems
    ]
    carried = dates.carried(asking.request.POST, form, without=[one.day for one in problems])
    can_wait = bool(form.asker().email)
    everywhere = dates.in_all([one.instead for one in problems]) if plan.is_series else []
    return asking.show(
        "taken", form, TAKEN, plan=plan, problems=lines, carried=carried, can_wait=can_wait,
        everywhere=everywhere if len(problems) > 1 else [],
    )  # fmt: skip


def _send(asking: Asking, form: AskForm, plan: reading.Plan) -> HttpResponse:
    asker = form.asker()
    if too_many(asking.request, "ask-room", contact=asker.email or asker.phone):
        form.add_error(
            None, _("Er komen nu veel vragen binnen. Probeer het over tien minuten nog eens, of bel.")
        )
        return asking.show_form(form, BUSY)
    try:
        done = _ask(asking, form, plan)
    except Refused as error:
        # Somebody was just before us: now it shows what is in the way.
        problems = reading.problems_of(plan, asker=asker, terms=asking.terms, now=asking.now)
        if any(not one.why for one in problems):
            return _taken(asking, form, plan, problems)
        form.add_error(None, str(error))
        return asking.show_form(form, WRONG)
    return _to_what_was_asked(asking, done)


def _ask(asking: Asking, form: AskForm, plan: reading.Plan) -> Asked:
    wish = form.wish()
    wishes = [
        replace(
            wish, room=room, periods=periods,
            equipment={one: count for one, count in wish.equipment.items() if one.room_id in (None, room.pk)},
        )
        for room, periods in plan.by_room.items()
    ]  # fmt: skip
    return ask_together(
        place=asking.room.place, party=form.asker(), wishes=wishes, use=wish.use, now=asking.now,
        form_token=form.form_token, leave_out=[*plan.left, *plan.waiting],
        waits=[(asking.room, period) for period in plan.waiting], through_link=asking.party is not None,
    )  # fmt: skip


def _to_what_was_asked(asking: Asking, done: Asked) -> HttpResponse:
    if asking.party is not None:
        token = asking.party.token
        if len(done.bookings) == 1 and not done.waiting:
            to = reverse("rooms:party_booking", args=[token, done.bookings[0].number])
        else:
            to = reverse("rooms:party", args=[token])
        return redirect(f"{to}?gedaan=gevraagd")
    pks = {"b": [one.pk for one in done.bookings], "w": [one.pk for one in done.waiting]}
    return redirect("rooms:asked", slug=asking.room.place.slug, key=signing.dumps(pks, salt=SALT))


def from_address(request: HttpRequest) -> dict[str, Any]:
    """What the page with free hours or the search says; what is no day or time is left empty by the browser,
    and a choice that nobody knows is left to the form.
    """
    named = {"dag": "day", "van": "starts", "tot": "ends", "eind": "until"}
    given = {field: request.GET[name][:10] for name, field in named.items() if request.GET.get(name)}
    chosen = (("herhaal", "repeat", HowOften.values), ("wie", "kind", PartyKind.values))
    return given | {field: said for name, field, known in chosen if (said := request.GET.get(name)) in known}


def _as_typed(asking: Asking) -> dict[str, Any]:
    """Everything as it was sent, right or wrong; with other hours when a part of the day was pressed."""
    data = asking.request.POST
    typed: dict[str, Any] = {name: value for name, value in data.items() if name != "do"}
    pressed = data.get("do", "").removeprefix(FILL)
    for kind, starts, ends in day_parts(asking.room.place):
        if kind == pressed:
            typed |= {"starts": starts, "ends": ends}
    return typed


def _trail(asking: Asking) -> list[tuple[str, str]]:
    place, party = asking.room.place, asking.party
    if party is not None:
        return [(party.name, reverse("rooms:party", args=[party.token]))]
    return [
        *trail(), (place.name, reverse("places:place", args=[place.slug])),
        (asking.room.name, reverse("rooms:offered_room", args=[place.slug, asking.room.pk])),
    ]  # fmt: skip
