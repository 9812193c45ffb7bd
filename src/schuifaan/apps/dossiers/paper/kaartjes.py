"""Cards for the board: what somebody would like to do together, and which host to ask. Nobody's details."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.blanks import blank
from schuifaan.apps.dossiers.paper.case import Case, shortened
from schuifaan.apps.dossiers.wish_lines import tells_who
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.ui.paper.blocks import Paper

CARDS = "without_room.interest_cards"
ON_A_SHEET = 8
MOST_TITLE = 50


def build(case: Case) -> Paper:
    """The cards of the team; what is left of the last sheet is empty, to write on."""
    rows = [
        {field: case.answers.text(CARDS, field, key).strip() for field in ("what", "when", "host")}
        for key in case.answers.rows(CARDS)
    ]
    named = [row for row in rows if row["what"]]
    # A card hangs where everybody reads it: what leads to a person does not belong there.
    fit = [row for row in named if not any(tells_who(words) for words in row.values())]
    title = _("Kaartjes voor op het bord: %(title)s") % {"title": shortened(case.title, MOST_TITLE)}
    return _paper(title, list(_cards(fit)), language=case.language, left_out=len(named) > len(fit))


def empty(knowledge: Knowledge, language: str) -> Paper:
    """A sheet to write on by hand; it looks the same whatever the handbook says."""
    del knowledge
    return _paper(_("Kaartjes voor op het bord"), list(_cards([])), language=language)


def _cards(rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    for row in rows:
        host = row["host"]
        tell = (
            _("Doe je mee? Zeg het tegen: %(host)s.") % {"host": host.rstrip(".")}
            if host
            else _("Doe je mee? Zeg het tegen de gastvrouw of gastheer.")
        )
        yield {"what": row["what"], "when": row["when"], "tell": tell}
    empty_ones = -len(rows) % ON_A_SHEET if rows else ON_A_SHEET
    for _number in range(empty_ones):
        yield {"what": "", "when": "", "tell": _("Doe je mee? Zeg het tegen de gastvrouw of gastheer.")}


def _paper(title: str, cards: list[dict[str, str]], *, language: str, left_out: bool = False) -> Paper:
    paper = blank(title, iter(()), language=language)
    hint = _("Knip ze uit. Zet geen telefoonnummer of adres op een kaartje.")
    if left_out:
        hint = _("Een kaartje met een telefoonnummer of adres staat er niet bij.")
    return Paper(
        title=paper.title,
        blocks=(),
        language=language,
        author=paper.author,
        about=_("Kaartjes om mensen te vinden die hetzelfde graag doen. Knip ze uit langs de lijnen."),
        extra={"cards": cards, "kicker": _("Wie wil er ook?"), "when": _("Wanneer"), "hint": hint},
    )
