"""The self-check: begin it, fill in a page, see what it says. For the team of the place alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import me
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import welcome as doing
from schuifaan.apps.voice.enums import Choice
from schuifaan.apps.voice.forms.welcome import BeginForm, PageForm
from schuifaan.apps.voice.models import WelcomeCheck
from schuifaan.apps.voice.queries import welcome as reading
from schuifaan.apps.voice.queries.shared_tips import (
    FEW,
    borrowable,
    is_key,
    own_shared_tips,
    put_on_a_line,
    shared_tip_names,
    tips_of_others,
)
from schuifaan.apps.voice.queries.welcome_page import (
    LINES,
    Merged,
    element_at,
    elements,
    page_values,
    slug_of,
)
from schuifaan.apps.voice.views.of_team import of_team
from schuifaan.core.method.knowledge.shaping import WelcomeElement

REFUSED, OVERTAKEN = 422, 409


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one check."""

    place: Place
    check: WelcomeCheck
    element: WelcomeElement


@require_GET
@of_team
def welcome(request: HttpRequest, place: Place) -> HttpResponse:
    """What it is, the one that is open, and the earlier ones."""
    earlier = reading.earlier_checks(place)
    context = {
        "place": place,
        "title": _("Zelfcheck: hoe welkom voelt het hier?"),
        "open": reading.open_check(place),
        "earlier": earlier,
        "form": BeginForm(has_earlier=bool(earlier)),
        "elements": reading.all_shown(),
        "shared": own_shared_tips(place),
    }
    return render(request, "voice/welcome/start.html", context)


@require_POST
@of_team
def begin(request: HttpRequest, place: Place) -> HttpResponse:
    last, now = reading.last_check(place), timezone.now()
    form = BeginForm(request.POST, has_earlier=last is not None)
    # Whatever else was sent: an empty sheet is always a beginning.
    right = form.is_valid()
    check = doing.begin(
        place=place,
        on_paper=right and form.cleaned_data["on_paper"],
        like=last if right and form.like_last else None,
        by=me(request),
        now=now,
    )
    if check.started_at != now:
        messages.info(request, _("Jullie waren al begonnen. Hier gaan jullie verder."))
    return redirect("voice:welcome_page", slug=place.slug, check=check.pk, element=slug_of(elements()[0]))


@require_http_methods(["GET", "POST"])
@of_team
def page(request: HttpRequest, place: Place, *, check: int, element: str) -> HttpResponse:
    """One element. Saved when one goes on, back or away."""
    found = Page(place, check_or_404(place, check), _element_or_404(element))
    if found.check.finished_at is not None:
        return redirect("voice:welcome_result", slug=place.slug, check=check)
    shown, values = reading.shown(found.element), page_values(found.check, found.element)
    if request.method == "GET":
        return _shown(request, found, PageForm(element=shown, values=values))
    form = PageForm(request.POST, element=shown, values=values)
    if not form.is_valid():
        return _shown(request, found, form, status=REFUSED)
    return _save(request, found, form)


@require_GET
@of_team
def result(request: HttpRequest, place: Place, *, check: int) -> HttpResponse:
    """In words, thanks first. Also before it is finished: then as it is so far."""
    found = check_or_404(place, check)
    context = {
        "place": place,
        "title": _("Dank jullie wel"),
        "check": found,
        "result": reading.result_of(found),
        "elements": reading.all_shown(),
    }
    return render(request, "voice/welcome/result.html", context)


@require_POST
@of_team
def finish(request: HttpRequest, place: Place, *, check: int) -> HttpResponse:
    doing.finish(check=check_or_404(place, check), by=me(request), now=timezone.now())
    return redirect("voice:welcome_result", slug=place.slug, check=check)


@require_POST
@of_team
def go_on(request: HttpRequest, place: Place, *, check: int) -> HttpResponse:
    try:
        doing.go_on(check=check_or_404(place, check), by=me(request))
    except doing.WelcomeError as refused:
        messages.info(request, str(refused))
        return redirect("voice:welcome", slug=place.slug)
    return redirect("voice:welcome_page", slug=place.slug, check=check, element=slug_of(elements()[0]))


