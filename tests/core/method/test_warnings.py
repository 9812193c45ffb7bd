"""Each known pitfall is warned about when a choice meets it, and only then."""

from datetime import date

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.management import plan
from schuifaan.core.method.reasons import Reason, Ref
from schuifaan.core.method.warnings import CHECKS

KINDS = {
    "res": "residents",
    "res2": "residents",
    "cor": "association",
    "mun": "municipality",
    "care": "care",
    "wel": "welfare",
    "ent": "entrepreneur",
}


def _answers(
    *parties: str,
    tasks: dict[str, str] | None = None,
    euros: dict[str, int] | None = None,
    own: dict[str, str] | None = None,
    **more: str,
) -> Answers:
    rows = {
        party: {"name": party, "kind": KINDS[party], "euros": (euros or {}).get(party)} for party in parties
    }
    given = {f"ingredient.{task}": {"party": party} for task, party in (tasks or {}).items()}
    named = {key: {"name": key, "party_name": party} for key, party in (own or {}).items()}
    return Answers(
        {
            "partners.parties": rows,
            "management.tasks": given,
            "management.own_tasks": named,
            "management.model": {"": {"model": more.get("model")}},
            "partners.scope": {"": {"scope": more.get("scope")}},
        }
    )


def _warned(check: str, answers: Answers, knowledge: Knowledge) -> Reason | None:
    found = plan(answers, knowledge, today=date(2027, 6, 1)).warnings
    return next((reason for reason in found if reason.about == f"warning.{check}"), None)


ALL_RES = _answers("res", "cor", tasks={"keys": "res", "cleaning": "res"})
ALL_COR = _answers("res", "cor", tasks={"keys": "cor"}, own={"r1": "cor"})
SHARED = _answers("res", "cor", tasks={"keys": "res", "cleaning": "cor"})
TASK = "management.tasks"
PARTY = "partners.parties"


@pytest.mark.parametrize(
    ("check", "answers", "refs"),
    [
        (
            "all_tasks_one_volunteer_party",
            ALL_RES,
            [(TASK, "ingredient.keys"), (TASK, "ingredient.cleaning")],
        ),
        ("all_tasks_one_volunteer_party", ALL_COR, None),
        ("all_tasks_one_volunteer_party", SHARED, None),
        (
            "all_tasks_one_volunteer_party",
            _answers("res", "res2", tasks={"keys": "res", "cleaning": "res2"}),
            None,
        ),
        ("all_tasks_one_volunteer_party", _answers("res", tasks={"keys": "res"}), None),
        ("all_tasks_association", ALL_COR, [(TASK, "ingredient.keys"), ("management.own_tasks", "r1")]),
        ("all_tasks_association", ALL_RES, None),
        ("one_party_carries_most", ALL_RES, [(TASK, "ingredient.keys"), (TASK, "ingredient.cleaning")]),
        ("one_party_carries_most", SHARED, None),
        (
            "one_party_carries_most",
            _answers(own={"r1": "De bakker", "r2": "de bakker"}),
            [("management.own_tasks", "r1"), ("management.own_tasks", "r2")],
        ),
        ("one_party_carries_most", _answers(own={"r1": "De bakker", "r2": "De slager"}), None),
        (
            "one_party_carries_most",
            _answers("res", "cor", euros={"res": 49, "cor": 51}),
            [(PARTY, "cor")],
        ),
        ("one_party_carries_most", _answers("res", "cor", euros={"res": 50, "cor": 50}), None),
        ("one_party_carries_most", _answers("res", "cor"), None),
        ("entrepreneur_low_income", _answers("ent", euros={"ent": 600_000}), [(PARTY, "ent")]),
        (
            "entrepreneur_low_income",
            _answers("ent", "res", tasks={"keys": "ent", "stock": "ent", "cleaning": "res"}),
            [(TASK, "ingredient.keys"), (TASK, "ingredient.stock")],
        ),
        ("entrepreneur_low_income", _answers(model="model.entrepreneur"), [("management.model", "")]),
        ("entrepreneur_low_income", _answers("ent", tasks={"keys": "ent"}), None),
        ("entrepreneur_low_income", _answers("cor", euros={"cor": 600_000}), None),
        ("care_only_focus", _answers("care", tasks={"programme": "care"}), [(TASK, "ingredient.programme")]),
        ("care_only_focus", _answers("care", tasks={"keys": "care"}), None),
        ("care_only_focus", _answers("wel", tasks={"programme": "wel"}), None),
        ("welfare_subsidy", _answers("wel", tasks={"programme": "wel"}), [(TASK, "ingredient.programme")]),
        ("welfare_subsidy", _answers("wel"), None),
        ("municipality_scope", _answers("mun"), [("partners.scope", ""), (PARTY, "mun")]),
        ("municipality_scope", _answers("wel"), [("partners.scope", ""), (PARTY, "wel")]),
        ("municipality_scope", _answers("mun", scope="area"), None),
        ("municipality_scope", _answers("res"), None),
        ("no_residents", _answers("cor", "mun"), [(PARTY, "cor"), (PARTY, "mun")]),
        ("no_residents", _answers("cor", "res"), None),
        ("no_residents", _answers(), None),
        ("no_talk", _answers("cor", "res"), [(PARTY, "cor"), (PARTY, "res")]),
        ("no_talk", _answers(), None),
        (
            "no_talk",
            _answers("cor").with_row(PARTY, "res", {"name": "res", "talk_date": "2027-01-01"}),
            None,
        ),
        ("volunteers_money", _answers("res", tasks={"stock": "res"}), [(TASK, "ingredient.stock")]),
        ("volunteers_money", _answers("res", tasks={"stock": "res"}, model="model.foundation"), None),
        ("volunteers_money", _answers("res", tasks={"stock": "res"}, model="model.self_government"), None),
        ("volunteers_money", _answers("cor", tasks={"stock": "cor"}), None),
        ("volunteers_money", _answers("res", tasks={"keys": "res"}), None),
    ],
)
def test_warning_rests_on_the_answers_that_meet_the_pitfall(knowledge, check, answers, refs):
    warned = _warned(check, answers, knowledge)
    assert (list(warned.refs) if warned else None) == (refs and [Ref(*ref) for ref in refs])


def test_every_shipped_warning_has_its_check_and_every_check_its_warning(knowledge):
    assert sorted(warning.check for warning in knowledge.warnings) == sorted(CHECKS)


def test_warning_of_an_unknown_check_says_nothing(knowledge):
    odd = knowledge.warnings[0].model_copy(update={"id": "own.odd", "check": "nobody_knows"})
    only = knowledge.model_copy(update={"warnings": (odd,)})
    assert plan(ALL_RES, only, today=date(2027, 6, 1)).warnings == ()


def test_nothing_answered_warns_about_nothing(knowledge):
    assert plan(Answers(), knowledge, today=date(2027, 6, 1)).warnings == ()


def test_warning_takes_text_and_source_from_the_knowledge(knowledge):
    warning = next(one for one in knowledge.warnings if one.check == "no_talk")
    warned = _warned("no_talk", ALL_RES, knowledge)
    assert warned is not None
    assert (warned.text, warned.source, warned.status) == (warning.text, warning.source, warning.status)
