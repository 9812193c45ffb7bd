"""Front-end packages as npm installs them, served file by file: what is not named here is never public."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage

PREFIX = "npm/"
# All component stylesheets as one file: thirty small requests would be slower than this one.
COMPONENTS = "npm/utrecht.css"
UTRECHT = (
    "document", "skip-link", "page-header", "page-footer", "heading-1", "heading-2", "heading-3", "heading-4",
    "paragraph", "link", "unordered-list", "separator", "breadcrumb-nav", "button", "button-group", "alert",
    "badge-status", "data-list", "table", "form-field", "form-fieldset", "form-label", "form-field-description",
    "form-field-error-message", "textbox", "textarea", "select", "checkbox", "radio-button",
)  # fmt: skip
FONT = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-"
FILES = (
    f"{FONT}latin-wght-normal.woff2",
    f"{FONT}latin-wght-italic.woff2",
    f"{FONT}latin-ext-wght-normal.woff2",
    f"{FONT}latin-ext-wght-italic.woff2",
    "htmx.org/dist/htmx.min.js",
    "leaflet/dist/leaflet.js",
    "leaflet/dist/leaflet.css",
    "leaflet/dist/images/layers.png",
    "leaflet/dist/images/layers-2x.png",
    "leaflet/dist/images/marker-icon.png",
    "leaflet/dist/images/marker-icon-2x.png",
    "leaflet/dist/images/marker-shadow.png",
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFERENCE = re.compile(r"""(?:@import\s*|url\(\s*)["']?(?P<target>[^"')\s]+)""")
_SOURCE_MAP = re.compile(r"^\s*(?://|/\*)# sourceMappingURL=.*$", re.MULTILINE)


def theme_paths() -> list[str]:
    """The theme's stylesheets as static paths: from an npm package, else from wherever Django finds them."""
    root = Path(settings.NODE_MODULES)
    return [PREFIX + item if (root / item).is_file() else item for item in settings.THEME_STYLESHEETS]


class NpmPackagesFinder(BaseFinder):
    """Finds the files of FILES, the joined components and what the theme's stylesheets need."""

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        missing = [name for name in FILES if not (_root() / name).is_file()]
        if not missing:
            return []
        return [
            CheckWarning(
                f"Front-end packages are not installed, for example {missing[0]}.",
                hint="Run `npm ci` in the project's folder, or set SCHUIFAAN_NODE_MODULES.",
                id="ui.W001",
            )
        ]

    # Django calls it with `find_all`; the stubs know no third way to say that.
    def find(self, path: str, find_all: bool = False) -> Any:  # noqa: FBT001, FBT002
        found = _file_behind(path)
        if found is None:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        storage = NpmStorage(location=_root())
        for path in (COMPONENTS, *(PREFIX + name for name in served_files())):
            if _file_behind(path) and not matches_patterns(path, list(ignore_patterns or ())):
                yield path, storage


class NpmStorage(FileSystemStorage):
    """Reads what is served, under its public path, without references to source maps nobody serves."""

    def path(self, name: str) -> str:
        return str(_file_behind(name) or super().path(name))

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        file: File[Any] = super()._open(name, mode)  # type: ignore[misc] # the stubs leave it out
        if not name.endswith((".js", ".css")):
            return file
        with file:
            text = file.read().decode("utf-8")
        if name.endswith(".css"):
            text = _without_comments(text)
        return ContentFile(_SOURCE_MAP.sub("", text).encode(), name=name)


def served_files() -> list[str]:
    """Paths below node_modules that may be public."""
    return [*FILES, *_theme_files(tuple(settings.THEME_STYLESHEETS), _root())]


def _root() -> Path:
    return Path(settings.NODE_MODULES)


def _file_behind(path: str) -> Path | None:
    if path == COMPONENTS:
        return _joined_components()
    name = path.removeprefix(PREFIX)
    if name == path or name not in served_files():
        return None
    file = _root() / name
    return file if file.is_file() else None


@cache
def _theme_files(stylesheets: tuple[str, ...], root: Path) -> tuple[str, ...]:
    """The theme's stylesheets and, step by step, the files they refer to within the npm packages."""
    found: dict[str, None] = {}
    todo = [name for name in stylesheets if (root / name).is_file()]
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found[name] = None
        if name.endswith(".css"):
            todo += _referred_to(root / name, root)
    return tuple(found)


def _referred_to(stylesheet: Path, root: Path) -> list[str]:
    css = _COMMENT.sub("", stylesheet.read_text(encoding="utf-8"))
    targets = [match["target"].split("?")[0].split("#")[0] for match in _REFERENCE.finditer(css)]
    files = [(stylesheet.parent / target).resolve() for target in targets if target and ":" not in target]
    resolved = root.resolve()
    return [
        str(file.relative_to(resolved)) for file in files if file.is_file() and file.is_relative_to(resolved)
    ]


def _joined_components() -> Path | None:
    """One stylesheet of all component packages, made anew when a package changed."""
    parts = [_root() / "@utrecht" / f"{name}-css" / "dist" / "index.min.css" for name in UTRECHT]
    if not all(part.is_file() for part in parts):
        return None
    joined = Path(settings.VAR_DIR) / "joined" / "utrecht.css"
    manifests = [part.parent.parent / "package.json" for part in parts]
    newest = max(file.stat().st_mtime for file in (*manifests, Path(__file__)))
    if not joined.is_file() or joined.stat().st_mtime < newest:
        joined.parent.mkdir(parents=True, exist_ok=True)
        header = "/* Component stylesheets of the Utrecht Design System, EUPL-1.2, github.com/nl-design-system/utrecht */\n"
        css = "\n".join(_without_comments(part.read_text(encoding="utf-8")).strip() for part in parts)
        fresh = joined.with_suffix(f".{os.getpid()}")
        fresh.write_text(header + css.replace('@charset "UTF-8";', ""), encoding="utf-8")
        fresh.replace(joined)
    return joined


def _without_comments(css: str) -> str:
    """Licences stay; other comments may hold addresses of files that are not there."""
    return _COMMENT.sub(lambda match: match[0] if "EUPL" in match[0] or "icense" in match[0] else "", css)
