"""A template and its data to a tagged PDF (PDF/UA-1), in process, with the letters we bring ourselves."""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible  # type: ignore[import-untyped]
import fontpkg_noto_sans_arabic  # type: ignore[import-untyped]
import segno
import typst

import schuifaan
from schuifaan.ui.paper.signs import Picture, drawable, not_shown

ROOT = Path(schuifaan.__file__).parent
FONTS = tuple(
    str(Path(package.ROOT) / "files") for package in (fontpkg_atkinson_hyperlegible, fontpkg_noto_sans_arabic)
)
MOST_TRIES = 3
# A list of what could not be drawn is only worth keeping while it is short.
MOST_REMEMBERED = 2000

_never_drawn: set[str] = set()


class NotPrintable(Exception):  # noqa: N818 - it says what happened
    """A template is wrong: what was compiled is not a document."""


def compile_pdf(template: Path, data: Mapping[str, Any], *, at: datetime | None = None) -> bytes:
    """The document of `template` for this data. What is in the data is text, never markup or code.

    `at`: the moment that stands in the file as when it was made.
    """
    compiler = typst.Compiler(template, root=ROOT, font_paths=_fonts(), ignore_system_fonts=True)
    without = frozenset(_never_drawn)
    for attempt in range(MOST_TRIES + 1):
        shown = drawable(dict(data), without=without, only_near=attempt == MOST_TRIES)
        try:
            # In one file and not in pieces: `compile` gives a list for pictures only.
            made = compiler.compile(
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"data": json.dumps(shown, ensure_ascii=False)},
                timestamp=at.replace(microsecond=0) if at else None,
            )
        except typst.TypstError as refused:
            missing = not_shown(refused.diagnostic)
            if not missing or attempt == MOST_TRIES:
                raise NotPrintable(refused.diagnostic) from refused
            without |= missing
        else:
            if len(_never_drawn) < MOST_REMEMBERED:
                _never_drawn.update(without)
            assert isinstance(made, bytes)  # noqa: S101 - see above
            return made
    raise NotPrintable(str(template))


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(FONTS))


def qr_drawing(address: str) -> Picture:
    """A QR code as an SVG for in a document."""
    out = io.BytesIO()
    segno.make(address, micro=False, error="m").save(out, kind="svg", xmldecl=False, border=2, scale=4)
    return Picture(out.getvalue().decode())
