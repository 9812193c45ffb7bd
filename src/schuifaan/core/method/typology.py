"""Which of the five types fits: every answer's part in it is shown, and people choose themselves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.choosing import ANSWERS
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.asking import FieldKind, Question
from schuifaan.core.method.knowledge.item import PLACE_TYPE_CODES, PlaceTypeCode
from schuifaan.core.method.knowledge.planning import PlaceTypeItem, Weight
from schuifaan.core.method.reasons import Reason, Ref, phrase, resting_on


@dataclass(frozen=True)
class Part:
    """What one answer adds to or takes from a type."""

    question: str
    option: str
    points: int
    reason: Reason


@dataclass(frozen=True)
class Fit:
    code: PlaceTypeCode
    name: Text
    points: int
    speaks_for: tuple[Part, ...]
    speaks_against: tuple[Part, ...]
    excluded_because: tuple[Reason, ...]
    excluded_unless: tuple[Reason, ...]  # gates not answered yet

    @property
    def is_excluded(self) -> bool:
        return bool(self.excluded_because)


@dataclass(frozen=True)
class Tip:
    """Answering `question` with `option` instead would put another type in front."""

    question: str
    option: str
    option_text: Text
    winner: PlaceTypeCode


@dataclass(frozen=True)
class TypeMatch:
    """All five types, the possible ones first and best first, then the excluded ones."""

    fits: tuple[Fit, ...]
    best: PlaceTypeCode | None  # None: nothing fits well yet
    close_to: PlaceTypeCode | None  # the runner-up when it is a close call
    differ_most: tuple[str, ...]  # the two questions on which these two differ most
    would_tip: tuple[Tip, ...]
    missing: tuple[str, ...]  # questions without an answer
    chosen: PlaceTypeCode | None
    chosen_reason: str


CLOSE_CALL = 4
LEAST_POINTS = 8

Points = Mapping[PlaceTypeCode, int]


def match(answers: Answers, knowledge: Knowledge) -> TypeMatch:
    """The five types ranked for these answers."""
    weighed = _by_question(knowledge)
    given = {question: _given(answers, question, weights) for question, weights in weighed.items()}
    fits = sorted(
        (_fit(code, weighed, given, knowledge) for code in PLACE_TYPE_CODES),
        # Sorting keeps the order of the codes between equals.
        key=lambda fit: (fit.is_excluded, 0 if fit.is_excluded else -fit.points),
    )
    possible = [fit for fit in fits if not fit.is_excluded]
    best = possible[0].code if possible and possible[0].points >= LEAST_POINTS else None
    is_close = len(possible) > 1 and possible[0].points - possible[1].points <= CLOSE_CALL
    close_to = possible[1].code if best is not None and is_close else None
    return TypeMatch(
        fits=tuple(fits),
        best=best,
        close_to=close_to,
        differ_most=_differ_most(best, close_to, weighed, given),
        would_tip=tuple(_tips(best, weighed, given, knowledge)),
        missing=tuple(question for question, options in given.items() if not options),
        chosen=chosen_type(answers, knowledge),
        chosen_reason=answers.text("type.choice", "reason"),
    )


def chosen_type(answers: Answers, knowledge: Knowledge) -> PlaceTypeCode | None:
    """The type the team chose, or None."""
    said = answers.text("type.choice", "type")
    item = knowledge.index.get(said)
    if isinstance(item, PlaceTypeItem):
        return item.code
    return next((code for code in PLACE_TYPE_CODES if code == said), None)


def gates(answers: Answers, knowledge: Knowledge, question: str) -> tuple[Reason, ...]:
    """The types that an answer to this question may still exclude, in words."""
    weighed = _by_question(knowledge)
    return tuple(
        _gate(code, question, weighed[question], knowledge)
        for code in PLACE_TYPE_CODES
        if question in weighed
        and not _given(answers, question, weighed[question])
        and any(code in weight.excludes for weight in weighed[question].values())
    )


def _by_question(knowledge: Knowledge) -> dict[str, dict[str, Weight]]:
    """The weights by question and option, in the order in which the questions are asked."""
    found: dict[str, dict[str, Weight]] = {}
    for weight in knowledge.weights:
        found.setdefault(weight.question, {})[weight.option] = weight
    return {question.id: found[question.id] for question in knowledge.questions if question.id in found}


def _given(answers: Answers, question: str, weights: Iterable[str]) -> tuple[str, ...]:
    """The options that were chosen; "we do not know" is no answer."""
    said = set(answers.many(question))
    known = tuple(option for option in weights if option in said)
    return known or tuple(option for option in sorted(said) if option != "unknown")


Weighed = Mapping[str, Mapping[str, Weight]]
Given = Mapping[str, tuple[str, ...]]


def _fit(code: PlaceTypeCode, weighed: Weighed, given: Given, knowledge: Knowledge) -> Fit:
    chosen = [
        weighed[question][one]
        for question, options in given.items()
        for one in options
        if one in weighed[question]
    ]
    parts = [
        Part(weight.question, weight.option, weight.points[code], _because(weight, weight.because))
        for weight in chosen
        if weight.points.get(code)
    ]
    return Fit(
        code=code,
        name=_name(code, knowledge),
        points=sum(part.points for part in parts),
        speaks_for=tuple(part for part in parts if part.points > 0),
        speaks_against=tuple(part for part in parts if part.points < 0),
        excluded_because=tuple(
            _because(weight, weight.excludes[code]) for weight in chosen if code in weight.excludes
        ),
        excluded_unless=tuple(
            _gate(code, question, weighed[question], knowledge)
            for question, options in given.items()
            if not options and any(code in weight.excludes for weight in weighed[question].values())
        ),
    )


def _because(weight: Weight, text: Text) -> Reason:
    return resting_on(weight, text, Ref(weight.question))


def _gate(
    code: PlaceTypeCode, question_id: str, weights: Mapping[str, Weight], knowledge: Knowledge
) -> Reason:
    """A type that stays possible only with some of the answers to a question nobody answered yet."""
    question = knowledge.questions_by_id[question_id]
    shut = [weight for weight in weights.values() if code in weight.excludes]
    shutting = {weight.option for weight in shut}
    leaves = [text for option, text in _options(question) if option not in shutting]
    text = phrase(
        "{name} kan alleen als jullie op “{question}” antwoorden: {leaves}.",
        "{name} is possible only if you answer “{question}” with: {leaves}.",
        name=_name(code, knowledge),
        question=question.text,
        leaves=_either(leaves),
    )
    return resting_on(shut[0], text, Ref(question_id))


def _either(texts: list[Text]) -> Text:
    if not texts:
        return phrase("iets anders", "something else")
    return Text(nl=" of ".join(text.nl for text in texts), en=" or ".join(text.en for text in texts))


def _options(question: Question) -> Iterator[tuple[str, Text]]:
    field = question.fields[0]
    if field.kind is FieldKind.YES_NO:
        yield from ((name, ANSWERS[name]) for name in ("yes", "no"))
    yield from ((option.id, option.text) for option in field.options)


def _name(code: PlaceTypeCode, knowledge: Knowledge) -> Text:
    found = next((one.name for one in knowledge.place_types if one.code == code), None)
    return found if found is not None else Text(nl=code, en=code)


# ------------------------------------------------------------------ what tips the scale


def _points(options: Iterable[str], weights: Mapping[str, Weight]) -> dict[PlaceTypeCode, int]:
    chosen = [weights[option] for option in options if option in weights]
    return {code: sum(weight.points.get(code, 0) for weight in chosen) for code in PLACE_TYPE_CODES}


def _shut(options: Iterable[str], weights: Mapping[str, Weight]) -> set[PlaceTypeCode]:
    return {code for option in options if option in weights for code in weights[option].excludes}


def _differ_most(
    best: PlaceTypeCode | None, close_to: PlaceTypeCode | None, weighed: Weighed, given: Given
) -> tuple[str, ...]:
    if best is None or close_to is None:
        return ()
    apart = {
        question: abs(points[best] - points[close_to])
        for question, options in given.items()
        for points in [_points(options, weighed[question])]
    }
    return tuple(sorted((one for one in apart if apart[one]), key=lambda one: -apart[one])[:2])


def _tips(best: PlaceTypeCode | None, weighed: Weighed, given: Given, knowledge: Knowledge) -> Iterator[Tip]:
    """Every single other answer to one answered question, counted from the parts of the others."""
    parts = {question: _points(options, weighed[question]) for question, options in given.items()}
    total = {code: sum(part[code] for part in parts.values()) for code in PLACE_TYPE_CODES}
    for question, options in given.items():
        if not options:
            continue
        elsewhere = {
            code for other in given if other != question for code in _shut(given[other], weighed[other])
        }
        for option, text in _options(knowledge.questions_by_id[question]):
            if (option,) == options:
                continue
            instead = _points((option,), weighed[question])
            shut = elsewhere | _shut((option,), weighed[question])
            points = {code: total[code] - parts[question][code] + instead[code] for code in PLACE_TYPE_CODES}
            winner = _front(points, shut)
            if winner is not None and winner != best:
                yield Tip(question, option, text, winner)


def _front(points: Points, shut: set[PlaceTypeCode]) -> PlaceTypeCode | None:
    possible = [code for code in PLACE_TYPE_CODES if code not in shut]
    if not possible:
        return None
    first = max(possible, key=lambda code: points[code])
    return first if points[first] >= LEAST_POINTS else None
