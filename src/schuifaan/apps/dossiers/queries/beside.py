"""What stands beside a question: what was found, what the handbook asks of the type, what to mind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier, RolePolicy
from schuifaan.apps.dossiers.queries.coming_along import STATISTICS
from schuifaan.apps.dossiers.queries.reasons import ShownReason, shown_all
from schuifaan.apps.dossiers.queries.running_place import running_of
from schuifaan.apps.dossiers.queries.speech import said_text
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.choosing import referred
from schuifaan.core.method.finance.funding import APPLICATIONS
from schuifaan.core.method.knowledge import Item, Knowledge, Text
from schuifaan.core.method.knowledge.asking import Question
from schuifaan.core.method.knowledge.item import PlaceTypeCode
from schuifaan.core.method.knowledge.planning import (
    Ingredient,
    LadderTopic,
    PlaceTypeItem,
    Reflection,
    Safeguard,
)
from schuifaan.core.method.knowledge.shaping import ProcessTip, Requirement, RoomlessStrategy, TreeNode
from schuifaan.core.method.management import tasks_of_type
from schuifaan.core.method.quickscan import scan
from schuifaan.core.method.reasons import Ref

EVIDENCE = "needs.evidence"
CONVERSATIONS = "needs.conversations"
REFLECTIONS = "reflection.answers"
OPENING = "money.opening"
ASSUMPTIONS = "reflection.assumptions"
DIRECTION_ICONS = {"supports": "thumbs-up", "contradicts": "thumbs-down", "neutral": "minus"}
WITHOUT_LOCATION = frozenset({"none_suitable", "flexible"})


@dataclass(frozen=True, slots=True)
class FoundEvidence:
    """A row of evidence on one line: the source with its year, which way it points, what it says."""

    item: str
    source: str
    direction: str
    direction_label: str
    icon: str
    says: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something the handbook says about an item."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A reflection that follows from other answers: nobody is asked it."""

    text: str
    verdict: str
    reasons: tuple[ShownReason, ...]


@dataclass(frozen=True, slots=True)
class RoleOf:
    """What the organisation itself does in places of a type."""

    type_name: str
    text: str


# ------------------------------------------------------------------ evidence


def evidence_about(
    answers: Answers, knowledge: Knowledge, *, language: str, assumption: str | None = None
) -> tuple[FoundEvidence, ...]:
    """The evidence about one assumption; without one, all evidence that points somewhere."""
    question = knowledge.questions_by_id.get(EVIDENCE)
    if question is None:
        return ()
    found = []
    for item, row in answers.rows(EVIDENCE).items():
        direction = answers.text(EVIDENCE, "direction", item)
        is_wanted = (
            direction != "neutral"
            if assumption is None
            else Ref(question.field("about").rows_of[0], assumption) in _abouts(question, item, answers)
        )
        if not is_wanted:
            continue
        words = {
            field: said_text(
                question, field, row.get(field), answers=answers, knowledge=knowledge, language=language
            )
            for field in ("title", "direction")
        }
        year = answers.text(EVIDENCE, "date", item)[:4]
        found.append(
            FoundEvidence(
                item=item,
                source=f"{words['title']} {year}".strip() if year not in words["title"] else words["title"],
                direction=direction,
                direction_label=words["direction"],
                icon=DIRECTION_ICONS.get(direction, "minus"),
                says=answers.text(EVIDENCE, "says", item),
            )
        )
    return tuple(found)


def _abouts(question: Question, item: str, answers: Answers) -> set[Ref | None]:
    """The rows a piece of evidence is about."""
    rows_of = question.field("about").rows_of
    return {referred(named, rows_of, answers) for named in answers.many(EVIDENCE, "about", item)}


def statistics_of(answers: Answers) -> tuple[str, ...]:
    """The rows of evidence that are figures of Statistics Netherlands."""
    return tuple(key for key, row in answers.rows(EVIDENCE).items() if row.get("kind") == STATISTICS)


def nobody_unheard(answers: Answers) -> bool:
    """There were talks, and not with the people one hardly ever hears."""
    rows = answers.rows(CONVERSATIONS)
    return bool(rows) and not any("unheard" in answers.many(CONVERSATIONS, "voices", key) for key in rows)


def computed_reflections(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str
) -> tuple[Computed, ...]:
    asked = {one.id for one in knowledge.reflections if one.computed_from is None}
    verdicts = {"yes": _("ja"), "no": _("nee"), "unknown": _("nog niet bekend")}
    return tuple(
        Computed(
            one.text.said(language),
            verdicts[one.counts],
            shown_all(one.reasons, language=language, dossier=dossier),
        )
        for one in scan(answers, knowledge).reflected
        if one.id not in asked
    )


# ------------------------------------------------------------------ the handbook about an item


