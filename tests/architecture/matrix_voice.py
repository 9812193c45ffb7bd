"""One row of everything about being heard that an address may name. Each area fills its own."""

from typing import Any

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import (
    Answer,
    FreeLine,
    Landing,
    Letter,
    Meeting,
    OwnTheme,
    PollEntry,
    RuleAsked,
)
from tests.factories import NOW, TODAY, make_municipality, make_neighbourhood, make_place
from tests.factories.voice import (
    make_care_contact,
    make_check,
    make_evaluation,
    make_goal,
    make_matter,
    make_point,
    make_poll,
    make_round,
    make_shared_tip,
    make_signal,
    make_try_out,
    make_version,
)


def welcome_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A check that is open with something to try, a tip of this place, and one of another."""
    check = make_check(place)
    trying = make_try_out(check, spot=1)
    own = make_shared_tip(place)
    elsewhere = make_shared_tip(make_place("geeft-een-tip", name="Geeft een tip"))
    return {
        "voice:welcome": {"check": check.pk, "element": "e1"},
        "voice:welcome_try": {"pk": trying.pk},
        "voice:welcome_tried": {"pk": trying.pk},
        "voice:welcome_take_back": {"pk": own.pk},
        "voice:welcome_share_again": {"pk": own.pk},
        "voice:welcome_borrow": {"pk": elsewhere.pk},
        "voice:tips_tried": {"code": "GM0935"},
    }


def poll_rows(place: Place) -> dict[str, dict[str, Any]]:
    """An open poll with a pile and a line, one that is over, and a goal."""
    poll, over = make_poll(place), make_poll(place, state="closed", closed_at=NOW)
    question = poll.questions.get()
    pile = PollEntry.objects.create(poll=poll, way="paper", forms=2, entered_at=NOW)
    line = FreeLine.objects.create(question=question, text="vaker soep")
    option = question.options.first()
    goal = {"pk": make_goal(place).pk}
    keys = {"pk": poll.pk, "token": poll.token, "entry": pile.pk, "line": line.pk}
    return {
        **dict.fromkeys(("voice:poll", "voice:open_poll", "voice:close_poll", "voice:copy_poll"), keys),
        **dict.fromkeys(("voice:drop_poll", "voice:type_over", "voice:take_back_entry"), keys),
        "voice:poll_said": {"token": over.token, "position": 1},
        "voice:line_to_activity": keys,
        "voice:wish_to_activity": {"pk": poll.pk, "option": option.pk if option else 0},
        **dict.fromkeys(("voice:goal", "voice:ask_goal", "voice:undo_goal"), goal),
        "voice:talk_pdf": {"sheet": "door"},
    }


def signal_rows(place: Place) -> dict[str, dict[str, Any]]:
    signal = make_signal(make_matter(place, state="answered"))
    Answer.objects.create(matter=signal.matter, number=1, outcome="adopted", text="Ja.", given_at=NOW)
    town = place.municipality_id or make_municipality().pk
    names = ("signal", "thanks", "signal_add", "signal_helped")
    return {f"voice:{name}": {"token": signal.token} for name in names} | {
        "voice:tell_municipality": {"code": town}
    }


def matter_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A matter with an answer and a call to make: at the desk of the place, and at that of a municipality."""
    town = make_municipality()
    here, there = (_called_about(**to) for to in ({"place": place}, {"municipality": town}))
    return {
        "voice:matter": {"pk": here.signal.matter_id},
        "voice:called": {"pk": here.pk},
        "voice:city_": {"code": town.pk},
        "voice:city_matter": {"code": town.pk, "pk": there.signal.matter_id},
        "voice:city_called": {"code": town.pk, "pk": there.pk},
    }


def _called_about(**to: Any) -> Letter:
    signal = make_signal(make_matter(**to), contact_by="phone", contact="043 123 45 67")
    Answer.objects.create(matter=signal.matter, number=1, outcome="adopted", text="Ja.", given_at=NOW)
    key = f"answer:{signal.pk}"
    return Letter.objects.create(
        key=key, signal=signal, by="phone", contact=signal.contact, written_at=NOW, try_at=NOW, **to
    )  # fmt: skip


def round_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A round of the place that everybody may read, with one of everything in it."""
    town, hood = place.municipality or make_municipality(), make_neighbourhood()
    of = make_round(place, slug="een-ronde", is_public=True)
    meeting = Meeting.objects.create(round=of, on=TODAY, kind="team")
    make_version(of, 1, text="Een zin.")
    version = make_version(of, 2, text="Een andere zin.")
    point = make_point(of)
    landing = Landing.objects.create(point=point, in_version=version, paragraph=1)
    asked = RuleAsked.objects.create(
        municipality=town, place=place, form="Barbecue", folded="barbecue", asked_on=TODAY, noted_at=NOW
    )
    theme = OwnTheme.objects.create(municipality=town, name="Aan de Maas")
    one = {"slug": of.slug, "number": 1}
    here = ("round", "change_round", "new_meeting", "new_point", "import_points", "reactions", "new_version")
    return {
        **{f"voice:{name}": one for name in here},
        **{f"voice:{name}": one for name in ("point", "change_point", "answer_point", "remove_point")},
        **{f"voice:{name}": {**one, "number": 2} for name in ("version", "change_version", "mark_final")},
        "voice:link_sentence": {**one, "number": 2},
        **{f"voice:{name}": {**one, "pk": meeting.pk} for name in ("meeting", "remove_meeting")},
        "voice:remove_landing": {**one, "pk": landing.pk},
        "voice:take_up": {**one, "pk": make_matter(place, round=of).pk},
        **{f"voice:{name}": {"code": town.pk} for name in ("municipality_rounds", "new_municipality_round")},
        "voice:themes": {"code": town.pk},
        "voice:said_municipality": {"code": town.pk},
        "voice:said_neighbourhood": {"code": hood.pk},
        "voice:said_district": {"code": hood.district_id},
        **{f"voice:{name}": {"code": town.pk, "pk": theme.pk} for name in ("theme", "remove_theme")},
        "voice:take_back_rule": {"pk": asked.pk},
        **{
            f"voice:{name}": {"code": town.pk, "pk": asked.pk}
            for name in ("municipality_rules", "answer_rule")
        },
    }


def evaluation_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A year everybody may read, with something to look at again; and whom to call."""
    shown = {"agreed_on": TODAY, "agreed_how": "Aan tafel.", "finished_at": NOW, "is_public": True}
    evaluation = make_evaluation(place, 2025, **shown)
    point = evaluation.points.create(kind="keep", text="De soep")
    year = {"year": 2025, "number": 1}
    steps = ("publish", "unpublish", "begin", "drop", "finish", "reopen", "public")
    care = ("change", "check", "move", "remove")
    return {
        "voice:evaluation": year,
        **{f"voice:{step}_evaluation": year for step in steps},
        "voice:looked_again": {"pk": point.pk},
        # The round of the rows above.
        "api:get_round": {"round": "een-ronde"},
        **{f"voice:{step}_care_contact": {"pk": make_care_contact(place).pk} for step in care},
    }


def make_voice_rows(place: Place) -> dict[str, dict[str, Any]]:
    return (
        welcome_rows(place)
        | poll_rows(place)
        | signal_rows(place)
        | matter_rows(place)
        | round_rows(place)
        | evaluation_rows(place)
    )
