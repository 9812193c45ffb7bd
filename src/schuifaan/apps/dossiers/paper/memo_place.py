"""The decision memo on the place itself: where, what kind, and what the building must be able to do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.case import Case, Sources
from schuifaan.apps.dossiers.paper.words import priority_words, verdict_words
from schuifaan.core.method.typology import Fit
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Table, Words


def location(case: Case) -> Iterator[Block]:
    views = case.advice.locations
    chosen = list(case.one_answer("location.choice"))
    if not views and not chosen:
        return
    yield Heading(_("De locatie"))
    if chosen:
        yield Bullets(tuple(chosen))
    if views:
        words = verdict_words()
        yield Table(
            (_("Locatie"), _("Centraal"), _("Te betalen"), _("Veilig"), _("Voelt veilig"), _("Mag veilig heten")),
            tuple(
                (
                    view.name,
                    words[view.central],
                    words[view.affordable],
                    words[view.safe],
                    words[view.felt_safe],
                    _("ja") if view.may_be_called_safe else _("nog niet"),
                )
                for view in views
            ),
            (34, 16, 17, 14, 17, 18),
        )  # fmt: skip


def type_of_place(case: Case, sources: Sources) -> Iterator[Block]:
    types = case.advice.types
    if not types.best and not types.chosen:
        return
    yield Heading(_("Wat voor plek"))
    if types.best:
        yield Words(_("Past het best: %(type)s.") % {"type": case.type_name(types.best)}, tone="lead")
    if types.close_to:
        yield Words(_("%(type)s past bijna even goed.") % {"type": case.type_name(types.close_to)})
    if types.chosen:
        yield from _choice(case)
    about = types.chosen or types.best
    for fit in types.fits:
        if fit.code == about or (types.best != about and fit.code == types.best):
            yield from _for_and_against(case, sources, fit)
    excluded = [
        Bullet(
            f"{fit.name.said(case.language)}: {reason.text.said(case.language)}",
            sources.note(reason.source, reason.status),
        )
        for fit in types.fits
        for reason in fit.excluded_because
    ]
    if excluded:
        yield Heading(_("Wat hier niet kan"), 2)
        yield Bullets(tuple(excluded))
    tips = tuple(_tip(case, tip.question, tip.option_text.said(case.language), case.type_name(tip.winner)) for tip in types.would_tip)  # fmt: skip
    if tips:
        yield Heading(_("Wat de uitkomst zou veranderen"), 2)
        yield Bullets(tips)


def _tip(case: Case, question: str, option: str, winner: str) -> Bullet:
    asked = case.knowledge.questions_by_id.get(question)
    return Bullet(
        _("%(question)s Met het antwoord “%(answer)s” past %(type)s het best.")
        % {
            "question": asked.text.said(case.language) if asked else question,
            "answer": option,
            "type": winner,
        }
    )


def _choice(case: Case) -> Iterator[Block]:
    types = case.advice.types
    chosen = _("Gekozen: %(type)s.") % {"type": case.type_name(types.chosen)}
    if types.chosen != types.best and types.best:
        chosen += " " + _("Dat is anders dan het advies.")
    if types.chosen_reason:
        chosen += " " + _("De reden: %(reason)s") % {"reason": types.chosen_reason}
    elif types.chosen != types.best:
        chosen += " " + _("De reden: niet opgeschreven.")
    yield Words(chosen)


def _for_and_against(case: Case, sources: Sources, fit: Fit) -> Iterator[Block]:
    name = fit.name.said(case.language)
    if fit.speaks_for:
        yield Heading(_("Wat spreekt voor: %(type)s") % {"type": name}, 2)
        yield from sources.bullets(part.reason for part in fit.speaks_for)
    if fit.speaks_against:
        yield Heading(_("Wat spreekt tegen: %(type)s") % {"type": name}, 2)
        yield from sources.bullets(part.reason for part in fit.speaks_against)


def programme(case: Case, sources: Sources) -> Iterator[Block]:
    """The musts only: the whole list is a document of its own."""
    made = case.advice.programme
    if (
        made.type is None
        and not case.answers.has("design.requirements")
        and not case.answers.has("design.wishes")
    ):
        return
    musts = [line for line in made.lines if line.priority == "must"]
    if not musts and not made.left_out:
        return
    yield Heading(_("Wat de ruimte moet kunnen"))
    if musts:
        yield Bullets(
            tuple(
                Bullet(line.text.said(case.language), sources.note(line.source, line.status))
                for line in musts
            )
        )
    if made.left_out:
        yield Heading(_("Hoort erbij, maar jullie kiezen er niet voor"), 2)
        yield Bullets(
            tuple(
                Bullet(
                    line.text.said(case.language),
                    _("De reden: %(reason)s") % {"reason": line.why or _("niet opgeschreven")},
                )
                for line in made.left_out
            )
        )
    yield Words(
        _("Alle eisen en wensen, ook de “%(should)s” en “%(could)s”, staan in het programma van eisen.")
        % {"should": priority_words()["should"], "could": priority_words()["could"]},
        tone="small",
    )
