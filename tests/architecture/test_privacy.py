"""No personal field without a declared purpose, ground and retention."""

from datetime import date

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import models

from schuifaan.apps.people.models import User
from schuifaan.apps.people.privacy_register import Blank, Declaration, Person, declarations, declared_fields

# A word in a field's name that makes it a person's, unless said otherwise below.
TELLING = ("name", "email", "phone", "photo", "person", "actor", "birth", "address", "user", "credit")

NOT_PERSONAL = {
    "agenda.Activity.picture": "a picture of what people do; who is on it has said yes to the organiser",
    "agenda.Activity.sign_up_phone": "the number of the place or its organiser, on the page for everybody",
    "agenda.Calendar.name": "what a calendar is called",
    "agenda.Pause.name": "the name of a holiday",
    "agenda.Spot.name": "the name of a bench, a square or a van",
    "dossiers.Dossier.variant_name": "the name of a variant of a plan",
    "dossiers.DossierPhoto.name_on_disk": "a name made by chance",
    "dossiers.FundProposal.name": "the name of a fund",
    "geography.Municipality.name": "the name of an area",
    "geography.District.name": "the name of an area",
    "geography.Neighbourhood.name": "the name of an area",
    "people.Organisation.name": "the name of an organisation",
    "people.User.is_superuser": "a right, shown nowhere",
    "places.Photo.image": "a picture of the place; faces stand with the team",
    "places.Place.name": "the name of a place",
    "places.TierName.name": "a municipality's word for a size",
    "places.ColumnMapping.name": "the name of a saved column mapping",
    "rooms.Equipment.name": "the name of a thing",
    "rooms.RateCard.name": "the name of a list of rates",
    "rooms.Room.name": "the name of a room",
    "rooms.Room.picture": "a picture of a room without people",
    "rooms.Season.name": "the name of a season",
    "voice.Matter.about_person": "whether it is about somebody, not about whom",
    "voice.OwnTheme.name": "the name of a theme",
}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("schuifaan.")]


def looks_personal(field: models.Field) -> bool:
    if isinstance(field, models.EmailField | models.ImageField | models.GenericIPAddressField):
        return True
    if field.is_relation:
        return field.related_model is User
    textual = isinstance(field, models.CharField | models.TextField) and not isinstance(
        field, models.URLField
    )
    return textual and any(word in TELLING for word in field.name.split("_"))


def personal_fields(found: list[type[models.Model]]) -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in found
        for field in model._meta.concrete_fields
        if looks_personal(field)
    }


def declared() -> set[str]:
    return {f"{model._meta.label}.{name}" for model, name in declared_fields()}


def test_every_personal_field_is_declared():
    assert personal_fields(our_models()) - declared() - set(NOT_PERSONAL) == set()


def test_scanner_sees_a_personal_field():
    class Visit(models.Model):  # noqa: DJ008
        visitor_name = models.CharField(max_length=9)
        mail = models.EmailField()
        host = models.ForeignKey(User, models.CASCADE, related_name="+")
        lines = models.IntegerField()

        class Meta:
            apps = Apps()
            app_label = "people"

    assert personal_fields([Visit]) == {"people.Visit.visitor_name", "people.Visit.mail", "people.Visit.host"}


def test_no_reason_outlives_its_field():
    existing = {
        f"{model._meta.label}.{field.name}" for model in our_models() for field in model._meta.concrete_fields
    }
    assert set(NOT_PERSONAL) - existing == set()


@pytest.mark.parametrize(
    "declaration", declarations(), ids=lambda found: f"{found.model._meta.label} {found.fields[0]}"
)
def test_declaration_names_fields_that_exist(declaration: Declaration):
    names = {field.name for field in declaration.model._meta.concrete_fields}
    assert set(declaration.fields) - names == set()
    assert "" not in {str(declaration.label), str(declaration.purpose), str(declaration.retention.words)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "declaration", declarations(), ids=lambda found: f"{found.model._meta.label} {found.fields[0]}"
)
def test_declaration_finds_its_rows(declaration: Declaration):
    """The questions it asks the database are answered, about somebody with and without an account."""
    user = User.objects.create_user("iemand@example.org")
    found = [declaration.retention.due(date(2028, 1, 2))] if declaration.retention.due else []
    if declaration.erase.rows_of:
        found += [declaration.erase.rows_of(Person("iemand@example.org", who)) for who in (user, None)]
    for rows in found:
        assert rows.model is declaration.model
        list(rows[:1])


def test_declaration_blanks_only_fields_that_exist():
    for declaration in declarations():
        names = {field.name for field in declaration.model._meta.concrete_fields}
        for then in (declaration.retention.then, declaration.erase.then):
            if isinstance(then, Blank):
                assert set(then.values) - names == set()
