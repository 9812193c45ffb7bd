"""Who may do what with what is said. What no rule allows, nobody may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from schuifaan.apps.people.enums import OrganisationKind
from schuifaan.apps.people.rules import is_administrator
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.rules import (
    belongs_to_place,
    changes_place,
    leads_organisation_of_place,
    municipality_codes_of,
    roles_at_place,
    works_at_place,
    works_for_municipality,
)
from schuifaan.apps.voice.enums import AboutPerson, Desk

if TYPE_CHECKING:
    from schuifaan.apps.people.models import User
    from schuifaan.apps.places.models import Place
    from schuifaan.apps.voice.models import Matter, Round

# They stand behind a place and pay for it: what a team says to itself is not for them.
_STANDING_BEHIND = {OrganisationKind.MUNICIPALITY, OrganisationKind.HOUSING_ASSOCIATION}


@rules.predicate
def leads_own_organisation_of_place(user: User, place: Place | None) -> bool:
    """On the board of the foundation that a place is: that is the place itself."""
    return (
        place is not None
        and bool(leads_organisation_of_place(user, place))
        and place.organisation is not None
        and place.organisation.kind not in _STANDING_BEHIND
    )


@rules.predicate
def handles_matter(user: User, matter: Matter | None) -> bool:
    """At the desk it was sent to; never who it is about."""
    if matter is None or not user.is_authenticated or is_about(user, matter):
        return False
    if matter.to == Desk.MUNICIPALITY:
        if is_about_anybody(matter) and roles_at_place(user, matter.place):
            # On the team as well as an officer: they may be the one.
            return False
        return matter.municipality_id in municipality_codes_of(user)
    if is_about_anybody(matter):
        # Then it is for who answers for the team.
        return may_take_unnamed(user, matter.place)
    return bool(changes_place(user, matter.place))


def may_take_unnamed(user: User, place: Place | None) -> bool:
    """The board, or who leads the organisation. An administrator too: some places have neither."""
    return (
        bool(leads_organisation_of_place(user, place))
        or PlaceRole.BOARD in roles_at_place(user, place)
        or bool(is_administrator(user))
    )


def is_about_anybody(matter: Matter) -> bool:
    """About somebody of the team without saying who: anybody may be meant."""
    return matter.about_person != AboutPerson.NO and matter.about_member_id is None


def is_about(user: User, matter: Matter) -> bool:
    if matter.about_person != AboutPerson.MEMBER or matter.about_member is None:
        return False
    return matter.about_member.user_id == user.pk


@rules.predicate
def leads_round(user: User, round_: Round | None) -> bool:
    if round_ is None:
        return False
    if round_.place_id is not None:
        return bool(changes_place(user, round_.place))
    return bool(works_for_municipality(user, round_.municipality))


@rules.predicate
def round_is_public(user: User, round_: Round | None) -> bool:
    del user
    return round_ is not None and round_.is_public


# The self-check is for the team alone: not for who pays, not for who administers. Ask `sees_welcome` itself:
# Django's `has_perm` says yes to an administrator before any rule is asked.
sees_welcome = belongs_to_place | leads_own_organisation_of_place
rules.add_perm("voice.see_welcome", sees_welcome)
# Polls and goals: made by who runs the place; hosts type over what came in on paper or at the door.
rules.add_perm("voice.ask_wishes", changes_place)
rules.add_perm("voice.note_wishes", works_at_place)
# Hosts note what somebody says at the counter; answering is for who runs the place.
rules.add_perm("voice.note_signals", works_at_place)
rules.add_perm("voice.handle_signals", changes_place)
rules.add_perm("voice.handle_matter", handles_matter)
# For a municipality: what reached it, its rounds, its themes, the same form again and again.
rules.add_perm("voice.hear_municipality", works_for_municipality)
rules.add_perm("voice.note_rules", works_at_place)
rules.add_perm("voice.make_rounds", changes_place)
rules.add_perm("voice.lead_round", leads_round)
rules.add_perm("voice.view_round", round_is_public | leads_round)
rules.add_perm("voice.see_evaluation", works_at_place)
rules.add_perm("voice.evaluate", changes_place)
rules.add_perm("voice.name_care_contacts", changes_place)
