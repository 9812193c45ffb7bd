"""`schuifaan method check` looks at the conditions and rules about money too, each with its line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from schuifaan.apps.dossiers.queries.handbook import KNOWLEDGE_DIRECTORY

pytestmark = pytest.mark.once

RULES = """source: [{document: doc.handbook, part: "Deel IV"}]
income_rules:
  - id: rule.tried
    code: X1
    severity: warning
    about: [partner.municipality]
    test: "dwelings > 5"
    text: {nl: "Een regel", en: "A rule"}
    advice: {nl: "Een raad", en: "An advice"}
"""


@pytest.mark.parametrize("name", ["tried.yaml", "tried.yml"])
def test_a_rule_that_cannot_be_judged_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    tried = tmp_path / name
    tried.write_text(RULES)
    out = StringIO()
    with pytest.raises(CommandError, match="2 problems"):
        call_command("method", "check", str(tried), stdout=out)
    assert out.getvalue() == (
        f"{name}:3: rule.tried: test: there is no fact dwelings (character 1)\n"
        f"{name}:3: rule.tried: partner.municipality is no source of income\n"
    )


def test_what_cannot_be_read_is_said_before_any_rule_is_judged(tmp_path: Path) -> None:
    broken = tmp_path / "tried.yaml"
    broken.write_text(RULES.replace("advice:", "raad:"))
    out = StringIO()
    with pytest.raises(CommandError, match="2 problems"):
        call_command("method", "check", str(broken), stdout=out)
    assert "dwelings" not in out.getvalue()


def test_the_files_beside_the_one_that_is_tried_are_those_of_the_handbook(tmp_path: Path) -> None:
    tried = tmp_path / "tried.yaml"
    tried.write_text(RULES.replace("dwelings", "dwellings").replace("partner.municipality", "income.soo"))
    out = StringIO()
    call_command("method", "check", str(tried), stdout=out)
    shipped = len(list(KNOWLEDGE_DIRECTORY.glob("*.yaml")))
    assert out.getvalue() == f"{shipped + 1} files, nothing wrong.\n"
