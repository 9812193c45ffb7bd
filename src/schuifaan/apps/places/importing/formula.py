"""Text that a spreadsheet would run instead of show: refused when it comes in, guarded when it goes out."""

import re

_STARTS = "=+-@\t\r"
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
# A sign in front of a word is only a name; in front of a number, a bracket or a pipe it is a sum.
_SUM = re.compile(r"[+\-]\s*[\d(=@]|[+\-].*[(|!]")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take this cell for a formula."""
    if cell.startswith(("\t", "\r")):
        return True
    text = cell.lstrip()
    return text.startswith(("=", "@")) or bool(_SUM.match(text))


def guard(text: str) -> str:
    """An apostrophe in front of what a spreadsheet could run; `unguard` takes it away again."""
    return f"'{text}" if text.startswith(tuple(_STARTS)) or _GUARDED.match(text) else text


def unguard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def is_guarded(cell: str) -> bool:
    return bool(_GUARDED.match(cell))
