"""The parties of a place, for its own people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models import KeyLoan, Party

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class PartiesPage:
    """`next_after` is the party to go on after."""

    parties: Sequence[Party]
    next_after: int | None


def parties_page(place: Place, *, words: str = "", after: int | None = None) -> PartiesPage:
    """By name; two queries however many."""
    rows = _found(place, words)
    last = Party.objects.filter(place=place, pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    return PartiesPage(shown, shown[-1].pk if len(found) > PAGE else None)


def party_at(place: Place, pk: int) -> Party | None:
    return Party.objects.select_related("place").filter(place=place, pk=pk).first()


def same_as(party: Party) -> list[Party]:
    """Likely the same group, written down twice: the same name or the same address."""
    alike = Q(name__iexact=party.name.strip())
    if party.email:
        alike |= Q(email__iexact=party.email)
    found = Party.objects.filter(alike, place=party.place_id).exclude(pk=party.pk)
    return list(found.annotate(number=Count("bookings")).order_by("name", "pk")[:10])


def keys_of(party: Party) -> list[KeyLoan]:
    loans = KeyLoan.objects.filter(party=party, in_at__isnull=True)
    return list(loans.select_related("key_set").order_by("key_set__number"))


def _found(place: Place, words: str) -> QuerySet[Party]:
    rows = Party.objects.filter(place=place).order_by("name", "pk")
    if words:
        rows = rows.filter(
            Q(name__icontains=words) | Q(contact_name__icontains=words) | Q(email__icontains=words)
        )
    return rows
