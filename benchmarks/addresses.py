"""The addresses the benchmark asks, out of the filled database, as JSON."""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.db.models import Count  # noqa: E402

from schuifaan.apps.geography.models import Municipality, Neighbourhood  # noqa: E402
from schuifaan.apps.places.models import Place  # noqa: E402

if __name__ == "__main__":
    places = list(Place.objects.order_by("id").values_list("slug", flat=True)[:40])
    filled = (
        Neighbourhood.objects.annotate(number=Count("places"))
        .filter(number__gt=0)
        .order_by("-number", "code")[:40]
    )
    municipality = Municipality.objects.annotate(number=Count("places")).order_by("-number").first()
    assert municipality is not None
    words = [
        "atrium",
        "huiskamer+lindeboom",
        "kruispnt",
        "buurt+huis",
        "eenhoorn",
        "koffiepot",
        "wijkcentrum",
        "molenwik",
    ]
    filters = [
        "open=nu&koffie=gratis",
        "drempel=vrij&rustig=ja",
        "taal=ar&keuken=ja",
        "voor=women",
        "koffie=gratis&drempel=vrij&huur=ja",
    ]
    print(
        json.dumps(
            {
                "neighbourhood page": [f"/buurt/{area.code}/" for area in filled],
                "list, first page": [
                    "/plekken/",
                    *(
                        f"/plekken/?gemeente={code}"
                        for code in Municipality.objects.values_list("code", flat=True)[:20]
                    ),
                ],
                "filtered search": [f"/plekken/?{query}" for query in filters],
                "word search": [f"/plekken/?q={word}" for word in words],
                "place page": [f"/plek/{slug}/" for slug in places],
                "GeoJSON of one municipality": [f"/plekken.geojson?gemeente={municipality.code}"],
            }
        )
    )
