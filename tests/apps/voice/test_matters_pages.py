"""The pages of the desk, as a manager, a host and an officer use them."""

from datetime import timedelta
from time import perf_counter

import pytest
from django.urls import reverse

from schuifaan.apps.voice.models import Answer, Letter, Matter, MatterTheme, Signal
from schuifaan.apps.voice.on_pages import matters as lines
from tests.apps.pages import html, queries_of, words_of
from tests.factories import (
    NOW,
    TODAY,
    make_membership,
    make_municipality,
    make_neighbourhood,
    make_organisation,
    make_user,
)
from tests.factories.voice import make_matter, make_signal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def url(place, name, pk=None):
    return reverse(f"voice:{name}", args=[place.slug, *([pk] if pk else [])])


def titles(page):
    return [
        words_of(piece.split("</a>")[0].split(">", 1)[1]) for piece in page.split("matter-row__title")[1:]
    ]


@pytest.fixture
def town(place):
    place.municipality = make_municipality()
    place.save()
    return place.municipality


@pytest.fixture
def at_the_office(client, town):
    user = make_user("ambtenaar@example.org")
    kind = {"kind": "municipality", "municipality_code": town.pk}
    make_membership(user, make_organisation("gemeente", name="Gemeente", **kind), "municipal_officer")
    client.force_login(user)
    return client


# -- The list -------------------------------------------------------------------------------------


def test_whose_term_came_first_stands_first(at_work, place):
    for title, days in (("Morgen", 1), ("Al lang voorbij", -9), ("Volgende week", 7), ("Vandaag", 0)):
        make_signal(make_matter(place, title=title, due_on=TODAY + timedelta(days=days)))
    make_matter(place, title="Klaar", state="closed")
    page = html(at_work, url(place, "matters"))
    assert titles(page) == ["Al lang voorbij", "Vandaag", "Morgen", "Volgende week"]
    assert "antwoord was beloofd op 12 november" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?status=beantwoord", ["Beantwoord"]),
        ("?status=alles", ["Beantwoord", "Van mij", "Over thema", "Kapot", "Wens"]),
        ("?soort=broken", ["Kapot"]),
        ("?thema=theme.T3", ["Over thema"]),
        ("?mijn=on", ["Van mij"]),
        ("?zoek=scootmobiel+drempel", ["Kapot"]),
        ("?zoek=acde-fghj", ["Kapot"]),
        ("?zoek=onvindbaar", []),
        ("?status=💐&soort='&thema=%00&mijn=2&na=onzin_9&zoek=%F0%9F%92%90%00", ["Van mij"]),
        ("?status=wacht&soort=&thema=nergens&na=2026-13-45_1", ["Kapot", "Wens", "Over thema", "Van mij"]),
        ("?na=2026-11-20T10:00_99999999999999999999", ["Kapot", "Wens", "Over thema", "Van mij"]),
    ],
)
def test_filters_find_and_put_up_with_nonsense(at_work, place, manager, query, found):
    rows = [
        ("Wens", {"due_on": TODAY + timedelta(days=1)}),
        ("Kapot", {"kind": "broken"}),
        ("Over thema", {"due_on": TODAY + timedelta(days=2)}),
        ("Van mij", {"owner": manager, "due_on": TODAY + timedelta(days=3)}),
        ("Beantwoord", {"state": "answered", "answered_at": NOW}),
    ]
    for title, fields in rows:
        matter = make_matter(place, title=title, **fields)
        if title == "Kapot":
            make_signal(matter, "De drempel is te hoog voor mijn scootmobiel", code="ACDEFGHJ")
        if title == "Over thema":
            MatterTheme.objects.create(matter=matter, theme="theme.T3")
    assert titles(html(at_work, url(place, "matters") + query)) == found


def test_ten_thousand_matters_leaf_fast_with_the_same_queries(at_work, place):
    def fill(many):
        made = Matter.objects.bulk_create(
            [
                Matter(
                    place=place, to="place", kind="wish", title=f"Wens {n}", received_at=NOW - timedelta(minutes=n),
                    due_on=TODAY + timedelta(days=n % 40),
                )
                for n in range(many)
            ],
            batch_size=1000,
        )  # fmt: skip
        Signal.objects.bulk_create(
            [Signal(matter=one, text="Kunnen we vaker samen eten?", said_at=NOW) for one in made],
            batch_size=1000,
        )

    fill(3)
    few = queries_of(at_work, url(place, "matters"))
    fill(10_000)
    assert queries_of(at_work, url(place, "matters")) == few
    seen, page = set(), url(place, "matters")
    for _ in range(3):
        begun = perf_counter()
        content = html(at_work, page)
        assert perf_counter() - begun < 1
        rows = {piece.split('"')[0] for piece in content.split('name="matter" value="')[1:]}
        assert (len(rows), rows & seen) == (30, set())
        seen |= rows
        page = url(place, "matters") + content.split('rel="next" href="')[1].split('"')[0].replace(
            "&amp;", "&"
        )
    begun = perf_counter()
    html(at_work, url(place, "matters") + "?zoek=eten+Wens&status=alles")
    assert perf_counter() - begun < 2


