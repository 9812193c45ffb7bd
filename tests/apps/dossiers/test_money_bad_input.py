"""Bad input on the questions about money: said beside the field in words, nothing lost, nothing kept."""

import html
import re
from typing import Any

import pytest

from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.people.models import User
from schuifaan.core.method.knowledge.asking import FieldKind
from tests.capabilities.dossier_desk import Desk, words, words_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = ("nl", "en")
MEGABYTE = 1024 * 1024
RENTER = {"name": "Koor", "kind": "public_interest", "pays_as": "room_hire_structural"}
COST = {"what": "Stroom", "kind": "energy", "amount": "1.260", "per": "year"}
GRANT = {"what": "Gemeente", "pays_as": "operating_subsidy", "amount": "8.000", "often": "yearly"}
THING = {"what": "Stoelen", "group": "furnishing", "amount": "18.000", "lifetime": "8"}
# What is typed besides, so that it can be seen not to be lost.
BESIDE: dict[str, dict[str, str]] = {
    "money.parties": RENTER,
    "money.costs": COST,
    "money.grants": GRANT,
    "money.investment": THING,
    "money.room": {"usable_m2": "80"},
    "money.homes": {"distance_m": "20"},
    "money.opening": {"weeks": "48"},
    "money.sales": {"weeks": "48"},
    "money.assumptions": {"years": "12"},
    "money.shared_rooms": {"name": "Keuken", "kind": "kitchen", "m2": "20"},
    "money.soo": {"granted": "yes", "delivered_on": "2024-04-01"},
}
ROWS = frozenset(one.id for one in shipped().questions_by_id.values() if one.shape == "rows")
BELOW_ZERO = ("Een getal onder nul kan hier niet.", "A number below zero cannot stand here.")
AMOUNT_BELOW_ZERO = ("Een bedrag onder nul kan hier niet.", "An amount below zero cannot stand here.")
TOO_LARGE = (
    "Dit bedrag is te groot. Het kan hoogstens € 1.000.000.000 zijn.",
    "This amount is too large. It can be €1,000,000,000 at most.",
)
NO_AMOUNT = (
    "“{}” is geen bedrag dat we kennen. Schrijf bijvoorbeeld 1.250 of 12,50.",
    "We do not know “{}” as an amount. Write for example 1250 or 12.50.",
)
NO_NUMBER = (
    "“{}” is geen getal dat we kennen. Schrijf alleen cijfers, bijvoorbeeld {}.",
    "We do not know “{}” as a number. Write figures only, for example {}.",
)


def number(typed: str, nl: str, en: str) -> tuple[str, str]:
    return NO_NUMBER[0].format(typed, nl), NO_NUMBER[1].format(typed, en)


def no_amount(typed: str) -> tuple[str, str]:
    return NO_AMOUNT[0].format(typed), NO_AMOUNT[1].format(typed)


def at_least(least: str) -> tuple[str, str]:
    return f"Dit moet minstens {least} zijn.", f"This must be at least {least}."


def at_most(nl: str, en: str | None = None) -> tuple[str, str]:
    return f"Dit kan hoogstens {nl} zijn.", f"This can be {en or nl} at most."


