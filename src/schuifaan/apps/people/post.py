"""Letters by mail: each goes once, also when a worker dies with one in its hands.

An app writes its letters down in rows (`models.Outgoing`) and says in an `Outbox` what they say. A letter is taken
before the mail server sees it and marked when that said yes. One that was taken and never marked may have gone: it
is not sent again. Rather none than two.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from typing import Any, ClassVar, Final, Generic, NamedTuple, Self, TypeVar

import structlog
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db.models import QuerySet

from schuifaan.apps.people.models import TriedAgain

logger = structlog.get_logger(__name__)

# Waited before the second try, the third, and so on; after the last one we stop.
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
# Whoever took a letter longer ago than this is not coming back.
UNHEARD_OF: Final = timedelta(hours=1)
PATIENCE_SECONDS: Final = 20
# Below this a mail server says "not now", from here on "never".
_NEVER: Final = 500
_OK: Final = 250

Row = TypeVar("Row", bound=TriedAgain)
Columns = Mapping[str, Any]
Clock = Callable[[], datetime]


class ServerAway(Exception):  # noqa: N818 - says what is the matter
    """The mail server takes nothing now; nobody has seen the letter."""


class Why(Enum):
    """Why a letter will never arrive."""

    NO_SUCH_LETTER_BOX = auto()
    REFUSED = auto()
    TRIED_OUT = auto()


@dataclass(slots=True)
class Round:
    """What became of one round of the post."""

    sent: int = 0
    failed: int = 0
    later: int = 0
    unsure: int = 0


class Paper(NamedTuple):
    """A file that goes along with a letter. Made when it is sent, and kept nowhere."""

    name: str
    content: bytes
    kind: str


class Outbox(ABC, Generic[Row]):
    """The letters of one app. The columns are those of `Outgoing`; an app with others names its own."""

    # How the log calls these letters.
    name: ClassVar[str]
    at_once: ClassVar[int] = 200
    # What must not be kept once a letter went, or never will.
    forgets: ClassVar[Columns] = {}
    # Whether waiting for a mail server that is away comes to an end: news may be too old to be told.
    away_is_a_try: ClassVar[bool] = True

    @abstractmethod
    def waiting(self, now: datetime) -> QuerySet[Row]:
        """Taken by nobody, not done with, and their time has come."""

    @abstractmethod
    def mail_of(self, letter: Row, *, now: datetime) -> EmailMessage | None:
        """None when there is nothing to say any more: the row goes. Made twice it must be the same letter."""

    def taken(self, now: datetime) -> Columns:
        return {"taken_at": now}

    def free(self) -> Columns:
        return {"taken_at": None}

    def sent(self, now: datetime) -> Columns:
        return {"done_at": now}

    def refused(self) -> Columns:
        return {"refused": True}

    def went(self, letter: Row) -> None:
        """What else follows when the mail server has it."""

    def will_not_go(self, letter: Row, why: Why) -> None:
        """What else follows when it never arrives."""

    def note_unsure(self, before: datetime) -> int:
        """Note those taken before then of which nobody said what became. How many."""
        del before
        return 0


def one_mail(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    leave_url: str = "",
    headers: Mapping[str, str] | None = None,
    papers: Sequence[Paper] = (),
) -> EmailMultiAlternatives:
    """With `leave_url` one press in the mail program is enough to get no more of them (RFC 8058)."""
    way_out = {
        "List-Unsubscribe": f"<{leave_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    mail = EmailMultiAlternatives(
        subject, text, to=[to], headers={**(headers or {}), **(way_out if leave_url else {})}
    )
    if html:
        mail.attach_alternative(html, "text/html")
    for paper in papers:
        mail.attach(*paper)
    return mail


def send_waiting(outbox: Outbox[Row], *, clock: Clock) -> Round:
    """One round: what nobody ever came back about is noted, what waits goes."""
    done = Round(unsure=outbox.note_unsure(clock() - UNHEARD_OF))
    found = outbox.waiting(clock()).order_by("try_at", "pk").values_list("pk", flat=True)
    _send_all(outbox, list(found[: outbox.at_once]), done, clock)
    return done


def send_one(outbox: Outbox[Row], *, pk: int, clock: Clock) -> Round:
    """One letter that somebody waits for. Nothing, when another has it or had it, or its time has not come."""
    done = Round()
    _send_all(outbox, [pk], done, clock)
    return done


def _send_all(outbox: Outbox[Row], pks: Sequence[int], done: Round, clock: Clock) -> None:
    with _Line() as line:
        for place, pk in enumerate(pks):
            try:
                _send(outbox, pk, line, done, clock)
            except ServerAway:
                left = pks[place:]
                logger.warning("letter_server_away", letters=outbox.name, waiting=len(left), exc_info=True)
                if outbox.away_is_a_try:
                    _all_later(outbox, left, done, clock)
                return


def _send(outbox: Outbox[Row], pk: int, line: _Line, done: Round, clock: Clock) -> None:
    """Ready to the last letter before it is taken: what goes wrong before then is no harm."""
    now = clock()
    letter = outbox.waiting(now).filter(pk=pk).first()
    if letter is None:
        return
    try:
        mail = outbox.mail_of(letter, now=now)
        if mail is not None:
            mail.message()
    except Exception:
        logger.exception("letter_not_written", letters=outbox.name, letter=pk)
        _all_later(outbox, [pk], done, clock)
        return
    if mail is None:
        outbox.waiting(now).filter(pk=pk).delete()
        return
    server = line.ready()
    if _take(outbox, pk, now):
        mail.connection = server
        _hand_over(outbox, letter, mail, done, clock)


def _take(outbox: Outbox[Row], pk: int, now: datetime) -> bool:
    """Of all who come for it one gets it. From here on it is never sent by anybody else."""
    return outbox.waiting(now).filter(pk=pk).update(**outbox.taken(now)) == 1


def _hand_over(outbox: Outbox[Row], letter: Row, mail: EmailMessage, done: Round, clock: Clock) -> None:
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        code = max(code for code, _said in error.recipients.values())
        if code >= _NEVER:
            _fail(outbox, letter, Why.NO_SUCH_LETTER_BOX, done, code=code)
        else:
            _later(outbox, letter, done, clock)
    except SMTPSenderRefused as error:
        # About us, not about this reader: the others would fare no better.
        logger.exception("letter_sender_refused", letters=outbox.name, code=error.smtp_code)
        _later(outbox, letter, done, clock)
        raise ServerAway from error
    except SMTPNotSupportedError:
        _fail(outbox, letter, Why.REFUSED, done)
    except SMTPResponseException as error:
        if error.smtp_code >= _NEVER:
            _fail(outbox, letter, Why.REFUSED, done, code=error.smtp_code)
        else:
            _later(outbox, letter, done, clock)
    except (OSError, SMTPException):
        # The line fell away in the middle: it may have gone.
        logger.exception("letter_may_have_gone", letters=outbox.name, letter=letter.pk)
    else:
        _write(letter, {**outbox.sent(clock()), **outbox.forgets})
        outbox.went(letter)
        done.sent += 1


def _all_later(outbox: Outbox[Row], pks: Sequence[int], done: Round, clock: Clock) -> None:
    """Of those that still wait: who is sending one at this moment keeps it."""
    for pk in pks:
        now = clock()
        letter = outbox.waiting(now).filter(pk=pk).first()
        if letter is not None and _take(outbox, pk, now):
            _later(outbox, letter, done, clock)


def _later(outbox: Outbox[Row], letter: Row, done: Round, clock: Clock) -> None:
    """Nobody got it: once more, but not at once and not for ever."""
    if letter.tries >= len(WAITS):
        _fail(outbox, letter, Why.TRIED_OUT, done)
        return
    again = {"tries": letter.tries + 1, "try_at": clock() + WAITS[letter.tries]}
    _write(letter, {**outbox.free(), **again})
    done.later += 1


def _fail(outbox: Outbox[Row], letter: Row, why: Why, done: Round, *, code: int = 0) -> None:
    logger.warning("letter_refused", letters=outbox.name, letter=letter.pk, why=why.name, code=code)
    _write(letter, {**outbox.refused(), **outbox.forgets})
    outbox.will_not_go(letter, why)
    done.failed += 1


def _write(letter: Row, columns: Columns) -> None:
    """Past `save`: of a row that is gone meanwhile nothing comes back."""
    type(letter)._default_manager.filter(pk=letter.pk).update(**columns)  # noqa: SLF001 - Django's own name


class _Line:
    """One connection for many letters, looked at before each: what has fallen away is opened anew."""

    def __init__(self) -> None:
        self._server: Any = get_connection(timeout=PATIENCE_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def ready(self) -> Any:
        try:
            talking = getattr(self._server, "connection", None)
            if talking is not None and not _answers(talking):
                self._close()
            self._server.open()
        except (OSError, SMTPException) as error:
            raise ServerAway from error
        return self._server

    def _close(self) -> None:
        try:
            self._server.close()
        except (OSError, SMTPException):
            logger.warning("letter_server_left_without_a_word")


def _answers(talking: Any) -> bool:
    try:
        return bool(talking.noop()[0] == _OK)
    except (OSError, SMTPException):
        return False
