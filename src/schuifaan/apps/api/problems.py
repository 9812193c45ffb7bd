"""Every error of the API in one shape: RFC 9457, `application/problem+json`, all reasons together."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError

CONTENT_TYPE: Final = "application/problem+json"


class NotThere(Exception):  # noqa: N818 - it says what went wrong
    """What was asked for does not exist, or is not public."""


def problem(status: HTTPStatus, detail: str, errors: Sequence[dict[str, str]] = ()) -> HttpResponse:
    body: dict[str, Any] = {"status": int(status), "title": status.phrase, "detail": detail}
    if errors:
        body["errors"] = list(errors)
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)


def invalid_input(errors: Sequence[dict[str, str]]) -> HttpResponse:
    return problem(
        HTTPStatus.BAD_REQUEST, "The request holds values that cannot be used; see errors.", errors
    )


def not_found(detail: str = "There is nothing at this address.") -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, detail)


def error_of_parameter(where: str, name: str, detail: str, code: str) -> dict[str, str]:
    return {"in": where, "name": name, "code": code, "detail": detail}


def errors_of(error: ValidationError) -> list[dict[str, str]]:
    """What pydantic said, parameter by parameter."""
    found = []
    for item in error.errors:
        where, *names = (str(part) for part in item["loc"])
        detail = str(item["msg"]).removeprefix("Value error, ")
        found.append(error_of_parameter(where, names[-1] if names else where, detail, str(item["type"])))
    return found


def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Together with the parameters nobody knows, which `doors` has already found."""
    return invalid_input([*getattr(request, "unknown_parameters", []), *errors_of(error)])
