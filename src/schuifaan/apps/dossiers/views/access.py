"""What every view of a dossier, or of the handbook of an organisation, begins with: which one, and who may."""

from schuifaan.apps.dossiers.queries.finding import find_dossier
from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.people.queries import organisation_by_slug

__all__ = ["me", "of_dossier", "of_organisation"]

of_dossier = guard(find_dossier, by="key")
of_organisation = guard(organisation_by_slug, by="slug")
