"""The documents of a dossier: what stands on them, whatever was filled in."""

import io
import re

import pypdf
import pytest
from django.utils.translation import override

from schuifaan.apps.dossiers.paper.case import ToDo
from schuifaan.apps.dossiers.paper.catalog import BY_SLUG, DOCUMENTS
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.ui.paper.blocks import as_data
from schuifaan.ui.paper.printing import compile_pdf
from tests.apps.dossiers.paper_cases import case_with, example_case, printed, text_of
from tests.apps.dossiers.results_cases import CASES, example
from tests.factories import TODAY

pytestmark = pytest.mark.once

CODE = "#strong[x] $a$ @ref \\ `raw` 😀 مرحبا"
BUILT = [document for document in DOCUMENTS if document.build is not None]
BLANK = [document for document in DOCUMENTS if document.blank is not None]


def blank(slug: str, language: str = "nl") -> pypdf.PdfReader:
    document = BY_SLUG[slug]
    with override(language):
        content = compile_pdf(document.template, as_data(document.blank(shipped(), language)))
    return pypdf.PdfReader(io.BytesIO(content))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_document_of_every_example_is_a_tagged_pdf(name, language):
    case = example_case(name, language=language)
    for document in BUILT:
        pdf = printed(document.slug, case)
        assert 1 <= len(pdf.pages) <= 16
        assert pdf.trailer["/Root"]["/Lang"] == language
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert pdf.metadata.title


