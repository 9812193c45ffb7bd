"""The type of a place through time, and who keeps it going."""

from datetime import UTC, date, datetime

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.people.queries import audit_trail
from schuifaan.apps.places.actions.saving import ChangedMeanwhile, PlaceError
from schuifaan.apps.places.actions.types import begin_types, change_type, set_running, set_steward, type_on
from schuifaan.apps.places.enums import PlaceTier, PlaceType, StewardKind
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import type_history
from tests.factories import NOW, make_organisation, make_place


def test_type_history_shows_both(place, manager):
    """A04: coffee corner → multifunctional place on 1 Mar 2027."""
    change_type(
        place=place, place_type=PlaceType.COFFEE_CORNER, from_date=date(2020, 1, 1), by=manager, now=NOW
    )
    change_type(
        place=place,
        place_type=PlaceType.MULTIFUNCTIONAL_PLACE,
        from_date=date(2027, 3, 1),
        by=manager,
        now=NOW,
    )
    assert [(period.from_date, period.place_type) for period in type_history(place)] == [
        (date(2020, 1, 1), "coffee_corner"),
        (date(2027, 3, 1), "multifunctional_place"),
    ]
    assert Place.objects.get(pk=place.pk).place_type == "coffee_corner"
    assert [type_on(place, day) for day in (date(2027, 2, 28), date(2027, 3, 1))] == [
        "coffee_corner",
        "multifunctional_place",
    ]


def test_a_type_begins_on_its_day(place, manager):
    change_type(
        place=place, place_type=PlaceType.COFFEE_CORNER, from_date=date(2020, 1, 1), by=manager, now=NOW
    )
    change_type(
        place=place,
        place_type=PlaceType.MULTIFUNCTIONAL_PLACE,
        from_date=date(2027, 3, 1),
        by=manager,
        now=NOW,
    )
    assert begin_types(now=datetime(2027, 2, 28, 12, tzinfo=UTC)) == 0
    # Already 1 March in Amsterdam.
    assert begin_types(now=datetime(2027, 2, 28, 23, 30, tzinfo=UTC)) == 1
    assert begin_types(now=datetime(2027, 3, 2, 12, tzinfo=UTC)) == 0
    assert Place.objects.get(pk=place.pk).place_type == "multifunctional_place"


def test_trail_shows_who_when_and_why(place, manager):
    """V09: a type change shows who, when and why."""
    change_type(
        place=place,
        place_type=PlaceType.COMMUNITY_HOUSE,
        from_date=date(2026, 11, 1),
        why="We zijn verhuisd",
        by=manager,
        now=NOW,
    )
    row = audit_trail(place.audit_scope).rows[0]
    assert (row.who, row.at, row.sentence) == (str(manager), NOW, "heeft de soort plek veranderd")
    assert {change.label: change.after for change in row.changes} == {
        "soort plek": "buurthuis",
        "geldt vanaf": "1 november 2026",
        "waarom": "We zijn verhuisd",
    }


def test_the_reason_is_read_to_its_end(place, manager):
    why = "Omdat " + "de bewoners dat samen zo hebben besloten, " * 9
    change_type(
        place=place,
        place_type=PlaceType.COMMUNITY_HOUSE,
        from_date=date(2026, 11, 1),
        why=why,
        by=manager,
        now=NOW,
    )
    told = {change.label: change.after for change in audit_trail(place.audit_scope).rows[0].changes}
    assert told["waarom"] == why.strip()


def test_interim_steward_without_a_plan_is_refused(place, manager):
    """A06."""
    with pytest.raises(PlaceError) as refused:
        set_steward(
            place=place, steward_kind=StewardKind.PROFESSIONAL_INTERIM, steward_plan="  ", by=manager, now=NOW
        )
    assert refused.value.field == "steward_plan"
    assert str(refused.value).startswith("Schrijf op hoe de plek weer van bewoners wordt.")
    set_steward(
        place=place,
        steward_kind=StewardKind.PROFESSIONAL_INTERIM,
        steward_plan="In mei kiezen we een bestuur.",
        by=manager,
        now=NOW,
    )
    assert Place.objects.get(pk=place.pk).steward_kind == StewardKind.PROFESSIONAL_INTERIM


def running(place, by, **fields):
    asked = {"steward_kind": "", "tier": "", "organisation": place.organisation, "part_of": None, **fields}
    return set_running(place=place, by=by, now=NOW, **asked)


def test_a_place_is_not_put_under_somebody_elses_organisation(place, manager):
    with pytest.raises(NotAllowed):
        running(place, manager, organisation=make_organisation("ander", name="Ander"))
    running(place, manager, tier=PlaceTier.MEETING_CENTRE)
    assert Place.objects.get(pk=place.pk).tier == PlaceTier.MEETING_CENTRE


def test_a_place_is_not_part_of_itself_nor_of_its_own_site(place, administrator):
    site = make_place("loket", name="Loket", part_of=place)
    for whole in (place, site):
        with pytest.raises(PlaceError):
            running(place, administrator, part_of=whole)


def test_type_changed_by_two_is_told(place, manager):
    change_type(
        place=place,
        place_type=PlaceType.COFFEE_CORNER,
        from_date=date(2020, 1, 1),
        by=manager,
        now=NOW,
        version=1,
    )
    with pytest.raises(ChangedMeanwhile):
        change_type(
            place=place,
            place_type=PlaceType.COMMUNITY_HOUSE,
            from_date=date(2021, 1, 1),
            by=manager,
            now=NOW,
            version=1,
        )
    assert len(type_history(place)) == 1


def test_strangers_change_no_type_and_no_steward(place, stranger):
    with pytest.raises(NotAllowed):
        change_type(
            place=place, place_type=PlaceType.COFFEE_CORNER, from_date=date(2020, 1, 1), by=stranger, now=NOW
        )
    with pytest.raises(NotAllowed):
        set_steward(place=place, steward_kind=StewardKind.VOLUNTEER_BOARD, by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        running(place, stranger)
    assert not AuditEvent.objects.exists()
