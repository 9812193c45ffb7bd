"""Made-up cities of 200 places with one weekly activity each, the same ones every time.

Run as a program with the environment of the installation to fill: `python -m benchmarks.agenda_fill CITIES`.
A city has 40 neighbourhoods in 4 districts and some 10,300 times an activity happens within a year. The first city
is written out by the product itself; the others have the same days, copied within the database.
"""

import os
import random
import sys
import time as clock
from datetime import date, time, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from schuifaan.apps.agenda.actions.deriving import derive_many  # noqa: E402
from schuifaan.apps.agenda.actions.version import raise_agenda_version  # noqa: E402
from schuifaan.apps.agenda.enums import ActivityKind, ActivityStatus, PublicHolidays  # noqa: E402
from schuifaan.apps.agenda.models import Activity, Occurrence, Series  # noqa: E402
from schuifaan.apps.geography.models import District, Municipality, Neighbourhood  # noqa: E402
from schuifaan.apps.places.actions.directory import raise_version  # noqa: E402
from schuifaan.apps.places.enums import PlaceStatus  # noqa: E402
from schuifaan.apps.places.models import Place  # noqa: E402

PLACES = 200
NEIGHBOURHOODS = 40
DISTRICTS = 4
YEAR = 365
RULES = ("FREQ=WEEKLY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2", "FREQ=WEEKLY")
WORDS = (
    "Er is koffie, er is een stoel en er is tijd. Je hoeft niets mee te nemen en je mag altijd weer weg. " * 3
)


def fill_city(number: int, today: date) -> list[Series]:
    """A city, its places and their series, without the times."""
    chance = random.Random(20261121)  # noqa: S311 - the same city every time, not a secret
    code = f"{9000 + number:04d}"
    municipality = Municipality.objects.create(
        code=f"GM{code}", name=f"Stad {number}", centre_lat=52.0, centre_lon=5.0
    )
    districts = District.objects.bulk_create(
        District(
            code=f"WK{code}{one:02d}",
            name=f"Wijk {one}",
            municipality=municipality,
            centre_lat=52.0,
            centre_lon=5.0,
        )
        for one in range(DISTRICTS)
    )
    neighbourhoods = Neighbourhood.objects.bulk_create(
        Neighbourhood(
            code=f"BU{code}{one % DISTRICTS:02d}{one:02d}", name=f"Buurt {one}", municipality=municipality,
            district=districts[one % DISTRICTS], centre_lat=52 + one / 1000, centre_lon=5.0,
        )
        for one in range(NEIGHBOURHOODS)
    )  # fmt: skip
    now = timezone.now()
    places = Place.objects.bulk_create(
        [
            Place(
                name=f"Huiskamer {number}-{one}", slug=f"agenda-{number}-{one}", status=PlaceStatus.PUBLISHED,
                street="Dorpsstraat", house_number=str(one), postcode="1234 AB", city=municipality.name, lat=52.0, lon=5.0,
                neighbourhood=neighbourhoods[one % NEIGHBOURHOODS], municipality=municipality, created_at=now, changed_at=now,
            )
            for one in range(PLACES)
        ]
    )  # fmt: skip
    activities = Activity.objects.bulk_create(
        [
            Activity(
                place=place, slug=f"activiteit-{place.slug}", status=ActivityStatus.PUBLISHED, title=f"Koffie bij {place.name}",
                description=WORDS, kind=chance.choice(ActivityKind.values), cost_cents=chance.choice([0, 0, 250, 500]),
                languages=["nl"], created_at=now, changed_at=now,
            )
            for place in places
        ]
    )  # fmt: skip
    return Series.objects.bulk_create(
        [
            Series(
                activity=activity, place=activity.place, first_on=today - timedelta(days=chance.randrange(7)),
                at=time(chance.randrange(8, 20)), minutes=90, rule=chance.choice(RULES),
                public_holidays=PublicHolidays.SKIP, created_at=now, changed_at=now,
            )
            for activity in activities
        ]
    )  # fmt: skip


def copy_times(first: list[Series], series: list[Series]) -> None:
    """The numbers of a city follow each other, so those of two cities differ by the same step."""
    of, to = first[0], series[0]
    columns = "original_at, starts_at, ends_at, state, by_hand, note, because, sequence, changed_at"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO agenda_occurrence (series_id, activity_id, place_id, {columns}) "  # noqa: S608 - no outside words
            f"SELECT series_id + %s, activity_id + %s, place_id + %s, {columns} "
            "FROM agenda_occurrence WHERE series_id BETWEEN %s AND %s",
            [
                to.pk - of.pk,
                to.activity_id - of.activity_id,
                to.place_id - of.place_id,
                of.pk,
                first[-1].pk,
            ],
        )


def fill(cities: int) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    first = fill_city(0, today)
    derive_many(series=first, now=now, until=today + timedelta(days=YEAR))
    for number in range(1, cities):
        copy_times(first, fill_city(number, today))
    Series.objects.update(derived_until=today + timedelta(days=YEAR))
    raise_version()
    raise_agenda_version()


if __name__ == "__main__":
    started = clock.perf_counter()
    fill(int(sys.argv[1]))
    print(
        f"{Place.objects.count()} places, {Occurrence.objects.count()} times, "
        f"filled in {clock.perf_counter() - started:.0f} s"
    )
