"""Work that comes back by itself: when it is due, by one worker, and never lost when one dies."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from schuifaan.apps.agenda import tasks
from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.apps.agenda.models import Notice
from schuifaan.apps.people import jobs
from schuifaan.apps.people.models import JobRun
from schuifaan.apps.places.models import Place
from tests.factories import NOW
from tests.racing import at_once


@pytest.fixture
def no_jobs() -> Iterator[None]:
    kept = dict(jobs._jobs)
    jobs._jobs.clear()
    yield
    jobs._jobs.clear()
    jobs._jobs.update(kept)


def due(now: datetime) -> list[str]:
    return jobs.run_due(now=now, clock=lambda: now)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_jobs")
def test_a_job_comes_back_after_its_minutes() -> None:
    done: list[datetime] = []
    jobs.every(minutes=5, name="koffie", work=done.append)
    minutes = (0, 1, 5, 6, 10)
    assert [due(NOW + timedelta(minutes=at)) for at in minutes] == [
        ["koffie"],
        [],
        ["koffie"],
        [],
        ["koffie"],
    ]
    assert len(done) == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("no_jobs")
def test_a_nightly_job_is_done_at_once_and_then_every_night_also_when_the_clock_changes() -> None:
    jobs.nightly(name="opruimen", work=lambda _: None)
    evening = datetime(2027, 3, 27, 19, tzinfo=UTC)
    assert due(evening) == ["opruimen"]
    # 4.00 in Amsterdam, in summer time since that night.
    assert JobRun.objects.get().due_at == datetime(2027, 3, 28, 2, tzinfo=UTC)
    assert [due(evening + timedelta(hours=hours)) for hours in (6, 7, 8)] == [[], ["opruimen"], []]


@pytest.mark.django_db
@pytest.mark.usefixtures("no_jobs")
def test_a_job_that_fails_holds_up_nothing_and_is_tried_again() -> None:
    def fails(_: datetime) -> None:
        raise ValueError

    done: list[datetime] = []
    jobs.nightly(name="kapot", work=fails)
    jobs.nightly(name="heel", work=done.append)
    assert due(NOW) == ["heel"]
    assert JobRun.objects.get(job="kapot").due_at == NOW + jobs.AGAIN


@pytest.mark.django_db
@pytest.mark.usefixtures("no_jobs")
def test_what_a_dead_worker_held_is_taken_over() -> None:
    jobs.every(minutes=5, name="koffie", work=lambda _: None)
    (job,) = jobs.jobs()
    assert jobs.take(job, NOW)
    assert due(NOW + timedelta(minutes=30)) == []
    assert due(NOW + jobs.HELD) == ["koffie"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_jobs")
def test_of_five_workers_one_does_it() -> None:
    done: list[datetime] = []
    jobs.every(minutes=5, name="koffie", work=done.append)
    assert at_once(lambda _: due(NOW), range(5)) == [None] * 5
    assert len(done) == 1


def test_what_the_agenda_wants_done_is_known() -> None:
    assert {"agenda.post", "agenda.calendars", "agenda.horizon", "people.retain"} <= {
        job.name for job in jobs.jobs()
    }


@pytest.mark.django_db(transaction=True)
def test_worker_sends_what_was_left_lying_and_stops_when_asked_for_once(
    place: Place, mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_jobs", {"agenda.post": jobs.Job("agenda.post", tasks.post_round, 2)})
    Notice.objects.bulk_create(
        [
            Notice(
                key="test", place=place, by=ContactBy.EMAIL, contact="aicha@example.org", subject="Dag",
                text="Dag", written_at=timezone.now(), try_at=timezone.now(),
            )
        ]
    )  # fmt: skip
    told = StringIO()
    call_command("work", once=True, stdout=told)
    assert len(mailoutbox) == 1
    assert told.getvalue() == "agenda.post\n"


@pytest.mark.django_db
def test_every_job_of_the_agenda_can_be_done() -> None:
    for work in (tasks.post_round, tasks.horizon, tasks.calendars):
        work(NOW)
