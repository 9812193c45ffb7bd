"""The desk: the rooms of a place."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import rooms as views

ROOMS = "beheer/plek/<slug:slug>/ruimtes/"

urlpatterns: list[URLPattern] = [
    path(ROOMS, views.room_list, name="list"),
    path(f"{ROOMS}<int:pk>/", views.room_page, name="room"),
    path(f"{ROOMS}<int:pk>/weg/", views.retire, name="retire"),
]
