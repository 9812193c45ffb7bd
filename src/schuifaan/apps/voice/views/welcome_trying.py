"""What the team is going to try, with who and when; three at a time, the rest waits without hurry."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import me
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import welcome_trying as doing
from schuifaan.apps.voice.enums import TryState
from schuifaan.apps.voice.forms.welcome import AgreeForm, HowItWentForm
from schuifaan.apps.voice.models import TryOut, WelcomeCheck
from schuifaan.apps.voice.queries import welcome as reading
from schuifaan.apps.voice.queries.shared_tips import is_key
from schuifaan.apps.voice.queries.welcome_page import elements, slug_of
from schuifaan.apps.voice.views.of_team import of_team
from schuifaan.apps.voice.views.welcome import REFUSED, check_or_404, to


@require_http_methods(["GET", "POST"])
@of_team
def trying(request: HttpRequest, place: Place, *, check: int) -> HttpResponse:
    found = check_or_404(place, check)
    tried = _tried(found)
    form = AgreeForm(request.POST if request.method == "POST" else None, trying=tried[TryState.NOW])
    if request.method == "POST" and form.is_valid():
        doing.agree_on(check=found, said=form.said(), by=me(request))
        return _onward(request, found)
    context = {
        "place": place,
        "title": _("Wat gaan jullie proberen?"),
        "check": found,
        "form": form,
        "now": tried[TryState.NOW],
        "later": tried[TryState.LATER],
        "done": tried[TryState.DONE],
        "last_page": slug_of(elements()[-1]),
        "moved": _moved(request, tried),
    }
    status = REFUSED if form.errors else 200
    return render(request, "voice/welcome/trying.html", context, status=status)


@require_POST
@of_team
def try_now(request: HttpRequest, place: Place, *, check: int, pk: int) -> HttpResponse:
    """A fourth asks which one moves to later."""
    found = _try_out_or_404(place, check, pk)
    other = _chosen(found.check_of, request.POST.get("instead_of", ""))
    try:
        doing.try_now(try_out=found, instead_of=other, by=me(request))
    except doing.ThreeAlready as refused:
        tried = _tried(found.check_of)
        context = {
            "place": place,
            "title": str(refused),
            "check": found.check_of,
            "wanted": next(one for one in tried[TryState.LATER] + tried[TryState.DONE] if one.pk == pk),
            "now": tried[TryState.NOW],
        }
        return render(request, "voice/welcome/fourth.html", context, status=REFUSED)
    moved = f"?geruild={found.pk}-{other.pk}" if other else ""
    return redirect(reverse("voice:welcome_trying", kwargs={"slug": place.slug, "check": check}) + moved)


@require_http_methods(["GET", "POST"])
@of_team
def tried(request: HttpRequest, place: Place, *, check: int, pk: int) -> HttpResponse:
    """It was tried: how did it go?"""
    found = _try_out_or_404(place, check, pk)
    form = HowItWentForm(
        request.POST if request.method == "POST" else None, initial={"note": found.done_note}
    )
    if request.method == "POST" and form.is_valid():
        doing.say_how_it_went(try_out=found, note=form.cleaned_data["note"], by=me(request))
        messages.info(request, _("Bewaard. Er is weer ruimte om iets anders te proberen."))
        return redirect("voice:welcome_trying", slug=place.slug, check=check)
    words = reading.tip_words().get(found.tip, found.text)
    context = {
        "place": place,
        "title": _("Jullie hebben het geprobeerd"),
        "check": found.check_of,
        "what": words,
        "form": form,
    }
    return render(request, "voice/welcome/tried.html", context, status=REFUSED if form.errors else 200)


def _onward(request: HttpRequest, check: WelcomeCheck) -> HttpResponse:
    """What was typed is kept, whichever button was pressed."""
    keys = {"slug": check.place.slug, "check": check.pk}
    later, done = (_chosen(check, request.POST.get(name, "")) for name in ("later", "tried"))
    if later is not None:
        doing.keep_for_later(try_out=later, by=me(request))
        messages.info(request, _("Het staat nu bij later. Daar kunnen jullie het weer pakken."))
        return to("voice:welcome_trying", **keys)
    if done is not None:
        return to("voice:welcome_tried", **keys, pk=done.pk)
    messages.info(request, _("Bewaard."))
    return to("voice:welcome_result", **keys)


def _tried(check: WelcomeCheck) -> dict[TryState, list[reading.Trying]]:
    rows = reading.tried(check)
    return {state: [one for one in rows if one.try_out.state == state] for state in TryState}


def _try_out_or_404(place: Place, check: int, pk: int) -> TryOut:
    found = reading.try_out_at(check_or_404(place, check), pk)
    if found is None:
        raise Http404
    return found


def _chosen(check: WelcomeCheck, key: str) -> TryOut | None:
    return reading.try_out_at(check, int(key)) if is_key(key) else None


def _moved(
    request: HttpRequest, tried: dict[TryState, list[reading.Trying]]
) -> tuple[reading.Trying, reading.Trying] | None:
    """What took a spot and what gave it up just now, to put back; nothing when that is not so (any more)."""
    new, _dash, old = request.GET.get("geruild", "").partition("-")
    if not (is_key(new) and is_key(old)):
        return None
    taken = next((one for one in tried[TryState.NOW] if one.pk == int(new)), None)
    given = next((one for one in tried[TryState.LATER] if one.pk == int(old)), None)
    return (taken, given) if taken and given else None
