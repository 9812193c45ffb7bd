"""Writing a letter down, as plain text and as a page; the post goes out by itself (actions/post.py)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Invoice, Letter, Party
from schuifaan.apps.rooms.models.letters import SUBJECT_LENGTH
from schuifaan.apps.rooms.wording_letters import Words

LANGUAGES: Final = frozenset(code for code, _name in settings.LANGUAGES)


def language_of(party: Party) -> str:
    return language_in(party.language)


def language_in(code: str) -> str:
    """One the letters are written in."""
    return code if code in LANGUAGES else settings.LANGUAGE_CODE


def address(name: str, *args: object) -> str:
    """A whole address, or "" when there is no such page."""
    try:
        return f"{settings.BASE_URL}{reverse(name, args=args)}"
    except NoReverseMatch:
        return ""


def write(
    *, key: str, place: Place, to: str, words: Words, now: datetime, invoice: Invoice | None = None
) -> Letter | None:
    """In the language that is on. None when it was written already. The paper of `invoice` goes along with it."""
    said = {"letter": words, "language": translation.get_language()}
    letter = Letter(
        key=key,
        place=place,
        to=to,
        subject=words.subject[:SUBJECT_LENGTH],
        text=render_to_string("rooms/mail/letter.txt", said).strip() + "\n",
        html=render_to_string("rooms/mail/letter.html", said),
        invoice=invoice,
        written_at=now,
        try_at=now,
    )
    # Looking first whether there is one costs every letter a query, for what hardly ever happens.
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        if Letter.objects.filter(key=key).exists():
            return None
        raise
    return letter
