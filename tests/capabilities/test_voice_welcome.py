"""Rows S01–S03, T06 and V06 of the feature table, and to whom a self-check belongs: each example, with its numbers."""

import ctypes
import io
import logging
import re
from collections.abc import Iterator
from html import unescape

import pypdfium2
import pytest
from django.contrib import admin
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from pypdfium2 import raw

from schuifaan.apps.api.definition import document
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice import models as voice
from schuifaan.apps.voice.models import (
    OwnTip,
    Reflection,
    SharedTip,
    TipChoice,
    TryOut,
    WelcomeCheck,
)
from schuifaan.apps.voice.queries.welcome import all_shown
from tests.apps.voice.test_welcome_result import main_of, marks_in
from tests.architecture.matrix_rows import make_rows, named
from tests.architecture.test_permissions import addresses, row_for
from tests.capabilities.conftest import signed_in
from tests.factories import NOW, make_membership, make_municipality, make_place, make_user
from tests.factories.voice import make_check, make_try_out

pytestmark = pytest.mark.django_db

WELCOME = "/beheer/plek/t-atrium/welkom/"
SECRET = "kwartelei"
OFFICE = {"nl": "enkele plekken", "en": "a few places"}


@pytest.fixture
def check(place: Place) -> WelcomeCheck:
    return make_check(place)


def page(client: Client, path: str, language: str = "nl") -> str:
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == 200, path
    return unescape(response.content.decode())


