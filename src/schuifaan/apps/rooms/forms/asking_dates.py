"""What was decided about each date of a question, as a form sends it along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Final

from schuifaan.apps.rooms.forms.asking import EQUIPMENT, AskForm
from schuifaan.apps.rooms.queries.asking import Chosen
from schuifaan.apps.rooms.queries.free_slots import Alternative
from schuifaan.core.timeline.wallclock import to_wall

ON: Final = "keer_"
LEAVE_OUT: Final = "over"
WAIT: Final = "wacht"
# For which room and hours the choices were made: with others they say nothing.
BASIS: Final = "basis"


PROBLEMS: Final = "lastig"
# Before a choice for all dates that cannot be as wished.
FOR_ALL: Final = "overal_"


def name_on(day: date) -> str:
    return f"{ON}{day:%Y-%m-%d}"


def value_of(one: Alternative) -> str:
    start, end = to_wall(one.starts_at), to_wall(one.ends_at)
    return f"{one.room.pk}/{start:%H:%M}/{end:%H:%M}"


def basis_of(form: AskForm) -> str:
    data = form.cleaned_data
    return f"{form.page.room.pk}/{data['starts']:%H:%M}/{data['ends']:%H:%M}"


def chosen_for(days: Iterable[date], said: str) -> dict[date, Chosen]:
    choice = _choice(said)
    return dict.fromkeys(days, choice) if choice else {}


def days_in(data: Mapping[str, str]) -> list[date]:
    """The dates that could not be as wished on the page that was pressed."""
    return [day for said in str(data.get(PROBLEMS, "")).split() if (day := _day(said)) is not None]


def chosen_in(data: Mapping[str, str], form: AskForm) -> dict[date, Chosen]:
    """What cannot be read is not chosen."""
    if data.get(BASIS, basis_of(form)) != basis_of(form):
        return {}
    found = {_day(name.removeprefix(ON)): _choice(str(data[name])) for name in data if name.startswith(ON)}
    return {day: choice for day, choice in found.items() if day is not None and choice is not None}


def for_all(pressed: str) -> str:
    """The choice that a button makes for all dates at once; "" when it is another button."""
    said = pressed.removeprefix(FOR_ALL) if pressed.startswith(FOR_ALL) else ""
    return said if _choice(said) else ""


def in_all(some: Sequence[Sequence[Alternative]]) -> list[tuple[str, Alternative]]:
    """What there is instead on each of these dates."""
    if not some or not all(some):
        return []
    values = [{value_of(one) for one in others} for others in some]
    common = set.intersection(*values)
    return [(value_of(one), one) for one in some[0] if value_of(one) in common]


def carried(
    data: Mapping[str, str],
    form: AskForm,
    *,
    without: Iterable[date] = (),
    also: Mapping[str, str] | None = None,
) -> list[tuple[str, str]]:
    """All that was typed and chosen, for the hidden fields of a next page."""
    chosen = {name_on(day) for day in chosen_in(data, form)} - {name_on(day) for day in without}
    kept = {name: str(data[name]) for name in data if _is_asked(name) or name in chosen}
    return list((kept | dict(also or {}) | {BASIS: basis_of(form)}).items())


def _is_asked(name: str) -> bool:
    # Also what is loose in another room: whoever changes the room and comes back finds it again.
    return name in AskForm.base_fields or name.startswith(EQUIPMENT)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _choice(said: str) -> Chosen | None:
    if said in {LEAVE_OUT, WAIT}:
        return Chosen(leave_out=said == LEAVE_OUT, wait=said == WAIT)
    room, _slash, hours = said.partition("/")
    start, _slash, end = hours.partition("/")
    try:
        return Chosen(room=int(room), starts=time.fromisoformat(start), ends=time.fromisoformat(end))
    except ValueError:
        return None
