"""Lucide icons, read once from the npm package and set inline."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class UnknownIcon(LookupError):  # noqa: N818 it says what went wrong
    """No icon of this name; lucide.dev lists them."""


@cache
def inline(name: str) -> SafeString:
    """The icon as SVG. Without the npm packages nothing: beside every icon stands a word."""
    folder = Path(settings.NODE_MODULES) / "lucide-static" / "icons"
    if not folder.is_dir():
        return SafeString("")
    file = folder / f"{name}.svg"
    if not _NAME.fullmatch(name) or not file.is_file():
        raise UnknownIcon(f"Lucide has no icon {name!r}.")
    body = _BODY.search(file.read_text(encoding="utf-8"))
    assert body is not None  # noqa: S101 every file of the package is one svg element
    shapes = " ".join(body.group(1).split())
    return mark_safe(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f"{shapes}</svg>"
    )
