"""A business case as plain text, so that a person can review what the engine says about a case."""

from collections.abc import Iterator

from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.case import BusinessCase
from schuifaan.core.method.finance.finding import Found
from schuifaan.core.method.finance.lines import Line


def told(case: BusinessCase, found: Found, *, language: str = "nl") -> str:
    parts = (
        _outcome(case),
        _lines("Investment", case.investments, language),
        _lines("Costs", case.costs, language),
        _lines("Income counted on", case.income, language),
        _lines("Possible as well", tuple(one for one in case.possible if one not in case.income), language),
        _years(case),
        _law(case, language),
        _why(case, language),
        _best(found, language),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02}"


def _outcome(case: BusinessCase) -> Iterator[str]:
    yield f"# {case.period.first} to {case.period.last}"
    yield f"closes {case.closes}, lawful {case.is_lawful}, gap opens {case.gap_opens}, runs out {case.runs_out}"
    yield f"structural cover {case.cover.ratio}"
    even = case.break_even
    yield (
        f"day-parts: capacity {even.capacity}, booked {even.booked.normalize():f} ({even.occupancy} %), "
        f"needed {even.needed} ({even.needed_occupancy} %), rent {_cents(even.rent)}"
    )
    yield f"per open hour {_cents(case.unit_costs.per_hour)}, per home a month {_cents(case.unit_costs.per_home)}"
    yield f"given beside it: {case.gives.hours} hours a week"
    if case.duty is not None:
        yield f"duties of the SOO until {case.duty.until}"


def _cents(amount: Amount | None) -> str:
    return euros(amount.cents) if amount is not None else "unknown"


def _lines(title: str, lines: tuple[Line, ...], language: str) -> Iterator[str]:
    if not lines:
        return
    yield from ("", f"## {title}")
    for line in lines:
        chance = "" if line.chance == 100 else f", chance {line.chance}"
        horizon = f" ({line.horizon}{chance})" if line.side == "income" else ""
        yield f"{line.name.said(language)}{horizon}: {euros(line.years[0])} … {euros(line.years[-1])}"


def _years(case: BusinessCase) -> Iterator[str]:
    yield from ("", "## Years: costs, structural, multi-year, incidental, result, in hand")
    for row in case.years:
        numbers = (row.costs, row.structural, row.multi_year, row.incidental, row.result, row.balance)
        yield f"{row.year}: {', '.join(euros(number) for number in numbers)}"
    for stop in case.stops:
        yield f"stops after {stop.last_year}: {stop.line.name.nl}, {euros(stop.missing)}"


def _law(case: BusinessCase, language: str) -> Iterator[str]:
    yield from ("", "## Sources")
    for one in case.verdicts:
        failing = " ".join(verdict.condition.code for verdict in one.failing)
        unknown = " ".join(verdict.condition.code for verdict in one.open)
        yield (
            f"{one.source.code} {one.source.name.said(language)}: {one.state}"
            + (f", not met {failing}" if failing else "")
            + (f", not known {unknown}" if unknown else "")
        )
    for clash in case.conflicts:
        yield f"! {clash.rule.code} {clash.rule.severity}: {clash.rule.text.said(language)}"


def _why(case: BusinessCase, language: str) -> Iterator[str]:
    yield from ("", "## Why")
    for line in (*case.all_costs, *case.possible):
        yield from _tree(line.amount, language, 0)


def _tree(amount: Amount, language: str, depth: int) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}- {amount.name.said(language)} = {euros(amount.cents)} per {amount.per}: {amount.formula.said(language)}"
    for one in amount.inputs:
        if isinstance(one, Amount):
            yield from _tree(one, language, depth + 1)
        else:
            yield f"{indent}  · {one.name.said(language)}: {_value(one)} ({one.origin})"


def _value(one: Input) -> str:
    return euros(int(one.value)) if one.unit == "eur" else f"{one.value} {one.unit}"


def _best(found: Found, language: str) -> Iterator[str]:
    yield from ("", f"## Best sets, {found.aim}: closes {found.closes}")
    for choice in found.choices:
        names = ", ".join(one.source.id.removeprefix("income.") for one in choice.brings) or "nothing"
        yield f"- {names}: {choice.why.said(language)}"
    for change in found.changes:
        yield f"~ {change.text.said(language)}"
