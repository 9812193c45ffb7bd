"""What a booking says, changed without moving it: at the desk and by its party."""

from dataclasses import replace
from datetime import timedelta

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions.asking import NotToLet
from schuifaan.apps.rooms.actions.changing import TooLate, move_time
from schuifaan.apps.rooms.actions.deciding import WarningsStand
from schuifaan.apps.rooms.actions.keeping import NotEnough, NotOpen
from schuifaan.apps.rooms.actions.rewording import Said, reword
from schuifaan.apps.rooms.enums import ShownAs, Use
from schuifaan.apps.rooms.models import BookedEquipment, Claim, Equipment, Letter
from schuifaan.apps.rooms.queries.equipment import asked_beside
from schuifaan.apps.rooms.queries.summary import summary_of
from schuifaan.apps.rooms.wording_summary import summary_words
from tests.apps import pages
from tests.apps.rooms.series import NOW, plan, times
from tests.factories import make_place
from tests.factories.rooms import at, make_booking, make_party

EVENING = (at(18), at(20))


def words_of(response):
    return pages.words_of(response.content.decode())


@pytest.fixture
def koor(room, party):
    party.email = "koor@example.org"
    party.save()
    return make_booking(room, EVENING, party=party, price_cents=3000)


@pytest.fixture
def chairs(place):
    return Equipment.objects.create(place=place, name="klapstoel", count=40)


def said(booking, **fields):
    usual = Said(
        use=Use(booking.use), title=booking.title, shown_as=ShownAs(booking.shown_as), set_up=booking.set_up,
        coffee=booking.coffee, alcohol=booking.alcohol, entry_cents=booking.entry_cents, note=booking.note,
        equipment=asked_beside(booking),
    )  # fmt: skip
    return replace(usual, **fields)


def change(booking, by, **fields):
    booking.refresh_from_db()
    told = {name: fields.pop(name) for name in ("reasons", "now") if name in fields}
    return reword(booking=booking, said=said(booking, **fields), by=by, **{"now": NOW, **told})


@pytest.mark.django_db
def test_anybody_of_the_place_changes_what_stands_ready(koor, chairs, host):
    before = plan(koor)
    names = change(
        koor, host, set_up="circle", coffee=True, note="Om zes uur al open?", equipment={chairs: 12}
    )
    assert names == ["set_up", "coffee", "note", "equipment"]
    koor.refresh_from_db()
    assert (koor.set_up, koor.coffee, koor.note) == ("circle", True, "Om zes uur al open?")
    assert (asked_beside(koor), plan(koor), koor.version) == ({chairs: 12}, before, 2)
    event = AuditEvent.objects.get()
    assert (event.verb, event.changes) == (
        "booking.said_changed",
        {"said": [None, "de opstelling, koffie en thee, wat er klaarstaat, het bericht aan de plek"]},
    )
    letter = Letter.objects.get()
    assert "In een kring" in letter.text or "in een kring" in letter.text
    assert "12 × klapstoel" in letter.text
    assert change(koor, host) == []
    assert (AuditEvent.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_what_others_see_goes_along_to_the_agenda(koor, party):
    change(koor, None, title="Open repetitie")
    assert Claim.objects.values_list("label", "is_private").get() == ("Open repetitie", False)
    change(koor, None, shown_as=ShownAs.TAKEN)
    assert Claim.objects.values_list("label", "is_private").get() == ("Open repetitie", True)
    # Who changed it knows.
    assert not Letter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"use": Use.PARTY}, {"alcohol": True}, {"entry_cents": 500}])
def test_what_the_law_looks_at_is_for_who_lets_the_rooms(koor, host, manager, fields):
    with pytest.raises(NotAllowed):
        change(koor, host, **fields)
    with pytest.raises(NotToLet) as caught:
        change(koor, None, **fields)
    assert (str(caught.value), caught.value.field) == (
        "Dit kun je niet zelf veranderen. Bel of mail de plek.",
        next(iter(fields)),
    )
    assert change(koor, manager, **fields) == list(fields)


@pytest.mark.django_db
def test_what_a_rule_speaks_against_needs_a_reason_of_the_board(koor, terms, manager, board_member):
    terms.excluded_uses = [Use.PARTY]
    terms.save()
    for reasons in ({}, {"excluded_use": "x"}):
        with pytest.raises(WarningsStand):
            change(koor, manager, use=Use.PARTY, reasons=reasons)
    with pytest.raises(WarningsStand) as caught:
        change(koor, board_member, use=Use.PARTY)
    koor.refresh_from_db()
    assert (koor.use, koor.version) == ("rehearsal", 1)
    rule = caught.value.warnings[0].rule
    change(koor, board_member, use=Use.PARTY, reasons={rule: "Het koor bestaat 50 jaar."})
    assert koor.overrulings.values_list("rule", "reason").get() == (rule, "Het koor bestaat 50 jaar.")
    # What is known already stands in the way of nothing else.
    assert change(koor, manager, entry_cents=500) == ["entry_cents"]


