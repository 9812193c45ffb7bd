"""Rows S04 and T07 of the feature table: what reaches the municipality, and where people miss a place."""

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.voice.actions.answering import answer
from schuifaan.apps.voice.actions.handling import look_at
from schuifaan.apps.voice.actions.publishing import publish
from schuifaan.apps.voice.actions.saying import say
from schuifaan.apps.voice.models import Signal
from tests.apps.pages import html, words_of
from tests.factories import (
    NOW,
    make_membership,
    make_municipality,
    make_neighbourhood,
    make_organisation,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_named_contact")]
MISSED = (("Hazendans", "BU09350208"), ("Randwyck", "BU09350600"), ("Wyckerpoort", "BU09350400"))


@pytest.fixture
def town() -> Municipality:
    return make_municipality()


@pytest.fixture
def _named_contact(client: Client, town: Municipality) -> None:
    """Whoever reads for the municipality signs in."""
    user = make_user("ambtenaar@example.org", name="An de Wit")
    office = make_organisation("gemeente", name="Gemeente", kind="municipality", municipality_code=town.pk)
    make_membership(user, office, "municipal_officer")
    client.force_login(user)


def told(town: Municipality, kind: str, text: str, **fields: object) -> Signal:
    return say(
        to="municipality", municipality=town, kind=kind, text=text, contact_by="email",
        contact="mia@example.org", now=NOW, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def test_s04_a_signal_reaches_a_named_contact_as_text_and_topic_without_who_said_it(
    client: Client, town: Municipality
) -> None:
    signal = told(
        town, "rule", "Elk jaar hetzelfde formulier voor de barbecue.", policy="vergunning barbecue"
    )
    page = client.get(reverse("voice:city_matter", args=[town.pk, signal.matter_id])).content.decode()
    assert "Elk jaar hetzelfde formulier voor de barbecue." in page
    assert "vergunning barbecue" in page
    assert ("mia@example.org" in page, signal.code in page, signal.token in page) == (False, False, False)
    # Who said it sees how it stands.
    own = reverse("voice:signal", args=[signal.token])
    assert "bekeken" not in Client().get(own).context["page"].matter.get_state_display()
    officer = client.get("/beheer/").wsgi_request.user
    look_at(matter=signal.matter, by=officer, now=NOW)
    assert Client().get(own).context["page"].matter.get_state_display() == "bekeken"


def test_t07_hazendans_randwyck_and_wyckerpoort_stand_as_wishes_with_their_status(
    client: Client, town: Municipality
) -> None:
    signals = [
        told(town, "new_place", f"In {name} mis ik een plek.", neighbourhood=make_neighbourhood(code, name))
        for name, code in MISSED
    ]
    officer = client.get("/beheer/").wsgi_request.user
    look_at(matter=signals[1].matter, by=officer, now=NOW)
    answer(matter=signals[2].matter, outcome="carrying_out", text="We zoeken mee.", by=officer, now=NOW)
    rows = client.get(reverse("voice:city_new_places", args=[town.pk])).context["rows"]
    assert [
        (
            row.matter.neighbourhood.name,
            row.matter.get_state_display(),
            [one.outcome for one in row.matter.answers.all()],
        )
        for row in rows
    ] == [
        ("Hazendans", "ontvangen", []),
        ("Randwyck", "bekeken", []),
        ("Wyckerpoort", "beantwoord", ["carrying_out"]),
    ]

    # Everybody reads what became of one once the municipality has put it on its page.
    publish(
        matter=signals[2].matter, said="In Wyckerpoort missen mensen een plek.", done="We zoeken mee.", by=officer,
        now=NOW,
    )  # fmt: skip
    public = words_of(html(Client(), reverse("voice:said_municipality", args=[town.pk])))
    shown = "Wordt uitgevoerd Dit is gezegd In Wyckerpoort missen mensen een plek. Dit gebeurt ermee We zoeken mee."
    assert shown in public
    assert ("Hazendans" in public, "Randwyck" in public) == (False, False)
