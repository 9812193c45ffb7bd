"""What an organisation adds: by form and by file, for its own people, and never on public pages."""

from typing import Any

import pytest
import yaml
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schuifaan.apps.dossiers.actions.own import (
    MOST_OWN_ITEMS,
    OwnItemRefused,
    import_own_items,
    remove_own_item,
    save_own_item,
    set_role_policies,
)
from schuifaan.apps.dossiers.enums import OwnKind
from schuifaan.apps.dossiers.models import OwnItem, RolePolicy
from schuifaan.apps.dossiers.queries.handbook import knowledge_of, shipped
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Organisation, User
from schuifaan.core.method.knowledge import KnowledgeRefused
from tests.factories import NOW, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db

BASE = "/beheer/organisaties/woonvrij/handboek/"
RULE = {"text": {"nl": "Wie de oven gebruikt, maakt hem schoon.", "en": "Whoever uses the oven cleans it."}}
FILE = """house_rules:
  - id: own.house_rules.oven
    text: {nl: "Wie de oven gebruikt, maakt hem schoon.", en: "Whoever uses the oven cleans it."}
tips:
  - id: own.tips.bankje
    chapter: welcome
    text: {nl: "Zet een bankje buiten.", en: "Put a bench outside."}
"""
FORMS: dict[str, dict[str, Any]] = {
    "ingredients": {
        "name": "Tuin",
        "description": "Wieden en water geven.",
        "required_in": ["community_house"],
        "optional_in": ["coffee_corner"],
    },
    "requirements": {
        "text": "Er is een muziekkamer.",
        "check": "Hoor je buiten niets?",
        "priority": "could",
        "types": ["community_house"],
    },
    "funds": {
        "name": "Buurtpot",
        "region": "Onze stad",
        "supports": "Kleine dingen voor de buurt.",
        "applicants": ["residents_group"],
        "url": "https://buurtpot.example.org/",
        "valid_to": "2027-12-31",
    },
    "house_rules": {"text": "Wie de oven gebruikt, maakt hem schoon."},
    "tips": {"text": "Zet een bankje buiten.", "chapter": "management"},
}


@pytest.fixture
def woonvrij(professional: User) -> Organisation:
    return Organisation.objects.get(slug="woonvrij")


@pytest.fixture
def member(client: Client, professional: User) -> Client:
    client.force_login(professional)
    return client


def add_rule(woonvrij: Organisation, by: User) -> OwnItem:
    return save_own_item(organisation=woonvrij, kind="house_rules", content=RULE, by=by, now=NOW)


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_an_item_is_added_by_a_form_seen_in_the_own_handbook_and_changed(
    member: Client, woonvrij: Organisation, kind: str
) -> None:
    assert member.get(f"{BASE}nieuw/{kind}/").status_code == 200
    response = member.post(f"{BASE}nieuw/{kind}/", FORMS[kind])
    assert (response.status_code, response["Location"]) == (302, BASE)
    item = OwnItem.objects.get()
    assert item.key.startswith(f"own.{kind}.")
    assert item.key in knowledge_of(woonvrij).index
    words = str(FORMS[kind].get("name", FORMS[kind].get("text")))
    assert words in member.get(BASE).content.decode()
    # Without English the Dutch stands on English pages as well, and the box stays empty.
    assert item.data.get("description", item.data.get("text", item.data.get("region")))["en"] != ""
    form = member.get(f"{BASE}{item.pk}/").content.decode()
    assert words in form
    assert member.post(f"{BASE}{item.pk}/", FORMS[kind]).status_code == 302
    assert OwnItem.objects.get().data == item.data
    where = member.get(f"/handboek/item/{item.key}/?organisatie=woonvrij")["Location"]
    page = member.get(where.split("#")[0]).content.decode()
    assert f'id="{item.key}"' in page
    assert "van ons" in page.split(f'id="{item.key}"')[1][:3000]


def test_a_form_that_lacks_something_is_kept_and_nothing_is_saved(
    member: Client, woonvrij: Organisation
) -> None:
    page = member.post(f"{BASE}nieuw/ingredients/", {"name": "Tuin", "description": "Wieden."})
    assert (page.status_code, OwnItem.objects.count()) == (422, 0)
    assert "Kies minstens één soort plek." in page.content.decode()
    assert 'value="Tuin"' in page.content.decode()
    page = member.post(f"{BASE}nieuw/house_rules/", {"text": "x" * 2001})
    assert (page.status_code, OwnItem.objects.count()) == (422, 0)
    assert member.get(f"{BASE}nieuw/partners/").status_code == 404


def test_english_that_was_given_is_kept(member: Client, woonvrij: Organisation) -> None:
    member.post(f"{BASE}nieuw/house_rules/", {"text": "Doe de deur dicht.", "text_en": "Close the door."})
    assert OwnItem.objects.get().data["text"] == {"nl": "Doe de deur dicht.", "en": "Close the door."}
    assert "Close the door." in member.get(f"{BASE}{OwnItem.objects.get().pk}/").content.decode()


