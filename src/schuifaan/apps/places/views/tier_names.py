"""The page on which a municipality gives its small and large places its own names."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from schuifaan.apps.places.actions.tier_names import name_tiers
from schuifaan.apps.places.forms.tier_names import TierNamesForm
from schuifaan.apps.places.queries import tier_names as reading
from schuifaan.apps.places.views.manage_access import me


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def tier_names(request: HttpRequest, code: str) -> HttpResponse:
    user, municipality = me(request), reading.municipality_with(code)
    if municipality is None:
        raise Http404
    if not user.has_perm("places.name_tiers", municipality):
        raise PermissionDenied
    form = TierNamesForm(request.POST or None, own=reading.own_tier_names(municipality))
    if request.method == "POST" and form.is_valid():
        name_tiers(municipality=municipality, names=form.wanted(), by=user, now=timezone.now())
        messages.success(request, _("Bewaard. Alle pagina’s in deze gemeente noemen het nu zo."))
        return redirect("places:tier_names", code=code)
    context = {"municipality": municipality, "form": form, "groups": form.groups()}
    return render(request, "places/manage/tier_names.html", context, status=422 if form.errors else 200)
