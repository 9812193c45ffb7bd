"""From a dossier to the best sets of sources: what may be in them, which close, and what would close the budget."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from schuifaan.core.method.answers import Answers, as_number
from schuifaan.core.method.finance.amounts import Amount, Input, rounded
from schuifaan.core.method.finance.case import BusinessCase, business_case
from schuifaan.core.method.finance.facts import Local, Situation
from schuifaan.core.method.finance.granting import granted
from schuifaan.core.method.finance.income_parts import ASSUMPTIONS, OWN
from schuifaan.core.method.finance.levers import levers_of, said_change
from schuifaan.core.method.finance.lines import Line, summed
from schuifaan.core.method.finance.rules import conflicts, excluded_pairs
from schuifaan.core.method.finance.shapes import Released
from schuifaan.core.method.finance.solving import (
    Aim,
    Candidate,
    Choice,
    Lever,
    Problem,
    best,
    closes,
    smallest_changes,
)
from schuifaan.core.method.finance.sources import SourceVerdict
from schuifaan.core.method.finance.sources import verdicts as verdicts_of
from schuifaan.core.method.finance.why import why_before
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.money import IncomeSource
from schuifaan.core.method.reasons import Ref

USE = "money.use"
OWN_KINDS = frozenset({"own", "own_once"})
AIMS: dict[str, Aim] = {
    "least_rent": "least_rent",
    "least_temporary": "least_temporary",
    "fewest_parties": "fewest_parties",
}
ACCESS = {
    "neighbourhood": Text(
        nl="Open de deur ook voor de buurt. Dan zijn er inkomsten waarmee het uitkomt.",
        en="Open the door to the neighbourhood too. Then there is income that makes it work out.",
    ),
    "residents": Text(
        nl="Houd de ruimte alleen voor de huurders. Dan zijn er inkomsten waarmee het uitkomt.",
        en="Keep the room for the tenants only. Then there is income that makes it work out.",
    ),
}
SAID_NO = Text(nl="Jullie zeiden dat je dit niet doet.", en="You said that you do not do this.")
NOT_MET = Text(nl="Een voorwaarde klopt niet.", en="A condition does not hold.")
CLOSED = Text(nl="Je kunt dit niet meer aanvragen.", en="This can no longer be applied for.")
NOT_FOR_TYPE = Text(
    nl="Deze inkomst hoort volgens het handboek niet bij dit type plek.",
    en="By the handbook this income does not go with this type of place.",
)


@dataclass(frozen=True)
class LeftOut:
    """A source there is an amount for, and why it is in no set."""

    source: IncomeSource
    why: Text


@dataclass(frozen=True)
class Brings:
    """What one source brings, weighed by the chance."""

    source: IncomeSource
    first_year: int
    whole: int  # over all years
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class FoundSet:
    """A set that closes. `why`: what makes it better than the next one, in plain words."""

    brings: tuple[Brings, ...]  # in the order of the knowledge
    # What residents pay more, per home per month on average; None: the number of homes is not known.
    rise: Amount | None
    burden: int  # the same of all homes over all years
    temporary: int
    parties: tuple[str, ...]
    end: int  # money in hand at the end of the last year
    open: int  # conditions nobody knows yet
    why: Text

    @property
    def sources(self) -> tuple[IncomeSource, ...]:
        return tuple(one.source for one in self.brings)


@dataclass(frozen=True)
class FoundChange:
    """One change with which some set closes. `units`: cents of the first year, or day-parts a week."""

    kind: str  # "day_part", "cost", "own", "own_once" or "access"
    text: Text
    units: int = 0
    ref: Ref | None = None


@dataclass(frozen=True)
class Found:
    """The best sets for an aim; when none closes, the changes that would do, each by itself, the smallest first."""

    aim: Aim
    closes: bool
    choices: tuple[FoundSet, ...]
    changes: tuple[FoundChange, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Setting:
    """The case and the problem made of it."""

    case: BusinessCase
    verdicts: dict[str, SourceVerdict]
    lines: dict[str, tuple[Line, ...]]
    left_out: tuple[LeftOut, ...]
    problem: Problem
    years: Input  # how many there are


def find(
    answers: Answers,
    knowledge: Knowledge,
    *,
    today: date,
    local: Local | None = None,
    aim: str | None = None,
    count: int = 3,
) -> Found:
    """The best sets of sources on these answers; never raises on what is missing."""
    setting = setting_of(answers, knowledge, today=today, local=local)
    wanted = AIMS.get(aim or answers.text("money.assumptions", "aim"), "least_rent")
    # One more than is shown: the last one has to be better than something too.
    choices = best(setting.problem, wanted, count + 1) if setting.case.has_sums else ()
    changes: tuple[FoundChange, ...] = ()
    if setting.case.has_sums and not choices:
        changes = tuple(_changes(setting, answers, knowledge, today=today, local=local))
    shown = tuple(
        _found_set(one, choices[number + 1 : number + 2], wanted, setting)
        for number, one in enumerate(choices[:count])
    )
    return Found(wanted, bool(choices), shown, changes, setting.left_out)


def setting_of(answers: Answers, knowledge: Knowledge, *, today: date, local: Local | None = None) -> Setting:
    """Every source with an amount that no condition stands in the way of is a candidate."""
    case = business_case(answers, knowledge, today=today, local=local)
    # What is counted on today, and what follows from its sums, says nothing of another set.
    situation = case.situation.without_sums().using(frozenset())
    judged = verdicts_of(situation, answers, knowledge, today=today)
    verdicts = {one.source.id: one for one in judged}
    lines: dict[str, tuple[Line, ...]] = {}
    for line in case.possible:
        if line.group != OWN and line.group in verdicts:
            lines[line.group] = (*lines.get(line.group, ()), line)
    clashing = partial(_clash, situation, knowledge, today=today)
    reasons = {source: _why_not(verdicts[source], answers) or clashing(source) for source in lines}
    left_out = tuple(
        LeftOut(verdicts[source].source, why) for source, why in reasons.items() if why is not None
    )
    lines = {
        one.source.id: lines[one.source.id] for one in judged if reasons.get(one.source.id, SAID_NO) is None
    }
    own = tuple(line for line in case.possible if line.group == OWN)
    costs, income = summed(case.all_costs, case.period), summed(own, case.period)
    problem = Problem(
        candidates=tuple(_candidate(verdicts[source], mine) for source, mine in lines.items()),
        fixed=tuple(plus - minus for plus, minus in zip(income, costs, strict=True)),
        in_hand=case.in_hand,
        excluded=excluded_pairs(situation, knowledge, today=today),
        capital_limit=_capital_limit(case),
    )
    return Setting(case, verdicts, lines, left_out, problem, _years(answers, case))


def _years(answers: Answers, case: BusinessCase) -> Input:
    is_own = bool(as_number(answers.value(ASSUMPTIONS.question, "years")))
    name = Text(nl="Jaren", en="Years")
    return Input(name, Decimal(case.period.count), "years", "own" if is_own else "default", ref=ASSUMPTIONS)


def _why_not(verdict: SourceVerdict, answers: Answers) -> Text | None:
    if answers.text("money.sources", "use", verdict.source.id) == "not":
        return SAID_NO
    if verdict.state == "not_met":
        failing = next((one.condition.if_not for one in verdict.failing if one.condition.if_not), None)
        return failing or NOT_MET
    return {"closed": CLOSED, "not_for_type": NOT_FOR_TYPE}.get(verdict.state)


def _clash(situation: Situation, knowledge: Knowledge, source: str, *, today: date) -> Text | None:
    """A rule that speaks of this source alone, as this plan is."""
    without = {one.rule.id for one in conflicts(situation, knowledge, today=today)}
    return next(
        (
            one.rule.text
            for one in conflicts(situation.using(frozenset({source})), knowledge, today=today)
            if one.rule.severity == "conflict" and not one.rule.between and one.rule.id not in without
        ),
        None,
    )


def _candidate(verdict: SourceVerdict, lines: tuple[Line, ...]) -> Candidate:
    expected = [line.in_scenario("expected") for line in lines]
    years = tuple(sum(cents) for cents in zip(*expected, strict=True))
    stops = sum(
        sum(cents)
        for line, cents in zip(lines, expected, strict=True)
        if line.horizon in {"incidental", "multi_year"}
    )
    return Candidate(
        key=verdict.source.id,
        years=years,
        burden=sum(years) if verdict.source.burdens_residents else 0,
        temporary=stops,
        parties=frozenset(line.party for line in lines if line.party),
        open=len(verdict.open),
        capital=sum(granted(line) for line in lines),
    )


def _capital_limit(case: BusinessCase) -> int | None:
    """Grants for an investment never bring more together than that investment costs."""
    shapes = [line.shape for line in case.possible if isinstance(line.shape, Released)]
    keys = {key for shape in shapes for key in shape.keys}
    if not keys:
        return None
    paid = sum(granted(line) for line in case.possible if line.group == OWN)
    prices = {line.key: getattr(line.shape, "cents", 0) for line in case.investments}
    return max(0, sum(prices.get(key, 0) for key in keys) - paid)


def _found_set(choice: Choice, after: tuple[Choice, ...], aim: Aim, setting: Setting) -> FoundSet:
    mine = [one for one in setting.problem.candidates if one.key in choice.keys]
    homes = setting.case.situation.number("dwellings")
    burden = sum(one.burden for one in mine)
    paid = tuple(line for one in mine if one.burden for line in setting.lines[one.key])
    return FoundSet(
        brings=tuple(
            Brings(
                setting.verdicts[one.key].source,
                one.years[0] if one.years else 0,
                sum(one.years),
                setting.lines[one.key],
            )
            for one in mine
        ),
        rise=_rise(burden, homes, paid, setting) if homes else None,
        burden=burden,
        temporary=sum(one.temporary for one in mine),
        parties=tuple(sorted({party for one in mine for party in one.parties})),
        end=choice.end,
        open=choice.open,
        why=why_before(
            choice, after[0] if after else None, aim, homes=homes, years=setting.case.period.count
        ),
    )


def _rise(burden: int, homes: Decimal, lines: tuple[Line, ...], setting: Setting) -> Amount:
    """On average: the points come in home by home."""
    years = setting.case.period.count
    return Amount(
        rounded(Decimal(burden) / homes / years / 12),
        Text(nl="Bewoners betalen erbij, per woning per maand", en="Residents pay more, per home a month"),
        Text(
            nl="Wat bewoners gemiddeld per jaar erbij betalen ÷ woningen ÷ 12.",
            en="What residents pay more a year on average ÷ homes ÷ 12.",
        ),
        per="home_month",
        inputs=(
            Amount(
                rounded(Decimal(burden) / years),
                Text(
                    nl="Bewoners betalen erbij, gemiddeld per jaar",
                    en="Residents pay more, a year on average",
                ),
                Text(
                    nl="Wat er in alle jaren samen van binnenkomt ÷ het aantal jaren.",
                    en="What comes in of it in all years together ÷ the number of years.",
                ),
                inputs=(*(line.amount for line in lines), setting.years),
            ),
            Input(Text(nl="Woningen", en="Homes"), homes, "homes", ref=Ref("money.homes")),
        ),
    )


def _changes(
    setting: Setting, answers: Answers, knowledge: Knowledge, *, today: date, local: Local | None
) -> Iterator[FoundChange]:
    """The smallest first; then what is missing as own money, and last the door: that is another kind of place."""
    problem, levers = levers_of(setting.problem, setting.case, setting.verdicts, answers)
    for change in sorted(smallest_changes(problem, levers), key=lambda one: one.lever.kind in OWN_KINDS):
        yield FoundChange(
            kind=change.lever.kind,
            text=said_change(change, setting.case),
            units=change.units,
            ref=_ref(change.lever, setting.case),
        )
    now = answers.text(USE, "access")
    for access, text in ACCESS.items():
        if access == now:
            continue
        other = answers.with_row(USE, "", {**answers.one(USE), "access": access})
        if closes(setting_of(other, knowledge, today=today, local=local).problem):
            yield FoundChange("access", text, ref=Ref(USE))


def _ref(lever: Lever, case: BusinessCase) -> Ref | None:
    if lever.kind == "day_part":
        return Ref("money.opening")
    if lever.kind in OWN_KINDS:
        return Ref("money.grants")
    return next((line.ref for line in case.all_costs if line.key == lever.key), None)


__all__ = ["Brings", "Found", "FoundChange", "FoundSet", "LeftOut", "find", "setting_of"]
