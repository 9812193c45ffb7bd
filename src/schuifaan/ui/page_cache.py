"""Public pages kept as they were rendered, until what they show has changed."""

import time
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar, cast

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from schuifaan.ui.kept import accepts_gzip, compressed, store

V = TypeVar("V", bound=Callable[..., HttpResponseBase])

# Two turns of the minute: a page that says "nu open" is asked for again, the rest may go.
KEEP_SECONDS = 120
KEEP_SECONDS_WITHOUT_MINUTE = 3600
# What is longer is rare and costs little to make compared with what it would push out.
LONGEST_PATH = 1000
LARGEST_BODY = 512 * 1024
_PUBLIC = "public, max-age=0, must-revalidate"
_PRIVATE = "private, max-age=0, must-revalidate"


# Shorter than this, compressing costs more than it saves.
SHORTEST_COMPRESSED = 1024


class KeptPage(NamedTuple):
    """A page as rendered and, once and for all, as gzip. Nothing secret of the reader's is in either."""

    body: bytes
    compressed: bytes
    content_type: str
    etag: str


def public_page(*, version: Callable[[], str], vary_on_minute: bool = True) -> Callable[[V], V]:
    """Keep what an anonymous visitor gets to see.

    `version` names the state of the data and must be cheap. `vary_on_minute` for pages that tell the time.
    A visitor with a session or a message waiting always gets a page of their own.
    """

    def decorate(view: V) -> V:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _may_share(request):
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Cache-Control", _PRIVATE)
                patch_vary_headers(response, ("Accept-Language", "Cookie"))
                return response
            key = _key(request, version(), minute=int(time.time() // 60) if vary_on_minute else 0)
            page: KeptPage | None = store().get(key)
            if page is None:
                response = view(request, *args, **kwargs)
                page = _page_of(request, response)
                if page is None:
                    return response
                store().set(key, page, KEEP_SECONDS if vary_on_minute else KEEP_SECONDS_WITHOUT_MINUTE)
            return _answer(request, page)

        return cast("V", kept)

    return decorate


def _may_share(request: HttpRequest) -> bool:
    cookies = request.COOKIES
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in cookies
        and CookieStorage.cookie_name not in cookies
        and len(request.META.get("QUERY_STRING", "")) < LONGEST_PATH
    )


def _key(request: HttpRequest, version: str, *, minute: int) -> str:
    meta = request.META
    parts = (
        version,
        get_language() or "",
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        meta.get("HTTP_HX_REQUEST", ""),
        meta.get("HTTP_HX_BOOSTED", ""),
        meta.get("HTTP_HX_HISTORY_RESTORE_REQUEST", ""),
        meta.get("HTTP_HX_TARGET", ""),
        settings.THEME_CLASS,
        ",".join(settings.THEME_STYLESHEETS),
        str(minute),
    )
    return "page:" + blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()


def _page_of(request: HttpRequest, response: HttpResponseBase) -> KeptPage | None:
    """What may be kept: a whole page without cookies that looked at no session."""
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    session = getattr(request, "session", None)
    if (
        not isinstance(response, HttpResponse)
        or response.status_code != 200  # noqa: PLR2004 only what is there
        or response.cookies
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or (session is not None and session.accessed)
        or len(response.content) > LARGEST_BODY
        or response.get("Cache-Control", _PUBLIC) != _PUBLIC
    ):
        return None
    etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    body = response.content
    small = compressed(body) if len(body) >= SHORTEST_COMPRESSED else b""
    return KeptPage(body, small, response.headers["Content-Type"], etag)


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponseBase:
    body, etag = page.body, page.etag
    zipped = bool(page.compressed) and accepts_gzip(request)
    if zipped:
        # Other bytes, so another strong tag.
        body, etag = page.compressed, f'{page.etag[:-1]}-gzip"'
    response = HttpResponse(body, content_type=page.content_type)
    headers = response.headers
    headers["ETag"] = etag
    headers["Cache-Control"] = _PUBLIC
    headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie, HX-Request"
    if zipped:
        headers["Content-Encoding"] = "gzip"
    if "HTTP_IF_NONE_MATCH" in request.META:
        return get_conditional_response(request, etag=etag, response=response) or response
    return response
