"""The summary of the morning in words, for who decides about the rooms of a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import Booking, KeyLoan
from schuifaan.apps.rooms.queries.agreements import Due
from schuifaan.apps.rooms.queries.summary import Coming, Summary
from schuifaan.apps.rooms.wording import when
from schuifaan.apps.rooms.wording_letter_parts import spoken_date, until
from schuifaan.apps.rooms.wording_letters import Block, Section, Words, one_line, section
from schuifaan.apps.rooms.wording_payments import news_lines
from schuifaan.ui.speech import spoken_day, spoken_period


def summary_words(place: Place, summary: Summary, now: datetime, url: str) -> Words:
    name = one_line(place.name)
    today = spoken_day(timezone.localdate(now))
    found = [
        _section(_("Vragen die op antwoord wachten"), [_question(one, now) for one in summary.questions]),
        _section(_("Opties die bijna aflopen"), [_option(one, now) for one in summary.options]),
        _section(_("Dit veranderden huurders zelf"), [_changed(one) for one in summary.by_parties]),
        _section(_("Bel deze mensen: ze hebben geen e-mail"), [_call(one.name, one.phone, one.tell) for one in summary.calls]),
        _section(_("Vandaag"), [_coming(one) for one in summary.today]),
        _section(_("Morgen"), [_coming(one) for one in summary.tomorrow]),
        _section(_("Sleutels die al terug hadden moeten zijn"), [_key(one, now) for one in summary.keys]),
        _section(_("Overeenkomsten waar je naar moet kijken"), [_agreement(one, now) for one in summary.agreements]),
        _section(_("Betalingen waar je naar moet kijken"), [one.words for one in news_lines(summary.payments)]),
        section(_("Naar je werkplek"), [Block(words=_("Alle reserveringen"), url=url)] if url else []),
    ]  # fmt: skip
    return Words(
        subject=_subject(summary, name),
        greeting=_("Goedemorgen,"),
        opening=(_("Dit is het overzicht van %(day)s voor %(place)s.") % {"day": today, "place": name},),
        sections=tuple(one for one in found if one is not None),
        closing=(_("Je krijgt dit hoogstens één keer per dag, en alleen als er iets te melden is."), name),
    )


def _subject(summary: Summary, name: str) -> str:
    number = len(summary.questions)
    if not number:
        return _("Ruimtes bij %(place)s: overzicht van vandaag") % {"place": name}
    words = ngettext(
        "Ruimtes bij %(place)s: %(number)s vraag wacht op je antwoord",
        "Ruimtes bij %(place)s: %(number)s vragen wachten op je antwoord",
        number,
    )
    return words % {"place": name, "number": number}


def _section(heading: str, lines: Sequence[str]) -> Section | None:
    return section(heading, [Block(dots=tuple(lines))] if lines else [])


def _question(booking: Booking, now: datetime) -> str:
    days = (timezone.localdate(now) - timezone.localdate(booking.asked_at)).days
    asked = (
        ngettext("%(days)s dag geleden gevraagd", "%(days)s dagen geleden gevraagd", days) % {"days": days}
        if days
        else _("Vandaag gevraagd")
    )
    said = {"about": _about(booking, now), "asked": asked, "until": _until(booking, now)}
    return _("%(about)s. %(asked)s, vastgehouden %(until)s") % said


def _option(booking: Booking, now: datetime) -> str:
    said = {"about": _about(booking, now), "until": _until(booking, now)}
    return _("%(about)s. Vastgehouden %(until)s") % said


def _about(booking: Booking, now: datetime) -> str:
    """Number, who, room and when."""
    times = list(booking.times.all())
    who = f"{booking.number} {one_line(booking.party.name)}, {one_line(booking.room.name)}"
    if not times:
        return who
    first = when(times[0].starts_at, times[0].ends_at, today=timezone.localdate(now))
    if len(times) == 1:
        return f"{who}, {first}"
    return _("%(who)s, %(number)s keer, de eerste %(first)s") % {
        "who": who, "number": len(times), "first": first,
    }  # fmt: skip


def _until(booking: Booking, now: datetime) -> str:
    return until(booking.held_until, now) if booking.held_until else ""


def _changed(event: AuditEvent) -> str:
    """“12 Grote zaal: een keer verplaatst, van … naar …”."""
    before, after = next(iter(event.changes.values()), (None, None))
    words = {
        "booking.said_changed": _("anders: %(after)s"),
        "booking.shown_changed": _("anderen zien iets anders op de agenda"),
        "booking.moved": _("een keer verplaatst, van %(before)s naar %(after)s"),
        "booking.series_changed": _("een keer en alle volgende veranderd: %(after)s"),
        "booking.added_back": _("gaat toch door: %(after)s"),
        "booking.times_cancelled": _("gaat niet door: %(after)s"),
        "booking.cancelled": _("geannuleerd: %(after)s"),
    }[event.verb] % {"before": before or "", "after": _at_most(after or "")}
    return f"{one_line(event.subject)}: {words}"


def _at_most(said: str) -> str:
    """Of a long series the first few times."""
    first, *later = said.split("; ")
    return f"{first}, …" if later[2:] else said


def _call(name: str, phone: str, tell: str) -> str:
    reach = one_line(phone) or _("geen nummer bekend")
    return f"{one_line(name)}, {reach}. {one_line(tell)}"


def _coming(one: Coming) -> str:
    start, end = timezone.localtime(one.time.starts_at), timezone.localtime(one.time.ends_at)
    booking = one.time.booking
    said = f"{spoken_period(start, end)}, {one_line(one.time.room.name)}: {one_line(booking.title)}"
    return _("%(time)s. Wie doet open? Er is nog niemand.") % {"time": said} if one.lacks_opener else said


def _key(loan: KeyLoan, now: datetime) -> str:
    holder = one_line(loan.holder)
    if loan.party and loan.party.name != loan.holder:
        holder = f"{holder} ({one_line(loan.party.name)})"
    day = spoken_date(loan.due_on, now) if loan.due_on else ""
    said = {"key": one_line(loan.key_set.number), "holder": holder, "day": day}
    return _("%(key)s bij %(holder)s, had terug moeten zijn op %(day)s") % said


def _agreement(due: Due, now: datetime) -> str:
    what = {
        "ends_on": _("loopt af op"),
        "evaluate_on": _("samen terugkijken op"),
        "insured_until": _("verzekering loopt tot"),
    }[due.what]
    said = {
        "kind": due.agreement.get_kind_display().capitalize(), "party": one_line(due.agreement.party.name),
        "what": what, "day": spoken_date(due.on, now),
    }  # fmt: skip
    return _("%(kind)s met %(party)s: %(what)s %(day)s") % said
