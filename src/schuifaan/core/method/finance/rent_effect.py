"""What extra points do to the rent: on paper, after the limit people keep to, and a year later on."""

from dataclasses import dataclass
from decimal import Decimal

from schuifaan.core.method.finance.amounts import Amount, Input, to_cents
from schuifaan.core.method.finance.points import Points, whole
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.knowledge.money import RentTable
from schuifaan.core.method.reasons import Ref, phrase

RENT = Ref("money.rent")
MONTHS = 12


@dataclass(frozen=True)
class RentEffect:
    """Three numbers that differ, each in euros for one home.

    `theoretical`: how much the highest rent by law rises, a month. `capped`: what of that comes in, a month, from a
    home that is let anew: nobody pays more than the limit, nor more than new tenants are asked now. `yearly()`: what
    comes in each year once every home has been let anew; how fast that goes is the turnover, and stands in the
    line (`Reletting`), not here.
    """

    points_before: Decimal
    points_after: Decimal
    theoretical: Amount
    capped: Amount

    def yearly(self, homes: int, *, ref: Ref | None = None, name: Text, about: str | None = None) -> Amount:
        return Amount(
            self.capped.cents * MONTHS * homes,
            name,
            phrase(
                "Huur erbij per woning per maand × 12 × woningen, als elke woning een nieuwe huurder heeft gehad.",
                "Rent added per home a month × 12 × homes, once every home has had a new tenant.",
            ),
            per="year",
            inputs=(
                self.capped,
                Input(Text(nl="Maanden", en="Months"), Decimal(MONTHS), "month", origin="default"),
                Input(Text(nl="Adressen", en="Addresses"), Decimal(homes), "homes", ref=ref),
            ),
            about=about,
            source=self.capped.source,
        )


def rent_effect(
    points_now: Decimal,
    extra: Points | Decimal,
    *,
    rent_now: int | None = None,
    cap: int | None = None,
    table: RentTable,
) -> RentEffect | None:
    """The effect of `extra` points on a home that has `points_now`; None when the table does not know such a home.

    Points are added first and rounded to whole points after that, a half up. `rent_now`: what new tenants pay a
    month; `cap`: the limit people keep to; of those filled in, the lowest holds.
    """
    more = extra.section if isinstance(extra, Points) else extra
    before, after = whole(points_now), whole(points_now + more)
    rent_before, rent_after = table.rent(before), table.rent(after)
    if rent_before is None or rent_after is None:
        return None
    most_before, most_after = _Most(before, to_cents(rent_before)), _Most(after, to_cents(rent_after))
    theoretical = _theoretical(points_now, extra, most_before, most_after, table)
    return RentEffect(
        points_before=points_now,
        points_after=points_now + more,
        theoretical=theoretical,
        capped=_capped(theoretical, most_before.cents, most_after.cents, rent_now=rent_now, cap=cap),
    )


@dataclass(frozen=True)
class _Most:
    """The highest rent by law, a month, at a number of points."""

    points: int
    cents: int

    def as_input(self, table: RentTable) -> Input:
        name = phrase(
            "Hoogste huur bij {points} punten", "Highest rent at {points} points", points=str(self.points)
        )
        return Input(
            name, self.cents, "eur", origin="law", about=table.id, source=table.source, status=table.status
        )


def _theoretical(
    points_now: Decimal, extra: Points | Decimal, before: _Most, after: _Most, table: RentTable
) -> Amount:
    if isinstance(extra, Points):
        more, made_of, source = extra.section, extra.as_inputs(), extra.source
    else:
        more, made_of, source = extra, (), ()
    return Amount(
        after.cents - before.cents,
        Text(nl="Hoogste huur: erbij per woning per maand", en="Highest rent: added per home a month"),
        phrase(
            "Hoogste huur bij {after} punten − hoogste huur bij {before} punten.",
            "Highest rent at {after} points − highest rent at {before} points.",
            after=str(after.points),
            before=str(before.points),
        ),
        per="home_month",
        inputs=(
            Input(Text(nl="Punten nu", en="Points now"), points_now, "points", ref=RENT),
            Input(Text(nl="Punten erbij", en="Points added"), more, "points"),
            *made_of,
            after.as_input(table),
            before.as_input(table),
        ),
        about=table.id,
        source=tuple(dict.fromkeys((*table.source, *source))),
        status=table.status,
    )


def _capped(
    theoretical: Amount, most_before: int, most_after: int, *, rent_now: int | None, cap: int | None
) -> Amount:
    limits = tuple(
        Input(name, cents, "eur", ref=RENT)
        for name, cents in (
            (Text(nl="Huur die nieuwe huurders betalen", en="Rent that new tenants pay"), rent_now),
            (Text(nl="Grens waar jullie niet boven gaan", en="Limit you do not go above"), cap),
        )
        if cents is not None
    )
    lowest = min((int(one.value) for one in limits), default=most_after)
    formula = (
        phrase(
            "Van de hoogste huur toen en nu telt alleen het deel tot de laagste grens.",
            "Of the highest rent then and now only the part up to the lowest limit counts.",
        )
        if limits
        else phrase(
            "Jullie gaan tot de hoogste huur, dus alles komt erbij.",
            "You go up to the highest rent, so all of it is added.",
        )
    )
    return Amount(
        min(most_after, lowest) - min(most_before, lowest),
        Text(nl="Na aftoppen: erbij per woning per maand", en="After capping: added per home a month"),
        formula,
        per="home_month",
        inputs=(theoretical, *limits),
        about=theoretical.about,
        source=theoretical.source,
    )
