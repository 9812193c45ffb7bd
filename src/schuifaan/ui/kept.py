"""Where rendered bytes are kept, and how they are handed out: compressed to whoever reads that."""

import gzip
import re
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest, HttpResponse

_ACCEPTS_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))")


def store() -> BaseCache:
    """A store of its own where the settings have one, so that pages do not push out other things."""
    return caches["pages" if "pages" in settings.CACHES else "default"]


def accepts_gzip(request: HttpRequest) -> bool:
    return _ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None


def compressed(body: bytes) -> bytes:
    """The same bytes for the same body, whenever it is."""
    return gzip.compress(body, compresslevel=6, mtime=0)


def handed_out(request: HttpRequest, kept: bytes, content_type: str) -> HttpResponse:
    """What was kept compressed, as this reader takes it."""
    if not accepts_gzip(request):
        return HttpResponse(gzip.decompress(kept), content_type=content_type)
    return HttpResponse(kept, content_type=content_type, headers={"Content-Encoding": "gzip"})
