"""Photos of the room: made anew on arrival, linked to a requirement, never without words."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import DossierError, require, require_open
from schuifaan.apps.dossiers.models import Dossier, DossierPhoto
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.photos import prepared_photo

MOST_PHOTOS = 60


@transaction.atomic
def add_photo(
    *, dossier: Dossier, photo: File[bytes], alternative_text: str, item: str, by: User, now: datetime
) -> DossierPhoto:
    """Add a photo. Only the picture is kept; what someone who cannot see it should know is required.

    Raises NotAPhoto when the file is no picture, DossierError when the words are missing or it is full.
    """
    require(by, "dossiers.change_dossier", dossier)
    require_open(dossier)
    words = alternative_text.strip()
    if not words:
        raise DossierError(
            _("Schrijf op wat er op de foto staat, voor wie hem niet kan zien."), field="alternative_text"
        )
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if dossier.photos.count() >= MOST_PHOTOS:
        raise DossierError(
            _("Er passen hier niet meer dan %(most)d foto’s. Haal er eerst een weg.") % {"most": MOST_PHOTOS}
        )
    added = DossierPhoto(
        dossier=dossier,
        item=item[:80],
        # Nobody should be able to guess where a file stands.
        name_on_disk=secrets.token_hex(16),
        alternative_text=words[:300],
        added_by=by,
        added_at=now,
    )
    added.image = prepared_photo(photo)
    added.save()
    Dossier.objects.filter(pk=dossier.pk).update(changed_at=now)
    return added


@transaction.atomic
def remove_photo(*, photo: DossierPhoto, by: User, now: datetime) -> None:
    """The photo and its file are gone; this cannot be undone."""
    require(by, "dossiers.change_dossier", photo.dossier)
    require_open(photo.dossier)
    Dossier.objects.filter(pk=photo.dossier_id).update(changed_at=now)
    photo.delete()
