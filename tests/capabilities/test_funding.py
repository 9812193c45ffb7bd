"""Rows O01–O05 of the feature table: which fund fits, how far each application came, one plan for all of them."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import docx
import pypdf
import pytest
import time_machine

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import Organisation, User
from tests.capabilities.conftest import Fill, signed_in
from tests.capabilities.dossier_desk import Desk, printed, words_in
from tests.factories import NOW, make_membership, make_user

pytestmark = pytest.mark.django_db

PLAN = {
    "title": "De lange tafel",
    "goal": "Buren die elkaar kennen, ook als ze weinig zeggen.",
    "activities": "Elke woensdag koken we samen soep.",
}


@pytest.fixture(autouse=True)
def _on_a_day_in_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(professional: User) -> Desk:
    return Desk(professional)


def fund(desk: Desk, name: str) -> str:
    """What the page says of one fund."""
    page = desk.get("geld/fondsen/").content.decode().split('id="aanvragen"')[0]
    (found,) = (one for one in page.split('<li class="safeguards__one" id="')[1:] if f">{name}<" in one)
    return words_in(found.split(">", 1)[1])


def test_o01_residents_in_zoetermeer_see_fonds_1818_and_vsbfonds_and_not_janivo(desk: Desk) -> None:
    Municipality.objects.create(code="GM0637", name="Zoetermeer", province="Zuid-Holland")
    desk.answer("funding.search", applicant="residents_group", municipality="Zoetermeer")
    fits, others = desk.get("geld/fondsen/").content.decode().split("fondsen passen niet", 1)
    for name, is_there in (("Fonds 1818", True), ("VSBfonds", True), ("Janivo Stichting", False)):
        assert (name in fits) is is_there, name
    assert "Janivo Stichting" in others
    assert "woningcorporatie" in fund(desk, "Janivo Stichting")
    # In another region Fonds 1818 has nothing to give.
    Municipality.objects.create(code="GM0935", name="Maastricht", province="Limburg")
    desk.answer("funding.search", municipality="Maastricht")
    fits = desk.get("geld/fondsen/").content.decode().split("fondsen passen niet", 1)[0]
    assert "Fonds 1818" not in fits


def test_o02_furnishing_for_older_people_at_sluyterman_is_a_no_with_its_reason(desk: Desk) -> None:
    desk.answer("funding.search", applicant="foundation_association", purposes=["furnishing", "older_people"])
    assert "Past niet: Dit fonds betaalt niet voor inrichting." in fund(desk, "Fonds Sluyterman van Loo")


def test_o03_sent_on_3_march_and_asked_for_more_on_20_march_are_both_seen(
    desk: Desk, professional: User
) -> None:
    chosen = desk.option("funding.applications", "nieuw", "fund", "VSBfonds")
    key = desk.add(
        "funding.applications", what="Tafels en stoelen", fund=chosen, amount="2.500", status="sent",
        status_date="2027-03-03", deadline="2027-05-01",
    )  # fmt: skip
    assert "De laatste dag" not in desk.read("geld/fondsen/")
    with time_machine.travel(datetime(2027, 3, 20, 10, tzinfo=UTC), tick=False):
        desk.client = signed_in(professional)
        desk.answer("funding.applications", key, status="asked_more", status_date="2027-03-20")
        page = desk.read("geld/fondsen/")
    assert "Verstuurd: 3 maart 2027 → Het fonds vraagt meer: 20 maart 2027" in page
    assert "De laatste dag is" in page


def test_o04_proposed_fund_waits_for_a_check_and_is_then_listed_with_its_date(
    desk: Desk, fill_in: Fill
) -> None:
    proposed = {
        "name": "Buurtpot", "url": "https://buurtpot.example.org/", "applicants": ["residents_group"],
        "region": "Onze stad", "supports": "Kleine dingen voor de buurt.",
    }  # fmt: skip
    assert desk.client.post(f"{desk.base}geld/fondsen/", proposed).status_code == 302
    page = desk.get("geld/fondsen/").content.decode()
    assert "Buurtpot: wacht op controle" in words_in(page.split('id="voorstellen"')[1])
    assert "Buurtpot" not in page.split('id="voorstellen"')[0]

    leader = make_user("leiding@example.org")
    make_membership(leader, Organisation.objects.get(slug="woonvrij"), OrganisationRole.MANAGER)
    handbook = "/beheer/organisaties/woonvrij/handboek/"
    pk = desk.dossier.fund_proposals.get().pk
    assert fill_in(leader, f"{handbook}voorstel/{pk}/").status_code == 302
    desk.answer("funding.search", applicant="residents_group")
    assert "Nagekeken 21 november 2026" in fund(desk, "Buurtpot")


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_o05_one_plan_fills_three_applications(desk: Desk, extension: str) -> None:
    desk.answer("funding.plan", **PLAN)
    desk.add("money.investment", what="Keuken", group="furnishing", amount="8.000", lifetime="10")
    asked = {}
    for name, amount in (("VSBfonds", "2.500"), ("Fonds 1818", "750"), ("Kansfonds", "1.250")):
        chosen = desk.option("funding.applications", "nieuw", "fund", name)
        key = desk.add("funding.applications", what="Keuken", fund=chosen, amount=amount, status="preparing")
        asked[key] = f"We vragen € {amount},00 van {name}"
    texts = {}
    for key in asked:
        (link,) = (
            part.split('"')[0]
            for part in desk.get("geld/fondsen/").content.decode().split('href="')
            if key in part.split('"')[0] and part.split('"')[0].endswith(f".{extension}")
        )
        content = desk.client.get(link).content
        texts[key] = said_in(content, extension)
    assert len(texts) == 3
    for key, text in texts.items():
        for same in (*PLAN.values(), "€ 8.000,00"):
            assert same in text
        assert [one for one, words_asked in asked.items() if words_asked in text] == [key]


def said_in(content: bytes, extension: str) -> str:
    if extension == "pdf":
        return printed(pypdf.PdfReader(io.BytesIO(content)))
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in document.paragraphs), *cells]).replace("\N{NO-BREAK SPACE}", " ")
