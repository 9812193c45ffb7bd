"""What speaks for and against a room in a quickscan, and what to mind, each with the answer it comes from."""

from collections.abc import Iterable, Iterator

from schuifaan.core.method.answers import Answers, is_filled
from schuifaan.core.method.choosing import shortened
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.locations import Verdict, chosen_location, location_refused
from schuifaan.core.method.reasons import Reason, Ref, phrase
from schuifaan.core.method.reflecting import (
    ASSUMPTIONS,
    MOST_QUOTED,
    Reflected,
    about,
    existing_name,
    reason,
    unsure_about,
    verdict_on,
)


def speaks_for(answers: Answers, knowledge: Knowledge, reflected: Iterable[Reflected]) -> Iterator[Reason]:
    for one in reflected:
        yield from one.speaks_for
    yield from _evidence(answers, knowledge, "supports")
    if answers.value("needs.wanted", "wanted") == "yes":
        yield Reason(
            text=phrase("Bewoners willen een ontmoetingsplek.", "Residents want a meeting place."),
            refs=(Ref("needs.wanted"),),
        )


def speaks_against(
    answers: Answers, knowledge: Knowledge, reflected: Iterable[Reflected]
) -> Iterator[Reason]:
    for one in reflected:
        yield from one.speaks_against
    yield from _evidence(answers, knowledge, "contradicts")
    if answers.value("needs.wanted", "wanted") == "no":
        yield Reason(
            text=phrase("Bewoners willen geen ontmoetingsplek.", "Residents do not want a meeting place."),
            refs=(Ref("needs.wanted"),),
        )


_SAYS = {
    "supports": Text(
        nl="“{title}” steunt wat jullie aannemen: {says}", en="“{title}” supports what you assume: {says}"
    ),
    "contradicts": Text(
        nl="“{title}” spreekt tegen wat jullie aannemen: {says}",
        en="“{title}” contradicts what you assume: {says}",
    ),
}


def _evidence(answers: Answers, knowledge: Knowledge, direction: str) -> Iterator[Reason]:
    for key, row in answers.rows("needs.evidence").items():
        if row.get("direction") == direction:
            text = phrase(
                _SAYS[direction].nl,
                _SAYS[direction].en,
                title=_title(answers, key),
                says=shortened(answers.text("needs.evidence", "says", key), MOST_QUOTED) or "…",
            )
            refs = (Ref("needs.evidence", key), *(Ref(ASSUMPTIONS, one) for one in about(answers, key)))
            yield reason(str(row.get("kind", "")), knowledge, text, *refs)


def _title(answers: Answers, key: str) -> str:
    return shortened(answers.text("needs.evidence", "title", key)) or "…"


# ------------------------------------------------------------------ what to mind


def cautions(answers: Answers, knowledge: Knowledge, *, conclusion: str, exists: Verdict) -> Iterator[Reason]:
    """What to mind beside the conclusion: the voices, what exists, what does not agree, what comes next."""
    yield from _voices(answers, conclusion)
    yield from _existing(answers, knowledge, conclusion, exists)
    yield from _disagreements(answers, conclusion)
    if conclusion == "go_on":
        yield from _outcome(answers)
    yield from _location(answers, knowledge)


def _voices(answers: Answers, conclusion: str) -> Iterator[Reason]:
    talks = answers.rows("needs.conversations")
    heard = any("unheard" in answers.many("needs.conversations", "voices", key) for key in talks)
    if not heard and (talks or conclusion != "not_yet_known"):
        yield Reason(
            text=phrase(
                "Jullie spraken nog niet met bewoners die je anders niet hoort. Zoek ook hen op.",
                "You have not talked yet with residents you usually do not hear. Look for them too.",
            ),
            refs=tuple(Ref("needs.conversations", key) for key in talks) or (Ref("needs.conversations"),),
        )


def _existing(answers: Answers, knowledge: Knowledge, conclusion: str, exists: Verdict) -> Iterator[Reason]:
    if exists == "yes" and conclusion == "go_on":
        words = Text(
            nl="{name} is er al, met hetzelfde doel. Leg dat naast jullie plan: kunnen jullie samen verder?",
            en="{name} exists already, with the same goal. Put it beside your plan: can you go on together?",
        )
        yield from _about_existing(answers, words)
    if exists == "unknown" and conclusion != "not_yet_known" and not answers.rows("needs.existing"):
        yield reason(
            "reflection.E1",
            knowledge,
            phrase(
                "Jullie weten nog niet wat er al is. De scan doet nu alsof er niets is met hetzelfde doel.",
                "You do not know yet what exists. The scan now acts as if nothing has the same goal.",
            ),
            Ref("needs.existing"),
            Ref("needs.existing_searched"),
        )
    if conclusion != "not_yet_known" or exists != "unknown":  # else it stands with what is missing
        yield from unsure_about(answers, knowledge)


def _about_existing(answers: Answers, words: Text) -> Iterator[Reason]:
    for key, row in answers.rows("needs.existing").items():
        if row.get("same_goal") == "yes":
            text = phrase(words.nl, words.en, name=existing_name(answers, key))
            yield Reason(text=text, refs=(Ref("needs.existing", key),))


def _disagreements(answers: Answers, conclusion: str) -> Iterator[Reason]:
    for key, row in answers.rows("needs.evidence").items():
        if row.get("direction") != "contradicts":
            continue
        for assumption in about(answers, key):
            if verdict_on(answers, assumption) == "yes":
                yield Reason(
                    text=phrase(
                        "“{title}” spreekt de aanname “{text}” tegen, en toch staat daar dat zij klopt. Leg uit waarom.",
                        "“{title}” contradicts the assumption “{text}”, and still it is said to hold. Explain why.",
                        title=_title(answers, key),
                        text=shortened(answers.text(ASSUMPTIONS, "text", assumption)),
                    ),
                    refs=(Ref("reflection.assumptions", assumption), Ref("needs.evidence", key)),
                )
    if conclusion == "go_on" and answers.value("needs.wanted", "wanted") == "no":
        yield Reason(
            text=phrase(
                "Bewoners zeiden dat ze geen ontmoetingsplek willen. Praat eerst met hen verder.",
                "Residents said they do not want a meeting place. Talk with them first.",
            ),
            refs=(Ref("needs.wanted"),),
        )


def _outcome(answers: Answers) -> Iterator[Reason]:
    outcome = answers.one("reflection.outcome")
    if not all(is_filled(outcome.get(name)) for name in ("goal", "group", "needs")):
        yield Reason(
            text=phrase(
                "Schrijf voor je verdergaat op: het doel, voor wie het is, en wat die mensen nodig hebben.",
                "Before you go on, write down: the goal, who it is for, and what those people need.",
            ),
            refs=(Ref("reflection.outcome"),),
        )


def _location(answers: Answers, knowledge: Knowledge) -> Iterator[Reason]:
    """A location chosen before its points were known."""
    choice = answers.one("location.choice")
    refused = location_refused(answers, knowledge, row=choice)
    ref = chosen_location(choice, answers)
    if refused is not None and ref is not None:
        yield Reason(text=refused, refs=(Ref("location.choice"), ref))
