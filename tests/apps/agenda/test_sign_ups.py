"""Signing up: a seat, the waiting list, cancelling, and who moves up."""

from datetime import timedelta

import pytest

from schuifaan.apps.agenda.actions.joining import (
    SignUpRefused,
    called,
    fill_seats,
    note_sign_up,
    sign_up,
    withdraw,
    withdraw_for,
)
from schuifaan.apps.agenda.enums import ActivityStatus, ContactBy, OccurrenceState, SignUpState
from schuifaan.apps.agenda.models import Activity, Notice, Occurrence, SignUp, Spot
from schuifaan.apps.agenda.queries.joining import door_list, place_in_line, seats_left
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from tests.factories import NOW
from tests.factories.agenda import make_activity, make_occurrence

pytestmark = pytest.mark.django_db


@pytest.fixture
def lunch(place: Place) -> Occurrence:
    return make_occurrence(make_activity(place, title="Soeplunch", sign_up=True, seats=2))


def join(occurrence: Occurrence, name: str, contact: str = "") -> SignUp:
    by = ContactBy.EMAIL if "@" in contact else ContactBy.PHONE
    return sign_up(occurrence=occurrence, first_name=name, contact_by=by, contact=contact, now=NOW)


def states(occurrence: Occurrence) -> list[tuple[str, str, int | None]]:
    rows = SignUp.objects.filter(occurrence=occurrence).order_by("pk")
    return [(row.first_name, row.state, row.seat) for row in rows]


def test_who_is_first_gets_a_seat_and_the_rest_wait_in_order(lunch: Occurrence) -> None:
    rows = [join(lunch, name) for name in ("Aicha", "Bart", "Çelik", "Dewi")]
    assert states(lunch) == [
        ("Aicha", "placed", 1), ("Bart", "placed", 2), ("Çelik", "waiting", None), ("Dewi", "waiting", None),
    ]  # fmt: skip
    assert [place_in_line(row) for row in rows] == [None, None, 1, 2]
    assert seats_left(lunch) == 0


def test_without_a_limit_everybody_comes(place: Place) -> None:
    occurrence = make_occurrence(make_activity(place, sign_up=True))
    assert [join(occurrence, name).seat for name in ("Aicha", "Bart")] == [1, 2]
    assert seats_left(occurrence) is None


def test_nobody_leaves_more_than_one_way_to_be_reached(lunch: Occurrence) -> None:
    row = sign_up(occurrence=lunch, first_name="Aicha", contact_by=ContactBy.EMAIL, contact="", now=NOW)
    assert (row.contact_by, row.contact) == (ContactBy.NONE, "")


def test_pressing_twice_counts_once(lunch: Occurrence) -> None:
    first = sign_up(occurrence=lunch, first_name="Aicha", token="dezelfde", now=NOW)
    assert sign_up(occurrence=lunch, first_name="Aicha", token="dezelfde", now=NOW) == first
    assert SignUp.objects.count() == 1


def test_who_waits_longest_takes_the_seat_that_comes_free_and_hears_it(lunch: Occurrence) -> None:
    aicha = join(lunch, "Aicha", "aicha@example.org")
    join(lunch, "Bart", "06 1234 5678")
    join(lunch, "Çelik", "celik@example.org")
    join(lunch, "Dewi", "06 8765 4321")
    withdraw(sign_up=aicha, now=NOW)
    assert states(lunch) == [
        ("Aicha", "cancelled", None), ("Bart", "placed", 2), ("Çelik", "placed", 1), ("Dewi", "waiting", None),
    ]  # fmt: skip
    assert Notice.objects.filter(key__startswith="moved_up").values_list("contact", flat=True).get() == (
        "celik@example.org"
    )


def test_letter_names_the_street_and_the_price(place: Place) -> None:
    place.street, place.house_number, place.city = "Markt", "1", "Maastricht"
    place.save()
    soup = make_activity(
        place, title="Soeplunch", sign_up=True, seats=1, cost_cents=300, cost_note="met brood",
        translations={"en": {"cost_note": "bread included"}},
    )  # fmt: skip
    lunch = make_occurrence(soup)
    first, _second = join(lunch, "Aicha", "aicha@example.org"), join(lunch, "Bart", "bart@example.org")
    sign_up(
        occurrence=lunch, first_name="Carl", contact_by="email", contact="carl@example.org", language="en", now=NOW
    )  # fmt: skip
    withdraw(sign_up=first, now=NOW)
    assert [told_of(notice) for notice in Notice.objects.order_by("pk")] == [
        ["Markt 1, Maastricht", "Wat het kost: € 3,00 per keer (met brood)"],
        ["Markt 1, Maastricht", "Wat het kost: € 3,00 per keer (met brood)"],
        ["Markt 1, Maastricht", "What it costs: €3.00 each time (bread included)"],
        ["Markt 1, Maastricht", "Wat het kost: € 3,00 per keer (met brood)"],
    ]


def test_letter_about_a_free_thing_outside_says_where_and_that_it_is_free(place: Place) -> None:
    spot = Spot.objects.create(place=place, name="Bankje", where="Hoek Markt en Lindelaan")
    walk = make_occurrence(make_activity(place, sign_up=True), spot=spot)
    join(walk, "Aicha", "aicha@example.org")
    assert told_of(Notice.objects.get()) == ["Hoek Markt en Lindelaan", "Wat het kost: gratis"]


