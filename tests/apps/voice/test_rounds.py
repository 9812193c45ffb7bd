"""A round with its meetings, points, answers and versions."""

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.voice.actions.rounds import (
    RoundChanged,
    RoundError,
    begin_round,
    change_round,
    note_meeting,
    remove_meeting,
)
from schuifaan.apps.voice.actions.rounds_points import (
    AlreadyTakenUp,
    Answered,
    Came,
    NewVersionFirst,
    Said,
    answer_point,
    change_point,
    note_point,
    note_points,
    remove_point,
    say_where,
    take_up,
    take_where_back,
)
from schuifaan.apps.voice.actions.rounds_versions import (
    AlreadyFinal,
    PointsOpen,
    add_version,
    change_version,
    mark_final,
)
from schuifaan.apps.voice.models import DocumentVersion, Landing, Letter, Matter, Point, Round
from tests.factories import (
    NOW,
    TODAY,
    make_district,
    make_membership,
    make_municipality,
    make_organisation,
    make_user,
)
from tests.factories.voice import make_matter, make_point, make_round, make_signal, make_version
from tests.racing import at_once, names_of

pytestmark = pytest.mark.django_db
MEN = Said("Meer voor mannen", "Er is weinig te doen waar mannen voor komen.", themes=("theme.T3",))


@pytest.fixture
def officer(db):
    """Works for Maastricht."""
    user = make_user("gemeente@example.org")
    kind = {"kind": "municipality", "municipality_code": "GM0935"}
    make_membership(user, make_organisation("gemeente", name="Gemeente", **kind), "municipal_officer")
    return user


@pytest.fixture
def of(officer):
    return make_round(municipality=make_municipality())


def test_round_begins_at_a_place_or_a_municipality(place, manager, officer):
    asked = {"kind": "document", "title": "Plan voor de buurt", "began_on": TODAY, "now": NOW}
    first = begin_round(place=place, by=manager, takes_reactions=True, **asked)
    assert (first.place, first.municipality, first.slug) == (place, None, "plan-voor-de-buurt")
    # What nobody can see nobody can react to.
    assert not first.takes_reactions
    second = begin_round(
        municipality=make_municipality(), by=officer, is_public=True, takes_reactions=True, **asked
    )
    assert (second.slug, second.takes_reactions) == ("plan-voor-de-buurt-2", True)
    scopes = {place.audit_scope, officer.memberships.get().organisation.audit_scope}
    assert set(AuditEvent.objects.filter(verb="round.begun").values_list("scope", flat=True)) == scopes


def test_round_is_for_who_leads_it(place, host, officer, manager):
    asked = {"kind": "document", "title": "Plan", "began_on": TODAY, "now": NOW}
    for user, whose in (
        (host, {"place": place}),
        (officer, {"place": place}),
        (manager, {"municipality": make_municipality()}),
    ):
        with pytest.raises(NotAllowed):
            begin_round(by=user, **whose, **asked)
    other = make_round(municipality=make_municipality("GM0344", "Utrecht"))
    with pytest.raises(NotAllowed):
        note_point(of=other, said=MEN, by=officer, now=NOW)


def test_round_without_letters_in_its_title_still_has_an_address(place, manager):
    made = begin_round(place=place, kind="visits", title="نقاش 🙂", began_on=TODAY, by=manager, now=NOW)
    assert made.slug == "ronde"
    with pytest.raises(RoundError):
        begin_round(place=place, kind="visits", title="  ", began_on=TODAY, by=manager, now=NOW)


def test_round_changed_by_two_keeps_what_the_first_wrote(of, officer):
    change_round(of=of, version=1, fields={"title": "Een"}, by=officer, now=NOW)
    with pytest.raises(RoundChanged):
        change_round(of=of, version=1, fields={"title": "Twee"}, by=officer, now=NOW)
    assert Round.objects.get().title == "Een"


def test_meeting_that_goes_leaves_its_points(of, officer):
    district = make_district()
    meeting = note_meeting(
        of=of, on=TODAY, kind="district_visit", where="De Buurtkamer", district=district, by=officer, now=NOW
    )
    point = note_point(of=of, said=Said("Een", "Twee", meeting=meeting), by=officer, now=NOW)
    note_meeting(of=of, meeting=meeting, on=TODAY, kind="board", by=officer, now=NOW)
    assert of.meetings.get().kind == "board"
    remove_meeting(meeting=meeting, by=officer, now=NOW)
    point.refresh_from_db()
    assert point.meeting is None


def test_points_are_numbered_on_and_keep_their_themes(of, officer):
    first, second = (note_point(of=of, said=MEN, by=officer, now=NOW) for _number in range(2))
    assert (first.number, second.number) == (1, 2)
    changed = Said("Meer voor mannen", "Anders gezegd.", themes=("theme.T10", "own.3"))
    change_point(point=first, said=changed, version=1, by=officer, now=NOW)
    assert list(first.themes.values_list("theme", flat=True)) == ["own.3", "theme.T10"]
    with pytest.raises(RoundChanged):
        change_point(point=first, said=MEN, version=1, by=officer, now=NOW)


def test_points_read_in_together_are_all_there_or_none(of, officer):
    said = [(MEN, Answered("adopted", "Dat doen we.")), (Said(" ", "Zonder onderwerp"), None)]
    with pytest.raises(RoundError):
        note_points(of=of, said=said, by=officer, now=NOW)
    assert not Point.objects.exists()


