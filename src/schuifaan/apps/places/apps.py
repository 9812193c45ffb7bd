from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "schuifaan.apps.places"
    label = "places"