def told_of(notice: Notice) -> list[str]:
    """The lines beneath when it is, without spaces that hold."""
    lines = notice.text.replace("\xa0", " ").splitlines()
    at = next(n for n, line in enumerate(lines) if "10" in line and "12" in line)
    return lines[at + 1 : at + 3]


def test_cancelling_twice_moves_up_one(lunch: Occurrence) -> None:
    aicha = join(lunch, "Aicha")
    for name in ("Bart", "Çelik", "Dewi"):
        join(lunch, name)
    withdraw(sign_up=aicha, now=NOW)
    withdraw(sign_up=aicha, now=NOW)
    assert [state for _, state, _ in states(lunch)] == ["cancelled", "placed", "placed", "waiting"]


def test_who_moves_up_and_left_a_number_is_for_the_host_to_phone(lunch: Occurrence, host: User) -> None:
    aicha = join(lunch, "Aicha")
    join(lunch, "Bart")
    join(lunch, "Dewi", "06 8765 4321")
    withdraw(sign_up=aicha, now=NOW)
    notice = Notice.objects.get()
    assert (notice.by, notice.first_name, notice.contact) == (ContactBy.PHONE, "Dewi", "06 8765 4321")
    assert "Er is een plaats voor je vrij" in notice.subject
    called(notice=notice, by=host, now=NOW)
    notice.refresh_from_db()
    assert (notice.contact, notice.text, notice.done_at) == ("", "", NOW)


def test_more_seats_let_people_move_up(lunch: Occurrence) -> None:
    for name in ("Aicha", "Bart", "Çelik", "Dewi", "Eva"):
        join(lunch, name)
    Activity.objects.update(seats=4)
    moved = fill_seats(activity=Activity.objects.get(), now=NOW)
    assert [(row.first_name, row.seat) for row in moved] == [("Çelik", 3), ("Dewi", 4)]


def test_fewer_seats_send_nobody_away_and_let_nobody_in(lunch: Occurrence) -> None:
    aicha = join(lunch, "Aicha")
    join(lunch, "Bart")
    join(lunch, "Çelik")
    Activity.objects.update(seats=1)
    withdraw(sign_up=aicha, now=NOW)
    assert [state for _, state, _ in states(lunch)] == ["cancelled", "placed", "waiting"]


def test_nobody_overtakes_who_waits_when_seats_were_added(lunch: Occurrence) -> None:
    for name in ("Aicha", "Bart", "Çelik"):
        join(lunch, name)
    Activity.objects.update(seats=3)
    assert join(lunch, "Dewi").state == SignUpState.WAITING
    assert states(lunch)[2] == ("Çelik", "placed", 3)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": OccurrenceState.CANCELLED}, "cancelled"),
        ({"state": OccurrenceState.ASK}, "cancelled"),
        ({"starts_at": NOW, "ends_at": NOW + timedelta(hours=1)}, "over"),
        ({"activity__sign_up": False, "activity__seats": None}, "not_needed"),
        ({"activity__status": ActivityStatus.DRAFT}, "not_shown"),
    ],
)
def test_signing_up_is_refused_with_a_reason(lunch: Occurrence, change: dict[str, object], why: str) -> None:
    own = {name: value for name, value in change.items() if "__" not in name}
    activity = {name.removeprefix("activity__"): value for name, value in change.items() if "__" in name}
    Occurrence.objects.update(**own or {"note": ""})
    Activity.objects.update(**activity or {"cost_note": ""})
    with pytest.raises(SignUpRefused) as error:
        join(lunch, "Aicha")
    assert error.value.why == why
    assert SignUp.objects.count() == 0


def test_host_writes_down_who_phones_and_takes_off_who_cannot_come(lunch: Occurrence, host: User) -> None:
    row = note_sign_up(occurrence=lunch, first_name="Opa Jan", by=host, now=NOW)
    assert (row.by_host, row.seat) == (True, 1)
    withdraw_for(sign_up=row, by=host, now=NOW)
    assert door_list(lunch).placed == ()


def test_host_may_write_down_somebody_while_it_goes_on(lunch: Occurrence, host: User) -> None:
    row = note_sign_up(
        occurrence=lunch, first_name="Jan", by=host, now=lunch.starts_at + timedelta(minutes=5)
    )
    assert row.seat == 1
    with pytest.raises(SignUpRefused):
        note_sign_up(occurrence=lunch, first_name="Piet", by=host, now=lunch.ends_at)


def test_stranger_writes_down_nobody(lunch: Occurrence, stranger: User) -> None:
    row = join(lunch, "Aicha")
    with pytest.raises(NotAllowed):
        note_sign_up(occurrence=lunch, first_name="Jan", by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        withdraw_for(sign_up=row, by=stranger, now=NOW)


def test_nobody_moves_up_once_it_has_begun(lunch: Occurrence) -> None:
    aicha = join(lunch, "Aicha")
    join(lunch, "Bart")
    join(lunch, "Çelik")
    withdraw(sign_up=aicha, now=lunch.starts_at)
    assert [state for _, state, _ in states(lunch)] == ["cancelled", "placed", "waiting"]
