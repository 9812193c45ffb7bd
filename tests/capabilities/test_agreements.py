"""Agreements about the use of a room, as a manager makes them: kinds, days, notice, the end, insurance, a new board."""

import io
import re
from datetime import date, timedelta

import pypdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from schuifaan.apps.rooms.models import Agreement, KeyLoan, KeySet
from schuifaan.apps.rooms.queries.agreements import due_agreements
from tests.capabilities.conftest import Fill, signed_in
from tests.capabilities.dossier_desk import words
from tests.factories import NOW, TODAY
from tests.factories.rooms import make_party, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_that_day")]

WHOLE = {
    "provider_name": "Stichting De Tafel", "provider_address": "Dorpsstraat 1", "provider_represented_by": "Els",
    "user_address": "Kerkstraat 2", "purpose": "samen zingen",
}  # fmt: skip


@pytest.fixture
def _that_day():
    with time_machine.travel(NOW, tick=False):
        yield


class Desk:
    """The agreements of a place, at the desk of its manager."""

    def __init__(self, client: Client, fill_in: Fill, user, place):
        self.client, self.fill_in, self.user, self.place = client, fill_in, user, place
        self.room = make_room(place)

    def make(self, kind, party, **typed):
        made = self.client.post(
            self.address("new_agreement"), {"kind": kind, "party": party.pk, "room": self.room.pk}
        )
        self.agreement = Agreement.objects.latest("pk")
        assert made["Location"] == self.one("change_agreement")
        self.text = self.fill_in(self.user, self.one("change_agreement"), **{**WHOLE, **typed})
        return self

    def sign(self):
        step = self.one("agreement_step", step="tekenen")
        signed = self.fill_in(self.user, step, place_name_0="Els", party_name_0="Wil")
        assert signed.status_code == 302, words(signed)
        return self

    def take(self, step, **typed):
        return self.client.post(self.one("agreement_step", step=step), typed)

    def read(self):
        return words(self.client.get(self.one("agreement")))

    def address(self, name):
        return reverse(f"rooms:{name}", kwargs={"slug": self.place.slug})

    def one(self, name, **more):
        return reverse(f"rooms:{name}", kwargs={"slug": self.place.slug, "pk": self.agreement.pk, **more})

    def refreshed(self):
        return Agreement.objects.get(pk=self.agreement.pk)


@pytest.fixture
def party(place):
    return make_party(place)


@pytest.fixture
def desk(place, manager, fill_in):
    return Desk(signed_in(manager), fill_in, manager, place)


def test_n01_both_kinds_are_made_and_a_loan_for_money_is_refused(desk, party):
    assert desk.make("loan", party).text.status_code == 302
    pdf = pypdf.PdfReader(
        io.BytesIO(desk.client.get(desk.one("agreement_file", number=2, extension="pdf")).content)
    )
    assert "geen huurovereenkomst" in " ".join(pdf.pages[0].extract_text().split())
    assert desk.make("use", party).text.status_code == 302
    refused = desk.make("loan", party, rent_cents="10").text
    assert refused.status_code == 422
    assert "Bruikleen is gratis. Vraag je geld voor het gebruik, dan is het voor de wet huur." in words(
        refused
    )
    refused = desk.make("use", party, yearly_indexation="on").text
    assert "Een bedrag van € 0 kun je niet elk jaar verhogen." in words(refused)


def test_n02_it_is_evaluated_after_a_year_with_reminders_60_and_14_days_before(desk, place, party):
    typed = {"starts_on": "2026-09-01", "evaluate_on": "2027-09-01"}
    desk.make("use", party, **typed).sign()
    assert desk.refreshed().evaluate_on == date(2027, 9, 1)
    said = {
        day: [(one.what, one.on) for one in due_agreements(place, day) if one.reminds]
        for day in (date(2027, 7, 3) + timedelta(days=n) for n in range(60))
    }
    assert {day: found for day, found in said.items() if found} == {
        date(2027, 7, 3): [("evaluate_on", date(2027, 9, 1))],
        date(2027, 8, 18): [("evaluate_on", date(2027, 9, 1))],
    }


def test_n03_notice_says_the_earliest_end(desk, party):
    desk.make("loan", party, starts_on="2026-09-01", ends_on="2027-08-31").sign()
    with time_machine.travel(date(2027, 1, 31), tick=False):
        desk.client = signed_in(desk.user)
        said = words(desk.client.get(desk.one("agreement_step", step="opzeggen")))
        assert "Wie vandaag opzegt, kan op zijn vroegst stoppen op 28 februari 2027." in said
        assert desk.take("opzeggen", notice_on="2027-01-31").status_code == 302
    assert desk.refreshed().ends_on == date(2027, 2, 28)


