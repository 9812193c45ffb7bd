"""The five types: the vectors of the handbook, gates, close calls, and what would tip the scale."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.item import PLACE_TYPE_CODES
from schuifaan.core.method.reasons import Ref
from schuifaan.core.method.typology import LEAST_POINTS, TypeMatch, chosen_type, gates, match

NAMES = dict(zip(("KH", "WV", "MF", "BH", "S55"), PLACE_TYPE_CODES, strict=True))
QUESTIONS = {
    "for_whom": ("residents", "both", "neighbourhood"),
    "housing_form": ("ordinary", "living_community", "clustered_55", "none"),
    "goals": (
        "resident_contact",
        "resident_wellbeing",
        "community_feeling",
        "self_management",
        "own_mission",
        "neighbourhood_network",
        "light_support",
        "guided_support",
        "noticing_care",
    ),
    "groups": ("residents", "neighbours", "specific_groups", "people_55"),
    "programme": ("coffee_cards", "self_organised", "varied", "varied_welfare"),
    "space": ("small", "own_design", "fairly_large", "very_large", "large_care"),
    "partners": ("residents_association", "with_host", "municipality_welfare", "care_provider"),
    "entrepreneurs": ("none", "bar", "services"),
    "outdoor": ("yes", "no"),
}
SEVERAL = {"goals", "groups"}


def given_answers(**said: Any) -> Answers:
    return Answers({f"type.{question}": {"": {"answer": answer}} for question, answer in said.items()})


COFFEE = {
    "for_whom": "residents",
    "housing_form": "ordinary",
    "goals": ["resident_contact", "resident_wellbeing"],
    "groups": ["residents"],
    "programme": "coffee_cards",
    "space": "small",
    "partners": "residents_association",
    "entrepreneurs": "none",
    "outdoor": "no",
}
SENIORS_COFFEE = COFFEE | {
    "housing_form": "clustered_55",
    "goals": ["resident_contact"],
    "groups": ["people_55"],
}
NEIGHBOURS = COFFEE | {
    "for_whom": "both",
    "housing_form": "none",
    "goals": ["neighbourhood_network", "light_support"],
    "groups": ["neighbours", "specific_groups"],
    "programme": "varied",
    "space": "fairly_large",
    "partners": "municipality_welfare",
}
VECTORS = {
    "TV1": (COFFEE, {"KH": 17, "MF": 3, "BH": -3}, "KH", None),
    "TV2": (
        COFFEE
        | {
            "housing_form": "living_community",
            "goals": ["community_feeling", "self_management", "own_mission"],
            "programme": "self_organised",
            "space": "own_design",
        },
        {"KH": 6, "WV": 18, "MF": 4, "BH": -3},
        "WV",
        None,
    ),
    "TV3": (
        COFFEE
        | {
            "for_whom": "both",
            "goals": ["community_feeling", "neighbourhood_network", "light_support"],
            "groups": ["residents", "neighbours"],
            "programme": "varied",
            "space": "fairly_large",
            "partners": "with_host",
        },
        {"KH": 0, "MF": 15, "BH": 6},
        "MF",
        None,
    ),
    "TV4": (
        {
            "for_whom": "neighbourhood",
            "housing_form": "none",
            "goals": ["neighbourhood_network", "guided_support"],
            "groups": ["neighbours", "specific_groups"],
            "programme": "varied_welfare",
            "space": "very_large",
            "partners": "municipality_welfare",
            "entrepreneurs": "bar",
            "outdoor": "yes",
        },
        {"MF": 6, "BH": 24},
        "BH",
        None,
    ),
    "TV5": (
        {
            "for_whom": "residents",
            "housing_form": "clustered_55",
            "goals": ["resident_contact", "noticing_care"],
            "groups": ["people_55"],
            "programme": "varied_welfare",
            "space": "large_care",
            "partners": "care_provider",
            "entrepreneurs": "services",
            "outdoor": "yes",
        },
        {"KH": 5, "MF": 2, "BH": 1, "S55": 24},
        "S55",
        None,
    ),
    "TV6": (SENIORS_COFFEE, {"KH": 14, "MF": 2, "BH": -3, "S55": 10}, "KH", "S55"),
    "TV7": (NEIGHBOURS, {"KH": -1, "MF": 13, "BH": 14}, "BH", "MF"),
}


@pytest.mark.parametrize("name", VECTORS)
def test_match_gives_the_points_of_the_handbook(knowledge: Knowledge, name: str) -> None:
    said, points, best, close_to = VECTORS[name]
    found = match(given_answers(**said), knowledge)
    possible = {fit.code: fit.points for fit in found.fits if not fit.is_excluded}
    assert possible == {NAMES[short]: score for short, score in points.items()}
    assert list(possible.values()) == sorted(possible.values(), reverse=True)
    assert (found.best, found.close_to) == (NAMES[best], NAMES.get(str(close_to)))
    assert found.missing == ()


def test_match_of_nothing_asks_everything(knowledge: Knowledge) -> None:
    found = match(Answers(), knowledge)
    assert [fit.code for fit in found.fits] == list(PLACE_TYPE_CODES)
    assert (found.best, found.close_to, found.differ_most, found.would_tip) == (None, None, (), ())
    assert found.missing == tuple(f"type.{question}" for question in QUESTIONS)
    assert (found.chosen, found.chosen_reason) == (None, "")


def test_match_without_knowledge_still_names_the_types() -> None:
    found = match(given_answers(**COFFEE), Knowledge())
    assert [fit.name.en for fit in found.fits] == list(PLACE_TYPE_CODES)


def test_match_shows_every_part_with_its_reason(knowledge: Knowledge) -> None:
    found = match(given_answers(for_whom="residents", outdoor="no"), knowledge)
    coffee, house = found.fits[0], found.fits[-1]
    assert [(part.question, part.option, part.points) for part in coffee.speaks_for] == [
        ("type.for_whom", "residents", 3),
        ("type.outdoor", "no", 1),
    ]
    assert coffee.speaks_for[0].reason.refs == (Ref("type.for_whom"),)
    assert coffee.speaks_for[0].reason.about == "weight.for_whom.residents"
    assert [part.points for part in house.speaks_against] == [-3]
    assert found.best is None


def test_gates_shut_when_answered_and_say_why(knowledge: Knowledge) -> None:
    fits = {fit.code: fit for fit in match(given_answers(**VECTORS["TV4"][0]), knowledge).fits}
    shut = [code for code, fit in fits.items() if fit.is_excluded]
    assert shut == ["coffee_corner", "co_housing_room", "senior_complex_room"]
    assert fits["coffee_corner"].excluded_because[0].refs == (Ref("type.for_whom"),)
    assert fits["co_housing_room"].excluded_because[0].refs == (Ref("type.housing_form"),)
    assert all(fit.excluded_unless == () for fit in fits.values())


def test_gates_not_answered_yet_say_what_they_depend_on(knowledge: Knowledge) -> None:
    fits = {fit.code: fit for fit in match(given_answers(for_whom="residents"), knowledge).fits}
    co_housing = fits["co_housing_room"]
    assert (co_housing.is_excluded, len(co_housing.excluded_unless)) == (False, 1)
    assert co_housing.excluded_unless[0].text.en == (
        "Room in a living community is possible only if you answer “What kind of homes does the place belong to?” "
        "with: A living community or CPO: residents who chose to live together."
    )
    assert fits["coffee_corner"].excluded_unless == ()
    open_gates = match(Answers(), knowledge).fits[0].excluded_unless
    assert [one.refs for one in open_gates] == [(Ref("type.for_whom"),)]


def test_gate_that_every_answer_shuts_says_something_else() -> None:
    text = {"nl": "x", "en": "x"}
    cited = {"source": [{"url": "https://example.org"}]}
    field = {"id": "answer", "kind": "yes_no", "label": text}
    asked = {"id": "type.outdoor", "step": "step.type", "text": text, "why": text, "fields": [field], **cited}
    weights = [
        {"id": f"w.{said}", "question": "type.outdoor", "option": said, "excludes": {"coffee_corner": text}}
        for said in ("yes", "no")
    ]
    small = Knowledge.model_validate(
        {"questions": [asked], "weights": [one | cited | {"because": text} for one in weights]}
    )
    assert match(Answers(), small).fits[0].excluded_unless[0].text.en.endswith("with: something else.")
    assert [fit.is_excluded for fit in match(given_answers(outdoor="no"), small).fits] == [False] * 4 + [True]


def test_gates_of_a_question_are_those_of_its_types(knowledge: Knowledge) -> None:
    assert len(gates(Answers(), knowledge, "type.housing_form")) == 2
    assert gates(given_answers(housing_form="none"), knowledge, "type.housing_form") == ()
    assert gates(Answers(), knowledge, "type.outdoor") == ()
    assert gates(Answers(), knowledge, "goal.role") == ()


def test_unknown_is_no_answer(knowledge: Knowledge) -> None:
    assert "type.outdoor" in match(given_answers(outdoor="unknown"), knowledge).missing
    assert "type.groups" not in match(given_answers(groups=["residents"]), knowledge).missing


def test_all_types_but_those_excluded_when_none_is_possible_enough(knowledge: Knowledge) -> None:
    found = match(given_answers(for_whom="both", housing_form="ordinary"), knowledge)
    assert found.best is None
    assert found.fits[0].points < LEAST_POINTS


def test_close_call_names_the_two_questions_that_differ_most(knowledge: Knowledge) -> None:
    found = match(given_answers(**NEIGHBOURS), knowledge)
    assert (found.best, found.close_to) == ("community_house", "multifunctional_place")
    assert found.differ_most == ("type.partners", "type.housing_form")


def test_equal_points_keep_the_order_of_the_types(knowledge: Knowledge) -> None:
    even = match(
        given_answers(
            **NEIGHBOURS | {"goals": ["community_feeling", "light_support", "neighbourhood_network"]}
        ),
        knowledge,
    )
    assert [(fit.code, fit.points) for fit in even.fits[:2]] == [
        ("multifunctional_place", 14),
        ("community_house", 14),
    ]


def test_tip_is_what_the_other_answer_would_give(knowledge: Knowledge) -> None:
    shut = VECTORS["TV5"][0] | {
        "housing_form": "ordinary"
    }  # no other answer opens a type that this one shuts
    for said in (shut, *(vector[0] for vector in VECTORS.values())):
        found = match(given_answers(**said), knowledge)
        tips = {(tip.question, tip.option): tip.winner for tip in found.would_tip}
        assert tips == _tried(said, found, knowledge)
    assert tips  # the last one is a close call


def _tried(said: dict[str, Any], found: TypeMatch, knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """The same, by asking again for every other answer."""
    tips = {}
    for question, options in QUESTIONS.items():
        for option in options:
            other = match(
                given_answers(**said | {question: [option] if question in SEVERAL else option}), knowledge
            )
            if other.best is not None and other.best != found.best:
                tips[f"type.{question}", option] = other.best
    return tips


def test_tip_says_the_answer_in_words(knowledge: Knowledge) -> None:
    tips = {
        (tip.question, tip.option): tip for tip in match(given_answers(**NEIGHBOURS), knowledge).would_tip
    }
    tip = tips["type.partners", "with_host"]
    assert tip.winner == "multifunctional_place"
    field = knowledge.questions_by_id["type.partners"].field("answer")
    assert tip.option_text == next(option.text for option in field.options if option.id == "with_host")


def test_no_tip_when_everything_would_be_shut() -> None:
    text = {"nl": "x", "en": "x"}
    cited = {"source": [{"url": "https://example.org"}]}
    options = [{"id": name, "text": text} for name in ("one", "two")]
    field = {"id": "answer", "kind": "choice", "label": text, "options": options}
    asked = {"id": "type.space", "step": "step.type", "text": text, "why": text, "fields": [field], **cited}
    weights = [
        {"id": "w.one", "question": "type.space", "option": "one", "points": {"coffee_corner": 9}},
        {
            "id": "w.two",
            "question": "type.space",
            "option": "two",
            "excludes": dict.fromkeys(PLACE_TYPE_CODES, text),
        },
    ]
    small = Knowledge.model_validate(
        {"questions": [asked], "weights": [one | cited | {"because": text} for one in weights]}
    )
    first = match(given_answers(space="one"), small)
    assert (first.best, first.would_tip) == ("coffee_corner", ())
    second = match(given_answers(space="two"), small)
    assert (second.best, [tip.winner for tip in second.would_tip]) == (None, ["coffee_corner"])


@pytest.mark.parametrize("said", ["place_type.community_house", "community_house"])
def test_chosen_type_is_what_the_team_said(knowledge: Knowledge, said: str) -> None:
    answers = Answers({"type.choice": {"": {"type": said, "reason": "Past bij de wijk."}}})
    assert chosen_type(answers, knowledge) == "community_house"
    found = match(answers, knowledge)
    assert (found.chosen, found.chosen_reason) == ("community_house", "Past bij de wijk.")


def test_chosen_type_that_does_not_exist_is_none(knowledge: Knowledge) -> None:
    assert chosen_type(Answers({"type.choice": {"": {"type": "partner.care"}}}), knowledge) is None


# ------------------------------------------------------------------ never a silent turn


@st.composite
def choices(draw: st.DrawFn) -> dict[str, Any]:
    asked = draw(st.sets(st.sampled_from(sorted(QUESTIONS))))
    return {
        question: (
            draw(st.lists(st.sampled_from(QUESTIONS[question]), unique=True, max_size=3))
            if question in SEVERAL
            else draw(st.sampled_from((*QUESTIONS[question], "unknown")))
        )
        for question in sorted(asked)
    }


@settings(max_examples=200, deadline=None)
@given(choices(), choices())
def test_adding_answers_never_makes_an_excluded_type_possible(
    knowledge: Knowledge, first: dict[str, Any], more: dict[str, Any]
) -> None:
    """What shuts a type stays named; a type that shuts later names the answer that was added."""
    before = {fit.code: fit for fit in match(given_answers(**first), knowledge).fits}
    after = {fit.code: fit for fit in match(given_answers(**more | first), knowledge).fits}
    for code, fit in before.items():
        assert set(fit.excluded_because) <= set(after[code].excluded_because)
        new = set(after[code].excluded_because) - set(fit.excluded_because)
        assert {ref.question.removeprefix("type.") for one in new for ref in one.refs} <= set(more) - set(
            first
        )
        assert bool(new) <= bool(fit.excluded_unless)


@settings(max_examples=200, deadline=None)
@given(choices())
def test_points_are_the_sum_of_their_parts(knowledge: Knowledge, said: dict[str, Any]) -> None:
    found = match(given_answers(**said), knowledge)
    assert sorted(fit.code for fit in found.fits) == sorted(PLACE_TYPE_CODES)
    for fit in found.fits:
        assert fit.points == sum(part.points for part in (*fit.speaks_for, *fit.speaks_against))
    if found.best is not None:
        assert (found.fits[0].code, found.fits[0].is_excluded) == (found.best, False)
