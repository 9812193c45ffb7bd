"""The desk: a diary that was kept elsewhere, read in step by step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import find_place
from schuifaan.apps.rooms.actions import diary as doing
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.forms.diary import DiaryDecisionForm, DiaryFileForm, DiaryRoomsForm
from schuifaan.apps.rooms.importing.entry import Diary
from schuifaan.apps.rooms.models import DiaryImport
from schuifaan.apps.rooms.queries.diary import diaries_of, diary_at, diary_lines, dry_run
from schuifaan.apps.rooms.queries.holding import rooms_of

LATEST_SHOWN = 20

of_place = guard(find_place, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def diary_imports(request: HttpRequest, place: Place) -> HttpResponse:
    form = DiaryFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            offered = doing.offer_diary(
                place=place, content=file.read(), filename=file.name, by=me(request), now=timezone.now()
            )
        except PlaceError as error:
            form.add_error("file", str(error))
        else:
            return redirect("rooms:diary_rooms", slug=place.slug, pk=offered.pk)
    context = {
        "place": place,
        "title": _("Een agenda inlezen"),
        "form": form,
        "has_rooms": rooms_of(place).exists(),
        "latest": diaries_of(place)[:LATEST_SHOWN],
    }
    return render(request, "rooms/diary/start.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def diary_rooms(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    offered = _offered(place, pk)
    if offered.applied_at:
        return redirect("rooms:diary_check", slug=place.slug, pk=pk)
    diary = Diary.from_json(offered.diary)
    form = DiaryRoomsForm(request.POST if request.method == "POST" else None, offered=offered, diary=diary)
    if form.is_valid():
        kind = PartyKind(form.cleaned_data["party_kind"])
        doing.match_rooms(offered=offered, rooms=form.rooms(), party_kind=kind, by=me(request))
        return redirect("rooms:diary_check", slug=place.slug, pk=pk)
    context = {"place": place, "title": _("Welke ruimte is welke?"), "offered": offered, "form": form}
    context |= {"times": sum(len(one.periods) for one in diary.entries), "diary": diary}
    return render(request, "rooms/diary/rooms.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def diary_check(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """The dry run: every row, and one button."""
    offered = _offered(place, pk)
    if not offered.applied_at and not offered.rooms and offered.diary.get("entries"):
        return redirect("rooms:diary_rooms", slug=place.slug, pk=pk)
    form = DiaryDecisionForm(request.POST if request.method == "POST" else None)
    error: PlaceError | None = None
    if form.is_valid():
        try:
            _take_over(request, offered, form)
        except PlaceError as refused:
            error = refused
        else:
            return redirect("rooms:diary_check", slug=place.slug, pk=pk)
    return _check_page(request, place, offered, form, error)


@require_POST
@of_place("rooms.let_rooms")
def diary_discard(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    doing.discard_diary(offered=_offered(place, pk), by=me(request))
    messages.success(request, _("Weggegooid. In jullie agenda is niets veranderd."))
    return redirect("rooms:diary_imports", slug=place.slug)


def _take_over(request: HttpRequest, offered: DiaryImport, form: DiaryDecisionForm) -> None:
    told = form.cleaned_data
    done = doing.take_over_diary(
        offered=offered, seen=told["seen"], leave_out=request.POST.getlist("weg"), by=me(request),
        now=timezone.now(), all_clashes=told["all_clashes"], why=told["why"],
    )  # fmt: skip
    times = done.applied_times
    said = ngettext("%(times)s keer staat nu in de agenda.", "%(times)s keer staan nu in de agenda.", times)
    messages.success(request, said % {"times": times})


def _check_page(
    request: HttpRequest,
    place: Place,
    offered: DiaryImport,
    form: DiaryDecisionForm,
    error: PlaceError | None,
) -> HttpResponse:
    found = dry_run(offered)
    context: dict[str, Any] = {
        "place": place,
        "title": _("De agenda is overgenomen") if offered.applied_at else _("Wat er zou veranderen"),
        "offered": offered,
        "form": form,
        "error": error,
        "problems": getattr(error, "problems", ()),
        "chosen": request.POST.getlist("weg") if request.method == "POST" else [],
        "may_overrule": me(request).has_perm("rooms.overrule", place),
        "run": found,
        **diary_lines(found, today=timezone.localdate()),
    }
    wrong = error is not None or bool(form.errors)
    return render(request, "rooms/diary/check.html", context, status=422 if wrong else 200)


def _offered(place: Place, pk: int) -> DiaryImport:
    found = diary_at(place, pk)
    if found is None:
        raise Http404
    return found
