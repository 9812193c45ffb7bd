"""A team fills in the self-check: page by page, together, without losing a word."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import welcome as doing
from schuifaan.apps.voice.actions.welcome_trying import ThreeAlready, try_now
from schuifaan.apps.voice.models import OwnTip, Reflection, TipChoice, TryOut, WelcomeCheck
from schuifaan.apps.voice.queries.welcome_page import elements, page_values
from tests.apps.pages import html, words_of
from tests.factories import NOW, make_place
from tests.factories.voice import make_check, make_shared_tip, make_try_out
from tests.racing import at_once, names_of

pytestmark = pytest.mark.django_db

E1 = elements()[0]
Fill = Callable[..., Any]


@pytest.fixture
def check(place: Place) -> WelcomeCheck:
    return make_check(place)


def address(check: WelcomeCheck, rest: str = "onderdeel/e1/") -> str:
    return f"/beheer/plek/{check.place.slug}/welkom/{check.pk}/{rest}"


def was(check: WelcomeCheck) -> str:
    return json.dumps(page_values(check, E1))


def send(client: Client, check: WelcomeCheck, rest: str = "onderdeel/e1/", **said: str) -> Any:
    return client.post(address(check, rest), {"was": was(check), **said})


# -- Begin, stop, go on, end ----------------------------------------------------------------------


def test_begin_opens_the_first_page_and_a_second_person_sits_down_at_the_same_table(
    at_work: Client, host: User, place: Place
) -> None:
    first = at_work.post("/beheer/plek/t-atrium/welkom/begin/", {"on_paper": "on"})
    check = WelcomeCheck.objects.get()
    assert (first["Location"], check.on_paper) == (address(check), True)
    assert doing.begin(place=place, by=host, now=NOW) == check
    again = at_work.post("/beheer/plek/t-atrium/welkom/begin/", follow=True)
    assert "Jullie waren al begonnen. Hier gaan jullie verder." in words_of(again.content.decode())
    assert [event.verb for event in AuditEvent.objects.filter(scope=f"welcome:{place.pk}")] == [
        "welcome.begun"
    ]


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_have_one_check(place: Place, manager: User) -> None:
    def work(_number: int) -> None:
        doing.begin(place=Place.objects.get(pk=place.pk), by=User.objects.get(pk=manager.pk), now=NOW)

    assert at_once(work, [1, 2, 3]) == [None, None, None]
    assert WelcomeCheck.objects.count() == 1


def test_the_database_keeps_one_open_check_a_place(check: WelcomeCheck) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_check(check.place)


def test_a_finished_check_can_be_gone_on_with_unless_another_was_begun(
    at_work: Client, check: WelcomeCheck
) -> None:
    at_work.post(address(check, "klaar/"))
    check.refresh_from_db()
    assert check.finished_at is not None
    # A page of a finished one shows what it says.
    assert at_work.get(address(check))["Location"] == address(check, "")
    assert at_work.post(address(check, "verder/"))["Location"] == address(check)
    check.refresh_from_db()
    assert check.finished_at is None
    at_work.post(address(check, "klaar/"))
    make_check(check.place)
    page = at_work.post(address(check, "verder/"), follow=True)
    assert "Jullie zijn al aan een nieuwe zelfcheck begonnen. Ga daar verder." in words_of(
        page.content.decode()
    )


@pytest.mark.parametrize(("start_with", "kept"), [("empty", {}), ("last", {"element.E1.tip2": "doing"})])
def test_a_next_check_begins_empty_or_with_what_was_said_last(
    at_work: Client, check: WelcomeCheck, start_with: str, kept: dict[str, str]
) -> None:
    TipChoice.objects.create(check_of=check, tip="element.E1.tip2", choice="doing")
    OwnTip.objects.create(check_of=check, element="element.E1", line=2, text="Een bankje")
    Reflection.objects.create(check_of=check, element="element.E3", text="Koffie schenken")
    make_try_out(check, spot=2)
    make_try_out(check, "element.E1.tip5", state="done")
    at_work.post(address(check, "klaar/"))
    at_work.post("/beheer/plek/t-atrium/welkom/begin/", {"start_with": start_with})
    new = WelcomeCheck.objects.get(finished_at=None)
    assert dict(new.choices.values_list("tip", "choice")) == kept
    counts = [new.own_tips.count(), new.reflections.count(), new.try_outs.count()]
    assert counts == ([1, 1, 1] if start_with == "last" else [0, 0, 0])
    assert check.choices.count() == 1


def test_the_choice_how_to_begin_is_there_only_after_an_earlier_check(
    at_work: Client, check: WelcomeCheck
) -> None:
    check.delete()
    assert "Hoe willen jullie beginnen?" not in html(at_work, "/beheer/plek/t-atrium/welkom/")
    make_check(check.place, finished_at=NOW)
    assert "Hoe willen jullie beginnen?" in html(at_work, "/beheer/plek/t-atrium/welkom/")


# -- A page ---------------------------------------------------------------------------------------


def test_a_page_keeps_everything_and_nothing_is_chosen_beforehand(
    at_work: Client, check: WelcomeCheck
) -> None:
    assert "checked" not in html(at_work, address(check))
    answer = send(
        at_work, check, tip_1="not_for_us", tip_2="doing", own_1="Een  bankje\nbij de lift", own_1_choice="unknown",
        reflection="We staan op.\r\nAltijd.", go="next",
    )  # fmt: skip
    assert answer["Location"] == address(check, "onderdeel/e2/")
    values = page_values(check, E1)
    assert {name: value for name, value in values.items() if value} == {
        "tip_1": "not_for_us", "tip_2": "doing", "own_1": "Een bankje bij de lift", "own_1_choice": "unknown",
        "reflection": "We staan op.\nAltijd.",
    }  # fmt: skip
    page = html(at_work, address(check))
    assert page.count(" checked") == 3
    assert "We staan op. Altijd." in page


@pytest.mark.parametrize(
    ("element", "go", "to"),
    [
        ("e1", "", "onderdeel/e2/"),
        ("e2", "back", "onderdeel/e1/"),
        ("e1", "back", "onderdeel/e1/"),
        ("e6", "next", "proberen/"),
        ("e3", "stop", ".."),
        ("e3", "others", "../anderen/e3/"),
        ("e3", "iets anders", "onderdeel/e4/"),
    ],
)
def test_each_button_saves_and_goes_where_it_says(
    at_work: Client, check: WelcomeCheck, element: str, go: str, to: str
) -> None:
    answer = at_work.post(address(check, f"onderdeel/{element}/"), {"tip_1": "doing", "go": go})
    where = {
        "..": "/beheer/plek/t-atrium/welkom/",
        "../anderen/e3/": "/beheer/plek/t-atrium/welkom/anderen/e3/",
    }
    assert answer["Location"] == where.get(to, address(check, to))
    assert list(TipChoice.objects.values_list("choice", flat=True)) == ["doing"]


def test_an_answer_can_be_left_open_after_all(at_work: Client, check: WelcomeCheck) -> None:
    assert "Toch nog open laten" not in html(at_work, address(check))
    send(at_work, check, tip_3="doing")
    assert html(at_work, address(check)).count("Toch nog open laten") == 1
    send(at_work, check, tip_3="")
    assert TipChoice.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"tip_1": "prima"}, "prima"),
        ({"own_1_choice": "doing"}, "Schrijf eerst de tip op."),
        ({"own_1": "x" * 401}, "400"),
        ({"reflection": "x" * 2001}, "2000"),
    ],
)
def test_what_does_not_fit_is_told_beside_the_field_and_stays(
    at_work: Client, check: WelcomeCheck, sent: dict[str, str], told: str
) -> None:
    answer = send(at_work, check, **sent, tip_7="unknown", own_2="مرحبا 'welkom' 🫖")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "مرحبا &#x27;welkom&#x27; 🫖" in page
    assert page.count(" checked") >= 1
    assert TipChoice.objects.count() == 0


@pytest.mark.parametrize("odd", ["", "geen json", "[1]", "{}", '{"tip_2": {"a": 1}}', "[" * 5000])
def test_how_the_page_stood_may_be_anything(at_work: Client, check: WelcomeCheck, odd: str) -> None:
    answer = at_work.post(
        address(check), {"was": odd, "tip_1": "doing", "own_1_from": "9" * 30, "borrow": "٣"}
    )
    assert answer.status_code == 302
    assert TipChoice.objects.get().choice == "doing"


@pytest.mark.parametrize("rest", ["onderdeel/e7/", "onderdeel/tip/", "proberen/9/nu/"])
def test_what_does_not_exist_is_not_there(at_work: Client, check: WelcomeCheck, rest: str) -> None:
    assert at_work.post(address(check, rest)).status_code == 404


def test_a_check_of_another_place_is_not_there(at_work: Client) -> None:
    other = make_check(make_place("elders", name="Elders"))
    for rest in ("", "onderdeel/e1/", "proberen/", "poster.pdf"):
        assert at_work.get(f"/beheer/plek/t-atrium/welkom/{other.pk}/{rest}").status_code == 404


# -- Two at once ----------------------------------------------------------------------------------


def test_two_people_on_one_page_keep_what_both_filled_in(
    at_work: Client, host: User, check: WelcomeCheck
) -> None:
    opened = was(check)
    send(at_work, check, tip_1="doing", own_1="Thee op dinsdag")
    other = Client()
    other.force_login(host)
    assert (
        other.post(address(check), {"was": opened, "tip_2": "unknown", "reflection": "Samen"}).status_code
        == 302
    )
    values = page_values(check, E1)
    assert {name: value for name, value in values.items() if value} == {
        "tip_1": "doing", "tip_2": "unknown", "own_1": "Thee op dinsdag", "reflection": "Samen",
    }  # fmt: skip


def test_what_both_changed_is_asked_and_saving_again_is_knowing(at_work: Client, check: WelcomeCheck) -> None:
    opened = was(check)
    send(at_work, check, tip_1="doing", tip_2="unknown", own_1="Thee")
    mine = {"was": opened, "tip_1": "not_for_us", "own_1": "Koffie", "tip_4": "doing"}
    answer = at_work.post(address(check), mine)
    page = words_of(answer.content.decode())
    assert answer.status_code == 409
    assert "Een ander van het team was hier ook bezig" in page
    assert (
        "Haal mensen thuis op als ze slecht ter been zijn, of als alleen komen een te grote stap is. dit doen we"
        in page
    )
    assert "Eigen tip Thee" in page
    assert page_values(check, E1)["tip_1"] == "doing"
    form = answer.context["form"]
    shown = {name: form[name].value() for name in ("tip_1", "tip_2", "tip_4", "own_1")}
    assert shown == {"tip_1": "not_for_us", "tip_2": "unknown", "tip_4": "doing", "own_1": "Koffie"}
    again = at_work.post(address(check), {**shown, "was": form["was"].value()})
    assert again.status_code == 302
    assert {name: value for name, value in page_values(check, E1).items() if value} == shown


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_lose_nothing(place: Place, manager: User) -> None:
    check = make_check(place)
    blank = page_values(check, E1)

    def work(name: str) -> None:
        doing.save_page(
            check=WelcomeCheck.objects.get(pk=check.pk), element=E1, values={**blank, name: "doing"}, was=blank,
            by=User.objects.get(pk=manager.pk),
        )  # fmt: skip

    assert at_once(work, ["tip_1", "tip_2", "tip_3"]) == [None, None, None]
    assert check.choices.count() == 3


# -- What to try ----------------------------------------------------------------------------------


def test_what_they_want_to_try_takes_a_spot_and_the_fourth_waits(
    at_work: Client, check: WelcomeCheck
) -> None:
    answer = send(
        at_work,
        check,
        tip_1="trying",
        tip_2="trying",
        own_1="Een bankje",
        own_1_choice="trying",
        tip_5="trying",
    )
    assert answer["Location"] == address(check, "proberen/")
    rows = {one.tip or one.text: (one.state, one.spot) for one in TryOut.objects.all()}
    assert rows == {
        "element.E1.tip1": ("now", 1), "element.E1.tip2": ("now", 2), "element.E1.tip5": ("now", 3),
        "Een bankje": ("later", None),
    }  # fmt: skip
    page = words_of(at_work.get(answer["Location"]).content.decode())
    assert "Drie tegelijk is genoeg. Dit staat nu bij later: “Een bankje”" in page


def test_what_they_no_longer_want_to_try_gives_its_spot_and_a_changed_idea_keeps_who(
    at_work: Client, check: WelcomeCheck
) -> None:
    send(at_work, check, tip_1="trying", own_1="Een bankje", own_1_choice="trying")
    TryOut.objects.filter(text="Een bankje").update(who="Truus")
    send(at_work, check, tip_1="doing", own_1="Een bank met kussens", own_1_choice="trying")
    row = TryOut.objects.get()
    assert (row.text, row.who, row.spot) == ("Een bank met kussens", "Truus", 2)


def test_who_and_when_are_kept_whichever_button_is_pressed(at_work: Client, check: WelcomeCheck) -> None:
    one, two = make_try_out(check, spot=1), make_try_out(check, "element.E2.tip1", spot=2)
    said = {
        f"who_{one.pk}": "Truus",
        f"when_{one.pk}": "in mei",
        f"who_{two.pk}": "Wiel",
        f"when_{two.pk}": "",
    }
    assert at_work.post(address(check, "proberen/"), {**said, "later": one.pk})["Location"] == address(
        check, "proberen/"
    )
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.who, one.when, one.state, one.spot, two.who) == ("Truus", "in mei", "later", None, "Wiel")
    tried = at_work.post(address(check, "proberen/"), {**said, "tried": two.pk})["Location"]
    assert tried == address(check, f"proberen/{two.pk}/gedaan/")
    at_work.post(tried, {"note": "Gezellig!"})
    two.refresh_from_db()
    assert (two.state, two.spot, two.done_note) == ("done", None, "Gezellig!")
    assert at_work.post(address(check, "proberen/"), {})["Location"] == address(check, "")
    assert at_work.post(tried, {"note": "x" * 401}).status_code == 422


def test_a_fourth_asks_which_one_is_for_later_and_it_can_be_swapped_back(
    at_work: Client, check: WelcomeCheck
) -> None:
    three = [make_try_out(check, f"element.E1.tip{number}", spot=number) for number in (1, 2, 3)]
    fourth = make_try_out(check, "element.E6.tip1")
    asked = at_work.post(address(check, f"proberen/{fourth.pk}/nu/"))
    words = words_of(asked.content.decode())
    assert asked.status_code == 422
    assert "Drie tegelijk is genoeg. Welke bewaren jullie voor later?" in words
    assert words.count("Dit later") == 3
    done = at_work.post(address(check, f"proberen/{fourth.pk}/nu/"), {"instead_of": three[1].pk})
    assert done["Location"] == address(check, f"proberen/?geruild={fourth.pk}-{three[1].pk}")
    assert "Ruil terug" in html(at_work, done["Location"])
    at_work.post(address(check, f"proberen/{three[1].pk}/nu/"), {"instead_of": fourth.pk})
    spots = dict(TryOut.objects.filter(spot__isnull=False).values_list("tip", "spot"))
    assert spots == {"element.E1.tip1": 1, "element.E1.tip2": 2, "element.E1.tip3": 3}
    for odd in ("", "1", "a-b", f"{fourth.pk}-{three[0].pk}", "9" * 30 + "-1"):
        assert "Ruil terug" not in html(at_work, address(check, f"proberen/?geruild={odd}"))


def test_the_database_refuses_a_fourth(check: WelcomeCheck) -> None:
    make_try_out(check, spot=3)
    for spot in (3, 4, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_try_out(check, "element.E2.tip1", state="now", spot=spot)


@pytest.mark.django_db(transaction=True)
def test_a_fourth_at_once_gives_one_spot_and_one_friendly_message(place: Place, manager: User) -> None:
    check = make_check(place)
    for number in (1, 2):
        make_try_out(check, f"element.E1.tip{number}", spot=number)
    waiting = [make_try_out(check, f"element.E2.tip{number}").pk for number in (1, 2)]

    def work(pk: int) -> None:
        try_now(try_out=TryOut.objects.get(pk=pk), by=User.objects.get(pk=manager.pk))

    outcomes = at_once(work, waiting)
    assert names_of(outcomes) == ["NoneType", "ThreeAlready"]
    refused = next(one for one in outcomes if isinstance(one, ThreeAlready))
    assert str(refused) == "Drie tegelijk is genoeg. Welke bewaren jullie voor later?"
    assert sorted(TryOut.objects.filter(state="now").values_list("spot", flat=True)) == [1, 2, 3]


# -- Borrowing ------------------------------------------------------------------------------------


def test_a_borrowed_tip_comes_on_a_free_line_with_where_it_was_tried_and_what_was_typed_stays(
    at_work: Client, check: WelcomeCheck
) -> None:
    shared = make_shared_tip(make_place("elders", name="De Tuin"), "Thee op de stoep")
    assert "Thee op de stoep" in html(at_work, address(check))
    answer = send(at_work, check, own_1="Een bankje", reflection="Bijna af", borrow=str(shared.pk), go="next")
    assert answer["Location"] == address(check)
    own = OwnTip.objects.get(line=2)
    assert (own.text, own.borrowed_from) == ("Thee op de stoep", shared)
    page = words_of(html(at_work, address(check)))
    assert "Geprobeerd bij De Tuin." in page
    assert "Bijna af" in page
    assert page.count("Zet bij onze ideeën") == 0
    another = make_shared_tip(shared.place, "Muziek bij de deur")
    full = at_work.post(f"/beheer/plek/t-atrium/welkom/lenen/{another.pk}/", follow=True)
    assert "Beide regels zijn al gevuld. Maak er eerst een leeg." in words_of(full.content.decode())


def test_only_the_team_acts_on_a_check(check: WelcomeCheck, officer: User, administrator: User) -> None:
    for who in (officer, administrator):
        with pytest.raises(NotAllowed):
            doing.begin(place=check.place, by=who, now=NOW)
        with pytest.raises(NotAllowed):
            doing.finish(check=check, by=who, now=NOW)
        with pytest.raises(NotAllowed):
            doing.save_page(check=check, element=E1, values={}, was={}, by=who)
