"""The five types beside each other, how each fits the answers, and what comes with a type."""

from dataclasses import dataclass

from django.urls import reverse

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.handbook_money import HORIZON_WORDS
from schuifaan.apps.dossiers.queries.own import role_policies_of
from schuifaan.apps.dossiers.queries.reasons import ShownReason
from schuifaan.apps.dossiers.queries.speech import said_texts
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.choosing import ANSWERS
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.money import IncomeSource
from schuifaan.core.method.knowledge.planning import Aspect, Ingredient, PlaceTypeItem
from schuifaan.core.method.management import tasks_of_type
from schuifaan.core.method.typology import Fit, Part, TypeMatch, match


@dataclass(frozen=True, slots=True)
class PartLine:
    """What one answer adds: "+3 want …", with the answer it comes from."""

    points: str
    question: str
    option: str
    because: ShownReason
    want: str
    url: str


@dataclass(frozen=True, slots=True)
class FitLine:
    fit: Fit
    item: PlaceTypeItem
    points: str
    speaks_for: tuple[PartLine, ...]
    speaks_against: tuple[PartLine, ...]
    excluded_because: tuple[ShownReason, ...]
    excluded_unless: tuple[ShownReason, ...]
    is_best: bool
    is_close: bool
    is_chosen: bool
    tasks: tuple[tuple[Ingredient, str], ...]
    role_policy: str

    @property
    def is_open(self) -> bool:
        """What it rests on stands open for the ones to choose between."""
        return self.is_best or self.is_close


@dataclass(frozen=True, slots=True)
class AspectRow:
    """A row of the comparison: what each type is like in this respect, in the order of the types."""

    aspect: Aspect
    cells: tuple[tuple[PlaceTypeItem, tuple[Text, ...]], ...]


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    text: str
    answer: str
    url: str


@dataclass(frozen=True, slots=True)
class TipLine:
    question: str
    option: str
    winner: str
    url: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    source: IncomeSource
    lasts: str  # "" when it is not for this type


@dataclass(frozen=True, slots=True)
class TypePage:
    match: TypeMatch
    fits: tuple[FitLine, ...]
    best: PlaceTypeItem | None
    close_to: PlaceTypeItem | None
    chosen: PlaceTypeItem | None
    types: tuple[PlaceTypeItem, ...]
    aspects: tuple[AspectRow, ...]
    differ_most: tuple[AnsweredQuestion, ...]
    would_tip: tuple[TipLine, ...]
    missing: tuple[AnsweredQuestion, ...]
    money_type: PlaceTypeItem | None
    money: tuple[MoneyLine, ...]
    has_policies: bool


def type_page(dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str) -> TypePage:
    found = match(answers, knowledge)
    reading = _Fits(dossier, answers, knowledge, language)
    types = {one.code: one for one in knowledge.place_types}
    policies = role_policies_of(dossier.organisation) if dossier.organisation is not None else {}
    chosen = types.get(found.chosen) if found.chosen else None
    best = types.get(found.best) if found.best else None
    return TypePage(
        match=found,
        fits=tuple(reading.fit(one, types[one.code], found, policies) for one in found.fits),
        best=best,
        close_to=types.get(found.close_to) if found.close_to else None,
        chosen=chosen,
        types=knowledge.place_types,
        aspects=comparison(knowledge),
        differ_most=tuple(reading.answered(one) for one in found.differ_most),
        would_tip=tuple(
            TipLine(
                reading.question_text(tip.question),
                tip.option_text.said(language),
                types[tip.winner].name.said(language),
                reading.question_url(tip.question),
            )
            for tip in found.would_tip
        ),
        missing=tuple(reading.answered(one) for one in found.missing),
        money_type=chosen or best,
        money=_money(knowledge, chosen or best),
        has_policies=bool(policies),
    )


def comparison(knowledge: Knowledge) -> tuple[AspectRow, ...]:
    """Six aspects by five types, as the handbook has them."""
    said = {
        (one.code, part.aspect): tuple(point.text for point in part.points)
        for one in knowledge.place_types
        for part in one.aspects
    }
    return tuple(
        AspectRow(aspect, tuple((one, said.get((one.code, aspect.id), ())) for one in knowledge.place_types))
        for aspect in knowledge.aspects
    )


def _money(knowledge: Knowledge, place_type: PlaceTypeItem | None) -> tuple[MoneyLine, ...]:
    """Every source, those for the type first; what is not for it is said, not hidden."""
    if place_type is None:
        return ()
    lines = [
        MoneyLine(one, str(HORIZON_WORDS[one.types[place_type.code]]) if place_type.code in one.types else "")
        for one in knowledge.income_sources
    ]
    return tuple(sorted(lines, key=lambda line: not line.lasts))


def _inside(sentence: str) -> str:
    """As it goes on behind "want"; what begins with a name or a number keeps its capital."""
    return sentence[0].lower() + sentence[1:] if sentence[1:2].islower() or sentence[1:2] == " " else sentence


def signed(points: int) -> str:
    """With a real minus sign: "+3", "−2", "0"."""
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"


class _Fits(Reading):
    """How the types fit what was read."""

    def fit(self, fit: Fit, item: PlaceTypeItem, found: TypeMatch, policies: dict[str, str]) -> FitLine:
        return FitLine(
            fit=fit,
            item=item,
            points=signed(fit.points),
            speaks_for=tuple(self._part(one) for one in fit.speaks_for),
            speaks_against=tuple(self._part(one) for one in fit.speaks_against),
            excluded_because=self.grounds(fit.excluded_because),
            excluded_unless=self.grounds(fit.excluded_unless),
            is_best=fit.code == found.best,
            is_close=fit.code == found.close_to,
            is_chosen=fit.code == found.chosen,
            tasks=self._tasks(item),
            role_policy=policies.get(fit.code, ""),
        )

    def _tasks(self, item: PlaceTypeItem) -> tuple[tuple[Ingredient, str], ...]:
        wanted = set(tasks_of_type(self.knowledge, item.code))
        return tuple(
            (one, one.needed.get(item.code, "optional"))
            for one in self.knowledge.ingredients
            if one.id in wanted
        )

    def _part(self, part: Part) -> PartLine:
        return PartLine(
            points=signed(part.points),
            question=self.question_text(part.question),
            option=self._option(part.question, part.option),
            because=self.ground(part.reason),
            want=_inside(part.reason.text.said(self.language)),
            url=self.question_url(part.question),
        )

    def _option(self, question_id: str, option: str) -> str:
        options = self.knowledge.questions_by_id[question_id].fields[0].options
        named = {one.id: one.text for one in options} | ANSWERS
        return named[option].said(self.language) if option in named else option

    def answered(self, question_id: str) -> AnsweredQuestion:
        question = self.knowledge.questions_by_id[question_id]
        said = said_texts(
            question.fields[0],
            self.answers.value(question_id),
            answers=self.answers,
            knowledge=self.knowledge,
            language=self.language,
        )
        return AnsweredQuestion(
            self.question_text(question_id), ", ".join(said), self.question_url(question_id)
        )

    def question_text(self, question_id: str) -> str:
        return self.knowledge.questions_by_id[question_id].text.said(self.language)

    def question_url(self, question_id: str) -> str:
        return reverse("dossiers:question", kwargs={"key": self.dossier.key, "question": question_id})
