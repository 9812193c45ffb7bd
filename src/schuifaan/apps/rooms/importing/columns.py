"""What a column of a diary can be, and by which names people know it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a column is: how we call it, and the names it goes by (without spaces, accents or punctuation).
COLUMNS: Final[dict[str, tuple[str | Promise, str]]] = {
    "day": (
        _("Dag (of dag en tijd)"),
        "dag datum day date datumentijd datumtijd datetime wanneer when huurdatum reserveringsdatum",
    ),
    "from": (
        _("Begin (tijd, of dag en tijd)"),
        (
            "van vanaf begin begintijd beginttijd start starttijd from starttime aanvang aanvangstijd begint "
            "startdatum begindatum startdate startdatetime startdatumentijd begindatumentijd dtstart"
        ),
    ),
    "till": (
        _("Einde (tijd, of dag en tijd)"),
        (
            "tot totentijd totenmet eind einde eindtijd end endtime till until to eindigt "
            "einddatum enddate enddatetime einddatumentijd dtend"
        ),
    ),
    "hours": (_("Begin en einde samen"), "tijd tijden tijdstip time times uur uren hours tijdvak vantot"),
    "duration": (
        _("Hoe lang het duurt"),
        "duur tijdsduur lengte duration length aantaluren aantaluur minuten",
    ),
    "room": (_("Ruimte"), "ruimte zaal lokaal kamer room locatie location space hall plek resource"),
    "who": (
        _("Wie"),
        (
            "wie naam huurder groep club vereniging organisatie who name group party organisation hirer klant "
            "organization customer gebruiker reserveerder"
        ),
    ),
    "what": (
        _("Wat"),
        "wat activiteit onderwerp titel omschrijving what activity subject title purpose event summary",
    ),
    "phone": (_("Telefoon"), "telefoon telefoonnummer tel mobiel phone phonenumber mobile"),
    "email": (_("E-mail"), "email emailadres mail mailadres emailaddress"),
    "note": (
        _("Opmerking"),
        "opmerking opmerkingen bijzonderheden notitie notities note notes remark remarks comment comments description",
    ),
}
# More than one column may be this; the others each say one thing.
SEVERAL: Final = frozenset({"note"})
_OURS: Final = {name: key for key, (_label, names) in COLUMNS.items() for name in names.split()}

Columns = Mapping[int, str]


def named(name: str) -> str:
    """What a column with this name is, "" when we do not know the name."""
    plain = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", name.casefold()))
    return _OURS.get(plain, "")


def missing(columns: Columns) -> list[str]:
    """What nothing says, as sentences call it: when it is, or who comes."""
    told = set(columns.values())
    lacking = [] if told & {"day", "from", "hours"} else ["day"]
    return [*lacking, *([] if told & {"who", "what"} else ["who"])]
