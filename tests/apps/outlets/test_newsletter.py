"""The letter of a week through a mail server: what it says, to whom it goes, and when."""

import re
from datetime import date, datetime, timedelta

import pytest

from schuifaan.apps.agenda.enums import ActivityKind
from schuifaan.apps.outlets.actions.newsletter_post import send_waiting_letters
from schuifaan.apps.outlets.actions.newsletters import (
    make_editions,
    week_due,
)
from schuifaan.apps.outlets.models import Edition, Letter
from schuifaan.apps.outlets.queries.newsletters import MOST
from tests.apps.outlets.newsletters import AMSTERDAM, THURSDAY, post, reader
from tests.factories import make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_occurrence

pytestmark = pytest.mark.django_db


def test_the_letter_arrives_once_with_both_parts_and_a_way_out(programme, letter_box, settings):
    row = reader()
    assert post().sent == 1
    assert post(THURSDAY + timedelta(minutes=2)).sent == 0
    (letter,) = letter_box.of("an@example.org")
    leave = f"{settings.BASE_URL}/nieuwsbrief/afmelden/{row.token}/"
    assert letter["Subject"] == "Te doen in Binnenstad: donderdag 26 november tot en met woensdag 2 december"
    assert letter["To"] == "an@example.org"
    assert (letter["Bcc"], letter["Cc"]) == (None, None)
    assert letter["List-Unsubscribe"].strip() == f"<{leave}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Date"] == "Thu, 26 Nov 2026 07:30:00 +0100"
    assert letter["Message-ID"].endswith("@127.0.0.1>")
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]


def test_the_letter_says_by_day_what_is_on_what_it_costs_and_what_is_off(programme, letter_box):
    reader()
    post()
    text = letter_box.of("an@example.org")[0].get_body(("plain",)).get_content().replace("\r\n", "\n")
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


def test_the_html_is_whole_and_fetches_nothing(programme, letter_box):
    reader()
    post()
    html = letter_box.of("an@example.org")[0].get_body(("html",)).get_content()
    assert "Soep &amp; brood" in html
    assert re.findall(r"<(?:img|link|script|iframe|object)\b|url\(|@import|\bstyle=|\bsrc=", html) == []
    assert "prefers-color-scheme: dark" in html
    hrefs = re.findall(r'href="([^"]*)"', html)
    assert [href for href in hrefs if not href.startswith("http://127.0.0.1:8000")] == []


def test_each_reader_reads_in_their_own_language(programme, letter_box):
    reader("an@example.org", "nl")
    reader("bo@example.org", "en")
    post()
    found = {to: letter.get_body(("html",)).get_content() for to, letter in letter_box.letters}
    assert '<html lang="nl">' in found["an@example.org"]
    assert '<html lang="en">' in found["bo@example.org"]
    assert "Friday 27 November" in found["bo@example.org"]


def test_walk_in_stands_first_on_its_day(programme, letter_box):
    reader()
    make_occurrence(
        make_activity(programme, title="Cursus vroeg", kind=ActivityKind.COURSE), first_on=date(2026, 11, 30), at=datetime(2026, 1, 1, 8).time()
    )  # fmt: skip
    post()
    text = letter_box.of("an@example.org")[0].get_body(("plain",)).get_content()
    assert text.index("Koffieochtend") < text.index("Cursus vroeg")


def test_a_roadshow_says_where_it_comes_from(programme, letter_box):
    reader()
    home = make_place("elders", name="De Huiskamer")
    make_occurrence(make_activity(home, title="Soepbus"), place=programme, first_on=date(2026, 11, 28))
    post()
    text = letter_box.of("an@example.org")[0].get_body(("plain",)).get_content()
    assert "Op bezoek vanuit De Huiskamer" in text


def test_a_long_list_is_cut_and_says_where_the_rest_is(programme, letter_box):
    reader()
    activity = make_activity(programme, title="Elk uur iets")
    for number in range(MOST):
        make_occurrence(activity, first_on=date(2026, 11, 28), at=datetime(2026, 1, 1, number % 24).time())
    post()
    text = letter_box.of("an@example.org")[0].get_body(("plain",)).get_content()
    assert text.count("\n* ") == MOST
    assert "Er is nog meer te doen. De hele lijst staat hier:" in text.replace("\r\n", "\n")


def test_a_week_without_anything_gets_no_letter(letter_box, db):
    make_neighbourhood()
    reader()
    assert post().sent == 0
    assert (Edition.objects.count(), Letter.objects.count(), letter_box.letters) == (1, 0, [])


def test_what_stopped_before_the_post_went_is_not_written_about(programme, letter_box):
    reader()
    make_editions(now=THURSDAY)
    programme.activities.all().delete()
    assert send_waiting_letters(clock=lambda: THURSDAY).sent == 0
    assert Letter.objects.count() == 0


def test_who_did_not_confirm_gets_nothing_and_a_district_gets_its_own(programme, letter_box):
    reader("niet@example.org", confirmed=None)
    reader("wijk@example.org", code="WK093500")
    reader("buurt@example.org")
    assert post().sent == 2
    assert [
        (to, letter["Subject"].split(":")[0])
        for to, letter in sorted(letter_box.letters, key=lambda one: one[0])
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
