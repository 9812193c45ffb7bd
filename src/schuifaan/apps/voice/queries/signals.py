"""Finding back what somebody said, and what somebody may say something about."""

from __future__ import annotations

from typing import Final

from django.db.models import Prefetch, QuerySet

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.geography.queries import municipalities
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import ContactPerson, Place, TeamMember
from schuifaan.apps.voice.models import CODE_LENGTH, CODE_LETTERS, Answer, Round, Signal
from schuifaan.apps.voice.queries.readers import hearing_codes, municipality_hears, running, who_reads

__all__ = [
    "ANSWER_DAYS",
    "MOST_MUNICIPALITIES",
    "hearing_municipalities",
    "municipality_hears",
    "municipality_to_tell",
    "place_to_tell",
    "plain_code",
    "public_words",
    "round_to_react_to",
    "shown_team",
    "signal_with_code",
    "signal_with_token",
    "strange_letters",
    "who_reads",
]

# Within so many days there is an answer: said on the form, and the term of the matter.
ANSWER_DAYS: Final = 14
MOST_MUNICIPALITIES: Final = 60


def signal_with_code(code: str) -> Signal | None:
    """However it was typed over: capitals, spaces and hyphens make no difference."""
    plain = plain_code(code)
    if len(plain) != CODE_LENGTH or strange_letters(code):
        return None
    return _whole().filter(code=plain).first()


def signal_with_token(token: str) -> Signal | None:
    return _whole().filter(token=token).first()


def plain_code(code: str) -> str:
    """Without what people put between the letters."""
    return "".join(char for char in code.upper() if char.isalnum())


def strange_letters(code: str) -> list[str]:
    """Letters and figures that no code has; each once, as typed first."""
    return list(dict.fromkeys(char for char in plain_code(code) if char not in CODE_LETTERS))


def _whole() -> QuerySet[Signal]:
    """With all that its page shows."""
    return (
        Signal.objects.select_related(
            "matter__place__organisation", "matter__municipality", "matter__neighbourhood", "matter__round"
        )
        .defer("matter__municipality__outline_wkb", "matter__neighbourhood__outline_wkb")
        .prefetch_related("additions", Prefetch("matter__answers", Answer.objects.order_by("number")))
    )


# ------------------------------------------------------------------ what somebody may say something about


def place_to_tell(slug: str) -> Place | None:
    """With a page that everybody can read."""
    places = Place.objects.select_related("organisation", "municipality")
    return places.defer("municipality__outline_wkb").filter(slug=slug, status=PlaceStatus.PUBLISHED).first()


def municipality_to_tell(code: str) -> Municipality | None:
    return municipalities().filter(pk=code.upper()).first()


def hearing_municipalities() -> list[Municipality]:
    """By name; as many as this installation knows and that have somebody who reads."""
    return list(municipalities().filter(pk__in=hearing_codes()).order_by("name")[:MOST_MUNICIPALITIES])


def shown_team(place: Place) -> list[TeamMember]:
    """Whose name stands on the page of the place: nobody else is named on a form."""
    rows = TeamMember.objects.filter(
        running(), place=place, consent_on__isnull=False, consent_withdrawn_on__isnull=True
    )
    return list(rows.select_related("user").order_by("role", "name", "pk"))


def public_words(place: Place | None) -> list[str]:
    """What everybody may know of a place: writing it down tells nothing of anybody."""
    if place is None:
        return []
    known = ContactPerson.objects.filter(place=place, is_active=True).values_list("name", "phone", "email")
    contacts = [word for row in known for word in row]
    team = [member.name for member in shown_team(place)]
    return [word for word in (place.name, place.address_line, place.city, *contacts, *team) if word]


def round_to_react_to(
    slug: str, *, place: Place | None = None, municipality: Municipality | None = None
) -> Round | None:
    """The round of theirs that somebody came from; whatever else stood in the address is none."""
    if not slug.isascii() or not slug.isprintable():
        return None
    rounds = Round.objects.filter(slug=slug, is_public=True)
    return (rounds.filter(place=place) if place else rounds.filter(municipality=municipality)).first()
