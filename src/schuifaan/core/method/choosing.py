"""What may be chosen, what may be referred to, and of what a question is asked."""

from collections.abc import Iterable, Iterator, Mapping

from schuifaan.core.method.answers import Answers, Row
from schuifaan.core.method.knowledge import Item, Knowledge, Text
from schuifaan.core.method.knowledge.asking import AnswerField, FieldKind, Option, Question
from schuifaan.core.method.knowledge.planning import Reflection
from schuifaan.core.method.knowledge.shaping import TreeNode
from schuifaan.core.method.reasons import Ref, phrase

MOST_OF_A_NAME = 120
YES = phrase("Ja", "Yes")
NO = phrase("Nee", "No")
UNKNOWN = phrase("Weten we niet", "We do not know")
DONE = phrase("Gedaan", "Done")
ANSWERS = {"yes": YES, "no": NO, "unknown": UNKNOWN, "done": DONE}


def options_of(
    field: AnswerField, *, answers: Answers, knowledge: Knowledge, item: str = ""
) -> tuple[Option, ...]:
    """What may be chosen: the field's own options, items of a kind, rows by their first text, or a node's answers.

    The id of a row is "question:key", see `row_id`.
    """
    if field.kind is FieldKind.YES_NO:
        return tuple(Option(id=name, text=ANSWERS[name]) for name in ("yes", "no", "unknown"))
    if field.kind is FieldKind.BRANCH:
        return _branches(knowledge, item)
    of_kind = knowledge.items_of(field.options_of) if field.options_of else ()
    return (
        *field.options,
        *(Option(id=one.id, text=name_of(one)) for one in of_kind),
        *(
            # Keys of rows may hold what ids of knowledge may not.
            Option.model_construct(id=row_id(ref), text=row_name(ref, answers, knowledge))
            for ref in rows_of(field.rows_of, answers)
        ),
    )


def _branches(knowledge: Knowledge, node_id: str) -> tuple[Option, ...]:
    node = knowledge.index.get(node_id)
    if not isinstance(node, TreeNode):
        return ()
    if node.kind == "question" and node.options:
        return tuple(Option(id=one.id, text=one.text) for one in node.options)
    return tuple(Option(id=name, text=ANSWERS[name]) for name in node.answers)


def items_of(question: Question, *, answers: Answers, knowledge: Knowledge) -> tuple[str, ...]:
    """The items a question of shape `each` is asked of: ids of knowledge, or keys of rows. ("",) for shape `one`.

    Of shape `rows`, the rows that are there. Reflections that follow from other answers are not asked.
    """
    if question.shape == "one":
        return ("",)
    if question.shape == "rows" or question.per is None:
        return tuple(answers.rows(question.id))
    if question.per in knowledge.questions_by_id:
        return tuple(answers.rows(question.per))
    return tuple(
        item.id
        for item in knowledge.items_of(question.per)
        if not (isinstance(item, Reflection) and item.computed_from is not None)
    )


def name_of(item: Item) -> Text:
    """What an item is called: its name, its title, or its text."""
    for attribute in ("name", "title", "text"):
        words = getattr(item, attribute, None)
        if isinstance(words, Text):
            return words
        if isinstance(words, str):
            return Text(nl=words, en=words)
    return Text(nl=item.id, en=item.id)


# ------------------------------------------------------------------ rows


def rows_of(questions: Iterable[str], answers: Answers) -> Iterator[Ref]:
    for question in questions:
        for key in answers.rows(question):
            yield Ref(question, key)


def row_id(ref: Ref) -> str:
    """How a row is written down where it is chosen or referred to: "needs.evidence:e1"."""
    return f"{ref.question}:{ref.item}"


def referred(named: str, questions: tuple[str, ...], answers: Answers) -> Ref | None:
    """The row that `named` means: "question:key", or "key" alone; None when it is not there, or could be two."""
    question, _, key = named.rpartition(":")
    among = (question,) if question in questions else () if question else questions
    found = [Ref(one, key) for one in among if key in answers.rows(one)]
    return found[0] if len(found) == 1 else None


def row_name(ref: Ref, answers: Answers, knowledge: Knowledge) -> Text:
    """The first text of a row, shortened; of a row without, what such a row is called and its number."""
    row = answers.one(ref.question, ref.item)
    question = knowledge.questions_by_id.get(ref.question)
    if question is None:
        return Text(nl=ref.item or ref.question, en=ref.item or ref.question)
    words = _first_text(question, row)
    if words:
        return Text(nl=words, en=words)
    keys = list(answers.rows(ref.question))
    return phrase(
        "{name} {number}",
        "{name} {number}",
        name=question.row_name or question.text,
        number=str(keys.index(ref.item) + 1) if ref.item in keys else "",
    )


def _first_text(question: Question, row: Row) -> str:
    for field in question.fields:
        value = row.get(field.id) if isinstance(row, Mapping) else None
        if field.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT} and isinstance(value, str) and value.strip():
            return shortened(value)
    return ""


def shortened(text: str, most: int = MOST_OF_A_NAME) -> str:
    """On one line, cut off between words when it is long."""
    line = " ".join(text[: most * 4].split())
    if len(line) <= most and len(text) <= most * 4:
        return line
    return f"{line[:most].rsplit(' ', 1)[0].rstrip('.,;: ')}…"
