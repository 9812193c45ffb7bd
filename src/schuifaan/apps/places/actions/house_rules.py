"""The house rules in versions: an older one stays true for what was agreed under it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, begin_change, require, save_place
from schuifaan.apps.places.models import HouseRules, Place


@transaction.atomic
def publish_house_rules(
    *,
    place: Place,
    text: Mapping[str, str],
    valid_from: date,
    by: User,
    now: datetime,
    version: int | None = None,
) -> HouseRules:
    """A new version from `valid_from` on. One that does not hold yet may still be rewritten."""
    require(by, "places.change_place", place)
    words = {language: words.strip() for language, words in text.items() if words.strip()}
    if not words:
        raise PlaceError(_("Schrijf de huisregels op."), field="text_nl")
    begin_change(place, version)
    today = timezone.localdate(now)
    last = HouseRules.objects.filter(place=place).order_by("-version").first()
    if last is not None and last.text == words and last.valid_from == valid_from:
        return last
    rewriting = last is not None and last.valid_from > today
    previous = HouseRules.objects.filter(place=place, valid_from__lte=today).order_by("-valid_from").first()
    floor = previous if rewriting else last
    if floor is not None and valid_from <= floor.valid_from:
        raise PlaceError(
            _("Op die dag gelden er al huisregels. Kies een latere dag; de oude blijven bewaard."),
            field="valid_from",
        )
    rules = last if rewriting and last else HouseRules(place=place, version=(last.version if last else 0) + 1)
    rules.text, rules.valid_from = words, valid_from
    rules.save()
    save_place(
        place=place,
        version=version,
        by=by,
        now=now,
        verb="place.house_rules_published",
        changes={
            "house_rules": [previous.version if previous else None, rules.version],
            "valid_from": [None, valid_from],
        },
    )
    return rules
