"""Which funds fit, with the reason; and which applications run, with what has to be done when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args

from schuifaan.core.method.answers import Answers, Row, as_date, as_number, is_filled
from schuifaan.core.method.finance.fund_words import WHO, capital, joined, said_day, said_euros
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.item import Point, Status
from schuifaan.core.method.knowledge.money import ApplicantKind, Fund, FundLimit, Purpose
from schuifaan.core.method.reasons import Reason, Ref, phrase, resting_on

SEARCH, PLAN, APPLICATIONS = "funding.search", "funding.plan", "funding.applications"
CENTS_IN_EURO = 100
# Reminders go once a month: what closes before the next one is soon.
SOON_DAYS = 31

Verdict = Literal["match", "maybe", "no"]
Contract = Literal["own_building", "long", "short", "none"]
ApplicationStatus = Literal["idea", "preparing", "sent", "asked_more", "granted", "refused", "spent", "accounted"]  # fmt: skip
ORDER: Mapping[Verdict, int] = {"match": 0, "maybe": 1, "no": 2}
STATUSES: tuple[ApplicationStatus, ...] = get_args(ApplicationStatus)
# The fund has it, or it is over: there is nothing for people to hand in.
NOTHING_TO_DO: frozenset[ApplicationStatus] = frozenset({"sent", "refused", "accounted"})
LASTING: frozenset[Contract] = frozenset({"own_building", "long"})
# For whom a plan is, beside what it is for: a fund that says nothing about them does not shut them out.
PEOPLE: frozenset[Purpose] = frozenset({"older_people", "young_people", "vulnerable_people"})


# ------------------------------------------------------------------ what is asked for


@dataclass(frozen=True)
class FundSearch:
    """What people look for money for; None and empty are not known yet."""

    applicant: ApplicantKind | None = None
    municipality: str = ""  # its name
    code: str = ""  # GM0637
    province: str = ""
    purposes: tuple[Purpose, ...] = ()
    amount: int | None = None  # cents
    street_party: bool | None = None
    contract: Contract | None = None
    start: date | None = None


def search_of(answers: Answers, *, municipality: str = "", code: str = "", province: str = "") -> FundSearch:
    """The search as it was saved; where it is, is for the caller to look up."""
    row = answers.one(SEARCH)
    amount = row.get("amount")
    return FundSearch(
        applicant=row.get("applicant") or None,
        municipality=municipality,
        code=code,
        province=province,
        purposes=tuple(one for one in get_args(Purpose) if one in answers.many(SEARCH, "purposes")),
        amount=int(as_number(amount)) if is_filled(amount) else None,
        street_party={"yes": True, "no": False}.get(answers.text(SEARCH, "street_party")),
        contract=row.get("contract") or None,
        start=as_date(row.get("start")),
    )


# ------------------------------------------------------------------ what fits


@dataclass(frozen=True)
class FundMatch:
    """no: the kind of applicant, the region or a rule of the fund stands in the way. maybe: not everything is known.

    The first reason is the one to say on one line.
    """

    fund: Fund
    verdict: Verdict
    reasons: tuple[Reason, ...]
    prepare: tuple[Point, ...]


@dataclass(frozen=True)
class _Finding:
    stands_in_the_way: bool
    reason: Reason


def matches(knowledge: Knowledge, search: FundSearch, *, today: date) -> tuple[FundMatch, ...]:
    """Every fund that holds today: what fits first, then by name. No fund is better than another."""
    found = [match(fund, search, today=today) for fund in knowledge.funds if fund.holds_on(today)]
    return tuple(sorted(found, key=lambda one: (ORDER[one.verdict], one.fund.name.casefold())))


def match(fund: Fund, search: FundSearch, *, today: date) -> FundMatch:
    """Does this fund fit? What stands in the way is said before what is not sure."""
    findings = [
        finding
        for part in (_applicant, _region, _purposes, _amount, _contract, _owner, _known)
        for finding in part(fund, search)
    ]
    last_day = last_day_to_apply(fund, search)
    if last_day is not None and last_day < today:
        findings.append(_too_late(fund, last_day))
    findings.sort(key=lambda one: not one.stands_in_the_way)
    if findings:
        verdict: Verdict = "no" if findings[0].stands_in_the_way else "maybe"
        reasons = tuple(one.reason for one in findings)
    else:
        verdict, reasons = "match", (_fits(fund, search),)
    if last_day is not None and last_day >= today and verdict != "no":
        reasons = (*reasons, _in_time(fund, last_day))
    return FundMatch(fund, verdict, reasons, fund.prepare)


def last_day_to_apply(fund: Fund, search: FundSearch) -> date | None:
    """So many days before the start; None when the fund does not say, or the start is not known."""
    asked_of_them = not fund.lead_applicants or search.applicant in fund.lead_applicants
    if fund.lead_days is None or search.start is None or not asked_of_them:
        return None
    return search.start - timedelta(days=fund.lead_days)


def _no(fund: Fund, nl: str, en: str, **parts: str | Text) -> _Finding:
    return _Finding(True, resting_on(fund, phrase(nl, en, **parts), Ref(SEARCH)))


def _doubt(fund: Fund, nl: str, en: str, **parts: str | Text) -> _Finding:
    return _Finding(False, resting_on(fund, phrase(nl, en, **parts), Ref(SEARCH)))


def _fits(fund: Fund, search: FundSearch) -> Reason:
    assert search.applicant is not None  # noqa: S101 - else there was a doubt
    text = phrase(
        "{who} kan hier geld vragen voor {what}.",
        "{who} can ask for money here for {what}.",
        who=capital(WHO[search.applicant]),
        what=joined(search.purposes),
    )
    return resting_on(fund, text, Ref(SEARCH))


def _applicant(fund: Fund, search: FundSearch) -> Iterator[_Finding]:
    who = search.applicant
    if who is None:
        yield _doubt(fund, "Vul in wie het geld aanvraagt.", "Fill in who applies for the money.")
    elif who in fund.doubtful_applicants:
        yield _doubt(
            fund,
            "Vraag het fonds eerst of {who} mag aanvragen: dat is niet zeker.",
            "First ask the fund whether {who} may apply: that is not sure.",
            who=WHO[who],
        )
    elif who not in fund.applicants:
        yield _no(fund, "{who} kan hier niet aanvragen.", "{who} cannot apply here.", who=capital(WHO[who]))


def _region(fund: Fund, search: FundSearch) -> Iterator[_Finding]:
    """With towns and a province, the towns are sure and the rest of the province is to be asked."""
    if not fund.municipalities and not fund.provinces:
        return
    where: dict[str, str | Text] = {"place": search.municipality, "region": fund.region}
    if search.code and search.code in fund.municipalities:
        return
    in_province = search.province in fund.provinces if search.province and fund.provinces else None
    if in_province and not fund.municipalities:
        return
    if not search.municipality:
        nl, en = "Vul de gemeente in. Dit fonds werkt hier: {region}.", "Fill in the municipality. This fund works here: {region}."  # fmt: skip
        yield _doubt(fund, nl, en, **where)
    elif in_province is False or (search.code and not fund.provinces):
        nl, en = "Dit fonds werkt niet in {place}, wel hier: {region}.", "This fund does not work in {place}, but here: {region}."  # fmt: skip
        yield _no(fund, nl, en, **where)
    else:
        nl, en = "Vraag of {place} bij het gebied van dit fonds hoort: {region}.", "Ask whether {place} is in the region of this fund: {region}."  # fmt: skip
        yield _doubt(fund, nl, en, **where)


def _purposes(fund: Fund, search: FundSearch) -> Iterator[_Finding]:
    asked = search.purposes
    if not asked:
        yield _doubt(fund, "Vul in waarvoor het geld is.", "Fill in what the money is for.")
        return
    refused = tuple(one for one in asked if one in fund.no_to)
    if refused:
        nl, en = "Dit fonds betaalt niet voor {what}.", "This fund does not pay for {what}."
        yield _no(fund, nl, en, what=joined(refused))
    if fund.only_for and not set(asked) & set(fund.only_for):
        nl, en = "Dit fonds geeft alleen geld voor {what}.", "This fund gives money for {what} only."
        yield _no(fund, nl, en, what=joined(fund.only_for))
    things = tuple(one for one in asked if one not in PEOPLE)
    unsure = tuple(one for one in things or asked if one not in (*fund.for_what, *fund.no_to))
    if unsure and (things or not set(asked) & set(fund.for_what)):
        yield _doubt(
            fund,
            "We weten niet of dit fonds betaalt voor {what}.",
            "We do not know whether this fund pays for {what}.",
            what=joined(unsure),
        )


def _amount(fund: Fund, search: FundSearch) -> Iterator[_Finding]:
    limit = _limit(fund, search)
    if limit is None:
        return
    most = said_euros(limit.most)
    if search.amount is None:
        nl, en = "Dit fonds geeft hoogstens {most}. Vul in hoeveel jullie vragen.", "This fund gives {most} at most. Fill in how much you ask for."  # fmt: skip
        yield _doubt(fund, nl, en, most=most)
    elif search.amount > limit.most * CENTS_IN_EURO:
        nl, en = ("Een straatfeest krijgt hier hoogstens {most}", "A street party gets {most} at most here") if limit.street_party else ("Dit fonds geeft hoogstens {most}", "This fund gives {most} at most")  # fmt: skip
        said = phrase(
            nl + "; jullie vragen {asked}.",
            en + "; you ask for {asked}.",
            most=most,
            asked=said_euros(Decimal(search.amount) / CENTS_IN_EURO),
        )
        note = limit.note
        text = said if note is None else Text(nl=f"{said.nl} {note.nl}", en=f"{said.en} {note.en}")
        yield _Finding(True, resting_on(fund, text, Ref(SEARCH)))


def _limit(fund: Fund, search: FundSearch) -> FundLimit | None:
    """The lowest limit that is about this applicant and this plan."""
    about = [
        one
        for one in fund.limits
        if (not one.applicants or search.applicant in one.applicants)
        and (not one.street_party or search.street_party)
    ]
    return min(about, key=lambda one: one.most, default=None)


def _contract(fund: Fund, search: FundSearch) -> Iterator[_Finding]:
    if not fund.asks_contract or search.contract in LASTING:
        return
    nl = "Dit fonds vraagt een eigen gebouw of een contract voor lange tijd."
    en = "This fund asks for a long-term contract or ownership."
    if search.contract is None:
        yield _doubt(fund, nl + " Vul in van wie de ruimte is.", en + " Fill in whose room it is.")
    else:
        yield _no(fund, nl, en)


def _owner(fund: Fund, search: FundSearch) -> Iterator[_Finding]:
    """Some things are paid for only when the building is the applicant's own."""
    what = tuple(one for one in search.purposes if one in fund.owner_only_for)
    if not what or search.contract == "own_building":
        return
    say = _doubt if search.contract is None else _no
    nl = "Dit fonds betaalt alleen voor {what} als het gebouw van de aanvrager is."
    en = "This fund pays for {what} only if the building is the applicant’s own."
    yield say(fund, nl, en, what=joined(what))


