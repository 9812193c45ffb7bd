"""Looking, taking up, combining, passing on, closing; and all of it taken back."""

from datetime import timedelta

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.voice.actions.answering import answer
from schuifaan.apps.voice.actions.at_the_desk import GoneMeanwhile, MatterError
from schuifaan.apps.voice.actions.combining import combine, take_apart
from schuifaan.apps.voice.actions.handling import (
    arrange,
    assign,
    close,
    let_through,
    look_at,
    open_again,
    throw_away,
)
from schuifaan.apps.voice.actions.passing_on import pass_on
from schuifaan.apps.voice.models import Letter, Matter, MatterTheme
from tests.factories import (
    NOW,
    TODAY,
    make_membership,
    make_municipality,
    make_organisation,
    make_place,
    make_user,
)
from tests.factories.voice import make_matter, make_point, make_round, make_signal
from tests.racing import at_once, names_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def maastricht(place):
    place.municipality = make_municipality()
    place.save()
    return place.municipality


@pytest.fixture
def officer(maastricht):
    user = make_user("gemeente@example.org")
    kind = {"kind": "municipality", "municipality_code": "GM0935"}
    make_membership(user, make_organisation("gemeente", name="Gemeente", **kind), "municipal_officer")
    return user


def reread(matter):
    return Matter.objects.get(pk=matter.pk)


def test_looked_at_is_noted_once(place, manager):
    matter = make_matter(place)
    look_at(matter=matter, by=manager, now=NOW)
    look_at(matter=matter, by=manager, now=NOW + timedelta(days=1))
    assert (reread(matter).state, reread(matter).looked_at_at) == ("looked_at", NOW)
    assert AuditEvent.objects.filter(verb="matter.looked_at").count() == 1


def test_taking_it_up_is_looking_at_it(place, manager, board_member):
    matter = make_matter(place)
    assign(matter=matter, owner=board_member, by=manager, now=NOW)
    assert (reread(matter).owner, reread(matter).state) == (board_member, "looked_at")
    assign(matter=matter, owner=None, by=manager, now=NOW)
    assert (reread(matter).owner, reread(matter).state) == (None, "looked_at")


def test_only_who_handles_it_can_take_it_up(place, manager, host, stranger):
    matter = make_matter(place)
    for user in (host, stranger):
        with pytest.raises(MatterError):
            assign(matter=matter, owner=user, by=manager, now=NOW)


def test_arranging_sets_owner_term_and_themes_of_one_form(place, manager):
    matter = make_matter(place)
    MatterTheme.objects.create(matter=matter, theme="theme.T1")
    day = TODAY + timedelta(days=30)
    arrange(matter=matter, owner=manager, due_on=day, themes=["theme.T3", "theme.T2"], by=manager, now=NOW)
    found = reread(matter)
    assert (found.owner, found.due_on) == (manager, day)
    assert list(found.themes.values_list("theme", flat=True)) == ["theme.T2", "theme.T3"]


@pytest.mark.parametrize("days", [-1, 400])
def test_term_is_a_day_to_come_within_a_year(place, manager, days):
    matter = make_matter(place)
    with pytest.raises(MatterError) as refused:
        arrange(
            matter=matter, owner=None, due_on=TODAY + timedelta(days=days), themes=[], by=manager, now=NOW
        )  # fmt: skip
    assert refused.value.field == "due_on"


def test_term_that_has_passed_may_stay_as_it_is(place, manager):
    matter = make_matter(place, due_on=TODAY - timedelta(days=5))
    arrange(matter=matter, owner=manager, due_on=matter.due_on, themes=[], by=manager, now=NOW)
    assert reread(matter).owner == manager


def test_held_back_goes_through_with_a_fresh_term_and_a_receipt(place, manager):
    matter = make_matter(place, state="held", due_on=TODAY - timedelta(days=20))
    make_signal(matter, contact_by="email", contact="mia@example.org")
    let_through(matter=matter, by=manager, now=NOW)
    let_through(matter=matter, by=manager, now=NOW)
    assert (reread(matter).state, reread(matter).due_on) == ("received", TODAY + timedelta(days=14))
    assert Letter.objects.count() == 1


def test_only_held_back_can_be_thrown_away(place, manager):
    matter, spam = make_matter(place), make_matter(place, state="held")
    with pytest.raises(MatterError):
        throw_away(matter=matter, by=manager, now=NOW)
    throw_away(matter=spam, by=manager, now=NOW)
    assert list(Matter.objects.all()) == [matter]


def test_closed_by_mistake_stands_open_as_it_was(place, manager):
    open_one, answered = make_matter(place), make_matter(place, state="answered", answered_at=NOW)
    for matter, back in ((open_one, "looked_at"), (answered, "answered")):
        close(matter=matter, by=manager, now=NOW)
        assert (reread(matter).state, reread(matter).closed_at) == ("closed", NOW)
        open_again(matter=matter, by=manager, now=NOW)
        assert (reread(matter).state, reread(matter).closed_at) == (back, None)


# -- Combining ------------------------------------------------------------------------------------


def test_combined_is_one_matter_with_all_voices_the_earliest_term_and_all_themes(place, manager):
    one, two = make_matter(place, due_on=TODAY + timedelta(days=9)), make_matter(place)
    earlier = NOW - timedelta(days=3)
    Matter.objects.filter(pk=two.pk).update(received_at=earlier)
    make_signal(one)
    make_signal(two, "Samen koken")
    MatterTheme.objects.create(matter=one, theme="theme.T1")
    MatterTheme.objects.bulk_create([MatterTheme(matter=two, theme=f"theme.T{n}") for n in (1, 3)])
    combine(into=one, matters=[two], by=manager, now=NOW)
    (found,) = Matter.objects.all()
    assert (found.pk, found.signals.count(), found.received_at, found.due_on) == (one.pk, 2, earlier, TODAY)
    assert list(found.themes.values_list("theme", flat=True)) == ["theme.T1", "theme.T3"]


