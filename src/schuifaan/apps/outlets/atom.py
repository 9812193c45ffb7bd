"""What is on as a news feed (Atom, RFC 4287): an entry for each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.enums import ActivityKind
from schuifaan.apps.agenda.queries.items import Item
from schuifaan.apps.agenda.wording import time_words
from schuifaan.apps.outlets.icalendar import NOT_TEXT, About, description, host
from schuifaan.ui.speech import spoken_day

CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
# Of a feed without entries, which must say something all the same.
_NEVER: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NewsFeed:
    about: About
    items: Sequence[Item]


def atom(found: NewsFeed) -> bytes:
    """The same for the same data, byte by byte."""
    return "\n".join(_lines(found)).encode()


def _lines(found: NewsFeed) -> Iterator[str]:
    about = found.about
    updated = max((item.changed_at for item in found.items), default=_NEVER)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(get_language() or "nl")}>'
    yield f"<id>{_text(about.source)}</id>"
    yield f"<title>{_text(about.name)}</title>"
    yield f"<subtitle>{_text(about.description)}</subtitle>"
    yield f"<updated>{_moment(updated)}</updated>"
    yield f"<author><name>{_text(about.name)}</name></author>"
    yield f'<link rel="self" type="application/atom+xml" href={_quoted(about.source)}/>'
    yield f'<link rel="alternate" type="text/html" href={_quoted(about.page)}/>'
    for item in found.items:
        yield from _entry(item)
    yield "</feed>\n"


def _entry(item: Item) -> Iterator[str]:
    kind = str(ActivityKind(item.kind).label)
    yield "<entry>"
    # Moved it stays the same entry: named after its series and when the rule has it.
    yield f"<id>tag:{host()},2026:{item.series_id}/{item.original_at.astimezone(UTC):%Y%m%dT%H%M%SZ}</id>"
    yield f"<title xml:lang={_quoted(item.language)}>{_text(_title(item))}</title>"
    yield f"<updated>{_moment(item.changed_at)}</updated>"
    yield f'<link rel="alternate" type="text/html" href={_quoted(item.address_on_the_web)}/>'
    yield f"<category term={_quoted(item.kind)} label={_quoted(kind)}/>"
    where = ", ".join(part for part in (item.where, item.address) if part)
    said = "\n".join((f"{spoken_day(item.starts_at)}, {time_words(item)}", where, description(item)))
    yield f'<summary type="text">{_text(said)}</summary>'
    yield "</entry>"


def _title(item: Item) -> str:
    title = _("Gaat niet door: %(title)s") % {"title": item.title} if item.is_cancelled else item.title
    return f"{title} ({spoken_day(item.starts_at)})"


def _text(text: str) -> str:
    return escape(NOT_TEXT.sub("", text).replace("\ufffe", "").replace("\uffff", ""))


def _quoted(text: str) -> str:
    return quoteattr(NOT_TEXT.sub("", text))


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
