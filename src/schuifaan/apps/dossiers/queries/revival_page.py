"""Reviving a silent room, on one page: who, why, where the trees led, and what was decided."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.making_tasks import origins_of_tasks
from schuifaan.apps.dossiers.queries.management_page import row_url
from schuifaan.apps.dossiers.queries.reasons import ShownReason
from schuifaan.apps.dossiers.queries.speech import SaidLine, said_row, said_text
from schuifaan.apps.dossiers.queries.tree_walk import OutcomeLine, outcome_lines, walk_of
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.shaping import Cause, Tree
from schuifaan.core.method.revival import Revival, revival
from schuifaan.core.method.walking import Walk

DECISIONS: dict[str, str | Promise] = {
    "revive": _("We geven de ruimte nieuw leven"),
    "not_now": _("Nu niet; we kijken later opnieuw"),
    "stop": _("We stoppen met deze ruimte"),
}


@dataclass(frozen=True, slots=True)
class Stakeholder:
    name: str
    then: str
    now: str
    interest: str
    influence: str
    willing: str
    url: str


@dataclass(frozen=True, slots=True)
class Talk:
    party: str
    date: str
    causes: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class CauseLine:
    cause: Cause
    is_chosen: bool
    talks: int


@dataclass(frozen=True, slots=True)
class TreeLine:
    tree: Tree
    walk: Walk
    is_chosen: bool
    outcomes: tuple[OutcomeLine, ...]
    url: str
    drawing_url: str

    @property
    def is_begun(self) -> bool:
        return bool(self.walk.path)


@dataclass(frozen=True, slots=True)
class RevivalPage:
    revival: Revival
    stakeholders: tuple[Stakeholder, ...]
    talks: tuple[Talk, ...]
    causes: tuple[CauseLine, ...]
    cause_note: str
    trees: tuple[TreeLine, ...]
    other_trees: tuple[TreeLine, ...]
    missing: tuple[ShownReason, ...]
    decision: str
    decision_lines: tuple[SaidLine, ...]


def revival_page(dossier: Dossier, answers: Answers, knowledge: Knowledge, *, language: str) -> RevivalPage:
    found = revival(answers, knowledge)
    reading = _Room(dossier, answers, knowledge, language)
    trees = reading.trees(found)
    return RevivalPage(
        revival=found,
        stakeholders=reading.stakeholders(),
        talks=reading.talks(),
        causes=reading.causes(found),
        cause_note=answers.text("revival.causes", "note"),
        trees=tuple(one for one in trees if one.is_chosen),
        other_trees=tuple(one for one in trees if not one.is_chosen),
        missing=reading.grounds(found.missing),
        decision=str(DECISIONS.get(found.decision, "")),
        decision_lines=reading.decision(),
    )


class _Room(Reading):
    """What was written down about the room."""

    def _said(self, question: str, key: str, field: str) -> str:
        return said_text(
            self.knowledge.questions_by_id[question],
            field,
            self.answers.value(question, field, key),
            answers=self.answers,
            knowledge=self.knowledge,
            language=self.language,
        )

    def stakeholders(self) -> tuple[Stakeholder, ...]:
        question = "revival.stakeholders"
        return tuple(
            Stakeholder(
                name=self._said(question, key, "party"),
                then=self._said(question, key, "role_then"),
                now=self._said(question, key, "role_now"),
                interest=self._said(question, key, "interest"),
                influence=self._said(question, key, "influence"),
                willing=self._said(question, key, "willing"),
                url=row_url(self.dossier, question, key),
            )
            for key in self.answers.rows(question)
        )

    def talks(self) -> tuple[Talk, ...]:
        question = "revival.talks"
        return tuple(
            Talk(
                party=self._said(question, key, "party"),
                date=self._said(question, key, "date"),
                causes=self._said(question, key, "causes"),
                quote=self._said(question, key, "quote"),
                url=row_url(self.dossier, question, key),
            )
            for key in self.answers.rows(question)
        )

    def causes(self, found: Revival) -> tuple[CauseLine, ...]:
        chosen = {cause.id for cause in found.causes}
        talks = {cause.id: number for cause, number in found.heard_causes}
        return tuple(
            CauseLine(cause, cause.id in chosen, talks.get(cause.id, 0)) for cause in self.knowledge.causes
        )

    def trees(self, found: Revival) -> tuple[TreeLine, ...]:
        """Every tree: those of the chosen causes count, the others may be walked all the same."""
        chosen = {cause.tree for cause in found.causes}
        with_task = origins_of_tasks(self.dossier)
        return tuple(
            self._tree(tree, with_task, is_chosen=tree.id in chosen) for tree in self.knowledge.trees
        )

    def _tree(self, tree: Tree, with_task: frozenset[str], *, is_chosen: bool) -> TreeLine:
        walked = walk_of(tree, self.answers)
        at = {"key": self.dossier.key, "tree": tree.id}
        return TreeLine(
            tree=tree,
            walk=walked,
            is_chosen=is_chosen,
            outcomes=outcome_lines(walked, with_task),
            url=reverse("dossiers:tree", kwargs=at),
            drawing_url=reverse("dossiers:tree_drawing", kwargs=at),
        )

    def decision(self) -> tuple[SaidLine, ...]:
        """Everything that was filled in about the decision, but for the decision itself."""
        question = self.knowledge.questions_by_id["revival.decision"]
        row = {
            field: value
            for field, value in self.answers.one("revival.decision").items()
            if field != "decision"
        }
        return said_row(question, row, answers=self.answers, knowledge=self.knowledge, language=self.language)
