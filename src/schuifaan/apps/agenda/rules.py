"""Who may do what with a place's agenda. What no rule allows, nobody may."""

import rules

from schuifaan.apps.people.rules import is_administrator
from schuifaan.apps.places.rules import changes_place, works_at_place

rules.add_perm("agenda.change_agenda", changes_place)
# Hosts see who comes, note who calls, and can say that today does not go on.
rules.add_perm("agenda.run_agenda", works_at_place)
rules.add_perm("agenda.enter_school_holidays", is_administrator)
