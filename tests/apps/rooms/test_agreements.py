"""Agreements: drafted from what is known, changed in versions, signed, ended and handed back."""

from datetime import date, timedelta

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions.saving import ChangedMeanwhile
from schuifaan.apps.rooms.actions import agreements as acting
from schuifaan.apps.rooms.actions import agreements_end as ending
from schuifaan.apps.rooms.actions.agreements import DoesNotStand, NotNow, Signer
from schuifaan.apps.rooms.enums import AgreementKind, AgreementStatus, PartyKind
from schuifaan.apps.rooms.models import Agreement, KeyLoan, KeySet, Signatory
from schuifaan.apps.rooms.queries import agreements as queries
from schuifaan.apps.rooms.queries.agreement_page import agreement_page
from schuifaan.core.letting.agreements import HandedBack, OwnClause, Side
from tests.factories import NOW, TODAY, make_place, make_team_member, make_user
from tests.factories.rooms import at, make_booking, make_party, make_room, make_terms

pytestmark = pytest.mark.django_db

DONE = {"emptied": True, "clean": True, "inventory_there": True}


@pytest.fixture
def party(place):
    return make_party(place, address="Kerkstraat 2", postcode="6211 AA", town="Maastricht")


@pytest.fixture
def draft(place, party, kitchen, manager):
    """Of a loan from the first of December, whole enough to sign."""

    def make(**changes):
        agreement = acting.draft_agreement(
            place=place, party=party, kind=AgreementKind.LOAN, room=kitchen, by=manager, now=NOW
        )
        terms = queries.terms_of_agreement(agreement)
        whole = {
            "provider": Side(name="De Tafel", address="Dorpsstraat 1", represented_by="Els"),
            "purpose": "zingen",
        }
        acting.change_draft(
            agreement=agreement, terms=terms.model_copy(update=whole | changes), seen=1, by=manager, now=NOW
        )
        return Agreement.objects.get(pk=agreement.pk)

    return make


@pytest.fixture
def signed(draft, manager):
    def make(*, on=TODAY, user=None, **changes):
        signers = [Signer(for_place=True, name="Els", role="voorzitter", user=user), Signer(False, "Wil")]
        return acting.sign(
            agreement=draft(**changes), version=2, signed_on=on, signers=signers, by=manager, now=NOW
        )

    return make


def make_key(place, number, party=None):
    key = KeySet.objects.create(place=place, number=number)
    if party:
        KeyLoan.objects.create(key_set=key, party=party, holder="Wil", out_at=NOW)
    return key


def verbs():
    return sorted(AuditEvent.objects.values_list("verb", flat=True))


def due(place, today=TODAY):
    return [(one.what, one.on) for one in queries.due_agreements(place, today)]


# -- A draft --------------------------------------------------------------------------------------


def test_draft_of_a_loan_is_filled_in_as_far_as_is_known(place, party, hall, manager):
    make_terms(place, legal_name="Stichting De Tafel", address="Dorpsstraat 1", town="Maastricht")
    make_key(place, "A1", party)
    booking = make_booking(hall, (at(18), at(20)), party=party)
    agreement = acting.draft_agreement(
        place=place, party=party, kind="loan", booking=booking, by=manager, now=NOW
    )
    terms = queries.terms_of_agreement(agreement)
    assert terms.provider.name == "Stichting De Tafel"
    assert terms.provider.address == "Dorpsstraat 1, Maastricht"
    assert (terms.user.name, terms.user.represented_by) == ("Koor De Lijster", "Wil")
    assert (terms.room, terms.purpose, terms.keys) == ("Grote zaal", "Koor De Lijster", ("A1",))
    assert (terms.starts_on, terms.ends_on) == (date(2026, 1, 6), date(2027, 1, 5))
    assert (terms.penalty_cents, terms.insure_contents, terms.reports_board) == (5000, True, True)
    assert list(agreement.keys.values_list("number", flat=True)) == ["A1"]
    assert verbs() == ["agreement.drafted"]


def test_draft_of_a_use_agreement_is_evaluated_after_a_year(place, party, manager):
    agreement = acting.draft_agreement(place=place, party=party, kind="use", by=manager, now=NOW)
    assert (agreement.starts_on, agreement.evaluate_on) == (date(2026, 12, 1), date(2027, 12, 1))
    assert (agreement.ends_on, queries.terms_of_agreement(agreement).penalty_cents) == (None, 10000)


