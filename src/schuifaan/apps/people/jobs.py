"""Work that comes back by itself. An app says in `ready()` what it wants done, and how often.

`schuifaan work` does what is due. Of several workers one does it: the row of the job is taken first, for as long
as a job may last; when the worker dies, another takes over after that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from schuifaan.apps.people.models import JobRun

logger = structlog.get_logger(__name__)

# Longer than any job lasts: after this the worker that took it is thought dead.
HELD: Final = timedelta(hours=1)
# What went wrong is tried again after this long.
AGAIN: Final = timedelta(minutes=10)
NIGHT: Final = time(4, 0)

Work = Callable[[datetime], object]


@dataclass(frozen=True, slots=True)
class Job:
    """`minutes` None: once a night."""

    name: str
    work: Work
    minutes: int | None = None

    def next_after(self, now: datetime) -> datetime:
        if self.minutes is not None:
            return now + timedelta(minutes=self.minutes)
        today = timezone.localtime(now)
        tonight = timezone.make_aware(datetime.combine(today.date(), NIGHT))
        later = today.date() + timedelta(days=1)
        return tonight if tonight > now else timezone.make_aware(datetime.combine(later, NIGHT))


_jobs: dict[str, Job] = {}


def every(*, minutes: int, name: str, work: Work) -> None:
    """Have `work(now)` done every so many minutes. It must bear being done twice."""
    _jobs[name] = Job(name, work, minutes)


def nightly(*, name: str, work: Work) -> None:
    """Have `work(now)` done once a night, and once when it has never been done. It must bear being done twice."""
    _jobs[name] = Job(name, work)


def jobs() -> Iterator[Job]:
    yield from _jobs.values()


def run_due(
    *, now: datetime, clock: Callable[[], datetime], stopped: Callable[[], bool] = lambda: False
) -> list[str]:
    """Do what is due, one after another; which of it went well. What fails is logged, and holds up nothing else."""
    return [job.name for job in list(jobs()) if not stopped() and take(job, now) and carry_out(job, clock)]


def take(job: Job, now: datetime) -> bool:
    """True for one of all who ask."""
    if not JobRun.objects.filter(job=job.name).exists():
        try:
            with transaction.atomic():
                JobRun.objects.create(job=job.name, due_at=now)
        except IntegrityError:
            # Another worker was first; one of us takes the row below.
            pass
    free = Q(held_until__isnull=True) | Q(held_until__lte=now)
    found = JobRun.objects.filter(free, job=job.name, due_at__lte=now)
    return found.update(held_until=now + HELD) == 1


def carry_out(job: Job, clock: Callable[[], datetime]) -> bool:
    """Whether it went well."""
    try:
        job.work(clock())
    except Exception:
        logger.exception("job_failed", job=job.name)
        _let_go(job, due_at=clock() + AGAIN)
        return False
    now = clock()
    _let_go(job, due_at=job.next_after(now), done_at=now)
    logger.info("job_done", job=job.name)
    return True


def _let_go(job: Job, **values: datetime) -> None:
    JobRun.objects.filter(job=job.name).update(held_until=None, **values)
