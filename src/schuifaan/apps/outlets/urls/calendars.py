"""Addresses of calendars and news feeds to subscribe to."""

from django.urls import URLPattern, path

from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.outlets.views import calendars as views

_FEEDS = (
    ("", "agenda", Of.EVERYTHING),
    ("plek/<slug:key>/", "place", Of.PLACE),
    ("activiteit/<slug:key>/", "activity", Of.ACTIVITY),
    ("buurt/<slug:key>/", "neighbourhood", Of.NEIGHBOURHOOD),
    ("wijk/<slug:key>/", "district", Of.DISTRICT),
    ("gemeente/<slug:key>/", "municipality", Of.MUNICIPALITY),
)

urlpatterns: list[URLPattern] = [
    *(path(f"{where}agenda.ics", views.ics, {"of": of}, name=f"{name}_ics") for where, name, of in _FEEDS),
    *(
        path(f"{where}agenda.atom", views.atom_feed, {"of": of}, name=f"{name}_atom")
        for where, name, of in _FEEDS
    ),
    path("plek/<slug:slug>/ruimte/<int:pk>/agenda.ics", views.room_ics, name="room_ics"),
]
