"""The decision memo on the people: who takes part, what was agreed, what is open."""

from collections.abc import Iterator

from babel.numbers import format_currency, format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.dossiers.paper.case import Case, Sources, said_of
from schuifaan.apps.dossiers.paper.words import revival_words, safeguard_words
from schuifaan.core.method.answers import as_number
from schuifaan.core.method.knowledge.shaping import Suggestion
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Table, Words


def partners(case: Case) -> Iterator[Block]:
    table = list(
        case.rows_table(
            "partners.parties",
            {"name": 26, "kind": 22, "gives": 24, "euros": 17, "hours": 15, "goods": 24, "next_step": 24},
        )
    )
    if not table:
        return
    yield Heading(_("Wie meedoen, en wat zij geven"))
    yield from table
    together = gives_words(case)
    if together:
        yield Words(_("Samen: %(sum)s.") % {"sum": together})
    scope = list(case.one_answer("partners.scope"))
    if scope:
        yield Bullets(tuple(scope))


def gives_words(case: Case) -> str:
    """Money, hours and goods apart: hours and goods are never turned into money."""
    gives = case.advice.gives
    locale = "nl" if case.language == "nl" else "en_GB"
    parts = []
    if gives.cents:
        euros = format_currency(gives.cents / 100, "EUR", locale=locale)
        parts.append(_("%(euros)s per jaar") % {"euros": euros})
    if as_number(gives.hours):
        hours = format_decimal(as_number(gives.hours), locale=locale)
        parts.append(_("%(hours)s uur per week") % {"hours": hours})
    parts += [f"{number} {name}" if number else name for number, name in gives.goods]
    return ", ".join(parts)


def agreements(case: Case, sources: Sources) -> Iterator[Block]:
    plan = case.advice.management
    agreed = [task for task in plan.tasks if task.party]
    done = [one for one in plan.safeguards if one.status not in {"", "not_yet"} or one.note]
    ladder = [one for one in plan.ladder if one.level]
    if not (agreed or done or ladder or plan.chosen_model or case.answers.has("management.model")):
        return
    yield Heading(_("Afspraken over het beheer"))
    if agreed:
        yield tasks_table(case)
    if plan.chosen_model or plan.proposed_model:
        yield from _model(case, sources)
    if ladder:
        yield Heading(_("Hoe ver bewoners meebeslissen"), 2)
        yield Table(
            (_("Onderwerp"), _("Afspraak"), _("Waarom")),
            tuple(
                (one.topic.name.said(case.language), one.level.name.said(case.language) if one.level else "", one.why)
                for one in ladder
            ),
            (25, 30, 45),
        )  # fmt: skip
    if done:
        yield Heading(_("Zo blijven de afspraken leven"), 2)
        words = safeguard_words()
        yield Table(
            (_("Afspraak"), _("Stand"), _("Gedaan op"), _("Weer bekijken")),
            tuple(
                (
                    "\n".join(filter(None, (one.safeguard.text.said(case.language), one.note))),
                    words.get(one.status, one.status),
                    case.day(one.done_on),
                    case.day(one.look_again_on),
                )
                for one in done
            ),
            (52, 16, 20, 20),
        )


def tasks_table(case: Case) -> Table:
    """Task by party by date; a task that is nobody's stands in the list of open points."""
    return Table(
        (_("Taak"), _("Wie"), _("Hoe vaak"), _("Afgesproken"), _("Tot en met")),
        tuple(
            (
                task.name.said(case.language),
                f"{task.party}\n" + _("Vervanger: %(name)s") % {"name": task.deputy} if task.deputy else task.party,
                task.frequency,
                case.day(task.agreed_on),
                case.day(task.until),
            )
            for task in case.advice.management.tasks
            if task.party
        ),
        (32, 30, 20, 18, 18),
    )  # fmt: skip


def _model(case: Case, sources: Sources) -> Iterator[Block]:
    plan = case.advice.management
    yield Heading(_("Wie de plek beheert"), 2)
    if plan.proposed_model:
        yield Words(_("Advies: %(model)s.") % {"model": plan.proposed_model.name.said(case.language)})
        yield from sources.bullets(plan.model_reasons)
    if plan.chosen_model:
        words = _("Gekozen: %(model)s.") % {"model": plan.chosen_model.name.said(case.language)}
        reason = case.long_text("management.model", "reason")
        if plan.proposed_model and plan.chosen_model.id != plan.proposed_model.id:
            words += " " + _("Dat is anders dan het advies.")
            reason = reason or _("niet opgeschreven.")
        yield Words(words + (" " + _("De reden: %(reason)s") % {"reason": reason} if reason else ""))


