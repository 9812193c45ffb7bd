"""Worked cases through the whole engine. SCHUIFAAN_WRITE_GOLDEN=1 writes what it says now, to be reviewed."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import schuifaan
from schuifaan.core.method.advice import advise
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.checking import check_all
from schuifaan.core.method.knowledge import Knowledge
from tests.core.method.telling import told

EXAMPLES = sorted((Path(schuifaan.__file__).parent / "knowledge" / "examples").glob("*.yaml"))
GOLDEN = Path(__file__).parent / "golden"


def _case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


def test_there_are_enough_cases() -> None:
    assert len(EXAMPLES) >= 12


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_case_is_told_as_reviewed(path: Path, knowledge: Knowledge) -> None:
    case = _case(path)
    said = told(advise(Answers(case["answers"]), knowledge, today=date.fromisoformat(case["today"])))
    golden = GOLDEN / f"{path.stem}.md"
    if os.environ.get("SCHUIFAAN_WRITE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == said


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_case_is_what_a_dossier_may_hold(path: Path, knowledge: Knowledge) -> None:
    case = _case(path)
    assert check_all(case["answers"], knowledge=knowledge).plain == case["answers"]
