"""A poll: making it from a few questions, changing it as long as nothing came in, opening and closing it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.wishing import ColleagueWasFirst, WishError, note, require
from schuifaan.apps.voice.enums import PollState, QuestionKind
from schuifaan.apps.voice.models import Poll, PollOption, PollQuestion
from schuifaan.apps.voice.queries.polls import has_answers

# More than this nobody reads standing at a counter.
MOST_QUESTIONS: Final = 12
MOST_WISHES: Final = 20
OPEN_FOR: Final = timedelta(weeks=6)
LONGEST_OPEN: Final = timedelta(days=366)
# People type the address over from paper: short, without signs that are easily taken for one another.
_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_TOKEN_LENGTH: Final = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; without wishes to tick, people write themselves."""

    text: str
    wishes: tuple[str, ...] = ()


class QuestionsStay(WishError):  # noqa: N818 - it says what happened
    """What people answered would come to stand under another question."""

    def __init__(self) -> None:
        super().__init__(
            _("Er zijn al antwoorden. De vragen blijven daarom zoals ze zijn. Je kunt wel een kopie maken.")
        )


@transaction.atomic
def make_poll(
    *,
    place: Place,
    title: str,
    questions: Sequence[Asked],
    by: User,
    now: datetime,
    intro: str = "",
    closes_on: date | None = None,
    shows_result: bool = True,
) -> Poll:
    """A draft: nobody outside the team sees it yet."""
    require(by, "voice.ask_wishes", place)
    poll = Poll.objects.create(
        place=place, title=_titled(title), intro=intro.strip(), closes_on=closes_on, shows_result=shows_result,
        made_by=by, made_at=now, token="".join(secrets.choice(_SIGNS) for _sign in range(_TOKEN_LENGTH)),
    )  # fmt: skip
    _write(poll, questions)
    note(verb="poll.made", place=place, subject=poll.title, by=by, now=now)
    return poll


@transaction.atomic
def change_poll(
    *,
    poll: Poll,
    title: str,
    intro: str,
    closes_on: date | None,
    shows_result: bool,
    questions: Sequence[Asked],
    version: int,
    by: User,
    now: datetime,
) -> Poll:
    """Other words; other questions only as long as nobody answered. Raises ColleagueWasFirst, QuestionsStay."""
    held = _held(poll, by)
    if held.version != version:
        raise ColleagueWasFirst
    if list(questions) != asked_by(held):
        if has_answers(held):
            raise QuestionsStay
        held.questions.all().delete()
        _write(held, questions)
    held.title, held.intro, held.shows_result = _titled(title), intro.strip(), shows_result
    if closes_on is None and held.state != PollState.DRAFT:
        raise WishError(_("Kies tot en met welke dag mensen kunnen antwoorden."), field="closes_on")
    held.closes_on = closes_on
    _save(held)
    note(verb="poll.changed", place=held.place, subject=held.title, by=by, now=now)
    return held


@transaction.atomic
def copy_poll(*, poll: Poll, by: User, now: datetime) -> Poll:
    """The same questions anew, as a draft: asked again next year, or with one question more."""
    return make_poll(
        place=poll.place, title=poll.title, intro=poll.intro, questions=asked_by(poll),
        shows_result=poll.shows_result, by=by, now=now,
    )  # fmt: skip


@transaction.atomic
def open_poll(*, poll: Poll, closes_on: date | None, by: User, now: datetime, today: date) -> Poll:
    """From now on anybody with the address can answer; also again after it was closed."""
    held = _held(poll, by)
    if closes_on is None or closes_on < today:
        raise WishError(_("Kies vandaag of een dag die nog komt."), field="closes_on")
    if closes_on > today + LONGEST_OPEN:
        raise WishError(_("Kies een dag binnen een jaar."), field="closes_on")
    if not held.questions.exists():
        raise WishError(_("Er staan nog geen vragen in. Zet er eerst een vraag in."))
    held.state, held.closes_on, held.closed_at = PollState.OPEN, closes_on, None
    held.opened_at = held.opened_at or now
    _save(held)
    note(verb="poll.opened", place=held.place, subject=held.title, by=by, now=now)
    return held


@transaction.atomic
def close_poll(*, poll: Poll, by: User, now: datetime) -> Poll:
    """Nothing more comes in from phones. What is on paper can still be typed over; `open_poll` undoes it."""
    held = _held(poll, by)
    if held.state != PollState.OPEN:
        return held
    held.state, held.closed_at = PollState.CLOSED, now
    _save(held)
    note(verb="poll.closed", place=held.place, subject=held.title, by=by, now=now)
    return held


@transaction.atomic
def drop_draft(*, poll: Poll, by: User) -> None:
    """Nobody ever saw it."""
    held = _held(poll, by)
    if held.state != PollState.DRAFT:
        raise WishError(_("Mensen hebben deze vragenlijst al gezien. Sluit hem af als hij klaar is."))
    held.delete()


def asked_by(poll: Poll) -> list[Asked]:
    """Its questions as they were made."""
    rows = poll.questions.prefetch_related("options").order_by("position")
    return [Asked(row.text, tuple(one.text for one in row.options.all())) for row in rows]


def _held(poll: Poll, by: User) -> Poll:
    """One change at a time, and none while answers come in."""
    require(by, "voice.ask_wishes", poll.place)
    return Poll.objects.select_for_update(of=("self",)).select_related("place").get(pk=poll.pk)


def _titled(title: str) -> str:
    said = " ".join(title.split())
    if not said:
        raise WishError(_("Hoe heet de vragenlijst? Een paar woorden is genoeg."), field="title")
    return said


def _save(poll: Poll) -> None:
    poll.version += 1
    poll.save()
    # The page of the place says whether something is asked.
    raise_version()


def _write(poll: Poll, questions: Sequence[Asked]) -> None:
    if len(questions) > MOST_QUESTIONS:
        raise WishError(
            _("Houd het bij %(most)d vragen. Korter wordt vaker ingevuld.") % {"most": MOST_QUESTIONS}
        )
    for position, one in enumerate(questions, start=1):
        kind = QuestionKind.CHOOSE if one.wishes else QuestionKind.FREE
        question = PollQuestion.objects.create(poll=poll, position=position, kind=kind, text=one.text)
        PollOption.objects.bulk_create(
            [PollOption(question=question, position=at, text=text) for at, text in enumerate(one.wishes, 1)]
        )
