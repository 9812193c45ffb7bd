"""The parties somebody with an account speaks for: those that have the address which that person has confirmed."""

from allauth.account.models import EmailAddress

from schuifaan.apps.people.models import User
from schuifaan.apps.rooms.models import Party


def parties_of_account(user: User) -> list[Party]:
    """By place and name. An address that was never confirmed, or is theirs no more, has none."""
    email = confirmed_address(user)
    if not email:
        return []
    # What a database takes for the same letter, may be another one: "ı" is no "i".
    found = Party.objects.filter(email__iexact=email).select_related("place")
    return [one for one in found.order_by("place__name", "name", "pk") if _same(one.email, email)]


def party_of_account(user: User, pk: int) -> Party | None:
    return next((one for one in parties_of_account(user) if one.pk == pk), None)


def confirmed_address(user: User) -> str:
    """The one the account has now, and only when it was confirmed; "" otherwise."""
    if not user.email:
        return ""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return user.email if any(_same(one, user.email) for one in confirmed) else ""


def _same(one: str, other: str) -> bool:
    """Capitals do not count; only those of plain letters are the same to everybody."""
    return one == other or (one.isascii() and other.isascii() and one.lower() == other.lower())
