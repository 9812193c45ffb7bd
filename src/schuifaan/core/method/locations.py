"""Candidate locations side by side: central, affordable, safe, and felt to be safe."""

from dataclasses import dataclass
from typing import Literal

from schuifaan.core.method.answers import Answers, Row, is_filled
from schuifaan.core.method.choosing import referred, row_name, shortened
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.reasons import Reason, Ref, phrase

Verdict = Literal["yes", "no", "unknown"]

CANDIDATES = "location.candidates"
LESS_MOBILE_GROUPS = frozenset({"older", "care_need", "everyone"})

# field, what it says when it is "no", what it asks when nobody knows
_FACTORS = {
    "is_central": (
        Text(nl="ligt niet midden in het gebied", en="is not in the middle of the area"),
        Text(nl="Ligt {name} midden in het gebied?", en="Is {name} in the middle of the area?"),
    ),
    "on_foot": (
        Text(nl="is niet goed te voet te bereiken", en="is not easy to reach on foot"),
        Text(nl="Kunnen de meeste bewoners te voet naar {name}?", en="Can most residents walk to {name}?"),
    ),
    "affordable": (
        Text(nl="is niet te betalen", en="is not affordable"),
        Text(nl="Is {name} te betalen?", en="Is {name} affordable?"),
    ),
    "is_safe": (
        Text(nl="is niet veilig", en="is not safe"),
        Text(nl="Is het bij {name} veilig?", en="Is it safe at {name}?"),
    ),
    "felt_safe": (
        Text(nl="voelt voor bewoners niet veilig", en="does not feel safe to residents"),
        Text(
            nl="Voelen bewoners zich veilig bij {name}? Vraag het hun zelf.",
            en="Do residents feel safe at {name}? Ask them yourselves.",
        ),
    ),
}
_FELT_SOURCE = Text(
    nl="Van wie weten jullie hoe veilig {name} voelt?", en="Who told you how safe {name} feels?"
)
_LESS_MOBILE = Text(
    nl="Wat hebben mensen die minder goed ter been zijn nodig om bij {name} te komen?",
    en="What do people who are less mobile need to get to {name}?",
)
_MEASURE = Text(
    nl="{name} {what}. Schrijf op wat jullie daaraan doen, anders kan deze plek niet gekozen worden.",
    en="{name} {what}. Write down what you will do about it, or this location cannot be chosen.",
)


@dataclass(frozen=True)
class LocationView:
    """A candidate location: each factor yes, no or unknown; `may_be_called_safe` needs both kinds of safety."""

    item: str
    name: str
    central: Verdict
    affordable: Verdict
    safe: Verdict
    felt_safe: Verdict
    may_be_called_safe: bool
    open_points: tuple[Reason, ...]
    may_be_chosen: bool


def locations(answers: Answers, knowledge: Knowledge) -> tuple[LocationView, ...]:
    """The candidate locations side by side, in the order they were added."""
    asks_less_mobile = _asks_less_mobile(answers)
    return tuple(_view(key, answers, knowledge, asks_less_mobile) for key in answers.rows(CANDIDATES))


def chosen_location(row: Row, answers: Answers) -> Ref | None:
    """The candidate that this `location.choice` names; None when none was chosen, or it is gone."""
    named = row.get("location")
    if row.get("outcome") != "chosen" or not isinstance(named, str):
        return None
    return referred(named, (CANDIDATES,), answers)


def location_refused(answers: Answers, knowledge: Knowledge, *, row: Row) -> Text | None:
    """Why the location in this `location.choice` cannot be chosen yet, and what to do; None when it can."""
    ref = chosen_location(row, answers)
    if ref is None:
        return None
    view = _view(ref.item, answers, knowledge, _asks_less_mobile(answers))
    if view.may_be_chosen:
        return None
    candidate = answers.one(CANDIDATES, ref.item)
    if _noes(candidate) and not is_filled(candidate.get("measure")):
        return phrase(
            "Bij {name} staat ergens “nee”. Schrijf er eerst bij wat jullie daaraan doen.",
            "{name} has a “no”. First write down what you will do about it.",
            name=view.name,
        )
    return phrase(
        "Schrijf bij {name} eerst op wat nodig is voor mensen die minder goed ter been zijn.",
        "First write down at {name} what people who are less mobile need.",
        name=view.name,
    )


def verdict(value: object) -> Verdict:
    return "yes" if value == "yes" else "no" if value == "no" else "unknown"


def _asks_less_mobile(answers: Answers) -> bool:
    return bool(LESS_MOBILE_GROUPS & set(answers.many("goal.target_groups", "groups")))


def _view(key: str, answers: Answers, knowledge: Knowledge, asks_less_mobile: bool) -> LocationView:  # noqa: FBT001 - private
    row = answers.one(CANDIDATES, key)
    ref = Ref(CANDIDATES, key)
    name = shortened(answers.text(CANDIDATES, "name", key)) or row_name(ref, answers, knowledge).nl
    lacks_less_mobile = asks_less_mobile and not is_filled(row.get("less_mobile"))
    lacks_measure = bool(_noes(row)) and not is_filled(row.get("measure"))
    points = _open_points(row, name, lacks_measure=lacks_measure, lacks_less_mobile=lacks_less_mobile)
    safe, felt_safe = verdict(row.get("is_safe")), verdict(row.get("felt_safe"))
    return LocationView(
        item=key,
        name=name,
        central=_both(verdict(row.get("is_central")), verdict(row.get("on_foot"))),
        affordable=verdict(row.get("affordable")),
        safe=safe,
        felt_safe=felt_safe,
        may_be_called_safe=safe == felt_safe == "yes",
        open_points=tuple(Reason(text=text, refs=(ref,)) for text in points),
        may_be_chosen=not lacks_measure and not lacks_less_mobile,
    )


def _open_points(row: Row, name: str, *, lacks_measure: bool, lacks_less_mobile: bool) -> list[Text]:
    asks = [question for field, (_, question) in _FACTORS.items() if verdict(row.get(field)) == "unknown"]
    if verdict(row.get("felt_safe")) != "unknown" and not is_filled(row.get("felt_source")):
        asks.append(_FELT_SOURCE)
    if lacks_less_mobile:
        asks.append(_LESS_MOBILE)
    noes = _noes(row) if lacks_measure else ()
    return [
        *(phrase(_MEASURE.nl, _MEASURE.en, name=name, what=_FACTORS[field][0]) for field in noes),
        *(phrase(text.nl, text.en, name=name) for text in asks),
    ]


def _noes(row: Row) -> list[str]:
    return [field for field in _FACTORS if row.get(field) == "no"]


def _both(one: Verdict, other: Verdict) -> Verdict:
    if "no" in {one, other}:
        return "no"
    return "yes" if one == other == "yes" else "unknown"
