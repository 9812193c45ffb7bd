"""The database itself refuses to leave somebody without an answer under a final text."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from schuifaan.apps.voice.models import DocumentVersion, Point
from schuifaan.apps.voice.nothing_unanswered import RULE, TRIGGERS
from tests.factories import NOW, make_municipality
from tests.factories.voice import make_point, make_round, make_version

pytestmark = pytest.mark.django_db

ANSWERED = {"response": "Dat doen we.", "outcome": "adopted", "answered_at": NOW}
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'")


@pytest.fixture
def of(db):
    return make_round(municipality=make_municipality())


def refused(work):
    try:
        with transaction.atomic():
            work()
    except IntegrityError as error:
        return str(error).split(":")[0]
    return ""


def test_version_with_an_open_point_cannot_be_final(of):
    version = make_version(of)
    point = make_point(of)
    final = DocumentVersion.objects.filter(pk=version.pk)
    assert refused(lambda: final.update(final_at=NOW)) == "unanswered"
    assert refused(lambda: make_version(of, 2, final_at=NOW)) == "unanswered"
    Point.objects.filter(pk=point.pk).update(**ANSWERED)
    assert refused(lambda: final.update(final_at=NOW)) == ""


def test_point_on_a_final_version_cannot_be_open(of):
    make_version(of, final_at=NOW)
    assert refused(lambda: make_point(of)) == "final"
    point = make_point(of, **ANSWERED)
    again = {"response": "", "outcome": "", "answered_at": None}
    assert refused(lambda: Point.objects.filter(pk=point.pk).update(**again)) == "final"
    make_version(of, 2)
    assert refused(lambda: make_point(of, 2)) == ""


def test_earlier_final_version_may_be_renamed_while_a_newer_one_is_open(of):
    version = make_version(of, final_at=NOW)
    make_version(of, 2)
    make_point(of)
    version.label = "De eerste"
    assert refused(version.save) == ""


def test_round_of_somebody_else_does_not_stand_in_the_way(of):
    make_point(make_round(municipality=make_municipality()))
    assert refused(lambda: make_version(of, final_at=NOW)) == ""


def test_round_with_everything_in_it_can_go(of):
    make_version(of, final_at=NOW)
    make_version(of, 2)
    make_point(of, about=of.versions.first())
    of.delete()
    assert not Point.objects.exists()


@sqlite_only
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Point, DocumentVersion])
def test_a_later_migration_can_alter_these_tables(model):
    def triggers():
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'voice_%'")
            return {row[0] for row in cursor.fetchall()}

    assert triggers() == set(TRIGGERS)
    RULE.make_way(using="default", plan=["something"])
    assert triggers() == set()
    with connection.schema_editor() as editor:
        field = models.CharField(max_length=9, default="", null=True)
        field.set_attributes_from_name("extra")
        editor.add_field(model, field)
        editor.remove_field(model, field)
    call_command("migrate", verbosity=0)
    assert triggers() == set(TRIGGERS)
