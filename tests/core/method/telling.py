"""An advice as plain text, so that a person can review what the engine says about a case."""

from collections.abc import Iterable, Iterator

from schuifaan.core.method.advice import Advice
from schuifaan.core.method.management import ManagementPlan
from schuifaan.core.method.reasons import Reason
from schuifaan.core.method.revival import Revival
from schuifaan.core.method.typology import TypeMatch


def told(advice: Advice, *, language: str = "nl") -> str:
    parts = [
        _quickscan(advice, language),
        _types(advice.types, language),
        _management(advice.management, language),
        _programme(advice, language),
        _revival(advice.revival, language),
        _without_room(advice, language),
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def _reasons(title: str, reasons: Iterable[Reason], language: str) -> Iterator[str]:
    found = [f"- {reason.text.said(language)}" for reason in reasons]
    if found:
        yield from ("", f"{title}:", *found)


def _quickscan(advice: Advice, language: str) -> Iterator[str]:
    scan = advice.quickscan
    caution = " (with caution)" if scan.with_caution else ""
    yield f"# Quickscan: {scan.conclusion}{caution}"
    yield " ".join(f"{one.id.split('.')[-1]}={one.counts}" for one in scan.reflected)
    if scan.decided:
        yield f"decided: {scan.decided}{' (differs)' if scan.differs else ''}"
    yield from _reasons("for", scan.reasons_for, language)
    yield from _reasons("against", scan.reasons_against, language)
    yield from _reasons("cautions", scan.cautions, language)
    yield from _reasons("missing", scan.missing, language)
    gives = advice.gives
    yield ""
    yield f"together: {gives.cents / 100:.2f} euro a year, {gives.hours} hours a week, " + (
        ", ".join(f"{count} {what}" for count, what in gives.goods) or "no goods"
    )
    for place in advice.locations:
        yield (
            f"location {place.name}: central {place.central}, affordable {place.affordable}, safe {place.safe}, "
            f"felt safe {place.felt_safe}, called safe {place.may_be_called_safe}, choosable {place.may_be_chosen}"
        )
        yield from _reasons("open points", place.open_points, language)


def _types(types: TypeMatch, language: str) -> Iterator[str]:
    yield ""
    yield f"# Type: {types.best}, close to {types.close_to}, chosen {types.chosen}"
    for fit in types.fits:
        yield f"{fit.name.said(language)}: {'excluded' if fit.is_excluded else fit.points}"
        yield from (f"  + {part.points} {part.reason.text.said(language)}" for part in fit.speaks_for)
        yield from (f"  - {-part.points} {part.reason.text.said(language)}" for part in fit.speaks_against)
        yield from (f"  x {reason.text.said(language)}" for reason in fit.excluded_because)
        yield from (f"  ? {reason.text.said(language)}" for reason in fit.excluded_unless)
    yield from (f"would tip: {tip.question} = {tip.option} -> {tip.winner}" for tip in types.would_tip)
    if types.differ_most:
        yield f"differ most: {', '.join(types.differ_most)}"


def _management(plan: ManagementPlan, language: str) -> Iterator[str]:
    yield ""
    yield f"# Management: {plan.type}, complete {plan.is_complete}"
    for task in plan.tasks:
        needed = "required" if task.is_required else "optional"
        yield f"- {task.name.said(language)} ({needed}): {task.party or 'nobody yet'}"
        yield from (f"    {lack.text.said(language)}" for lack in task.lacks)
    yield from _reasons("warnings", plan.warnings, language)
    for topic in plan.ladder:
        if topic.level is not None:
            yield f"ladder {topic.topic.name.said(language)}: {topic.level.name.said(language)}"
    yield f"model proposed: {plan.proposed_model.id if plan.proposed_model else None}"
    yield from _reasons("because", plan.model_reasons, language)
    yield from _reasons("asks", plan.model_asks, language)
    yield f"model chosen: {plan.chosen_model.id if plan.chosen_model else None}"
    for secured in plan.safeguards:
        if secured.status == "done":
            yield f"{secured.safeguard.id} done {secured.done_on}, look again {secured.look_again_on}"


def _programme(advice: Advice, language: str) -> Iterator[str]:
    yield ""
    musts = [line for line in advice.programme.lines if line.priority == "must"]
    yield f"# Design: {advice.programme.type}, {len(advice.programme.lines)} lines, {len(musts)} musts"
    if advice.programme.type:
        yield from (f"- {line.id}: {line.text.said(language)}" for line in musts)
    for line in advice.programme.lines:
        if line.reactions:
            yield f"{line.id}: {line.reactions} reactions, changed: {line.changed}"


def _revival(revival: Revival, language: str) -> Iterator[str]:
    if not revival.causes:
        return
    yield ""
    yield f"# Revival: {revival.decision or 'undecided'}"
    for walked in revival.walks:
        way = " > ".join(f"{step.node.id.split('.')[-1]}={step.answer}" for step in walked.path)
        yield f"{walked.tree.id}: {way}"
        yield f"  next: {walked.next.text.said(language) if walked.next else 'the end'}"
        for outcome in walked.outcomes:
            yield f"  {outcome.id}: {outcome.text.said(language)}"
        yield from (f"    * {suggestion.text.said(language)}" for _, suggestion in walked.suggestions)
    yield f"recheck {revival.recheck_date}, evaluate {revival.evaluate_from} to {revival.evaluate_until}"


def _without_room(advice: Advice, language: str) -> Iterator[str]:
    calls = [option for option in advice.without_room.fitting if option.speaks_for or option.chosen]
    if calls:
        yield ""
        yield "# Without a room"
    for option in calls:
        yield f"- {option.strategy.name.said(language)}{' (chosen)' if option.chosen else ''}"
        yield from (f"    {reason.text.said(language)}" for reason in option.speaks_for)
