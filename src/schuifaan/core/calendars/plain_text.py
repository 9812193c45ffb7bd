"""What people wrote in their calendar, as plain text: without mark-up, invitations to video calls, or tricks."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*\b|!--)")
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "blockquote", "hr"})
_SILENT = frozenset({"script", "style", "head", "title", "template"})
# What Google Meet and Teams put below a description: an invitation for colleagues, not for the neighbourhood.
_CALL = re.compile(r"^\s*(?:-::~|_{20,}|\.{40,}|\*{20,}).*", re.MULTILINE | re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")
_SPACES = re.compile(r"[^\S\n]+")
# They turn the reading direction of whatever follows.
_TURNERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        if tag == "br" or tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def plain(text: str, *, most: int) -> str:
    """Several lines, at most `most` characters, cut after a whole word."""
    if _TAG.search(text):
        stripper = _Stripper()
        stripper.feed(text)
        stripper.close()
        text = "".join(stripper.pieces)
    elif "&" in text:
        text = unescape(text)
    text = "".join(char for char in text if _is_said(char))
    text = _CALL.sub("", text)
    text = _BLANK_LINES.sub("\n\n", _SPACES.sub(" ", text))
    return cut("\n".join(line.strip() for line in text.strip().split("\n")), most)


def one_line(text: str, *, most: int) -> str:
    return cut(" ".join(plain(text, most=most * 4).split()), most)


def cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    short = text[: most - 1]
    whole = short.rsplit(None, 1)[0] if " " in short or "\n" in short else short
    # One endless word is cut in the middle rather than away.
    return f"{(whole if len(whole) > most // 2 else short).rstrip(' ,.;:-')}…"


def _is_said(char: str) -> bool:
    return (
        char == "\n"
        or (char not in _TURNERS and unicodedata.category(char) not in {"Cc", "Cs", "Cn"})
        or char == "\t"
    )
