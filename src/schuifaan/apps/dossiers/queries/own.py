"""What an organisation added to the handbook, and what it does itself per type of place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from schuifaan.apps.dossiers.enums import OwnKind
from schuifaan.apps.dossiers.models import OwnItem, RolePolicy
from schuifaan.apps.people.models import Organisation


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An own item in a list."""

    pk: int
    kind: str
    kind_label: str
    name: str
    # Trees are drawn up in a file; a form would be no help.
    may_edit: bool


def own_items_of(organisation: Organisation) -> list[OwnLine]:
    """Everything of one organisation, kind by kind in the order of the handbook."""
    order = {kind: number for number, kind in enumerate(OwnKind.values)}
    items = sorted(
        OwnItem.objects.filter(organisation=organisation),
        key=lambda item: (order.get(item.kind, 99), item.pk),
    )
    return [
        OwnLine(item.pk, item.kind, str(item.get_kind_display()), _name_of(item), item.kind != OwnKind.TREES)
        for item in items
    ]


def own_item_at(organisation: Organisation, pk: int) -> OwnItem | None:
    return OwnItem.objects.filter(organisation=organisation, pk=pk).first()


def _name_of(item: OwnItem) -> str:
    said: Any = item.data.get("name") or item.data.get("text") or item.key
    return said.get("nl", item.key) if isinstance(said, dict) else str(said)


def own_file(organisation: Organisation) -> str:
    """All own items as the YAML file they can be read from again."""
    return _as_yaml(OwnItem.objects.filter(organisation=organisation).order_by("kind", "key"))


def _as_yaml(items: Iterable[OwnItem]) -> str:
    kinds: dict[str, list[Any]] = {}
    for item in items:
        kinds.setdefault(item.kind, []).append({"id": item.key, **item.data})
    return yaml.safe_dump(kinds, allow_unicode=True, sort_keys=False, width=100)


def role_policies_of(organisation: Organisation) -> dict[str, str]:
    """Type of place → what this organisation does there itself."""
    policies = RolePolicy.objects.filter(organisation=organisation)
    return {policy.place_type: policy.text for policy in policies}
