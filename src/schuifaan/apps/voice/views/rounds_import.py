"""The desk: a table of points read in, looked at first, all of it or nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from schuifaan.apps.people.guard import me
from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.voice.actions.rounds import RoundError
from schuifaan.apps.voice.actions.rounds_points import note_points
from schuifaan.apps.voice.forms.rounds_import import PointsFileForm, PointsForm, opened
from schuifaan.apps.voice.importing.points import Sheet, read_file
from schuifaan.apps.voice.models import Round
from schuifaan.apps.voice.queries.rounds import versions_of
from schuifaan.apps.voice.views.round_access import of_round, public_words


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def import_points(request: HttpRequest, round_: Round) -> HttpResponse:
    """The file first; then what each row would be, with one button."""
    if request.method == "GET":
        return _start(request, round_, PointsFileForm())
    if "sheet" in request.POST:
        sheet = opened(request.POST["sheet"])
        if sheet is None:
            messages.error(request, _("Dit is te lang geleden. Lees het bestand opnieuw in."))
            return redirect("voice:import_points", slug=round_.slug)
        return _looked_at(request, round_, _form(request, round_, sheet))
    form = PointsFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            sheet = read_file(form.cleaned_data["file"].read())
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            return _check(request, round_, _form(None, round_, sheet))
    return _start(request, round_, form)


def _looked_at(request: HttpRequest, round_: Round, form: PointsForm) -> HttpResponse:
    """Taken over when every row can be; without the button it is looked at once more."""
    rows = form.rows() if form.is_valid() else []
    if "neem-over" not in request.POST:
        return _check(request, round_, form)
    if not rows or any(row.problems for row in rows):
        return _check(
            request, round_, form, refused=_("Er is nog niets overgenomen. Kijk wat er bij de rijen staat.")
        )
    try:
        made = note_points(of=round_, said=form.said(rows), by=me(request), now=timezone.now())
    except RoundError as error:
        return _check(request, round_, form, refused=str(error))
    told = ngettext("%(number)s punt staat in de ronde.", "%(number)s punten staan in de ronde.", len(made))
    messages.success(request, told % {"number": len(made)})
    return redirect("voice:round_desk", slug=round_.slug)


def _form(request: HttpRequest | None, round_: Round, sheet: Sheet) -> PointsForm:
    data = request.POST if request else None
    return PointsForm(data, sheet=sheet, versions=versions_of(round_), public=public_words(round_))


def _start(request: HttpRequest, round_: Round, form: PointsFileForm) -> HttpResponse:
    context = {"round": round_, "title": _("Een tabel inlezen"), "form": form}
    return render(request, "voice/rounds/import.html", context, status=422 if form.errors else 200)


def _check(request: HttpRequest, round_: Round, form: PointsForm, *, refused: str = "") -> HttpResponse:
    rows = form.rows()
    context = {
        "round": round_,
        "title": _("Zo lezen we de tabel"),
        "form": form,
        "rows": rows,
        "wrong": [row for row in rows if row.problems],
        "refused": refused,
    }
    status = 422 if refused or form.errors else 200
    return render(request, "voice/rounds/import_check.html", context, status=status)
