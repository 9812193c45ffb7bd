"""What each section of a place says now, in words: for its desk and for whoever was overtaken by a colleague."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schuifaan.apps.places.access import FACTS, FactKind
from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import AccessFact, Place
from schuifaan.apps.places.naming import focus_name, language_name, page_language
from schuifaan.apps.places.queries.snapshot import readable_schedule
from schuifaan.apps.places.queries.tier_names import tier_words
from schuifaan.apps.places.wording import said
from schuifaan.ui.speech import euros, spoken_day, spoken_period

LONGEST_ROWS = 4
LONGEST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary: what it is, and what it says (several lines possible; none: not filled in)."""

    label: str
    lines: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class SectionSummary:
    key: str
    title: str | Promise
    rows: tuple[Row, ...]

    @property
    def is_long(self) -> bool:
        """More than fits on a phone beside fourteen other sections: folded until asked for."""
        lines = [line for row in self.rows for line in row.lines]
        return len(self.rows) > LONGEST_ROWS or sum(map(len, lines)) > LONGEST_CHARACTERS

    @property
    def url_name(self) -> str:
        return "places:visibility" if self.key == "visibility" else f"places:edit_{self.key}"


# In the order of the desk; the address of a section is its Dutch name.
SECTION_TITLES: dict[str, tuple[str, Promise]] = {
    "basics": ("naam-en-adres", gettext_lazy("Naam en adres")),
    "texts": ("woorden", gettext_lazy("In eigen woorden")),
    "hours": ("openingstijden", gettext_lazy("Openingstijden")),
    "exceptions": ("andere-tijden", gettext_lazy("Dagen met andere tijden")),
    "prices": ("prijzen", gettext_lazy("Prijzen")),
    "access": ("binnenkomen", gettext_lazy("Binnenkomen")),
    "offer": ("voor-wie-en-talen", gettext_lazy("Voor wie, en welke talen")),
    "team": ("team", gettext_lazy("Team")),
    "contact": ("contact", gettext_lazy("Contact")),
    "association_contact": ("contact-corporatie", gettext_lazy("Contact bij de woningcorporatie")),
    "house_rules": ("huisregels", gettext_lazy("Huisregels")),
    "photos": ("fotos", gettext_lazy("Foto’s")),
    "type": ("soort-plek", gettext_lazy("Soort plek")),
    "running": ("wie-houdt-de-plek-draaiend", gettext_lazy("Wie houdt de plek draaiend")),
    "visibility": ("zichtbaarheid", gettext_lazy("Zichtbaarheid")),
}


def summaries(place: Place, today: date) -> list[SectionSummary]:
    """All sections, from rows that `desk.find_place` loaded: no queries."""
    return [section_summary(key, place, today) for key in SECTION_TITLES]


def section_summary(key: str, place: Place, today: date) -> SectionSummary:
    return SectionSummary(key, SECTION_TITLES[key][1], tuple(_ROWS[key](place, today)))


def _row(label: str | Promise, *lines: object) -> Row:
    return Row(str(label), tuple(str(line) for line in lines if str(line or "")))


def _known(value: bool | None) -> str:  # noqa: FBT001 - it is the value that is said
    return {True: _("ja"), False: _("nee"), None: _("niet bekend")}[value]


def _basics(place: Place, today: date) -> list[Row]:
    del today
    point = f"{place.lat:.5f}, {place.lon:.5f}" if place.lat is not None and place.lon is not None else ""
    return [
        _row(_("Naam"), place.name),
        _row(_("Adres"), place.address_line),
        _row(_("Op de kaart"), point),
        _row(_("Buurt"), place.neighbourhood or ""),
        _row(_("Website"), place.website),
        _row(_("Eigen kleur"), place.get_colour_display()),
    ]


def _texts(place: Place, today: date) -> list[Row]:
    del today
    spoken = page_language()
    return [
        Row(
            language_name(text.language, spoken).capitalize(),
            tuple(part for part in (text.summary, text.character, text.getting_here) if part),
            text.language,
        )
        for text in place.texts.all()
    ]


def _hours(place: Place, today: date) -> list[Row]:
    schedule = readable_schedule(place.opening_hours)
    rows = []
    if schedule.known:
        monday = today - timedelta(days=today.weekday())
        for day in schedule.week(monday):
            spans = [spoken_period(interval.start, interval.end) for interval in day.intervals]
            closed = _("dicht") if day.known else _("niet bekend")
            rows.append(_row(formats.date_format(day.day, "l").capitalize(), _(" en ").join(spans) or closed))
    else:
        rows.append(_row(_("Deze week")))
    return [*rows, _row(_("Ook open op een stille dag"), _known(place.quiet_day_open))]


def _exceptions(place: Place, today: date) -> list[Row]:
    coming = [one for one in place.exceptions.all() if one.date_until >= today]
    return [
        _row(
            spoken_dates(one.date_from, one.date_until, today),
            one.hours.replace(":", ".").replace(",", _(" en ")) or _("dicht"),
            said(one.reason or {}, page_language()),
        )
        for one in coming
    ]