@pytest.mark.django_db
def test_of_what_is_not_confirmed_the_yes_looks_at_the_rules(room, terms, manager):
    terms.excluded_uses = [Use.PARTY]
    terms.save()
    asked = make_booking(room, EVENING, status="requested")
    assert change(asked, manager, use=Use.PARTY) == ["use"]


@pytest.mark.django_db
def test_more_than_is_there_is_refused_and_less_is_always_there(koor, chairs, kitchen, manager):
    other = make_booking(kitchen, EVENING, party=make_party(kitchen.place, "Soepgroep"))
    BookedEquipment.objects.create(booking=other, equipment=chairs, count=30)
    with pytest.raises(NotEnough) as caught:
        change(koor, None, equipment={chairs: 11}, coffee=True)
    assert str(caught.value).startswith("Van klapstoel zijn er dan nog 10 vrij")
    change(koor, None, equipment={chairs: 10})
    chairs.count = 20
    chairs.save()
    change(koor, None, equipment={chairs: 5})
    assert asked_beside(koor) == {chairs: 5}
    change(koor, None, equipment={})
    assert asked_beside(koor) == {}


@pytest.mark.django_db
def test_things_of_another_place_or_none_at_all_are_refused(koor, chairs, manager):
    elsewhere = Equipment.objects.create(place=make_place("elders"), name="tent", count=1)
    for equipment in ({elsewhere: 1}, {chairs: 0}):
        with pytest.raises(NotToLet, match="hier niet te vragen"):
            change(koor, manager, equipment=equipment)


@pytest.mark.django_db
def test_a_party_is_too_late_once_it_began_the_desk_is_not(koor, manager):
    with pytest.raises(TooLate):
        change(koor, None, coffee=True, now=at(19))
    assert change(koor, manager, coffee=True, now=at(19)) == ["coffee"]


@pytest.mark.django_db
def test_what_does_not_go_on_says_nothing_else(room, manager, stranger):
    gone = make_booking(room, EVENING, status="cancelled")
    with pytest.raises(NotOpen):
        change(gone, manager, coffee=True)
    with pytest.raises(NotAllowed):
        change(gone, stranger, coffee=True)


@pytest.mark.django_db
def test_the_summary_says_what_parties_changed_since_the_last_one(koor, host, terms):
    terms.free_until_days = 0
    terms.save()
    change(koor, host, coffee=True)
    change(koor, None, set_up="circle", now=NOW + timedelta(minutes=1))
    move_time(time=times(koor)[0], starts_at=at(19), ends_at=at(21), by=None, now=NOW + timedelta(minutes=2))
    morning = NOW + timedelta(minutes=3)
    summary = summary_of(koor.place, morning)
    assert [one.verb for one in summary.by_parties] == ["booking.said_changed", "booking.moved"]
    sections = summary_words(koor.place, summary, morning, "").sections
    lines = next(one for one in sections if one.heading == "Dit veranderden huurders zelf").blocks[0].dots
    said_times = "dinsdag 6 januari 19.00–21.00 uur", "dinsdag 6 januari 20.00–22.00 uur"
    assert lines == (
        "1 Achterzaal: anders: de opstelling",
        "1 Achterzaal: een keer verplaatst, van " + " naar ".join(said_times),
    )
    Letter.objects.create(
        key=f"{koor.place.pk}:summary:2026-01-02", place=koor.place, written_at=morning, try_at=morning
    )
    assert summary_of(koor.place, morning + timedelta(days=1)).by_parties == []


# -- The pages ---------------------------------------------------------------------------------------


def sent(**fields):
    return {
        "use": "rehearsal",
        "shown_as": "name",
        "title": "Repetitie",
        "set_up": "",
        "entry": "",
        "note": "",
        **fields,
    }


@pytest.fixture
def coming(booking, chairs):
    BookedEquipment.objects.create(booking=booking, equipment=chairs, count=4)
    return booking


@pytest.mark.django_db
@pytest.mark.usefixtures("that_saturday")
def test_the_desk_changes_it(at_work, coming, chairs, place):
    address = f"/beheer/plek/{place.slug}/reserveringen/{coming.number}/"
    assert f"{address}afspraken/" in at_work.get(address).content.decode()
    page = at_work.get(f"{address}afspraken/")
    assert "De prijs ook: € 60,00." in words_of(page)
    assert f'name="equipment_{chairs.pk}" value="4"' in page.content.decode()
    done = at_work.post(
        f"{address}afspraken/", sent(coffee="on", entry="2,50", **{f"equipment_{chairs.pk}": "6"})
    )
    assert (done.status_code, done["Location"]) == (302, address)
    coming.refresh_from_db()
    assert (coming.title, coming.coffee, coming.entry_cents) == ("Repetitie", True, 250)
    assert asked_beside(coming) == {chairs: 6}
    assert "heeft veranderd wat er bij een reservering is afgesproken" in words_of(at_work.get(address))


