"""Writing down what somebody must hear, in their language; the post goes out by itself (actions/post.py)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.apps.agenda.models import Notice, SignUp
from schuifaan.apps.places.models import Place

LONGEST_SUBJECT = 250


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody behind one or more sign-ups: the same way to reach them is the same person."""

    by: str
    contact: str
    first_name: str
    language: str
    sign_ups: tuple[SignUp, ...] = ()

    @property
    def mark(self) -> str:
        """What tells this person from another, without being the address itself."""
        return hashlib.sha256(f"{self.by}:{self.contact.casefold()}".encode()).hexdigest()[:24]


def write(
    *,
    key: str,
    place: Place,
    person: Person,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    now: datetime,
) -> Notice | None:
    """A letter, or a call for the host to make. None when there is one already, or no way to reach them.

    `template` has a part `_subject.txt` and a part `_message.txt`; `context` is asked in the person's language.
    """
    if person.by == ContactBy.NONE or not person.contact:
        return None
    language = person.language if person.by == ContactBy.EMAIL else settings.LANGUAGE_CODE
    with translation.override(language):
        said = {"person": person, "place": place, "site": settings.BASE_URL, **context()}
        subject = " ".join(render_to_string(f"agenda/mail/{template}_subject.txt", said).split())
        text = render_to_string(f"agenda/mail/{template}_message.txt", said)
    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "place": place,
            "by": person.by,
            "first_name": person.first_name,
            "contact": person.contact,
            "subject": subject[:LONGEST_SUBJECT],
            "text": text,
            "written_at": now,
            "try_at": now,
        },
    )
    return notice if is_new else None


def person_of(sign_up: SignUp) -> Person:
    return Person(sign_up.contact_by, sign_up.contact, sign_up.first_name, sign_up.language, (sign_up,))
