"""The figures of a place's own letting beside its business case: offered, never filled in by themselves."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from schuifaan.apps.dossiers.models import Answer, Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.real_use import offers, real_use
from schuifaan.apps.dossiers.queries.real_use_page import real_use_box
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import PartyKind
from tests.apps.dossiers.conftest import desk, enter
from tests.apps.pages import words_of
from tests.factories import TODAY
from tests.factories.dossiers import answer, make_dossier
from tests.factories.rooms import make_booking, make_party, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
MONDAY = date(2026, 11, 16)
SOURCE = "Uit de verhuur van {place}, november 2025 tot en met oktober 2026: "


def evenings(weeks_ago: range, *, weekday: int = 1, hours: int = 2) -> list[tuple[datetime, datetime]]:
    """Of the weeks so long ago, on this weekday from eight o'clock on."""
    days = (MONDAY - timedelta(weeks=number, days=-weekday) for number in weeks_ago)
    starts = [timezone.make_aware(datetime.combine(day, time(20))) for day in days]
    return [(start, start + timedelta(hours=hours)) for start in starts]


@pytest.fixture
def running(manager: User, place: Place) -> Dossier:
    """A dossier of the manager about a place that lets since more than a year: a choir weekly, a shop now and then."""
    room = make_room(place, is_let=True, area_m2=40)
    make_terms(place, gross_floor_m2=500, is_social_real_estate=True)
    make_booking(room, *evenings(range(1, 61)), party=make_party(place), price_cents=3000)
    shop = make_party(place, "Kapper", kind=PartyKind.COMMERCIAL, email="kapper@example.org")
    make_booking(room, *evenings(range(4, 14), weekday=3, hours=4), party=shop, price_cents=10000)
    return make_dossier(manager, place=place)


@pytest.fixture
def new(manager: User, place: Place) -> Dossier:
    make_booking(make_room(place, is_let=True), *evenings(range(1, 4)), price_cents=3000)
    return make_dossier(manager, place=place)


def said(dossier: Dossier, by: User, question: str, item: str = "") -> dict[str, str | int]:
    use = real_use(dossier, by=by, today=TODAY)
    return {
        name: one.value
        for name, one in offers(question, item, use, answers_of(dossier), language="nl").items()
    }


def test_opening_is_offered_what_the_year_showed(running: Dossier, manager: User) -> None:
    # 104 hours of the choir for 52 × € 30 and 40 of the shop for 10 × € 100: € 17,78 an hour.
    assert said(running, manager, "money.opening") == {
        "rooms": "1", "day_parts": "21", "hours": "4", "tariff": 7112,
    }  # fmt: skip


def test_tariff_goes_by_the_hours_people_gave_a_day_part(running: Dossier, manager: User) -> None:
    answer(running, "money.opening", {"hours": "3"})
    assert said(running, manager, "money.opening")["tariff"] == 5334


def test_renters_are_offered_per_kind_and_the_law_is_left_to_people(running: Dossier, manager: User) -> None:
    assert said(running, manager, "money.parties", "verhuur-commercial") == {
        "name": "Bedrijven, uit de verhuur", "kind": "commercial", "pays_as": "room_hire_incidental",
        "day_parts": "0.2", "weeks": "52", "per_year": 100000, "own_m2": "40",
    }  # fmt: skip
    assert said(running, manager, "money.parties", "verhuur-association") == {
        "name": "Verenigingen en stichtingen, uit de verhuur", "pays_as": "room_hire_incidental",
        "day_parts": "0.5", "weeks": "52", "per_year": 156000,
    }  # fmt: skip


@pytest.mark.parametrize("item", ["", "verhuur-resident", "verhuur-iets", "zorg", "commercial"])
def test_nothing_is_offered_about_who_did_not_hire(running: Dossier, manager: User, item: str) -> None:
    assert said(running, manager, "money.parties", item) == {}


def test_some_weeks_are_offered_as_a_price_and_never_as_a_year(manager: User, place: Place) -> None:
    make_booking(make_room(place, is_let=True), *evenings(range(1, 11)), price_cents=3000)
    dossier = make_dossier(manager, place=place)
    found = said(dossier, manager, "money.parties", "verhuur-association")
    assert (found["price"], "per_year" in found, "weeks" in found) == (6000, False, False)
    box = real_use_box(
        real_use(dossier, by=manager, today=TODAY), dossier, answers_of(dossier), language="nl"
    )
    assert box is not None
    assert box.period == "sinds de verhuur begon: 14 september 2026 tot en met 15 november 2026"


def test_floor_of_the_building_is_offered_and_the_tenth_is_said(running: Dossier, manager: User) -> None:
    assert said(running, manager, "money.room") == {"gross_m2": "500"}
    box = real_use_box(
        real_use(running, by=manager, today=TODAY), running, answers_of(running), language="nl"
    )
    assert box is not None
    assert box.businesses == (
        "Bedrijven huurden ruimtes van samen 40 m²: 8 procent van de 500 m² van het gebouw, en 27,8 procent van de "
        "verhuurde uren. In maatschappelijk vastgoed van een woningcorporatie mag dat hoogstens 10 procent van het "
        "gebouw zijn."
    )


def test_too_little_says_from_when_and_offers_nothing(new: Dossier, manager: User) -> None:
    assert said(new, manager, "money.opening") == {}
    words = words_of(enter(manager).get(desk(new, "geld/")).content.decode())
    assert "De verhuur is net begonnen. Vanaf 4 hele weken staan hier cijfers." in words