def told_about(item: Item | None, *, code: PlaceTypeCode | None, language: str) -> tuple[Told, ...]:
    """What to know before answering about this item."""
    told: list[tuple[str, Text | None]] = []
    match item:
        case Ingredient():
            told = [(_("Wat is dit?"), item.description)]
            if code is not None:
                told.append((_("Bij deze soort plek"), item.for_type.get(code)))
        case Requirement():
            told = [(_("Zo kijk je het na"), item.check)]
        case Reflection() | TreeNode():
            told = [(_("Waarom vragen we dit?"), item.why)]
        case Safeguard():
            told = [(_("Waarom?"), item.explanation)]
        case ProcessTip():
            told = [(_("Vraag aan jezelf"), item.question)]
        case RoomlessStrategy():
            told = [(_("Wat is dit?"), item.summary), (_("Wie is nodig?"), item.who)]
    return tuple(Told(label, text.said(language)) for label, text in told if text is not None)


def must_be_done(item: Item | None, code: PlaceTypeCode | None) -> bool:
    """Somebody has to do this task in a place of that type."""
    return isinstance(item, Ingredient) and code is not None and item.needed.get(code) == "required"


def levels_told(item: Item | None, knowledge: Knowledge, *, language: str) -> tuple[Told, ...]:
    """The rungs of the ladder, for who chooses one for a topic."""
    if not isinstance(item, LadderTopic):
        return ()
    return tuple(
        Told(level.name.said(language), f"{level.meaning.said(language)} {level.to_record.said(language)}")
        for level in knowledge.ladder_levels
    )


def items_of_type(
    question: Question, knowledge: Knowledge, code: PlaceTypeCode | None
) -> tuple[str, ...] | None:
    """The items that matter for the chosen type; None when all do."""
    if code is None:
        return None
    if question.per == "ingredients":
        return tasks_of_type(knowledge, code)
    if question.per == "requirements":
        return tuple(
            one.id for one in knowledge.requirements if one.priority.get(code, "could") != "not_applicable"
        )
    return None


def groups_of(question: Question, knowledge: Knowledge, *, language: str) -> dict[str, str]:
    """Item → the heading it stands under, for questions asked of many items."""
    if question.per == "requirements":
        strategies = {one.id: one.name.said(language) for one in knowledge.strategies}
        other = _("Voor deze soort plek, en eigen wensen")
        return {one.id: strategies.get(one.strategy or "", other) for one in knowledge.requirements}
    if question.per == "tree_nodes":
        return {node.id: tree.name.said(language) for tree in knowledge.trees for node in tree.nodes}
    return {}


# ------------------------------------------------------------------ the type


def role_policies(
    dossier: Dossier, knowledge: Knowledge, *, language: str, code: PlaceTypeCode | None = None
) -> tuple[RoleOf, ...]:
    """What the organisation of the dossier does itself, per type; one query."""
    if dossier.organisation_id is None:
        return ()
    found = RolePolicy.objects.filter(organisation_id=dossier.organisation_id)
    texts = {policy.place_type: policy.text for policy in found}
    return tuple(
        RoleOf(one.name.said(language), texts[one.code])
        for one in knowledge.place_types
        if one.code in texts and code in {None, one.code}
    )


def types_told(knowledge: Knowledge, *, language: str) -> tuple[Told, ...]:
    return tuple(_type_told(one, language) for one in knowledge.place_types)


def _type_told(one: PlaceTypeItem, language: str) -> Told:
    return Told(
        one.name.said(language),
        f"{one.summary.said(language)} {one.size.said(language)}; {one.orientation.said(language).lower()}.",
    )


def looks_without_room(answers: Answers) -> bool:
    """No location fits, or none is wanted: meeting without a room may be the way."""
    return answers.text("location.choice", "outcome") in WITHOUT_LOCATION


def area_of(dossier: Dossier, answers: Answers) -> str:
    """The area as people named it in the goal, else the neighbourhood of the dossier."""
    return answers.text("goal.area", "name") or (str(dossier.neighbourhood) if dossier.neighbourhood else "")


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What a form begins with; `told` says of a field where that comes from."""

    row: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)


def prefilled(
    question: Question, dossier: Dossier, answers: Answers, *, today: date, wanted: Mapping[str, str]
) -> Prefilled:
    """What is filled in already when nobody answered yet; people may change it. `wanted`: asked in the address."""
    if question.id == "goal.area" and dossier.neighbourhood is not None:
        return Prefilled({"scale": "neighbourhood", "name": str(dossier.neighbourhood)})
    if question.id == "without_room.situations":
        return Prefilled({"area": area_of(dossier, answers)})
    if question.id == OPENING:
        return _opening_of_place(dossier, today=today)
    if question.id == APPLICATIONS and "fund" in wanted:
        return Prefilled({"fund": wanted["fund"]})
    return Prefilled()


def _opening_of_place(dossier: Dossier, *, today: date) -> Prefilled:
    hours = running_of(dossier, today=today).open_hours
    if hours is None or dossier.place is None:
        return Prefilled()
    told = _("Dit komt van de openingstijden van %(place)s. Klopt het niet? Verander het hier gerust.")
    return Prefilled(
        {"open_hours": f"{hours.normalize():f}"}, {"open_hours": told % {"place": dossier.place.name}}
    )
