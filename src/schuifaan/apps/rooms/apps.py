from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "schuifaan.apps.rooms"
    label = "rooms"

    def ready(self) -> None:
        # Models can only be imported once every app is loaded.
        from schuifaan.apps.rooms import receivers, slots, tasks  # noqa: PLC0415
        from schuifaan.apps.rooms.no_overlap import RULE  # noqa: PLC0415

        RULE.connect(self)
        tasks.connect()
        receivers.connect()
        slots.connect()