def revival(case: Case, sources: Sources) -> Iterator[Block]:
    found = case.advice.revival
    yield Heading(_("De ruimte weer laten leven"))
    yield from case.rows_table(
        "revival.stakeholders",
        {"party": 24, "role_then": 24, "role_now": 24, "interest": 24, "influence": 14, "willing": 14},
    )
    if not found.causes:
        yield Words(_("Er is nog niet gekozen waardoor de ruimte stil is gevallen."))
    for cause, walk in zip(found.causes, found.walks, strict=False):
        yield Heading(cause.name.said(case.language), 2)
        if not walk.outcomes:
            yield Words(
                _("Deze beslisboom heeft nog geen uitkomst.")
                if walk.next
                else _("Deze beslisboom liep af zonder uitkomst.")
            )
        for outcome in walk.outcomes:
            yield Words(outcome.text.said(case.language))
            yield from _suggestions(case, sources, [s for o, s in walk.suggestions if o.id == outcome.id])
    if found.decision:
        yield Heading(_("Het besluit over de ruimte"), 2)
        yield Words(revival_words().get(found.decision, found.decision))
        if found.recheck_date:
            yield Words(_("We kijken opnieuw op %(day)s.") % {"day": case.day(found.recheck_date)})
        if found.evaluate_from and found.evaluate_until:
            yield Words(
                _("We evalueren tussen %(start)s en %(end)s.")
                % {"start": case.day(found.evaluate_from), "end": case.day(found.evaluate_until)}
            )
        skipped = {"decision", "recheck_date"}
        asked = case.knowledge.questions_by_id.get("revival.decision")
        lines = tuple(
            Bullet(said_of(one.label.said(case.language), case.said("revival.decision", one.id)))
            for one in (asked.fields if asked else ())
            if one.id not in skipped and case.said("revival.decision", one.id)
        )
        if lines:
            yield Bullets(lines)


def _suggestions(case: Case, sources: Sources, suggestions: list[Suggestion]) -> Iterator[Bullets]:
    items = tuple(
        Bullet(one.text.said(case.language), sources.note(one.source, one.status)) for one in suggestions
    )
    if items:
        yield Bullets(items)


def without_room(case: Case, sources: Sources) -> Iterator[Block]:
    found = case.advice.without_room
    chosen = [one for one in (*found.fitting, *found.others) if one.chosen]
    if not chosen:
        return
    yield Heading(_("Ontmoeten zonder ruimte"))
    yield Bullets(
        tuple(
            Bullet(
                ": ".join(
                    filter(
                        None,
                        (
                            one.strategy.name.said(case.language),
                            ", ".join(filter(None, (one.who, one.when, one.note))),
                        ),
                    )
                ),
                sources.note(one.strategy.source, one.strategy.status),
            )
            for one in chosen
        )
    )


def open_points(case: Case, sources: Sources) -> Iterator[Block]:
    plan = case.advice.management
    lacking = [reason for task in plan.tasks for reason in task.lacks]
    at_places = [point for view in case.advice.locations for point in view.open_points]
    talked = plan.type is not None or any(task.party for task in plan.tasks)
    reasons = [*((*lacking, *plan.warnings, *plan.model_asks) if talked else ()), *at_places]
    yield Heading(_("Open punten"))
    if not reasons and not case.to_do:
        yield Words(_("Er staan geen open punten."))
        return
    yield from sources.bullets(reasons)
    if case.to_do:
        yield Heading(_("Nog te doen"), 2)
        yield Table(
            (_("Wat"), _("Wie"), _("Voor wanneer")),
            tuple((one.what, one.owner, case.day(one.due)) for one in case.to_do),
            (55, 25, 20),
        )


def not_known(case: Case, sources: Sources) -> Iterator[Block]:
    reasons = [*case.advice.quickscan.missing] if case.asks_whether else []
    if case.is_silent_room or case.advice.revival.causes:
        reasons += case.advice.revival.missing
    bullets = [sources.bullet(reason) for reason in reasons]
    unasked = [
        case.knowledge.questions_by_id[question].text.said(case.language)
        for question in case.advice.types.missing
        if question in case.knowledge.questions_by_id
    ]
    if unasked and case.advice.types.best:
        counted = ngettext(
            "Over de soort plek is deze vraag nog open: %(questions)s",
            "Over de soort plek zijn deze vragen nog open: %(questions)s",
            len(unasked),
        )
        bullets.append(Bullet(counted % {"questions": " ".join(unasked)}))
    yield Heading(_("Wat we nog niet weten"))
    if bullets:
        yield Bullets(tuple(bullets))
    else:
        yield Words(_("Alle vragen die voor het advies nodig zijn, zijn beantwoord."))
