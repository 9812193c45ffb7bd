"""The database itself refuses two claims on one part: whatever the code above does."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schuifaan.apps.rooms.models import Claim, ClaimPart, Part
from schuifaan.apps.rooms.no_overlap import RULE, TRIGGERS
from tests.factories import NOW
from tests.factories.rooms import at, make_claim, make_room

sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'")


def refused(work):
    try:
        with transaction.atomic():
            work()
    except IntegrityError:
        return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end"),
    [(10, 12), (9, 13), (10.5, 11.5), (9, 10.5), (11.5, 13), (10, 11), (11, 12), (9, 12), (10, 13)],
)
def test_overlapping_rows_are_refused(kitchen, start, end):
    make_claim(kitchen, at(10), at(12))
    assert refused(lambda: make_claim(kitchen, at(start), at(end)))
    assert ClaimPart.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "end"), [(8, 10), (12, 14), (9.75, 10), (12, 12.25)])
def test_back_to_back_is_welcome(kitchen, start, end):
    make_claim(kitchen, at(10), at(12))
    assert not refused(lambda: make_claim(kitchen, at(start), at(end)))


@pytest.mark.django_db
def test_fractions_of_a_second_count(kitchen):
    make_claim(kitchen, at(10), at(12))
    assert refused(lambda: make_claim(kitchen, at(12) - timedelta(microseconds=1), at(13)))
    assert not refused(lambda: make_claim(kitchen, at(12) + timedelta(microseconds=1), at(13)))


@pytest.mark.django_db
def test_moving_a_row_onto_another_is_refused(kitchen):
    make_claim(kitchen, at(10), at(12))
    later = make_claim(kitchen, at(14), at(16))
    claims = Claim.objects.filter(pk=later.pk)
    assert refused(lambda: claims.update(starts_at=at(11), ends_at=at(13)))
    assert refused(lambda: ClaimPart.objects.filter(claim=later).update(starts_at=at(11), ends_at=at(13)))
    assert not refused(lambda: claims.update(starts_at=at(12), ends_at=at(15)))


@pytest.mark.django_db
def test_a_held_part_follows_its_claim_and_never_differs(kitchen):
    claim = make_claim(kitchen, at(10), at(12))
    held = ClaimPart.objects.filter(claim=claim)
    assert refused(lambda: held.update(ends_at=at(13)))
    Claim.objects.filter(pk=claim.pk).update(starts_at=at(8), ends_at=at(9))
    assert held.values_list("starts_at", "ends_at").get() == (at(8), at(9))


@pytest.mark.django_db
def test_a_claim_ends_after_it_starts(kitchen):
    assert refused(lambda: make_claim(kitchen, at(10), at(10)))
    assert refused(lambda: make_claim(kitchen, at(10), at(9)))
    assert not refused(lambda: make_claim(kitchen, at(10), at(11)))


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 60), st.integers(1, 12)), max_size=25))
def test_whatever_comes_no_part_is_held_twice(place, wanted):
    """Taken exactly when a plain look at all earlier ones says it fits."""
    with transaction.atomic():
        rooms = [make_room(place, name) for name in ("A", "B")]
        kept = []
        for room, start, length in wanted:
            fits = all(room != other or start + length <= s or s + n <= start for other, s, n in kept)
            begin = at(6) + timedelta(minutes=15 * start)
            end = begin + timedelta(minutes=15 * length)
            assert refused(lambda: make_claim(rooms[room], begin, end)) is not fits  # noqa: B023
            if fits:
                kept.append((room, start, length))
        assert ClaimPart.objects.count() == len(kept)
        transaction.set_rollback(True)


def thousand_claims(room):
    part = room.room_parts.get().part
    days = [at(10) + timedelta(days=number) for number in range(1000)]
    claims = Claim.objects.bulk_create(
        Claim(room=room, starts_at=day, ends_at=day + timedelta(hours=2), kind="activity", created_at=NOW)
        for day in days
    )
    ClaimPart.objects.bulk_create(
        ClaimPart(claim=claim, part=part, starts_at=claim.starts_at, ends_at=claim.ends_at)
        for claim in claims
    )


@sqlite_only
@pytest.mark.once
@pytest.mark.django_db
def test_the_trigger_looks_at_neighbours_through_the_index(kitchen):
    thousand_claims(kitchen)
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT ends_at FROM rooms_claimpart WHERE part_id = 1 AND starts_at < '2027-01-01'"
            " AND id IS NOT NULL ORDER BY starts_at DESC LIMIT 1"
        )
        plan = [row[3] for row in cursor.fetchall()]
    assert plan == ["SEARCH rooms_claimpart USING INDEX parts_held_in_time (part_id=? AND starts_at<?)"]


@sqlite_only
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_table_made_anew_by_a_migration_is_protected_again(place):
    """Django alters a SQLite table by copying it, and copies no triggers."""
    room = make_room(place)

    def triggers():
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rooms_%'")
            return {row[0] for row in cursor.fetchall()}

    assert triggers() == set(TRIGGERS)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER rooms_no_overlap_insert")
    call_command("migrate", verbosity=0)
    assert triggers() == set(TRIGGERS)
    make_claim(room, at(10), at(12))
    assert refused(lambda: make_claim(room, at(11), at(12)))


@sqlite_only
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Claim, ClaimPart, Part])
def test_a_later_migration_can_alter_these_tables(model, place):
    RULE.make_way(using="default", plan=["something"])
    with connection.schema_editor() as editor:
        field = models.CharField(max_length=9, default="", null=True)
        field.set_attributes_from_name("extra")
        editor.add_field(model, field)
        editor.remove_field(model, field)
    RULE.keep_again(using="default")
    room = make_room(place)
    make_claim(room, at(10), at(12))
    assert refused(lambda: make_claim(room, at(11), at(12)))
