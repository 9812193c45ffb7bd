"""A municipality's own words for its small and large places; every page follows, no place changes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.enums import OrganisationKind
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.models import TierName


@transaction.atomic
def name_tiers(
    *, municipality: Municipality, names: Mapping[tuple[str, str], str], by: User, now: datetime
) -> bool:
    """Set words per (tier, language); an empty one gives way to ours. False when nothing changed."""
    if not by.has_perm("places.name_tiers", municipality):
        raise NotAllowed(_("Dit kan alleen iemand die voor deze gemeente werkt."))
    # Two officers at once: the second waits here, and then compares with what the first wrote.
    Municipality.objects.select_for_update(of=("self",)).only("code").get(pk=municipality.pk)
    there = {(one.tier, one.language): one for one in TierName.objects.filter(municipality=municipality)}
    changes: dict[str, list[str]] = {}
    for (tier, language), given in names.items():
        one, name = there.get((tier, language)), " ".join(given.split())
        before = one.name if one else ""
        if before == name:
            continue
        changes[f"{tier}.{language}"] = [before, name]
        if one is None:
            TierName.objects.create(municipality=municipality, tier=tier, language=language, name=name)
        elif name:
            one.name = name
            one.save(update_fields=["name"])
        else:
            one.delete()
    if changes:
        record(
            verb="tier_names.changed",
            scope=_scope(municipality),
            by=by,
            now=now,
            subject=municipality.name,
            changes=changes,
        )
    return bool(changes)


def _scope(municipality: Municipality) -> str:
    """The trail of the municipality's own organisation, where those who answer for it read it."""
    own = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, municipality_code=municipality.pk)
    organisation = own.order_by("pk").first()
    return organisation.audit_scope if organisation else f"municipality:{municipality.pk}"
