"""The desk of agreements: the list, the text with what is wrong with it, the steps, and the files."""

import io
from datetime import date, timedelta

import docx
import icalendar
import pypdf
import pytest
from django.urls import reverse

from schuifaan.apps.rooms.actions import agreements as acting
from schuifaan.apps.rooms.enums import AgreementStatus
from schuifaan.apps.rooms.models import Agreement, KeyLoan, KeySet
from schuifaan.apps.rooms.queries import agreements as queries
from tests.apps.pages import queries_of, words_of
from tests.factories import NOW, TODAY
from tests.factories.rooms import at, make_booking, make_party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

WHOLE = {
    "provider_name": "Stichting De Tafel", "provider_address": "Dorpsstraat 1", "provider_represented_by": "Els",
    "user_address": "Kerkstraat 2", "purpose": "zingen",
}  # fmt: skip
SIGNED = {"signed_on": "2026-11-21", "place_name_0": "Els", "party_name_0": "Wil", "version": "2"}
DONE = {"on": "2026-11-21", "emptied": "on", "clean_room": "on", "inventory_there": "on"}
WIERD = "’t Koor <b> {0} %(x)s جمعية 🎶"


@pytest.fixture
def party(place):
    return make_party(place)


@pytest.fixture
def agreement(place, party, kitchen, manager):
    return acting.draft_agreement(place=place, party=party, kind="loan", room=kitchen, by=manager, now=NOW)


