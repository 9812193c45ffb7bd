"""Beginning with what is there already: a draft made from an idea of the library, or from an activity of one's own."""

from datetime import datetime

from django.db import transaction

from schuifaan.apps.agenda.actions.activities import FIELDS, begin_activity
from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.agenda.queries.ideas import Idea
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place

_NOT_COPIED = {"pilot_until", "title"}
_LONGEST_TITLE = 120


@transaction.atomic
def copy_activity(*, activity: Activity, by: User, now: datetime) -> Activity:
    """The words, without the times, the picture and who signed up."""
    values = {name: getattr(activity, name) for name in FIELDS - _NOT_COPIED}
    return begin_activity(
        place=activity.place, by=by, now=now, title=activity.title, language=activity.language, **values
    )


@transaction.atomic
def copy_idea(*, place: Place, idea: Idea, language: str, by: User, now: datetime) -> Activity:
    """A draft in the language of the page, with the other language as its translation. The price is not guessed."""
    own = language if language in idea.texts else "nl"
    words = idea.texts[own]
    others = {code: dict(said) for code, said in idea.texts.items() if code != own}
    return begin_activity(
        place=place,
        by=by,
        now=now,
        title=words["title"][:_LONGEST_TITLE],
        language=own,
        kind=idea.kind,
        sign_up=idea.sign_up,
        professional=idea.professional,
        can_leave=idea.can_leave,
        translations=others,
        **{name: text for name, text in words.items() if name != "title"},
    )