def _too_late(fund: Fund, last_day: date) -> _Finding:
    """Not a no: one can begin later."""
    return _doubt(
        fund,
        "Voor jullie begindatum was {day} de laatste dag om aan te vragen. Begin later, of vraag het fonds wat nog kan.",
        "For your starting date {day} was the last day to apply. Begin later, or ask the fund what can still be done.",
        day=said_day(last_day),
    )


def _in_time(fund: Fund, last_day: date) -> Reason:
    text = phrase("Vraag uiterlijk {day} aan.", "Apply by {day} at the latest.", day=said_day(last_day))
    return resting_on(fund, text, Ref(SEARCH))


def _known(fund: Fund, search: FundSearch) -> Iterator[_Finding]:
    del search
    if fund.status is Status.UNKNOWN:
        yield _doubt(
            fund,
            "De voorwaarden van dit fonds konden we niet nagaan.",
            "We could not check the conditions of this fund.",
        )


# ------------------------------------------------------------------ applications


@dataclass(frozen=True)
class Application:
    """One application. `fund` is None when it is a fund of one's own finding, called `name`."""

    key: str
    name: Text
    what: str
    status: ApplicationStatus
    fund: Fund | None = None
    amount: int | None = None  # cents
    status_date: date | None = None
    deadline: date | None = None
    contact: str = ""
    papers: tuple[str, ...] = ()
    note: str = ""

    @property
    def ref(self) -> Ref:
        return Ref(APPLICATIONS, self.key)


