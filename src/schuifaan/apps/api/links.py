"""Addresses that answers point to."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from schuifaan.apps.api.shapes import Link, ListLinks


def absolute(path: str) -> Link:
    return Link(href=f"{settings.BASE_URL}{path}")


def list_links(request: HttpRequest, next_cursor: str) -> ListLinks:
    """The page itself and the next one, with everything else that was asked."""
    asked = [(key, value) for key, values in request.GET.lists() for value in values]
    others = [(key, value) for key, value in asked if key != "cursor"]
    following = _with(request.path, [*others, ("cursor", next_cursor)]) if next_cursor else None
    return ListLinks.model_validate({"self": _with(request.path, asked), "next": following})


def _with(path: str, query: list[tuple[str, str]]) -> Link:
    return absolute(f"{path}?{urlencode(query)}" if query else path)