def test_only_who_runs_the_place_sees_its_figures(running: Dossier, stranger: User, place: Place) -> None:
    theirs = make_dossier(stranger, place=place)
    assert real_use(theirs, by=stranger, today=TODAY) is None
    for page in ("geld/", "vraag/money.opening/", "vraag/money.parties/"):
        assert "Wat de verhuur van" not in enter(stranger).get(desk(theirs, page)).content.decode()
    new_row = enter(stranger).get(desk(theirs, "vraag/money.parties/nieuw/?verhuur=commercial"))
    assert new_row.context["form"]["name"].value() is None
    sent = enter(stranger).post(desk(theirs, "vraag/money.opening/"), {"take": "tariff", "revision": "0"})
    assert sent.context["form"]["tariff"].value() is None


def test_without_place_or_letting_nothing_is_read(manager: User, place: Place) -> None:
    assert real_use(make_dossier(manager), by=manager, today=TODAY) is None
    assert real_use(make_dossier(manager, place=place), by=manager, today=TODAY) is None


def test_figures_stand_beside_the_fields_and_fill_in_nothing(
    running: Dossier, manager: User, place: Place
) -> None:
    response = enter(manager).get(desk(running, "vraag/money.opening/"))
    assert response.context["form"]["tariff"].value() is None
    words = words_of(response.content.decode())
    source = SOURCE.format(place=place.name)
    assert f"{source}€ 17,78 per uur, echt verdiend, keer 4 uur per dagdeel – € 71,12 Neem over" in words
    assert Answer.objects.count() == 0


def test_one_press_takes_over_keeps_what_was_typed_and_saves_nothing(running: Dossier, manager: User) -> None:
    answer(running, "money.opening", {"tariff": 3000, "weeks": "40"})
    typed = {"tariff": "25,50", "weeks": "44 weken", "revision": "1", "take": "tariff"}
    response = enter(manager).post(desk(running, "vraag/money.opening/"), typed)
    form = response.context["form"]
    assert (response.status_code, form["tariff"].value(), form["weeks"].value()) == (200, "71,12", "44 weken")
    assert form.fields["tariff"].help_text.endswith("Overgenomen, nog niet bewaard. Eerst stond er: 25,50.")
    assert not hasattr(form.fields["tariff"], "offer")
    assert Answer.objects.get().value == {"tariff": 3000, "weeks": "40"}


@pytest.mark.parametrize("take", ["", "weeks", "bestaat_niet", "💥"])
def test_what_is_not_offered_cannot_be_taken(running: Dossier, manager: User, take: str) -> None:
    response = enter(manager).post(desk(running, "vraag/money.opening/"), {"take": take, "weeks": "44"})
    assert (response.status_code, response.context["form"]["weeks"].value()) == (200, "44")
    assert Answer.objects.count() == 0


def test_enter_keeps_and_never_takes_over(running: Dossier, manager: User) -> None:
    page = enter(manager).get(desk(running, "vraag/money.opening/")).content.decode()
    form = page[page.index('class="section-form answer-form"') :]
    first = form[form.index("<button") :].split(">", 1)[0]
    assert 'name="take"' not in first


def test_renter_is_filled_in_and_kept_once(running: Dossier, manager: User) -> None:
    client = enter(manager)
    address = desk(running, "vraag/money.parties/nieuw/?verhuur=commercial")
    form = client.get(address).context["form"]
    assert (form["per_year"].value(), form["kind"].value()) == ("1000", "commercial")
    assert form.fields["per_year"].help_text.endswith("1.000 voor 40 uur")
    sent = {one.html_name: one.value() or "" for one in form} | {"row": "verhuur-commercial", "revision": "0"}
    assert client.post(desk(running, "vraag/money.parties/nieuw/"), sent).status_code == 302
    assert answers_of(running).value("money.parties", "per_year", "verhuur-commercial") == 100000
    box = client.get(desk(running, "vraag/money.parties/")).context["real_use"]
    assert [(one.name, one.is_there) for one in box.renters] == [
        ("Vereniging of stichting", False), ("Bedrijf", True),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["", "iets", "💥", "verhuur-commercial", "a" * 300])
def test_other_words_in_the_address_begin_an_empty_row(running: Dossier, manager: User, kind: str) -> None:
    response = enter(manager).get(desk(running, "vraag/money.parties/nieuw/"), {"verhuur": kind})
    assert (response.status_code, response.context["form"]["name"].value()) == (200, None)


def test_archived_dossier_takes_over_nothing(running: Dossier, manager: User) -> None:
    Dossier.objects.filter(pk=running.pk).update(archived_at=timezone.now())
    client: Client = enter(manager)
    assert client.post(desk(running, "vraag/money.opening/"), {"take": "tariff"}).status_code == 403


def test_reading_is_as_many_queries_however_much_was_let(
    running: Dossier, manager: User, place: Place, django_assert_num_queries: object
) -> None:
    def count() -> None:
        with django_assert_num_queries(14):  # type: ignore[operator]
            real_use(running, by=manager, today=TODAY)

    manager.has_perm("rooms.let_rooms", place)
    count()
    for number in range(3):
        make_booking(make_room(place, f"Zaal {number}"), *evenings(range(1, 20)))
    count()
