"""The poster for the residents' meeting: the idea, what we know, what we ask, and where to come."""

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.case import Case, sheet, shortened
from schuifaan.ui.paper.blocks import Paper
from schuifaan.ui.paper.printing import qr_drawing

# What two metres away can still be read leaves room for this much.
MOST_IDEA = 260
MOST_LINE = 90
MOST_LINES = 4


def build(case: Case) -> Paper:
    paper = sheet(
        case, case.title, (), about=_("Poster voor de bewonersavond: %(title)s") % {"title": case.title}
    )
    return Paper(
        title=shortened(case.title, 80),
        blocks=(),
        language=case.language,
        author=paper.author,
        about=paper.about,
        extra={
            "kicker": _("Kom meedenken"),
            "idea": shortened(case.long_text("goal.role", "role"), MOST_IDEA) or _default_idea(case),
            "parts": [
                {"title": _("Dit weten we al"), "lines": _known(case)},
                {"title": _("Dit willen we jou vragen"), "lines": _asked(case)},
            ],
            "when": _("Wanneer"),
            "where": _("Waar"),
            "qr": qr_drawing(case.answer_address) if case.answer_address else "",
            "address": case.answer_address.removeprefix("https://"),
            "qr_alt": _("QR-code naar de vragen op internet"),
            "qr_text": _("Kun je niet komen? Geef hier je mening.") if case.answer_address else "",
            "qr_until": _("Dat kan tot en met %(day)s. Je hebt geen account nodig.")
            % {"day": case.day(case.answer_until)}
            if case.answer_address and case.answer_until
            else "",
        },
    )  # fmt: skip


def _default_idea(case: Case) -> str:
    if case.is_silent_room:
        return _("Onze ruimte is stil geworden. Wat is er nodig om er weer leven in te krijgen?")
    return _("We denken na over een plek in de buurt waar je elkaar kunt ontmoeten.")


def _known(case: Case) -> list[str]:
    """Wishes and what exists already, never who said it."""
    lines = [
        *(_("Wens: %(wish)s") % {"wish": one} for one in case.answers.many("needs.wished_use", "wishes")[:2]),
        *(
            _("Er is al: %(name)s") % {"name": row["name"]}
            for row in case.answers.rows("needs.existing").values()
            if row.get("name")
        ),
    ]
    if case.advice.types.chosen:
        lines.append(_("Deze soort plek past: %(type)s") % {"type": case.type_name(case.advice.types.chosen)})
    shown = [shortened(line, MOST_LINE) for line in lines[:MOST_LINES]]
    return shown or [_("Nog niet veel. Daarom beginnen we bij jou.")]


def _asked(case: Case) -> list[str]:
    for_residents = [
        question.text.said(case.language) for question in case.knowledge.questions if question.for_residents
    ]
    return [shortened(text, MOST_LINE) for text in for_residents[1 : MOST_LINES + 1]]
