"""The newsletter through a mail server: asked for, confirmed, read, left."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from schuifaan.apps.agenda.enums import ActivityKind, OccurrenceState
from schuifaan.apps.outlets.actions.newsletter_post import send_waiting_letters
from schuifaan.apps.outlets.actions.newsletters import (
    MOST_A_DAY,
    TO_CONFIRM,
    confirm,
    make_editions,
    subscribe,
    unsubscribe,
    week_due,
)
from schuifaan.apps.outlets.enums import LetterState
from schuifaan.apps.outlets.models import Edition, Letter, Subscription
from schuifaan.apps.outlets.queries.newsletters import MOST, area_of
from schuifaan.apps.people.actions.privacy import erase_person, retain
from schuifaan.apps.people.post import WAITS
from schuifaan.apps.people.privacy_register import Person
from tests.apps.outlets.letter_box import LetterBox, letter_box
from tests.factories import NOW, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_occurrence, make_series

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
THURSDAY = datetime(2026, 11, 26, 7, 30, tzinfo=AMSTERDAM)
CODE = "BU09350000"


@pytest.fixture
def box(settings) -> LetterBox:
    with letter_box() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        yield found


@pytest.fixture
def programme(db):
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


def reader(email="an@example.org", language="nl", *, code=CODE, confirmed=NOW) -> Subscription:
    area = area_of(code)
    assert area
    subscription = Subscription(email=email, language=language, asked_at=NOW, confirmed_at=confirmed)
    setattr(subscription, "district_id" if code.startswith("WK") else "neighbourhood_id", code)
    subscription.save()
    return subscription


def post(at=THURSDAY):
    make_editions(now=at)
    return send_waiting_letters(clock=lambda: at)


def path_in(text: str, start: str) -> str:
    found = re.search(rf"http\S+(/nieuwsbrief/{start}/\S+/)", text)
    assert found, text
    return found[1]


# -- Asking and confirming ------------------------------------------------------------------------


def ask(client, email="an@example.org", language="nl", code=CODE, **more):
    key = client.get(f"/nieuwsbrief/{code}/").context["form"]["key"].value()
    return client.post(f"/nieuwsbrief/{code}/", {"email": email, "language": language, "key": key, **more})


def test_asking_sends_one_link_and_only_its_button_confirms(
    client, programme, box, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(client, "An@Example.org").status_code == 200
    ((to, letter),) = box.letters
    assert (to, letter["Subject"]) == ("an@example.org", "Bevestig je nieuwsbrief van Binnenstad")
    assert letter["List-Unsubscribe"] is None
    path = path_in(letter.get_content(), "bevestigen")
    page = client.get(path)
    assert (page.status_code, Subscription.objects.get().confirmed_at) == (200, None)
    assert "an@example.org" in page.content.decode()
    assert client.post(path).status_code == 200
    assert Subscription.objects.get().confirmed_at is not None
    assert client.post(path).status_code == 200
    assert not client.cookies


def test_the_answer_is_the_same_for_a_known_address(
    client, programme, box, django_capture_on_commit_callbacks
):
    reader("bekend@example.org")
    pages = {}
    for email in ("bekend@example.org", "nieuw1@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            answer = ask(client, email)
        pages[email] = (answer.status_code, answer.content.decode().replace(email, ""))
    assert pages["bekend@example.org"] == pages["nieuw1@example.org"]
    assert [letter["Subject"] for _to, letter in box.letters] == [
        "Je krijgt de nieuwsbrief van Binnenstad al",
        "Bevestig je nieuwsbrief van Binnenstad",
    ]
    known = box.of("bekend@example.org")[0]
    assert known["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nobody_fills_the_letter_box_of_somebody_else(programme):
    area, district = area_of(CODE), area_of("WK093500")
    for number in range(MOST_A_DAY + 4):
        subscribe(area=district if number % 2 else area, email="An@example.org", language="nl", now=NOW)
    assert Letter.objects.count() == MOST_A_DAY
    later = NOW + timedelta(days=1, minutes=1)
    assert subscribe(area=area, email="an@example.org", language="nl", now=later)


def test_a_machine_that_fills_in_every_field_is_refused(client, programme):
    assert ask(client, website="https://spam.example").status_code == 422
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "geen adres", "an@", "an@example.org\nBcc: bo@example.org", "😀@example.org"]
)
def test_what_is_no_address_is_said_beside_the_field(client, programme, email):
    answer = ask(client, email)
    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]


def test_many_from_one_place_wait(client, programme):
    for number in range(30):
        assert ask(client, f"r{number}@example.org").status_code == 200
    assert ask(client, "r31@example.org").status_code == 429


@pytest.mark.parametrize("code", ["BU99999999", "GM0935", "onzin"])
def test_there_is_no_newsletter_of_what_is_no_neighbourhood(client, programme, code):
    assert client.get(f"/nieuwsbrief/{code}/").status_code == 404


def test_old_and_made_up_links_are_refused_kindly(client, programme):
    row = reader(confirmed=None)
    assert confirm(token=row.token, now=NOW + TO_CONFIRM) is None
    for path in ("bevestigen", "afmelden"):
        assert client.get(f"/nieuwsbrief/{path}/onzin/").status_code == 404
    assert client.post("/nieuwsbrief/bevestigen/onzin/").status_code == 404


def test_who_does_not_confirm_is_forgotten_within_a_week(programme):
    reader("wel@example.org")
    reader("niet@example.org", confirmed=None)
    retain(today=date(2026, 11, 27))
    assert Subscription.objects.count() == 2
    retain(today=date(2026, 11, 28))
    assert [row.email for row in Subscription.objects.all()] == ["wel@example.org"]


def test_erasing_an_address_leaves_nothing(programme, box):
    reader("an@example.org")
    reader("bo@example.org")
    post()
    erase_person(person=Person("AN@example.org"), now=NOW)
    assert [row.email for row in Subscription.objects.all()] == ["bo@example.org"]
    assert Letter.objects.count() == 1


def test_letters_are_forgotten_after_thirty_days(programme, box):
    reader()
    post()
    retain(today=date(2026, 12, 26))
    assert Letter.objects.count() == 1
    retain(today=date(2026, 12, 27))
    assert Letter.objects.count() == 0


# -- The letter -----------------------------------------------------------------------------------


def test_the_letter_arrives_once_with_both_parts_and_a_way_out(programme, box, settings):
    row = reader()
    assert post().sent == 1
    assert post(THURSDAY + timedelta(minutes=2)).sent == 0
    (letter,) = box.of("an@example.org")
    leave = f"{settings.BASE_URL}/nieuwsbrief/afmelden/{row.token}/"
    assert letter["Subject"] == "Te doen in Binnenstad: donderdag 26 november tot en met woensdag 2 december"
    assert letter["To"] == "an@example.org"
    assert (letter["Bcc"], letter["Cc"]) == (None, None)
    assert letter["List-Unsubscribe"].strip() == f"<{leave}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Date"] == "Thu, 26 Nov 2026 07:30:00 +0100"
    assert letter["Message-ID"].endswith("@127.0.0.1>")
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]


def test_the_letter_says_by_day_what_is_on_what_it_costs_and_what_is_off(programme, box):
    reader()
    post()
    text = box.of("an@example.org")[0].get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert (
        """
