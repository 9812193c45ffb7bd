"""Who may do what with a place's agenda. What no rule allows, nobody may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from schuifaan.apps.people.rules import is_administrator

if TYPE_CHECKING:
    from schuifaan.apps.people.models import User
    from schuifaan.apps.places.models import Place


@rules.predicate
def changes_place(user: User, place: Place | None) -> bool:
    return place is not None and user.has_perm("places.change_place", place)


@rules.predicate
def works_at_place(user: User, place: Place | None) -> bool:
    return place is not None and user.has_perm("places.see_place_desk", place)


rules.add_perm("agenda.change_agenda", changes_place)
# Hosts see who comes, note who calls, and can say that today does not go on.
rules.add_perm("agenda.run_agenda", works_at_place)
rules.add_perm("agenda.enter_school_holidays", is_administrator)
