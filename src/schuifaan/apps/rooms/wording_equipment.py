"""What is not there beside a room, how many are, and what one can do then."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.rooms.queries.equipment import Shortage
from schuifaan.apps.rooms.wording import when


def shortage_words(short: Shortage) -> str:
    name, what = short.equipment.name, when(*short.period)
    if short.is_elsewhere and short.equipment.room is not None:
        said = {"name": name, "its": short.equipment.room.name, "room": short.room.name}
        return (
            _("%(name)s hoort bij %(its)s, niet bij %(room)s. Vraag het er niet bij, of kies %(its)s.") % said
        )
    if not short.free:
        return _("%(name)s is dan niet vrij: %(when)s. Vraag het er niet bij, of kies een andere tijd.") % {
            "name": name,
            "when": what,
        }
    words = ngettext(
        "Van %(name)s is er dan nog %(count)s vrij: %(when)s. Vraag er minder, of kies een andere tijd.",
        "Van %(name)s zijn er dan nog %(count)s vrij: %(when)s. Vraag er minder, of kies een andere tijd.",
        short.free,
    )
    return words % {"name": name, "count": short.free, "when": what}
