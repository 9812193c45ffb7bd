"""What every view of a dossier, or of the handbook of an organisation, begins with: which one, and who may."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.finding import find_dossier
from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.people.queries import organisation_by_slug

__all__ = ["me", "must_be_open", "of_dossier", "of_organisation"]

of_dossier = guard(find_dossier, by="key")
of_organisation = guard(organisation_by_slug, by="slug")


def must_be_open(dossier: Dossier) -> None:
    if dossier.archived_at is not None:
        raise PermissionDenied(_("Dit dossier is weggezet. Haal het eerst terug."))
