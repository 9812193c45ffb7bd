"""Outlines from PDOK: the collections gemeenten, wijken and buurten of the OGC API Features."""

from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.geography.official.client import OfficialClient, ServiceFailed
from schuifaan.apps.geography.reading import AreaRow, Reading, read_features
from schuifaan.apps.geography.reading.table import year_in

COLLECTIONS = ("gemeenten", "wijken", "buurten")
PAGE = "500"
MAX_PAGES = 50


def fetch_areas(client: OfficialClient, code: str) -> Reading[AreaRow]:
    rows: list[AreaRow] = []
    year = year_in(client.base_url)
    for collection in COLLECTIONS:
        document = {"features": _features(client, collection, code)}
        reading = read_features(document, year=year)
        if reading.problems:
            return Reading((), reading.problems)
        # A service that does not know the filter would answer with the whole country.
        ours = [row for row in reading.rows if row.municipality_code == code]
        if not ours:
            raise ServiceFailed(
                _("%(host)s heeft geen %(what)s van %(code)s.")
                % {"host": client.host, "what": collection, "code": code}
            )
        rows.extend(ours)
    return Reading(tuple(rows))


def _features(client: OfficialClient, collection: str, code: str) -> list[Any]:
    features: list[Any] = []
    path: str | None = f"collections/{collection}/items"
    params: dict[str, str] | None = {"f": "json", "gemeentecode": code, "limit": PAGE}
    for _page in range(MAX_PAGES):
        if path is None:
            return features
        answer = client.get(path, params)
        if not isinstance(answer, dict) or not isinstance(answer.get("features"), list):
            raise ServiceFailed(_("%s geeft een antwoord dat we niet kennen.") % client.host)
        features.extend(answer["features"])
        path, params = _next(answer), None
    raise ServiceFailed(_("%s stuurt meer dan we verwachten. Er is niets ingelezen.") % client.host)


def _next(answer: dict[str, Any]) -> str | None:
    """The address of the next page; it carries the filter with it."""
    links = answer.get("links") or []
    return next((link["href"] for link in links if link.get("rel") == "next" and link.get("href")), None)
