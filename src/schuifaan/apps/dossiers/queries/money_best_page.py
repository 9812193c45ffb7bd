"""The best sets of income for an aim: what each brings, why it goes before the next, and what would help if none closes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.asking import question_url
from schuifaan.apps.dossiers.queries.grounds import Reading
from schuifaan.apps.dossiers.queries.local_rules import local_for
from schuifaan.apps.dossiers.queries.money_figures import ShownAmount, shown_amount
from schuifaan.apps.dossiers.queries.money_uncounted import Uncounted, without_amount
from schuifaan.apps.dossiers.queries.reasons import ref_url
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import business_case
from schuifaan.core.method.finance.facts import counted_on
from schuifaan.core.method.finance.finding import FoundSet, find
from schuifaan.core.method.finance.sources import SourceVerdict
from schuifaan.core.method.knowledge import Knowledge

SOURCES = "money.sources"
HOMES = "money.homes"
# What stands in the address, for each aim of the question.
AIMS = {"huur": "least_rent", "tijdelijk": "least_temporary", "partijen": "fewest_parties"}


@dataclass(frozen=True, slots=True)
class AimLine:
    word: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BringsLine:
    source: str
    name: str
    first_year: int
    whole: int


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A condition nobody knows yet, of one of the sources of the set."""

    source: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SetCard:
    """`burden`: what residents pay more over all years together; `rise` the same for a home, when that is known."""

    number: int
    brings: tuple[BringsLine, ...]
    rise: ShownAmount | None
    burden: int
    temporary: int
    parties: tuple[str, ...]
    end: int
    open: tuple[OpenLine, ...]
    why: str
    is_now: bool

    @property
    def sources(self) -> str:
        return " ".join(one.source for one in self.brings)


@dataclass(frozen=True, slots=True)
class BestPage:
    aims: tuple[AimLine, ...]
    has_costs: bool
    first_year: int
    last_year: int
    cards: tuple[SetCard, ...]
    changes: tuple[tuple[str, str], ...]  # what would do it, and where to change it
    left_out: tuple[tuple[str, str, str], ...]  # source, name, why
    without_amount: tuple[Uncounted, ...]
    homes_url: str
    seen: int


def money_best_page(
    dossier: Dossier, answers: Answers, knowledge: Knowledge, *, wanted: str, language: str, today: date
) -> BestPage:
    """`wanted`: the aim as the address has it; anything else falls back on what people chose."""
    local = local_for(dossier)
    found = find(answers, knowledge, today=today, local=local, aim=AIMS.get(wanted))
    case = business_case(answers, knowledge, today=today, local=local)
    reading = Reading(dossier, answers, knowledge, language)
    verdicts = {one.source.id: one for one in case.verdicts}
    options = {
        one.id: one.text for one in knowledge.questions_by_id["money.assumptions"].field("aim").options
    }
    return BestPage(
        aims=tuple(
            AimLine(word, options[aim].said(language), aim == found.aim) for word, aim in AIMS.items()
        ),
        has_costs=bool(case.all_costs),
        first_year=case.period.first,
        last_year=case.period.last,
        cards=tuple(
            _card(number, one, verdicts, reading) for number, one in enumerate(found.choices, start=1)
        )
        if case.all_costs
        else (),
        changes=tuple(
            (one.text.said(language), ref_url(one.ref, dossier) if one.ref is not None else "")
            for one in found.changes
        ),
        left_out=tuple(
            (one.source.id, one.source.name.said(language), one.why.said(language)) for one in found.left_out
        ),
        without_amount=without_amount(case, reading),
        homes_url=question_url(dossier, HOMES),
        seen=sources_seen(dossier),
    )


def sources_seen(dossier: Dossier) -> int:
    """Grows with every answer about which income is counted on: a page that is behind is told apart by it."""
    found = dossier.answers.filter(question=SOURCES).aggregate(together=Sum("revision"))
    return found["together"] or 0


def _card(number: int, found: FoundSet, verdicts: dict[str, SourceVerdict], reading: Reading) -> SetCard:
    language = reading.language
    return SetCard(
        number=number,
        brings=tuple(
            BringsLine(one.source.id, one.source.name.said(language), one.first_year, one.whole)
            for one in found.brings
        ),
        rise=shown_amount(found.rise, language=language, dossier=reading.dossier)
        if found.rise is not None and found.burden
        else None,
        burden=found.burden,
        temporary=found.temporary,
        parties=found.parties,
        end=found.end,
        open=tuple(
            OpenLine(source.id, source.name.said(language), one.condition.text.said(language))
            for source in found.sources
            for one in verdicts[source.id].open
        ),
        why=found.why.said(language),
        is_now=frozenset(one.id for one in found.sources) == counted_on(reading.answers),
    )
