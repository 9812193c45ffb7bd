"""What a list would change, told so that somebody can say yes to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schuifaan.apps.places.importing.table import Refusal

# A report is read by people; the counts are complete, the examples need not be.
EXAMPLES_AT_MOST = 200


@dataclass
class ImportReport:
    """Counts, and the rows behind them. `changed` rows carry field → [before, after]."""

    new: list[tuple[int, str]] = field(default_factory=list)
    changed: list[tuple[int, str, Mapping[str, Sequence[Any]]]] = field(default_factory=list)
    same: int = 0
    kept: list[tuple[int, str]] = field(default_factory=list)
    # Rows left out because they repeat an earlier one, when that was asked for.
    skipped: list[tuple[int, int]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "same": self.same,
            "kept": len(self.kept),
            "skipped": len(self.skipped),
            "refused": [[refusal.row, refusal.column, refusal.reason] for refusal in self.refused],
            "new_rows": [list(row) for row in self.new[:EXAMPLES_AT_MOST]],
            "changed_rows": [
                [row, name, dict(changes)] for row, name, changes in self.changed[:EXAMPLES_AT_MOST]
            ],
            "kept_rows": [list(row) for row in self.kept[:EXAMPLES_AT_MOST]],
            "skipped_rows": [list(row) for row in self.skipped[:EXAMPLES_AT_MOST]],
        }
