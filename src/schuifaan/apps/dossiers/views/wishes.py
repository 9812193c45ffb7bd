"""What residents wish, for the team: choose, put in other words, add together, and take over in the dossier."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.dossiers.actions import wishes as actions
from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError
from schuifaan.apps.dossiers.enums import WishState
from schuifaan.apps.dossiers.forms.listening import RewordForm
from schuifaan.apps.dossiers.ideas import WISH_FIELDS
from schuifaan.apps.dossiers.models import Dossier, Wish
from schuifaan.apps.dossiers.queries import listening as queries
from schuifaan.apps.dossiers.queries.desk import frame
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.listening import REFUSED, STEP, must_change, questionnaire_or_404
from schuifaan.core.method.checking import AnswerRefused

MOST_CHOSEN = 200
STATES = {"keep": WishState.KEPT, "remove": WishState.REMOVED, "put_back": WishState.NEW}


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def wishes(request: HttpRequest, dossier: Dossier, *, question: str) -> HttpResponse:
    """All wishes of one question, a page at a time; POST does one thing with those that are ticked."""
    found = questionnaire_or_404(dossier)
    if question not in WISH_FIELDS:
        raise Http404
    if request.method == "POST":
        must_change(request, dossier)
        return _set_states(request, dossier, question)
    removed = request.GET.get("weg") == "1"
    page = queries.wish_page(found, dossier, question, cursor=request.GET.get("blad", ""), removed=removed)
    asked = next(one for one in queries.resident_questions(dossier) if one.id == question)
    context = frame(dossier, me(request), language=get_language() or "nl", step=STEP) | {
        "question": asked,
        "page": page,
        "previous_url": _turned(page.previous, removed=removed),
        "next_url": _turned(page.next, removed=removed),
        "removed": removed,
        "has_removed": removed or queries.has_removed(found, question),
    }
    return render(request, "dossiers/listening/wishes.html", context)


def _turned(cursor: str, *, removed: bool) -> str:
    return f"?{'weg=1&' if removed else ''}blad={cursor}" if cursor else ""


def _set_states(request: HttpRequest, dossier: Dossier, question: str) -> HttpResponse:
    what = request.POST.get("do", "")
    chosen = [_number(pk) for pk in request.POST.getlist("wish")[:MOST_CHOSEN]]
    if what in STATES and chosen:
        actions.set_wish_state(
            questionnaire=questionnaire_or_404(dossier), wishes=chosen, state=STATES[what], by=me(request)
        )
        _told(request, what)
    else:
        messages.warning(request, _("Kruis eerst aan om welke wensen het gaat."))
    if request.POST.get("from") == "all":
        return redirect("dossiers:wishes", key=dossier.key, question=question)
    return redirect("dossiers:questionnaire", key=dossier.key)


def _told(request: HttpRequest, what: str) -> None:
    told = {
        "keep": _("Gekozen voor het dossier."),
        "remove": _("Weggehaald. Bij ‘Bekijk wat weggehaald is’ kun je ze terugzetten."),
        "put_back": _("Teruggezet in de lijst."),
    }
    messages.success(request, told[what])


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.change_dossier")
def wish(request: HttpRequest, dossier: Dossier, *, pk: int) -> HttpResponse:
    """One wish: choose it, put it in other words, add it to another, or take it away."""
    found = queries.find_wish(dossier, pk)
    if found is None:
        raise Http404
    must_change(request, dossier)
    form = RewordForm(initial={"text": queries.said_wish(found)})
    if request.method == "POST":
        form = RewordForm(request.POST) if request.POST.get("do") == "reword" else form
        try:
            if _do(request, dossier, found, form):
                return redirect("dossiers:wishes", key=dossier.key, question=found.question)
        except DossierError as error:
            if form.is_bound:
                form.add_error(error.field, str(error))
            else:
                messages.error(request, str(error))
    return _wish_page(request, dossier, found, form)


def _do(request: HttpRequest, dossier: Dossier, found: Wish, form: RewordForm) -> bool:
    what, by = request.POST.get("do", ""), me(request)
    if what in STATES:
        actions.set_wish_state(
            questionnaire=found.questionnaire, wishes=[found.pk], state=STATES[what], by=by
        )
        _told(request, what)
    elif what == "reword":
        if not form.is_valid():
            return False
        actions.reword_wish(wish=found, text=form.cleaned_data["text"], by=by)
        messages.success(request, _("Bewaard."))
    elif what == "merge":
        into = queries.find_wish(dossier, _number(request.POST.get("into", "")))
        if into is None:
            raise DossierError(_("Kies eerst bij welke wens deze hoort."))
        actions.merge_wishes(wish=found, into=into, by=by)
        messages.success(request, _("Opgeteld bij “%(text)s”.") % {"text": queries.said_wish(into)})
    else:
        return False
    return True


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0  # noqa: PLR2004


def _wish_page(request: HttpRequest, dossier: Dossier, found: Wish, form: RewordForm) -> HttpResponse:
    search = request.GET.get("zoek", "").strip()[:100]
    candidates = queries.merge_candidates(found, search=search)
    context = frame(dossier, me(request), language=get_language() or "nl", step=STEP) | {
        "wish": found,
        "text": queries.said_wish(found),
        "form": form,
        "search": search,
        "candidates": [(one.pk, queries.said_wish(one), one.times) for one in candidates],
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "dossiers/listening/wish.html", context, status=status)


@require_POST
@of_dossier("dossiers.change_dossier")
def take_over(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Write the chosen wishes in the dossier, among what the team wrote itself."""
    must_change(request, dossier)
    found = questionnaire_or_404(dossier)
    try:
        number = actions.take_over_wishes(questionnaire=found, by=me(request), now=timezone.now())
        told = ngettext(
            "%(number)d wens staat nu in het dossier.", "%(number)d wensen staan nu in het dossier.", number
        )
        messages.success(request, told % {"number": number})
    except AnswerRefused as refused:
        language = get_language() or "nl"
        messages.error(request, " ".join(text.said(language) for text in refused.problems.values()))
    except AnsweredMeanwhile:
        messages.warning(
            request, _("Iemand werkt net aan dezelfde vraag. Er is niets veranderd: probeer het nog eens.")
        )
    except DossierError as error:
        messages.error(request, str(error))
    return redirect("dossiers:questionnaire", key=dossier.key)


@require_POST
@of_dossier("dossiers.change_dossier")
def take_over_wanted(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Answer the first question as proposed, because somebody pressed the button."""
    must_change(request, dossier)
    found = questionnaire_or_404(dossier)
    said = queries.tally(found, dossier, frame(dossier, me(request), language="nl")["answers"])
    try:
        actions.answer_wanted(
            questionnaire=found,
            wanted=request.POST.get("wanted", ""),
            note=said.note,
            revision=_number(request.POST.get("revision", "")),
            by=me(request),
            now=timezone.now(),
        )
        messages.success(request, _("Dit antwoord staat nu in het dossier."))
    except AnsweredMeanwhile as meanwhile:
        messages.warning(request, str(meanwhile))
    except (AnswerRefused, DossierError) as error:
        messages.error(request, str(error))
    return redirect("dossiers:questionnaire", key=dossier.key)
