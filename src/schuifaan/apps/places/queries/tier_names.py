"""What a municipality calls its small and large places."""

from django.db.models import QuerySet

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceTier
from schuifaan.apps.places.models import TierName
from schuifaan.apps.places.naming import tier_name
from schuifaan.apps.places.rules import municipality_codes_of


def municipality_with(code: str) -> Municipality | None:
    return Municipality.objects.defer("outline_wkb").filter(code=code).first()


def municipalities_to_name(user: User) -> QuerySet[Municipality]:
    """Those this user is an officer of; an administrator finds the others by their address."""
    return (
        Municipality.objects.only("code", "name")
        .filter(code__in=municipality_codes_of(user))
        .order_by("name")
    )


def tier_words(municipality_code: str | None, language: str) -> dict[str, str]:
    """What each tier is called there, in this language: the municipality's word, or else ours. One query."""
    names = TierName.objects.filter(municipality_id=municipality_code)
    own = {(name.municipality_id, name.tier, name.language): name.name for name in names}
    return {tier.value: tier_name(own, municipality_code, tier.value, language) for tier in PlaceTier}


def own_tier_names(municipality: Municipality) -> dict[tuple[str, str], str]:
    """(tier, language) → the municipality's own word."""
    names = TierName.objects.filter(municipality=municipality)
    return {(name.tier, name.language): name.name for name in names}
