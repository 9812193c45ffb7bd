"""Nobody gets two: a worker is killed at every point of sending, and several work at once."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection

from schuifaan.apps.outlets.actions.newsletter_post import send_waiting_letters
from schuifaan.apps.outlets.actions.newsletters import make_editions
from schuifaan.apps.outlets.enums import LetterState
from schuifaan.apps.outlets.models import Edition, Letter, Subscription
from schuifaan.apps.people.post import UNHEARD_OF, Round
from tests.apps.outlets.newsletters import CODE, THURSDAY
from tests.factories import NOW, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_series
from tests.letter_box import LetterBox
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)

READERS = [f"lezer{number}@example.org" for number in range(6)]
# What a worker does, with a clock that stands still.
WORKER = f"""
import django
django.setup()
from datetime import datetime
from schuifaan.apps.outlets.actions.newsletter_post import send_waiting_letters
from schuifaan.apps.outlets.actions.newsletters import make_editions
now = datetime.fromisoformat({THURSDAY.isoformat()!r})
make_editions(now=now)
print(send_waiting_letters(clock=lambda: now).sent)
"""


@pytest.fixture
def readers(transactional_db):
    area = make_neighbourhood()
    place = make_place(neighbourhood=area, municipality=area.municipality)
    make_series(make_activity(place, title="Koffieochtend"))
    return [
        Subscription.objects.create(neighbourhood_id=CODE, email=email, asked_at=NOW, confirmed_at=NOW)
        for email in READERS
    ]


def database_address() -> str:
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    login = found["USER"] + (f":{found['PASSWORD']}" if found["PASSWORD"] else "")
    return f"postgres://{login}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


def start_worker(letter_box: LetterBox) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "schuifaan.project.settings",
            "DATABASE_URL": database_address(),
            "EMAIL_URL": f"smtp://127.0.0.1:{letter_box.port}",
            "SCHUIFAAN_VAR": str(django_settings.VAR_DIR),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


# Where a worker can die: before the server has seen anything of a letter, when the server has it whole but its
# answer never came, and between two letters. `lost`: whether the one in flight is without a letter.
@pytest.mark.parametrize(
    ("step", "number", "lost"),
    [
        ("mail", 1, True),
        ("mail", 4, True),
        ("data", 3, False),
        ("data", 6, False),
        ("noop", 5, False),
    ],
)
def test_a_worker_that_is_killed_leaves_nobody_with_two(readers, letter_box, step, number, lost):
    letter_box.kill = (step, number)
    worker = start_worker(letter_box)
    letter_box.victim = worker.pid
    worker.communicate(timeout=240)
    assert worker.returncode == -9
    assert 0 <= len(letter_box.letters) < len(READERS) + (step == "data")
    in_flight = {} if step == "noop" else {number - 1: LetterState.SENDING}
    assert {place: state for place, state in enumerate(states()) if state == LetterState.SENDING} == in_flight

    # The next worker; that it is a process of its own says nothing more, and takes the time of a whole start.
    make_editions(now=THURSDAY)
    again = send_waiting_letters(clock=lambda: THURSDAY)
    missing = {READERS[number - 1]} if lost else set()
    assert letter_box.readers() == [email for email in READERS if email not in missing]
    assert again.sent == len(READERS) - number

    # An hour later it is said that one may not have arrived; it is not sent then either.
    later = THURSDAY + UNHEARD_OF + timedelta(minutes=1)
    assert send_waiting_letters(clock=lambda: later) == Round(unsure=len(in_flight))
    assert send_waiting_letters(clock=lambda: later) == Round()
    assert len(letter_box.letters) == len(READERS) - len(missing)
    assert states().count(LetterState.UNSURE) == len(in_flight)


def test_several_workers_at_once_make_one_edition_and_nobody_gets_two(readers, letter_box):
    def work(_number: int) -> None:
        make_editions(now=THURSDAY)
        send_waiting_letters(clock=lambda: THURSDAY)

    assert at_once(work, range(4)) == [None] * 4
    # Who came while the edition was being made found nothing to send yet.
    send_waiting_letters(clock=lambda: THURSDAY)
    assert Edition.objects.count() == 1
    assert letter_box.readers() == READERS
    assert set(states()) == {LetterState.SENT}


def test_two_worker_processes_at_once_send_each_letter_once(readers, letter_box):
    workers = [start_worker(letter_box), start_worker(letter_box)]
    sent = []
    for worker in workers:
        said, errors = worker.communicate(timeout=240)
        assert worker.returncode == 0, errors
        sent.append(int(said))
    assert sum(sent) == len(READERS)
    assert letter_box.readers() == READERS


def test_a_letter_made_again_is_the_same_letter(readers, letter_box):
    """Put back after a refusal, it carries the same number and date to whoever asks."""
    to = READERS[0]
    letter_box.after_text[to] = "451 Not now"
    make_editions(now=THURSDAY)
    send_waiting_letters(clock=lambda: THURSDAY)
    first = Letter.objects.get(subscription__email=to)
    letter_box.after_text.clear()
    later = THURSDAY + timedelta(minutes=10)
    send_waiting_letters(clock=lambda: later)
    (letter,) = letter_box.of(to)
    assert letter["Date"] == "Thu, 26 Nov 2026 07:30:00 +0100"
    assert letter["Message-ID"].startswith(f"<week.{first.pk}.")
    assert len({letter["Message-ID"] for _to, letter in letter_box.letters}) == len(READERS)
