"""The desk: how much of the rooms is used."""

from django.urls import URLPattern, path

from schuifaan.apps.rooms.views import usage

urlpatterns: list[URLPattern] = [
    path("beheer/plek/<slug:slug>/bezetting/", usage.usage_page, name="usage"),
    path("beheer/plek/<slug:slug>/bezetting.csv", usage.usage_file, name="usage_file"),
]
