"""The dossiers a person sees, a page at a time."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.finding import dossiers_of
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.people.rules import running_roles

PAGE = 20


@dataclass(frozen=True, slots=True)
class DossierPage:
    rows: tuple[Dossier, ...]
    next_cursor: str


def page_of_dossiers(user: User, *, before: str = "", put_away: bool = False) -> DossierPage:
    """The newest changed first; `before` is the cursor of the page before. Two queries."""
    found = dossiers_of(user).filter(archived_at__isnull=not put_away)
    found = found.order_by("-changed_at", "-pk").defer("knowledge_prints")
    cursor = _read(before)
    if cursor is not None:
        at, pk = cursor
        found = found.filter(Q(changed_at__lt=at) | Q(changed_at=at, pk__lt=pk))
    rows = list(found[: PAGE + 1])
    more = len(rows) > PAGE
    last = rows[PAGE - 1] if more else None
    return DossierPage(
        tuple(rows[:PAGE]), f"{last.changed_at.isoformat()}_{last.pk}" if last is not None else ""
    )


def _read(cursor: str) -> tuple[datetime, int] | None:
    """A cursor somebody changed by hand shows the first page."""
    at, _, pk = cursor.rpartition("_")
    try:
        read = datetime.fromisoformat(at.replace(" ", "+"))
        return (read, int(pk)) if read.tzinfo is not None else None
    except ValueError:
        return None


def my_organisations(user: User) -> tuple[Organisation, ...]:
    """Those a dossier of `user` may belong to."""
    at = {organisation_id for organisation_id, _role in running_roles(user)}
    return tuple(Organisation.objects.filter(pk__in=at).order_by("name")) if at else ()
