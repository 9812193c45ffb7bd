from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "schuifaan.apps.people"
    label = "people"

    def ready(self) -> None:
        # Models can only be imported once every app is loaded.
        from schuifaan.apps.people import tasks  # noqa: PLC0415

        tasks.connect()
