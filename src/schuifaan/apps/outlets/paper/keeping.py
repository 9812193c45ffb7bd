"""Papers kept as they were printed, until the agenda, the place or the day is another."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from schuifaan.apps.agenda.queries.version import agenda_version
from schuifaan.apps.outlets.paper.made import Made
from schuifaan.ui.kept import store

KEEP_SECONDS: Final = 3600
# A flyer with a large photo costs less to print again than what it would push out.
LARGEST: Final = 1024 * 1024
_PUBLIC: Final = "public, max-age=0, must-revalidate"

Printing = Callable[[], bytes | None]


def kept_paper(request: HttpRequest, about: str, made: Made, printing: Printing) -> HttpResponse:
    """A PDF for everybody. `about` names the paper and all it was asked; None from `printing` is "not here".

    Whoever has this very paper already gets no bytes, and nothing is printed for it.
    """
    seed = f"{agenda_version()}|{about}|{made.key}"
    digest = blake2b(seed.encode(), digest_size=16).hexdigest()
    etag = f'"{digest}"'
    unchanged = get_conditional_response(request, etag=etag) if "HTTP_IF_NONE_MATCH" in request.META else None
    response = (
        unchanged if unchanged is not None else pdf_response(_printed(f"paper:{digest}", printing), about)
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = _PUBLIC
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def pdf_response(pdf: bytes, about: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    name = "-".join(part for part in about.split("|") if part)
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _printed(key: str, printing: Printing) -> bytes:
    pdf: bytes | None = store().get(key)
    if pdf is None:
        pdf = printing()
        if pdf is None:
            raise Http404
        if len(pdf) <= LARGEST:
            store().set(key, pdf, KEEP_SECONDS)
    return pdf
