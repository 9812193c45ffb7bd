"""Taking answers in: from a phone in one pile without a trace, and piles of paper typed over by the team."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.wishing import WishError, note, require
from schuifaan.apps.voice.enums import LineState, PollState, Way
from schuifaan.apps.voice.models import FreeLine, OnlineAnswer, Poll, PollEntry, PollOption, WishCount
from schuifaan.apps.voice.queries.polls import is_taking_answers

MOST_TIMES: Final = 9_999
MOST_LINES: Final = 5
LONGEST_LINE: Final = 300
# More lines than a neighbourhood ever writes under one poll; only a machine gets there.
MOST_LINES_OF_A_POLL: Final = 20_000
_LONGEST_TOKEN: Final = 48
# So many that the same one does not come up twice.
_HIGHEST_NUMBER: Final = 2**53


class PollClosed(WishError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(_("Deze vragenlijst is gesloten. Je kunt nog wel binnenlopen en het vertellen."))


@dataclass(frozen=True, slots=True)
class Said:
    """How often each wish was said, by its key, and what people wrote under each question."""

    times: Mapping[int, int] = field(default_factory=dict)
    lines: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        return not any(self.times.values()) and not any(self.lines.values())


@transaction.atomic
def take_answer(*, poll: Poll, said: Said, form_token: str, today: date) -> bool:
    """Count what one phone sent; whether it counted, for pressing twice counts once.

    What came together is not kept together, and nothing says when. Raises PollClosed.
    """
    held = _locked(poll)
    if OnlineAnswer.objects.filter(token=form_token).exists():
        return False
    if not is_taking_answers(held, today=today):
        raise PollClosed
    OnlineAnswer.objects.create(token=form_token, day=today)
    pile, _made = PollEntry.objects.get_or_create(poll=held, way=Way.ONLINE)
    _count(pile, {pk: 1 for pk, times in said.times.items() if times > 0})
    _keep_lines(held, None, said.lines)
    return True


@transaction.atomic
def type_over(
    *, poll: Poll, way: str, forms: int, said: Said, form_token: str, by: User, now: datetime
) -> PollEntry:
    """A pile of papers, or what was heard in talks or at doors, as totals. The same form twice is one pile.

    Papers may come in after closing.
    """
    require(by, "voice.note_wishes", poll.place)
    held = _locked(poll)
    if held.state == PollState.DRAFT:
        raise WishError(_("Deze vragenlijst is nog een concept. Zet hem eerst open."))
    token = f"{held.pk}-{form_token}"[:_LONGEST_TOKEN]
    if there := PollEntry.objects.filter(form_token=token).first():
        return there
    pile = PollEntry.objects.create(
        poll=held, way=_typed_way(way), forms=forms, entered_by=by, entered_at=now, form_token=token
    )
    _count(pile, said.times)
    _keep_lines(held, pile, said.lines)
    note(verb="poll.typed_over", place=held.place, subject=held.title, by=by, now=now)
    return pile


@transaction.atomic
def correct_entry(*, entry: PollEntry, way: str, forms: int, said: Said, by: User, now: datetime) -> None:
    """Other totals for this pile. A line that is still there keeps what the team said of it."""
    poll, pile = _held_pile(entry, by)
    pile.way, pile.forms = _typed_way(way), forms
    pile.save(update_fields=["way", "forms"])
    pile.counts.all().delete()
    _count(pile, said.times)
    left = {question: list(lines) for question, lines in said.lines.items()}
    for line in pile.lines.all():
        if line.text in left.get(line.question_id, []):
            left[line.question_id].remove(line.text)
        else:
            line.delete()
    _keep_lines(poll, pile, {question: tuple(lines) for question, lines in left.items()})
    note(verb="poll.entry_changed", place=poll.place, subject=poll.title, by=by, now=now)


@transaction.atomic
def take_back_entry(*, entry: PollEntry, by: User, now: datetime) -> None:
    """It no longer counts; `put_back_entry` undoes it."""
    poll, pile = _held_pile(entry, by)
    if PollEntry.objects.filter(pk=pile.pk, taken_back_at__isnull=True).update(taken_back_at=now):
        note(verb="poll.entry_taken_back", place=poll.place, subject=poll.title, by=by, now=now)


@transaction.atomic
def put_back_entry(*, entry: PollEntry, by: User, now: datetime) -> None:
    poll, pile = _held_pile(entry, by)
    if PollEntry.objects.filter(pk=pile.pk, taken_back_at__isnull=False).update(taken_back_at=None):
        note(verb="poll.entry_put_back", place=poll.place, subject=poll.title, by=by, now=now)


def _locked(poll: Poll) -> Poll:
    """One at a time for each poll: whatever comes in at the same moment, nothing is lost."""
    return Poll.objects.select_for_update(of=("self",)).select_related("place").get(pk=poll.pk)


def _held_pile(entry: PollEntry, by: User) -> tuple[Poll, PollEntry]:
    require(by, "voice.note_wishes", entry.poll.place)
    poll = _locked(entry.poll)
    pile = poll.entries.exclude(way=Way.ONLINE).filter(pk=entry.pk).first()
    if pile is None:
        raise WishError(_("Deze stapel is er niet meer."))
    return poll, pile


def _typed_way(way: str) -> Way:
    found = Way(way)
    if found == Way.ONLINE:
        raise WishError(_("Kies hoe het binnenkwam: op papier, in een gesprek of aan de deur."), field="way")
    return found


def _count(pile: PollEntry, times: Mapping[int, int]) -> None:
    """Only wishes of this poll; what is no longer there is left out."""
    wanted = {pk: min(number, MOST_TIMES) for pk, number in times.items() if number > 0}
    options = PollOption.objects.filter(pk__in=wanted, question__poll=pile.poll_id).order_by("pk")
    for pk in list(options.values_list("pk", flat=True)):
        counted = WishCount.objects.filter(entry=pile, option=pk)
        if not counted.update(times=F("times") + wanted[pk]):
            WishCount.objects.create(entry=pile, option_id=pk, times=wanted[pk])


def _any_number() -> int:
    """For what came online: numbers one after another would say which lines came together, and in which order."""
    return 1 + secrets.randbelow(_HIGHEST_NUMBER)


def _keep_lines(poll: Poll, pile: PollEntry | None, lines: Mapping[int, Iterable[str]]) -> None:
    """New: nobody outside the team reads a line before somebody has looked at it."""
    mine = set(poll.questions.values_list("pk", flat=True))
    rows = [
        FreeLine(
            pk=None if pile else _any_number(),
            question_id=question,
            entry=pile,
            text=text[:LONGEST_LINE],
            state=LineState.NEW,
        )
        for question, texts in lines.items()
        for text in texts
        if question in mine and text
    ]
    if rows and FreeLine.objects.filter(question__poll=poll).count() + len(rows) > MOST_LINES_OF_A_POLL:
        raise WishError(_("Er past geen tekst meer bij. Aankruisen kan nog wel."))
    FreeLine.objects.bulk_create(rows)