def test_resident_signs_in_person(place, manager):
    party = make_party(place, "Wil", kind=PartyKind.RESIDENT, contact_name="Wil Jansen", language="en")
    agreement = acting.draft_agreement(place=place, party=party, kind="use", by=manager, now=NOW)
    terms = queries.terms_of_agreement(agreement)
    assert terms.user == Side(name="Wil Jansen", is_person=True)
    assert (terms.language, terms.reports_board) == ("en", False)


def test_who_runs_the_place_gets_it_from_somebody_else(place, organisation, manager):
    make_terms(place)
    party = make_party(place, organisation.name)
    agreement = acting.draft_agreement(place=place, party=party, kind="use", by=manager, now=NOW)
    terms = queries.terms_of_agreement(agreement)
    assert (terms.provider, terms.user_lets) == (Side(), True)


def test_next_draft_begins_with_the_own_clauses_of_the_place(draft, place, party, manager):
    clause = OwnClause(title="Piano", text="Blijft dicht.")
    draft(own_clauses=(clause,))
    agreement = acting.draft_agreement(place=place, party=party, kind="use", by=manager, now=NOW)
    assert queries.terms_of_agreement(agreement).own_clauses == (clause,)


def test_change_makes_a_next_version_and_keeps_the_first(draft, manager):
    agreement = draft()
    terms = queries.terms_of_agreement(agreement).model_copy(update={"ends_on": date(2027, 6, 30)})
    version = acting.change_draft(agreement=agreement, terms=terms, seen=2, by=manager, now=NOW)
    agreement.refresh_from_db()
    assert (version.number, agreement.ends_on) == (3, date(2027, 6, 30))
    assert [one.number for one in agreement.versions.all()] == [3, 2, 1]
    assert verbs() == ["agreement.changed", "agreement.changed", "agreement.drafted"]


def test_change_of_nothing_makes_no_version(draft, manager):
    agreement = draft()
    same = queries.terms_of_agreement(agreement)
    assert acting.change_draft(agreement=agreement, terms=same, seen=2, by=manager, now=NOW).number == 2


def test_second_of_two_who_change_one_draft_is_told(draft, manager, board_member):
    agreement = draft()
    terms = queries.terms_of_agreement(agreement)
    mine, theirs = (terms.model_copy(update={"for_whom": who}) for who in ("buren", "ouderen"))
    acting.change_draft(agreement=agreement, terms=mine, seen=2, by=manager, now=NOW)
    with pytest.raises(ChangedMeanwhile) as told:
        acting.change_draft(agreement=agreement, terms=theirs, seen=2, by=board_member, now=NOW)
    assert told.value.by == manager.name
    assert queries.terms_of_agreement(agreement).for_whom == "buren"


def test_loan_for_money_is_not_kept(draft, manager):
    agreement = draft()
    terms = queries.terms_of_agreement(agreement).model_copy(update={"rent_cents": 1000})
    with pytest.raises(DoesNotStand, match="Bruikleen is gratis") as refused:
        acting.change_draft(agreement=agreement, terms=terms, seen=2, by=manager, now=NOW)
    assert refused.value.field == "rent_cents"
    assert agreement.versions.count() == 2


def test_draft_can_be_thrown_away_and_what_was_signed_cannot(draft, signed, manager):
    acting.discard_draft(agreement=draft(), by=manager, now=NOW)
    assert Agreement.objects.count() == 0
    with pytest.raises(NotNow):
        acting.discard_draft(agreement=signed(), by=manager, now=NOW)


@pytest.mark.parametrize("kind", ["party", "room"])
def test_draft_is_of_one_place(place, party, manager, kind):
    other = make_place("ander", name="Ander")
    wanted = {"party": party, "room": make_room(other)} if kind == "room" else {"party": make_party(other)}
    with pytest.raises(ValueError, match="another place"):
        acting.draft_agreement(place=place, kind="use", by=manager, now=NOW, **wanted)


def test_host_and_stranger_make_no_agreements(place, party, host, stranger):
    for who in (host, stranger):
        with pytest.raises(NotAllowed):
            acting.draft_agreement(place=place, party=party, kind="use", by=who, now=NOW)