def address(name, agreement, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": agreement.place.slug, "pk": agreement.pk, **more})


def main_of(response):
    said = " ".join(response.content.decode().split())
    return said[said.index("<main") : said.index("</main>")]


def words(response):
    return words_of(main_of(response))


@pytest.fixture
def change(at_work, agreement):
    """Opens the text, types over some of it, sends the rest as it stood."""

    def send(**typed):
        path = address("change_agreement", agreement)
        sent = {}
        for bound in at_work.get(path).context["form"]:
            value = bound.value()
            if value is True:
                sent[bound.html_name] = "on"
            elif value not in (None, False, ""):
                sent[bound.html_name] = value
        sent = {name: value for name, value in {**sent, **typed}.items() if value is not None}
        return at_work.post(path, sent)

    return send


@pytest.fixture
def take(at_work, agreement):
    def send(step, **typed):
        return at_work.post(address("agreement_step", agreement, step=step), typed)

    return send


@pytest.fixture
def signed(change, take, agreement):
    assert change(**WHOLE).status_code == 302
    assert take("tekenen", **SIGNED).status_code == 302
    agreement.refresh_from_db()
    return agreement


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


# -- Making and changing --------------------------------------------------------------------------


def test_new_one_becomes_a_draft_and_opens_its_text(at_work, place, party, kitchen):
    path = reverse("rooms:new_agreement", kwargs={"slug": place.slug})
    assert f'value="{party.pk}" selected' in main_of(at_work.get(path, {"huurder": party.pk}))
    response = at_work.post(path, {"kind": "use", "party": party.pk, "room": kitchen.pk})
    made = Agreement.objects.get()
    assert response["Location"] == address("change_agreement", made)
    assert (made.kind, made.party, made.room) == ("use", party, kitchen)


def test_new_one_from_a_reservation_knows_what_is_asked_there(at_work, place, party, kitchen):
    booking = make_booking(kitchen, (at(18), at(20)), party=party, title="Zangavond")
    path = reverse("rooms:new_agreement", kwargs={"slug": place.slug})
    form = at_work.get(path, {"reservering": booking.number}).context["form"]
    asked = {name: form[name].value() for name in ("party", "room", "booking")}
    assert asked == {"party": party.pk, "room": kitchen.pk, "booking": booking.number}
    at_work.post(path, {**asked, "kind": "use"})
    made = Agreement.objects.get()
    assert (made.booking, made.starts_on) == (booking, date(2026, 1, 6))
    assert queries.terms_of_agreement(made).purpose == "Zangavond"
    at_work.post(path, {**asked, "kind": "use", "party": make_party(place, "Anderen").pk})
    assert Agreement.objects.get(party__name="Anderen").booking is None


@pytest.mark.parametrize("huurder", ["", "x", "99999", "🎶", "9" * 40])
def test_new_one_takes_any_address(at_work, place, huurder):
    path = reverse("rooms:new_agreement", kwargs={"slug": place.slug})
    assert at_work.get(path, {"huurder": huurder, "reservering": huurder}).status_code == 200
    assert (
        at_work.post(
            path, {"kind": huurder, "party": huurder, "room": huurder, "booking": huurder}
        ).status_code
        == 422
    )


def test_new_one_does_not_take_a_party_of_elsewhere(at_work, place, stranger):
    other = make_party(stranger.place_roles.get().place)
    path = reverse("rooms:new_agreement", kwargs={"slug": place.slug})
    response = at_work.post(path, {"kind": "use", "party": other.pk})
    assert errors_of(response) == {"party": ["Kies iemand uit de lijst."]}


def test_text_as_it_opens_changes_nothing(change, agreement):
    assert change().status_code == 302
    assert agreement.versions.count() == 1


def test_text_is_kept_as_typed(change, agreement):
    typed = {
        "user_name": WIERD, "purpose": WIERD, "shared_rooms": "de keuken\n\nde tuin", "advance_cents": "12,50",
        "clause_title_0": "Piano", "clause_text_0": WIERD, "no_smoking": None,
    }  # fmt: skip
    assert change(**{**WHOLE, **typed}).status_code == 302
    terms = queries.terms_of_agreement(Agreement.objects.get(pk=agreement.pk))
    assert (terms.user.name, terms.purpose, terms.shared_rooms) == (WIERD, WIERD, ("de keuken", "de tuin"))
    assert (terms.advance_cents, terms.no_smoking) == (1250, False)
    assert [(one.title, one.text) for one in terms.own_clauses] == [("Piano", WIERD)]


def test_loan_for_money_is_refused_beside_its_field_and_keeps_what_was_typed(change, agreement):
    response = change(rent_cents="10", user_name=WIERD)
    assert response.status_code == 422
    assert errors_of(response)["rent_cents"][0].startswith("Bruikleen is gratis.")
    assert response.context["form"]["user_name"].value() == WIERD
    assert agreement.versions.count() == 1


def test_looking_shows_what_is_wrong_and_keeps_nothing(change, agreement):
    response = change(kijk="1", yearly_indexation="on")
    assert response.status_code == 200
    assert "Een bedrag van € 0 kun je niet elk jaar verhogen." in words(response)
    assert agreement.versions.count() == 1
    assert "Er ontbreekt niets meer." in words(change(kijk="1", **WHOLE))


def test_second_of_two_is_told_and_keeps_what_was_typed(change, agreement):
    assert change(purpose="zingen").status_code == 302
    response = change(seen="1", purpose="dansen")
    assert response.status_code == 422
    assert "Intussen heeft Beheerder" in words(response)
    assert response.context["form"]["purpose"].value() == "dansen"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts_on", "31-02-2026"), ("starts_on", "0001-01-01"), ("ends_on", "9999-12-31"), ("seen", "x"),
        ("rent_cents", "veel"), ("notice_months", "-1"), ("notice_months", "🎶"), ("language", "de"),
        ("cleaning", "niemand"), ("key_sets", "x"), ("purpose", "x" * 2001), ("user_name", "x" * 201),
        ("inventory", "\n".join("x" * 201)), ("inventory", "x" * 201), ("clause_title_0", "zonder tekst"),
    ],
)  # fmt: skip
def test_wrong_input_is_said_beside_its_field(change, field, value):
    response = change(**{field: value})
    assert response.status_code == 422
    assert response.context["form"].errors


def test_keys_that_were_chosen_stand_in_the_text(change, place, agreement, manager):
    key = KeySet.objects.create(place=place, number="A1")
    assert change(key_sets=[key.pk]).status_code == 302
    assert queries.terms_of_agreement(Agreement.objects.get(pk=agreement.pk)).keys == ("A1",)


# -- The page and the list ------------------------------------------------------------------------


def test_page_says_what_is_missing_and_then_that_it_can_be_signed(at_work, change, agreement):
    said = words(at_work.get(address("agreement", agreement)))
    assert "Schrijf waarvoor de ruimte is." in said
    assert "Laat een jurist de tekst lezen" in said
    assert "Ondertekening noteren" not in said
    change(**WHOLE)
    assert "Ondertekening noteren" in words(at_work.get(address("agreement", agreement)))


