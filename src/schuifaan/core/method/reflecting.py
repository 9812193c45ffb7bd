"""The reflection of the quickscan: a yes or no counts only with something behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.choosing import referred, shortened
from schuifaan.core.method.knowledge import Item, Knowledge, Status, Text
from schuifaan.core.method.locations import Verdict, verdict
from schuifaan.core.method.reasons import Reason, Ref, phrase

ANSWERED = ("reflection.R1", "reflection.R2", "reflection.R3", "reflection.R4", "reflection.R5")
EXISTING = "reflection.E1"
EVIDENCE = ("needs.evidence", "needs.conversations", "needs.existing")
ASSUMPTIONS = "goal.assumptions"
MOST_QUOTED = 300


@dataclass(frozen=True)
class Reflected:
    """A reflection question and how it counts: yes or no only with evidence behind it.

    `reasons` holds all that is said about it; `speaks_for`, `speaks_against` (a new room) and `lacks` divide that.
    """

    id: str
    text: Text
    said: Verdict
    counts: Verdict
    reasons: tuple[Reason, ...]
    speaks_for: tuple[Reason, ...] = ()
    speaks_against: tuple[Reason, ...] = ()
    lacks: tuple[Reason, ...] = ()


def reflect(answers: Answers, knowledge: Knowledge) -> tuple[Reflected, ...]:
    """R1 from the verdicts on the assumptions, R2 to R5 as answered, E1 from what exists already."""
    return (
        _assumptions(answers, knowledge),
        *(_answered(one, answers, knowledge) for one in ANSWERED[1:]),
        _existing(answers, knowledge),
    )


def assumptions(answers: Answers) -> Iterator[tuple[str, str]]:
    """(key, text) of every assumption that is written down."""
    for key in answers.rows(ASSUMPTIONS):
        text = shortened(answers.text(ASSUMPTIONS, "text", key), MOST_QUOTED)
        if text:
            yield key, text


def about(answers: Answers, evidence: str) -> tuple[str, ...]:
    """The assumptions a row of evidence is about."""
    named = (
        referred(name, (ASSUMPTIONS,), answers) for name in answers.many("needs.evidence", "about", evidence)
    )
    return tuple(ref.item for ref in named if ref is not None)


def _evidence(question: str, item: str, answers: Answers) -> tuple[Ref, ...]:
    named = (referred(name, EVIDENCE, answers) for name in answers.many(question, "evidence", item))
    return tuple(ref for ref in named if ref is not None)


def _made(
    item_id: str,
    knowledge: Knowledge,
    *,
    said: Verdict,
    counts: Verdict,
    speaks_for: tuple[Reason, ...] = (),
    speaks_against: tuple[Reason, ...] = (),
    lacks: tuple[Reason, ...] = (),
) -> Reflected:
    return Reflected(
        id=item_id,
        text=_text_of(item_id, knowledge),
        said=said,
        counts=counts,
        reasons=(*speaks_for, *speaks_against, *lacks),
        speaks_for=speaks_for,
        speaks_against=speaks_against,
        lacks=lacks,
    )


def _text_of(item_id: str, knowledge: Knowledge) -> Text:
    text = getattr(knowledge.index.get(item_id), "text", None)
    return text if isinstance(text, Text) else Text(nl=item_id, en=item_id)


def reason(item_id: str, knowledge: Knowledge, text: Text, *refs: Ref) -> Reason:
    """A reason that rests on an item of knowledge, when that is there."""
    item = knowledge.index.get(item_id)
    if not isinstance(item, Item):
        return Reason(text=text, refs=refs)
    return Reason(text=text, refs=refs, about=item.id, source=item.source, status=Status.DERIVED)


# ------------------------------------------------------------------ R1: the assumptions


def _assumptions(answers: Answers, knowledge: Knowledge) -> Reflected:
    item_id = ANSWERED[0]
    written = list(assumptions(answers))
    backing: dict[str, list[Ref]] = {key: [] for key, _ in written}
    for evidence in answers.rows("needs.evidence"):
        for key in about(answers, evidence):
            if key in backing:
                backing[key].append(Ref("needs.evidence", evidence))
    speaks: dict[str, list[Reason]] = {"yes": [], "no": [], "unknown": []}
    said: list[Verdict] = []
    for key, text in written:
        found = verdict_on(answers, key)
        refs = dict.fromkeys((*_evidence("reflection.assumptions", key, answers), *backing[key]))
        counts = found if refs else "unknown"
        said.append(found)
        words = _assumption_words(text, found, counts, answers.text("reflection.assumptions", "why", key))
        own = (Ref("reflection.assumptions", key), Ref(ASSUMPTIONS, key))
        speaks[counts].append(reason(item_id, knowledge, words, *own, *refs))
    if not written:
        speaks["unknown"].append(reason(item_id, knowledge, _NONE_WRITTEN, Ref(ASSUMPTIONS)))
    counted: Verdict = "no" if speaks["no"] else "unknown" if speaks["unknown"] else "yes"
    return _made(
        item_id,
        knowledge,
        said="no" if "no" in said else "unknown" if "unknown" in said or not said else "yes",
        counts=counted,
        speaks_for=tuple(speaks["yes"]),
        speaks_against=tuple(speaks["no"]),
        lacks=tuple(speaks["unknown"]),
    )


_NONE_WRITTEN = phrase(
    "Er staan nog geen aannames bij het doel. Schrijf op wat jullie aannemen; daarna kijk je of het klopt.",
    "No assumptions stand with the goal yet. Write down what you assume; then see whether it is true.",
)


def verdict_on(answers: Answers, assumption: str) -> Verdict:
    """What the team says of an assumption: it holds (yes), it does not (no), or nobody knows."""
    said = answers.value("reflection.assumptions", "verdict", assumption)
    return "yes" if said == "holds" else "no" if said == "does_not_hold" else "unknown"


def _assumption_words(text: str, found: Verdict, counts: Verdict, why: str) -> Text:
    text = text.rstrip(" .")  # the sentence around it has its own full stop
    if counts == "yes":
        return phrase(
            "Deze aanname klopt: “{text}”.{why}",
            "This assumption holds: “{text}”.{why}",
            text=text,
            why=_why(why),
        )
    if counts == "no":
        return phrase(
            "Deze aanname klopt niet: “{text}”.{why}",
            "This assumption does not hold: “{text}”.{why}",
            text=text,
            why=_why(why),
        )
    if found == "unknown":
        return phrase(
            "We weten nog niet of deze aanname klopt: “{text}”. Zoek het uit en geef een oordeel.",
            "We do not know yet whether this assumption holds: “{text}”. Find out and give a verdict.",
            text=text,
        )
    return phrase(
        "Over de aanname “{text}” is een oordeel gegeven, maar er is geen bewijs bij. Het telt daarom nog niet. "
        "Wijs een gesprek of een bron aan.",
        "A verdict was given on the assumption “{text}”, but without evidence. So it does not count yet. "
        "Point to a conversation or a source.",
        text=text,
    )


def _why(why: str) -> str:
    return f" {shortened(why, MOST_QUOTED)}" if why else ""


# ------------------------------------------------------------------ R2 to R5: as answered


def _answered(item_id: str, answers: Answers, knowledge: Knowledge) -> Reflected:
    said = verdict(answers.value("reflection.answers", "answer", item_id))
    refs = tuple(dict.fromkeys(_evidence("reflection.answers", item_id, answers)))
    counts = said if refs else "unknown"
    question = _text_of(item_id, knowledge)
    own = Ref("reflection.answers", item_id)
    if counts == "unknown":
        lack = reason(item_id, knowledge, _lack(question, said, item_id, answers), own)
        return _made(item_id, knowledge, said=said, counts=counts, lacks=(lack,))
    words = phrase(
        "{question} Ja.{why}" if counts == "yes" else "{question} Nee.{why}",
        "{question} Yes.{why}" if counts == "yes" else "{question} No.{why}",
        question=question,
        why=_why(answers.text("reflection.answers", "why", item_id)),
    )
    given = (reason(item_id, knowledge, words, own, *refs),)
    return _made(
        item_id,
        knowledge,
        said=said,
        counts=counts,
        speaks_for=given if counts == "yes" else (),
        speaks_against=given if counts == "no" else (),
    )


def _lack(question: Text, said: Verdict, item_id: str, answers: Answers) -> Text:
    if said != "unknown":
        return phrase(
            "Bij “{question}” staat {said}, maar er is geen bewijs bij. Het telt daarom nog als “weten we niet”. "
            "Wijs een gesprek, een bron of iets bestaands aan.",
            "“{question}” says {said}, but without evidence. So it still counts as “we do not know”. "
            "Point to a conversation, a source or something that exists.",
            question=question,
            said=phrase("ja", "yes") if said == "yes" else phrase("nee", "no"),
        )
    if answers.value("reflection.answers", "answer", item_id) == "unknown":
        return phrase(
            "Het antwoord op “{question}” weten jullie nog niet. Zoek het uit: praat met bewoners of kijk in de cijfers.",
            "You do not know the answer to “{question}” yet. Find out: talk with residents or look at the figures.",
            question=question,
        )
    return phrase("Beantwoord nog: “{question}”", "Still to answer: “{question}”", question=question)


# ------------------------------------------------------------------ E1: what exists already


def _existing(answers: Answers, knowledge: Knowledge) -> Reflected:
    rows = answers.rows("needs.existing")
    same = [key for key, row in rows.items() if row.get("same_goal") == "yes"]
    if same:
        there = tuple(
            reason(
                EXISTING,
                knowledge,
                phrase(
                    "{name} heeft hetzelfde doel en is er al.",
                    "{name} has the same goal and is already there.",
                    name=existing_name(answers, key),
                ),
                Ref("needs.existing", key),
            )
            for key in same
        )
        return _made(EXISTING, knowledge, said="yes", counts="yes", speaks_against=there)
    unsure = unsure_about(answers, knowledge)
    if unsure:
        return _made(EXISTING, knowledge, said="unknown", counts="unknown", lacks=unsure)
    if rows or answers.value("needs.existing_searched", "searched") == "found_none":
        refs = tuple(Ref("needs.existing", key) for key in rows) or (Ref("needs.existing_searched"),)
        none = (reason(EXISTING, knowledge, _NOTHING_FOUND, *refs),)
        return _made(EXISTING, knowledge, said="no", counts="no", speaks_for=none)
    lack = (
        reason(EXISTING, knowledge, _NOT_SEARCHED, Ref("needs.existing"), Ref("needs.existing_searched")),
    )
    return _made(EXISTING, knowledge, said="unknown", counts="unknown", lacks=lack)


MOST_NAMED = 3


def unsure_about(answers: Answers, knowledge: Knowledge) -> tuple[Reason, ...]:
    """What is there already, of which nobody said yet whether it has the same goal; the first few by name."""
    rows = answers.rows("needs.existing")
    keys = [key for key, row in rows.items() if row.get("same_goal") not in {"yes", "no"}]
    asked = [
        reason(
            EXISTING,
            knowledge,
            phrase(
                "Heeft {name} hetzelfde doel? Kijk het na en vul het in.",
                "Does {name} have the same goal? Find out and fill it in.",
                name=existing_name(answers, key),
            ),
            Ref("needs.existing", key),
        )
        for key in keys[:MOST_NAMED]
    ]
    if len(keys) > MOST_NAMED:
        more = phrase(
            "Kijk ook bij de andere plekken of ze hetzelfde doel hebben.",
            "Find out of the other places too whether they have the same goal.",
        )
        asked.append(reason(EXISTING, knowledge, more, Ref("needs.existing")))
    return tuple(asked)


def existing_name(answers: Answers, key: str) -> Text:
    """What an existing place or initiative is called."""
    name = shortened(answers.text("needs.existing", "name", key))
    return Text(nl=name, en=name) if name else phrase("Een plek zonder naam", "A place without a name")


_NOTHING_FOUND = phrase(
    "Jullie vonden niets in de buurt met hetzelfde doel.", "You found nothing nearby with the same goal."
)
_NOT_SEARCHED = phrase(
    "Zoek uit wat er al is in de buurt, met hetzelfde doel. Vinden jullie niets? Schrijf ook dat op.",
    "Find out what exists nearby already, with the same goal. If you find nothing, write that down too.",
)
