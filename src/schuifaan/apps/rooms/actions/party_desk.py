"""What the people of a place do with a party: send it its own link, and put two that are one together."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.rooms.actions.keeping import hold_place, in_turn
from schuifaan.apps.rooms.actions.writing import address, language_of, write
from schuifaan.apps.rooms.enums import PartyKind
from schuifaan.apps.rooms.models import Agreement, Booking, Invoice, KeyLoan, Party, SeasonWish, Waiting
from schuifaan.apps.rooms.wording_letters import Block, Section, Words

# Whatever points at a party.
THEIRS: Final[tuple[type[Model], ...]] = (Agreement, Booking, Invoice, KeyLoan, SeasonWish, Waiting)
FILLED_IN: Final = (
    "contact_name", "email", "phone", "lives_here", "legal_name", "address", "postcode", "town", "trade_number",
    "oin", "buyer_reference", "storage", "user",
)  # fmt: skip


class NoAddress(PlaceError):  # noqa: N818 - it says what happened
    """There is nowhere to send it."""

    def __init__(self) -> None:
        super().__init__(_("Vul eerst een e-mailadres in. Of geef de link zelf."), field="email")


class SameParty(PlaceError):  # noqa: N818 - it says what happened
    """One cannot be put together with itself, nor with one of another place."""

    def __init__(self) -> None:
        super().__init__(_("Kies een andere huurder van deze plek."), field="other")


def send_link(*, party: Party, by: User, now: datetime) -> None:
    """At most once a minute: pressed twice, one letter goes."""
    require(by, "rooms.let_rooms", party.place)
    if not party.email:
        raise NoAddress

    def work() -> None:
        key = f"link:{party.pk}:{party.token[:8]}:{now:%Y%m%d%H%M}"
        with translation.override(language_of(party)):
            words = _link_letter(party)
            letter = write(key=key, place=party.place, to=party.email, words=words, now=now)
        if letter is not None:
            _note("party.link_sent", party, by=by, now=now)

    in_turn(work)


def merge_parties(*, keep: Party, other: Party, by: User, now: datetime) -> Party:
    """All that was of `other` is of `keep`; what `keep` does not say, `other` may. The link of `other` goes."""
    require(by, "rooms.let_rooms", keep.place)
    if keep.pk == other.pk or keep.place_id != other.place_id:
        raise SameParty

    def work() -> Party:
        hold_place(keep.place)
        gone = Party.objects.filter(pk=other.pk).first()
        current = Party.objects.get(pk=keep.pk)
        if gone is None:
            return current
        for model in THEIRS:
            model._default_manager.filter(party=gone).update(party=current)  # noqa: SLF001 - Django's own name
        for name in FILLED_IN:
            if getattr(current, name) in ("", None):
                setattr(current, name, getattr(gone, name))
        current.is_known = current.is_known or gone.is_known
        gone.delete()
        current.save()
        _note("party.merged", current, by=by, now=now)
        return current

    return in_turn(work)


# -- How ------------------------------------------------------------------------------------------


def _link_letter(party: Party) -> Words:
    place = party.place.name
    return Words(
        subject=_("Jullie reserveringen bij %(place)s") % {"place": place},
        greeting=_("Hallo %(name)s,") % {"name": party.contact_name or party.name},
        opening=(
            _("Met deze link zie je de reserveringen van %(party)s. Je kunt er ook veranderen en annuleren.")
            % {"party": party.name},
        ),
        sections=(Section(_("Jullie eigen pagina"), (Block(url=address("rooms:party", party.token)),)),),
        closing=(
            _("Wie deze link heeft, kan hetzelfde als jij. Bewaar hem dus goed."),
            _("Groet van %(place)s") % {"place": place},
        ),
    )


def _note(verb: str, party: Party, *, by: User, now: datetime) -> None:
    """A resident's name is a person's."""
    subject = "" if party.kind == PartyKind.RESIDENT else party.name
    record(verb=verb, scope=party.place.audit_scope, by=by, now=now, subject=subject)
