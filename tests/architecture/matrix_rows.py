"""One row of everything an address may name, so that each door can be tried."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from schuifaan.apps.agenda.actions.joining import sign_up
from schuifaan.apps.agenda.actions.suggesting import suggest
from schuifaan.apps.agenda.models import Announcement, Calendar, Notice, Pause, Spot
from schuifaan.apps.dossiers.models import (
    AnswerChange,
    Comment,
    Dossier,
    FundProposal,
    LocalRule,
    OwnItem,
    Questionnaire,
    ShareLink,
    Task,
    Wish,
)
from schuifaan.apps.geography.actions import draw_schematic_outlines
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import Invitation, Membership, Organisation, User
from schuifaan.apps.places.enums import ImportStatus, PlaceRole
from schuifaan.apps.places.importing.report import ImportReport
from schuifaan.apps.places.models import HouseRules, OpeningException, Photo, Place, PlaceImport
from schuifaan.apps.rooms.models import (
    Agreement,
    AgreementVersion,
    DiaryImport,
    Invoice,
    InvoiceLine,
    KeyLoan,
    KeySet,
    Payment,
    Season,
    SeasonWish,
    Signatory,
    Waiting,
)
from schuifaan.apps.rooms.queries.party_calendar import calendar_key
from schuifaan.core.letting.agreements import Terms
from tests.architecture.matrix_voice import make_voice_rows
from tests.factories import NOW, TODAY, make_neighbourhood, make_place, make_team_member, make_user
from tests.factories.agenda import make_activity, make_occurrence, make_series
from tests.factories.dossiers import answer, make_dossier, make_member
from tests.factories.rooms import make_booking, make_party, make_rate_card, make_room, make_terms


def make_invitation(by: User, number: int) -> Invitation:
    return Invitation.objects.create(
        email=f"genodigd{number}@example.org", token_hash=f"{number:064d}", what_for="meedoen", invited_by=by,
        created_at=NOW, expires_at=NOW + timedelta(days=14000),
    )  # fmt: skip


def make_dossier_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A dossier of the association's professional, in the organisation that leads the place."""
    dossier = make_dossier(User.objects.get(email="corporatie@example.org"), organisation=place.organisation)
    answer(dossier, "goal.kinds", {"kinds": ["together"]})
    answer(dossier, "funding.applications", {"what": "Stoelen", "status": "idea"}, item="a1")
    answer(dossier, "partners.parties", {"name": "Huurdersraad", "kind": "residents"}, item="r1")
    return (
        make_wish_rows(dossier)
        | make_together_rows(dossier)
        | {
            "dossiers:": {"key": dossier.key, "step": "goal", "question": "goal.kinds"},
            "dossiers:row": {"question": "partners.parties", "item": "r1"},
            "dossiers:document": {"document": "besluitnota", "ext": "pdf"},
            "dossiers:paper": {"document": "gesprekskaarten"},
            "dossiers:tree": {"tree": "tree.T1"},
            "dossiers:money_source": {"source": "soo"},
            "dossiers:handbook_tree": {"tree": "tree.T1"},
            "dossiers:application_paper": {"application": "a1", "ext": "docx"},
        }
    )


