"""The desk: versions of the text, what changed between two of them, and marking one final."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import me
from schuifaan.apps.voice.actions import rounds_versions as doing
from schuifaan.apps.voice.actions.rounds import RoundError
from schuifaan.apps.voice.actions.rounds_points import Came, say_where
from schuifaan.apps.voice.forms.rounds import VersionForm, version_values
from schuifaan.apps.voice.models import DocumentVersion, Round
from schuifaan.apps.voice.queries import rounds as reading
from schuifaan.apps.voice.views.round_access import (
    FormPage,
    data_of,
    form_page,
    of_round,
    point_or_404,
    version_or_404,
)


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def new_version(request: HttpRequest, round_: Round) -> HttpResponse:
    form = VersionForm(data_of(request), initial={"dated_on": timezone.localdate()})
    if form.is_valid():
        made = doing.add_version(of=round_, **form.cleaned_data, by=me(request), now=timezone.now())
        messages.success(request, _("De versie staat erbij."))
        return redirect("voice:version", slug=round_.slug, number=made.number)
    page = FormPage(_("Een versie van de tekst"), _("Bewaar de versie"), _desk(round_))
    return form_page(request, page, form, round=round_)


@require_GET
@of_round("voice.lead_round")
def version(request: HttpRequest, round_: Round, *, number: int) -> HttpResponse:
    return _version_page(request, round_, version_or_404(round_, number))


@require_http_methods(["GET", "POST"])
@of_round("voice.lead_round")
def change_version(request: HttpRequest, round_: Round, *, number: int) -> HttpResponse:
    found = version_or_404(round_, number)
    form = VersionForm(data_of(request), initial=version_values(found))
    refused = ""
    back = reverse("voice:version", args=[round_.slug, number])
    if form.is_valid():
        try:
            doing.change_version(version=found, **form.cleaned_data, by=me(request), now=timezone.now())
        except RoundError as error:
            refused = str(error)
        else:
            messages.success(request, _("Bewaard."))
            return redirect(back)
    page = FormPage(_("De tekst veranderen"), _("Bewaar"), back)
    return form_page(request, page, form, refused=refused, round=round_)


@require_POST
@of_round("voice.lead_round")
def link_sentence(request: HttpRequest, round_: Round, *, number: int) -> HttpResponse:
    """A changed sentence belongs to a point."""
    found = version_or_404(round_, number)
    chosen, at = request.POST.get("punt", ""), request.POST.get("zin", "")
    sentence = _sentence(found, at)
    if sentence is None or not (chosen.isdecimal() and len(chosen) <= 5):  # noqa: PLR2004 - no round has more points
        messages.error(request, _("Kies bij welk punt deze zin hoort."))
        return redirect("voice:version", slug=round_.slug, number=number)
    change = sentence.change
    came = Came(found, change.paragraph, was=change.was[:2000], became=change.became[:2000])
    say_where(point=point_or_404(round_, int(chosen)), came=came, by=me(request), now=timezone.now())
    address = reverse("voice:version", args=[round_.slug, number])
    return redirect(f"{address}#zin-{sentence.number}")


@require_POST
@of_round("voice.lead_round")
def mark_final(request: HttpRequest, round_: Round, *, number: int) -> HttpResponse:
    found = version_or_404(round_, number)
    try:
        doing.mark_final(version=found, by=me(request), now=timezone.now())
    except RoundError as error:
        return _version_page(request, round_, version_or_404(round_, number), refused=error)
    messages.success(request, _("Vastgesteld. Op elk punt is antwoord gegeven."))
    return redirect("voice:version", slug=round_.slug, number=number)


def _sentence(found: DocumentVersion, at: str) -> reading.ChangedSentence | None:
    before = reading.version_before(found)
    if before is None:
        return None
    return next((one for one in reading.compared(before, found).sentences if str(one.number) == at), None)


def _version_page(
    request: HttpRequest, round_: Round, found: DocumentVersion, *, refused: RoundError | None = None
) -> HttpResponse:
    before = reading.version_before(found)
    open_points = doing.points_without_answer(round_)
    context = {
        "round": round_,
        "title": found.label,
        "version": found,
        "paragraphs": reading.numbered_paragraphs(found),
        "comparison": reading.compared(before, found) if before else None,
        "points": reading.points_of(round_).shown,
        "open_points": open_points,
        "is_newest": reading.versions_of(round_)[-1].pk == found.pk,
        "refused": refused,
    }
    return render(request, "voice/rounds/version.html", context, status=409 if refused else 200)


def _desk(round_: Round) -> str:
    return reverse("voice:round_desk", args=[round_.slug])
