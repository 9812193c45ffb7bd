"""All knowledge together: the kinds, the index by id, and what must fit between items."""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from hashlib import blake2b
from typing import get_args

from pydantic import BaseModel

from schuifaan.core.method.knowledge.asking import FieldKind, Question, Step
from schuifaan.core.method.knowledge.item import Document, Frozen, Item
from schuifaan.core.method.knowledge.listening import EvaluationQuestion, TalkSheet, Theme, WishQuestion
from schuifaan.core.method.knowledge.money import Figure, Fund, IncomeRule, IncomeSource, RentTable
from schuifaan.core.method.knowledge.planning import (
    AgreementOutline,
    Aspect,
    Conclusion,
    EvidenceKind,
    HouseRule,
    Ingredient,
    LadderLevel,
    LadderTopic,
    ManagementModel,
    Partner,
    PitfallWarning,
    PlaceTypeItem,
    Reflection,
    Role,
    Safeguard,
    Weight,
)
from schuifaan.core.method.knowledge.shaping import (
    Cause,
    Chapter,
    DesignStrategy,
    OwnTip,
    Practice,
    ProcessTip,
    Requirement,
    RoomlessStrategy,
    Situation,
    Tree,
    WelcomeElement,
)


class OwnKnowledge(Frozen):
    """What an organisation adds; every id begins with `own.` and every status is `own`."""

    ingredients: tuple[Ingredient, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    funds: tuple[Fund, ...] = ()
    house_rules: tuple[HouseRule, ...] = ()
    tips: tuple[OwnTip, ...] = ()
    trees: tuple[Tree, ...] = ()


class Knowledge(Frozen):
    """Every item of every kind. Kinds are named as in the files, in the plural."""

    documents: tuple[Document, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    steps: tuple[Step, ...] = ()
    questions: tuple[Question, ...] = ()
    evidence_kinds: tuple[EvidenceKind, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    place_types: tuple[PlaceTypeItem, ...] = ()
    weights: tuple[Weight, ...] = ()
    partners: tuple[Partner, ...] = ()
    warnings: tuple[PitfallWarning, ...] = ()
    ladder_levels: tuple[LadderLevel, ...] = ()
    ladder_topics: tuple[LadderTopic, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    roles: tuple[Role, ...] = ()
    management_models: tuple[ManagementModel, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    house_rules: tuple[HouseRule, ...] = ()
    agreements: tuple[AgreementOutline, ...] = ()
    funds: tuple[Fund, ...] = ()
    income_sources: tuple[IncomeSource, ...] = ()
    income_rules: tuple[IncomeRule, ...] = ()
    figures: tuple[Figure, ...] = ()
    rent_tables: tuple[RentTable, ...] = ()
    strategies: tuple[DesignStrategy, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    process_tips: tuple[ProcessTip, ...] = ()
    practices: tuple[Practice, ...] = ()
    causes: tuple[Cause, ...] = ()
    trees: tuple[Tree, ...] = ()
    roomless: tuple[RoomlessStrategy, ...] = ()
    situations: tuple[Situation, ...] = ()
    welcome_elements: tuple[WelcomeElement, ...] = ()
    themes: tuple[Theme, ...] = ()
    talk_sheets: tuple[TalkSheet, ...] = ()
    wish_questions: tuple[WishQuestion, ...] = ()
    evaluation_questions: tuple[EvaluationQuestion, ...] = ()
    tips: tuple[OwnTip, ...] = ()

    @cached_property
    def index(self) -> dict[str, Item | Document]:
        """Every item by its id, nested ones (points, nodes, outcomes) too."""
        return {item.id: item for kind in KINDS for item in every_item(getattr(self, kind))}

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """The kind each id stands under; a point has the kind of the item it belongs to."""
        return {item.id: kind for kind in KINDS for item in every_item(getattr(self, kind))}

    def item(self, item_id: str) -> Item | Document:
        """The item with that id; KeyError when nobody knows it."""
        return self.index[item_id]

    def items_of(self, kind: str) -> tuple[Item, ...]:
        """The items of one kind; `tree_nodes`: the questions of every tree; `income_conditions`: those people judge."""
        if kind == "tree_nodes":
            return tuple(node for tree in self.trees for node in tree.nodes)
        if kind == "income_conditions":
            return tuple(
                one for source in self.income_sources for one in source.conditions if one.test is None
            )
        items: tuple[Item, ...] = getattr(self, kind)
        return items

    @cached_property
    def questions_by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def questions_of(self, step: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.step == step)

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """A short print of every top-level item, to see later what has changed since."""
        return {item.id: _print_of(item) for kind in KINDS for item in getattr(self, kind)}

    @cached_property
    def version(self) -> str:
        """Changes when any item does."""
        every = "".join(f"{key}{value}" for key, value in sorted(self.fingerprints.items()))
        return blake2b(every.encode(), digest_size=6).hexdigest()

    def with_own(self, own: OwnKnowledge) -> "Knowledge":
        """The same knowledge with an organisation's own items behind it.

        What was worked out about the shipped items is carried over: it is asked for at every page.
        """
        everything = {kind: getattr(self, kind) for kind in KINDS}
        added = {kind: (*everything[kind], *getattr(own, kind)) for kind in OWN_KINDS}
        whole = Knowledge.model_construct(**{**everything, **added})
        items = [(item, kind) for kind in OWN_KINDS for item in every_item(getattr(own, kind))]
        prints = {item.id: _print_of(item) for kind in OWN_KINDS for item in getattr(own, kind)}
        whole.__dict__["index"] = self.index | {item.id: item for item, _kind in items}
        whole.__dict__["kind_of"] = self.kind_of | {item.id: kind for item, kind in items}
        whole.__dict__["questions_by_id"] = self.questions_by_id
        whole.__dict__["fingerprints"] = self.fingerprints | prints
        return whole


KINDS = tuple(Knowledge.model_fields)
OWN_KINDS = tuple(OwnKnowledge.model_fields)


def _print_of(item: BaseModel) -> str:
    return blake2b(item.model_dump_json().encode(), digest_size=6).hexdigest()


def every_item(value: object) -> Iterator[Item | Document]:
    """The items inside `value`, itself included, outermost first."""
    if isinstance(value, (tuple, list)):
        for one in value:
            yield from every_item(one)
    elif isinstance(value, BaseModel):
        if isinstance(value, (Item, Document)):
            yield value
        for name in _holders(type(value)):
            yield from every_item(getattr(value, name))


@cache
def _holders(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that can hold items; looking into its texts and sources takes most of the time."""
    return tuple(name for name, field in model.model_fields.items() if _may_hold(field.annotation))


def _may_hold(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return issubclass(annotation, (Item, Document)) or bool(_holders(annotation))
    return any(_may_hold(one) for one in get_args(annotation))


def misfits(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """(item id, what is wrong) for every reference that leads nowhere and every id used twice."""
    yield from _twice(knowledge)
    yield from _sources(knowledge)
    yield from _questions(knowledge)
    yield from _references(knowledge)


def _twice(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for kind in KINDS:
        for item in every_item(getattr(knowledge, kind)):
            if item.id in seen:
                yield item.id, "this id is used twice"
            seen.add(item.id)


def _sources(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    documents = {document.id for document in knowledge.documents}
    for item in knowledge.index.values():
        if isinstance(item, Item):
            for citation in item.source:
                if citation.document is not None and citation.document not in documents:
                    yield item.id, f"the document {citation.document} is not in sources.yaml"


def _questions(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    steps = {step.id for step in knowledge.steps}
    kinds = {*KINDS, "tree_nodes", "income_conditions"}
    for question in knowledge.questions:
        if question.step not in steps:
            yield question.id, f"{question.step} is no step"
        if question.per is not None and question.per not in kinds | set(knowledge.questions_by_id):
            yield question.id, f"{question.per} is no kind and no question"
        names = {field.id for field in question.fields}
        for field in question.fields:
            if field.options_of is not None and field.options_of not in kinds:
                yield question.id, f"{field.id}: {field.options_of} is no kind"
            for rows in field.rows_of:
                if rows not in knowledge.questions_by_id:
                    yield question.id, f"{field.id}: {rows} is no question"
            if field.required_when is not None and field.required_when.field not in names:
                yield question.id, f"{field.id}: there is no field {field.required_when.field}"


def _references(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for weight in knowledge.weights:
        question = knowledge.questions_by_id.get(weight.question)
        options = _options(question)
        if question is None or weight.option not in options:
            yield weight.id, f"{weight.question} has no option {weight.option}"
    for item_id, referred in _named(knowledge):
        if referred not in knowledge.index:
            yield item_id, f"{referred} does not exist"


def _options(question: Question | None) -> set[str]:
    if question is None:
        return set()
    chosen = {option.id for field in question.fields for option in field.options}
    yes_no = any(field.kind is FieldKind.YES_NO for field in question.fields)
    return chosen | ({"yes", "no"} if yes_no else set())


def _named(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """(item id, id it refers to) for every plain reference."""
    pairs: list[tuple[str, Iterable[str | None]]] = [
        *((one.id, [part.aspect for part in one.aspects]) for one in knowledge.place_types),
        *((one.id, [one.pitfall]) for one in knowledge.warnings),
        *((one.id, [one.strategy]) for one in knowledge.requirements),
        *((one.id, one.about) for one in knowledge.practices),
        *((one.id, [one.tree]) for one in knowledge.causes),
        *((one.id, one.strategies) for one in knowledge.situations),
        *((one.id, [one.computed_from]) for one in knowledge.reflections),
        *((one.id, [one.safeguard]) for one in knowledge.evaluation_questions),
        *(
            (one.id, [*one.about, *(name for pair in one.between for name in pair)])
            for one in knowledge.income_rules
        ),
    ]
    for item_id, names in pairs:
        yield from ((item_id, name) for name in names if name is not None)
