"""Two people at the very same moment: one answer kept, one friendly message, on both databases."""

import pytest

from schuifaan.apps.dossiers.actions.membership import remove_member
from schuifaan.apps.dossiers.actions.saving import keep_answer
from schuifaan.apps.dossiers.actions.starting import keep_version
from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Answer, AnswerChange, Dossier, DossierMember, Version
from schuifaan.apps.people.models import User
from tests.factories import NOW, make_user
from tests.factories.dossiers import answer, make_dossier, make_member
from tests.racing import at_once, names_of

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["Kruisweg", "Malberg", "Binnenstad"]


def keep(dossier: Dossier, by: User, revision: int):
    def work(name: str) -> None:
        keep_answer(
            dossier=Dossier.objects.get(pk=dossier.pk),
            question_id="goal.area",
            value={"scale": "complex", "name": name},
            revision=revision,
            by=User.objects.get(pk=by.pk),
            now=NOW,
        )

    return work


def test_first_answers_at_once_keep_one(professional: User) -> None:
    dossier = make_dossier(professional)
    errors = at_once(keep(dossier, professional, 0), NAMES)
    assert names_of(errors) == ["AnsweredMeanwhile", "AnsweredMeanwhile", "NoneType"]
    kept = Answer.objects.get()
    assert (kept.value["name"], kept.revision) == (NAMES[errors.index(None)], 1)
    assert AnswerChange.objects.count() == 1


def test_changes_at_once_keep_one_and_tell_the_others_what_stands(professional: User) -> None:
    dossier = make_dossier(professional)
    answer(dossier, "goal.area", {"scale": "district", "name": "Vroeger"})
    errors = at_once(keep(dossier, professional, 1), NAMES)
    assert names_of(errors) == ["AnsweredMeanwhile", "AnsweredMeanwhile", "NoneType"]
    winner = NAMES[errors.index(None)]
    assert {error.theirs.value["name"] for error in errors if error is not None} == {winner}
    assert (Answer.objects.get().value["name"], Answer.objects.get().revision) == (winner, 2)


def test_two_versions_at_once_get_two_numbers(professional: User) -> None:
    dossier = make_dossier(professional)

    def work(reason: str) -> None:
        keep_version(
            dossier=Dossier.objects.get(pk=dossier.pk),
            reason=reason,
            by=User.objects.get(pk=professional.pk),
            now=NOW,
        )

    assert at_once(work, ["een", "twee"]) == [None, None]
    assert sorted(Version.objects.values_list("number", flat=True)) == [1, 2]


def test_two_owners_leaving_at_once_leave_one(professional: User) -> None:
    dossier = make_dossier(professional)
    anna = make_user("anna@example.org")
    make_member(dossier, anna, DossierRole.OWNER)

    def work(pk: int) -> None:
        member = DossierMember.objects.select_related("user", "dossier").get(user=pk, dossier=dossier)
        remove_member(member=member, by=User.objects.get(pk=pk), now=NOW)

    assert names_of(at_once(work, [professional.pk, anna.pk])) == ["LastOwner", "NoneType"]
    assert dossier.members.filter(role=DossierRole.OWNER).count() == 1
