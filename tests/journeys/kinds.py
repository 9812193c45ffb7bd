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
    """A kind of page: its name, who opens it, its values, and its SQL for values that the database gave out."""

    name: str
    who: str = NOBODY
    values: tuple[tuple[str, str], ...] = ()
    query: str = ""
    number_from: str = ""
    # One name, or several with a space between them, in the order of the columns.
    number_for: str = "pk"
    suffix: str = ""
    # Not every page that is looked at says that all is well.
    status: int = 200

    @property
    def title(self) -> str:
        return f"{self.name}{self.suffix}"

    def path(self, *numbers: int | str) -> str:
        given = zip(self.number_for.split(), numbers, strict=True) if numbers else ()
        kwargs: dict[str, str | int] = {**dict(self.values), **dict(given)}
        return reverse(self.name, kwargs=kwargs) + self.query
