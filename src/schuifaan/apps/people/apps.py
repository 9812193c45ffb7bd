from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "schuifaan.apps.people"
    label = "people"