def printed(client: Client, path: str, language: str) -> tuple[str, float]:
    """The words of a file on one line, and its smallest letter in points."""
    response = client.get(path, headers={"accept-language": language})
    assert response["Content-Type"] == "application/pdf"
    texts, sizes = [], []
    with pypdfium2.PdfDocument(io.BytesIO(response.content)) as pdf:
        for sheet in pdf:
            texts.append(sheet.get_textpage().get_text_bounded())
            sizes += [size_of(one) for one in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
    return plain(" ".join(texts)), min(sizes)


def size_of(text: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(text.raw, size)
    return round(size.value * abs(text.get_matrix().d), 1)


def plain(text: str) -> str:
    """Spaces and the shape of quotes aside: a line ends elsewhere on paper."""
    return re.sub(r"[\s\ufffe\u2010-]+", "", text).translate(str.maketrans("‘’“”", "''\"\""))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_s01_26_tips_12_free_lines_and_6_questions_on_the_pages(
    manager: User, check: WelcomeCheck, language: str
) -> None:
    client = signed_in(manager)
    tips = lines = questions = 0
    for element in all_shown(language):
        shown = page(client, f"{WELCOME}{check.pk}/onderdeel/{element.slug}/", language)
        assert element.statement in shown
        assert element.why in shown
        tips += sum(
            f">{text}</legend>" in shown.replace(" </legend>", "</legend>") for _id, text in element.tips
        )
        lines += len(re.findall(r'<textarea[^>]* name="own_[12]"', shown))
        questions += len(re.findall(r'<textarea[^>]* name="reflection"', shown)) * (element.question in shown)
        # Nothing is chosen beforehand, and each has the same four answers.
        assert "checked" not in shown
        assert shown.count('type="radio"') == 4 * (len(element.tips) + 2)
    assert (tips, lines, questions) == (26, 12, 6)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_s01_26_tips_12_free_lines_and_6_questions_on_the_blank_form_in_large_letters(
    manager: User, place: Place, language: str
) -> None:
    words, smallest = printed(signed_in(manager), f"{WELCOME}formulier.pdf", language)
    tips = [plain(text) for element in all_shown(language) for _id, text in element.tips]
    assert sum(tip in words for tip in tips) == 26
    assert sum(plain(element.question) in words for element in all_shown(language)) == 6
    assert words.count(plain({"nl": "Eigen tip", "en": "A tip of your own"}[language])) == 12
    # Four boxes for each tip and each free line.
    for label in {"nl": ["dit doen we", "weten we niet"], "en": ["we do this", "we do not know"]}[language]:
        assert words.count(plain(label)) == 38
    assert smallest >= 18


def test_s01_the_result_has_no_number(manager: User, check: WelcomeCheck) -> None:
    TipChoice.objects.create(check_of=check, tip="element.E1.tip4", choice="doing")
    client = signed_in(manager)
    client.post(f"{WELCOME}{check.pk}/klaar/")
    shown = page(client, f"{WELCOME}{check.pk}/")
    assert "Plan uren waarop je zomaar binnen kunt lopen" in shown
    assert marks_in(shown) == []


def test_s02_a_question_with_each_element_answered_in_free_text(manager: User, check: WelcomeCheck) -> None:
    """Five are printed in the hand-out, one is ours."""
    client = signed_in(manager)
    for element in all_shown("nl"):
        said = {"reflection": f"Antwoord bij {element.name}"}
        client.post(f"{WELCOME}{check.pk}/onderdeel/{element.slug}/", said)
    assert Reflection.objects.count() == 6
    shown = page(client, f"{WELCOME}{check.pk}/")
    for element in all_shown("nl"):
        assert f"{element.question}</h3><p>Antwoord bij {element.name}</p>" in shown


def test_s03_a_fourth_asks_to_move_one_to_later(manager: User, check: WelcomeCheck) -> None:
    client = signed_in(manager)
    three = [make_try_out(check, f"element.E1.tip{number}", spot=number) for number in (1, 2, 3)]
    fourth = make_try_out(check, "element.E4.tip2")
    asked = client.post(f"{WELCOME}{check.pk}/proberen/{fourth.pk}/nu/").content.decode()
    assert "Drie tegelijk is genoeg. Welke bewaren jullie voor later?" in asked
    client.post(f"{WELCOME}{check.pk}/proberen/{fourth.pk}/nu/", {"instead_of": three[0].pk})
    client.post(f"{WELCOME}{check.pk}/proberen/", {f"who_{fourth.pk}": "Wiel", f"when_{fourth.pk}": "in mei"})
    states = dict(TryOut.objects.values_list("tip", "state"))
    assert states == {
        "element.E1.tip1": "later", "element.E1.tip2": "now", "element.E1.tip3": "now", "element.E4.tip2": "now",
    }  # fmt: skip
    assert "Wie: Wiel<br>Wanneer: in mei" in page(client, f"{WELCOME}{check.pk}/")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("places", "number"), [(0, None), (1, None), (3, None), (4, None), (5, 5), (6, 6)])
def test_t06_3_places_trying_tip_2_show_as_a_few(
    officer: User, places: int, number: int | None, language: str
) -> None:
    municipality = make_municipality()
    Organisation.objects.filter(memberships__user=officer).update(municipality_code=municipality.code)
    for one in range(places):
        tried = make_check(
            make_place(f"plek-{one}", name=f"Plek {one}", municipality=municipality), finished_at=NOW
        )
        TipChoice.objects.create(check_of=tried, tip="element.E1.tip2", choice="trying")
    shown = main_of(page(signed_in(officer), "/beheer/gemeente/GM0935/welkom/", language))
    tip = next(text for id_, text in all_shown(language)[0].tips if id_ == "element.E1.tip2")
    said = re.findall(rf"{re.escape(tip)}</dt><dd>(.*?)</dd>", shown)
    more = {"nl": f"{number} plekken", "en": f"{number} places"}[language]
    assert said == [more if number else OFFICE[language]]
    assert shown.count(f"<dd>{OFFICE[language]}</dd>") == (25 if number else 26)


def test_v06_doing_nothing_is_fine_and_no_record_of_a_visitor_exists(
    manager: User, check: WelcomeCheck
) -> None:
    """Who visits has no goal, no progress and no row: a check knows a place and nobody else."""
    client = signed_in(manager)
    client.post(f"{WELCOME}{check.pk}/klaar/")
    assert "Dank jullie wel" in main_of(page(client, f"{WELCOME}{check.pk}/"))
    ours = (WelcomeCheck, TipChoice, OwnTip, Reflection, SharedTip, TryOut)
    told = {
        field.related_model.__name__
        for model in ours
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    }
    assert told == {"Place", "WelcomeCheck", "SharedTip"}


# -- To whom it belongs ---------------------------------------------------------------------------


def tell_secret(*checks: WelcomeCheck) -> None:
    """A word in everything a team can write."""
    for check in checks:
        OwnTip.objects.create(
            check_of=check, element="element.E1", line=1, text=f"Een {SECRET}", choice="doing"
        )
        Reflection.objects.create(check_of=check, element="element.E1", text=f"Over het {SECRET}")
        TipChoice.objects.create(check_of=check, tip="element.E1.tip2", choice="trying")
        make_try_out(check, tip="", text=f"Nog een {SECRET}", spot=3, who=f"Mevrouw {SECRET}", when=SECRET)


@pytest.fixture
def secrets(place: Place) -> tuple[WelcomeCheck, ...]:
    """In an open check and in a finished one."""
    checks = make_check(place, finished_at=NOW), make_check(place)
    tell_secret(*checks)
    return checks


def of_its_municipality(place: Place) -> None:
    """The officer works for the very municipality the place lies in."""
    municipality = make_municipality()
    Place.objects.filter(pk=place.pk).update(municipality=municipality)
    place.refresh_from_db()
    Organisation.objects.filter(kind="municipality").update(municipality_code=municipality.code)


@pytest.fixture
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("role", ["officer", "administrator", "professional", "landlord"])
def test_only_the_team_reads_a_check(
    request: pytest.FixtureRequest,
    place: Place,
    organisation: Organisation,
    role: str,
    secrets: tuple[WelcomeCheck, ...],
) -> None:
    if role == "officer":
        of_its_municipality(place)
    if role == "landlord":
        # Leads the organisation behind the place, when that is not the place's own foundation.
        Organisation.objects.filter(pk=organisation.pk).update(kind="housing_association")
        who = make_user("verhuurder@example.org")
        make_membership(who, organisation, OrganisationRole.BOARD)
    else:
        who = request.getfixturevalue(role)
    client = signed_in(who)
    for check in secrets:
        for rest in ("", "onderdeel/e1/", "proberen/", "poster.pdf"):
            assert client.get(f"{WELCOME}{check.pk}/{rest}").status_code == 403
    for rest in ("", "delen/", "anderen/e1/", "formulier.pdf", "kaarten.pdf"):
        assert client.get(f"{WELCOME}{rest}").status_code == 403
    assert "welkom/" not in client.get("/beheer/plek/t-atrium/").content.decode()


@pytest.mark.parametrize("role", ["host", "manager", "board_member"])
def test_the_team_reads_it(
    request: pytest.FixtureRequest, role: str, secrets: tuple[WelcomeCheck, ...]
) -> None:
    client = signed_in(request.getfixturevalue(role))
    for check in secrets:
        assert SECRET in page(client, f"{WELCOME}{check.pk}/")


def test_the_board_of_its_own_foundation_reads_it(
    organisation: Organisation, secrets: tuple[WelcomeCheck, ...]
) -> None:
    leader = make_user("leiding@example.org")
    make_membership(leader, organisation, OrganisationRole.BOARD)
    assert SECRET in page(signed_in(leader), f"{WELCOME}{secrets[0].pk}/")


def test_the_api_refuses_everybody_and_does_not_describe_it(
    officer: User, manager: User, place: Place
) -> None:
    of_its_municipality(place)
    for client in (Client(), signed_in(officer), signed_in(manager)):
        for slug in (place.slug, "bestaat-niet"):
            answer = client.get(f"/api/v1/places/{slug}/welcome-check")
            assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
            assert answer.json() == {
                "status": 403, "title": "Forbidden", "detail": "This belongs to the place. It is not open data.",
            }  # fmt: skip
    described = str(document()).lower()
    assert [word for word in ("welcome-check", "welcome_check", "self-check") if word in described] == []


def test_support_is_closed_to_an_officer(officer: User, secrets: tuple[WelcomeCheck, ...]) -> None:
    """For what support shows, and for what it has no page for."""
    of_its_municipality(secrets[0].place)
    client = signed_in(officer)
    for path in (
        "/support/",
        "/support/voice/welcomecheck/",
        f"/support/voice/welcomecheck/{secrets[0].pk}/change/",
    ):
        assert client.get(path).status_code == 403, path


def test_support_has_no_page_for_it(administrator: User) -> None:
    kept = {WelcomeCheck, TipChoice, OwnTip, Reflection, TryOut}
    assert {model for model in admin.site._registry if model in kept} == set()
    client = signed_in(administrator)
    for model in kept:
        for path in (
            f"/support/voice/{model.__name__.lower()}/",
            f"/support/voice/{model.__name__.lower()}/1/change/",
        ):
            assert client.get(path, follow=True).status_code in {403, 404}, path


@pytest.mark.once
@pytest.mark.usefixtures("_quiet", "professional")
@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_no_address_tells_an_officer_or_an_administrator_what_a_team_said(
    request: pytest.FixtureRequest,
    place: Place,
    officer: User,
    manager: User,
    role: str,
) -> None:
    """Every page, feed, file, export and API of the product, and nowhere a word of it."""
    who = request.getfixturevalue(role)
    rows = make_rows(place, officer=officer, manager=manager)
    tell_secret(make_check(place, finished_at=NOW), WelcomeCheck.objects.get(place=place, finished_at=None))
    telling, exports = [], set()
    for address in sorted(set(addresses()), key=lambda one: one.name):
        row = row_for(address.name)
        if row is None or "not_walked" in row:
            continue
        url = reverse(address.name, kwargs=named(rows, address.name, address.keys))
        with transaction.atomic():
            answer = signed_in(who).get(url)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        if SECRET.encode() in body or "zelfcheck" in answer.headers.get("Content-Disposition", ""):
            telling.append(address.name)
        if answer.status_code == 200 and "attachment" in answer.headers.get("Content-Disposition", ""):
            exports.add(address.name)
    assert telling == []
    assert exports


def test_every_model_of_a_check_is_looked_at_here() -> None:
    """A new table of the self-check must be thought of above."""
    known = {WelcomeCheck, TipChoice, OwnTip, Reflection, TryOut, SharedTip}
    found = {
        model
        for model in vars(voice).values()
        if isinstance(model, type)
        and issubclass(model, models.Model)
        and model.__module__.endswith(".welcome")
    }
    assert found == known
