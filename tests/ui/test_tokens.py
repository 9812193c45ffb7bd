"""Our colours are readable: every pair of words and ground at least 7:1, every edge 3:1, light and dark."""

import re
from pathlib import Path

import pytest

import schuifaan.ui

CSS = (Path(schuifaan.ui.__file__).parent / "static/ui/tokens.css").read_text(encoding="utf-8")
GROUNDS = ("paper", "raised", "sunken")
WORDS = [
    *[(words, ground) for words in ("ink", "muted") for ground in (*GROUNDS, "shade")],
    *[("ink", f"{tone}-light") for tone in ("brick", "teal", "moss", "amber")],
    *[(words, ground) for words in ("teal", "teal-deep", "danger") for ground in ("paper", "raised")],
    ("teal-deep", "teal-light"),
    ("moss-deep", "moss-light"),
    ("amber-deep", "amber-light"),
    ("danger", "brick-light"),
    ("on-brick", "brick-deep"),
    ("on-brick", "brick-deepest"),
    ("on-brick", "danger"),
    ("brick-deep", "paper"),
    ("paper", "ink"),
]
EDGES = [(edge, ground) for edge in ("edge", "danger", "brick-deep", "brick") for ground in GROUNDS]


def _colours(scheme):
    dark_at = CSS.index("prefers-color-scheme: dark")
    light = dict(re.findall(r"--schuifaan-([a-z-]+): (#[0-9a-f]{6});", CSS[:dark_at]))
    return (
        light
        if scheme == "light"
        else light | dict(re.findall(r"--schuifaan-([a-z-]+): (#[0-9a-f]{6});", CSS[dark_at:]))
    )


def _luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert round(_contrast("#000000", "#ffffff"), 2) == 21
    assert round(_contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_stand_out_seven_to_one(scheme, words, ground):
    colours = _colours(scheme)
    assert _contrast(colours[words], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_stand_out_three_to_one(scheme, edge, ground):
    colours = _colours(scheme)
    assert _contrast(colours[edge], colours[ground]) >= 3


def test_every_own_colour_that_is_used_is_defined():
    folder = Path(schuifaan.ui.__file__).parent / "static/ui"
    css = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.css"))
    defined = set(re.findall(r"(--(?:schuifaan|ui)-[a-z-]+):", css))
    assert set(re.findall(r"var\((--(?:schuifaan|ui)-[a-z-]+)", css)) - defined == set()


def test_dark_changes_every_colour_of_the_page():
    light, dark = _colours("light"), _colours("dark")
    assert [name for name in light if light[name] == dark[name]] == []
