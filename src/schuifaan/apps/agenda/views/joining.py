"""Signing up for one time, and everything about one's own sign-up behind its link."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schuifaan.apps.agenda.actions import joining as doing
from schuifaan.apps.agenda.enums import SignUpState
from schuifaan.apps.agenda.forms.joining import SignUpForm
from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.agenda.queries import joining as reading
from schuifaan.apps.agenda.queries.items import items
from schuifaan.apps.places.naming import page_language
from schuifaan.ui.doorstep import doorstep, too_many

REFUSED, BUSY = 409, 429


@require_http_methods(["GET", "POST"])
@doorstep
def sign_up(request: HttpRequest, *, slug: str, occurrence: int) -> HttpResponse:
    found = reading.occurrence_to_join(slug, occurrence)
    if found is None:
        raise Http404
    now = timezone.now()
    why = doing.refusal(found, now=now)
    if why:
        return _refused(request, found, doing.SignUpRefused(why))
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted()
        if too_many(request, "sign-up", contact=wanted["contact"]):
            form.add_error(
                None,
                _("Er komen nu veel aanmeldingen binnen. Probeer het over tien minuten nog eens, of bel."),
            )
            return _form(request, found, form, status=BUSY)
        try:
            row = doing.sign_up(occurrence=found, now=now, language=get_language() or "nl", **wanted)
        except doing.SignUpRefused as error:
            return _refused(request, found, error)
        return redirect("agenda:my_sign_up", token=row.token)
    return _form(request, found, form, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@doorstep
def my_sign_up(request: HttpRequest, *, token: str) -> HttpResponse:
    """Whether there is a seat, and the one button that gives it back."""
    row = reading.sign_up_of(token)
    if row is None:
        return render(request, "agenda/joining/unknown.html", status=404)
    now = timezone.now()
    if request.method == "POST":
        doing.withdraw(sign_up=row, now=now)
        return redirect("agenda:my_sign_up", token=token)
    context = _about(row.occurrence) | {
        "sign_up": row,
        "is_placed": row.state == SignUpState.PLACED,
        "is_waiting": row.state == SignUpState.WAITING,
        "line": reading.place_in_line(row),
        "is_over": row.occurrence.ends_at <= now,
        "may_again": doing.refusal(row.occurrence, now=now) is None,
        "address": request.build_absolute_uri(),
    }
    return render(request, "agenda/joining/mine.html", context)


def _form(request: HttpRequest, found: Occurrence, form: SignUpForm, *, status: int) -> HttpResponse:
    context = _about(found) | {"form": form, "left": reading.seats_left(found)}
    return render(request, "agenda/joining/sign_up.html", context, status=status)


def _refused(request: HttpRequest, found: Occurrence, error: doing.SignUpRefused) -> HttpResponse:
    status = REFUSED if request.method == "POST" else 200
    return render(request, "agenda/joining/refused.html", _about(found) | {"error": error}, status=status)


def _about(found: Occurrence) -> dict[str, Any]:
    """The same line as on every programme."""
    item = items(Occurrence.objects.filter(pk=found.pk), language=page_language())[0]
    return {"item": item, "place": found.place, "today": timezone.localdate()}
