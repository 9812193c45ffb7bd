"""What the letting of a running place tells its business case, and what of it may be filled in there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.money_figures import said_cents, said_number
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.queries.rates import day_parts
from schuifaan.apps.rooms.queries.usage import BusinessFloor, Usage, began, business_floor, usage
from schuifaan.core.letting.occupancy import Period, last_year, per_hour, total
from schuifaan.core.method.answers import Answers, as_number

OPENING, PARTIES, ROOM = "money.opening", "money.parties", "money.room"
ASKED = frozenset({OPENING, PARTIES, ROOM})
ROW = "verhuur-"  # the row of one kind of party is the same row the next time
TENTH = Decimal("0.1")
HOURS_OF_DAY_PART = Decimal(4)
# Of the other kinds the law asks more than letting knows: people choose those themselves.
RENTERS: Mapping[str, str] = {
    PartyKind.RESIDENT: "residents",
    PartyKind.PUBLIC_BODY: "public_body",
    PartyKind.WELFARE: "care_welfare",
    PartyKind.COMMERCIAL: "commercial",
}
NAMES: Mapping[str, str | Promise] = {
    PartyKind.RESIDENT: gettext_lazy("Bewoners, uit de verhuur"),
    PartyKind.INITIATIVE: gettext_lazy("Buurtinitiatieven, uit de verhuur"),
    PartyKind.ASSOCIATION: gettext_lazy("Verenigingen en stichtingen, uit de verhuur"),
    PartyKind.PUBLIC_BODY: gettext_lazy("Gemeente en overheid, uit de verhuur"),
    PartyKind.WELFARE: gettext_lazy("Zorg en welzijn, uit de verhuur"),
    PartyKind.COMMERCIAL: gettext_lazy("Bedrijven, uit de verhuur"),
}


@dataclass(frozen=True, slots=True)
class RealUse:
    """`usage` is None when rooms are let too short to say anything."""

    place: Place
    period: Period | None = None
    usage: Usage | None = None
    floor: BusinessFloor | None = None
    # How long a part of the day is here; None when they differ.
    day_part: Decimal | None = None

    @property
    def source(self) -> str:
        """“Uit de verhuur van De Hof, november 2025 tot en met oktober 2026”."""
        return _("Uit de verhuur van %(place)s, %(period)s") % {
            "place": self.place.name,
            "period": period_words(self.period) if self.period else "",
        }


@dataclass(frozen=True, slots=True)
class Offer:
    """A value for one field as the method keeps it, and where it comes from in words."""

    value: str | int
    words: str


def real_use(dossier: Dossier, *, by: User, today: date) -> RealUse | None:
    """None without a place, without letting, and for who may not see what the place earns. At most 14 queries."""
    place = dossier.place
    if place is None or not by.has_perm("rooms.let_rooms", place):
        return None
    since = began(place).letting
    if since is None or since >= today:
        return None
    period = last_year(today, began=since)
    if period is None:
        return RealUse(place)
    return RealUse(
        place,
        period,
        usage(place, first=period.first, last=period.last),
        business_floor(place, period),
        _day_part_of(place),
    )


def offers(
    question: str, item: str, use: RealUse | None, answers: Answers, *, language: str
) -> dict[str, Offer]:
    """By field of the question; empty when there is nothing to offer."""
    if use is None or use.usage is None:
        return {}
    telling = _Telling(use, answers, language)
    if question == OPENING:
        return telling.opening()
    if question == ROOM:
        return telling.room()
    if question == PARTIES and item.removeprefix(ROW) in PartyKind and item.startswith(ROW):
        return telling.renter(item.removeprefix(ROW))
    return {}


def period_words(period: Period) -> str:
    if period.is_year:
        return _("%(first)s tot en met %(last)s") % {
            "first": written(period.first, "F Y"),
            "last": written(period.last, "F Y"),
        }
    return _("sinds de verhuur begon: %(first)s tot en met %(last)s") % {
        "first": written(period.first, "j F Y"),
        "last": written(period.last, "j F Y"),
    }


def _day_part_of(place: Place) -> Decimal | None:
    lengths = {
        datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
        for _kind, starts, ends in day_parts(place)
    }
    only = lengths.pop() if len(lengths) == 1 else None
    return Decimal(int(only.total_seconds())) / 3600 if only is not None else None


class _Telling:
    """Each offer with its words."""

    def __init__(self, use: RealUse, answers: Answers, language: str) -> None:
        assert use.usage is not None  # noqa: S101 - offers() looked
        assert use.period is not None  # noqa: S101 - idem
        self.use, self.usage, self.weeks = use, use.usage, use.period.weeks
        self.is_year, self.language = use.period.is_year, language
        told = as_number(answers.value(OPENING, "hours"))
        self.hours = told or use.day_part or HOURS_OF_DAY_PART

    def opening(self) -> dict[str, Offer]:
        let = [one for one in self.usage.rooms if one.room.is_let]
        found: dict[str, Offer] = {}
        if let:
            found["rooms"] = self._offer(str(len(let)), _("zoveel ruimtes zijn er te vragen"))
            there = total(one.total for one in let).there
            each = (Decimal(there) / len(let) / self.weeks).quantize(Decimal(1), ROUND_HALF_UP)
            if each:
                found["day_parts"] = self._offer(
                    str(each), _("zoveel dagdelen per week was een ruimte te vragen")
                )
        if self.use.day_part is not None and 1 <= self.use.day_part <= 12:  # noqa: PLR2004 - what may be filled in
            found["hours"] = self._offer(_plain(self.use.day_part), _("zo lang duurt een dagdeel"))
        earned = self.usage.cents_per_hour
        if earned:
            words = _("%(amount)s per uur, echt verdiend, keer %(hours)s uur per dagdeel") % {
                "amount": said_cents(earned, self.language), "hours": said_number(self.hours, self.language),
            }  # fmt: skip
            found["tariff"] = self._offer(_cents(earned * self.hours), words)
        return found

    def room(self) -> dict[str, Offer]:
        floor = self.use.floor
        if floor is None or not floor.gross_m2:
            return {}
        words = _("Staat bij de afspraken over verhuur van %(place)s") % {"place": self.use.place.name}
        return {"gross_m2": Offer(_plain(floor.gross_m2.quantize(TENTH)), words)}

    def renter(self, kind: str) -> dict[str, Offer]:
        hours = dict(self.usage.hours_by_party).get(kind)
        cents = dict(self.usage.income_by_party).get(kind, 0)
        if not hours:
            return {}
        count = {
            "hours": said_number(round(hours, 1), self.language),
            "amount": said_cents(cents, self.language),
        }
        found = {"name": self._offer(str(NAMES[kind]), _("noem ze gerust anders"))}
        if kind in RENTERS:
            found["kind"] = self._offer(RENTERS[kind], _("zo staan ze bij de huurders"))
        found["pays_as"] = self._offer("room_hire_incidental", _("zij betaalden voor de keren dat ze kwamen"))
        each_week = (hours / self.hours / self.weeks).quantize(TENTH, ROUND_HALF_UP)
        if each_week:
            words = _("%(hours)s uur bij elkaar, gemiddeld per week") % count
            found["day_parts"] = self._offer(_plain(each_week), words)
        if self.is_year:
            found["weeks"] = self._offer("52", _("het gemiddelde is over alle weken van het jaar"))
            found["per_year"] = self._offer(cents, _("%(amount)s voor %(hours)s uur") % count)
        else:
            # Some weeks are no year yet: how many weeks there will be, people say themselves.
            earned = per_hour(cents, hours) or 0
            found["price"] = self._offer(
                _cents(earned * self.hours), _("%(amount)s voor %(hours)s uur") % count
            )
        floor = self.use.floor
        if kind == PartyKind.COMMERCIAL and floor is not None and floor.m2:
            words = _(
                "de ruimtes die zij huurden, elk één keer geteld, zoals bij de waarschuwing voor een reservering"
            )
            found["own_m2"] = self._offer(_plain(floor.m2.quantize(TENTH)), words)
        return found

    def _offer(self, value: str | int, words: str) -> Offer:
        return Offer(value, f"{self.use.source}: {words}")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _cents(value: Decimal | int) -> int:
    return int(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))


def row_of(offered: Mapping[str, Offer]) -> dict[str, Any]:
    return {name: one.value for name, one in offered.items()}
