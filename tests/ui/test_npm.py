"""What npm brings is served by name, hashed, and nothing else is."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from schuifaan.ui import npm

ROOT = Path(__file__).resolve().parents[2]
ROTTERDAM = "@nl-design-system-unstable/rotterdam-design-tokens/dist/index.css"
pytestmark = pytest.mark.skipif(
    not (Path(settings.NODE_MODULES) / "htmx.org").is_dir(), reason="npm ci has not run here"
)


def _listed():
    return {path for path, _storage in npm.NpmPackagesFinder().list([])}


def test_finder_lists_only_what_is_named():
    assert _listed() == {npm.COMPONENTS, *(npm.PREFIX + name for name in npm.FILES)}


@pytest.mark.parametrize(
    "path",
    ["npm/htmx.org/package.json", "npm/../package.json", "npm/axe-core/axe.js", "htmx.org/dist/htmx.min.js"],
)
def test_finder_finds_nothing_else(path):
    assert npm.NpmPackagesFinder().find(path) == []
    assert finders.find(path) is None


def test_finder_finds_the_joined_components():
    found = finders.find(npm.COMPONENTS)
    css = Path(found).read_text(encoding="utf-8")
    assert [name for name in npm.UTRECHT if f".utrecht-{name}" not in css] == []
    assert "@charset" not in css
    assert "EUPL-1.2" in css[:200]


def test_theme_brings_its_own_imports_and_no_more(settings):
    settings.THEME_STYLESHEETS = [ROTTERDAM]
    folder = "npm/@nl-design-system-unstable/rotterdam-design-tokens/dist"
    theme = {path for path in _listed() if "rotterdam" in path}
    assert theme == {f"{folder}/index.css", f"{folder}/design-tokens.css"}
    assert npm.theme_paths() == [f"{folder}/index.css"]


def test_theme_that_is_no_npm_package_is_an_ordinary_static_file(settings):
    settings.THEME_STYLESHEETS = ["our-city/theme.css"]
    assert npm.theme_paths() == ["our-city/theme.css"]


def test_collectstatic_hashes_everything(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.THEME_STYLESHEETS = [ROTTERDAM]
    settings.INSTALLED_APPS = ["schuifaan.ui", "django.contrib.staticfiles"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    finders.get_finder.cache_clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    leaflet = (settings.STATIC_ROOT / manifest["npm/leaflet/dist/leaflet.css"]).read_text()
    layers = Path(manifest["npm/leaflet/dist/images/layers.png"]).name
    assert layers in leaflet
    fonts = (settings.STATIC_ROOT / manifest["ui/fonts.css"]).read_text()
    assert Path(manifest[f"npm/{npm.FONT}latin-wght-normal.woff2"]).name in fonts
    script = (settings.STATIC_ROOT / manifest["npm/leaflet/dist/leaflet.js"]).read_text()
    assert "sourceMappingURL" not in script


def test_lock_file_names_no_registry_and_pins_exactly():
    package = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    pins = {**package["dependencies"], **package["devDependencies"]}
    assert [name for name, version in pins.items() if not version[0].isdigit()] == []
    assert "://registry" not in (ROOT / "package-lock.json").read_text()


def test_brand_tokens_of_others_are_not_shipped():
    package = json.loads((ROOT / "package.json").read_text())
    assert [name for name in package["dependencies"] if "design-tokens" in name] == []
