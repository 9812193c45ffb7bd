"""What every view of the desk begins with: which place, and may this person be here."""

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.queries.desk import find_place

__all__ = ["me", "of_place"]

of_place = guard(find_place, by="slug")
