"""What a booking says, changed by its party; the place reads it in the summary of the morning."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.rooms.actions.rewording import reword
from schuifaan.apps.rooms.enums import HOLDING
from schuifaan.apps.rooms.models import Party
from schuifaan.apps.rooms.queries import parties as reading
from schuifaan.apps.rooms.queries.bookings import booking_page
from schuifaan.apps.rooms.views.booking_said import form_of
from schuifaan.apps.rooms.views.parties import WRONG, by_link, done, show


@require_http_methods(["GET", "POST"])
@by_link
def party_said(request: HttpRequest, party: Party, *, number: int) -> HttpResponse:
    found = reading.booking_of(party, number)
    if found is None or found.status not in HOLDING:
        raise Http404
    form = form_of(found, request, may_weigh=False)
    if form.is_valid():
        try:
            reword(booking=found, said=form.said(), by=None, now=timezone.now())
        except PlaceError as error:
            form.refuse(error.field, str(error))
        else:
            return done("rooms:party_booking", "gewijzigd", party.token, number)
    status = WRONG if form.errors else 200
    return show(request, party, "said", status, page=booking_page(found), booking=found, form=form)
