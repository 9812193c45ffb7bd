"""A room somewhere: the questions and the rooms that are free, on one page with one address."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from schuifaan.apps.places.shown import shown_now
from schuifaan.apps.rooms.forms.searching import SearchForm, Try, changed, tries
from schuifaan.apps.rooms.queries.free_criteria import Criteria
from schuifaan.apps.rooms.queries.free_slots import how_many, search

MOST_TRIES = 3


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    shown = shown_now()
    today = timezone.localdate(shown.now)
    is_asked = not SearchForm.base_fields.keys().isdisjoint(request.GET)
    form = SearchForm(request.GET if is_asked else None, snapshot=shown.snapshot, today=today)
    context = {"form": form, "today": today, "is_asked": is_asked}
    if form.is_valid():
        context |= _results(request, form, form.criteria(), shown.now)
    # Who else holds a room changes by the minute, and what somebody needs is theirs.
    response = render(request, "rooms/searching/search.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


def _results(request: HttpRequest, form: SearchForm, criteria: Criteria, now: datetime) -> dict[str, object]:
    after = request.GET.get("na", "")
    results = search(criteria, now, after=int(after) if after.isascii() and after.isdigit() else None)
    here = changed(request.GET, {})
    onward = changed(request.GET, {})
    onward["na"] = str(results.next_after)
    return {
        "criteria": criteria,
        "results": results,
        "here": f"?{here.urlencode()}",
        "onward": f"?{onward.urlencode()}" if results.next_after else "",
        "is_later": bool(after),
        "tries": [] if results.found else _tries(request.GET, form, now),
    }


def _tries(asked: QueryDict, form: SearchForm, now: datetime) -> list[tuple[Try, str]]:
    """Only those that find something."""
    found = []
    for one in tries(form):
        query = changed(asked, one.changes)
        wider = SearchForm(query, snapshot=form.snapshot, today=form.today)
        if wider.is_valid() and how_many(wider.criteria(), now):
            found.append((one, f"?{query.urlencode()}"))
        if len(found) == MOST_TRIES:
            break
    return found
