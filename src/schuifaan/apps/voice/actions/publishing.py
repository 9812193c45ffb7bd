"""Telling everybody what was said and what was done: in own words, with nobody in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.activities import begin_activity
from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.at_the_desk import MatterError, held, kept, note
from schuifaan.apps.voice.enums import AboutPerson, Desk, SignalKind
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.queries.private_lines import without
from schuifaan.apps.voice.queries.signals import public_words
from schuifaan.core.private_words import Finding, findings

BECOMES_ACTIVITY = (SignalKind.WISH, SignalKind.IDEA)
_TITLE_CHARS = 120


class PrivateWords(MatterError):  # noqa: N818 - it says what happened
    """Something in it may tell who somebody is: `found` per field of the form."""

    def __init__(self, found: dict[str, tuple[Finding, ...]]) -> None:
        super().__init__(
            _("Er staat misschien iets in dat niet iedereen hoeft te weten. Verberg het, of zeg dat het mag.")
        )
        self.found = found


@transaction.atomic
def publish(
    *, matter: Matter, said: str, done: str, may_be_read: Collection[str] = (), by: User, now: datetime
) -> Matter:
    """`may_be_read`: what was marked and may be public all the same, letter by letter. Raises PrivateWords."""
    current = held(matter, by)
    if current.about_person != AboutPerson.NO:
        raise MatterError(_("Een bericht over een persoon komt niet op de pagina."))
    if not current.answers.exists():
        raise MatterError(_("Geef eerst antwoord. Dan kun je laten zien wat ermee is gedaan."))
    said, done = " ".join(said.split()), done.strip()
    if not said:
        raise MatterError(_("Schrijf op wat er gezegd is."), field="said")
    if not done:
        raise MatterError(_("Schrijf op wat ermee is gedaan."), field="done")
    found = {
        name: left(text, matter=current, may_be_read=may_be_read)
        for name, text in (("said", said), ("done", done))
    }
    if any(found.values()):
        raise PrivateWords(found)
    current.is_public, current.public_text, current.public_response = True, said, done
    note("matter.published", current, by=by, now=now)
    return kept(current, "is_public", "public_text", "public_response")


@transaction.atomic
def unpublish(*, matter: Matter, by: User, now: datetime) -> Matter:
    """Off the page; the words stay for another time."""
    current = held(matter, by)
    if not current.is_public:
        return current
    current.is_public = False
    note("matter.unpublished", current, by=by, now=now)
    return kept(current, "is_public")


def left(text: str, *, matter: Matter, may_be_read: Collection[str] = ()) -> tuple[Finding, ...]:
    """What in a text still asks for a choice."""
    return tuple(one for one in findings(text, public=_public(matter)) if one.text not in may_be_read)


@transaction.atomic
def become_activity(*, matter: Matter, by: User, now: datetime) -> Activity:
    """A draft in the agenda of the place, with the way back here. Pressed twice it is one."""
    current = held(matter, by)
    if current.activity is not None:
        return current.activity
    fits = current.kind in BECOMES_ACTIVITY and current.about_person == AboutPerson.NO
    if current.to != Desk.PLACE or current.place is None or not fits:
        raise MatterError(_("Van dit bericht kun je geen activiteit maken."))
    title = without(current.title, left(current.title, matter=current))[:_TITLE_CHARS]
    current.activity = begin_activity(place=current.place, by=by, now=now, title=title)
    note("matter.became_activity", current, by=by, now=now)
    kept(current, "activity")
    return current.activity


def _public(matter: Matter) -> list[str]:
    """What stands on the pages of the place and the area anyway."""
    areas = (matter.municipality, matter.neighbourhood)
    return [*public_words(matter.place), *(area.name for area in areas if area is not None)]
