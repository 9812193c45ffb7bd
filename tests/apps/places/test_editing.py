"""Changing a page: allowed, in the trail, and never over somebody else's."""

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions import editing, publishing
from schuifaan.apps.places.actions.editing import PriceLine
from schuifaan.apps.places.actions.saving import ChangedMeanwhile, PlaceError
from schuifaan.apps.places.enums import CheckedBy, PlaceStatus
from schuifaan.apps.places.models import Place, PlaceText, Price
from schuifaan.apps.places.queries.version import directory_version
from tests.factories import NOW, TODAY, make_neighbourhood


def test_change_basics_writes_checks_and_tells(place, manager):
    before = directory_version()
    editing.change_basics(
        place=place, name="’t Nieuwe Atrium", city="Maastricht", by=manager, now=NOW, version=1
    )
    place.refresh_from_db()
    assert (place.name, place.version, place.changed_at) == ("’t Nieuwe Atrium", 2, NOW)
    assert (place.checked_on, place.checked_by) == (TODAY, CheckedBy.MANAGER)
    event = AuditEvent.objects.get(verb="place.basics_changed")
    assert event.changes == {"name": ["’t Atrium", "’t Nieuwe Atrium"], "city": ["", "Maastricht"]}
    assert (event.actor, event.at, event.scope) == (manager, NOW, f"place:{place.pk}")
    assert directory_version() > before


def test_change_basics_keeps_the_address_of_the_page(place, manager):
    editing.change_basics(place=place, name="Heel anders", by=manager, now=NOW)
    assert Place.objects.get(pk=place.pk).slug == "t-atrium"


def test_change_without_a_difference_is_no_change(place, manager):
    editing.change_basics(place=place, name=place.name, by=manager, now=NOW, version=1)
    assert Place.objects.get(pk=place.pk).version == 1
    assert not AuditEvent.objects.exists()


def test_change_basics_without_a_new_point_keeps_the_neighbourhood(place, manager):
    Place.objects.filter(pk=place.pk).update(neighbourhood=make_neighbourhood())
    place.refresh_from_db()
    editing.change_basics(place=place, name="Anders", lat=None, lon=None, by=manager, now=NOW)
    assert Place.objects.get(pk=place.pk).neighbourhood_id == "BU09350000"


def test_half_a_location_is_refused(place, manager):
    with pytest.raises(PlaceError) as refused:
        editing.change_basics(place=place, lat=50.85, by=manager, now=NOW)
    assert refused.value.field == "lat"


@pytest.mark.parametrize(
    "change",
    [
        lambda place, by: editing.change_basics(place=place, name="Gekaapt", by=by, now=NOW),
        lambda place, by: editing.change_offer(place=place, free_coffee=True, by=by, now=NOW),
        lambda place, by: editing.change_texts(place=place, texts={"nl": {"summary": "x"}}, by=by, now=NOW),
        lambda place, by: editing.change_prices(place=place, prices=[PriceLine({"nl": "x"})], by=by, now=NOW),
        lambda place, by: editing.confirm_facts_still_true(place=place, by=by, now=NOW),
        lambda place, by: publishing.publish_place(place=place, by=by, now=NOW),
        lambda place, by: publishing.unpublish_place(place=place, by=by, now=NOW),
        lambda place, by: publishing.archive_place(place=place, by=by, now=NOW),
        lambda place, by: publishing.restore_place(place=place, by=by, now=NOW),
    ],
)
@pytest.mark.parametrize("who", ["stranger", "host", "officer", "professional"])
def test_only_who_keeps_the_place_may_change_it(request, place, change, who):
    with pytest.raises(NotAllowed):
        change(place, request.getfixturevalue(who))
    assert not AuditEvent.objects.exists()
    assert Place.objects.get(pk=place.pk).version == 1


