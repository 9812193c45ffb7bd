"""What happens to dossiers when somebody joins by invitation or leaves altogether."""

import pytest
from django.core.files.base import ContentFile

from schuifaan.apps.dossiers.models import DossierPhoto
from schuifaan.apps.people.models import User
from schuifaan.apps.people.signals import account_erasure_asked
from tests.factories import NOW, TODAY
from tests.factories.dossiers import make_dossier, make_member

pytestmark = pytest.mark.django_db


def _asked(user: User) -> list[str]:
    """What is said about dossiers; places say theirs."""
    answers = account_erasure_asked.send(sender=User, user=user, today=TODAY)
    return [line for _receiver, lines in answers for line in lines if "dossier" in line]


def test_the_only_owner_is_told_what_would_be_left_alone(stranger: User) -> None:
    make_dossier(stranger, title="Buurtkamer Malberg")
    assert _asked(stranger) == ["Dan is er niemand meer van wie het dossier Buurtkamer Malberg is."]


def test_a_second_owner_keeps_it(stranger: User, manager: User) -> None:
    make_member(make_dossier(stranger), manager, "owner")
    assert _asked(stranger) == []


@pytest.mark.django_db(transaction=True)
def test_photos_go_with_their_dossier(manager: User) -> None:
    dossier = make_dossier(manager)
    photo = DossierPhoto(dossier=dossier, name_on_disk="tafel", alternative_text="Een tafel", added_at=NOW)
    photo.image.save("tafel.jpg", ContentFile(b"beeld"))
    storage, name = photo.image.storage, photo.image.name
    assert storage.exists(name)
    dossier.delete()
    assert not storage.exists(name)