def test_answer_says_where_it_came_down(of, officer):
    version = make_version(of, text="Een.\n\nTwee.")
    point = make_point(of)
    came = Came(version, paragraph=2, was="Anders.", became="Twee.")
    answer_point(
        point=point,
        outcome="adopted",
        response="Zo staat het er nu.",
        landings=[came],
        version=1,
        by=officer,
        now=NOW,
    )
    assert Landing.objects.values_list("paragraph", "was", "became").get() == (2, "Anders.", "Twee.")
    again = Came(version, where="hoofdstuk 3")
    answer_point(
        point=point,
        outcome="adopted",
        response="Zo staat het er nu.",
        landings=[again],
        version=2,
        by=officer,
        now=NOW,
    )
    assert list(Landing.objects.order_by("pk").values_list("where", flat=True)) == ["", "hoofdstuk 3"]
    point.refresh_from_db()
    assert point.version == 2


def test_changed_sentence_is_linked_once_and_can_be_taken_back(of, officer):
    version = make_version(of, 2, text="Twee.")
    point = make_point(of)
    for _time in range(2):
        say_where(point=point, came=Came(version, 1, became="Twee."), by=officer, now=NOW)
    elsewhere = make_version(make_round(municipality=make_municipality()))
    assert say_where(point=point, came=Came(elsewhere, 1), by=officer, now=NOW) is None
    take_where_back(landing=Landing.objects.get(), by=officer, now=NOW)
    assert not Landing.objects.exists()


def test_reaction_taken_up_hears_the_answer_once(of, officer):
    matter = make_matter(municipality=make_municipality(), round=of)
    make_signal(matter, contact_by="email", contact="buur@example.org")
    make_signal(matter, "Ik vind dat ook.")
    point = take_up(of=of, matter=matter, by=officer, now=NOW)
    assert point.text == "Kunnen we vaker samen eten?\n\nIk vind dat ook."
    with pytest.raises(AlreadyTakenUp):
        take_up(of=of, matter=matter, by=officer, now=NOW)
    answer_point(
        point=point, outcome="adopted", response="Vanaf maart elke week.", version=1, by=officer, now=NOW
    )
    assert Letter.objects.filter(contact="buur@example.org").count() == 1
    assert Matter.objects.get().state == "answered"
    # The same answer again, with a place in the text: nobody hears it twice.
    answer_point(
        point=point, outcome="adopted", response="Vanaf maart elke week.", version=2, by=officer, now=NOW
    )
    assert Letter.objects.filter(contact="buur@example.org").count() == 1


def test_point_that_somebody_waits_for_is_not_removed(of, officer):
    free, answered = make_point(of), make_point(of, 2, response="Ja", outcome="adopted", answered_at=NOW)
    remove_point(point=free, by=officer, now=NOW)
    with pytest.raises(RoundError):
        remove_point(point=answered, by=officer, now=NOW)
    assert list(Point.objects.values_list("number", flat=True)) == [2]


def test_final_waits_for_every_answer(of, officer):
    version = make_version(of)
    point = note_point(of=of, said=MEN, by=officer, now=NOW)
    with pytest.raises(PointsOpen) as refused:
        mark_final(version=version, by=officer, now=NOW)
    assert refused.value.points == (point,)
    assert str(refused.value) == "Je kunt deze versie nog niet vaststellen: 1 punt heeft nog geen antwoord."
    answer_point(
        point=point,
        outcome="not",
        response="Dit kan niet, want de zaal is te klein.",
        version=1,
        by=officer,
        now=NOW,
    )
    assert mark_final(version=version, by=officer, now=NOW).final_at == NOW
    with pytest.raises(AlreadyFinal):
        mark_final(version=version, by=officer, now=NOW)
    with pytest.raises(AlreadyFinal):
        change_version(version=version, label="x", dated_on=TODAY, text="", link="", by=officer, now=NOW)


def test_point_after_the_final_version_asks_for_a_new_one(of, officer):
    version = make_version(of)
    mark_final(version=version, by=officer, now=NOW)
    with pytest.raises(NewVersionFirst):
        note_point(of=of, said=MEN, by=officer, now=NOW)
    # What comes with its answer leaves nobody waiting.
    note_points(of=of, said=[(MEN, Answered("running", "Dat loopt al."))], by=officer, now=NOW)
    add_version(of=of, label="Tweede", dated_on=TODAY, text="Een.\nTwee.", by=officer, now=NOW)
    assert note_point(of=of, said=MEN, by=officer, now=NOW).number == 2
    assert DocumentVersion.objects.get(number=2).text == "Een.\n\nTwee."


def test_only_the_newest_version_becomes_final(of, officer):
    first = make_version(of)
    make_version(of, 2)
    with pytest.raises(RoundError):
        mark_final(version=first, by=officer, now=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(3))
def test_final_while_somebody_adds_a_point_is_one_success_and_one_word(of, officer, _time):
    version = make_version(of)
    works = [
        lambda: mark_final(version=version, by=officer, now=NOW),
        lambda: note_point(of=of, said=MEN, by=officer, now=NOW),
    ]
    outcomes = names_of(at_once(lambda work: work(), works))
    assert outcomes in (["NewVersionFirst", "NoneType"], ["NoneType", "PointsOpen"])
    version.refresh_from_db()
    assert bool(version.final_at) != Point.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_points_at_once_get_two_numbers(of, officer):
    outcomes = at_once(lambda said: note_point(of=of, said=said, by=officer, now=NOW), [MEN, MEN])
    assert outcomes == [None, None]
    assert sorted(Point.objects.values_list("number", flat=True)) == [1, 2]
