"""A kind of page, for the walks past every page: its name, who opens it and where."""

from dataclasses import dataclass

from django.urls import reverse

MANAGER, BOARD, OFFICER = "beheerder@example.org", "bestuur@example.org", "gemeente@example.org"
ADMINISTRATOR, PROFESSIONAL, HOST = (
    "applicatiebeheer@example.org",
    "corporatie@example.org",
    "gastvrouw@example.org",
)
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: its name, who opens it, its values, and its SQL for a value that the database gave out."""

    name: str
    who: str = NOBODY
    values: tuple[tuple[str, str], ...] = ()
    query: str = ""
    number_from: str = ""
    number_for: str = "pk"
    suffix: str = ""
    # Not every page that is looked at says that all is well.
    status: int = 200

    @property
    def title(self) -> str:
        return f"{self.name}{self.suffix}"

    def path(self, number: int | str | None = None) -> str:
        kwargs: dict[str, str | int] = dict(self.values)
        if number is not None:
            kwargs[self.number_for] = number
        return reverse(self.name, kwargs=kwargs) + self.query