BAD = [
    # Areas below zero, and none at all.
    ("money.room", "gross_m2", "-90", BELOW_ZERO),
    ("money.room", "gross_m2", "−90", BELOW_ZERO),
    ("money.room", "estate_m2", "0", at_least("1")),
    ("money.shared_rooms", "m2", "-0,5", BELOW_ZERO),
    ("money.parties", "own_m2", "-1", BELOW_ZERO),
    # Homes.
    ("money.homes", "dwellings", "0", at_least("1")),
    ("money.homes", "dwellings", "4,5", ("Rond af op een heel getal.", "Round it to a whole number.")),
    ("money.homes", "dwellings", "5001", at_most("5.000", "5,000")),
    ("money.homes", "share_55", "140", at_most("100")),
    ("money.homes", "share_55", "140 %", at_most("100")),
    ("money.homes", "share_55", "-1", BELOW_ZERO),
    # Amounts.
    ("money.costs", "amount", "1000000000000", TOO_LARGE),
    ("money.costs", "amount", "1.000.000.000.000", TOO_LARGE),
    ("money.parties", "per_year", "-100", AMOUNT_BELOW_ZERO),
    ("money.grants", "amount", "12,345,6", no_amount("12,345,6")),
    ("money.investment", "amount", "1e6", no_amount("1e6")),
    ("money.investment", "amount", "veel", no_amount("veel")),
    # Years.
    ("money.assumptions", "first_year", "1899", at_least("1900")),
    ("money.assumptions", "first_year", "27", at_least("1900")),
    ("money.assumptions", "first_year", "2200", at_most("2199")),
    ("money.assumptions", "years", "0", at_least("1")),
    ("money.assumptions", "years", "31", at_most("30")),
    ("money.grants", "last_year", "1066", at_least("1900")),
    (
        "money.soo",
        "delivered_on",
        "31-2-2024",
        (
            "“31-2-2024” is geen datum die we kennen. Schrijf de dag zo: 14-10-2026.",
            "We do not know “31-2-2024” as a date. Write the day like this: 14-10-2026.",
        ),
    ),
    # Text where a number belongs.
    ("money.opening", "day_parts", "veertien", number("veertien", "12", "12")),
    ("money.opening", "weeks", "NaN", number("NaN", "12", "12")),
    ("money.opening", "rooms", "٣", number("٣", "12", "12")),
    ("money.sales", "cups", "<b>9</b>", number("<b>9</b>", "12", "12")),
    ("money.sales", "cups", "100 🎉", number("100 🎉", "12", "12")),
    ("money.assumptions", "index", "Infinity", number("Infinity", "4,5", "4.5")),
    ("money.costs", "index", "0,125", ("Rond af: er passen 2 cijfers achter de komma.", "Round it: at most 2 digits after the decimal sign.")),
    ("money.costs", "index", "26", at_most("25")),
    ("money.parties", "chance", "101", at_most("100")),
]  # fmt: skip


@pytest.fixture
def desk(professional: User) -> Desk:
    return Desk(professional)


def send(desk: Desk, question: str, language: str = "nl", **typed: Any) -> Any:
    desk.client.cookies["taal"] = language
    return desk.send(question, "nieuw" if question in ROWS else "", **typed)


def page_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def beside(response: Any, field: str) -> str:
    """What the notes say that the control of that field is described by."""
    page = response.content.decode()
    (control,) = re.findall(rf'<(?:input|textarea|select|fieldset)[^>]*\bid="id_{field}"[^>]*>', page) or [""]
    if not control:
        first = page.index(f'name="{field}"')
        control = page[page.rindex("<fieldset", 0, first) : first]
    described = re.search(r'aria-describedby="([^"]+)"', control)
    assert described is not None, control
    notes = [
        re.search(rf'<(\w+)[^>]*\bid="{note}"[^>]*>.*?</\1>', page, re.DOTALL)
        for note in described[1].split()
    ]
    return words_in(" ".join(note[0] for note in notes if note is not None))


def holds(response: Any, field: str, typed: str) -> bool:
    """Does the form that came back still hold what was typed there?"""
    page = response.content.decode()
    escaped = re.escape(html.escape(typed))
    control = rf'(?:name="{field}"[^>]*value="{escaped}"|value="{escaped}"[^>]*name="{field}")'
    chosen = rf'name="{field}" value="{escaped}"[^>]* checked'
    option = rf'<select[^>]*name="{field}"(?:(?!</select>).)*<option value="{escaped}" selected'
    area = rf'<textarea[^>]*name="{field}"[^>]*>\s*{escaped}</textarea>'
    return any(re.search(one, page, re.DOTALL) for one in (control, chosen, option, area))


# ------------------------------------------------------------------ refused


