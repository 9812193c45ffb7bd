"""The real figures of a place beside its business case: hours, parts of the day, income by kind of renter."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.asking import NEW_ROW, question_url
from schuifaan.apps.dossiers.queries.money_figures import said_cents, said_number
from schuifaan.apps.dossiers.queries.real_use import PARTIES, ROW, RealUse, period_words
from schuifaan.apps.rooms.enums import DayPartKind
from schuifaan.apps.rooms.queries.usage import BusinessFloor, Usage, party_label
from schuifaan.core.letting.legal import COMMERCIAL_PERCENT
from schuifaan.core.letting.occupancy import LEAST_WEEKS
from schuifaan.core.method.answers import Answers


@dataclass(frozen=True, slots=True)
class PartLine:
    name: str
    used: int
    there: int
    percent: str


@dataclass(frozen=True, slots=True)
class RenterLine:
    """`url` is the way to fill it in, or to the row where it stands already."""

    name: str
    hours: str
    income: str
    per_hour: str
    url: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class RealUseBox:
    place: str
    period: str
    least_weeks: int
    hours: str
    per_week: str
    per_hour: str
    parts: tuple[PartLine, ...]
    renters: tuple[RenterLine, ...]
    businesses: str
    usage_url: str
    letting_url: str

    @property
    def is_known(self) -> bool:
        return bool(self.period)


def real_use_box(
    use: RealUse | None, dossier: Dossier, answers: Answers, *, language: str
) -> RealUseBox | None:
    """No query."""
    if use is None:
        return None
    slug = {"slug": use.place.slug}
    urls = reverse("rooms:usage", kwargs=slug), reverse("rooms:letting", kwargs=slug)
    if use.usage is None or use.period is None:
        return RealUseBox(use.place.name, "", LEAST_WEEKS, "", "", "", (), (), "", *urls)
    if use.floor is None:
        raise ValueError(use)
    found, earned = use.usage, use.usage.cents_per_hour
    first, last = use.period.first, use.period.last
    return RealUseBox(
        place=use.place.name,
        period=period_words(use.period),
        least_weeks=LEAST_WEEKS,
        hours=said_number(round(found.let_hours), language),
        per_week=said_number(round(found.let_hours / use.period.weeks, 1), language),
        per_hour="" if earned is None else said_cents(earned, language),
        parts=_parts(found, language),
        renters=_renters(found, dossier, answers, language),
        businesses=_businesses(use.floor, found, language),
        usage_url=f"{urls[0]}?van={first.isoformat()}&tot={last.isoformat()}",
        letting_url=urls[1],
    )


def _parts(found: Usage, language: str) -> tuple[PartLine, ...]:
    return tuple(
        PartLine(
            capfirst(str(DayPartKind(name).label)), cell.used, cell.there, said_number(cell.percent, language)
        )
        for name, cell in found.by_part.items()
        if cell.percent is not None
    )


def _renters(found: Usage, dossier: Dossier, answers: Answers, language: str) -> tuple[RenterLine, ...]:
    income, there = dict(found.income_by_party), answers.rows(PARTIES)
    lines = []
    for kind, hours in found.hours_by_party:
        cents, key = income.get(kind, 0), f"{ROW}{kind}"
        new = f"{question_url(dossier, PARTIES, NEW_ROW)}?verhuur={kind}"
        lines.append(
            RenterLine(
                name=capfirst(party_label(kind)),
                hours=said_number(round(hours, 1), language),
                income=said_cents(cents, language),
                per_hour=said_cents(round(cents / hours), language),
                url=question_url(dossier, PARTIES, key) if key in there else new,
                is_there=key in there,
            )
        )
    return tuple(lines)


def _businesses(floor: BusinessFloor, found: Usage, language: str) -> str:
    """Facts beside the rule, with how it is counted; nothing when no business hired."""
    if floor.m2 is not None and not floor.m2:
        return ""
    hours = said_number(found.business_percent_of_hours or 0, language)
    if floor.m2 is None or floor.percent is None:
        return _(
            "Bedrijven huurden %(hours)s procent van de verhuurde uren. Welk deel van het gebouw dat is, weten we niet: "
            "er ontbreekt een oppervlakte."
        ) % {"hours": hours}
    told = {
        "m2": said_number(round(floor.m2, 1), language),
        "gross": said_number(round(floor.gross_m2 or Decimal(0), 1), language),
        "percent": said_number(round(floor.percent, 2), language),
        "hours": hours,
        "limit": said_number(COMMERCIAL_PERCENT, language),
    }
    words = _(
        "Bedrijven huurden ruimtes van samen %(m2)s m²: %(percent)s procent van de %(gross)s m² van het gebouw, en "
        "%(hours)s procent van de verhuurde uren."
    )
    if floor.is_social_real_estate is not False:
        words += " " + _(
            "In maatschappelijk vastgoed van een woningcorporatie mag dat hoogstens %(limit)s procent van het gebouw zijn."
        )
    return words % told
