"""The tasks of a dossier, grouped by what is most pressing."""

from dataclasses import dataclass
from datetime import date

from schuifaan.apps.dossiers.models import Dossier, Task

MOST_DONE = 100


@dataclass(frozen=True, slots=True)
class TaskList:
    late: tuple[Task, ...]
    coming: tuple[Task, ...]
    undated: tuple[Task, ...]
    done: tuple[Task, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.late or self.coming or self.undated or self.done)


def tasks_of(dossier: Dossier, *, today: date) -> TaskList:
    """All that is open, the soonest first, and what was done last. Two queries."""
    open_now = list(dossier.tasks.filter(done_at__isnull=True).order_by("due_date", "pk"))
    return TaskList(
        late=tuple(task for task in open_now if task.due_date is not None and task.due_date < today),
        coming=tuple(task for task in open_now if task.due_date is not None and task.due_date >= today),
        undated=tuple(task for task in open_now if task.due_date is None),
        done=tuple(dossier.tasks.filter(done_at__isnull=False).order_by("-done_at", "-pk")[:MOST_DONE]),
    )


def task_at(dossier: Dossier, pk: int) -> Task | None:
    return dossier.tasks.select_related("dossier__organisation").filter(pk=pk).first()
