"""Tips between places, and what a municipality sees of what is being tried."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent, Organisation, User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.sharing_tips import TellsOfPeople, borrow, share_tip, take_back
from schuifaan.apps.voice.models import OwnTip, SharedTip, TipChoice
from schuifaan.apps.voice.queries.shared_tips import tips_of_others
from schuifaan.apps.voice.queries.tips_tried import tips_tried
from schuifaan.apps.voice.queries.welcome import tip_words
from tests.apps.pages import html, queries_of, words_of
from tests.factories import NOW, make_municipality, make_place
from tests.factories.voice import make_check, make_shared_tip

pytestmark = pytest.mark.django_db

HERE = "/beheer/plek/t-atrium/welkom/"
SHARE = f"{HERE}delen/"
TELLS = "Bel Truus op 06 12345678, dan zet mevrouw Jansen de deur open."
TIP2 = "element.E1.tip2"


def share(client: Client, text: str, **more: str) -> tuple[int, str]:
    answer = client.post(SHARE, {"element": "element.E1", "text": text, **more}, follow=True)
    return answer.status_code, words_of(answer.content.decode())


# -- Giving and taking back -----------------------------------------------------------------------


def test_a_tip_is_shared_once_and_others_read_it_with_the_name_of_the_place(
    at_work: Client, place: Place, stranger: User
) -> None:
    for _time in range(2):
        status, words = share(at_work, "Zet een  kan thee op de stoep")
        assert (status, "Gedeeld. Andere plekken kunnen je tip nu lezen." in words) == (200, True)
    shared = SharedTip.objects.get()
    assert (shared.text, shared.element, shared.place) == (
        "Zet een kan thee op de stoep",
        "element.E1",
        place,
    )
    other = Client()
    other.force_login(stranger)
    read = words_of(html(other, "/beheer/plek/andere-plek/welkom/anderen/e1/"))
    assert "Zet een kan thee op de stoep Geprobeerd bij ’t Atrium." in read
    assert "Nog niemand heeft hier een tip gedeeld" in html(at_work, f"{HERE}anderen/e1/")
    verbs = list(AuditEvent.objects.filter(scope=f"welcome:{place.pk}").values_list("verb", "subject"))
    assert verbs == [("welcome.tip_shared", place.name)]


def test_what_tells_of_people_is_shown_and_offered_to_mask_and_nothing_is_lost(
    at_work: Client, place: Place
) -> None:
    answer = at_work.post(SHARE, {"element": "element.E2", "text": TELLS})
    page = words_of(answer.content.decode())
    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == TELLS
    assert answer.context["form"]["element"].value() == "element.E2"
    assert "06 12345678 : een telefoonnummer" in page
    assert "mevrouw Jansen : een naam" in page
    assert "Bel Truus op [telefoonnummer], dan zet [naam] de deur open." in page
    # A number is nobody's but somebody's: it cannot stay.
    assert "deel het zoals het er staat" not in page
    assert share(at_work, TELLS, anyway="1")[0] == 422
    assert SharedTip.objects.count() == 0
    assert share(at_work, TELLS, mask="1")[0] == 200
    assert SharedTip.objects.get().text == "Bel Truus op [telefoonnummer], dan zet [naam] de deur open."


def test_what_only_looks_like_a_name_may_stay_when_somebody_looked(at_work: Client) -> None:
    text = "Vraag mevrouw Jansen om raad"
    status, page = share(at_work, text)
    assert (status, "deel het zoals het er staat" in page) == (422, True)
    assert share(at_work, text, anyway="1")[0] == 200
    assert SharedTip.objects.get().text == text


def test_changed_words_are_looked_at_again(at_work: Client) -> None:
    assert share(at_work, TELLS)[0] == 422
    assert share(at_work, "Bel even aan, dan zet iemand de deur open.")[0] == 200
    assert share(at_work, "Mail naar jan@example.org")[0] == 422


def test_masked_words_that_become_too_long_still_fit(at_work: Client) -> None:
    long = " ".join(["0612345678"] * 36)
    assert len(long) < 400
    assert share(at_work, long, mask="1")[0] == 200
    assert len(SharedTip.objects.get().text) <= 400


@pytest.mark.parametrize(
    "sent", [{"text": ""}, {"text": "x" * 401}, {"element": "element.E9"}, {"text": "a\x00b"}]
)
def test_what_does_not_fit_is_told_beside_the_field(at_work: Client, sent: dict[str, str]) -> None:
    answer = at_work.post(SHARE, {"element": "element.E1", "text": "Een tip 🫖 'zo'", **sent})
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()


def test_a_tip_is_taken_back_and_that_is_undone(at_work: Client, place: Place, stranger: User) -> None:
    shared = make_shared_tip(place, "Thee op de stoep")
    elsewhere = make_check(Place.objects.get(slug="andere-plek"))
    borrow(check=elsewhere, shared=shared, by=stranger)
    page = at_work.post(f"{SHARE}{shared.pk}/terug/", follow=True).content.decode()
    assert "Teruggenomen. Andere plekken vinden deze tip niet meer:" in page
    assert tips_of_others(elsewhere.place, "element.E1").tips == ()
    # Who borrowed it keeps their line, and where it was tried.
    assert OwnTip.objects.get().borrowed_from == shared
    at_work.post(f"{SHARE}{shared.pk}/opnieuw/")
    assert tips_of_others(elsewhere.place, "element.E1").tips == (shared,)
    assert "Teruggenomen" not in html(at_work, f"{SHARE}?terug={shared.pk}")
    for odd in ("x", "9" * 30, "0"):
        assert html(at_work, f"{SHARE}?terug={odd}&regel={odd}")


def test_a_line_of_the_own_check_begins_the_tip(at_work: Client, place: Place) -> None:
    own = OwnTip.objects.create(check_of=make_check(place), element="element.E4", line=1, text="Een bel")
    other = make_check(make_place("elders", name="Elders"))
    theirs = OwnTip.objects.create(check_of=other, element="element.E4", line=1, text="Geheim")
    assert "Een bel</textarea>" in html(at_work, f"{SHARE}?regel={own.pk}")
    assert "Geheim" not in html(at_work, f"{SHARE}?regel={theirs.pk}")


def test_nobody_takes_back_what_another_place_shared(at_work: Client, manager: User) -> None:
    shared = make_shared_tip(make_place("elders", name="Elders"))
    assert at_work.post(f"{SHARE}{shared.pk}/terug/").status_code == 404
    with pytest.raises(NotAllowed):
        take_back(shared=shared, by=manager, now=NOW)


def test_the_action_itself_looks_for_people(place: Place, manager: User) -> None:
    with pytest.raises(TellsOfPeople):
        share_tip(place=place, element="element.E1", text=TELLS, names_nobody=True, by=manager, now=NOW)


# -- Reading --------------------------------------------------------------------------------------


def test_tips_are_read_newest_first_ten_at_a_time(at_work: Client, place: Place) -> None:
    elsewhere = make_place("elders", name="Elders")
    for number in range(1, 24):
        make_shared_tip(elsewhere, f"Tip nummer {number}.", shared_at=NOW - timedelta(hours=number // 2))
    make_shared_tip(elsewhere, "Bij iets anders", element="element.E2")
    make_shared_tip(elsewhere, "Weg", taken_back_at=NOW)
    seen: list[str] = []
    path = f"{HERE}anderen/e1/"
    for _page in range(3):
        page = html(at_work, path)
        seen += re.findall(r"Tip nummer (\d+)\.</q>", page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        path = found[1] if found else ""
    assert path == ""
    assert sorted(seen, key=int) == [str(number) for number in range(1, 24)]
    assert [int(one) // 2 for one in seen] == sorted(int(one) // 2 for one in seen)
    for odd in ("x", "9" * 30, "-1", "0"):
        assert "Tip nummer 1." in html(at_work, f"{HERE}anderen/e1/?na={odd}")


@pytest.mark.parametrize("page", ["", "delen/", "anderen/e1/"])
def test_pages_ask_the_database_as_often_for_one_as_for_three(
    at_work: Client, place: Place, page: str
) -> None:
    elsewhere = make_place("elders", name="Elders")
    make_check(place, finished_at=NOW)
    for where in (place, elsewhere):
        make_shared_tip(where)
    once = queries_of(at_work, f"{HERE}{page}")
    for where in (place, elsewhere) * 2:
        make_shared_tip(where)
        make_check(place, finished_at=NOW)
    assert queries_of(at_work, f"{HERE}{page}") == once


# -- What a municipality sees ---------------------------------------------------------------------


@pytest.fixture
def tried_by(officer: User) -> Callable[[int], None]:
    """So many places of the municipality that try the second tip now."""
    municipality = make_municipality()
    Organisation.objects.filter(memberships__user=officer).update(municipality_code=municipality.code)

    def make(count: int) -> None:
        for number in range(count):
            place = make_place(f"plek-{number}", name=f"Plek {number}", municipality=municipality)
            check = make_check(place, finished_at=NOW)
            TipChoice.objects.create(check_of=check, tip=TIP2, choice="trying")

    return make


def shown(tip: str) -> int | None:
    rows = {one.text: one.places for element in tips_tried(make_municipality()) for one in element.tips}
    return rows[tip_words()[tip]]


def test_only_the_latest_finished_check_of_each_place_counts(tried_by: Callable[[int], None]) -> None:
    tried_by(5)
    assert shown(TIP2) == 5
    place = Place.objects.get(slug="plek-0")
    half = make_check(place, started_at=NOW + timedelta(days=1))
    TipChoice.objects.create(check_of=half, tip="element.E1.tip1", choice="trying")
    assert (shown(TIP2), shown("element.E1.tip1")) == (5, None)
    half.finished_at = NOW + timedelta(days=2)
    half.save()
    assert shown(TIP2) is None


def test_places_elsewhere_and_places_that_stopped_do_not_count(tried_by: Callable[[int], None]) -> None:
    tried_by(6)
    Place.objects.filter(slug="plek-0").update(status="archived")
    assert shown(TIP2) == 5
    Place.objects.filter(slug="plek-1").update(municipality=make_municipality("GM0344", "Utrecht"))
    assert shown(TIP2) is None


def test_it_is_one_query(
    tried_by: Callable[[int], None], django_assert_num_queries: Callable[..., object]
) -> None:
    tried_by(5)
    municipality = make_municipality()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert sum(len(element.tips) for element in tips_tried(municipality)) == 26


def test_the_officer_finds_it_from_the_desk_and_reads_no_name_of_a_place(
    client: Client, officer: User, tried_by: Callable[[int], None]
) -> None:
    tried_by(7)
    client.force_login(officer)
    assert "Wat plekken in Maastricht uitproberen voor een warm welkom" in html(client, "/beheer/")
    page = words_of(html(client, "/beheer/gemeente/GM0935/welkom/"))
    assert page.count("7 plekken") == 1
    assert page.count("enkele plekken") == 26
    assert "Plek 0" not in page
    assert client.get("/beheer/gemeente/GM9999/welkom/").status_code == 404
    make_municipality("GM0344", "Utrecht")
    assert client.get("/beheer/gemeente/GM0344/welkom/").status_code == 403
