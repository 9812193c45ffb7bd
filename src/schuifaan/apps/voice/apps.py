from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "schuifaan.apps.voice"
    label = "voice"

    def ready(self) -> None:
        # Models can only be imported once every app is loaded.
        from schuifaan.apps.voice import receivers, slots, tasks  # noqa: PLC0415
        from schuifaan.apps.voice.nothing_unanswered import RULE  # noqa: PLC0415

        RULE.connect(self)
        receivers.connect()
        slots.connect()
        tasks.connect()