@pytest.mark.parametrize(("question", "field", "typed", "said"), BAD)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    desk: Desk, language: str, question: str, field: str, typed: str, said: tuple[str, str]
) -> None:
    whole = BESIDE[question] | {field: typed}
    response = send(desk, question, language, **whole)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    message = said[LANGUAGES.index(language)]
    assert message in beside(response, field)
    assert re.search(rf'<input[^>]*name="{field}"[^>]*aria-invalid="true"', response.content.decode())
    assert f'href="#id_{field}"' in page_of(response)
    assert words(response).count(message) >= 2  # at the top as well
    for name, value in whole.items():
        assert holds(response, name, value), name
    assert desk.dossier.answers.count() == 0
    assert desk.dossier.history.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1000000000000", "te groot"), ("1.000.000.000.000", "te groot"), ("-100", "onder nul")],
)
def test_amount_that_cannot_be_says_what_is_wrong_with_it(desk: Desk, typed: str, said: str) -> None:
    assert said in beside(send(desk, "money.costs", **COST | {"amount": typed}), "amount")


def test_day_before_1900_says_that_the_year_is_wrong(desk: Desk) -> None:
    response = send(desk, "money.soo", granted="yes", delivered_on="1-4-1899")
    assert response.status_code == 422
    assert "1900" in beside(response, "delivered_on")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", sorted(ROWS & BESIDE.keys()))
def test_missing_answers_are_asked_for_by_name(desk: Desk, question: str, language: str) -> None:
    needed = [one.id for one in shipped().questions_by_id[question].fields if one.required]
    assert needed
    response = send(desk, question, language)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == needed
    asks = {
        "nl": r"Vul “.+” nog in\.|Kies iets bij “.+”\.",
        "en": r"Fill in “.+” as well\.|Choose something for “.+”\.",
    }
    for field in needed:
        assert re.search(asks[language], beside(response, field)), field
    assert desk.dossier.answers.count() == 0


@pytest.mark.parametrize(
    "question", sorted(one for one in shipped().questions_by_id if one.startswith("money."))
)
def test_empty_answers_never_break_the_pages(desk: Desk, question: str) -> None:
    """Every field of a question blank: nothing is kept, or an empty answer that every page can read."""
    if shipped().questions_by_id[question].shape == "one":
        send(desk, question)
    else:
        desk.get(f"vraag/{question}/")
    for rest in ("geld/", "geld/bronnen/", "geld/beste/"):
        desk.get(rest)


