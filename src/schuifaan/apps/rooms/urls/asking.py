"""Asking for a room, without an account: the rooms of a place, when they are free, and the form."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import asking, offered

urlpatterns: list[URLPattern] = [
    path("plek/<slug:slug>/ruimtes/", offered.offered, name="offered"),
    path("plek/<slug:slug>/ruimtes/<int:pk>/", offered.offered_room, name="offered_room"),
    path("plek/<slug:slug>/ruimtes/<int:pk>/vragen/", asking.ask, name="ask"),
    path("plek/<slug:slug>/ruimtes/gevraagd/<str:key>/", asking.asked, name="asked"),
]
