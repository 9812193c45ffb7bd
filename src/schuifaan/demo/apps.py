from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "schuifaan.demo"
    label = "demo"
