"""One place as its page shows it: `place_page` for visitors, `place_page_for` for a preview or an outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Prefetch, Q

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import (
    AccessFact,
    ContactPerson,
    HouseRules,
    OpeningException,
    Photo,
    Place,
    PlaceText,
    Price,
    TeamMember,
)
from schuifaan.apps.places.naming import (
    focus_name,
    holiday_name,
    is_right_to_left,
    language_name,
    own_language_name,
    type_name,
)
from schuifaan.apps.places.queries.access import access_groups, check_said, fetching
from schuifaan.apps.places.queries.opening import open_state
from schuifaan.apps.places.queries.page_model import (
    Announcement,
    Contact,
    DayLine,
    LanguageChoice,
    PlacePage,
    PriceLine,
    RulesText,
    TeamFace,
)
from schuifaan.apps.places.queries.snapshot import readable_schedule
from schuifaan.apps.places.queries.tier_names import tier_words
from schuifaan.apps.places.wording import said, spoken_language
from schuifaan.core.timeline.opening import DayException, HoursNotUnderstood, Schedule
from schuifaan.core.timeline.wallclock import to_wall

DAYS_SHOWN: Final = 7
# How far ahead other hours are announced beneath the week.
ANNOUNCED: Final = timedelta(days=60)


def place_page(slug: str, *, now: datetime, language: str, text_language: str = "") -> PlacePage | None:
    """At most eleven queries, whatever the page holds. None for a place that visitors cannot see.

    `text_language` is for the place's own story, when somebody chose another than the page's `language`.
    """
    place = loaded_places(now=now).filter(slug=slug, status=PlaceStatus.PUBLISHED).first()
    if place is None:
        return None
    return place_page_for(place, now=now, language=language, text_language=text_language)


def archived_place(slug: str) -> Place | None:
    """A place that has stopped: its old address says so instead of saying nothing."""
    return (
        Place.objects.filter(slug=slug, status=PlaceStatus.ARCHIVED).select_related("neighbourhood").first()
    )


def loaded_places(*, now: datetime) -> Any:
    """Places with everything a page shows, in a fixed number of queries."""
    today = to_wall(now).date()
    team = TeamMember.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gte=today),
        since_date__lte=today,
        consent_on__isnull=False,
        consent_withdrawn_on__isnull=True,
    )
    contacts = ContactPerson.objects.filter(is_active=True).select_related("organisation")
    rules = HouseRules.objects.filter(valid_from__lte=today).order_by("-valid_from", "-version")
    return Place.objects.select_related(
        "neighbourhood__district", "municipality", "organisation", "part_of"
    ).prefetch_related(
        Prefetch("texts", PlaceText.objects.order_by("language")),
        Prefetch(
            "exceptions", OpeningException.objects.filter(date_until__gte=today).order_by("date_from", "id")
        ),
        Prefetch("prices", Price.objects.order_by("position", "id")),
        Prefetch("access_facts", AccessFact.objects.order_by("id")),
        Prefetch("house_rules", rules),
        Prefetch("photos", Photo.objects.order_by("position", "id")),
        Prefetch("team", team.order_by("role", "name")),
        Prefetch("contacts", contacts.order_by("-kind")),
        Prefetch("sites", Place.objects.filter(status=PlaceStatus.PUBLISHED).order_by("name", "id")),
    )


def place_page_for(place: Place, *, now: datetime, language: str, text_language: str = "") -> PlacePage:
    """The page of a place that may not be visible yet. One query when it came from `loaded_places`."""
    today = to_wall(now).date()
    texts = {text.language: text for text in place.texts.all()}
    told_in = text_language or language
    facts = list(place.access_facts.all())
    prices = [_price(price, language) for price in place.prices.all()]
    schedule = page_schedule(place, language)
    shown = spoken_language({code: text.character or text.summary for code, text in texts.items()}, told_in)
    return PlacePage(
        place=place,
        language=language,
        today=today,
        kind=_kind(place, language),
        type_name=type_name(place.place_type),
        summary=said({code: text.summary for code, text in texts.items()}, told_in),
        character=said({code: text.character for code, text in texts.items()}, told_in),
        getting_here=said({code: text.getting_here for code, text in texts.items()}, told_in),
        text_languages=tuple(_language_choices(texts, shown)),
        opening=open_state(
            schedule, now, can_call=any(one.phone for one in place.contacts.all() if one.is_active)
        ),
        week=tuple(_week(schedule, today, language)),
        announcements=tuple(_announcements(place, today, language)),
        free=tuple(price.what for price in prices if price.cents == 0),
        prices=tuple(price for price in prices if price.cents != 0),
        languages=tuple(language_name(code, language) for code in place.languages or ()),
        focus=tuple(focus_name(key) for key in place.focus or ()),
        access=access_groups(facts),
        fetching=fetching(facts),
        photos=tuple(place.photos.all()),
        team=tuple(
            TeamFace(one.name, one.get_role_display(), one.photo.url if one.photo else "")
            for one in _consenting(place, today)
        ),
        rules=_rules(place, today, language),
        contacts=tuple(_contact(one, language) for one in place.contacts.all() if one.is_active),
        house=place.part_of if place.part_of and place.part_of.is_published else None,
        sites=tuple(site for site in place.sites.all() if site.is_published),
        organisation=place.organisation,
        checked=check_said(place.checked_on, place.checked_by),
    )


def page_schedule(place: Place, language: str) -> Schedule:
    """The hours with their exceptions, the reasons in `language` or else in Dutch."""
    return readable_schedule(place.opening_hours, tuple(_exceptions(place, language)))


def _exceptions(place: Place, language: str) -> Iterable[DayException]:
    for one in place.exceptions.all():
        try:
            yield DayException(
                one.date_from, one.date_until, one.hours, said(one.reason or {}, language).text
            )
        except HoursNotUnderstood:
            # Hours nobody can read are not "closed": better no exception than a wrong one.
            continue


def _week(schedule: Schedule, today: date, language: str) -> Iterable[DayLine]:
    if not schedule.known and not schedule.exceptions:
        return
    # A week from Monday is how people read a table; today is marked in it.
    monday = today - timedelta(days=today.weekday())
    for hours in schedule.week(monday):
        yield DayLine(
            day=hours.day,
            hours=hours,
            is_today=hours.day == today,
            holiday=holiday_name(hours.day, language),
            reason=hours.exception_reason,
        )


def _announcements(place: Place, today: date, language: str) -> Iterable[Announcement]:
    """Other hours after this week's table and within two months, and those that run on past it."""
    sunday = today + timedelta(days=6 - today.weekday())
    for one in place.exceptions.all():
        if one.date_until > sunday and one.date_from <= today + ANNOUNCED:
            yield Announcement(one.date_from, one.date_until, one.hours, said(one.reason or {}, language))


