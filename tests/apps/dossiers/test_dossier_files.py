"""Files out of a dossier and into one: who may, what is in them, and what is refused."""

import io
import json
from datetime import timedelta

import openpyxl
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from schuifaan.apps.dossiers.actions.taking_in import take_in_dossier
from schuifaan.apps.dossiers.models import Comment, Dossier, ShareLink, Task, Version
from schuifaan.apps.dossiers.paper.catalog import DOCUMENTS
from schuifaan.apps.dossiers.paper.exchange import DossierFileRefused, read_file
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.people.models import User
from tests.factories import NOW, TODAY, make_user
from tests.factories.dossiers import answer, make_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(db: None) -> User:
    return make_user("eigenaar@example.org")


@pytest.fixture
def dossier(owner: User) -> Dossier:
    dossier = make_dossier(owner)
    answer(dossier, "goal.kinds", {"kinds": ["together"]}, by=owner)
    answer(dossier, "goal.assumptions", {"text": "=1+1 bewoners zijn alleen"}, item="a1")
    answer(
        dossier, "partners.parties", {"name": "Huurdersraad", "kind": "residents", "euros": 12550}, item="p1"
    )
    Comment.objects.create(dossier=dossier, step="step.goal", text="Mooi doel", by=owner, at=NOW)
    Comment.objects.create(
        dossier=dossier, step="step.goal", text="Weg ermee", by=owner, at=NOW, removed_at=NOW
    )
    Task.objects.create(
        dossier=dossier, what="Bel de gemeente", owner="Huurdersraad", due_date=TODAY, created_at=NOW
    )
    Version.objects.create(
        dossier=dossier, number=1, reason="begin", answers={"goal.kinds": {"": {"kinds": ["education"]}}}, made_at=NOW
    )  # fmt: skip
    return dossier


def download(client: Client, dossier: Dossier, document: str, ext: str, *, by: User):
    client.force_login(by)
    return client.get(reverse("dossiers:document", args=[dossier.key, document, ext]))


def exported(client: Client, dossier: Dossier, by: User) -> dict:
    return json.loads(download(client, dossier, "dossier", "json", by=by).content)


def upload(client: Client, content: bytes, *, by: User):
    client.force_login(by)
    return client.post(
        reverse("dossiers:import_dossier"),
        {"file": SimpleUploadedFile("dossier.json", content), "organisation": ""},
    )


# ------------------------------------------------------------------ out


def test_every_file_on_the_list_comes(client, dossier, owner):
    client.force_login(owner)
    page = client.get(reverse("dossiers:outputs", args=[dossier.key])).content.decode()
    starts = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{"}
    for document in DOCUMENTS:
        for extension in document.formats:
            address = reverse("dossiers:document", args=[dossier.key, document.slug, extension])
            assert address in page
            response = client.get(address)
            assert response.content.startswith(starts[extension])
            assert response["Content-Disposition"] == f'attachment; filename="buurtkamer-malberg-{document.slug}.{extension}"'  # fmt: skip
            assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize(("document", "ext"), [("besluitnota", "xlsx"), ("poster", "docx"), ("bestaat-niet", "pdf"), ("dossier", "pdf")])  # fmt: skip
def test_file_there_is_not_answers_404(client, dossier, owner, document, ext):
    assert download(client, dossier, document, ext, by=owner).status_code == 404


def test_stranger_gets_no_file(client, dossier, stranger):
    assert download(client, dossier, "besluitnota", "pdf", by=stranger).status_code == 403
    client.logout()
    assert client.get(reverse("dossiers:outputs", args=[dossier.key])).status_code == 302


def test_word_memo_opens_with_its_headings(client, dossier, owner):
    document = Document(io.BytesIO(download(client, dossier, "besluitnota", "docx", by=owner).content))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings[:3] == ["De vraag", "Wat we weten", "Het advies"]
    assert document.core_properties.title == "Besluitnota: Buurtkamer Malberg"


def test_workbook_of_the_dossier_has_lists_with_amounts_and_no_formulas(client, dossier, owner):
    book = openpyxl.load_workbook(io.BytesIO(download(client, dossier, "dossier", "xlsx", by=owner).content))
    assert book.sheetnames[0] == "Antwoorden"
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1 bewoners zijn alleen"] == ["s"] * 3
    assert 125.5 in [cell.value for cell in cells]
    assert {page.freeze_panes for page in book} == {"A2"}


def test_programme_in_excel_names_priority_and_origin(client, dossier, owner):
    answer(dossier, "type.choice", {"type": "place_type.coffee_corner"})
    answer(dossier, "design.wishes", {"text": "Een bankje", "priority": "could"}, item="w1")
    book = openpyxl.load_workbook(
        io.BytesIO(download(client, dossier, "programma", "xlsx", by=owner).content)
    )
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0][:5] == ["Groep", "Eis", "Zo kun je het nagaan", "Hoe belangrijk", "Advies"]
    assert [row[3] for row in rows if row[1] == "Een bankje"] == ["mag"]
    assert {row[3] for row in rows[1:]} >= {"moet", "mag"}