@pytest.mark.parametrize("document", BLANK, ids=lambda one: one.slug)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_blank_paper_is_a_tagged_pdf(document, language):
    pdf = blank(document.slug, language)
    assert pdf.trailer["/Root"]["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert pdf.trailer["/Root"]["/Lang"] == language


def test_empty_dossier_prints_every_document():
    for document in BUILT:
        for is_silent_room in (True, False):
            assert len(printed(document.slug, case_with({}, is_silent_room=is_silent_room)).pages) >= 1


# ------------------------------------------------------------------ the memo


def test_memo_tells_question_evidence_advice_agreements_and_sources():
    text = text_of(printed("besluitnota", example_case("seniors-sixty-homes-care", to_do=(ToDo("Bel de gemeente", "Anja", TODAY),))))  # fmt: skip
    for heading in (
        "De vraag", "Wat we weten", "Het advies", "Wat ervoor spreekt", "De locatie", "Wat voor plek", "Wie meedoen",
        "Afspraken over het beheer", "Wat de ruimte moet kunnen", "Of het geld uitkomt", "Open punten", "Nog te doen", "Wat we nog niet weten", "Bronnen",
    ):  # fmt: skip
        assert heading in text
    for words in ("Bewoners zien elkaar vaker", "Zorggroep Zuid", "Bel de gemeente Anja 21 november 2026", "€ 21.120,00 per jaar, 26 uur per week", "Dit komt uit, tot en met 2041.", "Kosten in 2027: € 31.797"):  # fmt: skip
        assert words in text.replace("\xa0", " ")
    assert re.search(r"Bron 1 · onze eigen regel", text)
    assert "1. Handreiking Aan de slag met Ontmoetingsruimtes" in text
    assert "Dit document is een hulpmiddel" in text


def test_memo_gives_the_reason_when_the_team_decides_otherwise():
    plain = dict(example("two-good-initiatives")["answers"])
    plain["reflection.decision"] = {"": {"decision": "go_on", "reason": "De zaal staat al klaar."}}
    plain["type.choice"] = {"": {"type": "place_type.coffee_corner", "reason": "Klein beginnen."}}
    case = case_with(plain)
    assert case.advice.quickscan.differs
    text = text_of(printed("besluitnota", case))
    assert "Dat is anders dan het advies. De reden: De zaal staat al klaar." in text


def test_memo_of_a_silent_room_tells_outcomes_and_leaves_the_empty_quickscan_out():
    text = text_of(printed("besluitnota", example_case("silent-room-quarrelling-board")))
    assert "Vraag buurtbemiddeling om te helpen." in text
    assert "Besluit: De ruimte gaat weer open." in text
    assert "Wat we weten" not in text


def test_memo_holds_3000_word_notes_and_40_partners():
    words = "gesprek " * 3000
    plain = {
        "goal.role": {"": {"role": words + "slotrol"}},
        "needs.conversations": {"c1": {"form": "street", "notes": words + "slotnotitie"}},
        "partners.parties": {
            f"p{n}": {"name": f"Partij{n:02d} {CODE}", "kind": "care", "goods": [f"{n} stoelen"] * 5, "next_step": words[:400]}
            for n in range(40)
        },
        "management.own_tasks": {f"t{n}": {"name": f"Taak{n}", "party_name": f"Partij{n % 40:02d}"} for n in range(300)},
        "needs.wished_use": {"": {"wishes": [f"wens{n} " + "w" * 300 for n in range(200)]}},
        "design.wishes": {f"w{n}": {"text": f"eigenwens{n}", "priority": "must"} for n in range(300)},
    }  # fmt: skip
    case = case_with(plain, title="Titel " + "z" * 150)
    text = text_of(printed("besluitnota", case))
    for found in ("slotrol", "slotnotitie", "Partij00", "Partij39", "Taak299", "wens199"):
        assert found in text
    for document in BUILT:
        pages = len(printed(document.slug, case).pages)
        assert pages <= {"samenvatting": 2, "poster": 1}.get(document.slug, 90), document.slug
    assert "eigenwens299" in text_of(printed("programma", case))


def test_code_in_answers_stays_text_in_every_document():
    plain = dict(example("silent-room-kitchen-and-offer")["answers"])
    plain |= {
        "goal.role": {"": {"role": CODE}},
        "goal.assumptions": {"a": {"text": CODE}},
        "needs.wished_use": {"": {"wishes": [CODE]}},
        "management.own_tasks": {"t": {"name": CODE, "party_name": CODE, "deputy": CODE}},
        "design.wishes": {"w": {"text": CODE, "priority": "must", "why": CODE}},
    }
    for document in BUILT:
        case = case_with(plain, title=CODE, is_silent_room=True)
        assert "#strong[x] $a$ @ref" in text_of(printed(document.slug, case)), document.slug


# ------------------------------------------------------------------ the others


@pytest.mark.parametrize("language", ["nl", "en"])
def test_summary_has_two_pages_and_no_names_of_residents(language):
    plain = dict(example("seniors-sixty-homes-care")["answers"])
    plain["needs.conversations"] = {"c": {"form": "door", "notes": "Mevrouw Pietersen wil koffie."}}
    plain["needs.wished_use"] = {"": {"wishes": ["koffie drinken " * 40] * 30}}
    plain["partners.parties"] = {"p": {"name": "Jan Pietersen", "kind": "residents"}}
    pdf = printed("samenvatting", case_with(plain, language=language))
    assert len(pdf.pages) <= 2
    assert "Pietersen" not in text_of(pdf)
    assert "koffie drinken" in text_of(pdf)


def test_poster_is_one_page_with_a_code_only_when_residents_may_answer():
    without = printed("poster", example_case("seniors-sixty-homes-care"))
    with_code = printed(
        "poster",
        example_case("seniors-sixty-homes-care", answer_address="https://schuifaan.example.org/d/geheim", answer_until=TODAY),
    )  # fmt: skip
    assert (len(without.pages), len(with_code.pages)) == (1, 1)
    assert "schuifaan.example.org/d/geheim" in text_of(with_code)
    assert "Dat kan tot en met 21 november 2026." in text_of(with_code)
    assert "Kun je niet komen?" not in text_of(without)
    for words in ("Dit weten we al", "Dit willen we jou vragen", "Wanneer", "Waar"):
        assert words in text_of(without)


def test_agreement_sheet_names_task_party_and_end_on_one_page():
    pdf = printed("afspraken", example_case("seniors-sixty-homes-care"))
    assert len(pdf.pages) == 1
    assert "Sleutels en agenda Zorggroep Zuid elke dag" in text_of(pdf)
    assert "15 oktober 2027" in text_of(pdf)
    assert "Handtekening" in text_of(pdf)


def test_programme_names_priority_origin_and_reason():
    plain = dict(example("seniors-sixty-homes-care")["answers"])
    plain["design.wishes"] = {"w": {"text": "Een muziekkamer", "priority": "could", "why": "Jongeren vroegen het."}}  # fmt: skip
    text = text_of(printed("programma", case_with(plain)))
    assert re.search(r"Een muziekkamer mag .*Jongeren vroegen het\.", text)
    assert " moet handboek " in text


def test_trees_say_in_words_which_way_was_taken():
    text = text_of(printed("bomen", example_case("silent-room-quarrelling-board")))
    assert "Vraag 1 · jullie weg" in text
    assert "Uitkomst B · jullie weg" in text
    assert "(jullie uitkomst)" in text
    assert "jullie weg" not in text_of(blank("bomen"))


def test_tree_under_a_long_title_begins_below_the_words_and_stays_on_one_page():
    title = "De ontmoetingsruimte van seniorencomplex De Oude Molenhoek " * 4
    plain = example("silent-room-kitchen-and-offer")["answers"]
    long, short = (
        printed("bomen", case_with(plain, title=one, is_silent_room=True)) for one in (title, "De Hoek")
    )
    assert len(long.pages) == len(short.pages)
    heights: dict[str, float] = {}

    def seen(text, at, inner, _font, _size):
        for words in ("Zoek eerst uit wat er aan", "Doen 1"):
            if words in text:
                heights.setdefault(words, at[5] + at[3] * inner[5])

    long.pages[0].extract_text(visitor_text=seen)
    # Twelve millimetres in points: the white below the words, and between the top of the drawing and its first box.
    assert heights["Zoek eerst uit wat er aan"] - heights["Doen 1"] > 12 / 25.4 * 72


@pytest.mark.parametrize("language", ["nl", "en"])
def test_blank_trees_hold_every_question_and_outcome_and_fit_a3(language):
    pdf = blank("bomen", language)
    text = re.sub(r"[-\s]", "", text_of(pdf))
    for tree in shipped().trees:
        for item in (*tree.nodes, *tree.outcomes):
            # Once in the drawing, once in words.
            assert text.count(re.sub(r"[-\s]", "", item.text.said(language))) >= 2
    assert all(max(page.mediabox.width, page.mediabox.height) <= 1191 for page in pdf.pages)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_talk_guide_has_nine_questions_and_nothing_to_rate(language):
    text = text_of(blank("gespreksleidraad", language))
    asked = [role.question.said(language) for role in shipped().roles if role.kind == "profile"]
    assert len(asked) == 9
    assert [question for question in asked if question not in text] == []
    assert "10." not in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_note_sheet_is_one_page_without_a_field_for_a_person(language):
    pdf = blank("notitieblad", language)
    assert len(pdf.pages) == 1
    text = text_of(pdf).lower().replace("schrijf geen namen, adressen of telefoonnummers op.", "")
    for word in ("naam:", "adres:", "telefoon", "e-mail", "leeftijd", "geboren"):
        assert word not in text


def test_questionnaire_asks_every_question_for_residents_in_large_letters():
    pdf = blank("vragenlijst")
    asked = [question.text.nl for question in shipped().questions if question.for_residents]
    assert [question for question in asked if question not in text_of(pdf)] == []
    sizes = set()
    pdf.pages[0].extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.add((round(size), text)))
    assert max(size for size, text in sizes if "Sla over" in text) >= 15


def test_questionnaire_of_a_dossier_begins_with_its_own_words():
    text = text_of(printed("vragenlijst", case_with({}, asking_intro="We horen graag van je.")))
    assert "We horen graag van je." in text
    assert "Buurtkamer Malberg" in text


def test_cards_are_four_a_page():
    pdf = blank("gesprekskaarten")
    assert len(pdf.pages) == 2
    assert [len(re.findall("Schuif aan", page.extract_text())) for page in pdf.pages] == [4, 4]
