"""The money of a dossier: the sum, the sources of income and their conditions, and the best sets."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.dossiers.actions.money import (
    ConditionsOvertaken,
    answer_conditions,
    say_use,
    take_over_set,
)
from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError
from schuifaan.apps.dossiers.forms.conditions import ConditionsForm, with_forms
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.handbook import knowledge_for
from schuifaan.apps.dossiers.queries.money_best_page import money_best_page
from schuifaan.apps.dossiers.queries.money_page import money_page
from schuifaan.apps.dossiers.queries.money_sources_page import (
    PREFIX,
    asked_of,
    money_sources_page,
    source_named,
)
from schuifaan.apps.dossiers.views.access import me, must_be_open, of_dossier
from schuifaan.apps.dossiers.views.asked import sent_whole
from schuifaan.apps.dossiers.views.from_letting import boxed
from schuifaan.apps.dossiers.views.results_page import framed, language_of_page
from schuifaan.core.method.checking import AnswerRefused
from schuifaan.core.method.knowledge.money import IncomeSource
from schuifaan.ui.form_field import error_links

STEP = "step.money"
REFUSED, OVERTAKEN = 422, 409


@require_GET
@of_dossier("dossiers.view_dossier")
def money(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step=STEP)
    context["real_use"] = boxed(request, dossier, None, context["answers"], context["language"])
    context["page"] = money_page(
        dossier,
        context["answers"],
        context["knowledge"],
        language=context["language"],
        today=timezone.localdate(),
    )
    return render(request, "dossiers/money/money.html", context)


@require_GET
@of_dossier("dossiers.view_dossier")
def money_sources(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Every source of income on one line; `?bron=` has one stand open, with what was just said of it inside."""
    return _sources(request, dossier, opened=request.GET.get("bron", ""))


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.change_dossier")
def money_source(request: HttpRequest, dossier: Dossier, *, source: str) -> HttpResponse:
    """Keep what people say of the conditions of one source; who only looks is led to its place on the page."""
    about = _source(dossier, source)
    if request.method == "GET":
        return _to_source(dossier, source)
    must_be_open(dossier)
    today, language = timezone.localdate(), language_of_page()
    asked = asked_of(about, language=language, today=today)
    form = ConditionsForm(request.POST, slug=source, asked=asked, language=language)
    try:
        kept = answer_conditions(dossier=dossier, said=form.changed(), by=me(request), now=timezone.now())
    except AnswerRefused as refused:
        form.refuse(refused)
        return _sources(request, dossier, opened=source, form=form, status=REFUSED)
    except ConditionsOvertaken as meanwhile:
        form.overtake(meanwhile.theirs, today=today)
        return _sources(request, dossier, opened=source, form=form, status=OVERTAKEN)
    except DossierError as error:
        raise PermissionDenied(str(error)) from error
    if kept:
        messages.success(request, _("Bewaard."))
    else:
        messages.info(request, _("Er was niets veranderd."))
    return _to_source(dossier, source)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.change_dossier")
def money_source_use(request: HttpRequest, dossier: Dossier, *, source: str) -> HttpResponse:
    """Count on a source, or not any more; what cannot be is refused on the page itself."""
    about = _source(dossier, source)
    if request.method == "GET":
        return _to_source(dossier, source)
    must_be_open(dossier)
    use = request.POST.get("use", "")
    try:
        say_use(
            dossier=dossier, source=about.id, use=use, revision=sent_whole(request, "revision"),
            by=me(request), now=timezone.now(),
        )  # fmt: skip
    except AnswerRefused as refused:
        told = " ".join(text.said(language_of_page()) for text in refused.problems.values())
        return _sources(request, dossier, opened=source, told=told, status=REFUSED)
    except AnsweredMeanwhile as meanwhile:
        return _sources(request, dossier, opened=source, told=str(meanwhile), status=OVERTAKEN)
    except DossierError as error:
        raise PermissionDenied(str(error)) from error
    messages.success(request, _used(use))
    return _to_source(dossier, source)


def _used(use: str) -> str:
    return {
        "count_on": _("Bewaard. Dit telt nu mee in de som."),
        "not": _("Bewaard. Dit telt niet mee in de som."),
    }.get(use, _("Bewaard."))


def _sources(
    request: HttpRequest,
    dossier: Dossier,
    *,
    opened: str,
    form: ConditionsForm | None = None,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; with `form` or `told` what could not be kept, and why."""
    context = framed(request, dossier, step=STEP)
    known = (dossier, context["answers"], context["knowledge"])
    language = context["language"]
    page = money_sources_page(*known, language=language, today=timezone.localdate(), opened=opened)
    if context["may_change"]:
        page = with_forms(page, language=language, sent=form)
    card = page.card(opened)
    if card is not None:
        # What was just said stands in the card, where people look, and not on top as well.
        context |= {"said_here": list(messages.get_messages(request)), "messages": ()}
    context |= {
        "page": page,
        "opened": card,
        "told": told,
        "wrong": error_links(form),
        "is_overtaken": status == OVERTAKEN,
    }
    return render(request, "dossiers/money/sources.html", context, status=status)


def _source(dossier: Dossier, slug: str) -> IncomeSource:
    found = source_named(knowledge_for(dossier), slug)
    if found is None:
        raise Http404
    return found


def _to_source(dossier: Dossier, slug: str) -> HttpResponse:
    page = reverse("dossiers:money_sources", kwargs={"key": dossier.key})
    return redirect(f"{page}?{urlencode({'bron': slug})}#{PREFIX}{slug}")


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def money_best(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """The best sets for an aim; a POST counts on one of them."""
    if request.method == "POST":
        return _take_over(request, dossier)
    context = framed(request, dossier, step=STEP)
    context["page"] = money_best_page(
        dossier,
        context["answers"],
        context["knowledge"],
        wanted=request.GET.get("doel", ""),
        language=context["language"],
        today=timezone.localdate(),
    )
    return render(request, "dossiers/money/best.html", context)


def _take_over(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    if not me(request).has_perm("dossiers.change_dossier", dossier):
        raise PermissionDenied
    try:
        take_over_set(
            dossier=dossier,
            sources=request.POST.get("sources", "").split(),
            seen=sent_whole(request, "seen", missing=-1),
            by=me(request),
            now=timezone.now(),
        )
    except AnsweredMeanwhile as meanwhile:
        messages.warning(request, str(meanwhile))
    except AnswerRefused as refused:
        messages.error(request, " ".join(text.said(language_of_page()) for text in refused.problems.values()))
    except DossierError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("De som rekent nu met deze combinatie. Bij Geschiedenis kun je het terugzetten.")
        )
        return redirect("dossiers:money", key=dossier.key)
    return redirect("dossiers:money_best", key=dossier.key)
