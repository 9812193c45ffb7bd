"""The parts letters about a booking are made of: what, when, for how much, through which door, on what terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.rooms.enums import AccessKind, ShownAs
from schuifaan.apps.rooms.models import Access, BookingTime
from schuifaan.apps.rooms.queries.bookings import free_until
from schuifaan.apps.rooms.queries.letter_facts import LetterFacts, SamePrice, runs_of, same_prices
from schuifaan.apps.rooms.wording import when
from schuifaan.apps.rooms.wording_letters import Block, Section, one_line, section, several_lines
from schuifaan.apps.rooms.wording_prices import price_sentences
from schuifaan.core.timeline.wallclock import to_wall
from schuifaan.ui.speech import euros, spoken_day, spoken_time

# As many dates as one takes in; of more the first are named, how many there are, and those that differ.
MOST_DATES: Final = 8
FIRST_DATES: Final = 5
MOST_OTHERS: Final = 12
_WHOLE: Final = 100
_MIDNIGHT: Final = time(0, 0)


# -- What and when --------------------------------------------------------------------------------


def about(facts: LetterFacts) -> str:
    """For in a subject: which room and when."""
    room = one_line(facts.times[0].room.name)
    if len(facts.times) == 1:
        return f"{room}, {said_when(facts.times[0], facts.now)}"
    first = spoken_day_of(facts.times[0].starts_at, facts.now)
    return _("%(room)s, %(number)s keer vanaf %(first)s") % {
        "room": room, "number": len(facts.times), "first": first,
    }  # fmt: skip


def what(facts: LetterFacts) -> Section | None:
    booking, place = facts.booking, facts.booking.place
    rooms = dict.fromkeys(one_line(one.room.name) for one in facts.times)
    rows = [
        (_("Reservering"), str(booking.number)),
        (_("Op naam van"), one_line(booking.party.name)),
        (
            _("Op de agenda staat"),
            one_line(booking.title) if booking.shown_as == ShownAs.NAME else _("bezet"),
        ),
        (_("Wat je gaat doen"), booking.get_use_display()),
        (_("Ruimte"), ", ".join(rooms)),
        (_("Waar"), ", ".join(part for part in (one_line(place.name), place.address_line) if part)),
    ]
    return section(_("Wat"), [Block(rows=tuple(rows))])


def dates(facts: LetterFacts, *, heading: str, has_page: bool, with_left_out: bool = False) -> Section | None:
    blocks = _dates(facts.times, facts, has_page=has_page)
    if with_left_out and facts.left_out:
        words = _("Deze keren horen er niet bij:")
        blocks.append(Block(words=words, dots=_said_times(facts.left_out, facts)))
    return section(heading, blocks)


def others_go_on(facts: LetterFacts, *, has_page: bool) -> Section | None:
    return section(_("Wat wel doorgaat"), _dates(facts.others, facts, has_page=has_page))


def said_when(one: BookingTime, now: datetime) -> str:
    return when(one.starts_at, one.ends_at, today=timezone.localdate(now))


def spoken_day_of(at: datetime, now: datetime) -> str:
    """With its weekday, and its year when that is another."""
    return spoken_date(timezone.localdate(at), now)


def spoken_date(day: date, now: datetime) -> str:
    year = timezone.localdate(now).year
    # Never as "morgen": this is read later. Against a day far from any in another year.
    return spoken_day(day) if day.year == year else spoken_day(day, today=date(year, 7, 1))


def until(at: datetime, now: datetime) -> str:
    """“tot en met vrijdag 9 januari”, or to the hour when it does not end with the day."""
    local = timezone.localtime(at)
    if local.time() == _MIDNIGHT:
        return _("tot en met %(day)s") % {"day": spoken_day_of(at - timedelta(minutes=1), now)}
    said = {"day": spoken_day_of(at, now), "time": spoken_time(local)}
    return _("tot %(day)s %(time)s") % said


def _dates(times: Sequence[BookingTime], facts: LetterFacts, *, has_page: bool) -> list[Block]:
    if len(times) <= MOST_DATES:
        return [Block(dots=_said_times(times, facts))] if times else []
    said = {
        "number": len(times),
        "first": spoken_day_of(times[0].starts_at, facts.now),
        "last": spoken_day_of(times[-1].starts_at, facts.now),
    }
    words = _("%(number)s keer, van %(first)s tot en met %(last)s. De eerste keren:") % said
    blocks = [Block(words=words, dots=_said_times(times[:FIRST_DATES], facts))]
    usual = Counter(_pattern(one) for one in times).most_common(1)[0][0]
    different = [one for one in times[FIRST_DATES:] if _pattern(one) != usual]
    if different:
        blocks.append(Block(words=_("Anders dan anders:"), dots=_said_times(different, facts)))
    if has_page:
        blocks.append(Block(words=_("Alle keren staan op je eigen pagina. De link staat onderaan.")))
    return blocks


def _said_times(times: Sequence[BookingTime], facts: LetterFacts) -> tuple[str, ...]:
    said = [_said_time(one, facts) for one in times[:MOST_OTHERS]]
    if len(times) > MOST_OTHERS:
        said.append(_("en nog %(number)s keer") % {"number": len(times) - MOST_OTHERS})
    return tuple(said)


def _said_time(one: BookingTime, facts: LetterFacts) -> str:
    said = said_when(one, facts.now)
    several = len({time.room_id for time in (*facts.times, *facts.others)}) > 1
    return f"{said}, {one_line(one.room.name)}" if several else said


def _pattern(one: BookingTime) -> tuple[int, time, time, int]:
    start, end = to_wall(one.starts_at), to_wall(one.ends_at)
    return start.isoweekday(), start.time(), end.time(), one.room_id


# -- What it costs --------------------------------------------------------------------------------


def price(facts: LetterFacts) -> Section | None:
    groups = same_prices(facts.times)
    if not any(_is_stated(one) for one in groups):
        return section(_("Wat het kost"), [Block(words=_("Over de prijs hoor je nog van ons."))])
    blocks: list[Block] = []
    for group in groups:
        blocks += _group(group, alone=len(facts.times) == 1, is_only=len(groups) == 1)
    if len(groups) > 1:
        blocks.append(Block(total=(_("Samen"), euros(total_cents(groups))), is_money=True))
    deposit = max((one.deposit_cents for one in facts.times), default=0)
    if deposit:
        words = _("Daarnaast vragen we één keer %(amount)s borg. Die krijg je terug als alles in orde is.")
        blocks.append(Block(words=words % {"amount": euros(deposit)}))
    return section(_("Wat het kost"), blocks)


def total_cents(groups: Iterable[SamePrice]) -> int:
    return sum(one.count * (one.cents + (one.vat_cents or 0)) for one in groups)


def cancelling(facts: LetterFacts) -> Section | None:
    """Until when one can cancel, and what it costs then."""
    words = [_("Kun je niet? Zeg het dan zo vroeg als je kunt, dan kan een ander de ruimte gebruiken.")]
    if not facts.is_confirmed:
        words.append(_("Zolang je nog geen ja van ons hebt, kost annuleren niets."))
    if facts.terms.late_percentage and any(one.price_cents for one in facts.times):
        if not facts.is_confirmed:
            words.append(_("Na een ja geldt dit:"))
        words.append(_late(facts))
    elif facts.is_confirmed:
        words.append(_("Annuleren kost niets."))
    return section(_("Als je niet kunt"), [Block(words=" ".join(words))])


def _late(facts: LetterFacts) -> str:
    terms = facts.terms
    paid = next(one for one in facts.times if one.price_cents)
    last = free_until(terms, paid.starts_at)
    part = (
        _("de hele prijs")
        if terms.late_percentage == _WHOLE
        else _("%(percentage)s%% van de prijs") % {"percentage": terms.late_percentage}
    )
    said = {"days": terms.free_until_days, "part": part, "day": spoken_date(last, facts.now)}
    if len(facts.times) > 1:
        if terms.free_until_days == 0:
            return _("Elke keer annuleer je gratis tot en met de dag zelf. Daarna betaal je %(part)s.") % said
        return (
            ngettext(
                "Elke keer annuleer je gratis tot en met een dag van tevoren. Daarna betaal je voor die keer %(part)s.",
                "Elke keer annuleer je gratis tot en met %(days)s dagen van tevoren. Daarna betaal je voor die keer %(part)s.",
                terms.free_until_days,
            )
            % said
        )
    if last < timezone.localdate(facts.now):
        return _("Gratis annuleren kon tot en met %(day)s. Annuleer je nu, dan betaal je %(part)s.") % said
    return _("Tot en met %(day)s annuleer je gratis. Daarna betaal je %(part)s.") % said


def _is_stated(group: SamePrice) -> bool:
    return bool(group.lines or group.cents)


def _group(group: SamePrice, *, alone: bool, is_only: bool) -> list[Block]:
    """Lines without an amount explain; the others add up."""
    times = ngettext("%(number)s keer", "%(number)s keer", group.count) % {"number": group.count}
    if not _is_stated(group):
        return [Block(words=_("%(times)s: over de prijs hoor je nog van ons.") % {"times": times})]
    told = list(zip(price_sentences(group.lines), group.lines, strict=True))
    rows = [(words, euros(cents)) for (words, cents), line in told if cents or line["code"] == "hire"]
    reasons = tuple(words for (words, cents), line in told if not cents and line["code"] != "hire")
    if group.vat_cents is None:
        rows.append((_("Btw"), _("komt er nog bij")))
    elif group.vat_cents:
        name = _("Btw %(percentage)s%%") % {"percentage": f"{group.percentage.normalize():f}"}
        rows.append((name, euros(group.vat_cents)))
    words = "" if alone else _("%(times)s, voor elke keer:") % {"times": times}
    of_all = None
    if is_only or group.count > 1:
        of_all = (_("Samen") if is_only else times, euros(total_cents([group])))
    return [Block(words=words, dots=reasons), Block(rows=tuple(rows), total=of_all, is_money=True)]


# -- Getting in, and what else --------------------------------------------------------------------


def way_in(facts: LetterFacts) -> Section | None:
    """Only of what is confirmed."""
    if not facts.is_confirmed:
        return None
    blocks: list[Block] = []
    runs = runs_of(facts)
    for (ways, opener), times in runs:
        said = _ways(ways, opener, has_code=bool(facts.booking.door_code))
        blocks.append(Block(words=_of(times, facts) if len(runs) > 1 else "", dots=said))
    if facts.booking.door_code:
        blocks.append(Block(rows=((_("Deurcode"), one_line(facts.booking.door_code)),)))
    return section(_("Zo kom je binnen"), blocks)


def _of(times: Sequence[BookingTime], facts: LetterFacts) -> str:
    days = [spoken_day_of(one.starts_at, facts.now) for one in times[:FIRST_DATES]]
    if len(times) > FIRST_DATES:
        days.append(_("en nog %(number)s keer") % {"number": len(times) - FIRST_DATES})
    return ", ".join(days) + ":"


def _ways(ways: Sequence[Access], opener: str, *, has_code: bool) -> tuple[str, ...]:
    said: list[str] = []
    for one in ways:
        if one.kind == AccessKind.PERSON:
            said.append(_opens(opener))
        elif one.kind == AccessKind.KEY:
            said.append(_("Je komt binnen met een sleutel."))
        elif one.kind == AccessKind.CODE:
            said.append(_by_code(has_code=has_code))
        else:
            said.append(_("De deur is open."))
        if one.told.strip():
            said.append(one_line(one.told))
    if opener and all(one.kind != AccessKind.PERSON for one in ways):
        said.append(_opens(opener))
    return tuple(said) or (_("Hoe je binnenkomt, hoor je nog van ons."),)


def _by_code(*, has_code: bool) -> str:
    return (
        _("Je komt binnen met een deurcode.")
        if has_code
        else _("Je komt binnen met een deurcode. Die krijg je nog van ons.")
    )


def _opens(opener: str) -> str:
    return _("%(name)s doet open.") % {"name": one_line(opener)} if opener else _("Iemand van ons doet open.")


def ready(facts: LetterFacts) -> Section | None:
    booking = facts.booking
    rows = []
    if booking.set_up:
        rows.append((_("Opstelling"), booking.get_set_up_display()))
    if booking.coffee:
        rows.append((_("Koffie en thee"), _("ja")))
    if facts.equipment:
        told = [f"{one.count} × {one_line(one.equipment.name)}" for one in facts.equipment]
        rows.append((_("Materiaal"), ", ".join(told)))
    return section(_("Wat we voor je klaarzetten"), [Block(rows=tuple(rows))] if rows else [])


def asks(facts: LetterFacts) -> Section | None:
    words = several_lines(facts.terms.house_terms)
    return section(_("Wat we van je vragen"), [Block(words=words)] if words else [])


def own_page(url: str) -> Section | None:
    if not url:
        return None
    words = _("Bekijk je reserveringen, verander ze of annuleer ze")
    warning = _("Wie deze link heeft, kan dat ook. Stuur hem dus niet zomaar door.")
    return section(_("Je eigen pagina"), [Block(words=words, url=url), Block(words=warning)])
