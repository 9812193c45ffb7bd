"""Who does what, what is still lacking, which model fits, and what happens when a party leaves."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.item import Status
from schuifaan.core.method.management import (
    ManagementPlan,
    partners_of_type,
    plan,
    tasks_of_type,
    without_party,
)
from schuifaan.core.method.reasons import Ref

TODAY = date(2027, 6, 1)
RESIDENTS = {"name": "Bewonersgroep", "kind": "residents"}
SENIOR_TASKS = ("keys", "cleaning", "house_rules", "stock", "programme")


def _of_type(code: str, **more: dict) -> Answers:
    questions = {question.replace("__", "."): items for question, items in more.items()}
    return Answers({"type.choice": {"": {"type": f"place_type.{code}"}}, **questions})


def _plan(answers: Answers, knowledge: Knowledge) -> ManagementPlan:
    return plan(answers, knowledge, today=TODAY)


def _said(reasons) -> list[str]:
    return [reason.text.nl for reason in reasons]


# ------------------------------------------------------------------ tasks and partners


def test_partners_of_a_community_house_are_all_six(knowledge):
    assert [one.id for one in partners_of_type(knowledge, "community_house")] == [
        f"partner.{word}"
        for word in ("association", "residents", "municipality", "care", "welfare", "entrepreneur")
    ]


def test_partners_of_a_coffee_corner_are_two(knowledge):
    assert [one.id for one in partners_of_type(knowledge, "coffee_corner")] == [
        "partner.association",
        "partner.residents",
    ]


def test_partners_without_a_type_are_all(knowledge):
    assert partners_of_type(knowledge, None) == knowledge.partners


def test_tasks_of_a_senior_complex_are_five_and_one_optional(knowledge):
    answers = _of_type("senior_complex_room", management__own_tasks={"r1": {"name": "De tuin"}})
    tasks = _plan(answers, knowledge).tasks
    assert [task.id for task in tasks if task.is_required] == [f"ingredient.{one}" for one in SENIOR_TASKS]
    assert [task.id for task in tasks if not task.is_required and not task.is_own] == [
        "ingredient.entrepreneurs"
    ]
    assert [(task.id, task.name.nl, task.name.en) for task in tasks if task.is_own] == [
        ("r1", "De tuin", "De tuin")
    ]


def test_tasks_of_co_housing_are_one(knowledge):
    assert tasks_of_type(knowledge, "co_housing_room") == ("ingredient.involved_residents",)


def test_tasks_without_a_type_are_of_every_type(knowledge):
    found = _plan(Answers(), knowledge)
    assert [task.id for task in found.tasks] == [one.id for one in knowledge.ingredients]
    assert found.type is None
    assert not any(task.is_required for task in found.tasks)
    assert all(len(task.lacks) == 1 for task in found.tasks)
    assert not found.is_complete


def test_task_is_described_for_its_type(knowledge):
    keys = next(one for one in knowledge.ingredients if one.id == "ingredient.keys")
    by_type = {
        code: _plan(_of_type(code), knowledge).tasks[0].description
        for code in ("coffee_corner", "community_house")
    }
    assert by_type == {
        "coffee_corner": keys.description,
        "community_house": keys.for_type["community_house"],
    }


def test_cleaning_without_a_party_is_open(knowledge):
    found = _plan(_of_type("coffee_corner"), knowledge)
    cleaning = next(task for task in found.open_tasks if task.id == "ingredient.cleaning")
    assert cleaning.is_open
    assert _said(cleaning.lacks) == [f"{cleaning.name.nl}: nog niemand doet dit."]
    assert cleaning.lacks[0].refs == (Ref("management.tasks", "ingredient.cleaning"),)
    assert cleaning.lacks[0].about == "ingredient.cleaning"
    assert not found.is_complete


def test_optional_task_of_nobody_lacks_nothing(knowledge):
    found = _plan(_of_type("senior_complex_room"), knowledge)
    optional = next(task for task in found.open_tasks if task.id == "ingredient.entrepreneurs")
    assert optional.lacks == ()


def test_own_task_without_a_name_is_none(knowledge):
    answers = _of_type("coffee_corner", management__own_tasks={"r1": {"name": "  "}, "r2": {}})
    assert not any(task.is_own for task in _plan(answers, knowledge).tasks)


def test_own_task_of_nobody_keeps_the_plan_open(knowledge):
    answers = _done("coffee_corner", own={"r1": {"name": "De tuin"}})
    found = _plan(answers, knowledge)
    assert [task.id for task in found.open_tasks] == ["r1"]
    assert found.open_tasks[0].lacks[0].refs == (Ref("management.own_tasks", "r1"),)
    assert found.open_tasks[0].lacks[0].status is Status.OWN
    assert not found.is_complete


def _done(code: str, *, own: dict | None = None, **stock: str) -> Answers:
    """Every task with the residents; the stock as given."""
    tasks: dict = {f"ingredient.{one}": {"party": "p1"} for one in SENIOR_TASKS}
    tasks["ingredient.stock"] |= {"paid_from": "de koffiepot", **stock}
    return _of_type(
        code, partners__parties={"p1": RESIDENTS}, management__tasks=tasks, management__own_tasks=own or {}
    )


@pytest.mark.parametrize("code", ["coffee_corner", "multifunctional_place", "senior_complex_room"])
def test_plan_is_complete_when_every_needed_task_is_somebodys(knowledge, code):
    assert _plan(_done(code), knowledge).is_complete


def test_stock_needs_a_money_source(knowledge):
    found = _plan(_done("coffee_corner", paid_from=" "), knowledge)
    stock = next(task for task in found.tasks if task.id == "ingredient.stock")
    assert _said(stock.lacks) == [f"{stock.name.nl}: nog niet afgesproken van welk geld."]
    assert not found.is_complete


@pytest.mark.parametrize(("until", "lacks"), [("2027-05-31", 1), ("2027-06-01", 0), ("2027-06-02", 0)])
def test_agreement_that_has_ended_is_lacking(knowledge, until, lacks):
    found = _plan(_done("coffee_corner", until=until), knowledge)
    stock = next(task for task in found.tasks if task.id == "ingredient.stock")
    assert stock.until == date.fromisoformat(until)
    assert len(stock.lacks) == lacks
    assert found.is_complete is (lacks == 0)


def test_task_keeps_what_was_agreed(knowledge):
    row = {
        "party": "p1",
        "deputy": "Stichting",
        "frequency": "elke week",
        "agreed_on": "2026-10-01",
        "document": "afspraak.pdf",
    }
    answers = _of_type(
        "coffee_corner",
        partners__parties={"p1": RESIDENTS},
        management__tasks={"ingredient.keys": row},
    )
    keys = _plan(answers, knowledge).tasks[0]
    assert (keys.party, keys.party_item, keys.deputy, keys.frequency, keys.agreed_on, keys.document) == (
        "Bewonersgroep",
        "p1",
        "Stichting",
        "elke week",
        date(2026, 10, 1),
        "afspraak.pdf",
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"party": "p1"}, ("Bewonersgroep", "p1")),
        ({"party": "partners.parties:p1"}, ("Bewonersgroep", "p1")),
        ({"party_name": "bewonersGROEP "}, ("Bewonersgroep", "p1")),
        ({"party_name": "De bakker"}, ("De bakker", "")),
        ({"party": "gone", "party_name": "De bakker"}, ("De bakker", "")),
        ({"party": "gone"}, ("", "")),
        ({"party": "nameless"}, ("", "")),
        ({}, ("", "")),
    ],
)
def test_party_of_a_task_is_a_row_or_a_name(knowledge, row, expected):
    answers = _of_type(
        "coffee_corner",
        partners__parties={"p1": RESIDENTS, "nameless": {}},
        management__tasks={"ingredient.keys": row},
    )
    keys = _plan(answers, knowledge).tasks[0]
    assert (keys.party, keys.party_item) == expected


def test_own_ingredient_of_no_type_belongs_to_every_type(knowledge):
    own = knowledge.ingredients[0].model_copy(update={"id": "own.garden", "needed": {}, "status": Status.OWN})
    more = knowledge.model_copy(update={"ingredients": (*knowledge.ingredients, own)})
    task = _plan(_of_type("co_housing_room"), more).tasks[-1]
    assert (task.id, task.is_own, task.is_required) == ("own.garden", True, False)


# ------------------------------------------------------------------ the ladder


def test_ladder_level_is_kept_per_topic(knowledge):
    answers = Answers(
        {
            "management.ladder": {
                "topic.agenda": {"level": "ladder.co_decide", "why": "Dat wil men", "record": "x"}
            }
        }
    )
    ladder = _plan(answers, knowledge).ladder
    assert [one.topic for one in ladder] == list(knowledge.ladder_topics)
    agenda = next(one for one in ladder if one.topic.id == "topic.agenda")
    assert agenda.level is not None
    assert (agenda.level.level, agenda.why, agenda.record) == (3, "Dat wil men", "x")
    assert {one.level for one in ladder if one.topic.id != "topic.agenda"} == {None}


# ------------------------------------------------------------------ the model


def _model(knowledge: Knowledge, code: str | None, **row: str) -> tuple[str, int, str]:
    answers = (_of_type(code) if code else Answers()).with_row("management.model", "", row)
    found = _plan(answers, knowledge)
    assert found.proposed_model is not None
    assert len(found.model_reasons) == 1
    assert found.model_reasons[0].source == found.proposed_model.source
    return found.proposed_model.id, len(found.model_asks), found.chosen_model.id if found.chosen_model else ""


@pytest.mark.parametrize(
    ("code", "row", "expected"),
    [
        ("senior_complex_room", {"care_indication": "yes"}, ("model.care_provider", 0, "")),
        ("senior_complex_room", {"care_indication": "no"}, ("model.self_government", 0, "")),
        ("senior_complex_room", {"care_indication": "unknown"}, ("model.self_government", 1, "")),
        ("multifunctional_place", {}, ("model.entrepreneur", 1, "")),
        ("multifunctional_place", {"has_licence": "unknown"}, ("model.entrepreneur", 1, "")),
        ("community_house", {"has_licence": "no"}, ("model.entrepreneur", 1, "")),
        ("community_house", {"has_licence": "yes"}, ("model.entrepreneur", 0, "")),
        ("coffee_corner", {"care_indication": "yes"}, ("model.self_government", 0, "")),
        (None, {}, ("model.self_government", 1, "")),
        ("coffee_corner", {"model": "model.association"}, ("model.self_government", 0, "model.association")),
    ],
)
def test_model_proposed(knowledge, code, row, expected):
    assert _model(knowledge, code, **row) == expected


def test_model_asks_for_the_catering_licence(knowledge):
    found = _plan(_of_type("multifunctional_place"), knowledge)
    assert _said(found.model_asks) == [
        "Heeft de ondernemer een horecavergunning? Die is nodig voor dit model."
    ]
    assert found.model_asks[0].about == "model.entrepreneur"
    refused = _plan(
        _of_type("multifunctional_place", management__model={"": {"has_licence": "no"}}), knowledge
    )
    assert _said(refused.model_asks) == [
        "De ondernemer heeft nog geen horecavergunning. Zonder vergunning kan dit model niet."
    ]


def test_model_nobody_describes_is_not_proposed(knowledge):
    bare = knowledge.model_copy(update={"management_models": ()})
    found = _plan(_of_type("multifunctional_place"), bare)
    assert (found.proposed_model, found.model_reasons, len(found.model_asks)) == (None, (), 1)


# ------------------------------------------------------------------ a party leaves


def _with_entrepreneur() -> Answers:
    return _of_type(
        "community_house",
        partners__parties={
            "p1": RESIDENTS,
            "p2": {"name": "De Huiskamer", "kind": "entrepreneur", "euros": 600_000, "hours": "4.50"},
        },
        management__tasks={
            "ingredient.keys": {"party": "p2"},
            "ingredient.cleaning": {"party": "p1"},
            "ingredient.stock": {"party": "p2", "party_name": "De Huiskamer", "paid_from": "verkoop"},
        },
        management__own_tasks={"r1": {"name": "Het terras", "party_name": "de huiskamer", "deputy": "Ali"}},
    )


def test_without_the_entrepreneur_money_falls_away_and_tasks_become_open(knowledge):
    answers = _with_entrepreneur()
    gone = without_party(answers, knowledge, party="p2", today=TODAY)
    assert (gone.name, gone.cents, gone.hours) == ("De Huiskamer", 600_000, "4.5")
    assert [task.id for task in gone.tasks] == ["ingredient.keys", "ingredient.stock", "r1"]
    assert all(task.is_open for task in gone.tasks)
    assert gone.tasks[2].deputy == "Ali"
    assert not any(task.is_open for task in _plan(answers, knowledge).tasks if task.party_item == "p2")


def test_without_a_party_that_gives_nothing(knowledge):
    answers = Answers({"partners.parties": {"p1": {}}})
    gone = without_party(answers, knowledge, party="p1", today=TODAY)
    assert (gone.name, gone.cents, gone.hours, gone.tasks) == ("", 0, "0", ())


def test_without_a_party_that_is_not_there(knowledge):
    with pytest.raises(KeyError):
        without_party(_with_entrepreneur(), knowledge, party="p9", today=TODAY)


# ------------------------------------------------------------------ whatever is answered

_rows = st.sampled_from(["", "p1", "p2", "gone"])
_tasks = st.fixed_dictionaries(
    {},
    optional={
        "party": _rows,
        "party_name": st.text(max_size=8),
        "until": st.dates().map(str),
        "paid_from": st.text(max_size=3),
        "name": st.text(max_size=8),
    },
)
_parties = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text(max_size=8),
        "kind": st.sampled_from(["residents", "care", "entrepreneur", "welfare", "school"]),
        "euros": st.integers(0, 10**9),
        "hours": st.decimals(0, 99, places=1).map(str),
    },
)


@given(st.data())
def test_plan_never_raises_on_what_is_missing(knowledge, data):
    ids = [one.id for one in knowledge.ingredients]
    codes = [one.id for one in knowledge.place_types]
    answers = Answers(
        {
            "type.choice": {"": {"type": data.draw(st.sampled_from([*codes, "", "gone"]))}},
            "partners.parties": data.draw(st.dictionaries(st.sampled_from(["p1", "p2"]), _parties)),
            "management.tasks": data.draw(st.dictionaries(st.sampled_from([*ids, "gone"]), _tasks)),
            "management.own_tasks": data.draw(st.dictionaries(st.sampled_from(["r1", "r2"]), _tasks)),
        }
    )
    found = _plan(answers, knowledge)
    assert found.open_tasks == tuple(task for task in found.tasks if not task.party)
    for party in answers.rows("partners.parties"):
        gone = without_party(answers, knowledge, party=party, today=TODAY)
        assert {task.id for task in gone.tasks} == {one.id for one in found.tasks if one.party_item == party}
        assert all(task.is_open for task in gone.tasks)
