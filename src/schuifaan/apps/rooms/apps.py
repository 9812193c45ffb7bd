from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class RoomsConfig(AppConfig):
    name = "schuifaan.apps.rooms"
    label = "rooms"

    def ready(self) -> None:
        # Models can only be imported once every app is loaded.
        from schuifaan.apps.rooms import receivers, slots, tasks  # noqa: PLC0415
        from schuifaan.apps.rooms.no_overlap import make_way, protect_again  # noqa: PLC0415

        pre_migrate.connect(make_way, sender=self, dispatch_uid="rooms.make_way")
        post_migrate.connect(protect_again, sender=self, dispatch_uid="rooms.protect_again")
        tasks.connect()
        receivers.connect()
        slots.connect()
