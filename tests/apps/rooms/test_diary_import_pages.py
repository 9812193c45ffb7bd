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
QUERIES = 11


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


def part(client, place, offered, name):
    return client.get(f"{address('diary_check', place, pk=offered.pk)}?toon={name}")


def decide(client, place, offered, how="", **sent):
    return client.post(address(f"diary_decide{'_' + how if how else ''}", place, pk=offered.pk), sent)


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
        (
            b"%PDF-1.7",
            "Dit is geen agenda. We lezen .ics-bestanden, en Excel (.xlsx) of CSV uit een rekenblad.",
        ),
        (b"x" * (5 * 2**20 + 1), "Dit bestand is groter dan 5 MB. Deel het op, bijvoorbeeld per jaar."),
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


def test_the_dry_run_shows_every_row_in_parts_that_begin_with_what_clashes(at_work, place, offered, hall):
    make_claim(hall, TUESDAY, TUESDAY + HOUR, label="Buurtdiner")
    said = words(check(at_work, place, offered))
    assert "Botst 1 Komt erbij 2 Niet te lezen 2" in said
    assert "1 keer is al geweest en komt niet mee." in said
    assert (
        "dinsdag 5 januari 2027 19.30–22.00 uur , Grote zaal: Repetitie (Café Één) rij 2 botst met Buurtdiner"
        in said
    )
    assert "Bij 1 botsing moet je nog kiezen. Daarna kan alles in de agenda." in said
    assert "Zet 2 keer in de agenda" not in said
    new = words(part(at_work, place, offered, "nieuw"))
    assert "woensdag 6 januari 2027 9.30–11.30 uur Kookclub Keuken" in new
    unread = words(part(at_work, place, offered, "onleesbaar"))
    assert "Rij 5 ( Bestaat niet ): ‘31-2-2027’ is geen dag. Schrijf hem zo: 6-1-2027." in unread
    assert Booking.objects.count() == 0


def test_one_button_puts_everything_in_the_diary(at_work, place, offered):
    sent = check(at_work, place, offered, seen=seen_of(at_work, place, offered))
    assert sent.status_code == 302
    assert BookingTime.objects.count() == 3
    said = words(check(at_work, place, offered))
    assert "3 keer staan in de agenda, als bevestigd. Niemand kreeg een bericht." in said
    assert "3 keer overgenomen" in words(at_work.get(address("diary_imports", place)))


def test_a_clash_nobody_decided_about_stops_all_until_each_has_its_choice(
    at_work, place, offered, hall, kitchen
):
    make_claim(hall, TUESDAY, TUESDAY + HOUR, label="Buurtdiner")
    make_claim(kitchen, TUESDAY + 14 * HOUR, TUESDAY + 15 * HOUR, label="Schoonmaak")
    page = check(at_work, place, offered)
    first, second = (one.line.key for one in page.context["page"].lines)
    sent = check(at_work, place, offered, seen=page.context["run"].seen)
    assert sent.status_code == 422
    assert "Zeg eerst bij elke botsing wat je ermee wilt. Er is niets overgenomen." in words(sent)
    decide(at_work, place, offered, **{f"keus-{first}": "weg", f"keus-{second}": ""})
    assert "Bij 1 botsing moet je nog kiezen." in words(check(at_work, place, offered))
    decide(at_work, place, offered, **{f"keus-{second}": hall.pk})
    page = check(at_work, place, offered)
    assert f'<option value="{hall.pk}" selected>Zet in Grote zaal</option>' in page.content.decode()
    assert "Zet 2 keer in de agenda" in words(page)
    check(at_work, place, offered, seen=page.context["run"].seen)
    told = BookingTime.objects.order_by("starts_at").values_list("booking__title", "room__name")
    assert list(told) == [("Kookclub", "Grote zaal"), ("Repetitie", "Grote zaal")]


def test_a_choice_can_be_taken_back(at_work, place, offered, hall):
    make_claim(hall, TUESDAY, TUESDAY + HOUR)
    key = check(at_work, place, offered).context["page"].lines[0].line.key
    for what, left in (("later", 0), ("", 1)):
        decide(at_work, place, offered, **{f"keus-{key}": what})
        assert check(at_work, place, offered).context["page"].undecided == left


