"""The desk: what can be invoiced, what was, and what became of it; and the paper of a party's own invoice."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms import invoice_book
from schuifaan.apps.rooms.actions import invoicing as actions
from schuifaan.apps.rooms.forms import invoices as forms
from schuifaan.apps.rooms.models import Invoice, Party
from schuifaan.apps.rooms.paper.invoice import printed_invoice
from schuifaan.apps.rooms.queries import invoices as queries
from schuifaan.apps.rooms.queries.connected import bookings_on
from schuifaan.apps.rooms.queries.payments import payments_to_look_at
from schuifaan.apps.rooms.ubl import RulesBroken, against_ubl, as_ubl, missing_for_ubl
from schuifaan.apps.rooms.views.parties import by_link
from schuifaan.apps.rooms.views.payments import payments_shown
from schuifaan.apps.rooms.wording_invoices import missing_words
from schuifaan.apps.rooms.wording_payments import news_lines

OPEN_SHOWN: Final = 60

of_place = guard(place_alone, by="slug")


# -- The list -------------------------------------------------------------------------------------


@require_GET
@of_place("rooms.let_rooms")
def invoices(request: HttpRequest, place: Place) -> HttpResponse:
    """What can go out now and what is open; or, when something is looked for, what was found."""
    if forms.FindForm.base_fields.keys().isdisjoint(request.GET):
        return _list(request, place, forms.MakeForm(place=place))
    find = forms.FindForm(request.GET)
    page = queries.invoices_page(place, find.wanted())
    onward = request.GET.copy()
    onward["na"] = page.next_before
    context = {
        "place": place,
        "title": _("Facturen"),
        "today": timezone.localdate(),
        "find": find,
        "page": page,
        "onward": f"?{onward.urlencode()}" if page.next_before else "",
    }
    return render(request, "rooms/invoices/found.html", context)


@require_POST
@of_place("rooms.let_rooms")
def make(request: HttpRequest, place: Place) -> HttpResponse:
    form = forms.MakeForm(request.POST, place=place)
    if form.is_valid():
        try:
            made = actions.invoice_parties(
                place=place, parties=form.wanted(), by=me(request), now=timezone.now()
            )
        except PlaceError as error:
            form.add_error(None, str(error))
        else:
            _say_made(request, len(made))
            return redirect("rooms:invoices", slug=place.slug)
    return _list(request, place, form)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def month(request: HttpRequest, place: Place) -> HttpResponse:
    """First what would be made, then that."""
    now = timezone.now()
    data = request.POST if request.method == "POST" else request.GET
    months = queries.months_to_invoice(place, now=now)
    form = forms.MonthForm(data, months=months, today=timezone.localdate(now))
    if request.method == "POST" and (asked := form.asked):
        try:
            made = actions.monthly_invoices(
                place=place, year=asked.year, month=asked.month, by=me(request), now=now
            )
        except PlaceError as refused:
            return _month(request, place, form, now, error=str(refused))
        _say_made(request, len(made))
        return redirect("rooms:invoices", slug=place.slug)
    return _month(request, place, form, now)


# -- One ------------------------------------------------------------------------------------------


@require_GET
@of_place("rooms.let_rooms")
def invoice(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    return _one(request, place, _invoice_or_404(place, pk))


@require_POST
@of_place("rooms.let_rooms")
def paid(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found, form = _invoice_or_404(place, pk), forms.PaidForm(request.POST)

    def work() -> Invoice:
        return actions.mark_paid(
            invoice=found, paid_on=form.cleaned_data["paid_on"], by=me(request), now=timezone.now()
        )

    return _do(request, place, found, work, said=_("De factuur staat op betaald."), paid_form=form)


@require_POST
@of_place("rooms.let_rooms")
def unpaid(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found = _invoice_or_404(place, pk)

    def work() -> Invoice:
        return actions.unmark_paid(invoice=found, by=me(request), now=timezone.now())

    return _do(request, place, found, work, said=_("De factuur staat weer open."))


@require_POST
@of_place("rooms.let_rooms")
def remind(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found = _invoice_or_404(place, pk)

    def work() -> Invoice:
        return actions.remind(invoice=found, by=me(request), now=timezone.now())

    return _do(request, place, found, work, said=_("De herinnering is onderweg."))


@require_POST
@of_place("rooms.let_rooms")
def credit(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found, form = _invoice_or_404(place, pk), forms.CreditForm(request.POST)

    def work() -> Invoice:
        reason = form.cleaned_data["reason"]
        return actions.credit(invoice=found, reason=reason, by=me(request), now=timezone.now())

    said = _("De factuur is ingetrokken. Dit is de creditfactuur.")
    return _do(request, place, found, work, said=said, credit_form=form)


# -- Files ----------------------------------------------------------------------------------------


@require_GET
@of_place("rooms.let_rooms")
def pdf(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:  # noqa: ARG001 - the guard has read it
    return _pdf(_invoice_or_404(place, pk))


@require_GET
@of_place("rooms.let_rooms")
def ubl_file(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """Or why there is none yet, and where that is put right."""
    found = _invoice_or_404(place, pk)
    try:
        content = as_ubl(found)
    except RulesBroken:
        return _one(request, place, found, status=422, error=_("Van deze factuur kan nog geen e-factuur."))
    return _file(content, "application/xml", f"{slugify(found.reference)}.xml")


@require_GET
@of_place("rooms.let_rooms")
def books(request: HttpRequest, place: Place) -> HttpResponse:
    today = timezone.localdate()
    this_year = {"van": today.replace(month=1, day=1).isoformat(), "tot": today.isoformat()}
    form = forms.PeriodForm(request.GET or this_year)
    context = {
        "place": place,
        "title": _("Voor de boekhouding"),
        "form": form,
        "extensions": invoice_book.FILES,
    }
    if form.is_valid():
        context["asked"] = form.cleaned_data
    return render(request, "rooms/invoices/books.html", context, status=422 if form.errors else 200)


@require_GET
@of_place("rooms.let_rooms")
def export(request: HttpRequest, place: Place, *, extension: str) -> HttpResponse:
    form = forms.PeriodForm(request.GET)
    if extension not in invoice_book.FILES:
        raise Http404
    if not form.is_valid():
        return books(request, slug=place.slug)
    first, last = form.cleaned_data["van"], form.cleaned_data["tot"]
    rows = list(queries.issued_between(place, first, last))
    content = invoice_book.book(place, rows, first=first, last=last, extension=extension, at=timezone.now())
    return _file(content, invoice_book.FILES[extension], f"facturen-{place.slug}-{first}-{last}.{extension}")


@require_GET
@by_link
def party_pdf(request: HttpRequest, party: Party, *, year: int, number: int) -> HttpResponse:  # noqa: ARG001 - idem
    found = queries.invoice_of_party(party, year, number) if max(year, number) < 10**9 else None
    if found is None:
        raise Http404
    return _pdf(found)


# -- How ------------------------------------------------------------------------------------------


def _invoice_or_404(place: Place, pk: int) -> Invoice:
    found = queries.invoice_at(place, pk)
    if found is None:
        raise Http404
    return found


def _list(request: HttpRequest, place: Place, form: forms.MakeForm) -> HttpResponse:
    now = timezone.now()
    still_open = list(queries.open_invoices(place)[: OPEN_SHOWN + 1])
    context = {
        "place": place,
        "title": _("Facturen"),
        "today": timezone.localdate(now),
        "form": form,
        "find": forms.FindForm(),
        "ready": queries.ready_to_invoice(place, now=now),
        "open": still_open[:OPEN_SHOWN],
        "payment_news": news_lines(payments_to_look_at(place)),
        "has_more_open": len(still_open) > OPEN_SHOWN,
        "missing": missing_words(queries.missing_of_payee(place)),
        "latest": queries.invoices_page(place, queries.Wanted()),
    }
    return render(request, "rooms/invoices/list.html", context, status=422 if form.errors else 200)


def _month(
    request: HttpRequest, place: Place, form: forms.MonthForm, now: datetime, *, error: str = ""
) -> HttpResponse:
    shown = form.shown
    lines = queries.of_month(place, year=shown.year, month=shown.month, now=now) if shown else []
    context = {
        "place": place,
        "title": _("Facturen van een maand"),
        "form": form,
        "month": shown,
        "error": error,
        "missing": missing_words(queries.missing_of_payee(place)),
        "lines": lines,
    }
    return render(request, "rooms/invoices/month.html", context, status=422 if error else 200)


def _do(
    request: HttpRequest,
    place: Place,
    found: Invoice,
    work: Callable[[], Invoice],
    *,
    said: str,
    **shown: django_forms.Form,
) -> HttpResponse:
    """The form, when there is one, then the action; what was refused stands beside what was typed."""
    form = next(iter(shown.values()), None)
    if form is not None and not form.is_valid():
        return _one(request, place, found, status=422, shown=shown)
    try:
        after = work()
    except PlaceError as error:
        if form is not None and error.field in form.fields:
            form.add_error(error.field, str(error))
            return _one(request, place, found, status=422, shown=shown)
        return _one(request, place, found, status=422, error=str(error), shown=shown)
    messages.success(request, said)
    return redirect("rooms:invoice", slug=place.slug, pk=after.pk)


def _one(
    request: HttpRequest,
    place: Place,
    found: Invoice,
    *,
    status: int = 200,
    error: str = "",
    shown: Mapping[str, Any] | None = None,
) -> HttpResponse:
    today: date = timezone.localdate()
    rules = against_ubl(found)
    context = {
        "place": place,
        "title": f"{capfirst(found.get_kind_display())} {found.reference}",
        "invoice": found,
        "bookings": bookings_on(found),
        "today": today,
        "error": error,
        "is_overdue": queries.is_overdue(found, today),
        "broken_rules": rules,
        "missing_for_ubl": missing_for_ubl(rules),
        **payments_shown(found),
        "paid_form": forms.PaidForm(initial={"paid_on": today}),
        "credit_form": forms.CreditForm(),
        **(shown or {}),
    }
    return render(request, "rooms/invoices/invoice.html", context, status=status)


def _say_made(request: HttpRequest, count: int) -> None:
    said = ngettext("Er is %(number)s factuur gemaakt.", "Er zijn %(number)s facturen gemaakt.", count)
    messages.success(request, said % {"number": count})


def _pdf(found: Invoice) -> HttpResponse:
    content = printed_invoice(found, at=timezone.now())
    return _file(content, "application/pdf", f"{slugify(found.reference)}.pdf")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
