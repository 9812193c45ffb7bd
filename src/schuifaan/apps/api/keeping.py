"""Answers about the agenda, kept as they were written until something in it changes."""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from schuifaan.apps.agenda.queries.version import agenda_version
from schuifaan.ui.kept import compressed, handed_out, store

_FROM_NOW_ON: Final = "/occurrences"
_ABOUT_THE_AGENDA: Final = {"/activities", "/activities/{activity}", _FROM_NOW_ON}
_KEPT_SECONDS: Final = 3600
_LONGEST_QUERY: Final = 1000
_JSON: Final = "application/json; charset=utf-8"


def kept(
    request: HttpRequest, template: str, make: Callable[[], HttpResponseBase], *, now: datetime
) -> HttpResponseBase:
    """What `make` answered before to the same question, compressed for whoever reads that.

    `template` is the path in the document of the API. Only whole answers are kept, no refusals.
    """
    if template not in _ABOUT_THE_AGENDA or len(request.META.get("QUERY_STRING", "")) > _LONGEST_QUERY:
        return make()
    key = _key(request, template, now)
    found: bytes | None = store().get(key)
    if found is None:
        response = make()
        if response.status_code != HTTPStatus.OK or not isinstance(response, HttpResponse):
            return response
        found = compressed(response.content)
        store().set(key, found, _KEPT_SECONDS)
    response = handed_out(request, found, _JSON)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _key(request: HttpRequest, template: str, now: datetime) -> str:
    """A list that begins now is another one every minute."""
    begins_now = template == _FROM_NOW_ON and "since" not in request.GET
    minute = f"{now:%Y%m%dT%H%M}" if begins_now else ""
    asked = f"{agenda_version()}|{minute}|{get_language()}|{request.get_full_path()}"
    return "api:" + blake2b(asked.encode(), digest_size=20).hexdigest()