@pytest.mark.django_db
@pytest.mark.usefixtures("that_saturday")
def test_the_desk_hears_what_is_wrong_beside_it_and_keeps_what_was_typed(
    at_work, coming, chairs, place, kitchen
):
    other = make_booking(kitchen, *[(one.starts_at, one.ends_at) for one in times(coming)])
    BookedEquipment.objects.create(booking=other, equipment=chairs, count=36)
    address = f"/beheer/plek/{place.slug}/reserveringen/{coming.number}/afspraken/"
    refused = at_work.post(address, sent(note="🎹 שלום’s", **{f"equipment_{chairs.pk}": "5"}))
    assert refused.status_code == 422
    assert "Van klapstoel zijn er dan nog 4 vrij" in words_of(refused)
    assert "🎹 שלום’s" in refused.content.decode()
    for wrong in ({"use": "dansen"}, {"shown_as": ""}, {"entry": "veel"}, {f"equipment_{chairs.pk}": "41"}):
        assert at_work.post(address, sent(**wrong)).status_code == 422
    assert at_work.post(f"{address}?x=1", sent(title="")).status_code == 302
    coming.refresh_from_db()
    assert coming.title == coming.party.name


@pytest.mark.django_db
@pytest.mark.usefixtures("that_saturday")
def test_the_board_is_asked_why_and_the_manager_is_told_who_may(
    client, at_work, coming, terms, board_member, place
):
    terms.excluded_uses = [Use.PARTY]
    terms.save()
    address = f"/beheer/plek/{place.slug}/reserveringen/{coming.number}/afspraken/"
    refused = at_work.post(address, sent(use="party"))
    assert (refused.status_code, "Waarom mag het toch?" in words_of(refused)) == (422, False)
    client.force_login(board_member)
    asked = client.post(address, sent(use="party"))
    assert (asked.status_code, "Waarom mag het toch?" in words_of(asked)) == (422, True)
    rule = next(name for name in asked.context["form"].fields if name.startswith("reason_"))
    assert client.post(address, sent(use="party", **{rule: "Jubileum"})).status_code == 302
    assert coming.overrulings.get().reason == "Jubileum"


@pytest.mark.django_db
@pytest.mark.usefixtures("that_saturday")
def test_a_host_sees_only_what_a_host_may_change(client, coming, host, place):
    client.force_login(host)
    page = client.get(f"/beheer/plek/{place.slug}/reserveringen/{coming.number}/afspraken/")
    assert "Waarvoor het is, alcohol en entree verandert de beheerder." in words_of(page)
    assert not {"use", "alcohol", "entry"} & set(page.context["form"].fields)


@pytest.mark.django_db
@pytest.mark.usefixtures("that_saturday")
def test_what_is_over_cannot_be_opened(client, at_work, room, party, place):
    gone = make_booking(room, EVENING, party=party, status="cancelled")
    address = f"/beheer/plek/{place.slug}/reserveringen/{gone.number}/afspraken/"
    assert "Hieraan verandert niets meer" in words_of(at_work.get(address, follow=True))
    assert client.get(f"/huur/{party.token}/{gone.number}/afspraken/").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("that_saturday")
def test_a_party_changes_it_through_its_link(client, coming, chairs, party):
    address = f"/huur/{party.token}/{coming.number}/"
    assert f"{address}afspraken/" in client.get(address).content.decode()
    page = client.get(f"{address}afspraken/")
    assert "De plek leest het de volgende ochtend." in words_of(page)
    refused = client.post(f"{address}afspraken/", sent(**{f"equipment_{chairs.pk}": "veel"}))
    assert refused.status_code == 422
    done = client.post(f"{address}afspraken/", sent(use="party", alcohol="on", coffee="on"))
    assert (done.status_code, done["Location"]) == (302, f"{address}?gedaan=gewijzigd")
    coming.refresh_from_db()
    assert (coming.coffee, coming.use, coming.alcohol, asked_beside(coming)) == (True, "rehearsal", False, {})


@pytest.mark.django_db
@pytest.mark.usefixtures("that_saturday")
def test_a_party_changes_one_this_and_following_or_all(client, coming, party):
    """The way to each of the three."""
    address = f"/huur/{party.token}/{coming.number}/"
    _past, second, third = times(coming)
    shown = client.get(address).content.decode()
    assert f"{address}verzetten/{third.pk}/" in shown
    assert f"{address}wijzigen/?vanaf={second.pk}" in shown
    assert (
        f"{address}wijzigen/?vanaf={second.pk}"
        in client.get(f"{address}verzetten/{second.pk}/").content.decode()
    )
    assert "?vanaf=" not in client.get(f"{address}verzetten/{third.pk}/").content.decode()