# -- Signing --------------------------------------------------------------------------------------


def test_signing_keeps_who_and_which_version(signed):
    agreement = signed()
    assert (agreement.status, agreement.signed_on, agreement.signed_version) == ("signed", TODAY, 2)
    assert list(agreement.signatories.values_list("name", "for_place", "role")) == [
        ("Els", True, "voorzitter"), ("Wil", False, ""),
    ]  # fmt: skip
    assert verbs() == ["agreement.changed", "agreement.drafted", "agreement.signed"]


def test_what_is_not_whole_is_not_signed(draft, manager):
    agreement = draft(purpose="")
    signers = [Signer(True, "Els"), Signer(False, "Wil")]
    with pytest.raises(DoesNotStand) as refused:
        acting.sign(agreement=agreement, version=2, signed_on=TODAY, signers=signers, by=manager, now=NOW)
    assert refused.value.problem.code == "without_purpose"


def test_version_that_was_changed_meanwhile_is_not_signed(draft, manager):
    signers = [Signer(True, "Els"), Signer(False, "Wil")]
    with pytest.raises(ChangedMeanwhile):
        acting.sign(agreement=draft(), version=1, signed_on=TODAY, signers=signers, by=manager, now=NOW)


@pytest.mark.parametrize(
    ("signers", "field"),
    [([Signer(True, "Els")], "party_name_0"), ([Signer(False, "Wil"), Signer(True, " ")], "place_name_0")],
)
def test_both_sides_sign(draft, manager, signers, field):
    with pytest.raises(acting.UnknownSigner) as refused:
        acting.sign(agreement=draft(), version=2, signed_on=TODAY, signers=signers, by=manager, now=NOW)
    assert refused.value.field == field


def test_nobody_signs_tomorrow(signed):
    with pytest.raises(acting.DayCannotBe):
        signed(on=TODAY + timedelta(days=1))


def test_what_was_signed_does_not_change(signed, manager):
    agreement = signed()
    with pytest.raises(NotNow):
        acting.change_draft(
            agreement=agreement, terms=queries.terms_of_agreement(agreement), seen=2, by=manager, now=NOW
        )


# -- While it runs --------------------------------------------------------------------------------


def test_insurance_asks_again_from_thirty_days_before(signed, place, manager):
    until = date(2026, 12, 31)
    acting.record_insurance(agreement=signed(), until=until, by=manager, now=NOW)
    assert due(place, date(2026, 11, 30)) == []
    assert due(place, date(2026, 12, 1)) == [("insured_until", until)]
    assert queries.due_agreements(place, date(2026, 12, 1))[0].reminds is True


def test_looking_back_names_a_next_day(signed, place, manager):
    agreement = signed(evaluate_on=date(2027, 6, 1))
    assert due(place, date(2027, 4, 1)) == []
    assert due(place, date(2027, 4, 2)) == [("evaluate_on", date(2027, 6, 1))]
    with pytest.raises(acting.DayCannotBe):
        acting.look_back(agreement=agreement, next_on=TODAY, by=manager, now=NOW)
    acting.look_back(agreement=agreement, next_on=None, by=manager, now=NOW)
    assert due(place, date(2027, 4, 2)) == []


def test_end_is_said_60_and_14_days_before_and_stays_until_handed_back(signed, place):
    end = signed().ends_on
    assert end == date(2027, 11, 30)
    reminded = [
        day
        for day in (end - timedelta(days=before) for before in range(80))
        if any(one.reminds for one in queries.due_agreements(place, day))
    ]
    assert reminded == [end - timedelta(days=14), end - timedelta(days=60)]
    assert due(place, end) == [("ends_on", end)]
    assert due(place, end + timedelta(days=1)) == [("hand_back", end)]


def test_draft_waits_for_a_signature(draft, place):
    draft()
    assert due(place) == [("sign", date(2026, 12, 1))]


def test_board_member_who_left_asks_for_a_successor(signed, place, board_member, manager):
    agreement = signed(user=board_member)
    assert due(place) == []
    board_member.place_roles.update(until_date=TODAY - timedelta(days=1))
    assert due(place) == [("board", TODAY)]
    chair = make_user("voorzitter@example.org")
    make_team_member(place, user=chair, role="board")
    gone = Signatory.objects.get(user=board_member)
    successor = Signer(True, "Nieuw", user=chair)
    acting.name_successor(signatory=gone, left_on=TODAY, successor=successor, by=manager, now=NOW)
    assert due(place) == []
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.SIGNED
    assert agreement.signatories.count() == 3


