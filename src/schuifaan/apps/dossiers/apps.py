from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "schuifaan.apps.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        # Models can only be imported once every app is loaded.
        from schuifaan.apps.dossiers import receivers  # noqa: PLC0415

        receivers.connect()
