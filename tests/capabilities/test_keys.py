"""Row F04 of the feature table: three sets, one of them with a choir, and an agreement that waits for all three."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import agreements, agreements_end
from schuifaan.apps.rooms.actions.agreements import Signer
from schuifaan.apps.rooms.enums import AgreementKind, AgreementStatus
from schuifaan.apps.rooms.models import Agreement, KeyLoan, KeySet
from schuifaan.apps.rooms.queries.agreements import terms_of_agreement
from schuifaan.core.letting.agreements import HandedBack, Side
from tests.capabilities.conftest import Fill, signed_in
from tests.factories import NOW, TODAY
from tests.factories.rooms import make_party, make_room

KEYS = "/beheer/plek/t-atrium/sleutels/"
FIRST_OF_MARCH = datetime(2026, 3, 1, 10, tzinfo=UTC)


def in_words(user: User) -> str:
    return " ".join(signed_in(user).get(KEYS).content.decode().split())


@pytest.fixture
def agreement(place: Place, manager: User) -> Agreement:
    """With a choir, about all three sets."""
    choir = make_party(place, "Koor", address="Kerkstraat 2", postcode="6211 AA", town="Maastricht")
    made = agreements.draft_agreement(
        place=place, party=choir, kind=AgreementKind.LOAN, room=make_room(place, "Zaal"), by=manager, now=NOW
    )
    whole = {
        "provider": Side(name="De Tafel", address="Dorpsstraat 1", represented_by="Els"),
        "purpose": "zingen",
        "starts_on": date(2026, 3, 1),
    }
    terms = terms_of_agreement(made).model_copy(update=whole)
    keys = [KeySet.objects.create(place=place, number=f"Set {number}") for number in (1, 2, 3)]
    agreements.change_draft(agreement=made, terms=terms, seen=1, keys=keys, by=manager, now=NOW)
    return agreements.sign(
        agreement=made, version=2, signed_on=TODAY, signers=[Signer(True, "Els"), Signer(False, "Wil")],
        by=manager, now=NOW,
    )  # fmt: skip


def test_f04_register_says_who_has_a_set_since_when_and_an_agreement_ends_with_three_of_three(
    fill_in: Fill, manager: User, host: User, agreement: Agreement
) -> None:
    for number in (1, 2, 3):
        key = KeySet.objects.get(number=f"Set {number}")
        with time_machine.travel(FIRST_OF_MARCH, tick=False):
            typed = {"party": agreement.party_id, "holder": "Koor", "signature": "10,20 30,40"}
            assert fill_in(host, f"{KEYS}{key.pk}/meegeven/", **typed).status_code == 302
    with time_machine.travel(NOW, tick=False):
        for number in (1, 3):
            loan = KeyLoan.objects.get(key_set__number=f"Set {number}")
            assert signed_in(host).post(f"{KEYS}{loan.pk}/terug/").status_code == 302
        said = in_words(host)
        assert '<strong dir="auto">Koor</strong>, sinds zondag 1 maart' in said
        assert (said.count("sinds zondag 1 maart"), said.count("Geef mee")) == (1, 2)

        seen = HandedBack(on=TODAY, emptied=True, clean=True, inventory_there=True, keys_back=3)
        with pytest.raises(agreements_end.KeysOut) as refused:
            agreements_end.hand_back(agreement=agreement, seen=seen, by=manager, now=NOW)
        assert refused.value.numbers == ["Set 2"]
        # Nor with two of three.
        two = seen.model_copy(update={"keys_back": 2})
        ended = agreements_end.hand_back(agreement=agreement, seen=two, by=manager, now=NOW)
        with pytest.raises(agreements_end.NotFinished, match="nog niet alle sleutels zijn terug"):
            agreements_end.close(agreement=ended, by=manager, now=NOW)

        loan = KeyLoan.objects.get(key_set__number="Set 2")
        assert signed_in(host).post(f"{KEYS}{loan.pk}/terug/").status_code == 302
        ended = agreements_end.hand_back(agreement=ended, seen=seen, by=manager, now=NOW)
        closed = agreements_end.close(agreement=ended, by=manager, now=NOW)
    assert closed.status == AgreementStatus.CLOSED
