"""Addresses of the open files about places."""

from django.urls import URLPattern, path

from schuifaan.apps.outlets.views import directory as views

urlpatterns: list[URLPattern] = [
    path("open-data/", views.open_data, name="open_data"),
    path("plekken.csv", views.places_csv, name="places_csv"),
    path("plekken.geojson", views.places_geojson, name="places_geojson"),
    path("plekken-hsds.json", views.places_hsds, name="places_hsds"),
    path("plek/<slug:slug>/toegankelijkheid.json", views.place_accessibility, name="place_accessibility"),
    path("beheer/plek/<slug:slug>/export.json", views.place_export_json, name="place_export_json"),
    path("beheer/plek/<slug:slug>/export.csv", views.place_export_csv, name="place_export_csv"),
]
