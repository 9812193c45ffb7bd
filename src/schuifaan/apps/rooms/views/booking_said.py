"""What a booking says, changed at the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions.deciding import WarningsStand
from schuifaan.apps.rooms.actions.rewording import reword
from schuifaan.apps.rooms.enums import HOLDING
from schuifaan.apps.rooms.forms.said import SaidForm
from schuifaan.apps.rooms.models import Booking
from schuifaan.apps.rooms.queries.bookings import booking_page
from schuifaan.apps.rooms.queries.equipment import asked_beside
from schuifaan.apps.rooms.queries.rentable import room_page
from schuifaan.apps.rooms.views.booking import booking_or_404
from schuifaan.apps.rooms.wording_bookings import answer_reaches

of_place = guard(place_alone, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("rooms.run_rooms")
def booking_said(request: HttpRequest, place: Place, *, number: int) -> HttpResponse:
    """What the law looks at is for who lets the rooms."""
    found = booking_or_404(place, number)
    if found.status not in HOLDING:
        messages.error(request, _("Hieraan verandert niets meer: deze reservering gaat niet door."))
        return redirect("rooms:booking", slug=place.slug, number=number)
    may_weigh = me(request).has_perm("rooms.let_rooms", place)
    form = form_of(found, request, may_weigh=may_weigh)
    if form.is_valid() and _reworded(request, found, form):
        return redirect("rooms:booking", slug=place.slug, number=number)
    context = {
        "place": place,
        "title": _("Verander wat er is afgesproken"),
        "booking": found,
        "page": booking_page(found),
        "form": form,
        "may_weigh": may_weigh,
        "reaches": answer_reaches(found.party),
    }
    return render(request, "rooms/bookings/said.html", context, status=422 if form.errors else 200)


def form_of(found: Booking, request: HttpRequest, *, may_weigh: bool) -> SaidForm:
    return SaidForm(
        request.POST if request.method == "POST" else None, booking=found, may_weigh=may_weigh,
        page=room_page(found.place, found.room), had=asked_beside(found),
    )  # fmt: skip


def _reworded(request: HttpRequest, found: Booking, form: SaidForm) -> bool:
    by = me(request)
    try:
        names = reword(booking=found, said=form.said(), by=by, now=timezone.now(), reasons=form.reasons())
    except WarningsStand as error:
        form.refuse(None, str(error))
        if by.has_perm("rooms.overrule", found.place):
            form.ask_why(error.warnings)
    except PlaceError as error:
        form.refuse(error.field, str(error))
    else:
        said = _("Bewaard.") if not names else f"{_('Bewaard.')} {answer_reaches(found.party)}"
        messages.success(request, said)
        return True
    return False
