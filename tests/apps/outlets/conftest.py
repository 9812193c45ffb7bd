"""A place about which everything is known, and one where something is on."""

from datetime import date

import pytest

from schuifaan.apps.agenda.enums import ActivityKind, OccurrenceState
from schuifaan.apps.places.access import FACTS, FactKind
from schuifaan.apps.places.enums import CheckedBy, PlaceRole
from schuifaan.apps.places.models import (
    AccessFact,
    ContactPerson,
    HouseRules,
    OpeningException,
    Place,
    PlaceText,
    PlaceTypePeriod,
    Price,
)
from tests.factories import make_neighbourhood, make_organisation, make_place, make_team_member
from tests.factories.agenda import make_activity, make_occurrence, make_series

VALUES = {
    FactKind.YES_NO: True,
    FactKind.CENTIMETRES: 90,
    FactKind.METRES: 120,
    FactKind.COUNT: 1,
    FactKind.TEXT: "Markt",
}


@pytest.fixture
def full_place(db: None) -> Place:
    area = make_neighbourhood()
    place = make_place(
        organisation=make_organisation(),
        place_type="community_house",
        street="Clavecymbelstraat",
        house_number="55",
        postcode="6217 CP",
        city="Maastricht",
        lat=50.8561,
        lon=5.6712,
        neighbourhood=area,
        municipality=area.municipality,
        opening_hours="Mo-Fr 10:00-17:00; We 19:00-22:00",
        free_coffee=True,
        has_kitchen=False,
        languages=["nl", "ar"],
        focus=["newcomers"],
        website="https://example.org/atrium",
        checked_on=date(2026, 3, 1),
    )
    PlaceText.objects.create(
        place=place, language="nl", summary="Schuif aan.", character="=Warm en rommelig.\nEcht."
    )
    PlaceText.objects.create(place=place, language="en", summary="Pull up a chair.")
    OpeningException.objects.create(
        place=place, date_from=date(2026, 12, 25), date_until=date(2026, 12, 26), reason={"nl": "Kerst"}
    )
    Price.objects.create(place=place, what={"nl": "Koffie"}, amount_cents=0)
    Price.objects.create(place=place, what={"nl": "Soep"}, amount_cents=250, per={"nl": "kom"}, position=1)
    for key, fact in FACTS.items():
        AccessFact.objects.create(
            place=place,
            key=key,
            value=VALUES[fact.kind],
            checked_on=date(2026, 2, 1),
            checked_by=CheckedBy.HOST,
        )
    HouseRules.objects.create(
        place=place, version=1, text={"nl": "Groet elkaar."}, valid_from=date(2025, 1, 1)
    )
    ContactPerson.objects.create(
        place=place, name="Truus", phone="+31 43 123 45 67", since_date=date(2025, 1, 1)
    )
    PlaceTypePeriod.objects.create(place=place, place_type="community_house", from_date=date(2025, 1, 1))
    make_team_member(place, role=PlaceRole.HOST)
    return place


@pytest.fixture
def programme(db: None) -> Place:
    """In one neighbourhood: coffee on Monday, walk-in; soup on Friday at 12, that does not go on."""
    area = make_neighbourhood()
    place = make_place(
        neighbourhood=area,
        municipality=area.municipality,
        street="Markt",
        house_number="1",
        city="Maastricht",
    )
    make_series(make_activity(place, title="Koffieochtend", kind=ActivityKind.DROP_IN))
    soup = make_occurrence(
        make_activity(
            place, title="Soep & brood", slug="soep", cost_cents=350, kind=ActivityKind.MEAL, sign_up=True
        ),
        first_on=date(2026, 11, 27),
    )
    type(soup).objects.filter(pk=soup.pk).update(state=OccurrenceState.CANCELLED, note="De kok is ziek")
    return place