def test_side_without_anybody_asks_until_there_is_somebody(signed, place, manager):
    one = signed().signatories.get(for_place=False)
    acting.name_successor(signatory=one, left_on=TODAY, by=manager, now=NOW)
    assert due(place) == [("board", TODAY)]


@pytest.mark.parametrize(
    ("changes", "for_place", "said"),
    [
        ({"reports_board": True}, False, "uiterlijk 21 december 2026 bekend. De overeenkomst blijft gewoon gelden."),
        ({"reports_board": False}, False, "namens de gebruiker. De overeenkomst blijft gewoon gelden."),
        ({"reports_board": True}, True, "namens wie de ruimte geeft. De overeenkomst blijft gewoon gelden."),
        (
            {"user": Side(name="Wil", address="Kerkstraat 2", is_person=True)},
            False,
            "Dan stopt de bruikleen op 21 december 2026, behalve als jullie voor die dag op papier een opvolger afspreken.",
        ),
    ],
)  # fmt: skip
def test_what_then_is_said_as_the_clauses_have_it(draft, manager, changes, for_place, said):
    signers = [Signer(True, "Els"), Signer(False, "Wil")]
    agreement = acting.sign(
        agreement=draft(**changes), version=2, signed_on=TODAY, signers=signers, by=manager, now=NOW
    )
    one = agreement.signatories.get(for_place=for_place)
    acting.name_successor(signatory=one, left_on=TODAY, by=manager, now=NOW)
    (gap,) = agreement_page(queries.agreement_at(agreement.place, agreement.pk), TODAY).gaps
    assert gap.words.startswith(f"{one.name} is weg. Schrijf op wie er nu over gaat")
    assert gap.words.endswith(said)
    assert gap.after == (one,)


def test_successor_comes_after_the_last_who_left(signed, manager):
    agreement = signed()
    first = agreement.signatories.get(for_place=False)
    for who, name in ((first, "Mo"), (None, "")):
        gone = who or agreement.signatories.get(name="Mo")
        left_on = TODAY - timedelta(days=9 if who else 2)
        acting.name_successor(
            signatory=gone, left_on=left_on, successor=Signer(False, name), by=manager, now=NOW
        )
    agreement = queries.agreement_at(agreement.place, agreement.pk)
    after = [one for one in agreement.signatories.all() if queries.named_after(agreement, one.pk)]
    assert [one.name for one in after] == ["Els", "Mo"]


def test_questions_are_few_however_many_agreements(signed, place, board_member, django_assert_num_queries):
    for _ in range(3):
        signed(user=board_member)
    with django_assert_num_queries(3):
        queries.due_agreements(place, TODAY)


def test_coming_year_has_every_day_once(signed, place):
    agreement = signed(evaluate_on=date(2027, 6, 1))
    found = queries.coming([agreement], TODAY)
    assert [(one.what, one.on) for one in found] == [
        ("starts_on", date(2026, 12, 1)), ("evaluate_on", date(2027, 6, 1)),
    ]  # fmt: skip
    assert queries.coming([agreement], date(2027, 7, 1))[0].what == "ends_on"


# -- Notice ---------------------------------------------------------------------------------------


def notice(agreement, by, **fields):
    return ending.give_notice(agreement=agreement, **{"notice_on": TODAY, "by": by, "now": NOW, **fields})


def test_notice_ends_on_the_earliest_day(signed, manager):
    agreement = notice(signed(), manager)
    assert (agreement.status, agreement.notice_on, agreement.ends_on) == (
        "notice", TODAY, date(2026, 12, 21),
    )  # fmt: skip


def test_notice_may_end_later_and_not_earlier(signed, manager):
    with pytest.raises(ending.TooSoon) as refused:
        notice(signed(), manager, ends_on=date(2026, 12, 20))
    assert refused.value.earliest == date(2026, 12, 21)
    assert str(refused.value) == "Met deze opzegtermijn kan het op zijn vroegst op 21 december 2026."
    assert notice(signed(), manager, ends_on=date(2027, 2, 1)).ends_on == date(2027, 2, 1)


