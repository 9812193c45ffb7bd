"""The decision trees on paper: drawn, with the way taken, and below that the same in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.paper.blanks import blank
from schuifaan.apps.dossiers.paper.case import Case, Sources, sheet
from schuifaan.apps.dossiers.paper.tree_sheet import drawn
from schuifaan.core.method.choosing import ANSWERS
from schuifaan.core.method.drawing import Way, draw
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.shaping import Edge, Tree, TreeNode
from schuifaan.core.method.revival import Walk
from schuifaan.ui.paper.blocks import Block, Bullet, Bullets, Heading, Paper, Table, as_data


def build(case: Case) -> Paper:
    """The trees of the chosen causes with the way taken; nothing chosen yet, all trees."""
    walks = {walk.tree.id: walk for walk in case.advice.revival.walks}
    trees = [tree for tree in case.knowledge.trees if tree.id in walks] or list(case.knowledge.trees)
    paper = sheet(case, _("Beslisbomen: %(title)s") % {"title": case.title}, ())
    return _with_trees(paper, trees, walks, case.language)


def empty(knowledge: Knowledge, language: str) -> Paper:
    return _with_trees(
        blank(_("Beslisbomen voor een stille ruimte"), iter(()), language=language),
        list(knowledge.trees),
        {},
        language,
    )


def _with_trees(paper: Paper, trees: list[Tree], walks: dict[str, Walk], language: str) -> Paper:
    sources = Sources(language)
    shown = [_tree(tree, walks.get(tree.id), sources, language) for tree in trees]
    return Paper(
        title=paper.title,
        blocks=tuple(sources.listed()),
        language=language,
        author=paper.author,
        about=_("Elke boom getekend, en daaronder dezelfde vragen in woorden."),
        foot=paper.foot,
        page_words=paper.page_words,
        extra={"trees": shown},
    )


def _tree(tree: Tree, walk: Walk | None, sources: Sources, language: str) -> dict[str, Any]:
    numbers = _numbers(tree)
    words = {
        "question": _("Vraag"),
        "action": _("Doen"),
        "outcome": _("Uitkomst"),
        "end": _("Hier stopt de boom"),
        "path": _("jullie weg"),
        "next": _("hier zijn jullie nu"),
    }
    texts = {node.id: node.text.said(language) for node in tree.nodes}
    texts |= {outcome.id: outcome.text.said(language) for outcome in tree.outcomes}

    def label(node_id: str, ways: tuple[Way, ...]) -> str:
        return _ways_words(tree.node(node_id), ways, language)

    picture = drawn(draw(tree, walk), texts=texts, numbers=numbers, words=words, label=label)
    return {
        "name": tree.name.said(language),
        "intro": tree.intro.said(language),
        "picture": picture,
        "in_words": _("Dezelfde boom in woorden: %(name)s") % {"name": tree.name.said(language)},
        "blocks": as_data(list(_in_words(tree, walk, numbers, sources, language))),
    }


def _numbers(tree: Tree) -> dict[str, str]:
    """Questions are 1, 2, 3; outcomes A, B, C – after Z comes A2."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    numbers = {node.id: str(number) for number, node in enumerate(tree.nodes, 1)}
    for number, outcome in enumerate(tree.outcomes):
        turn, letter = divmod(number, len(letters))
        numbers[outcome.id] = f"{letters[letter]}{turn + 1 if turn else ''}"
    return numbers


def _ways_words(node: TreeNode, ways: tuple[Way, ...], language: str) -> str:
    """The answers along one line: "ja", "nee, als er niets gevonden is", or whichever answer."""
    if node.kind == "action":
        return ""
    if {way.answer for way in ways if not way.only_when} == set(node.answers):
        return _("elk antwoord")
    return " / ".join(dict.fromkeys(_answer_words(node, way.answer, way.only_when, language) for way in ways))


def _answer_words(node: TreeNode, answer: str, only_when: str, language: str) -> str:
    own = {option.id: option.text.said(language) for option in node.options}
    said = own.get(answer) or (ANSWERS[answer].said(language).lower() if answer in ANSWERS else answer)
    if only_when == "nothing_found":
        return _("%(answer)s, en niets gevonden") % {"answer": said}
    if only_when == "something_found":
        return _("%(answer)s, en iets gevonden") % {"answer": said}
    return said


def _in_words(tree: Tree, walk: Walk | None, numbers: dict[str, str], sources: Sources, language: str) -> Iterator[Block]:  # fmt: skip
    taken = {step.node.id: step for step in walk.path} if walk else {}
    head: tuple[str, ...] = (_("Nr."), _("Vraag of actie"), _("Zo gaat het verder"))
    if taken:
        head = (*head, _("Jullie antwoord"))
    rows = []
    for node in tree.nodes:
        row = (numbers[node.id], node.text.said(language), _onwards(node, numbers, language))
        if taken:
            step = taken.get(node.id)
            answer = _answer_words(node, step.answer, "", language) if step else ""
            row = (*row, "\n".join(filter(None, (answer, step.note if step else ""))))  # type: ignore[assignment]
        rows.append(row)
    yield Table(head, tuple(rows), (8, 40, 40, 32) if taken else (8, 46, 46))
    found = {outcome.id for outcome in walk.outcomes} if walk else set()
    for outcome in tree.outcomes:
        said = f"{numbers[outcome.id]}. {outcome.text.said(language)}"
        yours = _("jullie uitkomst")
        yield Heading(f"{said} ({yours})" if outcome.id in found else said, 2)
        if outcome.suggestions:
            yield Bullets(
                tuple(
                    Bullet(one.text.said(language), sources.note(one.source, one.status))
                    for one in outcome.suggestions
                )
            )


def _onwards(node: TreeNode, numbers: dict[str, str], language: str) -> str:
    lines = []
    for edge in node.edges:
        answer = (
            "" if node.kind == "action" else _answer_words(node, edge.answer, edge.only_when or "", language)
        )
        lines.append(": ".join(part for part in (answer, _goes_to(edge, numbers)) if part))
    return "\n".join(lines)


def _goes_to(edge: Edge, numbers: dict[str, str]) -> str:
    parts = []
    if edge.outcomes:
        named = ", ".join(numbers[outcome] for outcome in edge.outcomes)
        parts.append(_("uitkomst %(letters)s") % {"letters": named})
    if edge.next is not None:
        parts.append(_("ga naar %(number)s") % {"number": numbers[edge.next]})
    return _(" en ").join(parts) or _("hier stopt de boom")
