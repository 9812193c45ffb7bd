"""What a letter of the newsletter says and carries, in the language of its reader."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from hashlib import blake2b
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from schuifaan.apps.outlets.enums import LetterKind
from schuifaan.apps.outlets.models import Letter, Subscription
from schuifaan.apps.outlets.queries.newsletters import Digest, area_of, digest
from schuifaan.apps.outlets.text_block import entries
from schuifaan.apps.people.post import one_mail
from schuifaan.apps.places.queries.areas import Area

_MAILS: Final = "outlets/newsletter/mail"


class Pages:
    """The programmes of one round: read once for all readers of an edition in one language."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, str], Digest | None] = {}

    def of(self, letter: Letter, now: datetime) -> Digest | None:
        """None when nothing is on any more."""
        assert letter.edition is not None  # noqa: S101 - the database sees to it
        language = letter.subscription.language
        key = (letter.edition.pk, language)
        if key not in self._read:
            area = area_of(letter.edition.area_code)
            found = (
                digest(area, week_start=letter.edition.week_start, language=language, now=now)
                if area
                else None
            )
            self._read[key] = found if found and found.days else None
        return self._read[key]


def mail_of(letter: Letter, pages: Pages, *, now: datetime) -> EmailMultiAlternatives | None:
    """None when there is nothing to say any more. Made twice it is the same letter, by its own number."""
    reader = letter.subscription
    with translation.override(reader.language):
        if letter.kind == LetterKind.WEEK:
            found = pages.of(letter, now)
            return None if found is None else _week(letter, found)
        area = area_of(reader.area_code)
        return None if area is None else _about_subscription(letter, area)


def _about_subscription(letter: Letter, area: Area) -> EmailMultiAlternatives:
    reader = letter.subscription
    context = _context(reader, area) | {"confirm_url": _address("newsletter_confirm", reader)}
    # To who asked for nothing yet there is nothing to leave.
    return _mail(letter, letter.kind, context, in_area=None if letter.kind == LetterKind.CONFIRM else area)


def _week(letter: Letter, found: Digest) -> EmailMultiAlternatives:
    reader = letter.subscription
    days = [(day.day, entries(day.items)) for day in found.days]
    context = _context(reader, found.area) | {"digest": found, "days": days}
    html = render_to_string(f"{_MAILS}/week.html", context)
    return _mail(letter, "week", context, in_area=found.area, html=html)


def _mail(
    letter: Letter, template: str, context: dict[str, Any], *, in_area: Area | None, html: str = ""
) -> EmailMultiAlternatives:
    subject = " ".join(render_to_string(f"{_MAILS}/{template}_subject.txt", context).split())
    own = {
        # Made again after a mishap, it is the same letter to every mail program.
        "Message-ID": f"<{_mark(letter)}@{_host()}>",
        "Date": format_datetime(timezone.localtime(letter.written_at)),
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.subscription.language,
    }
    if in_area:
        own |= {"List-Id": f"<{in_area.code.lower()}.{_host()}>", "Precedence": "bulk"}
    return one_mail(
        to=letter.subscription.email,
        subject=subject,
        text=render_to_string(f"{_MAILS}/{template}.txt", context),
        html=html,
        leave_url=context["leave_url"] if in_area else "",
        headers=own,
    )


def _context(reader: Subscription, area: Area) -> dict[str, Any]:
    return {
        "area": area,
        "language": reader.language,
        "site_name": settings.SITE_NAME,
        "site_url": settings.BASE_URL,
        "leave_url": _address("newsletter_leave", reader),
        "privacy_url": settings.BASE_URL + reverse("people:privacy"),
    }


def _address(name: str, reader: Subscription) -> str:
    return f"{settings.BASE_URL}{reverse(f'outlets:{name}', args=[reader.token])}"


def _mark(letter: Letter) -> str:
    seed = f"{letter.pk}:{letter.subscription.token}"
    return f"{letter.kind}.{letter.pk}.{blake2b(seed.encode(), digest_size=8).hexdigest()}"


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"
