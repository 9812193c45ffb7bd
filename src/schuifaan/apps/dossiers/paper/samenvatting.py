"""The quickscan on two pages: the goal, what residents say, the facts, the conclusion and why. No names."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.besluitnota import conclusion_of, decided_words
from schuifaan.apps.dossiers.paper.case import Case, Sources, disclaimer, sheet, shortened
from schuifaan.core.method.reasons import Reason
from schuifaan.ui.paper.blocks import Block, Box, Bullet, Bullets, Heading, Paper, Words

MOST_TEXT = 500
MOST_LINE = 120
MOST_LINES = 5
MOST_REASON = 240


def build(case: Case) -> Paper:
    return sheet(
        case,
        _("Quickscan in het kort: %(title)s") % {"title": case.title},
        _blocks(case),
        subtitle=" · ".join(part for part in (case.area, case.day(case.today)) if part),
        about=_("Het doel, wat bewoners zeggen, de feiten, de conclusie en de reden."),
    )


def _blocks(case: Case) -> Iterator[Block]:
    scan = case.advice.quickscan
    title, explanation, next_step = conclusion_of(case, scan.conclusion)
    yield Box(
        _("Conclusie: %(title)s") % {"title": title},
        "\n".join(part for part in (explanation, shortened(decided_words(case), MOST_TEXT)) if part),
    )
    yield Heading(_("Het doel"))
    role = case.long_text("goal.role", "role")
    yield Words(shortened(role, MOST_TEXT) or _("Nog niet opgeschreven."))
    kinds = [
        Bullet(shortened(bullet.text, MOST_TEXT))
        for question in ("goal.kinds", "goal.target_groups")
        for bullet in case.one_answer(question)
    ]
    if kinds:
        yield Bullets(tuple(kinds))
    yield Heading(_("Wat bewoners zeggen"))
    yield from _voices(case)
    yield Heading(_("Wat de feiten zeggen"))
    yield from _facts(case)
    yield Heading(_("Waarom deze conclusie"))
    yield from _reasons(case)
    if next_step:
        yield Words(_("Volgende stap: %(step)s") % {"step": next_step})
    yield disclaimer()


def _few(lines: list[str], *, most: int = MOST_LINE) -> Bullets:
    shown = [Bullet(shortened(line, most)) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(
            Bullet(_("En nog %(number)d. Die staan in het dossier.") % {"number": len(lines) - MOST_LINES})
        )
    return Bullets(tuple(shown))  # fmt: skip


def _voices(case: Case) -> Iterator[Block]:
    """Wishes only: notes of talks may hold names."""
    found = False
    for question, field_id in (
        ("needs.wished_use", "wishes"),
        ("needs.wished_place", "places"),
        ("needs.contribution", "offers"),
        ("needs.needed", "needs"),
    ):
        lines = list(case.answers.many(question, field_id))
        asked = case.knowledge.questions_by_id.get(question)
        if lines and asked is not None:
            found = True
            yield Heading(asked.text.said(case.language), 2)
            yield _few(lines)
    if not found:
        yield Words(_("Hier is nog niets over opgeschreven."))


def _facts(case: Case) -> Iterator[Block]:
    lines = [
        ": ".join(
            part
            for part in (
                case.said("needs.evidence", "title", row, item=key),
                shortened(case.said("needs.evidence", "says", row, item=key), MOST_REASON),
                case.said("needs.evidence", "direction", row, item=key).lower(),
            )
            if part
        )
        for key, row in case.answers.rows("needs.evidence").items()
    ]
    if lines:
        yield _few(lines, most=MOST_REASON + MOST_LINE)
    else:
        yield Words(_("Hier is nog niets over opgeschreven."))


def _reasons(case: Case) -> Iterator[Block]:
    scan = case.advice.quickscan
    sources = Sources(case.language)

    def few(reasons: tuple[Reason, ...]) -> Bullets:
        return _few([sources.bullet(one).text for one in reasons], most=MOST_REASON)

    for heading, reasons in (
        (_("Wat ervoor spreekt"), scan.reasons_for),
        (_("Wat ertegen spreekt"), scan.reasons_against),
        (_("Let op"), scan.cautions),
        (_("Wat we nog niet weten"), scan.missing),
    ):
        if reasons:
            yield Heading(heading, 2)
            yield few(reasons)
