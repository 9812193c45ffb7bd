"""What a machine seems to have sent: held back until somebody has looked at it. No puzzles for people."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest

from schuifaan.apps.voice.forms.saying import SignalForm
from schuifaan.ui.caller import caller, hashed

# The same words from the same address: once more after a slip is human.
MOST_SAME: Final = 3
WITHIN_SECONDS: Final = 3600


def looks_automatic(request: HttpRequest, form: SignalForm) -> bool:
    """Call it once for each signal: it counts. Only a hash of the words stands in the cache, for an hour."""
    words = " ".join(str(form.cleaned_data["text"]).casefold().split())
    key = f"said:{hashed(caller(request) + words)}"
    # Both are looked at, so that it is counted whatever the first says.
    return any([_count(key) > MOST_SAME, form.looks_hurried])


def _count(key: str) -> int:
    if cache.add(key, 1, WITHIN_SECONDS):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:
        # It went between the two questions.
        return 1
