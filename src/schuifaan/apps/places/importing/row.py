"""One row of a list as what it says about a place, or the reasons why it cannot be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from schuifaan.apps.places.access import FACTS, FactKind
from schuifaan.apps.places.enums import Focus, PlaceTier, PlaceType
from schuifaan.apps.places.importing.address import split_address, tidy_postcode
from schuifaan.apps.places.importing.columns import ACCESS_PREFIX, DAYS, ListReading
from schuifaan.apps.places.importing.coordinates import NoCoordinate, read_point
from schuifaan.apps.places.importing.formula import is_formula, is_guarded, unguard
from schuifaan.apps.places.importing.table import Refusal, SourceRow
from schuifaan.core.timeline.hours_form import WeekForm, parse_spans, to_expression
from schuifaan.core.timeline.opening import HoursNotUnderstood, parse

_YES = {"ja", "yes", "true", "1", "j", "y", "waar", "x"}
_NO = {"nee", "no", "false", "0", "n", "onwaar"}
_CLOSED = {"gesloten", "dicht", "closed", "off", "-", "–", "x", "geen"}
_FREE_TEXT = {
    "name": 200, "street": 120, "house_number": 20, "city": 80, "external_id": 120, "slug": 120,
    "summary": 240, "contact_name": 120, "phone": 40,
}  # fmt: skip
_FLAGS = ("free_coffee", "own_drinks", "has_kitchen", "rooms_to_rent", "quiet_day_open")
_CODES = {"place_type": PlaceType, "tier": PlaceTier}
_PLACE_TEXT = ("name", "street", "house_number", "city")
_APART = ("external_id", "slug", "summary", "contact_name", "phone")


@dataclass
class ReadPlace:
    """What one row says. Only what it says: an empty cell leaves what we already know."""

    row: int
    external_id: str = ""
    slug: str = ""
    summary: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    # Codes of a neighbourhood and municipality, for rows that give no point.
    codes: dict[str, str] = field(default_factory=dict)


class NotUnderstood(ValueError):  # noqa: N818 - it says what went wrong
    """What a cell says does not fit its field; the message is for people."""


def read_row(
    row: SourceRow, reading: ListReading, *, broken: frozenset[str] = frozenset()
) -> tuple[ReadPlace, list[Refusal]]:
    """What the row says, with a reason for each cell that cannot be. `broken` columns were refused before."""
    reader = _RowReader(row, reading, broken)
    reader.read()
    return reader.place, reader.refusals


class _RowReader:
    def __init__(self, row: SourceRow, reading: ListReading, broken: frozenset[str]) -> None:
        self.row, self.reading, self.broken = row, reading, broken
        self.place = ReadPlace(row.number)
        self.refusals: list[Refusal] = []

    def read(self) -> None:
        self._texts()
        self._address()
        self._location()
        self._hours()
        for key in _FLAGS:
            self._take(key, self.place.values, _yes_or_no)
        for key, choices in _CODES.items():
            self._take(key, self.place.values, _one_of(choices.values))
        self._take("postcode", self.place.values, _postcode)
        self._take("website", self.place.values, _web_address)
        self._take("languages", self.place.values, _codes)
        self._take("focus", self.place.values, _focus)
        self._take("checked_on", self.place.values, _day)
        self._take("email", self.place.contact, _email)
        self._take("municipality_code", self.place.codes, str.strip)
        self._take("neighbourhood_code", self.place.codes, str.strip)
        self._facts()
        self._name()

    def cell(self, key: str) -> str:
        column = self.reading.columns.get(key)
        if not column or column in self.broken:
            return ""
        return self.row.cells.get(column, "")

    def refuse(self, key: str, reason: str) -> None:
        self.refusals.append(Refusal(self.row.number, self.reading.columns.get(key, key), reason))

    def _take(self, key: str, into: dict[str, Any], read: Callable[[str], Any], *, name: str = "") -> None:
        cell = self.cell(key)
        if not cell.strip():
            return
        try:
            value = read(cell)
        except NotUnderstood as error:
            self.refuse(key, str(error))
        else:
            if value is not None:
                into[name or key] = value

    def _texts(self) -> None:
        found: dict[str, str] = {}
        for key, longest in _FREE_TEXT.items():
            self._take(key, found, _text(longest, guarded=key != "phone"))
        for key in _PLACE_TEXT:
            if key in found:
                self.place.values[key] = found[key]
        for key in ("external_id", "slug", "summary"):
            setattr(self.place, key, found.get(key, ""))
        for key, name in (("contact_name", "name"), ("phone", "phone")):
            if key in found:
                self.place.contact[name] = found[key]

    def _address(self) -> None:
        found: dict[str, str] = {}
        self._take("address", found, _text(300))
        if not found:
            return
        parts = split_address(found["address"])
        for key, value in zip(("street", "house_number", "postcode", "city"), parts, strict=True):
            longest = _FREE_TEXT.get(key, 10)
            if len(value) > longest:
                self.refuse("address", _too_long(value, longest))
            elif value:
                self.place.values.setdefault(key, value)

    def _location(self) -> None:
        columns = self.reading.columns
        if self.broken & {columns.get("lat", ""), columns.get("lon", "")}:
            return
        try:
            point = read_point(self.cell("lat"), self.cell("lon"))
        except NoCoordinate as error:
            self.refuse(error.field, error.reason)
        else:
            if point:
                self.place.values["lat"], self.place.values["lon"] = point

    def _hours(self) -> None:
        self._take("opening_hours", self.place.values, _opening_hours)
        cells = {key: self.cell(f"hours_{key}").strip() for key in DAYS}
        if "opening_hours" in self.place.values or not any(cells.values()):
            return
        days: list[tuple[Any, ...]] = []
        for key, cell in cells.items():
            try:
                days.append(() if not cell or cell.casefold() in _CLOSED else parse_spans(cell))
            except HoursNotUnderstood:
                self.refuse(f"hours_{key}", _hours_reason(cell))
                days.append(())
        expression = to_expression(WeekForm(tuple(days)))
        if expression:
            self.place.values["opening_hours"] = expression

    def _facts(self) -> None:
        self._take("wheelchair", self.place.facts, _osm_wheelchair, name="step_free")
        self._take("toilets_wheelchair", self.place.facts, _osm_wheelchair, name="accessible_toilet")
        for key, fact in FACTS.items():
            if f"{ACCESS_PREFIX}{key}" not in self.reading.columns:
                continue
            self._take(f"{ACCESS_PREFIX}{key}", self.place.facts, _FACT_READERS[fact.kind], name=key)

    def _name(self) -> None:
        if "name" in self.place.values or self.reading.columns.get("name", "") in self.broken:
            return
        if any(refusal.column == self.reading.columns.get("name") for refusal in self.refusals):
            return
        values = self.place.values
        if self.reading.name_fallback and values.get("street"):
            values["name"] = f"{values['street']} {values.get('house_number', '')}".strip()
        else:
            self.refuse("name", _("Deze plek heeft geen naam."))


def _too_long(text: str, longest: int) -> str:
    return _("Dit is te lang: %(length)s tekens. Het mogen er %(most)s zijn.") % {
        "length": len(text),
        "most": longest,
    }


def _text(longest: int, *, guarded: bool = True) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if guarded and not is_guarded(cell) and is_formula(cell):
            raise NotUnderstood(_("Deze tekst begint als een formule. Een rekenblad zou haar uitvoeren."))
        text = " ".join(unguard(cell).split())
        if len(text) > longest:
            raise NotUnderstood(_too_long(text, longest))
        return text

    return read


def _postcode(cell: str) -> str:
    postcode = tidy_postcode(cell)
    if postcode is None:
        raise NotUnderstood(_("“%(text)s” is geen postcode.") % {"text": cell.strip()[:40]})
    return postcode


def _web_address(cell: str) -> str:
    address = cell.strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise NotUnderstood(_("“%(text)s” is geen webadres.") % {"text": cell.strip()[:60]}) from error
    if len(address) > 200:  # noqa: PLR2004 - as the field
        raise NotUnderstood(_too_long(address, 200))
    return address


def _email(cell: str) -> str:
    try:
        validate_email(cell.strip())
    except ValidationError as error:
        raise NotUnderstood(_("“%(text)s” is geen e-mailadres.") % {"text": cell.strip()[:60]}) from error
    return cell.strip()


def _opening_hours(cell: str) -> str:
    try:
        parse(cell)
    except HoursNotUnderstood as error:
        raise NotUnderstood(_hours_reason(cell)) from error
    return " ".join(cell.split())


def _hours_reason(cell: str) -> str:
    return _("“%(text)s” kunnen we niet als openingstijd lezen.") % {"text": cell.strip()[:60]}


def _yes_or_no(cell: str) -> bool:
    word = cell.strip().casefold()
    if word not in _YES | _NO:
        raise NotUnderstood(_("“%(text)s” is geen ja of nee.") % {"text": cell.strip()[:40]})
    return word in _YES


def _osm_wheelchair(cell: str) -> bool | None:
    """`limited` says neither yes nor no, and other words are remarks: both leave it not known."""
    return {"yes": True, "designated": True, "no": False}.get(cell.strip().casefold())


def _one_of(codes: list[str]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell.strip() not in codes:
            known = ", ".join(codes)
            raise NotUnderstood(
                _("“%(text)s” kennen we niet. Wel: %(known)s.") % {"text": cell.strip()[:40], "known": known}
            )
        return cell.strip()

    return read


def _codes(cell: str) -> list[str]:
    return [code.strip() for code in cell.replace(",", ";").split(";") if code.strip()]


def _focus(cell: str) -> list[str]:
    read = _one_of(Focus.values)
    return [read(code) for code in _codes(cell)]


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell.strip())
    except ValueError as error:
        raise NotUnderstood(
            _("“%(text)s” is geen datum zoals 2026-03-01.") % {"text": cell.strip()[:40]}
        ) from error


def _whole_number(cell: str) -> int:
    try:
        number = int(cell.strip())
    except ValueError:
        number = -1
    if number < 0:
        raise NotUnderstood(_("“%(text)s” is geen heel getal.") % {"text": cell.strip()[:40]})
    return number


_FACT_READERS: Mapping[FactKind, Callable[[str], Any]] = {
    FactKind.YES_NO: _yes_or_no,
    FactKind.CENTIMETRES: _whole_number,
    FactKind.METRES: _whole_number,
    FactKind.COUNT: _whole_number,
    FactKind.TEXT: _text(200, guarded=False),
}
