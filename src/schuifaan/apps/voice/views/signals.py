"""Saying something without an account, and finding back what became of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schuifaan.apps.voice.queries import signals as reading
from schuifaan.ui.doorstep import doorstep


@require_GET
@doorstep
def signal(request: HttpRequest, *, token: str) -> HttpResponse:
    found = reading.signal_with_token(token)
    if found is None:
        raise Http404
    return render(request, "voice/signals/signal.html", {"signal": found})
