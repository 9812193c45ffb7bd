"""The desk: seasons, the board of one, and the one yes that makes all series."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import seasons as actions
from schuifaan.apps.rooms.actions.settling import NotSettled, settle
from schuifaan.apps.rooms.forms.seasons import AllotForm, SeasonForm, SettleForm, VersionForm
from schuifaan.apps.rooms.models import Season
from schuifaan.apps.rooms.queries import seasons as queries
from schuifaan.apps.rooms.queries.holding import rooms_of
from schuifaan.apps.rooms.queries.season_plan import plan_of
from schuifaan.apps.rooms.wording_seasons import settle_button

of_place = guard(place_alone, by="slug")
WRONG = 422


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def seasons(request: HttpRequest, place: Place) -> HttpResponse:
    """All of them, and a new one."""
    form = SeasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_season(place=place, by=me(request), now=timezone.now(), **form.facts())
        except PlaceError as error:
            tell(form, error)
        else:
            messages.success(
                request, _("Het seizoen is open. Groepen kunnen nu via hun eigen link een uur vragen.")
            )
            return redirect("rooms:season", slug=place.slug, pk=opened.pk)
    context = {
        "place": place, "title": _("Seizoenen"), "form": form, "lines": queries.season_lines(place),
    }  # fmt: skip
    return render(request, "rooms/seasons/list.html", context, status=WRONG if form.errors else 200)


@require_GET
@of_place("rooms.let_rooms")
def season(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """`?wens=` is the wish somebody gives an hour."""
    chosen = request.GET.get("wens", "")
    number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else None  # noqa: PLR2004
    return show_board(request, season_or_404(place, pk), chosen=number)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def change_season(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found = season_or_404(place, pk)
    form = SeasonForm(request.POST or None, season=found)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_season(
                season=found, by=me(request), now=timezone.now(), version=version, **form.facts()
            )
        except PlaceError as error:
            tell(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("rooms:season", slug=place.slug, pk=pk)
    context = {"place": place, "title": _("Wijzig het seizoen"), "season": found, "form": form}
    return render(request, "rooms/seasons/change.html", context, status=WRONG if form.errors else 200)


@require_POST
@of_place("rooms.let_rooms")
def divide(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found, form = season_or_404(place, pk), VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        actions.start_dividing(season=found, by=me(request), now=timezone.now(), version=version)
    except PlaceError as error:
        return show_board(request, found, why=str(error), status=WRONG)
    return redirect("rooms:season", slug=place.slug, pk=pk)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def settle_season(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """First all that will be made; the button says what happens."""
    found, now = season_or_404(place, pk), timezone.now()
    starting = {"version": found.version, "skip_holidays": request.GET.get("feestdagen") != "door"}
    form, problems = SettleForm(request.POST or None, initial=starting), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            done = settle(season=found, by=me(request), now=now, **form.cleaned_data)
        except NotSettled as error:
            problems = list(error.problems)
        except PlaceError as error:
            problems = [str(error)]
        else:
            messages.success(request, _made(len(done.bookings), len(done.told)))
            return redirect("rooms:season", slug=place.slug, pk=pk)
    return _settle_page(request, found, form, problems, now)


# -- How --------------------------------------------------------------------------------------------


def season_or_404(place: Place, pk: int) -> Season:
    found = queries.season_at(place, pk)
    if found is None:
        raise Http404
    return found


def show_board(
    request: HttpRequest,
    season: Season,
    *,
    chosen: int | None = None,
    form: AllotForm | None = None,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    season = season_or_404(season.place, season.pk)
    board = queries.board_of(season, timezone.now(), chosen=chosen)
    card = board.cards.get(chosen or 0)
    starting: dict[str, Any] = {"version": season.version}
    if card is not None:
        starting |= {"room": card.room.pk, "weekday": card.weekday, "starts": card.starts}
    context: dict[str, Any] = {
        "place": season.place, "title": season.name, "season": season, "board": board, "chosen": card,
        "why": why, "form": form or AllotForm(rooms=rooms_of(season.place), initial=starting),
        "today": timezone.localdate(), "is_settled": season.state == "settled",
        "priorities": [line.strip() for line in season.priorities.splitlines() if line.strip()],
    }  # fmt: skip
    return render(request, "rooms/seasons/season.html", context, status=status)


def tell(form: forms.Form, error: PlaceError) -> None:
    """Beside its field, where it has one here."""
    error.say_on(form)


def _settle_page(
    request: HttpRequest, season: Season, form: SettleForm, problems: list[str], now: datetime
) -> HttpResponse:
    skip = form["skip_holidays"].value()
    plan = plan_of(season, now=now, skip_holidays=skip in {True, "on", "true", "True"})
    context = {
        "place": season.place, "title": _("Maak alle reeksen"), "season": season, "form": form, "plan": plan,
        "problems": problems or plan.problems, "button": settle_button(len(plan.lines), len(plan.told)),
        "is_settled": season.state == "settled",
        "may_overrule": me(request).has_perm("rooms.overrule", season.place),
    }  # fmt: skip
    return render(
        request, "rooms/seasons/settle.html", context, status=WRONG if problems or form.errors else 200
    )


def _made(series: int, told: int) -> str:
    made = ngettext("Er is %(number)s reeks gemaakt.", "Er zijn %(number)s reeksen gemaakt.", series)
    mailed = ngettext("%(number)s groep krijgt een mail.", "%(number)s groepen krijgen een mail.", told)
    return f"{made % {'number': series}} {mailed % {'number': told}}"
