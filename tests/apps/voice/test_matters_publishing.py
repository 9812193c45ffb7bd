"""What everybody may read: in own words, and nothing in it that tells who somebody is."""

import pytest

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.voice.actions.answering import answer
from schuifaan.apps.voice.actions.at_the_desk import MatterError
from schuifaan.apps.voice.actions.publishing import (
    PrivateWords,
    become_activity,
    left,
    publish,
    unpublish,
)
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.queries.private_lines import without
from tests.factories import NOW, make_municipality
from tests.factories.voice import make_matter, make_signal

pytestmark = pytest.mark.django_db
SAID, DONE = "Mensen willen vaker samen eten.", "Vanaf december eten we elke donderdag."


@pytest.fixture
def answered(place, manager):
    matter = make_matter(place)
    make_signal(matter)
    answer(matter=matter, outcome="adopted", text="Beste mevrouw Jansen, dat doen we.", by=manager, now=NOW)
    return Matter.objects.get(pk=matter.pk)


def test_published_stands_in_own_words_and_comes_off_again(answered, manager):
    shown = publish(matter=answered, said=f" {SAID}\n", done=DONE, by=manager, now=NOW)
    assert (shown.is_public, shown.public_text, shown.public_response) == (True, SAID, DONE)
    gone = unpublish(matter=answered, by=manager, now=NOW)
    assert (gone.is_public, gone.public_text) == (False, SAID)


@pytest.mark.parametrize(
    ("field", "text", "caught"),
    [
        ("said", "Mevrouw Jansen wil een hellingbaan.", "Mevrouw Jansen"),
        ("done", "Bel 06 12345678 voor een plek.", "06 12345678"),
        ("done", "Mail jan@example.org.", "jan@example.org"),
        ("said", "Op Dorpsstraat 12 is het donker.", "Dorpsstraat 12"),
    ],
)
def test_what_tells_who_somebody_is_is_refused_until_it_is_masked_or_confirmed(
    answered, manager, field, text, caught
):
    told = {"said": SAID, "done": DONE, field: text}
    with pytest.raises(PrivateWords) as refused:
        publish(matter=answered, by=manager, now=NOW, **told)
    assert [one.text for one in refused.value.found[field]] == [caught]
    assert Matter.objects.get().is_public is False
    hidden = without(text, left(text, matter=answered))
    assert caught not in hidden
    assert publish(matter=answered, by=manager, now=NOW, **{**told, field: hidden}).is_public
    assert publish(matter=answered, may_be_read=[caught], by=manager, now=NOW, **told).is_public


def test_what_stands_on_the_page_of_the_place_anyway_may_stand_here(answered, place, manager):
    place.street, place.house_number = "Dorpsstraat", "12"
    place.save()
    answered.refresh_from_db()
    assert publish(
        matter=answered, said="Op Dorpsstraat 12 is het donker.", done=DONE, by=manager, now=NOW
    ).is_public


@pytest.mark.parametrize(("field", "told"), [("said", {"said": " "}), ("done", {"done": ""})])
def test_both_halves_are_asked_for(answered, manager, field, told):
    with pytest.raises(MatterError) as refused:
        publish(matter=answered, by=manager, now=NOW, **{"said": SAID, "done": DONE, **told})
    assert refused.value.field == field


def test_nothing_is_published_before_the_answer_or_about_a_person(place, board_member):
    for matter in (make_matter(place), make_matter(place, about_person="unnamed")):
        with pytest.raises(MatterError):
            publish(matter=matter, said=SAID, done=DONE, by=board_member, now=NOW)


def test_wish_becomes_one_draft_with_the_way_back(place, manager):
    matter = make_matter(place, title="Samen koken, zegt mevrouw Jansen")
    first = become_activity(matter=matter, by=manager, now=NOW)
    again = become_activity(matter=matter, by=manager, now=NOW)
    assert (first, Activity.objects.count()) == (again, 1)
    assert (first.title, first.status, first.place) == ("Samen koken, zegt [naam]", "draft", place)
    assert list(first.matters.all()) == [matter]


@pytest.mark.parametrize("fields", [{"kind": "complaint"}, {"about_person": "unnamed"}])
def test_what_is_no_wish_or_about_a_person_becomes_no_activity(place, board_member, fields):
    matter = make_matter(place, **fields)
    with pytest.raises(MatterError):
        become_activity(matter=matter, by=board_member, now=NOW)


def test_wish_to_the_municipality_becomes_no_activity_of_a_place(place, officer):
    officer.memberships.get().organisation.__class__.objects.update(municipality_code="GM0935")
    matter = make_matter(municipality=make_municipality())
    with pytest.raises(MatterError):
        become_activity(matter=matter, by=officer, now=NOW)