def test_page_of_a_matter_asks_as_much_with_three_voices_as_with_one(at_work, place):
    matter = make_matter(place)
    make_signal(matter)
    one = queries_of(at_work, url(place, "matter", matter.pk))
    for _ in range(3):
        make_signal(matter)
        Signal.objects.first().additions.create(text="En soep.", said_at=NOW)
    assert queries_of(at_work, url(place, "matter", matter.pk)) == one


def test_empty_list_says_what_to_do(at_work, place):
    assert "Niemand wacht op antwoord" in html(at_work, url(place, "matters"))


# -- Doing ----------------------------------------------------------------------------------------


def test_three_wishes_ticked_are_combined_and_answered(at_work, place):
    matters = [make_matter(place, title=f"Samen eten {n}") for n in range(3)]
    for matter in matters:
        make_signal(matter, contact_by="email", contact=f"a{matter.pk}@example.org")
    done = at_work.post(url(place, "matters_combine"), {"matter": [one.pk for one in matters]})
    assert done["Location"] == url(place, "matter", matters[0].pk)
    form = {"outcome": "adopted", "text": "Doen we.", "number": 1}
    page = html(at_work, url(place, "matter_answer", matters[0].pk))
    assert "3 mensen krijgen een mail." in page
    assert at_work.post(url(place, "matter_answer", matters[0].pk), form).status_code == 302
    assert Letter.objects.count() == 3


def test_nothing_ticked_is_said(at_work, place):
    done = at_work.post(url(place, "matters_combine"), {"matter": ["x", "-1", "9" * 30]}, follow=True)
    assert "Kruis eerst aan wat over hetzelfde gaat." in done.content.decode()


def test_no_without_a_reason_stays_with_what_was_typed(at_work, place):
    matter = make_matter(place)
    make_signal(matter)
    sent = at_work.post(
        url(place, "matter_answer", matter.pk),
        {"outcome": "not", "text": " ", "link": "schuifaan.example/plan"},
    )
    text = sent.content.decode()
    assert sent.status_code == 422
    assert "Schrijf op waarom het niet kan." in text
    assert "schuifaan.example/plan" in text


def test_answer_from_a_page_that_was_open_too_long_is_not_sent(at_work, place, board_member):
    matter = make_matter(place, state="answered", answered_at=NOW)
    make_signal(matter)
    Answer.objects.create(
        matter=matter, number=1, outcome="adopted", text="Ja.", given_at=NOW, given_by=board_member
    )  # fmt: skip
    sent = at_work.post(
        url(place, "matter_answer", matter.pk), {"outcome": "not", "text": "Nee.", "number": 1}
    )
    assert sent.status_code == 422
    assert f"{board_member} heeft net antwoord gegeven." in sent.content.decode()
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("look", "received", "looked_at"),
        ("take", "received", "looked_at"),
        ("close", "received", "closed"),
        ("open", "closed", "looked_at"),
        ("let_through", "held", "received"),
        ("niets", "received", "received"),
    ],
)
def test_button_does_what_it_says(at_work, place, what, before, after):
    matter = make_matter(place, state=before, closed_at=NOW if before == "closed" else None)
    make_signal(matter)
    assert at_work.post(url(place, "matter_do", matter.pk), {"what": what}).status_code == 302
    matter.refresh_from_db()
    assert matter.state == after


def test_held_back_shows_only_whether_it_may_through(at_work, place):
    matter = make_matter(place, state="held", title="BUY WATCHES")
    make_signal(matter, "BUY WATCHES")
    assert titles(html(at_work, url(place, "matters"))) == []
    page = html(at_work, url(place, "matter", matter.pk))
    assert ("Gooi weg" in page, "Geef antwoord" in page) == (True, False)
    at_work.post(url(place, "matter_do", matter.pk), {"what": "throw_away"})
    assert Matter.objects.count() == 0


def test_set_apart_from_the_page(at_work, place):
    matter = make_matter(place)
    make_signal(matter)
    other = make_signal(matter, "Iets anders")
    do = url(place, "matter_do", matter.pk)
    assert at_work.post(do, {"what": "apart", "signal": "bloem"}).status_code == 404
    assert at_work.post(do, {"what": "apart", "signal": other.pk}).status_code == 302
    assert Matter.objects.count() == 2


