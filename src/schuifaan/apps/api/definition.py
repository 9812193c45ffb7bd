"""The API itself: its name and version, what it promises, and the document that describes it."""

import copy
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from schuifaan.apps.api.endpoints.activities import router as activities
from schuifaan.apps.api.endpoints.municipalities import router as municipalities
from schuifaan.apps.api.endpoints.neighbourhoods import router as neighbourhoods
from schuifaan.apps.api.endpoints.occurrences import router as occurrences
from schuifaan.apps.api.endpoints.places import router as places
from schuifaan.apps.api.endpoints.rooms import router as rooms
from schuifaan.apps.api.endpoints.voice import router as voice
from schuifaan.apps.api.problems import CONTENT_TYPE, NotThere, not_found, on_invalid

VERSION: Final = "1.3.0"
ROOT: Final = "/api/v1"
_DESCRIPTION: Final = (
    "Read-only access to meeting places, to what is on there, to rooms that can be asked for, to what people said "
    "and what was done with it, and to the neighbourhoods they are in. No key is needed. "
    "Lists come in pages: follow `_links.next`. Parameters that are not known are refused, so a typing "
    "error never goes unnoticed. "
    f"At most {settings.API_PER_SECOND:g} requests a second from one address, {settings.API_BURST:g} in one go."
)
_ERRORS: Final = {"400", "404", "405", "406", "429", "500"}

api = NinjaAPI(
    title="Schuif aan: meeting places, what is on there, rooms and neighbourhoods",
    version=VERSION,
    description=_DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
    servers=[{"url": ROOT}],
    openapi_extra={
        "info": {
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            "contact": {"name": "Schuif aan", "url": "https://github.com/schuif-aan/schuif-aan"},
        },
        "tags": [
            {"name": "places", "description": "Meeting places, as their own pages show them."},
            {
                "name": "neighbourhoods",
                "description": "Official neighbourhoods (buurten) with published figures.",
            },
            {"name": "activities", "description": "What people can join, and how often it happens."},
            {"name": "occurrences", "description": "Every single time an activity happens."},
            {
                "name": "rooms",
                "description": "Rooms anyone can ask for, what they cost and when they are free.",
            },
            {"name": "answers", "description": "What people said, and what was done with it."},
            {"name": "rounds", "description": "Consultations: their talks, points and answers."},
            {"name": "municipalities", "description": "Official municipalities (gemeenten)."},
        ],
    },
)
api.add_router("", places)
api.add_router("", neighbourhoods)
api.add_router("", municipalities)
api.add_router("", activities)
api.add_router("", occurrences)
api.add_router("", rooms)
api.add_router("", voice)


@api.exception_handler(ValidationError)
def _on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return on_invalid(request, error)


@api.exception_handler(NotThere)
def _on_not_there(request: HttpRequest, error: NotThere) -> HttpResponse:
    del request
    return not_found(str(error) or "There is nothing at this address.")


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The OpenAPI document; every answer with its version header, every error as a problem."""
    # Ninja's own document is a dict of dicts it keeps using: ours is a copy.
    found: dict[str, Any] = copy.deepcopy(dict(api.get_openapi_schema(path_prefix="")))
    headers = {
        "API-Version": {
            "description": "The version of this API that answered.",
            "schema": {"type": "string", "example": VERSION},
        }
    }
    for operations in found["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
            operation["responses"] = {
                str(status): _answer(str(status), answer, headers)
                for status, answer in sorted(operation["responses"].items(), key=lambda item: int(item[0]))
            }
    return found


def _answer(status: str, answer: dict[str, Any], headers: dict[str, Any]) -> dict[str, Any]:
    answer = {**answer, "headers": headers}
    if status in _ERRORS:
        answer["content"] = dict.fromkeys([CONTENT_TYPE], next(iter(answer.get("content", {}).values()), {}))
    return answer
