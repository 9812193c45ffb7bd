from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "schuifaan.apps.places"
    label = "places"

    def ready(self) -> None:
        # Models can only be imported once every app is loaded.
        from schuifaan.apps.places import receivers, team_links  # noqa: PLC0415

        receivers.connect()
        team_links.connect()