# ------------------------------------------------------------------ too much, or not asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_megabyte_in_a_name_is_refused_and_comes_back_whole(desk: Desk, language: str) -> None:
    long = "buurt " * (MEGABYTE // 6)
    response = send(desk, "money.costs", language, **COST | {"what": long})
    assert response.status_code == 422
    said = ("Deze tekst is te lang", "This text is too long")[LANGUAGES.index(language)]
    assert said in beside(response, "what")
    assert long.strip() in response.content.decode()
    assert desk.dossier.answers.count() == 0


def test_megabyte_of_figures_is_refused_with_a_short_message(desk: Desk) -> None:
    for question, field in (("money.costs", "amount"), ("money.homes", "dwellings")):
        response = send(desk, question, **BESIDE[question] | {field: "9" * MEGABYTE})
        assert response.status_code == 422
        assert len(beside(response, field)) < 300
    assert desk.dossier.answers.count() == 0


@pytest.mark.parametrize(
    ("question", "field"),
    [("money.parties", "kind"), ("money.parties", "partner"), ("money.costs", "kind"), ("money.room", "owner"),
     ("money.use", "alcohol"), ("money.grants", "often")],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_option_that_is_not_there_is_refused(desk: Desk, question: str, field: str, language: str) -> None:
    response = send(desk, question, language, **BESIDE.get(question, {}) | {field: "planeet'<b>"})
    assert response.status_code == 422
    said = ("“planeet'<b>” kun je hier niet kiezen.", "“planeet'<b>” cannot be chosen here.")
    assert said[LANGUAGES.index(language)] in words(response)
    assert "planeet'<b>" not in response.content.decode()
    assert desk.dossier.answers.count() == 0


def test_fields_nobody_asked_for_are_not_kept(desk: Desk) -> None:
    response = send(desk, "money.costs", **COST, saved_care="100000", __proto__="x", cents="5")
    assert response.status_code == 302
    (key,) = desk.rows("money.costs")
    assert desk.kept("money.costs", key) == {
        "what": "Stroom",
        "kind": "energy",
        "amount": 126000,
        "per": "year",
    }


def test_question_or_source_that_is_not_there_is_not_found(desk: Desk) -> None:
    for rest in (
        "money.zorg",
        "money.sources/income.goud",
        "money.costs/⛔",
        "money.conditions/income.soo.soo_99",
    ):
        assert desk.client.get(f"{desk.base}vraag/{rest}/").status_code == 404, rest
        assert desk.client.post(f"{desk.base}vraag/{rest}/", {"use": "count_on"}).status_code in {404, 422}, (
            rest
        )
    assert desk.dossier.answers.count() == 0


# ------------------------------------------------------------------ read as people write


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1.260,50", 126050), ("1,260.50", 126050), ("1260.5", 126050), ("1260,5", 126050), ("€ 1.260", 126000),
     ("1 260", 126000), ("12,-", 1200), ("0", 0)],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_with_comma_or_point_are_read(desk: Desk, language: str, typed: str, kept: int) -> None:
    assert send(desk, "money.costs", language, **COST | {"amount": typed}).status_code == 302
    (key,) = desk.rows("money.costs")
    assert desk.kept("money.costs", key)["amount"] == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("82,5", "82.5"), ("82.5", "82.5"), ("1.250,5", "1250.5"), ("90", "90")]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_with_comma_or_point_are_read(desk: Desk, language: str, typed: str, kept: str) -> None:
    assert send(desk, "money.room", language, gross_m2=typed).status_code == 302
    assert desk.kept("money.room") == {"gross_m2": kept}


@pytest.mark.parametrize(
    "name",
    ["Café 't Hoekje 🎉", "مقهى الحي", "בית קפה שכונתי", "O'Brien & <b>Zn.</b>", "{{ 7|add:7 }} #strong[x]"],
)
def test_names_in_any_writing_are_kept_and_shown_as_they_are(desk: Desk, name: str) -> None:
    desk.answer("type.choice", type="place_type.community_house")
    desk.add("money.costs", **COST | {"what": name})
    key = desk.add("money.parties", **RENTER | {"name": name, "per_year": "500", "chance": "100"})
    desk.add("money.parties", **RENTER | {"per_year": "700", "chance": "100"})  # of two, each is named
    assert desk.kept("money.parties", key)["name"] == name
    for rest in ("geld/", "geld/bronnen/", "vraag/money.parties/"):
        assert html.escape(name) in desk.get(rest).content.decode(), rest
    assert holds(desk.get(f"vraag/money.parties/{key}/"), "name", name)
    for file in ("businesscase.json", "businesscase.pdf", "rekenblad.xlsx"):
        assert desk.file(file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_name_that_nobody_can_see_is_asked_again(desk: Desk, language: str) -> None:
    for typed in ("   ", "\x00Koor", "Ko\x1bor"):
        response = send(desk, "money.parties", language, **RENTER | {"name": typed})
        assert response.status_code == 422
        assert beside(response, "name")
    assert desk.dossier.answers.count() == 0


def test_every_number_and_amount_about_money_has_a_bound() -> None:
    """A number without bounds would let the sum run away."""
    open_ended = [
        f"{question.id}.{field.id}"
        for question in shipped().questions_by_id.values()
        for field in question.fields
        if question.id.startswith("money.")
        and field.kind is FieldKind.NUMBER
        and (field.least is None or field.most is None)
    ]
    assert open_ended == []
