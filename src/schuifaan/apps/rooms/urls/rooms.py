"""The desk: the rooms of a place."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import describing
from schuifaan.apps.rooms.views import rooms as views

ROOMS = "beheer/plek/<slug:slug>/ruimtes/"

urlpatterns: list[URLPattern] = [
    path(ROOMS, views.room_list, name="list"),
    path(f"{ROOMS}<int:pk>/", views.room_page, name="room"),
    path(f"{ROOMS}materiaal/", describing.equipment, name="equipment"),
    path(f"{ROOMS}<int:pk>/over/<slug:part>/", describing.describe, name="describe"),
    path(f"{ROOMS}<int:pk>/foto-weg/", describing.remove_picture, name="remove_picture"),
    path(f"{ROOMS}<int:pk>/dicht/", describing.block, name="block"),
    path(f"{ROOMS}<int:pk>/dicht/<int:claim>/open/", describing.unblock, name="unblock"),
    path(f"{ROOMS}<int:pk>/weg/", views.retire, name="retire"),
]
