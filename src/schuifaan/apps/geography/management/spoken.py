"""A refusal as a list to work through on a terminal."""

from django.utils.translation import gettext as _

from schuifaan.apps.geography.actions import ImportRefused

MOST_LINES = 50


def spoken_refusal(refusal: ImportRefused) -> str:
    lines = [str(refusal), *(f"- {problem}" for problem in refusal.problems[:MOST_LINES])]
    left = len(refusal.problems) - MOST_LINES
    if left > 0:
        lines.append(_("… en nog %s.") % left)
    return "\n".join(lines)
