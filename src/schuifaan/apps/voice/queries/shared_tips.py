"""Tips that places give each other, newest first: no order of better and worse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import OwnTip, SharedTip
from schuifaan.apps.voice.queries.welcome_page import LINES, Values

PAGE: Final = 10
FEW: Final = 3


@dataclass(frozen=True, slots=True)
class TipsPage:
    tips: tuple[SharedTip, ...]
    after: str  # what the next page begins after; "" on the last


def tips_of_others(
    place: Place, element: str, *, after: str = "", most: int = PAGE, leave_out: Iterable[object] = ()
) -> TipsPage:
    """What other places shared with this element; `leave_out`: keys of those that are there already. One query, two on a further page."""
    rows = (
        SharedTip.objects.select_related("place")
        .filter(element=element, taken_back_at__isnull=True)
        .exclude(place=place)
        .exclude(pk__in=[str(key) for key in leave_out if is_key(str(key))])
        .order_by("-shared_at", "-pk")
    )
    last = SharedTip.objects.filter(element=element, pk=int(after)).first() if is_key(after) else None
    if last is not None:
        rows = rows.filter(Q(shared_at__lt=last.shared_at) | Q(shared_at=last.shared_at, pk__lt=last.pk))
    found = list(rows[: most + 1])
    return TipsPage(tuple(found[:most]), str(found[most - 1].pk) if len(found) > most else "")


def borrowable(place: Place, pk: int) -> SharedTip | None:
    """Of another place, and not taken back."""
    shared = SharedTip.objects.select_related("place").filter(pk=pk, taken_back_at__isnull=True)
    return shared.exclude(place=place).first()


def own_shared_tips(place: Place) -> list[SharedTip]:
    return list(SharedTip.objects.filter(place=place, taken_back_at__isnull=True)[:100])


def shared_tip_at(place: Place, pk: int) -> SharedTip | None:
    return SharedTip.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def own_tip_at(place: Place, pk: int) -> OwnTip | None:
    return OwnTip.objects.filter(check_of__place=place, pk=pk).first()


def is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18  # noqa: PLR2004 - what fits in a key


def shared_tip_names(keys: Iterable[object]) -> dict[str, str]:
    """Key → name of the place that shared the tip: "tried at …". One query at most."""
    wanted = {str(key) for key in keys if key and is_key(str(key))}
    if not wanted:
        return {}
    rows = SharedTip.objects.filter(pk__in=wanted).values_list("pk", "place__name")
    return {str(pk): name for pk, name in rows}


def put_on_a_line(shared: SharedTip, values: Values) -> bool:
    """On the first free line of a page; False when both are filled."""
    free = next((line for line in LINES if not values[f"own_{line}"]), None)
    if free is None:
        return False
    values[f"own_{free}"], values[f"own_{free}_from"] = shared.text, str(shared.pk)
    return True