def test_arranging_from_the_page(at_work, place, manager, town):
    matter = make_matter(place)
    page = url(place, "matter_arrange", matter.pk)
    wrong = at_work.post(page, {"owner": "999", "due_on": "31-02-2027", "themes": ["theme.T99"]})
    assert wrong.status_code == 422
    assert "Deze dag bestaat niet." in wrong.content.decode()
    late = at_work.post(page, {"owner": "", "due_on": "2020-01-01"})
    assert "Kies een dag vanaf vandaag, binnen een jaar." in late.content.decode()
    right = {"owner": manager.pk, "due_on": "10-12-2026", "themes": ["theme.T1", "theme.T4"]}
    assert at_work.post(page, right).status_code == 302
    assert list(matter.themes.values_list("theme", flat=True)) == ["theme.T1", "theme.T4"]


def test_likely_the_same_is_offered_and_combined(at_work, place):
    matter = make_matter(place, title="De drempel bij de achterdeur is te hoog", kind="broken")
    same = make_matter(place, title="Hoge drempels bij de achterdeur", kind="complaint")
    make_matter(place, title="Een middag met spelletjes")
    for one in Matter.objects.all():
        make_signal(one, one.title)
    page = html(at_work, url(place, "matter_same", matter.pk))
    assert ("Hoge drempels" in page, "spelletjes" in page) == (True, False)
    assert at_work.post(url(place, "matter_same", matter.pk), {"matter": [same.pk]}).status_code == 302
    assert matter.signals.count() == 2
    empty = at_work.post(url(place, "matter_same", matter.pk))
    assert empty.status_code == 422


def test_marked_words_are_hidden_or_confirmed_before_they_are_public(at_work, place, manager):
    matter = make_matter(place, state="answered", answered_at=NOW)
    make_signal(matter)
    Answer.objects.create(matter=matter, number=1, outcome="adopted", text="Ja.", given_at=NOW)
    page = url(place, "matter_publish", matter.pk)
    told = {"said": "Mevrouw Jansen eet graag mee.", "done": "Dat kan."}
    marked = at_work.post(page, {**told, "what": "publish"})
    assert marked.status_code == 422
    assert '<mark class="private">Mevrouw Jansen</mark>' in marked.content.decode()
    hidden = at_work.post(page, {**told, "what": "mask"}).content.decode()
    assert "[naam] eet graag mee." in hidden
    assert Matter.objects.get().is_public is False
    assert at_work.post(page, {**told, "what": "publish", "may": "Mevrouw Jansen"}).status_code == 302
    assert f'href="{reverse("voice:said_place", args=[place.slug])}"' in html(
        at_work, url(place, "matter", matter.pk)
    )
    assert Matter.objects.get().public_text == told["said"]


def test_wish_becomes_an_activity_with_a_link(at_work, place):
    matter = make_matter(place)
    make_signal(matter)
    at_work.post(url(place, "matter_do", matter.pk), {"what": "activity"})
    activity = Matter.objects.get().activity
    assert reverse("agenda:edit", args=[place.slug, activity.pk]) in html(
        at_work, url(place, "matter", matter.pk)
    )


def test_calls_are_made_and_go_off_the_list(at_work, place):
    matter = make_matter(place)
    make_signal(matter, contact_by="phone", contact="043 123 45 67")
    at_work.post(url(place, "matter_answer", matter.pk), {"outcome": "adopted", "text": "Ja."})
    page = html(at_work, url(place, "calls"))
    assert 'href="tel:0431234567"' in page
    letter = Letter.objects.get()
    at_work.post(url(place, "called", letter.pk))
    assert "Je hoeft niemand te bellen" in html(at_work, url(place, "calls"))


# -- Noting ---------------------------------------------------------------------------------------


def test_host_notes_what_somebody_says_and_gets_the_code(client, place, host, manager):
    client.force_login(host)
    page = url(place, "note_signal")
    key = client.get(page).context["form"].initial["key"]
    told = {
        "text": "Kunnen we “’s avonds” 💐 zingen?", "kind": "wish", "way": "door", "contact": "043 123 45 67",
        "language": "nl", "key": key,
    }  # fmt: skip
    done = client.post(page, told)
    signal = Signal.objects.get()
    assert (done.status_code, signal.way, signal.contact_by, signal.matter.place) == (
        200,
        "door",
        "phone",
        place,
    )
    assert signal.shown_code in done.content.decode()
    assert client.post(page, told).status_code == 200
    assert Signal.objects.count() == 1
    assert client.get(url(place, "matters")).status_code == 403
    (line,) = lines.on_place_desk(place, host, NOW)
    assert line.address == page