def test_second_editor_is_told_and_nothing_is_overwritten(place, manager, board_member):
    second = Place.objects.get(pk=place.pk)
    editing.change_basics(place=place, city="Maastricht", by=manager, now=NOW, version=1)
    with pytest.raises(ChangedMeanwhile) as told:
        editing.change_basics(place=second, city="Luik", by=board_member, now=NOW, version=1)
    assert (told.value.by, told.value.at) == (str(manager), NOW)
    assert Place.objects.get(pk=place.pk).city == "Maastricht"
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda place, by: editing.change_texts(
            place=place, texts={"nl": {"summary": "x"}}, by=by, now=NOW, version=1
        ),
        lambda place, by: editing.change_prices(
            place=place, prices=[PriceLine({"nl": "x"})], by=by, now=NOW, version=1
        ),
    ],
)
def test_rows_beside_the_place_are_not_overwritten_either(place, manager, change):
    editing.change_basics(place=place, city="Maastricht", by=manager, now=NOW, version=1)
    with pytest.raises(ChangedMeanwhile):
        change(place, manager)
    assert not PlaceText.objects.exists()
    assert not Price.objects.exists()


def test_own_words_and_photo_stay_as_written(place, manager):
    """A01, for "Villa Vonk"."""
    words = "Bij ons staat de koffie klaar.\n\nمرحبا بالجميع 🌻 – \u202eomgekeerd\u202c <b>niet vet</b>"
    editing.change_basics(place=place, name="Villa Vonk", by=manager, now=NOW)
    editing.change_texts(place=place, texts={"nl": {"character": words}}, by=manager, now=NOW)
    text = PlaceText.objects.get(place=place)
    assert (text.language, text.character) == ("nl", words)


def test_a_language_without_words_disappears(place, manager):
    editing.change_texts(
        place=place, texts={"nl": {"summary": "Welkom"}, "ar": {"summary": "مرحبا"}}, by=manager, now=NOW
    )
    editing.change_texts(place=place, texts={"ar": {"summary": "  "}}, by=manager, now=NOW)
    assert list(PlaceText.objects.values_list("language", "summary")) == [("nl", "Welkom")]
    assert AuditEvent.objects.filter(changes={"summary.ar": ["مرحبا", ""]}).count() == 1


def test_prices_are_replaced_in_order(place, manager):
    editing.change_prices(place=place, prices=[PriceLine({"nl": "Soep"}, 350)], by=manager, now=NOW)
    lines = [
        PriceLine({"nl": "Koffie"}, 0),
        PriceLine({"nl": "Zaal"}, None),
        PriceLine({"nl": "Soep"}, 350, {"nl": "per kom"}),
    ]
    editing.change_prices(place=place, prices=lines, by=manager, now=NOW)
    rows = [(row.what["nl"], row.amount_cents, row.per) for row in Price.objects.filter(place=place)]
    assert rows == [("Koffie", 0, {}), ("Zaal", None, {}), ("Soep", 350, {"nl": "per kom"})]


def test_confirming_changes_the_day_and_nothing_else(place, manager):
    place.access_facts.create(key="step_free", value=True, checked_on="2024-01-01", checked_by=CheckedBy.HOST)
    place.access_facts.create(key="lift", value=None)
    editing.confirm_facts_still_true(place=place, by=manager, now=NOW)
    place.refresh_from_db()
    assert (place.checked_on, place.checked_by) == (TODAY, CheckedBy.MANAGER)
    assert list(place.access_facts.values_list("key", "checked_on")) == [("lift", None), ("step_free", TODAY)]


def test_publishing_needs_no_more_than_a_name(place, manager):
    """A09: not finished is a valid state."""
    Place.objects.filter(pk=place.pk).update(status=PlaceStatus.DRAFT)
    place.refresh_from_db()
    publishing.publish_place(place=place, by=manager, now=NOW)
    place.refresh_from_db()
    assert (place.status, place.published_at) == (PlaceStatus.PUBLISHED, NOW)


def test_archiving_keeps_everything_and_can_be_undone(place, manager):
    publishing.archive_place(place=place, by=manager, now=NOW)
    assert Place.objects.get(pk=place.pk).status == PlaceStatus.ARCHIVED
    publishing.restore_place(place=place, by=manager, now=NOW)
    assert Place.objects.get(pk=place.pk).status == PlaceStatus.DRAFT
    assert AuditEvent.objects.filter(verb__in=["place.archived", "place.restored"]).count() == 2
