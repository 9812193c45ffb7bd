"""Room for everybody: so many requests a second from one address, with more in one go now and then."""

import time
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from schuifaan.ui.caller import caller

PER_SECOND: Final[float] = settings.API_PER_SECOND
BURST: Final[float] = settings.API_BURST
_KEPT_SECONDS: Final = 60


def seconds_to_wait(request: HttpRequest) -> float:
    """0 when there is room. A bucket that refills; only a hash of the address stands in the cache, for a minute."""
    key = f"api-rate:{caller(request)}"
    now = time.time()
    tokens: float
    tokens, before = cache.get(key, (BURST, now))
    tokens = min(BURST, tokens + max(0.0, now - before) * PER_SECOND)
    if tokens < 1:
        return (1 - tokens) / PER_SECOND
    cache.set(key, (tokens - 1, now), _KEPT_SECONDS)
    return 0.0
