"""Permits and forms asked again and again: noted at a place, answered by the municipality."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.guard import me
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import burden as doing
from schuifaan.apps.voice.forms.burden import AnswerRuleForm, RuleForm
from schuifaan.apps.voice.queries import burden as reading
from schuifaan.apps.voice.views.round_access import FormPage, data_of, form_page, of_municipality, of_place


@require_http_methods(["GET", "POST"])
@of_place("voice.note_rules")
def place_rules(request: HttpRequest, place: Place) -> HttpResponse:
    """What was asked, what the municipality says of it, and noting one more time."""
    today = timezone.localdate()
    form = RuleForm(data_of(request), public=[place.name], initial={"asked_on": today})
    if form.is_valid():
        try:
            doing.note_rule(place=place, **form.cleaned_data, by=me(request), now=timezone.now())
        except doing.BurdenError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Genoteerd."))
            return redirect("voice:place_rules", slug=place.slug)
    context = {
        "place": place,
        "title": _("Steeds hetzelfde formulier"),
        "form": form,
        "forms": reading.forms_of(place, today=today),
        "known": reading.known_forms(place.municipality),
    }
    return render(request, "voice/rounds/place_rules.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("voice.note_rules")
def take_back_rule(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    asked = reading.asked_at(place, pk)
    if asked is None:
        raise Http404
    doing.take_back(asked=asked, by=me(request), now=timezone.now())
    messages.success(request, _("Weggehaald."))
    return redirect("voice:place_rules", slug=place.slug)


@require_GET
@of_municipality("voice.hear_municipality")
def municipality_rules(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    context = {
        "municipality": municipality,
        "title": _("Steeds hetzelfde formulier"),
        "forms": reading.forms_asked(municipality, today=timezone.localdate()),
    }
    return render(request, "voice/rounds/municipality_rules.html", context)


@require_http_methods(["GET", "POST"])
@of_municipality("voice.hear_municipality")
def answer_rule(request: HttpRequest, municipality: Municipality, *, pk: int) -> HttpResponse:
    asked = reading.form_called(municipality, pk)
    if asked is None:
        raise Http404
    found = next(
        one
        for one in reading.forms_asked(municipality, today=timezone.localdate())
        if one.folded == asked.folded
    )
    before = {"state": found.proposal.state, "answer": found.proposal.answer} if found.proposal else {}
    form = AnswerRuleForm(data_of(request), public=[municipality.name], initial=before)
    back = reverse("voice:municipality_rules", args=[municipality.code])
    if form.is_valid():
        doing.answer_rule(
            municipality=municipality,
            form=asked.form,
            **form.cleaned_data,
            by=me(request),
            now=timezone.now(),
        )
        messages.success(request, _("Bewaard. De plekken die erom moesten vragen, zien je antwoord."))
        return redirect(back)
    page = FormPage(found.form, _("Bewaar het antwoord"), back)
    return form_page(
        request, page, form, template="voice/rounds/answer_rule.html", municipality=municipality, found=found
    )
