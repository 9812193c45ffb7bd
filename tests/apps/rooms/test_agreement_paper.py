"""The words of an agreement: whole in both languages, right for their terms, and the same on every paper."""

import io
import re
from datetime import UTC, date, datetime
from string import Formatter

import docx
import pypdf
import pytest

from schuifaan.apps.rooms.paper import agreement_en, agreement_nl
from schuifaan.apps.rooms.paper.agreement import as_pdf, as_word, paper_of
from schuifaan.apps.rooms.paper.agreement_texts import (
    CLAUSES,
    Difference,
    articles,
    differences,
    in_a_row,
    values_of,
)
from schuifaan.core.letting.agreements import OwnClause, Side, SignedBy, Terms, rent_words
from schuifaan.ui.paper.blocks import Heading, Words

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
MADE_ON = date(2026, 11, 21)
PROVIDER = Side(name="Stichting De Tafel", address="Dorpsstraat 1", represented_by="Els", role="voorzitter")
USER = Side(name="Koor De Lijster", address="Kerkstraat 2", represented_by="Wil")
PLACEHOLDER = re.compile(r"\{\w+\}")
# What joins or breaks letters for the eye only.
UNSEEN = re.compile("[\u200b\u00ad]")


def terms(**fields):
    kept = {
        "kind": "loan", "provider": PROVIDER, "user": USER, "place": "’t Atrium", "address": "Plein 1",
        "room": "Grote zaal", "purpose": "zingen.", "starts_on": date(2026, 9, 1), "ends_on": date(2027, 8, 31),
    }  # fmt: skip
    return Terms(**{**kept, **fields})


def full(**fields):
    """With everything that can be in one."""
    return terms(
        shared_rooms=("de keuken", "de tuin"), inventory=("een piano",), keys=("A1", "A2", "A3"),
        condition_report_on=date(2026, 8, 30), for_whom="de buurt", insure_contents=True, insure_liability=True,
        own_costs=("internet",), penalty_cents=5000, reports_board=True, evaluate_on=date(2027, 3, 1), **fields,
    )  # fmt: skip


def said(**fields):
    """By clause."""
    return {clause.id: clause.text for one in articles(terms(**fields)) for clause in one.clauses}


def ids(**fields):
    return set(said(**fields))


# -- Both languages -------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [agreement_nl, agreement_en])
def test_every_clause_has_its_words_and_no_word_is_left_over(words):
    assert list(words.CLAUSES) == list(CLAUSES)
    assert set(words.TITLES) == {name.partition(".")[0] for name in CLAUSES} | {
        "use", "loan", "own", "signing",
    }  # fmt: skip


@pytest.mark.parametrize("name", CLAUSES)
def test_clause_names_the_same_things_in_both_languages(name):
    nl, en = (
        {field for _, field, *_ in Formatter().parse(words.CLAUSES[name]) if field}
        for words in (agreement_nl, agreement_en)
    )
    assert nl == en
    assert nl <= set(values_of(terms()))


def test_other_words_are_the_same_in_both_languages():
    assert list(agreement_nl.WORDS) == list(agreement_en.WORDS)
    assert list(agreement_nl.TITLES) == list(agreement_en.TITLES)


@pytest.mark.parametrize("words", [agreement_nl, agreement_en])
def test_words_of_a_loan_are_not_those_of_renting(words):
    """But for saying that it is none, and that the user may not let to others."""
    found = {name for name, text in words.CLAUSES.items() if rent_words(PLACEHOLDER.sub("", text))}
    assert found <= {"premises.no_tenancy", "others.ban", "others.allowed"}


# -- What is in it --------------------------------------------------------------------------------


def test_articles_are_numbered_without_gaps_after_the_opening():
    found = articles(full(own_clauses=(OwnClause(title="Piano", text="Blijft dicht."),)))
    assert [one.number for one in found] == [None, None, *range(1, len(found) - 1)]
    assert [one.id for one in found[-2:]] == ["own", "law"]
    assert found[-2].clauses[0].text == "Piano: Blijft dicht."


