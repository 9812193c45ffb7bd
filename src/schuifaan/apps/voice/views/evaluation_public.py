"""A look back that everybody may read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from schuifaan.apps.places.trails import trail
from schuifaan.apps.voice.models import Evaluation
from schuifaan.apps.voice.paper.evaluation import printed_look_back
from schuifaan.apps.voice.queries.evaluation import look_back, public_evaluation


@require_GET
def public_look_back(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    found = _or_404(slug, year)
    context = {
        "place": found.place,
        "evaluation": found,
        "look_back": look_back(found),
        "trail": [*trail(), (found.place.name, f"/plek/{slug}/")],
        "today": timezone.localdate(),
    }
    return render(request, "voice/evaluation/public.html", context)


@require_GET
def public_look_back_pdf(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    del request
    pdf = printed_look_back(look_back(_or_404(slug, year)), for_everybody=True, now=timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="terugblik-{slug}-{year}.pdf"'
    return response


def _or_404(slug: str, year: int) -> Evaluation:
    found = public_evaluation(slug, year)
    if found is None:
        raise Http404
    return found
