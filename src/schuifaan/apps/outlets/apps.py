from django.apps import AppConfig


class OutletsConfig(AppConfig):
    name = "schuifaan.apps.outlets"
    label = "outlets"

    def ready(self) -> None:
        # Models can only be imported once every app is loaded.
        from schuifaan.apps.outlets import discovery, slots, tasks  # noqa: PLC0415

        discovery.connect()
        slots.connect()
        tasks.connect()
