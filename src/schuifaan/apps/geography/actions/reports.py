"""How an import went: counted when it was done, listed row by row when it was refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.geography.reading import RowProblem


class ImportRefused(Exception):  # noqa: N818 - the house names exceptions after what went wrong
    """Nothing was imported; `problems` says of each row why."""

    def __init__(self, problems: Iterable[RowProblem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(
            ngettext(
                "Niets ingelezen: er klopt iets niet.",
                "Niets ingelezen: %(count)s dingen kloppen niet.",
                count,
            )
            % {"count": count}
        )


@dataclass(frozen=True)
class Tally:
    """`older`: an older division than what is there; `unknown`: of an area that is not there."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    unknown: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.new + other.new,
            self.changed + other.changed,
            self.same + other.same,
            self.older + other.older,
            self.unknown + other.unknown,
        )

    def __str__(self) -> str:
        said = [
            _("%s nieuw") % self.new,
            _("%s gewijzigd") % self.changed,
            _("%s gelijk") % self.same,
        ]
        if self.older:
            said.append(_("%s ouder dan wat er al is") % self.older)
        if self.unknown:
            said.append(_("%s van onbekende gebieden overgeslagen") % self.unknown)
        return ", ".join(said)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed)


@dataclass(frozen=True)
class ImportReport:
    areas: Tally = field(default_factory=Tally)
    figures: Tally = field(default_factory=Tally)
    postcodes: Tally = field(default_factory=Tally)

    def __add__(self, other: "ImportReport") -> "ImportReport":
        return ImportReport(
            self.areas + other.areas, self.figures + other.figures, self.postcodes + other.postcodes
        )

    @property
    def changes_nothing(self) -> bool:
        return all(part.changes_nothing for part in (self.areas, self.figures, self.postcodes))
