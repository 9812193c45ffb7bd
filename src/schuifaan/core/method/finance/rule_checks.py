"""Are the conditions and rules about money in order: can every test be read, and does it ask what can be answered?"""

from collections.abc import Iterator
from decimal import Decimal

from schuifaan.core.method.finance.expressions import Expression, NotAnExpression, parse
from schuifaan.core.method.finance.facts import DIRECT, FACTS
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.asking import AnswerField
from schuifaan.core.method.knowledge.item import PLACE_TYPE_CODES, Text
from schuifaan.core.method.knowledge.money import Condition, IncomeRule

# Choices that no question of the business case lists itself.
OPTIONS = {
    "place_type": frozenset(PLACE_TYPE_CODES),
    "wmo_bought": frozenset({"yes", "no"}),
    "bylaw": frozenset({"yes", "no"}),
}
PERCENT = (Decimal(0), Decimal(100))  # what follows from other answers is a share of a whole
# Two texts and the names of the sources together make one message, and a text has 2000 characters at most.
LONGEST = 700

Misfit = tuple[str, str]


def misfits(knowledge: Knowledge) -> Iterator[Misfit]:
    """(item id, what is wrong) for every condition and rule that cannot be judged or said as it stands."""
    for source in knowledge.income_sources:
        for condition in source.conditions:
            yield from _condition(condition, knowledge)
    for rule in knowledge.income_rules:
        yield from _rule(rule, knowledge)


def _condition(condition: Condition, knowledge: Knowledge) -> Iterator[Misfit]:
    if condition.test is not None:
        yield from _test(condition.id, condition.test, knowledge)
        if condition.kind == "legal" and condition.if_not is None:
            yield condition.id, "if_not is missing: what is wrong when it is not so?"
        if condition.kind == "legal" and condition.would_change is None:
            yield condition.id, "would_change is missing: what could one do about it?"
    yield from _lengths(condition.id, condition.text, condition.if_not, condition.would_change)


def _rule(rule: IncomeRule, knowledge: Knowledge) -> Iterator[Misfit]:
    expression = None
    if rule.test is not None:
        yield from _test(rule.id, rule.test, knowledge)
        expression = _read(rule.test)
    if rule.between and rule.severity == "conflict" and expression is not None and expression.sources:
        # Which sets are lawful is found by trying them out: which sources exclude each other cannot depend on that.
        yield rule.id, "the test of a rule that keeps pairs apart cannot look at what is used"
    for first, second in rule.between:
        if first == second:
            yield rule.id, f"{first} cannot exclude itself"
    named = dict.fromkeys([*(one for pair in rule.between for one in pair), *rule.about])
    yield from _no_sources(rule.id, tuple(named), knowledge)
    yield from _lengths(rule.id, rule.text, rule.advice)


def _test(item_id: str, text: str, knowledge: Knowledge) -> Iterator[Misfit]:
    try:
        expression = parse(text)
    except NotAnExpression as refused:
        yield item_id, f"test: {refused}"
        return
    yield from _no_sources(item_id, expression.sources, knowledge)
    for name in expression.facts:
        if _is_asked(name) and _field(name, knowledge) is None:
            yield item_id, f"test: {name} is no field of {FACTS[name].ref.question}"
    for name, value in expression.compared:
        problem = (
            _figure(name, value, knowledge) if isinstance(value, Decimal) else _option(name, value, knowledge)
        )
        if problem is not None:
            yield item_id, f"test: {problem}"


def _read(text: str) -> Expression | None:
    try:
        return parse(text)
    except NotAnExpression:
        return None


def _option(name: str, value: str, knowledge: Knowledge) -> str | None:
    options = OPTIONS.get(name)
    if options is None:
        asked = _field(name, knowledge)
        options = frozenset(option.id for option in asked.options) if asked is not None else frozenset()
    return None if value in options else f"{name} has no option {value}"


def _figure(name: str, value: Decimal, knowledge: Knowledge) -> str | None:
    """A figure outside what people may fill in makes a test that always says the same."""
    least, most = PERCENT
    if _is_asked(name):
        asked = _field(name, knowledge)
        least = Decimal(asked.least) if asked is not None and asked.least is not None else Decimal(0)
        most = Decimal(asked.most) if asked is not None and asked.most is not None else value
    return None if least <= value <= most else f"{name} is never {value}: it lies between {least} and {most}"


def _is_asked(name: str) -> bool:
    return name in DIRECT.get(FACTS[name].ref.question, ())


def _field(name: str, knowledge: Knowledge) -> AnswerField | None:
    question = knowledge.questions_by_id.get(FACTS[name].ref.question)
    return next((one for one in question.fields if one.id == name), None) if question is not None else None


def _no_sources(item_id: str, names: tuple[str, ...], knowledge: Knowledge) -> Iterator[Misfit]:
    known = {source.id for source in knowledge.income_sources}
    yield from ((item_id, f"{name} is no source of income") for name in names if name not in known)


def _lengths(item_id: str, *texts: Text | None) -> Iterator[Misfit]:
    if any(max(len(text.nl), len(text.en)) > LONGEST for text in texts if text is not None):
        yield item_id, f"a text is longer than {LONGEST} characters"
