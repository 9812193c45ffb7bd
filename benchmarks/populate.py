"""Ten thousand places over the real neighbourhoods, the same ones every time.

Run as a program with the environment of the installation to fill: `python -m benchmarks.populate 10000 FOLDER`.
"""

import os
import random
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from schuifaan.apps.geography.models import Municipality, Neighbourhood  # noqa: E402
from schuifaan.apps.places.actions.directory import raise_version  # noqa: E402
from schuifaan.apps.places.enums import Focus, PlaceStatus, PlaceTier, PlaceType  # noqa: E402
from schuifaan.apps.places.models import AccessFact, Place, PlaceText, Price  # noqa: E402

HOURS = [
    "Mo-Fr 09:00-17:00; PH off", "Mo-Th 09:30-16:30; Fr 09:30-12:00", "Tu,Th 13:30-22:00", "Mo-Su 10:00-22:00",
    "We 10:00-12:00; Fr 19:30-23:00", "Sa-Su 11:00-17:00", "", "Mo-Fr 08:30-12:30,13:30-17:00", "Fr 20:00-01:00",
    "Mo-Fr 09:00-17:00; Jul-Aug off", "Mo[1] 19:00-21:00; Th 10:00-12:00", "24/7",
]  # fmt: skip
FIRST = [
    "Buurthuis",
    "Huiskamer",
    "Wijkcentrum",
    "Gemeenschapshuis",
    "Ontmoetingsruimte",
    "De",
    "’t",
    "Het",
    "Dorpshuis",
    "Trefpunt",
]
SECOND = [
    "Atrium",
    "Lindeboom",
    "Kruispunt",
    "Zonnetje",
    "Brink",
    "Steenhof",
    "Koffiepot",
    "Vlinder",
    "Schakel",
    "Havenzicht",
    "Éénhoorn",
    "Molenwiek",
]
STREETS = [
    "Dorpsstraat",
    "Kerkstraat",
    "Molenweg",
    "Parallelweg",
    "Schoolstraat",
    "Lindelaan",
    "Burgemeester de Wittstraat",
    "Wilhelminasingel",
]


def maybe(chance: random.Random) -> bool | None:
    return chance.choice([True, True, False, None])


def build(number: int, chance: random.Random, neighbourhoods: list[Neighbourhood]) -> Place:
    where = chance.choice(neighbourhoods)
    now = timezone.now()
    name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {where.name}"[:190]
    return Place(
        name=name, slug=f"bench-{number}", status=PlaceStatus.PUBLISHED,
        place_type=chance.choice(PlaceType.values), tier=chance.choice(PlaceTier.values),
        street=chance.choice(STREETS), house_number=str(chance.randint(1, 300)),
        postcode=f"{where.main_postcode or chance.randint(1000, 9999)} AB", city=where.municipality.name,
        lat=(where.centre_lat or 52.1) + chance.uniform(-0.003, 0.003),
        lon=(where.centre_lon or 5.2) + chance.uniform(-0.005, 0.005),
        neighbourhood=where, municipality=where.municipality, opening_hours=chance.choice(HOURS),
        free_coffee=maybe(chance), has_kitchen=maybe(chance), rooms_to_rent=maybe(chance),
        languages=chance.sample(["nl", "en", "ar", "tr", "pl", "uk"], chance.randint(1, 3)),
        focus=chance.sample(Focus.values, chance.choice([0, 0, 1, 2])), created_at=now, changed_at=now, published_at=now,
    )  # fmt: skip


@transaction.atomic
def fill(count: int) -> None:
    chance = random.Random(20261121)  # noqa: S311 - the same city every time, not a secret
    neighbourhoods = list(
        Neighbourhood.objects.exclude(centre_lat=None).select_related("municipality").order_by("code")
    )
    Place.objects.bulk_create(
        [build(number, chance, neighbourhoods) for number in range(count)], batch_size=300
    )
    places = list(Place.objects.filter(slug__startswith="bench-"))
    words = (
        "Hier drink je koffie met de buren, lees je de krant of doe je gewoon niets. Iedereen is welkom. " * 4
    )
    PlaceText.objects.bulk_create(
        [PlaceText(place=place, language=language, summary=f"{place.name}: koffie en gezelschap.", character=words)
         for place in places for language in ("nl", "en")], batch_size=500,
    )  # fmt: skip
    AccessFact.objects.bulk_create(
        [AccessFact(place=place, key=key, value=maybe(chance), checked_on=timezone.localdate(), checked_by="manager")
         for place in places for key in ("step_free", "accessible_toilet", "quiet_corner", "automatic_door")], batch_size=500,
    )  # fmt: skip
    Price.objects.bulk_create(
        [
            Price(
                place=place, what={"nl": "Koffie", "en": "Coffee"}, amount_cents=chance.choice([0, 50, 100])
            )
            for place in places
        ],
        batch_size=500,
    )
    raise_version()


def geography(folder: Path) -> None:
    """The real neighbourhoods where the official files are here, else those of the demo cities."""
    from django.core.management import call_command  # noqa: PLC0415 - after django.setup()

    if (folder / "geo/nl_buurten_2024_coarse.geojson").exists():
        names = folder / "geo"
        call_command(
            "import_geography",
            str(names / "nl_gemeenten_2022.geojson"), str(names / "nl_wijken_2022.geojson"),
            str(names / "nl_buurten_2024_coarse.geojson"),
        )  # fmt: skip
        call_command("import_statistics", str(folder / "stats/kwb2024_nl_selectie.csv"))
    else:
        call_command("load_demo", "maastricht", "utrecht")


if __name__ == "__main__":
    geography(Path(sys.argv[2]))
    fill(int(sys.argv[1]))
    print(
        f"{Place.objects.count()} places in {Neighbourhood.objects.count()} neighbourhoods, {Municipality.objects.count()} municipalities"
    )
