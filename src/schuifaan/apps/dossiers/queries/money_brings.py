"""What a source of income brings in words: the whole amount, and how much of that counts in the sum."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.money_figures import PER, ShownAmount, said_cents, shown_amount
from schuifaan.core.method.finance.amounts import share_of
from schuifaan.core.method.finance.lines import CERTAIN, Line


@dataclass(frozen=True, slots=True)
class Brings:
    """One line of income it could bring; `cents` in a year, or once, whatever the `chance` in percent."""

    name: str
    cents: int
    is_once: bool
    is_less_at_first: bool  # as when only new tenants pay it
    chance: int | None  # None: nobody put a chance to it
    why: ShownAmount

    @property
    def counted(self) -> int:
        """What the sum takes of it."""
        return share_of(self.cents, Decimal(self.chance or 0))


def brings_of(line: Line, reading: Reading) -> Brings:
    first = next(cents for cents in line.years if cents)
    return Brings(
        name=line.name.said(reading.language),
        cents=line.amount.cents if line.amount.per in {"once", "year"} else first,
        is_once=line.amount.per == "once",
        is_less_at_first=line.amount.per == "year" and first < line.amount.cents,
        chance=line.chance,
        why=shown_amount(line.amount, language=reading.language, dossier=reading.dossier),
    )


def total_of(brings: Iterable[Brings], language: str) -> str:
    """Say "€ 4.200 per jaar": all its lines together, what comes once apart from what comes yearly."""
    return _together(brings, lambda one: one.cents, language)


def counted_of(brings: Iterable[Brings], language: str) -> str:
    """Say in one line why the sum counts less than the whole amount; "" when it counts all of it."""
    lines = tuple(brings)
    if all(one.chance == CERTAIN for one in lines):
        return ""
    chances = {one.chance for one in lines}
    said = {
        "whole": total_of(lines, language),
        "counted": _together((one for one in lines if one.counted), lambda one: one.counted, language),
    }
    if chances == {None}:
        return _("In de som telt nog niets van %(whole)s: jullie vulden geen kans in.") % said
    if not said["counted"]:
        return _("In de som telt niets van %(whole)s: jullie schatten de kans op 0 procent.") % said
    if len(chances) > 1:
        return _("In de som telt %(counted)s, van %(whole)s: elk bedrag telt voor zijn kans.") % said
    return _("In de som telt %(counted)s, van %(whole)s: jullie schatten de kans op %(chance)d procent.") % {
        **said,
        "chance": chances.pop() or 0,
    }


def _together(brings: Iterable[Brings], cents_of: Callable[[Brings], int], language: str) -> str:
    lines = tuple(brings)
    said = []
    for is_once, per in ((False, PER["year"]), (True, PER["once"])):
        cents = [cents_of(one) for one in lines if one.is_once is is_once]
        if cents:
            amount = f"{said_cents(sum(cents), language)} {per}"
            grows = any(one.is_less_at_first for one in lines if one.is_once is is_once)
            said.append(_("tot %(amount)s") % {"amount": amount} if grows else amount)
    if len(said) < 2:  # noqa: PLR2004 - both kinds
        return "".join(said)
    return _("%(yearly)s en %(once)s") % {"yearly": said[0], "once": said[1]}
