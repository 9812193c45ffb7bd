"""The look of the workbook with formulas: text that stays text, amounts in euros, and cells to fill in."""

import textwrap
from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from schuifaan.ui.paper.signs import readable
from schuifaan.ui.paper.workbook import MOST_IN_CELL

MONEY = '"€" #,##0.00;-"€" #,##0.00'
PERCENT = "0.00"
WHOLE = "0"
A4 = 9
# So many years fit on the width of a sheet of paper.
YEARS_ON_PAPER = 10

_HEAD = PatternFill("solid", fgColor="8C3019")
_BLOCK = PatternFill("solid", fgColor="F3E4DC")
_INPUT = PatternFill("solid", fgColor="FFF8DC")
_LINE = Side(style="thin", color="8C3019")
_HAIR = Side(style="hair", color="999999")
_FORMULA_SIGNS = ("=", "+", "-", "@")

MONEY_WIDTH = 14
# In points; a row cannot be higher than 409.
LINE_HIGH, MOST_HIGH = 15, 405

Number = Decimal | int | None


class Page:
    """One sheet, filled from the top down."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 0
        self._wrapped: dict[int, list[tuple[int, str]]] = {}

    def address(self, column: int, row: int) -> str:
        """A cell as other sheets name it."""
        return f"{quote_sheetname(self.sheet.title)}!${get_column_letter(column)}${row}"

    def text(self, column: int, words: str, *, bold: bool = False, row: int = 0) -> Cell:
        """Whatever it begins with, it is text."""
        cell = self._cell(column, row)
        cell.value = readable(words)[:MOST_IN_CELL]
        cell.data_type = "s"
        cell.quotePrefix = words.startswith(_FORMULA_SIGNS)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = _font(bold=bold)
        self._wrapped.setdefault(self.row, []).append((column, words))
        return cell

    def formula(self, column: int, formula: str, *, shape: str = MONEY) -> Cell:
        cell = self._cell(column)
        cell.value = f"={formula}"
        cell.number_format = shape
        cell.alignment = Alignment(vertical="top")
        cell.font = _font()
        return cell

    def same_text(self, column: int, address: str, words: str) -> None:
        """What stands in another cell; `words` is what stands there now, for the height of the row."""
        self.formula(column, address, shape="@").alignment = Alignment(wrap_text=True, vertical="top")
        self._wrapped.setdefault(self.row, []).append((column, words))

    def entry(self, column: int, value: Number | str, *, shape: str = WHOLE) -> str:
        """A cell to change; gives its address. A text beginning with "=" is a formula of ours."""
        cell = self._cell(column)
        cell.value = value
        cell.number_format = shape
        cell.fill = _INPUT
        cell.border = Border(bottom=_HAIR, top=_HAIR, left=_HAIR, right=_HAIR)
        cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
        cell.font = _font()
        return self.address(column, self.row)

    def choice(self, column: int, value: str, options: tuple[str, ...]) -> str:
        """A cell with one of a few words."""
        address = self.entry(column, value)
        rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
        self.sheet.add_data_validation(rule)
        rule.add(self.sheet.cell(self.row, column))
        return address

    def title(self, words: str) -> None:
        self.next()
        self.long(words, font=_font(bold=True, size=14))

    def long(self, words: str, *, font: Font | None = None) -> None:
        """A sentence that runs on over the columns beside it."""
        cell = self.text(1, words)
        cell.alignment = Alignment(wrap_text=False)
        cell.font = font or _font()
        self._wrapped.pop(self.row, None)

    def head(self, words: Iterable[str]) -> None:
        self.next()
        for column, word in enumerate(words, 1):
            self.text(column, word)
            self._as_head(column)

    def year_head(self, words: tuple[str, ...], first_year: str, count: int) -> None:
        """The names of the first columns, and the years as formulas from the first year on."""
        self.head(words)
        for number in range(count):
            column = len(words) + 1 + number
            before = f"{get_column_letter(column - 1)}{self.row}+1"
            self.formula(column, before if number else first_year, shape=WHOLE)
            self._as_head(column)
            self.sheet.cell(self.row, column).alignment = Alignment(horizontal="right")

    def block(self, words: str, width: int) -> None:
        """The name of what follows, over the whole width."""
        self.next()
        for column in range(1, width + 1):
            self.sheet.cell(self.row, column).fill = _BLOCK
        self.long(words, font=_font(bold=True))

    def as_total(self, width: int) -> None:
        """The row that was just written is a sum."""
        for column in range(1, width + 1):
            cell = self.sheet.cell(self.row, column)
            cell.font = _font(bold=True)
            cell.border = Border(top=_LINE)

    def next(self, skip: int = 0) -> None:
        self.row += 1 + skip

    def fit(self, widths: Iterable[int]) -> None:
        """How wide the columns are, and each row as high as its texts need; not every program sees to that."""
        wide = dict(enumerate(widths, 1))
        for column, width in wide.items():
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        for row, texts in self._wrapped.items():
            lines = max(_lines(words, wide.get(column, MONEY_WIDTH)) for column, words in texts)
            if lines > 1:
                self.sheet.row_dimensions[row].height = min(MOST_HIGH, lines * LINE_HIGH)

    def print_on_a4(self, *, years: int = 0, title_row: int = 0, title_columns: str | None = None) -> None:
        """Lying, as wide as the paper; a plan of many years takes more sheets side by side."""
        setup = self.sheet.page_setup
        setup.orientation, setup.paperSize = "landscape", A4
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        setup.fitToWidth, setup.fitToHeight = 1 + max(0, years - 1) // YEARS_ON_PAPER, 0
        self.sheet.page_margins.left = self.sheet.page_margins.right = 0.4
        self.sheet.page_margins.top = self.sheet.page_margins.bottom = 0.75
        self.sheet.page_margins.header = self.sheet.page_margins.footer = 0.3
        if title_row:
            self.sheet.print_title_rows = f"{title_row}:{title_row}"
        if title_columns:
            self.sheet.print_title_cols = title_columns
        footer = HeaderFooterItem()
        footer.left.text, footer.right.text = "&A", "&P / &N"
        self.sheet.HeaderFooter.oddFooter = footer

    def _as_head(self, column: int) -> None:
        cell = self.sheet.cell(self.row, column)
        cell.font = _font(bold=True, color="FFFFFF")
        cell.fill = _HEAD

    def _cell(self, column: int, row: int = 0) -> Cell:
        # No cells are merged here.
        return cast("Cell", self.sheet.cell(row or self.row, column))


def _font(*, bold: bool = False, size: int = 11, color: str | None = None) -> Font:
    return Font(name="Calibri", bold=bold, size=size, color=color)


def _lines(words: str, width: int) -> int:
    """On how many lines a text stands in a column of so many digits wide."""
    return sum(len(textwrap.wrap(line, max(1, width - 1))) or 1 for line in words.splitlines()) or 1
