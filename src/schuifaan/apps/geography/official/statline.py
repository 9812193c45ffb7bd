"""Figures from the open data service of the statistics office (OData 3), and of the health institute there."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from schuifaan.apps.geography.enums import INDICATORS
from schuifaan.apps.geography.official.client import OfficialClient, ServiceFailed
from schuifaan.apps.geography.reading import FigureRow, FiguresRead, PostcodeRow, RowProblem
from schuifaan.apps.geography.reading.codes import read_code
from schuifaan.apps.geography.reading.columns import HEALTH, SERVICE, SERVICE_POSTCODE
from schuifaan.apps.geography.reading.figures import is_postcode, out_of_range
from schuifaan.apps.geography.reading.numbers import NotANumber, read_number
from schuifaan.apps.geography.reading.table import year_in

KEY_FIGURES_TABLE = "85984NED"
KEY_FIGURES_YEAR = 2024
HEALTH_TABLE = "50120NED"
# Ages as the health table codes them, and "value" rather than one of its margins.
HEALTH_AGES = {"20300": "18", "80200": "65"}
HEALTH_VALUE = "MW00000"
# A page without a limit of a table this wide makes the service fail.
PAGE = 500
MAX_PAGES = 100

Record = Mapping[str, Any]


def fetch_key_figures(client: OfficialClient, code: str) -> FiguresRead:
    reader = _Records("cbs-kwb")
    for number, record in enumerate(_records(client, KEY_FIGURES_TABLE, _of(code)), start=1):
        if area := reader.area(number, record, code):
            for name, value in record.items():
                stem = _stem(name)
                if key := SERVICE.get(stem):
                    reader.figure(number, area, key, KEY_FIGURES_YEAR, value)
                elif stem == SERVICE_POSTCODE:
                    reader.postcode(number, area, value)
    return reader.read(KEY_FIGURES_YEAR, client, code)


def fetch_health(client: OfficialClient, code: str) -> FiguresRead:
    """Of the newest round in the table; areas change codes between rounds."""
    periods = [str(row.get("Key", "")) for row in _records(client, HEALTH_TABLE, "", path="Perioden")]
    newest = max((period for period in periods if year_in(period)), default="")
    year = year_in(newest) or 0
    reader = _Records("rivm-gezondheid")
    for age_code, age in HEALTH_AGES.items():
        wanted = f"{_of(code)} and Leeftijd eq '{age_code}' and Marges eq '{HEALTH_VALUE}' and Perioden eq '{newest}'"
        for number, record in enumerate(_records(client, HEALTH_TABLE, wanted), start=1):
            if area := reader.area(number, record, code):
                for name, value in record.items():
                    if stem := HEALTH.get(_stem(name).casefold()):
                        reader.figure(number, area, f"{stem}_{age}", year, value)
    return reader.read(year, client, code)


def _of(code: str) -> str:
    """Areas of one municipality; codes are padded there, so their beginnings are compared."""
    digits = code[2:]
    parts = (f"startswith(WijkenEnBuurten,'{prefix}{digits}')" for prefix in ("GM", "WK", "BU"))
    return f"({' or '.join(parts)})"


def _stem(name: str) -> str:
    """`AantalInwoners_5` without the number, which differs from year to year."""
    stem, underscore, number = name.rpartition("_")
    return stem if underscore and number.isdigit() else name


def _records(
    client: OfficialClient, table: str, wanted: str, *, path: str = "TypedDataSet"
) -> Iterator[Record]:
    address = f"{table}/{path}"
    skipped = 0
    params: dict[str, str] | None = _page_of(wanted, skipped)
    for _page in range(MAX_PAGES):
        answer = client.get(address, params)
        if not isinstance(answer, dict) or not isinstance(answer.get("value"), list):
            raise ServiceFailed(_("%s geeft een antwoord dat we niet kennen.") % client.host)
        yield from (record for record in answer["value"] if isinstance(record, dict))
        skipped += len(answer["value"])
        if more := answer.get("odata.nextLink") or answer.get("@odata.nextLink"):
            address, params = str(more), None
        elif len(answer["value"]) < PAGE:
            return
        else:
            address, params = f"{table}/{path}", _page_of(wanted, skipped)
    raise ServiceFailed(_("%s stuurt meer dan we verwachten. Er is niets ingelezen.") % client.host)


def _page_of(wanted: str, skipped: int) -> dict[str, str]:
    page = {"$format": "json", "$top": str(PAGE), "$skip": str(skipped)}
    return page | {"$filter": wanted} if wanted else page


class _Records:
    """Rows of one table gathered from its records; one bad cell is one problem."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.figures: dict[tuple[str, str], FigureRow] = {}
        self.postcodes: list[PostcodeRow] = []
        self.problems: list[RowProblem] = []

    def area(self, number: int, record: Record, municipality: str) -> str | None:
        told = str(record.get("WijkenEnBuurten") or record.get("Codering_3") or "")
        code = read_code(told)
        if code is None:
            self.problems.append(
                RowProblem(number, "WijkenEnBuurten", _("“%s” is geen officiële code.") % told[:40])
            )
        return code if code and code[2:6] == municipality[2:] else None

    def figure(self, number: int, area: str, key: str, year: int, told: Any) -> None:
        try:
            value = read_number("" if told is None else str(told))
        except NotANumber:
            self.problems.append(RowProblem(number, key, _("“%s” is geen getal.") % str(told)[:40]))
            return
        if value is not None and (reason := out_of_range(value, INDICATORS[key].unit)):
            self.problems.append(RowProblem(number, key, reason))
            return
        self.figures[area, key] = FigureRow(number, area, key, year, value)

    def postcode(self, number: int, area: str, told: Any) -> None:
        text = str(told or "").strip()
        if area.startswith("BU") and is_postcode(text):
            self.postcodes.append(PostcodeRow(number, area, text))

    def read(self, year: int, client: OfficialClient, code: str) -> FiguresRead:
        if not self.figures and not self.problems:
            raise ServiceFailed(
                _("%(host)s heeft geen cijfers van %(code)s.") % {"host": client.host, "code": code}
            )
        figures = tuple(self.figures.values())
        return FiguresRead(self.source, year, figures, tuple(self.postcodes), tuple(self.problems))
