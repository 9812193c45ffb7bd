"""The list of what people said, one matter of it, and what one press of a button does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from schuifaan.apps.people.domain_errors import Refused
from schuifaan.apps.people.guard import me
from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions import combining, handling, publishing
from schuifaan.apps.voice.actions.at_the_desk import MatterError
from schuifaan.apps.voice.enums import AboutPerson, Desk, MatterState
from schuifaan.apps.voice.forms.matters import FindForm, ticked
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.queries import matters as reading
from schuifaan.apps.voice.queries.likeness import likely_same
from schuifaan.apps.voice.queries.themes import theme_names, themes_for
from schuifaan.apps.voice.views.at_desk import address, matter_or_404, of_desk, refused, to

STATE_NAMES: Final[Mapping[str, str | Promise]] = {
    "wacht": gettext_lazy("Wacht op antwoord"),
    "beantwoord": pgettext_lazy("heading", "Beantwoord"),
    "afgerond": gettext_lazy("Afgerond"),
    "alles": gettext_lazy("Alles"),
}


@require_GET
@of_desk()
def matters(request: HttpRequest, desk: reading.AtDesk) -> HttpResponse:
    user, today = me(request), timezone.localdate()
    of = desk.municipality or (desk.place.municipality_id if desk.place else None)
    form = FindForm(request.GET, themes=themes_for(of))
    wanted = form.wanted()
    found = reading.at_desk(user, desk)
    page = reading.matters_page(found, wanted, user=user)
    context = {
        "desk": desk,
        "title": _("Wat mensen laten weten"),
        "today": today,
        "form": form,
        "wanted": wanted,
        "page": page,
        "short": reading.in_short(found, today=today),
        "states": [(state, name, _with(request, status=state)) for state, name in STATE_NAMES.items()],
        "onward": _with(request, na=page.next_after) if page.next_after else "",
    }
    return render(request, "voice/matters/list.html", context)


@require_POST
@of_desk()
def combine_ticked(request: HttpRequest, desk: reading.AtDesk) -> HttpResponse:
    """What was ticked in the list becomes one: the one that has an answer, else the first."""
    user, now = me(request), timezone.now()
    chosen = reading.some_matters(reading.at_desk(user, desk), ticked(request.POST.getlist("matter")))
    chosen.sort(key=lambda one: one.answered_at is None)
    if not chosen:
        messages.error(request, _("Kruis eerst aan wat over hetzelfde gaat."))
        return to(desk, "matters")
    try:
        into = combining.combine(into=chosen[0], matters=chosen[1:], by=user, now=now)
    except MatterError as error:
        refused(request, error)
        return to(desk, "matters")
    messages.success(request, _("Samengevoegd. Hoort er toch iets niet bij? Zet het hieronder weer apart."))
    return to(desk, "matter", into.pk)


@require_GET
@of_desk()
def matter(request: HttpRequest, desk: reading.AtDesk, *, pk: int) -> HttpResponse:
    found, user = matter_or_404(request, desk, pk), me(request)
    waits = handling.is_open(found)
    themes = theme_names(one.theme for one in found.themes.all())
    context = {
        "desk": desk,
        "title": found.title,
        "matter": found,
        "today": timezone.localdate(),
        "waits": waits,
        "themes": list(themes.values()),
        "answers": list(found.answers.all()),
        "signals": list(found.signals.all()),
        "likely": likely_same(found, reading.at_desk(user, desk)) if waits else [],
        "is_mine": found.owner_id == user.pk,
        "may_become_activity": _may_become_activity(found, user),
        "may_be_public": found.about_person == AboutPerson.NO and found.state != MatterState.HELD,
    }
    return render(request, "voice/matters/matter.html", context)


@require_POST
@of_desk()
def do(request: HttpRequest, desk: reading.AtDesk, *, pk: int) -> HttpResponse:
    """The button says what."""
    found = matter_or_404(request, desk, pk)
    work = _DOING.get(request.POST.get("what", ""))
    went = address(desk, "matter", pk)
    try:
        if work is not None:
            went = work(request, desk, found, me(request), timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    return redirect(went)


# -- What a button does: and where one goes then ----------------------------------------------------

Work = Callable[[HttpRequest, reading.AtDesk, Matter, User, datetime], str]


def _look(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    handling.look_at(matter=found, by=user, now=now)
    messages.success(request, _("Bekeken. Wie dit liet weten, ziet dat op de eigen pagina."))
    return address(desk, "matter", found.pk)


def _take(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    handling.assign(matter=found, owner=user, by=user, now=now)
    messages.success(request, _("Jij pakt dit op."))
    return address(desk, "matter", found.pk)


def _close(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    handling.close(matter=found, by=user, now=now)
    messages.success(request, _("Afgerond. Toch niet? Onderaan deze pagina zet je het weer open."))
    return address(desk, "matter", found.pk)


def _open(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    handling.open_again(matter=found, by=user, now=now)
    messages.success(request, _("Het staat weer open."))
    return address(desk, "matter", found.pk)


def _let_through(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    handling.let_through(matter=found, by=user, now=now)
    messages.success(request, _("Doorgelaten. Het staat nu bij wat wacht op antwoord."))
    return address(desk, "matter", found.pk)


def _throw_away(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    handling.throw_away(matter=found, by=user, now=now)
    messages.success(request, _("Weggegooid."))
    return address(desk, "matters")


def _apart(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    chosen = next(iter(ticked(request.POST.getlist("signal"))), 0)
    signal = reading.signal_in(found, chosen)
    if signal is None:
        raise Http404
    own = combining.take_apart(signal=signal, by=user, now=now)
    messages.success(request, _("Dit staat nu apart. Het krijgt een eigen antwoord."))
    return address(desk, "matter", own.pk)


def _unpublish(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    publishing.unpublish(matter=found, by=user, now=now)
    messages.success(request, _("Van de pagina gehaald. De tekst blijft bewaard."))
    return address(desk, "matter", found.pk)


def _activity(request: HttpRequest, desk: reading.AtDesk, found: Matter, user: User, now: datetime) -> str:
    publishing.become_activity(matter=found, by=user, now=now)
    messages.success(request, _("Er staat een concept in de agenda. Vul het aan en kies wanneer het is."))
    return address(desk, "matter", found.pk)


_DOING: Final[dict[str, Work]] = {
    "look": _look,
    "take": _take,
    "close": _close,
    "open": _open,
    "let_through": _let_through,
    "throw_away": _throw_away,
    "apart": _apart,
    "unpublish": _unpublish,
    "activity": _activity,
}


# -- How ------------------------------------------------------------------------------------------


def _with(request: HttpRequest, **values: str) -> str:
    """The address of this list with something else in it; another state begins at the top."""
    query = request.GET.copy()
    query.pop("na", None)
    for name, value in values.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _may_become_activity(found: Matter, user: User) -> bool:
    fits = found.kind in publishing.BECOMES_ACTIVITY and found.about_person == AboutPerson.NO
    here = found.to == Desk.PLACE and found.activity is None and found.state != MatterState.HELD
    return fits and here and user.has_perm("agenda.change_agenda", found.place)