def test_noting_asks_what_is_missing_and_keeps_what_was_typed(client, place, host):
    client.force_login(host)
    page = url(place, "note_signal")
    key = client.get(page).context["form"].initial["key"]
    wrong = client.post(page, {"text": "Soep!", "contact": "geen nummer", "key": key, "about": "-5"})
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert ("Kies wat het is." in text, "Soep!" in text, "geen nummer" in text) == (True, True, True)


def test_noted_about_a_colleague_goes_past_them_and_not_into_the_trail(
    client, place, host, manager, board_member
):
    client.force_login(host)
    page = url(place, "note_signal")
    key = client.get(page).context["form"].initial["key"]
    told = {"text": "Hij snauwt.", "kind": "complaint", "way": "talk", "language": "nl", "key": key}
    member = manager.place_roles.get()
    assert client.post(page, {**told, "about": member.pk}).status_code == 200
    assert Matter.objects.get().about_member == member
    assert [line.words for line in lines.on_place_desk(place, manager, NOW)] == [""]


# -- At the municipality --------------------------------------------------------------------------


def test_officer_sees_text_and_status_and_nobody_s_address(at_the_office, town):
    matter = make_matter(
        municipality=town, title="Elk jaar hetzelfde formulier", kind="rule", due_on=TODAY + timedelta(days=9)
    )
    make_signal(matter, "Elk jaar hetzelfde formulier", contact_by="email", contact="mia@example.org")
    listed = html(at_the_office, reverse("voice:city_matters", args=[town.pk]))
    page = html(at_the_office, reverse("voice:city_matter", args=[town.pk, matter.pk]))
    assert ("ontvangen" in listed, "mia@example.org" in listed + page) == (True, False)
    answered = at_the_office.post(
        reverse("voice:city_matter_answer", args=[town.pk, matter.pk]),
        {"outcome": "running", "text": "Loopt al."},
    )
    assert answered.status_code == 302
    assert Letter.objects.get().municipality == town


def test_new_places_stand_by_neighbourhood_with_their_status(at_the_office, town):
    for name, code in (
        ("Wyckerpoort", "BU09350100"),
        ("Hazendans", "BU09350101"),
        ("Randwyck", "BU09350102"),
    ):
        matter = make_matter(
            municipality=town, kind="new_place", title=f"Een plek in {name}", neighbourhood=make_neighbourhood(code, name)
        )  # fmt: skip
        make_signal(matter)
    Answer.objects.create(matter=matter, number=1, outcome="carrying_out", text="In 2027.", given_at=NOW)
    page = words_of(html(at_the_office, reverse("voice:city_new_places", args=[town.pk])))
    assert page.index("Hazendans") < page.index("Randwyck") < page.index("Wyckerpoort")
    assert "Een plek in Randwyck Wordt uitgevoerd In 2027." in page
    assert page.count("Per buurt") == 1


def test_matter_of_another_desk_is_not_here(at_the_office, town, place):
    other = make_municipality("GM0344", "Utrecht")
    elsewhere, at_place = make_matter(municipality=other), make_matter(place)
    for matter in (elsewhere, at_place):
        assert at_the_office.get(reverse("voice:city_matter", args=[town.pk, matter.pk])).status_code == 404
    assert at_the_office.get(reverse("voice:city_matters", args=[other.pk])).status_code == 403
    assert at_the_office.get("/beheer/gemeente/GM9999/signalen/").status_code == 404


def test_officer_finds_the_way_from_the_desk(at_the_office, town):
    make_matter(municipality=town)
    page = words_of(html(at_the_office, reverse("places:desk")))
    assert "Er wacht 1 bericht op antwoord. Berichten voor de gemeente Maastricht" in page
    # What waits comes before that there is no place of one's own.
    assert page.index("Er wacht 1 bericht") < page.index("Je hebt nog geen plek")
    assert "Mijn plekken" not in page


def test_officer_passes_on_to_a_place_and_the_place_passes_back(at_the_office, town, place):
    matter = make_matter(municipality=town)
    make_signal(matter)
    page = reverse("voice:city_matter_pass_on", args=[town.pk, matter.pk])
    assert at_the_office.post(page, {"place": "77"}).status_code == 422
    assert at_the_office.post(page, {"place": place.pk}).status_code == 302
    assert Matter.objects.get().place == place


def test_place_passes_on_to_the_municipality(at_work, place, town):
    office = make_organisation("gemeente", name="Gemeente", kind="municipality", municipality_code=town.pk)
    make_membership(make_user("ambtenaar@example.org"), office, "municipal_officer")
    matter = make_matter(place)
    make_signal(matter)
    assert at_work.post(url(place, "matter_pass_on", matter.pk)).status_code == 302
    assert Matter.objects.get().to == "municipality"
    assert at_work.get(url(place, "matter", matter.pk)).status_code == 404
