"""Registers geography, and keeps the index of outlines true when one is saved by hand."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class GeographyConfig(AppConfig):
    name = "schuifaan.apps.geography"
    label = "geography"

    def ready(self) -> None:
        from schuifaan.apps.geography import locate  # noqa: PLC0415 - models are ready only now
        from schuifaan.apps.geography.models import Neighbourhood  # noqa: PLC0415 - idem

        for signal in (post_save, post_delete):
            signal.connect(
                locate.forget_outlines, sender=Neighbourhood, dispatch_uid=f"outlines-{id(signal)}"
            )
