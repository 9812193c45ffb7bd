"""The decision memo: the question, the evidence, the advice, the agreements, the open points."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper import memo_money, memo_place, memo_plan
from schuifaan.apps.dossiers.paper.case import Case, Sources, disclaimer, sheet
from schuifaan.apps.dossiers.paper.words import revival_words
from schuifaan.core.method.quickscan import ConclusionCode
from schuifaan.ui.paper.blocks import Block, Box, Bullet, Bullets, Heading, Paper, Table, Words


def build(case: Case) -> Paper:
    return sheet(
        case,
        _("Besluitnota: %(title)s") % {"title": case.title},
        _blocks(case),
        subtitle=" · ".join(part for part in (case.area, case.organisation, case.day(case.today)) if part),
        about=_("De vraag, wat we weten, het advies met redenen en bronnen, de afspraken en de open punten."),
    )


def _blocks(case: Case) -> Iterator[Block]:
    sources = Sources(case.language)
    yield from _in_short(case)
    yield from _question(case)
    if case.asks_whether:
        yield from _evidence(case)
        yield from _advice(case, sources)
    yield from memo_place.location(case)
    yield from memo_place.type_of_place(case, sources)
    yield from memo_plan.partners(case)
    yield from memo_plan.agreements(case, sources)
    yield from memo_place.programme(case, sources)
    yield from memo_money.money(case)
    if case.is_silent_room or case.advice.revival.causes:
        yield from memo_plan.revival(case, sources)
    yield from memo_plan.without_room(case, sources)
    yield from memo_plan.open_points(case, sources)
    yield from memo_plan.not_known(case, sources)
    yield from sources.listed()
    yield disclaimer()


def conclusion_of(case: Case, code: ConclusionCode) -> tuple[str, str, str]:
    """Title, explanation and next step of an outcome of the quickscan."""
    for one in case.knowledge.conclusions:
        if one.code == code:
            return tuple(text.said(case.language) for text in (one.title, one.explanation, one.next_step))  # type: ignore[return-value]
    return code, "", ""


def decided_words(case: Case) -> str:
    """What the team decided beside what the quickscan proposes, in one or two sentences."""
    scan = case.advice.quickscan
    if scan.decided is None:
        return _("Er is nog geen besluit genomen.")
    title = conclusion_of(case, scan.decided)[0]
    if not scan.differs:
        return _("Besluit: %(decision)s.") % {"decision": title}
    reason = case.long_text("reflection.decision", "reason") or _("niet opgeschreven")
    return _("Besluit: %(decision)s. Dat is anders dan het advies. De reden: %(reason)s") % {
        "decision": title,
        "reason": reason,
    }


def _in_short(case: Case) -> Iterator[Block]:
    if not case.asks_whether:
        decision = revival_words().get(case.advice.revival.decision)
        outcomes = [
            outcome.text.said(case.language)
            for walk in case.advice.revival.walks
            for outcome in walk.outcomes
        ]
        yield Box(
            _("Besluit: %(decision)s") % {"decision": decision}
            if decision
            else _("Er is nog geen besluit genomen."),
            "\n".join(dict.fromkeys(outcomes)),
        )
        return
    scan, types = case.advice.quickscan, case.advice.types
    title, explanation, _next = conclusion_of(case, scan.conclusion)
    lines = [explanation, decided_words(case)]
    if scan.with_caution:
        lines.insert(1, _("Bij dit advies hoort een let-op. Die staat verderop."))
    if types.chosen:
        lines.append(_("Gekozen soort plek: %(type)s.") % {"type": case.type_name(types.chosen)})
    yield Box(_("Advies: %(title)s") % {"title": title}, "\n".join(line for line in lines if line))


def _question(case: Case) -> Iterator[Block]:
    yield Heading(_("De vraag"))
    role = case.long_text("goal.role", "role")
    empty = (
        _("Nog niet opgeschreven wat de plek moet gaan betekenen.")
        if case.asks_whether
        else _("Deze ruimte is stilgevallen. Hoe komt dat, en wat kunnen we doen?")
    )
    yield Words(role or empty)
    facts = [
        bullet
        for question in ("goal.area", "goal.kinds", "goal.target_groups", "goal.added_value")
        for bullet in case.one_answer(question)
    ]
    if facts:
        yield Bullets(tuple(facts))
    assumed = [row.get("text", "") for row in case.answers.rows("goal.assumptions").values()]
    if any(assumed):
        yield Heading(_("Wat we aannemen"), 2)
        yield Bullets(tuple(Bullet(text) for text in assumed if text))


def _evidence(case: Case) -> Iterator[Block]:
    yield Heading(_("Wat we weten"))
    found = [*_voices(case), *_facts(case)]
    yield from found or [Words(_("Er is nog niets ingevuld over gesprekken, wensen of feiten."))]


def _voices(case: Case) -> Iterator[Block]:
    lines = [
        bullet
        for question in (
            "needs.wanted",
            "needs.wished_use",
            "needs.wished_place",
            "needs.contribution",
            "needs.needed",
        )
        for bullet in case.one_answer(question)
    ]
    if lines:
        yield Heading(_("Wat bewoners zeggen"), 2)
        yield Bullets(tuple(lines))
    talks = list(case.rows_table("needs.conversations", {"date": 16, "form": 20, "voices": 24, "notes": 60}))
    if talks:
        yield Heading(_("Gesprekken"), 2)
        yield from talks
    existing = list(
        case.rows_table(
            "needs.existing",
            {"name": 22, "place": 18, "goal": 24, "same_goal": 14, "has_room": 14, "help": 22},
        )
    )
    if existing:
        yield Heading(_("Wat er al is"), 2)
        yield from existing


def _facts(case: Case) -> Iterator[Block]:
    facts = list(
        case.rows_table("needs.evidence", {"kind": 22, "title": 24, "date": 16, "says": 50, "direction": 18})
    )
    if facts:
        yield Heading(_("Feiten over de buurt"), 2)
        yield from facts
    judged = case.answers.rows("reflection.assumptions")
    if judged:
        yield Heading(_("Kloppen onze aannames?"), 2)
        yield Table(
            (_("Aanname"), _("Oordeel"), _("Waarom")),
            tuple(
                (
                    case.answers.text("goal.assumptions", "text", key),
                    case.said("reflection.assumptions", "verdict", row, item=key),
                    case.said("reflection.assumptions", "why", row, item=key),
                )
                for key, row in judged.items()
            ),
            (40, 18, 42),
        )


def _advice(case: Case, sources: Sources) -> Iterator[Block]:
    scan = case.advice.quickscan
    title, explanation, next_step = conclusion_of(case, scan.conclusion)
    yield Heading(_("Het advies"))
    yield Words(f"{title}. {explanation}", tone="lead")
    for heading, reasons in (
        (_("Wat ervoor spreekt"), scan.reasons_for),
        (_("Wat ertegen spreekt"), scan.reasons_against),
        (_("Let op"), scan.cautions),
    ):
        if reasons:
            yield Heading(heading, 2)
            yield from sources.bullets(reasons)
    if scan.reflected:
        yield Heading(_("De vragen waarop het advies rust"), 2)
        yield _reflected(case)
    yield Heading(_("Het besluit"), 2)
    yield Words(decided_words(case))
    if next_step:
        yield Words(_("Volgende stap: %(step)s") % {"step": next_step})
    outcome = list(case.one_answer("reflection.outcome"))
    if outcome:
        yield Bullets(tuple(outcome))


def _reflected(case: Case) -> Table:
    words = {"yes": _("ja"), "no": _("nee"), "unknown": _("weten we niet")}
    rows = []
    for one in case.advice.quickscan.reflected:
        counts = words[one.counts]
        if one.said != one.counts:
            counts = _("%(counts)s (ingevuld: %(said)s)") % {"counts": counts, "said": words[one.said]}
        why = "\n".join(reason.text.said(case.language) for reason in one.reasons)
        rows.append((one.text.said(case.language), counts, why))
    return Table((_("Vraag"), _("Telt als"), _("Waarom")), tuple(rows), (40, 20, 50))
