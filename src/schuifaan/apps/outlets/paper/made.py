"""How a sheet is made: in which language, on which paper and at which moment, and the press itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from schuifaan.apps.outlets.paper.asked import Sheet
from schuifaan.core.timeline.wallclock import to_wall
from schuifaan.ui.paper.printing import compile_pdf

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Made:
    language: str
    sheet: Sheet
    now: datetime

    @property
    def today(self) -> date:
        return to_wall(self.now).date()

    @property
    def key(self) -> str:
        return f"{self.language}|{self.sheet.key}|{self.today}"


def printed(template: str, data: Mapping[str, Any], made: Made) -> bytes:
    return compile_pdf(HERE / template, data, at=made.now)
