"""Tells other programs, in the head of a page, that its programme can be put on another site."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from schuifaan.apps.outlets.embedding import subject_at
from schuifaan.apps.places import slots


def connect() -> None:
    slots.fill("agenda", oembed_link)
    slots.fill("activity", oembed_link)
    slots.fill("place_head", oembed_link)


def oembed_link(request: HttpRequest, *, about: Any, now: datetime) -> SafeString:
    """Only where the page has a counterpart for in a frame; filters and pages further on do not change it."""
    del about, now
    page = settings.BASE_URL + request.path
    if subject_at(page) is None:
        return SafeString("")
    return format_html(
        '<link rel="alternate" type="application/json+oembed" href="{}">',
        f"{settings.BASE_URL}{reverse('outlets:oembed')}?{urlencode({'url': page})}",
    )