def test_page_shows_what_changed_between_versions(at_work, change, agreement):
    change(**WHOLE)
    change(purpose="dansen")
    said = words(at_work.get(address("agreement", agreement)))
    assert (
        "Wat er veranderde: 1 afspraak Waarvoor de ruimte is Eerst: De Gebruiker gebruikt de ruimte alleen"
        " hiervoor: zingen Nu: De Gebruiker gebruikt de ruimte alleen hiervoor: dansen"
    ) in said


def test_list_begins_with_what_asks_for_somebody(at_work, place, signed):
    Agreement.objects.filter(pk=signed.pk).update(ends_on=TODAY + timedelta(days=20))
    said = words(at_work.get(reverse("rooms:agreements", kwargs={"slug": place.slug})))
    start = said.index("Dit vraagt aandacht")
    assert said[start:].startswith("Dit vraagt aandacht Loopt af : Koor De Lijster 11 december 2026 Loopt nu")
    assert "December 2026 1 december: begint, Koor De Lijster 11 december: loopt af, Koor De Lijster" in said


def test_list_costs_no_more_with_more_agreements(at_work, place, party, manager, signed):
    path = reverse("rooms:agreements", kwargs={"slug": place.slug})
    one = queries_of(at_work, path)
    for _ in range(3):
        acting.draft_agreement(place=place, party=party, kind="use", by=manager, now=NOW)
    assert queries_of(at_work, path) == one


def test_empty_list_says_what_it_is_for(at_work, place):
    said = words(at_work.get(reverse("rooms:agreements", kwargs={"slug": place.slug})))
    assert "Er zijn nog geen overeenkomsten" in said


# -- Steps ----------------------------------------------------------------------------------------


def test_signing_writes_down_who_and_the_account(change, take, at_work, agreement, board_member):
    change(**WHOLE)
    board_member.place_roles.update(name="Bestuur Els")
    path = address("agreement_step", agreement, step="tekenen")
    assert at_work.get(path).context["form"]["party_name_0"].value() == "Wil"
    response = take("tekenen", **{**SIGNED, "place_name_0": "", "place_account_0": str(board_member.pk)})
    assert response.status_code == 302
    signers = agreement.signatories.values_list("name", "for_place", "user")
    assert list(signers) == [("Bestuur Els", True, board_member.pk), ("Wil", False, None)]


def test_nothing_is_signed_that_is_not_whole(take, agreement):
    response = take("tekenen", **{**SIGNED, "version": "1"})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Hier ontbreekt nog een adres."]
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.DRAFT


def test_notice_is_worked_out(at_work, take, signed):
    said = words(at_work.get(address("agreement_step", signed, step="opzeggen")))
    assert "Wie vandaag opzegt, kan op zijn vroegst stoppen op 21 december 2026." in said
    response = take("opzeggen", notice_on="2026-11-21", ends_on="2026-12-01")
    assert errors_of(response) == {
        "ends_on": ["Met deze opzegtermijn kan het op zijn vroegst op 21 december 2026."]
    }
    assert take("opzeggen", notice_on="2026-11-21").status_code == 302
    signed.refresh_from_db()
    assert signed.ends_on == date(2026, 12, 21)


def test_insurance_and_looking_back(take, signed):
    assert take("verzekering", until="2026-12-31").status_code == 302
    assert take("terugkijken", next_on="2027-12-01").status_code == 302
    signed.refresh_from_db()
    assert (signed.insured_until, signed.evaluate_on) == (date(2026, 12, 31), date(2027, 12, 1))


def test_successor_takes_over(at_work, signed):
    who = signed.signatories.get(for_place=False)
    path = address("agreement_successor", signed, signatory=who.pk)
    assert "Wil is weg" in words(at_work.get(path))
    assert (
        at_work.post(path, {"left_on": "2026-11-20", "name": "Mo", "role": "voorzitter"}).status_code == 302
    )
    said = words(at_work.get(address("agreement", signed)))
    assert "Wil (namens de gebruiker), weg sinds 20 november 2026" in said
    assert "Mo, voorzitter" in said
    assert at_work.get(path).status_code == 404


