"""Who may do what with the rooms of a place. What no rule allows, nobody may."""

import rules

from schuifaan.apps.places.rules import changes_place, is_on_board_of_place, works_at_place

# What rooms cost and on what terms, yes and no, agreements and invoices.
rules.add_perm("rooms.let_rooms", changes_place)
# Hosts see what is planned, write down who calls, and hand out keys.
rules.add_perm("rooms.run_rooms", works_at_place)
# Going on although a rule speaks against it is for who answers for the place.
rules.add_perm("rooms.overrule", is_on_board_of_place)