@pytest.mark.parametrize(("kind", "amount"), [("use", "€ 900,00"), ("loan", "€ 450,00")])
def test_n04_nine_days_late_costs_what_was_agreed(desk, party, kind, amount):
    desk.make(kind, party, starts_on="2026-01-01", ends_on="2026-11-12").sign()
    assert f"{amount} tot nu toe" in desk.read().replace("\N{NO-BREAK SPACE}", " ")


def test_n05_two_of_three_keys_do_not_close(desk, place, party):
    for number in ("A1", "A2", "A3"):
        key = KeySet.objects.create(place=place, number=number)
        KeyLoan.objects.create(key_set=key, party=party, holder="Wil", out_at=NOW)
    desk.make("loan", party, starts_on="2026-01-01", ends_on="2026-11-20").sign()
    KeyLoan.objects.exclude(key_set=key).update(in_at=NOW)
    done = {"on": TODAY.isoformat(), "emptied": "on", "clean_room": "on", "inventory_there": "on"}
    assert desk.take("opleveren", keys_back="2", **done).status_code == 302
    assert "nog niet alle sleutels zijn terug" in desk.read()
    desk.client.post(desk.one("close_agreement"))
    assert desk.refreshed().status == "ended"
    KeyLoan.objects.update(in_at=NOW)
    desk.take("opleveren", keys_back="3", **done)
    desk.client.post(desk.one("close_agreement"))
    assert desk.refreshed().status == "closed"


def test_n06_insurance_until_december_is_asked_about_from_its_first_day(desk, place, party):
    desk.make("loan", party, starts_on="2026-01-01", ends_on="2027-12-31").sign()
    assert desk.take("verzekering", until="2026-12-31").status_code == 302
    assert due_agreements(place, date(2026, 11, 30)) == []
    (due,) = due_agreements(place, date(2026, 12, 1))
    assert (due.what, due.on, due.reminds) == ("insured_until", date(2026, 12, 31), True)


def test_n07_new_chair_within_a_month_and_the_agreement_stays_active(desk, place, party):
    desk.make("loan", party, successor_days="30", reports_board="on").sign()
    chair = desk.agreement.signatories.get(for_place=False)
    step = desk.one("agreement_successor", signatory=chair.pk)
    # The chair left on 1 November, and there is no other yet.
    assert desk.client.post(step, {"left_on": "2026-11-01", "name": ""}).status_code == 302
    said = desk.read()
    assert "Wie tekende, is weg (Wil): 1 november 2026" in said
    assert (
        "Wil is weg. Schrijf op wie er nu over gaat namens de gebruiker. Volgens de overeenkomst is de opvolger "
        "uiterlijk 1 december 2026 bekend. De overeenkomst blijft gewoon gelden. Noteer wie Wil opvolgt"
        in said
    )
    assert "Wie tekende, is weg (Wil): Koor De Lijster" in words(desk.client.get(desk.address("agreements")))
    assert desk.refreshed().status == "signed"

    with time_machine.travel(date(2026, 11, 30), tick=False):
        desk.client = signed_in(desk.user)
        taken = desk.fill_in(desk.user, step, name="Mo", role="voorzitter")
        assert taken.status_code == 302
        assert due_agreements(place, date(2026, 11, 30)) == []
        said = desk.read()
    assert "Wil (namens de gebruiker), weg sinds 1 november 2026" in said
    assert "Mo, voorzitter (namens de gebruiker)" in said
    assert "opvolgt" not in said
    assert desk.refreshed().status == "signed"


def test_n09_words_of_renting_are_marked_in_a_loan_and_not_in_a_use_agreement(desk, party):
    own = {
        "clause_title_0": "Huurprijs",
        "clause_text_0": "De huur van de piano is apart. Fietsen in de schuur.",
    }
    warned = "In deze tekst staan woorden over huur: Huurprijs, huur. Dat past niet bij bruikleen."
    for kind, marked in (("loan", ["Huurprijs", "huur"]), ("use", [])):
        assert desk.make(kind, party, **own).text.status_code == 302
        page = desk.client.get(desk.one("agreement")).content.decode()
        assert re.findall("<mark>(.*?)</mark>", page) == marked
        assert (f'#id_clause_text_0">{warned}</a>' in page) is bool(marked)
        assert "Fietsen in de schuur." in page
    # The fixed words of a loan say themselves that it is no lease; that is not marked.
    desk.make("loan", party, clause_title_0="", clause_text_0="")
    page = desk.client.get(desk.one("agreement")).content.decode()
    assert ("huurovereenkomst" in page, "<mark>" in page) == (True, False)
