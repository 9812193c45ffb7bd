from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "schuifaan.project"
    label = "project"

    def ready(self) -> None:
        from schuifaan.project import checks  # noqa: F401, PLC0415 - registers the checks once settings are there
