"""`schuifaan method`: checked with file and line, counted, and the documentation as it is."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from schuifaan.apps.dossiers.management.commands.method import coverage_page, schema_text
from schuifaan.apps.dossiers.queries.handbook import KNOWLEDGE_DIRECTORY, shipped
from schuifaan.core.method.knowledge.coverage import counts, headings
from schuifaan.project.cli import command_line

pytestmark = pytest.mark.once

PAGE = Path(__file__).resolve().parents[3] / "docs/reference/handbook-coverage.md"


def said(*words: str) -> str:
    out = StringIO()
    call_command("method", *words, stdout=out)
    return out.getvalue()


def test_the_command_line_knows_the_word() -> None:
    assert command_line(["method", "check"]) == ["method", "check"]


def test_the_shipped_files_are_in_order() -> None:
    assert said("check").endswith("files, nothing wrong.\n")


def test_a_file_with_a_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    text = (KNOWLEDGE_DIRECTORY / "welcome.yaml").read_text()
    broken = tmp_path / "welcome.yaml"
    broken.write_text(text.replace("    statement:", "    stelling:", 1))
    line = text.split("\n").index("    statement:") + 1
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("method", "check", str(broken), stdout=out)
    assert (
        f"welcome.yaml:{line}: welcome_elements.0.stelling: Extra inputs are not permitted" in out.getvalue()
    )


def test_a_file_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="No such file"):
        said("check", "/nergens/x.yaml")


def test_coverage_counts_what_stands_inside_items_too() -> None:
    counted = counts(shipped())
    assert counted["place_types"] == 5
    assert counted["partners"] == 6
    assert counted["partners.pitfalls"] == sum(len(one.pitfalls) for one in shipped().partners)
    assert counted["ladder_levels"] == 5
    assert counted["strategies"] == 12
    assert counted["safeguards"] == 11
    assert counted["causes"] == 5
    assert counted["trees"] == 5
    assert counted["roomless"] == 8
    assert counted["welcome_elements.tips"] == 26
    told = said("coverage")
    for kind, number in counted.items():
        if number:
            assert f"{kind:32} {number:5}" in told


def test_every_item_is_found_under_a_heading() -> None:
    listed = {one for ids in headings(shipped()).values() for one in ids}
    top = {
        one.id for kind in ("partners", "trees", "strategies", "roomless") for one in getattr(shipped(), kind)
    }
    assert top - listed == set()


def test_the_page_of_the_documentation_is_the_one_of_the_files() -> None:
    assert PAGE.read_text() == coverage_page(shipped()), (
        "schuifaan method coverage --markdown > docs/reference/handbook-coverage.md"
    )


def test_the_schema_is_printed() -> None:
    assert said("schema") == schema_text()
