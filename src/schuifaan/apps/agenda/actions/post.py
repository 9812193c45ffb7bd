"""The post: each letter goes once, also when a worker dies with one in its hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

import structlog
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet

from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.apps.agenda.models import Notice

logger = structlog.get_logger(__name__)

# Waited before the second try, the third, and so on; after the last one we stop.
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
AT_ONCE: Final = 200
PATIENCE_SECONDS: Final = 20
# Below this a mail server says "not now", from here on "never".
_NEVER: Final = 500


def send_letter(*, notice_id: int, now: datetime) -> bool:
    """Whether this call sent it. Not, when another has it or had it, or when its time has not come."""
    if not _waiting(now).filter(pk=notice_id).update(taken_at=now):
        return False
    notice = Notice.objects.get(pk=notice_id)
    connection = get_connection(timeout=PATIENCE_SECONDS)
    try:
        connection.open()
    except (OSError, SMTPException):
        # Nobody has seen the letter yet: it may be tried again.
        logger.warning("letter_server_unreachable", notice=notice_id)
        _put_back(notice, now)
        return False
    try:
        EmailMessage(notice.subject, notice.text, to=[notice.contact], connection=connection).send()
    except SMTPRecipientsRefused as error:
        _refused(notice, max(code for code, _said in error.recipients.values()), now)
        return False
    except SMTPResponseException as error:
        _refused(notice, error.smtp_code, now)
        return False
    except (OSError, SMTPException):
        # The line fell away in the middle: it may have gone. Rather none than two.
        logger.exception("letter_may_have_gone", notice=notice_id)
        return False
    finally:
        _close(connection.close)
    Notice.objects.filter(pk=notice_id).update(done_at=now, contact="", text="")
    return True


def send_waiting_letters(*, clock: Callable[[], datetime]) -> int:
    """What was left lying: nobody asked for it, or the mail server was away. How many went."""
    ids = list(_waiting(clock()).order_by("try_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(send_letter(notice_id=pk, now=clock()) for pk in ids)


def _waiting(now: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(
        by=ContactBy.EMAIL, taken_at__isnull=True, done_at__isnull=True, refused=False, try_at__lte=now
    )


def _refused(notice: Notice, code: int, now: datetime) -> None:
    logger.warning("letter_refused", notice=notice.pk, code=code)
    if code >= _NEVER:
        Notice.objects.filter(pk=notice.pk).update(refused=True, contact="", text="")
    else:
        _put_back(notice, now)


def _put_back(notice: Notice, now: datetime) -> None:
    if notice.tries >= len(WAITS):
        Notice.objects.filter(pk=notice.pk).update(refused=True, contact="", text="")
        return
    wait = WAITS[notice.tries]
    Notice.objects.filter(pk=notice.pk).update(taken_at=None, tries=notice.tries + 1, try_at=now + wait)


def _close(close: Callable[[], None]) -> None:
    try:
        close()
    except (OSError, SMTPException):
        logger.warning("letter_server_left_without_a_word")
