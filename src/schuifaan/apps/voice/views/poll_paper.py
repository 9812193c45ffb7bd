"""A poll on paper: the form in large letters, and the slip on which a talk or a round of doors is noted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from schuifaan.apps.voice.models import Poll
from schuifaan.apps.voice.paper.polls import printed_form, printed_slip
from schuifaan.apps.voice.queries.polls import questions_of
from schuifaan.apps.voice.views.poll_access import of_poll


@require_GET
@of_poll("voice.note_wishes")
def poll_form_pdf(request: HttpRequest, poll: Poll) -> HttpResponse:
    """A4 unless A5 is asked."""
    size = "a5" if request.GET.get("maat") == "a5" else "a4"
    address = request.build_absolute_uri(reverse("voice:poll", args=[poll.token]))
    made = printed_form(poll, questions_of(poll), address=address, size=size, now=timezone.now())
    return _sent(made, f"wensen-{size}")


@require_GET
@of_poll("voice.note_wishes")
def poll_slip_pdf(request: HttpRequest, poll: Poll) -> HttpResponse:
    del request
    return _sent(printed_slip(poll, questions_of(poll), now=timezone.now()), "wensen-notitieblad")


def _sent(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
