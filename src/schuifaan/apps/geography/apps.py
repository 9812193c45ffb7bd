from django.apps import AppConfig


class GeographyConfig(AppConfig):
    name = "schuifaan.apps.geography"
    label = "geography"
