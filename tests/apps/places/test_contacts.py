"""One contact person at a time for each kind."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions.contacts import set_contact
from schuifaan.apps.places.actions.house_rules import publish_house_rules
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson, HouseRules
from schuifaan.apps.places.queries.desk import house_rules_on
from tests.factories import NOW, TODAY


def contact(place, by, name="Ans", kind=ContactKind.ASSOCIATION, **fields):
    return set_contact(place=place, kind=kind, name=name, by=by, now=NOW, **fields)


def active(place):
    return list(ContactPerson.objects.filter(place=place, is_active=True).values_list("kind", "name"))


def test_exactly_one_contact_person_is_active(place, manager):
    """E04."""
    contact(place, manager, "Ans", phone="043 123 45 67", email="ans@example.org")
    contact(place, manager, "Bert")
    contact(place, manager, "Cor", kind=ContactKind.PLACE)
    assert active(place) == [("association", "Bert"), ("place", "Cor")]
    former = ContactPerson.objects.get(name="Ans")
    assert (former.phone, former.email) == ("", "")


def test_the_database_itself_refuses_a_second(place, manager):
    contact(place, manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPerson.objects.create(place=place, kind=ContactKind.ASSOCIATION, name="Bert", since_date=TODAY)


def test_another_number_of_the_same_person_is_no_history(place, manager):
    contact(place, manager, phone="1")
    contact(place, manager, phone="2")
    assert list(ContactPerson.objects.values_list("name", "phone")) == [("Ans", "2")]


def test_contact_can_end_without_a_successor(place, manager):
    contact(place, manager)
    assert contact(place, manager, "") is None
    assert active(place) == []


def test_number_without_a_name_is_refused(place, manager):
    with pytest.raises(PlaceError) as refused:
        contact(place, manager, "", phone="043")
    assert refused.value.field == "name"


def test_trail_does_not_keep_numbers(place, manager):
    contact(place, manager, phone="043 123 45 67", email="ans@example.org")
    told = str(AuditEvent.objects.get().changes)
    assert "043" not in told
    assert "@" not in told


def test_strangers_name_nobody(place, stranger):
    with pytest.raises(NotAllowed):
        contact(place, stranger)


def rules(place, by, words, valid_from):
    return publish_house_rules(place=place, text={"nl": words}, valid_from=valid_from, by=by, now=NOW)


def test_house_rules_of_the_day_hold(place, manager):
    """A08: v2 from 1 Feb: what is agreed from 1 Feb links to v2, older to v1."""
    rules(place, manager, "Wees lief.", date(2026, 11, 21))
    rules(place, manager, "Wees lief en ruim op.", date(2027, 2, 1))
    assert house_rules_on(place, date(2027, 1, 31)).version == 1
    assert house_rules_on(place, date(2027, 2, 1)).version == 2
    assert house_rules_on(place, date(2026, 11, 20)) is None


def test_rules_that_hold_are_not_rewritten(place, manager):
    rules(place, manager, "Wees lief.", TODAY)
    with pytest.raises(PlaceError) as refused:
        rules(place, manager, "Wees streng.", TODAY)
    assert refused.value.field == "valid_from"
    assert HouseRules.objects.get().text == {"nl": "Wees lief."}


def test_rules_still_to_come_may_be_rewritten(place, manager):
    rules(place, manager, "Wees lief.", TODAY)
    later = TODAY + timedelta(days=30)
    rules(place, manager, "Wees streng.", later)
    rules(place, manager, "Wees mild.", later + timedelta(days=1))
    assert list(HouseRules.objects.order_by("version").values_list("version", "text__nl")) == [
        (1, "Wees lief."),
        (2, "Wees mild."),
    ]


def test_rules_without_words_are_refused(place, manager):
    with pytest.raises(PlaceError):
        rules(place, manager, " ", TODAY)


def test_strangers_make_no_rules(place, stranger):
    with pytest.raises(NotAllowed):
        rules(place, stranger, "Weg jullie.", TODAY)
