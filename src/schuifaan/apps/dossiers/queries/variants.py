"""The variants of a dossier, and the versions that were kept of it."""

from schuifaan.apps.dossiers.models import Dossier, Version
from schuifaan.apps.people.models import User

MOST_VARIANTS = 50


def family_of(dossier: Dossier, user: User) -> tuple[Dossier, ...]:
    """The first and its variants, oldest first, as far as this person may open them; one query."""
    first = dossier.variant_of_id or dossier.pk
    found = Dossier.objects.select_related("organisation", "variant_of")
    family = found.filter(pk=first) | found.filter(variant_of_id=first)
    shown = family.order_by("pk")[:MOST_VARIANTS]
    return tuple(one for one in shown if user.has_perm("dossiers.view_dossier", one))


def versions_of(dossier: Dossier) -> tuple[Version, ...]:
    return tuple(dossier.versions.select_related("made_by").defer("answers").order_by("-number")[:100])


def version_at(dossier: Dossier, number: int) -> Version | None:
    return dossier.versions.filter(number=number).first()


def variant_name(dossier: Dossier) -> str:
    """The name of a variant; of the first, that of the dossier itself."""
    return dossier.variant_name or dossier.title
