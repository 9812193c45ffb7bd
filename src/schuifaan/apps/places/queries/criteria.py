"""What somebody is looking for: the answers to the filter form, already understood."""

from dataclasses import dataclass, replace
from enum import Enum


class When(Enum):
    NOW = "now"
    TONIGHT = "tonight"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth, with the name to say it by ("6217 (Mariaberg)"; empty: your own position)."""

    lat: float
    lon: float
    name: str = ""


# Yes/no filters, in the order people read them.
WISHES = ("coffee", "step_free", "quiet", "kitchen", "rent")


@dataclass(frozen=True, slots=True)
class Criteria:
    """Several options of one kind widen the list; different kinds narrow it.

    `near` is what was typed in the one search field, `position` where a browser says somebody is (kept
    nowhere), `after` the cursor of the last place on the page before.
    """

    near: str = ""
    words: str = ""
    position: Point | None = None
    when: tuple[When, ...] = ()
    wishes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    neighbourhood: str = ""
    district: str = ""
    municipality: str = ""
    after: str = ""

    def within(self, level: str, code: str) -> "Criteria":
        """The same, in one area instead of near something."""
        codes = {
            name: code if name == level else "" for name in ("neighbourhood", "district", "municipality")
        }
        return replace(
            self,
            near="",
            after="",
            neighbourhood=codes["neighbourhood"],
            district=codes["district"],
            municipality=codes["municipality"],
        )

    @property
    def has_filters(self) -> bool:
        return bool(self.when or self.wishes or self.languages or self.focus or self.kinds)

    @property
    def area(self) -> str:
        """The smallest area asked for."""
        return self.neighbourhood or self.district or self.municipality