def test_two_items_with_the_same_words_get_ids_of_their_own(
    woonvrij: Organisation, professional: User
) -> None:
    keys = [add_rule(woonvrij, professional).key for _time in range(3)]
    assert keys == [f"own.house_rules.wie_de_oven_gebruikt_maakt_hem_schoon{end}" for end in ("", "_2", "_3")]


def test_an_item_taken_away_is_gone_and_the_trail_says_so(
    member: Client, woonvrij: Organisation, professional: User
) -> None:
    item = add_rule(woonvrij, professional)
    assert member.post(f"{BASE}{item.pk}/weg/").status_code == 302
    assert OwnItem.objects.count() == 0
    assert sorted(AuditEvent.objects.values_list("verb", "scope")) == [
        ("handbook.own_item_removed", woonvrij.audit_scope),
        ("handbook.own_item_saved", woonvrij.audit_scope),
    ]


def test_own_items_are_for_the_people_of_the_organisation_only(
    woonvrij: Organisation, professional: User, stranger: User
) -> None:
    item = add_rule(woonvrij, professional)
    visitor, other = Client(), Client()
    other.force_login(stranger)
    public = "/handboek/agreements/"
    own = f"{public}?organisatie=woonvrij"
    assert item.key not in visitor.get(public).content.decode()
    assert "/account/login/" in visitor.get(own)["Location"]
    assert other.get(own).status_code == 403
    mine = Client()
    mine.force_login(professional)
    response = mine.get(own)
    assert item.key in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    # Afterwards the kept page of everybody still knows nothing of it.
    assert item.key not in visitor.get(public).content.decode()
    assert item.key not in mine.get(public).content.decode()
    assert mine.get("/handboek/agreements/?organisatie=niemand").status_code == 404
    assert visitor.get(f"/handboek/item/{item.key}/").status_code == 404


def test_an_item_of_another_organisation_is_not_there(member: Client, stranger: User) -> None:
    other = make_organisation("ander", name="Ander")
    make_membership(stranger, other, OrganisationRole.BOARD)
    item = save_own_item(organisation=other, kind="house_rules", content=RULE, by=stranger, now=NOW)
    assert member.get(f"{BASE}{item.pk}/").status_code == 404
    assert member.post(f"{BASE}{item.pk}/weg/").status_code == 404
    assert OwnItem.objects.count() == 1