def test_what_was_put_off_stays_to_be_looked_at_after_the_rest_came_in(at_work, place, offered, hall):
    claim = make_claim(hall, TUESDAY, TUESDAY + HOUR)
    key = check(at_work, place, offered).context["page"].lines[0].line.key
    decide(at_work, place, offered, **{f"keus-{key}": "later"})
    check(at_work, place, offered, seen=seen_of(at_work, place, offered))
    said = words(check(at_work, place, offered))
    assert "2 keer staan al in de agenda. Hieronder staat wat je bewaarde voor later." in said
    assert "Bij 1 botsing moet je nog kiezen." in said
    assert "voor een deel overgenomen" in words(at_work.get(address("diary_imports", place)))
    claim.delete()
    check(at_work, place, offered, seen=seen_of(at_work, place, offered))
    found = DiaryImport.objects.get()
    assert (BookingTime.objects.count(), found.applied_times, found.diary, found.sheet) == (3, 3, {}, {})
    assert found.applied_at is not None


MANY = 2000


def many_clashes():
    """As many rows of one hall at one time of a day as there are days, twice."""
    days = [f"{1 + n % 28}-{1 + n // 28 % 12}-{2027 + n // 336}" for n in range(MANY // 2)]
    return "\n".join(
        ["dag;van;tot;zaal;wie", *(f"{day};19.00;20.00;Grote zaal;G{n}" for n in range(3) for day in days)]
    )


def test_two_thousand_clashes_are_shown_in_pages_and_decided_in_one_go(at_work, place, hall, kitchen):
    upload(at_work, place, many_clashes().encode())
    found = DiaryImport.objects.get()
    at_work.post(address("diary_rooms", place, pk=found.pk), {"room_0": hall.pk, "party_kind": "association"})
    page = check(at_work, place, found)
    assert (page.context["page"].undecided, len(page.context["page"].lines)) == (2000, 50)
    assert len(page.content) < 150_000
    assert "bladzijde 1 van 40" in words(page)
    missed = decide(at_work, place, found, "rest", only="", what="")
    assert (missed.status_code, missed.context["rest"].errors) == (422, {"what": ["Kies wat we ermee doen."]})
    decide(at_work, place, found, "rest", only=hall.pk, what="vrij")
    told = words(check(at_work, place, found))
    assert "Bij 1000 botsingen is dan geen andere ruimte vrij. Kies daar zelf." in told
    decide(at_work, place, found, "rest", only="", what="weg")
    check(at_work, place, found, seen=seen_of(at_work, place, found))
    assert [BookingTime.objects.filter(room=room).count() for room in (hall, kitchen)] == [1000, 1000]


def test_after_one_page_of_choices_comes_the_next(at_work, place, offered):
    sent = decide(at_work, place, offered, volgende="2")
    assert sent["Location"].endswith("?toon=botst&pagina=2")
    for strange in ("x", "²", "-1", ""):
        assert decide(at_work, place, offered, volgende=strange)["Location"].endswith("?toon=botst")


@pytest.mark.parametrize(
    "query", ["toon=x", "pagina=0", "pagina=99999999999999", "pagina=²", "toon=nieuw&pagina=7"]
)
def test_an_unknown_page_shows_one_that_is_there(at_work, place, offered, query):
    page = at_work.get(f"{address('diary_check', place, pk=offered.pk)}?{query}")
    assert (page.status_code, page.context["page"].part, page.context["page"].number) == (200, "nieuw", 1)


@pytest.mark.parametrize(
    "said", [{"keus-": "weg"}, {"keus-x": "999999"}, {"keus-\u202e": "💥"}, {"keus-2-1": "²"}]
)
def test_a_strange_choice_changes_nothing(at_work, place, offered, said):
    assert decide(at_work, place, offered, **said).status_code == 302
    assert check(at_work, place, offered).context["page"].new == 3


def test_what_is_taken_over_or_gone_takes_no_choices(at_work, place, offered):
    check(at_work, place, offered, seen=seen_of(at_work, place, offered))
    at_work.post(address("diary_decide", place, pk=offered.pk), {"keus-2-1": "weg"}, follow=True)
    assert DiaryImport.objects.get().decisions == {}


def test_a_booking_made_meanwhile_is_told_on_the_page_with_its_row(at_work, place, offered, hall):
    seen = seen_of(at_work, place, offered)
    make_booking(hall, (TUESDAY, TUESDAY + HOUR), title="Was sneller")
    sent = check(at_work, place, offered, seen=seen)
    assert sent.status_code == 422
    said = words(sent)
    assert "Er is intussen iets veranderd in de agenda. Er is niets overgenomen." in said
    assert "Rij 2 (Repetitie, dinsdag 5 januari 2027 19.30–22.00 uur) botst met Was sneller." in said
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
    "sent", [{"seen": ""}, {"seen": "\u202e💥"}, {"seen": "x" * 200}, {"why": "’s", "seen": "a"}]
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


@pytest.mark.parametrize("name", ["diary_rooms", "diary_columns", "diary_check"])
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