def to(name: str, **keys: object) -> HttpResponse:
    return redirect(reverse(name, kwargs=keys))


def check_or_404(place: Place, pk: int) -> WelcomeCheck:
    found = reading.check_at(place, pk)
    if found is None:
        raise Http404
    return found


def _element_or_404(slug: str) -> WelcomeElement:
    found = element_at(slug)
    if found is None:
        raise Http404
    return found


# -- Saving a page --------------------------------------------------------------------------------


def _save(request: HttpRequest, found: Page, form: PageForm) -> HttpResponse:
    values = form.wanted()
    borrow = request.POST.get("borrow", "")
    shared = borrowable(found.place, int(borrow)) if is_key(borrow) else None
    if shared is not None and not put_on_a_line(shared, values):
        messages.info(request, _("Beide regels zijn al gevuld. Maak er eerst een leeg."))
    try:
        later = doing.save_page(
            check=found.check, element=found.element, values=values, was=form.was_then(), by=me(request)
        )
    except doing.OthersChose as others:
        return _overtaken(request, found, others.found)
    except doing.WelcomeError as refused:
        messages.info(request, str(refused))
        return redirect("voice:welcome_result", slug=found.place.slug, check=found.check.pk)
    if later:
        _tell_later(request, later)
    return _onward(found, "here" if borrow else request.POST.get("go", ""), too_many=bool(later))


def _tell_later(request: HttpRequest, later: list[str]) -> None:
    words = reading.tip_words()
    first = words.get(later[0], later[0])
    told = ngettext(
        "Drie tegelijk is genoeg. Dit staat nu bij later: “%(tip)s” Liever nu? Ruil dan met iets anders.",
        "Drie tegelijk is genoeg. Wat erbij kwam, staat nu bij later. Liever nu? Ruil dan met iets anders.",
        len(later),
    )
    messages.info(request, told % {"tip": first})


def _onward(found: Page, way: str, *, too_many: bool) -> HttpResponse:
    """To the page before or after this one, to what they try, or home for today."""
    keys = {"slug": found.place.slug, "check": found.check.pk}
    order = [slug_of(one) for one in elements()]
    at = order.index(slug_of(found.element))
    if way == "stop":
        return to("voice:welcome", slug=found.place.slug)
    if way == "others":
        return to("voice:welcome_others", slug=found.place.slug, element=order[at])
    if too_many:
        return to("voice:welcome_trying", **keys)
    if way in {"back", "here"}:
        return to("voice:welcome_page", **keys, element=order[max(0, at - (way == "back"))])
    if at + 1 < len(order):
        return to("voice:welcome_page", **keys, element=order[at + 1])
    return to("voice:welcome_trying", **keys)


def _overtaken(request: HttpRequest, found: Page, between: Merged) -> HttpResponse:
    """Mine stays filled in, what the other chose stands beside it; saving again is knowing."""
    shown = reading.shown(found.element)
    fresh = PageForm(element=shown, values=between.theirs)
    sent = {**between.values, "was": fresh.initial["was"]}
    form = PageForm(sent, element=shown, values=between.theirs)
    theirs = [(form[name].label, _in_words(name, between.theirs)) for name in between.clashes]
    return _shown(request, found, form, status=OVERTAKEN, theirs=theirs)


def _in_words(name: str, values: Mapping[str, str]) -> str:
    value = values[name]
    if not value:
        return _("niets ingevuld")
    return str(Choice(value).label) if value in Choice.values and not _is_text(name) else value


def _is_text(name: str) -> bool:
    return name == "reflection" or name in {f"own_{line}" for line in LINES}


def _shown(
    request: HttpRequest, found: Page, form: PageForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    borrowed = [form[f"own_{line}_from"].value() for line in LINES]
    others = tips_of_others(found.place, found.element.id, most=FEW, leave_out=borrowed)
    order = elements()
    context = {
        "place": found.place,
        "title": form.element.name,
        "check": found.check,
        "element": form.element,
        "form": form,
        "others": others,
        "borrowed": shared_tip_names(borrowed),
        "is_first": found.element == order[0],
        "is_last": found.element == order[-1],
        **extra,
    }
    return render(request, "voice/welcome/page.html", context, status=status)
