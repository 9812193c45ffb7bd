"""Support staff mends places; the trail and the version know of it."""

import pytest
from django.urls import reverse

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.models import Place


@pytest.fixture
def support(client, administrator):
    client.force_login(administrator)
    return client


def test_list_and_search(support, place):
    page = support.get(reverse("admin:places_place_changelist"), {"q": "Atrium"})
    assert page.context["cl"].result_count == 1


def test_saving_raises_the_version_and_is_told(support, place, administrator):
    address = reverse("admin:places_place_change", args=[place.pk])
    form = support.get(address).context["adminform"].form
    sent = {
        name: "" if value is None else value for name, value in form.initial.items() if name in form.fields
    }
    sent |= {"languages": "[]", "focus": "[]", "city": "Maastricht"}
    for inline in support.get(address).context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    response = support.post(address, sent)
    assert response.status_code == 302, response.context["errors"]
    place.refresh_from_db()
    assert (place.city, place.version) == ("Maastricht", 2)
    event = AuditEvent.objects.get(verb="place.support_changed")
    assert (event.actor, event.changes) == (administrator, {"city": ["", "Maastricht"]})


def test_deleting_is_told(support, place):
    support.post(reverse("admin:places_place_delete", args=[place.pk]), {"post": "yes"})
    assert not Place.objects.filter(pk=place.pk).exists()
    assert AuditEvent.objects.get(verb="place.support_deleted").subject == "’t Atrium"