def test_poster_has_the_address_of_the_link_that_may_answer(client, dossier, owner):
    def link(token: str, **more: object) -> None:
        fields = {"may_answer": True, "step": "step.needs", "expires_at": NOW + timedelta(days=20000)} | more
        ShareLink.objects.create(dossier=dossier, token=token, label="buren", created_at=NOW, **fields)

    link("lezen", may_answer=False, step="")
    link("ingetrokken", revoked_at=NOW)
    text = _text(download(client, dossier, "poster", "pdf", by=owner).content)
    assert "/d/" not in text
    link("geheim-van-deze-link")
    text = _text(download(client, dossier, "poster", "pdf", by=owner).content)
    assert "testserver/d/geheim-van-deze-link" in text


def _text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_file_follows_the_language_of_the_page(client, dossier, owner):
    client.force_login(owner)
    client.cookies["taal"] = "en"
    made = client.get(reverse("dossiers:document", args=[dossier.key, "besluitnota", "pdf"])).content
    assert pypdf.PdfReader(io.BytesIO(made)).trailer["/Root"]["/Lang"] == "en"


def test_paper_of_the_handbook_is_for_everybody_and_kept(client):
    response = client.get(reverse("dossiers:paper", args=["gesprekskaarten"]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="gesprekskaarten.pdf"'
    again = client.get(
        reverse("dossiers:paper", args=["gesprekskaarten"]), headers={"if-none-match": response["ETag"]}
    )
    assert again.status_code == 304
    client.cookies["taal"] = "en"
    english = client.get(reverse("dossiers:paper", args=["gesprekskaarten"]))
    assert pypdf.PdfReader(io.BytesIO(english.content)).trailer["/Root"]["/Lang"] == "en"
    assert client.get(reverse("dossiers:paper", args=["besluitnota"])).status_code == 404


# ------------------------------------------------------------------ out and in again


def test_exported_file_has_everything_but_who_said_it(client, dossier, owner):
    made = exported(client, dossier, owner)
    assert (made["format"], made["version"], made["title"], made["kind"]) == ("schuifaan-dossier", 1, "Buurtkamer Malberg", "idea")  # fmt: skip
    assert made["answers"] == json.loads(json.dumps(answers_of(dossier).plain))
    assert made["comments"] == [
        {"step": "step.goal", "text": "Mooi doel", "at": NOW.isoformat().replace("+00:00", "Z")}
    ]
    assert [task["what"] for task in made["tasks"]] == ["Bel de gemeente"]
    assert [version["number"] for version in made["versions"]] == [1]
    assert "eigenaar@example.org" not in json.dumps(made)


def test_exported_dossier_comes_back_whole(client, dossier, owner, stranger):
    before = exported(client, dossier, owner)
    response = upload(client, json.dumps(before).encode(), by=stranger)
    taken = Dossier.objects.exclude(pk=dossier.pk).get()
    assert response.headers["Location"] == reverse("dossiers:dossier", args=[taken.key])
    after = exported(client, taken, stranger)
    for volatile in ("exported_at", "knowledge_version"):
        before.pop(volatile), after.pop(volatile)
    assert after == before
    assert taken.created_by == stranger
    assert taken.comments.get().by is None


def test_imported_code_is_only_text(client, dossier, owner):
    made = exported(client, dossier, owner)
    made["title"] = "#eval(1) <script>alert(1)</script>"
    upload(client, json.dumps(made).encode(), by=owner)
    taken = Dossier.objects.latest("pk")
    page = client.get(reverse("dossiers:outputs", args=[taken.key])).content.decode()
    assert "<script>alert" not in page
    assert "#eval(1) <script>" in _text(download(client, taken, "besluitnota", "pdf", by=owner).content)


# ------------------------------------------------------------------ refused


def file_with(**more) -> bytes:
    whole = {"format": "schuifaan-dossier", "version": 1, "title": "T", "kind": "idea", "answers": {}} | more
    return json.dumps(whole).encode()


REFUSED = {
    "empty object": (b"{}", ""),
    "a list": (b"[1]", ""),
    "no JSON": (b"<xml>", "regel 1"),
    "no text": (b"\xff\xfe\x00", ""),
    "other format": (file_with(format="iets"), ""),
    "other version": (file_with(version=2), "version"),
    "version that is true": (file_with(version=True), "version"),
    "no title": (file_with(title=" \u0000"), "title"),
    "title of another type": (file_with(title=["x"]), "title"),
    "long title": (file_with(title="x" * 161), "title"),
    "unknown kind": (file_with(kind="palace"), "kind"),
    "unknown key": (file_with(owner="x"), "owner"),
    "answers as a list": (file_with(answers=[]), "answers"),
    "unknown question": (file_with(answers={"goal.nothing": {"": {"x": 1}}}), "answers/goal.nothing"),
    "unknown option": (file_with(answers={"goal.kinds": {"": {"kinds": ["palace"]}}}), "answers/goal.kinds/kinds"),
    "unknown field": (file_with(answers={"goal.kinds": {"": {"kinds": ["together"], "x": 1}}}), "answers/goal.kinds/x"),
    "unknown item": (file_with(answers={"management.tasks": {"ingredient.nothing": {"deputy": "x"}}}), "answers/management.tasks/ingredient.nothing"),
    "wrong type": (file_with(answers={"goal.role": {"": {"role": {"a": 1}}}}), "answers/goal.role/role"),
    "row of another type": (file_with(answers={"goal.role": {"": 3}}), "answers/goal.role"),
    "control signs": (file_with(answers={"goal.role": {"": {"role": "twintig tekens genoeg\u0000"}}}), "answers/goal.role/role"),
    "too many rows": (file_with(answers={"goal.assumptions": {f"a{n}": {"text": "x"} for n in range(301)}}), "answers/goal.assumptions"),
    "not a number": (b'{"format": "schuifaan-dossier", "version": NaN}', ""),
    "infinite number": (b'{"format": "schuifaan-dossier", "version": 1e999}', ""),
    "number of a million digits": (b'{"format": "schuifaan-dossier", "version": ' + b"9" * 1_000_000 + b"}", ""),
    "key twice": (b'{"format": "schuifaan-dossier", "format": "schuifaan-dossier", "version": 1}', ""),
    "deeply nested lists": (b"[" * 1_000_000, ""),
    "deeply nested objects": (b'{"a":' * 300_000, ""),
    "unknown step of a comment": (file_with(comments=[{"step": "step.nothing", "text": "x", "at": "2026-01-01T00:00Z"}]), "comments.0.step"),
    "empty comment": (file_with(comments=[{"step": "step.goal", "text": "", "at": "2026-01-01T00:00Z"}]), "comments.0.text"),
    "moment without a zone": (file_with(comments=[{"step": "step.goal", "text": "x", "at": "2026-01-01T00:00"}]), "comments.0.at"),
    "moment out of reach": (file_with(comments=[{"step": "step.goal", "text": "x", "at": "0001-01-01T00:00+14:00"}]), "comments.0.at"),
    "name in a comment": (file_with(comments=[{"step": "step.goal", "text": "x", "at": "2026-01-01T00:00Z", "by": "Jan"}]), "comments.0.by"),
    "too many comments": (file_with(comments=[{"step": "step.goal", "text": "x", "at": "2026-01-01T00:00Z"}] * 2001), "comments"),
    "task that says nothing": (file_with(tasks=[{"what": "\u0007"}]), "tasks.0.what"),
    "version twice": (file_with(versions=[{"number": 1, "made_at": "2026-01-01T00:00Z", "answers": {}}] * 2), "versions"),
    "unknown question in a version": (file_with(versions=[{"number": 1, "made_at": "2026-01-01T00:00Z", "answers": {"x": {}}}]), "versions.0.answers/x"),
    "larger than 2 MB": (file_with(title="x" * (2 * 1024 * 1024)), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_does_not_fit_is_refused_with_its_place(name, owner):
    content, where = REFUSED[name]
    with pytest.raises(DossierFileRefused) as refused:
        take_in_dossier(content=content, by=owner, now=NOW)
    assert where in [place for place, _why in refused.value.problems]
    assert all(why for _place, why in refused.value.problems)
    assert not Dossier.objects.exists()


def test_refused_file_says_what_is_wrong_on_the_page(client, owner):
    content = file_with(answers={"goal.kinds": {"": {"kinds": ["palace"]}}, "goal.nothing": {}})
    response = upload(client, content, by=owner)
    assert response.status_code == 422
    page = response.content.decode()
    assert "<strong>answers/goal.kinds/kinds</strong>" in page
    assert "<strong>answers/goal.nothing</strong>" in page
    assert not Dossier.objects.exists()


def test_file_that_is_too_large_or_missing_is_refused_by_the_form(client, owner):
    assert upload(client, b"x" * (2 * 1024 * 1024 + 1), by=owner).status_code == 422
    client.force_login(owner)
    assert client.post(reverse("dossiers:import_dossier"), {}).status_code == 422


def test_many_problems_are_cut_off():
    content = file_with(answers={f"x{n}": {} for n in range(5000)})
    with pytest.raises(DossierFileRefused) as refused:
        read_file(content, knowledge=shipped())
    assert len(refused.value.problems) == 50


def test_nothing_is_kept_when_a_late_part_does_not_fit(owner):
    content = file_with(
        answers={"goal.kinds": {"": {"kinds": ["together"]}}},
        versions=[{"number": 1, "made_at": "2026-01-01T00:00Z", "answers": {"x": {}}}],
    )
    with pytest.raises(DossierFileRefused):
        take_in_dossier(content=content, by=owner, now=NOW)
    assert not Dossier.objects.exists()
