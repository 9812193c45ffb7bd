"""Who may do what with the rooms of a place. What no rule allows, nobody may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from schuifaan.apps.places.rules import is_on_board_of_place

if TYPE_CHECKING:
    from schuifaan.apps.people.models import User
    from schuifaan.apps.places.models import Place


@rules.predicate
def changes_place(user: User, place: Place | None) -> bool:
    return place is not None and user.has_perm("places.change_place", place)


@rules.predicate
def works_at_place(user: User, place: Place | None) -> bool:
    return place is not None and user.has_perm("places.see_place_desk", place)


# What rooms cost and on what terms, yes and no, agreements and invoices.
rules.add_perm("rooms.let_rooms", changes_place)
# Hosts see what is planned, write down who calls, and hand out keys.
rules.add_perm("rooms.run_rooms", works_at_place)
# Going on although a rule speaks against it is for who answers for the place.
rules.add_perm("rooms.overrule", is_on_board_of_place)
