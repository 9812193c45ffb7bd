"""The pages on which one thing is done with a matter: answer, arrange, combine, pass on, publish."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schuifaan.apps.people.domain_errors import Refused
from schuifaan.apps.people.guard import me
from schuifaan.apps.voice.actions import combining, handling, passing_on, publishing
from schuifaan.apps.voice.actions.answering import answer as give_answer
from schuifaan.apps.voice.actions.at_the_desk import MatterError
from schuifaan.apps.voice.enums import Desk
from schuifaan.apps.voice.forms import matters as forms
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.queries import matters as reading
from schuifaan.apps.voice.queries.likeness import likely_same
from schuifaan.apps.voice.queries.matter_people import may_take_up
from schuifaan.apps.voice.queries.matter_reach import places_to_pass_to, reach_of
from schuifaan.apps.voice.queries.private_lines import without
from schuifaan.apps.voice.queries.themes import themes_for
from schuifaan.apps.voice.views.at_desk import matter_or_404, of_desk, to


@require_http_methods(["GET", "POST"])
@of_desk()
def answer(request: HttpRequest, desk: reading.AtDesk, *, pk: int) -> HttpResponse:
    found = matter_or_404(request, desk, pk)
    given = list(found.answers.all())
    following = given[0].number + 1 if given else 1
    form = forms.AnswerForm(_posted(request), initial={"number": following})
    if request.method == "POST" and form.is_valid():
        try:
            give_answer(matter=found, by=me(request), now=timezone.now(), **form.wanted())
        except MatterError as error:
            error.say_on(form)
        else:
            messages.success(
                request, _("Je antwoord is gegeven. Iedereen die dit liet weten, hoort het één keer.")
            )
            return to(desk, "matter", pk)
    context = {"form": form, "reach": reach_of(found), "answers": given}
    return _page(request, desk, found, "answer", title=_("Antwoord geven"), form=form, context=context)


@require_http_methods(["GET", "POST"])
@of_desk()
def arrange(request: HttpRequest, desk: reading.AtDesk, *, pk: int) -> HttpResponse:
    found, user = matter_or_404(request, desk, pk), me(request)
    people = may_take_up(found)
    if user not in people:
        people = [user, *people]
    of = found.municipality or (found.place.municipality_id if found.place else None)
    initial = {
        "owner": str(found.owner_id or ""),
        "due_on": found.due_on,
        "themes": [one.theme for one in found.themes.all()],
    }
    form = forms.ArrangeForm(_posted(request), people=people, themes=themes_for(of), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            handling.arrange(matter=found, by=user, now=timezone.now(), **form.wanted())
        except MatterError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            return to(desk, "matter", pk)
    return _page(
        request,
        desk,
        found,
        "arrange",
        title=_("Wie, wanneer en waarover"),
        form=form,
        context={"form": form},
    )


@require_http_methods(["GET", "POST"])
@of_desk()
def same(request: HttpRequest, desk: reading.AtDesk, *, pk: int) -> HttpResponse:
    """Others on the same: what is likely, or what is found with words."""
    found, user = matter_or_404(request, desk, pk), me(request)
    here = reading.at_desk(user, desk)
    error = ""
    if request.method == "POST":
        chosen = reading.some_matters(here, forms.ticked(request.POST.getlist("matter")))
        try:
            into = _first_answered(found, chosen)
            others = [one for one in (found, *chosen) if one.pk != into.pk]
            combining.combine(into=into, matters=others, by=user, now=timezone.now())
        except MatterError as refusal:
            error = str(refusal)
        else:
            messages.success(
                request, _("Samengevoegd. Hoort er toch iets niet bij? Zet het hieronder weer apart.")
            )
            return to(desk, "matter", into.pk)
    words = " ".join(request.GET.get("zoek", "").replace("\0", "").split())[:120]
    rows = reading.looked_for(here, found, words) if words else likely_same(found, here)
    context = {"words": words, "rows": reading.rows_of(rows), "error": error}
    return _page(request, desk, found, "same", title=_("Samenvoegen"), form=None, context=context)


@require_http_methods(["GET", "POST"])
@of_desk()
def pass_on(request: HttpRequest, desk: reading.AtDesk, *, pk: int) -> HttpResponse:
    found = matter_or_404(request, desk, pk)
    onward = Desk.MUNICIPALITY if found.to == Desk.PLACE else Desk.PLACE
    places = places_to_pass_to(found) if onward == Desk.PLACE else []
    form = forms.PassOnForm(_posted(request), places=places, initial={"place": str(found.place_id or "")})
    if onward == Desk.MUNICIPALITY:
        del form.fields["place"]
    if request.method == "POST" and form.is_valid():
        try:
            passing_on.pass_on(matter=found, to=onward, place=form.chosen, by=me(request), now=timezone.now())
        except MatterError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Doorgegeven. Wie dit liet weten, ziet het op de eigen pagina."))
            return to(desk, "matters")
    context = {"form": form, "to_municipality": onward == Desk.MUNICIPALITY}
    return _page(request, desk, found, "pass_on", title=_("Doorgeven"), form=form, context=context)


@require_http_methods(["GET", "POST"])
@of_desk()
def publish(request: HttpRequest, desk: reading.AtDesk, *, pk: int) -> HttpResponse:
    found = matter_or_404(request, desk, pk)
    form = forms.PublishForm(_posted(request), initial=_first_words(found))
    allowed = forms.told_public(request.POST.getlist("may"))
    marked: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if request.POST.get("what") == "mask":
            form = forms.PublishForm(initial=_hidden(found, told, allowed))
            return _publishing(request, desk, found, form, marked=marked, allowed=allowed)
        try:
            publishing.publish(matter=found, may_be_read=allowed, by=me(request), now=timezone.now(), **told)
        except publishing.PrivateWords as private:
            marked = private.found
            form.add_error(None, str(private))
        except Refused as error:
            error.say_on(form)
        else:
            messages.success(request, _("Het staat op de pagina “gezegd en gedaan”."))
            return to(desk, "matter", pk)
    return _publishing(request, desk, found, form, marked=marked, allowed=allowed)


# -- How ------------------------------------------------------------------------------------------


def _posted(request: HttpRequest) -> QueryDict | None:
    """Also when there is nothing to fill in, and the button is all."""
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    desk: reading.AtDesk,
    found: Matter,
    name: str,
    /,
    *,
    title: str,
    form: Any,
    context: dict[str, Any],
) -> HttpResponse:
    shown = {
        "desk": desk,
        "matter": found,
        "title": title,
        "signals": list(found.signals.all()),
        "today": timezone.localdate(),
        **context,
    }
    wrong = bool(form is not None and form.errors) or bool(context.get("error"))
    return render(request, f"voice/matters/{name}.html", shown, status=422 if wrong else 200)


def _publishing(
    request: HttpRequest,
    desk: reading.AtDesk,
    found: Matter,
    form: forms.PublishForm,
    /,
    *,
    marked: dict[str, Any],
    allowed: list[str],
) -> HttpResponse:
    told = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
    pieces = [(form[name].label, told.get(name, ""), spots) for name, spots in marked.items() if spots]
    words = list(dict.fromkeys(one.text for spots in marked.values() for one in spots))
    context = {"form": form, "marked": pieces, "marked_words": words, "allowed": allowed}
    return _page(
        request,
        desk,
        found,
        "publish",
        title=_("Op de pagina “gezegd en gedaan”"),
        form=form,
        context=context,
    )


def _first_words(found: Matter) -> dict[str, str]:
    last = next(iter(found.answers.all()), None)
    first = next(iter(found.signals.all()), None)
    return {
        "said": found.public_text or (first.text[:400] if first else found.title),
        "done": found.public_response or (last.text if last else ""),
    }


def _hidden(found: Matter, told: dict[str, str], allowed: list[str]) -> dict[str, str]:
    """What was typed, with what was marked out of sight."""
    return {
        name: without(text, publishing.left(text, matter=found, may_be_read=allowed))
        for name, text in told.items()
    }


def _first_answered(found: Matter, chosen: list[Matter]) -> Matter:
    """What has been answered takes the others in; else the one that is open here."""
    if found.answered_at is not None:
        return found
    return next((one for one in chosen if one.answered_at is not None), found)
