"""What is offered as likely the same: words that tell, not words that everything has in it."""

import pytest

from schuifaan.apps.voice.queries.likeness import MOST_SHOWN, likely_same
from schuifaan.apps.voice.queries.matters import matter_at, matters_of
from tests.factories.voice import make_matter, make_signal

pytestmark = pytest.mark.django_db


def said(place, text, **fields):
    matter = make_matter(place, title=text[:80], **fields)
    make_signal(matter, text)
    return matter


def likely(matter, manager):
    here = matters_of(manager, place=matter.place)
    return likely_same(matter_at(here, matter.pk), here)


def test_the_same_in_other_words_is_found_the_nearest_first(place, manager):
    asked = said(place, "Kunnen we vaker samen eten op donderdag?")
    near = said(place, "Samen eten, want dan ben ik niet alleen op donderdag.")
    nearest = said(place, "Een lange tafel waaraan we samen eten en koken")
    said(place, "De muziek staat op donderdag te hard.")
    assert sorted(one.pk for one in likely(asked, manager)) == [near.pk, nearest.pk]


@pytest.mark.parametrize(
    ("one", "other", "is_likely"),
    [
        ("De drempel bij de achterdeur", "Hoge drempels, ook bij de achterdeur", True),
        ("Een biljart in de hal", "Waarom is er geen biljart?", True),
        ("Kunnen jullie op zondag open?", "Kunnen jullie meer soep maken?", False),
        ("Het is hier donker bij de ingang", "Mijn vader komt niet naar koffie", False),
        ("?!", "Iets", False),
    ],
)
def test_words_that_tell_decide(place, manager, one, other, is_likely):
    asked = said(place, one)
    said(place, other)
    assert bool(likely(asked, manager)) == is_likely


def test_one_word_further_on_in_both_is_not_enough(place, manager):
    asked = said(
        place,
        "Kunnen jullie ook op zondag open? Dan is alles dicht en duurt de dag het langst. Eén uurtje koffie.",
    )
    said(place, "Mijn vader komt niet naar koffie en kaarten.")
    assert likely(asked, manager) == []


@pytest.mark.parametrize("fields", [{"state": "held"}, {"state": "closed"}, {"about_person": "unnamed"}])
def test_what_cannot_be_combined_is_not_offered(place, board_member, fields):
    asked = said(place, "De drempel bij de achterdeur")
    said(place, "De drempel bij de achterdeur is hoog", **fields)
    assert likely(asked, board_member) == []


def test_no_more_than_a_few(place, manager):
    asked = said(place, "De drempel bij de achterdeur")
    for _ in range(9):
        said(place, "De drempel bij de achterdeur is te hoog")
    assert len(likely(asked, manager)) == MOST_SHOWN
