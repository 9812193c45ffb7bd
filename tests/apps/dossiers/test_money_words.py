"""Amounts in words: with their sign, with what they are made of, and each number with what it counts."""

from decimal import Decimal

import pytest

from schuifaan.apps.dossiers.queries.money_figures import said_cents, said_change, shown_amount
from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Ref
from tests.factories.dossiers import make_dossier

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("cents", "said", "exact"),
    [
        (412000, "€\xa04.120", "€\xa04.120,00"),
        (-412000, "−\xa0€\xa04.120", "−\xa0€\xa04.120,00"),
        (1370, "€\xa013,70", "€\xa013,70"),
        (0, "€\xa00", "€\xa00,00"),
    ],
)
def test_amounts_are_said_with_their_sign(cents, said, exact):
    assert (said_cents(cents, "nl"), said_cents(cents, "nl", exact=True)) == (said, exact)


def test_change_has_a_sign_both_ways():
    assert [said_change(cents, "en") for cents in (100, 0, -100)] == ["+\xa0€\xa01", "€\xa00", "−\xa0€\xa01"]


def test_amount_tells_what_it_is_made_of_as_deep_as_it_goes(professional):
    dossier = make_dossier(professional)

    def text(words):
        return Text(nl=words, en=words)

    inner = Amount(1000, text("Uurloon"), text("Zoals ingevuld."), per="hour")
    hours = Input(text("Uren"), 6, "hours", ref=Ref("money.costs", "beheer"))
    whole = Amount(6000, text("Beheer"), text("Uren × uurloon."), inputs=(hours, inner))
    told = shown_amount(whole, language="nl", dossier=dossier)
    assert (told.value, told.per, told.formula) == ("€\xa060", "per jaar", "Uren × uurloon.")
    assert [(one.name, one.value, one.origin_label) for one in told.inputs] == [
        ("Uren", "6 uur", "eigen getal")
    ]
    assert told.inputs[0].url.endswith("/vraag/money.costs/beheer/")
    assert [(one.name, one.value) for one in told.parts] == [("Uurloon", "€\xa010")]


def test_one_of_something_is_said_so(professional):
    def said(value, unit):
        shown = Amount(0, Text(nl="a", en="a"), Text(nl="a", en="a"),
                       inputs=(Input(Text(nl="a", en="a"), value, unit),))  # fmt: skip
        return shown_amount(shown, language="nl").inputs[0].value

    assert (said(1, "day_parts"), said(4, "day_parts"), said(Decimal("0.5"), "weeks")) == (
        "1 dagdeel",
        "4 dagdelen",
        "0,5 weken",
    )
    assert (said(2027, "year"), said(1234, "number"), said(1370, "eur")) == ("2027", "1.234", "€\xa013,70")


def test_number_says_once_what_it_counts():
    def said(name, value, unit):
        given = Input(Text(nl=name, en="a"), value, unit)
        shown = Amount(0, Text(nl="a", en="a"), Text(nl="a", en="a"), inputs=(given,))
        return shown_amount(shown, language="nl").inputs[0].value

    assert said("Dagdelen per week", 4, "day_parts") == "4"
    assert said("Elk dagdeel", 4, "day_parts") == "4"
    assert said("Huur", 4, "day_parts") == "4 dagdelen"
    assert said("Wekenlang", 4, "weeks") == "4 weken"


def test_part_that_is_only_a_number_stands_among_the_numbers():
    def text(words):
        return Text(nl=words, en=words)

    paid = text("Wat mensen samen betalen")
    same = Amount(1500, paid, paid, inputs=(Input(paid, 1500, "eur"),))
    other = Amount(1500, paid, paid, inputs=(Input(text("Iets anders"), 1500, "eur"),))
    told = shown_amount(Amount(3000, text("a"), text("a"), inputs=(same, other)), language="nl")
    assert [(one.name, one.value) for one in told.inputs] == [("Wat mensen samen betalen", "€\xa015")]
    assert [one.inputs[0].name for one in told.parts] == ["Iets anders"]
