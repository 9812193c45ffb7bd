"""Trees of questions: walked one question a page, drawn with the way taken, and summed up."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError, keep_answer
from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.answers import revision_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.handbook_trees import outline
from schuifaan.apps.dossiers.queries.hints import ROOM_USE, Hint, hints, room_use_hint
from schuifaan.apps.dossiers.queries.real_use_hints import use_hints
from schuifaan.apps.dossiers.queries.revival_page import revival_page
from schuifaan.apps.dossiers.queries.tree_svg import picture
from schuifaan.apps.dossiers.queries.tree_walk import TREE, tree_at, walk_of, walk_page
from schuifaan.apps.dossiers.views.access import me, of_dossier
from schuifaan.apps.dossiers.views.handbook import handbook_version
from schuifaan.apps.dossiers.views.results_page import framed, language_of_page, results
from schuifaan.core.method.checking import AnswerRefused
from schuifaan.core.method.knowledge.shaping import Tree
from schuifaan.ui.page_cache import public_page

REFUSED, OVERTAKEN = 422, 409


@require_GET
@of_dossier("dossiers.view_dossier")
def revival(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    context = framed(request, dossier, step="step.revival")
    context["use"] = use_hints(dossier, by=me(request), today=timezone.localdate())
    context["page"] = revival_page(
        dossier, context["answers"], context["knowledge"], language=context["language"]
    )
    return results(request, "revival", context)


@require_http_methods(["GET", "POST"])
@of_dossier("dossiers.view_dossier")
def tree(request: HttpRequest, dossier: Dossier, *, tree: str) -> HttpResponse:
    """One question of the tree. Sent, the answer is kept and the next question comes."""
    context = framed(request, dossier, step="step.revival")
    found = tree_at(context["knowledge"], tree)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _keep(request, dossier, found, context)
    return _question(request, dossier, found, context, asked=request.GET.get("vraag", ""))


def _question(
    request: HttpRequest,
    dossier: Dossier,
    tree: Tree,
    context: dict[str, Any],
    *,
    asked: str,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    page = walk_page(
        dossier,
        tree,
        context["answers"],
        context["knowledge"],
        asked=asked,
        language=context["language"],
    )
    shown: dict[str, Any] = {"page": page, "note": page.note}
    if page.node is not None:
        shown |= {
            "hint": _hint(request, dossier, page.node.hint or ""),
            "revision": revision_of(dossier, TREE, page.node.id),
        }
    return results(request, "tree", context | shown | said, status=status)


def _hint(request: HttpRequest, dossier: Dossier, code: str) -> Hint | None:
    """Only read when a question asks for it: the use of rooms is for who runs the place."""
    today = timezone.localdate()
    if code == ROOM_USE:
        return room_use_hint(use_hints(dossier, by=me(request), today=today))
    return hints(dossier, today=today).get(code) if code else None


def _keep(request: HttpRequest, dossier: Dossier, tree: Tree, context: dict[str, Any]) -> HttpResponse:
    if not context["may_change"]:
        raise PermissionDenied
    node, note = request.POST.get("node", ""), request.POST.get("note", "")
    sent = request.POST.get("revision", "")
    try:
        if all(one.id != node for one in tree.nodes):
            raise DossierError(_("Deze vraag hoort niet bij deze boom."))  # noqa: TRY301 - said as any refusal
        keep_answer(
            dossier=dossier,
            question_id=TREE,
            item=node,
            value={"answer": request.POST.get("answer", ""), "note": note},
            revision=int(sent) if sent.isdecimal() else 0,
            by=me(request),
            now=timezone.now(),
        )
    except (AnswerRefused, AnsweredMeanwhile, DossierError) as error:
        return _again(request, dossier, tree, error)
    return redirect("dossiers:tree", key=dossier.key, tree=tree.id)


def _again(request: HttpRequest, dossier: Dossier, tree: Tree, error: Exception) -> HttpResponse:
    """The same question with what went wrong; what was typed is still there."""
    context = framed(request, dossier, step="step.revival")
    if isinstance(error, AnswerRefused):
        wrong = [text.said(context["language"]) for text in error.problems.values()]
    else:
        wrong = [str(error)]
    return _question(
        request,
        dossier,
        tree,
        context,
        asked=request.POST.get("node", ""),
        status=OVERTAKEN if isinstance(error, AnsweredMeanwhile) else REFUSED,
        wrong=wrong,
        overtaken=isinstance(error, AnsweredMeanwhile),
        typed_note=request.POST.get("note", ""),
    )


@require_GET
@of_dossier("dossiers.view_dossier")
def tree_drawing(request: HttpRequest, dossier: Dossier, *, tree: str) -> HttpResponse:
    context = framed(request, dossier, step="step.revival")
    found = tree_at(context["knowledge"], tree)
    if found is None:
        raise Http404
    walked = walk_of(found, context["answers"])
    context |= {
        "tree": found,
        "walk": walked,
        "picture": picture(found, language=context["language"], walked=walked),
        "outline": outline(found),
        "way": walk_page(
            dossier,
            found,
            context["answers"],
            context["knowledge"],
            asked="",
            language=context["language"],
        ).path,
    }
    return results(request, "tree_drawing", context)


@require_GET
@public_page(version=handbook_version, vary_on_minute=False)
def handbook_tree(request: HttpRequest, tree: str) -> HttpResponse:
    """The tree as the handbook has it, for everybody."""
    found = tree_at(shipped(), tree)
    if found is None:
        raise Http404(_("Deze boom kennen we niet."))
    context = {
        "tree": found,
        "picture": picture(found, language=language_of_page()),
        "outline": outline(found),
        "today": timezone.localdate(),
    }
    return render(request, "dossiers/results/handbook_tree.html", context)