VRIJDAG 27 NOVEMBER

* Soep & brood
  Gaat niet door. De kok is ziek
  10.00–12.00 uur, ’t Atrium, Markt 1
  http://127.0.0.1:8000/activiteit/soep/


MAANDAG 30 NOVEMBER

* Koffieochtend
  10.00–12.00 uur, ’t Atrium, Markt 1
  Gratis. Loop zo binnen
  http://127.0.0.1:8000/activiteit/koffieochtend-1/
"""
        in text
    )


def test_the_html_is_whole_and_fetches_nothing(programme, box):
    reader()
    post()
    html = box.of("an@example.org")[0].get_body(("html",)).get_content()
    assert "Soep &amp; brood" in html
    assert re.findall(r"<(?:img|link|script|iframe|object)\b|url\(|@import|\bstyle=|\bsrc=", html) == []
    assert "prefers-color-scheme: dark" in html
    hrefs = re.findall(r'href="([^"]*)"', html)
    assert [href for href in hrefs if not href.startswith("http://127.0.0.1:8000")] == []


def test_each_reader_reads_in_their_own_language(programme, box):
    reader("an@example.org", "nl")
    reader("bo@example.org", "en")
    post()
    found = {to: letter.get_body(("html",)).get_content() for to, letter in box.letters}
    assert '<html lang="nl">' in found["an@example.org"]
    assert '<html lang="en">' in found["bo@example.org"]
    assert "Friday 27 November" in found["bo@example.org"]


def test_walk_in_stands_first_on_its_day(programme, box):
    reader()
    make_occurrence(
        make_activity(programme, title="Cursus vroeg", kind=ActivityKind.COURSE), first_on=date(2026, 11, 30), at=datetime(2026, 1, 1, 8).time()
    )  # fmt: skip
    post()
    text = box.of("an@example.org")[0].get_body(("plain",)).get_content()
    assert text.index("Koffieochtend") < text.index("Cursus vroeg")


def test_a_roadshow_says_where_it_comes_from(programme, box):
    reader()
    home = make_place("elders", name="De Huiskamer")
    make_occurrence(make_activity(home, title="Soepbus"), place=programme, first_on=date(2026, 11, 28))
    post()
    text = box.of("an@example.org")[0].get_body(("plain",)).get_content()
    assert "Op bezoek vanuit De Huiskamer" in text


def test_a_long_list_is_cut_and_says_where_the_rest_is(programme, box):
    reader()
    activity = make_activity(programme, title="Elk uur iets")
    for number in range(MOST):
        make_occurrence(activity, first_on=date(2026, 11, 28), at=datetime(2026, 1, 1, number % 24).time())
    post()
    text = box.of("an@example.org")[0].get_body(("plain",)).get_content()
    assert text.count("\n* ") == MOST
    assert "Er is nog meer te doen. De hele lijst staat hier:" in text.replace("\r\n", "\n")


def test_a_week_without_anything_gets_no_letter(box, db):
    make_neighbourhood()
    reader()
    assert post().sent == 0
    assert (Edition.objects.count(), Letter.objects.count(), box.letters) == (1, 0, [])


def test_what_stopped_before_the_post_went_is_not_written_about(programme, box):
    reader()
    make_editions(now=THURSDAY)
    programme.activities.all().delete()
    assert send_waiting_letters(clock=lambda: THURSDAY).sent == 0
    assert Letter.objects.count() == 0


def test_who_did_not_confirm_gets_nothing_and_a_district_gets_its_own(programme, box):
    reader("niet@example.org", confirmed=None)
    reader("wijk@example.org", code="WK093500")
    reader("buurt@example.org")
    assert post().sent == 2
    assert [
        (to, letter["Subject"].split(":")[0]) for to, letter in sorted(box.letters, key=lambda one: one[0])
    ] == [
        ("buurt@example.org", "Te doen in Binnenstad"),
        ("wijk@example.org", "Te doen in Centrum"),
    ]


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 11, 26, 6, 59), None),
        (datetime(2026, 11, 26, 7, 0), date(2026, 11, 26)),
        (datetime(2026, 11, 28, 6, 59), date(2026, 11, 26)),
        (datetime(2026, 11, 28, 7, 0), None),
        (datetime(2026, 12, 2, 23, 0), None),
        (datetime(2026, 12, 3, 8, 0), date(2026, 12, 3)),
    ],
)
def test_it_goes_on_thursday_at_seven_and_two_days_late_at_most(at, due):
    assert week_due(at.replace(tzinfo=AMSTERDAM)) == due


# -- Leaving --------------------------------------------------------------------------------------


def test_one_press_in_the_mail_program_is_enough(programme, box):
    """A POST without cookie, session or page before it; pressed twice it is just as well (RFC 8058)."""
    from django.test import Client  # noqa: PLC0415

    reader()
    post()
    address = box.of("an@example.org")[0]["List-Unsubscribe"].strip(" <>")
    path = address.removeprefix("http://127.0.0.1:8000")
    program = Client(enforce_csrf_checks=True)
    looked = program.get(path)
    assert (looked.status_code, Subscription.objects.count()) == (200, 1)
    for _press in range(2):
        answer = program.post(
            path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 200
    assert (Subscription.objects.count(), Letter.objects.count()) == (0, 0)
    assert not program.cookies


def test_who_leaves_with_a_letter_waiting_does_not_get_it(programme, box):
    row = reader()
    make_editions(now=THURSDAY)
    assert unsubscribe(token=row.token)
    assert send_waiting_letters(clock=lambda: THURSDAY).sent == 0


# -- A mail server that says no -------------------------------------------------------------------


def states() -> dict[str, str]:
    return dict(Letter.objects.values_list("subscription__email", "state"))


def test_not_now_is_tried_again_later(programme, box):
    reader("an@example.org")
    reader("bo@example.org")
    box.refusals["an@example.org"] = "451 Try again later"
    first = post()
    assert (first.sent, first.later) == (1, 1)
    assert send_waiting_letters(clock=lambda: THURSDAY + timedelta(minutes=4)).sent == 0
    box.refusals.clear()
    assert send_waiting_letters(clock=lambda: THURSDAY + WAITS[0]).sent == 1
    assert box.readers() == ["an@example.org", "bo@example.org"]


def test_after_the_last_try_it_stops(programme, box):
    reader("an@example.org")
    box.after_text["an@example.org"] = "452 Full"
    at = THURSDAY
    make_editions(now=at)
    for wait in (*WAITS, timedelta(0)):
        send_waiting_letters(clock=lambda at=at: at)
        at += wait
    assert states() == {"an@example.org": LetterState.FAILED}


def test_never_is_not_tried_again_and_after_three_weeks_the_address_goes(programme, box):
    reader("weg@example.org")
    reader("bo@example.org")
    box.refusals["weg@example.org"] = "550 No such user"
    for week in range(3):
        assert Subscription.objects.count() == 2
        assert post(THURSDAY + timedelta(days=7 * week)).failed == 1
    assert [row.email for row in Subscription.objects.all()] == ["bo@example.org"]


def test_a_server_that_does_not_take_our_sender_gets_no_more_letters(programme, box):
    for name in "abc":
        reader(f"{name}@example.org")
    box.sender_refused = "550 Who are you?"
    assert post().later == 1
    box.sender_refused = ""
    assert send_waiting_letters(clock=lambda: THURSDAY + WAITS[0]).sent == 3
    assert box.readers() == ["a@example.org", "b@example.org", "c@example.org"]


def test_a_server_that_is_away_costs_nothing(programme, settings):
    reader()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert post().sent == 0
    assert states() == {"an@example.org": LetterState.WAITING}


def test_the_round_is_a_job_that_comes_back():
    from schuifaan.apps.people import jobs  # noqa: PLC0415

    assert [job.minutes for job in jobs.jobs() if job.name == "outlets.newsletters"] == [2]


def test_pages_have_their_names():
    assert reverse("outlets:newsletter", args=[CODE]) == f"/nieuwsbrief/{CODE}/"
    assert reverse("outlets:text_block", args=[CODE]) == f"/buurt/{CODE}/tekstblok/"
