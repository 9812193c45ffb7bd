from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "schuifaan.apps.api"
    label = "api"
