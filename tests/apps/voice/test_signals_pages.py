"""Saying something on a phone, and finding it back."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.voice.enums import MatterState
from schuifaan.apps.voice.models import Addition, Answer, Matter, Signal
from tests.apps.pages import html, words_of
from tests.factories import NOW, TODAY, make_municipality, make_neighbourhood, make_place
from tests.factories.voice import make_matter, make_round, make_signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def heard(place: Place, officer: User) -> Place:
    """In a municipality where somebody reads."""
    Organisation.objects.filter(memberships__user=officer).update(municipality_code="GM0935")
    place.municipality = make_municipality()
    place.save()
    return place


def key_on(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def send(client: Client, clock: Any, address: str = "/plek/t-atrium/laat-weten/", **said: str) -> Any:
    """As a person does: open the page, take a minute, press."""
    key = said.pop("key", "") or key_on(client.get(address).content.decode())
    clock.shift(60)
    fields = {"kind": "wish", "text": "Kunnen we vaker samen eten?", "about_whom": "no", "to": "place"}
    return client.post(address, {**fields, "key": key, **said})


def sent(client: Client, clock: Any, **said: str) -> Signal:
    response = send(client, clock, **said)
    assert response.status_code == 302, words_of(response.content.decode())
    return Signal.objects.select_related("matter").latest("pk")


# ------------------------------------------------------------------ beforehand


def test_who_reads_it_and_when_the_answer_comes_is_said_beforehand(
    client: Client, place: Place, manager: User
) -> None:
    words = words_of(html(client, "/plek/t-atrium/laat-weten/"))
    assert "Het team van ’t Atrium leest het als eerste: de beheerder en het bestuur." in words
    assert "Binnen 14 dagen krijg je antwoord." in words
    assert "30 dagen nadat het is afgerond, wissen we het." in words
    assert "Wie mag het als eerste lezen?" not in words


def test_where_the_municipality_hears_one_may_choose(client: Client, heard: Place, manager: User) -> None:
    words = words_of(html(client, "/plek/t-atrium/laat-weten/"))
    assert "Wie mag het als eerste lezen?" in words
    assert "De gemeente Maastricht leest het als eerste." in words


def test_what_is_chosen_is_where_it_comes(client: Client, clock: Any, heard: Place, manager: User) -> None:
    assert sent(client, clock).matter.to == "place"
    chosen = sent(client, clock, to="municipality").matter
    assert (chosen.to, chosen.municipality_id, chosen.place) == ("municipality", "GM0935", heard)


def test_only_who_stands_on_the_page_is_named_on_the_form(
    client: Client, place: Place, manager: User, host: User
) -> None:
    place.team.filter(user=host).update(consent_on=TODAY, name="Riet")
    words = words_of(html(client, "/plek/t-atrium/laat-weten/"))
    assert "Ja, over Riet (gastvrouw of gastheer). Dan leest iemand anders van het team het." in words
    assert words.count("Ja, over ") == 2
    assert "Ja, over Beheerder" not in words


def test_it_says_beforehand_who_reads_a_complaint_about_the_only_manager(
    client: Client, clock: Any, heard: Place, manager: User
) -> None:
    member = heard.team.get()
    heard.team.update(consent_on=TODAY, name="Truus")
    words = words_of(html(client, "/plek/t-atrium/laat-weten/"))
    assert "Ja, over Truus (beheerder). Dan leest de gemeente het, en niet de plek." in words
    matter = sent(client, clock, kind="complaint", about_whom=f"member-{member.pk}").matter
    assert (matter.to, matter.about_member) == ("municipality", member)


def test_a_made_up_member_is_refused(client: Client, clock: Any, place: Place, manager: User) -> None:
    assert send(client, clock, about_whom=f"member-{place.team.get().pk}").status_code == 422
    assert send(client, clock, about_whom="member-0").status_code == 422
    assert Matter.objects.count() == 0


def test_about_somebody_without_saying_who(
    client: Client, clock: Any, place: Place, manager: User, board_member: User
) -> None:
    assert "Dan leest alleen het bestuur het." in words_of(html(client, "/plek/t-atrium/laat-weten/"))
    matter = sent(client, clock, kind="complaint", about_whom="unnamed").matter
    assert (matter.to, matter.about_person) == ("place", "unnamed")


@pytest.mark.parametrize("slug", ["bestaat-niet", "concept"])
def test_a_place_that_nobody_sees_has_no_form(client: Client, slug: str) -> None:
    make_place("concept", status="draft")
    assert client.get(f"/plek/{slug}/laat-weten/").status_code == 404


# ------------------------------------------------------------------ saying it


def test_a_form_sent_gives_a_code_to_write_down(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    response = send(client, clock, contact="06 12345678")
    signal = Signal.objects.get()
    assert response.headers["Location"] == f"/laat-weten/{signal.token}/dank-je-wel/"
    words = words_of(html(client, response.headers["Location"]))
    assert signal.shown_code in words
    assert "Schrijf hem op of maak een foto." in words
    assert "Uiterlijk zaterdag 5 december staat er een antwoord bij je code. Iemand belt je erover." in words
    assert (signal.contact_by, signal.contact, signal.matter.state) == ("phone", "06 12345678", "received")


def test_no_cookie_and_no_search_engine(client: Client, place: Place) -> None:
    response = client.get("/plek/t-atrium/laat-weten/")
    assert (len(response.cookies), response.headers["X-Robots-Tag"]) == (0, "noindex, nofollow")


def test_what_was_typed_stays_when_something_is_wrong(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    response = send(client, clock, text="Kapotte deur 🚪 أهلا d'n", kind="", contact="geen adres")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Kapotte deur 🚪 أهلا d&#x27;n" in page
    assert "Kies wat het best past." in page
    assert "Schrijf een e-mailadres" in page
    assert Signal.objects.count() == 0


@pytest.mark.parametrize("text", ["", "   ", "a\0b", "x" * 2001])
def test_text_that_cannot_be_is_refused(
    client: Client, clock: Any, place: Place, manager: User, text: str
) -> None:
    assert send(client, clock, text=text).status_code == 422


def test_the_same_form_pressed_twice_is_said_once(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    key = key_on(html(client, "/plek/t-atrium/laat-weten/"))
    addresses = {send(client, clock, key=key).headers["Location"] for _ in range(2)}
    assert (len(addresses), Signal.objects.count()) == (1, 1)


def test_a_page_that_was_open_too_long_keeps_what_was_typed(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    key = key_on(html(client, "/plek/t-atrium/laat-weten/"))
    clock.shift(2 * 24 * 3600)
    response = send(client, clock, key=key, text="Een lang verhaal")
    page = response.content.decode()
    assert (response.status_code, "Een lang verhaal" in page) == (422, True)
    assert sent(client, clock, key=key_on(page), text="Een lang verhaal").text == "Een lang verhaal"


# ------------------------------------------------------------------ a number or a name in the text


def test_a_phone_number_in_the_text_is_asked_about_once_and_left(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    text = "Bel de buurman op 06 12345678."
    asked = send(client, clock, text=text)
    page = asked.content.decode()
    assert (asked.status_code, Signal.objects.count()) == (422, 0)
    words = words_of(page)
    assert "Er staat een telefoonnummer in je tekst. Wil je dat we dat laten staan?" in words
    assert "Het team leest het; anderen niet." in words
    assert text in page
    assert sent(client, clock, text=text, key=key_on(page), private="leave").text == text


def test_what_is_found_can_be_masked(client: Client, clock: Any, place: Place, manager: User) -> None:
    signal = sent(client, clock, text="Bel de buurman op 06 12345678.", private="mask")
    assert signal.text == "Bel de buurman op [telefoonnummer]."


def test_what_everybody_may_know_of_the_place_is_not_asked_about(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    ContactPerson.objects.create(
        place=place, kind="place", name="Truus Daemen", phone="043 123 45 67", since_date=TODAY
    )
    signal = sent(client, clock, text="Op 043 123 45 67 neemt niemand op.")
    assert signal.text == "Op 043 123 45 67 neemt niemand op."


# ------------------------------------------------------------------ machines


def test_a_form_sent_within_two_seconds_is_held_and_still_has_a_code(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    key = key_on(html(client, "/plek/t-atrium/laat-weten/"))
    said = {"kind": "wish", "text": "Koop hier", "about_whom": "no", "key": key}
    response = client.post("/plek/t-atrium/laat-weten/", said)
    assert (response.status_code, Matter.objects.get().state) == (302, "held")
    words = words_of(html(client, response.headers["Location"]))
    assert "Je bericht lijkt op wat computers sturen." in words


def test_many_links_are_held(client: Client, clock: Any, place: Place, manager: User) -> None:
    two = sent(client, clock, text="Kijk op www.een.nl en https://twee.nl")
    three = sent(client, clock, text="www.een.nl https://twee.nl http://drie.nl")
    assert (two.matter.state, three.matter.state) == ("received", "held")


def test_the_same_words_a_fourth_time_are_held(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    states = [
        sent(client, clock, text=f"Goedkope  {word}").matter.state for word in ("HORLOGES", *["horloges"] * 3)
    ]
    assert states == ["received", "received", "received", "held"]


def test_a_field_that_nobody_sees_stays_empty(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    assert send(client, clock, website="https://spam.example").status_code == 422


def test_too_many_from_one_address_are_slowed_down_with_the_text_kept(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    statuses = [send(client, clock, text=f"Bericht {number}").status_code for number in range(9)]
    clock.move_to(NOW)
    key = key_on(html(client, "/plek/t-atrium/laat-weten/"))
    clock.shift(10)
    said = {"kind": "wish", "about_whom": "no", "key": key}
    for number in range(40):
        last = client.post("/plek/t-atrium/laat-weten/", {**said, "text": f"Bericht {number}"})
        if last.status_code != 302:
            break
    assert (set(statuses), last.status_code) == ({302}, 429)
    page = last.content.decode()
    assert f"Bericht {number}" in page
    assert "Er komt nu veel tegelijk binnen. Wat je schreef, staat hier nog." in words_of(page)
    other = client.post(
        "/plek/t-atrium/laat-weten/", {**said, "text": "Van de buren"}, REMOTE_ADDR="127.0.0.2"
    )
    assert other.status_code == 302


# ------------------------------------------------------------------ to the municipality


def test_a_wish_for_a_new_place_goes_to_the_municipality(client: Client, clock: Any, heard: Place) -> None:
    hood = make_neighbourhood("BU09350302", name="Wyckerpoort")
    address = "/gemeente/gm0935/laat-weten/?buurt=bu09350302&soort=new_place"
    page = html(client, address)
    assert '<option value="BU09350302" selected>' in page
    assert "De gemeente Maastricht leest het als eerste." in words_of(page)
    signal = sent(
        client,
        clock,
        address=address,
        kind="new_place",
        neighbourhood=hood.pk,
        text="Een huiskamer in Wyckerpoort",
    )
    matter = signal.matter
    assert (matter.to, matter.municipality_id, matter.neighbourhood, matter.kind) == (
        "municipality", "GM0935", hood, "new_place",
    )  # fmt: skip


def test_a_rule_in_the_way_says_which(client: Client, clock: Any, heard: Place) -> None:
    signal = sent(
        client, clock, address="/gemeente/GM0935/laat-weten/", kind="rule", policy="vergunning straatbarbecue",
        text="Ieder jaar hetzelfde formulier.",
    )  # fmt: skip
    assert signal.matter.policy == "vergunning straatbarbecue"


def test_a_municipality_that_does_not_read_says_so(client: Client, db: None) -> None:
    make_municipality("GM0344", name="Utrecht")
    words = words_of(html(client, "/gemeente/GM0344/laat-weten/"))
    assert "De gemeente Utrecht leest hier nog niet mee" in words
    assert client.get("/gemeente/GM9999/laat-weten/").status_code == 404


def test_a_reaction_to_a_round_hangs_on_it(client: Client, clock: Any, place: Place, manager: User) -> None:
    shown, hidden = make_round(place, slug="plan", is_public=True), make_round(place, slug="geheim")
    assert sent(client, clock, address="/plek/t-atrium/laat-weten/?ronde=plan").matter.round == shown
    for strange in (hidden.slug, "%00", "bestaat-niet", "é"):
        signal = sent(client, clock, address=f"/plek/t-atrium/laat-weten/?ronde={strange}", text=strange)
        assert signal.matter.round is None


# ------------------------------------------------------------------ where to begin


def test_the_start_finds_the_place_one_means(client: Client, heard: Place) -> None:
    make_place("huiskamer", name="Huiskamer Daalhof")
    every = words_of(html(client, "/laat-weten/"))
    assert "Huiskamer Daalhof" in every
    assert "Laat het de gemeente Maastricht weten" in every
    assert "Huiskamer Daalhof" not in words_of(html(client, "/laat-weten/?q=t+atrium"))
    assert "We vinden geen plek bij “xyzzy”" in words_of(html(client, "/laat-weten/?q=xyzzy"))


@pytest.mark.parametrize("asked", ["%00", "%F0%9F%9A%AA", "'", "x" * 3000, "%D8%A3%D9%87"])
def test_strange_questions_are_only_not_found(client: Client, heard: Place, asked: str) -> None:
    assert client.get(f"/laat-weten/?q={asked}").status_code == 200


def test_the_pages_of_the_directory_lead_there(client: Client, heard: Place) -> None:
    make_neighbourhood()
    assert 'href="/plek/t-atrium/laat-weten/"' in html(client, "/plek/t-atrium/")
    assert 'href="/gemeente/GM0935/laat-weten/?buurt=BU09350000"' in html(client, "/buurt/BU09350000/")
    assert 'href="/gemeente/GM0935/laat-weten/"' in html(client, "/gemeente/GM0935/")


def test_where_nobody_of_the_municipality_reads_nothing_leads_there(client: Client, db: None) -> None:
    make_neighbourhood()
    assert "/laat-weten/?buurt" not in html(client, "/buurt/BU09350000/")


# ------------------------------------------------------------------ finding it back


def look_up(client: Client, code: str, **more: str) -> Any:
    return client.post("/laat-weten/terugvinden/", {"code": code}, **more)


@pytest.mark.parametrize("typed", ["ACDE3467", "acde 3467", " AcDe-34 67 ", "a.c.d.e 3467"])
def test_a_code_is_found_however_it_is_typed(client: Client, place: Place, typed: str) -> None:
    signal = make_signal(make_matter(place), code="ACDE3467")
    assert look_up(client, typed).headers["Location"] == f"/laat-weten/{signal.token}/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Typ de code die je kreeg."),
        ("ACDE346", "Een code heeft acht letters en cijfers. Dit zijn er 7."),
        ("ACDE34O0", "In een code komt dit niet voor: O 0."),
        ("ACDE3469", "Deze code kennen we niet."),
        ("🚪🚪🚪", "Een code heeft acht letters en cijfers. Dit zijn er 0."),
        ("x" * 41, "40"),
    ],
)
def test_a_code_that_cannot_be_says_why(client: Client, place: Place, typed: str, said: str) -> None:
    make_signal(make_matter(place), code="ACDE3467")
    response = look_up(client, typed)
    assert response.status_code == 422
    assert said in words_of(response.content.decode())


def test_guessing_a_code_is_slowed_down(client: Client, place: Place) -> None:
    signal = make_signal(make_matter(place), code="ACDE3467")
    statuses = [look_up(client, "ACDE3469").status_code for _ in range(31)]
    assert (statuses[29], statuses[30], look_up(client, "ACDE3467").status_code) == (422, 429, 429)
    other = look_up(client, "ACDE3467", REMOTE_ADDR="127.0.0.2")
    assert other.headers["Location"] == f"/laat-weten/{signal.token}/"


@pytest.mark.parametrize("page", ["", "dank-je-wel/"])
def test_an_unknown_link_says_what_to_do(client: Client, db: None, page: str) -> None:
    response = client.get(f"/laat-weten/bestaat-niet/{page}")
    assert response.status_code == 404
    assert "Dit kennen we niet" in words_of(response.content.decode())


# ------------------------------------------------------------------ its page


def page_of(client: Client, signal: Signal) -> str:
    return words_of(html(client, f"/laat-weten/{signal.token}/"))


def answered(place: Place, **fields: Any) -> Signal:
    matter = make_matter(place, **{"state": MatterState.ANSWERED, "answered_at": NOW, **fields})
    Answer.objects.create(matter=matter, number=1, outcome="adopted", text="Ja, op dinsdag.", given_at=NOW)
    return make_signal(matter)


def test_one_sees_how_far_it_is(client: Client, clock: Any, place: Place, manager: User) -> None:
    matter = make_matter(place, due_on=TODAY + timedelta(days=14))
    signal = make_signal(matter)
    words = page_of(client, signal)
    assert "Ontvangen vandaag Bekeken (nog niet) Beantwoord (nog niet)" in words
    assert "Uiterlijk zaterdag 5 december staat hier een antwoord." in words
    matter.state, matter.looked_at_at = MatterState.LOOKED_AT, NOW
    matter.save()
    assert "Ontvangen vandaag Bekeken vandaag Beantwoord (nog niet)" in page_of(client, signal)


def test_an_answer_that_is_late_says_sorry_and_whom_to_call(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    ContactPerson.objects.create(place=place, kind="place", name="Truus", phone="043 123", since_date=TODAY)
    words = page_of(client, make_signal(make_matter(place, due_on=TODAY - timedelta(days=1))))
    assert "Het antwoord had er vrijdag 20 november moeten zijn." in words
    assert "Bel gerust Truus: 043 123." in words


def test_one_reads_the_answer_and_says_whether_it_helps(
    client: Client, clock: Any, place: Place, manager: User
) -> None:
    signal = answered(place)
    words = page_of(client, signal)
    assert "Overgenomen vandaag Ja, op dinsdag. Helpt dit antwoord?" in words
    response = client.post(f"/laat-weten/{signal.token}/helpt/", {"helpt": "nee"})
    assert response.headers["Location"] == f"/laat-weten/{signal.token}/"
    words = page_of(client, signal)
    assert (
        "Er wordt opnieuw naar gekeken. Uiterlijk zaterdag 5 december staat hier een nieuw antwoord." in words
    )
    assert "Vertel hieronder wat er nog ontbreekt" in words


def test_who_said_yes_may_still_say_no(client: Client, clock: Any, place: Place, manager: User) -> None:
    signal = answered(place)
    client.post(f"/laat-weten/{signal.token}/helpt/", {"helpt": "ja"})
    assert "Fijn dat het helpt. Dank je wel. Toch niet: het helpt niet" in page_of(client, signal)
    assert Matter.objects.get().state == "closed"
    client.post(f"/laat-weten/{signal.token}/helpt/", {"helpt": "nee"})
    assert Matter.objects.get().state == "received"


def test_a_second_no_leads_to_talking(client: Client, clock: Any, place: Place, manager: User) -> None:
    signal = answered(place)
    Signal.objects.update(reopened_at=NOW)
    assert "Zeg je nee, dan kijken we nog één keer." not in page_of(client, signal)
    client.post(f"/laat-weten/{signal.token}/helpt/", {"helpt": "nee"})
    assert "Jammer dat het niet helpt." in page_of(client, signal)
    assert "Loop eens binnen bij ’t Atrium." in page_of(client, signal)
    assert Matter.objects.get().state == "answered"


@pytest.mark.parametrize("said", [{}, {"helpt": "misschien"}])
def test_neither_yes_nor_no_changes_nothing(client: Client, place: Place, said: dict[str, str]) -> None:
    signal = answered(place)
    assert client.post(f"/laat-weten/{signal.token}/helpt/", said).status_code == 302
    assert Signal.objects.get().helped is None


def test_saying_that_nothing_helps_is_refused_kindly(client: Client, place: Place) -> None:
    signal = make_signal(make_matter(place))
    response = client.post(f"/laat-weten/{signal.token}/helpt/", {"helpt": "ja"})
    assert response.status_code == 409
    assert "Er is nog geen antwoord." in words_of(response.content.decode())


def test_one_adds_something(client: Client, clock: Any, place: Place, manager: User) -> None:
    signal = make_signal(make_matter(place))
    address = f"/laat-weten/{signal.token}/toevoegen/"
    assert client.post(address, {"text": "Ook op zaterdag 🍲"}).status_code == 302
    assert "Toegevoegd vandaag Ook op zaterdag 🍲" in page_of(client, signal)
    assert client.post(address, {"text": " "}).status_code == 422
    Matter.objects.update(state=MatterState.CLOSED, closed_at=NOW)
    refused = client.post(address, {"text": "Nog iets"})
    assert (refused.status_code, Addition.objects.count()) == (409, 1)
    assert "Dit is afgerond." in page_of(client, signal)


def test_the_page_never_shows_how_to_reach_somebody(client: Client, clock: Any, place: Place) -> None:
    signal = make_signal(make_matter(place), contact_by="email", contact="aicha@example.org")
    page = html(client, f"/laat-weten/{signal.token}/")
    assert "aicha@example.org" not in page
    assert "We mailen je het antwoord." in page


@pytest.mark.parametrize("page", ["", "dank-je-wel/"])
def test_there_is_a_way_back_to_the_place_or_the_municipality(
    client: Client, heard: Place, page: str
) -> None:
    here = make_signal(make_matter(heard))
    assert 'href="/plek/t-atrium/"' in html(client, f"/laat-weten/{here.token}/{page}")
    there = make_signal(make_matter(municipality=heard.municipality))
    assert 'href="/gemeente/GM0935/"' in html(client, f"/laat-weten/{there.token}/{page}")


def test_in_english_too(client: Client, clock: Any, heard: Place, manager: User) -> None:
    page = words_of(html(client, "/plek/t-atrium/laat-weten/", accept_language="en"))
    assert "What do you want to let us know?" in page
    assert "Who may read it first?" in page
