"""The desk: what happens to one agreement, each step on a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import ChangedMeanwhile, PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import agreements as actions
from schuifaan.apps.rooms.actions import agreements_end as ending
from schuifaan.apps.rooms.forms import agreement_steps as forms
from schuifaan.apps.rooms.models import Agreement
from schuifaan.apps.rooms.queries import agreement_page as pages
from schuifaan.apps.rooms.queries.agreements import named_after
from schuifaan.apps.rooms.views.agreements import agreement_or_404, tell

of_place = guard(place_alone, by="slug")


@dataclass(frozen=True, slots=True)
class Step:
    """`intro` says what this is for; `take` does what the form asks."""

    title: str | Promise
    intro: str | Promise
    button: str | Promise
    said: str | Promise
    form: type[forms.StepForm]
    take: Callable[[Agreement, Any, User, datetime], object]


# The name of each is its place in the address.
STEPS: dict[str, Step] = {
    "tekenen": Step(
        gettext_lazy("Ondertekening noteren"),
        gettext_lazy("Teken samen op papier. Schrijf hier op wie dat deed, en wanneer. Het papier bewaren jullie zelf."),
        gettext_lazy("Noteer als getekend"),
        gettext_lazy("De overeenkomst is getekend."),
        forms.SignForm,
        lambda agreement, form, by, now: actions.sign(
            agreement=agreement,
            version=form.cleaned_data["version"],
            signed_on=form.cleaned_data["signed_on"],
            signers=form.signers(),
            by=by,
            now=now,
        ),
    ),
    "opzeggen": Step(
        gettext_lazy("Opzegging noteren"),
        gettext_lazy("Schrijf op wanneer er is opgezegd. Wij rekenen uit wat dan de laatste dag is."),
        gettext_lazy("Noteer de opzegging"),
        gettext_lazy("De opzegging staat genoteerd."),
        forms.NoticeForm,
        lambda agreement, form, by, now: ending.give_notice(
            agreement=agreement, by=by, now=now, **form.cleaned_data
        ),
    ),
    "verzekering": Step(
        gettext_lazy("Verzekering"),
        gettext_lazy("Heb je het bewijs van de verzekering gezien? Schrijf op tot wanneer die loopt."),
        gettext_lazy("Bewaar"),
        gettext_lazy("Bewaard."),
        forms.InsuranceForm,
        lambda agreement, form, by, now: actions.record_insurance(
            agreement=agreement, by=by, now=now, **form.cleaned_data
        ),
    ),
    "terugkijken": Step(
        gettext_lazy("Samen teruggekeken"),
        gettext_lazy("Hoe gaat het? Wat moet anders? Wil je de tekst veranderen, maak dan een nieuwe overeenkomst."),
        gettext_lazy("We hebben teruggekeken"),
        gettext_lazy("Bewaard."),
        forms.LookBackForm,
        lambda agreement, form, by, now: actions.look_back(
            agreement=agreement, by=by, now=now, **form.cleaned_data
        ),
    ),
    "opleveren": Step(
        gettext_lazy("De ruimte teruggeven"),
        gettext_lazy("Loop samen door de ruimte en vink af wat klaar is. Je kunt dit later nog aanvullen."),
        gettext_lazy("Bewaar"),
        gettext_lazy("Bewaard."),
        forms.HandBackForm,
        lambda agreement, form, by, now: ending.hand_back(
            agreement=agreement, seen=form.seen(), by=by, now=now
        ),
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def step(request: HttpRequest, place: Place, *, pk: int, step: str) -> HttpResponse:
    if step not in STEPS:
        raise Http404
    found, taking, now = agreement_or_404(place, pk), STEPS[step], timezone.now()
    form = taking.form(request.POST or None, agreement=found, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            taking.take(found, form, me(request), now)
        except (PlaceError, ChangedMeanwhile) as error:
            tell(form, error)
        else:
            messages.success(request, str(taking.said))
            return redirect("rooms:agreement", slug=place.slug, pk=pk)
    return _page(request, found, form, title=taking.title, intro=taking.intro, button=taking.button)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def successor(request: HttpRequest, place: Place, *, pk: int, signatory: int) -> HttpResponse:
    found, now = agreement_or_404(place, pk), timezone.now()
    who = named_after(found, signatory)
    if who is None:
        raise Http404
    form = forms.SuccessorForm(
        request.POST or None, agreement=found, today=timezone.localdate(now), signatory=who
    )
    if request.method == "POST" and form.is_valid():
        left_on = form.cleaned_data["left_on"]
        try:
            actions.name_successor(
                signatory=who, left_on=left_on, successor=form.successor(), by=me(request), now=now
            )
        except PlaceError as error:
            tell(form, error)
        else:
            messages.success(request, _("Bewaard. De overeenkomst blijft gewoon gelden."))
            return redirect("rooms:agreement", slug=place.slug, pk=pk)
    title = _("%(name)s is weg") % {"name": who.name}
    intro = _("Wat er getekend is, blijft gelden. Schrijf op wie er nu over de overeenkomst gaat.")
    return _page(request, found, form, title=title, intro=intro, button=_("Bewaar"))


@require_POST
@of_place("rooms.let_rooms")
def close(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    try:
        ending.close(agreement=agreement_or_404(place, pk), by=me(request), now=timezone.now())
    except PlaceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De overeenkomst is afgerond."))
    return redirect("rooms:agreement", slug=place.slug, pk=pk)


@require_POST
@of_place("rooms.let_rooms")
def discard(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    try:
        actions.discard_draft(agreement=agreement_or_404(place, pk), by=me(request), now=timezone.now())
    except PlaceError as error:
        messages.error(request, str(error))
        return redirect("rooms:agreement", slug=place.slug, pk=pk)
    messages.success(request, _("Het concept is weg."))
    return redirect("rooms:agreements", slug=place.slug)


def _page(request: HttpRequest, agreement: Agreement, form: forms.StepForm, **words: Any) -> HttpResponse:
    context = {
        **words,
        "place": agreement.place,
        "agreement": agreement,
        "form": form,
        "groups": form.groups(),
        "page": pages.agreement_page(agreement, form.today),
    }
    return render(request, "rooms/agreements/step.html", context, status=422 if form.errors else 200)
