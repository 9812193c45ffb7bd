"""What every request gets, whatever it asks."""

import pytest
from django.conf import settings
from django.test import Client, override_settings


@pytest.mark.django_db
def test_unknown_host_is_refused_with_a_page(client: Client) -> None:
    with override_settings(ALLOWED_HOSTS=["plek.example"]):
        response = client.get("/", headers={"host": "elders.example"})
    assert response.status_code == 400


@pytest.mark.django_db
def test_answers_carry_a_request_id_and_a_strict_policy(client: Client) -> None:
    response = client.get("/")
    assert response["X-Request-ID"]
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'self'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_alive_without_a_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_when_the_database_has_every_migration(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()["migrations_waiting"]) == (200, 0)


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client: Client) -> None:
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415 - needs the apps to be ready

    MigrationRecorder.Migration.objects.filter(app="places", name="0001_initial").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (503, "unavailable")


def test_static_files_of_the_product_need_no_other_host() -> None:
    assert settings.STATIC_URL == "/static/"