@pytest.mark.parametrize(
    ("fields", "there", "gone"),
    [
        ({"kind": "use"}, {"term_use.fixed"}, {"premises.free", "term_loan.notice", "state.upkeep_loan"}),
        ({"kind": "use", "ends_on": None}, {"term_use.open"}, {"term_use.fixed", "term_use.no_extension"}),
        ({}, {"premises.no_tenancy", "term_loan.fixed", "others.ban"}, {"others.allowed", "term_use.notice"}),
        ({"may_let": True}, {"others.allowed"}, {"others.ban"}),
        ({"kind": "use", "rent_cents": 1}, {"money.rent"}, {"money.free", "money.indexation"}),
        ({"kind": "use", "rent_cents": 1, "yearly_indexation": True}, {"money.indexation"}, {"money.free"}),
        ({"advance_cents": 1}, {"money.advance"}, {"money.no_advance"}),
        ({}, {"state.seen"}, {"state.report", "keys.given", "handing_back.keys", "handing_back.penalty"}),
        ({"insure_contents": True}, {"insurance.contents", "insurance.proof"}, {"insurance.both"}),
        ({"insure_liability": True}, {"insurance.liability"}, {"insurance.contents"}),
        ({"cleaning": "provider"}, {"care.cleaning_provider"}, {"care.cleaning_user"}),
        ({"no_smoking": False, "no_nuisance": False}, set(), {"care.smoking", "care.nuisance"}),
        ({"reports_board": True}, {"board.report"}, {"ending.successor"}),
        ({"user": Side(name="Mo", is_person=True), "reports_board": True}, {"ending.successor"}, {"board.report"}),
    ],
)  # fmt: skip
def test_clauses_follow_the_terms(fields, there, gone):
    found = ids(**fields)
    assert there <= found
    assert not gone & found


def test_ends_of_use_stand_apart_from_grounds_for_ending():
    grounds = [name for name in CLAUSES if name.startswith("ending.")]
    assert grounds == [
        "ending.grounds", "ending.warning", "ending.repair", "ending.own_use", "ending.successor",
    ]  # fmt: skip


def test_amounts_days_and_periods_are_said_in_the_language():
    nl = said(kind="use", rent_cents=12550, notice_months=2, penalty_cents=10000)
    assert nl["money.rent"].startswith(
        "De Gebruiker betaalt voor het gebruik €\N{NO-BREAK SPACE}125,50 per maand"
    )
    assert nl["term_use.notice"].endswith("met een termijn van ten minste 2 maanden.")
    assert "begint op 1 september 2026 en loopt tot en met 31 augustus 2027" in nl["term_use.fixed"]
    en = said(kind="use", language="en", rent_cents=12550)
    assert en["money.rent"].startswith("For the use the User pays €125.50 a month")
    assert en["term_use.notice"].endswith("with a period of at least one month.")


def test_parties_are_named_with_who_signs():
    found = said(user=Side(name="Mo", address="Plein 2", is_person=True))
    assert found["parties.provider"] == (
        "Stichting De Tafel, Dorpsstraat 1, vertegenwoordigd door Els (voorzitter)."
        " Deze partij heet hierna: de Aanbieder."
    )
    assert found["parties.user"] == "Mo, Plein 2. Deze partij heet hierna: de Gebruiker."


def test_what_is_open_is_a_dotted_line():
    assert said(purpose="", room="")["purpose.what"].endswith("…………")


@pytest.mark.parametrize(
    ("things", "words"), [(["a"], "a"), (["a", "b."], "a en b"), (["a", "b", "c"], "a, b en c"), ([], "")]
)
def test_things_in_a_row(things, words):
    assert in_a_row(things, agreement_nl.WORDS) == words


def test_braces_that_somebody_typed_stay_braces():
    assert said(purpose="{user_full} {0}")["purpose.what"].endswith("{user_full} {0}")


