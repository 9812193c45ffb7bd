"""The desk: what taking over a diary would do, what happens to each clash, and the one button."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import diary as doing
from schuifaan.apps.rooms.forms.diary import DiaryDecisionForm, DiaryRestForm
from schuifaan.apps.rooms.models import DiaryImport, Room
from schuifaan.apps.rooms.queries.diary import DryRun, diary_at, dry_run
from schuifaan.apps.rooms.queries.diary_shown import CLASHES, diary_page
from schuifaan.apps.rooms.views.diary import next_step, offered_at

# How a form names the choice for one time, before its key.
CHOICE = "keus-"

of_place = guard(place_alone, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def diary_check(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """The dry run, a page at a time, and one button."""
    offered = offered_at(place, pk)
    if next_step(offered) != "rooms:diary_check":
        return redirect(next_step(offered), slug=place.slug, pk=pk)
    form = DiaryDecisionForm(request.POST if request.method == "POST" else None)
    error: PlaceError | None = None
    if form.is_valid():
        try:
            _take_over(request, offered, form)
        except PlaceError as refused:
            error = refused
        else:
            return redirect("rooms:diary_check", slug=place.slug, pk=pk)
    return _check_page(request, place, offered, form=form, error=error)


@require_POST
@of_place("rooms.let_rooms")
def diary_decide(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """What was chosen on one page of clashes; then the next page."""
    chosen = [name for name in request.POST if name.startswith(CHOICE)]
    said = {name.removeprefix(CHOICE): request.POST.get(name, "") for name in chosen}
    try:
        doing.decide(offered=offered_at(place, pk), said=said, by=me(request))
    except PlaceError as error:
        messages.error(request, str(error))
    return redirect(f"{_address(place, pk)}?{_onward(request.POST)}")


@require_POST
@of_place("rooms.let_rooms")
def diary_decide_rest(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    offered = offered_at(place, pk)
    form = DiaryRestForm(request.POST, clashes=_by_room(dry_run(offered)))
    if not form.is_valid():
        return _check_page(request, place, offered, form=DiaryDecisionForm(), rest=form)
    try:
        left = doing.decide_rest(
            offered=offered, what=form.cleaned_data["what"], by=me(request), only=form.room()
        )
    except PlaceError as error:
        messages.error(request, str(error))
    else:
        _tell_rest(request, left)
    return redirect(_address(place, pk))


def _tell_rest(request: HttpRequest, left: int) -> None:
    if not left:
        messages.success(request, _("Gedaan. Kijk hieronder of het zo klopt."))
        return
    told = ngettext(
        "Bij %(left)s botsing is dan geen andere ruimte vrij. Kies daar zelf.",
        "Bij %(left)s botsingen is dan geen andere ruimte vrij. Kies daar zelf.",
        left,
    )
    messages.info(request, told % {"left": left})


def _take_over(request: HttpRequest, offered: DiaryImport, form: DiaryDecisionForm) -> None:
    told, before = form.cleaned_data, offered.applied_times
    done = doing.take_over_diary(
        offered=offered, seen=told["seen"], by=me(request), now=timezone.now(), why=told["why"]
    )
    times = done.applied_times - before
    said = ngettext("%(times)s keer staat nu in de agenda.", "%(times)s keer staan nu in de agenda.", times)
    messages.success(request, said % {"times": times})


def _check_page(
    request: HttpRequest,
    place: Place,
    offered: DiaryImport,
    *,
    form: DiaryDecisionForm,
    rest: DiaryRestForm | None = None,
    error: PlaceError | None = None,
) -> HttpResponse:
    if request.method == "POST":
        # Thrown away or taken over by somebody else meanwhile: as it is now.
        offered = diary_at(place, offered.pk) or offered
    found = dry_run(offered)
    page = diary_page(
        place, found, shown=request.GET.get("toon", ""), page=request.GET.get("pagina", ""),
        today=timezone.localdate(),
    )  # fmt: skip
    context: dict[str, Any] = {
        "place": place,
        "title": _("De agenda is overgenomen") if offered.applied_at else _("Wat er zou veranderen"),
        "offered": offered,
        "form": form,
        "rest": rest or DiaryRestForm(clashes=_by_room(found)),
        "error": error,
        "problems": getattr(error, "problems", ()),
        "asks_why": getattr(error, "field", None) == "why" and me(request).has_perm("rooms.overrule", place),
        "run": found,
        "page": page,
    }
    wrong = error is not None or bool(form.errors) or bool(rest)
    return render(request, "rooms/diary/check.html", context, status=422 if wrong else 200)


def _by_room(found: DryRun) -> Mapping[Room, int]:
    return Counter(one.room for one in found.of("clash") if one.room is not None)


def _address(place: Place, pk: int) -> str:
    return reverse("rooms:diary_check", kwargs={"slug": place.slug, "pk": pk})


def _onward(told: Mapping[str, str]) -> str:
    """The page after the one that was sent, as long as there is one."""
    page = told.get("volgende", "")
    return f"toon={CLASHES}&pagina={page}" if page.isdecimal() and page.isascii() else f"toon={CLASHES}"
