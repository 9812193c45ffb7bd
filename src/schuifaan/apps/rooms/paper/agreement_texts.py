"""Which articles an agreement has, in which order, and what they say for these terms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Final

from babel.dates import format_date
from babel.numbers import format_currency

from schuifaan.apps.rooms.paper import agreement_en, agreement_nl
from schuifaan.core.letting.agreements import WORDING, Side, Terms

# By edition and language. Words that were signed never change: new words are a new edition beside this one.
EDITIONS: Final[Mapping[int, Mapping[str, ModuleType]]] = {WORDING: {"nl": agreement_nl, "en": agreement_en}}
LOCALES: Final = {"nl": "nl", "en": "en_GB"}

When = Callable[[Terms], bool]


@dataclass(frozen=True, slots=True)
class Clause:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """`number` is empty for what comes before the first article."""

    id: str
    number: int | None
    title: str
    clauses: tuple[Clause, ...]


def _always(_terms: Terms) -> bool:
    return True


def _loan(terms: Terms) -> bool:
    return terms.kind == "loan"


def _use(terms: Terms) -> bool:
    return terms.kind == "use"


def _both_insured(terms: Terms) -> bool:
    return terms.insure_contents and terms.insure_liability


def _insured(terms: Terms) -> bool:
    return terms.insure_contents or terms.insure_liability


def _board(terms: Terms) -> bool:
    return terms.reports_board and not terms.user.is_person


# What goes before the articles, and then the articles: every clause with when it is there.
CLAUSES: Final[Mapping[str, When]] = {
    "parties.provider": _always,
    "parties.user": _always,
    "premises.free": _loan,
    "premises.no_tenancy": _loan,
    "premises.private_goods": _loan,
    "room.object": _always,
    "room.shared": lambda t: bool(t.shared_rooms),
    "room.inventory": lambda t: bool(t.inventory),
    "state.report": lambda t: t.condition_report_on is not None,
    "state.seen": lambda t: t.condition_report_on is None,
    "state.changes": _always,
    "state.upkeep_loan": _loan,
    "purpose.what": _always,
    "purpose.for_whom": lambda t: bool(t.for_whom),
    "care.good": _always,
    "care.rules": _always,
    "care.cleaning_user": lambda t: t.cleaning == "user",
    "care.cleaning_provider": lambda t: t.cleaning == "provider",
    "care.smoking": lambda t: t.no_smoking,
    "care.nuisance": lambda t: t.no_nuisance,
    "others.ban": lambda t: not t.may_let,
    "others.allowed": lambda t: t.may_let,
    "term_use.open": lambda t: _use(t) and t.ends_on is None,
    "term_use.fixed": lambda t: _use(t) and t.ends_on is not None,
    "term_use.evaluation": lambda t: _use(t) and t.evaluate_on is not None,
    "term_use.extension": lambda t: _use(t) and t.tacit_extension,
    "term_use.no_extension": lambda t: _use(t) and not t.tacit_extension and t.ends_on is not None,
    "term_use.notice": _use,
    "term_loan.fixed": lambda t: _loan(t) and t.ends_on is not None,
    "term_loan.open": lambda t: _loan(t) and t.ends_on is None,
    "term_loan.evaluation": lambda t: _loan(t) and t.evaluate_on is not None,
    "term_loan.notice": _loan,
    "ending.grounds": _always,
    "ending.warning": _always,
    "ending.repair": _always,
    "ending.own_use": _loan,
    "ending.successor": lambda t: _loan(t) and t.user.is_person and t.successor_days > 0,
    "money.free": lambda t: t.rent_cents == 0,
    "money.rent": lambda t: t.rent_cents > 0,
    "money.indexation": lambda t: t.rent_cents > 0 and t.yearly_indexation,
    "money.advance": lambda t: t.advance_cents > 0,
    "money.no_advance": lambda t: t.advance_cents == 0,
    "money.own_costs": lambda t: bool(t.own_costs),
    "keys.given": lambda t: bool(t.keys),
    "keys.care": lambda t: bool(t.keys),
    "insurance.both": _both_insured,
    "insurance.contents": lambda t: t.insure_contents and not t.insure_liability,
    "insurance.liability": lambda t: t.insure_liability and not t.insure_contents,
    "insurance.proof": _insured,
    "access.enter": _always,
    "access.works": _always,
    "damage.report": _always,
    "damage.provider": _always,
    "damage.user": _always,
    "damage.presumed": _always,
    "handing_back.state": _always,
    "handing_back.keys": lambda t: bool(t.keys),
    "handing_back.together": _always,
    "handing_back.penalty": lambda t: t.penalty_cents > 0,
    "handing_back.no_keys": lambda t: bool(t.keys),
    "handing_back.works": _always,
    "handing_back.goods": _always,
    "board.report": _board,
    "board.stands": _board,
    "privacy.names": _always,
    "privacy.visitors": _always,
    "law.whole": _always,
    "law.talk": _always,
}
# What comes before the first number.
OPENING: Final = frozenset({"parties", "premises"})
# The own texts of a place come before the last article.
OWN: Final = "own"
LAST: Final = "law"


def words_of(terms: Terms) -> ModuleType:
    return EDITIONS[terms.wording][terms.language]


def articles(terms: Terms) -> tuple[Article, ...]:
    """Numbered one by one: what is left out leaves no gap."""
    said, values = words_of(terms), values_of(terms)
    found: dict[str, list[Clause]] = {}
    for name, holds in CLAUSES.items():
        article = name.partition(".")[0]
        if article == LAST and terms.own_clauses:
            found.setdefault(OWN, _own(terms))
        if holds(terms):
            found.setdefault(article, []).append(Clause(name, said.CLAUSES[name].format_map(values)))
    made, number = [], 0
    for article, clauses in found.items():
        number += article not in OPENING
        made.append(
            Article(
                article, None if article in OPENING else number, str(said.TITLES[article]), tuple(clauses)
            )
        )
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one clause said in an earlier version and says in a later one; empty where it is not there."""

    title: str
    before: str
    after: str


