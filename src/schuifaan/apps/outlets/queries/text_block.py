"""The programme behind a ready text."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings

from schuifaan.apps.agenda.queries.finding import Criteria, find
from schuifaan.apps.agenda.queries.items import by_day
from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.outlets.queries.calendars import subject
from schuifaan.apps.outlets.text_block import Asked, TextBlock, block

# More than any paper has room for.
MOST: Final = 300


def text_block(of: Of, key: str, asked: Asked, *, language: str) -> TextBlock | None:
    """None when there is no such place or area. Of a place, with all its sites."""
    about = subject(of, key)
    if about is None:
        return None
    criteria = Criteria(asked.first, asked.last + timedelta(days=1), about.scope)
    found = find(criteria, language=language, page_size=MOST)
    return block(
        about.name,
        settings.BASE_URL + about.page,
        by_day(found.items),
        asked,
        is_cut=bool(found.next_cursor),
    )
