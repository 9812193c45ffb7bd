"""What HiGHS proposes: whole numbers that seem to satisfy every row at the least cost, for the caller to check."""

from collections.abc import Iterable, Mapping

import highspy
import numpy as np

INFINITE = float(highspy.kHighsInf)
OPTIONS: Mapping[str, bool | float | int | str] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "on",
    "mip_feasibility_tolerance": 1e-5,  # a finer one prunes sets that differ by a cent
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,  # costs differ by whole numbers
    "mip_detect_symmetry": False,
    "mip_allow_restart": False,
    # Looking for a first solution costs four times as much as finding the best one.
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
Weights = Mapping[int, float]
NO_PLACES = np.array([], dtype=np.int32)
NO_VALUES = np.array([], dtype=np.float64)


class Program:
    """Columns of whole numbers and rows over them. The only place that speaks to HiGHS."""

    def __init__(self) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in OPTIONS.items():
            self._highs.setOptionValue(name, value)
        self.most: list[int] = []  # of each column but the first
        # A cost that is not whole: knowing that all are, HiGHS prunes to a millionth, finer than it computes.
        self._highs.addCol(0.01, 0.0, 1.0, 0, NO_PLACES, NO_VALUES)
        self.rows = 0

    @property
    def columns(self) -> int:
        return len(self.most)

    def column(self, most: int = 1) -> int:
        """A whole number from 0 up to and including `most`; its place."""
        self._highs.addCol(0.0, 0.0, float(most), 0, NO_PLACES, NO_VALUES)
        self._highs.changeColIntegrality(self.columns + 1, highspy.HighsVarType.kInteger)
        self.most.append(most)
        return self.columns - 1

    def row(self, weights: Weights, *, least: float = -INFINITE, most: float = INFINITE) -> None:
        places = np.fromiter((place + 1 for place in weights), dtype=np.int32, count=len(weights))
        values = np.fromiter(weights.values(), dtype=np.float64, count=len(weights))
        self._highs.addRow(least, most, len(weights), places, values)
        self.rows += 1

    def shrink(self, *, columns: int, rows: int) -> None:
        """Forget the rows and columns from those numbers on."""
        if rows < self.rows:
            self._highs.deleteRows(self.rows - rows, np.arange(rows, self.rows, dtype=np.int32))
            self.rows = rows
        if columns < self.columns:
            self._highs.deleteCols(
                self.columns - columns, np.arange(columns + 1, self.columns + 1, dtype=np.int32)
            )
            del self.most[columns:]

    def least(self, cost: Weights) -> tuple[int, ...] | None:
        """The values of all columns at the least cost; None when nothing satisfies the rows."""
        costs = np.zeros(self.columns)
        for place, weight in cost.items():
            costs[place] = weight
        self._highs.changeColsCost(self.columns, np.arange(1, self.columns + 1, dtype=np.int32), costs)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return _whole(self._highs.getSolution().col_value[1:])


def _whole(values: Iterable[float]) -> tuple[int, ...]:
    return tuple(round(value) for value in values)
