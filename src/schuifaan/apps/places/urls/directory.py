"""Addresses of what residents see."""

from django.urls import URLPattern, path

from schuifaan.apps.places.views import areas, directory, map, place  # noqa: A004 - named after what it shows

urlpatterns: list[URLPattern] = [
    path("", directory.start, name="start"),
    path("plekken/", directory.place_list, name="list"),
    path("kaart/", map.place_map, name="map"),
    path("kaart/plekken.json", map.map_places, name="map_places"),
    path("kaart/grenzen/<slug:code>.json", map.map_outlines, name="map_outlines"),
    path("gemeente/<slug:code>/", areas.municipality, name="municipality"),
    path("wijk/<slug:code>/", areas.district, name="district"),
    path("buurt/<slug:code>/", areas.neighbourhood, name="neighbourhood"),
    path("plek/<slug:slug>/", place.place, name="place"),
    path("plek/<slug:slug>/huisregels/", place.house_rules, name="house_rules"),
    path("plek/<slug:slug>/team/", place.team, name="team"),
]
