"""The whole business case as JSON, for other programs: every line, every year, and what each amount is made of."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import override

from schuifaan.apps.dossiers.paper.business import Report, report_of
from schuifaan.apps.dossiers.paper.business_shape import (
    AmountFile,
    AnswerFile,
    BreakEvenFile,
    BusinessCaseFile,
    ConditionFile,
    ConflictFile,
    DutyFile,
    GivesFile,
    GoodsFile,
    IncomeSourceFile,
    InputFile,
    LineFile,
    RefFile,
    SaidFile,
    SourceFile,
    StopFile,
    SwingFile,
    TotalsFile,
    YearFile,
)
from schuifaan.apps.dossiers.paper.case import Case, disclaimer
from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.finance.lines import Line
from schuifaan.core.method.finance.rules import Conflict
from schuifaan.core.method.finance.sensitivity import sensitivity
from schuifaan.core.method.finance.shapes import Capital, Released
from schuifaan.core.method.finance.sources import SourceVerdict
from schuifaan.core.method.finance.years import Stop, YearRow
from schuifaan.core.method.knowledge import Citation, Text
from schuifaan.core.method.reasons import Ref


def as_json(case: Case) -> bytes:
    return (file_of(case).model_dump_json(indent=2) + "\n").encode()


def file_of(case: Case) -> BusinessCaseFile:
    return _Writing(report_of(case)).file()


class _Writing:
    """One file while it is written: the sources get their numbers as they are named."""

    def __init__(self, report: Report) -> None:
        self.case, self.sums = report.case, report.sums
        self.numbers: dict[Citation, int] = {}
        self.titles = {one.id: one.title for one in report.case.knowledge.documents}

    def file(self) -> BusinessCaseFile:
        sums, case = self.sums, self.case
        counted = {line.key for line in sums.income}
        swings = sensitivity(case.answers, case.knowledge, today=case.today, local=case.local)
        return BusinessCaseFile(
            title=case.title,
            made_at=case.now,
            disclaimer=_disclaimer(),
            first_year=sums.period.first,
            years_counted=sums.period.count,
            in_hand=sums.in_hand,
            answer=AnswerFile(
                has_sums=sums.has_sums,
                is_lawful=sums.is_lawful,
                closes=bool(sums.all_costs) and sums.closes and sums.is_lawful,
                gap_opens=sums.gap_opens,
                runs_out=sums.runs_out,
            ),
            totals=self.totals(),
            investments=self.lines(sums.investments),
            costs=self.lines(sums.costs),
            income=self.lines(sums.income),
            not_counted_on=self.lines(line for line in sums.possible if line.key not in counted),
            years=_years(sums.years),
            scenarios={name: _years(rows) for name, rows in sums.scenarios.items()},
            stops=tuple(_stop(one) for one in sums.stops),
            structural_cover=sums.cover.ratio,
            break_even=self.break_even(),
            cost_per_hour=self.maybe(sums.unit_costs.per_hour),
            cost_per_home=self.maybe(sums.unit_costs.per_home),
            sensitivity=tuple(
                SwingFile(name=_said(one.name), low=one.low, high=one.high, ref=_ref(one.ref))
                for one in swings
            ),
            income_sources=tuple(self.income_source(one) for one in sums.verdicts),
            conflicts=tuple(self.conflict(one) for one in sums.conflicts),
            gives=GivesFile(
                hours_a_week=Decimal(sums.gives.hours or 0),
                goods=tuple(GoodsFile(number=number, name=name) for number, name in sums.gives.goods),
            ),
            duty=DutyFile(delivered_on=sums.duty.delivered_on, until=sums.duty.until, runs=sums.duty.runs)
            if sums.duty
            else None,
            sources=tuple(self.source(one, number) for one, number in self.numbers.items()),
        )

    def totals(self) -> TotalsFile:
        first = self.sums.years[0]
        return TotalsFile(
            investment=sum(
                line.shape.cents for line in self.sums.investments if isinstance(line.shape, Capital)
            ),
            paid_for_investment=sum(
                line.shape.cents for line in self.sums.income if isinstance(line.shape, Released)
            ),
            costs=first.costs,
            income=first.income,
            result=first.result,
        )

    def lines(self, lines: Iterable[Line]) -> tuple[LineFile, ...]:
        return tuple(self.line(one) for one in lines)

    def line(self, line: Line) -> LineFile:
        return LineFile(
            key=line.key,
            name=_said(line.name),
            group=line.group,
            horizon=line.horizon,
            chance=line.chance,
            party=line.party,
            at_once=line.shape.cents if isinstance(line.shape, (Capital, Released)) else None,
            years=line.years,
            counted=line.in_scenario("expected"),
            amount=self.amount(line.amount),
            ref=_ref(line.ref) if line.ref else None,
        )

    def maybe(self, amount: Amount | None) -> AmountFile | None:
        return None if amount is None else self.amount(amount)

    def amount(self, one: Amount) -> AmountFile:
        return AmountFile(
            name=_said(one.name),
            cents=one.cents,
            per=one.per,
            year=one.year,
            formula=_said(one.formula),
            inputs=tuple(
                self.amount(part) if isinstance(part, Amount) else self.input(part) for part in one.inputs
            ),
            about=one.about,
            sources=self.named(one.source),
            status=one.status,
        )

    def input(self, one: Input) -> InputFile:
        return InputFile(
            name=_said(one.name),
            value=Decimal(one.value),
            unit=one.unit,
            origin=one.origin,
            ref=_ref(one.ref) if one.ref else None,
            about=one.about,
            sources=self.named(one.source),
            status=one.status,
        )

    def break_even(self) -> BreakEvenFile:
        even = self.sums.break_even
        return BreakEvenFile(
            capacity=even.capacity,
            booked=even.booked,
            occupancy=even.occupancy,
            needed=even.needed,
            needed_occupancy=even.needed_occupancy,
            rent=self.maybe(even.rent),
            points=even.points,
        )

    def income_source(self, verdict: SourceVerdict) -> IncomeSourceFile:
        source = verdict.source
        return IncomeSourceFile(
            id=source.id,
            code=source.code,
            name=_said(source.name),
            counted_on=source.id in self.sums.situation.used,
            state=verdict.state,
            horizon=verdict.horizon,
            closed_since=verdict.closed_since,
            conditions=tuple(
                ConditionFile(
                    id=one.condition.id,
                    code=one.condition.code,
                    kind=one.condition.kind,
                    text=_said(one.condition.text),
                    result=one.result,
                    if_not=_said(one.condition.if_not) if one.condition.if_not else None,
                    would_change=_said(one.condition.would_change) if one.condition.would_change else None,
                    missing=one.missing,
                    sources=self.named(one.condition.source),
                    status=one.condition.status,
                )
                for one in verdict.conditions
            ),
        )

    def conflict(self, one: Conflict) -> ConflictFile:
        rule = one.rule
        return ConflictFile(
            rule=rule.id,
            code=rule.code,
            severity=rule.severity,
            about=one.sources,
            text=_said(rule.text),
            advice=_said(rule.advice),
            missing=one.missing,
            sources=self.named(rule.source),
        )

    def named(self, citations: tuple[Citation, ...]) -> tuple[int, ...]:
        return tuple(self.numbers.setdefault(one, len(self.numbers) + 1) for one in citations)

    def source(self, one: Citation, number: int) -> SourceFile:
        return SourceFile(
            number=number,
            document=one.document,
            title=self.titles.get(one.document or ""),
            part=one.part,
            heading=one.heading,
            page=one.page,
            url=str(one.url) if one.url else None,
            checked_on=one.checked_on,
        )


def _years(rows: tuple[YearRow, ...]) -> tuple[YearFile, ...]:
    return tuple(
        YearFile(
            year=row.year,
            costs=row.costs,
            structural=row.structural,
            multi_year=row.multi_year,
            incidental=row.incidental,
            income=row.income,
            result=row.result,
            balance=row.balance,
        )
        for row in rows
    )


def _stop(one: Stop) -> StopFile:
    return StopFile(line=one.line.key, last_year=one.last_year, missing=one.missing, runs_out=one.runs_out)


def _said(text: Text) -> SaidFile:
    return SaidFile(nl=text.nl, en=text.en)


def _disclaimer() -> SaidFile:
    with override("nl"):
        dutch = str(disclaimer().text)
    with override("en"):
        return SaidFile(nl=dutch, en=str(disclaimer().text))


def _ref(ref: Ref) -> RefFile:
    return RefFile(question=ref.question, item=ref.item)
