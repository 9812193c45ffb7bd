"""Feedback on paper: a round as a table, and what was said and done; on A4, lying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from schuifaan.apps.places.naming import is_right_to_left, page_language
from schuifaan.apps.voice.models import Landing, Meeting, Round
from schuifaan.apps.voice.queries.rounds import ShownPoint
from schuifaan.apps.voice.queries.said_and_done import Entry
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Paper, Table, Words, as_data
from schuifaan.ui.paper.printing import compile_pdf

TEMPLATE: Final = Path(__file__).with_name("feedback.typ")


def printed_round(
    round_: Round, points: Sequence[ShownPoint], meetings: Sequence[Meeting], *, now: datetime
) -> bytes:
    whose = str(round_.place or round_.municipality or "")
    blocks = tuple(_round_blocks(round_, points, meetings))
    return _printed(round_.title, whose, blocks, now)


def printed_entries(title: str, whose: str, entries: Sequence[Entry], *, now: datetime) -> bytes:
    head = (_("Wat er gezegd is"), _("Wat ermee gebeurt"), _("Antwoord"), _("Wanneer"))
    rows = tuple(
        (_both(one.topic, one.said), one.outcome_words or _("wordt bekeken"), one.response, _day(one.on))
        for one in entries
    )
    blocks: tuple[Block, ...] = (Table(head, rows, (38, 14, 36, 12)),)
    if not rows:
        blocks = (Words(_("Er staat nog niets.")),)
    return _printed(title, whose, blocks, now)


def _round_blocks(
    round_: Round, points: Sequence[ShownPoint], meetings: Sequence[Meeting]
) -> Iterator[Block]:
    if round_.intro:
        yield Words(round_.intro)
    if meetings:
        yield Heading(_("Gesprekken"))
        yield Bullets(tuple(Bullet(_meeting(one), one.note) for one in meetings))
    yield Heading(_("Wat er gezegd is en wat ermee gebeurt"))
    if not points:
        yield Words(_("Er zijn nog geen punten."))
        return
    head = (_("Nr."), _("Onderwerp"), _("Wat er gezegd is"), _("Wat ermee gebeurt"), _("Antwoord"))
    yield Table(head, tuple(_row(one) for one in points), (5, 14, 34, 13, 34))


def _row(shown: ShownPoint) -> tuple[str, ...]:
    point = shown.point
    said = "\n".join(part for part in (point.text, _from(shown)) if part)
    answer = "\n".join(
        part for part in (point.response, *(landing_words(one) for one in shown.landings)) if part
    )
    outcome = str(point.get_outcome_display()) if point.outcome else _("nog geen antwoord")
    return (str(point.number), point.topic, said, outcome, answer)


def landing_words(landing: Landing) -> str:
    """“In versie van december: alinea 3.”"""
    place = landing.where or (
        _("alinea %(number)s") % {"number": landing.paragraph} if landing.paragraph else ""
    )
    said = {"version": landing.in_version.label, "place": place}
    return _("In “%(version)s”: %(place)s.") % said if place else _("In “%(version)s”.") % said


def _from(shown: ShownPoint) -> str:
    point = shown.point
    on = point.meeting.on if point.meeting else point.said_on
    return ", ".join(part for part in (point.said_by, date_format(on, "j F Y") if on else "") if part)


def _meeting(meeting: Meeting) -> str:
    where = meeting.where or (meeting.district.name if meeting.district else "")
    parts = (date_format(meeting.on, "j F Y"), str(meeting.get_kind_display()), where)
    return ", ".join(part for part in parts if part)


def _both(topic: str, said: str) -> str:
    return f"{topic}\n{said}" if topic else said


def _day(at: datetime) -> str:
    return date_format(timezone.localdate(at), "j F Y")


def _printed(title: str, whose: str, blocks: tuple[Block, ...], now: datetime) -> bytes:
    language = page_language()
    paper = Paper(
        title=title,
        subtitle=whose,
        blocks=blocks,
        language=language,
        author=whose,
        about=_("Wat er gezegd is en wat ermee is gedaan."),
        foot=_("Zoals het er stond op %(day)s") % {"day": _day(now)},
        page_words=_("bladzijde {page} van {pages}"),
        landscape=True,
        right_to_left=is_right_to_left(language),
    )
    return compile_pdf(TEMPLATE, as_data(paper), at=now)
