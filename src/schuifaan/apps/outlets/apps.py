from django.apps import AppConfig


class OutletsConfig(AppConfig):
    name = "schuifaan.apps.outlets"
    label = "outlets"
