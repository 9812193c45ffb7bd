"""A season of the demo in which clubs wish for a weekly hour, and two of them for the same."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.seasons import Hour, add_wish, allot, open_season
from schuifaan.apps.rooms.enums import Use
from schuifaan.apps.rooms.models import Party, Room, Season, SeasonWish
from schuifaan.demo.content import has, read


def seasons_are_loaded(city: str) -> bool:
    """Also when somebody changed them since: what people made of it is kept."""
    if not has(city, "seasons"):
        return True
    return Season.objects.filter(place__slug__in=read(city, "seasons")["places"]).exists()


@transaction.atomic
def load_seasons(*, city: str, now: datetime) -> int:
    """How many wishes there are."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    for slug, row in read(city, "seasons")["places"].items():
        place = Place.objects.get(slug=slug, is_demo=True)
        manager = User.objects.get(place_roles__place=place, place_roles__role=PlaceRole.MANAGER)
        season = open_season(
            place=place, name=row["name"], first_on=monday + timedelta(weeks=row["from_week"]),
            last_on=monday + timedelta(weeks=row["to_week"]), priorities=row["priorities"],
            wishes_until=today + timedelta(days=row["wishes_days"]), by=manager, now=now,
        )  # fmt: skip
        for line in row["wishes"]:
            hour = Hour(
                Room.objects.get(place=place, name=line["room"]), line["day"], time.fromisoformat(line["at"]),
                time.fromisoformat(line["until"]), Use(line["use"]), line.get("note", ""),
            )  # fmt: skip
            party = Party.objects.get(place=place, name=line["party"])
            wish = add_wish(season=season, party=party, hour=hour, by=manager, now=now)
            if line.get("gets"):
                version = Season.objects.get(pk=season.pk).version
                allot(
                    wish=wish, room=hour.room, weekday=hour.weekday, starts=hour.starts, by=manager, now=now,
                    version=version,
                )  # fmt: skip
    return SeasonWish.objects.filter(season__place__is_demo=True).count()
