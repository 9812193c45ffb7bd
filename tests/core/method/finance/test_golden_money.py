"""Worked cases of money through the whole engine. SCHUIFAAN_WRITE_GOLDEN=1 writes what it says now, to be reviewed."""

import os
from datetime import date
from pathlib import Path

import pytest
import yaml

import schuifaan
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import business_case
from schuifaan.core.method.finance.finding import find
from schuifaan.core.method.knowledge import Knowledge
from tests.core.method.finance.telling_money import told

EXAMPLES = Path(schuifaan.__file__).parent / "knowledge" / "examples"
GOLDEN = Path(__file__).parent / "golden"
CASES = (
    "coffee-corner-one-volunteer",
    "community-house-district",
    "foundation-with-eating-cafe",
    "seniors-sixty-homes-care",
)


@pytest.mark.parametrize("name", CASES)
def test_case_is_told_as_reviewed(name: str, knowledge: Knowledge) -> None:
    case = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    answers, today = Answers(case["answers"]), date.fromisoformat(case["today"])
    said = told(business_case(answers, knowledge, today=today), find(answers, knowledge, today=today))
    golden = GOLDEN / f"{name}.md"
    if os.environ.get("SCHUIFAAN_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == said