def test_taken_apart_is_a_matter_of_its_own_again(place, manager):
    one, two = make_matter(place), make_matter(place)
    make_signal(one)
    other = make_signal(two, "Samen koken op dinsdag")
    combine(into=one, matters=[two], by=manager, now=NOW)
    own = take_apart(signal=other, by=manager, now=NOW)
    assert (own.title, own.state, own.due_on, own.kind) == (
        "Samen koken op dinsdag",
        "received",
        TODAY,
        "wish",
    )
    assert [one.signals.count(), own.signals.count()] == [1, 1]
    with pytest.raises(MatterError):
        take_apart(signal=other, by=manager, now=NOW)


def test_taken_apart_after_the_answer_begins_anew_and_takes_back_what_has_not_left(place, manager):
    one = make_matter(place)
    make_signal(one)
    other = make_signal(one, "Iets anders", contact_by="email", contact="ton@example.org")
    answer(matter=one, outcome="adopted", text="Doen we.", by=manager, now=NOW)
    assert Letter.objects.count() == 1
    own = take_apart(signal=other, by=manager, now=NOW)
    assert Letter.objects.count() == 0
    assert (own.state, own.due_on, own.answered_at) == ("looked_at", TODAY + timedelta(days=14), None)


@pytest.mark.parametrize(
    "other",
    [
        {"state": "held"},
        {"about_person": "unnamed"},
    ],
)
def test_what_differs_in_who_may_read_it_is_not_combined(place, board_member, other):
    one, two = make_matter(place), make_matter(place, **other)
    with pytest.raises(MatterError):
        combine(into=one, matters=[two], by=board_member, now=NOW)
    assert Matter.objects.count() == 2


def test_what_has_an_answer_or_a_point_of_its_own_does_not_go_up_in_another(place, manager):
    one, answered, pointed = make_matter(place), make_matter(place), make_matter(place)
    make_signal(answered)
    answer(matter=answered, outcome="adopted", text="Doen we.", by=manager, now=NOW)
    make_point(make_round(place), matter=pointed)
    for other in (answered, pointed):
        with pytest.raises(MatterError):
            combine(into=one, matters=[other], by=manager, now=NOW)


def test_one_alone_is_nothing_to_combine(place, manager):
    one = make_matter(place)
    with pytest.raises(MatterError):
        combine(into=one, matters=[one], by=manager, now=NOW)


def test_what_lies_at_another_desk_is_not_combined(place, manager, stranger):
    here, there = make_matter(place), make_matter(stranger.place_roles.get().place)
    with pytest.raises(NotAllowed):
        combine(into=here, matters=[there], by=manager, now=NOW)


def test_combined_meanwhile_by_a_colleague_is_said(place, manager):
    one, two, three = (make_matter(place) for _ in range(3))
    combine(into=one, matters=[two], by=manager, now=NOW)
    with pytest.raises(GoneMeanwhile):
        combine(into=three, matters=[two], by=manager, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_who_combine_the_other_way_round_at_once_lose_nothing(place, manager):
    for _ in range(3):
        one, two = make_matter(place), make_matter(place)
        make_signal(one)
        make_signal(two)

        def work(pair):
            combine(into=pair[0], matters=[pair[1]], by=manager, now=NOW)

        assert names_of(at_once(work, [(one, two), (two, one)])) == ["GoneMeanwhile", "NoneType"]
        (left,) = Matter.objects.all()
        assert left.signals.count() == 2
        left.delete()


# -- Passing on -----------------------------------------------------------------------------------


def test_passed_on_to_the_municipality_it_lies_there_with_a_fresh_term(place, manager, officer, maastricht):
    matter = make_matter(
        place, owner=manager, state="looked_at", looked_at_at=NOW, due_on=TODAY, reminded_on=TODAY
    )
    pass_on(matter=matter, to="municipality", by=manager, now=NOW)
    found = reread(matter)
    assert (found.to, found.municipality, found.place) == ("municipality", maastricht, place)
    assert (found.owner, found.state, found.passed_on_at) == (None, "received", NOW)
    assert (found.due_on, found.reminded_on) == (TODAY + timedelta(days=14), None)
    with pytest.raises(NotAllowed):
        look_at(matter=found, by=manager, now=NOW)
    look_at(matter=found, by=officer, now=NOW)


def test_municipality_where_nobody_reads_gets_nothing(place, manager, maastricht):
    matter = make_matter(place)
    with pytest.raises(MatterError) as refused:
        pass_on(matter=matter, to="municipality", by=manager, now=NOW)
    assert str(refused.value) == "Bij deze gemeente is nog niemand die berichten leest."
    assert reread(matter).to == "place"


def test_municipality_gives_it_to_a_place_of_its_own(place, manager, officer, maastricht):
    matter = make_matter(municipality=maastricht)
    far = make_place("ver-weg", name="Ver weg", municipality=make_municipality("GM0344", "Utrecht"))
    for wrong in (None, far):
        with pytest.raises(MatterError) as refused:
            pass_on(matter=matter, to="place", place=wrong, by=officer, now=NOW)
        assert refused.value.field == "place"
    pass_on(matter=matter, to="place", place=place, by=officer, now=NOW)
    assert (reread(matter).to, reread(matter).place) == ("place", place)
    look_at(matter=reread(matter), by=manager, now=NOW)


def test_what_has_been_answered_stays_where_it_is(place, manager, officer):
    matter = make_matter(place, state="answered", answered_at=NOW)
    with pytest.raises(MatterError):
        pass_on(matter=matter, to="municipality", by=manager, now=NOW)