def differences(before: Terms, after: Terms) -> tuple[Difference, ...]:
    was, now = _by_clause(before), _by_clause(after)
    return tuple(
        Difference(*(now.get(name) or was[name])[:1], was.get(name, ("", ""))[1], now.get(name, ("", ""))[1])
        for name in dict.fromkeys((*now, *was))
        if was.get(name) != now.get(name)
    )


def _by_clause(terms: Terms) -> dict[str, tuple[str, str]]:
    return {
        clause.id: (article.title, clause.text) for article in articles(terms) for clause in article.clauses
    }


def _own(terms: Terms) -> list[Clause]:
    return [
        Clause(f"own.{number}", f"{own.title}: {own.text}" if own.title else own.text)
        for number, own in enumerate(terms.own_clauses, 1)
    ]


def values_of(terms: Terms) -> dict[str, str]:
    """What stands in the clauses; a dotted line for what is still open."""
    words = words_of(terms).WORDS
    blank = words["blank"]
    return {
        "provider_full": _full(terms.provider, words),
        "user_full": _full(terms.user, words),
        "room": terms.room or blank,
        "place": terms.place or blank,
        "address": terms.address or blank,
        "shared_rooms": in_a_row(terms.shared_rooms, words),
        "inventory": in_a_row(terms.inventory, words),
        "keys": in_a_row(terms.keys, words),
        "own_costs": in_a_row(terms.own_costs, words),
        "purpose": terms.purpose or blank,
        "for_whom": terms.for_whom.rstrip("."),
        "starts_on": day(terms.starts_on, terms),
        "ends_on": day(terms.ends_on, terms),
        "evaluate_on": day(terms.evaluate_on, terms),
        "condition_report_on": day(terms.condition_report_on, terms),
        "notice_months": _count(terms.notice_months, "month", words),
        "successor_days": _count(terms.successor_days, "day", words),
        "rent": amount(terms.rent_cents, terms),
        "advance": amount(terms.advance_cents, terms),
        "penalty": amount(terms.penalty_cents, terms),
    }


def _full(side: Side, words: Mapping[str, str]) -> str:
    """“Stichting De Tafel, Dorpsstraat 1 in Maastricht, vertegenwoordigd door Wil (voorzitter)”."""
    parts = [side.name or words["blank"], side.address or words["blank"]]
    if side.number:
        parts.append(words["number"].format(number=side.number))
    if not side.is_person or side.represented_by:
        signs = side.represented_by or words["blank"]
        parts.append(words["represented"].format(name=with_role(signs, side.role, words)))
    return ", ".join(parts)


def with_role(name: str, role: str, words: Mapping[str, str]) -> str:
    return words["role"].format(name=name, role=role) if role else name


def day(on: date | None, terms: Terms) -> str:
    return "" if on is None else format_date(on, "d MMMM y", locale=LOCALES[terms.language])


def amount(cents: int, terms: Terms) -> str:
    return format_currency(cents / 100, "EUR", locale=LOCALES[terms.language])


def in_a_row(things: Iterable[str], words: Mapping[str, str]) -> str:
    *first, last = [thing.rstrip(".") for thing in things] or [""]
    return f"{', '.join(first)} {words['and']} {last}" if first else last


def _count(count: int, unit: str, words: Mapping[str, str]) -> str:
    return words[unit] if count == 1 else words[f"{unit}s"].format(count=count)
