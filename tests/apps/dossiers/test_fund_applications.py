"""Applications to funds: how far each came, when it closes, and one plan on paper for several funds."""

import io
from datetime import UTC, datetime, timedelta

import docx
import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from schuifaan.apps.dossiers.actions.saving import keep_answer
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.due import dossiers_with_dates, due_lines
from schuifaan.apps.dossiers.queries.funds_page import STATUS_WORDS, status_paths
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.people.models import User
from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.funds_pages import funds_of
from tests.apps.dossiers.money_pages import shown
from tests.factories import NOW
from tests.factories.dossiers import answer

pytestmark = pytest.mark.django_db

PLAN = {
    "title": "De lange tafel",
    "goal": "Buren die elkaar kennen, ook als ze weinig zeggen.",
    "activities": "Elke woensdag koken we samen soep.",
}


# ------------------------------------------------------------------ applications


def keep(dossier: Dossier, by: User, revision: int, at: datetime, **row: object) -> None:
    value = {"what": "Tafels", "fund": "fund.vsbfonds", **row}
    keep_answer(
        dossier=dossier, question_id="funding.applications", item="a1", value=value, revision=revision, by=by, now=at
    )  # fmt: skip


def test_status_path_says_sent_on_3_march_and_asked_for_more_on_20_march(
    team: Client, dossier: Dossier, professional: User
) -> None:
    march = datetime(2026, 3, 1, 9, tzinfo=UTC)
    keep(dossier, professional, 0, march, status="preparing")
    keep(dossier, professional, 1, march.replace(day=5), status="sent", status_date="2026-03-03")
    keep(
        dossier,
        professional,
        2,
        march.replace(day=6),
        status="sent",
        status_date="2026-03-03",
        note="Brief weg",
    )
    keep(dossier, professional, 3, march.replace(day=20), status="asked_more", status_date="2026-03-03")
    (line,) = funds_of(dossier).applications
    assert [(point.label, str(point.since)) for point in line.path] == [
        ("in voorbereiding", "2026-03-01"),
        ("verstuurd", "2026-03-03"),
        ("het fonds vraagt meer", "2026-03-20"),
    ]
    html = shown(team, dossier, "money_funds")
    assert "Verstuurd: 3 maart 2026" in html
    assert "Het fonds vraagt meer: 20 maart 2026" in html


def test_date_of_a_status_put_right_later_is_the_one_that_counts(
    dossier: Dossier, professional: User
) -> None:
    keep(dossier, professional, 0, NOW, status="sent")
    keep(dossier, professional, 1, NOW, status="sent", status_date="2026-03-03")
    assert [(name, str(day)) for name, day in status_paths(dossier)["a1"]] == [("sent", "2026-03-03")]


def test_application_without_history_shows_how_far_it_is(dossier: Dossier) -> None:
    row = {"what": "Tafels", "status": "granted", "status_date": "2026-05-01"}
    answer(dossier, "funding.applications", row, item="a1")
    (line,) = funds_of(dossier).applications
    assert [(point.label, str(point.since)) for point in line.path] == [("toegekend", "2026-05-01")]


@pytest.mark.parametrize(
    ("days", "status", "closes", "words"),
    [
        (-1, "preparing", "late", "Te laat"),
        (0, "preparing", "soon", "Sluit bijna"),
        (31, "asked_more", "soon", "Dat is over 31 dagen."),
        (1, "idea", "soon", "Dat is over 1 dag."),
        (32, "preparing", "later", "Dat is over 32 dagen."),
        (-1, "sent", "", ""),
    ],
)
def test_closing_day_is_said_in_words(
    team: Client, dossier: Dossier, days: int, status: str, closes: str, words: str
) -> None:
    deadline = timezone.localdate() + timedelta(days=days)
    row = {"what": "Tafels", "status": status, "deadline": deadline.isoformat()}
    answer(dossier, "funding.applications", row, item="a1")
    assert [line.closes for line in funds_of(dossier).applications] == [closes]
    html = shown(team, dossier, "money_funds")
    assert words in html
    assert ("De laatste dag" in html.split('id="aanvragen"')[1]) is bool(closes)


def test_reminder_names_the_application_that_closes(dossier: Dossier) -> None:
    today = timezone.localdate()
    row = {"what": "Tafels", "fund": "fund.vsbfonds", "status": "preparing", "deadline": "2027-03-03"}
    answer(dossier, "funding.applications", row, item="a1")
    assert list(dossiers_with_dates()) == [dossier]
    before = due_lines(dossier, today=today.replace(year=2027, month=1, day=1), language="nl")
    soon = due_lines(dossier, today=today.replace(year=2027, month=2, day=20), language="nl")
    late = due_lines(dossier, today=today.replace(year=2027, month=3, day=4), language="nl")
    assert before == []
    assert soon == ["De laatste dag voor de aanvraag bij VSBfonds (Tafels) is 3 maart 2027."]
    assert late == ["De laatste dag voor de aanvraag bij VSBfonds (Tafels) was 3 maart 2027."]