def test_notice_does_not_move_an_end_away(signed, manager):
    assert notice(signed(ends_on=date(2026, 12, 5)), manager).ends_on == date(2026, 12, 5)


def test_on_grounds_it_ends_at_once_and_never_before_it_began(signed, manager):
    agreement = signed(starts_on=date(2026, 11, 1))
    assert notice(agreement, manager, at_once=True).ends_on == TODAY
    assert notice(signed(), manager, at_once=True).ends_on == date(2026, 12, 1)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_notice_is_given_between_signing_and_today(signed, manager, day):
    with pytest.raises(acting.DayCannotBe):
        notice(signed(), manager, notice_on=day)


def test_draft_takes_no_notice(draft, manager):
    with pytest.raises(NotNow):
        notice(draft(), manager)


# -- Handing back ---------------------------------------------------------------------------------


@pytest.fixture
def with_keys(place, party, signed):
    """Three sets; the party still has the last."""
    for number in ("A1", "A2", "A3"):
        make_key(place, number, party)
    agreement = signed(starts_on=date(2026, 11, 1))
    KeyLoan.objects.exclude(key_set__number="A3").update(in_at=NOW)
    return agreement


def hand_back(agreement, by, **fields):
    seen = HandedBack(on=TODAY, **{**DONE, "keys_back": 3, **fields})
    return ending.hand_back(agreement=agreement, seen=seen, by=by, now=NOW)


def test_two_of_three_keys_do_not_close(with_keys, manager):
    agreement = hand_back(with_keys, manager, keys_back=2)
    assert (agreement.status, agreement.handed_back["keys_due"]) == ("ended", 3)
    with pytest.raises(ending.NotFinished) as refused:
        ending.close(agreement=agreement, by=manager, now=NOW)
    assert str(refused.value) == "Dit moet nog gebeuren: nog niet alle sleutels zijn terug."
    KeyLoan.objects.update(in_at=NOW)
    agreement = ending.close(agreement=hand_back(agreement, manager), by=manager, now=NOW)
    assert agreement.status == AgreementStatus.CLOSED
    assert verbs() == [
        "agreement.changed", "agreement.closed", "agreement.drafted", "agreement.handed_back",
        "agreement.handed_back", "agreement.signed",
    ]  # fmt: skip


def test_list_of_keys_is_believed(with_keys, manager):
    with pytest.raises(ending.KeysOut) as refused:
        hand_back(with_keys, manager)
    assert refused.value.numbers == ["A3"]


def test_key_that_is_lost_or_with_the_next_party_is_not_waited_for(with_keys, place, manager):
    loan = KeyLoan.objects.get(key_set__number="A3")
    loan.in_at = NOW
    loan.save()
    KeyLoan.objects.create(key_set=loan.key_set, party=make_party(place, "Anderen"), holder="Mo", out_at=NOW)
    KeySet.objects.filter(number="A1").update(lost_on=TODAY)
    KeyLoan.objects.filter(key_set__number="A1").update(in_at=None)
    agreement = hand_back(with_keys, manager)
    assert (agreement.handed_back["keys_due"], agreement.handed_back["keys_back"]) == (2, 2)
    assert ending.close(agreement=agreement, by=manager, now=NOW).status == AgreementStatus.CLOSED


def test_key_given_out_after_handing_back_keeps_it_open(with_keys, party, manager):
    KeyLoan.objects.update(in_at=NOW)
    agreement = hand_back(with_keys, manager)
    KeyLoan.objects.create(key_set=KeySet.objects.get(number="A2"), party=party, holder="Wil", out_at=NOW)
    with pytest.raises(ending.KeysOut):
        ending.close(agreement=agreement, by=manager, now=NOW)


def test_handing_back_an_open_agreement_is_its_last_day(signed, manager):
    agreement = signed(starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 31))
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=None)
    assert hand_back(agreement, manager).ends_on == TODAY


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(2026, 10, 31)])
def test_handing_back_is_between_the_first_day_and_today(with_keys, manager, day):
    with pytest.raises(acting.DayCannotBe):
        ending.hand_back(agreement=with_keys, seen=HandedBack(on=day), by=manager, now=NOW)


def test_what_runs_does_not_close(signed, manager):
    with pytest.raises(NotNow):
        ending.close(agreement=signed(), by=manager, now=NOW)
