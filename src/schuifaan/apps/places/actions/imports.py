"""Taking over a list of places: offered, checked in a dry run, then whole or not at all."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.actions.import_writing import Difference, differences, write
from schuifaan.apps.places.enums import ImportStatus
from schuifaan.apps.places.importing.checking import check_list, read_rows
from schuifaan.apps.places.importing.columns import ListReading
from schuifaan.apps.places.importing.reading import read_table
from schuifaan.apps.places.importing.report import ImportReport
from schuifaan.apps.places.importing.table import Refusal, Table
from schuifaan.apps.places.models import ColumnMapping, PlaceImport
from schuifaan.apps.places.queries.imports import known_places, reading_for


class ImportRefused(Exception):  # noqa: N818 - it says what went wrong
    """The list is not taken over, for these reasons; nothing was written."""

    def __init__(self, message: str, refused: Iterable[Refusal] = ()) -> None:
        super().__init__(message)
        self.refused = list(refused)


@transaction.atomic
def offer_list(
    *,
    content: bytes,
    filename: str,
    source: str,
    organisation: Organisation | None,
    by: User | None,
    now: datetime,
) -> PlaceImport:
    """Keep the file until it is taken over, with a first guess of its columns; raises FileRefused."""
    _check(by)
    table = read_table(content, at_most=settings.UPLOAD_MAX_BYTES)
    return PlaceImport.objects.create(
        organisation=organisation,
        source=source[:80],
        filename=filename[:200],
        content=content,
        mapping=reading_for(table.columns, organisation).as_json(),
        offered_by=by,
        offered_at=now,
    )


@transaction.atomic
def check_offered_list(
    *, offered: PlaceImport, reading: ListReading, by: User | None, now: datetime
) -> ImportReport:
    """The dry run: what would change, and every reason why the list cannot be taken over."""
    _check(by)
    table = table_of(offered)
    report, _found = _plan(offered, table, reading, now)
    offered.mapping = reading.as_json()
    offered.report = report.as_json()
    offered.status = ImportStatus.REFUSED if report.refused else ImportStatus.READY
    offered.save(update_fields=["mapping", "report", "status"])
    _remember(offered, table, reading, now)
    return report


@transaction.atomic
def take_over_list(*, offered: PlaceImport, by: User | None, now: datetime) -> ImportReport:
    """Write the whole list, or nothing; raises ImportRefused."""
    _check(by)
    offered = PlaceImport.objects.select_for_update().get(pk=offered.pk)
    if offered.status == ImportStatus.APPLIED:
        raise ImportRefused(_("Deze lijst is al overgenomen."))
    reading = ListReading.from_json(offered.mapping)
    # Checked again: places may have changed since the dry run.
    report, found = _plan(offered, table_of(offered), reading, now)
    if report.refused:
        raise ImportRefused(
            _("Deze lijst is niet overgenomen: we kunnen niet alle rijen gebruiken."), report.refused
        )
    write(found, source=offered.source, now=now, today=timezone.localdate(now))
    offered.status, offered.applied_at, offered.content = ImportStatus.APPLIED, now, None
    offered.report = report.as_json()
    offered.save(update_fields=["status", "applied_at", "content", "report"])
    _note(offered, report, found, by, now)
    raise_version()
    return report


def import_list(
    *,
    content: bytes,
    filename: str,
    source: str,
    reading: ListReading | None,
    by: User | None,
    now: datetime,
    organisation: Organisation | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """All steps in one, for the command line; raises FileRefused and ImportRefused."""
    offered = offer_list(
        content=content, filename=filename, source=source, organisation=organisation, by=by, now=now
    )
    reading = reading or ListReading.from_json(offered.mapping)
    report = check_offered_list(offered=offered, reading=reading, by=by, now=now)
    if dry_run or report.refused:
        # The file is still on somebody's own disk: no second copy of it here.
        offered.delete()
    if dry_run:
        return report
    if report.refused:
        raise ImportRefused(
            _("Deze lijst is niet overgenomen: we kunnen niet alle rijen gebruiken."), report.refused
        )
    return take_over_list(offered=offered, by=by, now=now)


@transaction.atomic
def discard_list(*, offered: PlaceImport, by: User | None) -> None:
    """Forget a list that was offered; what was taken over before stays."""
    _check(by)
    offered.delete()


def table_of(offered: PlaceImport) -> Table:
    """The rows of a list that was offered and not taken over yet."""
    if offered.content is None:
        raise ImportRefused(_("Deze lijst is al overgenomen. We bewaren het bestand dan niet meer."))
    return read_table(bytes(offered.content), at_most=settings.UPLOAD_MAX_BYTES)


def _check(by: User | None) -> None:
    """Nobody (None) is the person at the server's own command line."""
    if by is not None and not by.has_perm("places.import_places"):
        raise PermissionDenied


def _plan(
    offered: PlaceImport, table: Table, reading: ListReading, now: datetime
) -> tuple[ImportReport, list[Difference]]:
    rows, refused = read_rows(table, reading)
    known = known_places(
        source=offered.source, organisation=offered.organisation, today=timezone.localdate(now)
    )
    checked = check_list(rows, refused, known, reading)
    report = ImportReport(refused=list(checked.refused), skipped=list(checked.skipped))
    taken = []
    for read, match in checked.rows:
        if match is not None and match.is_kept:
            report.kept.append((read.row, read.values["name"]))
        else:
            taken.append((read, match))
    found = differences(taken, source=offered.source, now=now)
    for item in found:
        name = item.read.values["name"]
        if item.is_new:
            report.new.append((item.read.row, name))
        elif item.changes:
            report.changed.append((item.read.row, name, item.changes))
        else:
            report.same += 1
    return report, found


def _remember(offered: PlaceImport, table: Table, reading: ListReading, now: datetime) -> None:
    ColumnMapping.objects.update_or_create(
        organisation=offered.organisation,
        name=offered.source,
        defaults={"columns": sorted(table.columns), "mapping": reading.as_json(), "used_at": now},
    )


def _note(
    offered: PlaceImport, report: ImportReport, found: list[Difference], by: User | None, now: datetime
) -> None:
    scope = f"organisation:{offered.organisation_id}" if offered.organisation_id else f"import:{offered.pk}"
    counts = {"new": [0, len(report.new)], "changed": [0, len(report.changed)]}
    record(verb="places.imported", scope=scope, by=by, now=now, subject=offered.filename, changes=counts)
    for item in found:
        if not item.is_new and item.changes:
            record(
                verb="place.imported",
                scope=item.place.audit_scope,
                by=by,
                now=now,
                subject=item.place.name,
                changes=item.changes,
            )
