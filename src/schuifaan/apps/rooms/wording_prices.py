"""How a price is explained, line by line, from the lines as they were frozen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.rooms.enums import RateUnit, Vat
from schuifaan.apps.rooms.models import Rate
from schuifaan.apps.rooms.wording import when
from schuifaan.core.letting.rates import Price, Unit
from schuifaan.core.letting.vat import percentage as vat_percentage
from schuifaan.ui.speech import euros

HOUR = 60


def price_sentences(price_lines: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """The words and the cents of each line."""
    return [(_SENTENCES.get(line["code"], _other)(line["values"]), line["cents"]) for line in price_lines]


@dataclass(frozen=True, slots=True)
class PriceTold:
    """A price with its explanation; `cents` None is that no rate was stated."""

    when: str
    lines: tuple[tuple[str, int], ...] = ()
    cents: int | None = None
    vat_percentage: Decimal = Decimal(0)
    vat_cents: int = 0
    deposit_cents: int = 0

    @property
    def with_vat_cents(self) -> int:
        return (self.cents or 0) + self.vat_cents


def price_told(price: Price | None, starts_at: datetime, ends_at: datetime) -> PriceTold:
    """VAT comes on top of a rate, by the percentage of the day of the hire."""
    said = when(starts_at, ends_at)
    if price is None:
        return PriceTold(said)
    percent = vat_percentage(price.vat, timezone.localdate(starts_at))
    vat_cents = int((price.cents * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))
    lines = tuple(price_sentences([line.as_data() for line in price.lines]))
    return PriceTold(said, lines, price.cents, percent, vat_cents, price.deposit_cents)


def rate_remarks(rate: Rate, percentage: Decimal) -> list[str]:
    """What goes with the amount; `percentage` is that of the VAT on the day it is said."""
    remarks = []
    if rate.unit != RateUnit.TIME and rate.minimum_minutes:
        remarks.append(_("minstens %(time)s") % {"time": spoken_minutes(rate.minimum_minutes)})
    if rate.coffee_included:
        remarks.append(_("met koffie en thee"))
    if rate.first_time_free:
        remarks.append(_("de eerste keer gratis"))
    if rate.deposit_cents:
        remarks.append(_("borg %(amount)s") % {"amount": euros(rate.deposit_cents)})
    if percentage and rate.cents:
        remarks.append(
            _("daar komt %(percentage)s%% btw bij") % {"percentage": f"{percentage.normalize():f}"}
        )
    return remarks


def rates_in_words(rates: Iterable[Mapping[str, Any]]) -> str:
    """For the trail, as the action noted them: the name of the room ("" is all of them) and the facts of the rate."""
    return "; ".join(_rate_in_words(**rate) for rate in rates) or _("geen prijs")


def _rate_in_words(*, room: str, **facts: Any) -> str:
    rate = Rate(**facts)
    remarks = rate_remarks(rate, Decimal(0))
    if rate.unit != RateUnit.TIME:
        remarks.append(_("afgerond op %(time)s") % {"time": spoken_minutes(rate.step_minutes)})
    if rate.vat != Vat.EXEMPT:
        remarks.append(rate.get_vat_display())
    told = ", ".join([rate_amount(rate), *remarks])
    return f"{room}: {told}" if room else told


def rate_amount(rate: Rate) -> str:
    """“€ 30,00 per dagdeel”, or “gratis”."""
    return f"{euros(rate.cents)} {rate.get_unit_display()}" if rate.cents else euros(0)


def spoken_minutes(minutes: int) -> str:
    """“3 uur”, “1 uur en 30 minuten”, “45 minuten”."""
    hours, rest = divmod(minutes, HOUR)
    said_rest = ngettext("%(number)s minuut", "%(number)s minuten", rest) % {"number": rest}
    if not hours:
        return said_rest
    said = ngettext("%(number)s uur", "%(number)s uur", hours) % {"number": hours}
    return _("%(hours)s en %(minutes)s") % {"hours": said, "minutes": said_rest} if rest else said


def _hire(values: Mapping[str, Any]) -> str:
    said = {"time": spoken_minutes(values["minutes"]), "price": _amount(values["unit_cents"])}
    if values["unit"] == Unit.TIME:
        return _("Huur per keer: %(price)s") % said
    if values["unit"] == Unit.HOUR:
        return _("Huur %(time)s, voor %(price)s per uur") % said
    said["part"] = spoken_minutes(values["unit_minutes"])
    return _("Huur %(time)s, voor %(price)s per dagdeel van %(part)s") % said


def _minimum(values: Mapping[str, Any]) -> str:
    return _("Je huurt %(took)s; de kleinste huur is %(time)s") % {
        "took": spoken_minutes(values["took"]),
        "time": spoken_minutes(values["minutes"]),
    }


def _step(values: Mapping[str, Any]) -> str:
    return _("Je huurt %(took)s; dat ronden we af naar %(time)s") % {
        "took": spoken_minutes(values["took"]),
        "time": spoken_minutes(values["minutes"]),
    }


def _first_time(_values: Mapping[str, Any]) -> str:
    return _("De eerste keer is gratis")


def _coffee(_values: Mapping[str, Any]) -> str:
    return _("Koffie en thee zijn inbegrepen")


def _late_cancel(values: Mapping[str, Any]) -> str:
    said = {"part": values["percentage"], "price": _amount(values["price_cents"])}
    return _("Laat geannuleerd: %(part)s%% van %(price)s") % said


def _other(_values: Mapping[str, Any]) -> str:
    return _("Overig")


def _amount(cents: int) -> str:
    return euros(cents) if cents else _("niets")


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "hire": _hire,
    "minimum": _minimum,
    "step": _step,
    "first_time": _first_time,
    "coffee": _coffee,
    "late_cancel": _late_cancel,
}