def test_every_status_has_its_words() -> None:
    options = shipped().questions_by_id["funding.applications"].field("status").options
    assert [option.id for option in options] == list(STATUS_WORDS)


# ------------------------------------------------------------------ one plan, several funds


def words_of(content: bytes, extension: str) -> str:
    if extension == "pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        return " ".join(text.replace("\u200b", "").replace("\u00ad", "").replace("\xa0", " ").split())
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in document.paragraphs), *cells]).replace("\xa0", " ")


@pytest.mark.parametrize("extension", ["docx", "pdf"])
def test_one_plan_fills_three_applications(team: Client, dossier: Dossier, extension: str) -> None:
    answer(dossier, "funding.plan", PLAN)
    answer(dossier, "money.investment", {"what": "Keuken", "group": "furnishing", "amount": 800_000, "lifetime": 10}, item="i1")  # fmt: skip
    answer(
        dossier,
        "money.costs",
        {"what": "Energie", "kind": "energy", "amount": 10_000, "per": "month"},
        item="c1",
    )
    answer(dossier, "money.grants", {"what": "Bijdrage van de kerk", "pays_as": "own", "amount": 50_000, "often": "once", "chance": "100"}, item="g1")  # fmt: skip
    rows = {
        "a1": {"what": "Tafels", "fund": "fund.vsbfonds", "status": "sent", "amount": 250_000},
        "a2": {
            "what": "Soep",
            "fund": "fund.fonds_1818",
            "status": "preparing",
            "amount": 75_000,
            "papers": ["plan"],
        },
        "a3": {"what": "Borden", "name": "De Buurtpot", "status": "idea", "amount": 12_345},
    }
    for key, row in rows.items():
        answer(dossier, "funding.applications", row, item=key)
    texts = {}
    for key in rows:
        made = team.get(address(dossier, "application_paper", application=key, ext=extension))
        assert made.status_code == 200
        texts[key] = words_of(made.content, extension)
    for text in texts.values():
        for same in (
            *PLAN.values(),
            "€ 8.000,00",
            "Energie",
            "€ 1.200,00",
            "Bijdrage van de kerk",
            "één keer, toegezegd",
        ):
            assert same in text
    own = {
        "a1": ("We vragen € 2.500,00 van VSBfonds", "Een bewijs dat het gebouw van jullie is"),
        "a2": ("We vragen € 750,00 van Fonds 1818", "drie aanvragers van 16 jaar of ouder"),
        "a3": ("We vragen € 123,45 van De Buurtpot", "Dekkingsplan"),
    }
    for key, parts in own.items():
        for part in parts:
            assert [one for one, text in texts.items() if part in text] == [key], part
    assert (
        "kost samen € 8.000,00. Daarvan is € 500,00 toegezegd. Met deze aanvraag vragen we € 750,00."
        in texts["a2"]
    )
    # What was sent elsewhere is part of the cover plan; what is only an idea is not.
    assert "VSBfonds: Tafels" in texts["a2"]
    assert "De Buurtpot: Borden" not in texts["a2"]
    assert "gratis" not in texts["a2"]


def test_application_of_an_empty_dossier_says_what_is_missing(team: Client, dossier: Dossier) -> None:
    answer(dossier, "funding.applications", {"what": "Tafels", "status": "idea"}, item="a1")
    made = team.get(address(dossier, "application_paper", application="a1", ext="docx"))
    text = words_of(made.content, "docx")
    for words in ("Het bedrag moet nog worden ingevuld.", "Het plan is nog niet opgeschreven.", "De kosten zijn nog niet ingevuld"):  # fmt: skip
        assert words in text
    assert made["Content-Disposition"] == 'attachment; filename="aanvraag-een-fonds-tafels.docx"'


@pytest.mark.parametrize(("key", "extension"), [("weg", "pdf"), ("a1", "xlsx")])
def test_application_or_format_that_is_not_there_is_not_found(
    team: Client, dossier: Dossier, key: str, extension: str
) -> None:
    answer(dossier, "funding.applications", {"what": "Tafels", "status": "idea"}, item="a1")
    assert team.get(address(dossier, "application_paper", application=key, ext=extension)).status_code == 404