def test_handing_back_and_closing(at_work, take, signed, place, party):
    Agreement.objects.filter(pk=signed.pk).update(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 12))
    for number in ("A1", "A2", "A3"):
        key = KeySet.objects.create(place=place, number=number)
        signed.keys.add(key)
    KeyLoan.objects.create(key_set=key, party=party, holder="Wil", out_at=NOW)
    said = words(at_work.get(address("agreement", signed)))
    assert "€ 450,00 tot nu toe" in said.replace("\N{NO-BREAK SPACE}", " ")
    path = address("agreement_step", signed, step="opleveren")
    form = at_work.get(path).context["form"]
    assert (form["keys_back"].value(), str(form.fields["keys_back"].help_text)) == (
        2, "Er horen er 3 terug te komen.",
    )  # fmt: skip
    assert errors_of(take("opleveren", keys_back="3", **DONE)) == {
        "keys_back": ["Deze sleutels zijn volgens de sleutellijst nog niet terug: A3."]
    }
    assert take("opleveren", keys_back="2", **DONE).status_code == 302
    said = words(at_work.get(address("agreement", signed)))
    assert "nog niet alle sleutels zijn terug" in said
    assert "Rond af" not in said
    response = at_work.post(address("close_agreement", signed), follow=True)
    assert "Dit moet nog gebeuren: nog niet alle sleutels zijn terug." in words_of(response.content.decode())
    KeyLoan.objects.update(in_at=NOW)
    take("opleveren", keys_back="3", **DONE)
    at_work.post(address("close_agreement", signed))
    signed.refresh_from_db()
    assert signed.status == AgreementStatus.CLOSED


def test_draft_goes_away_and_what_was_signed_stays(at_work, signed, place, party, manager):
    draft = acting.draft_agreement(place=place, party=party, kind="use", by=manager, now=NOW)
    at_work.post(address("discard_agreement", draft))
    at_work.post(address("discard_agreement", signed))
    assert list(Agreement.objects.all()) == [signed]


@pytest.mark.parametrize("step", ["tekenen", "opzeggen", "verzekering", "terugkijken", "opleveren"])
def test_steps_open_and_take_nonsense_without_falling(at_work, take, agreement, step):
    assert at_work.get(address("agreement_step", agreement, step=step)).status_code == 200
    bad = dict.fromkeys(("signed_on", "notice_on", "until", "next_on", "on", "keys_back", "version"), "🎶")
    assert take(step, **bad).status_code == 422


def test_unknown_step_version_and_agreement_are_not_there(at_work, agreement):
    assert at_work.get(address("agreement_step", agreement, step="vieren")).status_code == 404
    assert at_work.get(address("agreement_file", agreement, number=9, extension="pdf")).status_code == 404
    assert at_work.get(address("agreement_file", agreement, number=1, extension="exe")).status_code == 404
    agreement.pk += 1
    assert at_work.get(address("agreement", agreement)).status_code == 404


# -- On paper -------------------------------------------------------------------------------------


def file_of(client, agreement, extension, number=2):
    response = client.get(address("agreement_file", agreement, number=number, extension=extension))
    assert response.status_code == 200
    return io.BytesIO(response.content)


def test_signed_version_says_who_signed_and_a_draft_that_it_is_one(at_work, signed):
    pdf = pypdf.PdfReader(file_of(at_work, signed, "pdf"))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Versie 2 is getekend op 21 november 2026." in text
    assert "Bruikleenovereenkomst, versie 2 van 21 november 2026" in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    first = docx.Document(file_of(at_work, signed, "docx", number=1))
    assert first.paragraphs[-1].text == (
        "Dit is een concept. Er is pas iets afgesproken als beide kanten hebben getekend."
    )


def test_successor_does_not_come_to_stand_under_what_was_signed(at_work, signed):
    who = signed.signatories.get(for_place=False)
    path = address("agreement_successor", signed, signatory=who.pk)
    at_work.post(path, {"left_on": "2026-11-20", "name": "Mo"})
    table = docx.Document(file_of(at_work, signed, "docx")).tables[0]
    assert [row.cells[1].text for row in table.rows] == ["Naam en functie", "Els", "Wil"]


def test_days_of_the_coming_year_go_into_ones_own_calendar(at_work, place, signed):
    Agreement.objects.filter(pk=signed.pk).update(insured_until=date(2027, 3, 31), ends_on=date(2027, 10, 31))
    response = at_work.get(reverse("rooms:agreement_days", kwargs={"slug": place.slug}))
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert [
        (str(one["summary"]), one["dtstart"].dt, [-alarm["trigger"].dt.days for alarm in one.walk("VALARM")])
        for one in events
    ] == [
        ("Koor De Lijster: begint", date(2026, 12, 1), []),
        ("Koor De Lijster: verzekering loopt af", date(2027, 3, 31), [30]),
        ("Koor De Lijster: loopt af", date(2027, 10, 31), [60, 14]),
    ]
