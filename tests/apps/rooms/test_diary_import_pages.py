"""Reading a diary in at the desk: from a file to one button, with every row in sight."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from schuifaan.apps.rooms.models import Booking, BookingTime, DiaryImport
from tests.apps.pages import words_of
from tests.factories import make_place
from tests.factories.diaries import EXCEL, GOOGLE
from tests.factories.rooms import make_booking, make_claim, make_rate_card, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

TUESDAY = datetime(2027, 1, 5, 18, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUERIES = 20


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def words(response):
    said = response.content.decode()
    return words_of(said[said.index("<main") : said.index("</main>")])


def upload(client, place, content=EXCEL, name="verhuur.csv"):
    return client.post(address("diary_imports", place), {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def offered(at_work, place, hall, kitchen):
    upload(at_work, place)
    found = DiaryImport.objects.get()
    at_work.post(
        address("diary_rooms", place, pk=found.pk),
        {"room_0": hall.pk, "room_1": kitchen.pk, "party_kind": "association"},
    )
    return found


def check(client, place, offered, **sent):
    path = address("diary_check", place, pk=offered.pk)
    if not sent:
        return client.get(path)
    return client.post(path, sent)


def seen_of(client, place, offered):
    return check(client, place, offered).context["run"].seen


def test_the_first_page_says_what_happens_and_asks_for_a_file(at_work, place, hall):
    said = words(at_work.get(address("diary_imports", place)))
    assert "Je ziet eerst wat er zou veranderen." in said
    assert "Niemand krijgt hier een bericht van." in said
    sent = at_work.post(address("diary_imports", place), {})
    assert (sent.status_code, sent.context["form"].errors) == (
        422,
        {"file": ["Kies een bestand van je computer."]},
    )


def test_who_lets_the_rooms_finds_it_beside_bookings_and_rooms_and_a_host_does_not(
    client, place, hall, manager, host
):
    for user, is_there in ((manager, True), (host, False)):
        client.force_login(user)
        page = client.get(address("bookings", place)).content.decode()
        assert (address("diary_imports", place) in page) is is_there
    client.force_login(manager)
    assert address("diary_imports", place) in client.get(address("list", place)).content.decode()


def test_a_place_without_rooms_is_sent_to_its_rooms(at_work, place):
    said = words(at_work.get(address("diary_imports", place)))
    assert "Voeg eerst een ruimte toe" in said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Dit bestand is leeg."),
        (b"%PDF-1.7", "Dit is geen agenda. We lezen .ics-bestanden, en CSV uit een rekenblad."),
        (b"x" * (2 * 2**20 + 1), "Dit bestand is groter dan 2 MB. Deel het op, bijvoorbeeld per jaar."),
    ],
)
def test_a_file_that_is_no_diary_is_refused_beside_the_field(at_work, place, hall, content, why):
    sent = upload(at_work, place, content)
    assert (sent.status_code, sent.context["form"].errors) == (422, {"file": [why]})
    assert DiaryImport.objects.count() == 0


def test_rooms_with_the_same_name_are_guessed_and_others_asked(at_work, place, hall):
    sent = upload(at_work, place)
    found = DiaryImport.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, address("diary_rooms", place, pk=found.pk))
    page = at_work.get(sent["Location"])
    assert [one.initial for one in page.context["form"].room_fields()] == [str(hall.pk), ""]
    assert "In verhuur.csv staan 3 keer die nog komen." in words(page)
    missing = at_work.post(sent["Location"], {"room_0": "999999", "party_kind": "club"})
    assert missing.status_code == 422
    assert missing.context["form"].errors == {
        "room_0": ["Kies een ruimte uit de lijst."],
        "room_1": ["Kies een ruimte, of kies ‘Niet meenemen’."],
        "party_kind": ["Selecteer een geldige keuze. club is geen beschikbare keuze."],
    }


def test_the_dry_run_shows_every_row(at_work, place, offered, hall):
    make_claim(hall, TUESDAY, TUESDAY + HOUR, label="Buurtdiner")
    page = check(at_work, place, offered)
    said = words(page)
    assert (
        "dinsdag 5 januari 2027 19.30–22.00 uur , Grote zaal: Repetitie (Café Één) botst met Buurtdiner"
        in said
    )
    assert "woensdag 6 januari 2027 9.30–11.30 uur Kookclub Keuken" in said
    assert "Rij 5 ( Bestaat niet ): ‘31-2-2027’ is geen dag. Schrijf hem zo: 6-1-2027." in said
    assert "Komt erbij 2 Botst 1 Staat er al 0 Niet te lezen 2 Al geweest 1" in said
    assert "Zet 2 keer in de agenda" in said
    assert Booking.objects.count() == 0


def test_one_button_puts_everything_in_the_diary(at_work, place, offered):
    sent = check(at_work, place, offered, seen=seen_of(at_work, place, offered))
    assert sent.status_code == 302
    assert BookingTime.objects.count() == 3
    said = words(check(at_work, place, offered))
    assert "3 keer staan in de agenda, als bevestigd. Niemand kreeg een bericht." in said
    assert "3 keer overgenomen" in words(at_work.get(address("diary_imports", place)))


def test_a_clash_nobody_decided_about_stops_all_and_keeps_what_was_chosen(
    at_work, place, offered, hall, kitchen
):
    make_claim(hall, TUESDAY, TUESDAY + HOUR, label="Buurtdiner")
    make_claim(kitchen, TUESDAY + 14 * HOUR, TUESDAY + 15 * HOUR, label="Schoonmaak")
    page = check(at_work, place, offered)
    keys = [one.line.key for one in page.context["clash"]]
    sent = check(at_work, place, offered, seen=page.context["run"].seen, weg=keys[0])
    assert sent.status_code == 422
    assert "Zeg bij elke botsing dat je haar weglaat." in words(sent)
    assert f'value="{keys[0]}" id="weg-{keys[0]}" checked' in sent.content.decode()
    assert f'value="{keys[1]}" id="weg-{keys[1]}">' in sent.content.decode()
    assert Booking.objects.count() == 0
    check(at_work, place, offered, seen=page.context["run"].seen, weg=keys)
    assert BookingTime.objects.count() == 1


def test_a_booking_made_meanwhile_is_told_on_the_page(at_work, place, offered, hall):
    seen = seen_of(at_work, place, offered)
    make_booking(hall, (TUESDAY, TUESDAY + HOUR), title="Was sneller")
    sent = check(at_work, place, offered, seen=seen, all_clashes="on")
    assert sent.status_code == 422
    said = words(sent)
    assert "Er is intussen iets veranderd in de agenda." in said
    assert "botst met Was sneller" in said
    assert Booking.objects.count() == 1


def test_what_a_rule_forbids_is_told_and_the_board_alone_is_asked_why(
    client, place, offered, manager, board_member
):
    make_terms(place, no_letting=True)
    make_rate_card(place)
    for user, is_asked in ((manager, False), (board_member, True)):
        client.force_login(user)
        sent = check(client, place, offered, seen=seen_of(client, place, offered))
        assert (sent.status_code, 'name="why"' in sent.content.decode()) == (422, is_asked)
        assert "Repetitie, Grote zaal: " in words(sent)
    check(client, place, offered, seen=seen_of(client, place, offered), why="Was al afgesproken.")
    assert BookingTime.objects.count() == 3


@pytest.mark.parametrize(
    "sent", [{"seen": ""}, {"seen": "\u202e💥"}, {"seen": "x" * 200}, {"weg": "’s", "seen": "a"}]
)
def test_a_strange_answer_is_no_decision(at_work, place, offered, sent):
    assert check(at_work, place, offered, **sent).status_code == 422
    assert Booking.objects.count() == 0


def test_before_the_rooms_are_said_there_is_nothing_to_check(at_work, place, hall):
    upload(at_work, place, GOOGLE, "x.ics")
    found = DiaryImport.objects.get()
    assert check(at_work, place, found)["Location"] == address("diary_rooms", place, pk=found.pk)


def test_it_can_be_thrown_away(at_work, place, offered):
    sent = at_work.post(address("diary_discard", place, pk=offered.pk))
    assert (sent["Location"], DiaryImport.objects.count()) == (address("diary_imports", place), 0)


@pytest.mark.parametrize("name", ["diary_rooms", "diary_check"])
def test_the_diary_of_another_place_is_not_here(at_work, place, offered, name):
    DiaryImport.objects.update(place=make_place("Elders"))
    assert at_work.get(address(name, place, pk=offered.pk)).status_code == 404


def test_the_dry_run_asks_the_database_as_much_for_one_row_as_for_many(
    at_work, place, hall, kitchen, django_assert_num_queries, offered
):
    many = [
        f"{1 + n % 28}-{1 + n // 28}-2027;19.00;20.00;{room};G{n}"
        for n in range(60)
        for room in ("Grote zaal", "Keuken")
    ]
    check(at_work, place, offered)
    for content in (EXCEL, "\n".join(["dag;van;tot;ruimte;wie", *many]).encode()):
        DiaryImport.objects.all().delete()
        upload(at_work, place, content)
        found = DiaryImport.objects.get()
        at_work.post(
            address("diary_rooms", place, pk=found.pk),
            {"room_0": hall.pk, "room_1": kitchen.pk, "party_kind": "association"},
        )
        with django_assert_num_queries(QUERIES):
            at_work.get(address("diary_check", place, pk=found.pk))
