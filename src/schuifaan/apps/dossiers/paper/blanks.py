"""Papers that need no dossier: note sheet, talk guide, conversation cards, questionnaire."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.case import Case, page_words
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import FieldKind, Question
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Lines, Paper, Ticks, Words


def blank(
    title: str, blocks: Iterator[Block], *, language: str, subtitle: str = "", large: bool = False
) -> Paper:
    return Paper(
        title=title,
        subtitle=subtitle,
        blocks=tuple(blocks),
        language=language,
        author="Schuif aan",
        about=title,
        foot="Schuif aan",
        page_words=page_words(),
        large=large,
    )


# ------------------------------------------------------------------ note sheet


def note_sheet(knowledge: Knowledge, language: str) -> Paper:
    return blank(
        _("Notitieblad bij een gesprek"),
        _note_sheet(knowledge, language),
        language=language,
        subtitle=_("Schrijf geen namen, adressen of telefoonnummers op."),
    )


def _note_sheet(knowledge: Knowledge, language: str) -> Iterator[Block]:
    conversations = knowledge.questions_by_id["needs.conversations"]
    for field_id in ("form", "voices"):
        field = conversations.field(field_id)
        yield Heading(field.label.said(language))
        yield Ticks(tuple(option.text.said(language) for option in field.options), columns=3)
    yield Heading(_("Wat hoor je?"))
    for question in residents_questions(knowledge):
        if question.fields[0].kind is not FieldKind.YES_NO:
            yield Lines(2, question.text.said(language))
    yield Lines(2, _("Wat viel je nog meer op?"))


def residents_questions(knowledge: Knowledge) -> list[Question]:
    return [question for question in knowledge.questions if question.for_residents]


# ------------------------------------------------------------------ talk guide


def talk_guide(knowledge: Knowledge, language: str) -> Paper:
    return blank(
        _("Gespreksleidraad: past dit vrijwilligerswerk bij je?"),
        _talk_guide(knowledge, language),
        language=language,
        subtitle=_(
            "Een gesprek om elkaar te leren kennen. Er is geen goed of fout, en je geeft geen punten."
        ),
    )


def _talk_guide(knowledge: Knowledge, language: str) -> Iterator[Block]:
    yield Words(
        _(
            "Stel de vragen in je eigen woorden en in de volgorde die past. Vertel zelf ook wat. "
            "Vraag aan het eind wat de ander nog van jou wil weten. Bewaar geen aantekeningen over mensen."
        )
    )
    asked = [role for role in knowledge.roles if role.kind == "profile" and role.question is not None]
    yield Bullets(
        tuple(
            Bullet(role.question.said(language), role.name.said(language))
            for role in asked
            if role.question is not None
        ),
        numbered=True,
    )
    yield Heading(_("Daarna"))
    yield Bullets(
        (
            Bullet(_("Spreek samen af welke taak iemand eerst wil proberen, en hoe lang.")),
            Bullet(_("Past het niet? Denk mee over iets wat wel past.")),
        )
    )


# ------------------------------------------------------------------ conversation cards


def conversation_cards(knowledge: Knowledge, language: str) -> Paper:
    """Four cards a page, to cut out."""
    paper = blank(_("Gesprekskaarten"), iter(()), language=language)
    cards = [
        {
            "question": question.text.said(language),
            "more": question.help.said(language) if question.help else "",
        }
        for question in residents_questions(knowledge)
    ]
    cards += [
        {"question": words, "more": more}
        for words, more in (
            (_("Waar kom je nu graag, en waarom juist daar?"), _("Het mag overal zijn: een bankje, een winkel, bij iemand thuis.")),
            (_("Wanneer heb je voor het laatst iemand nieuw leren kennen hier?"), _("Hoe ging dat? Wie begon?")),
            (_("Wie zie je bijna nooit in de buurt?"), _("Noem geen namen. Wat zou het voor hen makkelijker maken om te komen?")),
        )
    ]  # fmt: skip
    return Paper(
        title=paper.title,
        blocks=(),
        language=language,
        author=paper.author,
        about=_("Kaarten met open vragen voor een gesprek met bewoners. Knip ze uit langs de lijnen."),
        extra={
            "cards": cards,
            "mark": "Schuif aan",
            "hint": _("Knip de kaarten uit langs de stippellijnen."),
        },
    )


# ------------------------------------------------------------------ questionnaire


def questionnaire(knowledge: Knowledge, language: str, *, intro: str = "", place: str = "") -> Paper:
    title = _("Vragen aan bewoners: %(place)s") % {"place": place} if place else _("Vragen aan bewoners")
    return blank(title, _questionnaire(knowledge, language, intro), language=language, large=True)


def questionnaire_of(case: Case) -> Paper:
    """With the words this dossier asks it with."""
    return questionnaire(case.knowledge, case.language, intro=case.asking_intro, place=case.title)


def _questionnaire(knowledge: Knowledge, language: str, intro: str) -> Iterator[Block]:
    yield Words(intro.strip() or _("We denken na over een plek om elkaar te ontmoeten. Wat vind jij?"))
    yield Words(_("Sla over wat je niet wilt zeggen. Schrijf je naam niet op: die hebben we niet nodig."))
    for number, question in enumerate(residents_questions(knowledge), 1):
        yield Heading(f"{number}. {question.text.said(language)}")
        field = question.fields[0]
        if field.kind is FieldKind.YES_NO:
            yield Ticks((_("Ja"), _("Nee"), _("Weet ik niet")), columns=3)
            yield Lines(2)
        else:
            options = tuple(option.text.said(language) for one in question.fields for option in one.options)
            if options:
                yield Ticks(options, columns=2)
            yield Lines(3)
    yield Words(_("Dank je wel. Lever dit blad in bij wie het je gaf."))


__all__ = ["conversation_cards", "note_sheet", "questionnaire", "questionnaire_of", "talk_guide"]
