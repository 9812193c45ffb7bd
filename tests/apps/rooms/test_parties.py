"""Who books here, written down and changed by who works here."""

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions.parties import (
    NameMissing,
    PartyDetails,
    add_party,
    change_party,
    renew_link,
)
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.models import Party
from tests.factories import NOW
from tests.factories.rooms import make_party


@pytest.mark.django_db
def test_party_is_added_once_with_what_is_known(place, host, stranger):
    details = PartyDetails("Koor", PartyKind.ASSOCIATION, email="koor@example.org", lives_here=True)
    party = add_party(place=place, details=details, by=host, now=NOW, town="Maastricht")
    assert (party.town, party.lives_here, party.is_known) == ("Maastricht", True, False)
    assert add_party(place=place, details=details, by=host, now=NOW) == party
    assert Party.objects.count() == 1
    with pytest.raises(NotAllowed):
        add_party(place=place, details=details, by=stranger, now=NOW)


@pytest.mark.django_db
def test_without_an_address_everybody_is_somebody_else(place, host):
    details = PartyDetails("Familie Janssen", PartyKind.RESIDENT)
    assert add_party(place=place, details=details, by=host, now=NOW) != add_party(
        place=place, details=details, by=host, now=NOW
    )
    subjects = AuditEvent.objects.values_list("subject", flat=True)
    assert list(subjects) == ["", ""]


@pytest.mark.django_db
def test_host_changes_an_address_but_whom_the_place_trusts_is_for_the_manager(place, host, manager, stranger):
    party = make_party(place)
    change_party(party=party, by=host, now=NOW, phone="043 123", kind=PartyKind.WELFARE)
    with pytest.raises(NotAllowed):
        change_party(party=party, by=host, now=NOW, is_known=True)
    with pytest.raises(NotAllowed):
        change_party(party=party, by=stranger, now=NOW, phone="1")
    party.refresh_from_db()
    assert (party.phone, party.kind, party.is_known) == ("043 123", "welfare", False)
    change_party(party=party, by=manager, now=NOW, is_known=True)
    change_party(party=party, by=host, now=NOW, is_known=True)
    changes = AuditEvent.objects.order_by("at", "id").values_list("verb", "changes")
    assert sorted(changes, key=str) == [
        ("party.changed", {"is_known": [False, True]}),
        ("party.changed", {}),
    ]


@pytest.mark.django_db
def test_party_keeps_a_name_and_nothing_else_is_changed(place, host):
    party = make_party(place)
    with pytest.raises(NameMissing):
        change_party(party=party, by=host, now=NOW, name="  ")
    with pytest.raises(ValueError, match="no token"):
        change_party(party=party, by=host, now=NOW, token="x")


@pytest.mark.django_db
def test_new_link_closes_the_old_one(place, host):
    party = make_party(place)
    old = party.token
    renew_link(party=party, by=host, now=NOW)
    assert not Party.objects.filter(token=old).exists()
    assert AuditEvent.objects.get().verb == "party.link_renewed"
