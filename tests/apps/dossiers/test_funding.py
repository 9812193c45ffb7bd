"""Funds of a dossier: what fits, how far each application came, one plan for several funds, proposing a fund."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import docx
import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from schuifaan.apps.dossiers.actions.proposing import (
    MOST_WAITING,
    ProposalRefused,
    accept_proposal,
    propose_fund,
    refuse_proposal,
)
from schuifaan.apps.dossiers.actions.saving import DossierError, keep_answer
from schuifaan.apps.dossiers.models import Dossier, FundProposal, OwnItem
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.due import dossiers_with_dates, due_lines
from schuifaan.apps.dossiers.queries.funds_page import (
    STATUS_WORDS,
    FundsPage,
    fund_search,
    funds_page,
    status_paths,
)
from schuifaan.apps.dossiers.queries.handbook import knowledge_for, knowledge_of, shipped
from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Organisation, User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, make_membership, make_neighbourhood, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.django_db

RESIDENTS = {"applicant": "residents_group", "municipality": "Zoetermeer"}
PROPOSED: dict[str, Any] = {
    "name": "Buurtpot",
    "url": "https://buurtpot.example.org/",
    "applicants": ["residents_group"],
    "region": "Onze stad",
    "supports": "Kleine dingen voor de buurt.",
}
PLAN = {
    "title": "De lange tafel",
    "goal": "Buren die elkaar kennen, ook als ze weinig zeggen.",
    "activities": "Elke woensdag koken we samen soep.",
}


@pytest.fixture
def zoetermeer() -> Municipality:
    return Municipality.objects.create(code="GM0637", name="Zoetermeer", province="Zuid-Holland")


@pytest.fixture
def woonvrij(professional: User) -> Organisation:
    return Organisation.objects.get(slug="woonvrij")


@pytest.fixture
def leader(woonvrij: Organisation) -> User:
    user = make_user("leiding@example.org")
    make_membership(user, woonvrij, OrganisationRole.MANAGER)
    return user


@pytest.fixture
def shared_dossier(professional: User, woonvrij: Organisation) -> Dossier:
    return make_dossier(professional, organisation=woonvrij)


@pytest.fixture
def resident(shared_dossier: Dossier) -> User:
    """Works on the dossier, does not belong to the organisation."""
    user = make_user("bewoner@example.org")
    make_member(shared_dossier, user)
    return user


def page_of(dossier: Dossier, *, language: str = "nl") -> FundsPage:
    return funds_page(
        dossier, answers_of(dossier), knowledge_for(dossier), today=timezone.localdate(), language=language
    )


def names(dossier: Dossier) -> dict[str, list[str]]:
    return {group.verdict: [line.fund.name for line in group.lines] for group in page_of(dossier).groups}


def shown(client: Client, dossier: Dossier) -> str:
    return client.get(address(dossier, "money_funds")).content.decode()


# ------------------------------------------------------------------ what fits


def test_residents_in_zoetermeer_see_fonds_1818_and_vsbfonds_not_janivo(
    team: Client, dossier: Dossier, zoetermeer: Municipality
) -> None:
    answer(dossier, "funding.search", RESIDENTS)
    html = shown(team, dossier)
    fitting = html[html.index('id="fondsen-maybe"') : html.index("fondsen passen niet")]
    for name, is_there in (("Fonds 1818", True), ("VSBfonds", True), ("Janivo Stichting", False)):
        assert (name in fitting) is is_there, name
    assert "Janivo Stichting" in names(dossier)["no"]


def test_furnishing_for_older_people_at_sluyterman_is_a_no_with_its_reason_and_source(
    team: Client, dossier: Dossier
) -> None:
    search = {"applicant": "foundation_association", "purposes": ["furnishing", "older_people"]}
    answer(dossier, "funding.search", search)
    html = shown(team, dossier)
    told = html[html.index('id="fund.sluyterman_van_loo"') :].split('id="fund.', 2)[1]
    assert "<strong>Past niet:</strong> Dit fonds betaalt niet voor inrichting." in told
    assert "https://www.fondssluytermanvanloo.nl/aanvragen/reguliere-aanvraag/" in told


def test_without_a_search_nothing_is_refused_and_the_page_asks_for_it(team: Client, dossier: Dossier) -> None:
    html = shown(team, dossier)
    assert set(names(dossier)) == {"maybe"}
    assert "Vul in wat je zoekt" in html
    assert "fondsen passen niet" not in html


def test_place_comes_from_the_neighbourhood_until_people_fill_one_in(
    dossier: Dossier, zoetermeer: Municipality
) -> None:
    dossier.neighbourhood = make_neighbourhood()
    there = dossier.neighbourhood.municipality
    found = fund_search(dossier, answers_of(dossier))
    assert (found.municipality, found.code) == (there.name, there.pk)
    assert page_of(dossier).municipality == there.name
    answer(dossier, "funding.search", RESIDENTS | {"municipality": " zoetermeer "})
    found = fund_search(dossier, answers_of(dossier))
    assert (found.municipality, found.code, found.province) == ("zoetermeer", "GM0637", "Zuid-Holland")


def test_the_hague_is_found_by_what_people_call_it(dossier: Dossier) -> None:
    Municipality.objects.create(code="GM0518", name="'s-Gravenhage", province="Zuid-Holland")
    answer(dossier, "funding.search", {"municipality": "Den Haag"})
    assert fund_search(dossier, answers_of(dossier)).code == "GM0518"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_opens_in_both_languages(team: Client, dossier: Dossier, language: str) -> None:
    answer(dossier, "funding.search", RESIDENTS)
    answer(dossier, "funding.applications", {"what": "Stoelen", "status": "sent"}, item="a")
    team.cookies["taal"] = language
    assert team.get(address(dossier, "money_funds")).status_code == 200


def test_a_hundred_applications_take_as_many_queries_as_one(
    team: Client, dossier: Dossier, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    answer(dossier, "funding.search", RESIDENTS)
    answer(dossier, "funding.applications", {"what": "Stoelen", "status": "sent"}, item="a")
    with django_assert_max_num_queries(40) as one:
        shown(team, dossier)
    for number in range(100):
        answer(
            dossier, "funding.applications", {"what": f"Ding {number}", "status": "idea"}, item=f"b{number}"
        )
    with django_assert_num_queries(len(one)):
        shown(team, dossier)


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
    (line,) = page_of(dossier).applications
    assert [(point.label, str(point.since)) for point in line.path] == [
        ("in voorbereiding", "2026-03-01"),
        ("verstuurd", "2026-03-03"),
        ("het fonds vraagt meer", "2026-03-20"),
    ]
    html = shown(team, dossier)
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
    (line,) = page_of(dossier).applications
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
    assert [line.closes for line in page_of(dossier).applications] == [closes]
    html = shown(team, dossier)
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


# ------------------------------------------------------------------ proposing a fund


def test_proposal_waits_and_is_listed_with_its_date_after_the_check(
    client: Client, shared_dossier: Dossier, woonvrij: Organisation, resident: User, leader: User
) -> None:
    sign_in(client, resident)
    assert client.post(address(shared_dossier, "money_funds"), PROPOSED).status_code == 302
    proposal = FundProposal.objects.get()
    assert (proposal.state, proposal.proposed_by) == ("waiting", resident)
    assert "wacht op controle" in shown(client, shared_dossier)
    assert "Buurtpot" not in {fund.name for fund in knowledge_of(woonvrij).funds}

    checking = sign_in(Client(), leader)
    handbook = "/beheer/organisaties/woonvrij/handboek/"
    assert f"{handbook}voorstel/{proposal.pk}/" in checking.get(handbook).content.decode()
    page = checking.get(f"{handbook}voorstel/{proposal.pk}/")
    sent = {bound.html_name: bound.value() or "" for bound in page.context["form"]}
    assert sent["name"] == "Buurtpot"
    done = checking.post(f"{handbook}voorstel/{proposal.pk}/", sent)
    assert (done.status_code, done["Location"]) == (302, handbook)

    (fund,) = [one for one in knowledge_of(woonvrij).funds if one.name == "Buurtpot"]
    assert fund.checked_on == timezone.localdate()
    html = shown(client, shared_dossier)
    assert "staat in het handboek" in html
    assert "Buurtpot" in html[html.index('id="fondsen-maybe"') : html.index('id="voorstellen"')]
    verbs = AuditEvent.objects.filter(scope=woonvrij.audit_scope, verb__startswith="handbook.fund_")
    assert sorted(verbs.values_list("verb", "subject")) == [
        ("handbook.fund_accepted", "Buurtpot"),
        ("handbook.fund_proposed", "Buurtpot"),
    ]


def test_refused_proposal_tells_why(
    client: Client, shared_dossier: Dossier, professional: User, leader: User
) -> None:
    proposal = propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
    url = f"/beheer/organisaties/woonvrij/handboek/voorstel/{proposal.pk}/"
    checking = sign_in(Client(), leader)
    empty = checking.post(url, {"refuse": "1", "niet-note": ""})
    assert (empty.status_code, FundProposal.objects.get().state) == (422, "waiting")
    assert checking.post(url, {"refuse": "1", "niet-note": "Het fonds is gestopt."}).status_code == 302
    assert OwnItem.objects.count() == 0
    sign_in(client, professional)
    html = shown(client, shared_dossier)
    assert "niet overgenomen" in html
    assert "Het fonds is gestopt." in html


def test_only_who_leads_the_organisation_decides(
    shared_dossier: Dossier, professional: User, resident: User
) -> None:
    proposal = propose_fund(dossier=shared_dossier, by=resident, now=NOW, **PROPOSED)
    url = f"/beheer/organisaties/woonvrij/handboek/voorstel/{proposal.pk}/"
    for user in (professional, resident):
        assert sign_in(Client(), user).get(url).status_code == 403
        with pytest.raises(PermissionDenied):
            refuse_proposal(proposal=proposal, note="Nee", by=user, now=NOW)
        with pytest.raises(PermissionDenied):
            accept_proposal(proposal=proposal, content={}, by=user, now=NOW)
    assert FundProposal.objects.get().state == "waiting"


def test_second_decision_is_told_that_somebody_was_first(
    shared_dossier: Dossier, professional: User, leader: User
) -> None:
    proposal = propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
    refuse_proposal(proposal=proposal, note="Nee", by=leader, now=NOW)
    with pytest.raises(ProposalRefused, match="Iemand heeft hier al over beslist"):
        accept_proposal(proposal=proposal, content={}, by=leader, now=NOW)


def test_reader_cannot_propose_and_an_incomplete_proposal_keeps_its_text(
    client: Client, shared_dossier: Dossier, professional: User
) -> None:
    reader = make_user("lezer@example.org")
    make_member(shared_dossier, reader, "reader")
    sign_in(client, reader)
    assert client.post(address(shared_dossier, "money_funds"), PROPOSED).status_code == 403
    with pytest.raises(PermissionDenied):
        propose_fund(dossier=shared_dossier, by=reader, now=NOW, **PROPOSED)
    sign_in(client, professional)
    page = client.post(address(shared_dossier, "money_funds"), PROPOSED | {"name": "", "region": "Ergens"})
    assert (page.status_code, FundProposal.objects.count()) == (422, 0)
    assert 'value="Ergens"' in page.content.decode()


def test_dossier_of_nobody_and_dossier_put_away_take_no_proposal(
    team: Client, dossier: Dossier, shared_dossier: Dossier, professional: User
) -> None:
    with pytest.raises(ProposalRefused, match="hoort niet bij een organisatie"):
        propose_fund(dossier=dossier, by=professional, now=NOW, **PROPOSED)
    assert "Stel dit fonds voor" not in shown(team, dossier)
    shared_dossier.archived_at = NOW
    shared_dossier.save(update_fields=["archived_at"])
    with pytest.raises(DossierError, match="weggezet"):
        propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
    assert "Stel dit fonds voor" not in shown(team, shared_dossier)


def test_more_than_fifty_proposals_do_not_wait(shared_dossier: Dossier, professional: User) -> None:
    for _number in range(MOST_WAITING):
        propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
    with pytest.raises(ProposalRefused, match="Er wachten al veel voorstellen"):
        propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)


def test_every_status_has_its_words() -> None:
    options = shipped().questions_by_id["funding.applications"].field("status").options
    assert [option.id for option in options] == list(STATUS_WORDS)