def _price(price: Price, language: str) -> PriceLine:
    return PriceLine(said(price.what or {}, language), price.amount_cents, said(price.per or {}, language))


def _consenting(place: Place, today: date) -> Sequence[TeamMember]:
    """Once more here, for places that were loaded otherwise: nobody is shown without consent."""
    return [
        one
        for one in place.team.all()
        if one.has_consent and one.since_date <= today and (one.until_date is None or one.until_date >= today)
    ]


def _rules(place: Place, today: date, language: str) -> RulesText | None:
    valid = [one for one in place.house_rules.all() if one.valid_from <= today]
    if not valid:
        return None
    latest = max(valid, key=lambda one: (one.valid_from, one.version))
    text = said(latest.text or {}, language)
    return RulesText(latest.version, text, latest.valid_from) if text else None


def _contact(person: ContactPerson, language: str) -> Contact:
    return Contact(
        name=person.name,
        role=said(person.role_text or {}, language),
        kind=person.kind,
        organisation=person.organisation.name if person.organisation else "",
        phone=person.phone,
        email=person.email,
    )


def _kind(place: Place, language: str) -> str:
    if not place.tier:
        return type_name(place.place_type)
    return tier_words(place.municipality_id, language).get(place.tier, "")


def _language_choices(texts: Mapping[str, PlaceText], shown: str) -> Iterable[LanguageChoice]:
    written = [code for code, text in texts.items() if text.summary.strip() or text.character.strip()]
    if len(written) < 2:  # noqa: PLR2004 - one language leaves nothing to choose
        return
    for code in sorted(written, key=lambda code: (code != "nl", code != "en", code)):
        yield LanguageChoice(code, own_language_name(code), code == shown, is_right_to_left(code))
