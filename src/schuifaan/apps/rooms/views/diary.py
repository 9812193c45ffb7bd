"""The desk: a diary that was kept elsewhere, read in step by step."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import diary as doing
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.forms.diary import DiaryColumnsForm, DiaryFileForm, DiaryRoomsForm
from schuifaan.apps.rooms.importing.diary_sheet import diary_of
from schuifaan.apps.rooms.importing.entry import Diary
from schuifaan.apps.rooms.importing.guessing import guess
from schuifaan.apps.rooms.importing.sheet import Sheet
from schuifaan.apps.rooms.models import DiaryImport
from schuifaan.apps.rooms.queries.diary import diaries_of, diary_at
from schuifaan.apps.rooms.queries.diary_shown import preview
from schuifaan.apps.rooms.queries.holding import rooms_of

LATEST_SHOWN = 20

of_place = guard(place_alone, by="slug")


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
            return redirect(next_step(offered), slug=place.slug, pk=offered.pk)
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
def diary_columns(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """What each column of the file is, with what that makes of its first rows."""
    offered = offered_at(place, pk)
    if not offered.sheet:
        return redirect(next_step(offered), slug=place.slug, pk=pk)
    sheet = Sheet.from_json(offered.sheet)
    columns = {int(column): key for column, key in offered.columns.items()} or guess(sheet)
    form = DiaryColumnsForm(request.POST if request.method == "POST" else None, sheet=sheet, columns=columns)
    if form.is_bound:
        form.is_valid()
        columns = form.columns()
        if not form.errors and "bekijk" not in request.POST:
            diary = doing.say_columns(offered=offered, columns=columns, by=me(request), now=timezone.now())
            if diary.entries or diary.over:
                return redirect("rooms:diary_rooms", slug=place.slug, pk=pk)
            form.add_error(
                None, _("Zo kunnen we geen enkele rij lezen. Kijk bij elke kolom of de keus klopt.")
            )
    read = diary_of(sheet, columns, now=timezone.now())
    context = {"place": place, "title": _("Wat staat er in welke kolom?"), "offered": offered, "form": form}
    context |= {"sheet": sheet, "preview": preview(sheet, read, today=timezone.localdate())}
    return render(request, "rooms/diary/columns.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def diary_rooms(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    offered = offered_at(place, pk)
    if next_step(offered) != "rooms:diary_rooms" and not offered.rooms:
        return redirect(next_step(offered), slug=place.slug, pk=pk)
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


@require_POST
@of_place("rooms.let_rooms")
def diary_discard(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    doing.discard_diary(offered=offered_at(place, pk), by=me(request))
    messages.success(request, _("Weggegooid. In jullie agenda is niets veranderd."))
    return redirect("rooms:diary_imports", slug=place.slug)


def offered_at(place: Place, pk: int) -> DiaryImport:
    found = diary_at(place, pk)
    if found is None:
        raise Http404
    return found


def next_step(offered: DiaryImport) -> str:
    """Where somebody goes on with it."""
    if offered.applied_at:
        return "rooms:diary_check"
    if offered.sheet and not offered.columns:
        return "rooms:diary_columns"
    if not offered.rooms and offered.diary.get("entries"):
        return "rooms:diary_rooms"
    return "rooms:diary_check"
