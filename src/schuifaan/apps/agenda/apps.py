from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "schuifaan.apps.agenda"
    label = "agenda"

    def ready(self) -> None:
        # Models can only be imported once every app is loaded.
        from schuifaan.apps.agenda import receivers, slots, tasks  # noqa: PLC0415

        receivers.connect()
        slots.connect()
        tasks.connect()