def make_together_rows(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """What its owner did and said in it, and who works along."""
    owner, later = dossier.created_by, NOW + timedelta(days=14000)
    change = AnswerChange.objects.create(dossier=dossier, question="goal.kinds", by=owner, at=NOW)
    task = Task.objects.create(dossier=dossier, what="Bellen", created_by=owner, created_at=NOW)
    comment = Comment.objects.create(dossier=dossier, step="step.goal", text="Dag", by=owner, at=NOW)
    link = ShareLink.objects.create(dossier=dossier, token="t", label="x", created_at=NOW, expires_at=later)
    member = make_member(dossier, make_user("meewerker@example.org"))
    return {
        "dossiers:put_back": {"pk": change.pk},
        "dossiers:task_": {"pk": task.pk},
        "dossiers:comment_": {"pk": comment.pk},
        "dossiers:link_": {"pk": link.pk},
        "dossiers:member_": {"pk": member.pk},
    }


def make_calendar_rows(place: Place) -> dict[str, dict[str, Any]]:
    """At an address that is refused before anybody goes there."""
    calendar = Calendar.objects.create(
        place=place, name="Elders", address="http://127.0.0.1/a.ics", cost_cents=0, created_at=NOW
    )
    return {f"agenda:{what}_calendar": {"calendar": calendar.pk} for what in ("refresh", "stop")}


def make_wish_rows(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """A questionnaire for residents that is open, with one wish."""
    asked = Questionnaire.objects.create(
        dossier=dossier, token="bewoners", created_at=NOW, closes_date=date(2100, 1, 1)
    )
    wish = Wish.objects.create(questionnaire=asked, question="needs.wished_use", text="samen eten")
    return {"dossiers:wish": {"pk": wish.pk}, "dossiers:wishes": {"question": wish.question}}


def make_own_knowledge_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A tip of the organisation that leads the place, in its own handbook."""
    assert place.organisation is not None
    content = {"chapter": "welcome", "text": {"nl": "Zet een bankje buiten.", "en": "Put a bench outside."}}
    tip = OwnItem.objects.create(
        organisation=place.organisation, kind="tips", key="own.tips.bankje", changed_at=NOW,
        data={**content, "id": "own.tips.bankje", "status": "own", "source": [{"document": "own", "heading": "ons"}]},
    )  # fmt: skip
    rule = LocalRule.objects.create(
        organisation=place.organisation, municipality_code="GM0935", subject="wmo_day_care", answer="yes",
        checked_on=date(2026, 1, 5), changed_at=NOW,
    )  # fmt: skip
    proposal = FundProposal.objects.create(
        organisation=place.organisation, name="Buurtpot", region="Hier", supports="Van alles", proposed_at=NOW
    )
    return {
        "dossiers:local_rule": {"slug": place.organisation.slug, "pk": rule.pk},
        "dossiers:local_rules": {"slug": place.organisation.slug},
        "dossiers:own_": {"slug": place.organisation.slug, "kind": "tips", "pk": tip.pk},
        "dossiers:fund_proposal": {"slug": place.organisation.slug, "pk": proposal.pk},
        "dossiers:role_policies": {"slug": place.organisation.slug},
        "dossiers:chapter": {"chapter": "people"},
        "dossiers:item": {"item": "ladder.inform"},
    }


def make_planning_rows(place: Place) -> dict[str, dict[str, Any]]:
    """What the desk plans: an activity on a public holiday, a visit that waits, a spot, pauses and a line."""
    # Second Christmas day, in the first year after the clock of the machine.
    year = timezone.localdate().year + 1
    series = make_series(make_activity(place, title="Te plannen"), rule="", first_on=date(year, 12, 26))
    elsewhere = make_place("bezoeker", name="Bezoeker")
    visit = make_series(make_activity(elsewhere, title="Quiz"), place=place, rule="", agreed=False)
    days = {"first_on": date(year, 1, 5), "last_on": date(year, 1, 9)}
    pause = Pause.objects.create(place=place, name="Verven", **days)
    school = Pause.objects.create(region="south", name="Vakantie", **days)
    line = Announcement.objects.create(place=place, text="De lift is stuk.", **days)
    spot = Spot.objects.create(place=place, name="Bankje bij de vijver", where="Bij de vijver")
    one = {"pk": series.activity_id, "series": series.pk, "occurrence": series.occurrences.get().pk}
    planned = ("edit", "publish", "unpublish", "stop", "go_on", "delete", "copy", "picture", "plan", "add_series",
               "change_series", "change_following", "roadshow", "occurrence", "move", "cancel", "restore",
               "decide_holiday")  # fmt: skip
    return {
        **{f"agenda:{name}": one for name in planned},
        "agenda:answer_visit": {"series": visit.pk},
        "agenda:remove_pause": {"pause": pause.pk},
        **make_calendar_rows(place),
        "agenda:remove_school_holiday": {"pause": school.pk},
        "agenda:remove_announcement": {"announcement": line.pk},
        "agenda:spot": {"spot": spot.pk},
        "agenda:kit_list": {"spot": spot.pk},
    }


def make_joining_rows(place: Place) -> dict[str, dict[str, Any]]:
    """Somebody who comes, somebody to phone, and an idea."""
    occurrence = make_occurrence(make_activity(place, slug="om-bij-te-zijn", sign_up=True))
    comes = sign_up(occurrence=occurrence, first_name="Aicha", now=NOW)
    idea = suggest(place=place, kind="idea", title="Soep koken", now=NOW)
    notice = Notice.objects.create(
        key="bellen", place=place, by="phone", contact="06", subject="Verplaatst", written_at=NOW, try_at=NOW
    )
    asked = {"pk": occurrence.activity_id, "occurrence": occurrence.pk}
    return {
        "agenda:sign_up": {"slug": occurrence.activity.slug, "occurrence": occurrence.pk},
        "agenda:my_sign_up": {"token": comes.token},
        "agenda:sign_ups": {"slug": place.slug, **asked},
        "agenda:cancel_sign_up": {"slug": place.slug, "sign_up": comes.pk, **asked},
        "agenda:called": {"notice": notice.pk},
        "agenda:suggestion": {"pk": idea.pk},
        "agenda:answer_suggestion": {"pk": idea.pk},
    }


def make_booking_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A question for a room, and somebody who waits for its time."""
    room, party = make_room(place, "Gevraagde zaal"), make_party(place, "Rots van de Buurt")
    period = (NOW + timedelta(days=30), NOW + timedelta(days=30, hours=2))
    booking = make_booking(room, period, party=party, status="requested")
    waiting = Waiting.objects.create(
        party=party, room=room, starts_at=period[0], ends_at=period[1], use=booking.use, asked_at=NOW
    )
    time = booking.times.get()
    keys = {"number": booking.number, "time": time.pk, "waiting": waiting.pk, "party": party.pk}
    own = keys | {"token": party.token}
    doors = (
        *(
            "booking",
            "answer_booking",
            "undo_answer",
            "stop_waiting",
            "cancel_booking",
            "swap_time",
            "add_back",
            "no_show",
        ),
        *("party_card", "send_party_link", "renew_party_link", "merge_party"),
    )
    return {
        "rooms:party": own,
        "rooms:party_waiting": own | {"pk": waiting.pk},
        "outlets:party_ics": {"key": calendar_key(party)},
        **{f"rooms:{door}": keys for door in doors},
    }


def make_agreement_rows(place: Place) -> dict[str, dict[str, Any]]:
    """An agreement of which somebody who signed may leave."""
    party = make_party(place, "Vaste club")
    agreement = Agreement.objects.create(
        place=place, party=party, kind="use", starts_on=TODAY, signed_on=TODAY, signed_version=1,
        status="signed", made_at=NOW,
    )  # fmt: skip
    terms = Terms(kind="use", starts_on=TODAY).model_dump(mode="json")
    AgreementVersion.objects.create(agreement=agreement, number=1, terms=terms, made_at=NOW)
    signatory = Signatory.objects.create(agreement=agreement, for_place=True, name="Els")
    one = {
        "pk": agreement.pk, "number": 1, "extension": "docx", "step": "verzekering",
        "signatory": signatory.pk,
    }  # fmt: skip
    return {f"rooms:{what}agreement": one for what in ("", "change_", "discard_", "close_")}


def make_invoice_rows(place: Place) -> dict[str, dict[str, Any]]:
    """One that a public body still has to pay."""
    party = make_party(place, "Betaalt nog")
    side = {
        "name": "Iemand", "place": place.name, "address": "Markt 1", "postcode": "6211 CK", "town": "Maastricht",
        "iban": "NL91ABNA0417164300", "trade_number": "12345678", "vat_number": "NL123456789B01", "oin": "",
        "contact_name": "", "reference": "PO 7", "language": "nl",
    }  # fmt: skip
    kept = {"vat": "exempt", "percentage": "0", "net_cents": 100, "vat_cents": 0, "positions": [1]}
    made = Invoice.objects.create(
        place=place, party=party, year=2026, number=1, reference="2026-0001", issued_on=TODAY, due_on=TODAY,
        seller=side | {"vat_totals": [kept]}, buyer=side, net_cents=100, vat_cents=0,
    )  # fmt: skip
    InvoiceLine.objects.create(
        invoice=made, position=1, text="Zaal", unit_cents=100, net_cents=100, vat="exempt"
    )
    one = {"pk": made.pk, "extension": "csv", "token": party.token, "year": 2026, "number": 1}
    paid = Payment.objects.create(invoice=made, cents=1, is_live=False, started_at=NOW)
    return {
        "rooms:invoice": one, "rooms:party_invoice": one, "rooms:pay": {"token": made.pay_token},
        "rooms:payment_news": {"key": paid.key}, "rooms:payment_seen": {**one, "payment": paid.pk},
    }  # fmt: skip


def make_key_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A key that is in, and one that somebody has."""
    here, away = (KeySet.objects.create(place=place, number=number) for number in ("Bos 1", "Bos 2"))
    loan = KeyLoan.objects.create(key_set=away, holder="Wil", out_at=NOW - timedelta(days=1))
    one = {"pk": here.pk, "loan": loan.pk}
    return {f"rooms:{what}key": one for what in ("", "change_", "retire_", "lose_", "find_", "hand_out_")} | {
        f"rooms:{what}": one
        for what in ("use_key_again", "take_back_key", "undo_take_back_key", "key_receipt")
    }


def make_diary_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A diary that was read, in which nothing stands."""
    one = {"pk": DiaryImport.objects.create(place=place, filename="agenda.ics", made_at=NOW).pk}
    return {
        f"rooms:diary_{name}": one
        for name in ("rooms", "columns", "check", "decide", "decide_rest", "discard")
    }


def make_season_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A season with one wish of one party."""
    party, room = make_party(place, "Wenst een uur"), make_room(place, "Gewenste zaal", is_let=True)
    season = Season.objects.create(
        place=place, name="Volgend jaar", first_on=date(2100, 1, 4), last_on=date(2100, 6, 28),
        wishes_until=date(2099, 12, 1),
    )  # fmt: skip
    wish = SeasonWish.objects.create(
        season=season, party=party, use="club", room=room, weekday=2, starts=time(19), ends=time(21),
        asked_at=NOW,
    )  # fmt: skip
    one = {"pk": season.pk, "wish": wish.pk, "token": party.token}
    names = ("season", "change_season", "divide_season", "settle_season", "add_season_wish", "change_season_wish",
             "withdraw_season_wish", "allot_hour", "take_away_hour", "season_wish", "withdraw_own_wish")  # fmt: skip
    return {f"rooms:{name}": one for name in names}


def make_rows(place: Place, *, officer: User, manager: User) -> dict[str, dict[str, Any]]:
    """Address name, or the start of one, → what its address names; "" holds for all."""
    neighbourhood = make_neighbourhood(centre_lat=50.85, centre_lon=5.69)
    draw_schematic_outlines(municipality=neighbourhood.municipality, now=NOW)
    HouseRules.objects.create(
        place=place, version=1, text={"nl": "We groeten elkaar."}, valid_from=date(2020, 1, 1)
    )
    assert place.organisation is not None
    team = make_team_member(place, role=PlaceRole.VOLUNTEER, consent_on=TODAY)
    ended = make_team_member(place, role=PlaceRole.HOST, name="Gerda", until_date=TODAY)
    invited = make_team_member(place, name="Genodigd", invitation=make_invitation(manager, 1))
    photo = Photo.objects.create(
        place=place, alternative_text="Een tafel", image="places/1/leeg.png", width=1, height=1
    )
    exception = OpeningException.objects.create(place=place, date_from=TODAY, date_until=TODAY)
    membership = Membership.objects.create(
        organisation=place.organisation, role=OrganisationRole.MANAGER, since_date=TODAY,
        invitation=make_invitation(manager, 2),
    )  # fmt: skip
    offered = PlaceImport.objects.create(
        source="lijst", filename="lijst.csv", content=b"naam\nDe Tafel\n", offered_by=officer, offered_at=NOW,
        status=ImportStatus.READY, report=ImportReport().as_json(), organisation=officer.memberships.get().organisation,
    )  # fmt: skip
    assert membership.invitation is not None
    make_terms(place)
    card = make_rate_card(place)
    # The officer works for the very municipality the addresses name.
    Organisation.objects.filter(pk=offered.organisation_id).update(
        municipality_code=neighbourhood.municipality_id
    )
    return (
        make_dossier_rows(place)
        | make_own_knowledge_rows(place)
        | make_joining_rows(place)
        | make_planning_rows(place)
        | make_booking_rows(place)
        | make_season_rows(place)
        | make_agreement_rows(place)
        | make_invoice_rows(place)
        | make_key_rows(place)
        | make_diary_rows(place)
        | make_voice_rows(place)
        | {
            "": {
                "slug": place.slug,
                "place": place.slug,
                "provider_id": "organisatie",
                "token": "onzin",
                "path": "niets.png",
            },
            "places:": {"pk": team.pk},
            "places:resume_team_role": {"pk": ended.pk},
            "places:send_invitation_again": {"pk": invited.pk},
            "places:photo": {"pk": photo.pk},
            "places:remove_photo": {"pk": photo.pk},
            "places:remove_exception": {"pk": exception.pk},
            "places:import_": {"pk": offered.pk},
            "places:neighbourhood": {"code": neighbourhood.code},
            "places:district": {"code": neighbourhood.district_id},
            "places:municipality": {"code": neighbourhood.municipality_id},
            "rooms:": {"pk": make_room(place, is_let=True).pk, "part": "opstelling", "claim": 1},
            **{f"rooms:{what}rate_card": {"pk": card.pk} for what in ("", "copy_", "remove_")},
            "agenda:activity": {"slug": make_activity(place, slug="om-te-vinden").slug},
            "agenda:place_month": {"month": "2026-11"},
            "agenda:neighbourhood": {"code": neighbourhood.code, "month": "2026-11"},
            "agenda:district": {"code": neighbourhood.district_id},
            "agenda:municipality": {"code": neighbourhood.municipality_id},
            "outlets:newsletter": {"code": neighbourhood.code},
            "outlets:text_block": {"key": neighbourhood.code},
            "outlets:place_": {"key": place.slug},
            "outlets:activity_": {"key": "om-te-vinden"},
            "outlets:neighbourhood_": {"key": neighbourhood.code},
            "outlets:district_": {"key": neighbourhood.district_id},
            "outlets:municipality_": {"key": neighbourhood.municipality_id},
            "outlets:activity_flyer_pdf": {"slug": "om-te-vinden"},
            "outlets:neighbourhood_week_pdf": {"code": neighbourhood.code},
            "outlets:spot_kit_pdf": {
                "spot": Spot.objects.create(place=place, name="Bankje", where="Bij de boom").pk
            },
            "outlets:room_ics": {"pk": make_room(place, "Zaal met agenda").pk},
            "places:tier_names": {"code": neighbourhood.municipality_id},
            "places:map_outlines": {"code": neighbourhood.municipality_id},
            "api:get_activity": {"activity": "om-te-vinden"},
            "api:get_neighbourhood": {"code": neighbourhood.code},
            "api:": {"room": make_room(place, "Te vragen", is_let=True).pk},
            "people:organisation": {"slug": place.organisation.slug},
            "people:membership_end": {"slug": place.organisation.slug, "pk": membership.pk},
            "people:invitation_": {"slug": place.organisation.slug, "pk": membership.invitation.pk},
        }
    )


def named(rows: dict[str, dict[str, Any]], address: str, keys: tuple[str, ...]) -> dict[str, Any]:
    """The values for `keys`, the longest matching start of the name deciding."""
    values: dict[str, Any] = {}
    for start in sorted(rows, key=len):
        if address.startswith(start):
            values |= rows[start]
    return {key: values[key] for key in keys}