# -- What changed ---------------------------------------------------------------------------------


def test_differences_are_clauses_before_and_after():
    found = differences(terms(), terms(purpose="dansen", keys=("A1",)))
    assert found[0] == Difference(
        "Waarvoor de ruimte is",
        "De Gebruiker gebruikt de ruimte alleen hiervoor: zingen.",
        "De Gebruiker gebruikt de ruimte alleen hiervoor: dansen",
    )
    assert {(one.title, one.before == "") for one in found[1:]} == {
        ("Sleutels", True), ("De ruimte teruggeven", True),
    }  # fmt: skip
    assert differences(terms(keys=("A1",)), terms())[0].after == ""
    assert differences(terms(), terms()) == ()


# -- On paper -------------------------------------------------------------------------------------


def plain(text):
    return "".join(UNSEEN.sub("", text).split())


def words_of_paper(paper):
    return [plain(one.text) for one in paper.blocks if isinstance(one, Heading | Words)]


CASES = {
    "loan": full(own_clauses=tuple(OwnClause(title=f"Afspraak {n}", text="De piano blijft dicht.") for n in range(12))),
    "english": full(kind="use", language="en", tacit_extension=True, rent_cents=12500, ends_on=None),
    "long names": full(user=USER.model_copy(update={"name": "Vereniging " + "Zangersvreugde" * 12})),
    "signed": full(
        signed_on=MADE_ON, signed_by=(SignedBy(for_provider=True, name="Els"), SignedBy(for_provider=False, name="Wil"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_pdf_and_word_say_the_same(case):
    paper = paper_of(CASES[case], number=3, made_on=MADE_ON)
    pdf = pypdf.PdfReader(io.BytesIO(as_pdf(paper, at=AT)))
    printed = plain(" ".join(page.extract_text() for page in pdf.pages))
    document = docx.Document(io.BytesIO(as_word(paper, at=AT)))
    written = [plain(one.text) for one in document.paragraphs]
    assert [one for one in words_of_paper(paper) if one not in written] == []
    # A clause may go on over the foot of a page: its first words and its last are there.
    whole = words_of_paper(paper)
    assert [one for one in whole if one[:24] not in printed or one[-16:] not in printed] == []


def test_pdf_is_tagged_and_has_version_and_page_on_every_page():
    pdf = pypdf.PdfReader(io.BytesIO(as_pdf(paper_of(full(), number=3, made_on=MADE_ON), at=AT)))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
    count = len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        text = plain(page.extract_text())
        assert plain("Bruikleenovereenkomst, versie 3 van 21 november 2026") in text
        assert plain(f"bladzijde {number} van {count}") in text


def test_word_counts_its_pages_and_names_the_version():
    document = docx.Document(io.BytesIO(as_word(paper_of(full(), number=3, made_on=MADE_ON), at=AT)))
    foot = document.sections[0].footer.paragraphs[0]
    assert foot.text.startswith("Bruikleenovereenkomst, versie 3 van 21 november 2026")
    assert [field.get(docx.oxml.ns.qn("w:instr")) for field in foot._p.iter(docx.oxml.ns.qn("w:fldSimple"))] == [
        "PAGE", "NUMPAGES",
    ]  # fmt: skip


def test_draft_says_so_at_the_end_and_a_signed_one_when():
    def last(one):
        return paper_of(one, number=3, made_on=MADE_ON).blocks[-1].text

    assert last(full()) == "Dit is een concept. Er is pas iets afgesproken als beide kanten hebben getekend."
    assert last(CASES["signed"]) == "Versie 3 is getekend op 21 november 2026."


def test_right_to_left_names_do_not_stop_the_press():
    paper = paper_of(full(user=Side(name="جمعية الحي", represented_by="فاطمة 🎶")), number=1, made_on=MADE_ON)
    assert as_pdf(paper, at=AT).startswith(b"%PDF")
    assert as_word(paper, at=AT)
