"""What every view of a dossier begins with: which one, and may this person be here."""

from schuifaan.apps.dossiers.queries.finding import find_dossier
from schuifaan.apps.people.guard import guard, me

__all__ = ["me", "of_dossier"]

of_dossier = guard(find_dossier, by="key")