def test_nobody_else_changes_them(woonvrij: Organisation, professional: User, stranger: User) -> None:
    item = add_rule(woonvrij, professional)
    with pytest.raises(PermissionDenied):
        save_own_item(organisation=woonvrij, kind="tips", content=RULE, by=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        remove_own_item(item=item, by=stranger, now=NOW)
    with pytest.raises(PermissionDenied):
        import_own_items(
            organisation=woonvrij, content=FILE.encode(), filename="a.yaml", by=stranger, now=NOW
        )
    with pytest.raises(PermissionDenied):
        set_role_policies(organisation=woonvrij, texts={"coffee_corner": "x"}, by=stranger, now=NOW)
    assert OwnItem.objects.count() == 1


def test_an_item_of_another_shape_is_refused(woonvrij: Organisation, professional: User) -> None:
    for content in ({}, {"text": "geen twee talen"}, {**RULE, "extra": 1}, {**RULE, "valid_to": "ooit"}):
        with pytest.raises(OwnItemRefused):
            save_own_item(
                organisation=woonvrij, kind="house_rules", content=content, by=professional, now=NOW
            )
    # Nobody passes an own rule off as one of the source.
    kept = save_own_item(
        organisation=woonvrij, kind="house_rules", by=professional, now=NOW,
        content={**RULE, "id": "house_rule.x", "status": "source", "source": [{"document": "doc.handbook", "page": 1}]},
    )  # fmt: skip
    assert (kept.key.split(".")[0], kept.data["status"], kept.data["source"][0]["document"]) == (
        "own",
        "own",
        "own",
    )


def test_a_file_is_taken_over_whole_and_read_again_as_it_was(
    member: Client, woonvrij: Organisation, professional: User
) -> None:
    upload = SimpleUploadedFile("eigen.yaml", FILE.encode())
    assert member.post(f"{BASE}overnemen/", {"file": upload}).status_code == 302
    assert sorted(OwnItem.objects.values_list("key", "kind")) == [
        ("own.house_rules.oven", "house_rules"),
        ("own.tips.bankje", "tips"),
    ]
    written = member.get(f"{BASE}eigen-kennis.yaml")
    assert written["Content-Disposition"] == 'attachment; filename="handboek-woonvrij.yaml"'
    before = list(OwnItem.objects.order_by("key").values_list("key", "kind", "data"))
    OwnItem.objects.all().delete()
    number = import_own_items(
        organisation=woonvrij, content=written.content, filename="terug.yaml", by=professional, now=NOW
    )
    assert number == 2
    assert list(OwnItem.objects.order_by("key").values_list("key", "kind", "data")) == before


def test_a_file_taken_over_twice_changes_what_was_there(woonvrij: Organisation, professional: User) -> None:
    for text in (FILE, FILE.replace("Zet een bankje buiten.", "Zet twee bankjes buiten.")):
        import_own_items(
            organisation=woonvrij, content=text.encode(), filename="a.yaml", by=professional, now=NOW
        )
    assert OwnItem.objects.count() == 2
    assert OwnItem.objects.get(kind="tips").data["text"]["nl"] == "Zet twee bankjes buiten."


def test_a_file_with_one_mistake_is_refused_whole_with_the_line(
    member: Client, woonvrij: Organisation
) -> None:
    upload = SimpleUploadedFile("eigen.yaml", FILE.replace("chapter: welcome", "chapter: keuken").encode())
    page = member.post(f"{BASE}overnemen/", {"file": upload})
    assert (page.status_code, OwnItem.objects.count()) == (422, 0)
    assert "<code>eigen.yaml:6</code> tips.0.chapter" in page.content.decode()


@pytest.mark.parametrize(
    "content",
    [b"a: &a [x]\nb: *a", b"tips: !!python/object/apply:os.system ['true']", b"\x00\xff\xfe", b"[" * 5000],
)
def test_a_file_that_bites_is_refused(member: Client, woonvrij: Organisation, content: bytes) -> None:
    page = member.post(f"{BASE}overnemen/", {"file": SimpleUploadedFile("<b>.yaml", content)})
    assert (page.status_code, OwnItem.objects.count()) == (422, 0)
    assert "<b>" not in page.content.decode()


def test_a_file_that_is_too_large_is_refused(member: Client, woonvrij: Organisation) -> None:
    page = member.post(f"{BASE}overnemen/", {"file": SimpleUploadedFile("a.yaml", b"x" * 1024 * 1024)})
    assert (page.status_code, OwnItem.objects.count()) == (422, 0)
    assert "groter dan 256 kB" in page.content.decode()


def test_there_is_an_end_to_how_many_fit(woonvrij: Organisation, professional: User) -> None:
    lines = [{"id": f"own.house_rules.r{number}", **RULE} for number in range(MOST_OWN_ITEMS + 1)]
    text = yaml.safe_dump({"house_rules": lines}).encode()
    with pytest.raises((OwnItemRefused, KnowledgeRefused)):
        import_own_items(organisation=woonvrij, content=text, filename="a.yaml", by=professional, now=NOW)
    assert OwnItem.objects.count() == 0


def test_the_shipped_handbook_stays_as_it_was(woonvrij: Organisation, professional: User) -> None:
    before = shipped().version
    add_rule(woonvrij, professional)
    assert knowledge_of(woonvrij).version != before
    assert (shipped().version, knowledge_of(None).version) == (before, before)


def test_every_kind_but_trees_has_a_form() -> None:
    assert sorted({*FORMS, "trees"}) == sorted(OwnKind.values)


# ------------------------------------------------------------------ the role per type of place


def test_an_organisation_says_what_it_does_itself_per_type(member: Client, woonvrij: Organisation) -> None:
    url = "/beheer/organisaties/woonvrij/rollen/"
    sent = {"coffee_corner": " wij maken  het mogelijk ", "community_house": "wij betalen hoogstens 30 %"}
    assert member.post(url, sent).status_code == 302
    assert dict(RolePolicy.objects.values_list("place_type", "text")) == {
        "coffee_corner": "wij maken het mogelijk",
        "community_house": "wij betalen hoogstens 30 %",
    }
    assert "wij betalen hoogstens 30 %" in member.get(url).content.decode()
    assert "wij maken het mogelijk" in member.get("/handboek/types/?organisatie=woonvrij").content.decode()
    assert "wij maken het mogelijk" not in Client().get("/handboek/types/").content.decode()
    member.post(url, {"coffee_corner": "", "community_house": "wij betalen hoogstens 30 %"})
    assert list(RolePolicy.objects.values_list("place_type", flat=True)) == ["community_house"]
    trail = AuditEvent.objects.filter(verb="handbook.role_policy_saved", scope=woonvrij.audit_scope)
    assert sorted(event.changes["coffee_corner"] for event in trail) == [
        ["", "wij maken het mogelijk"],
        ["wij maken het mogelijk", ""],
    ]


def test_a_role_that_says_too_much_is_kept_in_its_box(member: Client, woonvrij: Organisation) -> None:
    page = member.post("/beheer/organisaties/woonvrij/rollen/", {"coffee_corner": "x" * 301})
    assert (page.status_code, RolePolicy.objects.count()) == (422, 0)
    assert "x" * 301 in page.content.decode()


def test_nothing_is_written_when_no_role_changed(woonvrij: Organisation, professional: User) -> None:
    texts = {"coffee_corner": "mogelijk maken"}
    assert set_role_policies(organisation=woonvrij, texts=texts, by=professional, now=NOW)
    assert not set_role_policies(organisation=woonvrij, texts=texts, by=professional, now=NOW)
    assert AuditEvent.objects.filter(verb="handbook.role_policy_saved").count() == 1


def test_a_stranger_is_kept_out(woonvrij: Organisation) -> None:
    client = Client()
    client.force_login(make_user("niemand@example.org"))
    for address in (BASE, f"{BASE}nieuw/tips/", f"{BASE}overnemen/", f"{BASE}eigen-kennis.yaml"):
        assert client.get(address).status_code == 403