def applications_of(answers: Answers, knowledge: Knowledge) -> tuple[Application, ...]:
    """In the order they were added."""
    funds = {fund.id: fund for fund in knowledge.funds}
    return tuple(
        _application(key, row, funds.get(str(row.get("fund"))))
        for key, row in answers.rows(APPLICATIONS).items()
    )


def _application(key: str, row: Row, fund: Fund | None) -> Application:
    named = fund.name if fund is not None else _said(row, "name")
    amount, status = row.get("amount"), row.get("status")
    return Application(
        key=key,
        name=Text(nl=named, en=named) if named else phrase("een fonds", "a fund"),
        what=_said(row, "what"),
        status=status if status in STATUSES else "idea",
        fund=fund,
        amount=int(as_number(amount)) if is_filled(amount) else None,
        status_date=as_date(row.get("status_date")),
        deadline=as_date(row.get("deadline")),
        contact=_said(row, "contact"),
        papers=tuple(row.get("papers") or ()),
        note=_said(row, "note"),
    )


def _said(row: Row, field_id: str) -> str:
    value: Any = row.get(field_id)
    return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True)
class DueApplication:
    """An application that people have to do something for before `day`."""

    application: Application
    day: date
    is_late: bool


def due(applications: tuple[Application, ...], today: date) -> tuple[DueApplication, ...]:
    """What closes within a month or has closed, the first day first."""
    last = today + timedelta(days=SOON_DAYS)
    found = [
        DueApplication(one, one.deadline, one.deadline < today)
        for one in applications
        if one.deadline is not None and one.deadline <= last and one.status not in NOTHING_TO_DO
    ]
    return tuple(sorted(found, key=lambda one: one.day))
