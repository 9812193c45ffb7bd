"""The chapters of the handbook as pages: which items stand where, and the address of every one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.queries.handbook_trees import TreeOutline, outlines
from schuifaan.core.method.knowledge import Document, Item, Knowledge
from schuifaan.core.method.knowledge.asking import Question
from schuifaan.core.method.knowledge.planning import Weight
from schuifaan.core.method.knowledge.shaping import Chapter, OwnTip, Practice

# What a section is called, and the one sentence that may stand above it.
KIND_WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "evidence_kinds": (_("Waar je feiten vindt"), ""),
    "reflections": (_("Vragen om bij stil te staan"), ""),
    "conclusions": (_("Waar je op uit kunt komen"), ""),
    "place_types": (_("De vijf soorten naast elkaar"), ""),
    "weights": (
        _("Wat elk antwoord zegt over de soort plek"),
        _("Hoe meer een antwoord voor een soort pleit, hoe hoger het getal. Onder nul pleit het ertegen."),
    ),
    "partners": (_("Wie er mee kunnen doen"), ""),
    "warnings": (_("Waar we voor waarschuwen"), ""),
    "ingredients": (_("Taken die iemand doet"), ""),
    "ladder_levels": (
        _("Hoe ver bewoners beslissen"),
        _(
            "Kies samen, per onderwerp. Elke trede kan goed zijn: het gaat erom dat iedereen weet welke het is."
        ),
    ),
    "ladder_topics": (_("Onderwerpen waarover je dat kiest"), ""),
    "management_models": (_("Manieren om een plek te beheren"), ""),
    "roles": (_("Rollen, en het gesprek met een vrijwilliger"), ""),
    "safeguards": (_("Afspraken om vast te leggen"), ""),
    "house_rules": (_("Huisregels om mee te beginnen"), ""),
    "agreements": (_("Wat er in een overeenkomst staat"), ""),
    "strategies": (_("Manieren om te bouwen en in te richten"), ""),
    "requirements": (_("Wat je van het gebouw kunt vragen"), ""),
    "process_tips": (_("Samen met bewoners ontwerpen"), ""),
    "causes": (_("Waardoor een ruimte stilvalt"), ""),
    "trees": (
        _("Vraag voor vraag naar wat je kunt doen"),
        _("In een dossier loop je zo’n boom door, met één vraag per pagina. Hier staat hij in zijn geheel."),
    ),
    "situations": (_("Wat past bij jullie?"), ""),
    "roomless": (_("Zo kan het zonder ruimte"), ""),
    "welcome_elements": (_("Zes dingen die helpen"), ""),
    "income_sources": (
        _("Geld dat bij een soort plek past"),
        _(
            "Dit is uitleg, geen advies. Regels veranderen: kijk bij de bron, en laat een jurist of iemand met verstand "
            "van geld meekijken voor jullie besluiten."
        ),
    ),
    "income_rules": (
        _("Wat niet samengaat"),
        _("Sommige inkomsten sluiten elkaar uit. In een dossier zeggen we het zodra het speelt."),
    ),
    "figures": (
        _("Bedragen en grenzen"),
        _(
            "Elk getal heeft een bron en de dagen waarop het geldt. Is die tijd om, dan rekenen we er niet meer mee."
        ),
    ),
    "rent_tables": (
        _("Van punten naar huur"),
        _("Hier staat een deel van de tabel. In een dossier rekenen we met de hele tabel van dat jaar."),
    ),
    "funds": (_("Fondsen"), ""),
}
# Shown inside the section of another kind.
_SHOWN_ELSEWHERE = frozenset({"aspects"})
BY_TYPE = ("partners", "ingredients", "requirements", "income_sources")
STEP_CHAPTERS = {
    "step.goal": "quickscan",
    "step.needs": "quickscan",
    "step.reflection": "quickscan",
    "step.partners": "quickscan",
    "step.location": "quickscan",
    "step.type": "types",
    "step.management": "people",
    "step.design": "design",
    "step.money": "money",
    "step.funding": "funds",
    "step.revival": "revival",
    "step.without_room": "without_room",
}
_TIP_CHAPTERS = {"management": "people"}


@dataclass(frozen=True, slots=True)
class Section:
    kind: str
    title: str | Promise
    intro: str | Promise
    items: tuple[Any, ...]

    @property
    def template(self) -> str:
        return f"dossiers/handbook/kinds/{self.kind}.html"

    @property
    def is_by_type(self) -> bool:
        return self.kind in BY_TYPE


@dataclass(frozen=True, slots=True)
class WeightGroup:
    question: Question
    weights: tuple[tuple[str, Weight], ...]  # (the option as it is asked, its weight)


@dataclass(frozen=True, slots=True)
class ChapterPage:
    chapter: Chapter
    slug: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    practices: tuple[Practice, ...]
    tips: tuple[OwnTip, ...]
    knowledge: Knowledge
    place_type: str

    @property
    def trees(self) -> tuple[TreeOutline, ...]:
        return outlines(self.knowledge)


def chapter_slug(chapter: Chapter) -> str:
    return chapter.id.removeprefix("chapter.").replace("_", "-")


def chapter_of(knowledge: Knowledge, slug: str) -> Chapter | None:
    return next((chapter for chapter in knowledge.chapters if chapter_slug(chapter) == slug), None)


def chapter_page(knowledge: Knowledge, chapter: Chapter, *, place_type: str = "") -> ChapterPage:
    """Everything of one chapter; with a type only what matters for places of that type."""
    kinds = [kind for kind in chapter.kinds if kind not in _SHOWN_ELSEWHERE]
    every = (_section(knowledge, kind, place_type) for kind in kinds)
    return ChapterPage(
        chapter=chapter,
        slug=chapter_slug(chapter),
        sections=tuple(section for section in every if section.items or place_type),
        questions=tuple(
            one for one in knowledge.questions if _chapter_of_step(knowledge, one.step) == chapter
        ),
        practices=tuple(one for one in knowledge.practices if _chapter_of(knowledge, one) == chapter),
        tips=tuple(one for one in knowledge.tips if _chapter_of(knowledge, one) == chapter),
        knowledge=knowledge,
        place_type=place_type,
    )


def _section(knowledge: Knowledge, kind: str, place_type: str) -> Section:
    title, intro = KIND_WORDS.get(kind, (kind, ""))
    items: Iterable[Any] = getattr(knowledge, kind)
    if kind == "weights":
        items = _weight_groups(knowledge)
    elif place_type and kind in BY_TYPE:
        items = (item for item in items if _matters_for(item, place_type))
    return Section(kind, title, intro, tuple(items))


def _matters_for(item: Any, place_type: str) -> bool:
    for name in ("types", "needed", "priority"):
        per_type: Mapping[str, str] | None = getattr(item, name, None)
        if per_type is not None:
            return per_type.get(place_type, "none") not in {"none", "not_applicable"}
    return True


def _weight_groups(knowledge: Knowledge) -> list[WeightGroup]:
    groups = []
    for question in knowledge.questions:
        mine = {weight.option: weight for weight in knowledge.weights if weight.question == question.id}
        if mine:
            asked = {option.id: option.text for field in question.fields for option in field.options}
            rows = tuple((asked.get(option, option), weight) for option, weight in mine.items())
            groups.append(WeightGroup(question, rows))  # type: ignore[arg-type]
    return groups


# ------------------------------------------------------------------ where an item stands


def address_of(knowledge: Knowledge, item_id: str, *, organisation: str = "") -> str | None:
    """The page and the place on it; None for what nobody knows. `organisation` adds its own items."""
    item = knowledge.index.get(item_id)
    if item is None:
        return None
    asked = f"?{urlencode({'organisatie': organisation})}" if organisation else ""
    if isinstance(item, Document):
        return f"{reverse('dossiers:handbook')}#{item.id}"
    chapter = _chapter_of(knowledge, item)
    if chapter is None:
        return reverse("dossiers:handbook") + asked
    page = reverse("dossiers:chapter", kwargs={"chapter": chapter_slug(chapter)}) + asked
    return page if item is chapter else f"{page}#{item.id}"


def _chapter_of(knowledge: Knowledge, item: Item) -> Chapter | None:
    kind = knowledge.kind_of[item.id]
    if isinstance(item, Chapter):
        return item
    if kind == "practices":
        about = knowledge.practices[[one.id for one in knowledge.practices].index(item.id)].about
        first = knowledge.index.get(about[0]) if about else None
        return _chapter_of(knowledge, first) if isinstance(first, Item) else _chapter(knowledge, "people")
    if isinstance(item, Question):
        return _chapter_of_step(knowledge, item.step)
    if kind == "steps":
        return _chapter_of_step(knowledge, item.id)
    if isinstance(item, OwnTip):
        return _chapter(knowledge, _TIP_CHAPTERS.get(item.chapter, item.chapter))
    return next((chapter for chapter in knowledge.chapters if kind in chapter.kinds), None)


def _chapter_of_step(knowledge: Knowledge, step: str) -> Chapter | None:
    return _chapter(knowledge, STEP_CHAPTERS.get(step, ""))


def _chapter(knowledge: Knowledge, name: str) -> Chapter | None:
    return next((chapter for chapter in knowledge.chapters if chapter.id == f"chapter.{name}"), None)
