"""The questions for residents: open to everybody with the address, without an account or a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.dossiers.actions.listening import QuestionnaireClosed, count_answers, is_taking_answers
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.forms.listening import ResidentForm
from schuifaan.apps.dossiers.models import Questionnaire
from schuifaan.apps.dossiers.queries.listening import find_questionnaire, resident_questions

UNKNOWN, CLOSED, REFUSED = 404, 410, 422


@require_http_methods(["GET", "POST"])
@never_cache
def ask(request: HttpRequest, token: str) -> HttpResponse:
    found = find_questionnaire(token)
    if found is None or not is_taking_answers(found, today=timezone.localdate()):
        return _not_open(request, found)
    form = ResidentForm(
        request.POST if request.method == "POST" else None,
        questions=resident_questions(found.dossier),
        language=get_language() or "nl",
    )
    if request.method == "POST" and (form.is_from_a_machine or form.is_valid()):
        try:
            if not form.is_from_a_machine:
                count_answers(questionnaire=found, said=form.said(), today=timezone.localdate())
            return redirect("dossiers:thanks", token=found.token)
        except QuestionnaireClosed:
            return _not_open(request, found)
        except DossierError as error:
            form.add_error(error.field, str(error))
    context = {"form": form, "questionnaire": found, "dossier": found.dossier, "today": timezone.localdate()}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dossiers/listening/ask.html", context, status=status)


@require_GET
@never_cache
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """What happens with it and when. Stays there after closing."""
    found = find_questionnaire(token)
    if found is None:
        return _not_open(request, None)
    today = timezone.localdate()
    context = {
        "questionnaire": found,
        "dossier": found.dossier,
        "today": today,
        "is_open": is_taking_answers(found, today=today),
    }
    return render(request, "dossiers/listening/thanks.html", context)


def _not_open(request: HttpRequest, found: Questionnaire | None) -> HttpResponse:
    context = {"dossier": found.dossier if found is not None else None}
    status = UNKNOWN if found is None else CLOSED
    return render(request, "dossiers/listening/closed.html", context, status=status)
