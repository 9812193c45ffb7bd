"""Pages for who has no account: not kept, not found by search engines, and not for machines."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from schuifaan.ui.caller import caller, hashed

View = Callable[..., HttpResponse]

# From one address, in this time: a library where everybody signs up fits in, a machine does not.
MOST: Final = 30
# To one way to reach somebody: nobody's letter box is filled by somebody else.
MOST_TO_ONE: Final = 5
WITHIN_SECONDS: Final = 600


def doorstep(view: View) -> View:
    """Exempt: a token would give every visitor a cookie, and without an account there is nothing to ride on.

    Mail programs press such a button too (RFC 8058).
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def stepped(request: HttpRequest, **kwargs: object) -> HttpResponse:
        response = view(request, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # The address of such a page is all that is needed to open it: it is told to nobody.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return stepped


def too_many(request: HttpRequest, door: str, *, contact: str = "") -> bool:
    """Counts this one too. Only a hash stands in the cache, for ten minutes."""
    keys = [(f"{door}:{caller(request)}", MOST)]
    if contact:
        keys.append((f"{door}-to:{hashed(contact.casefold())}", MOST_TO_ONE))
    # Both are counted, also when the first is over already.
    counted = [_count(key) > most for key, most in keys]
    return any(counted)


def _count(key: str) -> int:
    if cache.add(key, 1, WITHIN_SECONDS):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:
        # It went between the two questions.
        return 1
