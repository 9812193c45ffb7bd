"""What can be set or run is written down."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_is_documented() -> None:
    text = (ROOT / "src/schuifaan/project/settings.py").read_text()
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text))
    documented = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/operations.md").read_text()))
    assert sorted(names - documented) == []


def test_every_command_is_documented() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("schuifaan.")}
    text = (ROOT / "docs/reference/commands.md").read_text()
    documented = {
        name.replace(" ", "_").replace("-", "_")
        for name in re.findall(r"`schuifaan ([a-z][a-z -]*[a-z])", text)
    }
    assert sorted(ours - documented) == []


def test_every_dependency_is_pinned_with_a_hash() -> None:
    for lock in ("base", "dev", "node", "uv"):
        text = (ROOT / f"requirements/{lock}.txt").read_text()
        pins = re.findall(r"^[a-z0-9][\w.\[\],-]*==\S+.*\\$", text, re.MULTILINE)
        entries = re.findall(r"^[a-z0-9].*$", text, re.MULTILINE)
        assert len(pins) == len(entries), lock
        assert "://" not in text.replace("https://github.com", ""), lock


def test_npm_lock_names_no_registry() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text


def test_publiccode_has_what_the_standard_asks() -> None:
    content = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    mandatory = {
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
        "maintenance", "localisation",
    }  # fmt: skip
    assert mandatory - set(content) == set()
    assert content["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    for language in ("nl", "en"):
        text = content["description"][language]
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
    assert (ROOT / "LICENSE").read_text().startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
