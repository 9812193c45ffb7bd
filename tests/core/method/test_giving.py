"""What the parties bring together: money, hours and goods."""

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.giving import contributions, counted


def test_contributions_sum_hours_and_goods() -> None:
    parties = {
        "p1": {"name": "Buurvrouw", "kind": "residents", "hours": "4", "goods": ["20 stoelen"]},
        "p2": {"name": "School", "kind": "school", "goods": ["5 Stoelen", "een beamer", "3 x tafel"]},
        "p3": {"name": "Gemeente", "kind": "municipality", "euros": 600_000, "hours": "0.5"},
        "p4": {"name": "Kerk", "hours": "veel"},
        "p5": {"name": "Kroeg", "hours": "Infinity"},
    }
    gives = contributions(Answers({"partners.parties": parties}))
    assert (gives.cents, gives.hours) == (600_000, "4.5")
    assert gives.goods == ((25, "stoelen"), (1, "een beamer"), (3, "tafel"))


def test_contributions_of_the_handbook() -> None:
    party = {"name": "Buren", "kind": "residents", "hours": "4", "goods": ["20 stoelen"], "euros": 0}
    gives = contributions(Answers({"partners.parties": {"p1": party}}))
    assert (gives.cents, gives.hours, gives.goods) == (0, "4", ((20, "stoelen"),))


def test_contributions_of_nobody() -> None:
    gives = contributions(Answers())
    assert (gives.cents, gives.hours, gives.goods) == (0, "0", ())


def test_contributions_of_whole_hours_keep_their_zero() -> None:
    parties = {"p1": {"hours": "10"}, "p2": {"hours": "10"}}
    assert contributions(Answers({"partners.parties": parties})).hours == "20"


@pytest.mark.parametrize(
    ("line", "goods"),
    [
        ("1.000 tegels", (1000, "tegels")),
        ("koffie", (1, "koffie")),
        ("2026", (1, "2026")),
        ("2× bank", (2, "bank")),
    ],
)
def test_counted_reads_the_number_in_front(line: str, goods: tuple[int, str]) -> None:
    assert counted(line) == goods
