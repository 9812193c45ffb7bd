"""How a price is explained, line by line, from the lines as they were frozen."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.core.letting.rates import Unit
from schuifaan.ui.speech import euros

HOUR = 60


def price_sentences(price_lines: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """The words and the cents of each line."""
    return [(_SENTENCES.get(line["code"], _other)(line["values"]), line["cents"]) for line in price_lines]


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
}
