"""The post of the newsletter: each letter goes once, also when a worker dies with one in its hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from typing import Any, Final, Self

import structlog
from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from schuifaan.apps.outlets.actions.newsletter_letters import Pages, mail_of
from schuifaan.apps.outlets.enums import LetterState
from schuifaan.apps.outlets.models import Letter, Subscription
from schuifaan.apps.outlets.queries.newsletters import unsure_letters

logger = structlog.get_logger(__name__)

# Waited before the second try, the third, and so on; after the last one we stop.
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
# Whoever took a letter longer ago than this is not coming back.
UNHEARD_OF: Final = timedelta(hours=1)
# An address of which the server says three times in a row that it is not there: its subscription goes.
MOST_REFUSED: Final = 3
AT_ONCE: Final = 500
PATIENCE_SECONDS: Final = 20
# Below this a mail server says "not now", from here on "never".
_NEVER: Final = 500
_OK: Final = 250


class ServerAway(Exception):  # noqa: N818 - says what is the matter
    """The mail server takes nothing now; nobody has seen the letter."""


@dataclass(slots=True)
class Round:
    """What became of one round of the post."""

    sent: int = 0
    failed: int = 0
    later: int = 0
    unsure: int = 0


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
            logger.warning("newsletter_server_left_without_a_word")


def send_waiting_letters(*, clock: Callable[[], datetime]) -> Round:
    """One round: what nobody ever came back about is noted, what waits goes."""
    done = Round(unsure=_note_unsure(clock()))
    ids = list(_waiting(clock()).order_by("try_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    pages = Pages()
    with _Line() as line:
        try:
            for pk in ids:
                _send(pk, line, pages, done, clock)
        except ServerAway:
            logger.warning("newsletter_server_away", waiting=_waiting(clock()).count(), exc_info=True)
    return done


def send_letter(*, letter_id: int, clock: Callable[[], datetime]) -> Round:
    """One letter that somebody waits for."""
    done = Round()
    with _Line() as line:
        try:
            _send(letter_id, line, Pages(), done, clock)
        except ServerAway:
            # The next round takes it.
            logger.warning("newsletter_server_away", letter=letter_id, exc_info=True)
    return done


def _send(pk: int, line: _Line, pages: Pages, done: Round, clock: Callable[[], datetime]) -> None:
    """Ready to the last letter before it is taken: what goes wrong before then is no harm."""
    now = clock()
    letter = _waiting(now).select_related("subscription", "edition").filter(pk=pk).first()
    if letter is None:
        return
    try:
        mail = mail_of(letter, pages, now=now)
        if mail is not None:
            mail.message()
    except Exception:
        logger.exception("newsletter_letter_not_written", letter=pk)
        _put_back(letter, done, now)
        return
    if mail is None:
        Letter.objects.filter(pk=pk, state=LetterState.WAITING).delete()
        return
    server = line.ready()
    # Of all who come for it one gets it. From here on it is never sent by anybody else.
    if _waiting(now).filter(pk=pk).update(state=LetterState.SENDING, claimed_at=now):
        mail.connection = server
        _hand_over(letter, mail, done, clock)


def _hand_over(letter: Letter, mail: EmailMessage, done: Round, clock: Callable[[], datetime]) -> None:
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        code = max(code for code, _said in error.recipients.values())
        if code >= _NEVER:
            _fail(letter, done, code)
            _no_such_letter_box(letter)
        else:
            _put_back(letter, done, clock())
    except SMTPSenderRefused as error:
        # About us, not about this reader: the others would fare no better.
        logger.exception("newsletter_sender_refused", code=error.smtp_code)
        _put_back(letter, done, clock())
        raise ServerAway from error
    except SMTPNotSupportedError:
        _fail(letter, done, 0)
    except SMTPResponseException as error:
        if error.smtp_code >= _NEVER:
            _fail(letter, done, error.smtp_code)
        else:
            _put_back(letter, done, clock())
    except (OSError, SMTPException):
        # The line fell away in the middle: it may have gone. Rather none than two.
        logger.exception("newsletter_letter_may_have_gone", letter=letter.pk)
    else:
        Letter.objects.filter(pk=letter.pk).update(state=LetterState.SENT, sent_at=clock())
        Subscription.objects.filter(pk=letter.subscription_id, refused__gt=0).update(refused=0)
        done.sent += 1


def _waiting(now: datetime) -> Any:
    return Letter.objects.filter(state=LetterState.WAITING, try_at__lte=now)


def _note_unsure(now: datetime) -> int:
    """Said once, and never sent again: nobody can know whether it arrived."""
    lost = list(unsure_letters(now - UNHEARD_OF).values_list("pk", flat=True))
    if not lost:
        return 0
    logger.warning("newsletter_letters_unsure", letters=lost)
    return Letter.objects.filter(pk__in=lost, state=LetterState.SENDING).update(state=LetterState.UNSURE)


def _put_back(letter: Letter, done: Round, now: datetime) -> None:
    """Nobody got it: once more, but not at once and not for ever."""
    if letter.tries >= len(WAITS):
        _fail(letter, done, 0)
        return
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.WAITING, claimed_at=None, tries=letter.tries + 1, try_at=now + WAITS[letter.tries]
    )
    done.later += 1


def _fail(letter: Letter, done: Round, code: int) -> None:
    logger.warning("newsletter_letter_refused", letter=letter.pk, code=code)
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.FAILED)
    done.failed += 1


def _no_such_letter_box(letter: Letter) -> None:
    found = Subscription.objects.filter(pk=letter.subscription_id)
    found.update(refused=F("refused") + 1)
    found.filter(refused__gte=MOST_REFUSED).delete()


def _answers(talking: Any) -> bool:
    try:
        return bool(talking.noop()[0] == _OK)
    except (OSError, SMTPException):
        return False
