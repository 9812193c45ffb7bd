"""An organisation's own knowledge: one item, a whole file, and its role per type of place."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from pydantic import ValidationError

from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.models import OwnItem, RolePolicy
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.enums import PlaceType
from schuifaan.core.method.knowledge import Item, OwnKnowledge, read_own
from schuifaan.core.method.knowledge.collection import OWN_KINDS
from schuifaan.core.method.knowledge.loading import own_misfits

# More would make every page of every dossier slow; a handbook of one's own is another matter.
MOST_OWN_ITEMS = 300
_LONGEST_WORD = 40


class OwnItemRefused(DossierError):  # noqa: N818 - it says what happened
    """The item does not have the shape of its kind, or names what does not exist."""


def require_own_handbook(by: User, organisation: Organisation) -> None:
    if not by.has_perm("dossiers.change_own_handbook", organisation):
        raise PermissionDenied(_("Dit kan alleen iemand die bij deze organisatie hoort."))


@transaction.atomic
def save_own_item(
    *,
    organisation: Organisation,
    kind: str,
    content: Mapping[str, Any],
    by: User,
    now: datetime,
    item: OwnItem | None = None,
) -> OwnItem:
    """Add an item, or give `item` other content. Its id, source and status are made here, never given."""
    require_own_handbook(by, organisation)
    if item is not None and (item.organisation_id != organisation.pk or item.kind != kind):
        raise OwnItemRefused(_("Dit hoort ergens anders bij."))
    _lock(organisation)
    if item is None:
        item = OwnItem(
            organisation=organisation, kind=kind, key=_new_key(organisation, kind, content), created_by=by
        )
        _refuse_too_many(organisation, adding=1)
    data = {
        **content,
        "id": item.key,
        "status": "own",
        "source": [{"document": "own", "heading": organisation.name}],
    }
    item.data = _checked(kind, data)
    item.changed_at = now
    item.save()
    _note("handbook.own_item_saved", organisation, by=by, now=now, subject=item.key)
    return item


@transaction.atomic
def remove_own_item(*, item: OwnItem, by: User, now: datetime) -> None:
    require_own_handbook(by, item.organisation)
    _note("handbook.own_item_removed", item.organisation, by=by, now=now, subject=item.key)
    item.delete()


@transaction.atomic
def import_own_items(
    *, organisation: Organisation, content: bytes, filename: str, by: User, now: datetime
) -> int:
    """Take over a file, all of it or nothing; an item with a known id gets its new content. How many it were.

    KnowledgeRefused says what is wrong with the file, line by line.
    """
    require_own_handbook(by, organisation)
    own = read_own(content, file=filename, shipped=shipped(), whose=organisation.name)
    _lock(organisation)
    there = {item.key: item for item in OwnItem.objects.filter(organisation=organisation)}
    items = list(_items_of(own))
    _refuse_too_many(organisation, adding=sum(one.id not in there for _kind, one in items))
    for kind, one in items:
        item = there.get(one.id) or OwnItem(organisation=organisation, key=one.id, created_by=by)
        item.kind, item.data, item.changed_at = kind, one.model_dump(mode="json", exclude_none=True), now
        item.save()
    subject = _("%(number)d uit %(file)s") % {"number": len(items), "file": filename[:100]}
    _note("handbook.own_items_imported", organisation, by=by, now=now, subject=subject)
    return len(items)


@transaction.atomic
def set_role_policies(
    *, organisation: Organisation, texts: Mapping[str, str], by: User, now: datetime
) -> bool:
    """What the organisation does itself per type of place; empty takes it away. False when nothing changed."""
    require_own_handbook(by, organisation)
    _lock(organisation)
    there = {one.place_type: one for one in RolePolicy.objects.filter(organisation=organisation)}
    changes: dict[str, list[str]] = {}
    for place_type in PlaceType.values:
        if place_type not in texts:
            continue
        text, policy = " ".join(texts[place_type].split()), there.get(place_type)
        before = policy.text if policy else ""
        if text == before:
            continue
        changes[place_type] = [before, text]
        if policy is not None and not text:
            policy.delete()
        else:
            policy = policy or RolePolicy(organisation=organisation, place_type=place_type)
            policy.text, policy.changed_at = text, now
            policy.save()
    if changes:
        _note("handbook.role_policy_saved", organisation, by=by, now=now, changes=changes)
    return bool(changes)


def _items_of(own: OwnKnowledge) -> Iterator[tuple[str, Item]]:
    for kind in OWN_KINDS:
        yield from ((kind, one) for one in getattr(own, kind))


def _checked(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    try:
        own = OwnKnowledge.model_validate({kind: [data]})
    except ValidationError as refused:
        first = refused.errors()[0]
        raise OwnItemRefused(f"{'.'.join(map(str, first['loc'][2:]))}: {first['msg']}") from None
    misfit = next(own_misfits(own, shipped()), None)
    if misfit is not None:
        raise OwnItemRefused(misfit[1])
    (_kind, item), *_rest = _items_of(own)
    return item.model_dump(mode="json", exclude_none=True)


def _new_key(organisation: Organisation, kind: str, content: Mapping[str, Any]) -> str:
    """`own.ingredients.tuin`: after its own words, with a number when that is taken."""
    said = content.get("name") or content.get("text") or ""
    dutch = said.get("nl", "") if isinstance(said, Mapping) else str(said)
    word = slugify(dutch).replace("-", "_")[:_LONGEST_WORD].strip("_") or "regel"
    taken = set(OwnItem.objects.filter(organisation=organisation).values_list("key", flat=True))
    key, number = f"own.{kind}.{word}", 2
    while key in taken:
        key, number = f"own.{kind}.{word}_{number}", number + 1
    return key


def _refuse_too_many(organisation: Organisation, *, adding: int) -> None:
    if OwnItem.objects.filter(organisation=organisation).count() + adding > MOST_OWN_ITEMS:
        raise OwnItemRefused(
            _("Er passen hier niet meer dan %(most)d eigen regels. Haal eerst iets weg.")
            % {"most": MOST_OWN_ITEMS}
        )


def _lock(organisation: Organisation) -> None:
    """Colleagues at once: the second waits, and then sees what the first wrote."""
    Organisation.objects.select_for_update(of=("self",)).only("pk").get(pk=organisation.pk)


def _note(
    verb: str,
    organisation: Organisation,
    *,
    by: User,
    now: datetime,
    subject: str = "",
    changes: dict[str, list[str]] | None = None,
) -> None:
    record(
        verb=verb,
        scope=organisation.audit_scope,
        by=by,
        now=now,
        subject=subject or organisation.name,
        changes=changes,
    )