def spoken_dates(first: date, last: date, today: date) -> str:
    """Such as "zaterdag 25 december", "maandag 27 juli tot en met vrijdag 7 augustus"."""
    begin = spoken_day(first, today=today)
    if first == last:
        return begin
    return _("%(first)s tot en met %(last)s") % {"first": begin, "last": spoken_day(last, today=today)}


def _prices(place: Place, today: date) -> list[Row]:
    del today
    spoken = page_language()
    rows = []
    for price in place.prices.all():
        amount = _("vraag het ons") if price.amount_cents is None else euros(price.amount_cents)
        per = str(said(price.per or {}, spoken))
        rows.append(_row(str(said(price.what or {}, spoken)), f"{amount} {per}".strip()))
    return rows


def _access(place: Place, today: date) -> list[Row]:
    del today
    there = {fact.key: fact for fact in place.access_facts.all()}
    return [_row(FACTS[key].label, fact_in_words(there[key])) for key in FACTS if key in there]


def fact_in_words(fact: AccessFact) -> str:
    """Says "ja", "85 cm" or "niet bekend", with the day it was checked."""
    if fact.value is None:
        return _("niet bekend")
    kind = FACTS[fact.key].kind
    unit = {FactKind.CENTIMETRES: " cm", FactKind.METRES: " m"}.get(kind, "")
    value = _known(fact.value) if isinstance(fact.value, bool) else f"{formats.localize(fact.value)}{unit}"
    if fact.checked_on is None:
        return value
    day = formats.date_format(fact.checked_on, "j F Y")
    return _("%(value)s (nagekeken op %(day)s)") % {"value": value, "day": day}


def _offer(place: Place, today: date) -> list[Row]:
    del today
    spoken = page_language()
    return [
        _row(_("Extra aandacht voor"), ", ".join(focus_name(key) for key in place.focus)),
        _row(_("Talen"), ", ".join(language_name(code, spoken) for code in place.languages)),
        _row(_("Gratis koffie of thee"), _known(place.free_coffee)),
        _row(_("Eigen drinken mag"), _known(place.own_drinks)),
        _row(_("Keuken"), _known(place.has_kitchen)),
        _row(_("Ruimte te huur"), _known(place.rooms_to_rent)),
    ]


def _team(place: Place, today: date) -> list[Row]:
    running = [one for one in place.team.all() if one.until_date is None or one.until_date >= today]
    return [_row(one.name, one.get_role_display()) for one in running]


def _contact_rows(kind: str) -> Callable[[Place, date], list[Row]]:
    def rows(place: Place, today: date) -> list[Row]:
        del today
        now = next((one for one in place.contacts.all() if one.is_active and one.kind == kind), None)
        if now is None:
            return []
        who = [
            _row(_("Naam"), now.name, said(now.role_text or {}, page_language())),
            _row(_("Telefoon"), now.phone),
            _row(_("E-mailadres"), now.email),
        ]
        return [*who, _row(_("Organisatie"), now.organisation)] if now.organisation else who

    return rows


def _house_rules(place: Place, today: date) -> list[Row]:
    rows = []
    for rules in sorted(place.house_rules.all(), key=lambda one: one.version, reverse=True):
        label = _("Versie %(version)d, vanaf %(day)s") % {
            "version": rules.version,
            "day": spoken_day(rules.valid_from, today=today),
        }
        rows.append(_row(label, *str(said(rules.text, page_language())).splitlines()))
    return rows


def _photos(place: Place, today: date) -> list[Row]:
    del today
    return [_row(_("Foto"), photo.alternative_text) for photo in place.photos.all()]


def _type(place: Place, today: date) -> list[Row]:
    periods = list(place.type_periods.all())
    if not periods:
        return [_row(_("Nu"), place.get_place_type_display() if place.place_type else "")]
    return [
        _row(
            _("Vanaf %(day)s") % {"day": spoken_day(period.from_date, today=today)},
            period.get_place_type_display(),
        )
        for period in periods
    ]


def _running(place: Place, today: date) -> list[Row]:
    since = spoken_day(place.steward_since, today=today) if place.steward_since else ""
    return [
        _row(_("Wie"), place.get_steward_kind_display() if place.steward_kind else ""),
        _row(_("Sinds"), since),
        _row(_("Plan"), place.steward_plan),
        _row(_("Organisatie"), place.organisation or ""),
        _row(_("Omvang"), tier_words(place.municipality_id, page_language()).get(place.tier, "")),
        _row(_("Onderdeel van"), place.part_of or ""),
    ]


def _visibility(place: Place, today: date) -> list[Row]:
    del today
    return [_row(_("Nu"), place.get_status_display())]


_ROWS: Mapping[str, Callable[[Place, date], list[Row]]] = {
    "basics": _basics,
    "texts": _texts,
    "hours": _hours,
    "exceptions": _exceptions,
    "prices": _prices,
    "access": _access,
    "offer": _offer,
    "team": _team,
    "contact": _contact_rows(ContactKind.PLACE),
    "association_contact": _contact_rows(ContactKind.ASSOCIATION),
    "house_rules": _house_rules,
    "photos": _photos,
    "type": _type,
    "running": _running,
    "visibility": _visibility,
}
