"""The idea library, and the days of the year worth doing something with."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.agenda.actions.copying import copy_idea
from schuifaan.apps.agenda.enums import ActivityKind
from schuifaan.apps.agenda.queries import ideas as library
from schuifaan.apps.agenda.views.desk_parts import me, of_place
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import page_language


@require_http_methods(["GET", "POST"])
@of_place("agenda.change_agenda")
def ideas(request: HttpRequest, place: Place) -> HttpResponse:
    """Choosing one copies a draft, and asks when."""
    language = page_language()
    if request.method == "POST":
        idea = library.idea_of(request.POST.get("idee", ""))
        if idea is None:
            raise Http404
        made = copy_idea(place=place, idea=idea, language=language, by=me(request), now=timezone.now())
        messages.success(
            request, _("%(title)s staat klaar als concept. Kies nu wanneer het is.") % {"title": made.title}
        )
        return redirect(reverse("agenda:add_series", args=[place.slug, made.pk]) + f"?idee={idea.key}")
    kinds = dict(ActivityKind.choices)
    found = [
        {"key": idea.key, "title": idea.text("title", language), "text": idea.text("description", language),
         "kind": kinds.get(idea.kind, ""), "is_chosen": idea.key == request.GET.get("idee")}
        for idea in library.ideas()
    ]  # fmt: skip
    # What a hint pointed at stands first.
    found.sort(key=lambda one: not one["is_chosen"])
    return render(request, "agenda/desk/ideas.html", {"place": place, "ideas": found})


@require_GET
@of_place("agenda.run_agenda")
def occasions(request: HttpRequest, place: Place) -> HttpResponse:
    today = timezone.localdate(timezone.now())
    found = library.coming_occasions(today, language=page_language())
    context = {
        "place": place,
        "occasions": [(one, one.is_now(today)) for one in found],
        "today": today,
        "may_change": me(request).has_perm("agenda.change_agenda", place),
    }
    return render(request, "agenda/desk/occasions.html", context)
