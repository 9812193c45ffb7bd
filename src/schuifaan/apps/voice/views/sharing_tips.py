"""Tips between places: read what others do, give one of your own, take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import me
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import sharing_tips as doing
from schuifaan.apps.voice.actions.welcome import WelcomeError
from schuifaan.apps.voice.forms.welcome import ShareForm
from schuifaan.apps.voice.models import SharedTip
from schuifaan.apps.voice.queries import shared_tips as reading
from schuifaan.apps.voice.queries.private_lines import CALLED, masked_line
from schuifaan.apps.voice.queries.welcome import all_shown, open_check, shown
from schuifaan.apps.voice.queries.welcome_page import element_at, element_with, slug_of
from schuifaan.apps.voice.views.of_team import of_team
from schuifaan.apps.voice.views.welcome import REFUSED

# What is masked may be a little longer than what stood there.
LONGEST = 400


@require_GET
@of_team
def others(request: HttpRequest, place: Place, *, element: str) -> HttpResponse:
    found = element_at(element)
    if found is None:
        raise Http404
    context = {
        "place": place,
        "title": _("Zo doen anderen het"),
        "element": shown(found),
        "open": open_check(place),
        "page": reading.tips_of_others(place, found.id, after=request.GET.get("na", "")),
    }
    return render(request, "voice/welcome/others.html", context)


@require_http_methods(["GET", "POST"])
@of_team
def share(request: HttpRequest, place: Place) -> HttpResponse:
    """What was found of people is shown, and offered to mask; nothing typed is lost."""
    sent = request.POST if request.method == "POST" else None
    form = ShareForm(sent, elements=all_shown(), initial=_begun_with(request, place))
    problem = None
    if sent is not None and form.is_valid():
        problem = _share(request, place, form)
        if problem is None:
            return redirect(reverse("voice:welcome_share", kwargs={"slug": place.slug}) + "?gedeeld")
    context = {
        "place": place,
        "title": _("Deel een tip met andere plekken"),
        "form": form,
        "problem": problem,
        "caught": [(one.text, CALLED[one.kind]) for one in problem.found] if problem else (),
        "masked": masked_line(problem.text, place)[:LONGEST] if problem else "",
        "shared": reading.own_shared_tips(place),
        "just_shared": "gedeeld" in request.GET,
        "back_again": _taken_back(place, request.GET.get("terug", "")),
    }
    return render(request, "voice/welcome/share.html", context, status=REFUSED if form.errors else 200)


def _share(request: HttpRequest, place: Place, form: ShareForm) -> doing.TellsOfPeople | None:
    """What still tells of people; None when it is shared."""
    text = form.cleaned_data["text"]
    try:
        doing.share_tip(
            place=place,
            element=form.cleaned_data["element"],
            text=masked_line(text, place)[:LONGEST] if "mask" in request.POST else text,
            names_nobody="anyway" in request.POST,
            by=me(request),
            now=timezone.now(),
        )
    except doing.TellsOfPeople as found:
        form.add_error("text", str(found))
        return found
    return None


@require_POST
@of_team
def take_back(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    shared = _shared_or_404(place, pk)
    doing.take_back(shared=shared, by=me(request), now=timezone.now())
    return redirect(reverse("voice:welcome_share", kwargs={"slug": place.slug}) + f"?terug={shared.pk}")


@require_POST
@of_team
def share_again(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    doing.share_again(shared=_shared_or_404(place, pk), by=me(request), now=timezone.now())
    return redirect(reverse("voice:welcome_share", kwargs={"slug": place.slug}) + "?gedeeld")


@require_POST
@of_team
def borrow(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """Another place's tip among the team's own ideas, with where it was tried."""
    shared, check = reading.borrowable(place, pk), open_check(place)
    found = element_with(shared.element) if shared else None
    if shared is None or found is None or check is None:
        raise Http404
    try:
        doing.borrow(check=check, shared=shared, by=me(request))
    except WelcomeError as refused:
        messages.info(request, str(refused))
    return redirect("voice:welcome_page", slug=place.slug, check=check.pk, element=slug_of(found))


def _begun_with(request: HttpRequest, place: Place) -> dict[str, str]:
    """An own line of a check, as a beginning."""
    key = request.GET.get("regel", "")
    own = reading.own_tip_at(place, int(key)) if reading.is_key(key) else None
    return {"element": own.element, "text": own.text} if own else {}


def _taken_back(place: Place, key: str) -> SharedTip | None:
    found = reading.shared_tip_at(place, int(key)) if reading.is_key(key) else None
    return found if found is not None and found.taken_back_at is not None else None


def _shared_or_404(place: Place, pk: int) -> SharedTip:
    found = reading.shared_tip_at(place, pk)
    if found is None:
        raise Http404
    return found
