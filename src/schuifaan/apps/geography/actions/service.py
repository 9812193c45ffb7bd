"""Of one municipality everything the official services have, fetched first and then imported whole."""

from datetime import datetime

from django.db import transaction

from schuifaan.apps.geography.actions.areas import import_areas
from schuifaan.apps.geography.actions.files import import_figures, sum_of
from schuifaan.apps.geography.actions.reports import ImportRefused, ImportReport
from schuifaan.apps.geography.official.client import OfficialClient
from schuifaan.apps.geography.official.pdok import fetch_areas
from schuifaan.apps.geography.official.statline import fetch_health, fetch_key_figures
from schuifaan.apps.geography.reading.table import year_in


def fetch_municipality(
    *,
    code: str,
    pdok: OfficialClient,
    cbs: OfficialClient,
    rivm: OfficialClient,
    now: datetime,
) -> ImportReport:
    """The network first: a service that fails leaves the database as it was."""
    areas = fetch_areas(pdok, code)
    tables = [fetch_key_figures(cbs, code), fetch_health(rivm, code)]
    problems = [*areas.problems, *(problem for table in tables for problem in table.problems)]
    if problems:
        raise ImportRefused(problems)
    with transaction.atomic():
        tally = import_areas(rows=areas.rows, year=year_in(pdok.base_url), now=now)
        return ImportReport(areas=tally) + sum_of(import_figures(table, now=now) for table in tables)
