"""Changing what a place's page says: name and address, words, prices, for whom, and "still true"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.location import areas_at
from schuifaan.apps.places.actions.saving import PlaceError, begin_change, require, save_place
from schuifaan.apps.places.enums import CheckedBy
from schuifaan.apps.places.models import Place, PlaceText, Price

BASIC_FIELDS = frozenset(
    {"name", "street", "house_number", "postcode", "city", "lat", "lon", "website", "colour"}
)
OFFER_FIELDS = frozenset({"languages", "focus", "free_coffee", "own_drinks", "has_kitchen", "rooms_to_rent"})
TEXT_FIELDS = ("summary", "character", "getting_here")


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What something costs: 0 is free, None is "ask us"; texts per language."""

    what: Mapping[str, str]
    amount_cents: int | None = None
    per: Mapping[str, str] = field(default_factory=dict)


def checked_today(now: datetime) -> dict[str, Any]:
    """Who changes a page has looked at it: visitors see this day as "gecontroleerd op"."""
    return {"checked_on": timezone.localdate(now), "checked_by": CheckedBy.MANAGER}


@transaction.atomic
def change_basics(
    *, place: Place, by: User, now: datetime, version: int | None = None, **values: Any
) -> Place:
    """Change name, address, location, website or colour. A new location brings its own neighbourhood."""
    require(by, "places.change_place", place)
    _only(values, BASIC_FIELDS)
    if "name" in values and not values["name"].strip():
        raise PlaceError(_("Vul de naam van de plek in."), field="name")
    lat, lon = values.get("lat", place.lat), values.get("lon", place.lon)
    if (lat is None) != (lon is None):
        raise PlaceError(_("Vul breedtegraad en lengtegraad allebei in, of geen van beide."), field="lat")
    if (lat, lon) != (place.lat, place.lon):
        values["neighbourhood"], values["municipality"] = areas_at(lat, lon)
    save_place(
        place=place,
        version=version,
        by=by,
        now=now,
        verb="place.basics_changed",
        fields=values,
        quiet_fields=checked_today(now),
    )
    return place


@transaction.atomic
def change_offer(
    *, place: Place, by: User, now: datetime, version: int | None = None, **values: Any
) -> Place:
    """Change for whom the place makes extra room, which languages are spoken and what there is."""
    require(by, "places.change_place", place)
    _only(values, OFFER_FIELDS)
    save_place(
        place=place,
        version=version,
        by=by,
        now=now,
        verb="place.offer_changed",
        fields=values,
        quiet_fields=checked_today(now),
    )
    return place


@transaction.atomic
def change_texts(
    *,
    place: Place,
    texts: Mapping[str, Mapping[str, str]],
    by: User,
    now: datetime,
    version: int | None = None,
) -> Place:
    """Set the place's own words per language; a language with no words left disappears."""
    require(by, "places.change_place", place)
    begin_change(place, version)
    now_there = {text.language: text for text in PlaceText.objects.filter(place=place)}
    changes: dict[str, list[Any]] = {}
    for language, words in texts.items():
        text = now_there.get(language) or PlaceText(place=place, language=language)
        for name in TEXT_FIELDS:
            before, after = getattr(text, name), words.get(name, getattr(text, name)).strip()
            if before != after:
                changes[f"{name}.{language}"] = [before, after]
                setattr(text, name, after)
        if any(getattr(text, name) for name in TEXT_FIELDS):
            text.save()
        elif text.pk:
            text.delete()
    save_place(
        place=place,
        version=version,
        by=by,
        now=now,
        verb="place.texts_changed",
        changes=changes,
        quiet_fields=checked_today(now),
    )
    return place


@transaction.atomic
def change_prices(
    *, place: Place, prices: Sequence[PriceLine], by: User, now: datetime, version: int | None = None
) -> Place:
    """Replace the list of prices, in this order."""
    require(by, "places.change_place", place)
    begin_change(place, version)
    before = [_price_words(row.what, row.amount_cents, row.per) for row in Price.objects.filter(place=place)]
    after = [_price_words(line.what, line.amount_cents, line.per) for line in prices]
    changed = save_place(
        place=place,
        version=version,
        by=by,
        now=now,
        verb="place.prices_changed",
        changes={"prices": [before, after]} if before != after else None,
        quiet_fields=checked_today(now),
    )
    if changed:
        Price.objects.filter(place=place).delete()
        Price.objects.bulk_create(
            Price(
                place=place,
                what=dict(line.what),
                amount_cents=line.amount_cents,
                per=dict(line.per),
                position=n,
            )
            for n, line in enumerate(prices)
        )
    return place


@transaction.atomic
def confirm_facts_still_true(*, place: Place, by: User, now: datetime) -> Place:
    """One tap: "alles klopt nog". Changes nothing but the day on which it was checked."""
    require(by, "places.change_place", place)
    before = place.checked_on
    save_place(
        place=place,
        by=by,
        now=now,
        verb="place.confirmed",
        changes={"checked_on": [before, timezone.localdate(now)]},
        quiet_fields=checked_today(now),
    )
    today = timezone.localdate(now)
    place.access_facts.exclude(value=None).update(checked_on=today, checked_by=CheckedBy.MANAGER)
    return place


def _price_words(what: Mapping[str, str], cents: int | None, per: Mapping[str, str]) -> list[Any]:
    return [dict(what), cents, dict(per)]


def _only(values: Mapping[str, Any], allowed: frozenset[str]) -> None:
    if unknown := values.keys() - allowed:
        raise TypeError(f"not a field of this page: {sorted(unknown)}")
