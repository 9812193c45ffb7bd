"""What the buttons say that call something off: exactly what will happen, and who is mailed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.agenda.queries.desk import Reach, reach_of_following, reach_of_one


@dataclass(frozen=True, slots=True)
class CancelButton:
    """`to_call` are people who left a phone number: nobody can mail them."""

    which: str
    label: str
    to_call: int


def cancel_buttons(occurrence: Occurrence, *, now: datetime, may_change: bool) -> list[CancelButton]:
    one = reach_of_one(occurrence)
    buttons = [CancelButton("this", cancel_words(_("Annuleer alleen deze keer"), one), one.by_phone)]
    if may_change and (occurrence.series.rule or occurrence.series.extra):
        rest = reach_of_following(occurrence, now=now)
        if rest.times is None or rest.times > 1:
            buttons.append(
                CancelButton("following", cancel_words(following_words(rest), rest), rest.by_phone)
            )
    return buttons


def following_words(reach: Reach) -> str:
    if reach.times is None:
        return _("Annuleer deze en alle volgende keren")
    return ngettext("Annuleer deze %(number)s keer", "Annuleer deze %(number)s keren", reach.times) % {
        "number": reach.times
    }


def cancel_words(what: str, reach: Reach) -> str:
    """Say "Annuleer deze 12 keren en mail 8 mensen"."""
    if not reach.by_email:
        return what
    mailed = ngettext("mail %(number)s mens", "mail %(number)s mensen", reach.by_email) % {
        "number": reach.by_email
    }
    return _("%(what)s en %(mail)s") % {"what": what, "mail": mailed}
