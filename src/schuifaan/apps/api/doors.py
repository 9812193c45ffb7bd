"""What every answer of the API has in common: its version, CORS, caching, and the ways it says no."""

import hashlib
import math
import re
from collections.abc import Callable
from functools import lru_cache, wraps
from http import HTTPStatus
from typing import Any, Final

import structlog
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from schuifaan.apps.api.definition import VERSION, api, document
from schuifaan.apps.api.keeping import kept
from schuifaan.apps.api.problems import error_of_parameter, invalid_input, not_found, problem
from schuifaan.apps.api.rate_limit import seconds_to_wait

View = Callable[..., HttpResponseBase]
_MAX_AGE: Final = 60
_ALLOWED: Final = "GET, HEAD, OPTIONS"
_READABLE: Final = {"*/*", "application/*", "application/json", "application/problem+json"}
_DJANGO_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_log = structlog.get_logger(__name__)


def through_the_door(pattern: URLPattern) -> URLPattern:
    """The same address, with everything below around it."""
    template = "/" + _DJANGO_PARAMETER.sub(r"{\1}", str(pattern.pattern))
    pattern.callback = _opened(pattern.callback, template)
    return pattern


def nothing_here(request: HttpRequest, **_kwargs: str) -> HttpResponseBase:
    """Any address below /api/v1 that is not one; also one with a slash too many."""
    return _dressed(request, _refusal(request) or not_found())


def belongs_to_the_place(request: HttpRequest, **_kwargs: str) -> HttpResponseBase:
    """What a team says to itself is in no open data. The same answer for every place, also one that is not there."""
    said = problem(HTTPStatus.FORBIDDEN, "This belongs to the place. It is not open data.")
    return _dressed(request, _refusal(request) or said)


def _opened(view: View, template: str) -> View:
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _dressed(request, HttpResponse(status=HTTPStatus.NO_CONTENT))

        def answer() -> HttpResponseBase:
            return _answer(view, template, request, *args, **kwargs)

        now = timezone.now()  # noqa: TID251 what is behind the door is a view
        return _dressed(request, _refusal(request) or kept(request, template, answer, now=now))

    opened.csrf_exempt = True  # type: ignore[attr-defined] # nothing here changes anything
    return opened


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if request.method not in {"GET", "HEAD"}:
        return problem(HTTPStatus.METHOD_NOT_ALLOWED, f"This API only reads: {_ALLOWED}.")
    if not _can_be_read(request.headers.get("Accept", "*/*")):
        return problem(HTTPStatus.NOT_ACCEPTABLE, "This API answers in application/json.")
    wait = seconds_to_wait(request)
    if wait:
        response = problem(
            HTTPStatus.TOO_MANY_REQUESTS, "Too many requests from this address. Try again shortly."
        )
        response.headers["Retry-After"] = str(math.ceil(wait))
        return response
    return None


def _can_be_read(accept: str) -> bool:
    return any(kind.split(";")[0].strip().lower() in _READABLE for kind in accept.split(","))


def _answer(view: View, template: str, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    unknown = [
        error_of_parameter("query", name, "This parameter is not known.", "unknown_parameter")
        for name in sorted(set(request.GET) - _known_parameters(template))
    ]
    request.unknown_parameters = unknown  # type: ignore[attr-defined] # read by problems.on_invalid
    method, request.method = request.method, "GET"
    try:
        response = view(request, *args, **kwargs)
    except Exception:  # noqa: BLE001 - whatever went wrong, a caller gets a problem it can read
        # The framework's own handlers have spoken before; what comes here is ours to mend.
        _log.exception("api_error", path=request.path)
        response = problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. It has been noted.")
    finally:
        request.method = method
    if unknown and response.status_code < HTTPStatus.BAD_REQUEST:
        return invalid_input(unknown)
    return response


@lru_cache(maxsize=64)
def _known_parameters(template: str) -> frozenset[str]:
    operation = document()["paths"].get(template, {}).get("get", {})
    return frozenset(one["name"] for one in operation.get("parameters", ()) if one["in"] == "query")


def _dressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse) and response.status_code == HTTPStatus.OK:
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
        response.headers["ETag"] = etag
        patch_cache_control(response, public=True, max_age=_MAX_AGE)
        response = get_conditional_response(request, etag=etag, response=response) or response
    elif response.status_code >= HTTPStatus.BAD_REQUEST:
        patch_cache_control(response, no_store=True)
    if response.status_code in {HTTPStatus.NO_CONTENT, HTTPStatus.METHOD_NOT_ALLOWED}:
        response.headers["Allow"] = _ALLOWED
    if response.status_code == HTTPStatus.NO_CONTENT:
        response.headers["Access-Control-Allow-Methods"] = _ALLOWED
    response.headers["API-Version"] = VERSION
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "API-Version, ETag, Retry-After"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def patterns() -> list[URLPattern]:
    """The addresses of the API itself, without the framework's own root page."""
    found, _app, _namespace = api.urls
    return [through_the_door(one) for one in found if isinstance(one, URLPattern) and str(one.pattern)]
