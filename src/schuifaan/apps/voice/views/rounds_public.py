"""For everybody: a round with its points and answers, its versions, and what was said and done."""

from __future__ import annotations

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schuifaan.apps.voice.models import Round
from schuifaan.apps.voice.paper.feedback import printed_entries, printed_round
from schuifaan.apps.voice.queries import rounds as reading
from schuifaan.apps.voice.queries import said_and_done as telling
from schuifaan.apps.voice.queries.said_scopes import About, scope_called

LONGEST_ASKED = 100


@require_GET
def public_round(request: HttpRequest, *, slug: str) -> HttpResponse:
    """`?thema=`, `?status=` and `?zoek=` leave out the rest."""
    round_ = _round_or_404(request, slug)
    asked = {name: request.GET.get(name, "")[:LONGEST_ASKED] for name in ("thema", "status", "zoek")}
    points = reading.points_of(round_, theme=asked["thema"], outcome=asked["status"], words=asked["zoek"])
    context = {
        "round": round_,
        "points": points,
        "asked": asked,
        "is_asked": any(asked.values()),
        "meetings": reading.meetings_of(round_),
        "versions": reading.versions_of(round_),
        "whose": _whose(round_),
        "leads": request.user.has_perm("voice.lead_round", round_),
        "tell_query": urlencode({"ronde": round_.slug}),
    }
    return render(request, "voice/rounds/public.html", context)


@require_GET
def round_pdf(request: HttpRequest, *, slug: str) -> HttpResponse:
    round_ = _round_or_404(request, slug)
    points = reading.points_of(round_).shown
    pdf = printed_round(round_, points, reading.meetings_of(round_), now=timezone.now())
    return _pdf(pdf, round_.slug)


@require_GET
def round_version(request: HttpRequest, *, slug: str, number: int) -> HttpResponse:
    """The text with a number at each paragraph, and before it what changed since the version before."""
    round_ = _round_or_404(request, slug)
    found = reading.version_at(round_, number)
    if found is None:
        raise Http404
    before = reading.version_before(found)
    context = {
        "round": round_,
        "version": found,
        "paragraphs": reading.numbered_paragraphs(found),
        "comparison": reading.compared(before, found) if before else None,
    }
    return render(request, "voice/rounds/public_version.html", context)


@require_GET
def said(request: HttpRequest, *, kind: str, slug: str = "", code: str = "") -> HttpResponse:
    about = _about_or_404(kind, slug or code)
    after = request.GET.get("na", "")[:200]
    found = telling.said_and_done(about.scope, after=after)
    context = {
        "about": about,
        "found": found,
        "rounds": about.rounds,
        "next_address": f"?{urlencode({'na': found.next})}" if found.next else "",
        "first_address": request.path if after else "",
        "pdf_address": reverse(f"voice:said_{kind}_pdf", args=[slug or code]),
    }
    return render(request, "voice/rounds/said.html", context)


@require_GET
def said_pdf(request: HttpRequest, *, kind: str, slug: str = "", code: str = "") -> HttpResponse:
    del request
    about = _about_or_404(kind, slug or code)
    entries = telling.said_and_done(about.scope, size=telling.MOST_ON_PAPER).entries
    pdf = printed_entries(_("Gezegd en gedaan"), about.name, entries, now=timezone.now())
    return _pdf(pdf, f"gezegd-en-gedaan-{about.called.lower()}")


def _about_or_404(kind: str, called: str) -> About:
    found = scope_called(kind, called)
    if found is None:
        raise Http404
    return found


def _round_or_404(request: HttpRequest, slug: str) -> Round:
    """What is not public is not there, but for who leads it."""
    found = reading.round_with(slug)
    if found is None or not request.user.has_perm("voice.view_round", found):
        raise Http404
    return found


def _whose(round_: Round) -> tuple[str, str]:
    """Its name and page."""
    whose: Model | None = round_.place or round_.municipality
    if round_.place:
        return str(whose), reverse("places:place", args=[round_.place.slug])
    return str(whose), reverse("places:municipality", args=[round_.municipality_id])


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
