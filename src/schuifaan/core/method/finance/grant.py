"""What the SOO grant brings: an amount for each square metre, up to a limit by homes and to the building cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schuifaan.core.method.finance.amounts import Amount, Input, rounded, to_cents
from schuifaan.core.method.finance.laws import figure
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.money import Figure
from schuifaan.core.method.reasons import Reason, Ref, phrase

PER_M2, CAP, LEAST_HOMES = "soo.per_m2", "soo.cap", "soo.min_dwellings"
ROOM, HOMES, INVESTMENT = Ref("money.room"), Ref("money.homes"), Ref("money.investment")


def soo_day(knowledge: Knowledge, *, on: date) -> date | None:
    """The day to take the amounts of: that day itself, or the last one before it on which there were any.

    The scheme has ended; what it would have brought is still worth seeing. The verdict says that it is closed.
    """
    if figure(knowledge, PER_M2, on=on) is not None:
        return on
    ends = (one.valid_to for one in knowledge.figures if one.key == PER_M2)
    return max((day for day in ends if day is not None and day < on), default=None)


@dataclass(frozen=True)
class _Scheme:
    """The figures of the scheme on the day they are taken of."""

    day: date
    per_m2: Figure
    cap: Figure
    least_homes: Figure


def _scheme(knowledge: Knowledge, *, on: date) -> _Scheme | None:
    day = soo_day(knowledge, on=on)
    if day is None:
        return None
    per_m2, cap, least = (figure(knowledge, key, on=day) for key in (PER_M2, CAP, LEAST_HOMES))
    return _Scheme(day, per_m2, cap, least) if per_m2 and cap and least else None


_NO_AREA = Text(
    nl="Vul de bruto oppervlakte van de ruimte in.", en="Fill in the gross floor area of the room."
)
_NO_HOMES = Text(
    nl="Vul in hoeveel woningen er bij elkaar staan.", en="Fill in how many homes there are together."
)


def soo_or_why_not(
    *, m2: Decimal | None, dwellings: int | None, building_cost: int | None, knowledge: Knowledge, on: date
) -> Amount | Reason:
    """The grant, or what is missing for it or why there is none.

    `m2` is gross. A building cost that nobody knows yet (None) does not limit the amount; the grant then still
    pays nothing in any year, for it pays its part of that cost.
    """
    scheme = _scheme(knowledge, on=on)
    if scheme is None:
        return Reason(
            phrase(
                "We kennen de bedragen van de SOO in {year} niet.",
                "We do not know the amounts of the SOO in {year}.",
                year=str(on.year),
            )
        )
    if m2 is None:
        return Reason(_NO_AREA, (ROOM,))
    if dwellings is None:
        return Reason(_NO_HOMES, (HOMES,))
    most = scheme.cap.at(Decimal(dwellings))
    least = scheme.least_homes
    if most is None or dwellings < (least.value or 0):
        words = phrase(
            "De SOO begint bij {least} woningen bij elkaar.",
            "The SOO starts at {least} homes together.",
            least=f"{least.value:f}",
        )
        return Reason(words, (HOMES,), about=least.id, source=least.source, status=least.status)
    return _amount(scheme, m2, dwellings, to_cents(most), building_cost)


def _amount(scheme: _Scheme, m2: Decimal, dwellings: int, most: int, building_cost: int | None) -> Amount:
    per_m2, cap = scheme.per_m2, scheme.cap
    rate = to_cents(scheme.per_m2.value or Decimal(0))
    by_area = rounded(rate * m2)
    limits = [by_area, most] if building_cost is None else [by_area, most, building_cost]
    return Amount(
        cents=min(limits),
        name=Text(nl="SOO-subsidie", en="SOO grant"),
        formula=_formula(by_area, most, building_cost),
        per="once",
        year=scheme.day.year,
        inputs=(
            Input(Text(nl="Bruto oppervlakte", en="Gross floor area"), m2, "m2", ref=ROOM),
            _of_law(per_m2, rate),
            Input(
                Text(nl="Woningen bij elkaar", en="Homes together"), Decimal(dwellings), "homes", ref=HOMES
            ),
            _of_law(cap, most),
            *(
                (
                    Input(
                        Text(nl="Kosten van de bouw", en="Cost of building"),
                        building_cost,
                        "eur",
                        ref=INVESTMENT,
                    ),
                )
                if building_cost is not None
                else ()
            ),
        ),
        about=per_m2.id,
        source=tuple(dict.fromkeys((*per_m2.source, *cap.source))),
        status=per_m2.status,
    )


def _formula(by_area: int, most: int, building_cost: int | None) -> Text:
    """In words, and which of the three limits decides here."""
    if building_cost is not None and building_cost < min(by_area, most):
        decides = Text(nl="hier tellen de kosten van de bouw", en="here the cost of building decides")
    elif most < by_area:
        decides = Text(nl="hier telt de grens", en="here the limit decides")
    else:
        decides = Text(nl="hier tellen de vierkante meters", en="here the square metres decide")
    return phrase(
        "Bedrag per m² × m², met een grens bij dit aantal woningen, en nooit meer dan de bouw kost; {decides}.",
        "Amount per m² × m², with a limit for this number of homes, and never more than building costs; {decides}.",
        decides=decides,
    )


def _of_law(by: Figure, cents: int) -> Input:
    return Input(by.name, cents, "eur", origin="law", about=by.id, source=by.source, status=by.status)
