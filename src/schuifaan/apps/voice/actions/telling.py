"""Writing down what somebody who said something must hear; the post goes out by itself (actions/post.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from schuifaan.apps.voice.enums import ContactBy, Desk
from schuifaan.apps.voice.models import Letter, Signal

LONGEST_SUBJECT: Final = 250


def tell(
    *,
    signal: Signal,
    key: str,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    now: datetime,
) -> Letter | None:
    """A letter, or a call for the team to make. None when there is one already, or no way to reach them.

    `template` has a part `_subject.txt` and a part `_message.txt`, and finds in it `signal`, `matter`, `desk` (who
    writes: the place or the municipality), `url` (where they find it back), `site`, and what `context` adds; that
    is asked in the person's language. What a colleague reads aloud on the phone is in the language of the site.
    """
    if signal.contact_by == ContactBy.NONE or not signal.contact:
        return None
    matter = signal.matter
    by_mail = signal.contact_by == ContactBy.EMAIL
    with translation.override(_language(signal) if by_mail else settings.LANGUAGE_CODE):
        said = {
            "signal": signal,
            "matter": matter,
            "desk": matter.municipality if matter.to == Desk.MUNICIPALITY else matter.place,
            "url": settings.BASE_URL + reverse("voice:signal", args=[signal.token]),
            "site": settings.BASE_URL,
            **context(),
        }
        subject = " ".join(render_to_string(f"voice/mail/{template}_subject.txt", said).split())
        text = render_to_string(f"voice/mail/{template}_message.txt", said)
    letter, is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "place": matter.place if matter.to == Desk.PLACE else None,
            "municipality": matter.municipality if matter.to == Desk.MUNICIPALITY else None,
            "signal": signal,
            "by": signal.contact_by,
            "contact": signal.contact,
            "subject": subject[:LONGEST_SUBJECT],
            "text": text,
            "written_at": now,
            "try_at": now,
        },
    )
    return letter if is_new else None


def _language(signal: Signal) -> str:
    return signal.language if signal.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
